//! The Swiss certificate light (`LT1:`): who, and nothing of what happened.
//!
//! Source: `admin-ch/CovidCertificate-SDK-Android`, light certificates: the content of -260/1 is
//! `ver`, `nam` and `dob` alone, and the code ends a day or two after it was made.

use super::{Credential, Entry, Pass, SchemeError, dcc};
use crate::envelope::cbor::Map;

/// Reads the content of -260/1 after `LT1:`.
pub(super) fn credential(certificate: Map<'_>) -> Result<Credential, SchemeError> {
    // Anything that happened has its own certificate, which is no light one.
    if ["v", "t", "r"].iter().any(|key| certificate.text_key(key).is_some()) {
        return Err(SchemeError::Claim { claim: "-260/1", expected: "a certificate light" });
    }
    Ok(Credential {
        person: dcc::person(certificate)?,
        entries: vec![Entry::Pass(Pass { country: Some("CH".to_owned()), ..Pass::default() })],
    })
}
