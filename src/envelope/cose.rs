//! COSE_Sign1, one signature over one payload ([RFC 9052] §4.2).
//!
//! ```cddl
//! COSE_Sign1 = [ protected : bstr, unprotected : { * label => any }, payload : bstr, signature : bstr ]
//! ```
//!
//! Tolerated, because real issuers do it: no tag (ES, DK, CH), tag 18, or tags 61 and 18
//! (RFC 8392 §6); the key identifier in the unprotected header (BG, CZ, DE, LV, SM).
//!
//! [RFC 9052]: https://www.rfc-editor.org/rfc/rfc9052

use super::{
    AlgorithmIdentifier, EnvelopeError, KeyHint, Seal,
    cbor::{self, Map, Value},
};
use base64ct::{Base64, Encoding};
use coset::{
    CoseSign1Builder, Header, HeaderBuilder, ProtectedHeader, SignatureContext,
    TaggedCborSerializable, iana, sig_structure_data,
};

/// Opens a COSE_Sign1: what has to be verified, and the payload.
///
/// # Errors
/// [`EnvelopeError::Cose`], [`EnvelopeError::CriticalHeader`], or those of [`cbor::read`].
pub fn open(bytes: &[u8]) -> Result<(Seal, Vec<u8>), EnvelopeError> {
    let mut value = cbor::read(bytes)?;
    for tag in [TAG_CWT, TAG_COSE_SIGN1] {
        value = match value {
            Value::Tag(found, inner) if found == tag => *inner,
            other => other,
        };
    }
    let Some(
        [Value::Bytes(protected), unprotected, Value::Bytes(payload), Value::Bytes(signature)],
    ) = value.as_array().map(Vec::as_slice)
    else {
        return Err(EnvelopeError::Cose { expected: "headers, a payload and a signature" });
    };
    // RFC 9052 §3: an empty map may be written as an empty byte string.
    let header = if protected.is_empty() { Value::Map(Vec::new()) } else { cbor::read(protected)? };
    let headers = [header_map(&header)?, header_map(unprotected)?];
    // RFC 9052 §3.1, crit: what is critical and not understood is a fatal error. We understand
    // no header that could be critical.
    if headers.iter().any(|header| header.integer_key(HEADER_CRITICAL).is_some()) {
        return Err(EnvelopeError::CriticalHeader);
    }
    let [protected_header, _] = headers;
    let seal = Seal {
        // RFC 9052 §4.4, with the protected header as it came.
        message: sig_structure_data(
            SignatureContext::CoseSign1,
            ProtectedHeader { original_data: Some(protected.clone()), header: Header::default() },
            None,
            &[],
            payload,
        ),
        // Only the protected one counts: anybody can change the other.
        algorithm: protected_header.integer_key(HEADER_ALGORITHM).map(algorithm),
        key: headers.iter().find_map(|header| kid(*header)).map_or(KeyHint::None, KeyHint::Kid),
        signature: signature.clone(),
    };
    Ok((seal, payload.clone()))
}

fn header_map(header: &Value) -> Result<Map<'_>, EnvelopeError> {
    Map::of(header).ok_or(EnvelopeError::Cose { expected: "a header map" })
}

fn algorithm(value: &Value) -> AlgorithmIdentifier {
    match value.as_integer().and_then(|number| i64::try_from(number).ok()) {
        Some(number) => AlgorithmIdentifier::Cose(number),
        None => AlgorithmIdentifier::CoseText,
    }
}

/// A key identifier is bytes (RFC 9052 §3.1); WHO's pilot of health links writes Base64 text.
fn kid(header: Map<'_>) -> Option<Vec<u8>> {
    let kid = match header.integer_key(HEADER_KID)? {
        Value::Bytes(kid) => kid.clone(),
        Value::Text(text) => Base64::decode_vec(text).unwrap_or_else(|_| text.clone().into_bytes()),
        _ => return None,
    };
    (!kid.is_empty()).then_some(kid)
}

/// Makes a tagged COSE_Sign1 over `payload` with ES256 in the protected header and no key identifier.
///
/// # Errors
/// Those of `sign`, which is given the bytes to sign.
pub fn sign1_es256<E>(
    payload: Vec<u8>,
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    let protected = HeaderBuilder::new().algorithm(iana::Algorithm::ES256).build();
    let sign1 = CoseSign1Builder::new()
        .protected(protected)
        .payload(payload)
        .try_create_signature(&[], sign)?
        .build();
    // Writing to memory cannot fail.
    Ok(sign1.to_tagged_vec().unwrap_or_default())
}

// RFC 9052 §3.1, table 3.
const HEADER_ALGORITHM: i64 = 1;
const HEADER_CRITICAL: i64 = 2;
const HEADER_KID: i64 = 4;
/// CBOR Web Token, RFC 8392 §6.
const TAG_CWT: u64 = 61;
/// COSE_Sign1, RFC 9052 §2, table 1.
const TAG_COSE_SIGN1: u64 = 18;
