//! Keys of DIVOC's issuers: `{"did:…": [{"spki": …}]}`, or `*` for keys of any issuer.
//!
//! The same form as keys by identifier, but a DIVOC proof names its key by an IRI (its
//! `verificationMethod`), which is taken as it is. DIVOC's test keys are named by nothing: each of
//! them has signed under any name, also under that of a real issuer, so they stand under `*`.

use super::{ReadError, base64};
use crate::{
    country,
    signature::{KeyError, KeyKind, PublicKey, Usage},
    trust::list::{Entry, EntryError, List, Refused, Role},
};
use serde_json::Value;

/// Whether this is such a map: every identifier is an IRI or `*`.
pub(super) fn is_map(json: &Value) -> bool {
    json.as_object().is_some_and(|map| {
        !map.is_empty()
            && map.iter().all(|(kid, keys)| {
                (kid == ANY || kid.contains(':'))
                    && keys.as_array().is_some_and(|keys| !keys.is_empty())
            })
    })
}

/// Reads the map; it states no scope.
pub(super) fn read(json: &Value) -> Result<List, ReadError> {
    let mut list = List::empty(NAME, "DIVOC keys");
    for (kid, keys) in json.as_object().into_iter().flatten() {
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
    let spki = text(key, "spki").ok_or(EntryError::Missing { field: "spki" })?;
    let spki = base64(spki, "spki")?;
    PublicKey::from_spki(&spki)?;
    let kind = KeyKind::of_spki(&spki)?;
    // DIVOC has keys on a curve too; those sign its other forms.
    if !matches!(kind, KeyKind::Rsa | KeyKind::Ed25519) {
        return Err(KeyError::Unsupported { kind }.into());
    }
    Ok(Entry {
        kid: if kid == ANY { Vec::new() } else { kid.as_bytes().to_vec() },
        kind,
        spki,
        role: Role::Signer,
        domain: Some("DIVOC".to_owned()),
        scope: None,
        subject: None,
        issuer: text(key, "issuer").map(str::to_owned),
        name: text(key, "name").map(str::to_owned),
        country: text(key, "country").map(country::alpha_3),
        usage: Usage::ANY,
        not_before: None,
        not_after: None,
        source: NAME.to_owned(),
    })
}

fn text<'j>(json: &'j Value, member: &str) -> Option<&'j str> {
    json.get(member)?.as_str()
}

/// Stands for every identifier.
const ANY: &str = "*";
const NAME: &str = "divoc-keys";

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_read_by_iri_or_for_any() {
        // RFC 8410 §10.1.
        let ed25519 = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
        let map = json!({
            "did:x": [{"spki": ed25519, "country": "IN", "issuer": "https://example.org/"}],
            "*": [{"spki": ed25519}, {"spki": "AAAA"}, {}],
        });
        assert!(is_map(&map));
        let list = read(&map).expect("a list");
        let mut kids: Vec<&[u8]> = list.entries.iter().map(|entry| entry.kid.as_slice()).collect();
        kids.sort_unstable();
        assert_eq!(kids, [b"".as_slice(), b"did:x"]);
        let named = list.entries.iter().find(|entry| !entry.kid.is_empty()).expect("did:x");
        assert_eq!(named.country.as_deref(), Some("IND"));
        assert_eq!(list.refused.len(), 2);
        for other in [json!({}), json!({"AAECAwQFBgc=": [{}]}), json!({"did:x": {}}), json!([])] {
            assert!(!is_map(&other), "{other}");
        }
    }
}
