/// Why bytes are not the wire form that they should be. Positions and sizes are in bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// Not Base32 (RFC 4648 §6), or not as an encoder would have written it.
    #[error("not Base32")]
    Base32,
    /// Not Base64 in the alphabet that the form demands (RFC 4648 §4, §5).
    #[error("not Base64")]
    Base64,
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
    /// Not well-formed JSON, or nested too deeply (RFC 8259).
    #[error("not well-formed JSON, or nested deeper than {depth_limit}")]
    Json {
        /// Deepest nesting that is read.
        depth_limit: usize,
    },
    /// Not a signed JSON envelope: JWS (RFC 7515), or a proof inside a document.
    #[error("not a signed JSON envelope: {expected} expected")]
    Jws {
        /// What was looked for.
        expected: &'static str,
    },
    /// The digits of a `shc:/` code do not stand for characters (SMART Health Cards, "Encoding
    /// Chunks as QR Codes").
    #[error("digits that stand for no character")]
    Numeric,
    /// A text of fields is not as its form demands.
    #[error("{expected} expected")]
    Fields {
        /// What was looked for.
        expected: &'static str,
    },
    /// Not an archive with the one file that the form demands.
    #[error("not a sound archive: {expected} expected")]
    Archive {
        /// What was looked for.
        expected: &'static str,
    },
    /// A linked-data document has no canonical form that we can make of it.
    #[error("no canonical form: {because}")]
    CanonicalForm {
        /// Why.
        because: &'static str,
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
