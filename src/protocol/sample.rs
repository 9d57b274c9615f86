//! The samples of the "Try it" view.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file `samples.json` beside the page: by scheme, in the order to show them.
pub type Samples = BTreeMap<String, Vec<SampleContent>>;

/// What the code of a sample is to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleContent {
    /// Which one.
    pub kind: SampleKind,
    /// What its code holds.
    pub content: Content,
}

/// What a code holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// Text.
    Text(String),
    /// Bytes, in Base64.
    Base64(String),
}

/// One sample as a code to show on screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Which one.
    pub kind: SampleKind,
    /// Modules per side, without quiet zone.
    pub size: u32,
    /// `size * size` modules, row by row; true is dark.
    pub modules: Vec<bool>,
}

/// The samples of the "Try it" view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SampleKind {
    /// In force: green in demo mode.
    Good,
    /// Past its end: red.
    Expired,
    /// Changed after signing: red.
    Tampered,
    /// Signed by an issuer that no list knows: amber.
    UnknownIssuer,
}
