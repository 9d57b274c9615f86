//! All that the page knows at a moment.

use super::{
    samples,
    texts::Language,
    view::{Asking, Camera, View},
};
use crate::{
    protocol::{KeyCounts, ReasonEntry, Sample, Trust},
    verdict::Reason,
};

/// The whole state of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What the screen shows.
    pub view: View,
    /// Counts the views, so that answers and alarms for an earlier one are ignored.
    pub ticket: u32,
    /// Rises with every picture or text that is given, and with every view: an answer to an
    /// earlier one is not listened to.
    pub asked: u32,
    /// Demo mode: the band is shown and samples get their three colours.
    pub demo: bool,
    /// The language of the page.
    pub language: Language,
    /// Light, dark, or as the device has it.
    pub theme: Theme,
    /// The trust list in use.
    pub list: List,
    /// The scheme whose samples are shown in demo mode.
    pub scheme: &'static str,
    /// Its samples, once they are there.
    pub samples: Option<Vec<Sample>>,
    /// Counts what the person does, so that an alarm set before it does not ring after it.
    pub touches: u32,
    /// Does the device say that there is a network?
    pub online: bool,
    /// Does the page work without one?
    pub offline: Offline,
    /// Something to be known, shown until the next step.
    pub notice: Option<Notice>,
    /// When the page went out of sight, Unix seconds.
    pub hidden_since: Option<i64>,
}

impl State {
    /// The page as it opens.
    pub const fn new(language: Language, theme: Theme, online: bool) -> Self {
        let list = List {
            trust: None,
            keys: KeyCounts { live: 0, specimen: 0, issuers: 0 },
            settled: false,
            update: Update::Idle,
        };
        Self {
            view: View::START,
            ticket: 0,
            asked: 0,
            demo: false,
            language,
            theme,
            list,
            scheme: samples::FIRST,
            samples: None,
            touches: 0,
            online,
            offline: Offline::Installing,
            notice: None,
            hidden_since: None,
        }
    }

    /// The view for which frames of the camera are wanted now, if any.
    pub fn wants_frames(&self) -> Option<Frames> {
        match &self.view {
            View::Scan(scan) if scan.camera == Camera::Running && scan.asking != Asking::Busy => {
                Some(Frames { ticket: self.ticket, demo: self.demo, pause: scan.after_verdict })
            }
            _ => None,
        }
    }
}

/// How frames are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frames {
    /// The view that wants them.
    pub ticket: u32,
    /// In demo mode?
    pub demo: bool,
    /// Wait a moment first, so that a code that was just judged is not read again at once.
    pub pause: bool,
}

/// The appearance that the person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the device has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order shown.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name that is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a stored name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The trust list in use and the state of its update.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The list, once the worker has told.
    pub trust: Option<Trust>,
    /// How much it holds.
    pub keys: KeyCounts,
    /// The last update.
    pub update: Update,
    /// Is it known what is stored on this device, and in use if it is any good?
    pub settled: bool,
}

/// How the last update of the list went.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Update {
    /// None was tried.
    #[default]
    Idle,
    /// Under way.
    Busy,
    /// The newest list is in use.
    Done,
    /// This page offers none.
    NoneOffered,
    /// It failed; the last good list stays.
    Failed(ReasonEntry),
}

/// Does the page work without a network?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// The browser cannot do it.
    Unsupported,
    /// The page's address is not trusted.
    Insecure,
    /// Files are being stored.
    Installing,
    /// Yes.
    Ready,
    /// Yes, and a newer version is stored.
    UpdateWaiting,
}

/// Something to be known.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The last verdict was cleared.
    Forgotten,
    /// About the list.
    List(ReasonEntry),
    /// The part that reads codes is not there.
    Reader(Reason),
}
