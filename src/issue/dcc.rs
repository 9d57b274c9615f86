//! Makes EU DCCs, sound ones and ones that are broken in one chosen layer.

use super::Issuer;
use crate::{
    envelope::cbor::{self, Value},
    moment::Moment,
};
use coset::{CoseSign1Builder, HeaderBuilder, TaggedCborSerializable, iana};
use miniz_oxide::deflate::compress_to_vec_zlib;

/// What a certificate is to say. Persons are invented.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Family name, in its own script and in passport letters.
    pub surname: (String, String),
    /// Given names, in their own script and in passport letters.
    pub given: (String, String),
    /// Date of birth.
    pub date_of_birth: String,
    /// What it attests.
    pub entries: Vec<Entry>,
    /// When it is issued.
    pub issued: Moment,
    /// When it ends.
    pub expires: Moment,
}

/// What a certificate attests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A recovery: day of the first positive test, from, until.
    Recovery {
        /// Day of the first positive test.
        first_positive: String,
        /// From.
        valid_from: String,
        /// Until.
        valid_until: String,
    },
    /// A nucleic-acid test that found nothing, or something.
    Test {
        /// When the sample was taken, RFC 3339.
        sampled: String,
        /// Whether it found something.
        positive: bool,
    },
    /// A dose of Comirnaty.
    Vaccination {
        /// Which dose.
        dose: u32,
        /// Of how many.
        doses: u32,
        /// The day.
        date: String,
    },
}

/// The layers of a certificate, so that a test can break one and close the rest over it.
#[derive(Clone, Debug)]
pub struct Layers {
    /// The claims: CBOR.
    pub payload: Vec<u8>,
    /// The COSE_Sign1.
    pub envelope: Vec<u8>,
    /// The zlib stream.
    pub packed: Vec<u8>,
    /// The text of the QR code.
    pub text: String,
}

impl Draft {
    /// The claims as CBOR.
    pub fn claims(&self, issuer: &Issuer) -> Value {
        let name = map([
            ("fn", self.surname.0.clone()),
            ("fnt", self.surname.1.clone()),
            ("gn", self.given.0.clone()),
            ("gnt", self.given.1.clone()),
        ]);
        let mut certificate = vec![
            ("ver".into(), "1.3.0".into()),
            ("nam".into(), name),
            ("dob".into(), self.date_of_birth.clone().into()),
        ];
        for kind in ["v", "t", "r"] {
            let of_kind: Vec<Value> = self
                .entries
                .iter()
                .filter(|entry| entry.key() == kind)
                .map(|entry| entry.claims(issuer))
                .collect();
            if !of_kind.is_empty() {
                certificate.push((kind.into(), Value::Array(of_kind)));
            }
        }
        Value::Map(vec![
            (1.into(), issuer.country().into()),
            (4.into(), self.expires.unix_seconds().into()),
            (6.into(), self.issued.unix_seconds().into()),
            ((-260).into(), Value::Map(vec![(1.into(), Value::Map(certificate))])),
        ])
    }

    /// The certificate, signed by `issuer`, with all of its layers.
    pub fn seal(&self, issuer: &Issuer) -> Layers {
        Layers::close(issuer, cbor::write(&self.claims(issuer)))
    }
}

impl Entry {
    const fn key(&self) -> &'static str {
        match self {
            Self::Recovery { .. } => "r",
            Self::Test { .. } => "t",
            Self::Vaccination { .. } => "v",
        }
    }

    fn claims(&self, issuer: &Issuer) -> Value {
        let mut claims: Vec<(&str, Value)> = vec![
            ("tg", "840539006".into()),
            ("co", issuer.country().into()),
            ("is", "Vidimus demo issuer".into()),
            ("ci", "URN:UVCI:01:XX:SPECIMEN".into()),
        ];
        match self {
            Self::Recovery { first_positive, valid_from, valid_until } => claims.extend([
                ("fr", first_positive.clone().into()),
                ("df", valid_from.clone().into()),
                ("du", valid_until.clone().into()),
            ]),
            Self::Test { sampled, positive } => claims.extend([
                ("tt", "LP6464-4".into()),
                ("nm", "Specimen NAAT".into()),
                ("sc", sampled.clone().into()),
                ("tr", if *positive { "260373001" } else { "260415000" }.into()),
                ("tc", "Specimen test centre".into()),
            ]),
            Self::Vaccination { dose, doses, date } => claims.extend([
                ("vp", "1119349007".into()),
                ("mp", "EU/1/20/1528".into()),
                ("ma", "ORG-100030215".into()),
                ("dn", (*dose).into()),
                ("sd", (*doses).into()),
                ("dt", date.clone().into()),
            ]),
        }
        Value::Map(claims.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }
}

impl Layers {
    /// Signs `payload` and wraps it: kid in the protected header, tag 18, zlib, Base45, `HC1:`.
    pub fn close(issuer: &Issuer, payload: Vec<u8>) -> Self {
        let protected = HeaderBuilder::new()
            .algorithm(iana::Algorithm::ES256)
            .key_id(issuer.kid().to_vec())
            .build();
        let sign1 = CoseSign1Builder::new()
            .protected(protected)
            .payload(payload.clone())
            .create_signature(&[], |message| issuer.sign(message))
            .build();
        // Writing to memory cannot fail.
        let envelope = sign1.to_tagged_vec().unwrap_or_default();
        Self { payload, ..Self::wrap(envelope) }
    }

    /// Wraps an envelope that is signed already, or that only claims to be.
    pub fn wrap(envelope: Vec<u8>) -> Self {
        let packed = compress_to_vec_zlib(&envelope, 9);
        let text = Self::encode(&packed);
        Self { payload: Vec::new(), envelope, packed, text }
    }

    /// The text of a QR code with this packed content.
    pub fn encode(packed: &[u8]) -> String {
        format!("HC1:{}", base45::encode(packed))
    }
}

fn map<const N: usize>(members: [(&str, String); N]) -> Value {
    Value::Map(members.into_iter().map(|(key, text)| (key.into(), text.into())).collect())
}
