//! DIVOC. Not read yet.

use super::{SchemeError, Sealed};

/// Whether the bytes begin like one.
pub(super) fn begins_like(_bytes: &[u8]) -> bool {
    false
}

/// Opens it.
pub(super) fn open(_bytes: &[u8]) -> Result<Sealed, SchemeError> {
    Err(SchemeError::Unknown)
}
