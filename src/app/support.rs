//! A line for whoever helps: what happened, without a word about the person.

use crate::protocol::{Check, Checks, Report};

/// Version, scheme, outcome, checks, reason codes and list.
pub fn support_code(report: &Report) -> String {
    let Checks { reading, signature, trust, revocation, validity, rules } = report.checks;
    let checks = [reading, signature, trust, revocation, validity, rules].map(letter);
    let checks: String = checks.into_iter().collect();
    let codes: Vec<_> = report.reasons.iter().map(|entry| entry.code.as_str()).collect();
    let list = report.trust.as_ref().map_or("-", |trust| trust.source.as_str());
    let made = report.trust.as_ref().and_then(|trust| trust.created.as_deref()).unwrap_or("-");
    let outcome = report.outcome.map_or("-", super::outcome_name);
    let scheme = report.scheme.as_deref().unwrap_or("-");
    let codes = if codes.is_empty() { "-".to_owned() } else { codes.join(",") };
    let version = env!("CARGO_PKG_VERSION");
    format!("vidimus {version} {scheme} {outcome} {checks} {codes} {list} {made}")
}

const fn letter(check: Check) -> char {
    match check {
        Check::Pass => 'p',
        Check::Fail => 'f',
        Check::Unknown => 'u',
        Check::Open => 'o',
        Check::NotApplied => 'a',
        Check::NotReached => 'n',
    }
}
