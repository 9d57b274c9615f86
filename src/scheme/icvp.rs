//! WHO's International Certificate of Vaccination or Prophylaxis, digital (-260/-6).
//!
//! Source: `WorldHealthOrganization/smart-icvp` and `smart-trust`, logical models `ICVPMin` and
//! `DVCPayload`; the number is negative for as long as the model is in development. Validity is of
//! the vaccination (`vls`, `vle`: IHR Annex 7), not of the code, which has no end.

use super::{
    Credential, Entry, Person, SchemeError, Vaccination, codes,
    hcert::{date_of, map, named, text_of},
};
use crate::envelope::cbor::Map;

/// Reads the content of -260/-6.
pub(super) fn credential(content: Map<'_>) -> Result<Credential, SchemeError> {
    let name = text_of(content, "n");
    let name = name.ok_or(SchemeError::Claim { claim: "n", expected: "a name" })?;
    let given = content
        .text_key("v")
        .ok_or(SchemeError::Claim { claim: "v", expected: "a vaccination" })?;
    let vaccination = vaccination(map(given, "v")?);
    Ok(Credential {
        person: Person {
            // One text for the whole name.
            surname: Some(name),
            date_of_birth: date_of(content, "dob"),
            document: text_of(content, "nid"),
            ..Person::default()
        },
        entries: vec![Entry::Vaccination(vaccination)],
    })
}

fn vaccination(given: Map<'_>) -> Vaccination {
    Vaccination {
        disease: named(given, "tg", codes::disease),
        product: named(given, "vp", codes::product),
        manufacturer: text_of(given, "ma"),
        // "dn" is a word here, such as Primary: no number.
        dose: text_of(given, "dn").and_then(|number| number.parse().ok()),
        doses: None,
        complete: None,
        date: date_of(given, "dt"),
        lot: text_of(given, "bo"),
        valid_from: date_of(given, "vls"),
        valid_until: date_of(given, "vle"),
        country: None,
        identifier: None,
    }
}
