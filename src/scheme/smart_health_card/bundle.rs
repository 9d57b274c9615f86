//! The FHIR bundle of a card: whose it is and what happened.
//!
//! Source: FHIR R4 (4.0.1) *Patient*, *Immunization* and *Observation*, and the profiles of *SMART
//! Health Cards: Vaccination and Testing*, which leave out everything that is not needed: no number
//! of the dose, no country, no disease but the one that the vaccine's code tells.

use super::codes;
use crate::{
    envelope::json,
    moment::Moment,
    scheme::{
        Credential, Entry, PartialDate, Person, SchemeError, Test, TestMethod, TestResult,
        Vaccination,
    },
};
use serde_json::Value;

/// Whose card it is, and every event in it that we know.
///
/// # Errors
/// [`SchemeError::Claim`] when it is no bundle, when it has more than [`MAX_RESOURCES`] resources,
/// or when it does not say of whom it is.
pub(super) fn credential(bundle: &Value) -> Result<Credential, SchemeError> {
    const ENTRY: &str = "fhirBundle.entry";
    if text(bundle, "resourceType").as_deref() != Some("Bundle") {
        return Err(SchemeError::Claim { claim: "fhirBundle", expected: "a bundle" });
    }
    let resources = bundle.get("entry").and_then(Value::as_array);
    let resources = resources.ok_or(SchemeError::Claim { claim: ENTRY, expected: "a list" })?;
    if resources.len() > MAX_RESOURCES {
        return Err(SchemeError::Claim { claim: ENTRY, expected: "at most 500 resources" });
    }
    let resources: Vec<Resource<'_>> = resources.iter().filter_map(Resource::of).collect();
    let events: Vec<(Entry, Option<&str>)> = resources.iter().filter_map(Resource::event).collect();
    let patients = || resources.iter().filter(|resource| resource.kind == "Patient");
    let patient = match patients().count() {
        0 => None,
        1 => patients().next(),
        // Of several, the one that everything is about.
        _ => patients().find(|patient| {
            let of_patient = |subject: &&str| Some(*subject) == patient.url;
            events.iter().all(|(_, subject)| subject.as_ref().is_some_and(of_patient))
        }),
    };
    let patient = patient.ok_or(SchemeError::Claim { claim: ENTRY, expected: "one patient" })?;
    let entries = events.into_iter().map(|(entry, _)| entry).collect();
    Ok(Credential { person: person(patient.body), entries })
}

/// One entry of the bundle.
struct Resource<'b> {
    url: Option<&'b str>,
    kind: &'b str,
    body: &'b Value,
}

impl<'b> Resource<'b> {
    fn of(entry: &'b Value) -> Option<Self> {
        let body = entry.get("resource")?;
        let kind = body.get("resourceType")?.as_str()?;
        Some(Self { url: entry.get("fullUrl").and_then(Value::as_str), kind, body })
    }

    /// The event that it is, if we know it, and whom it is about.
    fn event(&self) -> Option<(Entry, Option<&'b str>)> {
        let (entry, subject) = match self.kind {
            "Immunization" => (vaccination(self.body).map(Entry::Vaccination)?, "patient"),
            "Observation" => (test(self.body).map(Entry::Test)?, "subject"),
            _ => return None,
        };
        let reference = self.body.get(subject).and_then(|subject| subject.get("reference"));
        Some((entry, reference.and_then(Value::as_str)))
    }
}

/// The official name, or else the first.
fn person(patient: &Value) -> Person {
    let names = || patient.get("name").and_then(Value::as_array).into_iter().flatten();
    let official = |name: &&Value| text(name, "use").as_deref() == Some("official");
    let name = names().find(official).or_else(|| names().next()).unwrap_or(&Value::Null);
    let surname = text(name, "family");
    let given = words(name.get("given"));
    // Some issuers write one text instead of the parts.
    let whole = if surname.is_none() && given.is_none() { text(name, "text") } else { None };
    Person {
        surname: surname.or(whole),
        given,
        date_of_birth: text(patient, "birthDate").and_then(|date| PartialDate::parse(&date)),
        ..Person::default()
    }
}

/// A dose that was given, and in full.
fn vaccination(immunization: &Value) -> Option<Vaccination> {
    // "not-done" and "entered-in-error" are no events; what is below the intended potency is no
    // dose, and the profile obliges verifiers to look at it.
    if !status(immunization, &["completed"])
        || immunization.get("isSubpotent") == Some(&true.into())
    {
        return None;
    }
    let code = immunization.get("vaccineCode");
    let known = codings(code).find_map(|(system, code)| codes::vaccine(system?, code));
    Some(Vaccination {
        disease: known.map(|vaccine| vaccine.disease.to_owned()),
        product: known.map(|vaccine| vaccine.product.to_owned()).or_else(|| written(code)),
        date: text(immunization, "occurrenceDateTime").and_then(|date| PartialDate::parse(&date)),
        lot: text(immunization, "lotNumber"),
        ..Vaccination::default()
    })
}

/// A test for an infection that says whether it was found. Other measurements are no events here.
fn test(observation: &Value) -> Option<Test> {
    if !status(observation, &["final", "amended", "corrected"]) {
        return None;
    }
    let code = observation.get("code");
    let method = codings(code).find_map(|(_, code)| codes::test_method(code));
    let result = codings(observation.get("valueCodeableConcept"))
        .find_map(|(_, code)| codes::test_result(code));
    // An unknown test, or an unknown result: one of them must say that this is a test at all.
    if method.is_none() && result.is_none() {
        return None;
    }
    let period = observation.get("effectivePeriod").and_then(|period| text(period, "start"));
    let performer = observation.get("performer").and_then(|performer| performer.get(0));
    Some(Test {
        disease: method.map(|_| codes::COVID_19.to_owned()),
        method: Some(method.unwrap_or(TestMethod::Other)),
        result: Some(result.unwrap_or(TestResult::Other)),
        sampled: text(observation, "effectiveDateTime").or(period).and_then(|time| moment(&time)),
        centre: performer.and_then(|performer| text(performer, "display")),
        product: written(code),
        ..Test::default()
    })
}

/// FHIR's codes are written in small letters; a few issuers write them otherwise.
fn status(resource: &Value, wanted: &[&str]) -> bool {
    let status = text(resource, "status").unwrap_or_default();
    wanted.iter().any(|wanted| status.eq_ignore_ascii_case(wanted))
}

/// A FHIR dateTime that has a time; of a day alone nobody knows the moment, so its beginning is
/// taken: a test never seems newer than it is.
fn moment(time: &str) -> Option<Moment> {
    let day = || PartialDate::parse(time).filter(|date| date.is_a_day());
    Moment::parse_rfc3339(time).ok().or_else(|| day()?.begin())
}

/// The codes of a CodeableConcept, each with its system.
fn codings(concept: Option<&Value>) -> impl Iterator<Item = (Option<&str>, &str)> {
    let codings = concept.and_then(|concept| concept.get("coding")).and_then(Value::as_array);
    codings.into_iter().flatten().take(MAX_CODINGS).filter_map(|coding| {
        let member = |name| coding.get(name).and_then(Value::as_str).map(str::trim);
        Some((member("system"), member("code")?))
    })
}

/// What the issuer calls a code, or else the code itself.
fn written(concept: Option<&Value>) -> Option<String> {
    let concept = concept?;
    let coding = concept.get("coding").and_then(|codings| codings.get(0));
    text(concept, "text").or_else(|| text(coding?, "display")).or_else(|| text(coding?, "code"))
}

/// Names that stand in a list, with a space between them.
fn words(list: Option<&Value>) -> Option<String> {
    let words = list.and_then(Value::as_array).into_iter().flatten();
    let words: Vec<&str> = words.filter_map(Value::as_str).map(str::trim).collect();
    let joined = words.join(" ");
    let joined = joined.trim();
    (!joined.is_empty()).then(|| joined.to_owned())
}

/// A text without white space around; `None` when it is empty or no text.
fn text(value: &Value, member: &str) -> Option<String> {
    json::text(value.get(member))
}

/// The largest card seen has some sixty.
const MAX_RESOURCES: usize = 500;
/// A concept has two or three.
const MAX_CODINGS: usize = 16;
