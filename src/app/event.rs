//! What can happen, and what can be asked for.

use super::{
    state::{Offline, Theme},
    texts::Language,
};
use crate::{
    protocol::{Errand, Outcome, Reply, Response, Sample, SampleKind},
    verdict::Reason,
};
use std::rc::Rc;

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The page was opened.
    Started,

    /// Scan was pressed.
    ScanPressed,
    /// Stop was pressed.
    StopPressed,
    /// Next was pressed.
    NextPressed,
    /// Back, or the Escape key, was pressed.
    BackPressed,
    /// Why was pressed.
    WhyPressed,
    /// Try again was pressed at a camera that failed.
    RetryPressed,
    /// Paste was pressed.
    PastePressed,
    /// Paste from clipboard was pressed.
    ClipboardPressed,
    /// Try it was pressed.
    TryPressed,
    /// About was pressed.
    AboutPressed,
    /// Settings was pressed.
    SettingsPressed,
    /// The button with another language's name was pressed.
    LanguagePressed,
    /// Update now was pressed.
    UpdatePressed,
    /// Use the new version was pressed.
    NewVersionPressed,
    /// Reload was pressed.
    ReloadPressed,
    /// Leave demo was pressed.
    LeaveDemoPressed,
    /// Scan with my camera was pressed among the samples.
    DemoCameraPressed,
    /// Copy support code was pressed.
    CopyPressed,
    /// A language was chosen.
    LanguageChosen(Language),
    /// A theme was chosen.
    ThemeChosen(Theme),
    /// A picture was chosen or dropped.
    PictureChosen,
    /// A text was given.
    TextGiven(String),
    /// Samples of another scheme were chosen, by its public name.
    SchemeChosen(String),
    /// Read this one was pressed.
    SampleChosen(SampleKind),
    /// Open was pressed at a link.
    OpenPressed {
        /// What was typed.
        passcode: Option<String>,
    },
    /// Open was pressed for the other host that a link's document lies at.
    ElsewherePressed,
    /// Cancel was pressed while a link is opened.
    OpenStopPressed,
    /// The next document behind a link was asked for.
    NextInsidePressed,
    /// The person did something.
    Active,

    /// The camera gives pictures.
    CameraOpened {
        /// For which view.
        ticket: u32,
    },
    /// The camera did not open, or was lost.
    CameraFailed {
        /// For which view.
        ticket: u32,
        /// Why.
        reason: Reason,
    },
    /// A frame was read.
    FrameRead {
        /// For which view.
        ticket: u32,
        /// What was in it.
        answer: Result<Response, Reason>,
    },
    /// A picture, text or sample was read.
    Read {
        /// For which view.
        ticket: u32,
        /// What was in it.
        answer: Result<Response, Reason>,
    },
    /// The worker went on with a link.
    LinkTold {
        /// Whose.
        ticket: u32,
        /// What comes next.
        answer: Result<Response, Reason>,
    },
    /// The host of a link was asked.
    ErrandDone {
        /// Whose.
        ticket: u32,
        /// What it said.
        answer: Result<Reply, Reason>,
    },
    /// The samples are there, or not.
    SamplesCame {
        /// For which view.
        ticket: u32,
        /// Of which scheme.
        scheme: &'static str,
        /// The samples; never none.
        answer: Result<Vec<Sample>, Reason>,
    },
    /// Try again was pressed where samples were missing.
    SamplesWanted,
    /// The clipboard could not be read.
    ClipboardRefused,
    /// The support code was copied, or not.
    Copied(bool),

    /// The stored pack was looked for.
    StoreOpened(Stored),
    /// A pack was not stored, because a newer one is there.
    StoreAhead,
    /// The worker answered to [`Effect::Load`].
    Loaded {
        /// Where the pack came from.
        from: PackFrom,
        /// The pack itself, if there was one.
        pack: Option<Rc<Vec<u8>>>,
        /// The worker's answer.
        answer: Result<Response, Reason>,
    },
    /// The address of updates answered.
    UpdateFetched(Result<Option<Rc<Vec<u8>>>, Reason>),

    /// The network came or went.
    OnlineChanged(bool),
    /// The state of the service worker changed.
    OfflineChanged(Offline),
    /// The page went out of sight.
    Hidden {
        /// Unix seconds.
        at: i64,
    },
    /// The page came back.
    Seen {
        /// Unix seconds.
        at: i64,
    },
    /// A time that was set is over.
    Rang {
        /// Which alarm.
        alarm: Alarm,
        /// The view that set it.
        ticket: u32,
    },
}

/// What can be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// Nothing was found for a while: show tips.
    Tips,
    /// The hint about a stray code has been there long enough.
    StrayOver,
    /// Nobody has touched the page for a while.
    Idle,
    /// The page has been out of sight for a while.
    Hidden,
    /// Time to look for a newer list.
    Refresh,
    /// Time to look for a stored list once more.
    Store,
}

/// What is to be done outside. The order counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Open the camera for this view.
    OpenCamera {
        /// The view.
        ticket: u32,
    },
    /// Let the camera go.
    CloseCamera,
    /// Have something single read.
    Read {
        /// What.
        picture: Picture,
        /// The view that asks.
        ticket: u32,
        /// In demo mode?
        demo: bool,
    },
    /// Fetch the samples and have their codes drawn.
    FetchSamples {
        /// The view that asks.
        ticket: u32,
        /// Of this scheme.
        scheme: &'static str,
    },
    /// Have the worker begin to open a link.
    OpenLink {
        /// Its number.
        number: u32,
        /// What was typed.
        passcode: Option<String>,
        /// Whose.
        ticket: u32,
        /// In demo mode?
        demo: bool,
    },
    /// Ask a host that the person has agreed to.
    RunErrand {
        /// What.
        errand: Errand,
        /// Whose.
        ticket: u32,
    },
    /// Have the worker go on with what a host said.
    AnswerLink {
        /// The number of the link.
        number: u32,
        /// What it said.
        reply: Reply,
        /// Whose.
        ticket: u32,
        /// In demo mode?
        demo: bool,
    },
    /// Ask no more; an answer on its way is not waited for.
    StopErrand,
    /// Have the worker forget the link.
    ForgetLink,
    /// Sound and vibration.
    Signal(Outcome),
    /// Read the clipboard; a text comes back as [`Event::TextGiven`].
    ReadClipboard,
    /// Put a text into the clipboard.
    Copy(String),

    /// Look for a stored pack.
    OpenStore,
    /// Have the worker take a pack into use; without one, only tell what is in use.
    Load {
        /// Where it came from.
        from: PackFrom,
        /// The pack.
        pack: Option<Rc<Vec<u8>>>,
    },
    /// Ask the address of updates.
    FetchUpdate,
    /// Drop this stored pack, which cannot be used.
    ForgetPack(Rc<Vec<u8>>),
    /// Store the pack that is now in use, unless a newer one is stored.
    KeepPack {
        /// The pack.
        pack: Rc<Vec<u8>>,
        /// Its number.
        sequence: u64,
        /// When it was made, Unix seconds.
        created_unix_seconds: i64,
    },
    /// Store a setting.
    KeepSetting {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: &'static str,
    },

    /// Set the language of the document.
    SetLanguage(Language),
    /// Set the theme of the document.
    SetTheme(Theme),
    /// Move the keyboard's focus.
    Focus(Target),
    /// Let an alarm ring.
    Wake {
        /// After so long.
        milliseconds: u32,
        /// Which alarm.
        alarm: Alarm,
        /// The view that sets it.
        ticket: u32,
    },
    /// Change to the version that waits.
    TakeNewVersion,
    /// Load the page anew.
    Reload,
}

/// Something single to be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// The file that was chosen last.
    File,
    /// A text.
    Text(String),
    /// The code of a sample.
    Modules {
        /// Modules per side.
        size: u32,
        /// Row by row, true is dark.
        modules: Vec<bool>,
    },
}

/// Where a pack came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackFrom {
    /// Nowhere: only the state is asked for.
    Nowhere,
    /// The store of this device.
    Store,
    /// The address of updates.
    Address,
}

/// What the store held.
#[derive(Clone, Debug, PartialEq)]
pub enum Stored {
    /// Nothing.
    Nothing,
    /// The storage does not answer.
    Unknown,
    /// Something that could not be read.
    Damaged,
    /// A pack.
    Pack(Rc<Vec<u8>>),
}

/// Where the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The heading of the view.
    Heading,
    /// A button, by its id.
    Button(&'static str),
}
