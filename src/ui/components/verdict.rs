//! The verdict: the one view that colour fills.

use super::{
    button::{Button, Look},
    emblem::emblem,
    frame::Frame,
    icon::Icon,
    open_link::OpenLink,
    sheet::Sheet,
    stage::quiet_stage,
};
use crate::app::{
    Card, Event, Offer, Says, outcome_name,
    texts::Text,
    words::{Phrase, Words},
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct VerdictProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    pub(crate) card: Option<Card>,
    /// The link that may be opened.
    pub(crate) offer: Option<Offer>,
    /// The link that it was behind.
    pub(crate) origin: Vec<Phrase>,
    /// There are others behind it.
    pub(crate) others: bool,
    pub(crate) trust_line: Html,
}

/// The verdict.
#[function_component]
pub(crate) fn Verdict(props: &VerdictProps) -> Html {
    let VerdictProps { words, send, card, offer, origin, others, trust_line } = props;
    let Some(card) = card else {
        return Html::default();
    };
    let press = |event: Event| send.reform(move |_: MouseEvent| event.clone());
    let Says { what, why, act } = &card.says;
    let tone = outcome_name(card.tone);
    let actions = html! {
        <>
            if *others {
                <Button
                    id="next-inside"
                    label={words.say(Text::LinkInsideNext)}
                    onpress={press(Event::NextInsidePressed)}
                />
            }
            <div class="actions-row actions-verdict">
            <Button
                id="why"
                label={words.say(Text::ActionWhy)}
                onpress={press(Event::WhyPressed)}
            />
            <Button
                id="next"
                look={Look::Primary}
                icon_after={Icon::Next}
                label={words.say(Text::ActionNext)}
                onpress={press(Event::NextPressed)}
            />
            </div>
        </>
    };
    html! {
        <Frame name="verdict" wide=true {actions} trust_line={trust_line.clone()}>
            { quiet_stage(Some(words.say(Text::VerdictCameraOff))) }
            <section
                class="verdict panel"
                data-tone={tone}
                data-outcome={tone}
                data-reasons={card.codes.join(" ")}
            >
                <div class="verdict-banner">
                    { emblem(card.tone) }
                    <h1 id="heading" class="verdict-word" tabindex="-1">
                        { words.say(card.word.clone()) }
                    </h1>
                    <div class="verdict-says">
                        <p class="verdict-what">{ words.say(what.clone()) }</p>
                        <p class="verdict-why">{ words.say(why.clone()) }</p>
                        <p class="verdict-act">{ words.say(act.clone()) }</p>
                        { for origin.iter().map(|line| html! {
                            <p class="verdict-note verdict-origin">{ words.say(line.clone()) }</p>
                        }) }
                        { for card.notes.iter().map(|note| html! {
                            <p class="verdict-note">{ words.say(note.clone()) }</p>
                        }) }
                    </div>
                </div>
                if card.person.is_some() || !card.facts.is_empty() {
                    <Sheet
                        words={words.clone()}
                        person={card.person.clone()}
                        facts={card.facts.clone()}
                        frame={card.frame}
                    >
                        if let Some(offer) = offer {
                            <OpenLink
                                words={words.clone()}
                                send={send.clone()}
                                offer={offer.clone()}
                            />
                        }
                    </Sheet>
                }
            </section>
        </Frame>
    }
}
