//! What we say: checks, findings, and the one function that decides the outcome.

mod finding;
mod reason;

pub use finding::{Finding, Parameter};
pub use reason::{Blame, Effect, Reason, Stage};

use crate::{
    scheme::{Claims, Link, Scheme},
    signature::Signer,
};

/// The three outcomes. Never a boolean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Genuine, vouched for, in force.
    Accept,
    /// The certificate is at fault.
    Reject,
    /// We could not find out, or a person has to decide.
    Undecided,
}

/// How one check ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Check {
    /// It does not hold, or a person has to decide; the findings say which.
    Fail,
    /// Nothing was chosen to check against.
    NotApplied,
    /// An earlier check ended the verification. The default: silence is not success.
    #[default]
    NotReached,
    /// It holds.
    Pass,
    /// There was nothing to check against.
    Unknown,
}

/// Every check of a verification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checks {
    /// Could it be read?
    pub reading: Check,
    /// Does the signature belong to it?
    pub signature: Check,
    /// Is the signer vouched for?
    pub trust: Check,
    /// Was it withdrawn?
    pub revocation: Check,
    /// Is it in force?
    pub validity: Check,
    /// Does it meet the rules?
    pub rules: Check,
}

/// What became of one certificate.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Which scheme it follows; `None` when it could not be opened.
    pub scheme: Option<Scheme>,
    /// How each check ended.
    pub checks: Checks,
    /// What was found, the most telling first.
    pub findings: Vec<Finding>,
    /// What it says, and whether that is proven.
    pub shown: Option<Shown>,
    /// Where the certificate leads, if it is a link.
    pub link: Option<Link>,
}

/// Why there is no verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoVerdict {
    /// It is no health certificate.
    NotACertificate,
    /// It is not all of one.
    PartsMissing {
        /// Different codes that are there.
        have: usize,
        /// How many there are.
        total: usize,
    },
}

/// Claims to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The claims.
    pub claims: Claims,
    /// Who signed them; `None` means that they are unproven.
    pub signer: Option<Signer>,
}

impl Verdict {
    /// The one place where an outcome is decided.
    pub fn outcome(&self) -> Outcome {
        if self.has(Effect::Reject) {
            return Outcome::Reject;
        }
        if self.has(Effect::Undecided) {
            return Outcome::Undecided;
        }
        // A new check cannot be forgotten here.
        let Checks { reading, signature, trust, revocation, validity, rules } = self.checks;
        let proven =
            [reading, signature, trust, validity].iter().all(|check| *check == Check::Pass);
        // Nobody publishes revocations for every issuer, and without chosen rules there are none.
        let withdrawn_or_unknown = matches!(revocation, Check::Pass | Check::Unknown);
        let within_rules = matches!(rules, Check::Pass | Check::NotApplied);
        if proven && withdrawn_or_unknown && within_rules {
            Outcome::Accept
        } else {
            Outcome::Undecided
        }
    }

    fn has(&self, effect: Effect) -> bool {
        self.findings.iter().any(|finding| finding.reason.effect() == effect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const PASSED: Checks = Checks {
        reading: Check::Pass,
        signature: Check::Pass,
        trust: Check::Pass,
        revocation: Check::Unknown,
        validity: Check::Pass,
        rules: Check::NotApplied,
    };

    fn outcome(checks: Checks, reasons: &[Reason]) -> Outcome {
        let findings = reasons.iter().map(|&reason| Finding::of(reason)).collect();
        Verdict { scheme: None, checks, findings, shown: None, link: None }.outcome()
    }

    #[test]
    fn only_what_was_checked_is_accepted() {
        type Change = fn(&mut Checks);
        assert_eq!(outcome(PASSED, &[]), Outcome::Accept);
        assert_eq!(outcome(Checks::default(), &[]), Outcome::Undecided, "silence");
        let with = |change: Change| {
            let mut checks = PASSED;
            change(&mut checks);
            outcome(checks, &[])
        };
        let cases: [(&str, Change); 7] = [
            ("reading", |c| c.reading = Check::NotReached),
            ("signature", |c| c.signature = Check::NotReached),
            ("signature unknown", |c| c.signature = Check::Unknown),
            ("trust", |c| c.trust = Check::NotApplied),
            ("revocation", |c| c.revocation = Check::NotReached),
            ("validity", |c| c.validity = Check::Fail),
            ("rules", |c| c.rules = Check::NotReached),
        ];
        for (what, change) in cases {
            assert_eq!(with(change), Outcome::Undecided, "{what}");
        }
    }

    #[test]
    fn the_gravest_finding_decides() {
        assert_eq!(outcome(PASSED, &[Reason::ListOld]), Outcome::Accept, "a note");
        assert_eq!(outcome(PASSED, &[Reason::Specimen]), Outcome::Undecided);
        assert_eq!(outcome(PASSED, &[Reason::Specimen, Reason::Expired]), Outcome::Reject);
    }

    #[test]
    fn codes_are_unique_and_well_formed() {
        let codes: BTreeSet<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(codes.len(), Reason::ALL.len(), "a code is used twice");
        for code in codes {
            let slug = |text: &str| {
                !text.is_empty()
                    && text
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            };
            assert!(code.split_once('.').is_some_and(|(a, b)| slug(a) && slug(b)), "{code}");
        }
    }
}
