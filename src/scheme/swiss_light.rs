//! The Swiss certificate light (`LT1:`): who, and nothing of what happened.
//!
//! Source: `admin-ch/CovidCertificate-SDK-Kotlin` and `-SDK-iOS`: the CWT holds -250 instead of
//! -260, with `ver`, `nam` and `dob` alone, directly or under 1 (the generator's form). A light
//! certificate lives for 48 hours. It may lack `exp` (the sample of the SDK): then it ends 48 hours
//! after it was issued, for something that cannot be withdrawn must not live for ever.

use super::{
    Credential, Entry, Pass, SchemeError, Time, dcc,
    hcert::{self, map, present},
};
use crate::envelope::cbor::Map;

/// Reads -250 of a CWT after `LT1:`, and its end if the CWT has none.
pub(super) fn credential(cwt: Map<'_>) -> Result<(Credential, Time), SchemeError> {
    let light = cwt
        .integer_key(CLAIM_LIGHT)
        .ok_or(SchemeError::Claim { claim: "-250", expected: "a certificate light" })?;
    let light = map(light, "-250")?;
    let certificate = match light.integer_key(1) {
        Some(nested) => map(nested, "-250/1")?,
        None => light,
    };
    // What happened has its own certificate, which is no light one.
    if ["v", "t", "r"].iter().any(|key| present(certificate, key)) {
        return Err(SchemeError::Claim { claim: "-250", expected: "a certificate light" });
    }
    let credential = Credential {
        person: dcc::person(certificate)?,
        entries: vec![Entry::Pass(Pass { country: Some("CH".to_owned()), ..Pass::default() })],
    };
    let end = match hcert::time(cwt, hcert::CLAIM_EXPIRES) {
        Time::Absent => match hcert::time(cwt, hcert::CLAIM_ISSUED_AT) {
            Time::At(issued) => Time::At(issued.plus_seconds(LIFE_SECONDS)),
            // Without either nobody knows when it was made.
            Time::Absent | Time::Unreadable => Time::Unreadable,
        },
        end => end,
    };
    Ok((credential, end))
}

const CLAIM_LIGHT: i64 = -250;
/// `validity-in-hours` of the generator.
const LIFE_SECONDS: i64 = 48 * 3600;
