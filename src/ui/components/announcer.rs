//! Two invisible places whose changes a screen reader says.

use crate::app::{
    Announcement,
    words::{Phrase, Words},
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct AnnouncerProps {
    pub(crate) words: Words,
    pub(crate) said: Announcement,
}

/// The two places. They are always there: a reader does not notice places that are new.
#[function_component]
pub(crate) fn Announcer(AnnouncerProps { words, said }: &AnnouncerProps) -> Html {
    let joined = |phrases: &[Phrase]| {
        let sentences: Vec<_> = phrases.iter().map(|phrase| words.say(phrase.clone())).collect();
        sentences.join(" ")
    };
    html! {
        <div class="visually-hidden">
            <p aria-live="assertive" data-said="assertive">{ joined(&said.assertive) }</p>
            <p aria-live="polite" data-said="polite">{ joined(&said.polite) }</p>
        </div>
    }
}
