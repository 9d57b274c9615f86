//! Opening a link: nobody is asked who was not agreed to.

use super::{after, follow, genuine, readings, say, words};
use crate::{
    app::{
        Alarm, Effect, Event, Offer, Opening, Origin, Shown, State, Target, View, announce, offer,
        origin, texts::Language,
    },
    protocol::{Errand, Link, Outcome, ReasonEntry, Reply, Report, Response},
    verdict::Reason,
};

const HOST: &str = "health.example";

fn entry(reason: Reason) -> ReasonEntry {
    crate::app::words::entry(reason)
}

fn linked() -> Report {
    Report {
        outcome: Some(Outcome::Undecided),
        reasons: vec![entry(Reason::LinkNotOpened)],
        link: Some(Link { host: HOST.into(), secure: true, opens: Some(7), ..Link::default() }),
        ..Report::default()
    }
}

/// The verdict on a link, from the camera.
fn judged(report: Report) -> State {
    let frame = Event::FrameRead { ticket: 1, answer: Ok(readings(report)) };
    after([Event::ScanPressed, Event::CameraOpened { ticket: 1 }, frame]).0
}

fn errand(host: &str) -> Errand {
    Errand { url: format!("https://{host}/x"), host: host.into(), body: None, limit: 9 }
}

fn reply() -> Reply {
    Reply { status: 200, retry_after: None, body: serde_bytes::ByteBuf::new() }
}

fn told(state: &State, response: Response) -> Event {
    Event::LinkTold { ticket: state.asked, answer: Ok(response) }
}

fn pressed() -> (State, Vec<Effect>) {
    follow(judged(linked()), [Event::OpenPressed { passcode: Some("1234".into()) }])
}

fn shown(state: &State) -> &Shown {
    match &state.view {
        View::Verdict(shown) => shown,
        other => panic!("{other:?}"),
    }
}

fn offered(state: &State) -> Offer {
    offer(shown(state), state.demo).expect("an offer")
}

fn asks_somebody(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::RunErrand { .. }))
}

#[test]
fn a_link_is_opened_after_a_press_and_its_documents_are_shown() {
    let state = judged(linked());
    let words = words(Language::En);
    assert_eq!(say(&words, offered(&state).open), "Open at health.example");

    let (state, effects) = pressed();
    let ticket = state.asked;
    let passcode = Some("1234".to_owned());
    let begin = Effect::OpenLink { number: 7, passcode, ticket, demo: false };
    assert_eq!(effects, [begin, Effect::Focus(Target::Button("open-stop"))]);
    assert!(offered(&state).busy.is_some());

    let (state, effects) =
        follow(state.clone(), [told(&state, Response::Errand { errand: errand(HOST) })]);
    assert_eq!(effects, [Effect::RunErrand { errand: errand(HOST), ticket }]);
    let (state, effects) = follow(state, [Event::ErrandDone { ticket, answer: Ok(reply()) }]);
    assert_eq!(effects, [Effect::AnswerLink { number: 7, reply: reply(), ticket, demo: false }]);

    let expired = Report { outcome: Some(Outcome::Reject), ..genuine() };
    let reports = vec![genuine(), expired];
    let opened = told(&state, Response::LinkOpened { host: HOST.into(), reports });
    let (state, effects) = follow(state, [opened]);
    // The gravest comes first, whatever order the host chose.
    assert!(effects.contains(&Effect::Signal(Outcome::Reject)));
    assert!(effects.contains(&Effect::ForgetLink), "the worker has no more use for it");
    let inside = shown(&state).inside.as_ref().expect("a link around it");
    let lines: Vec<_> = origin(inside).into_iter().map(|line| say(&words, line)).collect();
    assert_eq!(lines, ["From the link at health.example", "Document 1 of 2"]);
    assert_eq!(offer(shown(&state), false), None);

    let (state, effects) = follow(state, [Event::NextInsidePressed]);
    assert!(effects.contains(&Effect::Signal(Outcome::Accept)));
    assert_eq!(shown(&state).report, genuine());
    let (state, _) = follow(state, [Event::NextInsidePressed]);
    assert_eq!(shown(&state).report.outcome, Some(Outcome::Reject), "in a circle");
    let (state, _) = follow(state, [Event::NextPressed]);
    assert_eq!(state.view.name(), "scan");
}

/// Whatever the worker says, a host whose name was on no pressed button is not asked.
#[test]
fn another_host_needs_another_press() {
    let (state, _) = pressed();
    let elsewhere = Response::Errand { errand: errand("files.example") };
    let (state, effects) = follow(state.clone(), [told(&state, elsewhere.clone())]);
    assert!(!asks_somebody(&effects), "{effects:?}");
    let offer = offered(&state);
    assert!(offer.elsewhere && !offer.passcode);
    assert_eq!(say(&words(Language::En), offer.open), "Open at files.example");
    let (state, effects) = follow(state, [Event::OpenPressed { passcode: None }]);
    assert_eq!(effects, [], "that button is another one's");

    let (agreed, effects) = follow(state.clone(), [Event::ElsewherePressed]);
    assert!(asks_somebody(&effects));
    let (agreed, effects) = follow(agreed.clone(), [told(&agreed, elsewhere)]);
    assert!(asks_somebody(&effects), "a second file at the same host");
    let third = Response::Errand { errand: errand("third.example") };
    let (_, effects) = follow(agreed.clone(), [told(&agreed, third)]);
    assert!(!asks_somebody(&effects), "{effects:?}");

    let (state, effects) = follow(state, [Event::OpenStopPressed]);
    assert!(effects.contains(&Effect::StopErrand));
    assert_eq!(shown(&state).opening, Opening::Idle);
}

#[test]
fn what_went_wrong_is_told_and_can_be_tried_again() {
    let (state, _) = pressed();
    let focus = |id| [Effect::Focus(Target::Button(id))];
    for (reason, id) in [
        (Reason::LinkPasscodeWrong, "passcode"),
        (Reason::LinkPasscodeNeeded, "passcode"),
        (Reason::LinkInactive, "open-link"),
    ] {
        let failed = told(&state, Response::Failed { reason: entry(reason) });
        let (state, effects) = follow(state.clone(), [failed]);
        assert_eq!(effects, focus(id), "{reason:?}");
        let offer = offered(&state);
        assert_eq!(offer.failed, Some(entry(reason)));
        assert_eq!(offer.passcode, id == "passcode", "also for a link that did not say so");
        assert_eq!(announce(&state).assertive.len(), 3, "{reason:?} is said");
        let (_, effects) = follow(state, [Event::OpenPressed { passcode: None }]);
        assert!(matches!(effects.first(), Some(Effect::OpenLink { .. })), "{reason:?}");
    }
    let ticket = state.asked;
    let lost = Event::LinkTold { ticket, answer: Err(Reason::WorkerLost) };
    let unreachable = Event::ErrandDone { ticket, answer: Err(Reason::LinkUnreachable) };
    let nothing = told(&state, Response::LinkOpened { host: HOST.into(), reports: Vec::new() });
    let odd = told(&state, Response::Forgotten);
    for (event, reason) in [
        (lost, Reason::WorkerLost),
        (unreachable, Reason::LinkUnreachable),
        (nothing, Reason::LinkEmpty),
        (odd, Reason::WorkerLost),
    ] {
        let (state, _) = follow(state.clone(), [event]);
        assert_eq!(offered(&state).failed, Some(entry(reason)));
    }
}

#[test]
fn without_a_network_nothing_is_asked() {
    let state = follow(judged(linked()), [Event::OnlineChanged(false)]).0;
    let (state, effects) = follow(state, [Event::OpenPressed { passcode: None }]);
    assert_eq!(effects, [Effect::Focus(Target::Button("open-link"))]);
    assert_eq!(offered(&state).failed, Some(entry(Reason::LinkOffline)));
}

#[test]
fn only_what_may_be_opened_is_offered() {
    let red = Report { outcome: Some(Outcome::Reject), ..linked() };
    let closed = Report { link: Some(Link { opens: None, ..Link::default() }), ..linked() };
    for report in [red, closed, genuine()] {
        let state = judged(report);
        assert_eq!(offer(shown(&state), false), None);
        assert_eq!(follow(state, [Event::OpenPressed { passcode: None }]).1, []);
    }
}

/// Whichever way the verdict is left, the request ends and the worker forgets the link.
#[test]
fn a_link_is_forgotten_with_its_verdict() {
    let (busy, _) = pressed();
    let ticket = busy.touches;
    for event in [
        Event::NextPressed,
        Event::BackPressed,
        Event::SettingsPressed,
        Event::PictureChosen,
        Event::Rang { alarm: Alarm::Idle, ticket },
    ] {
        let (state, effects) = follow(busy.clone(), [event.clone()]);
        assert!(effects.contains(&Effect::ForgetLink), "{event:?}");
        assert!(effects.contains(&Effect::StopErrand), "{event:?}");
        let late = Event::ErrandDone { ticket: busy.asked, answer: Ok(reply()) };
        assert_eq!(follow(state, [late]).1, [], "{event:?}");
    }
    // Why is still the same verdict.
    let (why, effects) = follow(busy.clone(), [Event::WhyPressed]);
    assert!(effects.contains(&Effect::StopErrand) && !effects.contains(&Effect::ForgetLink));
    let (state, _) = follow(why.clone(), [Event::BackPressed]);
    assert_eq!(shown(&state).opening, Opening::Idle);
    let (_, effects) = follow(why, [Event::NextPressed]);
    assert!(effects.contains(&Effect::ForgetLink));

    let (stopped, _) = follow(busy.clone(), [Event::OpenStopPressed]);
    let late = told(&busy, Response::Errand { errand: errand(HOST) });
    assert_eq!(follow(stopped, [late]).1, [], "an answer to what was cancelled");
    assert_eq!(shown(&busy).origin, Origin::Scan);
}

/// A link that was read while nobody waited for it any more was never on the screen, and is not kept.
#[test]
fn what_is_still_being_read_is_forgotten_with_its_view() {
    let scanning = [Event::ScanPressed, Event::CameraOpened { ticket: 1 }];
    let (_, effects) = after(scanning.into_iter().chain([Event::StopPressed]));
    assert!(effects.contains(&Effect::ForgetLink), "{effects:?}");
    let reading = [Event::PastePressed, Event::TextGiven("shlink:/x".to_owned())];
    let (_, effects) = after(reading.into_iter().chain([Event::BackPressed]));
    assert!(effects.contains(&Effect::ForgetLink), "{effects:?}");
    // What comes to the screen stays, and where nothing was read nothing is forgotten.
    let frame = Event::FrameRead { ticket: 1, answer: Ok(readings(linked())) };
    let (_, effects) = after([Event::ScanPressed, Event::CameraOpened { ticket: 1 }, frame]);
    assert!(!effects.contains(&Effect::ForgetLink), "{effects:?}");
    let (_, effects) = after([Event::PastePressed, Event::BackPressed]);
    assert!(!effects.contains(&Effect::ForgetLink), "{effects:?}");
}
