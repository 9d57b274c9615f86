//! The link of a verdict: what opening it tells whom, and the button with the host's name.

use super::{
    button::{Button, Look},
    icon::Icon,
    problem::Problem,
};
use crate::app::{Event, Offer, texts::Text, words::Words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct OpenLinkProps {
    pub(super) words: Words,
    pub(super) send: Callback<Event>,
    pub(super) offer: Offer,
}

/// The offer. A passcode is nowhere but in its field until it is sent.
#[function_component]
pub(super) fn OpenLink(OpenLinkProps { words, send, offer }: &OpenLinkProps) -> Html {
    let Offer { title, text, open, elsewhere, passcode, busy, failed } = offer;
    let typed = use_node_ref();
    let say = |text: Text| words.say(text);
    let (field, elsewhere) = (typed.clone(), *elsewhere);
    let opened = send.reform(move |_: MouseEvent| match elsewhere {
        true => Event::ElsewherePressed,
        false => {
            let field = field.cast::<HtmlInputElement>();
            Event::OpenPressed { passcode: field.map(|field| field.value()) }
        }
    });
    let stopped = send.reform(|_: MouseEvent| Event::OpenStopPressed);
    let stop = || {
        html! { <Button id="open-stop" label={say(Text::LinkStop)} onpress={stopped.clone()} /> }
    };
    if let Some(busy) = busy {
        return html! {
            <section class="open-link" data-open="busy">
                <p class="note">{ words.say(busy.clone()) }</p>
                { stop() }
            </section>
        };
    }
    let stage = match (failed, elsewhere) {
        (Some(_), _) => "failed",
        (None, true) => "elsewhere",
        (None, false) => "ready",
    };
    html! {
        <section class="open-link" data-open={stage}>
            if let Some(entry) = failed {
                <Problem words={words.clone()} entry={entry.clone()} />
            }
            <h2>{ words.say(title.clone()) }</h2>
            <p id="open-text">{ words.say(text.clone()) }</p>
            if *passcode {
                <label class="open-label" for="passcode">{ say(Text::LinkPasscodeLabel) }</label>
                // No field for a password: the browser must not offer to keep it.
                <input
                    ref={typed}
                    id="passcode"
                    class="open-passcode"
                    type="text"
                    dir="ltr"
                    maxlength="128"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby="open-text"
                />
            }
            <div class="open-actions">
                <Button
                    id="open-link"
                    look={Look::Plain}
                    icon={Icon::Online}
                    label={words.say(open.clone())}
                    onpress={opened}
                />
                if elsewhere {
                    { stop() }
                }
            </div>
        </section>
    }
}
