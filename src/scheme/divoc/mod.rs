//! DIVOC: a W3C credential signed over its statements, not over its bytes. IN, LK, PH, ID, JM.
//!
//! Sources: egovernments/DIVOC (`backend/certificate_signer`, `vaccination-context`); W3C *Verifiable
//! Credentials Data Model* 1.1; the suites RsaSignature2018 and Ed25519Signature2018 as
//! digitalbazaar/jsonld-signatures makes them (the W3C CCG's *Linked Data Signatures*).
//!
//! ```text
//! zip( certificate.json( credential, proof { jws: header..signature } ) )
//! signed: header "." SHA-256(canonical proof without jws) SHA-256(canonical credential)
//! ```
//!
//! What is signed is what the members mean, so two kinds of change leave the signature whole, and
//! both are closed here: members that mean nothing are refused ([`statements`]), and members that
//! mean the same are only shown where their form tells them apart ([`claims`]).
//!
//! | Tolerated | by |
//! |---|---|
//! | the archive's bytes each written as a character of UTF-8 | DIVOC's `certificate_api` |
//! | sizes after the file in the archive | DIVOC's older service in Go |
//! | the archive as `B64:` and Base64 | testers |
//! | the bare JSON | testers, wallets |
//! | the document as a JSON text inside the JSON | PathCheck's `divoc-sdk` |
//! | an identifier of the person without a colon: never accepted, [`Irregularity::SubjectUnsigned`] | JM, LK, PH |
//!
//! [`Irregularity::SubjectUnsigned`]: super::Irregularity::SubjectUnsigned

mod canonical;
mod claims;
mod container;
mod proof;
mod statements;
mod terms;

use super::{Scheme, SchemeError, Sealed};
use crate::envelope::{AlgorithmIdentifier, EnvelopeError, KeyHint, Seal, json};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

pub(super) use container::{begins_like, is_archive};

/// Opens it, outermost layer first.
pub(super) fn open(bytes: &[u8]) -> Result<Sealed, SchemeError> {
    let document = document(bytes)?;
    let statements = statements::of(&document)?;
    let proof = proof::read(document.get("proof"))?;
    let canonical = canonical::text(statements.all)?;
    let claims = claims::read(&document, &proof, statements.subject_unsigned)?;
    let seal = Seal::new(
        [
            proof.header,
            b".",
            &Sha256::digest(&proof.canonical),
            // The proof first, then what it is over.
            &Sha256::digest(&canonical),
        ]
        .concat(),
        proof.signature,
        Some(AlgorithmIdentifier::Jose(proof.algorithm.to_owned())),
        KeyHint::Kid(proof.key.as_bytes().to_vec()),
    );
    Ok(Sealed { scheme: Scheme::Divoc, claims, seal })
}

/// The document in whatever it came in; once more where it is JSON inside a text of JSON.
fn document(bytes: &[u8]) -> Result<Map<String, Value>, SchemeError> {
    let outer = json::read(&container::unwrap(bytes)?)?;
    let document = match outer {
        Value::String(inner) => json::read(inner.as_bytes())?,
        other => other,
    };
    match document {
        Value::Object(document) => Ok(document),
        _ => Err(SchemeError::Claim { claim: "$", expected: "an object" }),
    }
}

const fn no_jws(expected: &'static str) -> EnvelopeError {
    EnvelopeError::Jws { expected }
}
