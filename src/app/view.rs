//! The views, and what each holds.

use crate::{
    protocol::{Errand, ReasonEntry, Report},
    verdict::Reason,
};

/// What the screen shows. Where a view leads back to is part of it.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// The beginning.
    Start {
        /// A photo that is being read, or why that failed.
        asking: Asking,
    },
    /// The camera.
    Scan(Scan),
    /// The box for a pasted text.
    Paste {
        /// Where the way back leads.
        back: Origin,
        /// The text that is being read, or why that failed.
        asking: Asking,
        /// What is said about the box.
        note: PasteNote,
    },
    /// The verdict.
    Verdict(Box<Shown>),
    /// Every check of the verdict.
    Why(Box<Shown>),
    /// Sample certificates.
    Try {
        /// A sample that is being read, or why that failed, or why there are none.
        asking: Asking,
    },
    /// What stays on the device, and what the colours mean.
    About,
    /// Language, appearance, list, offline.
    Settings,
}

impl View {
    /// The beginning, at rest.
    pub const START: Self = Self::Start { asking: Asking::Idle };

    /// The name of the view, for tests and styles.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Start { .. } => "start",
            Self::Scan(_) => "scan",
            Self::Paste { .. } => "paste",
            Self::Verdict(_) => "verdict",
            Self::Why(_) => "why",
            Self::Try { .. } => "try",
            Self::About => "about",
            Self::Settings => "settings",
        }
    }

    /// Does it hold something about a person, to be forgotten when nobody looks?
    pub const fn is_personal(&self) -> bool {
        matches!(self, Self::Verdict(_) | Self::Why(_) | Self::Paste { .. })
    }
}

/// The camera view.
#[derive(Clone, Debug, PartialEq)]
pub struct Scan {
    /// How the camera is.
    pub camera: Camera,
    /// What is said to the person.
    pub hint: Hint,
    /// A photo that is being read, or why that failed.
    pub asking: Asking,
    /// A verdict was just shown: wait a moment, so that the same code is not read again at once.
    pub after_verdict: bool,
    /// A code that is no certificate was seen since the hint about it was last looked at.
    pub stray_again: bool,
}

/// How the camera is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Camera {
    /// Being opened.
    Opening,
    /// Giving pictures.
    Running,
    /// Let go while the page is out of sight.
    Paused,
    /// Not to be had.
    Failed(Reason),
}

/// What is said while scanning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Hold the code in the frame.
    Look,
    /// Ready for the next code.
    Next,
    /// Move closer, hold still, more light.
    Tips,
    /// That was no health certificate.
    NotCertificate,
    /// Some of the codes of one certificate are read.
    Parts {
        /// Different ones that are there.
        have: u32,
        /// How many there are.
        total: u32,
    },
}

/// Something single that was given to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Nothing.
    Idle,
    /// It is being read.
    Busy,
    /// It could not be read, or was no certificate.
    Failed(Reason),
}

/// Where a certificate came from; Next leads back there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A picture or a text, given on the first view.
    Start,
    /// The camera view.
    Scan,
    /// A sample.
    Try,
}

/// A verdict that is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The report as the worker gave it.
    pub report: Report,
    /// Where Next leads.
    pub origin: Origin,
    /// Was the support code copied? `None` until asked for.
    pub copied: Option<bool>,
    /// How far its link is opened, if it has one.
    pub opening: Opening,
    /// The link that it was behind, if it was.
    pub inside: Option<Inside>,
}

impl Shown {
    /// A verdict as it first appears.
    pub const fn of(report: Report, origin: Origin) -> Self {
        Self { report, origin, copied: None, opening: Opening::Idle, inside: None }
    }
}

/// How far a link is opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// Nobody has asked for it.
    Idle,
    /// A host is being asked.
    Busy {
        /// The one that the person agreed to last.
        host: String,
    },
    /// The document lies at another host, which nobody has agreed to yet.
    Elsewhere(Errand),
    /// It did not open.
    Failed(ReasonEntry),
}

/// What was behind a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Inside {
    /// The link's host.
    pub host: String,
    /// The verdict on each thing.
    pub reports: Vec<Report>,
    /// Which of them is shown.
    pub at: usize,
}

/// What is said about the box for a pasted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteNote {
    /// Nothing.
    None,
    /// The clipboard could not be read.
    ClipboardRefused,
    /// There is no text.
    Empty,
}
