//! The page without a browser.

mod cards;
mod flow;
mod list;
mod opening;
mod words;

use super::words::{Format, Phrase, Words};
use super::{Effect, Event, State, Theme, texts::Language, update};
use crate::protocol::{
    Check, Checks, Credential, Issuer, Outcome, Person, Reading, Report, Response, Test,
    TestMethod, TestResult, Trust,
};
use std::rc::Rc;

/// Values as they come: the browser's own formats are not for native tests.
struct AsIs;

impl Format for AsIs {
    fn date(&self, _language: &str, date: &str) -> String {
        date.to_owned()
    }
    fn moment(&self, _language: &str, moment: &str) -> String {
        moment.to_owned()
    }
    fn country(&self, _language: &str, code: &str) -> String {
        code.to_owned()
    }
}

fn words(language: Language) -> Words {
    Words::new(language, Rc::new(AsIs))
}

/// Says it without the marks that isolate what was put in.
fn say(words: &Words, phrase: impl Into<Phrase>) -> String {
    words.say(phrase).replace(['\u{2068}', '\u{2069}'], "")
}

fn opened() -> State {
    State::new(Language::En, Theme::System, true)
}

/// The state after a row of events, and the effects of the last.
fn after(events: impl IntoIterator<Item = Event>) -> (State, Vec<Effect>) {
    follow(opened(), events)
}

fn follow(state: State, events: impl IntoIterator<Item = Event>) -> (State, Vec<Effect>) {
    events.into_iter().fold((state, Vec::new()), |(state, _), event| update(state, event))
}

fn readings(report: Report) -> Response {
    Response::Readings { readings: vec![Reading::Certificate { report }] }
}

/// A genuine negative test.
fn genuine() -> Report {
    let text = |text: &str| Some(text.to_owned());
    Report {
        outcome: Some(Outcome::Accept),
        scheme: text("eu-dcc"),
        checks: Checks {
            reading: Check::Pass,
            signature: Check::Pass,
            trust: Check::Pass,
            revocation: Check::Unknown,
            validity: Check::Pass,
            rules: Check::NotApplied,
        },
        issuer: Some(Issuer { country: text("PRT"), name: text("Saude"), ..Issuer::default() }),
        credential: Some(Credential {
            person: Person {
                surname: text("Søndergård"),
                given: text("Maria"),
                surname_latin: text("SOENDERGAARD"),
                given_latin: text("MARIA"),
                dob: text("1990-05"),
                document: None,
            },
            events: vec![crate::protocol::Event::Test(Box::new(Test {
                disease: text("COVID-19"),
                method: Some(TestMethod::Naat),
                result: Some(TestResult::Negative),
                sampled: text("2026-11-22T14:05:00Z"),
                country: text("PRT"),
                ..Test::default()
            }))],
            issued: None,
            expires: text("2027-11-22T00:00:00Z"),
        }),
        proven: Some(true),
        trust: Some(Trust {
            source: "embedded".to_owned(),
            created: text("2026-11-20T00:00:00Z"),
            age_days: Some(3),
            sequence: None,
        }),
        ..Report::default()
    }
}
