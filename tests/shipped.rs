//! What the build carries of the demo issuers is what they make: nothing was written by hand.
#![cfg(not(target_arch = "wasm32"))]

use std::{collections::BTreeSet, fs, path::Path, process::Command};
use vidimus::{
    issue,
    signature::{Scope, canonical_spki},
    trust::{self, List, Role, TrustStore},
};

/// When they were made: before anybody's clock, if it is right.
const MADE: &str = "2026-01-01T00:00:00Z";

#[test]
fn the_samples_and_the_demo_pack_can_be_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_vidimus");
    let made = Command::new(program)
        .args(["issue", "demo", "--at", MADE, "-o"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
    for (file, place) in [("samples.json", "samples.json"), ("demo.pack", "trust/demo.pack")] {
        let made = fs::read(folder.path().join(file)).unwrap();
        assert!(
            made == fs::read(kept.join(place)).unwrap(),
            "static/{place} is not what the demo issuers make: run `vidimus issue demo -o DIR \
             --at {MADE}` and copy DIR/{file} over it"
        );
    }
}

/// The pack says of the demo issuers what their own lists say.
#[test]
fn the_demo_pack_vouches_as_the_issuers_do() {
    let lists: Vec<List> = issue::demo_list().into_iter().chain(issue::specimen_lists()).collect();
    let signers = |lists: &[List]| -> BTreeSet<String> {
        TrustStore::of(lists).0.signers().map(|signer| format!("{signer:?}")).collect()
    };
    let pack = trust::demo().unwrap();
    assert_eq!(signers(std::slice::from_ref(&pack)), signers(&lists));
    assert_eq!(signers(&lists).len(), 6);

    let all = |lists: &[List]| -> BTreeSet<Vec<u8>> {
        let entries = lists.iter().flat_map(|list| &list.entries);
        entries.map(|entry| canonical_spki(&entry.spki).into_owned()).collect()
    };
    assert_eq!(all(std::slice::from_ref(&pack)), all(&lists), "every key that everybody has");
    assert!(pack.entries.iter().all(|entry| entry.scope == Some(Scope::Demo)));
    assert!(pack.entries.iter().any(|entry| entry.role == Role::Authority));
}

/// It never ages, and no list is older or newer because of it.
#[test]
fn the_demo_pack_has_no_age() {
    let pack = trust::demo().unwrap();
    assert_eq!((pack.created, pack.sequence), (None, None));
    let list = trust::embedded().unwrap();
    let (with, _) = trust::store_with_demo(vec![list.clone()]);
    let (without, _) = TrustStore::of(&[list]);
    assert_eq!(with.provenance(), without.provenance());
}
