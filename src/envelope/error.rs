/// Why bytes are not the wire form that they should be. Positions and sizes are in bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// Not Base45 as an encoder would have written it (RFC 9285).
    #[error("not Base45")]
    Base45,
    /// Not a zlib stream, or a damaged one (RFC 1950).
    #[error("not a sound zlib stream")]
    Compression,
    /// Inflates to more than the limit.
    #[error("inflates to more than {limit} bytes")]
    InflatedTooLarge {
        /// Most bytes.
        limit: usize,
    },
    /// Not well-formed CBOR, or nested too deeply (RFC 8949).
    #[error("not well-formed CBOR, or nested deeper than {depth_limit}")]
    Cbor {
        /// Deepest nesting that is read.
        depth_limit: usize,
    },
    /// A map has the same key twice (RFC 8949 §5.6).
    #[error("a map has the same key twice")]
    DuplicateKey,
    /// Bytes are left over after the data.
    #[error("{bytes} bytes follow the end of the {what}")]
    TrailingBytes {
        /// After what.
        what: &'static str,
        /// How many.
        bytes: usize,
    },
    /// Not a COSE_Sign1 (RFC 9052 §4.2).
    #[error("not a COSE_Sign1: {expected} expected")]
    Cose {
        /// What was looked for.
        expected: &'static str,
    },
    /// The header `crit` names something that we do not understand (RFC 9052 §3.1).
    #[error("a critical header is not understood")]
    CriticalHeader,
}
