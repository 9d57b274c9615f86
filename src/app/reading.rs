//! What was read, and what is done with it.

use super::{
    card,
    event::{Alarm, Effect, Picture},
    state::State,
    update::{go, note},
    view::{Asking, Camera, Hint, Origin, PasteNote, Shown, View},
};
use crate::{
    protocol::{Reading, ReasonEntry, Report, Response, Sample, SampleKind},
    verdict::Reason,
};

pub(super) fn picture_chosen(state: &mut State) -> Vec<Effect> {
    let mut effects = match state.view {
        View::Start { .. } | View::Scan(_) => Vec::new(),
        _ => go(state, View::START),
    };
    effects.extend(ask(state, Picture::File));
    effects
}

pub(super) fn text_given(state: &mut State, text: String) -> Vec<Effect> {
    if !matches!(state.view, View::Paste { .. }) {
        return Vec::new();
    }
    let text = text.trim();
    if text.is_empty() {
        note(state, PasteNote::Empty);
        return Vec::new();
    }
    note(state, PasteNote::None);
    ask(state, Picture::Text(text.to_owned()))
}

pub(super) fn sample_chosen(state: &mut State, kind: SampleKind) -> Vec<Effect> {
    let samples = state.samples.iter().flatten();
    let Some(sample) = samples.into_iter().find(|sample| sample.kind == kind) else {
        return Vec::new();
    };
    let picture = Picture::Modules { size: sample.size, modules: sample.modules.clone() };
    ask(state, picture)
}

/// Two fetches may overtake each other: what came of another scheme, or again, is left.
pub(super) fn samples_came(
    state: &mut State,
    (ticket, scheme): (u32, &'static str),
    answer: Result<Vec<Sample>, Reason>,
) -> Vec<Effect> {
    if (ticket, scheme) == (state.ticket, state.scheme) && state.samples.is_none() {
        match answer {
            Ok(samples) => state.samples = Some(samples),
            Err(reason) => set_asking(state, Asking::Failed(reason)),
        }
    }
    Vec::new()
}

/// A frame of the camera: nothing in it is the usual case.
pub(super) fn frame_read(
    state: &mut State,
    ticket: u32,
    answer: Result<Response, Reason>,
) -> Vec<Effect> {
    let current = state.ticket;
    let View::Scan(scan) = &mut state.view else {
        return Vec::new();
    };
    if ticket != current || scan.asking == Asking::Busy {
        return Vec::new();
    }
    match answer.map(find) {
        Ok(Found::Certificate(report)) => show(state, *report, Origin::Scan),
        Ok(Found::Stray(_)) if scan.hint == Hint::NotCertificate => {
            scan.stray_again = true;
            Vec::new()
        }
        Ok(Found::Stray(_)) => {
            scan.hint = Hint::NotCertificate;
            scan.stray_again = false;
            vec![stray_alarm(ticket)]
        }
        Ok(Found::Part { have, total }) => {
            scan.hint = Hint::Parts { have, total };
            Vec::new()
        }
        // One frame that is too hard is followed by others.
        Ok(Found::Nothing) | Err(Reason::PictureTooHard) => Vec::new(),
        Err(reason) => {
            scan.camera = Camera::Failed(reason);
            vec![Effect::CloseCamera]
        }
    }
}

/// The hint about a stray code stays for as long as the code is in sight.
pub(super) fn stray_over(state: &mut State, ticket: u32) -> Vec<Effect> {
    let current = state.ticket;
    let View::Scan(scan) = &mut state.view else {
        return Vec::new();
    };
    if ticket != current || scan.hint != Hint::NotCertificate {
        return Vec::new();
    }
    if !scan.stray_again {
        scan.hint = Hint::Tips;
        return Vec::new();
    }
    scan.stray_again = false;
    vec![stray_alarm(ticket)]
}

/// Something single was read: here nothing is an answer, too.
pub(super) fn read(
    state: &mut State,
    ticket: u32,
    answer: Result<Response, Reason>,
) -> Vec<Effect> {
    if ticket != state.asked {
        return Vec::new();
    }
    let origin = match &state.view {
        View::Scan(_) => Origin::Scan,
        View::Try { .. } => Origin::Try,
        View::Paste { back, .. } => *back,
        _ => Origin::Start,
    };
    let failed = match answer.map(find) {
        Ok(Found::Certificate(report)) => return show(state, *report, origin),
        Ok(Found::Stray(reason)) => reason,
        Ok(Found::Part { .. }) => Reason::PartsMissing,
        Ok(Found::Nothing) => Reason::NothingFound,
        Err(reason) => reason,
    };
    set_asking(state, Asking::Failed(failed));
    Vec::new()
}

fn ask(state: &mut State, picture: Picture) -> Vec<Effect> {
    set_asking(state, Asking::Busy);
    // Of two pictures the later counts: the answer to the first would be taken for the second's.
    state.asked = state.asked.wrapping_add(1);
    vec![Effect::Read { picture, ticket: state.asked, demo: state.demo }]
}

fn set_asking(state: &mut State, new: Asking) {
    match &mut state.view {
        View::Start { asking } | View::Paste { asking, .. } | View::Try { asking } => *asking = new,
        View::Scan(scan) => scan.asking = new,
        View::Verdict(_) | View::Why(_) | View::About | View::Settings => {}
    }
}

fn show(state: &mut State, report: Report, origin: Origin) -> Vec<Effect> {
    let signal = card::outcome(&report, state.demo).map(Effect::Signal);
    let mut effects = go(state, View::Verdict(Box::new(Shown::of(report, origin))));
    effects.extend(signal);
    effects
}

fn stray_alarm(ticket: u32) -> Effect {
    Effect::Wake { milliseconds: STRAY_MILLISECONDS, alarm: Alarm::StrayOver, ticket }
}

/// What a picture held.
enum Found {
    /// A certificate; the first wins.
    Certificate(Box<Report>),
    /// Some of the codes of one certificate.
    Part {
        /// Different ones that are there.
        have: u32,
        /// How many there are.
        total: u32,
    },
    /// Codes, but none that can be judged.
    Stray(Reason),
    /// No code.
    Nothing,
}

fn find(answer: Response) -> Found {
    let readings = match answer {
        Response::Readings { readings } => readings,
        Response::Failed { reason } => return Found::Stray(known(&reason)),
        Response::Trust { .. }
        | Response::Samples { .. }
        | Response::Errand { .. }
        | Response::LinkOpened { .. }
        | Response::Forgotten => return Found::Nothing,
    };
    let mut found = Found::Nothing;
    for reading in readings {
        match reading {
            Reading::Certificate { report } if report.outcome.is_some() => {
                return Found::Certificate(Box::new(report));
            }
            Reading::Certificate { report } => {
                let reason = report.reasons.first().map_or(Reason::SchemeUnknown, known);
                found = Found::Stray(reason);
            }
            Reading::Part { have, total } => found = Found::Part { have, total },
            Reading::NotACertificate if matches!(found, Found::Part { .. }) => {}
            Reading::NotACertificate => found = Found::Stray(Reason::SchemeUnknown),
        }
    }
    found
}

fn known(entry: &ReasonEntry) -> Reason {
    let same = |reason: &Reason| reason.code() == entry.code;
    Reason::ALL.iter().copied().find(same).unwrap_or(Reason::SchemeUnknown)
}

/// Time to read the hint.
const STRAY_MILLISECONDS: u32 = 3_000;
