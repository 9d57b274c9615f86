//! JSON ([RFC 8259]) read into values, without the freedoms that let two readers see two documents.
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

use super::EnvelopeError;
use core::{cell::Cell, fmt};
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Number, Value};

/// Deepest nesting that is read. A FHIR bundle in a SMART Health Card nests about ten deep.
pub const DEPTH_LIMIT: usize = 64;

/// Most bytes that are read; far more than any code can hold, inflated or not.
pub const MAX_BYTES: usize = 1024 * 1024;

/// Reads exactly one value. Nothing but white space may follow it, and no object in it may have a
/// member twice (RFC 8259 §4 leaves that to the application).
///
/// # Errors
/// [`EnvelopeError::Json`] also for text that is not UTF-8, [`EnvelopeError::DuplicateKey`],
/// [`EnvelopeError::TrailingBytes`], or [`EnvelopeError::InflatedTooLarge`] beyond [`MAX_BYTES`].
pub fn read(text: &[u8]) -> Result<Value, EnvelopeError> {
    const BROKEN: EnvelopeError = EnvelopeError::Json { depth_limit: DEPTH_LIMIT };
    if text.len() > MAX_BYTES {
        return Err(EnvelopeError::InflatedTooLarge { limit: MAX_BYTES });
    }
    let text = core::str::from_utf8(text).map_err(|_| BROKEN)?;
    let twice = Cell::new(false);
    let mut reader = serde_json::Deserializer::from_str(text);
    let checked = Checked { depth_left: DEPTH_LIMIT, twice: &twice };
    let value = checked.deserialize(&mut reader).map_err(|_| match twice.get() {
        true => EnvelopeError::DuplicateKey,
        false => BROKEN,
    })?;
    match reader.end() {
        Ok(()) => Ok(value),
        Err(_) => Err(EnvelopeError::TrailingBytes { what: "JSON value", bytes: after(text) }),
    }
}

/// A text without white space around; `None` when there is none, or it is empty.
pub fn text(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// How many bytes follow the first value of `text`.
fn after(text: &str) -> usize {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    let _ = values.next();
    text.len().saturating_sub(values.byte_offset())
}

/// Reads one value that may still nest `depth_left` deep, and notes when a member occurs twice.
#[derive(Clone, Copy)]
struct Checked<'c> {
    depth_left: usize,
    twice: &'c Cell<bool>,
}

impl Checked<'_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        let depth_left = self.depth_left.checked_sub(1).ok_or_else(|| E::custom("too deep"))?;
        Ok(Self { depth_left, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Checked<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Checked<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("no number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(inner)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            if object.contains_key(&name) {
                self.twice.set(true);
                return Err(A::Error::custom("a member twice"));
            }
            object.insert(name, members.next_value_seed(inner)?);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_or_says_why_not() {
        let broken = EnvelopeError::Json { depth_limit: DEPTH_LIMIT };
        let nested = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
        let (deep, deeper, deepest) =
            (nested(DEPTH_LIMIT), nested(DEPTH_LIMIT + 1), "[".repeat(500_000));
        let trailing = |bytes| EnvelopeError::TrailingBytes { what: "JSON value", bytes };
        let cases: &[(&str, &[u8], Result<Value, EnvelopeError>)] = &[
            (
                "an object",
                br#" {"a":[1,-1,"x",null,true,0.5]} "#,
                Ok(json!({"a": [1, -1, "x", null, true, 0.5]})),
            ),
            ("escapes", br#""\u00e9\ud83d\ude00\/""#, Ok(json!("\u{e9}\u{1f600}/"))),
            ("nothing", b"", Err(broken.clone())),
            ("cut short", br#"{"a":1"#, Err(broken.clone())),
            ("a lone surrogate", br#""\ud83d""#, Err(broken.clone())),
            ("no UTF-8", b"\"\xff\"", Err(broken.clone())),
            ("a byte order mark", b"\xef\xbb\xbf1", Err(broken.clone())),
            ("a comma too many", b"[1,]", Err(broken.clone())),
            ("no number", b"NaN", Err(broken.clone())),
            ("too large a number", b"1e999", Err(broken.clone())),
            ("one level too deep", deeper.as_bytes(), Err(broken.clone())),
            ("half a million deep", deepest.as_bytes(), Err(broken)),
            ("a member twice", br#"{"a":1,"b":2,"a":1}"#, Err(EnvelopeError::DuplicateKey)),
            ("the same, escaped", br#"{"a":1,"\u0061":1}"#, Err(EnvelopeError::DuplicateKey)),
            (
                "the same, deep inside",
                br#"[{"x":{"a":1,"a":2}}]"#,
                Err(EnvelopeError::DuplicateKey),
            ),
            ("a second value", b"{} {}", Err(trailing(3))),
            ("a character too many", b"[]x", Err(trailing(1))),
        ];
        for (why, text, expected) in cases {
            assert_eq!(read(text), *expected, "{why}");
        }
        assert!(read(deep.as_bytes()).is_ok(), "the deepest that is read");
        let large = [b"[".as_slice(), &vec![b' '; MAX_BYTES], b"]"].concat();
        assert_eq!(read(&large), Err(EnvelopeError::InflatedTooLarge { limit: MAX_BYTES }));
    }
}
