//! Keys by their identifier: `{"<kid, Base64>": [{"spki": …, "cert"?: …, "country"?: …}]}`.
//!
//! The plain form that tools exchange test keys in. A kid may name several keys; each is one.

use super::{ReadError, base64, certificate};
use crate::{
    country,
    signature::{KeyKind, PublicKey, Usage, with_named_curve},
    trust::list::{Entry, EntryError, List, Refused, Role},
};
use serde_json::Value;

/// Reads the map; it states no scope.
pub(super) fn read(json: &Value) -> Result<List, ReadError> {
    let by_kid = json.as_object().filter(|map| !map.is_empty()).ok_or(ReadError::Unknown)?;
    let looks_right =
        by_kid.values().all(|keys| keys.as_array().is_some_and(|keys| !keys.is_empty()));
    if !looks_right {
        return Err(ReadError::Unknown);
    }
    let mut list = List::empty("keys", "keys by identifier");
    for (kid, keys) in by_kid {
        for key in keys.as_array().into_iter().flatten() {
            match entry(kid, key) {
                Ok(entry) => list.entries.push(entry),
                Err(reason) => list.refused.push(Refused {
                    label: kid.clone(),
                    country: text(key, "country").map(country::alpha_3),
                    role: Some(Role::Signer),
                    reason,
                }),
            }
        }
    }
    Ok(list)
}

fn entry(kid: &str, key: &Value) -> Result<Entry, EntryError> {
    let kid = base64(kid, "kid")?;
    let country = text(key, "country").map(country::alpha_3);
    if let Some(certificate) = text(key, "cert") {
        let read = certificate::entry(&base64(certificate, "cert")?)?;
        return Ok(Entry {
            kid,
            role: Role::Signer,
            country: country.or(read.country),
            source: "keys".to_owned(),
            ..read
        });
    }
    let spki = text(key, "spki").ok_or(EntryError::Missing { field: "spki" })?;
    let spki = with_named_curve(&base64(spki, "spki")?).into_owned();
    PublicKey::from_spki(&spki)?;
    Ok(Entry {
        kid,
        kind: KeyKind::of_spki(&spki)?,
        spki,
        role: Role::Signer,
        domain: None,
        scope: None,
        issuer: None,
        name: None,
        country,
        usage: Usage::ANY,
        not_before: None,
        not_after: None,
        source: "keys".to_owned(),
        subject: None,
    })
}

fn text<'j>(json: &'j Value, member: &str) -> Option<&'j str> {
    json.get(member)?.as_str()
}
