//! The screen: hooks connect the browser with [`app`](crate::app), components draw.
//!
//! Nothing is decided here. A component gets what it shows as properties and reports what was
//! pressed as an [`Event`](crate::app::Event); every word comes from the language files.

mod app;
mod components;
mod hooks;

use crate::{
    app::{Theme, texts::Language},
    browser::{clock, page, store},
};
use app::{App, AppProps};
use wasm_bindgen_futures::spawn_local;

/// Draws the page, in the language and the appearance that were chosen before.
pub fn start() {
    spawn_local(async {
        let settings = async { (store::setting("language").await, store::setting("theme").await) };
        let kept = clock::within(SETTINGS_MILLISECONDS, settings).await;
        let (language, theme) = kept.unwrap_or_default();
        let preferred = page::languages();
        let language = language
            .iter()
            .chain(&preferred)
            .find_map(|tag| Language::from_tag(tag))
            .unwrap_or(Language::REFERENCE);
        let theme = theme.as_deref().and_then(Theme::from_name).unwrap_or(Theme::System);
        hooks::set_language(language);
        hooks::set_theme(theme);
        yew::Renderer::<App>::with_props(AppProps { language, theme }).render();
    });
}

/// A store that does not answer must not keep the page from opening.
const SETTINGS_MILLISECONDS: u32 = 500;
