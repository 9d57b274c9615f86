//! Reports for people: English, plain, without personal data that was not proved.

use base64ct::{Base64, Encoding};
use std::{fmt::Write as _, path::Path};
use vidimus::{
    display::escaped,
    protocol::{Check, Checks, Credential, Event, Link, Outcome, Report, TestResult},
    verdict::Reason,
};

/// A key identifier as lists write it.
pub(crate) fn kid(kid: &[u8]) -> String {
    Base64::encode_string(kid)
}

/// A report in a few lines.
pub(crate) fn report(path: &Path, report: &Report) -> String {
    let word = match report.outcome {
        Some(Outcome::Accept) => "VALID",
        Some(Outcome::Undecided) => "CHECK",
        Some(Outcome::Reject) => "NOT VALID",
        None => "NO CERTIFICATE",
    };
    let specimen = if report.specimen { " (specimen)" } else { "" };
    let mut text = format!("{}: {word}{specimen}", path.display());
    for reason in &report.reasons {
        let meaning = Reason::ALL.iter().find(|known| known.code() == reason.code);
        let meaning = meaning.map_or("", |known| known.meaning().trim());
        line(&mut text, &format!("{}: {}", reason.code, escaped(meaning)));
        for (name, value) in &reason.params {
            line(&mut text, &format!("  {name}: {}", escaped(value)));
        }
    }
    if report.outcome.is_some() {
        line(&mut text, &checks(&report.checks));
    }
    if let Some(issuer) = &report.issuer {
        let name = issuer.name.as_deref().unwrap_or("?");
        let country = issuer.country.as_deref().unwrap_or("?");
        line(&mut text, &format!("issuer: {} ({})", escaped(name), escaped(country)));
    }
    if let Some(Link { host, label, passcode, .. }) = &report.link {
        let label = label.as_deref().map_or_else(String::new, |label| format!(" ({label})"));
        let passcode = if *passcode { ", asks for a passcode" } else { "" };
        line(&mut text, &format!("link to: {}{}{passcode}", escaped(host), escaped(&label)));
    }
    if let Some(shown) = &report.credential {
        credential(&mut text, shown, report.proven == Some(false));
    }
    if let Some(trust) = &report.trust {
        let created = trust.created.as_deref().unwrap_or("no date");
        line(&mut text, &format!("list: {}, {created}", escaped(&trust.source)));
    }
    text
}

fn credential(text: &mut String, credential: &Credential, unproven: bool) {
    let mark = if unproven { "NOT PROVEN: " } else { "" };
    let person = &credential.person;
    let name: Vec<&str> =
        [&person.surname, &person.given].into_iter().flatten().map(String::as_str).collect();
    let born = person.dob.as_deref().unwrap_or("?");
    // A link names nobody.
    if !name.is_empty() || person.dob.is_some() {
        line(text, &format!("{mark}person: {}, born {}", escaped(&name.join(", ")), escaped(born)));
    }
    if let Some(document) = &person.document {
        line(text, &format!("{mark}document: {}", escaped(document)));
    }
    for event in &credential.events {
        line(text, &format!("{mark}{}", escaped(&self::event(event))));
    }
    if let Some(expires) = &credential.expires {
        line(text, &format!("{mark}until: {expires}"));
    }
}

fn event(event: &Event) -> String {
    let or_unknown = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".to_owned());
    match event {
        Event::Vaccination(given) => {
            let number = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
            format!(
                "vaccination: {}, dose {} of {}, {}",
                or_unknown(&given.product),
                number(given.dose),
                number(given.doses),
                or_unknown(&given.date)
            )
        }
        Event::Test(test) => {
            let result = match test.result {
                Some(TestResult::Negative) => "negative",
                Some(TestResult::Positive) => "positive",
                Some(TestResult::Other) | None => "unknown result",
            };
            format!("test: {result}, {}", or_unknown(&test.sampled))
        }
        Event::Exemption(exemption) => format!(
            "exemption: {} to {}",
            or_unknown(&exemption.valid_from),
            or_unknown(&exemption.valid_until)
        ),
        Event::Pass(pass) => format!("pass: {}", or_unknown(&pass.name)),
        Event::Recovery(recovery) => format!(
            "recovery: {} to {}",
            or_unknown(&recovery.valid_from),
            or_unknown(&recovery.valid_until)
        ),
    }
}

fn checks(checks: &Checks) -> String {
    let Checks { reading, signature, trust, revocation, validity, rules } = *checks;
    let named = [
        ("reading", reading),
        ("signature", signature),
        ("trust", trust),
        ("revocation", revocation),
        ("validity", validity),
        ("rules", rules),
    ];
    let list: Vec<String> =
        named.iter().map(|(name, check)| format!("{name} {}", word(*check))).collect();
    format!("checks: {}", list.join(", "))
}

const fn word(check: Check) -> &'static str {
    match check {
        Check::Pass => "pass",
        Check::Fail => "FAIL",
        Check::Unknown => "unknown",
        Check::Open => "open",
        Check::NotApplied => "not applied",
        Check::NotReached => "not reached",
    }
}

fn line(text: &mut String, content: &str) {
    // Writing to a String cannot fail.
    let _ = write!(text, "\n  {content}");
}
