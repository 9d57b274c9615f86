//! Every check of a verdict, and the facts for whoever helps.

use super::{
    button::{Button, Look},
    frame::{Frame, heading},
    icon::Icon,
};
use crate::app::{CheckLine, Event, Shown, Sign, checks, scheme_text, texts::Text, words::Words};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct WhyProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    pub(crate) shown: Shown,
    pub(crate) trust_line: Html,
}

/// Every check and how it ended.
#[function_component]
pub(crate) fn Why(WhyProps { words, send, shown, trust_line }: &WhyProps) -> Html {
    let press = |event: Event| send.reform(move |_: MouseEvent| event.clone());
    let say = |text: Text| words.say(text);
    let copied =
        shown.copied.map(|copied| if copied { Text::WhyCopied } else { Text::WhyNotCopied });
    let actions = html! {
        <Button
            id="next"
            look={Look::Primary}
            icon_after={Icon::Next}
            label={say(Text::ActionNext)}
            onpress={press(Event::NextPressed)}
        />
    };
    html! {
        <Frame name="why" {actions} trust_line={trust_line.clone()}>
            <div class="view-body">
                { heading(say(Text::WhyTitle)) }
                <ul class="checks">
                    { for checks(&shown.report).iter().map(|line| checked(line, words)) }
                </ul>
                <section class="card">
                    <h2>{ say(Text::WhyDetails) }</h2>
                    { details(shown, words) }
                    <Button
                        id="copy"
                        icon={Icon::Copy}
                        label={say(Text::WhyCopy)}
                        onpress={press(Event::CopyPressed)}
                    />
                    <p role="status">{ copied.map(say).unwrap_or_default() }</p>
                </section>
            </div>
        </Frame>
    }
}

fn checked(CheckLine { sign, title, text }: &CheckLine, words: &Words) -> Html {
    let icon = match sign {
        Sign::Pass => Icon::Pass,
        Sign::Fail => Icon::Fail,
        Sign::Unknown => Icon::Unknown,
        Sign::Skipped => Icon::Skipped,
    };
    html! {
        <li class="check">
            <span class="check-sign" data-sign={sign.name()}>
                { icon.draw() }
                <span class="visually-hidden">{ words.say(sign.text()) }</span>
            </span>
            <h2 class="check-title">{ words.say(title.clone()) }</h2>
            <p class="check-text">{ words.say(text.clone()) }</p>
        </li>
    }
}

fn details(shown: &Shown, words: &Words) -> Html {
    let say = |text: Text| words.say(text);
    let report = &shown.report;
    let kind = report.scheme.as_deref();
    let kind = kind.map(|name| scheme_text(name).map_or_else(|| name.to_owned(), say));
    let codes: Vec<_> = report.reasons.iter().map(|entry| entry.code.as_str()).collect();
    let codes = Some(codes.join(" ")).filter(|codes| !codes.is_empty());
    let key = report.issuer.as_ref().and_then(|issuer| issuer.kid.clone());
    let list = report.trust.as_ref().map(|trust| trust.source.clone());
    let row = |name: Text, code: bool, value: Option<String>| match value {
        None => Html::default(),
        Some(value) => html! {
            <>
                <dt>{ words.say(name) }</dt>
                <dd class={classes!(code.then_some("code"))}>{ value }</dd>
            </>
        },
    };
    html! {
        <dl class="details">
            { row(Text::WhyKind, false, kind) }
            { row(Text::WhyCodes, true, codes) }
            { row(Text::WhyKey, true, key) }
            { row(Text::WhyList, true, list) }
            { row(Text::WhyVersion, true, Some(env!("CARGO_PKG_VERSION").to_owned())) }
        </dl>
    }
}
