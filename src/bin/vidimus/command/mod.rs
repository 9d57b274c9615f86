//! The commands, one file each.
#![expect(clippy::print_stderr, reason = "saying what goes on is what it is for")]

mod batch;
mod clock;
mod exit;
mod input;
mod issue;
mod judge;
mod output;
mod policy;
mod scan;
mod text;
mod trust;
mod trust_source;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Verifies health-certificate QR codes: offline, with nothing sent anywhere.
#[derive(Debug, Parser)]
#[command(name = "vidimus", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Judge certificates: pictures, text files, or - for standard input
    Verify(verify::Verify),
    /// Read QR codes without judging them
    Scan(scan::Scan),
    /// Trust lists and packs
    #[command(subcommand)]
    Trust(trust::Trust),
    /// Make certificates with the demo issuer
    #[command(subcommand)]
    Issue(issue::Issue),
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors and go to standard output; clap knows which is which.
            let _ = error.print();
            return if error.use_stderr() { exit::USAGE.into() } else { ExitCode::SUCCESS };
        }
    };
    let result = match arguments.command {
        Command::Verify(verify) => verify.run(),
        Command::Scan(scan) => scan.run(),
        Command::Trust(trust) => trust.run(),
        Command::Issue(issue) => issue.run(),
    };
    match result {
        Ok(code) => code,
        Err(failure) => {
            if !failure.is_closed_pipe() {
                eprintln!("vidimus: {failure}");
            }
            failure.code().into()
        }
    }
}
