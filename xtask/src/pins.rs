//! The versions of the build tools, fixed in this one place.
//!
//! Two files of other tools have to repeat them: `Trunk.toml` (wasm-opt and trunk itself) and
//! `package.json` with its lock. [`check_agreement`] says so when they drift apart. The version of
//! wasm-bindgen-cli stands nowhere: it is that of the crate in `Cargo.lock`.

use crate::{failure::Failure, project::Project};

/// The newest trunk that this project's Rust version can compile.
pub const TRUNK: &str = "0.21.14";

/// `wasm-opt`; Debian's is too old for what rustc writes today.
pub const BINARYEN: Package = Package { name: "binaryen", version: "132.0.0" };

/// The accessibility checks of the end-to-end tests.
pub const AXE_CORE: Package = Package { name: "axe-core", version: "4.14.1" };

/// What `npm ci` installs.
pub const PACKAGES: [Package; 2] = [BINARYEN, AXE_CORE];

/// A package of npm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Package {
    /// Its name in the registry.
    pub name: &'static str,
    /// Its exact version.
    pub version: &'static str,
}

/// The version of wasm-bindgen-cli that fits: the very one of the crate.
pub fn wasm_bindgen(project: &Project) -> Result<String, Failure> {
    let lock = project.text("Cargo.lock")?;
    locked_version(&lock, "wasm-bindgen").map(str::to_owned).ok_or_else(|| {
        Failure::new("Cargo.lock names no wasm-bindgen")
            .advise("Bring Cargo.lock back from git: every build here uses `--locked`.")
    })
}

/// Fails when a file repeats one of the versions wrongly.
pub fn check_agreement(project: &Project) -> Result<(), Failure> {
    let wrong = disagreements(
        &project.text("Trunk.toml")?,
        &project.text("package.json")?,
        &project.text("package-lock.json")?,
        &wasm_bindgen(project)?,
    );
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("the pinned tool versions disagree:\n  {}", wrong.join("\n  ")))
        .advise(
            "The versions are fixed in xtask/src/pins.rs. Change that file and the ones above \
             together; after package.json run `npm install --package-lock-only`.",
        ))
}

/// The version of `package` in a Cargo.lock. Of several versions, the first.
fn locked_version<'t>(lock: &'t str, package: &str) -> Option<&'t str> {
    lock.split("[[package]]")
        .find(|entry| value(entry, "name") == Some(package))
        .and_then(|entry| value(entry, "version"))
}

fn disagreements(trunk: &str, package: &str, lock: &str, wasm_bindgen: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |place: String, found: Option<&str>, expected: String| {
        if found != Some(expected.as_str()) {
            let found = found.unwrap_or("nothing");
            wrong.push(format!("{place} says {found}, but it should be {expected}"));
        }
    };

    compare("Trunk.toml trunk-version".into(), value(trunk, "trunk-version"), format!("^{TRUNK}"));
    let binaryen = BINARYEN.version.split('.').next().unwrap_or_default();
    compare(
        "Trunk.toml [tools] wasm_opt".into(),
        value(trunk, "wasm_opt"),
        format!("version_{binaryen}"),
    );
    // Trunk takes it from Cargo.lock when it is left out, as it should be.
    if let Some(repeated) = value(trunk, "wasm_bindgen") {
        compare("Trunk.toml [tools] wasm_bindgen".into(), Some(repeated), wasm_bindgen.into());
    }
    for Package { name, version } in PACKAGES {
        compare(format!("package.json {name}"), member(package, name), version.into());
        let locked = lock
            .split_once(&format!("\"node_modules/{name}\""))
            .and_then(|(_, entry)| member(entry, "version"));
        compare(format!("package-lock.json {name}"), locked, version.into());
    }
    wrong
}

/// The text of the first `key = "text"` line. Enough for the flat TOML that is read here.
pub(crate) fn value<'t>(toml: &'t str, key: &str) -> Option<&'t str> {
    toml.lines().find_map(|line| {
        let (name, rest) = line.split_once('=')?;
        let (text, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
        (name.trim() == key).then_some(text)
    })
}

/// The text of the first `"name": "text"` member.
pub(crate) fn member<'t>(json: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = json.split_once(&format!("\"{name}\""))?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    rest.split_once('"').map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.79"

[[package]]
name = "wasm-bindgen"
version = "0.2.129"
dependencies = ["cfg-if"]
"#;

    #[test]
    fn a_version_is_found_by_the_whole_name() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-futures"), Some("0.4.79"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn this_project_agrees_with_itself() {
        assert_eq!(check_agreement(&Project::find()), Ok(()));
    }

    #[test]
    fn every_drift_is_named() {
        let project = Project::find();
        let read = |name: &str| project.text(name).unwrap();
        let (trunk, package, lock) =
            (read("Trunk.toml"), read("package.json"), read("package-lock.json"));
        let bindgen = wasm_bindgen(&project).unwrap();
        let check = |trunk: &str, package: &str, lock: &str| {
            disagreements(trunk, package, lock, &bindgen).join("\n")
        };
        assert_eq!(check(&trunk, &package, &lock), "");

        let older = trunk.replace("version_132", "version_123");
        assert!(check(&older, &package, &lock).contains("wasm_opt says version_123"));
        let newer = trunk.replace(TRUNK, "0.22.0");
        assert!(check(&newer, &package, &lock).contains("trunk-version says ^0.22.0"));
        let repeated = format!("{trunk}\nwasm_bindgen = \"0.2.1\"");
        assert!(check(&repeated, &package, &lock).contains("wasm_bindgen says 0.2.1"));
        let loose = package.replace("\"4.14.1\"", "\"^4.14.1\"");
        assert!(check(&trunk, &loose, &lock).contains("package.json axe-core says ^4.14.1"));
        assert!(check(&trunk, &package, "{}").contains("package-lock.json binaryen says nothing"));
    }
}
