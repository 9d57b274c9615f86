//! The document itself, its address, and the clipboard.

use std::net::IpAddr;
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

/// Is this page most likely served with a self-made certificate: https at an address of a local
/// network, for which nobody else could have made one?
pub fn self_made_certificate_hint() -> bool {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return false;
    };
    let https = location.protocol().is_ok_and(|protocol| protocol == "https:");
    https && location.hostname().is_ok_and(|host| is_local(&host))
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

/// Loopback is left out: it needs no certificate to be secure.
fn is_local(host: &str) -> bool {
    if host.ends_with(".local") {
        return true;
    }
    match host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(address)) => address.is_private() || address.is_link_local(),
        Ok(IpAddr::V6(address)) => address.is_unique_local() || address.is_unicast_link_local(),
        Err(_) => false,
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
