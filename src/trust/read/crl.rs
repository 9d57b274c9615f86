//! A revocation list of an authority, DER: see [`RevocationList`].

use crate::{
    signature::X509Signed,
    trust::{
        crl::RevocationList,
        list::{List, Proof, Refused},
        x509,
    },
};
use x509_cert::der::{Tag, Tagged};

/// Whether DER is signed as X.509 is, and states what a revocation list does: a time where a
/// certificate has its period of validity (RFC 5280 §5.1).
pub(super) fn looks_like_one(der: &[u8]) -> bool {
    let statement = X509Signed::read(der).and_then(|signed| {
        let statement = x509::members(signed.statement())?;
        x509::members(statement.first()?.value())
    });
    let is_time = |tag| matches!(tag, Tag::UtcTime | Tag::GeneralizedTime);
    statement.is_some_and(|members| members.iter().any(|member| is_time(member.tag())))
}

/// Reads it. That its authority signed it is seen when that authority is known.
pub(super) fn der(bytes: &[u8]) -> List {
    let mut list = List {
        proof: Proof::NotChecked { because: "its authority counts only where it is held as well" },
        ..List::empty("revocations", "X.509 revocation list")
    };
    match RevocationList::read(bytes) {
        Ok(read) => list.revocations.push(read),
        Err(reason) => {
            let label = "revocation list".to_owned();
            list.refused.push(Refused { label, country: None, role: None, reason });
        }
    }
    list
}
