//! Every check of a verdict, one line each, for the view that says why.

use super::{
    texts::Text,
    words::{self, Part, Phrase},
};
use crate::{
    protocol::{Check, Checks, ReasonEntry, Report},
    verdict::{Effect, Reason, Stage},
};

/// One check and how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckLine {
    /// Its sign.
    pub sign: Sign,
    /// What was looked at.
    pub title: Phrase,
    /// How it ended.
    pub text: Phrase,
}

/// How a check ended, as a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A tick.
    Pass,
    /// A cross.
    Fail,
    /// A question mark.
    Unknown,
    /// A dash.
    Skipped,
}

impl Sign {
    /// The name, for styles.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }

    /// What it is called.
    pub const fn text(self) -> Text {
        match self {
            Self::Pass => Text::SignPass,
            Self::Fail => Text::SignFail,
            Self::Unknown => Text::SignUnknown,
            Self::Skipped => Text::SignSkipped,
        }
    }
}

/// The checks in the order they are made.
pub fn checks(report: &Report) -> Vec<CheckLine> {
    let Checks { reading, signature, trust, revocation, validity, rules } = report.checks;
    let unknown = Text::CheckUnknown;
    let withdrawn = Text::CheckRevocationUnknown;
    let rows = [
        (Stage::Reading, reading, Text::CheckReading, Text::CheckReadingPass, unknown.clone()),
        (
            Stage::Signature,
            signature,
            Text::CheckSignature,
            Text::CheckSignaturePass,
            unknown.clone(),
        ),
        (Stage::Trust, trust, Text::CheckTrust, Text::CheckTrustPass, unknown.clone()),
        (
            Stage::Revocation,
            revocation,
            Text::CheckRevocation,
            Text::CheckRevocationPass,
            withdrawn,
        ),
        (Stage::Validity, validity, Text::CheckValidity, Text::CheckValidityPass, unknown.clone()),
        (Stage::Rules, rules, Text::CheckRules, Text::CheckRulesPass, unknown),
    ];
    rows.into_iter()
        .map(|(stage, check, title, passed, unknown)| {
            let (sign, text) = match check {
                Check::Pass => (Sign::Pass, passed.into()),
                Check::Fail => failed(stage, report),
                Check::Unknown => (Sign::Unknown, unknown.into()),
                Check::Open => (Sign::Unknown, Text::CheckRulesOpen.into()),
                Check::NotApplied => (Sign::Skipped, Text::CheckRulesNotApplied.into()),
                Check::NotReached => (Sign::Skipped, Text::CheckNotReached.into()),
            };
            CheckLine { sign, title: title.into(), text }
        })
        .collect()
}

/// A check may fail without the certificate being at fault: then a person has to decide.
fn failed(stage: Stage, report: &Report) -> (Sign, Phrase) {
    let of_stage = |entry: &&ReasonEntry| entry.stage == stage.name();
    let Some(entry) = report.reasons.iter().find(of_stage) else {
        return (Sign::Fail, Text::CheckFail.into());
    };
    let reason = Reason::ALL.iter().find(|reason| reason.code() == entry.code);
    let sign = match reason.map(|reason| reason.effect()) {
        Some(Effect::Undecided | Effect::Note) => Sign::Unknown,
        Some(Effect::Reject) | None => Sign::Fail,
    };
    (sign, words::finding(entry, Part::What))
}
