use super::Link;
use crate::envelope::EnvelopeError;

/// Why a scanned text did not become a sealed certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemeError {
    /// A wire form is damaged.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// A claim is missing or has the wrong type.
    #[error("claim {claim}: {expected} expected")]
    Claim {
        /// The claim's name or number, as the specification writes it.
        claim: &'static str,
        /// What should be there.
        expected: &'static str,
    },
    /// The certificate holds no entry.
    #[error("no vaccination, test or recovery")]
    NoEntry,
    /// A certificate that is a link to one: nothing is fetched while verifying.
    #[error("a link to a health document")]
    Link {
        /// What the link says of itself.
        link: Box<Link>,
    },
    /// More codes of the same certificate are needed.
    #[error("{have} of {total} codes")]
    PartsMissing {
        /// Different ones that are there.
        have: usize,
        /// How many there are.
        total: usize,
    },
    /// A health certificate of a form that nobody can verify without its issuer's server.
    #[error("{form}, which cannot be verified offline")]
    Unverifiable {
        /// The form, for people.
        form: &'static str,
    },
    /// Not a health certificate that we know.
    #[error("not a health certificate")]
    Unknown,
    /// A health certificate whose content this version cannot judge.
    #[error("a health certificate with {content}, which is not supported")]
    Unsupported {
        /// What it holds instead.
        content: &'static str,
    },
}
