//! The first view.

use super::{
    button::{Button, Look, PhotoButton},
    emblem::picture,
    frame::{Frame, heading},
    icon::Icon,
    problem::Problem,
    stage::quiet_stage,
};
use crate::app::{
    Asking, Event, Notice, Offline,
    texts::Text,
    words::{self, Words},
};
use web_sys::File;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct StartProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    pub(crate) asking: Asking,
    pub(crate) notice: Option<Notice>,
    pub(crate) offline: Offline,
    pub(crate) onfile: Callback<File>,
    pub(crate) trust_line: Html,
}

/// The first view.
#[function_component]
pub(crate) fn Start(props: &StartProps) -> Html {
    let StartProps { words, send, asking, notice, offline, onfile, trust_line } = props;
    let press = |event: Event| send.reform(move |_: MouseEvent| event.clone());
    let say = |text: Text| words.say(text);
    let actions = html! {
        <>
            <Button
                id="scan"
                look={Look::Primary}
                icon={Icon::Scan}
                label={say(Text::ActionScan)}
                onpress={press(Event::ScanPressed)}
            />
            <div class="actions-row">
                <PhotoButton look={Look::Quiet} label={say(Text::ActionPhoto)} {onfile} />
                <Button
                    id="paste"
                    look={Look::Quiet}
                    icon={Icon::Paste}
                    label={say(Text::ActionPaste)}
                    onpress={press(Event::PastePressed)}
                />
                <Button
                    id="try-it"
                    look={Look::Quiet}
                    icon={Icon::Try}
                    label={say(Text::ActionTry)}
                    onpress={press(Event::TryPressed)}
                />
            </div>
        </>
    };
    // What is told takes the place of the picture, so that it is on the first screen.
    let told = *asking != Asking::Idle || notice.is_some();
    html! {
        <Frame name="start" wide=true {actions} trust_line={trust_line.clone()}>
            { quiet_stage(Some(say(Text::DropHere))) }
            <section class={classes!("start", "panel", told.then_some("start-told"))}>
                <div class="start-picture">{ picture() }</div>
                { heading(say(Text::StartTitle)) }
                <p class="start-lead">{ say(Text::StartLead) }</p>
                <Button
                    id="about"
                    look={Look::Text}
                    icon={Icon::Shield}
                    label={say(Text::StartPrivacy)}
                    onpress={press(Event::AboutPressed)}
                />
                { asked(*asking, words) }
                { noticed(notice.as_ref(), words, &press(Event::ReloadPressed)) }
                if *offline == Offline::UpdateWaiting {
                    <Button
                        id="new-version"
                        icon={Icon::Update}
                        label={say(Text::OfflineUpdateTake)}
                        onpress={press(Event::NewVersionPressed)}
                    />
                }
            </section>
        </Frame>
    }
}

/// What became of a picture, a text or a sample.
pub(super) fn asked(asking: Asking, words: &Words) -> Html {
    match asking {
        Asking::Idle => Html::default(),
        Asking::Busy => html! { <p class="note">{ words.say(Text::BusyReading) }</p> },
        Asking::Failed(reason) => {
            html! { <Problem words={words.clone()} entry={words::entry(reason)} /> }
        }
    }
}

fn noticed(notice: Option<&Notice>, words: &Words, reload: &Callback<MouseEvent>) -> Html {
    match notice {
        None => Html::default(),
        Some(Notice::Forgotten) => {
            html! { <p class="note">{ words.say(Text::StartForgotten) }</p> }
        }
        Some(Notice::List(entry)) => {
            html! { <Problem words={words.clone()} entry={entry.clone()} /> }
        }
        Some(Notice::Reader(reason)) => html! {
            <Problem words={words.clone()} entry={words::entry(*reason)}>
                <Button
                    id="reload"
                    icon={Icon::Update}
                    label={words.say(Text::ActionReload)}
                    onpress={reload}
                />
            </Problem>
        },
    }
}
