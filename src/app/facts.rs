//! What a certificate says, as lines to be read beside a passport.

use super::{
    texts::Text,
    words::{Phrase, Value},
};
use crate::{
    display,
    protocol::{
        Credential, Event, Exemption, Issuer, Link, Pass, Person, Recovery, Report, Test,
        TestMethod, TestResult, Vaccination,
    },
};

/// Whom to compare with the passport.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonLines {
    /// Family name.
    pub surname: Option<String>,
    /// Given names.
    pub given: Option<String>,
    /// As in the machine-readable zone, where that says more.
    pub latin: Option<String>,
    /// Date of birth.
    pub born: Phrase,
    /// The passport or identity card that the certificate is bound to.
    pub document: Option<Phrase>,
}

/// One thing with a title and small lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its sign.
    pub icon: Icon,
    /// The title.
    pub title: Phrase,
    /// The small lines.
    pub lines: Vec<Phrase>,
}

/// The sign of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A dose.
    Vaccination,
    /// A test.
    Test,
    /// A recovery.
    Recovery,
    /// An exemption, or a pass that names no event.
    Pass,
    /// Who issued it.
    Issuer,
}

/// The person, for comparing with a passport.
pub(super) fn person(person: &Person) -> PersonLines {
    let Person { surname, given, surname_latin, given_latin, dob, document } = person;
    let joined = |first: &Option<String>, second: &Option<String>, between: &str| {
        let parts: Vec<_> = first.iter().chain(second).map(String::as_str).collect();
        Some(display::marked(&parts.join(between))).filter(|text| !text.is_empty())
    };
    let latin = joined(surname_latin, given_latin, "<<");
    let plain = joined(surname, given, "<<").map(|name| name.to_uppercase().replace(' ', "<"));
    let born = match dob.as_ref().filter(|dob| !dob.is_empty()) {
        Some(dob) => Text::PersonBorn { date: Value::Date(dob.clone()) }.into(),
        None => Text::PersonNoBirth.into(),
    };
    PersonLines {
        surname: surname.as_deref().map(display::marked),
        given: given.as_deref().map(display::marked),
        latin: latin.filter(|latin| Some(latin) != plain.as_ref()),
        born,
        document: document
            .clone()
            .map(|number| Text::PersonDocument { number: Value::Plain(number) }.into()),
    }
}

/// The name of a kind of certificate, for people; `None` for one that this version does not know.
pub fn scheme_text(name: &str) -> Option<Text> {
    Some(match name {
        "2d-doc" => Text::Scheme2dDoc,
        "cred" => Text::SchemeCred,
        "divoc" => Text::SchemeDivoc,
        "eu-dcc" => Text::SchemeEuDcc,
        "exemption" => Text::SchemeExemption,
        "hajj" => Text::SchemeHajj,
        "icao-vds-nc" => Text::SchemeIcaoVdsNc,
        "icvp" => Text::SchemeIcvp,
        "nhs-domestic" => Text::SchemeNhsDomestic,
        "nzcp" => Text::SchemeNzcp,
        "racsel-ddvc" => Text::SchemeRacselDdvc,
        "smart-health-card" => Text::SchemeSmartHealthCard,
        "swiss-light" => Text::SchemeSwissLight,
        "vhl" => Text::SchemeVhl,
        "who-ddcc" => Text::SchemeWhoDdcc,
        _ => return None,
    })
}

/// Where a link leads, in words.
pub(super) fn linked(link: &Link) -> Fact {
    let Link { host, secure: _, label, passcode, expires: _, opens: _ } = link;
    let asks = passcode.then(|| Text::LinkPasscode.into());
    let host = Value::Plain(host.clone());
    fact(Icon::Issuer, Text::LinkTitle { host }.into(), [plain(label), asks])
}

/// What happened to the person, then who issued it.
pub(super) fn facts(credential: &Credential, report: &Report) -> Vec<Fact> {
    let events = credential.events.iter().map(|event| match event {
        Event::Vaccination(vaccination) => vaccinated(vaccination),
        Event::Test(test) => tested(test),
        Event::Recovery(recovery) => recovered(recovery),
        Event::Exemption(exemption) => exempted(exemption),
        Event::Pass(pass) => passed(pass),
    });
    let issuer = report.issuer.as_ref().map(|issuer| issued(issuer, credential));
    events.chain(issuer).collect()
}

fn vaccinated(vaccination: &Vaccination) -> Fact {
    // The lot is for a clinic, the identifier for a machine: neither helps to decide.
    let Vaccination {
        disease,
        product,
        manufacturer,
        dose,
        doses,
        complete,
        date,
        lot: _,
        valid_from,
        valid_until,
        country,
        identifier: _,
    } = vaccination;
    let number = |number: u32| Value::Number(i64::from(number));
    let doses = match (*dose, *doses) {
        (Some(dose), Some(doses)) => {
            Some(Text::VaccinationDose { dose: number(dose), doses: number(doses) }.into())
        }
        (Some(dose), None) => Some(Text::VaccinationDoseOnly { dose: number(dose) }.into()),
        (None, _) => None,
    };
    let course = complete.map(|complete| {
        if complete { Text::VaccinationComplete } else { Text::VaccinationIncomplete }.into()
    });
    let given = dated(date, |date| Text::VaccinationGiven { date });
    let lines = [
        plain(disease),
        doses,
        course,
        given,
        span(valid_from, valid_until),
        plain(product),
        plain(manufacturer),
        land(country),
    ];
    fact(Icon::Vaccination, Text::VaccinationTitle.into(), lines)
}

fn tested(test: &Test) -> Fact {
    let Test { disease, method, result, sampled, centre, product, country, identifier: _ } = test;
    let kind = match method {
        Some(TestMethod::Naat) => Text::TestNaat,
        Some(TestMethod::Antigen) => Text::TestAntigen,
        Some(TestMethod::Antibody) => Text::TestAntibody,
        Some(TestMethod::Other) | None => Text::TestOther,
    };
    let result = match result {
        Some(TestResult::Negative) => Text::TestNegative,
        Some(TestResult::Positive) => Text::TestPositive,
        Some(TestResult::Other) | None => Text::TestUnclear,
    };
    let moment = sampled.clone().map(Value::Moment);
    let sampled = moment.map(|moment| Text::TestSampled { moment }.into());
    let lines = [plain(disease), sampled, plain(centre), plain(product), land(country), None];
    fact(Icon::Test, Text::TestTitle { kind: kind.into(), result: result.into() }.into(), lines)
}

fn recovered(recovery: &Recovery) -> Fact {
    let Recovery { disease, first_positive, valid_from, valid_until, country, identifier: _ } =
        recovery;
    let first = dated(first_positive, |date| Text::RecoveryFirstPositive { date });
    let lines = [plain(disease), first, span(valid_from, valid_until), land(country)];
    fact(Icon::Recovery, Text::RecoveryTitle.into(), lines)
}

fn exempted(exemption: &Exemption) -> Fact {
    let Exemption { disease, valid_from, valid_until, country, identifier: _ } = exemption;
    let lines = [plain(disease), span(valid_from, valid_until), land(country)];
    fact(Icon::Pass, Text::ExemptionTitle.into(), lines)
}

fn passed(pass: &Pass) -> Fact {
    let Pass { name, valid_from, valid_until, country, identifier: _ } = pass;
    let lines = [plain(name), span(valid_from, valid_until), land(country)];
    fact(Icon::Pass, Text::PassTitle.into(), lines)
}

/// The days that something counts for.
fn span(from: &Option<String>, until: &Option<String>) -> Option<Phrase> {
    let date = |date: &String| Value::Date(date.clone());
    Some(match (from, until) {
        (Some(from), Some(until)) => Text::Span { from: date(from), until: date(until) }.into(),
        (Some(from), None) => Text::SpanFrom { from: date(from) }.into(),
        (None, Some(until)) => Text::SpanUntil { until: date(until) }.into(),
        (None, None) => return None,
    })
}

fn issued(issuer: &Issuer, credential: &Credential) -> Fact {
    let Issuer { name, country, kid: _, source: _ } = issuer;
    let (who, name) = match (country.as_ref().filter(|code| is_land(code)), name) {
        (Some(country), name) => (Value::Country(country.clone()), plain(name)),
        (None, Some(name)) => (Value::Plain(name.clone()), None),
        (None, None) => (Text::IssuerUnnamed.into(), None),
    };
    let moment = credential.expires.clone().map(Value::Moment);
    let until = moment.map(|date| Text::IssuerUntil { date }.into());
    fact(Icon::Issuer, Text::IssuerTitle { issuer: who }.into(), [name, until])
}

fn fact(icon: Icon, title: Phrase, lines: impl IntoIterator<Item = Option<Phrase>>) -> Fact {
    Fact { icon, title, lines: lines.into_iter().flatten().collect() }
}

fn plain(text: &Option<String>) -> Option<Phrase> {
    text.as_ref().filter(|text| !text.is_empty()).map(Phrase::plain)
}

fn land(code: &Option<String>) -> Option<Phrase> {
    let code = code.as_ref().filter(|code| is_land(code));
    code.map(|code| Phrase::Value(Value::Country(code.clone())))
}

/// The code that stands for no country, as on specimens, says nothing to a reader (ISO 3166-1 leaves
/// XX to its users, Doc 9303-3 XXX to persons without a nationality).
fn is_land(code: &str) -> bool {
    !matches!(code, "XX" | "XXX")
}

fn dated(date: &Option<String>, text: fn(Value) -> Text) -> Option<Phrase> {
    date.as_ref().map(|date| text(Value::Date(date.clone())).into())
}
