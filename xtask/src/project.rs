//! Where things lie in this project.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{failure::Failure, files, pins};

/// The project's folder.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The project that this program belongs to.
    #[must_use]
    pub fn find() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: xtask.parent().unwrap_or(xtask).to_path_buf() }
    }

    /// The project's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the project.
    #[must_use]
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The built page.
    #[must_use]
    pub fn dist(&self) -> PathBuf {
        self.path("dist")
    }

    /// Where cargo puts what it builds.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| self.path("target"), |dir| self.root.join(dir))
    }

    /// The text of one of the project's own files.
    pub fn text(&self, inside: &str) -> Result<String, Failure> {
        files::read_text(&self.path(inside))
    }

    /// Where a test target can lie: where Cargo.toml says, else in one of cargo's own places.
    pub fn test_files(&self, name: &str) -> Result<Vec<String>, Failure> {
        let manifest = self.text("Cargo.toml")?;
        Ok(declared_path(&manifest, name).map_or_else(
            || vec![format!("tests/{name}.rs"), format!("tests/{name}/main.rs")],
            |declared| vec![declared.to_owned()],
        ))
    }

    /// The material that is shared between checkouts and not part of the project, if it is there:
    /// `$VIDIMUS_SHARED`, else `../shared`.
    #[must_use]
    pub fn shared(&self) -> Option<PathBuf> {
        let folder = env::var_os("VIDIMUS_SHARED")
            .map_or_else(|| self.path("../shared"), |named| self.root.join(named));
        let folder = folder.canonicalize().ok()?;
        folder.join("vectors").is_dir().then_some(folder)
    }

    /// The cargo that runs this program, in the project's folder.
    #[must_use]
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root);
        command
    }
}

fn declared_path<'t>(manifest: &'t str, name: &str) -> Option<&'t str> {
    let tests = manifest.split("[[test]]").skip(1);
    tests
        .filter_map(|test| test.split("\n[").next())
        .find(|test| pins::value(test, "name") == Some(name))
        .and_then(|test| pins::value(test, "path"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declared_test_is_found() {
        let manifest = "[lib]\nname = \"b\"\n[[test]]\nname = \"a\"\npath = \"x/a.rs\"\n\
                        [[test]]\nname = \"b\"\n\n[other]\npath = \"no.rs\"\n";
        assert_eq!(declared_path(manifest, "a"), Some("x/a.rs"));
        assert_eq!(declared_path(manifest, "b"), None);
        assert_eq!(declared_path(manifest, "c"), None);
    }
}
