//! The whole verification on one screen.

use crate::{
    moment::Moment,
    policy::Policy,
    rules::{self, Ruling},
    scan::Scanned,
    scheme::{self, SchemeError, Sealed},
    signature::{self, Scope, SignatureError},
    trust::{self, TrustError, TrustStore},
    verdict::{Check, Checks, Effect, Finding, Reason, Shown, Verdict},
};

/// Everything that a verification may know about the outside.
#[derive(Clone, Copy, Debug)]
pub struct World<'w> {
    /// Who is vouched for.
    pub trust: &'w TrustStore,
    /// How strictly to judge.
    pub policy: Policy,
    /// The moment that the certificate is judged at.
    pub at: Moment,
    /// The device's clock, which only the age of the lists is measured by; `None` leaves it out.
    pub clock: Option<Moment>,
}

/// Verifies what was scanned; `None` when it is no health certificate, which is no verdict.
pub fn verify(scanned: &Scanned, world: &World<'_>) -> Option<Verdict> {
    let sealed = match scheme::open(scanned) {
        Err(SchemeError::Unknown) => return None,
        Err(error) => {
            let finding = Finding::from(&error);
            let check = match finding.reason.effect() {
                Effect::Reject => Check::Fail,
                Effect::Note | Effect::Undecided => Check::Unknown,
            };
            let checks = Checks { reading: check, ..Checks::default() };
            return Some(Verdict { scheme: None, checks, findings: vec![finding], shown: None });
        }
        Ok(sealed) => sealed,
    };
    let mut verdict = Verdict {
        scheme: Some(sealed.scheme()),
        checks: Checks::default(),
        findings: Vec::new(),
        shown: Some(Shown { claims: sealed.unproven().clone(), signer: None }),
    };
    judge(&sealed, world, &mut verdict);
    Finding::sort(&mut verdict.findings);
    Some(verdict)
}

/// What several inputs hold together, to be verified one by one: the codes of one certificate are one
/// input, the certificates of one file are several. The order of whole certificates is kept.
pub fn gather(inputs: Vec<Scanned>) -> Vec<Scanned> {
    scheme::gather(inputs)
}

/// Each step needs the evidence of the one before it, so none can be left out.
fn judge(sealed: &Sealed, world: &World<'_>, verdict: &mut Verdict) {
    let World { trust, policy, at, clock } = world;
    let odd: Vec<Finding> = sealed.unproven().irregularities.iter().map(Finding::from).collect();
    verdict.checks.reading = note(&mut verdict.findings, odd);

    let candidates = trust.candidates(sealed);
    let authentic = match signature::prove(sealed, &candidates) {
        Ok(authentic) => authentic,
        Err(error) => {
            let check = note(&mut verdict.findings, [Finding::from(&error)]);
            match error {
                SignatureError::NoCandidate => verdict.checks.trust = check,
                _ => verdict.checks.signature = check,
            }
            return;
        }
    };
    verdict.checks.signature = Check::Pass;
    verdict.shown = Some(Shown {
        claims: authentic.claims().clone(),
        signer: Some(authentic.signer().clone()),
    });

    // The demo issuer is part of the program and of no list, so no list's age concerns it.
    let signer = authentic.signer();
    let clock = clock.filter(|_| signer.scope != Scope::Demo);
    let age = clock.and_then(|clock| trust::freshness(trust.provenance(), signer, clock, policy));
    // A clock that is wrong for certain, and that the moment was taken from, cannot say that
    // something is not valid yet: that is amber, "check the clock", and never red.
    let doubted = matches!(age, Some(TrustError::ClockBehind { .. })) && clock == Some(*at);
    let undoubted = |finding: &Finding| {
        !(doubted && matches!(finding.reason, Reason::NotYetValid | Reason::SignerNotYetValid))
    };

    let times = rules::validity(authentic.claims(), *at, policy).err();
    let against_times = times.iter().map(Finding::from).filter(undoubted);
    verdict.checks.validity = match note(&mut verdict.findings, against_times) {
        Check::Pass if doubted => Check::Unknown,
        check => check,
    };

    let accepted = trust::accept(authentic, *at, policy);
    let against = accepted.as_ref().err().into_iter().flatten().map(Finding::from);
    let against = against.filter(undoubted).chain(age.iter().map(Finding::from));
    verdict.checks.trust = note(&mut verdict.findings, against);

    // No list of withdrawn certificates is held yet.
    verdict.checks.revocation = Check::Unknown;
    if let Ok(trusted) = accepted {
        verdict.checks.rules = match rules::evaluate(&trusted) {
            Ruling::NotApplied => Check::NotApplied,
        };
    }
}

/// Keeps what a check found; it passes when nothing more than notes was.
fn note(kept: &mut Vec<Finding>, found: impl IntoIterator<Item = Finding>) -> Check {
    let mut check = Check::Pass;
    for finding in found {
        if finding.reason.effect() != Effect::Note {
            check = Check::Fail;
        }
        kept.push(finding);
    }
    check
}
