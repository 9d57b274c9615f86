use std::{env, path::PathBuf, process};

use super::*;

/// A folder of its own for each test, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("vidimus-stage-{name}-{}", process::id()));
        files::remove_folder(&folder).unwrap();
        Self(folder)
    }

    /// What trunk leaves behind.
    fn staging(&self, name: &str) -> PathBuf {
        let folder = self.0.join(name);
        for (file, contents) in [
            ("index.html", PAGE),
            ("page-0123456789abcdef.js", "page"),
            ("worker.js", "worker"),
            ("icons/icon.svg", "<svg/>"),
            ("sw.js", WORKER),
        ] {
            files::write(&folder.join(file), contents).unwrap();
        }
        folder
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = files::remove_folder(&self.0);
    }
}

#[test]
fn a_page_is_finished() {
    let scratch = Scratch::new("finished");
    let folder = scratch.staging("page");
    let finished = postbuild(&folder, &key()).unwrap();

    let index = files::read_text(&folder.join("index.html")).unwrap();
    assert!(index.contains("'self' 'sha256-"), "{index}");
    assert!(index.contains(&format!("content=\"{}\"", key().as_base64())), "{index}");
    assert!(!index.contains("{{"), "{index}");

    let worker = files::read_text(&folder.join("sw.js")).unwrap();
    let lines: Vec<&str> = worker.lines().collect();
    assert_eq!(lines[0], format!("const VERSION = \"{}\";", finished.version));
    assert_eq!(lines[1], "const FILES = [");
    let addresses = ["icons/icon.svg", "", "page-0123456789abcdef.js", "worker.js"];
    for (line, address) in lines[2..].iter().zip(addresses) {
        let start = format!("  \"./{address}#sha256-");
        assert!(line.starts_with(&start), "{line}");
    }
    assert_eq!(lines[6..], ["];"]);
    assert_eq!(finished.files, 4);
}

#[test]
fn the_same_input_gives_the_same_page() {
    let scratch = Scratch::new("same");
    let (one, other) = (scratch.staging("one"), scratch.staging("other"));
    assert_eq!(postbuild(&one, &key()).unwrap(), postbuild(&other, &key()).unwrap());
    assert_same_files(&one, &other);
}

#[test]
fn a_changed_file_gives_another_version() {
    let scratch = Scratch::new("changed");
    let (one, other) = (scratch.staging("one"), scratch.staging("other"));
    files::write(&other.join("worker.js"), "another worker").unwrap();
    assert_ne!(
        postbuild(&one, &UpdateKey::none()).unwrap().version,
        postbuild(&other, &UpdateKey::none()).unwrap().version
    );
}

#[test]
fn a_restaged_page_is_the_one_built_with_that_key() {
    let scratch = Scratch::new("restaged");
    let (shipped, built) = (scratch.staging("shipped"), scratch.staging("built"));
    let plain = postbuild(&shipped, &UpdateKey::none()).unwrap();
    let expected = postbuild(&built, &key()).unwrap();
    let copy = scratch.0.join("copy");
    assert_eq!(restage(&shipped, &copy, &key()).unwrap(), expected);
    assert_same_files(&copy, &built);
    assert_ne!(plain.version, expected.version);

    let full = restage(&shipped, &copy, &key()).unwrap_err().to_string();
    assert!(full.contains("not empty"), "{full}");
}

#[test]
fn a_page_that_was_changed_by_hand_is_not_restaged() {
    let scratch = Scratch::new("by-hand");
    let folder = scratch.staging("page");
    postbuild(&folder, &UpdateKey::none()).unwrap();
    files::write(&folder.join("worker.js"), "changed").unwrap();
    let failure = restage(&folder, &scratch.0.join("copy"), &key()).unwrap_err().to_string();
    assert!(failure.contains("does not fit the files"), "{failure}");
}

#[test]
fn a_missing_mark_is_named() {
    let scratch = Scratch::new("marks");
    let folder = scratch.staging("page");
    for (file, text, mark) in [
        ("index.html", PAGE, "{{INLINE_HASHES}}"),
        ("index.html", PAGE, "{{UPDATE_KEY}}"),
        ("sw.js", WORKER, "__PRECACHE__"),
        ("sw.js", WORKER, "__VERSION__"),
    ] {
        files::write(&folder.join("index.html"), PAGE).unwrap();
        files::write(&folder.join(file), text.replace(mark, "")).unwrap();
        let failure = postbuild(&folder, &UpdateKey::none()).unwrap_err().to_string();
        assert!(failure.contains(&format!("{file} has no {mark}")), "{failure}");
        files::write(&folder.join(file), text).unwrap();
    }
}

fn assert_same_files(one: &Path, other: &Path) {
    let contents = |folder: &Path| {
        files::all_below(folder)
            .unwrap()
            .iter()
            .map(|file| (files::name_below(folder, file).unwrap(), files::read(file).unwrap()))
            .collect::<Vec<_>>()
    };
    assert!(contents(one) == contents(other));
}

fn key() -> UpdateKey {
    UpdateKey::from_spki(&[0x30, 3, 1, 2, 3]).unwrap()
}

const PAGE: &str = "<!doctype html>
<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' {{INLINE_HASHES}}\">
<meta name=\"vidimus-update-key\" content=\"{{UPDATE_KEY}}\">
<script type=\"module\">import init from './page-0123456789abcdef.js'; init();</script>
";

const WORKER: &str = "const VERSION = \"__VERSION__\";\nconst FILES = __PRECACHE__;\n";
