//! What is drawn. Properties in, events out.

mod about;
mod announcer;
mod button;
mod demo_band;
mod emblem;
mod frame;
mod icon;
mod open_link;
mod paste;
mod problem;
mod sample_card;
mod scan;
mod settings;
mod sheet;
mod stage;
mod start;
mod top_bar;
mod trust_card;
mod trust_line;
mod try_it;
mod verdict;
mod why;

pub(super) use about::About;
pub(super) use announcer::Announcer;
pub(super) use demo_band::DemoBand;
pub(super) use paste::Paste;
pub(super) use scan::Scan;
pub(super) use settings::Settings;
pub(super) use start::Start;
pub(super) use top_bar::TopBar;
pub(super) use trust_line::TrustLine;
pub(super) use try_it::TryIt;
pub(super) use verdict::Verdict;
pub(super) use why::Why;
