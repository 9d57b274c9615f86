//! Austria's exemption from vaccination (`AT1:`): a DCC with the one entry `ve`.
//!
//! Source: `ehn-dcc-development/hcert-kotlin`, schema AT-1.0.0: `ve` holds `tg`, `co`, `is`, `ci`
//! and `du`, the last day. Vaccinations, tests and recoveries have no place in it, and an exemption
//! has none in an `HC1:` certificate. Its makers' list of keys was their own and is gone.

use super::{
    Credential, Entry, Exemption, SchemeError, codes, dcc,
    hcert::{date_of, list_of, map, named, present, text_of},
};
use crate::envelope::cbor::Map;

/// Reads the content of -260/1 after `AT1:`.
pub(super) fn credential(certificate: Map<'_>) -> Result<Credential, SchemeError> {
    let claim = "ve";
    if ["v", "t", "r"].iter().any(|key| present(certificate, key)) {
        return Err(SchemeError::Claim { claim, expected: "an exemption alone" });
    }
    let entries =
        list_of(certificate, claim)?.iter().map(|entry| Ok(exemption(map(entry, claim)?)));
    Ok(Credential {
        person: dcc::person(certificate)?,
        entries: entries.collect::<Result<_, SchemeError>>()?,
    })
}

fn exemption(entry: Map<'_>) -> Entry {
    Entry::Exemption(Exemption {
        disease: named(entry, "tg", codes::disease),
        valid_from: date_of(entry, "df"),
        valid_until: date_of(entry, "du"),
        country: text_of(entry, "co"),
        identifier: text_of(entry, "ci"),
    })
}
