//! Makes 2D-Docs of vaccinations and tests. The person is invented.

use super::Issuer;
use crate::{
    envelope::base32,
    moment::Moment,
    trust::list::{Entry, List},
};

/// What a 2D-Doc attests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attestation {
    /// A test (B2).
    Test,
    /// A vaccination (L1).
    Vaccination,
}

impl Attestation {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Test, Self::Vaccination];

    /// The whole text, made on the day of `issued` (left out when the form has no such day) and
    /// signed by `issuer` under this name of eight characters: authority and certificate.
    pub fn text(self, issuer: &Issuer, kid: &str, issued: Moment) -> String {
        let days = issued.days_since(Moment::from_unix_seconds(YEAR_2000));
        let day = u16::try_from(days).unwrap_or(NO_DAY);
        let (kind, fields) = match self {
            Self::Test => ("B2", TEST),
            Self::Vaccination => ("L1", VACCINATION),
        };
        close(issuer, &format!("DC04{kid}{day:04X}{day:04X}{kind}01FR{fields}"))
    }
}

/// Signs `message` and puts the signature behind it.
pub fn close(issuer: &Issuer, message: &str) -> String {
    format!("{message}{US}{}", base32::encode(&issuer.sign(message.as_bytes())))
}

/// `list` with its keys under this name, and for 2D-Docs alone.
#[must_use]
pub fn listed(list: List, kid: &str) -> List {
    let entries = list.entries.into_iter().map(|entry| Entry {
        kid: kid.as_bytes().to_vec(),
        domain: Some("2D-DOC".to_owned()),
        ..entry
    });
    List { entries: entries.collect(), ..list }
}

/// Unit separator: the signature follows.
const US: char = '\u{1f}';
/// 2000-01-01T00:00:00Z.
const YEAR_2000: i64 = 946_684_800;
const NO_DAY: u16 = 0xffff;
/// With group separators between the fields.
const TEST: &str = "F0MARIA\u{1d}F1SPECIMEN\u{1d}F213051990F3FF4945006\u{1d}F5NF6231120261530";
const VACCINATION: &str = "L0SPECIMEN\u{1d}L1MARIA\u{1d}L213051990L3COVID-19\u{1d}L4J07BX03\u{1d}\
                           L5COMIRNATY\u{1d}L6SPECIMEN MAKER\u{1d}L72L82L901062026LATE";
