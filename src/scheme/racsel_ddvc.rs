//! RACSEL's regional vaccination certificate (-260/2).

use super::{Credential, SchemeError};
use crate::envelope::cbor::Map;

/// Reads the content of -260/2.
pub(super) fn credential(_content: Map<'_>) -> Result<Credential, SchemeError> {
    Err(SchemeError::Unsupported { content: "a RACSEL DDVC" })
}
