//! The domestic pass of England's NHS: a DCC with the entry `d`.
//!
//! Source: `nhsx/covid-pass-verifier`, the models of its decoder: `ci`, `co`, `is`, the days `df`
//! and `du`, and `po`, the names of the policies that it meets. A pass without a name (`nam`), as
//! Scotland made them, is anybody's, and is refused.

use super::{
    Credential, Entry, Pass, SchemeError, dcc,
    hcert::{date_of, list_of, map, text_of},
};
use crate::envelope::cbor::Map;

/// Reads the content of -260/1 when it has a member `d`.
pub(super) fn credential(certificate: Map<'_>) -> Result<Credential, SchemeError> {
    let claim = "d";
    let entries = list_of(certificate, claim)?.iter().map(|entry| Ok(pass(map(entry, claim)?)));
    Ok(Credential {
        person: dcc::person(certificate)?,
        entries: entries.collect::<Result<_, SchemeError>>()?,
    })
}

fn pass(entry: Map<'_>) -> Entry {
    Entry::Pass(Pass {
        // `is` is who made it, which the list of keys says.
        name: None,
        valid_from: date_of(entry, "df"),
        valid_until: date_of(entry, "du"),
        country: text_of(entry, "co"),
        identifier: text_of(entry, "ci"),
    })
}
