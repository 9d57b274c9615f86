//! WHO's Digital Documentation of COVID-19 Certificates: vaccination (-260/3), test result
//! (-260/4), and the bare map of WHO's samples, which has no CWT around it.
//!
//! Source: `WorldHealthOrganization/ddcc`, logical models `DDCCVSCoreDataSet` and
//! `DDCCTRCoreDataSet`. A code is a map with `code` and `system`, or a text; dates are texts.

use super::{
    Credential, Entry, Person, SchemeError, Test, TestMethod, TestResult, Time, Vaccination, codes,
    hcert::{count, date_of, text_of},
};
use crate::{
    envelope::cbor::{Map, untagged},
    moment::Moment,
};

/// Reads the content of -260/3.
pub(super) fn vaccination(content: Map<'_>) -> Result<Credential, SchemeError> {
    if content.text_key("vaccine").is_none() {
        return Err(SchemeError::Claim { claim: "vaccine", expected: "a vaccine" });
    }
    Ok(Credential { person: person(content)?, entries: vec![vaccinated(content)] })
}

/// Reads the content of -260/4.
pub(super) fn test(content: Map<'_>) -> Result<Credential, SchemeError> {
    let member = |name| content.text_key(name).and_then(|value| Map::of(untagged(value)));
    // The data set nests the test; flat ones are read as well.
    let test = member("test").unwrap_or(content);
    if test.text_key("result").is_none() {
        return Err(SchemeError::Claim { claim: "result", expected: "a result" });
    }
    Ok(Credential { person: person(content)?, entries: vec![tested(test)] })
}

/// Reads a map that stands where a CWT should: its credential and its end.
pub(super) fn bare(content: Map<'_>) -> Result<(Credential, Time), SchemeError> {
    if content.text_key("hcid").is_none() {
        return Err(SchemeError::Claim { claim: "-260", expected: "a health certificate" });
    }
    let credential = vaccination(content).or_else(|error| match error {
        SchemeError::Claim { .. } => test(content),
        other => Err(other),
    })?;
    // "valid_until" is a day, and counts to its end.
    let until = text_of(content, "valid_until").map_or(Time::Absent, |day| {
        Moment::parse(&format!("{day}T23:59:59Z")).map_or(Time::Unreadable, Time::At)
    });
    Ok((credential, until))
}

fn person(content: Map<'_>) -> Result<Person, SchemeError> {
    // One text for the whole name: which part is the family's, the data set does not say.
    let name = text_of(content, "name");
    let name = name.ok_or(SchemeError::Claim { claim: "name", expected: "a name" })?;
    Ok(Person {
        surname: Some(name),
        date_of_birth: date_of(content, "birthDate"),
        document: text_of(content, "identifier"),
        ..Person::default()
    })
}

fn vaccinated(content: Map<'_>) -> Entry {
    let number = |key| content.text_key(key).and_then(count);
    Entry::Vaccination(Vaccination {
        disease: coded(content, "disease", codes::disease),
        product: coded(content, "brand", codes::product)
            .or_else(|| coded(content, "vaccine", codes::product)),
        manufacturer: coded(content, "manufacturer", codes::manufacturer),
        dose: number("dose"),
        doses: number("total_doses"),
        complete: None,
        date: date_of(content, "date"),
        lot: text_of(content, "lot"),
        valid_from: date_of(content, "vaccine_valid"),
        valid_until: None,
        country: coded(content, "country", |code| code),
        identifier: text_of(content, "hcid"),
    })
}

fn tested(test: Map<'_>) -> Entry {
    let method = coded(test, "type", |code| code).map(|code| match code.as_str() {
        "LP6464-4" => TestMethod::Naat,
        "LP217198-3" => TestMethod::Antigen,
        _ => TestMethod::Other,
    });
    let result = coded(test, "result", |code| code).map(|code| match code.as_str() {
        "260415000" => TestResult::Negative,
        "260373001" => TestResult::Positive,
        _ => TestResult::Other,
    });
    Entry::Test(Test {
        disease: coded(test, "pathogen", codes::disease),
        method,
        result,
        sampled: text_of(test, "sample_date").and_then(|text| Moment::parse(&text).ok()),
        centre: text_of(test, "test_centre"),
        product: coded(test, "brand", |code| code),
        country: coded(test, "country", |code| code),
        identifier: text_of(test, "hcid"),
    })
}

/// The code of a member, by its name where the table has one; else what the issuer displays.
fn coded(content: Map<'_>, key: &str, name: fn(&str) -> &str) -> Option<String> {
    let Some(coding) = content.text_key(key).and_then(|value| Map::of(untagged(value))) else {
        return text_of(content, key).map(|code| name(&code).to_owned());
    };
    let code = text_of(coding, "code");
    let known = code.as_deref().map(name).filter(|known| Some(*known) != code.as_deref());
    known.map(str::to_owned).or_else(|| text_of(coding, "display")).or(code)
}
