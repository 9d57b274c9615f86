//! Certificates and pictures made by others, judged by the command line at each vector's own clock.
//!
//! The material lies beside the checkout (`../shared`, or `$VIDIMUS_SHARED`), not in it, so this
//! target is not part of a plain `cargo test`; without the material it fails. Nothing in the
//! program knows a vector: only the table of [`EXPLAINED`] deviations here does.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::print_stdout, reason = "the figures are the result")]
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test: what is not as it should be ends it"
)]

mod cases;
mod links;
mod lists;

use cases::{cases_of, holds};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Outcomes that differ from what the vectors' table asks for, each with its reason. A vector that
/// is listed and does as asked is an error too, so that the list cannot outlive its reasons.
const EXPLAINED: &[(&str, &str)] = &[
    ("dev-tools:test-example-00-e-file-trailing_chars.smart-health-card", WHITE_SPACE),
    ("dcc-qa/dcc-quality-assurance/MK/1.3.0/REC_MK.png", RSA_1024),
    ("dcc-qa/dcc-quality-assurance/MK/1.3.0/TEST_MK.png", RSA_1024),
    ("dcc-qa/dcc-quality-assurance/MK/1.3.0/VAC_MK.png", RSA_1024),
];

/// RFC 8259 §2 allows it, and the card in the file is sound.
const WHITE_SPACE: &str = "only white space follows the JSON";

/// RFC 8230 §6.1 asks for 2048 bits, so nobody can be vouched for by this key.
const RSA_1024: &str = "signed with an RSA key of 1024 bits, which is refused";

/// Every family of certificates.
const FAMILIES: [&str; 9] =
    ["dcc", "dcc-qa", "divoc", "hc1-misc", "nzcp", "other", "shc", "shl", "vdsnc"];

/// One judgement asked for.
struct Case {
    family: &'static str,
    vector: String,
    expected: String,
    acceptable: Vec<String>,
    /// Keys given as `test`: the same certificate must then be a specimen.
    specimen: bool,
    request: Value,
}

#[test]
fn every_vector_is_judged_as_asked() {
    let shared = shared();
    let scratch = tempfile::tempdir().unwrap();
    let pictures = Pictures::scan(&shared, scratch.path());
    let mut cases = Vec::new();
    let mut not_run: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for family in FAMILIES {
        for row in rows(&shared.join("vectors/expected").join(format!("{family}.jsonl"))) {
            match cases_of(family, &row, &shared, scratch.path(), &pictures) {
                Ok(of_row) => cases.extend(of_row),
                Err(why) => {
                    let line = format!("{}: {why}", row["id"].as_str().unwrap());
                    not_run.entry(family).or_default().push(line);
                }
            }
        }
    }
    let reports = batch(&cases);
    let mut table: BTreeMap<(&str, String), [usize; 2]> = BTreeMap::new();
    let mut unexplained = String::new();
    let mut explained = String::new();
    for (case, report) in cases.iter().zip(&reports) {
        let count = table.entry((case.family, case.expected.clone())).or_default();
        let excuse = EXPLAINED.iter().find(|(vector, _)| *vector == case.vector);
        let as_asked =
            case.acceptable.iter().any(|expected| holds(expected, case.specimen, report));
        match (as_asked, excuse) {
            (true, None) => count[0] += 1,
            (false, Some((_, why))) => {
                count[1] += 1;
                writeln!(explained, "  {}: {why}", case.vector).unwrap();
            }
            (true, Some(_)) => {
                writeln!(unexplained, "  {}: listed as explained, but as asked", case.vector)
                    .unwrap();
            }
            (false, None) => {
                count[1] += 1;
                writeln!(
                    unexplained,
                    "  {} (specimen: {}): {} asked, {} with {:?} given",
                    case.vector,
                    case.specimen,
                    case.expected,
                    report["outcome"],
                    codes(report)
                )
                .unwrap();
            }
        }
    }
    println!("{:<10} {:<16} {:>7} {:>7}", "family", "asked", "passed", "failed");
    for ((family, expected), [passed, failed]) in &table {
        println!("{family:<10} {expected:<16} {passed:>7} {failed:>7}");
    }
    for (family, lines) in &not_run {
        println!("\n{family}: {} vectors not run:\n  {}", lines.len(), lines.join("\n  "));
    }
    println!("\nexplained differences:\n{explained}");
    assert!(unexplained.is_empty(), "unexplained differences:\n{unexplained}");
    let (read, all) = (pictures.texts.len(), pictures.all);
    println!("pictures read by the detector: {read} of {all}");
    assert!(all - read <= MOST_UNREAD, "more than {MOST_UNREAD} pictures not read");
}

/// What our own scanner reads in the pictures, each looked at once.
struct Pictures {
    texts: BTreeMap<String, String>,
    all: usize,
}

impl Pictures {
    fn scan(shared: &Path, scratch: &Path) -> Self {
        let mut manifest = String::new();
        let mut all = 0;
        for family in FAMILIES {
            for row in rows(&shared.join("vectors/expected").join(format!("{family}.jsonl"))) {
                let paths = paths(&row);
                for path in paths.iter().filter(|path| !makes_no_claim(&row) && is_picture(path)) {
                    let file = shared.join("vectors").join(path).canonicalize().unwrap();
                    writeln!(manifest, "{}", json!({ "file": file })).unwrap();
                    all += 1;
                }
            }
        }
        let path = scratch.join("pictures.jsonl");
        fs::write(&path, manifest).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_vidimus"))
            .args(["scan", "--manifest", path.to_str().unwrap()])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        let mut texts = BTreeMap::new();
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            if let Some(text) = line["text"].as_str() {
                texts.insert(line["file"].as_str().unwrap().to_owned(), text.to_owned());
            }
        }
        Self { texts, all }
    }
}

/// The files of a row: one, or the pieces of one certificate.
fn paths(row: &Value) -> Vec<PathBuf> {
    let of = |path: &Value| PathBuf::from(path.as_str().unwrap());
    row["path"]
        .as_array()
        .map_or_else(|| vec![of(&row["path"])], |list| list.iter().map(of).collect())
}

fn is_picture(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        ["gif", "jpeg", "jpg", "png", "webp"]
            .iter()
            .any(|form| extension.eq_ignore_ascii_case(form))
    })
}

fn makes_no_claim(row: &Value) -> bool {
    let expected = row["expected"].as_str().unwrap();
    matches!(
        expected,
        "not-measured" | "not-verified-here" | "other-format" | "qr-unreadable" | "skip-svg"
    )
}

fn codes(report: &Value) -> Vec<&str> {
    let reasons = report["reasons"].as_array().unwrap();
    reasons.iter().map(|reason| reason["code"].as_str().unwrap()).collect()
}

/// All requests through one `vidimus verify --batch`.
fn batch(cases: &[Case]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vidimus"))
        .args(["verify", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let lines: Vec<String> = cases.iter().map(|case| case.request.to_string()).collect();
    let writer = std::thread::spawn(move || {
        for line in lines {
            writeln!(stdin, "{line}").unwrap();
        }
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let reports: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), cases.len(), "a report a request");
    reports
}

fn rows(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn shared() -> PathBuf {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = env::var_os("VIDIMUS_SHARED").map_or_else(default, PathBuf::from);
    assert!(
        folder.join("vectors").is_dir(),
        "NOT RUN: no vectors in {}; name their folder in VIDIMUS_SHARED",
        folder.display()
    );
    folder
}

/// Pictures that today's detector (rqrr's) may miss; its successor will lower this.
const MOST_UNREAD: usize = 20;
