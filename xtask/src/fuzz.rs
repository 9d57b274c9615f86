//! `cargo xtask fuzz`: feeds every parser with inputs that libFuzzer makes from what they reach.

use std::{
    env,
    fmt::Write as _,
    fs::File,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use crate::{
    console::{self, Stopwatch},
    failure::Failure,
    files, process,
    project::Project,
};

/// Runs these targets, or all, for `minutes` in all.
pub fn run(project: &Project, minutes: u32, only: &[String]) -> Result<(), Failure> {
    let host = host(project)?;
    let folder = folder(project);
    console::heading("Building the targets (some minutes the first time)");
    process::run(&mut build(project, &host, &folder), BUILD_FAILED)?;
    let program =
        folder.join(host).join("release").join(format!("fuzz{}", env::consts::EXE_SUFFIX));

    console::heading("Making the seeds");
    let seeds = folder.join("seeds");
    files::remove_folder(&seeds)?;
    files::make_folder(&seeds)?;
    let make = &mut Command::new(&program);
    process::run(make.env("VIDIMUS_FUZZ_SEEDS", &seeds), SEEDS_FAILED)?;
    let chosen = chosen(&files::read_text(&seeds.join("targets.txt"))?, only)?;

    let seconds = (u64::from(minutes) * 60).checked_div(chosen.len().try_into().unwrap_or(1));
    let time = Duration::from_secs(seconds.unwrap_or_default().max(1));
    console::heading(&format!("Fuzzing {} targets, each for {} s", chosen.len(), time.as_secs()));
    console::row("target", COLUMNS);
    let bench = Bench { project, program, folder, time };
    let mut findings = Vec::new();
    for target in &chosen {
        findings.extend(bench.fuzz(target)?);
    }
    if findings.is_empty() {
        return Ok(());
    }
    let mut advice = "Inputs that show it:\n".to_owned();
    for finding in &findings {
        // Writing to memory cannot fail.
        let _ = writeln!(advice, "  {}", finding.display());
    }
    advice
        .push_str("What each target said is in the folder logs beside. fuzz/README.md says more.");
    Err(Failure::new(format!("fuzzing found {} inputs", findings.len())).advise(advice))
}

/// Builds the targets without what counts edges, and has each of them run on its own seeds: so that
/// they are there when somebody fuzzes. `None` where no C++ compiler is.
pub fn check(project: &Project) -> Result<Option<()>, Failure> {
    let compiler = env::var_os("CXX").unwrap_or_else(|| "c++".into());
    if process::answer(Command::new(compiler).arg("--version")).is_none() {
        return Ok(None);
    }
    let target = project.target();
    let cargo = |arguments: &[&str], advice| {
        let mut command = project.cargo();
        command.args(arguments).args(["--locked", "--manifest-path", "fuzz/Cargo.toml"]);
        command.arg("--target-dir").arg(&target);
        process::run(&mut command, advice)
    };
    cargo(&["build"], BUILD_FAILED)?;
    let seeds = folder(project).join("checked-seeds");
    files::remove_folder(&seeds)?;
    files::make_folder(&seeds)?;
    let program = target.join("debug").join(format!("fuzz{}", env::consts::EXE_SUFFIX));
    let mut make = Command::new(program);
    process::run(make.env("VIDIMUS_FUZZ_SEEDS", &seeds), SEEDS_FAILED)?;
    Ok(Some(()))
}

/// A target as the program lists it.
#[derive(Debug, PartialEq, Eq)]
struct Target {
    name: String,
    max_len: String,
}

/// What the targets are run with.
struct Bench<'p> {
    project: &'p Project,
    program: PathBuf,
    folder: PathBuf,
    time: Duration,
}

impl Bench<'_> {
    /// Runs one target, and says how it went. Gives the inputs that were found in this run.
    fn fuzz(&self, target: &Target) -> Result<Vec<PathBuf>, Failure> {
        let own = |kind: &str| self.folder.join(kind).join(&target.name);
        let (corpus, found, seeds) = (own("corpus"), own("findings"), own("seeds"));
        files::make_folder(&corpus)?;
        files::make_folder(&found)?;
        let log = self.folder.join("logs").join(format!("{}.log", target.name));
        files::write(&log, "")?;
        let before = files::all_below(&found)?;

        let mut command = Command::new(&self.program);
        command.current_dir(self.project.root()).env("VIDIMUS_FUZZ_TARGET", &target.name);
        command.arg(format!("-max_len={}", target.max_len));
        command.arg(format!("-max_total_time={}", self.time.as_secs()));
        command.arg(format!("-artifact_prefix={}/", found.display()));
        command.args(LIMITS);
        if target_has_words(&self.folder, &target.name) {
            command.arg(format!("-dict={}/seeds/{}.dict", self.folder.display(), target.name));
        }
        command.arg(&corpus).arg(&seeds);
        let watch = Stopwatch::start();
        let status = run_into(&mut command, &log)?;

        let mut after = files::all_below(&found)?;
        after.retain(|file| !before.contains(file));
        let report = Figures::of(&files::read_text(&log)?);
        console::row(&target.name, &report.line(&files::all_below(&corpus)?, after.len(), watch));
        if after.is_empty() && !status {
            return Err(Failure::new(format!("the target {} stopped", target.name))
                .advise(format!("What it said is in {}", log.display())));
        }
        Ok(after)
    }
}

/// What libFuzzer printed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Figures {
    executions: String,
    per_second: String,
    coverage: String,
    slowest_seconds: String,
    peak_megabytes: String,
}

impl Figures {
    fn of(log: &str) -> Self {
        let last = |name: &str| {
            let line = log.lines().rev().find_map(|line| line.split_once(name));
            let value = line.and_then(|(_, rest)| rest.split_whitespace().next());
            value.unwrap_or("?").to_owned()
        };
        Self {
            executions: last("stat::number_of_executed_units:"),
            per_second: last("stat::average_exec_per_sec:"),
            coverage: last(" cov: "),
            slowest_seconds: last("stat::slowest_unit_time_sec:"),
            peak_megabytes: last("stat::peak_rss_mb:"),
        }
    }

    fn line(&self, corpus: &[PathBuf], findings: usize, watch: Stopwatch) -> String {
        let Self { executions, per_second, coverage, slowest_seconds, peak_megabytes } = self;
        let corpus = corpus.len();
        let seconds = watch.to_string();
        format!(
            "{executions:>11} {per_second:>7} {coverage:>8} {corpus:>7} {slowest_seconds:>8} \
             {peak_megabytes:>8} {seconds:>12} {findings:>9}"
        )
    }
}

const COLUMNS: &str =
    " executions   per s coverage  corpus slowest s  peak MB         time  findings";

/// Runs a command with everything that it prints in a file; whether it ended well.
fn run_into(command: &mut Command, log: &Path) -> Result<bool, Failure> {
    let about = |error| Failure::new(format!("cannot write {}: {error}", log.display()));
    let file = File::create(log).map_err(about)?;
    let other = file.try_clone().map_err(about)?;
    let status = command.stdout(file).stderr(other).status();
    let status = status.map_err(|error| Failure::new(format!("cannot start a target: {error}")))?;
    Ok(status.success())
}

fn target_has_words(folder: &Path, name: &str) -> bool {
    let dictionary = folder.join("seeds").join(format!("{name}.dict"));
    files::read(&dictionary).is_ok_and(|words| !words.is_empty())
}

/// The targets of the list that are asked for, in its order.
fn chosen(list: &str, only: &[String]) -> Result<Vec<Target>, Failure> {
    let targets = list.lines().filter_map(|line| {
        let (name, max_len) = line.split_once(' ')?;
        Some(Target { name: name.to_owned(), max_len: max_len.to_owned() })
    });
    let mut targets: Vec<Target> = targets.collect();
    let names = targets.iter().map(|target| target.name.as_str()).collect::<Vec<_>>().join(", ");
    for name in only {
        if !targets.iter().any(|target| target.name == *name) {
            return Err(Failure::usage(format!("there is no target `{name}`, only {names}")));
        }
    }
    targets.retain(|target| only.is_empty() || only.contains(&target.name));
    Ok(targets)
}

/// Its own target folder, since its flags would have everything compiled anew.
fn folder(project: &Project) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    project.root().join(target).join("fuzz")
}

/// This machine, as rustc calls it. Naming it keeps the flags away from build scripts.
fn host(project: &Project) -> Result<String, Failure> {
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let said = process::answer(rustc.arg("-vV").current_dir(project.root())).unwrap_or_default();
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Failure::new("`rustc -vV` does not name this machine"))
}

fn build(project: &Project, host: &str, folder: &Path) -> Command {
    let mut command = project.cargo();
    command.args(["build", "--locked", "--release", "--manifest-path", "fuzz/Cargo.toml"]);
    command.args(["--target", host, "--target-dir"]).arg(folder);
    command.env("RUSTFLAGS", FLAGS.join(" "));
    command
}

const SEEDS_FAILED: &str = "What a target says above does not hold.";
const BUILD_FAILED: &str = "\
libFuzzer is compiled from source: is there a C++ compiler (g++ or clang++; on Debian and Ubuntu:
apt install g++)? Otherwise what is wrong stands above.";

/// Has the compiler count edges and comparisons, as libFuzzer wants it; with stable Rust these are
/// LLVM's own options.
const FLAGS: [&str; 6] = [
    "--cfg fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// An input that takes 10 s, or with which the program holds 512 MB, is a finding. The limit for one
/// allocation is the program's own (fuzz/src/allocation.rs): libFuzzer's needs a sanitizer.
const LIMITS: [&str; 5] = [
    "-timeout=10",
    "-rss_limit_mb=512",
    "-malloc_limit_mb=128",
    "-print_final_stats=1",
    "-report_slow_units=10",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_end() {
        let log = "#2\tINITED cov: 10 ft: 12 corp: 1/5b\n#9\tNEW    cov: 31 ft: 40 corp: 2/9b\n\
                   Done 77 runs in 2 second(s)\nstat::number_of_executed_units: 77\n\
                   stat::average_exec_per_sec:     38\nstat::slowest_unit_time_sec:    0\n\
                   stat::peak_rss_mb:              61\n";
        let of = |text: &str| text.to_owned();
        let expected = Figures {
            executions: of("77"),
            per_second: of("38"),
            coverage: of("31"),
            slowest_seconds: of("0"),
            peak_megabytes: of("61"),
        };
        assert_eq!(Figures::of(log), expected);
        assert_eq!(Figures::of("").coverage, "?");
    }

    #[test]
    fn targets_are_chosen_by_name() {
        let names = |only: &[&str]| {
            let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
            let chosen = chosen("a 10\nb 20\n", &only).map_err(|failure| failure.to_string())?;
            Ok(chosen.into_iter().map(|target| target.name).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(names(&[]), Ok("a b".to_owned()));
        assert_eq!(names(&["b"]), Ok("b".to_owned()));
        let unknown: Result<_, String> = names(&["c"]);
        assert!(unknown.is_err_and(|text| text.contains("no target `c`, only a, b")));
    }
}
