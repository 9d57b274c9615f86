//! Links to health documents. Not read yet.

use super::SchemeError;

/// A link to a health document. It was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads: the host alone, for people.
    pub host: String,
    /// The issuer's words for what is behind it.
    pub label: Option<String>,
    /// A passcode will be asked for.
    pub passcode: bool,
}

/// Reads a link.
pub(super) const fn read(_text: &str) -> Option<Link> {
    None
}

/// The link in a text, as the error that it is to a verification; `None` when there is none.
pub(super) const fn find(_text: &str) -> Option<SchemeError> {
    None
}
