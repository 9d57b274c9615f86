//! What a document claims, as far as its signature tells its members apart.
//!
//! Several members mean the same (see the tables), so who holds a certificate can exchange their
//! values and the signature stays whole: "1 of 2" becomes "2 of 1". A value is taken only where
//! its form says which member it belongs to:
//!
//! | Members that mean the same | Told apart by | Otherwise |
//! |---|---|---|
//! | `dose`, `totalDoses` | the dose is not more than all | left out, [`Irregularity::Ambiguous`] |
//! | `date`, `effectiveStart`, `effectiveUntil` | the first alone has a time of day | the same |
//! | `certificateId` | it is the end of the `id` of the evidence | the same |
//! | `icd11Code` | codes of vaccines begin with `XM` | the same |
//! | `vaccine` | names of vaccines are known | left out |
//! | `batch`, `manufacturer` | beside a known vaccine, the first has a digit and the other none | left out |
//!
//! `effectiveUntil` is no end: IN writes the day of the dose, LK a day before it. The country is the
//! signer's: signers write IN for every country.

use super::proof::Proof;
use crate::{
    envelope::json,
    moment::Moment,
    scheme::{
        Claims, Credential, Entry, Irregularity, PartialDate, Person, SchemeError, Time,
        Vaccination,
    },
};
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// Reads the claims of a document whose members are all in the tables.
///
/// # Errors
/// [`SchemeError::Claim`] without a person or their name, [`SchemeError::NoEntry`] without a vaccination.
pub(super) fn read(
    document: &Object,
    proof: &Proof<'_>,
    subject_unsigned: bool,
) -> Result<Claims, SchemeError> {
    const NO_PERSON: SchemeError =
        SchemeError::Claim { claim: "credentialSubject", expected: "a person with a name" };
    let person = document.get("credentialSubject").and_then(Value::as_object).ok_or(NO_PERSON)?;
    if !subject_unsigned && text(person, "name").is_none() {
        return Err(NO_PERSON);
    }
    let evidence = document.get("evidence").and_then(only_object).ok_or(SchemeError::NoEntry)?;
    let (vaccination, ambiguous) = vaccination(evidence);
    let mut irregularities = Vec::new();
    if subject_unsigned {
        irregularities.push(Irregularity::SubjectUnsigned);
    }
    if ambiguous {
        irregularities.push(Irregularity::Ambiguous);
    }
    Ok(Claims {
        issuer: text(document, "issuer"),
        issued: issued(document, proof),
        not_before: Time::Absent,
        expires: Time::of_json_text(document.get("expirationDate")),
        credential: Credential {
            // Nobody signed whose certificate this is, so it is nobody's.
            person: if subject_unsigned { Person::default() } else { self::person(person) },
            entries: vec![Entry::Vaccination(vaccination)],
        },
        irregularities,
    })
}

/// The later of what the document and its proof say.
fn issued(document: &Object, proof: &Proof<'_>) -> Time {
    let document = Time::of_json_text(document.get("issuanceDate"));
    match (document, Moment::parse_rfc3339(proof.created).ok()) {
        (Time::At(document), Some(proof)) => Time::At(document.max(proof)),
        (Time::Absent, Some(proof)) => Time::At(proof),
        (_, None) | (Time::Unreadable, _) => Time::Unreadable,
    }
}

fn person(person: &Object) -> Person {
    Person {
        // One text that nobody can part: all of it is the primary identifier (ICAO 9303-3 §4.6).
        surname: text(person, "name"),
        date_of_birth: text(person, "dob").and_then(|text| PartialDate::parse(&text)),
        document: text(person, "id").and_then(|id| document_number(&id)),
        ..Person::default()
    }
}

/// The number in `did:Passport:A1234567`; other identifiers are not of a document.
fn document_number(id: &str) -> Option<String> {
    const DOCUMENTS: &[&str] = &["passport", "aadhaar card", "driving license", "pan card"];
    let (kind, number) = id.strip_prefix("did:")?.split_once(':')?;
    let known = DOCUMENTS.iter().any(|document| document.eq_ignore_ascii_case(kind));
    (known && !number.is_empty()).then(|| number.to_owned())
}

/// The vaccination, and whether something that decides cannot be told apart.
fn vaccination(evidence: &Object) -> (Vaccination, bool) {
    let doses = doses(evidence);
    let date = date(evidence);
    let identifier = identifier(evidence);
    let ambiguous =
        doses.is_err() || date.is_err() || identifier.is_err() || !is_code_of_vaccine(evidence);
    let product = product(evidence);
    // Who is not told apart from the vaccine is not told at all.
    let names = product.as_ref().and_then(|_| lot_and_manufacturer(evidence));
    let (lot, manufacturer) = names.unzip();
    let against = text(evidence, "prophylaxis").unwrap_or_default();
    let covid_19 = product.is_some() || against.to_ascii_lowercase().contains("covid");
    let (dose, doses) = doses.ok().flatten().unzip();
    let vaccination = Vaccination {
        disease: covid_19.then(|| "COVID-19".to_owned()),
        product,
        manufacturer,
        dose,
        doses,
        date: date.ok().flatten(),
        lot,
        identifier: identifier.ok().flatten(),
        ..Vaccination::default()
    };
    (vaccination, ambiguous)
}

/// Marks members that cannot be told apart.
struct AnyOrder;

/// Which dose of how many.
fn doses(evidence: &Object) -> Result<Option<(u32, u32)>, AnyOrder> {
    let of = |member| evidence.get(member).filter(|value| !value.is_null());
    match (of("dose"), of("totalDoses")) {
        (None, None) => Ok(None),
        (Some(dose), Some(doses)) if dose == doses && dose.as_str() == Some("") => Ok(None),
        // Written the same way, so that a number and a text are not exchanged unseen.
        (Some(dose), Some(doses)) if dose.is_string() == doses.is_string() => {
            match (count(dose), count(doses)) {
                (Some(dose), Some(doses)) if dose <= doses => Ok(Some((dose, doses))),
                _ => Err(AnyOrder),
            }
        }
        _ => Err(AnyOrder),
    }
}

/// The day of the vaccination, as it is written.
fn date(evidence: &Object) -> Result<Option<PartialDate>, AnyOrder> {
    let Some(date) = text(evidence, "date") else {
        return Err(AnyOrder);
    };
    let has_time = |text: &str| text.contains('T') && Moment::parse_rfc3339(text).is_ok();
    let others = ["effectiveStart", "effectiveUntil"].map(|member| text(evidence, member));
    let mut others = others.iter().flatten();
    let apart = has_time(&date) && others.clone().all(|other| !other.contains('T'));
    if apart || others.all(|other| *other == date) {
        Ok(PartialDate::parse(&date).or_else(|| compact(&date)))
    } else {
        Err(AnyOrder)
    }
}

/// `20210415`.
fn compact(date: &str) -> Option<PartialDate> {
    let (year, rest) = date.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    PartialDate::parse(&format!("{year}-{month}-{day}"))
}

/// The certificate's own identifier: the end of the address that is the evidence's name.
fn identifier(evidence: &Object) -> Result<Option<String>, AnyOrder> {
    let Some(identifier) = text(evidence, "certificateId") else {
        return Ok(None);
    };
    let address = text(evidence, "id").unwrap_or_default();
    let end = address.rsplit(['/', '?']).next();
    if end == Some(&identifier) { Ok(Some(identifier)) } else { Err(AnyOrder) }
}

/// WHO ICD-11, extension codes for vaccines: `XM` and four more.
fn is_code_of_vaccine(evidence: &Object) -> bool {
    text(evidence, "icd11Code").is_none_or(|code| {
        let rest = code.strip_prefix("XM").unwrap_or_default();
        rest.len() == 4 && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    })
}

/// The vaccine, where what is written there is the name of one and nothing beside it is another's.
fn product(evidence: &Object) -> Option<String> {
    let named = |member| text(evidence, member).filter(|text| names_a_vaccine(text));
    let vaccine = named("vaccine")?;
    let beside = ["batch", "manufacturer", "certificateId", "icd11Code"];
    let alone = beside.into_iter().filter_map(named).all(|other| other == vaccine);
    alone.then_some(vaccine)
}

/// Lot and manufacturer, where one has a digit and the other has none.
fn lot_and_manufacturer(evidence: &Object) -> Option<(String, String)> {
    let digits = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let lot = text(evidence, "batch").filter(|lot| digits(lot))?;
    let manufacturer = text(evidence, "manufacturer").filter(|name| !digits(name))?;
    Some((lot, manufacturer))
}

fn names_a_vaccine(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    VACCINES.iter().any(|name| text.contains(name))
}

fn only_object(value: &Value) -> Option<&Object> {
    match value {
        Value::Array(items) => items.first()?.as_object(),
        other => other.as_object(),
    }
}

/// A text without white space around; `None` when it is empty, null or no text.
fn text(object: &Object, member: &str) -> Option<String> {
    json::text(object.get(member))
}

/// A small whole number, also as digits.
fn count(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => number.as_u64()?.try_into().ok(),
        Value::String(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().ok()
        }
        _ => None,
    }
}

/// Parts of the names of COVID-19 vaccines that were given in the countries of DIVOC, in small
/// letters. All of them are in WHO's list of emergency uses or were authorised by IN, ID, LK or PH.
const VACCINES: &[&str] = &[
    "astrazeneca",
    "biontech",
    "comirnaty",
    "convidecia",
    "corbevax",
    "coronavac",
    "covaxin",
    "covishield",
    "covovax",
    "gemcovac",
    "incovacc",
    "indovac",
    "inavac",
    "janssen",
    "jcovden",
    "moderna",
    "novavax",
    "nuvaxovid",
    "pfizer",
    "sinopharm",
    "sinovac",
    "spikevax",
    "sputnik",
    "vaxzevria",
    "zifivax",
    "zycov",
];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn evidence(change: &[(&str, Value)]) -> Object {
        let mut evidence = json!({
            "id": "https://example.org/vaccine/303",
            "certificateId": "303",
            "batch": "412",
            "vaccine": "Covishield",
            "manufacturer": "Serum Institute",
            "date": "2021-02-17T05:30:28.187Z",
            "effectiveStart": "2021-05-21",
            "effectiveUntil": "2022-05-21",
            "dose": 1,
            "totalDoses": 2,
        });
        for (member, value) in change {
            evidence[*member] = value.clone();
        }
        evidence.as_object().expect("an object").clone()
    }

    #[test]
    fn only_what_its_form_tells_apart_is_taken() {
        let sound = vaccination(&evidence(&[]));
        assert_eq!(
            sound,
            (
                Vaccination {
                    disease: Some("COVID-19".into()),
                    product: Some("Covishield".into()),
                    manufacturer: Some("Serum Institute".into()),
                    dose: Some(1),
                    doses: Some(2),
                    date: PartialDate::parse("2021-02-17"),
                    lot: Some("412".into()),
                    identifier: Some("303".into()),
                    ..Vaccination::default()
                },
                false
            )
        );
        /// Why, what is changed, and whether it can then be read in two ways.
        type Case = (&'static str, Vec<(&'static str, Value)>, bool);
        let cases: Vec<Case> = vec![
            ("doses exchanged", vec![("dose", json!(2)), ("totalDoses", json!(1))], true),
            ("a booster", vec![("dose", json!(3))], true),
            ("digits and a number", vec![("dose", json!("1"))], true),
            ("digits", vec![("dose", json!("1")), ("totalDoses", json!("2"))], false),
            ("no doses", vec![("dose", json!("")), ("totalDoses", json!(""))], false),
            ("one of them", vec![("totalDoses", Value::Null)], true),
            ("a negative dose", vec![("dose", json!(-1))], true),
            (
                "days exchanged",
                vec![
                    ("date", json!("2021-05-21")),
                    ("effectiveStart", json!("2021-02-17T05:30:28.187Z")),
                ],
                true,
            ),
            ("days alike in form", vec![("date", json!("2021-05-20"))], true),
            (
                "one day",
                vec![("date", json!("2022-05-21")), ("effectiveStart", json!("2022-05-21"))],
                false,
            ),
            ("a day that is not there", vec![("date", Value::Null)], true),
            (
                "identifier and lot exchanged",
                vec![("certificateId", json!("412")), ("batch", json!("303"))],
                true,
            ),
            ("a code of no vaccine", vec![("icd11Code", json!("412"))], true),
            ("a code", vec![("icd11Code", json!("XM9QW8"))], false),
        ];
        for (why, change, ambiguous) in cases {
            assert_eq!(vaccination(&evidence(&change)).1, ambiguous, "{why}");
        }
    }

    #[test]
    fn names_that_cannot_be_told_apart_are_left_out() {
        let named = |change: &[(&str, Value)]| {
            let (vaccination, _) = vaccination(&evidence(change));
            (vaccination.product, vaccination.manufacturer, vaccination.lot)
        };
        let left_out = (None, None, None);
        let cases: Vec<Vec<(&str, Value)>> = vec![
            vec![("vaccine", json!("412")), ("batch", json!("Covishield"))],
            vec![("manufacturer", json!("Covishield")), ("vaccine", json!("Serum Institute"))],
            vec![("manufacturer", json!("Covaxin"))],
            vec![("vaccine", json!("Unheard of"))],
        ];
        for change in cases {
            assert_eq!(named(&change), left_out, "{change:?}");
        }
        let covishield = Some("Covishield".to_owned());
        let swapped = [("manufacturer", json!("412")), ("batch", json!("Serum Institute"))];
        assert_eq!(named(&swapped), (covishield.clone(), None, None));
        let same = [("manufacturer", json!("Covishield"))];
        let lot = Some("412".to_owned());
        assert_eq!(named(&same), (covishield.clone(), covishield, lot));
    }

    #[test]
    fn numbers_of_documents() {
        const CASES: &[(&str, Option<&str>)] = &[
            ("did:Passport:Dummy256", Some("Dummy256")),
            ("did:Aadhaar Card:********1234", Some("********1234")),
            ("did:Passport:", None),
            ("did:india:872550100V", None),
            ("Passport:1", None),
        ];
        for &(id, expected) in CASES {
            assert_eq!(document_number(id).as_deref(), expected, "{id}");
        }
    }
}
