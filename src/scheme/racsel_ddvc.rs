//! RACSEL's regional vaccination certificate (-260/2).
//!
//! No published schema and no sample of it exists: WHO's `hcert.fsh` names it as proposed, and an
//! older draft had the DDCC under this number. So what has the DDCC's members is read as one, and
//! anything else is named and not judged.

use super::{Credential, SchemeError, ddcc};
use crate::envelope::cbor::Map;

/// Reads the content of -260/2.
pub(super) fn credential(content: Map<'_>) -> Result<Credential, SchemeError> {
    ddcc::credential(content).map_err(|error| match error {
        SchemeError::Claim { .. } => SchemeError::Unsupported { content: "a RACSEL DDVC" },
        other => other,
    })
}
