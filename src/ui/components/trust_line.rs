//! The line under every view: how old the list is, and whether there is a network.

use super::icon::Icon;
use crate::{
    app::{
        Grade, Offline, grade,
        texts::Text,
        words::{Value, Words},
    },
    protocol::Trust,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct TrustLineProps {
    pub(crate) words: Words,
    pub(crate) trust: Option<Trust>,
    pub(crate) online: bool,
    pub(crate) offline: Offline,
}

/// The line.
#[function_component]
pub(crate) fn TrustLine(props: &TrustLineProps) -> Html {
    let TrustLineProps { words, trust, online, offline } = props;
    let known = trust.as_ref().map_or(Grade::Unknown, grade);
    let age = trust.as_ref().and_then(|trust| trust.age_days);
    let (sign, connection) = connection(*online, *offline);
    html! {
        <section
            class="trust-line"
            aria-label={words.say(Text::TrustRegion)}
            data-trust-age={age.map(|days| days.to_string())}
            data-trust-source={trust.as_ref().map(|trust| trust.source.clone())}
            data-offline={offline_name(*offline)}
            data-online={online.to_string()}
        >
            <p class="trust-item">
                <span class="trust-dot" data-grade={known.name()}></span>
                <strong>{ words.say(age_text(trust.as_ref(), known)) }</strong>
                { beside(trust.as_ref(), known, words) }
            </p>
            <p class="trust-item">
                { sign.draw() }
                <span>{ words.say(connection) }</span>
            </p>
        </section>
    }
}

/// The age of the list.
pub(super) fn age_text(trust: Option<&Trust>, grade: Grade) -> Text {
    match (trust, grade) {
        (None, _) => Text::TrustLoading,
        (Some(Trust { age_days: Some(days), .. }), Grade::Fresh | Grade::Old | Grade::TooOld) => {
            Text::TrustAge { days: Value::Number(*days) }
        }
        (Some(_), _) => Text::TrustAgeUnknown,
    }
}

/// What the age means.
pub(super) fn grade_text(grade: Grade) -> Option<Text> {
    match grade {
        Grade::Fresh => Some(Text::TrustFresh),
        Grade::Old => Some(Text::TrustOld),
        Grade::TooOld => Some(Text::TrustTooOld),
        Grade::Unknown => None,
    }
}

/// Is it the list that the page was built with?
pub(super) fn is_built_in(trust: &Trust) -> bool {
    trust.source.starts_with("embedded")
}

/// A grade that calls for something is said; else where the list came from.
fn beside(trust: Option<&Trust>, grade: Grade, words: &Words) -> Html {
    let Some(trust) = trust else {
        return Html::default();
    };
    match grade_text(grade) {
        Some(text) if grade != Grade::Fresh => html! { <span>{ words.say(text) }</span> },
        _ if is_built_in(trust) => html! { <span>{ words.say(Text::TrustBuiltIn) }</span> },
        _ => html! { <bdi>{ trust.source.clone() }</bdi> },
    }
}

fn connection(online: bool, offline: Offline) -> (Icon, Text) {
    match (online, offline) {
        (false, _) => (Icon::Offline, Text::ConnectionOffline),
        (true, Offline::Ready) => (Icon::Ready, Text::OfflineReady),
        (true, Offline::Installing) => (Icon::Online, Text::OfflineInstalling),
        (true, Offline::Insecure) => (Icon::Online, Text::OfflineInsecure),
        (true, Offline::Unsupported) => (Icon::Online, Text::OfflineUnsupported),
        (true, Offline::UpdateWaiting) => (Icon::Ready, Text::OfflineUpdate),
    }
}

const fn offline_name(offline: Offline) -> &'static str {
    match offline {
        Offline::Unsupported => "unsupported",
        Offline::Insecure => "insecure",
        Offline::Installing => "installing",
        Offline::Ready => "ready",
        Offline::UpdateWaiting => "update-waiting",
    }
}
