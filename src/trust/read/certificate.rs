//! X.509 certificates and bare public keys, DER or PEM; and PEM's revocation lists.
//!
//! Only what a verifier needs is taken: key, validity, holder and extended key usage. Presence on a
//! list is what vouches for a certificate (WHO GDHCN certificate governance), so its own signature
//! and path are not looked at here, and neither are encodings that strict parsers refuse but that
//! do not touch those fields (FIN: an encoded DEFAULT; ESP: a path length without CA).

use super::{ReadError, base64, crl};
use crate::{
    country,
    signature::{KeyKind, PublicKey, Usage, with_named_curve},
    trust::{
        crl::RevocationList,
        list::{Entry, EntryError, List, Refused, Role},
        x509,
    },
};
use x509_cert::{
    certificate::{CertificateInner, Raw},
    der::{Decode, Encode, asn1::ObjectIdentifier, oid::db::rfc4519},
    ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectKeyIdentifier},
};

/// Reads one DER certificate, SubjectPublicKeyInfo or revocation list.
pub(super) fn der(bytes: &[u8]) -> Result<List, ReadError> {
    if crl::looks_like_one(bytes) {
        return Ok(crl::der(bytes));
    }
    let mut list = empty("certificate");
    match entry(bytes).or_else(|error| bare_key(bytes).ok_or(error)) {
        Ok(entry) => list.entries.push(entry),
        // A certificate whose key cannot be used is one all the same, and is accounted for.
        Err(reason @ EntryError::Key(_)) => {
            let label = "certificate".to_owned();
            list.refused.push(Refused { label, country: None, role: None, reason });
        }
        Err(_) => return Err(ReadError::Unknown),
    }
    Ok(list)
}

/// Reads every `CERTIFICATE`, `PUBLIC KEY` and `X509 CRL` block of a PEM file (RFC 7468); text
/// around is skipped.
pub(super) fn pem(text: &str) -> Result<List, ReadError> {
    let mut list = empty("certificates");
    for (index, block) in text.split("-----BEGIN ").skip(1).enumerate() {
        let label = format!("block {}", index + 1);
        let Some((kind, rest)) = block.split_once("-----") else {
            continue;
        };
        let body = rest.split("-----END ").next().unwrap_or_default();
        let compact: String = body.split_whitespace().collect();
        let read = base64(&compact, "PEM block").and_then(|der| match kind {
            "CERTIFICATE" => entry(&der).map(|entry| list.entries.push(entry)),
            "PUBLIC KEY" => bare_key(&der)
                .map(|entry| list.entries.push(entry))
                .ok_or(EntryError::Missing { field: "public key" }),
            "X509 CRL" => RevocationList::read(&der).map(|read| list.revocations.push(read)),
            _ => Err(EntryError::Missing { field: "certificate or public key" }),
        });
        if let Err(reason) = read {
            list.refused.push(Refused { label, country: None, role: None, reason });
        }
    }
    if list.entries.is_empty() && list.refused.is_empty() && list.revocations.is_empty() {
        return Err(ReadError::Unknown);
    }
    Ok(list)
}

/// The entry that a DER certificate makes: a signer, or an authority if it says so. An authority is
/// known by its key identifier, which the certificates that it signs name; a signer by its digest.
///
/// # Errors
/// [`EntryError`] when it cannot be read or its key cannot be used.
pub(super) fn entry(der: &[u8]) -> Result<Entry, EntryError> {
    let certificate = CertificateInner::<Raw>::from_der(der).map_err(|error| {
        let at = error.position().map_or(0, u32::from);
        EntryError::Certificate { at }
    })?;
    let tbs = certificate.tbs_certificate();
    let spki = tbs.subject_public_key_info().to_der().map_err(|_| unreadable())?;
    let spki = with_named_curve(&spki).into_owned();
    let kind = KeyKind::of_spki(&spki)?;
    let subject = tbs.subject();
    let validity = tbs.validity();
    let is_authority = matches!(
        tbs.get_extension::<BasicConstraints>(),
        Ok(Some((_, BasicConstraints { ca: true, .. })))
    );
    // RFC 5280 §4.2.1.3: an authority whose key is not for certificates vouches for nobody.
    let may_certify = match tbs.get_extension::<KeyUsage>() {
        Ok(usage) => usage.is_none_or(|(_, usage)| usage.key_cert_sign()),
        Err(_) => false,
    };
    let role = match (is_authority, may_certify) {
        (false, _) => Role::Signer,
        (true, true) => Role::Authority,
        (true, false) => Role::Other,
    };
    PublicKey::from_spki(&spki)?;
    let identifier = match tbs.get_extension::<SubjectKeyIdentifier>() {
        Ok(Some((_, SubjectKeyIdentifier(identifier)))) => Some(identifier.as_bytes().to_vec()),
        _ => None,
    };
    let kid = match role {
        Role::Authority | Role::Other => {
            identifier.or_else(|| x509::key_digest(&spki)).ok_or_else(unreadable)?
        }
        Role::Signer => x509::certificate_kid(der),
    };
    Ok(Entry {
        kid,
        spki,
        kind,
        role,
        domain: None,
        scope: None,
        issuer: None,
        name: x509::holder(subject),
        country: x509::attribute(subject, rfc4519::C)
            // In capitals everywhere but in some certificates.
            .map(|code| country::alpha_3(&code.to_ascii_uppercase())),
        usage: usage(
            // One that cannot be read restricts nobody knows what, so the key is not taken.
            tbs.get_extension::<ExtendedKeyUsage>().map_err(|_| unreadable())?,
        ),
        not_before: Some(x509::moment(&validity.not_before)),
        not_after: Some(x509::moment(&validity.not_after)),
        source: "certificate".to_owned(),
        subject: if is_authority { x509::name_der(subject) } else { None },
    })
}

fn bare_key(der: &[u8]) -> Option<Entry> {
    let spki = with_named_curve(der).into_owned();
    let kind = KeyKind::of_spki(&spki).ok()?;
    PublicKey::from_spki(&spki).ok()?;
    Some(Entry {
        kid: x509::certificate_kid(der),
        spki,
        kind,
        role: Role::Signer,
        domain: None,
        scope: None,
        issuer: None,
        name: None,
        country: None,
        usage: Usage::ANY,
        not_before: None,
        not_after: None,
        source: "key".to_owned(),
        subject: None,
    })
}

/// hcert-spec annex A.2, with both arcs that are in use. None of them present means all kinds;
/// foreign usages (clientAuth on 56 of WHO's keys) restrict nothing.
fn usage(extension: Option<(bool, ExtendedKeyUsage)>) -> Usage {
    let Some((_, ExtendedKeyUsage(identifiers))) = extension else {
        return Usage::ANY;
    };
    let has = |oids: [ObjectIdentifier; 2]| oids.iter().any(|oid| identifiers.contains(oid));
    let usage = Usage {
        test: has(OID_TEST),
        vaccination: has(OID_VACCINATION),
        recovery: has(OID_RECOVERY),
    };
    if usage.test || usage.vaccination || usage.recovery { usage } else { Usage::ANY }
}

/// A list of X.509 that says nothing of itself.
fn empty(name: &str) -> List {
    List::empty(name, "X.509 certificates or public keys")
}

const fn unreadable() -> EntryError {
    EntryError::Certificate { at: 0 }
}

const OID_TEST: [ObjectIdentifier; 2] =
    arcs("1.3.6.1.4.1.1847.2021.1.1", "1.3.6.1.4.1.0.1847.2021.1.1");
const OID_VACCINATION: [ObjectIdentifier; 2] =
    arcs("1.3.6.1.4.1.1847.2021.1.2", "1.3.6.1.4.1.0.1847.2021.1.2");
const OID_RECOVERY: [ObjectIdentifier; 2] =
    arcs("1.3.6.1.4.1.1847.2021.1.3", "1.3.6.1.4.1.0.1847.2021.1.3");

const fn arcs(registered: &str, with_zero: &str) -> [ObjectIdentifier; 2] {
    [ObjectIdentifier::new_unwrap(registered), ObjectIdentifier::new_unwrap(with_zero)]
}
