//! The frame around every view.

use super::{
    components::{About, Announcer, DemoBand, Paste, Scan, Settings, Start, TopBar, TrustLine},
    components::{TryIt, Verdict, Why},
    hooks::{Shell, use_hands, use_page, use_words},
};
use crate::app::{
    Event, State, Theme, View, announce, card, offer, origin, outcome_name, texts::Language,
    words::Words,
};
use std::rc::Rc;
use yew::prelude::*;

/// What the page opens with.
#[derive(Properties, PartialEq)]
pub(super) struct AppProps {
    pub(super) language: Language,
    pub(super) theme: Theme,
}

/// The whole page.
#[function_component]
pub(super) fn App(AppProps { language, theme }: &AppProps) -> Html {
    let (state, send, shell) = use_page(*language, *theme);
    let words = use_words(state.language);
    let hands = use_hands(&state, &send, &shell);
    let State { view, demo, list, online, offline, .. } = &*state;
    let tone = match view {
        View::Verdict(shown) => card(&shown.report, *demo).map(|card| outcome_name(card.tone)),
        _ => None,
    };
    let trust_line = html! {
        <TrustLine
            words={words.clone()}
            trust={list.trust.clone()}
            online={*online}
            offline={*offline}
        />
    };
    let drawn = draw(&state, words.clone(), send.clone(), &shell, trust_line);
    let back = !matches!(view, View::Start { .. } | View::Verdict(_));
    html! {
        <div class="app" data-tone={tone} onclick={hands.onclick} onkeydown={hands.onkeydown}
            onpointermove={hands.onpointermove} onpointerdown={hands.onpointerdown}
            onfocusin={hands.onfocusin}
            ondragover={hands.ondragover} ondrop={hands.ondrop}>
            if *demo {
                <DemoBand
                    words={words.clone()}
                    onleave={send.reform(|_| Event::LeaveDemoPressed)}
                />
            }
            <TopBar words={words.clone()} send={send.clone()} {back} />
            { drawn }
            <Announcer {words} said={announce(&state)} />
        </div>
    }
}

/// The view that the state is in.
fn draw(
    state: &State,
    words: Words,
    send: Callback<Event>,
    shell: &Rc<Shell>,
    trust_line: Html,
) -> Html {
    let State { view, demo, offline, notice, .. } = state;
    let onfile = shell.file_callback(&send);
    match view {
        View::Start { asking } => html! {
            <Start
                {words}
                {send}
                asking={*asking}
                notice={notice.clone()}
                offline={*offline}
                {onfile}
                {trust_line}
            />
        },
        View::Scan(scan) => html! {
            <Scan
                {words}
                {send}
                scan={scan.clone()}
                video={shell.video()}
                {onfile}
                {trust_line}
            />
        },
        View::Paste { asking, note, .. } => {
            html! { <Paste {words} {send} asking={*asking} note={*note} {trust_line} /> }
        }
        View::Verdict(shown) => html! {
            <Verdict
                {words}
                {send}
                card={card(&shown.report, *demo)}
                offer={offer(shown, *demo)}
                origin={shown.inside.as_ref().map(origin).unwrap_or_default()}
                others={shown.inside.as_ref().is_some_and(|inside| inside.reports.len() > 1)}
                {trust_line}
            />
        },
        View::Why(shown) => {
            html! { <Why {words} {send} shown={shown.as_ref().clone()} {trust_line} /> }
        }
        View::Try { asking } => html! {
            <TryIt
                {words}
                {send}
                scheme={state.scheme}
                samples={state.samples.clone()}
                asking={*asking}
                {trust_line}
            />
        },
        View::About => html! { <About {words} {send} {trust_line} /> },
        View::Settings => {
            html! { <Settings {words} {send} state={state.clone()} {trust_line} /> }
        }
    }
}
