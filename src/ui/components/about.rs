//! What stays on the device, how to check that, and what the colours mean.

use super::{
    emblem::emblem,
    frame::{Frame, heading},
    icon::Icon,
};
use crate::{
    app::{Event, outcome_name, texts::Text, words::Words},
    protocol::Outcome,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct AboutProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    pub(crate) trust_line: Html,
}

/// Facts, not promises.
#[function_component]
pub(crate) fn About(AboutProps { words, send: _, trust_line }: &AboutProps) -> Html {
    let say = |text: Text| words.say(text);
    let point = |sign: Html, title: Text, text: Text| {
        html! { <li>{ sign }<strong>{ say(title) }</strong><p>{ say(text) }</p></li> }
    };
    let colour = |outcome: Outcome, title: Text, text: Text| {
        let tone = outcome_name(outcome);
        let sign = html! { <span data-tone={tone} class="colour">{ emblem(outcome) }</span> };
        point(sign, title, text)
    };
    let step = |text: Text| html! { <li>{ Icon::Pass.draw() }<p>{ say(text) }</p></li> };
    html! {
        <Frame name="about" trust_line={trust_line.clone()}>
            <div class="view-body">
                { heading(say(Text::AboutTitle)) }
                <p class="start-lead">{ say(Text::AboutLead) }</p>
                <ul class="card points">
                    { point(Icon::Offline.draw(), Text::AboutSent, Text::AboutSentText) }
                    { point(Icon::Clock.draw(), Text::AboutKept, Text::AboutKeptText) }
                    { point(Icon::Person.draw(), Text::AboutAccount, Text::AboutAccountText) }
                    { point(Icon::Update.draw(), Text::AboutFetched, Text::AboutFetchedText) }
                </ul>
                <section class="card">
                    <h2>{ say(Text::AboutCheck) }</h2>
                    <ul class="points">
                        { step(Text::AboutCheckFlight) }
                        { step(Text::AboutCheckNetwork) }
                        { step(Text::AboutCheckSource) }
                    </ul>
                </section>
                <section class="card">
                    <h2>{ say(Text::AboutColours) }</h2>
                    <ul class="points">
                        { colour(Outcome::Accept, Text::AboutGreen, Text::AboutGreenText) }
                        { colour(Outcome::Undecided, Text::AboutAmber, Text::AboutAmberText) }
                        { colour(Outcome::Reject, Text::AboutRed, Text::AboutRedText) }
                    </ul>
                </section>
                <section class="card">
                    <h2>{ say(Text::AboutLimits) }</h2>
                    <p>{ say(Text::AboutLimitsText) }</p>
                </section>
            </div>
        </Frame>
    }
}
