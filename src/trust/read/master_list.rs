//! A list of the authorities of health seals: `{"ICAO": {"<country>#<key identifier>": {…}}}`.
//!
//! Each member holds a certificate (PEM in `didDocument`), its holder's name and what its status is.
//! Of the nine entries of the list seen, eight are authorities (one of them an intermediate, which is
//! listed and so needs no authority of its own) and one is a signer.

use super::{ReadError, base64, certificate};
use crate::{
    country,
    trust::list::{Entry, EntryError, List, Refused, Role},
};
use serde_json::Value;

/// Whether it has that form: the one member `ICAO`, whose entries hold certificates.
pub(super) fn is_one(json: &Value) -> bool {
    let framework = json.as_object().filter(|members| members.len() == 1);
    let entries = framework.and_then(|members| members.get(FRAMEWORK)).and_then(Value::as_object);
    entries.is_some_and(|entries| {
        !entries.is_empty() && entries.values().any(|entry| text(entry, CERTIFICATE).is_some())
    })
}

/// Reads the list; it states no scope.
pub(super) fn read(json: &Value) -> Result<List, ReadError> {
    let entries = json.get(FRAMEWORK).and_then(Value::as_object).ok_or(ReadError::Unknown)?;
    let mut list = List::empty(NAME, "ICAO health master list");
    for (label, item) in entries {
        match entry(label, item) {
            Ok(entry) => list.entries.push(entry),
            Err(reason) => list.refused.push(Refused {
                label: label.clone(),
                country: label.split_once('#').map(|(code, _)| country::alpha_3(code)),
                role: None,
                reason,
            }),
        }
    }
    Ok(list)
}

fn entry(label: &str, item: &Value) -> Result<Entry, EntryError> {
    if text(item, "status").is_some_and(|status| status != "current") {
        return Err(EntryError::Withdrawn);
    }
    let pem = text(item, CERTIFICATE).ok_or(EntryError::Missing { field: CERTIFICATE })?;
    let body = pem.split_once("-----BEGIN CERTIFICATE-----").map(|(_, rest)| rest);
    let body = body.and_then(|rest| rest.split("-----END ").next());
    let body = body.ok_or(EntryError::Missing { field: "certificate" })?;
    let compact: String = body.split_whitespace().collect();
    let read = certificate::entry(&base64(&compact, CERTIFICATE)?)?;
    // An authority is found by the identifier in its certificate; what the label says of it is the
    // list's own word, and one that contradicts the certificate is a mistake in the list.
    let labelled = label.split_once('#').and_then(|(_, kid)| base64(kid, "label").ok());
    if read.role == Role::Authority && labelled.is_some_and(|kid| kid != read.kid) {
        return Err(EntryError::Label);
    }
    Ok(Entry { domain: Some(FRAMEWORK.to_owned()), source: NAME.to_owned(), ..read })
}

fn text<'j>(json: &'j Value, member: &str) -> Option<&'j str> {
    json.get(member)?.as_str()
}

const NAME: &str = "icao-health";
const FRAMEWORK: &str = "ICAO";
const CERTIFICATE: &str = "didDocument";
