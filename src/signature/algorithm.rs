//! Signature algorithms: identifier, key kind and verification in one place. There is no "none".

use super::PublicKey;
use crate::envelope::AlgorithmIdentifier;
use p256::ecdsa::signature::Verifier;
use rsa::{pss, sha2::Sha256};

/// A signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256; the signature is r‖s, 64 bytes (RFC 9053 §2.1).
    Es256,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes (RFC 8230 §2).
    Ps256,
}

impl Algorithm {
    /// The algorithm that an envelope names.
    pub const fn from_identifier(identifier: AlgorithmIdentifier) -> Option<Self> {
        match identifier {
            AlgorithmIdentifier::Cose(-7) => Some(Self::Es256),
            AlgorithmIdentifier::Cose(-37) => Some(Self::Ps256),
            AlgorithmIdentifier::Cose(_) | AlgorithmIdentifier::CoseText => None,
        }
    }

    /// Whether `signature` could be of this algorithm at all. A DER signature, say, never is.
    pub(super) const fn fits(self, signature: &[u8]) -> bool {
        match self {
            Self::Es256 => signature.len() == 64,
            Self::Ps256 => matches!(signature.len(), 256..=512),
        }
    }

    /// Whether the holder of `key` made `signature` over `message`: for lists and packs, whose
    /// signatures are not those of certificates.
    pub fn verifies(self, key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
        self.fits(signature) && self.verify(key, message, signature)
    }

    /// Whether the holder of `key` made `signature` over `message` with this algorithm.
    pub(super) fn verify(self, key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
        match (self, key) {
            (Self::Es256, PublicKey::P256(key)) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            (Self::Ps256, PublicKey::Rsa(key)) => {
                let key = pss::VerifyingKey::<Sha256>::new((**key).clone());
                pss::Signature::try_from(signature)
                    .is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
            (Self::Es256, PublicKey::Rsa(_)) | (Self::Ps256, PublicKey::P256(_)) => false,
        }
    }
}
