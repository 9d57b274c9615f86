//! Revocation lists of authorities, X.509 version 2 ([RFC 5280] §5): which of the certificates that
//! they signed they have withdrawn.
//!
//! A list that is past its next update still says what it says, and nobody takes it for silence: the
//! signers on it stay withdrawn, and its age alone makes nothing red.
//!
//! [RFC 5280]: https://www.rfc-editor.org/rfc/rfc5280#section-5

use super::{list::EntryError, x509};
use crate::{
    gathered::gathered,
    moment::Moment,
    signature::{PublicKey, X509Signature, X509Signed},
};
use std::collections::BTreeSet;
use x509_cert::{
    certificate::Raw,
    crl::CertificateList,
    der::{Decode, Encode, asn1::ObjectIdentifier},
    ext::{Extension, Extensions, pkix::IssuingDistributionPoint},
};

/// A revocation list as it was read. Nothing vouches for it until its authority is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevocationList {
    der: Vec<u8>,
    issuer: Vec<u8>,
    authority: Option<Vec<u8>>,
    /// When it was made.
    pub this_update: Moment,
    /// When the next one was promised.
    pub next_update: Option<Moment>,
    revoked: BTreeSet<Vec<u8>>,
}

impl RevocationList {
    /// Reads a DER CertificateList.
    ///
    /// # Errors
    /// [`EntryError::RevocationList`], also for a list that is only about some certificates (a
    /// delta, or one with a distribution point of its own) or that says what we do not understand.
    pub fn read(der: &[u8]) -> Result<Self, EntryError> {
        if der.len() > MAX_BYTES {
            return Err(refused("has more than 4 MB"));
        }
        let unreadable = || refused("cannot be read");
        let list = CertificateList::<Raw>::from_der(der).map_err(|_| unreadable())?;
        let signed = X509Signed::read(der).ok_or_else(unreadable)?;
        let tbs = list.tbs_cert_list;
        if tbs.signature.to_der().ok() != signed.algorithm() {
            return Err(refused("names two signature algorithms"));
        }
        let entries = tbs.revoked_certificates.unwrap_or_default();
        let of_entries = entries.iter().filter_map(|entry| entry.crl_entry_extensions.as_ref());
        let of_list = tbs.crl_extensions.as_ref();
        // §5.2.4, §5.2.5: critical by the standard; said either way it is about some certificates.
        let of_some = |e: &Extension| match e.extn_id {
            OID_DELTA => true,
            OID_DISTRIBUTION_POINT => !is_about_all(e.extn_value.as_bytes()),
            _ => false,
        };
        if of_list.into_iter().flatten().any(of_some) {
            return Err(refused("is about some certificates only"));
        }
        // §5.2, §5.3: a critical extension that is not understood makes the whole list unusable.
        let not_understood = |e: &Extension| e.critical && e.extn_id != OID_DISTRIBUTION_POINT;
        if of_list.into_iter().chain(of_entries).flatten().any(not_understood) {
            return Err(refused("holds a critical extension that is not understood"));
        }
        Ok(Self {
            der: der.to_vec(),
            issuer: tbs.issuer.to_der().map_err(|_| unreadable())?,
            authority: of_list.and_then(authority),
            this_update: x509::moment(&tbs.this_update),
            next_update: tbs.next_update.as_ref().map(x509::moment),
            revoked: gathered(entries.iter().map(|e| x509::serial(e.serial_number.as_bytes()))),
        })
    }

    /// The list as it came, DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Identifier of the key that signed it, as it says.
    pub fn authority(&self) -> Option<&[u8]> {
        self.authority.as_deref()
    }

    /// Serial numbers of the withdrawn certificates, without leading zeros.
    pub const fn revoked(&self) -> &BTreeSet<Vec<u8>> {
        &self.revoked
    }

    /// Whether the authority with this key, these identifiers and these names made it. Its signature
    /// decides, for one key may have several identifiers; who cannot have made it is not asked. An
    /// authority whose name is not known is one of a list of bare keys, and known by its identifier.
    pub fn is_by(
        &self,
        kids: &BTreeSet<Vec<u8>>,
        subjects: &BTreeSet<Vec<u8>>,
        key: &PublicKey,
    ) -> bool {
        let known = if subjects.is_empty() {
            self.authority.as_ref().is_none_or(|authority| kids.contains(authority))
        } else {
            subjects.iter().any(|subject| x509::same_name(subject, &self.issuer))
        };
        known
            && X509Signed::read(&self.der)
                .is_some_and(|signed| signed.is_by(key) == X509Signature::Holds)
    }
}

/// Whether an issuingDistributionPoint (§5.2.5) says no more than where the list is.
fn is_about_all(value: &[u8]) -> bool {
    IssuingDistributionPoint::from_der(value).is_ok_and(|point| {
        let some = [
            point.only_contains_user_certs,
            point.only_contains_ca_certs,
            point.only_contains_attribute_certs,
            point.indirect_crl,
        ];
        !some.contains(&true) && point.only_some_reasons.is_none()
    })
}

fn authority(extensions: &Extensions) -> Option<Vec<u8>> {
    let extension = extensions.iter().find(|extension| extension.extn_id == x509::OID_AUTHORITY)?;
    x509::key_identifier(extension.extn_value.as_bytes())
}

const fn refused(because: &'static str) -> EntryError {
    EntryError::RevocationList { because }
}

/// The two seen have under 1 KB; a list of a hundred thousand certificates would fit.
const MAX_BYTES: usize = 4 * 1024 * 1024;
const OID_DELTA: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.27");
const OID_DISTRIBUTION_POINT: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.28");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distribution_point_may_restrict_the_list_or_not() {
        // RFC 5280 §5.2.5: [0] where, [1] user, [2] CA, [3] reasons, [4] indirect, [5] attribute.
        const CASES: &[(&str, &[u8], bool)] = &[
            ("nothing", &[0x30, 0x00], true),
            ("where it is", &[0x30, 0x06, 0xa0, 0x04, 0xa0, 0x02, 0x86, 0x00], true),
            ("of users", &[0x30, 0x03, 0x81, 0x01, 0xff], false),
            ("of authorities", &[0x30, 0x03, 0x82, 0x01, 0xff], false),
            ("for some reasons", &[0x30, 0x04, 0x83, 0x02, 0x06, 0x40], false),
            ("of others", &[0x30, 0x03, 0x84, 0x01, 0xff], false),
            ("of attributes", &[0x30, 0x03, 0x85, 0x01, 0xff], false),
            ("no sequence", &[0x04, 0x00], false),
        ];
        for &(why, value, expected) in CASES {
            assert_eq!(is_about_all(value), expected, "{why}");
        }
    }
}
