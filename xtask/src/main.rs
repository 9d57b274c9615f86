//! The command line of `cargo xtask`.

use std::{env, process::ExitCode};

use xtask::{arguments::Task, tasks};

fn main() -> ExitCode {
    let arguments: Vec<String> =
        env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    match Task::parse(&arguments).and_then(tasks::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            failure.exit_code()
        }
    }
}
