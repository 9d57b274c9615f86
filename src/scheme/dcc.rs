//! EU Digital COVID Certificate, `HC1:`, schema 1.0.0 to 1.3.x.
//!
//! Source: WHO `smart-trust`, *Electronic Health Certificate Specification* 1.1.1 (the EU eHealth
//! Network's hcert-spec, which WHO carries on), §3 and §4, and the DCC JSON schema 1.3.3.
//!
//! ```text
//! HC1: Base45( zlib( COSE_Sign1( CWT { 1: iss, 4: exp, 6: iat, -260: { 1: DCC } } ) ) )
//! ```
//!
//! The schema's patterns are not enforced: issuers break them in ways that harm nobody, and their
//! own test data disagrees on them. What is needed to say whose certificate it is, and of what
//! kind, is. Tolerated, each seen in a real certificate:
//!
//! | deviation | seen from |
//! | --- | --- |
//! | numbers as floats in `exp`, `iat`, `dn`, `sd` | ES, HU, LI, IE |
//! | no `exp` | CH |
//! | claim keys as text | VHL, Hajj |
//! | dates tagged as CBOR tag 0, or with a time | AD, BG, EE, HU, RO, SE, SI, TH |
//! | partial dates of birth, or none | many |
//! | `v`, `t` or `r` present and null | BG |
//! | white space around texts | CO, ES, FR, RO |

use super::{
    Claims, Credential, Entry, Irregularity, PartialDate, Person, Recovery, Scheme, SchemeError,
    Sealed, Test, TestMethod, TestResult, Time, Vaccination, codes,
};
use crate::{
    envelope::{
        base45,
        cbor::{self, Map, Value, untagged},
        cose, zlib,
    },
    moment::Moment,
};

/// Opens the text after `HC1:`, outermost layer first.
pub(super) fn open(body: &str) -> Result<Sealed, SchemeError> {
    let packed = base45::decode(body)?;
    let bytes = zlib::inflate_all(&packed, MAX_INFLATED_BYTES)?;
    let (seal, payload) = cose::open(&bytes)?;
    let claims = claims(&cbor::read(&payload)?)?;
    Ok(Sealed { scheme: Scheme::EuDcc, claims, seal })
}

/// RFC 8392 §3.1 and hcert-spec §3.3.
fn claims(payload: &Value) -> Result<Claims, SchemeError> {
    let cwt = map(payload, "CWT")?;
    let hcert = cwt.integer_key(CLAIM_HCERT).ok_or_else(|| no_hcert(cwt))?;
    let hcert = map(hcert, "-260")?;
    let certificate = hcert.integer_key(HCERT_DCC).ok_or_else(|| other_content(hcert))?;
    let certificate = map(certificate, "-260/1")?;
    let entries = entries(certificate)?;
    if entries.is_empty() {
        return Err(SchemeError::NoEntry);
    }
    let irregularities = match entries.len() {
        1 => Vec::new(),
        entries => vec![Irregularity::SeveralEntries { entries }],
    };
    Ok(Claims {
        issuer: cwt.integer_key(CLAIM_ISSUER).and_then(text),
        issued: time(cwt.integer_key(CLAIM_ISSUED_AT)),
        not_before: time(cwt.integer_key(CLAIM_NOT_BEFORE)),
        expires: time(cwt.integer_key(CLAIM_EXPIRES)),
        credential: Credential { person: person(certificate)?, entries },
        irregularities,
    })
}

fn person(certificate: Map<'_>) -> Result<Person, SchemeError> {
    let name = certificate
        .text_key("nam")
        .ok_or(SchemeError::Claim { claim: "nam", expected: "a name" })?;
    let name = map(name, "nam")?;
    Ok(Person {
        surname: name.text_key("fn").and_then(text),
        given: name.text_key("gn").and_then(text),
        surname_latin: name.text_key("fnt").and_then(text),
        given_latin: name.text_key("gnt").and_then(text),
        date_of_birth: certificate.text_key("dob").and_then(date),
        document: None,
    })
}

/// All entries of the three kinds, in the order vaccination, test, recovery.
fn entries(certificate: Map<'_>) -> Result<Vec<Entry>, SchemeError> {
    type Reader = fn(Map<'_>) -> Entry;
    const READERS: [(&str, Reader); 3] = [("v", vaccination), ("t", test), ("r", recovery)];
    let mut entries = Vec::new();
    for (claim, reader) in READERS {
        let listed = match certificate.text_key(claim) {
            None | Some(Value::Null) => continue,
            Some(Value::Array(listed)) => listed,
            Some(_) => {
                return Err(SchemeError::Claim { claim, expected: "an array" });
            }
        };
        for entry in listed {
            entries.push(reader(map(entry, claim)?));
        }
    }
    Ok(entries)
}

fn vaccination(entry: Map<'_>) -> Entry {
    Entry::Vaccination(Vaccination {
        disease: named(entry, "tg", codes::disease),
        product: named(entry, "mp", codes::product),
        manufacturer: named(entry, "ma", codes::manufacturer),
        dose: entry.text_key("dn").and_then(count),
        doses: entry.text_key("sd").and_then(count),
        date: entry.text_key("dt").and_then(date),
        country: entry.text_key("co").and_then(text),
        identifier: entry.text_key("ci").and_then(text),
        ..Vaccination::default()
    })
}

fn test(entry: Map<'_>) -> Entry {
    let method = entry.text_key("tt").and_then(text).map(|code| match code.as_str() {
        "LP6464-4" => TestMethod::Naat,
        "LP217198-3" => TestMethod::Antigen,
        "94504-8" => TestMethod::Antibody,
        _ => TestMethod::Other,
    });
    let result = entry.text_key("tr").and_then(text).map(|code| match code.as_str() {
        "260415000" => TestResult::Negative,
        "260373001" => TestResult::Positive,
        _ => TestResult::Other,
    });
    Entry::Test(Test {
        disease: named(entry, "tg", codes::disease),
        method,
        result,
        sampled: entry.text_key("sc").and_then(text).and_then(|text| Moment::parse(&text).ok()),
        centre: entry.text_key("tc").and_then(text),
        product: entry
            .text_key("nm")
            .and_then(text)
            .or_else(|| entry.text_key("ma").and_then(text)),
        country: entry.text_key("co").and_then(text),
        identifier: entry.text_key("ci").and_then(text),
    })
}

fn recovery(entry: Map<'_>) -> Entry {
    Entry::Recovery(Recovery {
        disease: named(entry, "tg", codes::disease),
        first_positive: entry.text_key("fr").and_then(date),
        valid_from: entry.text_key("df").and_then(date),
        valid_until: entry.text_key("du").and_then(date),
        country: entry.text_key("co").and_then(text),
        identifier: entry.text_key("ci").and_then(text),
    })
}

fn map<'v>(value: &'v Value, claim: &'static str) -> Result<Map<'v>, SchemeError> {
    Map::of(untagged(value)).ok_or(SchemeError::Claim { claim, expected: "a map" })
}

/// A text without white space around; `None` when it is empty or no text.
fn text(value: &Value) -> Option<String> {
    let text = untagged(value).as_text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn date(value: &Value) -> Option<PartialDate> {
    text(value).and_then(|text| PartialDate::parse(&text))
}

fn named(entry: Map<'_>, key: &str, name: fn(&str) -> &str) -> Option<String> {
    entry.text_key(key).and_then(text).map(|code| name(&code).to_owned())
}

/// A small whole number, also when it is written as a float.
fn count(value: &Value) -> Option<u32> {
    let value = untagged(value);
    let whole = match value.as_float() {
        Some(float) => whole_seconds(float)?,
        None => i64::try_from(value.as_integer()?).ok()?,
    };
    u32::try_from(whole).ok()
}

/// RFC 8392 §2, NumericDate: seconds since the epoch, whole or not.
fn time(value: Option<&Value>) -> Time {
    let seconds = match value.map(untagged) {
        None | Some(Value::Null) => return Time::Absent,
        Some(Value::Integer(seconds)) => i64::try_from(*seconds).ok(),
        Some(Value::Float(seconds)) => whole_seconds(*seconds),
        Some(_) => None,
    };
    seconds.map_or(Time::Unreadable, |seconds| Time::At(Moment::from_unix_seconds(seconds)))
}

/// `None` for what is not finite or not exact in 64 bits.
fn whole_seconds(seconds: f64) -> Option<i64> {
    /// 2^53: every whole number up to here has a double of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::as_conversions, reason = "finite and within 2^53, so nothing is lost")]
    (seconds.abs() <= EXACT).then(|| seconds.floor() as i64)
}

/// A map without -260: WHO's samples carry a bare DDCC map.
fn no_hcert(cwt: Map<'_>) -> SchemeError {
    if cwt.text_key("resourceType").is_some() || cwt.text_key("hcid").is_some() {
        return SchemeError::Unsupported { content: "a bare DDCC map" };
    }
    SchemeError::Claim { claim: "-260", expected: "a health certificate" }
}

/// hcert-spec §3.3.1 and WHO `hcert.fsh`: what else may stand in -260.
fn other_content(hcert: Map<'_>) -> SchemeError {
    const OTHERS: [(i64, &str); 5] = [
        (2, "a RACSEL DDVC"),
        (3, "a DDCC vaccination"),
        (4, "a DDCC test result"),
        (5, "a link to a health document"),
        (-6, "an ICVP"),
    ];
    OTHERS
        .into_iter()
        .find(|&(claim, _)| hcert.integer_key(claim).is_some())
        .map_or(SchemeError::Claim { claim: "-260/1", expected: "a DCC" }, |(_, content)| {
            SchemeError::Unsupported { content }
        })
}

// RFC 8392 §4, table 1; -260 from hcert-spec §3.3.
const CLAIM_ISSUER: i64 = 1;
const CLAIM_EXPIRES: i64 = 4;
const CLAIM_NOT_BEFORE: i64 = 5;
const CLAIM_ISSUED_AT: i64 = 6;
const CLAIM_HCERT: i64 = -260;
/// hcert-spec §3.3.1: `eu_dgc_v1`.
const HCERT_DCC: i64 = 1;

/// A QR code of version 40 holds 4296 characters, which is 2864 bytes of Base45; the longest DCC
/// seen inflates to 1.1 KB. Room for much more, and still nothing to a phone.
const MAX_INFLATED_BYTES: usize = 64 * 1024;
