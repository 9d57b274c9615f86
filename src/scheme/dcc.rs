//! EU Digital COVID Certificate, schema 1.0.0 to 1.3.x: the content of an [`hcert`](super::hcert).
//!
//! Source: DCC JSON schema 1.3.3. Its patterns are not enforced: issuers break them in ways that
//! harm nobody, and their own test data disagrees on them. What is needed to say whose certificate
//! it is, and of what kind, is. Tolerated, each seen in a real certificate:
//!
//! | deviation | seen from |
//! | --- | --- |
//! | numbers as floats in `dn`, `sd` | IE |
//! | dates tagged as CBOR tag 0, or with a time | AD, BG, EE, HU, RO, SE, SI, TH |
//! | partial dates of birth, or none | many |
//! | `v`, `t` or `r` present and null | BG |

use super::{
    Credential, Entry, Person, Recovery, SchemeError, Test, TestMethod, TestResult, Vaccination,
    codes,
    hcert::{count, date_of, list_of, map, named, text_of},
};
use crate::{envelope::cbor::Map, moment::Moment};

/// Reads the content of -260/1.
pub(super) fn credential(certificate: Map<'_>) -> Result<Credential, SchemeError> {
    Ok(Credential { person: person(certificate)?, entries: entries(certificate)? })
}

/// Whose it is: `nam` and `dob`, in every certificate of this family.
pub(super) fn person(certificate: Map<'_>) -> Result<Person, SchemeError> {
    let name = certificate
        .text_key("nam")
        .ok_or(SchemeError::Claim { claim: "nam", expected: "a name" })?;
    let name = map(name, "nam")?;
    Ok(Person {
        surname: text_of(name, "fn"),
        given: text_of(name, "gn"),
        surname_latin: text_of(name, "fnt"),
        given_latin: text_of(name, "gnt"),
        date_of_birth: date_of(certificate, "dob"),
        document: None,
    })
}

/// All entries of the three kinds, in the order vaccination, test, recovery.
fn entries(certificate: Map<'_>) -> Result<Vec<Entry>, SchemeError> {
    type Reader = fn(Map<'_>) -> Entry;
    const READERS: [(&str, Reader); 3] = [("v", vaccination), ("t", test), ("r", recovery)];
    let mut entries = Vec::new();
    for (claim, reader) in READERS {
        for entry in list_of(certificate, claim)? {
            entries.push(reader(map(entry, claim)?));
        }
    }
    Ok(entries)
}

fn vaccination(entry: Map<'_>) -> Entry {
    Entry::Vaccination(Vaccination {
        disease: named(entry, "tg", codes::disease),
        product: named(entry, "mp", codes::product),
        manufacturer: named(entry, "ma", codes::manufacturer),
        dose: entry.text_key("dn").and_then(count),
        doses: entry.text_key("sd").and_then(count),
        date: date_of(entry, "dt"),
        country: text_of(entry, "co"),
        identifier: text_of(entry, "ci"),
        ..Vaccination::default()
    })
}

fn test(entry: Map<'_>) -> Entry {
    let method = text_of(entry, "tt").map(|code| match code.as_str() {
        "LP6464-4" => TestMethod::Naat,
        "LP217198-3" => TestMethod::Antigen,
        "94504-8" => TestMethod::Antibody,
        _ => TestMethod::Other,
    });
    let result = text_of(entry, "tr").map(|code| match code.as_str() {
        "260415000" => TestResult::Negative,
        "260373001" => TestResult::Positive,
        _ => TestResult::Other,
    });
    Entry::Test(Test {
        disease: named(entry, "tg", codes::disease),
        method,
        result,
        sampled: text_of(entry, "sc").and_then(|text| Moment::parse_rfc3339(&text).ok()),
        centre: text_of(entry, "tc"),
        product: text_of(entry, "nm").or_else(|| text_of(entry, "ma")),
        country: text_of(entry, "co"),
        identifier: text_of(entry, "ci"),
    })
}

fn recovery(entry: Map<'_>) -> Entry {
    Entry::Recovery(Recovery {
        disease: named(entry, "tg", codes::disease),
        first_positive: date_of(entry, "fr"),
        valid_from: date_of(entry, "df"),
        valid_until: date_of(entry, "du"),
        country: text_of(entry, "co"),
        identifier: text_of(entry, "ci"),
    })
}
