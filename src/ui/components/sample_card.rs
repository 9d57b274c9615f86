//! One sample: its code, large enough for another device, and a button to read it here.

use super::{
    button::{Button, Look},
    icon::Icon,
};
use crate::{
    app::{Event, samples, texts::Text, words::Words},
    protocol::{Sample, SampleKind},
};
use std::fmt::Write as _;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct SampleCardProps {
    pub(super) words: Words,
    pub(super) send: Callback<Event>,
    pub(super) scheme: &'static str,
    pub(super) kind: SampleKind,
    /// `None` until it is there.
    pub(super) sample: Option<Sample>,
    pub(super) busy: bool,
}

/// One sample.
#[function_component]
pub(super) fn SampleCard(props: &SampleCardProps) -> Html {
    let SampleCardProps { words, send, scheme, kind, sample, busy } = props;
    let kind = *kind;
    let (name, about) = samples::texts(scheme, kind);
    let onpress = send.reform(move |_: MouseEvent| Event::SampleChosen(kind));
    let label = Text::SampleCode { kind: samples::title(scheme).into(), name: name.clone().into() };
    let lines = use_memo(sample.clone(), |sample| sample.as_ref().map(draw));
    let id = match kind {
        SampleKind::Good => "sample-good",
        SampleKind::Expired => "sample-expired",
        SampleKind::Tampered => "sample-tampered",
        SampleKind::UnknownIssuer => "sample-unknown-issuer",
    };
    html! {
        <li class="sample">
            <h2>{ words.say(name) }</h2>
            <p class="sample-about">{ words.say(about) }</p>
            <Button
                {id}
                look={Look::Primary}
                icon={Icon::Scan}
                label={words.say(Text::SampleRead)}
                disabled={*busy || sample.is_none()}
                {onpress}
            />
            <div class="sample-code">
                if let Some(Drawn { side, path }) = lines.as_ref() {
                    <svg
                        role="img"
                        aria-label={words.say(label)}
                        viewBox={format!("0 0 {side} {side}")}
                        shape-rendering="crispEdges"
                    >
                        <path d={path} />
                    </svg>
                }
            </div>
        </li>
    }
}

/// A code as a picture.
struct Drawn {
    side: u32,
    path: AttrValue,
}

/// Dark modules as one path of unit squares, joined along each row.
fn draw(Sample { size, modules, .. }: &Sample) -> Drawn {
    let mut path = String::new();
    let width = usize::try_from(*size).unwrap_or(usize::MAX).max(1);
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
    Drawn { side: size.saturating_add(2 * QUIET), path: path.into() }
}

/// Modules of light around a code, ISO/IEC 18004 §9.1.
const QUIET: u32 = 4;
