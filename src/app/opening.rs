//! Opening a link: who was agreed to, and what came of it.
//!
//! Nothing is asked of a host that the person has not agreed to by a button with its name on it. The
//! worker says what to ask; here it is held against the names on the buttons that were pressed.

use super::{
    card,
    event::{Effect, Target},
    state::State,
    texts::Text,
    update::go,
    view::{Asking, Inside, Opening, Shown, View},
    words::{self, Phrase, Value},
};
use crate::{
    protocol::{Errand, Link, Outcome, ReasonEntry, Reply, Report, Response},
    verdict::Reason,
};

/// What the screen offers about a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// What it is about.
    pub title: Phrase,
    /// What whoever is asked learns.
    pub text: Phrase,
    /// The words on the button, with the host's name.
    pub open: Phrase,
    /// It is another host's turn: the passcode was for the first.
    pub elsewhere: bool,
    /// A passcode is to be typed.
    pub passcode: bool,
    /// A host is being asked.
    pub busy: Option<Phrase>,
    /// Why it did not work.
    pub failed: Option<ReasonEntry>,
}

/// What is offered about the link of a verdict; `None` where there is none to open.
pub fn offer(shown: &Shown, demo: bool) -> Option<Offer> {
    let Link { host, passcode, .. } = openable(shown, demo)?.1;
    let named = |host: &str| Value::Plain(host.to_owned());
    let (elsewhere, busy, failed) = match &shown.opening {
        Opening::Idle => (None, None, None),
        Opening::Busy { host } => (None, Some(Text::LinkBusy { host: named(host) }.into()), None),
        Opening::Elsewhere(errand) => (Some(&errand.host), None, None),
        Opening::Failed(entry) => (None, None, Some(entry.clone())),
    };
    let (title, text, host) = match elsewhere {
        None => (Text::LinkOfferTitle, Text::LinkOfferText { host: named(host) }, host),
        Some(other) => {
            (Text::LinkElsewhereTitle, Text::LinkElsewhereText { host: named(other) }, other)
        }
    };
    Some(Offer {
        title: title.into(),
        text: text.into(),
        open: Text::LinkOpen { host: named(host) }.into(),
        elsewhere: elsewhere.is_some(),
        passcode: *passcode && elsewhere.is_none(),
        busy,
        failed,
    })
}

/// Where a verdict comes from that was behind a link, and which of several it is.
pub fn origin(inside: &Inside) -> Vec<Phrase> {
    let number = |n: usize| Value::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let Inside { host, reports, at } = inside;
    let from = Text::LinkFrom { host: Value::Plain(host.clone()) };
    let (at, total) = (number(at.saturating_add(1)), number(reports.len()));
    let which = (reports.len() > 1).then_some(Text::LinkInside { number: at, total });
    [from].into_iter().chain(which).map(Phrase::from).collect()
}

/// The number and the link of a verdict that may be opened.
fn openable(shown: &Shown, demo: bool) -> Option<(u32, &Link)> {
    let red = card::outcome(&shown.report, demo) == Some(Outcome::Reject);
    let link = shown.report.link.as_ref().filter(|_| !red)?;
    Some((link.opens?, link))
}

/// The button with the link's host was pressed.
pub(super) fn open_pressed(state: &mut State, passcode: Option<String>) -> Vec<Effect> {
    let (demo, online) = (state.demo, state.online);
    let View::Verdict(shown) = &mut state.view else { return Vec::new() };
    let Some((number, link)) = openable(shown, demo) else { return Vec::new() };
    if matches!(shown.opening, Opening::Busy { .. } | Opening::Elsewhere(_)) {
        return Vec::new();
    }
    if !online {
        return fail(shown, words::entry(Reason::LinkOffline));
    }
    shown.opening = Opening::Busy { host: link.host.clone() };
    state.asked = state.asked.wrapping_add(1);
    let ticket = state.asked;
    vec![Effect::OpenLink { number, passcode, ticket, demo }, focus(STOP)]
}

/// The button with another host's name was pressed.
pub(super) fn elsewhere_pressed(state: &mut State) -> Vec<Effect> {
    let View::Verdict(shown) = &mut state.view else { return Vec::new() };
    let Opening::Elsewhere(errand) = &shown.opening else { return Vec::new() };
    let errand = errand.clone();
    shown.opening = Opening::Busy { host: errand.host.clone() };
    state.asked = state.asked.wrapping_add(1);
    vec![Effect::RunErrand { errand, ticket: state.asked }, focus(STOP)]
}

/// Cancel was pressed.
pub(super) fn stop_pressed(state: &mut State) -> Vec<Effect> {
    let View::Verdict(shown) = &mut state.view else { return Vec::new() };
    if shown.opening == Opening::Idle {
        return Vec::new();
    }
    shown.opening = Opening::Idle;
    state.asked = state.asked.wrapping_add(1);
    vec![Effect::StopErrand, focus(OPEN)]
}

/// The worker has answered: there is more to ask, or the link is open, or it does not open.
pub(super) fn told(
    state: &mut State,
    ticket: u32,
    answer: Result<Response, Reason>,
) -> Vec<Effect> {
    let (demo, asked) = (state.demo, state.asked);
    let View::Verdict(shown) = &mut state.view else { return Vec::new() };
    let Opening::Busy { host: agreed } = &shown.opening else { return Vec::new() };
    if ticket != asked {
        return Vec::new();
    }
    match answer {
        Ok(Response::Errand { errand }) if may_ask(&errand, agreed) => {
            vec![Effect::RunErrand { errand, ticket }]
        }
        Ok(Response::Errand { errand }) => {
            shown.opening = Opening::Elsewhere(errand);
            vec![focus(OPEN)]
        }
        Ok(Response::LinkOpened { host, mut reports }) => {
            let origin = shown.origin;
            // The gravest first: the host chose their order, and the first is seen and heard.
            reports.sort_by_key(|report| match report.outcome {
                Some(Outcome::Reject) => 0,
                Some(Outcome::Undecided) | None => 1,
                Some(Outcome::Accept) => 2,
            });
            match reports.first().cloned() {
                Some(report) => {
                    let inside = Some(Inside { host, reports, at: 0 });
                    show(state, Shown { inside, ..Shown::of(report, origin) }, demo)
                }
                None => fail(shown, words::entry(Reason::LinkEmpty)),
            }
        }
        Ok(Response::Failed { reason }) => fail(shown, reason),
        Ok(_) => fail(shown, words::entry(Reason::WorkerLost)),
        Err(reason) => fail(shown, words::entry(reason)),
    }
}

/// A host has answered, or not.
pub(super) fn fetched(
    state: &mut State,
    ticket: u32,
    answer: Result<Reply, Reason>,
) -> Vec<Effect> {
    let (demo, asked) = (state.demo, state.asked);
    let View::Verdict(shown) = &mut state.view else { return Vec::new() };
    let number = openable(shown, demo).map(|(number, _)| number);
    if ticket != asked || !matches!(shown.opening, Opening::Busy { .. }) {
        return Vec::new();
    }
    match (answer, number) {
        (Ok(reply), Some(number)) => vec![Effect::AnswerLink { number, reply, ticket, demo }],
        (Ok(_), None) => fail(shown, words::entry(Reason::LinkForgotten)),
        (Err(reason), _) => fail(shown, words::entry(reason)),
    }
}

/// The next of several documents behind a link, in a circle.
pub(super) fn next_inside(state: &mut State) -> Vec<Effect> {
    let View::Verdict(shown) = &state.view else { return Vec::new() };
    let Some(Inside { host, reports, at }) = shown.inside.clone() else { return Vec::new() };
    let at = if at + 1 < reports.len() { at + 1 } else { 0 };
    let Some(report) = reports.get(at).cloned() else { return Vec::new() };
    let (origin, demo) = (shown.origin, state.demo);
    let inside = Some(Inside { host, reports, at });
    show(state, Shown { inside, ..Shown::of(report, origin) }, demo)
}

/// What has to end when one view follows another: the request, and the link in the worker.
pub(super) fn leave(before: &View, after: &View) -> Vec<Effect> {
    let holds = |view: &View| match view {
        View::Verdict(shown) | View::Why(shown) => opens(&shown.report).is_some(),
        _ => false,
    };
    // What is being read may be a link, whose answer nobody waits for any more.
    let reads = match before {
        View::Scan(_) => true,
        View::Start { asking } | View::Paste { asking, .. } | View::Try { asking } => {
            *asking == Asking::Busy
        }
        View::Verdict(_) | View::Why(_) | View::About | View::Settings => false,
    };
    if holds(before) && !holds(after) {
        vec![Effect::StopErrand, Effect::ForgetLink]
    } else if reads && !matches!(after, View::Verdict(_)) {
        vec![Effect::ForgetLink]
    } else {
        Vec::new()
    }
}

/// Whatever is under way ends; the link stays.
pub(super) fn pause(shown: &mut Shown) -> Option<Effect> {
    let busy = matches!(shown.opening, Opening::Busy { .. });
    busy.then(|| {
        shown.opening = Opening::Idle;
        Effect::StopErrand
    })
}

fn may_ask(errand: &Errand, agreed: &str) -> bool {
    // The name on the button that was pressed last; the first was the link's own.
    errand.host == agreed
}

fn opens(report: &Report) -> Option<u32> {
    report.link.as_ref()?.opens
}

fn show(state: &mut State, shown: Shown, demo: bool) -> Vec<Effect> {
    let signal = card::outcome(&shown.report, demo).map(Effect::Signal);
    let mut effects = go(state, View::Verdict(Box::new(shown)));
    effects.extend(signal);
    effects
}

fn fail(shown: &mut Shown, entry: ReasonEntry) -> Vec<Effect> {
    let is = |reason: Reason| reason.code() == entry.code;
    let typed = is(Reason::LinkPasscodeNeeded) || is(Reason::LinkPasscodeWrong);
    if let Some(link) = shown.report.link.as_mut().filter(|_| typed) {
        // A link may have a passcode without saying so.
        link.passcode = true;
    }
    shown.opening = Opening::Failed(entry);
    vec![focus(if typed { PASSCODE } else { OPEN })]
}

const fn focus(id: &'static str) -> Effect {
    Effect::Focus(Target::Button(id))
}

/// The ids of what can be reached.
const OPEN: &str = "open-link";
const STOP: &str = "open-stop";
const PASSCODE: &str = "passcode";
