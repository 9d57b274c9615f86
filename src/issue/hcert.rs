//! Makes certificates of the schemes that share the EU's envelope. The person is invented.

use super::{Issuer, Layers};
use crate::{
    envelope::cbor::{self, Value},
    moment::Moment,
};

/// What stands in the envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A DDCC vaccination in -260/3.
    DdccVaccination,
    /// A DDCC vaccination as a bare map, as in WHO's samples.
    DdccBare,
    /// A DDCC test result in -260/4.
    DdccTest,
    /// An Austrian exemption (`AT1:`).
    Exemption,
    /// A link to a health document in -260/5.
    HealthLink,
    /// An ICVP for yellow fever in -260/-6.
    Icvp,
    /// A domestic pass of the NHS.
    NhsDomestic,
    /// RACSEL's certificate of a vaccination, with a DDCC's members in -260/2.
    RacselDdvc,
    /// A Swiss certificate light (`LT1:`).
    SwissLight,
}

impl Content {
    /// Every content.
    pub const ALL: [Self; 9] = [
        Self::DdccVaccination,
        Self::DdccBare,
        Self::DdccTest,
        Self::Exemption,
        Self::HealthLink,
        Self::Icvp,
        Self::NhsDomestic,
        Self::RacselDdvc,
        Self::SwissLight,
    ];

    /// The text before the colon.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Exemption => "AT1",
            Self::SwissLight => "LT1",
            _ => "HC1",
        }
    }

    /// The claims of a certificate issued at `issued` that ends at `expires`.
    pub fn claims(self, issuer: &Issuer, issued: Moment, expires: Moment) -> Value {
        let (claim, content) = match self {
            Self::DdccBare => return self.ddcc(issued, expires),
            Self::DdccVaccination => hcert(3, self.ddcc(issued, expires)),
            Self::DdccTest => hcert(4, self.ddcc(issued, expires)),
            Self::RacselDdvc => hcert(2, self.ddcc(issued, expires)),
            Self::Exemption => hcert(1, dcc("ve", vec![of_days("du", day(expires))])),
            Self::NhsDomestic => hcert(1, dcc("d", vec![of_days("du", day(expires))])),
            Self::SwissLight => (-250, dcc("ver", Vec::new())),
            Self::HealthLink => hcert(5, Value::Array(vec![map([("u", LINK.into())])])),
            Self::Icvp => hcert(-6, icvp(issued)),
        };
        Value::Map(vec![
            (1.into(), issuer.country().into()),
            (4.into(), expires.unix_seconds().into()),
            (6.into(), issued.unix_seconds().into()),
            (claim.into(), content),
        ])
    }

    /// The certificate as the text of a QR code.
    pub fn text(self, issuer: &Issuer, issued: Moment, expires: Moment) -> String {
        let payload = cbor::write(&self.claims(issuer, issued, expires));
        self.with_prefix(&Layers::close(issuer, payload).text)
    }

    /// The same text with the prefix of this content.
    pub fn with_prefix(self, text: &str) -> String {
        let body = text.split_once(':').map_or(text, |(_, body)| body);
        format!("{}:{body}", self.prefix())
    }

    fn ddcc(self, issued: Moment, expires: Moment) -> Value {
        let mut members = vec![
            ("name", "Maria Specimen".into()),
            ("birthDate", "1990-05-13".into()),
            ("identifier", "P0000000".into()),
            ("hcid", "SPECIMEN".into()),
            ("valid_until", day(expires).into()),
        ];
        if self == Self::DdccTest {
            members.push((
                "test",
                map([
                    ("pathogen", code("840539006")),
                    ("type", code("LP6464-4")),
                    ("result", code("260415000")),
                    ("date", issued.plus_seconds(-DAY).rfc3339().unwrap_or_default().into()),
                    ("centre", "Specimen test centre".into()),
                    ("country", code("XX")),
                ]),
            ));
        } else {
            let given = [
                ("disease", code("840539006")),
                ("vaccine", code("1119349007")),
                ("brand", code("EU/1/20/1528")),
                ("dose", 2.into()),
                ("total_doses", 2.into()),
                ("date", day(issued.plus_seconds(-170 * DAY)).into()),
                ("lot", "SPECIMEN".into()),
                ("country", code("XX")),
            ];
            // The first version had no map of its own for it.
            match self {
                Self::DdccBare => members.extend(given),
                _ => members.push(("vaccination", map(given))),
            }
        }
        map(members)
    }
}

const DAY: i64 = 86_400;

/// Under its key in the claim -260.
fn hcert(key: i64, content: Value) -> (i64, Value) {
    (-260, Value::Map(vec![(key.into(), content)]))
}

fn dcc(kind: &str, entries: Vec<Value>) -> Value {
    let mut members = vec![
        ("nam", map([("fn", "Specimen".into()), ("gn", "Maria".into())])),
        ("dob", "1990-05".into()),
    ];
    let content = if entries.is_empty() { Value::from("1.0.0") } else { Value::Array(entries) };
    members.push((kind, content));
    map(members)
}

/// The day of a moment, in UTC.
fn day(moment: Moment) -> String {
    moment.rfc3339().unwrap_or_default().chars().take(10).collect()
}

fn of_days(until: &'static str, day: String) -> Value {
    map([
        ("tg", "840539006".into()),
        ("co", "XX".into()),
        ("is", "Vidimus demo issuer".into()),
        ("ci", "URN:UVCI:01:XX:SPECIMEN".into()),
        (until, day.into()),
    ])
}

/// Yellow fever counts from the tenth day (IHR Annex 7).
fn icvp(issued: Moment) -> Value {
    let given = map([
        ("tg", "1D47".into()),
        ("vp", "YellowFeverProductd8a09f80301dc05e124f99ffe7711fc0".into()),
        ("dt", day(issued.plus_seconds(-170 * DAY)).into()),
        ("bo", "SPECIMEN".into()),
        ("vls", day(issued.plus_seconds(-160 * DAY)).into()),
        ("is", "Vidimus demo issuer".into()),
    ]);
    map([
        ("n", "Maria Specimen".into()),
        ("dob", "1990-05-13".into()),
        ("nid", "P0000000".into()),
        ("v", given),
    ])
}

fn code(code: &str) -> Value {
    map([("code", code.into()), ("system", "http://example.org".into())])
}

fn map<'m>(members: impl IntoIterator<Item = (&'m str, Value)>) -> Value {
    Value::Map(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// To a host that cannot exist (RFC 2606), with a key of zeros and the flag for a passcode.
const LINK: &str = "shlink:/eyJ1cmwiOiJodHRwczovL2hlYWx0aC5leGFtcGxlLmludmFsaWQvbSIsImtleSI6IkFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUEiLCJmbGFnIjoiUCIsImxhYmVsIjoiU3BlY2ltZW4ifQ";
