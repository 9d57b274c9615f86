//! SMART Health Cards. Not read yet.

use super::{SchemeError, Sealed};
use crate::scan::Scanned;

/// Whether the text begins like one.
pub(super) fn begins_like(_text: &str) -> bool {
    false
}

/// Opens it.
pub(super) fn open(_text: &str) -> Result<Sealed, SchemeError> {
    Err(SchemeError::Unknown)
}

/// Puts the pieces of cards together.
pub(super) const fn gather(inputs: Vec<Scanned>) -> Vec<Scanned> {
    inputs
}
