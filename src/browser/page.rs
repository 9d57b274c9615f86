//! The document itself, its address, and the clipboard.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlMetaElement, Navigator};

/// The key that may sign trust packs for this page: base64 of its SubjectPublicKeyInfo, from
/// `<meta name="vidimus-update-key">`. `None` for a page that takes no updates.
pub fn update_key() -> Option<String> {
    let meta = document()?.query_selector(r#"meta[name="vidimus-update-key"]"#).ok()??;
    let key = meta.dyn_into::<HtmlMetaElement>().ok()?.content();
    Some(key.trim().to_owned()).filter(|key| !key.is_empty())
}

/// The languages that the person prefers, the best first, as BCP 47 tags.
pub fn languages() -> Vec<String> {
    let Some(navigator) = navigator() else {
        return Vec::new();
    };
    let mut languages: Vec<_> =
        navigator.languages().iter().filter_map(|tag| tag.as_string()).collect();
    if languages.is_empty() {
        languages.extend(navigator.language());
    }
    languages
}

/// Tells the document its language and direction, so that fonts, hyphens and screen readers follow.
pub fn set_language(tag: &str, right_to_left: bool) {
    set_attribute("lang", Some(tag));
    set_attribute("dir", Some(if right_to_left { "rtl" } else { "ltr" }));
}

/// Sets `data-theme` of the root element; `None` leaves the choice to the device.
pub fn set_theme(theme: Option<&str>) {
    set_attribute("data-theme", theme);
}

/// May this page use the camera? Only over https, and on this very machine.
pub fn secure_context() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// The text in the clipboard. `None` when the person or the browser refuses, or there is no text.
pub async fn clipboard_text() -> Option<String> {
    let text = clipboard()?.read_text().await.ok()?.as_string()?;
    Some(text).filter(|text| !text.is_empty())
}

/// Puts a text into the clipboard; false when that is refused.
pub async fn copy_text(text: &str) -> bool {
    match clipboard() {
        Some(clipboard) => clipboard.write_text(text).await.is_ok(),
        None => false,
    }
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        window.location().reload().ok();
    }
}

fn set_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    match value {
        Some(value) => root.set_attribute(name, value).ok(),
        None => Element::remove_attribute(&root, name).ok(),
    };
}

/// `None` in pages that are not secure, and in old browsers.
fn clipboard() -> Option<web_sys::Clipboard> {
    let clipboard = navigator()?.clipboard();
    (!clipboard.is_undefined()).then_some(clipboard)
}

fn navigator() -> Option<Navigator> {
    web_sys::window().map(|window| window.navigator())
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
