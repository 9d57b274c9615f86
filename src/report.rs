//! A verdict as the public report: what the command line prints and the page draws.

use crate::{
    country,
    gathered::gathered,
    moment::Moment,
    protocol,
    scheme::{self, Claims, PartialDate},
    signature::{Scope, Signer},
    trust::Provenance,
    verdict::{Check, Checks, Finding, NoVerdict, Outcome, Parameter, Reason, Shown, Verdict},
};
use base64ct::{Base64, Encoding};

/// What a report may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disclosure {
    /// Proven claims only: for programs.
    Proven,
    /// Proven claims, and unproven ones marked as such: for programs that asked for them.
    Unproven,
    /// For a screen: as `Unproven`, but nothing about the person once the verdict is red.
    Screen,
}

/// The report on one input.
pub fn report(
    judged: Result<&Verdict, &NoVerdict>,
    list: &Provenance,
    clock: Option<Moment>,
    disclosure: Disclosure,
) -> protocol::Report {
    let verdict = match judged {
        Ok(verdict) => verdict,
        Err(none) => return without_verdict(&Finding::from(none)),
    };
    let outcome = verdict.outcome();
    let shown = verdict.shown.as_ref();
    let signer = shown.and_then(|shown| shown.signer.as_ref());
    let proven = signer.is_some();
    let visible = shown.filter(|_| match disclosure {
        Disclosure::Proven => proven,
        Disclosure::Unproven => true,
        Disclosure::Screen => outcome != Outcome::Reject,
    });
    let credential = visible.map(|shown| credential(&shown.claims));
    // A link that somebody signed is among what was signed. One that nobody signed claims nothing;
    // what it calls itself is as unproven as everything else.
    let link = verdict.link.as_ref().filter(|_| shown.is_none() || visible.is_some()).map(link);
    let link = link.map(|link| protocol::Link {
        label: link.label.filter(|_| proven || disclosure != Disclosure::Proven),
        ..link
    });
    let shows_something = credential.is_some() || link.is_some();
    let proven = (disclosure != Disclosure::Proven && shows_something).then_some(proven);
    protocol::Report {
        id: None,
        file: None,
        outcome: Some(outcome.into()),
        scheme: verdict.scheme.map(|scheme| scheme.name().to_owned()),
        reasons: verdict.findings.iter().map(entry).collect(),
        checks: verdict.checks.into(),
        specimen: signer.is_some_and(|signer| signer.scope < Scope::Live),
        issuer: shown.and_then(|shown| issuer(shown, disclosure)),
        credential,
        link,
        proven,
        matched: None,
        trust: Some(trust(list, clock)),
        ms: 0.0,
    }
}

/// The report on an input that has no verdict, for one reason.
pub fn no_verdict(reason: Reason) -> protocol::Report {
    without_verdict(&Finding::of(reason))
}

fn without_verdict(finding: &Finding) -> protocol::Report {
    protocol::Report { reasons: vec![entry(finding)], ..protocol::Report::default() }
}

/// A finding in its public form.
pub fn entry(finding: &Finding) -> protocol::ReasonEntry {
    let Finding { reason, parameters } = finding;
    let params = parameters.iter().map(|(name, parameter)| {
        let text = match parameter {
            Parameter::Moment(moment) => moment.to_string(),
            Parameter::Name(name) => (*name).to_owned(),
            Parameter::Number(number) => number.to_string(),
        };
        ((*name).to_owned(), text)
    });
    protocol::ReasonEntry {
        code: reason.code().to_owned(),
        stage: reason.stage().name().to_owned(),
        blame: reason.blame().name().to_owned(),
        params: gathered(params),
    }
}

/// Where the lists came from, in its public form.
pub fn trust(list: &Provenance, clock: Option<Moment>) -> protocol::Trust {
    let age_days = list.oldest.zip(clock).map(|(oldest, clock)| clock.days_since(oldest));
    protocol::Trust {
        source: list.source.clone(),
        created: list.oldest.and_then(Moment::rfc3339),
        age_days,
        sequence: list.sequence,
    }
}

fn link(link: &scheme::Link) -> protocol::Link {
    let scheme::Link { host, secure, label, passcode, expires, target: _ } = link;
    protocol::Link {
        host: host.clone(),
        secure: *secure,
        label: label.clone(),
        passcode: *passcode,
        expires: expires.and_then(Moment::rfc3339),
        opens: None,
    }
}

/// The signer as the list names it; the claim where nobody is proven to have signed.
fn issuer(shown: &Shown, disclosure: Disclosure) -> Option<protocol::Issuer> {
    match &shown.signer {
        // Where the list has no name, what the issuer calls itself: a URL or a DID.
        Some(Signer { name, issuer, country, kid, source, .. }) => Some(protocol::Issuer {
            name: name.clone().or_else(|| issuer.clone()),
            country: country.clone(),
            kid: Some(Base64::encode_string(kid)),
            source: Some(source.clone()),
        }),
        None if disclosure == Disclosure::Proven => None,
        None => {
            let claimed = shown.claims.issuer.as_deref();
            let country = claimed.filter(|claimed| country::may_be_code(claimed));
            Some(protocol::Issuer {
                name: claimed.filter(|_| country.is_none()).map(str::to_owned),
                country: country.map(country::alpha_3),
                ..protocol::Issuer::default()
            })
        }
    }
}

fn credential(claims: &Claims) -> protocol::Credential {
    let Claims { issuer: _, issued, not_before: _, expires, credential, irregularities: _ } =
        claims;
    let scheme::Credential { person, entries } = credential;
    let scheme::Person { surname, given, surname_latin, given_latin, date_of_birth, document } =
        person;
    protocol::Credential {
        person: protocol::Person {
            surname: surname.clone(),
            given: given.clone(),
            surname_latin: surname_latin.clone(),
            given_latin: given_latin.clone(),
            dob: iso(*date_of_birth),
            document: document.clone(),
        },
        events: entries.iter().map(event).collect(),
        issued: issued.moment().and_then(Moment::rfc3339),
        expires: expires.moment().and_then(Moment::rfc3339),
    }
}

fn event(entry: &scheme::Entry) -> protocol::Event {
    match entry.clone() {
        scheme::Entry::Exemption(scheme::Exemption {
            disease,
            valid_from,
            valid_until,
            country,
            identifier,
        }) => protocol::Event::Exemption(Box::new(protocol::Exemption {
            disease,
            valid_from: iso(valid_from),
            valid_until: iso(valid_until),
            country: country.as_deref().map(country::alpha_3),
            identifier,
        })),
        scheme::Entry::Pass(scheme::Pass {
            name,
            valid_from,
            valid_until,
            country,
            identifier,
        }) => protocol::Event::Pass(Box::new(protocol::Pass {
            name,
            valid_from: iso(valid_from),
            valid_until: iso(valid_until),
            country: country.as_deref().map(country::alpha_3),
            identifier,
        })),
        scheme::Entry::Recovery(scheme::Recovery {
            disease,
            first_positive,
            valid_from,
            valid_until,
            country,
            identifier,
        }) => protocol::Event::Recovery(Box::new(protocol::Recovery {
            disease,
            first_positive: iso(first_positive),
            valid_from: iso(valid_from),
            valid_until: iso(valid_until),
            country: country.as_deref().map(country::alpha_3),
            identifier,
        })),
        scheme::Entry::Test(scheme::Test {
            disease,
            method,
            result,
            sampled,
            centre,
            product,
            country,
            identifier,
        }) => protocol::Event::Test(Box::new(protocol::Test {
            disease,
            method: method.map(Into::into),
            result: result.map(Into::into),
            sampled: sampled.and_then(Moment::rfc3339),
            centre,
            product,
            country: country.as_deref().map(country::alpha_3),
            identifier,
        })),
        scheme::Entry::Vaccination(scheme::Vaccination {
            disease,
            product,
            manufacturer,
            dose,
            doses,
            complete,
            date,
            lot,
            valid_from,
            valid_until,
            country,
            identifier,
        }) => protocol::Event::Vaccination(Box::new(protocol::Vaccination {
            disease,
            product,
            manufacturer,
            dose,
            doses,
            complete,
            date: iso(date),
            lot,
            valid_from: iso(valid_from),
            valid_until: iso(valid_until),
            country: country.as_deref().map(country::alpha_3),
            identifier,
        })),
    }
}

fn iso(date: Option<PartialDate>) -> Option<String> {
    date.map(PartialDate::iso)
}

impl From<Outcome> for protocol::Outcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Accept => Self::Accept,
            Outcome::Reject => Self::Reject,
            Outcome::Undecided => Self::Undecided,
        }
    }
}

impl From<Check> for protocol::Check {
    fn from(check: Check) -> Self {
        match check {
            Check::Fail => Self::Fail,
            Check::NotApplied => Self::NotApplied,
            Check::NotReached => Self::NotReached,
            Check::Pass => Self::Pass,
            Check::Unknown => Self::Unknown,
        }
    }
}

impl From<Checks> for protocol::Checks {
    fn from(checks: Checks) -> Self {
        let Checks { reading, signature, trust, revocation, validity, rules } = checks;
        Self {
            reading: reading.into(),
            signature: signature.into(),
            trust: trust.into(),
            revocation: revocation.into(),
            validity: validity.into(),
            rules: rules.into(),
        }
    }
}

impl From<scheme::TestMethod> for protocol::TestMethod {
    fn from(method: scheme::TestMethod) -> Self {
        match method {
            scheme::TestMethod::Antibody => Self::Antibody,
            scheme::TestMethod::Antigen => Self::Antigen,
            scheme::TestMethod::Naat => Self::Naat,
            scheme::TestMethod::Other => Self::Other,
        }
    }
}

impl From<scheme::TestResult> for protocol::TestResult {
    fn from(result: scheme::TestResult) -> Self {
        match result {
            scheme::TestResult::Negative => Self::Negative,
            scheme::TestResult::Other => Self::Other,
            scheme::TestResult::Positive => Self::Positive,
        }
    }
}
