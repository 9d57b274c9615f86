//! What a screen reader says without being asked.

use super::{
    card::card,
    opening, samples,
    state::{Notice, State},
    texts::Text,
    view::{Asking, Camera, Hint, Opening, Scan, Shown, View},
    words::{self, Part, Phrase, Value},
};
use crate::{protocol::ReasonEntry, verdict::Reason};

/// Two voices: one interrupts, the other waits for a pause.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Announcement {
    /// Said at once: a verdict, or what went wrong.
    pub assertive: Vec<Phrase>,
    /// Said in a pause: hints.
    pub polite: Vec<Phrase>,
}

/// What is to be said in this state. Words that stay the same are said once.
pub fn announce(state: &State) -> Announcement {
    let mut said = Announcement::default();
    match &state.view {
        View::Start { asking } | View::Paste { asking, .. } => say_asking(*asking, &mut said),
        View::Try { asking } => {
            say_asking(*asking, &mut said);
            said.polite.extend(ready(*asking, state));
        }
        View::Scan(scan) => say_scan(scan, &mut said),
        View::Verdict(shown) => say_verdict(shown, state.demo, &mut said),
        View::Why(_) | View::About | View::Settings => {}
    }
    match &state.notice {
        None => {}
        Some(Notice::Forgotten) => said.polite.push(Text::StartForgotten.into()),
        Some(Notice::List(entry)) => said.polite.extend(sentences(entry)),
        Some(Notice::Reader(reason)) => said.assertive.extend(sentences(&words::entry(*reason))),
    }
    said
}

fn say_verdict(shown: &Shown, demo: bool, said: &mut Announcement) {
    let card = card(&shown.report, demo);
    said.polite.extend(shown.inside.iter().flat_map(opening::origin));
    match (opening::offer(shown, demo), &shown.opening) {
        (Some(offer), Opening::Busy { .. }) => said.polite.extend(offer.busy),
        (Some(_), Opening::Failed(entry)) => said.assertive.extend(sentences(entry)),
        (Some(offer), Opening::Elsewhere(_)) => said.assertive.extend([offer.title, offer.text]),
        _ => said.assertive.extend(card.map(|card| card.announcement())),
    }
}

/// Which samples are there.
fn ready(asking: Asking, state: &State) -> Option<Phrase> {
    let kind = samples::title(state.scheme).into();
    let text = match (asking, &state.samples) {
        (Asking::Busy | Asking::Failed(_), _) => return None,
        (Asking::Idle, None) => Text::TryLoading,
        (Asking::Idle, Some(_)) => Text::TryReady { kind },
    };
    Some(text.into())
}

fn say_scan(scan: &Scan, said: &mut Announcement) {
    say_asking(scan.asking, said);
    match scan.camera {
        Camera::Opening => said.polite.push(Text::ScanOpening.into()),
        Camera::Running if scan.asking == Asking::Idle => said.polite.extend(hint(scan.hint)),
        Camera::Running | Camera::Paused => {}
        Camera::Failed(reason) => said.assertive.extend(sentences(&words::entry(reason))),
    }
}

/// The words of a hint.
pub fn hint(hint: Hint) -> Vec<Phrase> {
    let texts = match hint {
        Hint::Look => vec![Text::ScanLooking],
        Hint::Next => vec![Text::ScanNext],
        Hint::Tips => vec![Text::TipCloser, Text::TipStill, Text::TipLight],
        Hint::NotCertificate => vec![Text::ScanNotCertificate],
        Hint::Parts { have, total } => {
            let number = |n: u32| Value::Number(i64::from(n));
            vec![Text::ScanParts { have: number(have), total: number(total) }]
        }
    };
    texts.into_iter().map(Phrase::from).collect()
}

fn say_asking(asking: Asking, said: &mut Announcement) {
    match asking {
        Asking::Idle => {}
        Asking::Busy => said.polite.push(Text::BusyReading.into()),
        Asking::Failed(reason) => said.assertive.extend(told(reason)),
    }
}

fn told(reason: Reason) -> [Phrase; 3] {
    sentences(&words::entry(reason))
}

fn sentences(entry: &ReasonEntry) -> [Phrase; 3] {
    [Part::What, Part::Why, Part::Act].map(|part| words::finding(entry, part))
}
