//! What hands do anywhere on the page: touch it, move over it, press Escape, drop a file.

use super::shell::Shell;
use crate::{
    app::{Event, State},
    browser::{clock, files, signal},
};
use std::rc::Rc;
use yew::prelude::*;

/// Listeners for the root of the page.
pub(crate) struct Hands {
    pub(crate) onclick: Callback<MouseEvent>,
    pub(crate) onkeydown: Callback<KeyboardEvent>,
    pub(crate) onpointermove: Callback<PointerEvent>,
    /// Where a scroll by touch begins.
    pub(crate) onpointerdown: Callback<PointerEvent>,
    /// A screen reader that moves from one button to the next.
    pub(crate) onfocusin: Callback<FocusEvent>,
    pub(crate) ondragover: Callback<DragEvent>,
    pub(crate) ondrop: Callback<DragEvent>,
}

#[hook]
pub(crate) fn use_hands(state: &Rc<State>, send: &Callback<Event>, shell: &Rc<Shell>) -> Hands {
    let last = use_mut_ref(|| 0);
    let personal = state.view.is_personal();
    let active = send.filter_reform(move |()| {
        let now = clock::now_unix_seconds();
        let due = personal && now.saturating_sub(*last.borrow()) >= PAUSE_SECONDS;
        due.then(|| {
            last.replace(now);
            Event::Active
        })
    });
    let moved = active.clone();
    let onpointermove = Callback::from(move |_: PointerEvent| {
        moved.emit(());
    });
    let onpointerdown = onpointermove.clone();
    let focused = active.clone();
    let onfocusin = Callback::from(move |_: FocusEvent| {
        focused.emit(());
    });
    let clicked = active.clone();
    let onclick = Callback::from(move |_| {
        // Browsers allow sound only from within a tap.
        signal::unlock_sound();
        clicked.emit(());
    });
    let escape = send.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        active.emit(());
        if event.key() == "Escape" {
            escape.emit(Event::BackPressed);
        }
    });
    let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
    let onfile = shell.file_callback(send);
    let ondrop = Callback::from(move |event: DragEvent| {
        if let Some(file) = files::dropped(&event) {
            onfile.emit(file);
        }
    });
    Hands { onclick, onkeydown, onpointermove, onpointerdown, onfocusin, ondragover, ondrop }
}

/// Activity is told no oftener than this.
const PAUSE_SECONDS: i64 = 5;
