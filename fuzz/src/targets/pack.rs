//! Trust packs: parts and manifests that are signed anew, and packs that are not.

use super::Target;
use crate::demo::{NOW, demo, mode, with_mode};
use sha2::{Digest, Sha256};
use vidimus::{
    envelope::{
        cbor::{self, Value},
        cose,
    },
    signature::{PublicKey, Scope},
    trust::{
        Entry, RevocationList, TrustStore,
        pack::{self, Authority, Manifest},
        read,
    },
};

pub(super) const TARGET: Target = Target {
    name: "pack",
    max_len: 8192,
    accepts: false,
    words: &[
        "vidimus-pack",
        "keys",
        "authorities",
        "name",
        "sequence",
        "created",
        "next-update",
        "parts",
        "DCC",
        "ICAO",
        "SHC",
        "\x58\x20",
    ],
    seeds,
    run: |data| {
        let Some((mode, rest)) = mode(data, 4) else { return };
        match mode {
            0 => open(&packed(&payload(rest, &[]), rest, &[]), false),
            1 => open(&packed(&payload(KEYS, rest), KEYS, rest), false),
            2 => open(&packed(rest, KEYS, &[]), false),
            _ => open(rest, true),
        }
    },
};

/// No key at all, as CBOR.
const KEYS: &[u8] = &[0x80];

/// What opens can be held and packed again; what nobody signed anew holds what was signed.
fn open(bytes: &[u8], unsigned: bool) {
    let key = PublicKey::from_spki(demo().issuer.spki()).expect("a key");
    let Ok(list) = pack::open(bytes, Authority::Key(&key)) else {
        drop(pack::open(bytes, Authority::WhoChoseTheFile));
        return;
    };
    if unsigned {
        assert_eq!((list.entries.len(), list.revocations.len()), (2, 1), "parts of a seed");
    }
    drop(TrustStore::of(std::slice::from_ref(&list)));
    let manifest = pack::manifest(bytes, Authority::Key(&key)).expect("as before");
    let sign = |message: &[u8]| Ok::<_, ()>(demo().issuer.sign(message));
    let again = pack::build(&manifest, &list.entries, &list.revocations, sign).expect("a pack");
    pack::open(&again, Authority::Key(&key)).expect("what was packed opens");
}

fn payload(keys: &[u8], authorities: &[u8]) -> Vec<u8> {
    let digest = |part: &[u8]| Value::Bytes(Sha256::digest(part).to_vec());
    let mut parts = vec![(Value::from("keys"), digest(keys))];
    if !authorities.is_empty() {
        parts.push(("authorities".into(), digest(authorities)));
    }
    cbor::write(&Value::Map(vec![
        ("name".into(), "fuzz".into()),
        ("sequence".into(), 1.into()),
        ("created".into(), NOW.unix_seconds().into()),
        ("next-update".into(), NOW.unix_seconds().into()),
        ("parts".into(), Value::Map(parts)),
    ]))
}

fn packed(payload: &[u8], keys: &[u8], authorities: &[u8]) -> Vec<u8> {
    let sign = |message: &[u8]| Ok::<_, ()>(demo().issuer.sign(message));
    let signed = cose::sign1_es256(payload.to_vec(), sign).expect("signed");
    let mut parts = vec![(Value::from("keys"), Value::Bytes(keys.to_vec()))];
    if !authorities.is_empty() {
        parts.push(("authorities".into(), Value::Bytes(authorities.to_vec())));
    }
    cbor::write(&Value::Array(vec![
        "vidimus-pack".into(),
        1.into(),
        Value::Bytes(signed),
        Value::Map(parts),
    ]))
}

fn seeds() -> Vec<Vec<u8>> {
    let demo = demo();
    let mut entries: Vec<Entry> = demo.issuer.list("l", Scope::Test, None).entries;
    let authority = read::read(&demo.authority.certificate(), None).expect("a certificate");
    entries.extend(authority.entries.into_iter().map(|entry| Entry {
        scope: Some(Scope::Test),
        domain: Some("ICAO".to_owned()),
        ..entry
    }));
    let revoked = demo.authority.revoke(&[7], NOW, NOW.plus_seconds(1));
    let revocations = [RevocationList::read(&revoked).expect("a list")];
    let manifest = Manifest { name: "p".into(), sequence: 1, created: NOW, next_update: NOW };
    let sign = |message: &[u8]| Ok::<_, ()>(demo.issuer.sign(message));
    let whole = pack::build(&manifest, &entries, &revocations, sign).expect("a pack");
    let value = cbor::read(&whole).expect("CBOR");
    let parts = value.as_array().and_then(|it| it.get(3)?.as_map()).expect("parts");
    let part = |name: &str| {
        let found = parts.iter().find(|(key, _)| key.as_text() == Some(name));
        found.and_then(|(_, part)| part.as_bytes()).expect("a part").clone()
    };
    vec![
        with_mode(0, part("keys")),
        with_mode(1, part("authorities")),
        with_mode(2, payload(KEYS, &[])),
        with_mode(3, whole),
    ]
}
