//! The camera's picture, and what stands in its place when there is none.

use super::{
    emblem::{finder, picture},
    icon::Icon,
};
use crate::app::{Asking, Camera, Hint, Scan, hint, texts::Text, words::Words};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct StageProps {
    pub(super) words: Words,
    pub(super) scan: Scan,
    pub(super) video: NodeRef,
}

/// The camera's picture with the frame to hold a code in and a hint.
#[function_component]
pub(super) fn Stage(StageProps { words, scan, video }: &StageProps) -> Html {
    html! {
        <div class="stage">
            <video
                ref={video}
                playsinline=true
                muted=true
                aria-label={words.say(Text::ScanVideo)}
            >
                </video>
            { finder() }
            <div class="stage-hint" aria-hidden="true">{ said(scan, words) }</div>
        </div>
    }
}

fn said(scan: &Scan, words: &Words) -> Html {
    let line = |icon: Icon, text: Text| {
        html! { <p>{ icon.draw() }<span>{ words.say(text) }</span></p> }
    };
    match (scan.camera, scan.asking) {
        (_, Asking::Busy) => line(Icon::Photo, Text::BusyReading),
        (Camera::Running, _) => hinted(scan.hint, words),
        (Camera::Opening | Camera::Paused | Camera::Failed(_), _) => {
            line(Icon::Camera, Text::ScanOpening)
        }
    }
}

fn hinted(shown: Hint, words: &Words) -> Html {
    let icons: &[Icon] = match shown {
        Hint::Look => &[Icon::Scan],
        Hint::Next => &[Icon::Next],
        Hint::Tips => &[Icon::Closer, Icon::Still, Icon::Light],
        Hint::NotCertificate | Hint::Parts { .. } => &[Icon::Info],
    };
    let line = |(icon, phrase): (&Icon, _)| {
        html! { <li>{ icon.draw() }<span>{ words.say(phrase) }</span></li> }
    };
    html! { <ul>{ for icons.iter().zip(hint(shown)).map(line) }</ul> }
}

/// On a wide screen, where the camera would be.
pub(super) fn quiet_stage(text: Option<String>) -> Html {
    html! {
        <div class={classes!("stage", "stage-quiet", "stage-wide")}>
            { picture() }
            if let Some(text) = text {
                <p>{ text }</p>
            }
        </div>
    }
}
