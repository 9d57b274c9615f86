//! CBOR ([RFC 8949]) read into values, and a map that asks for its entries by key.
//!
//! [RFC 8949]: https://www.rfc-editor.org/rfc/rfc8949

use super::EnvelopeError;
pub use ciborium::Value;
use std::collections::BTreeSet;

/// Deepest nesting that is read. A DCC nests five deep; the rest is room for other schemes.
pub const DEPTH_LIMIT: usize = 32;

/// Reads exactly one value. Nothing may follow it, and no map in it may have a key twice.
///
/// # Errors
/// [`EnvelopeError::Cbor`], [`EnvelopeError::TrailingBytes`] or [`EnvelopeError::DuplicateKey`].
pub fn read(bytes: &[u8]) -> Result<Value, EnvelopeError> {
    let mut rest = bytes;
    let value = next(&mut rest)?;
    if !rest.is_empty() {
        return Err(EnvelopeError::TrailingBytes { what: "CBOR value", bytes: rest.len() });
    }
    Ok(value)
}

/// Reads the first value of `rest`, which then begins after it. No map in it may have a key twice.
///
/// # Errors
/// [`EnvelopeError::Cbor`] or [`EnvelopeError::DuplicateKey`].
pub fn next(rest: &mut &[u8]) -> Result<Value, EnvelopeError> {
    let value = ciborium::de::from_reader_with_recursion_limit(rest, DEPTH_LIMIT)
        .map_err(|_| EnvelopeError::Cbor { depth_limit: DEPTH_LIMIT })?;
    refuse_duplicate_keys(&value)?;
    Ok(value)
}

/// Reads the byte string at the beginning of `rest`, which then begins after it. Anything else is
/// refused before any of it is read.
///
/// # Errors
/// [`EnvelopeError::Cbor`].
pub fn next_bytes(rest: &mut &[u8]) -> Result<Vec<u8>, EnvelopeError> {
    // RFC 8949 §3.1, major type 2.
    match rest.first() {
        Some(0x40..=0x5b) => next(rest)?.into_bytes().ok(),
        _ => None,
    }
    .ok_or(EnvelopeError::Cbor { depth_limit: DEPTH_LIMIT })
}

/// Writes one value.
pub fn write(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail; a value that did would come out empty and be refused.
    let _ = ciborium::into_writer(value, &mut bytes);
    bytes
}

/// A CBOR map whose keys are unique.
#[derive(Clone, Copy, Debug)]
pub struct Map<'v> {
    entries: &'v [(Value, Value)],
}

impl<'v> Map<'v> {
    /// The value as a map; `None` when it is something else.
    pub fn of(value: &'v Value) -> Option<Self> {
        value.as_map().map(|entries| Self { entries })
    }

    /// The value of a text key.
    pub fn text_key(self, key: &str) -> Option<&'v Value> {
        self.find(|candidate| candidate.as_text() == Some(key))
    }

    /// The value of an integer key, which some issuers write as text: `"-260"` for -260.
    pub fn integer_key(self, key: i64) -> Option<&'v Value> {
        self.find(|candidate| {
            candidate.as_integer() == Some(key.into())
                || candidate.as_text().is_some_and(|text| text == key.to_string())
        })
    }

    fn find(self, is_key: impl Fn(&Value) -> bool) -> Option<&'v Value> {
        self.entries.iter().find(|(key, _)| is_key(key)).map(|(_, value)| value)
    }
}

/// The value without the tags around it. DCC issuers tag dates (tag 0) where plain text belongs.
pub fn untagged(value: &Value) -> &Value {
    let mut inner = value;
    while let Value::Tag(_, tagged) = inner {
        inner = tagged;
    }
    inner
}

/// RFC 8949 §5.6 leaves duplicate keys to the application: two readers could see two certificates.
fn refuse_duplicate_keys(value: &Value) -> Result<(), EnvelopeError> {
    match value {
        Value::Array(items) => items.iter().try_for_each(refuse_duplicate_keys),
        Value::Tag(_, tagged) => refuse_duplicate_keys(tagged),
        Value::Map(entries) => {
            // Ordered, so that a map of any size costs little more than reading it.
            let mut seen = BTreeSet::new();
            for (key, value) in entries {
                if !seen.insert(identity(key)) {
                    return Err(EnvelopeError::DuplicateKey);
                }
                refuse_duplicate_keys(key)?;
                refuse_duplicate_keys(value)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What makes two keys the same. 1 and "1" are one here, because [`Map::integer_key`] takes both.
fn identity(key: &Value) -> Vec<u8> {
    match key {
        Value::Integer(number) => write(&Value::Text(i128::from(*number).to_string())),
        other => write(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_or_says_why_not() {
        let cbor = EnvelopeError::Cbor { depth_limit: DEPTH_LIMIT };
        let deep = [vec![0x81; 10_000], vec![0x00]].concat();
        let cases: &[(&str, &[u8], Result<Value, EnvelopeError>)] = &[
            ("an integer", &[0x01], Ok(Value::from(1))),
            (
                "an array of indefinite length",
                &[0x9f, 0x01, 0xff],
                Ok(Value::Array(vec![1.into()])),
            ),
            ("nothing", &[], Err(cbor.clone())),
            ("a break without a beginning", &[0xff], Err(cbor.clone())),
            ("a text cut short", &[0x65, b'a'], Err(cbor.clone())),
            (
                "a length of 2^64 - 1",
                &[0x5b, 255, 255, 255, 255, 255, 255, 255, 255],
                Err(cbor.clone()),
            ),
            ("nested ten thousand deep", &deep, Err(cbor)),
            (
                "a byte too many",
                &[0x01, 0x02],
                Err(EnvelopeError::TrailingBytes { what: "CBOR value", bytes: 1 }),
            ),
            ("the key 1 twice", &[0xa2, 1, 1, 1, 2], Err(EnvelopeError::DuplicateKey)),
            (
                "the key 1 and the key \"1\"",
                &[0xa2, 1, 1, 0x61, b'1', 2],
                Err(EnvelopeError::DuplicateKey),
            ),
            (
                "a key twice, deep inside",
                &[0x81, 0xc0, 0xa1, 5, 0xa2, 1, 1, 1, 2],
                Err(EnvelopeError::DuplicateKey),
            ),
        ];
        for (why, bytes, expected) in cases {
            assert_eq!(read(bytes), *expected, "{why}");
        }
    }

    /// Counted in nanoseconds a key when it is done well, in hours for this map when it is not.
    #[test]
    fn a_map_of_a_hundred_thousand_keys_is_read() {
        let entries = (0..100_000).map(|key: u32| (key.into(), Value::Null)).collect();
        let bytes = write(&Value::Map(entries));
        assert!(read(&bytes).is_ok());
        let mut doubled =
            (0..100_000).map(|key: u32| (key.into(), Value::Null)).collect::<Vec<_>>();
        doubled.push((Value::from("99999"), Value::Null));
        assert_eq!(read(&write(&Value::Map(doubled))), Err(EnvelopeError::DuplicateKey));
    }

    #[test]
    fn an_integer_key_may_be_text() {
        let value = Value::Map(vec![("-260".into(), true.into()), (4.into(), false.into())]);
        let map = Map::of(&value).expect("a map");
        assert_eq!(map.integer_key(-260), Some(&Value::Bool(true)));
        assert_eq!(map.integer_key(4), Some(&Value::Bool(false)));
        assert_eq!(map.integer_key(6), None);
        assert_eq!(map.text_key("4"), None);
    }
}
