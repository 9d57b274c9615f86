//! Between the browser and the state of the page.

mod effects;
mod shell;
mod use_frames;
mod use_hands;
mod use_page;
mod use_watches;
mod use_words;

pub(super) use effects::{set_language, set_theme};
pub(super) use shell::Shell;
pub(super) use use_hands::use_hands;
pub(super) use use_page::use_page;
pub(super) use use_words::use_words;
