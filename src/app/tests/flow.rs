//! The way of a person through the page.

use super::{after, follow, genuine, opened, readings};
use crate::{
    app::{
        Alarm, Announcement, Asking, Camera, Effect, Event, Hint, Notice, Origin, PasteNote,
        Picture, Scan, Shown, State, Target, View, announce, texts::Language, words::Phrase,
    },
    protocol::{Outcome, Reading, Report, Response, Sample, SampleKind},
    verdict::Reason,
};

/// The camera runs; its view has ticket 1.
fn scanning() -> State {
    after([Event::ScanPressed, Event::CameraOpened { ticket: 1 }]).0
}

fn frame(ticket: u32, response: Response) -> Event {
    Event::FrameRead { ticket, answer: Ok(response) }
}

fn judged() -> State {
    follow(scanning(), [frame(1, readings(genuine()))]).0
}

fn scan(state: &State) -> &Scan {
    match &state.view {
        View::Scan(scan) => scan,
        other => panic!("{other:?}"),
    }
}

#[test]
fn from_start_to_verdict_and_on() {
    let (state, effects) = after([Event::ScanPressed]);
    assert_eq!(scan(&state).camera, Camera::Opening);
    assert_eq!(effects, [Effect::OpenCamera { ticket: 1 }, Effect::Focus(Target::Heading)]);
    assert_eq!(state.wants_frames(), None, "no frames before the camera runs");

    let state = scanning();
    assert!(state.wants_frames().is_some_and(|frames| !frames.pause));

    let (state, effects) = follow(state, [frame(1, readings(genuine()))]);
    assert_eq!(state.view.name(), "verdict");
    assert_eq!(effects.first(), Some(&Effect::CloseCamera));
    assert!(effects.contains(&Effect::Signal(Outcome::Accept)));
    assert!(effects.contains(&Effect::Focus(Target::Heading)));

    let (state, effects) = follow(state, [Event::NextPressed]);
    assert!(effects.contains(&Effect::OpenCamera { ticket: 3 }));
    assert_eq!(scan(&state).hint, Hint::Next);
    let (state, _) = follow(state, [Event::CameraOpened { ticket: 3 }]);
    assert!(state.wants_frames().is_some_and(|frames| frames.pause), "not the same code at once");
}

#[test]
fn answers_for_an_earlier_view_are_ignored() {
    let state = follow(judged(), [Event::NextPressed]).0;
    let (later, effects) = follow(state.clone(), [frame(1, readings(genuine()))]);
    assert_eq!((later, effects), (state, vec![]));
}

#[test]
fn a_code_that_is_no_certificate_gets_no_verdict() {
    let stray = || frame(1, Response::Readings { readings: vec![Reading::NotACertificate] });
    let over = || Event::Rang { alarm: Alarm::StrayOver, ticket: 1 };
    let (state, effects) = follow(scanning(), [stray()]);
    assert_eq!(scan(&state).hint, Hint::NotCertificate);
    assert_eq!(effects.len(), 1, "the hint has an end");
    assert!(state.wants_frames().is_some(), "scanning goes on");

    let (still, _) = follow(state.clone(), [stray(), over()]);
    assert_eq!(scan(&still).hint, Hint::NotCertificate, "for as long as it is in sight");
    let (gone, _) = follow(state, [over()]);
    assert_eq!(scan(&gone).hint, Hint::Tips);
}

/// The number of codes that are read stays in sight, whatever else the camera sees.
#[test]
fn a_code_of_several_asks_for_the_others() {
    let part = Reading::Part { have: 1, total: 3 };
    let seen = |readings| frame(1, Response::Readings { readings });
    let hint = Hint::Parts { have: 1, total: 3 };
    for readings in [vec![part.clone()], vec![part, Reading::NotACertificate]] {
        let (state, effects) = follow(scanning(), [seen(readings)]);
        assert_eq!((scan(&state).hint, effects), (hint, vec![]));
        assert!(state.wants_frames().is_some(), "scanning goes on");
        let tips = Event::Rang { alarm: Alarm::Tips, ticket: 1 };
        assert_eq!(scan(&follow(state, [tips, seen(vec![])]).0).hint, hint);
    }
}

#[test]
fn tips_come_when_nothing_is_found() {
    let (state, effects) = after([Event::ScanPressed, Event::CameraOpened { ticket: 1 }]);
    let tips = Effect::Wake { milliseconds: 4_000, alarm: Alarm::Tips, ticket: 1 };
    assert_eq!(effects, [tips]);
    let rang = |ticket| Event::Rang { alarm: Alarm::Tips, ticket };
    assert_eq!(scan(&follow(state.clone(), [rang(0)]).0).hint, Hint::Look);
    assert_eq!(scan(&follow(state, [rang(1)]).0).hint, Hint::Tips);
}

#[test]
fn a_camera_that_fails_can_be_tried_again() {
    let failed = Event::CameraFailed { ticket: 1, reason: Reason::CameraRefused };
    let (state, _) = after([Event::ScanPressed, failed]);
    assert_eq!(scan(&state).camera, Camera::Failed(Reason::CameraRefused));
    let (state, effects) = follow(state, [Event::RetryPressed]);
    assert_eq!(scan(&state).camera, Camera::Opening);
    assert_eq!(effects, [Effect::OpenCamera { ticket: 2 }]);
}

#[test]
fn a_frame_that_is_too_hard_is_passed_over_and_a_lost_reader_is_not() {
    let read = |reason| Event::FrameRead { ticket: 1, answer: Err(reason) };
    let (state, _) = follow(scanning(), [read(Reason::PictureTooHard)]);
    assert_eq!(scan(&state).camera, Camera::Running);
    let (state, effects) = follow(scanning(), [read(Reason::WorkerLost)]);
    assert_eq!(scan(&state).camera, Camera::Failed(Reason::WorkerLost));
    assert_eq!(effects, [Effect::CloseCamera]);
}

#[test]
fn a_verdict_is_forgotten_when_nobody_looks() {
    let idle = |state: &State| Event::Rang { alarm: Alarm::Idle, ticket: state.touches };
    let state = judged();
    let (forgotten, _) = follow(state.clone(), [idle(&state)]);
    assert_eq!((forgotten.view, forgotten.notice), (View::START, Some(Notice::Forgotten)));

    let (touched, _) = follow(state.clone(), [Event::Active, idle(&state)]);
    assert_eq!(touched.view.name(), "verdict", "somebody is there");

    let (away, effects) = follow(state.clone(), [Event::Hidden { at: 100 }]);
    let ticket = away.touches;
    let alarm = Effect::Wake { milliseconds: 30_000, alarm: Alarm::Hidden, ticket };
    assert_eq!(effects, [alarm]);
    let (gone, _) = follow(away.clone(), [Event::Rang { alarm: Alarm::Hidden, ticket }]);
    assert_eq!(gone.view, View::START);
    let (frozen, _) = follow(away.clone(), [Event::Seen { at: 130 }]);
    assert_eq!(frozen.view, View::START, "no alarm rings in a frozen page");
    let (back, _) =
        follow(away, [Event::Seen { at: 110 }, Event::Rang { alarm: Alarm::Hidden, ticket }]);
    assert_eq!(back.view.name(), "verdict");
}

#[test]
fn the_camera_rests_while_the_page_is_out_of_sight() {
    let (state, effects) = follow(scanning(), [Event::Hidden { at: 1 }]);
    assert_eq!((scan(&state).camera, effects), (Camera::Paused, vec![Effect::CloseCamera]));
    let (state, effects) = follow(state, [Event::Seen { at: 999 }]);
    assert_eq!(scan(&state).camera, Camera::Opening);
    assert_eq!(effects, [Effect::OpenCamera { ticket: 2 }]);
}

/// A phone hides the page while a photo is chosen; its answer must not come too late for that.
#[test]
fn a_photo_chosen_while_scanning_is_answered() {
    let chosen = [Event::Hidden { at: 1 }, Event::PictureChosen, Event::Seen { at: 2 }];
    let (state, effects) = follow(scanning(), chosen);
    assert_eq!(scan(&state).asking, Asking::Busy);
    assert_eq!(effects, [Effect::OpenCamera { ticket: 2 }], "the picture is there again");
    let ticket = state.asked;
    let found = Event::Read { ticket, answer: Ok(readings(genuine())) };
    assert_eq!(follow(state.clone(), [found]).0.view.name(), "verdict");
    let none = Event::Read { ticket, answer: Ok(Response::Readings { readings: vec![] }) };
    let (state, _) = follow(state, [none]);
    assert_eq!(scan(&state).asking, Asking::Failed(Reason::NothingFound));
}

/// Two pictures in a row are two people: the first one's answer is not shown for the second.
#[test]
fn only_the_last_picture_is_answered() {
    let (state, _) = after([Event::PictureChosen]);
    let first = state.asked;
    let (state, _) = follow(state, [Event::PictureChosen]);
    let answer = |ticket| Event::Read { ticket, answer: Ok(readings(genuine())) };
    let (state, _) = follow(state, [answer(first)]);
    assert_eq!(state.view, View::Start { asking: Asking::Busy });
    let last = state.asked;
    assert_eq!(follow(state, [answer(last)]).0.view.name(), "verdict");
}

#[test]
fn a_picture_is_read_where_it_was_given() {
    let (state, effects) = after([Event::PictureChosen]);
    assert_eq!(state.view, View::Start { asking: Asking::Busy });
    assert_eq!(effects, [Effect::Read { picture: Picture::File, ticket: 1, demo: false }]);

    let none = Event::Read { ticket: 1, answer: Ok(Response::Readings { readings: vec![] }) };
    let (failed, _) = follow(state.clone(), [none]);
    assert_eq!(failed.view, View::Start { asking: Asking::Failed(Reason::NothingFound) });

    let (found, _) = follow(state, [Event::Read { ticket: 1, answer: Ok(readings(genuine())) }]);
    assert_eq!(found.view.name(), "verdict");
    assert_eq!(follow(found, [Event::NextPressed]).0.view, View::START, "no camera unasked");

    let (state, _) = follow(scanning(), [Event::PictureChosen]);
    assert_eq!(state.wants_frames(), None, "the photo comes first");
    let (state, _) = follow(judged(), [Event::PictureChosen]);
    assert_eq!(state.view, View::Start { asking: Asking::Busy }, "dropped on a verdict");
}

#[test]
fn a_pasted_text_is_read() {
    let given = |text: &str| Event::TextGiven(text.to_owned());
    let (state, _) = after([Event::PastePressed, given(" \n")]);
    assert!(matches!(state.view, View::Paste { note: PasteNote::Empty, .. }));
    let (_, effects) = follow(state, [given(" HC1:X\n")]);
    let picture = Picture::Text("HC1:X".to_owned());
    assert_eq!(effects, [Effect::Read { picture, ticket: 2, demo: false }]);
    let (state, _) = after([Event::PastePressed, Event::ClipboardRefused]);
    assert!(matches!(state.view, View::Paste { note: PasteNote::ClipboardRefused, .. }));
    let (state, _) = follow(scanning(), [Event::PastePressed, Event::BackPressed]);
    assert_eq!(state.view.name(), "scan");
}

#[test]
fn an_answer_without_a_verdict_is_no_certificate() {
    let report = Report {
        reasons: vec![crate::app::words::entry(Reason::PartsMissing)],
        ..Report::default()
    };
    let read = Event::Read { ticket: 1, answer: Ok(readings(report)) };
    let (state, _) = after([Event::PictureChosen, read]);
    assert_eq!(state.view, View::Start { asking: Asking::Failed(Reason::PartsMissing) });
}

#[test]
fn demo_mode_lasts_until_it_is_left() {
    let good = Sample { kind: SampleKind::Good, size: 1, modules: vec![true] };
    let came = Event::SamplesCame { ticket: 1, scheme: "eu-dcc", answer: Ok(vec![good]) };
    let (state, _) = after([Event::TryPressed, came, Event::SampleChosen(SampleKind::Good)]);
    assert!(state.demo);
    let read = Event::Read { ticket: 2, answer: Ok(readings(genuine())) };
    let (state, _) = follow(state, [read]);
    assert!(state.demo && state.view.name() == "verdict");
    let (state, _) = follow(state, [Event::NextPressed]);
    assert_eq!(state.view.name(), "try");
    let (scanning, _) = follow(state.clone(), [Event::DemoCameraPressed]);
    assert!(scanning.demo && scanning.view.name() == "scan");
    let (state, _) = follow(state, [Event::BackPressed]);
    assert!(state.demo, "back is not out");
    let (state, _) = follow(scanning, [Event::LeaveDemoPressed]);
    assert_eq!((state.demo, state.samples, state.view), (false, None, View::START));
}

/// Samples of a scheme that is no longer chosen are not shown as those of the one that is.
#[test]
fn the_samples_are_of_the_scheme_that_is_chosen() {
    let chosen = |name: &str| Event::SchemeChosen(name.to_owned());
    let came = |scheme, answer| Event::SamplesCame { ticket: 1, scheme, answer };
    let made = |scheme| {
        came(scheme, Ok(vec![Sample { kind: SampleKind::Good, size: 1, modules: vec![true] }]))
    };
    let missing = |scheme| came(scheme, Err(Reason::SamplesMissing));
    let (state, effects) = after([Event::TryPressed]);
    assert!(effects.contains(&Effect::FetchSamples { ticket: 1, scheme: "eu-dcc" }));
    let (state, effects) = follow(state, [made("eu-dcc"), chosen("divoc")]);
    assert_eq!(effects, [Effect::FetchSamples { ticket: 1, scheme: "divoc" }]);
    assert_eq!((state.scheme, &state.samples), ("divoc", &None));
    let (state, _) = follow(state, [made("eu-dcc")]);
    assert_eq!(state.samples, None, "they come too late");
    let (state, _) = follow(state, [missing("eu-dcc")]);
    assert_eq!(state.view, View::Try { asking: Asking::Idle }, "so does this");
    let (lost, _) = follow(state.clone(), [missing("divoc")]);
    assert_eq!(lost.view, View::Try { asking: Asking::Failed(Reason::SamplesMissing) });
    let (again, effects) = follow(lost, [Event::SamplesWanted]);
    assert_eq!(again.view, View::Try { asking: Asking::Idle });
    assert_eq!(effects, [Effect::FetchSamples { ticket: 1, scheme: "divoc" }]);
    let (state, _) = follow(state, [made("divoc"), chosen("no-scheme"), missing("divoc")]);
    assert!(state.scheme == "divoc" && state.samples.is_some());
    assert_eq!(state.view, View::Try { asking: Asking::Idle }, "there are some");

    // Nor is one that is being read: its verdict would be taken for the other's.
    let (state, _) = follow(state, [Event::SampleChosen(SampleKind::Good)]);
    let ticket = state.asked;
    let read = Event::Read { ticket, answer: Ok(readings(genuine())) };
    let (state, _) = follow(state, [chosen("nzcp"), read]);
    assert_eq!(state.view, View::Try { asking: Asking::Idle });

    let (state, _) = follow(state, [Event::LeaveDemoPressed, chosen("divoc")]);
    assert_eq!(state.scheme, "eu-dcc", "not among the samples");
}

#[test]
fn the_way_back_is_where_one_came_from() {
    let button = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::Focus(Target::Button(id)) => Some(*id),
            _ => None,
        })
    };
    let cases = [
        (vec![Event::ScanPressed], "start", Some("scan")),
        (vec![Event::PastePressed], "start", Some("paste")),
        (vec![Event::TryPressed], "start", Some("try-it")),
        (vec![Event::AboutPressed], "start", Some("about")),
        (vec![Event::SettingsPressed], "start", Some("settings")),
        (vec![], "start", None),
    ];
    for (events, view, focus) in cases {
        let (state, effects) = after(events.into_iter().chain([Event::BackPressed]));
        assert_eq!((state.view.name(), button(&effects)), (view, focus));
    }
    let (state, effects) = follow(judged(), [Event::WhyPressed, Event::BackPressed]);
    assert_eq!((state.view.name(), button(&effects)), ("verdict", Some("why")));
    assert_eq!(follow(state, [Event::BackPressed]).0.view, View::START);
}

#[test]
fn the_support_code_is_copied_where_it_is_shown() {
    let (state, effects) = follow(judged(), [Event::WhyPressed, Event::CopyPressed]);
    assert!(matches!(effects.as_slice(), [Effect::Copy(_)]));
    let (state, _) = follow(state, [Event::Copied(true)]);
    let View::Why(shown) = state.view else { panic!("{:?}", state.view) };
    let Shown { copied, origin, .. } = *shown;
    assert_eq!((copied, origin), (Some(true), Origin::Scan));
}

#[test]
fn language_and_theme_are_kept() {
    let (state, effects) = follow(opened(), [Event::LanguagePressed]);
    assert_eq!(state.language, Language::Ar);
    let keep = Effect::KeepSetting { name: "language", value: "ar" };
    assert_eq!(effects, [Effect::SetLanguage(Language::Ar), keep]);
}

#[test]
fn a_screen_reader_hears_what_a_screen_shows() {
    let words = super::words(Language::En);
    let heard = |state: &State| {
        let Announcement { assertive, polite } = announce(state);
        let said = |phrases: Vec<Phrase>| -> Vec<String> {
            phrases.into_iter().map(|phrase| super::say(&words, phrase)).collect()
        };
        (said(assertive).join(" "), said(polite).join(" "))
    };
    let pair = |assertive: &str, polite: &str| (assertive.to_owned(), polite.to_owned());
    assert_eq!(heard(&opened()), pair("", ""));
    let (trying, _) = after([Event::TryPressed]);
    assert_eq!(heard(&trying), pair("", "Loading the samples…"));
    let good = Sample { kind: SampleKind::Good, size: 1, modules: vec![true] };
    let came = Event::SamplesCame { ticket: 1, scheme: "eu-dcc", answer: Ok(vec![good]) };
    let (ready, _) = follow(trying, [came]);
    assert_eq!(heard(&ready), pair("", "Samples ready: EU Digital COVID Certificate"));
    assert_eq!(heard(&scanning()), pair("", "Hold the code inside the frame"));
    assert_eq!(
        heard(&judged()),
        pair(
            "Authentic. Genuine, unchanged and in force. No entry rules were applied. \
             Compare the name and birth date with an ID.",
            ""
        )
    );
    let failed = Event::CameraFailed { ticket: 1, reason: Reason::CameraMissing };
    assert_eq!(
        heard(&after([Event::ScanPressed, failed]).0),
        pair(
            "No camera was found. This device has none, or it is switched off. \
             Connect a camera, or use a photo or the text of the code.",
            ""
        )
    );
}
