//! Exit statuses, as scripts rely on them.

use std::{fmt, io, path::Path, process::ExitCode};
use vidimus::protocol::Outcome;

/// All accepted.
pub(crate) const ACCEPTED: u8 = 0;
/// At least one undecided, none rejected.
pub(crate) const UNDECIDED: u8 = 1;
/// At least one rejected.
pub(crate) const REJECTED: u8 = 2;
/// Wrong usage (`sysexits.h`, EX_USAGE).
pub(crate) const USAGE: Code = Code(64);
/// Input unreadable (EX_DATAERR).
const INPUT: Code = Code(65);
/// What a shell reports of a program that SIGPIPE ended: nobody's fault.
const CLOSED_PIPE: Code = Code(141);
/// Our own fault (EX_SOFTWARE).
const SOFTWARE: Code = Code(70);

/// An exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code(u8);

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(code.0)
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Wrong usage.
    Usage(String),
    /// An input cannot be read.
    Input(String),
    /// Our own fault, or the machine's.
    Software(String),
    /// Whoever read our output has gone.
    ClosedPipe,
}

impl Failure {
    /// A file could not be read or written.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        Self::Input(format!("{}: {error}", path.display()))
    }

    pub(crate) const fn code(&self) -> Code {
        match self {
            Self::Usage(_) => USAGE,
            Self::Input(_) => INPUT,
            Self::Software(_) => SOFTWARE,
            Self::ClosedPipe => CLOSED_PIPE,
        }
    }

    pub(crate) const fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::ClosedPipe)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Software(error.to_string()),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) | Self::Input(text) | Self::Software(text) => {
                formatter.write_str(text)
            }
            Self::ClosedPipe => formatter.write_str("the output was closed"),
        }
    }
}

/// The status for what was judged; what is no certificate counts as undecided.
pub(crate) fn of_outcomes(outcomes: impl IntoIterator<Item = Option<Outcome>>) -> ExitCode {
    let worst = outcomes.into_iter().map(|outcome| match outcome {
        Some(Outcome::Accept) => ACCEPTED,
        Some(Outcome::Undecided) | None => UNDECIDED,
        Some(Outcome::Reject) => REJECTED,
    });
    ExitCode::from(worst.max().unwrap_or(UNDECIDED))
}

/// The status when some of the inputs could not be read: what was judged stands in the output.
pub(crate) fn unreadable() -> ExitCode {
    INPUT.into()
}
