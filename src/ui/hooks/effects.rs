//! Carries out effects. Each ends in an event, or in nothing.

use super::shell::Shell;
use crate::{
    app::{Effect, Event, PackFrom, Picture, Stored, Target, Theme, texts::Language},
    browser::{
        clock, fetch, focus, offline, page,
        pixels::{self, Pixels},
        signal::{self, Signal},
        store::{self, Held, Kept, StoredPack},
    },
    protocol::{Effort, Judge, Outcome, Request, Response, Sample},
    verdict::Reason,
};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

pub(super) fn perform(effect: Effect, shell: &Rc<Shell>, send: &Callback<Event>) {
    let (shell, send) = (Rc::clone(shell), send.clone());
    match effect {
        Effect::CloseCamera => shell.close_camera(),
        Effect::StopErrand => shell.stop_errand(),
        Effect::Signal(outcome) => signal::give(heard(outcome)),
        Effect::SetLanguage(language) => set_language(language),
        Effect::SetTheme(theme) => set_theme(theme),
        Effect::Focus(Target::Heading) => focus::focus_at_top("heading"),
        Effect::Focus(Target::Button(id)) => focus::focus(id),
        Effect::TakeNewVersion => offline::take_update(),
        Effect::Reload => page::reload(),
        Effect::OpenCamera { ticket } => spawn_local(shell.open_camera(ticket, send)),
        later => spawn_local(async move {
            if let Some(event) = wait(later, &shell).await {
                send.emit(event);
            }
        }),
    }
}

/// Effects that take time.
async fn wait(effect: Effect, shell: &Shell) -> Option<Event> {
    match effect {
        Effect::Read { picture, ticket, demo } => {
            Some(Event::Read { ticket, answer: read(picture, demo, shell).await })
        }
        Effect::FetchSamples { ticket, scheme } => {
            Some(Event::SamplesCame { ticket, scheme, answer: samples(scheme, shell).await })
        }
        Effect::ReadClipboard => Some(match page::clipboard_text().await {
            Some(text) => Event::TextGiven(text),
            None => Event::ClipboardRefused,
        }),
        Effect::OpenLink { number, passcode, ticket, demo } => {
            let request = Request::OpenLink { number, passcode, judge: judge(demo) };
            Some(Event::LinkTold { ticket, answer: shell.reader.ask(request, None).await })
        }
        Effect::RunErrand { errand, ticket } => {
            let answer = shell.run_errand(&errand).await?;
            Some(Event::ErrandDone { ticket, answer })
        }
        Effect::AnswerLink { number, reply, ticket, demo } => {
            let request = Request::LinkAnswer { number, reply, judge: judge(demo) };
            Some(Event::LinkTold { ticket, answer: shell.reader.ask(request, None).await })
        }
        Effect::ForgetLink => {
            // A worker that does not answer is gone, and the link with it.
            shell.reader.ask(Request::ForgetLink, None).await.ok();
            None
        }
        Effect::Copy(text) => Some(Event::Copied(page::copy_text(&text).await)),
        Effect::OpenStore => Some(Event::StoreOpened(match store::pack().await {
            Held::Nothing => Stored::Nothing,
            Held::Unknown => Stored::Unknown,
            Held::Damaged => Stored::Damaged,
            Held::Pack(pack) => Stored::Pack(Rc::new(pack.bytes)),
        })),
        Effect::Load { from, pack } => Some(load(from, pack, shell).await),
        Effect::FetchUpdate => {
            // Without a key no update could be taken, so none is asked for.
            let answer = match page::update_key() {
                Some(_) => fetch::update_pack().await,
                None => Ok(None),
            };
            Some(Event::UpdateFetched(answer.map(|pack| pack.map(Rc::new))))
        }
        Effect::ForgetPack(pack) => {
            store::forget_pack(&pack).await;
            None
        }
        Effect::KeepPack { pack, sequence, created_unix_seconds } => {
            let fetched_unix_seconds = clock::now_unix_seconds();
            let bytes = pack.to_vec();
            let pack = StoredPack { bytes, sequence, created_unix_seconds, fetched_unix_seconds };
            match store::keep_pack(&pack).await {
                Kept::Behind => Some(Event::StoreAhead),
                // A device without room for it keeps the built-in list, and fetches again.
                Kept::Written | Kept::Failed => None,
            }
        }
        Effect::KeepSetting { name, value } => {
            store::keep_setting(name, value).await;
            None
        }
        Effect::Wake { milliseconds, alarm, ticket } => {
            clock::sleep(milliseconds).await;
            Some(Event::Rang { alarm, ticket })
        }
        Effect::CloseCamera
        | Effect::StopErrand
        | Effect::Signal(_)
        | Effect::SetLanguage(_)
        | Effect::SetTheme(_)
        | Effect::Focus(_)
        | Effect::TakeNewVersion
        | Effect::Reload
        | Effect::OpenCamera { .. } => None,
    }
}

/// How to judge at this moment.
pub(super) fn judge(demo: bool) -> Judge {
    Judge { clock_unix_seconds: clock::now_unix_seconds(), demo }
}

async fn read(picture: Picture, demo: bool, shell: &Shell) -> Result<Response, Reason> {
    let pixels = match picture {
        Picture::Text(text) => {
            let request = Request::ReadText { text, judge: judge(demo) };
            return shell.reader.ask(request, None).await;
        }
        Picture::File => {
            let file = shell.take_file().ok_or(Reason::PictureUnreadable)?;
            pixels::from_file(&file).await?
        }
        Picture::Modules { size, modules } => Pixels::from_modules(size, &modules)?,
    };
    let (width, height) = (pixels.width, pixels.height);
    let request = Request::ReadPixels { width, height, effort: Effort::Still, judge: judge(demo) };
    shell.reader.ask(request, Some(pixels)).await
}

async fn samples(scheme: &str, shell: &Shell) -> Result<Vec<Sample>, Reason> {
    let samples = fetch::samples(scheme).await?;
    let request = Request::DrawSamples { scheme: scheme.to_owned(), samples };
    match shell.reader.ask(request, None).await? {
        Response::Samples { samples, .. } => Ok(samples),
        _ => Err(Reason::SamplesMissing),
    }
}

async fn load(from: PackFrom, pack: Option<Rc<Vec<u8>>>, shell: &Shell) -> Event {
    let request = Request::Load {
        pack: pack.as_ref().map(|pack| serde_bytes::ByteBuf::from(pack.to_vec())),
        update_key: page::update_key(),
        clock_unix_seconds: clock::now_unix_seconds(),
    };
    let answer = shell.reader.ask(request, None).await;
    Event::Loaded { from, pack, answer }
}

/// Tells the document its language.
pub(crate) fn set_language(language: Language) {
    page::set_language(language.tag(), language.right_to_left());
}

/// Tells the document its theme.
pub(crate) fn set_theme(theme: Theme) {
    page::set_theme((theme != Theme::System).then_some(theme.name()));
}

const fn heard(outcome: Outcome) -> Signal {
    match outcome {
        Outcome::Accept => Signal::Accept,
        Outcome::Undecided => Signal::Undecided,
        Outcome::Reject => Signal::Reject,
    }
}
