//! Running other programs.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{console, failure::Failure};

/// Runs a command to its end. It is printed first, and its output goes through unchanged.
pub fn run(command: &mut Command, advice: &str) -> Result<(), Failure> {
    let spoken = spoken(command);
    console::note(&format!("$ {spoken}"));
    let status = command.status().map_err(|error| {
        Failure::new(format!("could not start `{spoken}`: {error}")).advise(advice)
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("`{spoken}` failed ({status})")).advise(advice))
    }
}

/// Goes on as this command: it takes the place of this process, so that whoever ends this process
/// ends the command.
pub fn go_on_as(command: &mut Command, advice: &str) -> Result<(), Failure> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;

        let spoken = spoken(command);
        console::note(&format!("$ {spoken}"));
        // It returns only when it could not start the command.
        let error = command.exec();
        Err(Failure::new(format!("could not start `{spoken}`: {error}")).advise(advice))
    }
    #[cfg(not(unix))]
    run(command, advice)
}

/// What a command prints, trimmed; `None` when it cannot be started or fails.
#[must_use]
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The program of that name in the folders of `PATH`.
#[must_use]
pub fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&file))
        .find(|candidate| candidate.is_file())
}

/// The `PATH` of this process with `folders` before it.
#[must_use]
pub fn path_with(folders: &[PathBuf]) -> OsString {
    let current = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&current))).unwrap_or(current)
}

/// The command as a person would type it: variables set for it (but `PATH`), name, arguments.
fn spoken(command: &Command) -> String {
    let variables = command
        .get_envs()
        .filter(|(name, _)| *name != "PATH")
        .filter_map(|(name, value)| Some(format!("{}={}", name.to_string_lossy(), quoted(value?))));
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let arguments = command.get_args().map(quoted);
    variables.chain([quoted(program)]).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:=@,+".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_spoken_as_typed() {
        let mut command = Command::new("/usr/bin/cargo");
        command.args(["doc", "--no-deps", "it's"]).env("RUSTDOCFLAGS", "-D warnings");
        command.env("PATH", "/somewhere").env_remove("GECKODRIVER");
        assert_eq!(spoken(&command), r"RUSTDOCFLAGS='-D warnings' cargo doc --no-deps 'it'\''s'");
    }

    #[test]
    fn a_failing_program_gives_no_answer() {
        assert_eq!(answer(&mut Command::new("no-such-program-anywhere")), None);
    }
}
