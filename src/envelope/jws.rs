//! JSON Web Signature in its compact form ([RFC 7515] §3.1): header, payload and signature, each in
//! Base64url without padding, joined by dots.
//!
//! The signature is over the text of the first two as it came, so nothing is decoded for it.
//!
//! [RFC 7515]: https://www.rfc-editor.org/rfc/rfc7515

use super::{AlgorithmIdentifier, EnvelopeError, KeyHint, Seal, json};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Map, Value};

/// A compact JWS whose signature nobody has looked at.
#[derive(Clone, Debug)]
pub struct Jws {
    seal: Seal,
    header: Map<String, Value>,
    payload: Vec<u8>,
}

impl Jws {
    /// What has to be verified.
    pub fn into_seal(self) -> Seal {
        self.seal
    }

    /// The text of a member of the header; `None` when it is missing or no text.
    pub fn header_text(&self, member: &str) -> Option<&str> {
        self.header.get(member)?.as_str()
    }

    /// The payload, as it was signed: compressed, if the header says so.
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }
}

/// Opens a compact JWS.
///
/// Keys that the header itself brings (`jwk`, `x5c`) or says where to get (`jku`, `x5u`) are not
/// looked at: they vouch for nobody.
///
/// # Errors
/// [`EnvelopeError::Jws`] when it has not three parts, [`EnvelopeError::Base64`],
/// [`EnvelopeError::CriticalHeader`], or those of [`json::read`] on the header.
pub fn open(text: &str) -> Result<Jws, EnvelopeError> {
    let mut parts = text.split('.');
    let (Some(header), Some(payload), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(EnvelopeError::Jws { expected: "three parts" });
    };
    if [header, payload, signature].contains(&"") {
        return Err(EnvelopeError::Jws { expected: "a header, a payload and a signature" });
    }
    let message = format!("{header}.{payload}").into_bytes();
    let Value::Object(header) = json::read(&decode(header)?)? else {
        return Err(EnvelopeError::Jws { expected: "an object as header" });
    };
    // RFC 7515 §4.1.11: what is critical and not understood is a fatal error. We understand none.
    if header.contains_key("crit") {
        return Err(EnvelopeError::CriticalHeader);
    }
    let text = |member: &str| header.get(member).and_then(Value::as_str);
    let algorithm = text("alg").map(|name| AlgorithmIdentifier::Jose(name.to_owned()));
    let kid = text("kid").filter(|kid| !kid.is_empty());
    let key = kid.map_or(KeyHint::None, |kid| KeyHint::Kid(kid.as_bytes().to_vec()));
    let seal = Seal::new(message, decode(signature)?, algorithm, key);
    let payload = decode(payload)?;
    Ok(Jws { seal, header, payload })
}

/// Base64url without padding, in the one form that its encoder writes (RFC 7515 §2).
///
/// # Errors
/// [`EnvelopeError::Base64`].
pub fn decode(text: &str) -> Result<Vec<u8>, EnvelopeError> {
    Base64UrlUnpadded::decode_vec(text).map_err(|_| EnvelopeError::Base64)
}

/// Base64url without padding.
pub fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jws(header: &str) -> String {
        format!("{}.{}.{}", encode(header.as_bytes()), encode(b"payload"), encode(b"signature"))
    }

    #[test]
    fn a_sound_one_is_taken_apart() {
        let text = jws(r#"{"alg":"ES256","kid":"key","zip":"DEF"}"#);
        let opened = open(&text).expect("a JWS");
        assert_eq!(opened.payload(), b"payload");
        assert_eq!(opened.header_text("zip"), Some("DEF"));
        let seal = opened.into_seal();
        assert_eq!(seal.message(), text.rsplit_once('.').expect("a dot").0.as_bytes());
        assert_eq!(seal.signature(), b"signature");
        assert_eq!(seal.algorithm(), Some(&AlgorithmIdentifier::Jose("ES256".to_owned())));
        assert_eq!(seal.key(), &KeyHint::Kid(b"key".to_vec()));
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        const PARTS: EnvelopeError = EnvelopeError::Jws { expected: "three parts" };
        const EMPTY: EnvelopeError =
            EnvelopeError::Jws { expected: "a header, a payload and a signature" };
        const OBJECT: EnvelopeError = EnvelopeError::Jws { expected: "an object as header" };
        let good = jws(r#"{"alg":"ES256"}"#);
        let cases = [
            (String::new(), PARTS),
            ("a.b".to_owned(), PARTS),
            (format!("{good}.x"), PARTS),
            ("..".to_owned(), EMPTY),
            (format!("{good}="), EnvelopeError::Base64),
            (format!("{good}+"), EnvelopeError::Base64),
            (good.replacen("eyJ", "e J", 1), EnvelopeError::Base64),
            (jws("[]"), OBJECT),
            (jws("{"), EnvelopeError::Json { depth_limit: 64 }),
            (jws(r#"{"alg":"none","alg":"ES256"}"#), EnvelopeError::DuplicateKey),
            (jws(r#"{"alg":"ES256","crit":["b64"]}"#), EnvelopeError::CriticalHeader),
        ];
        for (text, expected) in cases {
            assert_eq!(open(&text).err(), Some(expected), "{text}");
        }
    }
}
