//! What a decrypted file holds.

use super::{MAX_CONTENTS, OpeningError};
use crate::{
    envelope::{
        json,
        jwe::{self, Jwe},
    },
    scan::Scanned,
    scheme::Target,
};
use serde_json::Value;

/// One thing behind a link. Nothing of it is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A SMART Health Card, to be verified as any other.
    Card(Scanned),
    /// Health data that nobody signed (`application/fhir+json`): it cannot be verified.
    Unsigned,
    /// A way into a record (`application/smart-api-access`), which is not gone.
    Access,
    /// The manifest says that this file does not hold any longer; it was not looked at.
    Withdrawn,
    /// Something else.
    Other,
}

/// What a file is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Card,
    Unsigned,
    Access,
    Other,
}

impl Kind {
    /// The kind of a media type, without its parameters (RFC 9110 §8.3.1).
    pub(super) fn of(media_type: &str) -> Self {
        let name = media_type.split(';').next().unwrap_or_default().trim();
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("application/smart-health-card") {
            Self::Card
        } else if is("application/fhir+json") {
            Self::Unsigned
        } else if is("application/smart-api-access") {
            Self::Access
        } else {
            Self::Other
        }
    }
}

/// Decrypts a file, and tells what is in it. Its own header, which the key protects, counts more
/// than the manifest; where neither says what it is, the content tells.
pub(super) fn read(
    file: &str,
    listed: Option<Kind>,
    target: &Target,
) -> Result<Vec<Content>, OpeningError> {
    let Jwe { content, content_type } = jwe::open(file, target.key())?;
    match content_type.as_deref().map(Kind::of).or(listed) {
        Some(Kind::Card) => cards(&json_of(&content)?),
        Some(Kind::Unsigned) => Ok(vec![Content::Unsigned]),
        Some(Kind::Access) => Ok(vec![Content::Access]),
        Some(Kind::Other) => Ok(vec![Content::Other]),
        None => unlabelled(&content),
    }
}

fn unlabelled(content: &[u8]) -> Result<Vec<Content>, OpeningError> {
    match json::read(content) {
        Ok(value) if value.get(CARDS).is_some() => cards(&value),
        Ok(value) if value.get("resourceType").is_some() => Ok(vec![Content::Unsigned]),
        Ok(_) | Err(_) => Ok(vec![Content::Other]),
    }
}

/// SMART Health Cards, "Health Cards are Small": a file is `{ "verifiableCredential": [ JWS, … ] }`.
fn cards(file: &Value) -> Result<Vec<Content>, OpeningError> {
    const FORM: OpeningError = OpeningError::Form { expected: "a file of health cards" };
    let cards = file.get(CARDS).and_then(Value::as_array).filter(|cards| !cards.is_empty());
    let cards = cards.ok_or(FORM)?;
    if cards.len() > MAX_CONTENTS {
        return Err(OpeningError::TooMany { limit: MAX_CONTENTS });
    }
    let limit = Scanned::MAX_BYTES;
    let card = |card: &Value| {
        let text = card.as_str().ok_or(FORM)?;
        let card = Scanned::new(text).map_err(|_| OpeningError::CardTooLarge { limit })?;
        Ok(Content::Card(card))
    };
    cards.iter().map(card).collect()
}

fn json_of(content: &[u8]) -> Result<Value, OpeningError> {
    json::read(content).map_err(|_| OpeningError::Form { expected: "JSON" })
}

const CARDS: &str = "verifiableCredential";
