//! Something went wrong or should be known: what, why, what to do.

use super::icon::Icon;
use crate::{
    app::words::{self, Part, Words},
    protocol::ReasonEntry,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct ProblemProps {
    pub(super) words: Words,
    pub(super) entry: ReasonEntry,
    /// What can be pressed about it.
    #[prop_or_default]
    pub(super) children: Html,
}

/// The three lines. The announcer says them; here they are only shown.
#[function_component]
pub(super) fn Problem(ProblemProps { words, entry, children }: &ProblemProps) -> Html {
    let say = |part| words.say(words::finding(entry, part));
    html! {
        <section class="problem" data-reason={entry.code.clone()}>
            <h2>{ Icon::Warning.draw() }<span>{ say(Part::What) }</span></h2>
            <p class="problem-why">{ say(Part::Why) }</p>
            <p class="problem-act">{ say(Part::Act) }</p>
            { children.clone() }
        </section>
    }
}
