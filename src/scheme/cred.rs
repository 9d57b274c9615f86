//! PathCheck CRED, the paper credentials: a line of fields, signed on secp256k1.
//!
//! Sources: Path-Check/paper-cred, `SPECIFICATION.md` (draft of February 2021) and `payloads/`; for
//! BM, the government's own verifier.
//!
//! ```text
//! CRED:TYPE:VERSION:SIGNATURE:KEYID:PAYLOAD       signed: PAYLOAD, as it stands
//! ```
//!
//! Type, version and key identifier are not signed: who holds a code can call it another type, and
//! a coupon would say "fully vaccinated". So each type is read by a shape that no other type fits
//! ([`Kind`]), and a key signs events of the kinds that its list names. Versions of a type only add
//! fields, so all are read as the last.
//!
//! | Type | Read as |
//! |---|---|
//! | `BADGE`, with a name | one vaccination |
//! | `STATUS` 2 | a pass: the vaccination is complete |
//! | `BM.VAX` | two or three vaccinations |
//! | `BM.PCR` | a test |
//! | `BM.KEY` | a pass, with its end |
//! | `BADGE` with a passkey alone | not supported: another code says whose it is |
//! | `STATUS` 0, 1 | not supported: it attests that something is missing |
//! | `COUPON`, `PASSKEY` and others | not supported: no health certificates, or without a key |
//!
//! An empty signature stands for one that is not in strict DER, so that it is told as malformed.

use super::{
    Claims, Credential, Entry, PartialDate, Pass, Person, Scheme, SchemeError, Sealed, Test,
    TestMethod, TestResult, Time, Vaccination,
};
use crate::envelope::{AlgorithmIdentifier, EnvelopeError, KeyHint, Seal, ecdsa_der};
use data_encoding::BASE32_NOPAD;

/// Opens the text after `CRED:`.
pub(super) fn open(body: &str) -> Result<Sealed, SchemeError> {
    if body.len() > MAX_BYTES {
        return Err(fields("at most 4296 characters").into());
    }
    let parts: Vec<&str> = body.split(':').collect();
    let [kind, version, signature, key, payload] = parts.as_slice() else {
        return Err(fields("type, version, signature, key and payload").into());
    };
    if version.is_empty() || !digits(version) {
        return Err(fields("a version in digits").into());
    }
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(fields("a key identifier").into());
    }
    // RFC 4648 §6 without padding; a last character with bits to spare is refused.
    let der = BASE32_NOPAD.decode(signature.as_bytes()).map_err(|_| EnvelopeError::Base32)?;
    let claims = claims(Kind::named(kind)?, &values(payload)?)?;
    let seal = Seal::new(
        payload.as_bytes().to_vec(),
        ecdsa_der::to_fixed(&der, 32).unwrap_or_default(),
        Some(AlgorithmIdentifier::Implied),
        KeyHint::Kid(key.as_bytes().to_vec()),
    );
    Ok(Sealed { scheme: Scheme::Cred, claims, seal })
}

/// The types that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Badge,
    BmKey,
    BmPcr,
    BmVax,
    Status,
}

impl Kind {
    fn named(name: &str) -> Result<Self, SchemeError> {
        Ok(match name {
            "BADGE" => Self::Badge,
            "BM.KEY" => Self::BmKey,
            "BM.PCR" => Self::BmPcr,
            "BM.VAX" => Self::BmVax,
            "STATUS" => Self::Status,
            "" => return Err(fields("a type").into()),
            _ => return Err(SchemeError::Unsupported { content: "another type of CRED" }),
        })
    }
}

/// The values of a payload: between slashes, each percent-encoded (RFC 3986 §2.1). A plus sign is
/// itself. Empty is absent, at the end or not.
fn values(payload: &str) -> Result<Vec<String>, EnvelopeError> {
    let values: Vec<&str> = payload.split('/').collect();
    if values.len() > MAX_FIELDS {
        return Err(fields("at most 32 values"));
    }
    values.into_iter().map(unescaped).collect()
}

fn unescaped(value: &str) -> Result<String, EnvelopeError> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'%' {
            bytes.push(first);
            continue;
        }
        let byte = rest.split_first_chunk::<2>().and_then(|(&[high, low], after)| {
            rest = after;
            Some(hexadecimal(high)? << 4 | hexadecimal(low)?)
        });
        bytes.push(byte.ok_or(fields("two digits after a percent sign"))?);
    }
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains(char::is_control));
    text.map(|text| text.trim().to_owned()).ok_or(fields("a text"))
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A payload's values by their place.
#[derive(Clone, Copy)]
struct Payload<'v>(&'v [String]);

impl Payload<'_> {
    /// The value at a place; empty where there is none.
    fn at(&self, place: usize) -> &str {
        self.0.get(place).map_or("", String::as_str)
    }

    fn text(&self, place: usize) -> Option<String> {
        Some(self.at(place).to_owned()).filter(|text| !text.is_empty())
    }

    fn date(&self, place: usize) -> Option<PartialDate> {
        date(self.at(place))
    }

    /// Whether there is nothing from this place on.
    fn ends_before(&self, place: usize) -> bool {
        self.0.iter().skip(place).all(String::is_empty)
    }
}

fn claims(kind: Kind, values: &[String]) -> Result<Claims, SchemeError> {
    let payload = Payload(values);
    let (person, entries, expires) = match kind {
        Kind::Badge => badge(payload)?,
        Kind::Status => status(payload)?,
        Kind::BmVax => bm_vax(payload)?,
        Kind::BmPcr => bm_pcr(payload)?,
        Kind::BmKey => bm_key(payload)?,
    };
    Ok(Claims {
        issuer: None,
        issued: Time::Absent,
        not_before: Time::Absent,
        expires,
        credential: Credential { person, entries },
        irregularities: Vec::new(),
    })
}

/// Whose it is, what it attests, and its end.
type Content = (Person, Vec<Entry>, Time);

/// `date manufacturer product lot boosts passkey route site dose name birth photo photo-hash`; `boosts` is
/// a schedule, so neither the dose's number nor their total is known.
fn badge(payload: Payload<'_>) -> Result<Content, SchemeError> {
    let (Some(date), Some(manufacturer), Some(product)) =
        (payload.date(0), payload.text(1), payload.text(2))
    else {
        return Err(wanted("BADGE", "a date, a manufacturer and a product"));
    };
    let boosts = payload.at(4);
    let passkey = payload.at(5);
    let schedule = boosts.split('+').all(|days| days.len() <= 4 && digits(days));
    if !schedule || !(passkey.is_empty() || is_passkey(passkey)) || !payload.ends_before(13) {
        return Err(wanted("BADGE", "days between doses, a passkey and no more than 13 values"));
    }
    let (name, born) = (payload.text(9), payload.date(10));
    if name.is_none() || born.is_none() {
        return match is_passkey(passkey) {
            true => Err(SchemeError::Unsupported { content: "a name in another code" }),
            false => Err(wanted("BADGE", "a name and a date of birth, or a passkey")),
        };
    }
    let vaccination = Vaccination {
        disease: product.to_ascii_uppercase().contains("COVID").then(|| "COVID-19".to_owned()),
        product: Some(product),
        manufacturer: Some(manufacturer),
        date: Some(date),
        lot: payload.text(3),
        ..Vaccination::default()
    };
    Ok((named(name, born), vec![Entry::Vaccination(vaccination)], Time::Absent))
}

/// `status passkey initials photo photo-hash`. Initials are a letter of each name and two digits of the year
/// of birth: shown as they are, for comparing by eye.
fn status(payload: Payload<'_>) -> Result<Content, SchemeError> {
    let (status, passkey, initials) = (payload.at(0), payload.at(1), payload.text(2));
    let sound = matches!(status, "0" | "1" | "2")
        && (passkey.is_empty() || is_passkey(passkey))
        && initials.as_deref().is_none_or(is_initials)
        && payload.ends_before(5);
    if !sound || (passkey.is_empty() && initials.is_none()) {
        return Err(wanted("STATUS", "a status, and a passkey or initials"));
    }
    if status != "2" {
        let content = "the statement that a vaccination is not complete";
        return Err(SchemeError::Unsupported { content });
    }
    if initials.is_none() {
        return Err(SchemeError::Unsupported { content: "a name in another code" });
    }
    let pass = Pass { name: Some("Vaccination complete".to_owned()), ..Pass::default() };
    Ok((named(initials, None), vec![Entry::Pass(pass)], Time::Absent))
}

/// `name name birth gender reservation`, then `manufacturer lot date` for each of two or three doses.
/// Which name comes first, BM's own verifiers disagree on; so it is one.
fn bm_vax(payload: Payload<'_>) -> Result<Content, SchemeError> {
    const WANTED: SchemeError =
        SchemeError::Claim { claim: "BM.VAX", expected: "names, a date of birth and two doses" };
    let (first, second) = (payload.at(0), payload.at(1));
    let born = payload.date(2).ok_or(WANTED)?;
    if !is_name(first) || !is_name(second) || !payload.ends_before(14) {
        return Err(WANTED);
    }
    let mut entries = Vec::new();
    for (begin, dose) in [(5, 1), (8, 2), (11, 3)] {
        if begin == 11 && payload.ends_before(begin) {
            break;
        }
        entries.push(Entry::Vaccination(Vaccination {
            disease: Some("COVID-19".to_owned()),
            manufacturer: Some(payload.text(begin).ok_or(WANTED)?),
            lot: payload.text(begin + 1),
            date: Some(payload.date(begin + 2).ok_or(WANTED)?),
            dose: Some(dose),
            country: Some("BM".to_owned()),
            ..Vaccination::default()
        }));
    }
    Ok((named(Some(format!("{first} {second}")), Some(born)), entries, Time::Absent))
}

/// `family given middle birth gender identifier confirmation sampled result-date type result`.
fn bm_pcr(payload: Payload<'_>) -> Result<Content, SchemeError> {
    const WANTED: SchemeError =
        SchemeError::Claim { claim: "BM.PCR", expected: "names, a date of birth and a result" };
    let (family, given, middle) = (payload.at(0), payload.at(1), payload.at(2));
    let born = payload.date(3).ok_or(WANTED)?;
    let names = is_name(family) && is_name(given) && (middle.is_empty() || is_name(middle));
    if !names || !payload.ends_before(11) {
        return Err(WANTED);
    }
    // A day alone: its beginning, so that nobody takes the test for newer than it is.
    let sampled = payload.date(7).and_then(PartialDate::begin).ok_or(WANTED)?;
    let kind = payload.at(9).to_ascii_uppercase();
    let result = match payload.at(10).to_ascii_uppercase().as_str() {
        "" => return Err(WANTED),
        "NEGATIVE" | "NOT DETECTED" => TestResult::Negative,
        "POSITIVE" | "DETECTED" => TestResult::Positive,
        _ => TestResult::Other,
    };
    let test = Test {
        disease: Some("COVID-19".to_owned()),
        // By the field, which is signed, not by the type, which is not.
        method: Some(match () {
            () if kind.contains("PCR") => TestMethod::Naat,
            () if kind.contains("ANTIGEN") => TestMethod::Antigen,
            () => TestMethod::Other,
        }),
        result: Some(result),
        sampled: Some(sampled),
        country: Some("BM".to_owned()),
        identifier: payload.text(6),
        ..Test::default()
    };
    let person = Person {
        surname: Some(family.to_owned()),
        given: Some(format!("{given} {middle}").trim().to_owned()),
        date_of_birth: Some(born),
        ..Person::default()
    };
    Ok((person, vec![Entry::Test(test)], Time::Absent))
}

/// `expiry initials birthday`; good for the day that it names as its last.
fn bm_key(payload: Payload<'_>) -> Result<Content, SchemeError> {
    const WANTED: SchemeError =
        SchemeError::Claim { claim: "BM.KEY", expected: "an expiry, initials and a birthday" };
    let (initials, birthday) = (payload.at(1), payload.at(2));
    let until = payload.date(0).ok_or(WANTED)?;
    if !is_name(initials) || birthday.is_empty() || !payload.ends_before(3) {
        return Err(WANTED);
    }
    let expires = until.end().map_or(Time::Unreadable, Time::At);
    let pass = Pass {
        name: Some("Safe Key".to_owned()),
        valid_until: Some(until),
        country: Some("BM".to_owned()),
        ..Pass::default()
    };
    Ok((named(Some(format!("{initials} {birthday}")), None), vec![Entry::Pass(pass)], expires))
}

/// One text that nobody can part: all of it is the primary identifier (ICAO 9303-3 §4.6).
fn named(name: Option<String>, date_of_birth: Option<PartialDate>) -> Person {
    Person { surname: name, date_of_birth, ..Person::default() }
}

/// `20210511`, or `2021-05-11` where a signer passes its source's on.
fn date(text: &str) -> Option<PartialDate> {
    if text.len() == 10 {
        return PartialDate::parse(text);
    }
    let (year, rest) = text.split_at_checked(4).filter(|_| text.len() == 8 && digits(text))?;
    let (month, day) = rest.split_at_checked(2)?;
    let date = PartialDate::parse(&format!("{year}-{month}-{day}"))?;
    (date.iso().len() == 10).then_some(date)
}

/// A SHA-256 hash in Base32 without padding.
fn is_passkey(text: &str) -> bool {
    text.len() == 52 && text.bytes().all(|b| b.is_ascii_uppercase() || (b'2'..=b'7').contains(&b))
}

/// `JD82`.
fn is_initials(text: &str) -> bool {
    let length = text.chars().count();
    let letters = text.chars().take(length.saturating_sub(2)).all(char::is_alphabetic);
    (3..=6).contains(&length) && letters && text.chars().rev().take(2).all(|c| c.is_ascii_digit())
}

/// Letters, and no digit: what tells a person's name from a date or a number.
fn is_name(text: &str) -> bool {
    text.contains(char::is_alphabetic) && !text.contains(char::is_numeric)
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

const fn fields(expected: &'static str) -> EnvelopeError {
    EnvelopeError::Fields { expected }
}

const fn wanted(claim: &'static str, expected: &'static str) -> SchemeError {
    SchemeError::Claim { claim, expected }
}

/// A QR code of version 40 holds 4296 characters of capitals and digits.
const MAX_BYTES: usize = 4296;
/// The longest type has 14 fields.
const MAX_FIELDS: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    const BADGE: &str = "20210511/SPECIMEN/COVID19/012L20A/28//C28161/RA/500/JANE%20DOE/19820321";
    const PASSKEY: &str = "HVNUCABMF72UT32M7FQA4M7NQSMXHMMIKFB44M7Z7QV2VFRMZ66A";

    fn read(kind: Kind, payload: &str) -> Result<Claims, SchemeError> {
        claims(kind, &values(payload)?)
    }

    /// The type is not signed: what one type's signer wrote must be nothing under another's name.
    #[test]
    fn no_payload_fits_two_types() {
        let payloads = [
            (Kind::Badge, BADGE),
            (Kind::BmKey, "20211231/JD/0321"),
            (Kind::BmPcr, "DOE/JANE//19820321/F/77/78/20211101/20211102/PCR/NEGATIVE"),
            (Kind::BmVax, "JANE/DOE/19820321/F/77/PFIZER/AB1/20210301/PFIZER/AB2/20210401"),
            (Kind::BmVax, "JANE/DOE/19820321/F/77/P/A/20210301/P/B/20210401/P/C/20211001"),
            (Kind::Status, "2//JD82"),
        ];
        for (kind, payload) in payloads {
            for other in [Kind::Badge, Kind::BmKey, Kind::BmPcr, Kind::BmVax, Kind::Status] {
                let read = read(other, payload);
                assert_eq!(read.is_ok(), kind == other, "{payload} as {other:?}: {read:?}");
            }
        }
        let not_ours = ["2/5000/SOMERVILLE%20MA%20US/1A/%3E65", "JANE%20DOE/19820321/633/1617"];
        for payload in not_ours {
            for kind in [Kind::Badge, Kind::BmKey, Kind::BmPcr, Kind::BmVax, Kind::Status] {
                assert!(read(kind, payload).is_err(), "{payload} as {kind:?}");
            }
        }
    }

    #[test]
    fn fields_are_taken_as_they_stand() {
        let badge = read(Kind::Badge, BADGE).expect("claims").credential;
        assert_eq!(badge.person.surname.as_deref(), Some("JANE DOE"));
        let Some(Entry::Vaccination(vaccination)) = badge.entries.first() else {
            panic!("no vaccination");
        };
        assert_eq!(vaccination.date, PartialDate::parse("2021-05-11"));
        assert_eq!((vaccination.dose, vaccination.doses), (None, None));
        let with = |from: &str, to: &str| read(Kind::Badge, &BADGE.replace(from, to));
        assert!(with("28//", "28+14//").is_ok(), "a plus sign is itself");
        assert!(with("28//", "28%2B14//").is_ok(), "also escaped");
        assert!(with("28//", "28%14//").is_err(), "a control character");
        assert!(with("JANE%20DOE", "%C3%98YVIND").is_ok(), "two bytes of UTF-8");
        assert!(with("JANE%20DOE", "%C3").is_err(), "half of them");
        assert!(with("JANE%20DOE", "%2").is_err(), "an escape cut short");
        assert!(with("19820321", "19820321//").is_ok(), "empty values at the end");
        assert!(with("19820321", "19820321///X").is_err(), "a value too many");
        assert!(with("20210511", "2021-05-11").is_ok(), "a date as its source has it");
        assert!(with("20210511", "20210011").is_err(), "no date");
        assert!(with("/JANE%20DOE", "/").is_err(), "nobody's");
        let elsewhere = BADGE.replace("28//", &format!("28/{PASSKEY}/")).replace("JANE%20DOE", "");
        let unsupported = SchemeError::Unsupported { content: "a name in another code" };
        assert_eq!(read(Kind::Badge, &elsewhere), Err(unsupported.clone()));
        assert_eq!(read(Kind::Status, &format!("2/{PASSKEY}")), Err(unsupported));
        for status in ["0//JD82", "1//JD82"] {
            let read = read(Kind::Status, status);
            assert!(matches!(read, Err(SchemeError::Unsupported { .. })), "{status}");
        }
        assert!(read(Kind::Status, "2").is_err(), "nobody's");
        assert!(read(Kind::Status, "3//JD82").is_err(), "no status");
    }

    #[test]
    fn the_line_is_as_it_is_specified_or_refused() {
        let cases: &[(&str, SchemeError)] = &[
            ("", fields("type, version, signature, key and payload").into()),
            ("BADGE:2:MY:K:X:Y", fields("type, version, signature, key and payload").into()),
            ("BADGE:a:MY:K:X", fields("a version in digits").into()),
            ("BADGE::MY:K:X", fields("a version in digits").into()),
            ("BADGE:2:MY::X", fields("a key identifier").into()),
            ("BADGE:2:M1:K:X", EnvelopeError::Base32.into()),
            ("BADGE:2:my:K:X", EnvelopeError::Base32.into()),
            ("BADGE:2:MYA:K:X", EnvelopeError::Base32.into()),
            ("BADGE:2:MZ:K:X", EnvelopeError::Base32.into()),
            (":2:MY:K:X", fields("a type").into()),
            ("COUPON:1:MY:K:X", SchemeError::Unsupported { content: "another type of CRED" }),
        ];
        for (text, expected) in cases {
            assert_eq!(open(text).err().as_ref(), Some(expected), "{text}");
        }
        let sound = open(&format!("BADGE:2:MY:KEYS.EXAMPLE:{BADGE}")).expect("a certificate");
        assert_eq!(sound.seal().message(), BADGE.as_bytes());
        assert_eq!(sound.seal().key(), &KeyHint::Kid(b"KEYS.EXAMPLE".to_vec()));
        assert_eq!(sound.seal().signature(), b"", "no DER");
        let long = format!("BADGE:2:MY:K:{}", "X".repeat(5000));
        assert_eq!(open(&long).err(), Some(fields("at most 4296 characters").into()));
    }
}
