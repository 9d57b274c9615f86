//! Wire forms without any knowledge of schemes: bytes in, what has to be verified and a payload out.
//!
//! Nothing here is re-encoded: [`Seal::message`] is cut from the input as it came.

pub mod base32;
pub mod base45;
pub mod cbor;
pub mod cose;
pub mod ecdsa_der;
mod error;
pub mod jcs;
pub mod json;
pub mod jwe;
pub mod jws;
pub mod zip;
pub mod zlib;

pub use error::EnvelopeError;

/// What will have to be verified: the bytes that were signed, the signature over them, and how the
/// envelope names algorithm and key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    message: Vec<u8>,
    signature: Vec<u8>,
    algorithm: Option<AlgorithmIdentifier>,
    key: KeyHint,
}

impl Seal {
    /// What has to be verified, from an envelope that only its scheme knows.
    pub const fn new(
        message: Vec<u8>,
        signature: Vec<u8>,
        algorithm: Option<AlgorithmIdentifier>,
        key: KeyHint,
    ) -> Self {
        Self { message, signature, algorithm, key }
    }

    /// The bytes that the signature is over.
    pub fn message(&self) -> &[u8] {
        &self.message
    }

    /// The signature, in the form its envelope uses.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// How the protected header names the algorithm; an unprotected one does not count.
    pub const fn algorithm(&self) -> Option<&AlgorithmIdentifier> {
        self.algorithm.as_ref()
    }

    /// The same, with the key named as the scheme composes its name.
    #[must_use]
    pub fn with_key(self, key: KeyHint) -> Self {
        Self { key, ..self }
    }

    /// How the envelope names the key.
    pub const fn key(&self) -> &KeyHint {
        &self.key
    }
}

/// An algorithm as an envelope names it, known to us or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlgorithmIdentifier {
    /// A number of the COSE Algorithms registry (RFC 9053).
    Cose(i64),
    /// A COSE algorithm named by a text: none is registered.
    CoseText,
    /// A name of the JOSE Algorithms registry (RFC 7518 §3.1).
    Jose(String),
    /// The form has no place for a name: the scheme and the kind of the key say which it is.
    Implied,
}

/// How an envelope names the key that signed it. A hint, never a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyHint {
    /// The signer's own certificate, DER, which comes with the code and proves nothing until an
    /// authority that is trusted is found to have signed it.
    Certificate(Vec<u8>),
    /// A key identifier.
    Kid(Vec<u8>),
    /// Nothing names the key.
    None,
}
