//! France's 2D-Doc, as far as it carries health: vaccinations (L1) and tests (B2) of 2021.
//!
//! Sources, read 2026-11: ANTS (France Titres), *2D-Doc* specification 3.3.7.2 of 2026-03-11, as
//! betagouv/2ddoc-parser carries it; lovasoa/sanipasse; TousAntiCovid's own reader.
//!
//! ```text
//! header  fields, with GS between them  US  signature: Base32( r‖s on P-256 )
//! └──── what is signed, as scanned ───┘
//! ```
//!
//! The key goes by certification authority and certificate, `FR03AV01`: eight characters, held as
//! the kid. A certificate says nothing about itself but that, so the list decides whether it is
//! real. Facts for whoever makes a list: `FR03` (Certigna) vouched for every health document that
//! was issued; `FR00` is the authority of the specification's samples, so its keys may be listed
//! with the scope `test` only.
//!
//! | tolerated | why |
//! | --- | --- |
//! | names up to 80 characters where tables say 38 or 60 | the tables disagree on which |
//! | values shorter than the least length | harmless |
//! | unknown fields, read to the next mark | later versions add some |
//! | Latin-1 where the text is no UTF-8 | which of the two is signed is nowhere said |
//!
//! Refused: what follows the signature (version 4 allows an annexe there), as nobody signed it.

mod carrier;
mod fields;
mod header;

pub(super) use carrier::carried;

use super::{
    Claims, Credential, Entry, Person, Scheme, SchemeError, Sealed, Test, TestMethod, TestResult,
    Time, Vaccination,
};
use crate::{
    envelope::{AlgorithmIdentifier, EnvelopeError, KeyHint, Seal, base32},
    moment::Moment,
};
use fields::{Fields, GS, Length, Table};
use header::{Header, Kind};
use jiff::{civil, tz::TimeZone};

/// Whether the content begins like one, white space aside.
pub(super) fn begins_like(content: &[u8]) -> bool {
    header::begins_like(content)
}

/// Opens it.
///
/// # Errors
/// [`SchemeError::Unknown`] for every other document of France; [`EnvelopeError::Fields`],
/// [`EnvelopeError::DuplicateKey`], [`EnvelopeError::Base32`] and [`EnvelopeError::TrailingBytes`]
/// for a damaged one; [`SchemeError::Claim`] without a name, [`SchemeError::NoEntry`] without an
/// event.
pub(super) fn open(content: &[u8]) -> Result<Sealed, SchemeError> {
    let header = Header::read(content)?;
    let (message, signature) = halves(content)?;
    let body = text(message.get(header.length..).unwrap_or_default());
    let credential = match header.kind {
        Kind::Test => tested(&Fields::read(&body, TEST)?, header.country.clone())?,
        Kind::Vaccination => {
            vaccinated(&Fields::read(&body, VACCINATION)?, header.country.clone())?
        }
    };
    let claims = Claims {
        issuer: Some(header.country),
        issued: header.issued,
        not_before: Time::Absent,
        // The form has no place for an end.
        expires: Time::Absent,
        credential,
        irregularities: Vec::new(),
    };
    let key = KeyHint::Kid(header.kid);
    let seal = Seal::new(message.to_vec(), signature, Some(AlgorithmIdentifier::Implied), key);
    Ok(Sealed { scheme: Scheme::TwoDDoc, claims, seal })
}

/// What is signed, and the signature.
fn halves(content: &[u8]) -> Result<(&[u8], Vec<u8>), EnvelopeError> {
    const NO_SIGNATURE: EnvelopeError = EnvelopeError::Fields { expected: "a signature" };
    let end = content.iter().position(|&byte| byte == US).ok_or(NO_SIGNATURE)?;
    let (message, rest) = content.split_at_checked(end).ok_or(NO_SIGNATURE)?;
    let signature = rest.strip_prefix(&[US]).unwrap_or(rest);
    let signature = core::str::from_utf8(signature).map_err(|_| EnvelopeError::Base32)?;
    match signature.split_once(GS) {
        None => Ok((message, base32::decode(signature)?)),
        Some((_, annexe)) => {
            Err(EnvelopeError::TrailingBytes { what: "signature", bytes: annexe.len() })
        }
    }
}

/// The fields as text. Every byte is a character of Latin-1.
fn text(bytes: &[u8]) -> String {
    match core::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

/// Document type L1, with the fields L0 to LA.
fn vaccinated(fields: &Fields, country: String) -> Result<Credential, SchemeError> {
    let person = person(fields, "L0", "L1", "L2")?;
    if fields.is_empty_of(&["L3", "L4", "L5", "L6", "L7", "L8", "L9", "LA"]) {
        return Err(SchemeError::NoEntry);
    }
    let agent = fields.text("L4");
    let vaccination = Vaccination {
        disease: fields.text("L3").or_else(|| agent.as_deref().map(disease_of)),
        product: fields.text("L5").or(agent),
        manufacturer: fields.text("L6"),
        dose: fields.digit("L7"),
        doses: fields.digit("L8"),
        complete: fields.text("LA").as_deref().and_then(complete),
        date: fields.date("L9"),
        country: Some(country),
        ..Vaccination::default()
    };
    Ok(Credential { person, entries: vec![Entry::Vaccination(vaccination)] })
}

fn complete(state: &str) -> Option<bool> {
    match state {
        "TE" => Some(true),
        "CO" => Some(false),
        _ => None,
    }
}

/// Document type B2, with the fields F0 to F6.
fn tested(fields: &Fields, country: String) -> Result<Credential, SchemeError> {
    let person = person(fields, "F1", "F0", "F2")?;
    if fields.is_empty_of(&["F4", "F5", "F6"]) {
        return Err(SchemeError::NoEntry);
    }
    let analysis = fields.text("F4").map(|code| loinc(&code));
    let result = fields.text("F5").map(|code| match code.as_str() {
        "N" => TestResult::Negative,
        "P" => TestResult::Positive,
        // I is undetermined, X a sample that could not be used.
        _ => TestResult::Other,
    });
    let test = Test {
        disease: Some(COVID_19.to_owned()),
        method: analysis.as_deref().map(method),
        result,
        sampled: fields.text("F6").and_then(|text| minute(&text)),
        product: analysis.map(|code| format!("LOINC {code}")),
        country: Some(country),
        ..Test::default()
    };
    Ok(Credential { person, entries: vec![Entry::Test(test)] })
}

/// Whose it is. Some people have one name only, nobody has none.
fn person(
    fields: &Fields,
    surname: &'static str,
    given: &str,
    birth: &str,
) -> Result<Person, SchemeError> {
    if fields.is_empty_of(&[surname, given]) {
        return Err(SchemeError::Claim { claim: surname, expected: "a name" });
    }
    Ok(Person {
        surname: fields.text(surname),
        given: fields.text(given),
        date_of_birth: fields.date(birth),
        ..Person::default()
    })
}

/// The code with the hyphen before its check digit, which 2D-Doc leaves out.
fn loinc(code: &str) -> String {
    match code.split_at_checked(code.len().saturating_sub(1)) {
        Some((number, check)) if number.len() > 1 && code.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{number}-{check}")
        }
        _ => code.to_owned(),
    }
}

fn method(loinc: &str) -> TestMethod {
    METHODS.iter().find(|(code, _)| *code == loinc).map_or(TestMethod::Other, |(_, method)| *method)
}

/// The disease that an agent is given against, by its ATC code.
fn disease_of(agent: &str) -> String {
    if agent == ATC_COVID_19 { COVID_19.to_owned() } else { agent.to_owned() }
}

/// `DDMMYYYYHHMM` on a French clock.
fn minute(text: &str) -> Option<Moment> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| digits.parse::<i16>().ok())
            .flatten()
    };
    let small = |from, to| i8::try_from(number(from, to)?).ok();
    if text.len() != 12 {
        return None;
    }
    let (day, month, year) = (small(0, 2)?, small(2, 4)?, number(4, 8)?);
    let local = civil::DateTime::new(year, month, day, small(8, 10)?, small(10, 12)?, 0, 0).ok()?;
    let zone = TimeZone::posix(FRENCH_TIME).ok()?;
    let instant = zone.to_ambiguous_timestamp(local).compatible().ok()?;
    Some(Moment::from_unix_seconds(instant.as_second()))
}

/// Unit separator: the signature follows.
const US: u8 = 0x1f;
const COVID_19: &str = "COVID-19";
/// WHO's ATC index: COVID-19 vaccines, as of 2021 (divided since).
const ATC_COVID_19: &str = "J07BX03";
/// Central European time with the summer time of directive 2000/84/EC. The specification leaves
/// the zone out; the value is a time as people in France write it.
const FRENCH_TIME: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// LOINC 2.71: the kinds of tests for SARS-CoV-2 that certificates were made of.
const METHODS: &[(&str, TestMethod)] = &[
    ("94309-2", TestMethod::Naat),
    ("94500-6", TestMethod::Naat),
    ("94845-5", TestMethod::Naat),
    ("94558-4", TestMethod::Antigen),
    ("94762-2", TestMethod::Antibody),
];

/// Specification 3.3.7.2, document type L1. L1 and L0 are names, L2 the day of birth, L3 the
/// disease, L4 the agent (ATC), L5 the vaccine, L6 its maker, L7 the dose, L8 of how many, L9 the
/// day, LA whether the course is complete (`TE`) or in progress (`CO`).
const VACCINATION: Table = &[
    ("L0", Length::UpTo(80)),
    ("L1", Length::UpTo(80)),
    ("L2", Length::Exactly(8)),
    ("L3", Length::UpTo(30)),
    ("L4", Length::UpTo(15)),
    ("L5", Length::UpTo(30)),
    ("L6", Length::UpTo(30)),
    ("L7", Length::Exactly(1)),
    ("L8", Length::Exactly(1)),
    ("L9", Length::Exactly(8)),
    ("LA", Length::Exactly(2)),
];

/// Document type B2. F0 and F1 are names, F2 the day of birth, F3 the sex, F4 the analysis (LOINC),
/// F5 the result, F6 when the sample was taken.
const TEST: Table = &[
    ("F0", Length::UpTo(80)),
    ("F1", Length::UpTo(80)),
    ("F2", Length::Exactly(8)),
    ("F3", Length::Exactly(1)),
    ("F4", Length::UpTo(7)),
    ("F5", Length::Exactly(1)),
    ("F6", Length::Exactly(12)),
];

#[cfg(test)]
mod tests;
