use crate::envelope::jwe::JweError;

/// Why a link was not opened, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpeningError {
    /// The link itself says that it has ended: nothing was asked.
    #[error("the link has ended")]
    Expired,
    /// An address that is not `https`, or that a browser might read in another way: nothing was
    /// asked of it.
    #[error("no https address of a host")]
    Address,
    /// The host wants the passcode of the link.
    #[error("the link asks for a passcode")]
    PasscodeNeeded,
    /// The passcode was not the right one.
    #[error("not the passcode of the link")]
    PasscodeWrong {
        /// How often it may still be tried, if the host says so.
        remaining: Option<u32>,
    },
    /// A passcode longer than any.
    #[error("a passcode longer than {limit} bytes")]
    PasscodeTooLong {
        /// Most bytes.
        limit: usize,
    },
    /// The host does not have it any more.
    #[error("the link is no longer active")]
    NoLongerActive,
    /// The host wants to be asked later.
    #[error("the host wants to be asked later")]
    Later {
        /// After so many seconds, if it says so.
        seconds: Option<u32>,
    },
    /// The host answers with something else than the document.
    #[error("the host answers with status {status}")]
    Refused {
        /// The status of HTTP.
        status: u16,
    },
    /// The answer is not what a link must lead to.
    #[error("not what a link leads to: {expected} expected")]
    Form {
        /// What was looked for.
        expected: &'static str,
    },
    /// There is no file.
    #[error("no file behind the link")]
    Empty,
    /// More files, or more cards in them.
    #[error("more than {limit} documents")]
    TooMany {
        /// Most of them.
        limit: usize,
    },
    /// One answer is larger than any may be.
    #[error("an answer of more than {limit} bytes")]
    AnswerTooLarge {
        /// Most bytes.
        limit: usize,
    },
    /// All answers are larger than they may be together.
    #[error("more than {limit} bytes in all")]
    AllTooLarge {
        /// Most bytes.
        limit: usize,
    },
    /// A card is longer than any that can be verified.
    #[error("a card of more than {limit} bytes")]
    CardTooLarge {
        /// Most bytes.
        limit: usize,
    },
    /// A file cannot be decrypted.
    #[error(transparent)]
    File(#[from] JweError),
}
