//! Base45, the alphanumeric-mode encoding of `HC1:` codes ([RFC 9285]).
//!
//! Decoding only, and strict: no lower case, no padding, nothing skipped, and one encoding only
//! for each sequence of bytes.
//!
//! [RFC 9285]: https://www.rfc-editor.org/rfc/rfc9285

use super::EnvelopeError;

/// Decodes `text`, which must be exactly what an encoder would have written.
///
/// # Errors
/// [`EnvelopeError::Base45`] otherwise.
pub fn decode(text: &str) -> Result<Vec<u8>, EnvelopeError> {
    let bytes = base45::decode(text).map_err(|_| EnvelopeError::Base45)?;
    // RFC 9285 §6: a final pair above FF must be rejected. The crate wraps it around instead, so
    // that two texts would mean the same bytes; writing the bytes again shows it.
    if base45::encode(&bytes) == text { Ok(bytes) } else { Err(EnvelopeError::Base45) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_or_refuses() {
        const CASES: &[(&str, Option<&[u8]>)] = &[
            ("", Some(b"")),
            ("BB8", Some(b"AB")),              // RFC 9285 §4.3, example 1
            ("%69 VD92EX0", Some(b"Hello!!")), // example 2
            ("UJCLQE7W581", Some(b"base-45")), // example 3
            ("QED8WEX0", Some(b"ietf!")),      // §4.4
            ("FGW", Some(&[0xff, 0xff])),      // the largest pair
            ("GGW", None),                     // §6: one more must be rejected
            ("::", None),                      // 2024 does not fit one byte
            ("bb8", None),
            ("BB8\u{e9}", None),
            ("BB8B", None),
            ("BB8=", None),
        ];
        for &(text, expected) in CASES {
            assert_eq!(decode(text).ok().as_deref(), expected, "{text:?}");
        }
    }
}
