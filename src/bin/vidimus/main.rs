//! The command line. What it says is what the page says: both print one report of one core.

#[cfg(not(target_arch = "wasm32"))]
mod command;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    command::run()
}

/// The command line is native only.
#[cfg(target_arch = "wasm32")]
fn main() {}
