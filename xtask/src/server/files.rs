//! From a path in an address to a file in the served folder, and never to one outside.

use std::path::{Path, PathBuf};

/// The file that `path` means, and its name: `/` is `index.html`, in folders below too.
///
/// `root` must be canonical. `path` begins with `/` and is decoded.
pub(super) fn find(root: &Path, path: &str) -> Option<(String, PathBuf)> {
    let mut name = path.strip_prefix('/')?.to_owned();
    if name.is_empty() || name.ends_with('/') {
        name += "index.html";
    }
    if !name.split('/').all(is_plain) {
        return None;
    }
    // A link could lead out of the folder.
    let file = root.join(&name).canonicalize().ok()?;
    (file.starts_with(root) && file.is_file()).then_some((name, file))
}

/// Neither empty, `.` or `..`, nor hidden, nor with what some system takes for a separator.
fn is_plain(segment: &str) -> bool {
    let odd = |letter: char| letter.is_control() || matches!(letter, '\\' | ':');
    !segment.is_empty() && !segment.starts_with('.') && !segment.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    #[test]
    fn nothing_outside_the_folder_is_found() {
        let root = Project::find().path("xtask").canonicalize().unwrap();
        let found = |path: &str| find(&root, path).map(|(name, _)| name);
        assert_eq!(found("/Cargo.toml").as_deref(), Some("Cargo.toml"));
        assert_eq!(found("/src/main.rs").as_deref(), Some("src/main.rs"));
        for path in [
            "",
            "/",
            "/src",
            "/src/",
            "Cargo.toml",
            "/../Cargo.toml",
            "/src/../Cargo.toml",
            "/./Cargo.toml",
            "//Cargo.toml",
            "/src//main.rs",
            "/..\\Cargo.toml",
            "/C:/x",
            "/Cargo.toml\0",
            "/.hidden",
            "/missing",
            "//etc/passwd",
            "/Cargo.toml/",
        ] {
            assert_eq!(found(path), None, "{path:?}");
        }
    }
}
