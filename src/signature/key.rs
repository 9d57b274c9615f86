//! Public keys from their X.509 form, with bounds on their size.

use rsa::{
    pkcs1::DecodeRsaPublicKey,
    pkcs8::{
        AlgorithmIdentifierRef, DecodePublicKey, Document, EncodePublicKey, ObjectIdentifier,
        SubjectPublicKeyInfoRef,
        der::{Decode, Encode, asn1::AnyRef},
    },
    traits::PublicKeyParts,
};
use std::borrow::Cow;

/// A key that can verify.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum PublicKey {
    /// On edwards25519.
    Ed25519(Box<ed25519_dalek::VerifyingKey>),
    /// On the curve P-256.
    P256(p256::ecdsa::VerifyingKey),
    /// On the curve P-384.
    P384(Box<p384::ecdsa::VerifyingKey>),
    /// On the curve P-521.
    P521(Box<p521::ecdsa::VerifyingKey>),
    /// RSA, 2048 to 4096 bits.
    Rsa(Box<rsa::PublicKey>),
    /// On the curve secp256k1.
    Secp256k1(k256::ecdsa::VerifyingKey),
}

impl PublicKey {
    /// Reads a DER SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    ///
    /// # Errors
    /// [`KeyError`] says what is wrong with it.
    pub fn from_spki(spki: &[u8]) -> Result<Self, KeyError> {
        let kind = KeyKind::of_spki(spki)?;
        let point = KeyError::Point { kind };
        match kind {
            KeyKind::Ed25519 => ed25519_dalek::VerifyingKey::from_public_key_der(spki)
                .ok()
                .filter(|key| !key.is_weak())
                .map(|key| Self::Ed25519(Box::new(key)))
                .ok_or(point),
            KeyKind::P256 => p256::ecdsa::VerifyingKey::from_public_key_der(spki)
                .map(Self::P256)
                .map_err(|_| point),
            KeyKind::P384 => p384::ecdsa::VerifyingKey::from_public_key_der(spki)
                .map(|key| Self::P384(Box::new(key)))
                .map_err(|_| point),
            KeyKind::P521 => p521::ecdsa::VerifyingKey::from_public_key_der(spki)
                .map(|key| Self::P521(Box::new(key)))
                .map_err(|_| point),
            KeyKind::Secp256k1 => k256::ecdsa::VerifyingKey::from_public_key_der(spki)
                .map(Self::Secp256k1)
                .map_err(|_| point),
            KeyKind::Rsa => {
                // The key alone: the wrapper of one list entry (EST) is refused for no fault of the key.
                let spki = SubjectPublicKeyInfoRef::from_der(spki).map_err(|_| KeyError::Der)?;
                let key = rsa::PublicKey::from_pkcs1_der(spki.subject_public_key.raw_bytes())
                    .map_err(|_| KeyError::Rsa)?;
                let bits = key.n().bit_width();
                if !(RSA_MIN_BITS..=RSA_MAX_BITS).contains(&bits) {
                    return Err(KeyError::RsaSize { bits });
                }
                Ok(Self::Rsa(Box::new(key)))
            }
            KeyKind::OtherCurve | KeyKind::Other => Err(KeyError::Unsupported { kind }),
        }
    }
}

/// The one form of a key that has several: a point written short or long (SEC 1 §2.3.3), RSA with
/// and without parameters (RFC 4055 §1.2). What cannot be read stays as it is.
pub fn canonical_spki(spki: &[u8]) -> Cow<'_, [u8]> {
    rewritten(spki).map_or(Cow::Borrowed(spki), Cow::Owned)
}

/// The key in its canonical form where `spki` is another one.
fn rewritten(spki: &[u8]) -> Option<Vec<u8>> {
    /// SEC 1 §2.3.3: the point's first byte when all of it follows.
    const UNCOMPRESSED: u8 = 4;
    let read = SubjectPublicKeyInfoRef::from_der(spki).ok()?;
    let document = match KeyKind::of_spki(spki).ok()? {
        KeyKind::Rsa if read.algorithm.oid == OID_RSA && has_null(&read) => return None,
        KeyKind::Rsa => {
            let algorithm = AlgorithmIdentifierRef { oid: OID_RSA, parameters: Some(AnyRef::NULL) };
            return SubjectPublicKeyInfoRef { algorithm, ..read }.to_der().ok();
        }
        _ if read.subject_public_key.raw_bytes().first() == Some(&UNCOMPRESSED) => return None,
        _ => match PublicKey::from_spki(spki).ok()? {
            PublicKey::P256(key) => key.to_public_key_der(),
            PublicKey::P384(key) => key.to_public_key_der(),
            PublicKey::P521(key) => key.to_public_key_der(),
            PublicKey::Secp256k1(key) => key.to_public_key_der(),
            // RFC 8032 §5.1.2 has one form.
            PublicKey::Ed25519(_) | PublicKey::Rsa(_) => return None,
        },
    };
    document.ok().map(Document::into_vec)
}

fn has_null(spki: &SubjectPublicKeyInfoRef<'_>) -> bool {
    spki.algorithm.parameters.is_some_and(|parameters| parameters.is_null())
}

/// What kind of key a SubjectPublicKeyInfo holds, whether we can use it or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyKind {
    /// Edwards curve edwards25519.
    Ed25519,
    /// Elliptic curve P-256.
    P256,
    /// Elliptic curve P-384.
    P384,
    /// Elliptic curve P-521.
    P521,
    /// RSA.
    Rsa,
    /// Elliptic curve secp256k1.
    Secp256k1,
    /// Another elliptic curve, or parameters spelled out.
    OtherCurve,
    /// Anything else.
    Other,
}

impl KeyKind {
    /// The kind of key in a DER SubjectPublicKeyInfo.
    ///
    /// # Errors
    /// [`KeyError::Der`] when it is none.
    pub fn of_spki(spki: &[u8]) -> Result<Self, KeyError> {
        let spki = SubjectPublicKeyInfoRef::from_der(spki).map_err(|_| KeyError::Der)?;
        Ok(match spki.algorithm.oid {
            OID_RSA | OID_RSA_PSS => Self::Rsa,
            OID_ED25519 => Self::Ed25519,
            OID_EC => match spki.algorithm.parameters.map(curve) {
                Some(Some(OID_P256)) => Self::P256,
                Some(Some(OID_P384)) => Self::P384,
                Some(Some(OID_P521)) => Self::P521,
                Some(Some(OID_SECP256K1)) => Self::Secp256k1,
                _ => Self::OtherCurve,
            },
            _ => Self::Other,
        })
    }

    /// The public name, as in lists of keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Rsa => "RSA",
            Self::Secp256k1 => "secp256k1",
            Self::OtherCurve => "other curve",
            Self::Other => "other",
        }
    }
}

/// Why a key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not a SubjectPublicKeyInfo.
    #[error("not a SubjectPublicKeyInfo")]
    Der,
    /// Not a point of its curve that is safe to use.
    #[error("not a usable point of {}", kind.name())]
    Point {
        /// The kind.
        kind: KeyKind,
    },
    /// Not an RSA key that is safe to use: its modulus or its exponent is out of bounds.
    #[error("not a usable RSA key (modulus or exponent out of bounds)")]
    Rsa,
    /// An RSA modulus of a size that we do not use.
    #[error("an RSA key of {bits} bits; 2048 to 4096 are used")]
    RsaSize {
        /// Its size.
        bits: u32,
    },
    /// A kind of key that no scheme here signs with.
    #[error("keys of kind {} are not used", kind.name())]
    Unsupported {
        /// The kind.
        kind: KeyKind,
    },
}

fn curve(parameters: AnyRef<'_>) -> Option<ObjectIdentifier> {
    parameters.decode_as().ok()
}

/// RFC 8230 §6.1 and NIST SP 800-131A: nothing below 2048 bits.
const RSA_MIN_BITS: u32 = 2048;
/// The largest seen in a list; the time that one check may take is bounded by it.
const RSA_MAX_BITS: u32 = 4096;

// RFC 3279 §2.3.1, RFC 4055 §1.2, RFC 5480 §2.1.1, RFC 8410 §3, SEC 2 §A.2.1.
const OID_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const OID_RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const OID_ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
pub(super) const OID_EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
pub(super) const OID_P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
pub(super) const OID_P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
pub(super) const OID_P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");
const OID_SECP256K1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.10");
