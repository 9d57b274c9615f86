//! An issuer of our own: demo certificates, and certificates for tests.
//!
//! The demo issuer's key is in the source, so its certificates prove nothing; every list gives it
//! the scope `demo`, and no list may give it another.

mod cred;
mod dcc;
mod demo;
pub mod divoc;
mod hcert;
mod health_link;
pub mod icao_vds_nc;
mod nzcp;
mod shipped;
mod smart_health_card;
mod specimens;
pub mod two_d_doc;

pub use cred::CredIssuer;
pub use dcc::{Draft, Entry, Layers};
use demo::Period;
pub use demo::{DEMO_SEED, SampleKind, demo_issuer, demo_list, samples, samples_of, stranger};
pub use divoc::DivocIssuer;
pub use hcert::Content;
pub use health_link::{LinkDraft, card_file, manifest};
pub use nzcp::{PASS_KID, PassDraft, pass_code};
pub use shipped::demo_pack;
pub use smart_health_card::{CardDraft, card_code, card_codes};
pub use specimens::{Specimen, specimen_lists, specimens};
pub use two_d_doc::Attestation;

use crate::{
    envelope::jcs,
    moment::Moment,
    signature::{KeyKind, Scope, Usage},
    trust::list::{Entry as Listed, List, Role},
};
use p256::{
    ecdsa::{Signature, SigningKey, signature::Signer as _},
    pkcs8::EncodePublicKey,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The text of a JSON value: the same from every build, for the order in which the library keeps
/// members depends on who else uses it.
fn json_text(value: &Value) -> String {
    let canonical = jcs::canonical(value).ok().and_then(|text| String::from_utf8(text).ok());
    canonical.unwrap_or_else(|| value.to_string())
}

/// An issuer with an ES256 key.
#[derive(Clone, Debug)]
pub struct Issuer {
    key: SigningKey,
    kid: Vec<u8>,
    spki: Vec<u8>,
    country: String,
}

impl Issuer {
    /// The issuer whose key is derived from `seed`: the same seed is the same issuer. `None` for
    /// the one seed in 2^224 that gives no key.
    pub fn from_seed(seed: &str, country: &str) -> Option<Self> {
        let key = SigningKey::from_slice(&Sha256::digest(seed)).ok()?;
        Self::from_key(key, country)
    }

    /// The issuer with this private key.
    pub fn from_key(key: SigningKey, country: &str) -> Option<Self> {
        let spki = key.verifying_key().to_public_key_der().ok()?.into_vec();
        let kid = Sha256::digest(&spki).iter().take(8).copied().collect();
        Some(Self { key, kid, spki, country: country.to_owned() })
    }

    /// Its key identifier, eight bytes.
    pub fn kid(&self) -> &[u8] {
        &self.kid
    }

    /// Its public key, a DER SubjectPublicKeyInfo.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// The country that it issues for.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// Signs with ES256: r‖s, 64 bytes, without randomness (RFC 6979).
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let signature: Signature = self.key.sign(message);
        signature.to_bytes().to_vec()
    }

    /// A list of this issuer alone, with no end of validity.
    pub fn list(&self, name: &str, scope: Scope, created: Option<Moment>) -> List {
        List {
            scope: Some(scope),
            created,
            entries: vec![Listed {
                kid: self.kid.clone(),
                spki: self.spki.clone(),
                kind: KeyKind::P256,
                role: Role::Signer,
                domain: None,
                scope: Some(scope),
                issuer: None,
                name: Some(name.to_owned()),
                country: Some(self.country.clone()),
                usage: Usage::ANY,
                not_before: None,
                not_after: None,
                source: name.to_owned(),
                subject: None,
            }],
            ..List::empty(name, "an issuer of this program")
        }
    }
}
