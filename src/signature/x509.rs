//! Signatures on certificates and revocation lists: `SIGNED{…}` of RFC 5280 §4.1.1 and §5.1.1.

use super::{Algorithm, PublicKey};
use rsa::pkcs8::{
    AlgorithmIdentifierRef, ObjectIdentifier,
    der::{
        Decode, Encode, Reader, SliceReader, Tag, Tagged,
        asn1::{AnyRef, BitStringRef},
    },
};
use sha2::{Digest, Sha256, Sha384, Sha512};

use p256::ecdsa::signature::hazmat::PrehashVerifier;

/// A certificate or a revocation list as its three parts, cut from its bytes and not written again.
#[derive(Clone, Copy, Debug)]
pub struct X509Signed<'d> {
    statement: &'d [u8],
    algorithm: AlgorithmIdentifierRef<'d>,
    signature: &'d [u8],
}

/// What a key has to do with a signed statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum X509Signature {
    /// Its holder signed it.
    Holds,
    /// Its holder did not.
    Mismatch,
    /// The statement names an algorithm that is not verified here (SHA-1, or one on another curve).
    Unsupported,
}

impl<'d> X509Signed<'d> {
    /// Cuts DER into statement, algorithm and signature; `None` when it has not that form.
    pub fn read(der: &'d [u8]) -> Option<Self> {
        let outer = AnyRef::from_der(der).ok().filter(|any| any.tag() == Tag::Sequence)?;
        let mut parts = SliceReader::new(outer.value()).ok()?;
        let statement = parts.tlv_bytes().ok()?;
        let algorithm = parts.decode().ok()?;
        let signature = parts.decode::<BitStringRef<'d>>().ok()?.as_bytes()?;
        parts.is_finished().then_some(Self { statement, algorithm, signature })
    }

    /// The statement: a DER TBSCertificate or TBSCertList.
    pub const fn statement(&self) -> &'d [u8] {
        self.statement
    }

    /// The algorithm as DER: RFC 5280 §4.1.1.2 wants the same inside the statement.
    pub fn algorithm(&self) -> Option<Vec<u8>> {
        self.algorithm.to_der().ok()
    }

    /// Whether the holder of `key` signed the statement.
    pub fn is_by(&self, key: &PublicKey) -> X509Signature {
        let Some(algorithm) = X509Algorithm::of(&self.algorithm) else {
            return X509Signature::Unsupported;
        };
        if algorithm.verifies(key, self.statement, self.signature) {
            X509Signature::Holds
        } else {
            X509Signature::Mismatch
        }
    }
}

/// RFC 5758 §3.2 and RFC 4055: the algorithms that authorities sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum X509Algorithm {
    /// ECDSA with this hash, on whatever curve the key has; the signature is DER.
    Ecdsa(Hash),
    /// RSASSA-PKCS1-v1_5 with this hash.
    Pkcs1(Hash),
    /// RSASSA-PSS, both hashes this one, the salt as long as it.
    Pss(Hash),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl X509Algorithm {
    fn of(identifier: &AlgorithmIdentifierRef<'_>) -> Option<Self> {
        if identifier.oid == OID_PSS {
            let parameters = identifier.parameters?.to_der().ok()?;
            return pss_hash(&parameters).map(Self::Pss);
        }
        let (_, algorithm) = ALGORITHMS.iter().find(|(oid, _)| *oid == identifier.oid)?;
        // Absent or NULL; Japan's authority writes NULL where RFC 5758 wants nothing.
        let plain = identifier.parameters.is_none_or(|any| any.tag() == Tag::Null);
        plain.then_some(*algorithm)
    }

    fn verifies(self, key: &PublicKey, message: &[u8], signature: &[u8]) -> bool {
        match (self, key) {
            (Self::Ecdsa(hash), key) => verifies_ecdsa(&hash.of(message), key, signature),
            (Self::Pkcs1(hash), PublicKey::Rsa(key)) => {
                use rsa::pkcs1v15 as v15;
                let digest = hash.of(message);
                let key = key.as_ref().clone();
                v15::Signature::try_from(signature).is_ok_and(|s| match hash {
                    Hash::Sha256 => {
                        v15::VerifyingKey::<Sha256>::new(key).verify_prehash(&digest, &s).is_ok()
                    }
                    Hash::Sha384 => {
                        v15::VerifyingKey::<Sha384>::new(key).verify_prehash(&digest, &s).is_ok()
                    }
                    Hash::Sha512 => {
                        v15::VerifyingKey::<Sha512>::new(key).verify_prehash(&digest, &s).is_ok()
                    }
                })
            }
            (Self::Pss(hash), key) => hash.pss().verifies(key, message, signature),
            (Self::Pkcs1(_), _) => false,
        }
    }
}

impl Hash {
    fn of(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(message).to_vec(),
            Self::Sha384 => Sha384::digest(message).to_vec(),
            Self::Sha512 => Sha512::digest(message).to_vec(),
        }
    }

    const fn pss(self) -> Algorithm {
        match self {
            Self::Sha256 => Algorithm::Ps256,
            Self::Sha384 => Algorithm::Ps384,
            Self::Sha512 => Algorithm::Ps512,
        }
    }
}

/// X9.62 lets any hash go with any curve; the leftmost bits of a longer one count.
fn verifies_ecdsa(digest: &[u8], key: &PublicKey, signature: &[u8]) -> bool {
    match key {
        PublicKey::P256(key) => p256::ecdsa::Signature::from_der(signature)
            .is_ok_and(|signature| key.verify_prehash(digest, &signature).is_ok()),
        PublicKey::P384(key) => p384::ecdsa::Signature::from_der(signature)
            .is_ok_and(|signature| key.verify_prehash(digest, &signature).is_ok()),
        PublicKey::P521(key) => {
            // The library wants half the field's length at least, which SHA-256 has not.
            let digest =
                [vec![0; P521_BYTES.saturating_sub(digest.len())].as_slice(), digest].concat();
            p521::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok())
        }
        PublicKey::Ed25519(_) | PublicKey::Rsa(_) | PublicKey::Secp256k1(_) => false,
    }
}

/// RFC 4055 §3.1, only as RFC 8230 has it too: MGF1 and the message under one hash, whose length is
/// the salt's. The whole parameters are compared, so nothing in them is overlooked.
fn pss_hash(parameters: &[u8]) -> Option<Hash> {
    [(Hash::Sha256, 1, 32), (Hash::Sha384, 2, 48), (Hash::Sha512, 3, 64)]
        .into_iter()
        .find(|&(_, last, length)| {
            // id-sha256, id-sha384 and id-sha512 differ in their last arc; NULL may be left out.
            [&[0x05_u8, 0x00][..], &[]]
                .iter()
                .any(|null| pss_parameters(last, length, null).as_deref() == Some(parameters))
        })
        .map(|(hash, ..)| hash)
}

/// The DER of RSASSA-PSS-params for one hash.
fn pss_parameters(hash: u8, salt: u8, null: &[u8]) -> Option<Vec<u8>> {
    const SHA2: [u8; 10] = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];
    const MGF1: [u8; 11] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08];
    let identifier = short(0x30, &[&SHA2, &[hash], null])?;
    let mask = short(0x30, &[&MGF1, &identifier])?;
    let members = [
        short(0xa0, &[&identifier])?,
        short(0xa1, &[&mask])?,
        short(0xa2, &[&[0x02, 0x01, salt]])?,
    ];
    short(0x30, &[&members.concat()])
}

/// DER of less than 128 bytes.
fn short(tag: u8, parts: &[&[u8]]) -> Option<Vec<u8>> {
    let content = parts.concat();
    let length = u8::try_from(content.len()).ok().filter(|length| *length < 128)?;
    Some([&[tag, length], content.as_slice()].concat())
}

const P521_BYTES: usize = 66;

const OID_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");

const ALGORITHMS: [(ObjectIdentifier, X509Algorithm); 6] = [
    (ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2"), X509Algorithm::Ecdsa(Hash::Sha256)),
    (ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3"), X509Algorithm::Ecdsa(Hash::Sha384)),
    (ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.4"), X509Algorithm::Ecdsa(Hash::Sha512)),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11"), X509Algorithm::Pkcs1(Hash::Sha256)),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12"), X509Algorithm::Pkcs1(Hash::Sha384)),
    (ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13"), X509Algorithm::Pkcs1(Hash::Sha512)),
];
