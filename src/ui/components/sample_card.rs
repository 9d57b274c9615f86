//! One sample: its code, large enough for another device, and a button to read it here.

use super::{
    button::{Button, Look},
    icon::Icon,
};
use crate::{
    app::{Event, texts::Text, words::Words},
    protocol::{Sample, SampleKind},
};
use std::fmt::Write as _;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct SampleCardProps {
    pub(super) words: Words,
    pub(super) send: Callback<Event>,
    pub(super) sample: Sample,
    pub(super) busy: bool,
}

/// One sample.
#[function_component]
pub(super) fn SampleCard(props: &SampleCardProps) -> Html {
    let SampleCardProps { words, send, sample, busy } = props;
    let Sample { kind, size, modules } = sample;
    let (id, name, about) = match kind {
        SampleKind::Good => ("sample-good", Text::SampleGood, Text::SampleGoodAbout),
        SampleKind::Expired => ("sample-expired", Text::SampleExpired, Text::SampleExpiredAbout),
        SampleKind::Tampered => {
            ("sample-tampered", Text::SampleTampered, Text::SampleTamperedAbout)
        }
        SampleKind::UnknownIssuer => {
            ("sample-unknown-issuer", Text::SampleUnknownIssuer, Text::SampleUnknownIssuerAbout)
        }
    };
    let kind = *kind;
    let onpress = send.reform(move |_: MouseEvent| Event::SampleChosen(kind));
    let label = words.say(Text::SampleCode { name: name.clone().into() });
    let lines = use_memo((*size, modules.clone()), |(size, modules)| draw(*size, modules));
    let side = size + 2 * QUIET;
    html! {
        <li class="sample">
            <h2>{ words.say(name) }</h2>
            <p class="sample-about">{ words.say(about) }</p>
            <Button
                {id}
                look={Look::Primary}
                icon={Icon::Scan}
                label={words.say(Text::SampleRead)}
                disabled={*busy}
                {onpress}
            />
            <div class="sample-code" role="img" aria-label={label}>
                <svg
                    viewBox={format!("0 0 {side} {side}")}
                    shape-rendering="crispEdges"
                    aria-hidden="true"
                >
                    <path d={(*lines).clone()} />
                </svg>
            </div>
        </li>
    }
}

/// Dark modules as one path of unit squares, joined along each row.
fn draw(size: u32, modules: &[bool]) -> AttrValue {
    let mut path = String::new();
    let width = usize::try_from(size).unwrap_or(usize::MAX).max(1);
    for (row, y) in modules.chunks(width).zip(QUIET..) {
        let mut x = QUIET;
        for run in row.chunk_by(|left, right| left == right) {
            let length = u32::try_from(run.len()).unwrap_or(u32::MAX);
            if run.first() == Some(&true) {
                // Writing to a string does not fail.
                write!(path, "M{x} {y}h{length}v1h-{length}z").ok();
            }
            x = x.saturating_add(length);
        }
    }
    path.into()
}

/// Modules of light around a code, ISO/IEC 18004 §9.1.
const QUIET: u32 = 4;
