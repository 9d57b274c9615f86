//! Makes DIVOC certificates, sound ones and ones that are broken in one chosen layer.

use crate::{
    envelope::zip,
    moment::Moment,
    scan::Scanned,
    scheme,
    signature::{KeyKind, Scope, Usage},
    trust::list::{Entry as Listed, List, Role},
};
use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signer as _, SigningKey, pkcs8::EncodePublicKey};
use miniz_oxide::deflate::compress_to_vec;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// An issuer with an Ed25519 key, which its certificates name by an IRI.
#[derive(Clone, Debug)]
pub struct DivocIssuer {
    key: SigningKey,
    name: String,
}

impl DivocIssuer {
    /// The issuer whose key is derived from `seed`, and that names it `name`, e.g. `did:example`.
    pub fn from_seed(seed: &str, name: &str) -> Self {
        Self { key: SigningKey::from_bytes(&Sha256::digest(seed).into()), name: name.to_owned() }
    }

    /// What a certificate's proof calls the key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Signs with Ed25519.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.key.sign(message).to_vec()
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
                kind: KeyKind::Ed25519,
                role: Role::Signer,
                domain: Some("DIVOC".to_owned()),
                scope: Some(scope),
                subject: None,
                issuer: None,
                name: Some(self.name.clone()),
                country: Some(country.to_owned()),
                usage: Usage::ANY,
                not_before: None,
                not_after: None,
                source: "divoc-issuer".to_owned(),
            }],
            ..List::empty("divoc-issuer", "an issuer of this program")
        })
    }

    /// A document in force that everything is in. The person is invented.
    pub fn draft(&self, issued: Moment) -> Value {
        let time = issued.rfc3339().unwrap_or_default();
        let days = |days: i64| issued.plus_seconds(days * 86_400).rfc3339().unwrap_or_default();
        let day = |at: i64| days(at).chars().take(10).collect::<String>();
        let address = json!({
            "streetAddress": "", "streetAddress2": "", "district": "Sample", "city": "",
            "addressRegion": "", "addressCountry": "IN", "postalCode": 176_207,
        });
        json!({
            "@context": [
                "https://www.w3.org/2018/credentials/v1",
                "https://cowin.gov.in/credentials/vaccination/v2",
            ],
            "type": ["VerifiableCredential", "ProofOfVaccinationCredential"],
            "credentialSubject": {
                "type": "Person", "id": "did:Passport:SPECIMEN1", "refId": "1", "uhid": null,
                "name": "Maria \"Mía\" Specimen", "gender": "Female", "age": "36",
                "nationality": "", "dob": "1990-05-13", "address": address,
            },
            "issuer": "https://divoc.example/",
            "issuanceDate": time,
            "evidence": [{
                "id": "https://divoc.example/vaccine/303", "certificateId": "303",
                "infoUrl": "https://divoc.example/?303",
                "feedbackUrl": "https://divoc.example/?303",
                "type": ["Vaccination"], "batch": "AB 412", "vaccine": "Covishield",
                "manufacturer": "Specimen Institute", "icd11Code": "XM9QW8",
                "prophylaxis": "COVID-19 vaccine", "date": days(-30),
                "effectiveStart": day(-30), "effectiveUntil": day(0),
                "dose": 1, "totalDoses": 2,
                "verifier": {"name": "Nobody"},
                "facility": {"name": "Specimen Centre", "address": address},
            }],
            "nonTransferable": "true",
        })
    }

    /// The document with a proof by this issuer, or, where the document cannot be read and so
    /// nobody could say what to sign, with a proof that signs nothing.
    pub fn seal(&self, document: &Value, created: &str) -> Value {
        seal(document, ("Ed25519Signature2018", "EdDSA"), (&self.name, created), |message| {
            self.sign(message)
        })
    }
}

/// Gives `document` a proof of the kind and with the algorithm named, that calls its key and its
/// moment as given.
///
/// The bytes to sign are those that the scheme finds to verify: there is one canonical form.
pub fn seal(
    document: &Value,
    (kind, algorithm): (&str, &str),
    (key, created): (&str, &str),
    sign: impl FnOnce(&[u8]) -> Vec<u8>,
) -> Value {
    let header = json!({"alg": algorithm, "b64": false, "crit": ["b64"]}).to_string();
    let header = Base64UrlUnpadded::encode_string(header.as_bytes());
    let with_signature = |signature: &[u8]| {
        let mut document = document.clone();
        let proof = json!({
            "type": kind,
            "created": created,
            "verificationMethod": key,
            "proofPurpose": "assertionMethod",
            "jws": format!("{header}..{}", Base64UrlUnpadded::encode_string(signature)),
        });
        if let Some(members) = document.as_object_mut() {
            members.insert("proof".to_owned(), proof);
        }
        document
    };
    let unsigned = with_signature(&[]);
    let scanned = Scanned::new(unsigned.to_string()).ok();
    let sealed = scanned.and_then(|scanned| scheme::open(&scanned).ok());
    sealed.map_or(unsigned, |sealed| with_signature(&sign(sealed.seal().message())))
}

/// The archive of a code: this content as its only file, deflated.
pub fn archive(content: &[u8]) -> Vec<u8> {
    const NAME: &[u8] = b"certificate.json";
    let packed = compress_to_vec(content, 9);
    let number = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes();
    // PKWARE's APPNOTE 6.3.10 §4.3.7: version 1.0, no flags, deflated, no time.
    let head = [[10, 0], [0, 0], [8, 0], [0, 0], [0, 0]].concat();
    let sizes = [zip::crc32(content).to_le_bytes(), number(packed.len()), number(content.len())];
    let sizes = sizes.concat();
    // Its length in two bytes, and as many for a length of extras that there are not.
    let name = number(NAME.len());
    let local = [b"PK\x03\x04", head.as_slice(), &sizes, &name, NAME, &packed].concat();
    let central =
        [b"PK\x01\x02", [10, 0].as_slice(), &head, &sizes, &name, &[0; 14], NAME].concat();
    let end = [
        b"PK\x05\x06",
        [0, 0, 0, 0, 1, 0, 1, 0].as_slice(),
        &number(central.len()),
        &number(local.len()),
        &[0, 0],
    ]
    .concat();
    [local, central, end].concat()
}
