//! The canonical form of a JSON value ([RFC 8785]): the bytes that a signature over a document is
//! made for, whatever the order and the white space that it was sent in.
//!
//! Numbers that are not whole, or beyond 2^53, are refused: no form that is read here has them, and
//! writing them as ECMAScript does would need a library larger than everything else here.
//!
//! [RFC 8785]: https://www.rfc-editor.org/rfc/rfc8785

use super::EnvelopeError;
use serde_json::{Number, Value};

/// Writes the canonical form, UTF-8.
///
/// # Errors
/// [`EnvelopeError::CanonicalForm`] for a number that is not whole and exact in a double, or for
/// nesting that [`json::read`](super::json::read) would not have read.
pub fn canonical(value: &Value) -> Result<Vec<u8>, EnvelopeError> {
    let mut text = String::new();
    write(value, &mut text, MAX_DEPTH)?;
    Ok(text.into_bytes())
}

fn write(value: &Value, text: &mut String, depth: usize) -> Result<(), EnvelopeError> {
    let inner = depth.checked_sub(1).ok_or_else(|| refused("nested too deeply"))?;
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => text.push_str(&whole(number)?.to_string()),
        Value::String(string) => write_string(string, text)?,
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(index, text);
                write(item, text, inner)?;
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            // §3.2.3: by UTF-16 code units, which is not the order of UTF-8 beyond U+FFFF.
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (index, (name, member)) in members.into_iter().enumerate() {
                separate(index, text);
                write_string(name, text)?;
                text.push(':');
                write(member, text, inner)?;
            }
            text.push('}');
        }
    }
    Ok(())
}

fn separate(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

/// §3.2.2.2: the escapes of ECMAScript, which serde_json writes just so; a test holds it.
fn write_string(string: &str, text: &mut String) -> Result<(), EnvelopeError> {
    let written = serde_json::to_string(string).map_err(|_| refused("a text cannot be written"))?;
    text.push_str(&written);
    Ok(())
}

/// §3.2.2.3 for whole numbers: `1.0`, `1e0` and `-0` are written `1`, `1` and `0`.
fn whole(number: &Number) -> Result<i64, EnvelopeError> {
    /// 2^53 - 1: every whole number up to here has a double that no other shares (RFC 7493 §2.2).
    const EXACT: u64 = (1 << 53) - 1;
    let whole = number.as_i64().or_else(|| {
        #[expect(clippy::as_conversions, reason = "whole and within the bound, so nothing is lost")]
        let cast = |float: f64| float as i64;
        #[expect(clippy::as_conversions, reason = "the bound is exact in a double")]
        let exact = |float: &f64| float.trunc() == *float && float.abs() <= EXACT as f64;
        number.as_f64().filter(|_| number.is_f64()).filter(exact).map(cast)
    });
    whole
        .filter(|whole| whole.unsigned_abs() <= EXACT)
        .ok_or_else(|| refused("a number that is not whole and exact"))
}

const fn refused(because: &'static str) -> EnvelopeError {
    EnvelopeError::CanonicalForm { because }
}

/// One level more than a reader gives, for the leaves.
const MAX_DEPTH: usize = 65;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::envelope::json;

    #[test]
    fn writes_the_canonical_form() {
        // The third is RFC 8785 §3.2.3's own example of the order of names.
        const CASES: &[(&str, Option<&str>)] = &[
            (
                r#" { "b" : [ 1 , true , null ] , "a" : "x" } "#,
                Some(r#"{"a":"x","b":[1,true,null]}"#),
            ),
            (r#"{"":{"z":{},"é":[]}}"#, Some(r#"{"":{"z":{},"é":[]}}"#)),
            (
                r#"{"\u20ac":"Euro","\r":"CR","\ufb33":"Dalet","1":"One","\ud83d\ude00":"Smile","\u0080":"Control","\u00f6":"o"}"#,
                Some(
                    "{\"\\r\":\"CR\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"o\",\"€\":\"Euro\",\"😀\":\"Smile\",\"\u{fb33}\":\"Dalet\"}",
                ),
            ),
            (
                r#""\u0008\u0009\u000a\u000c\u000d\u0022\u005c\u002f\u0000\u001F\u007f\u2028""#,
                Some("\"\\b\\t\\n\\f\\r\\\"\\\\/\\u0000\\u001f\u{7f}\u{2028}\""),
            ),
            (
                "[0,-0,-1,1.0,1e2,9007199254740991,-9007199254740991]",
                Some("[0,0,-1,1,100,9007199254740991,-9007199254740991]"),
            ),
            ("9007199254740992", None),
            ("18446744073709551615", None),
            ("1e300", None),
            ("0.5", None),
        ];
        for &(text, expected) in CASES {
            let written = canonical(&json::read(text.as_bytes()).unwrap()).ok();
            let written = written.map(|bytes| String::from_utf8(bytes).unwrap());
            assert_eq!(written.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn everything_that_is_read_can_be_written() {
        let deepest = "[".repeat(64) + "1" + &"]".repeat(64);
        assert!(canonical(&json::read(deepest.as_bytes()).unwrap()).is_ok());
    }
}
