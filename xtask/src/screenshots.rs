//! `cargo xtask screenshots`: pictures of every screen, made by driving the built page.

use crate::{
    checks::require_test, console, failure::Failure, files, page, process, setup, tools::Toolbox,
};

/// Makes them anew in the folder `screenshots/`, which git ignores.
pub fn make(toolbox: &Toolbox) -> Result<(), Failure> {
    require_test(toolbox.project(), TARGET)?;
    let browser = setup::for_testing(toolbox)?;
    console::heading("Building the page");
    page::build(toolbox, page::Profile::Release, None)?;

    console::heading("Taking the pictures (about eight minutes)");
    let folder = toolbox.project().path("screenshots");
    files::remove_folder(&folder)?;
    files::make_folder(&folder)?;
    let mut command = toolbox.cargo();
    command.args(["test", "--locked", "--workspace", "--all-features", "--test", TARGET]);
    // Each keeps a browser and a film busy.
    command.args(["--", "--test-threads=1"]);
    command.env("VIDIMUS_SCREENSHOTS", &folder);
    browser.name_to(&mut command);
    process::run(&mut command, "The pictures could not be taken. What is wrong stands above.")?;

    let pictures = files::all_below(&folder)?.len();
    if pictures == 0 {
        return Err(Failure::new("no picture was taken")
            .advise("tests/screenshots.rs must write into the folder in VIDIMUS_SCREENSHOTS."));
    }
    console::row("pictures", &format!("{pictures} in {}", folder.display()));
    Ok(())
}

const TARGET: &str = "screenshots";
