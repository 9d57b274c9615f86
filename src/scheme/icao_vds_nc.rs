//! ICAO VDS-NC. Not read yet.

use super::{SchemeError, Sealed};

/// Whether the text begins like one.
pub(super) fn begins_like(_text: &str) -> bool {
    false
}

/// Opens it.
pub(super) fn open(_text: &str) -> Result<Sealed, SchemeError> {
    Err(SchemeError::Unknown)
}
