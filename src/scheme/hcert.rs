//! The EU's envelope (HCERT), which many schemes share, and what it holds.
//!
//! Source: WHO `smart-trust`, *Electronic Health Certificate Specification* 1.1.1 (the EU eHealth
//! Network's hcert-spec, which WHO carries on), §3 and §4, and `hcert.fsh` for what may stand in
//! the claim -260.
//!
//! ```text
//! HC1: Base45( zlib( COSE_Sign1( CWT { 1: iss, 4: exp, 6: iat, -260: { 1: DCC, 3: DDCC, … } } ) ) )
//! ```
//!
//! Tolerated, each seen in a real certificate:
//!
//! | deviation | seen from |
//! | --- | --- |
//! | numbers as floats in `exp`, `iat` | ES, HU, LI |
//! | no `exp` | CH, ICVP |
//! | `iat` in milliseconds | XJ (pilot of health links) |
//! | claim keys as text | health links, Hajj |
//! | white space around texts | CO, ES, FR, RO |
//! | no CWT claims around the content | WHO's DDCC samples |

use super::{
    Claims, Credential, Irregularity, PartialDate, Scheme, SchemeError, Sealed, Time, dcc, ddcc,
    exemption, health_link, icvp, nhs_domestic, racsel_ddvc, swiss_light, time::whole,
};
use crate::envelope::{
    Seal, base45,
    cbor::{self, Map, Value, untagged},
    cose, zlib,
};

/// What the text before the colon says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefix {
    /// `HC1`: anything.
    Hc1,
    /// `AT1`: an Austrian exemption.
    At1,
    /// `LT1`: a Swiss certificate light.
    Lt1,
}

/// Opens the text after the prefix and its colon, outermost layer first.
pub(super) fn open(prefix: Prefix, body: &str) -> Result<Sealed, SchemeError> {
    // Mail breaks lines; no code has a line break of its own.
    let packed = base45::decode(&body.replace(['\r', '\n'], ""))?;
    let bytes = zlib::inflate_all(&packed, MAX_INFLATED_BYTES)?;
    let (seal, payload) = cose::open(&bytes)?;
    unwrap(prefix, seal, &payload)
}

/// Reads the claims of a verified envelope's payload, whichever way it came.
pub(super) fn unwrap(prefix: Prefix, seal: Seal, payload: &[u8]) -> Result<Sealed, SchemeError> {
    let value = cbor::read(payload)?;
    let cwt = map(&value, "CWT")?;
    if prefix == Prefix::Lt1 {
        let (credential, expires) = swiss_light::credential(cwt)?;
        let claims = Claims { expires, ..claims(cwt, credential) };
        return Ok(Sealed { scheme: Scheme::SwissLight, claims, seal });
    }
    let (scheme, mut claims) = match cwt.integer_key(CLAIM_HCERT) {
        Some(hcert) => content(prefix, cwt, map(hcert, "-260")?)?,
        // WHO's samples carry a bare DDCC map instead of a CWT.
        None if prefix == Prefix::Hc1 && ddcc::is_one(cwt) => who_ddcc(cwt, cwt)?,
        None => return Err(no_certificate()),
    };
    let events = claims.credential.entries.len();
    if events == 0 && scheme.attests_events() {
        return Err(SchemeError::NoEntry);
    }
    if events > 1 {
        claims.irregularities.push(Irregularity::SeveralEntries { entries: events });
    }
    Ok(Sealed { scheme, claims, seal })
}

/// hcert-spec §3.3.1 and WHO `hcert.fsh`: what may stand in -260, by its key.
fn content(prefix: Prefix, cwt: Map<'_>, hcert: Map<'_>) -> Result<(Scheme, Claims), SchemeError> {
    type Reader = fn(Map<'_>) -> Result<Credential, SchemeError>;
    const OTHERS: [(i64, Scheme, Reader); 2] =
        [(2, Scheme::RacselDdvc, racsel_ddvc::credential), (-6, Scheme::Icvp, icvp::credential)];
    if let Some(dcc) = hcert.integer_key(HCERT_DCC) {
        let certificate = map(dcc, "-260/1")?;
        // WHO's code of 2022 writes a DDCC here.
        let is_ddcc = certificate.text_key("nam").is_none() && ddcc::is_one(certificate);
        if prefix == Prefix::Hc1 && is_ddcc {
            return who_ddcc(cwt, certificate);
        }
        let (scheme, credential) = match prefix {
            Prefix::At1 => (Scheme::Exemption, exemption::credential(certificate)?),
            Prefix::Hc1 | Prefix::Lt1 if present(certificate, "d") => {
                (Scheme::NhsDomestic, nhs_domestic::credential(certificate)?)
            }
            Prefix::Hc1 | Prefix::Lt1 => (Scheme::EuDcc, dcc::credential(certificate)?),
        };
        return Ok((scheme, claims(cwt, credential)));
    }
    if prefix != Prefix::Hc1 {
        return Err(no_certificate());
    }
    if let Some(link) = hcert.integer_key(HCERT_LINK) {
        let link = link_text(link).and_then(health_link::read);
        let link = link.ok_or(SchemeError::Claim { claim: "-260/5", expected: "a link" })?;
        let mut claims = claims(cwt, Credential::default());
        claims.irregularities.push(Irregularity::Link(Box::new(link)));
        return Ok((Scheme::HealthLink, claims));
    }
    for key in [3, 4] {
        if let Some(content) = hcert.integer_key(key) {
            return who_ddcc(cwt, map(only(content), "-260")?);
        }
    }
    for (key, scheme, reader) in OTHERS {
        if let Some(content) = hcert.integer_key(key) {
            let credential = reader(map(only(content), "-260")?)?;
            return Ok((scheme, claims(cwt, credential)));
        }
    }
    if hcert.integer_key(HCERT_MEDICATION).is_some() {
        return Err(SchemeError::Unsupported { content: "a list of medicines" });
    }
    Err(no_certificate())
}

/// A DDCC in this CWT, which is in force while both are.
fn who_ddcc(cwt: Map<'_>, content: Map<'_>) -> Result<(Scheme, Claims), SchemeError> {
    let claims = claims(cwt, ddcc::credential(content)?);
    let (begins, ends) = ddcc::period(content);
    let not_before = claims.not_before.with(begins, Ord::max);
    let expires = claims.expires.with(ends, Ord::min);
    Ok((Scheme::WhoDdcc, Claims { not_before, expires, ..claims }))
}

const fn no_certificate() -> SchemeError {
    SchemeError::Claim { claim: "-260", expected: "a health certificate" }
}

/// The value, or the only one of an array, which older drafts allow.
fn only(value: &Value) -> &Value {
    match untagged(value) {
        Value::Array(several) if several.len() == 1 => several.first().unwrap_or(value),
        other => other,
    }
}

/// The link in -260/5: a text, a map with `u`, or an array of one of these.
fn link_text(value: &Value) -> Option<&str> {
    let one = only(value);
    match Map::of(one) {
        Some(map) => map.text_key("u")?.as_text(),
        None => one.as_text(),
    }
}

/// RFC 8392 §3.1, around a credential.
fn claims(cwt: Map<'_>, credential: Credential) -> Claims {
    Claims {
        issuer: cwt.integer_key(CLAIM_ISSUER).and_then(text),
        issued: time(cwt, CLAIM_ISSUED_AT),
        not_before: time(cwt, CLAIM_NOT_BEFORE),
        expires: time(cwt, CLAIM_EXPIRES),
        credential,
        irregularities: Vec::new(),
    }
}

/// A time of the CWT.
pub(super) fn time(cwt: Map<'_>, claim: i64) -> Time {
    Time::of_cbor(cwt.integer_key(claim)).mended()
}

/// The value as a map.
pub(super) fn map<'v>(value: &'v Value, claim: &'static str) -> Result<Map<'v>, SchemeError> {
    Map::of(untagged(value)).ok_or(SchemeError::Claim { claim, expected: "a map" })
}

/// What is listed under a member: nothing where it is absent or null (BG).
pub(super) fn list_of<'v>(
    certificate: Map<'v>,
    claim: &'static str,
) -> Result<&'v [Value], SchemeError> {
    match certificate.text_key(claim).map(untagged) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(listed)) => Ok(listed),
        Some(_) => Err(SchemeError::Claim { claim, expected: "an array" }),
    }
}

/// Whether a member is there and not null.
pub(super) fn present(certificate: Map<'_>, key: &str) -> bool {
    certificate.text_key(key).is_some_and(|value| !untagged(value).is_null())
}

/// A text without white space around; `None` when it is empty or no text.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = untagged(value).as_text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The text of a member.
pub(super) fn text_of(entry: Map<'_>, key: &str) -> Option<String> {
    entry.text_key(key).and_then(text)
}

/// The date of a member.
pub(super) fn date_of(entry: Map<'_>, key: &str) -> Option<PartialDate> {
    text_of(entry, key).and_then(|text| PartialDate::parse(&text))
}

/// The text of a member, by its name where the table has one.
pub(super) fn named(entry: Map<'_>, key: &str, name: fn(&str) -> &str) -> Option<String> {
    text_of(entry, key).map(|code| name(&code).to_owned())
}

/// A small whole number, also when it is written as a float.
pub(super) fn count(value: &Value) -> Option<u32> {
    let value = untagged(value);
    let whole = match value.as_float() {
        Some(float) => whole(float)?,
        None => i64::try_from(value.as_integer()?).ok()?,
    };
    u32::try_from(whole).ok()
}

// RFC 8392 §4, table 1; -260 from hcert-spec §3.3.
const CLAIM_ISSUER: i64 = 1;
pub(super) const CLAIM_EXPIRES: i64 = 4;
const CLAIM_NOT_BEFORE: i64 = 5;
pub(super) const CLAIM_ISSUED_AT: i64 = 6;
const CLAIM_HCERT: i64 = -260;
/// hcert-spec §3.3.1: `eu_dgc_v1`.
const HCERT_DCC: i64 = 1;
/// WHO `hcert.fsh`: a verifiable health link.
const HCERT_LINK: i64 = 5;
/// WHO `smart-ph4h`, Medication Overview: no certificate for a journey.
const HCERT_MEDICATION: i64 = -7;

/// A QR code of version 40 holds 4296 characters, which is 2864 bytes of Base45; the longest DCC
/// seen inflates to 1.1 KB. Room for much more, and still nothing to a phone.
const MAX_INFLATED_BYTES: usize = 64 * 1024;
