//! Sample certificates to read, of one scheme at a time.

use super::{
    button::Button,
    frame::{Frame, heading},
    icon::Icon,
    sample_card::SampleCard,
    start::asked,
};
use crate::{
    app::{
        Asking, Event,
        samples::{self, Group},
        texts::Text,
        words::Words,
    },
    protocol::{Sample, SampleKind},
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct TryItProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    pub(crate) scheme: &'static str,
    pub(crate) samples: Option<Vec<Sample>>,
    pub(crate) asking: Asking,
    pub(crate) trust_line: Html,
}

/// The samples.
#[function_component]
pub(crate) fn TryIt(props: &TryItProps) -> Html {
    let TryItProps { words, send, scheme, samples, asking, trust_line } = props;
    let say = |text: Text| words.say(text);
    let onpress = send.reform(|_: MouseEvent| Event::DemoCameraPressed);
    let actions = html! {
        <>
            { asked(*asking, words) }
            <Button
                id="use-demo-camera"
                icon={Icon::Camera}
                label={say(Text::TryCamera)}
                {onpress}
            />
        </>
    };
    let onpress = send.reform(|_: MouseEvent| Event::SamplesWanted);
    let lost = samples.is_none() && matches!(asking, Asking::Failed(_));
    let made = |kind: SampleKind| samples.iter().flatten().find(|sample| sample.kind == kind);
    // They have their places before they are there, so that nothing moves when they come.
    let card = |&kind: &SampleKind| {
        let sample = made(kind).cloned();
        let (words, send, busy) = (words.clone(), send.clone(), *asking == Asking::Busy);
        html! { <SampleCard {words} {send} {scheme} {kind} {sample} {busy} /> }
    };
    html! {
        <Frame name="try" {actions} trust_line={trust_line.clone()}>
            <div class="view-body view-body-broad">
                { heading(say(Text::TryTitle)) }
                <p class="start-lead">{ say(Text::TryLead) }</p>
                { choice(words, send, scheme) }
                if lost {
                    <p class="note">{ say(Text::TryFailed) }</p>
                    <Button id="retry-samples" icon={Icon::Update} label={say(Text::ActionRetry)} {onpress} />
                } else {
                    <ul class="samples" aria-busy={samples.is_none().to_string()}>
                        { for samples::kinds(scheme).iter().map(card) }
                    </ul>
                }
                <section class="card">
                    <h2>{ say(Text::TryOtherTitle) }</h2>
                    <p>{ say(Text::TryOtherText) }</p>
                </section>
            </div>
        </Frame>
    }
}

/// The device's own list of choices: large on a phone, and known to every keyboard and screen
/// reader.
fn choice(words: &Words, send: &Callback<Event>, chosen: &str) -> Html {
    let onchange = send.reform(|event: yew::Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        Event::SchemeChosen(select.map(|select| select.value()).unwrap_or_default())
    });
    let option = |scheme: &&'static str| {
        let selected = *scheme == chosen;
        html! {
            <option value={*scheme} {selected}>{ words.say(samples::title(scheme)) }</option>
        }
    };
    let group = |Group { title, schemes }: &Group| {
        html! {
            <optgroup label={words.say(title.clone())}>
                { for schemes.iter().map(option) }
            </optgroup>
        }
    };
    html! {
        <div class="sample-choice">
            <label for="sample-scheme">{ words.say(Text::TryKind) }</label>
            <div class="select">
                <select id="sample-scheme" {onchange}>
                    { for samples::GROUPS.iter().map(group) }
                </select>
                { Icon::Down.draw() }
            </div>
        </div>
    }
}
