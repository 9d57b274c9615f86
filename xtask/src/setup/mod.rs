//! Installs what building and testing need, and nothing that is there already.
//!
//! Each step looks first, says what it is going to do and about how long that takes, and fails with
//! the exact command to type when it cannot do it itself. Nothing is skipped silently.

mod browser;
mod packages;
mod rust;

pub use browser::Browser;

use crate::{
    console::{self, Stopwatch},
    failure::Failure,
    pins,
    tools::Toolbox,
};

/// Installs what it takes to build the page.
pub fn for_building(toolbox: &Toolbox) -> Result<(), Failure> {
    let watch = Stopwatch::start();
    console::heading("Set-up: what building the page needs");
    quick(toolbox)?;
    slow(toolbox)?;
    console::row("ready", &format!("after {watch}"));
    Ok(())
}

/// Installs what it takes to build and test the page; returns the browser to test in.
pub fn for_testing(toolbox: &Toolbox) -> Result<Browser, Failure> {
    let watch = Stopwatch::start();
    console::heading("Set-up: what building and testing the page need");
    quick(toolbox)?;
    rust::components(toolbox)?;
    let browser = browser::provide()?;
    slow(toolbox)?;
    console::row("ready", &format!("after {watch}"));
    Ok(browser)
}

/// What only takes seconds comes first, so that a thing that cannot be installed shows at once and
/// not after minutes of compiling.
fn quick(toolbox: &Toolbox) -> Result<(), Failure> {
    pins::check_agreement(toolbox.project())?;
    packages::node(toolbox)?;
    rust::wasm_target()
}

fn slow(toolbox: &Toolbox) -> Result<(), Failure> {
    packages::install(toolbox)?;
    rust::crates(toolbox)?;
    rust::wasm_bindgen(toolbox)?;
    rust::trunk(toolbox)
}
