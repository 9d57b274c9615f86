//! WHO's Digital Documentation of COVID-19 Certificates: vaccination, test result, and the bare map
//! of the first version's samples, which has no CWT around it.
//!
//! Source: `WorldHealthOrganization/ddcc`, logical models of the core data set and `cwt.fsh`, and
//! `smart-trust`, `hcert.fsh`. Vaccinations stand in -260/3 and test results in -260/4; in older
//! drafts in 2 and 3: the members decide, not the number. A code is a map with `code` and `system`,
//! or a text. Tolerated, each seen in WHO's samples:
//!
//! | deviation | seen from |
//! | --- | --- |
//! | the members of `vaccination` or `test` beside the name | the bare samples |
//! | `undefined` for what is not known | WHOQR, second sample |
//! | a reference in words instead of a code | the same |
//! | no `hcid` | SG |

use super::{
    Credential, Entry, PartialDate, Person, SchemeError, Test, TestMethod, TestResult, Time,
    Vaccination, codes,
    hcert::{count, date_of, map, text, text_of},
};
use crate::{
    envelope::cbor::{Map, Value, untagged},
    moment::Moment,
};

/// Reads a certificate of either kind.
pub(super) fn credential(content: Map<'_>) -> Result<Credential, SchemeError> {
    let entries = match (nested(content, "vaccination")?, nested(content, "test")?) {
        (given, made) if !given.is_empty() || !made.is_empty() => {
            given.into_iter().map(vaccinated).chain(made.into_iter().map(tested)).collect()
        }
        _ if content.text_key("vaccine").is_some() => vec![vaccinated(content)],
        _ => {
            let expected = "a vaccination or a test";
            return Err(SchemeError::Claim { claim: "vaccination", expected });
        }
    };
    Ok(Credential { person: person(content)?, entries })
}

/// The days that the certificate itself counts from and until: `valid_from` and `valid_until` of
/// the bare map, the period of `certificate` elsewhere; days, wherever on earth they were written.
/// One that is no day is unreadable.
pub(super) fn period(content: Map<'_>) -> (Time, Time) {
    let period = inner(content, "certificate").and_then(|map| inner(map, "period"));
    let time = |flat: &str, nested: &str, moment: fn(PartialDate) -> Option<Moment>| {
        let member = period.and_then(|map| map.text_key(nested)).or_else(|| content.text_key(flat));
        let Some(member) = member.filter(|member| !untagged(member).is_null()) else {
            return Time::Absent;
        };
        let day = text(member).and_then(|text| PartialDate::parse(&text));
        day.and_then(moment).map_or(Time::Unreadable, Time::At)
    };
    (
        time("valid_from", "start", PartialDate::earliest),
        time("valid_until", "end", PartialDate::latest),
    )
}

/// The map under a member.
fn inner<'v>(content: Map<'v>, key: &str) -> Option<Map<'v>> {
    content.text_key(key).and_then(|value| Map::of(untagged(value)))
}

/// Whether a map that stands where a CWT should is a DDCC.
pub(super) fn is_one(content: Map<'_>) -> bool {
    ["vaccination", "vaccine", "test"].iter().any(|key| content.text_key(key).is_some())
}

/// The maps under a member: none, one, or an array of them.
fn nested<'v>(content: Map<'v>, key: &'static str) -> Result<Vec<Map<'v>>, SchemeError> {
    match content.text_key(key).map(untagged) {
        Some(Value::Array(several)) => several.iter().map(|one| map(one, key)).collect(),
        Some(one @ Value::Map(_)) => Ok(vec![map(one, key)?]),
        // In a bare map "vaccine" and "test" may be codes or missing.
        _ => Ok(Vec::new()),
    }
}

fn person(content: Map<'_>) -> Result<Person, SchemeError> {
    // One text for the whole name: which part is the family's, the data set does not say.
    let name = text_of(content, "name");
    let name = name.ok_or(SchemeError::Claim { claim: "name", expected: "a name" })?;
    let passport = inner(content, "meta").and_then(|meta| text_of(meta, "passportNumber"));
    Ok(Person {
        surname: Some(name),
        date_of_birth: date_of(content, "birthDate"),
        document: passport.or_else(|| valued(content, "identifier")),
        ..Person::default()
    })
}

fn vaccinated(given: Map<'_>) -> Entry {
    let number = |key| given.text_key(key).and_then(count);
    Entry::Vaccination(Vaccination {
        disease: coded(given, "disease", codes::disease),
        product: coded(given, "brand", codes::product)
            .or_else(|| coded(given, "vaccine", codes::vaccine)),
        manufacturer: coded(given, "manufacturer", codes::manufacturer),
        dose: number("dose"),
        doses: number("totalDoses").or_else(|| number("total_doses")),
        complete: None,
        date: date_of(given, "date"),
        lot: text_of(given, "lot"),
        valid_from: date_of(given, "validFrom").or_else(|| date_of(given, "vaccine_valid")),
        valid_until: None,
        country: coded(given, "country", |code| code),
        identifier: valued(given, "hcid"),
    })
}

fn tested(made: Map<'_>) -> Entry {
    let code = |key| coded(made, key, |code| code);
    let date = text_of(made, "date").or_else(|| text_of(made, "sample_date"));
    Entry::Test(Test {
        disease: coded(made, "pathogen", codes::disease),
        method: coded_raw(made, "type").map(|code| method(&code)),
        result: coded_raw(made, "result").map(|code| result(&code)),
        sampled: date.and_then(|text| Moment::parse_rfc3339(&text).ok()),
        centre: code("centre").or_else(|| code("test_centre")),
        product: code("brand"),
        country: code("country"),
        identifier: valued(made, "hcid"),
    })
}

/// LOINC, ICHI and SNOMED CT codes of the data set's value sets.
fn method(code: &str) -> TestMethod {
    match code {
        "LP6464-4" | "1334426561" => TestMethod::Naat,
        "LP217198-3" | "2056159157" => TestMethod::Antigen,
        _ => TestMethod::Other,
    }
}

/// SNOMED CT and ICD-11 codes of the data set's value sets.
fn result(code: &str) -> TestResult {
    match code {
        "260415000" | "1240591000000102" | "QA02" => TestResult::Negative,
        "260373001" | "1240581000000104" | "RA01.0" => TestResult::Positive,
        _ => TestResult::Other,
    }
}

/// The code of a member, by its name where the table has one; else what the issuer displays.
fn coded(content: Map<'_>, key: &str, name: fn(&str) -> &str) -> Option<String> {
    let code = coded_raw(content, key)?;
    let known = name(&code);
    if known != code {
        return Some(known.to_owned());
    }
    inner(content, key).and_then(|coding| text_of(coding, "display")).or(Some(code))
}

/// The code of a member as it is.
fn coded_raw(content: Map<'_>, key: &str) -> Option<String> {
    match inner(content, key) {
        Some(coding) => text_of(coding, "code").or_else(|| text_of(coding, "display")),
        None => text_of(content, key),
    }
}

/// A text, or the `value` of an identifier.
fn valued(content: Map<'_>, key: &str) -> Option<String> {
    match inner(content, key) {
        Some(identifier) => text_of(identifier, "value"),
        None => text_of(content, key),
    }
}
