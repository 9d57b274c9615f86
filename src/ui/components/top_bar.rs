//! The bar at the top: the mark or the way back, the language, the settings.

use super::{emblem::mark, icon::Icon};
use crate::app::{
    Event,
    texts::{Language, Text},
    words::Words,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct TopBarProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    /// Is there a way back?
    pub(crate) back: bool,
}

/// The bar at the top.
#[function_component]
pub(crate) fn TopBar(TopBarProps { words, send, back }: &TopBarProps) -> Html {
    let press = |event: Event| send.reform(move |_: MouseEvent| event.clone());
    let other = other_language(words.language());
    html! {
        <header class="top-bar">
            if *back {
                <button
                    id="back"
                    type="button"
                    class="bar-button bar-back"
                    onclick={press(Event::BackPressed)}
                >
                    { Icon::Back.draw() }
                    <span>{ words.say(Text::ActionBack) }</span>
                </button>
            } else {
                <div class="brand">{ mark() }<span>{ words.say(Text::AppName) }</span></div>
            }
            <button
                id="language"
                type="button"
                class="bar-button"
                onclick={press(Event::LanguagePressed)}
            >
                { Icon::Language.draw() }
                <span lang={other.tag()}>{ other.name() }</span>
            </button>
            <button
                id="settings"
                type="button"
                class="bar-button"
                aria-label={words.say(Text::ActionSettings)}
                onclick={press(Event::SettingsPressed)}
            >
                { Icon::Settings.draw() }
            </button>
        </header>
    }
}

/// With two languages the button names the other; with more it names the one in use.
fn other_language(language: Language) -> Language {
    match Language::ALL {
        [_, _] => language.next(),
        _ => language,
    }
}
