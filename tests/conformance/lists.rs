//! Real lists: every entry is accounted for, and the default pack is what it says.

use super::shared;
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    process::Command,
};

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
        (vec![trust.join("vci/vci_snapshot.json")], 961, vec![]),
        (vec![trust.join("issuers/nzcp-live/did.json")], 1, vec![]),
        (vec![trust.join("issuers/smart-examples/jwks.json")], 2, vec![]),
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

/// The pack of the build is what the tool makes of the lists that PROVENANCE.md names.
#[test]
fn the_default_pack_can_be_made_again() {
    let scratch = tempfile::tempdir().unwrap();
    let key = scratch.path().join("key.pem");
    let trust = shared().join("trust");
    vidimus(&["trust", "keygen", "-o", &text(&key)]);
    let build = |pack: &Path, sources: &[(&str, &str)], more: &[&str]| {
        let sources: Vec<String> = sources
            .iter()
            .map(|(path, scope)| text(&trust.join(path)) + scope)
            .flat_map(|source| ["--source".to_owned(), source])
            .collect();
        let (pack, key) = (text(pack), text(&key));
        let mut arguments = vec!["trust", "build", "-o", &pack, "--key", &key, "--sequence", "1"];
        arguments.extend(["--next-update", "2030-01-01T00:00:00Z"]);
        arguments.extend(sources.iter().map(String::as_str));
        arguments.extend(more);
        vidimus(&arguments);
    };
    let (divoc, pack) = (scratch.path().join("divoc.pack"), scratch.path().join("again.pack"));
    let registry = [("pathcheck/registry_normalized.json", "=live")];
    build(&divoc, &registry, &["--domain", "DIVOC"]);
    let sources = [
        ("gdhcn/production.did.json", ""),
        ("vci/vci_snapshot.json", ""),
        ("icao/csca", "=live"),
        ("icao/crl", "=live"),
        ("icao/health-master-list.json", "=live"),
        ("issuers/nzcp-live/did.json", "=live"),
        (divoc.to_str().unwrap(), ""),
    ];
    build(&pack, &sources, &[]);
    let entries = |path: &Path| {
        let account = vidimus(&["trust", "inspect", "--json", &text(path)]);
        let account: Value = serde_json::from_slice(&account).unwrap();
        account["entries"].clone()
    };
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/trust/default.pack");
    assert_eq!(entries(&pack), entries(&shipped));
}

fn vidimus(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_vidimus")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    output.stdout
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}
