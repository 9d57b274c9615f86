//! Why a task stopped, and what the person can do about it.

use std::{error, fmt, process::ExitCode};

/// A task could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    what: String,
    advice: Option<String>,
    usage: bool,
}

impl Failure {
    /// A failure that says what went wrong.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), advice: None, usage: false }
    }

    /// The command line was not understood.
    #[must_use]
    pub fn usage(what: impl Into<String>) -> Self {
        Self { what: what.into(), advice: None, usage: true }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.advice = Some(advice.into());
        self
    }

    /// 64 for a command line that was not understood (as in sysexits.h), else 1.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        if self.usage { ExitCode::from(64) } else { ExitCode::FAILURE }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {}", self.what)?;
        match &self.advice {
            Some(advice) => write!(formatter, "\n\n{}", advice.trim_end()),
            None => Ok(()),
        }
    }
}

impl error::Error for Failure {}
