//! Standard output: a reader that has gone ends the program quietly, not with a panic.

use super::exit::Failure;
use std::io::{self, Write as _};

/// Prints one line.
pub(crate) fn line(text: &str) -> Result<(), Failure> {
    Ok(writeln!(io::stdout().lock(), "{text}")?)
}
