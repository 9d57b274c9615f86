//! The forms of trees.

use super::{Random, Tree};
use vidimus::envelope::cbor;

/// JSON.
pub(super) type Json = serde_json::Value;
/// CBOR.
pub(super) type Cbor = cbor::Value;

/// DER, or BER of the same kind: a tag and what it holds.
#[derive(Clone)]
pub(super) struct Der {
    tag: u8,
    content: Vec<u8>,
    /// Where the content is made of others.
    parts: Vec<Self>,
}

impl Tree for Json {
    fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    fn write(&self) -> Vec<u8> {
        self.to_string().into_bytes()
    }

    fn children(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Array(items) => items.iter_mut().collect(),
            Self::Object(members) => members.values_mut().collect(),
            _ => Vec::new(),
        }
    }

    fn arrange(&mut self, random: &mut Random) {
        match self {
            Self::Array(items) => random.arrange(items),
            Self::Object(members) => {
                let names: Vec<String> = members.keys().cloned().collect();
                if names.is_empty() {
                    return;
                }
                let (name, other) = (random.of(&names), random.of(&names));
                let taken = members.remove(&name).unwrap_or_default();
                if random.below(2) == 0 {
                    members.insert(random.text(&other), taken);
                }
            }
            other => *other = Self::Array(vec![other.clone()]),
        }
    }

    fn change(&mut self, random: &mut Random) {
        *self = match self {
            Self::String(text) if random.below(8) != 0 => random.text(text).into(),
            Self::Number(number) if random.below(4) != 0 => match number.as_i64() {
                Some(number) if random.below(4) != 0 => random.number(number).into(),
                _ => random.of(&[0.5, -0.0, 1e300, 1e-7, 9_007_199_254_740_993.0]).into(),
            },
            _ => random.of(&[
                Self::Null,
                true.into(),
                false.into(),
                0.into(),
                u64::MAX.into(),
                "".into(),
                Self::Array(vec![]),
                Self::Object(serde_json::Map::new()),
            ]),
        }
    }
}

impl Tree for Cbor {
    fn read(bytes: &[u8]) -> Option<Self> {
        cbor::read(bytes).ok()
    }

    fn write(&self) -> Vec<u8> {
        cbor::write(self)
    }

    fn children(&mut self) -> Vec<&mut Self> {
        match self {
            Self::Array(items) => items.iter_mut().collect(),
            Self::Map(entries) => entries.iter_mut().flat_map(|(key, it)| [key, it]).collect(),
            Self::Tag(_, tagged) => vec![tagged],
            _ => Vec::new(),
        }
    }

    fn arrange(&mut self, random: &mut Random) {
        match self {
            Self::Array(items) => random.arrange(items),
            Self::Map(entries) => random.arrange(entries),
            other => {
                let inner = Box::new(other.clone());
                *other = Self::Tag(random.of(&[0, 1, 2, 3, 18, 61, 24]), inner);
            }
        }
    }

    fn change(&mut self, random: &mut Random) {
        *self = match self {
            Self::Text(text) if random.below(8) != 0 => random.text(text).into(),
            Self::Bytes(bytes) if random.below(8) != 0 => Self::Bytes(random.bytes(bytes)),
            Self::Integer(number) if random.below(8) != 0 => {
                random.number(i64::try_from(*number).unwrap_or_default()).into()
            }
            _ => random.of(&[
                Self::Null,
                true.into(),
                0.into(),
                u64::MAX.into(),
                f64::NAN.into(),
                f64::INFINITY.into(),
                1.5.into(),
                1.8e9.into(),
                "".into(),
                Self::Bytes(vec![]),
                Self::Array(vec![]),
                Self::Map(vec![]),
            ]),
        }
    }
}

impl Der {
    fn next(bytes: &[u8], depth: usize) -> Option<(Self, &[u8])> {
        let (&[tag, first], rest) = bytes.split_first_chunk::<2>()?;
        let (length, rest) = match first {
            0..=0x7f => (usize::from(first), rest),
            0x81 | 0x82 => {
                let (length, rest) = rest.split_at_checked(usize::from(first & 3))?;
                (length.iter().fold(0, |sum, &byte| sum * 256 + usize::from(byte)), rest)
            }
            _ => return None,
        };
        let (content, rest) = rest.split_at_checked(length)?;
        // Extensions hold DER in an octet string, keys and signatures in a bit string.
        let inside = match tag {
            0x04 => Some(content),
            tag if tag & 0x20 != 0 => Some(content),
            _ => None,
        };
        let parts = inside.filter(|_| depth > 0).and_then(|it| Self::all(it, depth - 1));
        let parts = parts.unwrap_or_default();
        Some((Self { tag, content: content.to_vec(), parts }, rest))
    }

    fn all(mut bytes: &[u8], depth: usize) -> Option<Vec<Self>> {
        let mut parts = Vec::new();
        while !bytes.is_empty() {
            let (part, rest) = Self::next(bytes, depth)?;
            parts.push(part);
            bytes = rest;
        }
        Some(parts)
    }
}

impl Tree for Der {
    fn read(bytes: &[u8]) -> Option<Self> {
        Self::next(bytes, 16).filter(|(_, rest)| rest.is_empty()).map(|(tree, _)| tree)
    }

    fn write(&self) -> Vec<u8> {
        let content = match self.parts.as_slice() {
            [] => self.content.clone(),
            parts => parts.iter().flat_map(Self::write).collect(),
        };
        let [.., high, low] = content.len().to_be_bytes();
        let head = match (high, low) {
            (0, 0..=127) => vec![self.tag, low],
            (0, _) => vec![self.tag, 0x81, low],
            _ => vec![self.tag, 0x82, high, low],
        };
        [head, content].concat()
    }

    fn children(&mut self) -> Vec<&mut Self> {
        self.parts.iter_mut().collect()
    }

    fn arrange(&mut self, random: &mut Random) {
        random.arrange(&mut self.parts);
        if self.parts.is_empty() {
            self.content.clear();
        }
    }

    fn change(&mut self, random: &mut Random) {
        const TAGS: [u8; 14] = [1, 2, 3, 4, 5, 6, 0x0c, 0x13, 0x17, 0x18, 0x30, 0x31, 0xa0, 0x80];
        if random.below(4) == 0 {
            self.tag = random.of(&TAGS);
        } else if self.parts.is_empty() {
            self.content = random.bytes(&self.content);
        } else {
            self.arrange(random);
        }
    }
}
