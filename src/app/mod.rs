//! What the page does, without a browser: state, and what follows from each event.
//!
//! [`update()`] is the only place that decides. It is pure: no clock, no camera, no network; what is
//! to be done outside is returned as [`Effect`]s, and what happened there comes back as
//! [`Event`]s. [`card()`] turns a report into what the screen shows. Words live in
//! `static/locales/*.ftl`; [`words`] turns their names into sentences.

mod state;
pub use state::{Frames, List, Notice, Offline, State, Theme, Update};

mod view;
pub use view::{Asking, Camera, Hint, Inside, Opening, Origin, PasteNote, Scan, Shown, View};

mod event;
pub use event::{Alarm, Effect, Event, PackFrom, Picture, Stored, Target};

mod update;
pub use update::update;

mod opening;
pub use opening::{Offer, offer, origin};

mod attention;
mod reading;
mod trust;

mod card;
pub use card::{Card, Frame, Says, card, outcome, outcome_name};

mod facts;
pub use facts::{Fact, Icon, PersonLines, scheme_text};

pub mod samples;

mod checks;
pub use checks::{CheckLine, Sign, checks};

mod announce;
pub use announce::{Announcement, announce, hint};

mod support;
pub use support::support_code;

mod trust_line;
pub use trust_line::{Grade, grade};

pub mod texts;
pub mod words;

#[cfg(test)]
mod tests;
