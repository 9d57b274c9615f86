//! The proof inside a document: who signed, how, and the signature.
//!
//! Sources: digitalbazaar/jsonld-signatures, `LinkedDataSignature` and `JwsLinkedDataSignature`; a
//! detached JWS over bytes as they are (RFC 7797). The proof is canonical by the context
//! `security/v2`, whatever the contexts of its document, so it is always the same four lines.

use super::{no_jws, statements};
use crate::envelope::{EnvelopeError, json, jws};
use serde_json::{Value, json};

/// A proof that was read.
pub(super) struct Proof<'d> {
    /// Its kind of signature, in JOSE's words.
    pub(super) algorithm: &'static str,
    /// Who signed.
    pub(super) key: &'d str,
    /// When, as it is written.
    pub(super) created: &'d str,
    /// Its own statements, canonical.
    pub(super) canonical: String,
    /// The header of the JWS as it came.
    pub(super) header: &'d [u8],
    /// The signature.
    pub(super) signature: Vec<u8>,
}

/// Reads a proof: exactly its five members, all of them texts. Others would not be signed, and of
/// several proofs none would be *the* proof.
///
/// # Errors
/// [`EnvelopeError::Jws`], or [`EnvelopeError::CanonicalForm`] for texts that cannot be stated.
pub(super) fn read(proof: Option<&Value>) -> Result<Proof<'_>, EnvelopeError> {
    let proof = proof.and_then(Value::as_object).ok_or(no_jws("one proof"))?;
    let text = |member| proof.get(member).and_then(Value::as_str);
    let (Some(kind), Some(created), Some(key), Some(purpose), Some(jws), 5) = (
        text("type"),
        text("created"),
        text("verificationMethod"),
        text("proofPurpose"),
        text("jws"),
        proof.len(),
    ) else {
        return Err(no_jws("the five members of a proof"));
    };
    if purpose != "assertionMethod" {
        return Err(no_jws("a proof that asserts"));
    }
    let algorithm = match kind {
        "RsaSignature2018" => "PS256",
        "Ed25519Signature2018" => "EdDSA",
        _ => return Err(no_jws("RsaSignature2018 or Ed25519Signature2018")),
    };
    let (header, signature) = jws.split_once("..").ok_or(no_jws("a detached JWS"))?;
    // Compared as a whole: whatever else it said would have to be understood.
    if json::read(&jws::decode(header)?)?
        != json!({"alg": algorithm, "b64": false, "crit": ["b64"]})
    {
        return Err(no_jws("the header that goes with the kind of proof"));
    }
    Ok(Proof {
        algorithm,
        key,
        created,
        canonical: canonical(kind, created, key)?,
        header: header.as_bytes(),
        signature: jws::decode(signature)?,
    })
}

/// The statements of a proof without its JWS, in their order.
fn canonical(kind: &str, created: &str, key: &str) -> Result<String, EnvelopeError> {
    let (created, key) = (statements::date_time(created)?, statements::iri(key)?);
    let lines = [
        format!("<http://purl.org/dc/terms/created> {created}"),
        format!(
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/security#{kind}>"
        ),
        "<https://w3id.org/security#proofPurpose> <https://w3id.org/security#assertionMethod>"
            .to_owned(),
        format!("<https://w3id.org/security#verificationMethod> {key}"),
    ];
    Ok(lines.map(|line| format!("_:c14n0 {line} .\n")).concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64ct::{Base64UrlUnpadded, Encoding};

    #[test]
    fn a_proof_is_read_whole_or_refused() {
        let jws = |header: &str| {
            format!("{}..{}", Base64UrlUnpadded::encode_string(header.as_bytes()), "AAAA")
        };
        let sound = json!({
            "type": "Ed25519Signature2018",
            "created": "2026-01-01T00:00:00Z",
            "verificationMethod": "did:x",
            "proofPurpose": "assertionMethod",
            "jws": jws(r#"{"alg":"EdDSA","b64":false,"crit":["b64"]}"#),
        });
        let read_sound = read(Some(&sound)).expect("a proof");
        assert_eq!((read_sound.key, read_sound.signature), ("did:x", vec![0; 3]));
        let cases: &[(&str, &str, Value)] = &[
            ("another kind", "type", json!("JsonWebSignature2020")),
            ("the algorithm of the other kind", "type", json!("RsaSignature2018")),
            ("another purpose", "proofPurpose", json!("authentication")),
            ("one more member", "nonce", json!("x")),
            ("a date that is a number", "created", json!(1)),
            ("a control character", "created", json!("\t")),
            ("a key that is no IRI", "verificationMethod", json!("india")),
            ("an IRI that ends early", "verificationMethod", json!("did:x> <y:z")),
            ("a JWS that is not detached", "jws", json!("e30.e30.AAAA")),
            ("padding", "jws", json!("e30=..AAAA")),
            ("no algorithm", "jws", json!(jws(r#"{"b64":false,"crit":["b64"]}"#))),
            ("none", "jws", json!(jws(r#"{"alg":"none","b64":false,"crit":["b64"]}"#))),
            ("encoded content", "jws", json!(jws(r#"{"alg":"EdDSA"}"#))),
            (
                "twice",
                "jws",
                json!(jws(r#"{"alg":"EdDSA","alg":"EdDSA","b64":false,"crit":["b64"]}"#)),
            ),
        ];
        for (why, member, value) in cases {
            let mut proof = sound.clone();
            proof[*member] = value.clone();
            assert!(read(Some(&proof)).is_err(), "{why}");
        }
        assert!(read(Some(&json!([sound]))).is_err(), "an array of proofs");
        assert!(read(None).is_err(), "none at all");
    }
}
