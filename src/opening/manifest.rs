//! The list of files behind a link.

use super::{MAX_FILES, OpeningError, content::Kind};
use crate::{envelope::json, scheme::https_host};
use serde_json::Value;
use std::collections::VecDeque;

/// A file of the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) kind: Option<Kind>,
    pub(super) place: Place,
}

/// Where a file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the list itself.
    Here(String),
    /// At an address of this host.
    At {
        /// The address.
        url: String,
        /// Its host.
        host: String,
    },
    /// Nowhere any more.
    Withdrawn,
}

/// Reads a manifest ("SMART Health Link Manifest Response").
pub(super) fn read(body: &[u8]) -> Result<VecDeque<Listed>, OpeningError> {
    let form = |expected: &'static str| OpeningError::Form { expected };
    let manifest = json::read(body).map_err(|_| form("a list of files in JSON"))?;
    if is_withdrawn(&manifest) {
        return Err(OpeningError::NoLongerActive);
    }
    let files = manifest.get("files").and_then(Value::as_array);
    let files = files.ok_or_else(|| form("a list of files"))?;
    match files.len() {
        0 => Err(OpeningError::Empty),
        1..=MAX_FILES => files.iter().map(listed).collect(),
        _ => Err(OpeningError::TooMany { limit: MAX_FILES }),
    }
}

fn listed(file: &Value) -> Result<Listed, OpeningError> {
    let text = |member: &str| file.get(member).and_then(Value::as_str);
    let kind = text("contentType").map(Kind::of);
    let place = if is_withdrawn(file) {
        Place::Withdrawn
    } else if let Some(embedded) = text("embedded") {
        Place::Here(embedded.to_owned())
    } else if let Some(url) = text("location") {
        let host = https_host(url).ok_or(OpeningError::Address)?;
        Place::At { url: url.to_owned(), host }
    } else {
        return Err(OpeningError::Form { expected: "a file, or its address" });
    };
    Ok(Listed { kind, place })
}

/// The specification says it of the whole list, drafts of each file.
fn is_withdrawn(value: &Value) -> bool {
    value.get("status").and_then(Value::as_str) == Some("no-longer-valid")
}
