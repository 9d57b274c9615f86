//! The whole verification on one screen.

use crate::{
    envelope::KeyHint,
    moment::Moment,
    opening::{Closed, Content},
    policy::Policy,
    rules::{self, Ruling},
    scan::Scanned,
    scheme::{self, Claims, Irregularity, Link, Scheme, SchemeError, Sealed},
    signature::{self, Candidate, Scope, SignatureError},
    trust::{self, TrustError, TrustStore},
    verdict::{Check, Checks, Effect, Finding, NoVerdict, Outcome, Reason, Shown, Verdict},
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

/// Puts together what several inputs hold: pieces of one certificate become one input, a file of
/// several certificates becomes several.
pub fn gather(inputs: Vec<Scanned>) -> Vec<Scanned> {
    scheme::gather(inputs)
}

/// Verifies what was scanned.
///
/// # Errors
/// [`NoVerdict`] when it is no health certificate, or not all of one.
pub fn verify(scanned: &Scanned, world: &World<'_>) -> Result<Verdict, NoVerdict> {
    let sealed = match scheme::open(scanned) {
        Err(SchemeError::Unknown) => return Err(NoVerdict::NotACertificate),
        Err(SchemeError::PartsMissing { have, total }) => {
            return Err(NoVerdict::PartsMissing { have, total });
        }
        Err(error) => {
            let finding = Finding::from(&error);
            let check = match finding.reason.effect() {
                Effect::Reject => Check::Fail,
                Effect::Note | Effect::Undecided => Check::Unknown,
            };
            let checks = Checks { reading: check, ..Checks::default() };
            let link = match error {
                SchemeError::Link { link } => Some(*link),
                _ => None,
            };
            let ended = link.as_ref().and_then(|link| link.expires).filter(|end| *end < world.at);
            let ended = ended.map(|_| Finding::of(Reason::LinkExpired));
            let findings = [finding].into_iter().chain(ended).collect();
            return Ok(Verdict { scheme: None, checks, findings, shown: None, link });
        }
        Ok(sealed) => sealed,
    };
    let mut verdict = Verdict {
        scheme: Some(sealed.scheme()),
        checks: Checks::default(),
        findings: Vec::new(),
        shown: Some(Shown { claims: sealed.unproven().clone(), signer: None }),
        link: link(sealed.unproven()),
    };
    judge(&sealed, world, &mut verdict);
    Finding::sort(&mut verdict.findings);
    verdict.findings.dedup();
    Ok(verdict)
}

/// The link that a verdict is about, if a person may have it opened at `at`: one that is signed only
/// with its signature proved, and none that is red, has ended, or has no `https` address.
pub fn openable(verdict: &Verdict, at: Moment) -> Option<Closed> {
    let proven = verdict.shown.as_ref().is_some_and(|shown| shown.signer.is_some());
    let sound = verdict.outcome() != Outcome::Reject && (verdict.scheme.is_none() || proven);
    let ended = verdict.findings.iter().any(|finding| finding.reason == Reason::LinkExpired);
    let link = verdict.link.as_ref().filter(|_| sound && !ended)?;
    Closed::of(link, at).ok()
}

/// The verdict on something that lies behind a link: a card's own, and amber for all else.
pub fn verify_content(content: &Content, world: &World<'_>) -> Verdict {
    let unverifiable = |finding: Finding| Verdict {
        scheme: None,
        checks: Checks { reading: Check::Unknown, ..Checks::default() },
        findings: vec![finding],
        shown: None,
        link: None,
    };
    let Content::Card(card) = content else {
        let other = || Finding::of(Reason::LinkContent);
        return unverifiable(Finding::on_content(content).unwrap_or_else(other));
    };
    match verify(card, world) {
        // Nothing but a card may be in a file of cards; a link would lead on and on.
        Ok(verdict) if verdict.scheme == Some(Scheme::SmartHealthCard) => verdict,
        Ok(verdict) if verdict.outcome() == Outcome::Reject => verdict,
        Ok(_) | Err(_) => unverifiable(Finding::of(Reason::LinkContent)),
    }
}

fn link(claims: &Claims) -> Option<Link> {
    claims.irregularities.iter().find_map(|irregularity| {
        if let Irregularity::Link(link) = irregularity { Some((**link).clone()) } else { None }
    })
}

/// Each step needs the evidence of the one before it, so none can be left out.
fn judge(sealed: &Sealed, world: &World<'_>, verdict: &mut Verdict) {
    let World { trust, policy, at, clock } = world;
    let odd: Vec<Finding> = sealed.unproven().irregularities.iter().map(Finding::from).collect();
    verdict.checks.reading = note(&mut verdict.findings, odd);

    let candidates = match candidates(sealed, trust) {
        Ok(candidates) => candidates,
        Err(Unvouched::Changed(error)) => {
            verdict.checks.signature = note(&mut verdict.findings, [Finding::from(&error)]);
            return;
        }
        Err(Unvouched::By(error)) => {
            verdict.checks.trust = note(&mut verdict.findings, [Finding::from(&error)]);
            if error == TrustError::AuthorityUnknown {
                note_age(world, verdict);
            }
            return;
        }
    };
    let authentic = match signature::prove(sealed, &candidates) {
        Ok(authentic) => authentic,
        Err(error) => {
            let check = note(&mut verdict.findings, [Finding::from(&error)]);
            match error {
                SignatureError::NoCandidate => {
                    verdict.checks.trust = check;
                    note_age(world, verdict);
                }
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
    let age =
        clock.and_then(|clock| trust::freshness(trust.provenance(), signer.listed, clock, policy));
    // A clock that is wrong for certain, and that the moment was taken from, cannot say that
    // something is not valid yet: that is amber, "check the clock", and never red.
    let doubted = matches!(age, Some(TrustError::ClockBehind { .. })) && clock == Some(*at);
    let undoubted = |finding: &Finding| {
        !(doubted && matches!(finding.reason, Reason::NotYetValid | Reason::SignerNotYetValid))
    };

    // What a link leads to is not known, so that the link has ended says nothing about it.
    let ended_link = verdict.link.is_some();
    let of_a_link = |finding: Finding| match finding.reason {
        Reason::Expired | Reason::SignerExpired if ended_link => Finding::of(Reason::LinkExpired),
        _ => finding,
    };
    let times = rules::validity(authentic.claims(), *at, policy).err();
    let against_times = times.iter().map(Finding::from).filter(undoubted).map(of_a_link);
    verdict.checks.validity = match note(&mut verdict.findings, against_times) {
        Check::Pass if doubted => Check::Unknown,
        check => check,
    };

    let accepted = trust::accept(authentic, *at, policy);
    let against = accepted.as_ref().err().into_iter().flatten().map(Finding::from);
    let against = against.filter(undoubted).map(of_a_link).chain(age.iter().map(Finding::from));
    verdict.checks.trust = note(&mut verdict.findings, against);

    // No list of withdrawn certificates is held yet.
    verdict.checks.revocation = Check::Unknown;
    if let Ok(trusted) = accepted {
        verdict.checks.rules = match rules::evaluate(&trusted) {
            Ruling::NotApplied => Check::NotApplied,
        };
    }
}

/// Why the signer that came with a code is nobody's.
enum Unvouched {
    /// The code is not even what that signer signed, so it was changed, whoever it is.
    Changed(SignatureError),
    /// It is, and no authority that is held vouches for the signer.
    By(TrustError),
}

/// Who may have signed: everybody with the key identifier that is named, or the one whose
/// certificate lies in the code, if an authority vouches for it.
fn candidates<'w>(sealed: &Sealed, trust: &'w TrustStore) -> Result<Vec<Candidate<'w>>, Unvouched> {
    let KeyHint::Certificate(certificate) = sealed.seal().key() else {
        return Ok(trust.candidates(sealed));
    };
    trust.vouched(sealed, certificate).map(|candidate| vec![candidate]).map_err(|unvouched| {
        // The key in the code proves nothing but damage: a code that it did not sign is no code of
        // anybody's. With a key that we cannot use, not even that.
        let whole = trust::embedded_key(certificate)
            .map_or(Ok(()), |spki| signature::is_whole(sealed, &spki));
        whole.map_or_else(Unvouched::Changed, |()| Unvouched::By(unvouched))
    })
}

/// How old the lists are that nobody was found on: perhaps a newer one knows the issuer.
fn note_age(world: &World<'_>, verdict: &mut Verdict) {
    let lists = world.trust.provenance();
    let age = world.clock.and_then(|at| trust::freshness(lists, lists.newest, at, &world.policy));
    note(&mut verdict.findings, age.iter().map(Finding::from));
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
