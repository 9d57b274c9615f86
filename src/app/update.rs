//! What follows from an event.

use super::{
    attention,
    event::{Alarm, Effect, Event, Target},
    opening, reading, samples,
    state::{State, Theme},
    support,
    texts::Language,
    trust,
    view::{Asking, Camera, Hint, Origin, PasteNote, Scan, Shown, View},
};

/// The next state, and what is to be done outside.
pub fn update(mut state: State, event: Event) -> (State, Vec<Effect>) {
    let effects = step(&mut state, event);
    (state, effects)
}

fn step(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Started => trust::started(),

        Event::ScanPressed | Event::DemoCameraPressed => go(state, scan(false)),
        Event::StopPressed => go(state, View::START),
        Event::NextPressed => next(state),
        Event::BackPressed => back(state),
        Event::WhyPressed => why(state),
        Event::RetryPressed => open_camera(state),
        Event::PastePressed => paste(state),
        Event::ClipboardPressed => vec![Effect::ReadClipboard],
        Event::TryPressed => try_it(state),
        Event::AboutPressed => go(state, View::About),
        Event::SettingsPressed => go(state, View::Settings),
        Event::LanguagePressed => another_language(state),
        Event::UpdatePressed => trust::update_wanted(state),
        Event::NewVersionPressed => vec![Effect::TakeNewVersion],
        Event::ReloadPressed => vec![Effect::Reload],
        Event::LeaveDemoPressed => leave_demo(state),
        Event::CopyPressed => copy(state),
        Event::LanguageChosen(language) => choose_language(state, language),
        Event::ThemeChosen(theme) => choose_theme(state, theme),
        Event::PictureChosen => reading::picture_chosen(state),
        Event::TextGiven(text) => reading::text_given(state, text),
        Event::SchemeChosen(name) => choose_scheme(state, &name),
        Event::SampleChosen(kind) => reading::sample_chosen(state, kind),
        Event::OpenPressed { passcode } => opening::open_pressed(state, passcode),
        Event::ElsewherePressed => opening::elsewhere_pressed(state),
        Event::OpenStopPressed => opening::stop_pressed(state),
        Event::NextInsidePressed => opening::next_inside(state),
        Event::Active => attention::touch(state),

        Event::CameraOpened { ticket } => camera_opened(state, ticket),
        Event::CameraFailed { ticket, reason } => {
            set_camera(state, ticket, Camera::Failed(reason));
            Vec::new()
        }
        Event::FrameRead { ticket, answer } => reading::frame_read(state, ticket, answer),
        Event::Read { ticket, answer } => reading::read(state, ticket, answer),
        Event::LinkTold { ticket, answer } => opening::told(state, ticket, answer),
        Event::ErrandDone { ticket, answer } => opening::fetched(state, ticket, answer),
        Event::SamplesCame { ticket, scheme, answer } => {
            reading::samples_came(state, (ticket, scheme), answer)
        }
        Event::SamplesWanted => choose_scheme(state, state.scheme),
        Event::ClipboardRefused => {
            note(state, PasteNote::ClipboardRefused);
            Vec::new()
        }
        Event::Copied(copied) => {
            if let View::Why(shown) = &mut state.view {
                shown.copied = Some(copied);
            }
            Vec::new()
        }

        Event::StoreOpened(stored) => trust::store_opened(state, stored),
        Event::StoreAhead => vec![Effect::OpenStore],
        Event::Loaded { from, pack, answer } => trust::loaded(state, from, pack, answer),
        Event::UpdateFetched(answer) => trust::fetched(state, answer),

        Event::OnlineChanged(online) => trust::online_changed(state, online),
        Event::OfflineChanged(offline) => {
            state.offline = offline;
            Vec::new()
        }
        Event::Hidden { at } => attention::hidden(state, at),
        Event::Seen { at } => attention::seen(state, at),
        Event::Rang { alarm, ticket } => attention::rang(state, alarm, ticket),
    }
}

/// Opens a view, and closes what the one before had open.
pub(super) fn go(state: &mut State, view: View) -> Vec<Effect> {
    go_to(state, view, Target::Heading)
}

fn go_to(state: &mut State, view: View, target: Target) -> Vec<Effect> {
    let mut effects = opening::leave(&state.view, &view);
    if has_camera(&state.view) {
        effects.push(Effect::CloseCamera);
    }
    state.view = view;
    state.notice = None;
    state.ticket = state.ticket.wrapping_add(1);
    state.asked = state.asked.wrapping_add(1);
    if let View::Scan(_) = state.view {
        effects.push(Effect::OpenCamera { ticket: state.ticket });
    }
    effects.push(Effect::Focus(target));
    effects.extend(attention::touch(state));
    effects
}

fn scan(after_verdict: bool) -> View {
    View::Scan(Scan {
        camera: Camera::Opening,
        hint: if after_verdict { Hint::Next } else { Hint::Look },
        asking: Asking::Idle,
        after_verdict,
        stray_again: false,
    })
}

pub(super) const fn has_camera(view: &View) -> bool {
    matches!(view, View::Scan(Scan { camera: Camera::Opening | Camera::Running, .. }))
}

fn next(state: &mut State) -> Vec<Effect> {
    let (View::Verdict(shown) | View::Why(shown)) = &state.view else {
        return Vec::new();
    };
    match shown.origin {
        Origin::Scan => go(state, scan(true)),
        origin => {
            let view = home(origin);
            go(state, view)
        }
    }
}

fn back(state: &mut State) -> Vec<Effect> {
    match &state.view {
        View::Start { .. } => Vec::new(),
        View::Scan(_) => go_to(state, View::START, Target::Button("scan")),
        View::Paste { back: Origin::Scan, .. } => go(state, scan(false)),
        View::Paste { .. } => go_to(state, View::START, Target::Button("paste")),
        View::Verdict(shown) => {
            let view = home(shown.origin);
            go(state, view)
        }
        View::Why(shown) => {
            let view = View::Verdict(shown.clone());
            go_to(state, view, Target::Button("why"))
        }
        View::Try { .. } => go_to(state, View::START, Target::Button("try-it")),
        View::About => go_to(state, View::START, Target::Button("about")),
        View::Settings => go_to(state, View::START, Target::Button("settings")),
    }
}

/// The view that a verdict leads back to when scanning does not go on.
const fn home(origin: Origin) -> View {
    match origin {
        Origin::Try => View::Try { asking: Asking::Idle },
        Origin::Scan | Origin::Start => View::START,
    }
}

fn why(state: &mut State) -> Vec<Effect> {
    let View::Verdict(shown) = &mut state.view else {
        return Vec::new();
    };
    let paused = opening::pause(shown);
    let view = View::Why(shown.clone());
    paused.into_iter().chain(go(state, view)).collect()
}

fn paste(state: &mut State) -> Vec<Effect> {
    let back = if let View::Scan(_) = state.view { Origin::Scan } else { Origin::Start };
    go(state, View::Paste { back, asking: Asking::Idle, note: PasteNote::None })
}

pub(super) fn note(state: &mut State, new: PasteNote) {
    if let View::Paste { note, .. } = &mut state.view {
        *note = new;
    }
}

fn try_it(state: &mut State) -> Vec<Effect> {
    state.demo = true;
    let mut effects = go(state, View::Try { asking: Asking::Idle });
    effects.push(Effect::FetchSamples { ticket: state.ticket, scheme: state.scheme });
    effects
}

/// Whatever is still being fetched or read of the scheme before is not waited for.
fn choose_scheme(state: &mut State, name: &str) -> Vec<Effect> {
    let Some(scheme) = samples::offered(name) else {
        return Vec::new();
    };
    let View::Try { asking } = &mut state.view else {
        return Vec::new();
    };
    *asking = Asking::Idle;
    (state.scheme, state.samples) = (scheme, None);
    state.asked = state.asked.wrapping_add(1);
    vec![Effect::FetchSamples { ticket: state.ticket, scheme }]
}

/// Back to the beginning: whatever was judged in demo mode must not outlive its band.
fn leave_demo(state: &mut State) -> Vec<Effect> {
    state.demo = false;
    (state.scheme, state.samples) = (samples::FIRST, None);
    go(state, View::START)
}

fn copy(state: &State) -> Vec<Effect> {
    let View::Why(shown) = &state.view else {
        return Vec::new();
    };
    let Shown { report, .. } = shown.as_ref();
    vec![Effect::Copy(support::support_code(report))]
}

/// With two languages the button changes to the other; with more it leads to the choice.
fn another_language(state: &mut State) -> Vec<Effect> {
    match Language::ALL {
        [_, _] => choose_language(state, state.language.next()),
        _ => go(state, View::Settings),
    }
}

fn choose_language(state: &mut State, language: Language) -> Vec<Effect> {
    state.language = language;
    vec![
        Effect::SetLanguage(language),
        Effect::KeepSetting { name: "language", value: language.tag() },
    ]
}

fn choose_theme(state: &mut State, theme: Theme) -> Vec<Effect> {
    state.theme = theme;
    vec![Effect::SetTheme(theme), Effect::KeepSetting { name: "theme", value: theme.name() }]
}

pub(super) fn open_camera(state: &mut State) -> Vec<Effect> {
    let View::Scan(scan) = &mut state.view else {
        return Vec::new();
    };
    scan.camera = Camera::Opening;
    state.ticket = state.ticket.wrapping_add(1);
    vec![Effect::OpenCamera { ticket: state.ticket }]
}

fn camera_opened(state: &mut State, ticket: u32) -> Vec<Effect> {
    if !set_camera(state, ticket, Camera::Running) {
        return Vec::new();
    }
    vec![Effect::Wake { milliseconds: TIPS_MILLISECONDS, alarm: Alarm::Tips, ticket }]
}

pub(super) fn set_camera(state: &mut State, ticket: u32, camera: Camera) -> bool {
    match &mut state.view {
        View::Scan(scan) if state.ticket == ticket => {
            scan.camera = camera;
            true
        }
        _ => false,
    }
}

/// Long enough for a steady hand, short enough to help before somebody gives up.
const TIPS_MILLISECONDS: u32 = 4_000;
