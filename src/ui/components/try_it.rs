//! Sample certificates to read.

use super::{
    button::Button,
    frame::{Frame, heading},
    icon::Icon,
    sample_card::SampleCard,
    start::asked,
};
use crate::{
    app::{Asking, Event, texts::Text, words::Words},
    protocol::Sample,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct TryItProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    pub(crate) samples: Option<Vec<Sample>>,
    pub(crate) asking: Asking,
    pub(crate) trust_line: Html,
}

/// The samples.
#[function_component]
pub(crate) fn TryIt(props: &TryItProps) -> Html {
    let TryItProps { words, send, samples, asking, trust_line } = props;
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
    let missing = match asking {
        Asking::Failed(_) => Text::TryFailed,
        Asking::Idle | Asking::Busy => Text::TryMaking,
    };
    html! {
        <Frame name="try" {actions} trust_line={trust_line.clone()}>
            <div class="view-body view-body-broad">
                { heading(say(Text::TryTitle)) }
                <p class="start-lead">{ say(Text::TryLead) }</p>
                if let Some(samples) = samples {
                    <ul class="samples">
                        { for samples.iter().map(|sample| html! {
                            <SampleCard
                                words={words.clone()}
                                send={send.clone()}
                                sample={sample.clone()}
                                busy={*asking == Asking::Busy}
                            />
                        }) }
                    </ul>
                } else {
                    <p class="note">{ say(missing) }</p>
                }
                <section class="card">
                    <h2>{ say(Text::TryOtherTitle) }</h2>
                    <p>{ say(Text::TryOtherText) }</p>
                </section>
            </div>
        </Frame>
    }
}
