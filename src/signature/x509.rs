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

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;
    use p256::ecdsa::signature::{Signer, hazmat::PrehashSigner};
    use rsa::pkcs8::{EncodePublicKey, spki::AlgorithmIdentifierOwned};

    /// A statement under this signature and this algorithm, as X.509 writes it.
    fn signed(algorithm: &str, parameters: &[u8], signature: &[u8]) -> Vec<u8> {
        let oid = ObjectIdentifier::new_unwrap(algorithm).to_der().unwrap();
        let algorithm = short(0x30, &[&oid, parameters]).unwrap();
        let bits = [&[0_u8][..], signature].concat();
        let bits = rsa::pkcs8::der::asn1::BitString::from_bytes(&bits[1..]).unwrap();
        let parts = [STATEMENT, &algorithm, &bits.to_der().unwrap()].concat();
        rsa::pkcs8::der::asn1::Any::new(Tag::Sequence, parts).unwrap().to_der().unwrap()
    }

    const STATEMENT: &[u8] = &[0x30, 0x03, 0x02, 0x01, 0x2a];
    const SHA256: &str = "1.2.840.10045.4.3.2";
    const SHA384: &str = "1.2.840.10045.4.3.3";
    const NULL: &[u8] = &[0x05, 0x00];

    #[test]
    fn any_hash_goes_with_any_curve() {
        let small = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let middle = p384::ecdsa::SigningKey::from_slice(&[7; 48]).unwrap();
        let large = p521::ecdsa::SigningKey::from_slice(&[&[0_u8][..], &[7; 65]].concat()).unwrap();
        let digest = Hash::Sha256.of(STATEMENT);
        let padded = [vec![0; P521_BYTES - 32], digest.clone()].concat();
        let on_small: p256::ecdsa::Signature =
            small.sign_prehash(&Hash::Sha384.of(STATEMENT)).unwrap();
        let on_middle: p384::ecdsa::Signature = middle.sign_prehash(&digest).unwrap();
        let on_large: p521::ecdsa::Signature = large.sign_prehash(&padded).unwrap();
        let spki = |key: rsa::pkcs8::Document| PublicKey::from_spki(key.as_bytes()).unwrap();
        let cases = [
            (
                spki(small.verifying_key().to_public_key_der().unwrap()),
                SHA384,
                on_small.to_der().as_bytes().to_vec(),
            ),
            (
                spki(middle.verifying_key().to_public_key_der().unwrap()),
                SHA256,
                on_middle.to_der().as_bytes().to_vec(),
            ),
            (
                spki(large.verifying_key().to_public_key_der().unwrap()),
                SHA256,
                on_large.to_der().as_bytes().to_vec(),
            ),
        ];
        for (index, (key, algorithm, signature)) in cases.iter().enumerate() {
            for parameters in [&[], NULL] {
                let der = signed(algorithm, parameters, signature);
                let read = X509Signed::read(&der).unwrap();
                assert_eq!(read.is_by(key), X509Signature::Holds, "{index}");
                let (other, _, _) = &cases[(index + 1) % cases.len()];
                assert_eq!(read.is_by(other), X509Signature::Mismatch, "{index}, another's key");
            }
            let wrong_hash = if *algorithm == SHA256 { SHA384 } else { SHA256 };
            let der = signed(wrong_hash, &[], signature);
            let read = X509Signed::read(&der).unwrap();
            assert_eq!(read.is_by(key), X509Signature::Mismatch, "{index}, another hash");
        }
    }

    #[test]
    fn what_is_not_verified_is_said_to_be_that() {
        let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let signature: p256::ecdsa::Signature = key.sign(STATEMENT);
        let signature = signature.to_der();
        let spki = key.verifying_key().to_public_key_der().unwrap();
        let key = PublicKey::from_spki(spki.as_bytes()).unwrap();
        for (why, algorithm, parameters) in [
            ("ECDSA with SHA-1", "1.2.840.10045.4.1", &[][..]),
            ("RSA with SHA-1", "1.2.840.113549.1.1.5", NULL),
            ("parameters where none belong", SHA256, &[0x02, 0x01, 0x00]),
            ("PSS that does not say how", "1.2.840.113549.1.1.10", &[]),
            ("PSS with SHA-1", "1.2.840.113549.1.1.10", &[0x30, 0x00]),
        ] {
            let der = signed(algorithm, parameters, signature.as_bytes());
            let read = X509Signed::read(&der).unwrap();
            assert_eq!(read.is_by(&key), X509Signature::Unsupported, "{why}");
        }
        let honest = signed(SHA256, &[], signature.as_bytes());
        assert_eq!(X509Signed::read(&honest).unwrap().is_by(&key), X509Signature::Holds);
        for cut in 0..honest.len() {
            assert!(X509Signed::read(&honest[..cut]).is_none(), "cut to {cut}");
        }
        assert!(X509Signed::read(&[honest, vec![0]].concat()).is_none(), "a byte more");
    }

    #[test]
    fn pss_is_known_by_its_whole_parameters() {
        const KNOWN: &str = "3034a00f300d06096086480165030402010500a11c301a06092a864886f70d01\
                             0108300d06096086480165030402010500a203020120";
        let parameters = HEXLOWER.decode(KNOWN.as_bytes()).unwrap();
        assert_eq!(pss_hash(&parameters), Some(Hash::Sha256));
        for place in 0..parameters.len() {
            let mut changed = parameters.clone();
            changed[place] ^= 1;
            assert_eq!(pss_hash(&changed), None, "{place}");
        }
        let identifier = AlgorithmIdentifierOwned {
            oid: OID_PSS,
            parameters: rsa::pkcs8::der::asn1::Any::from_der(&parameters).ok(),
        };
        let der = identifier.to_der().unwrap();
        let read = AlgorithmIdentifierRef::from_der(&der).unwrap();
        assert_eq!(X509Algorithm::of(&read), Some(X509Algorithm::Pss(Hash::Sha256)));
    }
}
