//! Files that others have put behind their links, opened as the page opens them but for the network:
//! the answer of the host is what the vector holds.

use super::{paths, rows, shared};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Value, json};
use std::{fs, path::Path};
use vidimus::{
    moment::Moment,
    opening::{Answer, Content, Step},
    pipeline::{self, World},
    policy::Policy,
    scan::Scanned,
    trust::TrustStore,
};

#[test]
fn files_behind_links_are_opened() {
    let shared = shared();
    let mut opened = 0;
    for row in rows(&shared.join("vectors/expected/shl.jsonl")) {
        if row["expected"] != "decrypts" {
            continue;
        }
        let Vector { link, passcode, files } = vector(&row, &shared);
        let contents = open(&link, passcode.as_deref(), &files);
        let cards = contents.iter().filter(|content| matches!(content, Content::Card(_))).count();
        let unsigned = contents.iter().filter(|content| **content == Content::Unsigned).count();
        assert_eq!(cards + unsigned, contents.len(), "{}: {contents:?}", row["id"]);
        println!("{}: {cards} cards, {unsigned} unsigned", row["id"]);
        opened += 1;
    }
    assert!(opened > 0, "no vector asks for it");
}

struct Vector {
    link: String,
    passcode: Option<String>,
    files: Vec<String>,
}

fn vector(row: &Value, shared: &Path) -> Vector {
    let paths = paths(row);
    let texts: Vec<String> = paths
        .iter()
        .map(|path| fs::read_to_string(shared.join("vectors").join(path)).unwrap())
        .collect();
    match &texts[..] {
        [file, link] => Vector { link: link.clone(), passcode: None, files: vec![file.clone()] },
        [all] => {
            let all: Value = serde_json::from_str(all).unwrap();
            let files = all["jweFiles"].as_array().unwrap().iter();
            Vector {
                link: reachable(all["link"].as_str().unwrap()),
                passcode: all["passcode"].as_str().map(str::to_owned),
                files: files.map(|file| file.as_str().unwrap().to_owned()).collect(),
            }
        }
        other => panic!("{} files", other.len()),
    }
}

/// The same link at an address that may be asked: the vector's is of the machine that made it, and
/// has ended. Its key and its flags stay.
fn reachable(link: &str) -> String {
    let payload = link.split_once("shlink:/").unwrap().1;
    let payload = Base64UrlUnpadded::decode_vec(payload).unwrap();
    let mut payload: Value = serde_json::from_slice(&payload).unwrap();
    payload["url"] = "https://health.example/manifest".into();
    payload["exp"] = Value::Null;
    format!("shlink:/{}", Base64UrlUnpadded::encode_string(payload.to_string().as_bytes()))
}

fn open(link: &str, passcode: Option<&str>, files: &[String]) -> Vec<Content> {
    let at = Moment::from_unix_seconds(1_600_000_000);
    let (trust, _) = TrustStore::of(&[]);
    let world = World { trust: &trust, policy: Policy::default(), at, clock: None };
    let scanned = Scanned::new(link.trim()).unwrap();
    let verdict = pipeline::verify(&scanned, &world).unwrap();
    let closed = pipeline::openable(&verdict, at).unwrap();
    let (errand, pending) = closed.ask(passcode).unwrap();
    let manifest = || {
        let files: Vec<Value> = files.iter().map(|file| json!({ "embedded": file })).collect();
        json!({ "files": files }).to_string()
    };
    // Without a body it is the file itself that is asked for.
    let body = errand.body().map_or_else(|| files[0].clone(), |_| manifest());
    let answer = Answer { status: 200, retry_after: None, body: body.into_bytes() };
    match pending.answered(&answer).unwrap() {
        Step::Opened(contents) => contents,
        Step::Ask(errand, _) => panic!("{errand:?}"),
    }
}
