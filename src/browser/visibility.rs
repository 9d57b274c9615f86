//! Whether somebody can see the page.

use super::listener::Listener;
use yew::Callback;

/// Reports when the page goes out of sight (true) and comes back (false), until what is returned
/// is dropped.
pub fn watch_hidden(on_change: Callback<bool>) -> HiddenWatch {
    let document = web_sys::window().and_then(|window| window.document());
    let listener = document.map(|document| {
        let watched = document.clone();
        Listener::on(&document, "visibilitychange", move |_| on_change.emit(watched.hidden()))
    });
    HiddenWatch { _listener: listener }
}

/// Listens until it is dropped.
#[derive(Debug)]
#[must_use = "it listens until it is dropped"]
pub struct HiddenWatch {
    _listener: Option<Listener>,
}
