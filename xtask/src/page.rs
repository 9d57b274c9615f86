//! Building the page with trunk.

use std::path::Path;

use crate::{
    console::{self, Stopwatch},
    failure::Failure,
    process,
    stage::UPDATE_KEY_VARIABLE,
    tools::Toolbox,
};

/// How the page is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Small and fast, as it is shipped.
    Release,
    /// Quick to build, large and slow to load.
    Debug,
}

/// Builds the page into `dist/`. `update_key` is a PEM file; updates are taken only if signed by it.
pub fn build(
    toolbox: &Toolbox,
    profile: Profile,
    update_key: Option<&Path>,
) -> Result<(), Failure> {
    let (arguments, time) = match profile {
        Profile::Release => {
            (&["build", "--release"][..], "2 to 4 minutes the first time, then 20 s")
        }
        Profile::Debug => (&["build"][..], "1 to 2 minutes the first time, then a few seconds"),
    };
    let watch = Stopwatch::start();
    console::row("page", &format!("building it, {time}"));
    // Everything was fetched by the set-up, and trunk must not look for tools of its own.
    let mut command = toolbox.trunk();
    command.args(arguments).args(["--offline", "--locked"]);
    if let Some(file) = update_key {
        let file = file.canonicalize().map_err(|error| {
            Failure::new(format!("cannot read the update key {}: {error}", file.display()))
        })?;
        command.env(UPDATE_KEY_VARIABLE, file);
    }
    process::run(&mut command, "The page could not be built. What is wrong stands above.")?;
    console::row("page", &format!("built into dist/ after {watch}"));
    Ok(())
}
