//! DID documents of issuers (W3C *Decentralized Identifiers* 1.0 §5): NZ COVID Pass's publishes one.
//!
//! Only a key in `assertionMethod` may sign credentials (§5.3.2; NZCP, "Trusted Issuers"). It is
//! named by its whole identifier, `did:web:…#key-1`, and signs for that DID alone.

use super::{ReadError, jwk_set};
use crate::{
    gathered::gathered,
    trust::list::{Entry, EntryError, List, Refused, Role},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Whether a document is of this form: WHO's lists are DID documents too, and assert nothing.
pub(super) fn is_one(json: &Value) -> bool {
    text(json, "id").is_some_and(|id| id.starts_with("did:"))
        && json.get("assertionMethod").is_some()
}

/// Reads a document; it states no scope.
pub(super) fn read(document: &Value) -> Result<List, ReadError> {
    let did = text(document, "id").ok_or(ReadError::Unknown)?;
    let methods = document.get("verificationMethod").and_then(Value::as_array);
    let asserting = document.get("assertionMethod").and_then(Value::as_array);
    let asserting = asserting.ok_or(ReadError::Unknown)?;
    let mut list = List::empty(did, "DID document");
    let named: BTreeSet<&str> = gathered(asserting.iter().filter_map(named_by));
    // A method may also stand in assertionMethod itself, and nowhere else.
    let embedded = asserting.iter().filter(|method| method.is_object());
    for method in methods.into_iter().flatten().chain(embedded) {
        match entry(did, &named, method) {
            Ok(entry) => list.entries.push(entry),
            Err(reason) => list.refused.push(Refused {
                label: text(method, "id").unwrap_or("?").to_owned(),
                country: None,
                role: Some(Role::Signer),
                reason,
            }),
        }
    }
    Ok(list)
}

/// The identifier of a method in assertionMethod: itself, or that of the method that stands there.
fn named_by(asserting: &Value) -> Option<&str> {
    asserting.as_str().or_else(|| text(asserting, "id"))
}

fn entry(did: &str, asserting: &BTreeSet<&str>, method: &Value) -> Result<Entry, EntryError> {
    let id = text(method, "id").ok_or(EntryError::Missing { field: "id" })?;
    // §3.2.2: an identifier may be relative to the document's.
    let fragment = id.strip_prefix(did).unwrap_or(id).strip_prefix('#');
    let fragment = fragment.ok_or(EntryError::Reference)?;
    let absolute = format!("{did}#{fragment}");
    if !asserting.contains(id) && !asserting.contains(absolute.as_str()) {
        return Err(EntryError::NotForAssertion);
    }
    let jwk = method.get("publicKeyJwk").and_then(Value::as_object);
    let mut jwk = jwk.ok_or(EntryError::Missing { field: "publicKeyJwk" })?.clone();
    jwk.insert("kid".to_owned(), json!(absolute));
    Ok(Entry {
        domain: Some("NZCP".to_owned()),
        issuer: Some(did.to_owned()),
        // The government's own part of the names of New Zealand.
        country: did.ends_with(".health.nz").then(|| "NZL".to_owned()),
        ..jwk_set::entry(&Value::Object(jwk), did)?
    })
}

fn text<'j>(json: &'j Value, member: &str) -> Option<&'j str> {
    json.get(member)?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(assertion: &Value) -> Value {
        let key = |id: &str| {
            json!({ "id": id, "type": "JsonWebKey2020", "controller": "did:web:issuer.example",
                "publicKeyJwk": { "kty": "EC", "crv": "P-256",
                    "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                    "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM" } })
        };
        json!({ "id": "did:web:issuer.example", "assertionMethod": assertion,
            "verificationMethod": [key("did:web:issuer.example#1"), key("#2"), key("did:web:x#1")] })
    }

    #[test]
    fn only_keys_that_assert_are_taken_and_by_their_whole_name() {
        let list = read(&document(&json!(["did:web:issuer.example#1", "#2"]))).expect("a list");
        let kids: Vec<&[u8]> = list.entries.iter().map(|entry| entry.kid.as_slice()).collect();
        assert_eq!(kids, [b"did:web:issuer.example#1".as_slice(), b"did:web:issuer.example#2"]);
        assert!(list.entries.iter().all(|entry| {
            entry.issuer.as_deref() == Some("did:web:issuer.example")
                && entry.domain.as_deref() == Some("NZCP")
        }));
        let [refused] = list.refused.as_slice() else { panic!("{:?}", list.refused) };
        assert_eq!(refused.reason, EntryError::Reference);

        let list = read(&document(&json!(["did:web:issuer.example#1"]))).expect("a list");
        assert_eq!(list.entries.len(), 1);
        assert!(list.refused.iter().any(|refused| refused.reason == EntryError::NotForAssertion));
    }

    #[test]
    fn a_document_that_asserts_nothing_is_of_another_form() {
        assert!(is_one(&document(&json!([]))));
        assert!(!is_one(&json!({ "id": "did:web:x", "verificationMethod": [] })));
    }
}
