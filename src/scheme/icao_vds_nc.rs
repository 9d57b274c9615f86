//! ICAO's visible digital seal for non-constrained environments, VDS-NC 1: proofs of vaccination and
//! of testing that are bound to a passport.
//!
//! Source: ICAO TR *VDS-NC* 1.x and Doc 9303-13; the members as issuers write them.
//!
//! ```text
//! { "data": { "hdr": { "t": "icao.vacc" / "icao.test", "v": 1, "is": state },
//!             "msg": { "uvci", "pid": { "n", "dob", "sex", "i", "ai" }, "ve": [ { "des", "nam",
//!                      "dis", "vd": [ { "dvc", "seq", "ctr", "adm", "lot", "dvn" } ] } ] }
//!                  / { "utci", "pid": { "n", "dob", "dt", "dn" }, "sp": { "spn", "ctr", "cd" },
//!                      "dat": { "sc", "ri" }, "tr": { "tc", "r", "m" }, "opt" } },
//!   "sig":  { "alg": "ES256" / "ES384" / "ES512", "cer": base64url, "sigvl": base64url } }
//! ```
//!
//! `sigvl` is r‖s over the RFC 8785 form of `data`, whatever order and white space it came in;
//! `cer` is the signer's certificate, which proves nothing by itself: see `trust::path`. A seal has
//! no beginning and no end of its own. Tolerated:
//!
//! | deviation | seen from |
//! | --- | --- |
//! | members in any order, white space | the format's own test country |
//! | `cer` and `sigvl` with or without `=` | AU with, JP without |
//! | an array around the one seal | JP |
//! | `seq` as text | the format's description by others |
//! | no double space in the name: it is not taken apart | the format's own test country |

use super::{
    Claims, Credential, Entry, PartialDate, Person, Scheme, SchemeError, Sealed, Test, TestMethod,
    TestResult, Time, Vaccination,
};
use crate::{
    envelope::{AlgorithmIdentifier, EnvelopeError, KeyHint, Seal, jcs, json},
    moment::Moment,
};
use base64ct::{Base64Url, Base64UrlUnpadded, Encoding};
use serde_json::Value;
use x509_cert::{
    certificate::{CertificateInner, Raw},
    der::Decode,
};

/// Whether the text begins like one: JSON that has the members of a header or of a signature that
/// no other document has, sound or not.
pub(super) fn begins_like(text: &str) -> bool {
    let has = |member| text.contains(member);
    text.starts_with(['{', '['])
        && has("\"data\"")
        && (has("\"sigvl\"") || has("\"hdr\"") && (has("\"icao.") || has("\"cer\"")))
}

/// Opens it.
pub(super) fn open(text: &str) -> Result<Sealed, SchemeError> {
    let document = json::read(text.as_bytes())?;
    let seal = match &document {
        Value::Array(seals) => match seals.as_slice() {
            [seal] => seal,
            _ => return Err(expected("one seal").into()),
        },
        seal => seal,
    };
    let data = seal.get("data").ok_or_else(|| expected("data"))?;
    let signature = seal.get("sig").ok_or_else(|| expected("a signature"))?;
    // The header says what the rest is, so a seal for something else is that and not damaged.
    let kind = Kind::of(data.get("hdr"))?;
    let seal = Seal::new(
        jcs::canonical(data)?,
        base64url(signature, "sigvl")?,
        text_of(signature, "alg").map(AlgorithmIdentifier::Jose),
        KeyHint::Certificate(certificate(signature)?),
    );
    Ok(Sealed { scheme: Scheme::IcaoVdsNc, claims: claims(data, kind)?, seal })
}

/// What the seal is on.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Test,
    Vaccination,
}

impl Kind {
    fn of(header: Option<&Value>) -> Result<Self, SchemeError> {
        let header = header.ok_or(SchemeError::Claim { claim: "hdr", expected: "a header" })?;
        if header.get("v").is_some_and(|version| version.as_u64() != Some(1)) {
            return Err(SchemeError::Unsupported { content: "a later version of ICAO's seal" });
        }
        match text_of(header, "t").as_deref() {
            Some("icao.vacc") => Ok(Self::Vaccination),
            Some("icao.test") => Ok(Self::Test),
            Some(_) => Err(SchemeError::Unsupported { content: "an ICAO seal on something else" }),
            None => Err(SchemeError::Claim { claim: "hdr.t", expected: "a kind" }),
        }
    }
}

fn certificate(signature: &Value) -> Result<Vec<u8>, EnvelopeError> {
    let der = base64url(signature, "cer")?;
    // Only whether it is one: what it is worth is not for here.
    CertificateInner::<Raw>::from_der(&der).map_err(|_| expected("a signer's certificate"))?;
    Ok(der)
}

fn base64url(signature: &Value, member: &'static str) -> Result<Vec<u8>, EnvelopeError> {
    let text = signature.get(member).and_then(Value::as_str).ok_or_else(|| expected(member))?;
    Base64UrlUnpadded::decode_vec(text)
        .or_else(|_| Base64Url::decode_vec(text))
        .map_err(|_| EnvelopeError::Base64)
}

const fn expected(expected: &'static str) -> EnvelopeError {
    EnvelopeError::Jws { expected }
}

fn claims(data: &Value, kind: Kind) -> Result<Claims, SchemeError> {
    let message = data.get("msg").filter(|message| message.is_object());
    let message = message.ok_or(SchemeError::Claim { claim: "msg", expected: "a map" })?;
    let issuer = data.get("hdr").and_then(|header| text_of(header, "is"));
    let entries = match kind {
        Kind::Test => vec![test(message)],
        Kind::Vaccination => vaccinations(message)?,
    };
    if entries.is_empty() {
        return Err(SchemeError::NoEntry);
    }
    Ok(Claims {
        issuer: Some(issuer.ok_or(SchemeError::Claim { claim: "hdr.is", expected: "a state" })?),
        issued: Time::Absent,
        not_before: Time::Absent,
        expires: Time::Absent,
        credential: Credential { person: person(message)?, entries },
        irregularities: Vec::new(),
    })
}

/// Two spaces stand between family name and given names (Doc 9303-3 §3.4); a name without them may
/// be either, and is not taken apart.
fn person(message: &Value) -> Result<Person, SchemeError> {
    let person = message.get("pid").filter(|person| person.is_object());
    let person = person.ok_or(SchemeError::Claim { claim: "pid", expected: "a person" })?;
    let name = text_of(person, "n").ok_or(SchemeError::Claim { claim: "n", expected: "a name" })?;
    let (surname, given) = match name.split_once("  ") {
        Some((surname, given)) => (surname.trim().to_owned(), Some(given.trim().to_owned())),
        None => (name, None),
    };
    Ok(Person {
        surname: Some(surname),
        given: given.filter(|given| !given.is_empty()),
        date_of_birth: date(person, "dob"),
        // `i` in a proof of vaccination, `dn` in one of testing.
        document: text_of(person, "i").or_else(|| text_of(person, "dn")),
        ..Person::default()
    })
}

/// Every dose of every vaccine.
fn vaccinations(message: &Value) -> Result<Vec<Entry>, SchemeError> {
    let identifier = text_of(message, "uvci");
    let mut entries = Vec::new();
    for vaccine in list(message, "ve")? {
        for dose in list(vaccine, "vd")? {
            entries.push(Entry::Vaccination(Vaccination {
                disease: text_of(vaccine, "dis").map(disease),
                product: text_of(vaccine, "nam").or_else(|| text_of(vaccine, "des")),
                dose: count(dose, "seq"),
                date: date(dose, "dvc"),
                lot: text_of(dose, "lot"),
                country: text_of(dose, "ctr"),
                identifier: identifier.clone(),
                ..Vaccination::default()
            }));
        }
    }
    Ok(entries)
}

fn test(message: &Value) -> Entry {
    let within = |group: &str, member| message.get(group).and_then(|group| text_of(group, member));
    let method = within("tr", "tc").map(|method| match method.to_lowercase().as_str() {
        "molecular(pcr)" | "molecular(other)" => TestMethod::Naat,
        "antigen" => TestMethod::Antigen,
        "antibody" => TestMethod::Antibody,
        _ => TestMethod::Other,
    });
    let result = within("tr", "r").map(|result| match result.to_lowercase().as_str() {
        "negative" => TestResult::Negative,
        "positive" => TestResult::Positive,
        // "normal" and "abnormal" are of other tests than for an infection.
        _ => TestResult::Other,
    });
    Entry::Test(Test {
        method,
        result,
        sampled: within("dat", "sc").and_then(|time| Moment::parse_rfc3339(&time).ok()),
        centre: within("sp", "spn"),
        country: within("sp", "ctr"),
        identifier: text_of(message, "utci"),
        ..Test::default()
    })
}

/// ICD-11: RA01 is COVID-19, RA01.0 and RA01.1 are with and without a laboratory's word for it.
fn disease(code: String) -> String {
    match code.as_str() {
        "RA01" | "RA01.0" | "RA01.1" => "COVID-19".to_owned(),
        _ => code,
    }
}

fn list<'v>(parent: &'v Value, claim: &'static str) -> Result<&'v [Value], SchemeError> {
    match parent.get(claim) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(SchemeError::Claim { claim, expected: "an array" }),
    }
}

/// A text without white space around; `None` when it is empty or no text.
fn text_of(parent: &Value, member: &str) -> Option<String> {
    json::text(parent.get(member))
}

fn date(parent: &Value, member: &str) -> Option<PartialDate> {
    PartialDate::parse(&text_of(parent, member)?)
}

fn count(parent: &Value, member: &str) -> Option<u32> {
    let number = parent.get(member)?;
    let text = || number.as_str()?.trim().parse().ok();
    number.as_u64().and_then(|number| u32::try_from(number).ok()).or_else(text)
}
