//! The invariants of ARCHITECTURE.md that the compiler does not hold.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test: what is not as it should be ends it"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Who may use whom: a module of `src/` and the modules that its files may name. Arrows only go
/// backwards along the flow.
const IMPORTS: &[(&str, &[&str])] = &[
    // Leaves.
    ("country", &[]),
    ("display", &[]),
    ("gathered", &[]),
    ("moment", &[]),
    ("policy", &[]),
    ("protocol", &[]),
    // The flow.
    ("scan", &[]),
    ("envelope", &[]),
    ("scheme", &["gathered", "envelope", "moment", "scan"]),
    ("opening", &["envelope", "moment", "scan", "scheme"]),
    ("signature", &["envelope", "moment", "scheme"]),
    ("trust", &["gathered", "country", "envelope", "moment", "policy", "scheme", "signature"]),
    ("rules", &["moment", "policy", "scheme", "trust"]),
    ("verdict", &["envelope", "moment", "opening", "rules", "scheme", "signature", "trust"]),
    (
        "pipeline",
        &[
            "envelope",
            "moment",
            "opening",
            "policy",
            "rules",
            "scan",
            "scheme",
            "signature",
            "trust",
            "verdict",
        ],
    ),
    // Around it.
    ("issue", &["envelope", "moment", "scan", "scheme", "signature", "trust"]),
    (
        "report",
        &["gathered", "country", "moment", "protocol", "scheme", "signature", "trust", "verdict"],
    ),
    (
        "session",
        &[
            "gathered",
            "moment",
            "opening",
            "pipeline",
            "policy",
            "protocol",
            "report",
            "scan",
            "signature",
            "trust",
            "verdict",
        ],
    ),
    // The page: it knows what the worker says, not how it comes to it.
    ("app", &["display", "policy", "protocol", "verdict"]),
    ("browser", &["country", "protocol", "verdict"]),
    ("ui", &["app", "browser", "protocol", "verdict"]),
];

/// What the entry points may use of the library.
const ENTRIES: &[(&str, &[&str])] = &[
    ("main.rs", &["browser", "ui"]),
    ("bin/worker.rs", &["browser", "protocol", "session"]),
    (
        "bin/vidimus",
        &[
            "display",
            "issue",
            "moment",
            "pipeline",
            "policy",
            "protocol",
            "report",
            "scan",
            "signature",
            "trust",
            "verdict",
        ],
    ),
];

#[test]
fn modules_import_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (module, allowed) in IMPORTS {
        let files = files_of(&source().join(module));
        assert!(!files.is_empty(), "{module} is in the table and not in src");
        for file in files {
            wrong.extend(violations(&file, "crate::", module, allowed));
        }
    }
    for (entry, allowed) in ENTRIES {
        for file in files_of(&source().join(entry)) {
            wrong.extend(violations(&file, "vidimus::", entry, allowed));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_is_in_the_table() {
    let known: BTreeSet<&str> = IMPORTS.iter().map(|(module, _)| *module).collect();
    let lib = fs::read_to_string(source().join("lib.rs")).unwrap();
    let declared: BTreeSet<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, known);
}

/// The scanner of imports sees what it should: a table that nothing can break holds nothing.
#[test]
fn the_scanner_of_imports_sees_every_form() {
    let text = "use crate::{\n    a::{B, c::D},\n    e,\n};\nfn f() -> crate::g::H {}\n// crate::no\n\
                /// [`crate::no`]\nuse crate::i as j; let x = \"crate::no\";";
    let found: Vec<String> = imports(text, "crate::").into_iter().map(|(_, name)| name).collect();
    assert_eq!(found, ["a", "e", "g", "i"]);
}

#[test]
fn the_browser_is_named_in_the_shell_only() {
    const SHELL: &[&str] = &["browser", "ui", "main.rs", "bin/worker.rs"];
    const NAMES: &[&str] =
        &["web_sys", "js_sys", "wasm_bindgen", "yew::", "gloo", "idb::", "target_arch"];
    for file in all_files() {
        let place = relative(&file);
        if SHELL.iter().any(|shell| place.starts_with(shell)) || place == "lib.rs" {
            continue;
        }
        if place == "bin/vidimus/main.rs" {
            continue; // An empty main on wasm32 is all that it has of it.
        }
        let code = code(&fs::read_to_string(&file).unwrap());
        for name in NAMES {
            assert!(!code.contains(name), "{place} names {name}");
        }
    }
}

#[test]
fn one_file_speaks_to_the_network_and_one_to_storage() {
    let only = |needle: &str, homes: &[&str]| {
        for file in all_files() {
            let place = relative(&file);
            let code = code(&fs::read_to_string(&file).unwrap());
            let allowed = homes.contains(&place.as_str());
            assert!(allowed || !code.contains(needle), "{place} names {needle}");
        }
    };
    only("fetch_with", &["browser/fetch.rs"]);
    // It makes the one document that may reach other hosts.
    only("HtmlIFrameElement", &["browser/errand.rs"]);
    only("<iframe", &[]);
    only("XmlHttpRequest", &[]);
    only("WebSocket", &[]);
    only("EventSource", &[]);
    only("send_beacon", &[]);
    only("local_storage", &[]);
    only("session_storage", &[]);
    only("set_cookie", &[]);
    only("idb::", &["browser/store.rs"]);
    only("get_user_media", &["browser/camera.rs"]);
}

#[test]
fn only_what_crosses_a_boundary_is_serializable() {
    // The protocol, the envelope around it between page and worker, and the command line's files.
    const BOUNDARIES: &[&str] = &["protocol/", "browser/messages.rs", "bin/vidimus"];
    for file in all_files() {
        let place = relative(&file);
        let code = code(&fs::read_to_string(&file).unwrap());
        let allowed = BOUNDARIES.iter().any(|boundary| place.starts_with(boundary));
        assert!(allowed || !code.contains("Serialize"), "{place} makes a type serializable");
    }
}

#[test]
fn files_hold_one_idea() {
    for file in all_files() {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines", relative(&file));
    }
}

/// Most lines of a source file, tests included.
const MOST_LINES: usize = 500;

fn violations(file: &Path, root: &str, module: &str, allowed: &[&str]) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let own = module.split('/').next().expect("a name");
    imports(&text, root)
        .into_iter()
        .filter(|(_, name)| name != own && !allowed.contains(&name.as_str()))
        .map(|(line, name)| format!("{}:{line}: {module} may not import {name}", relative(file)))
        .collect()
}

/// The first name after every `root`, also in a group, with its line.
fn imports(text: &str, root: &str) -> Vec<(usize, String)> {
    let code = code(text);
    let mut found = Vec::new();
    for (at, _) in code.match_indices(root) {
        let line = code.get(..at).unwrap().matches('\n').count() + 1;
        let rest = code.get(at + root.len()..).unwrap();
        found.extend(names(rest).into_iter().map(|name| (line, name)));
    }
    found
}

fn names(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut depth = 1;
    let mut members = vec![String::new()];
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                members.push(String::new());
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
        members.last_mut().expect("a member").push(character);
    }
    members.iter().map(|member| name(member.trim())).filter(|name| !name.is_empty()).collect()
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The text without comments and without what stands in quotes; the lines stay where they are.
fn code(text: &str) -> String {
    let mut code = String::new();
    for line in text.lines() {
        let uncommented = match line.find("//") {
            Some(at) => line.get(..at).unwrap(),
            None => line,
        };
        let mut quoted = false;
        for character in uncommented.chars() {
            if character == '"' {
                quoted = !quoted;
            } else if !quoted {
                code.push(character);
            }
        }
        code.push('\n');
    }
    code
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn relative(file: &Path) -> String {
    file.strip_prefix(source()).unwrap().to_str().unwrap().replace('\\', "/")
}

/// The files of a module: `name.rs`, or everything in `name/`.
fn files_of(place: &Path) -> Vec<PathBuf> {
    let single = place.with_extension("rs");
    let mut files = Vec::new();
    if single.is_file() {
        files.push(single);
    }
    if place.is_dir() {
        walk(place, &mut files);
    }
    files
}

fn all_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(&source(), &mut files);
    let by_name: BTreeMap<_, _> = files.into_iter().map(|file| (relative(&file), file)).collect();
    by_name.into_values().collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
