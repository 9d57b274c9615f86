//! The header of a 2D-Doc: which version, whose key, which days, which kind of document.
//!
//! ```text
//! DC 04 FR03 AV01 1E79 1E79 L1 01 FR
//! │  │  │    │    │    │    │  │  └ country (from version 04)
//! │  │  │    │    │    │    │  └ perimeter: who defines the kinds (from version 03)
//! │  │  │    │    │    │    └ kind of document
//! │  │  │    │    │    └ day of signature ┐ hexadecimal days since 2000-01-01,
//! │  │  │    │    └ day of the document   ┘ FFFF for none
//! │  │  │    └ its certificate
//! │  │  └ certification authority
//! │  └ version
//! └ marker
//! ```

use super::super::{SchemeError, Time};
use crate::{envelope::EnvelopeError, moment::Moment};

/// What the header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// Certification authority and certificate, eight characters: together they name the key.
    pub(super) kid: Vec<u8>,
    /// When the document was made.
    pub(super) issued: Time,
    /// What it attests.
    pub(super) kind: Kind,
    /// Two letters; versions without a country are French.
    pub(super) country: String,
    /// How many bytes the header has.
    pub(super) length: usize,
}

/// The kinds of documents that are health certificates. Two-character kinds of other things: tax,
/// housing, transport, schooling; death certificates (A4, AE); rabies tests of animals (B3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `B2`: result of a test for COVID-19.
    Test,
    /// `L1`: certificate of vaccination.
    Vaccination,
}

/// Whether the bytes begin like one of a version that we know.
pub(super) fn begins_like(bytes: &[u8]) -> bool {
    let known = |version: &[u8]| matches!(version, b"02" | b"03" | b"04");
    bytes.starts_with(MARKER)
        && bytes.get(2..4).is_some_and(known)
        && bytes.get(KID).is_some_and(|kid| kid.iter().all(|&byte| is_capital_or_digit(byte)))
}

impl Header {
    /// Reads the header.
    ///
    /// # Errors
    /// [`SchemeError::Unknown`] until the kind of document has proven it a health certificate; from
    /// there on [`EnvelopeError::Fields`].
    pub(super) fn read(bytes: &[u8]) -> Result<Self, SchemeError> {
        let unknown = || SchemeError::Unknown;
        let kid = bytes.get(KID).filter(|_| begins_like(bytes)).ok_or_else(unknown)?.to_vec();
        let kind = match bytes.get(20..22).ok_or_else(unknown)? {
            b"B2" => Kind::Test,
            b"L1" => Kind::Vaccination,
            _ => return Err(SchemeError::Unknown),
        };
        let version = bytes.get(2..4);
        let has_perimeter = version != Some(b"02");
        let has_country = version == Some(b"04");
        // The other perimeters give the same kinds other meanings.
        if has_perimeter && bytes.get(22..24) != Some(PERIMETER_ANTS) {
            return Err(SchemeError::Unknown);
        }
        let country = if has_country { country(bytes.get(24..26))? } else { FRANCE.to_owned() };
        let (document, signature) = (day(bytes.get(12..16))?, day(bytes.get(16..20))?);
        let issued = document.or(signature).map_or(Time::Absent, Time::At);
        let length = 22 + if has_perimeter { 2 } else { 0 } + if has_country { 2 } else { 0 };
        Ok(Self { kid, issued, kind, country, length })
    }
}

/// The beginning of a day in UTC; `None` for `FFFF`.
fn day(digits: Option<&[u8]>) -> Result<Option<Moment>, EnvelopeError> {
    let expected = EnvelopeError::Fields { expected: "a day in the header" };
    let digits = digits
        .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        .and_then(|digits| core::str::from_utf8(digits).ok())
        .and_then(|digits| u16::from_str_radix(digits, 16).ok())
        .ok_or(expected)?;
    Ok((digits != NO_DAY)
        .then(|| Moment::from_unix_seconds(YEAR_2000 + i64::from(digits) * SECONDS_PER_DAY)))
}

fn country(letters: Option<&[u8]>) -> Result<String, EnvelopeError> {
    letters
        .filter(|letters| letters.iter().all(u8::is_ascii_uppercase))
        .map(|letters| letters.iter().copied().map(char::from).collect())
        .ok_or(EnvelopeError::Fields { expected: "a country in the header" })
}

const fn is_capital_or_digit(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

const MARKER: &[u8] = b"DC";
const KID: core::ops::Range<usize> = 4..12;
/// The agency for secure documents (ANTS, today France Titres).
const PERIMETER_ANTS: &[u8] = b"01";
const FRANCE: &str = "FR";
const NO_DAY: u16 = 0xffff;
/// 2000-01-01T00:00:00Z.
const YEAR_2000: i64 = 946_684_800;
const SECONDS_PER_DAY: i64 = 86_400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_each_version() {
        let fields = |expected| Err(EnvelopeError::Fields { expected }.into());
        let read = |kind, country: &str, length, issued: &str| {
            Ok((kind, country.to_owned(), length, issued.to_owned()))
        };
        let (day, land) = ("a day in the header", "a country in the header");
        let cases = [
            (
                "DC04FR99XX0120002000L101FR",
                read(Kind::Vaccination, "FR", 26, "2022-06-06T00:00:00Z"),
            ),
            (
                "DC04FR99XX01FFFF2001L101MC",
                read(Kind::Vaccination, "MC", 26, "2022-06-07T00:00:00Z"),
            ),
            ("DC03FR99XX0210002000B201", read(Kind::Test, "FR", 24, "2011-03-20T00:00:00Z")),
            ("DC02FR99XX0200002000B2", read(Kind::Test, "FR", 22, "2000-01-01T00:00:00Z")),
            ("DC02FR99XX02FFFFFFFFB2", read(Kind::Test, "FR", 22, "none")),
            ("DC04FR99XX01G0002000L101FR", fields(day)),
            ("DC04FR99XX01+E792000L101FR", fields(day)),
            ("DC04FR99XX0120002000L101Fr", fields(land)),
            ("DC04FR99XX0120002000L101F", fields(land)),
            ("DC04FR99XX01200020000001FR", Err(SchemeError::Unknown)), // proof of address
            ("DC04FR99XX0120002000B301FR", Err(SchemeError::Unknown)), // an animal
            ("DC04FR99XX0120002000L102FR", Err(SchemeError::Unknown)), // another perimeter
            ("DC04FR99XX0120002000L1", Err(SchemeError::Unknown)),
            ("DC01FR99XX0120002000L101FR", Err(SchemeError::Unknown)),
            ("DC05FR99XX0120002000L101FR", Err(SchemeError::Unknown)),
            ("DC04fr99XX0120002000L101FR", Err(SchemeError::Unknown)),
            ("DC04FR99", Err(SchemeError::Unknown)),
            ("", Err(SchemeError::Unknown)),
        ];
        for (text, expected) in cases {
            let header = Header::read(text.as_bytes()).map(|header| {
                let issued =
                    header.issued.moment().map_or_else(|| "none".to_owned(), |at| at.to_string());
                (header.kind, header.country, header.length, issued)
            });
            assert_eq!(header, expected, "{text}");
        }
    }
}
