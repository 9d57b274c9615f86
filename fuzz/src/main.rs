//! One program for every target: `VIDIMUS_FUZZ_TARGET` names the one that libFuzzer feeds, and with
//! `VIDIMUS_FUZZ_SEEDS` it only writes the seeds of all targets into that folder.
//!
//! `cargo xtask fuzz` builds and runs it; README.md says how to add a target.
#![no_main]

mod allocation;
mod demo;
mod mutate;
mod seeds;
mod targets;

use std::{
    backtrace::Backtrace,
    cell::RefCell,
    env,
    panic::{self, AssertUnwindSafe},
    process,
    sync::OnceLock,
};
use targets::{TARGETS, Target};

#[global_allocator]
static ALLOCATOR: allocation::Limited = allocation::Limited;

libfuzzer_sys::fuzz_target!(init: begin(), |data: &[u8]| {
    run(TARGET.get().expect("chosen at the beginning"), data);
});

libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate::mutate(data, size, max_size, seed)
});

static TARGET: OnceLock<&Target> = OnceLock::new();

/// Everything that is made once is made here, so that it counts for no input.
fn begin() {
    remember_panics();
    if let Ok(folder) = env::var("VIDIMUS_FUZZ_SEEDS") {
        seeds::write(folder.as_ref());
        process::exit(0);
    }
    let name = env::var("VIDIMUS_FUZZ_TARGET").unwrap_or_default();
    let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
        eprintln!("VIDIMUS_FUZZ_TARGET names no target: {name:?}");
        process::exit(64);
    };
    TARGET.get_or_init(|| target);
    demo::demo();
}

/// A panic is a finding unless the library catches it, as it does around its detector of codes; so
/// it ends the process here and not in the hook.
fn run(target: &Target, data: &[u8]) {
    let result =
        allocation::limited(|| panic::catch_unwind(AssertUnwindSafe(|| (target.run)(data))));
    if result.is_err() {
        if let Some((panic, trace)) = LAST_PANIC.take() {
            eprintln!("== finding: {panic}\n{trace}");
        }
        process::abort();
    }
}

thread_local! {
    static LAST_PANIC: RefCell<Option<(String, Backtrace)>> = const { RefCell::new(None) };
}

fn remember_panics() {
    panic::set_hook(Box::new(|panic| {
        // Its names are looked up only when it is printed.
        let trace = Backtrace::force_capture();
        LAST_PANIC.set(Some((panic.to_string(), trace)));
    }));
}
