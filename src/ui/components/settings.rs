//! Language, appearance, the list, and what works without a network.

use super::{
    button::{Button, Look},
    frame::{Frame, heading},
    icon::Icon,
    trust_card::TrustCard,
};
use crate::app::{
    Event, Offline, State, Theme,
    texts::{Language, Text},
    words::Words,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct SettingsProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    pub(crate) state: State,
    pub(crate) trust_line: Html,
}

/// The settings.
#[function_component]
pub(crate) fn Settings(SettingsProps { words, send, state, trust_line }: &SettingsProps) -> Html {
    let press = |event: Event| send.reform(move |_: MouseEvent| event.clone());
    let say = |text: Text| words.say(text);
    let languages = Language::ALL.iter().map(|&language| {
        let shown = html! { <span lang={language.tag()}>{ language.name() }</span> };
        choice(
            "language-choice",
            language.tag(),
            language == state.language,
            shown,
            send.reform(move |_| Event::LanguageChosen(language)),
        )
    });
    let themes = Theme::ALL.into_iter().map(|theme| {
        let (icon, text) = match theme {
            Theme::System => (Icon::System, Text::ThemeSystem),
            Theme::Light => (Icon::Light, Text::ThemeLight),
            Theme::Dark => (Icon::Dark, Text::ThemeDark),
        };
        let shown = html! { <span>{ icon.draw() }{ say(text) }</span> };
        choice(
            "theme-choice",
            theme.name(),
            theme == state.theme,
            shown,
            send.reform(move |_| Event::ThemeChosen(theme)),
        )
    });
    html! {
        <Frame name="settings" trust_line={trust_line.clone()}>
            <div class="view-body">
                { heading(say(Text::SettingsTitle)) }
                <div class="card" role="radiogroup" aria-labelledby="settings-language">
                    <h2 id="settings-language">{ say(Text::SettingsLanguage) }</h2>
                    <div class="choices">{ for languages }</div>
                </div>
                <div class="card" role="radiogroup" aria-labelledby="settings-theme">
                    <h2 id="settings-theme">{ say(Text::SettingsTheme) }</h2>
                    <div class="choices">{ for themes }</div>
                </div>
                <TrustCard
                    words={words.clone()}
                    list={state.list.clone()}
                    onupdate={press(Event::UpdatePressed)}
                />
                { offline_card(state, words, &press(Event::NewVersionPressed)) }
                <Button
                    id="about"
                    look={Look::Text}
                    icon={Icon::Shield}
                    label={say(Text::SettingsAbout)}
                    onpress={press(Event::AboutPressed)}
                />
            </div>
        </Frame>
    }
}

fn choice(
    name: &'static str,
    value: &'static str,
    checked: bool,
    shown: Html,
    onchange: Callback<yew::Event>,
) -> Html {
    html! {
        <label class="choice">
            <input
                type="radio"
                id={format!("{name}-{value}")}
                {name}
                {value}
                {checked}
                {onchange}
            />
            { shown }
        </label>
    }
}

fn offline_card(state: &State, words: &Words, take: &Callback<MouseEvent>) -> Html {
    let (icon, ready, text) = match state.offline {
        Offline::Ready => (Icon::Ready, Text::OfflineReady, Text::OfflineReadyText),
        Offline::Installing => (Icon::Update, Text::OfflineInstalling, Text::OfflineInstallingText),
        Offline::Insecure => (Icon::Offline, Text::OfflineInsecure, Text::OfflineInsecureText),
        Offline::Unsupported => {
            (Icon::Offline, Text::OfflineUnsupported, Text::OfflineUnsupportedText)
        }
        Offline::UpdateWaiting => (Icon::Update, Text::OfflineUpdate, Text::OfflineUpdateText),
    };
    let (sign, connection) = if state.online {
        (Icon::Online, Text::ConnectionOnline)
    } else {
        (Icon::Offline, Text::ConnectionOffline)
    };
    html! {
        <section class="card">
            <h2>{ words.say(Text::SettingsOffline) }</h2>
            <p class="state">{ sign.draw() }<span>{ words.say(connection) }</span></p>
            <p class="state">{ icon.draw() }<span>{ words.say(ready) }</span></p>
            <p>{ words.say(text) }</p>
            if state.offline == Offline::UpdateWaiting {
                <Button
                    id="new-version"
                    icon={Icon::Update}
                    label={words.say(Text::OfflineUpdateTake)}
                    onpress={take}
                />
            }
        </section>
    }
}
