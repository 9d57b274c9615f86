//! Signature algorithms: identifier, key kind and verification in one place. There is no "none".

use super::PublicKey;
use crate::envelope::AlgorithmIdentifier;
use p256::ecdsa::signature::Verifier;
use rsa::{
    pkcs1v15, pss,
    sha2::{Sha256, Sha384, Sha512},
};

/// A signature algorithm. Those on a curve sign as r‖s (RFC 9053 §2.1), never as DER.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// Ed25519 (RFC 8032 §5.1), 64 bytes.
    EdDsa,
    /// ECDSA on P-256 with SHA-256, 64 bytes.
    Es256,
    /// ECDSA on secp256k1 with SHA-256, 64 bytes (RFC 8812 §3.2).
    Es256k,
    /// ECDSA on P-384 with SHA-384, 96 bytes.
    Es384,
    /// ECDSA on P-521 with SHA-512, 132 bytes.
    Es512,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes (RFC 8230 §2).
    Ps256,
    /// The same with SHA-384 and a salt of 48 bytes.
    Ps384,
    /// The same with SHA-512 and a salt of 64 bytes.
    Ps512,
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2).
    Rs256,
}

impl Algorithm {
    /// The algorithm that an envelope names; `None` also where it names none.
    pub fn from_identifier(identifier: &AlgorithmIdentifier) -> Option<Self> {
        match identifier {
            AlgorithmIdentifier::Cose(number) => Self::from_cose(*number),
            AlgorithmIdentifier::Jose(name) => Self::from_jose(name),
            AlgorithmIdentifier::CoseText | AlgorithmIdentifier::Implied => None,
        }
    }

    /// By its number in the COSE Algorithms registry (RFC 9053, RFC 8230, RFC 8812).
    const fn from_cose(number: i64) -> Option<Self> {
        Some(match number {
            -7 => Self::Es256,
            -8 => Self::EdDsa,
            -35 => Self::Es384,
            -36 => Self::Es512,
            -37 => Self::Ps256,
            -38 => Self::Ps384,
            -39 => Self::Ps512,
            -47 => Self::Es256k,
            -257 => Self::Rs256,
            _ => return None,
        })
    }

    /// By its name in the JOSE Algorithms registry (RFC 7518 §3.1, RFC 8037, RFC 8812).
    fn from_jose(name: &str) -> Option<Self> {
        Some(match name {
            "EdDSA" => Self::EdDsa,
            "ES256" => Self::Es256,
            "ES256K" => Self::Es256k,
            "ES384" => Self::Es384,
            "ES512" => Self::Es512,
            "PS256" => Self::Ps256,
            "PS384" => Self::Ps384,
            "PS512" => Self::Ps512,
            "RS256" => Self::Rs256,
            _ => return None,
        })
    }

    /// Whether `signature` could be of this algorithm at all. A DER signature, say, never is.
    pub(super) const fn fits(self, signature: &[u8]) -> bool {
        let length = signature.len();
        match self {
            Self::EdDsa | Self::Es256 | Self::Es256k => length == 64,
            Self::Es384 => length == 96,
            Self::Es512 => length == 132,
            Self::Ps256 | Self::Ps384 | Self::Ps512 | Self::Rs256 => matches!(length, 256..=512),
        }
    }

    /// Whether `key` is of the kind that this algorithm verifies with.
    pub(super) const fn takes(self, key: &PublicKey) -> bool {
        matches!(
            (self, key),
            (Self::EdDsa, PublicKey::Ed25519(_))
                | (Self::Es256, PublicKey::P256(_))
                | (Self::Es256k, PublicKey::Secp256k1(_))
                | (Self::Es384, PublicKey::P384(_))
                | (Self::Es512, PublicKey::P521(_))
                | (Self::Ps256 | Self::Ps384 | Self::Ps512 | Self::Rs256, PublicKey::Rsa(_))
        )
    }

    /// Whether the holder of `key` made `signature` over `message` with this algorithm.
    pub fn verifies(self, key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
        if !self.fits(signature) {
            return false;
        }
        match (self, key) {
            // RFC 8032 §5.1.7, and no small-order points: of two readings the strict one.
            (Self::EdDsa, PublicKey::Ed25519(key)) => {
                ed25519_dalek::Signature::from_slice(signature)
                    .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok())
            }
            (Self::Es256, PublicKey::P256(key)) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            (Self::Es256k, PublicKey::Secp256k1(key)) => {
                k256::ecdsa::Signature::from_slice(signature)
                    // The library takes the lower of two s only; either was made by the key.
                    .is_ok_and(|signature| key.verify(message, &signature.normalize_s()).is_ok())
            }
            (Self::Es384, PublicKey::P384(key)) => p384::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            (Self::Es512, PublicKey::P521(key)) => p521::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            (Self::Ps256, PublicKey::Rsa(key)) => {
                pss::Signature::try_from(signature).is_ok_and(|s| {
                    pss::VerifyingKey::<Sha256>::new(key.as_ref().clone())
                        .verify(message, &s)
                        .is_ok()
                })
            }
            (Self::Ps384, PublicKey::Rsa(key)) => {
                pss::Signature::try_from(signature).is_ok_and(|s| {
                    pss::VerifyingKey::<Sha384>::new(key.as_ref().clone())
                        .verify(message, &s)
                        .is_ok()
                })
            }
            (Self::Ps512, PublicKey::Rsa(key)) => {
                pss::Signature::try_from(signature).is_ok_and(|s| {
                    pss::VerifyingKey::<Sha512>::new(key.as_ref().clone())
                        .verify(message, &s)
                        .is_ok()
                })
            }
            (Self::Rs256, PublicKey::Rsa(key)) => pkcs1v15::Signature::try_from(signature)
                .is_ok_and(|s| {
                    pkcs1v15::VerifyingKey::<Sha256>::new(key.as_ref().clone())
                        .verify(message, &s)
                        .is_ok()
                }),
            // Algorithm and key are bound to each other: an RSA key never verifies ES256.
            _ => false,
        }
    }
}
