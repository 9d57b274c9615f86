//! What each check does.
//!
//! All native cargo calls name the same packages and features, so that none of them compiles the
//! dependencies of another one again.

use std::{env, process::Command, thread};

use super::{Bench, Outcome};
use crate::{failure::Failure, files, fuzz, page, process, project::Project, sizes};

/// Fails when the test target of that name is missing: a check with nothing to run must not pass.
pub fn require_test(project: &Project, name: &str) -> Result<(), Failure> {
    let places = project.test_files(name)?;
    if places.iter().any(|place| project.path(place).is_file()) {
        return Ok(());
    }
    let places = places.join(" or ");
    Err(Failure::new(format!("the test target `{name}` is missing: no {places}"))
        .advise("This check runs the tests in it. Bring it back, or remove the check."))
}

pub(super) fn format(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    cargo(bench, &["fmt", "--all", "--check", "--", "-l"], "Run `cargo fmt --all`.")
}

pub(super) fn lint(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    const ADVICE: &str = "Mend what clippy says above. Where it is wrong, say why: \
                          `#[expect(clippy::…, reason = \"…\")]`.";
    let native = ["clippy", "--locked", "--workspace", "--all-features"];
    cargo(bench, &[&native[..], &["--all-targets"], &DENY_WARNINGS].concat(), ADVICE)?;
    // `--all-targets` leaves out the tests that plain `cargo test` does.
    let own = own_tests(bench);
    let own = own.iter().flat_map(|&name| ["--test", name]).collect::<Vec<_>>();
    if !own.is_empty() {
        cargo(bench, &[&native[..], &own, &DENY_WARNINGS].concat(), ADVICE)?;
    }
    let mut wasm = vec!["clippy", "--locked", "--target", WASM, "--lib", "--bins"];
    if require_test(bench.toolbox.project(), WEB).is_ok() {
        wasm.extend(["--test", WEB]);
    }
    cargo(bench, &[&wasm[..], &DENY_WARNINGS].concat(), ADVICE)
}

pub(super) fn fuzz(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    Ok(match fuzz::check(bench.toolbox.project())? {
        Some(()) => Outcome::Passed,
        None => Outcome::NotRun("no C++ compiler (c++, or the one that CXX names)".into()),
    })
}

pub(super) fn licences(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    if process::answer(bench.toolbox.cargo().args(["deny", "--version"])).is_none() {
        return Ok(Outcome::NotRun(
            "cargo-deny is not installed (optional: `cargo install --locked cargo-deny`)".into(),
        ));
    }
    let arguments = ["deny", "--all-features", "--offline", "--locked", "check"];
    let parts = ["licenses", "bans", "sources"];
    cargo(bench, &[&arguments[..], &parts].concat(), "deny.toml says what is allowed and why.")
}

pub(super) fn native(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    cargo(bench, &NATIVE_TEST, TESTS_FAILED)
}

pub(super) fn conformance(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    let project = bench.toolbox.project();
    require_test(project, CONFORMANCE)?;
    let Some(shared) = project.shared() else {
        return Ok(Outcome::NotRun(NO_SHARED.into()));
    };
    let mut command = test(bench, CONFORMANCE);
    command.env("VIDIMUS_SHARED", shared);
    process::run(&mut command, TESTS_FAILED)?;
    Ok(Outcome::Passed)
}

pub(super) fn documents(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    const ADVICE: &str = "Mend the documentation comments that rustdoc names above.";
    let document = |arguments: &[&str]| {
        let mut command = bench.toolbox.cargo();
        command.args(["doc", "--locked", "--no-deps"]).args(arguments);
        process::run(command.env("RUSTDOCFLAGS", "-D warnings"), ADVICE)
    };
    document(&["--workspace", "--all-features"])?;
    // The modules that speak to the browser exist only here.
    document(&["--lib", "--target", WASM])?;
    Ok(Outcome::Passed)
}

pub(super) fn web(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    require_test(bench.toolbox.project(), WEB)?;
    let mut command = bench.toolbox.cargo();
    command.args(["test", "--locked", "--target", WASM, "--test", WEB]);
    if let Some(browser) = &bench.browser {
        browser.name_to(&mut command);
        let capabilities = bench.toolbox.folder().join("webdriver.json");
        let own = bench.toolbox.project().text("webdriver.json")?;
        files::write(&capabilities, browser.capabilities(&own)?)?;
        command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities);
    }
    // The runner's own 20 s are short for a busy machine.
    if env::var_os(RUNNER_TIMEOUT).is_none() {
        command.env(RUNNER_TIMEOUT, "120");
    }
    process::run(&mut command, TESTS_FAILED)?;
    Ok(Outcome::Passed)
}

pub(super) fn build(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    page::build(bench.toolbox, page::Profile::Release, None)?;
    Ok(Outcome::Passed)
}

pub(super) fn sizes(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    sizes::check(bench.toolbox.project())?;
    Ok(Outcome::Passed)
}

pub(super) fn end_to_end(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    require_test(bench.toolbox.project(), END_TO_END)?;
    let mut command = test(bench, END_TO_END);
    if let Some(browser) = &bench.browser {
        browser.name_to(&mut command);
    }
    few_at_once(&mut command);
    process::run(&mut command, TESTS_FAILED)?;
    Ok(Outcome::Passed)
}

/// Shared pictures through the page's camera.
pub(super) fn camera(bench: &Bench<'_>) -> Result<Outcome, Failure> {
    let project = bench.toolbox.project();
    require_test(project, CAMERA)?;
    let Some(shared) = project.shared() else {
        return Ok(Outcome::NotRun(NO_SHARED.into()));
    };
    let mut command = test(bench, CAMERA);
    command.env("VIDIMUS_SHARED", shared);
    if let Some(browser) = &bench.browser {
        browser.name_to(&mut command);
    }
    few_at_once(&mut command);
    process::run(&mut command, TESTS_FAILED)?;
    Ok(Outcome::Passed)
}

/// Each test keeps a browser and a film busy; more at once only make each other slow.
fn few_at_once(command: &mut Command) {
    if env::var_os("RUST_TEST_THREADS").is_none() {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        command.arg("--").arg(format!("--test-threads={}", (cores / 2).clamp(1, 4)));
    }
}

fn cargo(bench: &Bench<'_>, arguments: &[&str], advice: &str) -> Result<Outcome, Failure> {
    process::run(bench.toolbox.cargo().args(arguments), advice)?;
    Ok(Outcome::Passed)
}

/// The command for a test target that plain `cargo test` leaves out.
fn test(bench: &Bench<'_>, name: &str) -> Command {
    let mut command = bench.toolbox.cargo();
    command.args(NATIVE_TEST).args(["--test", name]);
    command
}

/// Which of the test targets with `test = false` are there.
fn own_tests(bench: &Bench<'_>) -> Vec<&'static str> {
    let there = |name: &&str| require_test(bench.toolbox.project(), name).is_ok();
    [CONFORMANCE, END_TO_END, CAMERA, "screenshots"].into_iter().filter(there).collect()
}

const NATIVE_TEST: [&str; 4] = ["test", "--locked", "--workspace", "--all-features"];
const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];
const TESTS_FAILED: &str = "Look at the failures above.";
const RUNNER_TIMEOUT: &str = "WASM_BINDGEN_TEST_TIMEOUT";

const WASM: &str = "wasm32-unknown-unknown";
const NO_SHARED: &str = "the shared certificates are not here: no ../shared/vectors, and \
                         VIDIMUS_SHARED names no folder that holds `vectors`";
const CAMERA: &str = "camera";
const WEB: &str = "web";
const CONFORMANCE: &str = "conformance";
const END_TO_END: &str = "e2e";
