//! From the certificate that came with a code to an authority that we hold (RFC 5280 §6, one step).
//!
//! A country's signing authority (CSCA) signs its barcode signers (ICAO Doc 9303-12 §7.1); the
//! signer's certificate lies in the code, so anybody can put one there. It counts for nothing until
//! three things hold together:
//!
//! 1. it names the key identifier of an authority that a list holds (authorityKeyIdentifier);
//! 2. it names that authority's name as its issuer;
//! 3. **that authority's key made the signature over it**.
//!
//! The first alone proves nothing: an identifier can be copied. A certificate with a held identifier
//! and another's signature is a forgery and is red; one that names nobody we hold is only unknown.
//!
//! Not followed: longer paths and link certificates. An intermediate that a list holds is held like
//! any other. Tolerated: extensions that the profile has no place for (JP), parameters NULL after an
//! ECDSA algorithm (JP), a curve spelled out (JP), a serial number's sign byte.

use super::{TrustError, crl::RevocationList, list::serves, x509};
use crate::{
    gathered::gathered,
    scheme::Sealed,
    signature::{
        Candidate, PublicKey, Signer, Usage, X509Signature, X509Signed, canonical_spki,
        with_named_curve,
    },
};
use std::{borrow::Cow, collections::BTreeSet};
use x509_cert::{
    certificate::{CertificateInner, Raw},
    der::{Decode, Encode, asn1::ObjectIdentifier},
    ext::{
        Extension,
        pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage},
    },
};

/// An authority that a list holds, on the terms of all lists that do.
#[derive(Clone, Debug)]
pub(super) struct Authority {
    pub(super) key: PublicKey,
    /// Every key identifier that its certificates give its key.
    pub(super) kids: BTreeSet<Vec<u8>>,
    /// Its names, DER; none when its lists give only its key.
    pub(super) subjects: BTreeSet<Vec<u8>>,
    /// What it may be used in; `None` is everything.
    pub(super) domains: Vec<Option<String>>,
    /// Who it is, in the words of its list.
    pub(super) holder: Signer,
    /// Serial numbers that it has withdrawn, by any list that it signed.
    pub(super) revoked: BTreeSet<Vec<u8>>,
}

impl Authority {
    /// Takes in a revocation list if this authority made it, and says whether it did.
    ///
    /// All of its lists count together: authorities drop serial numbers from newer lists when the
    /// certificates run out, and what was withdrawn once does not come back.
    pub(super) fn learn(&mut self, list: &RevocationList) -> bool {
        let own = list.is_by(&self.kids, &self.subjects, &self.key);
        if own {
            self.revoked.extend(list.revoked().iter().cloned());
        }
        own
    }
}

/// The key in a certificate, a DER SubjectPublicKeyInfo with its curve named; `None` when it cannot
/// be read or is of a kind that we cannot verify with.
pub fn embedded_key(certificate: &[u8]) -> Option<Vec<u8>> {
    let read = SignerCertificate::read(certificate)?;
    PublicKey::from_spki(&read.spki).ok().map(|_| read.spki)
}

/// The signer that the certificate makes, if one of `authorities` signed it. Its validity, what it
/// may sign and whether it was withdrawn go with it, for `trust::accept` to judge.
///
/// # Errors
/// [`TrustError::AuthorityUnknown`] or [`TrustError::AuthorityMismatch`].
pub(super) fn vouched(
    authorities: &[Authority],
    sealed: &Sealed,
    certificate: &[u8],
) -> Result<Candidate<'static>, TrustError> {
    let read = SignerCertificate::read(certificate).ok_or(TrustError::AuthorityUnknown)?;
    let mut error = TrustError::AuthorityUnknown;
    for authority in authorities {
        let domain = |domain: &Option<String>| serves(domain.as_deref(), sealed.scheme());
        if !authority.domains.iter().any(domain) || !read.names(authority) {
            continue;
        }
        match read.signed_by(authority) {
            X509Signature::Holds => {
                let serial = read.certificate.tbs_certificate().serial_number();
                let revoked = authority.revoked.contains(&x509::serial(serial.as_bytes()));
                let signer = read.signer(&authority.holder, revoked, sealed);
                return Ok(Candidate { spki: Cow::Owned(read.spki), signer: Cow::Owned(signer) });
            }
            // A name names no key: the authority of that name may have another one, that we lack.
            X509Signature::Mismatch if read.authority.is_none() => {}
            X509Signature::Mismatch => error = TrustError::AuthorityMismatch,
            X509Signature::Unsupported => {}
        }
    }
    Err(error)
}

/// The signer whose certificate a list names itself, on the terms of both: `holder` is what the list
/// says of it. `None` when the certificate is for another key.
pub(super) fn listed(
    holder: &Signer,
    spki: &[u8],
    sealed: &Sealed,
    certificate: &[u8],
) -> Option<Candidate<'static>> {
    let read = SignerCertificate::read(certificate)?;
    if canonical_spki(&read.spki) != spki {
        return None;
    }
    let signer = read.signer(holder, false, sealed);
    Some(Candidate { spki: Cow::Owned(read.spki), signer: Cow::Owned(signer) })
}

/// A signer's certificate as it came with a code.
struct SignerCertificate<'d> {
    der: &'d [u8],
    signed: X509Signed<'d>,
    certificate: CertificateInner<Raw>,
    spki: Vec<u8>,
    issuer: Vec<u8>,
    authority: Option<Vec<u8>>,
}

impl<'d> SignerCertificate<'d> {
    fn read(der: &'d [u8]) -> Option<Self> {
        let certificate = CertificateInner::<Raw>::from_der(der).ok()?;
        let signed = X509Signed::read(der)?;
        let tbs = certificate.tbs_certificate();
        // §4.1.1.2: the algorithm stands twice, and only one of them is signed.
        if tbs.signature().to_der().ok() != signed.algorithm() {
            return None;
        }
        let spki = tbs.subject_public_key_info().to_der().ok()?;
        let issuer = x509::name_der(tbs.issuer())?;
        let authority = extension(&certificate, x509::OID_AUTHORITY)
            .and_then(|extension| x509::key_identifier(extension.extn_value.as_bytes()));
        let spki = with_named_curve(&spki).into_owned();
        Some(Self { der, signed, certificate, spki, issuer, authority })
    }

    /// Whether it names this authority: by its key identifier, or without one (§4.2.1.1 wants one
    /// of every authority) by its name.
    fn names(&self, authority: &Authority) -> bool {
        match &self.authority {
            Some(identifier) => authority.kids.contains(identifier),
            None => self.is_issued_in_the_name_of(authority),
        }
    }

    fn is_issued_in_the_name_of(&self, authority: &Authority) -> bool {
        authority.subjects.iter().any(|subject| x509::same_name(subject, &self.issuer))
    }

    /// Whether the authority's key made the signature, in the authority's name where that is known.
    fn signed_by(&self, authority: &Authority) -> X509Signature {
        if !authority.subjects.is_empty() && !self.is_issued_in_the_name_of(authority) {
            return X509Signature::Mismatch;
        }
        self.signed.is_by(&authority.key)
    }

    /// The signer that it makes, on the terms of `holder`, who is its authority or its own entry in
    /// a list. Both have to be valid at the moment that is judged, so the later beginning and the
    /// earlier end count.
    fn signer(&self, holder: &Signer, revoked: bool, sealed: &Sealed) -> Signer {
        let tbs = self.certificate.tbs_certificate();
        let begins = Some(x509::moment(&tbs.validity().not_before));
        let ends = Some(x509::moment(&tbs.validity().not_after));
        let claimed = sealed.unproven().issuer.as_deref();
        Signer {
            name: x509::holder(tbs.subject()).or_else(|| holder.name.clone()),
            issuer: holder.country.as_deref().map(|country| issuing_state(country, claimed)),
            country: holder.country.clone(),
            kid: x509::certificate_kid(self.der),
            source: holder.source.clone(),
            listed: holder.listed,
            scope: holder.scope,
            usage: usage(&self.certificate).unwrap_or(NOTHING).and(holder.usage),
            not_before: begins.into_iter().chain(holder.not_before).max(),
            not_after: ends.into_iter().chain(holder.not_after).min(),
            revoked,
        }
    }
}

fn extension(
    certificate: &CertificateInner<Raw>,
    identifier: ObjectIdentifier,
) -> Option<&Extension> {
    let mut extensions = certificate.tbs_certificate().extensions()?.iter();
    extensions.find(|extension| extension.extn_id == identifier)
}

/// What a barcode signer may sign; `None` for a certificate that is none (Doc 9303-12 §7.1.3).
fn usage(certificate: &CertificateInner<Raw>) -> Option<Usage> {
    let tbs = certificate.tbs_certificate();
    // RFC 5280 §4.2: what is critical and not understood makes it unusable; none stands twice.
    let extensions = tbs.extensions()?;
    let understood = |e: &Extension| !e.critical || UNDERSTOOD.contains(&e.extn_id);
    let once: BTreeSet<_> = gathered(extensions.iter().map(|extension| extension.extn_id));
    if once.len() != extensions.len() || !extensions.iter().all(understood) {
        return None;
    }
    let (_, ExtendedKeyUsage(purposes)) = tbs.get_extension().ok()??;
    if !purposes.contains(&OID_BARCODE_SIGNER) {
        return None;
    }
    if tbs.get_extension::<KeyUsage>().ok()?.is_some_and(|(_, usage)| !usage.digital_signature()) {
        return None;
    }
    // An authority signs signers; it is none.
    if tbs.get_extension::<BasicConstraints>().ok()?.is_some_and(|(_, basic)| basic.ca) {
        return None;
    }
    match extension(certificate, OID_DOCUMENT_TYPES) {
        None => Some(Usage::ANY),
        Some(extension) => {
            let types = document_types(extension.extn_value.as_bytes())?;
            let has = |code: &[u8]| types.contains(&code);
            Some(Usage { recovery: false, test: has(b"NT"), vaccination: has(b"NV") })
        }
    }
}

/// `SEQUENCE { version INTEGER, docTypeList SET OF PrintableString }`, Doc 9303-12 §7.1.1.
fn document_types(value: &[u8]) -> Option<Vec<&[u8]>> {
    let outer = x509::members(value)?;
    let inner = x509::members(outer.first()?.value())?;
    let types = x509::members(inner.get(1)?.value())?;
    Some(types.into_iter().map(|code| code.value()).collect())
}

/// What a signer of `country` calls its state in a seal's header: the country's code, or the one
/// that passports have instead (Doc 9303-3 §5).
fn issuing_state(country: &str, claimed: Option<&str>) -> String {
    const OTHERS: [(&str, &[&str]); 5] = [
        ("DEU", &["D"]),
        ("EU", &["EUE"]),
        ("GBR", &["GBD", "GBN", "GBO", "GBP", "GBS"]),
        ("UN", &["UNA", "UNK", "UNO"]),
        ("XKX", &["RKS"]),
    ];
    let others = OTHERS.iter().find(|(code, _)| *code == country).map(|(_, others)| *others);
    claimed
        .filter(|claimed| others.is_some_and(|others| others.contains(claimed)))
        .unwrap_or(country)
        .to_owned()
}

const NOTHING: Usage = Usage { recovery: false, test: false, vaccination: false };

/// ICAO Doc 9303-12 §7.1.3 and TR VDS-NC.
const OID_BARCODE_SIGNER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.23.136.1.1.14.2");
const OID_DOCUMENT_TYPES: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.23.136.1.1.6.2");

/// Extensions that may be critical: those that are judged here.
const UNDERSTOOD: [ObjectIdentifier; 5] = [
    x509::OID_AUTHORITY,
    OID_DOCUMENT_TYPES,
    // basicConstraints, keyUsage and extKeyUsage, RFC 5280 §4.2.1.
    ObjectIdentifier::new_unwrap("2.5.29.19"),
    ObjectIdentifier::new_unwrap("2.5.29.15"),
    ObjectIdentifier::new_unwrap("2.5.29.37"),
];
