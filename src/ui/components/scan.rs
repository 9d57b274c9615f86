//! The camera view.

use super::{
    button::{Button, Look, PhotoButton},
    frame::{Frame, heading},
    icon::Icon,
    problem::Problem,
    stage::Stage,
    start::asked,
};
use crate::app::{
    self, Camera, Event,
    texts::Text,
    words::{self, Words},
};
use web_sys::File;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct ScanProps {
    pub(crate) words: Words,
    pub(crate) send: Callback<Event>,
    pub(crate) scan: app::Scan,
    pub(crate) video: NodeRef,
    pub(crate) onfile: Callback<File>,
    pub(crate) trust_line: Html,
}

/// The camera view.
#[function_component]
pub(crate) fn Scan(props: &ScanProps) -> Html {
    let ScanProps { words, send, scan, video, onfile, trust_line } = props;
    let press = |event: Event| send.reform(move |_: MouseEvent| event.clone());
    let say = |text: Text| words.say(text);
    let actions = html! {
        <>
            { asked(scan.asking, words) }
            <div class="actions-row">
                <PhotoButton look={Look::Stack} label={say(Text::ActionPhoto)} {onfile} />
                <Button
                    id="paste"
                    look={Look::Stack}
                    icon={Icon::Paste}
                    label={say(Text::ActionPaste)}
                    onpress={press(Event::PastePressed)}
                />
                <Button
                    id="stop"
                    look={Look::Stack}
                    icon={Icon::Stop}
                    label={say(Text::ActionStop)}
                    onpress={press(Event::StopPressed)}
                />
            </div>
        </>
    };
    let failed = match scan.camera {
        Camera::Failed(reason) => Some(words::entry(reason)),
        Camera::Opening | Camera::Running | Camera::Paused => None,
    };
    html! {
        <Frame name="scan" wide=true {actions} trust_line={trust_line.clone()}>
            <div class="scan">
                <div class={classes!("scan-stage", failed.is_some().then_some("scan-stage-off"))}>
                    <Stage words={words.clone()} scan={scan.clone()} {video} />
                </div>
                if let Some(entry) = failed {
                    <Problem words={words.clone()} {entry}>
                        <Button
                            id="retry"
                            icon={Icon::Camera}
                            label={say(Text::ActionRetry)}
                            onpress={press(Event::RetryPressed)}
                        />
                    </Problem>
                }
            </div>
            <section class="scan-panel panel">
                { heading(say(Text::ScanTitle)) }
                if !matches!(scan.camera, Camera::Failed(_)) {
                    <p class="start-lead">{ say(Text::ScanLead) }</p>
                }
            </section>
        </Frame>
    }
}
