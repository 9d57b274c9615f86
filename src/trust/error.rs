use crate::moment::Moment;

/// What speaks against a signer, or against the list that vouches for it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// The signer's certificate names an authority that did not sign it.
    #[error("the signing certificate is not by the authority that it names")]
    AuthorityMismatch,
    /// The signer's certificate is by an authority that nobody here vouches for.
    #[error("no authority is known that signed the signing certificate")]
    AuthorityUnknown,
    /// The device's clock is behind a time that was already signed.
    #[error("the clock is behind {signed}, which was already signed")]
    ClockBehind {
        /// The signed time.
        signed: Moment,
    },
    /// The certificate names an issuer, and the key is another's.
    #[error("the key is not of the issuer that the certificate names")]
    IssuerMismatch,
    /// The key may not sign certificates of this kind.
    #[error("the key may not sign this kind of certificate")]
    KeyUsage,
    /// The list has not been renewed for a while.
    #[error("the list is {days} days old")]
    ListOld {
        /// Its age.
        days: i64,
    },
    /// The list is too old to rely on.
    #[error("the list is {days} days old, more than {limit}")]
    ListTooOld {
        /// Its age.
        days: i64,
        /// The oldest that is relied on.
        limit: i64,
    },
    /// The list does not say when it was made, so nobody knows how old it is.
    #[error("the list carries no date")]
    ListUndated,
    /// The signing certificate had run out.
    #[error("the signing certificate ended at {since}")]
    SignerExpired {
        /// Its end.
        since: Moment,
    },
    /// The authority has withdrawn the signing certificate.
    #[error("the signing certificate was withdrawn")]
    SignerRevoked,
    /// The signing certificate was not valid yet.
    #[error("the signing certificate begins at {until}")]
    SignerNotYetValid {
        /// Its beginning.
        until: Moment,
    },
    /// A test or demo issuer signed.
    #[error("signed by a test or demo issuer")]
    Specimen,
}
