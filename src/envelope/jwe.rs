//! JSON Web Encryption in its compact form ([RFC 7516] §3.1), as the files behind SMART Health Links
//! come: `dir` with A256GCM, compressed or not ("Encrypting and Decrypting Files").
//!
//! Decrypting proves that whoever made the file had the link's key, and nothing about who that is.
//!
//! [RFC 7516]: https://www.rfc-editor.org/rfc/rfc7516

use super::{EnvelopeError, json, jws, zlib};
use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use serde_json::Value;

/// Why a file was not decrypted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JweError {
    /// Not a compact JWE, or not one that a link may lead to.
    #[error("not a file of a link: {expected} expected")]
    Form {
        /// What was looked for.
        expected: &'static str,
    },
    /// Another key, or a file that was changed.
    #[error("the key does not open it")]
    Key,
    /// More than a file may have.
    #[error("more than {limit} characters")]
    TooLong {
        /// Most characters.
        limit: usize,
    },
    /// One of its parts is damaged.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
}

/// A file that was decrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwe {
    /// What it holds.
    pub content: Vec<u8>,
    /// The type that its header names (`cty`): demanded by the specification, and seldom written.
    pub content_type: Option<String>,
}

/// Decrypts a file with the key that its link carries.
///
/// # Errors
/// [`JweError`] says why not. A header `crit` is refused as a JWS's is.
pub fn open(text: &str, key: &[u8; KEY_BYTES]) -> Result<Jwe, JweError> {
    if text.len() > MAX_CHARACTERS {
        return Err(JweError::TooLong { limit: MAX_CHARACTERS });
    }
    let mut parts = text.trim_ascii().split('.');
    // RFC 7516 §5.1, step 2: with `dir` no key is encrypted, so its part is empty.
    let (Some(header), Some(""), Some(iv), Some(ciphertext), Some(tag), None) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(JweError::Form { expected: "five parts, the second empty" });
    };
    let Header { zip, content_type } = read_header(&jws::decode(header)?)?;
    let iv: [u8; IV_BYTES] = jws::decode(iv)?
        .try_into()
        .map_err(|_| JweError::Form { expected: "a nonce of 12 bytes" })?;
    let mut sealed = jws::decode(ciphertext)?;
    let tag = jws::decode(tag)?;
    if tag.len() != TAG_BYTES {
        return Err(JweError::Form { expected: "a tag of 16 bytes" });
    }
    sealed.extend_from_slice(&tag);
    // RFC 7516 §5.2, step 15: the header as it came is authenticated too.
    let payload = Payload { msg: &sealed, aad: header.as_bytes() };
    let opened =
        Aes256Gcm::new(key.into()).decrypt(&Nonce::from(iv), payload).map_err(|_| JweError::Key)?;
    let content = if zip { zlib::inflate_raw(&opened, MAX_INFLATED_BYTES)? } else { opened };
    Ok(Jwe { content, content_type })
}

/// What a header says beside the algorithms.
struct Header {
    /// The content is compressed.
    zip: bool,
    content_type: Option<String>,
}

/// Reads the header, if it is one that a link's file must have.
fn read_header(header: &[u8]) -> Result<Header, JweError> {
    let header = json::read(header)?;
    let text = |member: &str| header.get(member).and_then(Value::as_str);
    if header.get("crit").is_some() {
        return Err(EnvelopeError::CriticalHeader.into());
    }
    if (text("alg"), text("enc")) != (Some("dir"), Some("A256GCM")) {
        return Err(JweError::Form { expected: "dir and A256GCM" });
    }
    let zip = match header.get("zip").map(Value::as_str) {
        None => false,
        Some(Some("DEF")) => true,
        Some(_) => return Err(JweError::Form { expected: "DEF, or no compression" }),
    };
    Ok(Header { zip, content_type: text("cty").map(str::to_owned) })
}

/// RFC 7518 §5.3.
const KEY_BYTES: usize = 32;
const IV_BYTES: usize = 12;
const TAG_BYTES: usize = 16;
/// The longest seen has 81 KB.
const MAX_CHARACTERS: usize = 8 * 1024 * 1024;
const MAX_INFLATED_BYTES: usize = 16 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec;

    const KEY: [u8; KEY_BYTES] = [7; KEY_BYTES];

    fn seal(header: &str, content: &[u8]) -> String {
        let header = jws::encode(header.as_bytes());
        let payload = Payload { msg: content, aad: header.as_bytes() };
        let nonce = Nonce::from([1; IV_BYTES]);
        let sealed = Aes256Gcm::new(&KEY.into()).encrypt(&nonce, payload).expect("short enough");
        let (ciphertext, tag) = sealed.split_at(sealed.len() - TAG_BYTES);
        let [iv, ciphertext, tag] = [&nonce, ciphertext, tag].map(jws::encode);
        format!("{header}..{iv}.{ciphertext}.{tag}")
    }

    #[test]
    fn a_sound_file_is_opened() {
        let jwe = |content_type: Option<&str>| {
            let content_type = content_type.map(str::to_owned);
            Ok(Jwe { content: b"content".to_vec(), content_type })
        };
        let plain = seal(r#"{"alg":"dir","enc":"A256GCM","kid":"x"}"#, b"content");
        assert_eq!(open(&plain, &KEY), jwe(None));
        let packed = compress_to_vec(b"content", 9);
        let packed = seal(r#"{"alg":"dir","enc":"A256GCM","zip":"DEF","cty":"a/b"}"#, &packed);
        assert_eq!(open(&format!("{packed}\n"), &KEY), jwe(Some("a/b")));
    }

    #[test]
    fn every_fault_has_its_error() {
        const PARTS: JweError = JweError::Form { expected: "five parts, the second empty" };
        let good = seal(r#"{"alg":"dir","enc":"A256GCM"}"#, b"content");
        let of = |header: &str| open(&seal(header, b"content"), &KEY);
        let other = JweError::Form { expected: "dir and A256GCM" };
        assert_eq!(open(&good, &[8; KEY_BYTES]), Err(JweError::Key));
        assert_eq!(open("", &KEY), Err(PARTS));
        assert_eq!(open(&format!("{good}.x"), &KEY), Err(PARTS));
        assert_eq!(open(&good.replacen("..", ".AAAA.", 1), &KEY), Err(PARTS));
        assert_eq!(open(&format!("{good}="), &KEY), Err(EnvelopeError::Base64.into()));
        assert_eq!(of(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#), Err(other.clone()));
        assert_eq!(of(r#"{"alg":"dir","enc":"A128GCM"}"#), Err(other));
        assert_eq!(
            of(r#"{"alg":"dir","enc":"A256GCM","zip":"GZ"}"#),
            Err(JweError::Form { expected: "DEF, or no compression" })
        );
        assert_eq!(
            of(r#"{"alg":"dir","enc":"A256GCM","crit":[]}"#),
            Err(EnvelopeError::CriticalHeader.into())
        );
        assert_eq!(
            of(r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#),
            Err(EnvelopeError::Compression.into())
        );
        let bomb = compress_to_vec(&vec![0; MAX_INFLATED_BYTES + 1], 9);
        assert_eq!(
            open(&seal(r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#, &bomb), &KEY),
            Err(EnvelopeError::InflatedTooLarge { limit: MAX_INFLATED_BYTES }.into())
        );
        let long = "A".repeat(MAX_CHARACTERS + 1);
        assert_eq!(open(&long, &KEY), Err(JweError::TooLong { limit: MAX_CHARACTERS }));
    }

    #[test]
    fn no_character_can_be_changed() {
        let good = seal(r#"{"alg":"dir","enc":"A256GCM"}"#, b"content");
        for at in 0..good.len() {
            let mut changed = good.clone().into_bytes();
            changed[at] ^= 1;
            let text = String::from_utf8(changed).expect("ASCII");
            assert!(open(&text, &KEY).is_err(), "{text}");
        }
    }
}
