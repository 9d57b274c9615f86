//! Files that a person chooses or drops.

use web_sys::{DragEvent, Event, File, HtmlInputElement};

/// The file that was chosen with a file input. The input is emptied, so that the same file can be
/// chosen again.
pub fn chosen(event: &Event) -> Option<File> {
    use wasm_bindgen::JsCast;
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The file that was dropped. The browser must not open it instead of the page.
pub fn dropped(event: &DragEvent) -> Option<File> {
    event.prevent_default();
    event.data_transfer()?.files()?.get(0)
}
