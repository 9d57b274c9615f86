//! The forms that a DIVOC certificate is scanned or pasted in, down to its JSON.

use crate::{
    envelope::{EnvelopeError, zip},
    scheme::SchemeError,
};
use base64ct::{Base64, Encoding};

/// Whether the bytes begin like one: an archive with the file that DIVOC puts in it, the same as
/// Base64, or a credential in JSON.
pub(crate) fn begins_like(bytes: &[u8]) -> bool {
    if is_archive(bytes) {
        let head = bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or_default();
        return contains(head, FILE.as_bytes());
    }
    if let Some(packed) = after_prefix(bytes) {
        return packed.starts_with(ZIP_BASE64);
    }
    bytes.first() == Some(&b'{') && contains(bytes, b"://www.w3.org/2018/credentials/v1")
}

/// Whether the bytes are an archive as it is.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP)
}

/// The JSON in it.
///
/// # Errors
/// [`SchemeError::Unknown`] when it is none of the forms, else what is wrong with the archive.
pub(super) fn unwrap(bytes: &[u8]) -> Result<Vec<u8>, SchemeError> {
    if is_archive(bytes) {
        return unzip_either_way(bytes);
    }
    if let Some(packed) = after_prefix(bytes) {
        let text = core::str::from_utf8(packed).map_err(|_| EnvelopeError::Base64)?;
        return Ok(unzip(&Base64::decode_vec(text).map_err(|_| EnvelopeError::Base64)?)?);
    }
    if bytes.first() == Some(&b'{') {
        if bytes.len() > MAX_JSON_BYTES {
            return Err(EnvelopeError::InflatedTooLarge { limit: MAX_JSON_BYTES }.into());
        }
        return Ok(bytes.to_vec());
    }
    Err(SchemeError::Unknown)
}

/// The archive as it is; or, where that is none, each of its bytes as a character: DIVOC's
/// `certificate_api` gives the archive to the code's maker as a text, which writes UTF-8.
fn unzip_either_way(bytes: &[u8]) -> Result<Vec<u8>, SchemeError> {
    let as_it_is = unzip(bytes);
    if as_it_is.is_ok() {
        return Ok(as_it_is?);
    }
    let Some(again) = narrowed(bytes).filter(|again| again != bytes) else {
        return Ok(as_it_is?);
    };
    Ok(unzip(&again)?)
}

/// The text whose characters are bytes, as those bytes (ISO 8859-1).
fn narrowed(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = core::str::from_utf8(bytes).ok()?;
    text.chars().map(|character| u8::try_from(character).ok()).collect()
}

fn unzip(archive: &[u8]) -> Result<Vec<u8>, EnvelopeError> {
    if archive.len() > MAX_ZIP_BYTES {
        return Err(EnvelopeError::Archive { expected: "at most 8 KiB" });
    }
    zip::only_file(archive, FILE, MAX_JSON_BYTES)
}

/// What follows `B64:`, in capitals or not.
fn after_prefix(bytes: &[u8]) -> Option<&[u8]> {
    let (prefix, rest) = bytes.split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(rest)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The file in every archive.
const FILE: &str = "certificate.json";
const PREFIX: &[u8] = b"B64:";
/// How an archive begins, and how that begins in Base64.
const ZIP: &[u8] = b"PK\x03\x04";
const ZIP_BASE64: &[u8] = b"UEsDB";
/// The name of the file ends at byte 46, or a little later where bytes were made characters.
const HEAD_BYTES: usize = 80;
/// A QR code of version 40 holds 2953 bytes; as UTF-8 they may be half as many.
const MAX_ZIP_BYTES: usize = 8 * 1024;
/// The longest document seen has 2 KB.
const MAX_JSON_BYTES: usize = 64 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_one() {
        let local = |name: &str| {
            let mut head = b"PK\x03\x04\x0a\0\0\0\x08\0".to_vec();
            head.extend([0; 20]);
            head.extend(name.as_bytes());
            head
        };
        let context = r#"{"@context":["https://www.w3.org/2018/credentials/v1"#;
        let cases: &[(&str, Vec<u8>, bool)] = &[
            ("DIVOC's archive", local("certificate.json"), true),
            ("another archive", local("holiday.jpg"), false),
            ("PK", b"PK".to_vec(), false),
            ("Base64 of an archive", b"B64:UEsDBAoAAAAI".to_vec(), true),
            ("in small letters", b"b64:UEsDBAoAAAAI".to_vec(), true),
            ("Base64 of something else", b"B64:aGVsbG8=".to_vec(), false),
            ("a credential", context.as_bytes().to_vec(), true),
            ("a seal of ICAO", br#"{"data":{"hdr":{"is":"UTO","t":"icao.vacc"}}}"#.to_vec(), false),
            ("nothing", Vec::new(), false),
        ];
        for (why, bytes, expected) in cases {
            assert_eq!(begins_like(bytes), *expected, "{why}");
        }
    }

    #[test]
    fn bytes_made_characters_are_made_bytes_again() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text: String = bytes.iter().copied().map(char::from).collect();
        assert_eq!(narrowed(text.as_bytes()), Some(bytes));
        assert_eq!(narrowed("\u{100}".as_bytes()), None);
        assert_eq!(narrowed(&[0xff]), None);
    }
}
