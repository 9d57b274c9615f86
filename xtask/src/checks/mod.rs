//! `cargo xtask test`: everything that must pass, in one order, with a summary at the end.

mod steps;
mod summary;

pub use steps::require_test;

use crate::{
    console::{self, Stopwatch},
    failure::Failure,
    setup::{self, Browser},
    tools::Toolbox,
};
use summary::Summary;

/// One check.
struct Check {
    /// Its name on the command line and in the summary.
    name: &'static str,
    /// What it does, for its heading.
    about: &'static str,
    /// How long it takes on 2 cores.
    time: &'static str,
    needs: Needs,
    /// A check that is run before it, when only this one is asked for.
    after: Option<&'static str>,
    run: fn(&Bench<'_>) -> Result<Outcome, Failure>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    Cargo,
    BuildTools,
    Browser,
}

/// What a check works with.
struct Bench<'t> {
    toolbox: &'t Toolbox,
    browser: Option<Browser>,
}

enum Outcome {
    Passed,
    /// It could not be run here, for this reason.
    NotRun(String),
}

/// The cheap ones first, and each before those that would fail with it.
const CHECKS: &[Check] = &[
    Check {
        name: "format",
        about: "The code is formatted",
        time: "a second",
        needs: Needs::Cargo,
        after: None,
        run: steps::format,
    },
    Check {
        name: "lint",
        about: "Clippy has nothing to say, native and wasm32",
        time: "3 minutes the first time",
        needs: Needs::BuildTools,
        after: None,
        run: steps::lint,
    },
    Check {
        name: "licences",
        about: "Every dependency may be used",
        time: "a second",
        needs: Needs::Cargo,
        after: None,
        run: steps::licences,
    },
    Check {
        name: "native",
        about: "Unit, table and property tests",
        time: "5 minutes the first time",
        needs: Needs::Cargo,
        after: None,
        run: steps::native,
    },
    Check {
        name: "conformance",
        about: "The shared certificates",
        time: "a minute",
        needs: Needs::Cargo,
        after: None,
        run: steps::conformance,
    },
    Check {
        name: "fuzz",
        about: "The fuzz targets build and run on their seeds",
        time: "a minute the first time",
        needs: Needs::Cargo,
        after: None,
        run: steps::fuzz,
    },
    Check {
        name: "documents",
        about: "The documentation builds without a warning",
        time: "a minute",
        needs: Needs::BuildTools,
        after: None,
        run: steps::documents,
    },
    Check {
        name: "web",
        about: "Tests of the browser parts, in Chromium",
        time: "4 minutes the first time",
        needs: Needs::Browser,
        after: None,
        run: steps::web,
    },
    Check {
        name: "build",
        about: "The page as it is shipped",
        time: "3 minutes the first time",
        needs: Needs::BuildTools,
        after: None,
        run: steps::build,
    },
    Check {
        name: "sizes",
        about: "What a phone loads is within its budget",
        time: "15 seconds",
        needs: Needs::BuildTools,
        after: Some("build"),
        run: steps::sizes,
    },
    Check {
        name: "e2e",
        about: "The whole page in Chromium, with a film for a camera",
        time: "4 minutes",
        needs: Needs::Browser,
        after: Some("build"),
        run: steps::end_to_end,
    },
    Check {
        name: "camera",
        about: "Shared pictures through the page's camera",
        time: "a minute",
        needs: Needs::Browser,
        after: Some("build"),
        run: steps::camera,
    },
];

/// The names of all checks, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|check| check.name)
}

/// Runs the named checks, or all. Stops at the first that fails; the summary comes in any case.
pub fn run(toolbox: &Toolbox, only: &[String]) -> Result<(), Failure> {
    let chosen = chosen(only);
    let watch = Stopwatch::start();
    let mut summary = Summary::of(chosen.iter().map(|check| check.name));
    let result = run_all(toolbox, &chosen, &mut summary);
    summary.print(watch);
    result
}

fn run_all(toolbox: &Toolbox, chosen: &[&Check], summary: &mut Summary) -> Result<(), Failure> {
    let watch = Stopwatch::start();
    let needs = chosen.iter().map(|check| check.needs).max().unwrap_or(Needs::Cargo);
    let browser = match needs {
        Needs::Cargo => Ok(None),
        Needs::BuildTools => setup::for_building(toolbox).map(|()| None),
        Needs::Browser => setup::for_testing(toolbox).map(Some),
    };
    summary.record(summary::SET_UP, watch, browser.as_ref().map(|_| &Outcome::Passed));

    let bench = Bench { toolbox, browser: browser? };
    for check in chosen {
        console::heading(&format!("{}: {} (about {})", check.name, check.about, check.time));
        let watch = Stopwatch::start();
        let outcome = (check.run)(&bench);
        summary.record(check.name, watch, outcome.as_ref());
        if let Outcome::NotRun(why) = outcome? {
            console::note(&format!("NOT RUN: {why}"));
        }
    }
    Ok(())
}

fn chosen(only: &[String]) -> Vec<&'static Check> {
    let asked = |name: &str| only.iter().any(|asked| asked == name);
    let wanted = |check: &Check| {
        let for_another = CHECKS.iter().any(|it| it.after == Some(check.name) && asked(it.name));
        only.is_empty() || asked(check.name) || for_another
    };
    CHECKS.iter().filter(|check| wanted(check)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_brings_the_one_it_needs() {
        for (only, expected) in [
            (&["native"][..], &["native"][..]),
            (&["e2e"], &["build", "e2e"]),
            (&["e2e", "web"], &["web", "build", "e2e"]),
        ] {
            assert_eq!(chosen_names(only), expected);
        }
        assert_eq!(chosen_names(&[]), names().collect::<Vec<_>>());
    }

    fn chosen_names(only: &[&str]) -> Vec<&'static str> {
        let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
        chosen(&only).iter().map(|check| check.name).collect()
    }
}
