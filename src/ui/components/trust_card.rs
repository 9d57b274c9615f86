//! The trust list in detail.

use super::{
    button::Button,
    icon::Icon,
    problem::Problem,
    trust_line::{age_text, grade_text, is_built_in},
};
use crate::{
    app::{
        Grade, List, Update, grade,
        texts::Text,
        words::{Phrase, Value, Words},
    },
    protocol::Trust,
};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct TrustCardProps {
    pub(super) words: Words,
    pub(super) list: List,
    pub(super) onupdate: Callback<MouseEvent>,
}

/// The list in use, and the button that looks for a newer one.
#[function_component]
pub(super) fn TrustCard(TrustCardProps { words, list, onupdate }: &TrustCardProps) -> Html {
    let say = |text: Text| words.say(text);
    let known = list.trust.as_ref().map_or(Grade::Unknown, grade);
    let busy = list.update == Update::Busy;
    let told = match &list.update {
        Update::Idle | Update::Failed(_) => None,
        Update::Busy => Some(Text::UpdateBusy),
        Update::Done => Some(Text::UpdateDone),
        Update::NoneOffered => Some(Text::UpdateNone),
    };
    html! {
        <section class="card">
            <h2>{ say(Text::SettingsList) }</h2>
            <p class="state">
                <span class="trust-dot" data-grade={known.name()}></span>
                <span>{ say(age_text(list.trust.as_ref(), known)) }</span>
                if let Some(text) = grade_text(known) {
                    <span class="state-beside">{ say(text) }</span>
                }
            </p>
            { details(list, words) }
            // Where none are offered a button would only disappoint.
            if list.update != Update::NoneOffered {
                <Button
                    id="update-now"
                    icon={Icon::Update}
                    label={say(Text::UpdateNow)}
                    disabled={busy}
                    onpress={onupdate}
                />
            }
            <p role="status">{ told.map(say).unwrap_or_default() }</p>
            if let Update::Failed(entry) = &list.update {
                <Problem words={words.clone()} entry={entry.clone()} />
            }
        </section>
    }
}

fn details(List { trust, keys, .. }: &List, words: &Words) -> Html {
    let Some(trust) = trust else {
        return Html::default();
    };
    let Trust { source, created, sequence, .. } = trust;
    let source: Phrase = if is_built_in(trust) {
        Text::ListSourceEmbedded.into()
    } else {
        Phrase::plain(source.clone())
    };
    let number = |count: u32| Value::Number(i64::from(count));
    let created = created.clone().map(|created| Phrase::Value(Value::Moment(created)));
    let sequence = sequence.map(|sequence| Phrase::plain(sequence.to_string()));
    let rows = [
        (Text::ListSource, Some(source)),
        (Text::ListCreated, created),
        (Text::ListSequence, sequence),
        (Text::ListIssuers, Some(Text::ListIssuersValue { issuers: number(keys.issuers) }.into())),
        (Text::ListKeys, Some(Text::ListKeysValue { live: number(keys.live) }.into())),
        (Text::ListSpecimen, Some(Phrase::Value(number(keys.specimen)))),
    ];
    let row = |(name, value): (Text, Option<Phrase>)| {
        value.map(|value| {
            html! { <><dt>{ words.say(name) }</dt><dd><bdi>{ words.say(value) }</bdi></dd></> }
        })
    };
    html! { <dl class="details">{ for rows.into_iter().filter_map(row) }</dl> }
}
