//! The common model that every scheme is mapped to.

use super::{Link, Time};
use crate::moment::Moment;

/// Everything a certificate claims, with what is odd about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Who claims to have issued it. The trust list, not this, says who did.
    pub issuer: Option<String>,
    /// When it was issued.
    pub issued: Time,
    /// From when it is in force, where it says so.
    pub not_before: Time,
    /// When it ends.
    pub expires: Time,
    /// Whose it is and what happened.
    pub credential: Credential,
    /// What a careful reader would remark.
    pub irregularities: Vec<Irregularity>,
}

/// Something odd that does not stop the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Irregularity {
    /// It is a signed link to a certificate, which was not opened.
    Link(Box<Link>),
    /// Values could be exchanged for one another without a mark on the signature, and nothing tells
    /// whether they were.
    Ambiguous,
    /// It holds no event that we know, and its scheme does not oblige it to.
    NoKnownEntry,
    /// More entries than the one that the scheme allows.
    SeveralEntries {
        /// How many there are.
        entries: usize,
    },
    /// The signature says nothing of whose certificate it is.
    SubjectUnsigned,
}

/// Whose certificate it is and what it attests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credential {
    /// Whose.
    pub person: Person,
    /// What happened.
    pub entries: Vec<Entry>,
}

/// A person as a certificate names them; texts are as issued, without white space around.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Family name in its own script.
    pub surname: Option<String>,
    /// Given names in their own script.
    pub given: Option<String>,
    /// Family name in the letters of a passport's machine-readable zone (ICAO 9303-3).
    pub surname_latin: Option<String>,
    /// Given names in the letters of a passport's machine-readable zone.
    pub given_latin: Option<String>,
    /// Date of birth.
    pub date_of_birth: Option<PartialDate>,
    /// Number of the passport or identity card that the certificate is bound to.
    pub document: Option<String>,
}

/// One attested event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The person need not or must not be vaccinated.
    Exemption(Exemption),
    /// The person met the rules of the issuer, which says no more.
    Pass(Pass),
    /// The person recovered.
    Recovery(Recovery),
    /// A test was made.
    Test(Test),
    /// A dose was given.
    Vaccination(Vaccination),
}

/// A vaccination.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vaccination {
    /// Disease: its common name where known, else the code.
    pub disease: Option<String>,
    /// Product: its name where known, else the code.
    pub product: Option<String>,
    /// Manufacturer: its name where known, else the code.
    pub manufacturer: Option<String>,
    /// Which dose this is.
    pub dose: Option<u32>,
    /// Of how many.
    pub doses: Option<u32>,
    /// Whether the issuer calls the course complete, where it says so (FR): after a recovery one
    /// dose may be enough.
    pub complete: Option<bool>,
    /// The day.
    pub date: Option<PartialDate>,
    /// Number of the lot or batch.
    pub lot: Option<String>,
    /// First day that the vaccination counts for, where the certificate says so.
    pub valid_from: Option<PartialDate>,
    /// Last day.
    pub valid_until: Option<PartialDate>,
    /// Where, as the issuer's country code.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}

/// An exemption from vaccination.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exemption {
    /// Disease: its common name where known, else the code.
    pub disease: Option<String>,
    /// From.
    pub valid_from: Option<PartialDate>,
    /// Until.
    pub valid_until: Option<PartialDate>,
    /// Country.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}

/// A statement that the person met the issuer's rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pass {
    /// What the issuer calls it.
    pub name: Option<String>,
    /// From.
    pub valid_from: Option<PartialDate>,
    /// Until.
    pub valid_until: Option<PartialDate>,
    /// Country.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}

/// A test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Test {
    /// Disease: its common name where known, else the code.
    pub disease: Option<String>,
    /// The kind of test.
    pub method: Option<TestMethod>,
    /// What it found.
    pub result: Option<TestResult>,
    /// When the sample was taken.
    pub sampled: Option<Moment>,
    /// Where it was made.
    pub centre: Option<String>,
    /// Name of the test, or of the device.
    pub product: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}

/// The kind of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestMethod {
    /// Antibodies in blood.
    Antibody,
    /// Rapid antigen test.
    Antigen,
    /// Nucleic acid amplification, e.g. PCR.
    Naat,
    /// A code that we do not know.
    Other,
}

/// What a test found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestResult {
    /// Not detected.
    Negative,
    /// A code that we do not know.
    Other,
    /// Detected.
    Positive,
}

/// A recovery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Disease: its common name where known, else the code.
    pub disease: Option<String>,
    /// Day of the first positive test.
    pub first_positive: Option<PartialDate>,
    /// From.
    pub valid_from: Option<PartialDate>,
    /// Until.
    pub valid_until: Option<PartialDate>,
    /// Country.
    pub country: Option<String>,
    /// The certificate's own identifier.
    pub identifier: Option<String>,
}

/// A date of which the day, or the day and the month, may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Reads `1963`, `1963-05`, `1963-05-13`, a timestamp's day, or a date whose unknown parts are
    /// `00`; `None` for anything else, also for a day that the calendar does not have.
    pub fn parse(text: &str) -> Option<Self> {
        let date = text.trim().split('T').next()?;
        let mut parts = date.split('-');
        let year = number(parts.next()?, 4)?;
        let month = match parts.next() {
            None => None,
            Some(month) => Some(i8::try_from(number(month, 2)?).ok()?).filter(|&month| month > 0),
        };
        let day = match parts.next() {
            None => None,
            Some(day) => Some(i8::try_from(number(day, 2)?).ok()?).filter(|&day| day > 0),
        };
        if parts.next().is_some() || (month.is_none() && day.is_some()) {
            return None;
        }
        // The calendar refuses 30 February and month 13.
        jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// Whether it is known to the day.
    pub const fn is_a_day(self) -> bool {
        self.day.is_some()
    }

    /// Its first second, in UTC.
    pub fn begin(self) -> Option<Moment> {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        start_of(jiff::civil::Date::new(self.year, month, day).ok()?)
    }

    /// Its last second, in UTC: of a year or a month that of the last day.
    pub fn end(self) -> Option<Moment> {
        let month = self.month.unwrap_or(12);
        let date = jiff::civil::Date::new(self.year, month, self.day.unwrap_or(1)).ok()?;
        let last = if self.day.is_some() { date } else { date.last_of_month() };
        start_of(last).map(|start| start.plus_seconds(86_400 - 1))
    }

    /// The first moment at which it is this day anywhere. A day is meant where it was written, and
    /// nothing says where that is: it begins with the first zone of the earth (UTC+14).
    pub fn earliest(self) -> Option<Moment> {
        self.begin().map(|begin| begin.plus_seconds(-14 * 3600))
    }

    /// The last moment at which it is this day anywhere (UTC-12).
    pub fn latest(self) -> Option<Moment> {
        self.end().map(|end| end.plus_seconds(12 * 3600))
    }

    /// As `1963`, `1963-05` or `1963-05-13`.
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
}

fn start_of(date: jiff::civil::Date) -> Option<Moment> {
    let timestamp = jiff::tz::Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
    Some(Moment::from_unix_seconds(timestamp.as_second()))
}

fn number(digits: &str, length: usize) -> Option<i16> {
    let plain = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates() {
        const CASES: &[(&str, Option<&str>)] = &[
            ("1963", Some("1963")),
            ("1963-05", Some("1963-05")),
            ("1963-05-13", Some("1963-05-13")),
            (" 1963-05-13 ", Some("1963-05-13")),
            ("1963-00", Some("1963")),
            ("1963-00-00", Some("1963")),
            ("1963-05-00", Some("1963-05")),
            ("1815-08-24", Some("1815-08-24")), // NL's specimen persons
            ("1963-05-13T00:00:00", Some("1963-05-13")), // BG
            ("2024-02-29", Some("2024-02-29")),
            ("2023-02-29", None),
            ("1963-13", None),
            ("1963-00-13", None),
            ("63-05-13", None),
            ("1963-5-13", None),
            ("1963-05-13-01", None),
            ("+963", None),
            ("", None),
        ];
        for &(text, expected) in CASES {
            let date = PartialDate::parse(text).map(PartialDate::iso);
            assert_eq!(date.as_deref(), expected, "{text:?}");
        }
    }
}
