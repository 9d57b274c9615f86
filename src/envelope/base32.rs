//! Base32 ([RFC 4648] §6), as NZ COVID Passes are written in QR codes: without padding.
//!
//! [RFC 4648]: https://www.rfc-editor.org/rfc/rfc4648

use super::EnvelopeError;
use data_encoding::BASE32_NOPAD;

/// Decodes upper-case Base32. Padding is put back by some decoders before they read, so a text that
/// has it is taken too; bits that no byte holds must be zero, so every content has one text.
///
/// # Errors
/// [`EnvelopeError::Base32`].
pub fn decode(text: &str) -> Result<Vec<u8>, EnvelopeError> {
    let plain = text.trim_end_matches('=');
    // RFC 4648 §6: six at most, and only to fill a group of eight.
    if plain.len() != text.len() && (text.len() - plain.len() > 6 || !text.len().is_multiple_of(8))
    {
        return Err(EnvelopeError::Base32);
    }
    BASE32_NOPAD.decode(plain.as_bytes()).map_err(|_| EnvelopeError::Base32)
}

/// Encodes without padding.
pub fn encode(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648 §10, and what is no Base32.
    #[test]
    fn decodes_what_an_encoder_wrote() {
        let cases: &[(&str, Option<&[u8]>)] = &[
            ("", Some(b"")),
            ("MY", Some(b"f")),
            ("MZXQ", Some(b"fo")),
            ("MZXW6", Some(b"foo")),
            ("MZXW6YQ", Some(b"foob")),
            ("MZXW6YTB", Some(b"fooba")),
            ("MZXW6YTBOI", Some(b"foobar")),
            ("MZXW6YTBOI======", Some(b"foobar")),
            ("MZXW6YQ=", Some(b"foob")),
            ("MZXW6YQ==", None),
            ("MZXW6YTB========", None),
            ("MZ", None), // a bit set that belongs to no byte
            ("M", None),
            ("my", None),
            ("M1", None),
            ("MY MY", None),
        ];
        for &(text, expected) in cases {
            assert_eq!(decode(text).ok().as_deref(), expected, "{text}");
        }
        assert_eq!(encode(b"foobar"), "MZXW6YTBOI");
    }
}
