//! Makes SMART Health Cards, sound ones and ones that are broken in one chosen layer.

use super::{Issuer, json_text};
use crate::{envelope::jws, moment::Moment};
use miniz_oxide::deflate::compress_to_vec;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What a card is to say. Persons are invented.
#[derive(Clone, Debug)]
pub struct CardDraft {
    /// What the issuer calls itself.
    pub url: String,
    /// Family name.
    pub surname: String,
    /// Given names.
    pub given: Vec<String>,
    /// Date of birth.
    pub date_of_birth: String,
    /// The other resources of its bundle, FHIR R4.
    pub resources: Vec<Value>,
    /// When it is issued.
    pub issued: Moment,
    /// When it ends.
    pub expires: Option<Moment>,
}

impl CardDraft {
    /// A dose of the vaccine with this CVX code.
    pub fn dose(cvx: &str, date: &str) -> Value {
        json!({
            "resourceType": "Immunization",
            "status": "completed",
            "vaccineCode": { "coding": [{ "system": "http://hl7.org/fhir/sid/cvx", "code": cvx }] },
            "patient": { "reference": "resource:0" },
            "occurrenceDateTime": date,
            "lotNumber": "SPECIMEN-1",
        })
    }

    /// A test with this LOINC code and this result of SNOMED CT.
    pub fn test(loinc: &str, time: &str, snomed: &str) -> Value {
        json!({
            "resourceType": "Observation",
            "status": "final",
            "code": { "coding": [{ "system": "http://loinc.org", "code": loinc }] },
            "subject": { "reference": "resource:0" },
            "effectiveDateTime": time,
            "valueCodeableConcept":
                { "coding": [{ "system": "http://snomed.info/sct", "code": snomed }] },
            "performer": [{ "display": "Specimen laboratory" }],
        })
    }

    /// The claims as JSON.
    pub fn claims(&self) -> Value {
        let patient = json!({
            "resourceType": "Patient",
            "name": [{ "family": self.surname, "given": self.given }],
            "birthDate": self.date_of_birth,
        });
        let resources = [&patient].into_iter().chain(&self.resources).enumerate();
        let entries: Vec<Value> = resources
            .map(
                |(n, resource)| json!({ "fullUrl": format!("resource:{n}"), "resource": resource }),
            )
            .collect();
        let mut claims = json!({
            "iss": self.url,
            "nbf": self.issued.unix_seconds(),
            "vc": {
                "type": ["https://smarthealth.cards#health-card"],
                "credentialSubject": {
                    "fhirVersion": "4.0.1",
                    "fhirBundle":
                        { "resourceType": "Bundle", "type": "collection", "entry": entries },
                },
            },
        });
        if let (Some(expires), Some(claims)) = (self.expires, claims.as_object_mut()) {
            claims.insert("exp".to_owned(), expires.unix_seconds().into());
        }
        claims
    }

    /// The card as a JWS, signed by `issuer`.
    pub fn seal(&self, issuer: &Issuer) -> String {
        issuer.card(json_text(&self.claims()).as_bytes())
    }
}

impl Issuer {
    /// Its public key as a JWK that is named by its own digest (RFC 7638).
    pub fn jwk(&self) -> Value {
        let point = self.key.verifying_key().to_sec1_point(false);
        let [x, y] = [point.x(), point.y()].map(|coordinate| {
            jws::encode(coordinate.map(AsRef::<[u8]>::as_ref).unwrap_or_default())
        });
        let canonical = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
        let kid = jws::encode(&Sha256::digest(canonical));
        json!({ "kty": "EC", "use": "sig", "alg": "ES256", "kid": kid, "crv": "P-256",
            "x": x, "y": y })
    }

    /// Its keys as a JWK set, as it would publish them.
    pub fn jwk_set(&self) -> String {
        json!({ "keys": [self.jwk()] }).to_string()
    }

    /// Signs a card over these claims.
    pub fn card(&self, claims: &[u8]) -> String {
        self.jws(&self.card_header(), &compress_to_vec(claims, 9))
    }

    /// The header of its cards.
    pub fn card_header(&self) -> Value {
        json!({ "zip": "DEF", "alg": "ES256", "kid": self.jwk().get("kid") })
    }

    /// Signs any JWS, sound or not.
    pub fn jws(&self, header: &Value, payload: &[u8]) -> String {
        let message =
            format!("{}.{}", jws::encode(json_text(header).as_bytes()), jws::encode(payload));
        format!("{message}.{}", jws::encode(&self.sign(message.as_bytes())))
    }
}

/// The text of the one QR code of a card.
pub fn card_code(jws: &str) -> String {
    format!("shc:/{}", digits(jws))
}

/// The texts of the QR codes of a card that is cut into `parts`, in their order.
pub fn card_codes(jws: &str, parts: usize) -> Vec<String> {
    let length = jws.len().div_ceil(parts.max(1)).max(1);
    let pieces: Vec<String> = jws
        .as_bytes()
        .chunks(length)
        .map(|piece| digits(&String::from_utf8_lossy(piece)))
        .collect();
    let total = pieces.len();
    let code = |(n, piece): (usize, &String)| format!("shc:/{}/{total}/{piece}", n + 1);
    pieces.iter().enumerate().map(code).collect()
}

/// Two digits for each character, from `-`, which is 00.
fn digits(text: &str) -> String {
    text.bytes().map(|byte| format!("{:02}", byte.saturating_sub(b'-'))).collect()
}
