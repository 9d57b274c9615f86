//! WHO's International Certificate of Vaccination or Prophylaxis, digital (-260/-6).
//!
//! Source: `WorldHealthOrganization/smart-icvp`, logical model `ICVPMin`, and `smart-trust`,
//! `DVCPayload`; the number is negative for as long as the model is in development. Its members were
//! renamed twice, and all three layouts are read:
//!
//! | | 2024, 2025 | 2026 |
//! | --- | --- | --- |
//! | document number | `nid` | `id` |
//! | vaccination | `v`: a map or an array of maps | `vx`: a map; `v` is the version, a text |
//! | given on | `dt` | `dv`, once `dt` |
//! | counts from, until | `vls`, `vle` | the times of the CWT |
//!
//! Validity is of the vaccination (IHR Annex 7), not of the code, which has no end. Tolerated:
//! neither `is` nor `cn` (all that were seen), an end in words ("life of person vaccinated").

use super::{
    Credential, Entry, Person, SchemeError, Vaccination, codes,
    hcert::{date_of, map, text_of},
    prequalified,
};
use crate::envelope::cbor::{Map, Value, untagged};

/// Reads the content of -260/-6.
pub(super) fn credential(content: Map<'_>) -> Result<Credential, SchemeError> {
    let name = text_of(content, "n");
    let name = name.ok_or(SchemeError::Claim { claim: "n", expected: "a name" })?;
    let entries = given(content)?.into_iter().map(|given| Ok(vaccination(map(given, "v")?)));
    Ok(Credential {
        person: Person {
            // One text for the whole name.
            surname: Some(name),
            date_of_birth: date_of(content, "dob"),
            document: text_of(content, "nid").or_else(|| text_of(content, "id")),
            ..Person::default()
        },
        entries: entries.collect::<Result<_, SchemeError>>()?,
    })
}

/// The vaccinations, in whichever layout.
fn given<'v>(content: Map<'v>) -> Result<Vec<&'v Value>, SchemeError> {
    let given = content.text_key("vx").or_else(|| content.text_key("v")).map(untagged);
    match given {
        Some(Value::Array(several)) => Ok(several.iter().collect()),
        Some(one @ Value::Map(_)) => Ok(vec![one]),
        _ => Err(SchemeError::Claim { claim: "v", expected: "a vaccination" }),
    }
}

fn vaccination(given: Map<'_>) -> Entry {
    let identifier = text_of(given, "vp");
    let known = identifier.as_deref().and_then(prequalified::product);
    let disease = text_of(given, "tg").map(|code| codes::disease(&code).to_owned());
    Entry::Vaccination(Vaccination {
        disease: disease.or_else(|| known.map(|product| product.disease.to_owned())),
        // One that is not on WHO's list is shown as it is named: by its class, or its code.
        product: known
            .map(|product| product.name.to_owned())
            .or_else(|| identifier.as_deref().map(|code| codes::vaccine(code).to_owned())),
        manufacturer: known
            .map(|product| product.manufacturer.to_owned())
            .or_else(|| text_of(given, "ma")),
        // "dn" is a word here, such as Primary: no number.
        dose: text_of(given, "dn").and_then(|number| number.parse().ok()),
        doses: None,
        complete: None,
        date: date_of(given, "dv").or_else(|| date_of(given, "dt")),
        lot: text_of(given, "bo"),
        valid_from: date_of(given, "vls"),
        valid_until: date_of(given, "vle"),
        country: None,
        identifier,
    })
}
