use crate::envelope::AlgorithmIdentifier;

/// Why nobody is known to have signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// The algorithm is missing, unknown, or not allowed in this scheme.
    #[error("algorithm {named:?} may not be used")]
    Algorithm {
        /// As the envelope names it.
        named: Option<AlgorithmIdentifier>,
    },
    /// The signature cannot be one of its algorithm.
    #[error("{bytes} bytes cannot be a signature of this algorithm")]
    Malformed {
        /// The signature's length.
        bytes: usize,
    },
    /// None of the candidates made the signature.
    #[error("no key with this identifier made the signature")]
    Mismatch,
    /// No key with this identifier is known.
    #[error("no key with this identifier is known")]
    NoCandidate,
}
