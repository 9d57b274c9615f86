//! The band over every view in demo mode.

use crate::app::{texts::Text, words::Words};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct DemoBandProps {
    pub(crate) words: Words,
    pub(crate) onleave: Callback<MouseEvent>,
}

/// The band.
#[function_component]
pub(crate) fn DemoBand(DemoBandProps { words, onleave }: &DemoBandProps) -> Html {
    html! {
        <aside class="demo-band" data-demo="true" aria-label={words.say(Text::DemoWord)}>
            <p>
                <span class="demo-band-word">{ words.say(Text::DemoWord) }</span>
                { " " }
                <span>{ words.say(Text::DemoText) }</span>
            </p>
            <button id="leave-demo" type="button" onclick={onleave}>
                { words.say(Text::DemoLeave) }
            </button>
        </aside>
    }
}
