//! The box for a pasted text.

use super::{
    button::{Button, Look},
    frame::{Frame, heading},
    icon::Icon,
    start::asked,
};
use crate::app::{Asking, Event, PasteNote, texts::Text, words::Words};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct PasteProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    pub(crate) asking: Asking,
    pub(crate) note: PasteNote,
    pub(crate) trust_line: Html,
}

/// The box. Its text is nowhere but in it until it is to be read.
#[function_component]
pub(crate) fn Paste(PasteProps { words, send, asking, note, trust_line }: &PasteProps) -> Html {
    let text = use_node_ref();
    let say = |text: Text| words.say(text);
    let clipboard = send.reform(|_: MouseEvent| Event::ClipboardPressed);
    let filled = text.clone();
    let check = send.reform(move |_: MouseEvent| {
        let area = filled.cast::<HtmlTextAreaElement>();
        Event::TextGiven(area.map(|area| area.value()).unwrap_or_default())
    });
    let noted = match note {
        PasteNote::None => None,
        PasteNote::ClipboardRefused => Some(Text::PasteNoClipboard),
        PasteNote::Empty => Some(Text::PasteEmpty),
    };
    let actions = html! {
        <Button
            id="check"
            look={Look::Primary}
            label={say(Text::PasteCheck)}
            disabled={*asking == Asking::Busy}
            onpress={check}
        />
    };
    html! {
        <Frame name="paste" {actions} trust_line={trust_line.clone()}>
            <div class="view-body">
                { heading(say(Text::PasteTitle)) }
                <div class="paste">
                    <label class="paste-label" for="paste-text">{ say(Text::PasteLabel) }</label>
                    <textarea
                        ref={text}
                        id="paste-text"
                        class="paste-text"
                        dir="ltr"
                        rows="6"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                    />
                    <p role="status">{ noted.map(say).unwrap_or_default() }</p>
                    <Button
                        id="clipboard"
                        icon={Icon::Paste}
                        label={say(Text::PasteClipboard)}
                        onpress={clipboard}
                    />
                </div>
                { asked(*asking, words) }
            </div>
        </Frame>
    }
}
