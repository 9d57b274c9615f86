//! What the screen shows of a report: tone and words, and what of it may be seen. No decision
//! about it is made here, except to show less.

use super::{
    facts::{self, Fact, PersonLines, facts, person},
    texts::Text,
    words::{self, Part, Phrase},
};
use crate::{
    protocol::{Outcome, ReasonEntry, Report},
    verdict::{Effect, Reason},
};

/// A verdict, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Green, amber or red.
    pub tone: Outcome,
    /// The one big word.
    pub word: Phrase,
    /// What, why, what to do.
    pub says: Says,
    /// The codes of all reasons.
    pub codes: Vec<String>,
    /// What else was found.
    pub notes: Vec<Phrase>,
    /// What stands around the person and the event.
    pub frame: Frame,
    /// The person; never on red.
    pub person: Option<PersonLines>,
    /// What happened to the person, and who issued it; never on red.
    pub facts: Vec<Fact>,
}

/// Three short lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Says {
    /// What is the matter.
    pub what: Phrase,
    /// Why.
    pub why: Phrase,
    /// What to do.
    pub act: Phrase,
}

impl Card {
    /// What a screen reader says at once.
    pub fn announcement(&self) -> Phrase {
        let Says { what, why, act } = self.says.clone();
        let word = self.word.clone().into();
        Text::Announcement { word, what: what.into(), why: why.into(), act: act.into() }.into()
    }
}

/// What stands around the person and the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Nothing: it is proven.
    None,
    /// A dashed line: signed by a test or demo issuer.
    Specimen,
    /// A warning: only claimed.
    Unproven,
}

/// The card of a report; `None` for a report without a verdict.
pub fn card(report: &Report, demo: bool) -> Option<Card> {
    let tone = outcome(report, demo)?;
    let mut notes = report.reasons.iter();
    let leading = if tone == Outcome::Accept { None } else { notes.next() };
    let word = match tone {
        Outcome::Accept => Text::VerdictAccept,
        Outcome::Undecided => Text::VerdictUndecided,
        Outcome::Reject => Text::VerdictReject,
    };
    let says = match (leading, tone) {
        (Some(entry), _) => Says {
            what: words::finding(entry, Part::What),
            why: words::finding(entry, Part::Why),
            act: words::finding(entry, Part::Act),
        },
        (None, Outcome::Accept) => says(Text::AcceptWhat, Text::AcceptWhy, Text::AcceptAct),
        (None, Outcome::Undecided) => {
            says(Text::UndecidedWhat, Text::UndecidedWhy, Text::UndecidedAct)
        }
        (None, Outcome::Reject) => says(Text::RejectWhat, Text::RejectWhy, Text::RejectAct),
    };
    let linked = report.link.as_ref().filter(|_| tone != Outcome::Reject).map(facts::linked);
    // Red says why, and nothing about the person.
    let credential = report.credential.as_ref().filter(|_| tone != Outcome::Reject);
    Some(Card {
        tone,
        word: word.into(),
        says,
        codes: report.reasons.iter().map(|entry| entry.code.clone()).collect(),
        notes: notes
            .filter(|entry| tone != Outcome::Reject || !is_note(entry))
            .map(|entry| words::finding(entry, Part::What))
            .collect(),
        frame: frame(report),
        // A link names nobody, so there is nobody to compare with.
        person: credential
            .map(|credential| person(&credential.person))
            .filter(|person| linked.is_none() || person.surname.is_some()),
        facts: linked
            .into_iter()
            .chain(credential.map(|credential| facts(credential, report)).unwrap_or_default())
            .collect(),
    })
}

/// The outcome that is shown. Whoever judged should have known, but green for a specimen outside
/// demo mode must not happen.
pub fn outcome(report: &Report, demo: bool) -> Option<Outcome> {
    match report.outcome {
        Some(Outcome::Accept) if report.specimen && !demo => Some(Outcome::Undecided),
        Some(Outcome::Accept) if report.proven == Some(false) => Some(Outcome::Undecided),
        outcome => outcome,
    }
}

/// The public name of an outcome, for tests and styles.
pub const fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accept => "accept",
        Outcome::Undecided => "undecided",
        Outcome::Reject => "reject",
    }
}

/// Is it only worth knowing? On red there is enough to know.
fn is_note(entry: &ReasonEntry) -> bool {
    let note = |reason: &&Reason| reason.effect() == Effect::Note;
    Reason::ALL.iter().filter(note).any(|reason| reason.code() == entry.code)
}

fn says(what: Text, why: Text, act: Text) -> Says {
    Says { what: what.into(), why: why.into(), act: act.into() }
}

fn frame(report: &Report) -> Frame {
    let claims = report.credential.is_some() && report.proven == Some(false);
    let unsigned_link = report.link.is_some() && report.proven != Some(true);
    if claims || unsigned_link {
        Frame::Unproven
    } else if report.specimen {
        Frame::Specimen
    } else {
        Frame::None
    }
}
