//! Makes CRED codes, sound ones and ones that are broken in one chosen part.

use crate::{
    moment::Moment,
    signature::{KeyKind, Scope, Usage},
    trust::list::{Entry as Listed, List, Role},
};
use data_encoding::BASE32_NOPAD;
use k256::{
    ecdsa::{Signature, SigningKey, signature::Signer as _},
    pkcs8::EncodePublicKey,
};
use sha2::{Digest, Sha256};

/// An issuer with a key on secp256k1.
#[derive(Clone, Debug)]
pub struct CredIssuer {
    key: SigningKey,
    name: String,
}

impl CredIssuer {
    /// The issuer whose key is derived from `seed`, and that names it `name`, e.g. `KEYS.EXAMPLE`.
    /// `None` for the one seed in 2^128 that gives no key.
    pub fn from_seed(seed: &str, name: &str) -> Option<Self> {
        let key = SigningKey::from_slice(&Sha256::digest(seed)).ok()?;
        Some(Self { key, name: name.to_owned() })
    }

    /// Signs: r‖s.
    pub fn sign(&self, message: &[u8]) -> Signature {
        self.key.sign(message)
    }

    /// A list of this issuer alone, with no end of validity; `None` if its key cannot be written.
    pub fn list(&self, country: &str, scope: Scope, created: Option<Moment>) -> Option<List> {
        let spki = self.key.verifying_key().to_public_key_der().ok()?.into_vec();
        Some(List {
            scope: Some(scope),
            created,
            entries: vec![Listed {
                kid: self.name.as_bytes().to_vec(),
                spki,
                kind: KeyKind::Secp256k1,
                role: Role::Signer,
                domain: Some("CRED".to_owned()),
                scope: Some(scope),
                subject: None,
                issuer: None,
                name: Some(self.name.clone()),
                country: Some(country.to_owned()),
                usage: Usage::ANY,
                not_before: None,
                not_after: None,
                source: "cred-issuer".to_owned(),
            }],
            ..List::empty("cred-issuer", "an issuer of this program")
        })
    }

    /// The code of a payload, which is signed as it stands.
    pub fn seal(&self, kind: &str, version: u32, payload: &str) -> String {
        self.close(kind, version, payload, self.sign(payload.as_bytes()).to_der().as_bytes())
    }

    /// The code with these bytes where the signature belongs.
    pub fn close(&self, kind: &str, version: u32, payload: &str, signature: &[u8]) -> String {
        let signature = BASE32_NOPAD.encode(signature);
        format!("CRED:{kind}:{version}:{signature}:{}:{payload}", self.name)
    }
}
