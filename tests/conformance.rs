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
    ("dcc-qa/dcc-quality-assurance/MK/1.3.0/REC_MK.png", RSA_1024),
    ("dcc-qa/dcc-quality-assurance/MK/1.3.0/TEST_MK.png", RSA_1024),
    ("dcc-qa/dcc-quality-assurance/MK/1.3.0/VAC_MK.png", RSA_1024),
];

/// RFC 8230 §6.1 asks for 2048 bits, so nobody can be vouched for by this key.
const RSA_1024: &str = "signed with an RSA key of 1024 bits, which is refused";

/// Families of this release, and of `hc1-misc` only what is a DCC.
const FAMILIES: [&str; 4] = ["dcc", "dcc-qa", "hc1-misc", "vdsnc"];

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
                let path = row["path"].as_str().unwrap();
                if !makes_no_claim(&row) && is_picture(Path::new(path)) {
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

fn is_picture(path: &Path) -> bool {
    !path.extension().is_some_and(|extension| extension == "json" || extension == "txt")
}

fn makes_no_claim(row: &Value) -> bool {
    let expected = row["expected"].as_str().unwrap();
    matches!(expected, "not-measured" | "other-format" | "qr-unreadable" | "skip-svg")
}

/// Real lists: every entry is loaded or refused with its reason, and a broken proof is no proof.
#[test]
fn real_lists_are_read_whole() {
    let trust = shared().join("trust");
    let inspect = |arguments: &[&Path]| {
        Command::new(env!("CARGO_BIN_EXE_vidimus"))
            .args(["trust", "inspect", "--json", "--at", "2026-11-23T00:00:00Z"])
            .args(arguments)
            .output()
            .unwrap()
    };
    let key_of = |list: &str| trust.join("dsc-lists").join(list).join("dsc-list-signing-key.pem");
    let dsc_list = |list: &str| trust.join("dsc-lists").join(list).join("dsc-list.json");
    let (flag, acceptance_key) = (PathBuf::from("--list-key"), key_of("acceptance"));
    let cases = [
        (vec![trust.join("gdhcn/production.did.json")], 501, vec![]),
        (vec![trust.join("gdhcn/development.did.json")], 255, vec![]),
        (vec![dsc_list("production")], 829, vec![]),
        (
            vec![flag.clone(), acceptance_key.clone(), dsc_list("acceptance")],
            610,
            vec!["an RSA key of 1024 bits; 2048 to 4096 are used"],
        ),
        (
            vec![trust.join("acceptance/dcc-acc-keys.json")],
            824,
            vec!["an RSA key of 1024 bits; 2048 to 4096 are used"],
        ),
        (vec![trust.join("icao/csca/CSCA_AUS.der")], 1, vec![]),
        (vec![trust.join("icao/csca/JAPAN_CSCA.der")], 1, vec![]),
        (vec![trust.join("icao/crl/CRL_AUS.crl")], 1, vec![]),
        (vec![trust.join("icao/crl/JAPAN_CRL.der")], 1, vec![]),
        (vec![trust.join("icao/health-master-list.json")], 9, vec![]),
    ];
    for (arguments, total, refused) in cases {
        let arguments: Vec<&Path> = arguments.iter().map(PathBuf::as_path).collect();
        let output = inspect(&arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        let account: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut reasons: Vec<&str> = account["refused"]
            .as_array()
            .unwrap()
            .iter()
            .map(|refused| refused["reason"].as_str().unwrap())
            .collect();
        reasons.sort_unstable();
        let file = arguments.last().unwrap().display();
        println!("{file}: {} loaded, {} refused", account["loaded"], account["refused_count"]);
        assert_eq!((&account["total"], reasons), (&json!(total), refused), "{file}");
    }
    // Signed by nobody known, by another key, and with a signature that does not hold.
    let usage = inspect(&[&dsc_list("acceptance")]);
    assert_eq!(usage.status.code(), Some(64));
    let wrong = inspect(&[&flag, &acceptance_key, &dsc_list("broken-signature")]);
    assert_eq!(wrong.status.code(), Some(65));
}

/// The pack of the build is what the tool makes of the list that PROVENANCE.md names.
#[test]
fn the_default_pack_can_be_made_again() {
    let scratch = tempfile::tempdir().unwrap();
    let (key, pack) = (scratch.path().join("key.pem"), scratch.path().join("again.pack"));
    let vidimus = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_vidimus")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    vidimus(&["trust", "keygen", "-o", &text(&key)]);
    let list = text(&shared().join("trust/gdhcn/production.did.json"));
    vidimus(&[
        "trust",
        "build",
        "-o",
        &text(&pack),
        "--source",
        &list,
        "--key",
        &text(&key),
        "--sequence",
        "1",
        "--next-update",
        "2030-01-01T00:00:00Z",
    ]);
    let entries = |path: &Path| {
        let account = vidimus(&["trust", "inspect", "--json", &text(path)]);
        let account: Value = serde_json::from_slice(&account).unwrap();
        account["entries"].clone()
    };
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/trust/default.pack");
    assert_eq!(entries(&pack), entries(&shipped));
}

/// Pictures that today's detector (rqrr's) may miss; its successor will lower this.
const MOST_UNREAD: usize = 20;

/// The judgements that a row asks for, or why it asks for none here.
fn cases_of(
    family: &'static str,
    row: &Value,
    shared: &Path,
    scratch: &Path,
    pictures: &Pictures,
) -> Result<Vec<Case>, String> {
    let expected = row["expected"].as_str().unwrap();
    if makes_no_claim(row) {
        return Err(format!("{expected}: {}", row["why"].as_str().unwrap_or_default()));
    }
    let id = row["id"].as_str().unwrap();
    if family == "hc1-misc" && !id.starts_with("dcc/") {
        return Err("another scheme than the DCC".to_owned());
    }
    let path = shared.join("vectors").join(row["path"].as_str().unwrap());
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap();
    let mut request = json!({});
    let mut keys = shared.join("trust/acceptance/dcc-acc-keys.json");
    match extension {
        // The signer's certificate lies in the code, and its authority in the health master list.
        "json" | "txt" if family == "vdsnc" => {
            request["text"] = fs::read_to_string(&path).unwrap().into();
            keys = shared.join("trust/icao");
        }
        "json" => {
            let vector: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            request["text"] = vector["PREFIX"].clone();
            let Some(certificate) = vector["TESTCTX"]["CERTIFICATE"].as_str() else {
                return Err("no signer in it".to_owned());
            };
            keys = scratch.join(id.replace('/', "_") + ".json");
            // Under the kid that the certificate names is only known after reading it, so the
            // signer is offered as a bare certificate: its kid is the first bytes of its digest.
            fs::write(&keys, pem(certificate)).unwrap();
        }
        "txt" => request["text"] = fs::read_to_string(&path).unwrap().into(),
        _ => {
            let file = path.canonicalize().unwrap();
            let text = pictures.texts.get(file.to_str().unwrap());
            request["text"] =
                text.ok_or("a picture that the detector does not read")?.clone().into();
        }
    }
    let all = |expected: &str| match row["acceptable"].as_array() {
        Some(list) => list.iter().map(|one| one.as_str().unwrap().to_owned()).collect(),
        None => vec![expected.to_owned()],
    };
    let mut cases = Vec::new();
    let mut push = |clock: &Value, expected: &str, acceptable: Vec<String>| {
        for scope in ["live", "test"] {
            let mut request = request.clone();
            if !clock.is_null() {
                request["at"] = utc(clock);
            }
            request["trust"] = json!([{ "path": keys, "scope": scope }]);
            if family == "vdsnc" {
                let withdrawn = json!({ "path": shared.join("trust/icao/crl") });
                request["trust"].as_array_mut().unwrap().push(withdrawn);
            }
            cases.push(Case {
                family,
                vector: id.to_owned(),
                expected: expected.to_owned(),
                acceptable: acceptable.clone(),
                specimen: scope == "test",
                request,
            });
        }
    };
    match row["cases"].as_array() {
        None => push(&row["clock"], expected, all(expected)),
        Some(list) => {
            for case in list {
                let expected = case["expected"].as_str().unwrap();
                let acceptable = if case["clock"] == row["clock"] {
                    all(expected)
                } else {
                    vec![expected.to_owned()]
                };
                push(&case["clock"], expected, acceptable);
            }
        }
    }
    Ok(cases)
}

/// Whether a report is what the table of outcomes asks for.
fn holds(expected: &str, specimen: bool, report: &Value) -> bool {
    let outcome = report["outcome"].as_str();
    let codes = codes(report);
    let has = |code: &str| codes.contains(&code);
    let rejected_with =
        |stage: &str| outcome == Some("reject") && codes.iter().any(|code| code.starts_with(stage));
    match expected {
        "valid" if specimen => {
            outcome == Some("undecided") && report["specimen"] == true && has("trust.specimen")
        }
        "valid" => outcome == Some("accept") && report["specimen"] == false,
        "bad-signature" => outcome == Some("reject") && has("signature.mismatch"),
        "bad-base45" => rejected_with("envelope.base45"),
        "bad-zlib" => rejected_with("envelope.compression"),
        "bad-cose" => rejected_with("envelope."),
        "bad-cwt" => rejected_with("scheme.claims") || rejected_with("envelope.cbor"),
        "bad-prefix" => outcome.is_none() && codes == ["scheme.unknown"],
        "expired" => outcome == Some("reject") && has("validity.expired"),
        "not-yet-valid" => {
            outcome == Some("reject")
                && (has("validity.not-yet-valid") || has("trust.signer-not-yet-valid"))
        }
        "key-usage" => outcome == Some("reject") && has("trust.key-usage"),
        "unknown-kid" | "untrusted-issuer" => {
            outcome == Some("undecided") && has("trust.unknown-issuer")
        }
        "link-not-opened" => outcome == Some("undecided"),
        // Policy: the signature must have been proved all the same.
        "schema-error" => report["checks"]["signature"] == "pass" || codes == ["scheme.no-entry"],
        other => panic!("an outcome that this test does not know: {other}"),
    }
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

/// Some clocks lack the zone; they mean UTC.
fn utc(clock: &Value) -> Value {
    match clock.as_str() {
        None => clock.clone(),
        Some(text)
            if text.ends_with('Z')
                || text.get(19..).is_some_and(|rest| rest.contains(['+', '-'])) =>
        {
            text.into()
        }
        Some(text) => format!("{text}Z").into(),
    }
}

fn pem(base64: &str) -> String {
    format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n")
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
