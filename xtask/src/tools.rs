//! The build tools: where they are kept and how they are started.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{failure::Failure, pins, process, project::Project};

/// The project together with the tools it is built with.
#[derive(Clone, Debug)]
pub struct Toolbox {
    project: Project,
    folder: PathBuf,
    path: OsString,
}

impl Toolbox {
    /// The tools of `project`, whether they are installed yet or not.
    ///
    /// They are kept outside `target/`, so that `cargo clean` and other checkouts do not cost
    /// minutes: in `$VIDIMUS_TOOLS`, else below `$XDG_CACHE_HOME` or `~/.cache`.
    pub fn open(project: Project) -> Result<Self, Failure> {
        let folder = tools_folder(|name| env::var_os(name).filter(|value| !value.is_empty()))
            .ok_or_else(|| {
                Failure::new("neither VIDIMUS_TOOLS, XDG_CACHE_HOME nor HOME is set")
                    .advise("Name a folder for the build tools: VIDIMUS_TOOLS=/some/folder")
            })?;
        let folder = project.root().join(folder);
        let path = process::path_with(&[folder.join("bin"), project.path("node_modules/.bin")]);
        Ok(Self { project, folder, path })
    }

    /// The project.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The folder that the tools are kept in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Cargo in the project's folder, with the tools on its `PATH`.
    #[must_use]
    pub fn cargo(&self) -> Command {
        let mut command = self.project.cargo();
        command.env("PATH", &self.path);
        command
    }

    /// Trunk in the project's folder, with the tools on its `PATH`.
    #[must_use]
    pub fn trunk(&self) -> Command {
        let program = self.own("trunk").unwrap_or_else(|| "trunk".into());
        let mut command = Command::new(program);
        command.current_dir(self.project.root()).env("PATH", &self.path);
        // Trunk wants the words true or false where the custom is any text at all.
        if env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        command
    }

    /// Whether `name` answers `--version` with exactly this version. A copy in the tools folder is
    /// looked at first, since it is also the one that will be used.
    #[must_use]
    pub fn has(&self, name: &str, version: &str) -> bool {
        let Some(program) = self.own(name).or_else(|| process::on_path(name)) else {
            return false;
        };
        process::answer(Command::new(program).arg("--version"))
            .is_some_and(|answer| answer.split_whitespace().any(|word| word == version))
    }

    /// Whether `node_modules` holds exactly the pinned packages.
    #[must_use]
    pub fn has_packages(&self) -> bool {
        pins::PACKAGES.iter().all(|package| {
            let file = format!("node_modules/{}/package.json", package.name);
            let text = self.project.text(&file).unwrap_or_default();
            pins::member(&text, "version") == Some(package.version)
        })
    }

    fn own(&self, name: &str) -> Option<PathBuf> {
        let file = self.folder.join("bin").join(format!("{name}{}", env::consts::EXE_SUFFIX));
        file.is_file().then_some(file)
    }
}

fn tools_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(named) = variable("VIDIMUS_TOOLS") {
        return Some(named.into());
    }
    let cache = variable("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(Path::new(&variable("HOME")?).join(".cache")))?;
    Some(cache.join("vidimus").join("tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_variable_names_the_folder() {
        for (variables, expected) in [
            (&[("VIDIMUS_TOOLS", "/t"), ("HOME", "/h")][..], Some("/t")),
            (&[("XDG_CACHE_HOME", "/c"), ("HOME", "/h")], Some("/c/vidimus/tools")),
            (&[("HOME", "/h")], Some("/h/.cache/vidimus/tools")),
            (&[], None),
        ] {
            let lookup = |name: &str| {
                variables.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into())
            };
            assert_eq!(tools_folder(lookup), expected.map(PathBuf::from), "{variables:?}");
        }
    }
}
