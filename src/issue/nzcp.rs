//! Makes NZ COVID Passes, sound ones and ones that are broken in one chosen layer.

use super::Issuer;
use crate::{
    envelope::{
        base32,
        cbor::{self, Value},
    },
    moment::Moment,
};
use coset::{CoseSign1Builder, HeaderBuilder, TaggedCborSerializable, iana};
use serde_json::json;

/// What a pass is to say. Persons are invented.
#[derive(Clone, Debug)]
pub struct PassDraft {
    /// The issuer, a `did:web`.
    pub did: String,
    /// Family name; not everybody has one.
    pub surname: Option<String>,
    /// Given names.
    pub given: String,
    /// Date of birth.
    pub date_of_birth: String,
    /// From when it is in force.
    pub not_before: Moment,
    /// When it ends.
    pub expires: Moment,
}

impl PassDraft {
    /// The claims as CBOR.
    pub fn claims(&self) -> Value {
        let names = [("givenName", Some(&self.given)), ("familyName", self.surname.as_ref())];
        let mut subject: Vec<(Value, Value)> = names
            .into_iter()
            .filter_map(|(key, name)| Some((key.into(), name?.clone().into())))
            .collect();
        subject.push(("dob".into(), self.date_of_birth.clone().into()));
        let types = ["VerifiableCredential", "PublicCovidPass"].map(Value::from).to_vec();
        let credential = vec![
            ("version".into(), "1.0.0".into()),
            ("type".into(), Value::Array(types)),
            ("credentialSubject".into(), Value::Map(subject)),
        ];
        Value::Map(vec![
            (1.into(), self.did.clone().into()),
            (5.into(), self.not_before.unix_seconds().into()),
            (4.into(), self.expires.unix_seconds().into()),
            (7.into(), Value::Bytes((0..16).collect())),
            ("vc".into(), Value::Map(credential)),
        ])
    }

    /// The text of the QR code, signed by `issuer`.
    pub fn seal(&self, issuer: &Issuer) -> String {
        pass_code(&issuer.pass(&cbor::write(&self.claims())))
    }
}

impl Issuer {
    /// The COSE_Sign1 of a pass over these claims, with its key's name in the protected header.
    pub fn pass(&self, claims: &[u8]) -> Vec<u8> {
        let header = HeaderBuilder::new().algorithm(iana::Algorithm::ES256);
        let sign1 = CoseSign1Builder::new()
            .protected(header.key_id(PASS_KID.as_bytes().to_vec()).build())
            .payload(claims.to_vec())
            .create_signature(&[], |message| self.sign(message))
            .build();
        // Writing to memory cannot fail.
        sign1.to_tagged_vec().unwrap_or_default()
    }

    /// Its DID document, as it would publish it.
    pub fn did_document(&self, did: &str) -> String {
        let id = format!("{did}#{PASS_KID}");
        json!({
            "@context": "https://w3.org/ns/did/v1",
            "id": did,
            "verificationMethod": [{
                "id": id, "controller": did, "type": "JsonWebKey2020", "publicKeyJwk": self.jwk(),
            }],
            "assertionMethod": [id],
        })
        .to_string()
    }
}

/// The text of a QR code with this envelope.
pub fn pass_code(envelope: &[u8]) -> String {
    format!("NZCP:/1/{}", base32::encode(envelope))
}

/// What every key for passes is called here.
pub const PASS_KID: &str = "key-1";
