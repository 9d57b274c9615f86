//! What certificates and revocation lists have in common (RFC 5280).

use crate::moment::Moment;
use sha1::{Digest, Sha1};
use sha2::Sha256;
use x509_cert::{
    der::{
        Decode, Encode, SliceReader,
        asn1::{AnyRef, ObjectIdentifier},
        oid::db::rfc4519,
    },
    ext::pkix::AuthorityKeyIdentifier,
    name::Name,
    spki::SubjectPublicKeyInfoRef,
};

/// Extension authorityKeyIdentifier, §4.2.1.1.
pub(super) const OID_AUTHORITY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.35");

/// A time as a certificate writes it.
pub(super) fn moment(time: &x509_cert::time::Time) -> Moment {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    Moment::from_unix_seconds(seconds)
}

/// A serial number without leading zeros: some issuers write a sign byte too many.
pub(super) fn serial(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().skip_while(|byte| *byte == 0).collect()
}

/// The key identifier in the value of an authorityKeyIdentifier.
pub(super) fn key_identifier(value: &[u8]) -> Option<Vec<u8>> {
    let read = AuthorityKeyIdentifier::from_der(value).ok()?;
    read.key_identifier.map(|identifier| identifier.as_bytes().to_vec())
}

/// hcert-spec annex A.1: the first eight bytes of the SHA-256 of the DER certificate.
pub(super) fn certificate_kid(der: &[u8]) -> Vec<u8> {
    Sha256::digest(der).iter().take(8).copied().collect()
}

/// §4.2.1.2, method (1): the SHA-1 of the key's bits, the common identifier of a key that has none.
pub(super) fn key_digest(spki: &[u8]) -> Option<Vec<u8>> {
    let spki = SubjectPublicKeyInfoRef::from_der(spki).ok()?;
    Some(Sha1::digest(spki.subject_public_key.raw_bytes()).to_vec())
}

/// The first value of an attribute, as text; whatever string type it has.
pub(super) fn attribute(name: &Name, oid: ObjectIdentifier) -> Option<String> {
    let attributes = name.as_ref().iter().flat_map(|relative| relative.as_ref().iter());
    let value = attributes.filter(|attribute| attribute.oid == oid).map(|a| &a.value).next()?;
    let text = String::from_utf8_lossy(value.value());
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The organisation, else the common name.
pub(super) fn holder(name: &Name) -> Option<String> {
    attribute(name, rfc4519::O).or_else(|| attribute(name, rfc4519::CN))
}

/// Whether two DER names are the same: byte by byte, or attribute by attribute with string types,
/// case and repeated spaces aside (§7.1). Passport authorities renew certificates under another
/// string type of the same name.
pub(super) fn same_name(one: &[u8], other: &[u8]) -> bool {
    one == other || matches!((folded(one), folded(other)), (Some(one), Some(other)) if one == other)
}

/// Every attribute of a name, relative name by relative name.
fn folded(name: &[u8]) -> Option<Vec<Vec<(ObjectIdentifier, String)>>> {
    let name = Name::from_der(name).ok()?;
    let relative = name.as_ref().iter().map(|relative| {
        let folded = relative.as_ref().iter().map(|attribute| {
            let value = String::from_utf8_lossy(attribute.value.value()).to_lowercase();
            (attribute.oid, value.split_whitespace().collect::<Vec<_>>().join(" "))
        });
        let mut folded: Vec<_> = folded.collect();
        folded.sort();
        folded
    });
    Some(relative.collect())
}

/// The members of a constructed DER value, whatever its tag; `None` when one cannot be read.
pub(super) fn members(content: &[u8]) -> Option<Vec<AnyRef<'_>>> {
    use x509_cert::der::Reader as _;
    let mut reader = SliceReader::new(content).ok()?;
    let mut members = Vec::new();
    while !reader.is_finished() {
        members.push(reader.decode().ok()?);
    }
    Some(members)
}

/// A name as DER.
pub(super) fn name_der(name: &Name) -> Option<Vec<u8>> {
    name.to_der().ok()
}
