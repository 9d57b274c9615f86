//! The command line's contract: exit statuses, JSON, batches, sources of trust.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test: what is not as it should be ends it")]

use base64ct::{Base64, Encoding};
use image::{GrayImage, Luma};
use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};
use std::{
    fs,
    io::Write as _,
    path::PathBuf,
    process::{Command, Output, Stdio},
    time::SystemTime,
};
use tempfile::TempDir;
use vidimus::{
    issue::{self, Issuer, SampleKind, icao_vds_nc::SealAuthority},
    moment::Moment,
};

/// A folder with certificates of an issuer of this test, and the issuer's key.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        let issuer = Issuer::from_seed("command line", "PT").unwrap();
        let stranger = Issuer::from_seed("a stranger", "PT").unwrap();
        fs::create_dir(folder.path("demo")).unwrap();
        for (kind, text) in issue::samples_of(&issuer, &stranger, now()) {
            let name = match kind {
                SampleKind::Expired => "expired",
                SampleKind::Good => "good",
                SampleKind::Tampered => "tampered",
                SampleKind::UnknownIssuer => "unknown-issuer",
            };
            fs::write(folder.path(&format!("demo/eu-dcc-{name}.txt")), &text).unwrap();
            picture(&text).save(folder.path(&format!("demo/eu-dcc-{name}.png"))).unwrap();
        }
        let keys = json!({ Base64::encode_string(issuer.kid()):
            [{ "spki": Base64::encode_string(issuer.spki()), "country": "PT" }] });
        fs::write(folder.path("keys.json"), keys.to_string()).unwrap();
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }
}

/// A code as `issue demo` draws it.
fn picture(text: &str) -> GrayImage {
    let code = QrCode::with_error_correction_level(text, EcLevel::Q).unwrap();
    let side = u32::try_from((code.width() + 8) * 6).unwrap();
    GrayImage::from_fn(side, side, |x, y| {
        let module = |pixel: u32| usize::try_from(pixel / 6).unwrap().checked_sub(4);
        let place = module(x).zip(module(y)).filter(|(x, y)| *x.max(y) < code.width());
        let dark = place.is_some_and(|place| code[place] == Color::Dark);
        Luma([if dark { 0 } else { 255 }])
    })
}

#[expect(clippy::disallowed_methods, reason = "certificates are issued at this moment")]
fn now() -> Moment {
    let elapsed = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Moment::from_unix_seconds(i64::try_from(elapsed.as_secs()).unwrap())
}

/// The demo issuer's key is public: its certificates are specimens whatever anybody says.
#[test]
fn nobody_can_make_the_demo_issuer_a_real_one() {
    let folder = Folder::new();
    let demo = folder.text("specimens");
    assert_eq!(status(&["issue", "demo", "-o", &demo], ""), Some(0));
    let issuer = issue::demo_issuer().unwrap();
    let keys = json!({ Base64::encode_string(issuer.kid()):
        [{ "spki": Base64::encode_string(issuer.spki()), "country": "PT" }] });
    fs::write(folder.path("demo-keys.json"), keys.to_string()).unwrap();
    let trust = folder.text("demo-keys.json=live");
    for form in ["txt", "png"] {
        let good = format!("{demo}/eu-dcc-good.{form}");
        let report = lines(&run(&["verify", "--json", "--trust", &trust, &good], "")).remove(0);
        assert_eq!((&report["outcome"], &report["specimen"]), (&json!("undecided"), &json!(true)));
    }
    let svg = format!("{demo}/eu-dcc-good.svg");
    assert_eq!(status(&["verify", &svg], ""), Some(65), "not read by this version");
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vidimus"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A program that ends early closes the pipe, which is no fault of the test.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn status(arguments: &[&str], input: &str) -> Option<i32> {
    run(arguments, input).status.code()
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_exit_status_is_the_gravest_outcome() {
    let folder = Folder::new();
    let trust = folder.text("keys.json=live");
    let file = |name: &str| folder.text(&format!("demo/eu-dcc-{name}"));
    let cases = [
        (vec!["good.txt"], 0),
        (vec!["good.png"], 0),
        (vec!["unknown-issuer.png"], 1),
        (vec!["good.txt", "unknown-issuer.txt"], 1),
        (vec!["unknown-issuer.txt", "expired.png", "good.txt"], 2),
        (vec!["tampered.txt"], 2),
    ];
    for (names, expected) in cases {
        let files: Vec<String> = names.iter().map(|name| file(name)).collect();
        let mut arguments = vec!["verify", "--trust", &trust];
        arguments.extend(files.iter().map(String::as_str));
        assert_eq!(status(&arguments, ""), Some(expected), "{names:?}");
    }
    assert_eq!(status(&["verify", "-"], "no certificate"), Some(1));
    assert_eq!(status(&["verify"], ""), Some(64), "no input");
    assert_eq!(status(&["verify", "--nonsense", "-"], ""), Some(64));
    assert_eq!(status(&["verify", "--at", "noon", "-"], ""), Some(64));
    assert_eq!(status(&["verify", &folder.text("absent.png")], ""), Some(65));
    assert_eq!(status(&["verify", "-"], "%PDF-1.7"), Some(65), "not read by this version");
    assert_eq!(status(&["--help"], ""), Some(0));
}

/// One input that cannot be read hides nothing of the others, and the status tells of it.
#[test]
fn an_unreadable_input_does_not_end_the_run() {
    let folder = Folder::new();
    fs::write(folder.path("cut.png"), b"\x89PNG\r\n\x1a\ncut").unwrap();
    let trust = folder.text("keys.json=live");
    for bad in ["absent.png", "cut.png"] {
        let files =
            ["demo/eu-dcc-expired.txt", bad, "demo/eu-dcc-good.txt"].map(|name| folder.text(name));
        let mut arguments = vec!["verify", "--json", "--trust", &trust];
        arguments.extend(files.iter().map(String::as_str));
        let output = run(&arguments, "");
        assert_eq!(output.status.code(), Some(65), "{bad}");
        let reports = lines(&output);
        let of = |file: &String| reports.iter().find(|report| report["file"] == **file).unwrap();
        assert_eq!(of(&files[0])["outcome"], "reject", "{bad}");
        assert_eq!(of(&files[2])["outcome"], "accept", "{bad}");
        let (output, last) = (run(&["scan", "--json", &files[1], &files[2]], ""), &files[2]);
        assert_eq!(output.status.code(), Some(0), "{bad}");
        assert_eq!(lines(&output).last().unwrap()["file"], **last, "{bad}");
    }
}

/// Every scheme from our own issuers through a picture and our own scanner to its verdict; in demo
/// mode with its colour.
#[test]
fn the_specimens_of_every_scheme_are_what_they_are_called() {
    let folder = Folder::new();
    let demo = folder.text("every");
    let made = run(&["issue", "demo", "-o", &demo], "");
    assert!(made.status.success());
    let policy = folder.text("demo.json");
    fs::write(&policy, r#"{"demo":true}"#).unwrap();
    let pictures = String::from_utf8(made.stdout).unwrap();
    let mut schemes = std::collections::BTreeSet::new();
    for picture in pictures.lines().filter(|line| line.ends_with(".png")) {
        let name = picture.rsplit(['/', '\\']).next().unwrap().trim_end_matches(".png");
        let judged = |more: &[&str]| {
            let arguments = [&["verify", "--json"], more, &[picture]].concat();
            lines(&run(&arguments, "")).remove(0)
        };
        let (report, shown) = (judged(&[]), judged(&["--policy", &policy]));
        let code = |code: &str| {
            report["reasons"].as_array().unwrap().iter().any(|reason| reason["code"] == code)
        };
        let link = name.starts_with("vhl-") || name.starts_with("hajj-");
        let (outcomes, sign) = match name {
            _ if name.ends_with("-good") && link => (["undecided"; 2], code("link.not-opened")),
            _ if name.ends_with("-good") => (["undecided", "accept"], code("trust.specimen")),
            _ if name.ends_with("-expired") => (["reject"; 2], code("validity.expired")),
            _ if name.ends_with("-tampered") => (["reject"; 2], code("signature.mismatch")),
            _ => (["undecided"; 2], code("trust.unknown-issuer")),
        };
        assert_eq!([&report["outcome"], &shown["outcome"]], outcomes, "{name}: {report}");
        assert!(sign, "{name}: {report}");
        schemes.insert(report["scheme"].as_str().unwrap().to_owned());
    }
    assert_eq!(schemes.len(), 15, "{schemes:?}");
}

/// What editors and mail do to a text.
#[test]
fn a_text_may_be_wrapped_and_marked() {
    let folder = Folder::new();
    let trust = folder.text("keys.json=live");
    let good = fs::read_to_string(folder.path("demo/eu-dcc-good.txt")).unwrap();
    let wrapped: Vec<&str> =
        good.as_bytes().chunks(60).map(|line| std::str::from_utf8(line).unwrap()).collect();
    for text in [wrapped.join("\r\n"), format!("\u{feff}{good}\n"), format!("\n\n  {good}")] {
        assert_eq!(status(&["verify", "--trust", &trust, "-"], &text), Some(0), "{text:?}");
    }
}

#[test]
fn sources_without_a_key_are_an_error() {
    let folder = Folder::new();
    let good = folder.text("demo/eu-dcc-good.txt");
    for trust in ["demo", "nothing"] {
        fs::create_dir_all(folder.path("nothing")).unwrap();
        let trust = folder.text(trust);
        assert_eq!(status(&["verify", "--trust", &trust, &good], ""), Some(65), "{trust}");
    }
}

#[test]
fn a_report_has_the_members_of_the_contract() {
    let folder = Folder::new();
    let (trust, good) = (folder.text("keys.json=live"), folder.text("demo/eu-dcc-good.txt"));
    let output = run(&["verify", "--json", "--trust", &trust, &good], "");
    let report = &lines(&output)[0];
    let mut members: Vec<&str> = report.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = vec![
        "file",
        "outcome",
        "scheme",
        "reasons",
        "checks",
        "specimen",
        "issuer",
        "credential",
        "match",
        "trust",
        "ms",
    ];
    expected.sort_unstable();
    members.sort_unstable();
    assert_eq!(members, expected);
    assert_eq!(report["outcome"], "accept");
    assert_eq!(report["scheme"], "eu-dcc");
    assert_eq!(report["issuer"]["country"], "PRT");
    assert_eq!(report["credential"]["person"]["dob"], "1990-05");
    assert_eq!(report["credential"]["events"][0]["kind"], "vaccination");
    assert_eq!(
        report["checks"],
        json!({"reading": "pass", "signature": "pass", "trust": "pass", "revocation": "unknown",
               "validity": "pass", "rules": "not-applied"})
    );
}

#[test]
fn unproven_claims_are_shown_only_when_asked_for() {
    let folder = Folder::new();
    let forged = folder.text("demo/eu-dcc-tampered.txt");
    let hidden = &lines(&run(&["verify", "--json", &forged], ""))[0];
    assert_eq!((&hidden["credential"], hidden.get("proven")), (&Value::Null, None));
    let shown = &lines(&run(&["verify", "--json", "--show-unproven", &forged], ""))[0];
    assert_eq!(shown["proven"], false);
    assert_eq!(shown["credential"]["person"]["given"], "Malte");
}

#[test]
fn the_clock_of_the_device_is_judged_only_when_it_is_asked_about() {
    let folder = Folder::new();
    let good = folder.text("demo/eu-dcc-good.txt");
    // Keys alone have no date that a clock could be behind of, so they are put into a pack.
    let (key, pack, source) =
        (folder.text("key.pem"), folder.text("a.pack"), folder.text("keys.json=live"));
    assert_eq!(status(&["trust", "keygen", "-o", &key], ""), Some(0));
    let build = ["trust", "build", "-o", &pack, "--source", &source, "--key", &key];
    let dates = ["--sequence", "1", "--next-update", "2030-01-01T00:00:00Z"];
    let created = ["--created", "2026-11-01T00:00:00Z"];
    assert_eq!(status(&[&build[..], &dates, &created].concat(), ""), Some(0));
    let report = |arguments: &[&str]| {
        let all = [&["verify", "--json", "--trust", &pack, &good], arguments].concat();
        lines(&run(&all, "")).remove(0)
    };
    assert!(report(&[])["trust"]["age_days"].is_i64());
    assert_eq!(report(&["--at", "2030-01-01T00:00:00Z"])["trust"]["age_days"], Value::Null);
    let both = report(&["--at", "2050-01-01T00:00:00Z", "--clock", "2020-01-01T00:00:00Z"]);
    assert_eq!(both["reasons"][0]["code"], "validity.expired");
    let codes: Vec<&Value> =
        both["reasons"].as_array().unwrap().iter().map(|reason| &reason["code"]).collect();
    assert!(codes.contains(&&json!("trust.clock-behind")), "{codes:?}");
}

#[test]
fn a_source_needs_a_scope_and_keeps_its_own() {
    let folder = Folder::new();
    let good = folder.text("demo/eu-dcc-good.txt");
    let with = |trust: String| run(&["verify", "--json", "--trust", &trust, &good], "");
    assert_eq!(with(folder.text("keys.json")).status.code(), Some(64), "bare keys state none");
    assert_eq!(with(folder.text("keys.json=best")).status.code(), Some(64));
    let test = &lines(&with(folder.text("keys.json=test")))[0];
    assert_eq!((&test["outcome"], &test["specimen"]), (&json!("undecided"), &json!(true)));

    // The same key under two scopes: the lower counts, and it is said.
    let (live, test) = (folder.text("keys.json=live"), folder.text("keys.json=test"));
    let output = run(&["verify", "--json", "--trust", &live, "--trust", &test, &good], "");
    assert_eq!(lines(&output)[0]["specimen"], true);
    assert!(String::from_utf8_lossy(&output.stderr).contains("counts as test"));

    // A list that says of itself that it is a test cannot be raised.
    let did = json!({"id": "did:web:tng-cdn-dev.who.int:v2:trustlist", "verificationMethod": []});
    fs::write(folder.path("did.json"), did.to_string()).unwrap();
    assert_eq!(with(folder.text("did.json=live")).status.code(), Some(64));

    let output = with(folder.text("demo/eu-dcc-good.png=live"));
    assert_eq!(output.status.code(), Some(65), "a picture is no list");
}

#[test]
fn a_pack_goes_the_whole_way() {
    let folder = Folder::new();
    let (key, pack) = (folder.text("key.pem"), folder.text("a.pack"));
    let public = folder.text("key.pem.pub");
    assert_eq!(status(&["trust", "keygen", "-o", &key], ""), Some(0));
    assert_eq!(status(&["trust", "keygen", "-o", &key], ""), Some(65), "never over another key");
    let source = folder.text("keys.json=live");
    let build = [
        "trust",
        "build",
        "-o",
        &pack,
        "--source",
        &source,
        "--key",
        &key,
        "--sequence",
        "7",
        "--next-update",
        "2030-01-01T00:00:00Z",
        "--created",
        "2026-11-01T00:00:00Z",
    ];
    assert_eq!(status(&build, ""), Some(0));
    let first = fs::read(&pack).unwrap();
    assert_eq!(status(&build, ""), Some(0));
    assert_eq!(fs::read(&pack).unwrap(), first, "the same sources make the same bytes");
    assert_eq!(status(&["trust", "check", &pack, "--key", &public], ""), Some(0));

    let good = folder.text("demo/eu-dcc-good.txt");
    let verify = ["verify", "--json", "--trust", &pack, "--list-key", &public, &good];
    let report = &lines(&run(&verify, ""))[0];
    assert_eq!(report["outcome"], "accept");
    assert_eq!(report["trust"]["sequence"], 7);

    let mut damaged = first.clone();
    *damaged.last_mut().unwrap() ^= 1;
    fs::write(&pack, &damaged).unwrap();
    assert_eq!(status(&["trust", "check", &pack, "--key", &public], ""), Some(65));
    fs::write(&pack, &first).unwrap();
    let other = folder.text("other.pem");
    assert_eq!(status(&["trust", "keygen", "-o", &other], ""), Some(0));
    let other = other + ".pub";
    assert_eq!(status(&["trust", "check", &pack, "--key", &other], ""), Some(65));
}

#[test]
fn a_batch_answers_every_line_in_order() {
    let folder = Folder::new();
    let keys = folder.path("keys.json");
    let good = fs::read_to_string(folder.path("demo/eu-dcc-good.txt")).unwrap();
    let mut requests = String::new();
    for id in 0..300 {
        let request = match id % 5 {
            0 => {
                json!({"id": id.to_string(), "text": good, "trust": [{"path": keys, "scope": "live"}]})
            }
            1 => json!({"id": id.to_string(), "text": "no certificate"}),
            2 => json!({"id": id.to_string(), "file": folder.path("absent.png")}),
            3 => json!({"id": id.to_string(), "bytes": Base64::encode_string(good.as_bytes()),
                        "trust": [{"path": keys, "scope": "live"}], "at": "2100-01-01T00:00:00Z"}),
            _ => json!({"id": id.to_string(), "text": good, "unknown-condition": true}),
        };
        requests += &format!("{request}\n");
    }
    // What is no request, would read the requests, or has no end is answered like any other.
    requests += "no JSON\n";
    requests += "{\"texts\":\"HC1:SECRET\",\"id\":\"x\"}\n";
    requests += "{\"id\":\"stdin\",\"file\":\"-\"}\n";
    requests += &format!("{{\"text\":\"{}\"}}\n", "A".repeat(9 << 20));
    requests += "{\"id\":\"last\",\"text\":\"HC1:\"}";
    let output = run(&["verify", "--batch"], &requests);
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(!said.contains("SECRET"), "a certificate in a log: {said}");
    let reports = lines(&output);
    assert_eq!(reports.len(), 305);
    for report in &reports[300..304] {
        assert_eq!(report["reasons"][0]["code"], "scan.request-unreadable");
    }
    assert_eq!((&reports[304]["id"], &reports[304]["outcome"]), (&json!("last"), &json!("reject")));
    for (id, report) in reports.iter().enumerate().take(300) {
        let (outcome, code) = match id % 5 {
            // The keys of the test carry no date: a note, and green.
            0 => (json!("accept"), json!("trust.list-undated")),
            1 => (Value::Null, json!("scheme.unknown")),
            3 => (json!("reject"), json!("validity.expired")),
            _ => (Value::Null, json!("scan.request-unreadable")),
        };
        if id % 5 != 4 {
            assert_eq!(report["id"], id.to_string());
        }
        assert_eq!(report["outcome"], outcome, "line {id}");
        assert_eq!(report["reasons"][0]["code"], code, "line {id}");
    }
}

/// Where one part of a request has no verdict, that part is undecided, and so is the whole.
#[test]
fn a_batch_answers_with_the_gravest_part() {
    let folder = Folder::new();
    let text = |name: &str| fs::read_to_string(folder.path(name)).unwrap();
    let (good, bad) = (text("demo/eu-dcc-good.txt"), text("demo/eu-dcc-tampered.txt"));
    let trust = json!([{ "path": folder.path("keys.json"), "scope": "live" }]);
    let long = "A".repeat(70_000);
    for (why, texts, expected) in [
        ("good", vec![&good], json!("accept")),
        ("no certificate", vec![&good, &"junk".to_owned()], Value::Null),
        ("too long", vec![&long, &good], Value::Null),
        ("altered", vec![&good, &bad, &long], json!("reject")),
    ] {
        let request = json!({ "id": why, "texts": texts, "trust": trust });
        let output = run(&["verify", "--batch"], &request.to_string());
        assert_eq!(lines(&output)[0]["outcome"], expected, "{why}");
    }
}

/// A list of withdrawn certificates that cannot be used is said to be that, and never passed over.
#[test]
fn a_revocation_list_that_is_not_used_is_an_error() {
    let folder = Folder::new();
    let moment = |seconds| Moment::from_unix_seconds(seconds);
    let issuer = Issuer::from_seed("authority", "PT").unwrap();
    let authority = SealAuthority::new(issuer, "PT", (moment(0), moment(4_000_000_000)));
    let mut crl = authority.revoke(&[1], moment(1_700_000_000), moment(1_900_000_000));
    fs::write(folder.path("csca.der"), authority.certificate()).unwrap();
    fs::write(folder.path("list.crl"), &crl).unwrap();
    let good = folder.text("demo/eu-dcc-good.txt");
    let (csca, list) = (folder.text("csca.der=live"), folder.text("list.crl=live"));
    let verify = ["verify", "--trust", &csca, "--trust", &list, &good];
    assert_eq!(status(&verify, ""), Some(1), "an unknown issuer");
    // A delta, where the authority's identifier stood.
    let place = crl.windows(3).position(|bytes| bytes == [0x55, 0x1d, 0x23]).unwrap();
    crl[place + 2] = 0x1b;
    fs::write(folder.path("list.crl"), &crl).unwrap();
    assert_eq!(status(&verify, ""), Some(65));
}

#[test]
fn scan_prints_a_line_for_each_code_and_for_none() {
    let folder = Folder::new();
    GrayImage::new(64, 64).save(folder.path("demo/nothing.png")).unwrap();
    fs::write(folder.path("demo/broken.png"), b"\x89PNG\r\n\x1a\nbroken").unwrap();
    let manifest = "{\"file\":\"demo/eu-dcc-good.png\"}\n{\"file\":\"demo/nothing.png\",\"x\":1}\n\
                    {\"file\":\"demo/broken.png\"}\n";
    fs::write(folder.path("manifest.jsonl"), manifest).unwrap();
    let output = run(&["scan", "--manifest", &folder.text("manifest.jsonl")], "");
    assert!(output.status.success());
    let found = lines(&output);
    assert_eq!(found[0]["file"], "demo/eu-dcc-good.png");
    let text = fs::read_to_string(folder.path("demo/eu-dcc-good.txt")).unwrap();
    assert_eq!(found[0]["text"], text);
    assert_eq!(found[0]["symbol"]["level"], "Q");
    assert_eq!((&found[1]["text"], found[1].get("symbol")), (&Value::Null, None));
    assert!(found[1]["ms"].is_number());
    assert_eq!((&found[2]["file"], &found[2]["text"]), (&json!("demo/broken.png"), &Value::Null));
}

#[test]
fn inspect_accounts_for_every_entry() {
    let folder = Folder::new();
    let mut keys: Value =
        serde_json::from_slice(&fs::read(folder.path("keys.json")).unwrap()).unwrap();
    keys["AAAA"] = json!([{ "spki": "not Base64!" }]);
    fs::write(folder.path("keys.json"), keys.to_string()).unwrap();
    let output = run(&["trust", "inspect", "--json", &folder.text("keys.json")], "");
    let account = &lines(&output)[0];
    assert_eq!((&account["total"], &account["loaded"]), (&json!(2), &json!(1)));
    assert_eq!(account["refused"][0]["label"], "AAAA");
    assert_eq!(account["refused"][0]["reason"], "spki is not Base64");
    assert_eq!(account["entries"][0]["standing"], "in-force");
}
