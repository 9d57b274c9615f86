//! What comes through npm: tools that run on Node.

use std::process::Command;

use crate::{console, failure::Failure, process, tools::Toolbox};

/// Node and npm, which have to be there already.
pub(super) fn node(toolbox: &Toolbox) -> Result<(), Failure> {
    let Some(version) = process::answer(Command::new("node").arg("--version")) else {
        return Err(missing("Node"));
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|it| it.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) {
        return Err(missing(&format!("Node {OLDEST_NODE} or newer (found {version})")));
    }
    // npm is slow to answer, and not needed when there is nothing to install.
    if !toolbox.has_packages() && process::on_path("npm").is_none() {
        return Err(missing("npm"));
    }
    console::row("node", &format!("{version}, there"));
    Ok(())
}

/// The packages of package-lock.json.
pub(super) fn install(toolbox: &Toolbox) -> Result<(), Failure> {
    const LABEL: &str = "wasm-opt, axe-core";
    if toolbox.has_packages() {
        console::row(LABEL, "there");
        return Ok(());
    }
    console::row(LABEL, "missing or old: installing with npm, a few seconds");
    process::run(
        Command::new("npm").current_dir(toolbox.project().root()).args([
            "ci",
            "--no-audit",
            "--no-fund",
        ]),
        "npm needs the internet for this. Try again when registry.npmjs.org (or the registry in \
         your .npmrc) is reachable.",
    )
}

fn missing(what: &str) -> Failure {
    Failure::new(format!("{what} is missing: wasm-opt, which shrinks the page, runs on it")).advise(
        "Install it, then start again.\n\
         \n  Debian, Ubuntu:  sudo apt-get install nodejs npm\
         \n  elsewhere:       https://nodejs.org",
    )
}

/// The oldest that the pinned packages run on and that is still in a supported Debian.
const OLDEST_NODE: u32 = 18;
