//! JSON ([RFC 8259]) as signed documents need it: no member twice, and bounds on size and depth.
//!
//! serde_json keeps the last of two members with one name, so two programs could read two
//! documents out of the same signed bytes; here such a document is refused (RFC 7493 §2.3).
//!
//! [RFC 8259]: https://www.rfc-editor.org/rfc/rfc8259

use super::EnvelopeError;
use core::{cell::Cell, fmt};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Reads one document, with nothing but white space around it.
///
/// # Errors
/// [`EnvelopeError::Json`], [`EnvelopeError::DuplicateKey`], or
/// [`EnvelopeError::InflatedTooLarge`] beyond a megabyte.
pub fn read(text: &[u8]) -> Result<Value, EnvelopeError> {
    if text.len() > MAX_BYTES {
        return Err(EnvelopeError::InflatedTooLarge { limit: MAX_BYTES });
    }
    let duplicate = Cell::new(false);
    let mut reader = serde_json::Deserializer::from_slice(text);
    let read = Node { depth: MAX_DEPTH, duplicate: &duplicate }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    match read {
        Ok(value) => Ok(value),
        Err(_) if duplicate.get() => Err(EnvelopeError::DuplicateKey),
        Err(_) => Err(EnvelopeError::Json { depth_limit: MAX_DEPTH }),
    }
}

/// Reads one value that may hold `depth` more levels.
#[derive(Clone, Copy)]
struct Node<'c> {
    depth: usize,
    /// Set when a member came twice: serde's errors carry words only.
    duplicate: &'c Cell<bool>,
}

impl Node<'_> {
    fn inner<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth.checked_sub(1).ok_or_else(|| E::custom("nested too deeply"))?;
        Ok(Self { depth, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let value = members.next_value_seed(inner)?;
            if object.insert(name, value).is_some() {
                self.duplicate.set(true);
                return Err(A::Error::custom("a member twice"));
            }
        }
        Ok(Value::Object(object))
    }
}

/// The longest text that can be scanned has 64 KB; what inflates from one may be longer.
const MAX_BYTES: usize = 1024 * 1024;
const MAX_DEPTH: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_sound_and_nothing_else() {
        const JSON: EnvelopeError = EnvelopeError::Json { depth_limit: MAX_DEPTH };
        const TWICE: EnvelopeError = EnvelopeError::DuplicateKey;
        let cases = [
            (r#" {"a":[1,-2,0.5,true,null,"\u00e9"]} "#.to_owned(), None),
            (r#"{"a":1,"a":1}"#.to_owned(), Some(TWICE)),
            (r#"{"a":{"b":1,"\u0062":2}}"#.to_owned(), Some(TWICE)),
            (r#"{"a":1}{}"#.to_owned(), Some(JSON)),
            (r#"{"a":1"#.to_owned(), Some(JSON)),
            (r#""\ud800""#.to_owned(), Some(JSON)),
            (String::new(), Some(JSON)),
            ("[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH), None),
            ("[".repeat(MAX_DEPTH + 1) + &"]".repeat(MAX_DEPTH + 1), Some(JSON)),
            ("[".repeat(100_000), Some(JSON)),
            (" ".repeat(MAX_BYTES + 1), Some(EnvelopeError::InflatedTooLarge { limit: MAX_BYTES })),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text.as_bytes()).err(), expected, "{:.40}", text);
        }
        assert_eq!(read(b"{\"a\":\"\xff\"}"), Err(JSON), "not UTF-8");
    }
}
