//! What comes through rustup and cargo.

use std::{path::Path, process::Command};

use crate::{
    console::{self, Stopwatch},
    failure::Failure,
    files, pins, process,
    tools::Toolbox,
};

/// rustfmt and clippy, which a minimal Rust does not bring.
pub(super) fn components(toolbox: &Toolbox) -> Result<(), Failure> {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if process::answer(toolbox.cargo().args([command, "--version"])).is_some() {
            console::row(component, "there");
            continue;
        }
        console::row(component, "missing: adding it, a few seconds");
        let advice = format!("Install {component} for the Rust in use, then start again.");
        process::run(Command::new("rustup").args(["component", "add", component]), &advice)?;
    }
    Ok(())
}

/// The standard library for wasm32.
pub(super) fn wasm_target() -> Result<(), Failure> {
    let there = process::answer(Command::new("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))
    .is_some_and(|folder| Path::new(&folder).is_dir());
    if there {
        console::row(TARGET, "there");
        return Ok(());
    }
    if process::on_path("rustup").is_none() {
        return Err(Failure::new(format!(
            "this Rust has no target {TARGET}, and there is no rustup"
        ))
        .advise(
            "Install Rust with rustup (https://rustup.rs), or the target from where your \
                 Rust came from (Debian: libstd-rust-dev-wasm32).",
        ));
    }
    console::row(TARGET, "missing: adding it, under a minute");
    process::run(
        Command::new("rustup").args(["target", "add", TARGET]),
        "rustup needs the internet for this. Try again when it is reachable.",
    )
}

/// All crates of Cargo.lock, so that trunk can build offline.
pub(super) fn crates(toolbox: &Toolbox) -> Result<(), Failure> {
    const LABEL: &str = "crates of Cargo.lock";
    let fetch = ["fetch", "--locked", "--quiet"];
    if process::answer(toolbox.cargo().args(fetch).arg("--offline")).is_some() {
        console::row(LABEL, "there");
        return Ok(());
    }
    console::row(LABEL, "missing: fetching them, under a minute");
    process::run(
        toolbox.cargo().args(fetch),
        "Either Cargo.lock does not fit Cargo.toml (then run `cargo check` and look at what \
         changed), or the crates could not be fetched (this needs the internet once).",
    )
}

/// wasm-bindgen and its test runner, at the version of the crate.
pub(super) fn wasm_bindgen(toolbox: &Toolbox) -> Result<(), Failure> {
    let version = pins::wasm_bindgen(toolbox.project())?;
    let there = ["wasm-bindgen", "wasm-bindgen-test-runner"]
        .iter()
        .all(|program| toolbox.has(program, &version));
    let profile = [("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"), CODEGEN_UNITS_16];
    install(toolbox, there, "wasm-bindgen-cli", &version, &[], &profile, "2 to 4 minutes")
}

/// Trunk, without the parts that would download tools.
pub(super) fn trunk(toolbox: &Toolbox) -> Result<(), Failure> {
    let there = toolbox.has("trunk", pins::TRUNK);
    let options = ["--no-default-features"];
    // Trunk only starts others that do the work, so it need not be optimised at all.
    let profile = [("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"), CODEGEN_UNITS_64];
    install(toolbox, there, "trunk", pins::TRUNK, &options, &profile, "3 to 6 minutes")
}

fn install(
    toolbox: &Toolbox,
    there: bool,
    name: &str,
    version: &str,
    options: &[&str],
    profile: &[(&str, &str)],
    time: &str,
) -> Result<(), Failure> {
    let label = format!("{name} {version}");
    if there {
        console::row(&label, "there");
        return Ok(());
    }
    console::row(&label, &format!("missing: compiling it, {time} on 2 cores, once"));
    let watch = Stopwatch::start();
    // A build folder of its own, so that a set-up that was interrupted goes on where it stopped.
    let scratch = toolbox.folder().join("build");
    files::make_folder(&scratch)?;
    let mut command = Command::new("cargo");
    command
        .current_dir(toolbox.folder())
        .args(["install", "--locked"])
        .arg(format!("{name}@{version}"))
        .args(options)
        .arg("--root")
        .arg(toolbox.folder())
        .arg("--target-dir")
        .arg(&scratch)
        // For this child alone: the product must not be built like this.
        .envs(CHEAP_PROFILE)
        .envs(profile.iter().copied())
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CARGO_BUILD_TARGET");
    let advice = format!(
        "The build tool {name} could not be compiled. It needs the internet (crates.io) and about \
         1 GB of free space in {}; name another folder with VIDIMUS_TOOLS. Then start again: what \
         was compiled so far is kept.",
        toolbox.folder().display()
    );
    process::run(&mut command, &advice)?;
    console::row(&label, &format!("installed after {watch}"));
    files::remove_folder(&scratch)
}

const TARGET: &str = "wasm32-unknown-unknown";

/// The tools are not shipped and do little work, so what counts is how fast they compile.
const CHEAP_PROFILE: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
];
const CODEGEN_UNITS_16: (&str, &str) = ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
const CODEGEN_UNITS_64: (&str, &str) = ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64");
