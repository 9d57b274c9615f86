//! The scan loop: one frame after the other, for as long as the state wants them.

use super::{effects::judge, shell::Shell};
use crate::{
    app::{Event, Frames},
    browser::clock,
    protocol::{Effort, Request, Response},
    verdict::Reason,
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[hook]
pub(super) fn use_frames(frames: Option<Frames>, shell: &Rc<Shell>, send: &Callback<Event>) {
    let (shell, send) = (Rc::clone(shell), send.clone());
    use_effect_with(frames, move |&frames| {
        let wanted = Rc::new(Cell::new(true));
        if let Some(frames) = frames {
            spawn_local(scan(frames, Rc::clone(&wanted), shell, send));
        }
        move || wanted.set(false)
    });
}

async fn scan(frames: Frames, wanted: Rc<Cell<bool>>, shell: Rc<Shell>, send: Callback<Event>) {
    let Frames { ticket, demo, pause } = frames;
    if pause {
        clock::sleep(PAUSE_MILLISECONDS).await;
    }
    while wanted.get() {
        clock::next_frame().await;
        if shell.reader.busy() {
            continue;
        }
        let Some(pixels) = shell.grab() else { continue };
        let (width, height) = (pixels.width, pixels.height);
        let judge = judge(demo);
        let request = Request::ReadPixels { width, height, effort: Effort::Live, judge };
        let answer = shell.reader.ask(request, Some(pixels)).await;
        if wanted.get() && tells(&answer) {
            send.emit(Event::FrameRead { ticket, answer });
        }
    }
}

/// Most frames hold nothing; they are not worth drawing the page anew.
fn tells(answer: &Result<Response, Reason>) -> bool {
    !matches!(answer, Ok(Response::Readings { readings }) if readings.is_empty())
}

/// Time to take the code away that was just judged.
const PAUSE_MILLISECONDS: u32 = 1_200;
