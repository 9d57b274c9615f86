//! Trust lists of every form that a reader knows.

use super::Target;
use crate::demo::{NOW, PASS_ISSUER, demo, mode, with_mode};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};
use vidimus::{
    signature::{KeyKind, PublicKey, Scope},
    trust::{List, TrustStore, pack, read},
};

pub(super) const TARGET: Target = Target {
    name: "lists",
    max_len: 8192,
    accepts: false,
    words: &[
        "\"keys\":",
        "\"kty\":",
        "\"EC\"",
        "\"RSA\"",
        "\"OKP\"",
        "\"crv\":",
        "P-256",
        "P-384",
        "P-521",
        "secp256k1",
        "Ed25519",
        "\"kid\":",
        "\"x5c\":",
        "\"use\":",
        "\"id\":",
        "did:web:",
        "#key-1",
        "verificationMethod",
        "assertionMethod",
        "publicKeyJwk",
        "issuerInfo",
        "\"iss\":",
        "\"spki\":",
        "\"cert\":",
        "\"country\":",
        "\"ICAO\":",
        "didDocument",
        "\"status\":",
        "current",
        "CRED",
        "DCC",
        "SHC",
        "DIVOC",
        "displayName",
        "validFromDT",
        "validUntilDT",
        "credentialType",
        "publicKey",
        "certificates",
        "rawData",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN X509 CRL-----",
        "-----END ",
        "keyusage",
        "participant",
        "domain",
        "canonical_iss",
        "vidimus-pack",
        "*",
        "did:example",
    ],
    seeds,
    run: |data| {
        let Some((mode, rest)) = mode(data, 2) else { return };
        match mode {
            0 => check(read::read(rest, None)),
            // The form with a line of signature over the rest.
            _ => {
                let signature = Base64::encode_string(&demo().issuer.sign(rest));
                check(read::read(&[signature.as_bytes(), b"\n", rest].concat(), Some(&key())));
            }
        }
    },
};

fn key() -> PublicKey {
    PublicKey::from_spki(demo().issuer.spki()).expect("a key")
}

/// What a list holds can be held, and put into a pack.
fn check(list: Result<List, read::ReadError>) {
    let Ok(mut list) = list else { return };
    for entry in &mut list.entries {
        assert_eq!(KeyKind::of_spki(&entry.spki).ok(), Some(entry.kind), "{}", entry.source);
        entry.scope = entry.scope.or(Some(Scope::Test));
    }
    let (store, _) = TrustStore::of(std::slice::from_ref(&list));
    assert!(store.signers().count() <= list.entries.len());
    let manifest = pack::Manifest {
        name: "fuzz".to_owned(),
        sequence: 1,
        created: NOW,
        next_update: NOW.plus_seconds(1),
    };
    let sign = |message: &[u8]| Ok::<_, ()>(demo().issuer.sign(message));
    let packed = pack::build(&manifest, &list.entries, &list.revocations, sign).expect("a pack");
    let opened = pack::open(&packed, pack::Authority::Key(&key())).expect("what was packed opens");
    assert!(opened.entries.len() <= list.entries.len());
}

fn seeds() -> Vec<Vec<u8>> {
    let demo = demo();
    let base64 = |bytes: &[u8]| Base64::encode_string(bytes);
    let certificate = demo.authority.sign(&demo.seal);
    let authority = demo.authority.certificate();
    let revocations = demo.authority.revoke(&[7], NOW, NOW.plus_seconds(1));
    let pem = |label: &str, der: &[u8]| {
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64(der))
    };
    let jwk = demo.issuer.jwk();
    let divoc = demo.divoc.list("XX", Scope::Test, None).expect("a key").entries.remove(0).spki;
    let cred = demo.cred.list("XX", Scope::Test, None).expect("a key").entries.remove(0).spki;
    let kid = base64(&[1, 2, 3, 4, 5, 6, 7, 8]);
    let registered = |key: &[u8]| {
        json!({
            "displayName": { "en": "Nobody" }, "status": "current", "credentialType": ["v", "t"],
            "validFromDT": "2021-02-28T00:00:00Z", "validUntilDT": "2031-01-01T00:00:00Z",
            "publicKey": base64(key),
        })
    };
    let json: Vec<Value> = vec![
        serde_json::from_str(&demo.issuer.jwk_set()).expect("JSON"),
        serde_json::from_str(&demo.issuer.did_document(PASS_ISSUER)).expect("JSON"),
        json!({
            "id": "did:web:tng-cdn.who.int:v2:trustlist",
            "verificationMethod": ["did:web:elsewhere", {
                "id": "did:web:tng-cdn.who.int:v2:trustlist#AQIDBAUGBwg=",
                "publicKeyJwk": { "x5c": [base64(&certificate)], "kid": kid },
                "keyusage": "DSC", "domain": "DCC", "participant": "XXA",
            }],
            "proof": { "created": "2026-11-01T00:00:00Z" },
        }),
        json!({ "did:example:1": [{ "spki": base64(&divoc), "country": "IN" }], "*": [{ "spki": base64(&divoc) }] }),
        json!({ kid.clone(): [
            { "spki": base64(demo.issuer.spki()), "country": "DE" },
            { "cert": base64(&certificate) },
        ] }),
        json!({ "ICAO": { "UT#AAAA": {
            "didDocument": pem("CERTIFICATE", &authority), "displayName": { "en": "Utopia" }, "status": "current",
        } } }),
        json!({
            "CRED": { "KEYS.EXAMPLE": registered(&cred) },
            "DIVOC": { "did:example:1": registered(&divoc) },
            "DCC": { kid.clone(): registered(demo.issuer.spki()) },
            "SHC": { "https://a.example#k": registered(demo.issuer.spki()) },
            "ICAO": { "UT#AAAA": registered(demo.issuer.spki()) },
        }),
        json!({
            "directory": "https://d.example", "time": "2026-11-01T00:00:00Z",
            "issuerInfo": [{ "issuer": { "iss": "https://a.example", "name": "A" }, "keys": [jwk] }],
        }),
        json!({ "keys": [
            { "kty": "RSA", "kid": "r", "n": "wMcWgQ", "e": "AQAB" },
            { "kty": "OKP", "crv": "Ed25519", "kid": "o", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
        ] }),
    ];
    let manifest = pack::Manifest { name: "p".into(), sequence: 1, created: NOW, next_update: NOW };
    let entries = demo.issuer.list("l", Scope::Test, None).entries;
    let sign = |message: &[u8]| Ok::<_, ()>(demo.issuer.sign(message));
    let packed = pack::build(&manifest, &entries, &[], sign).expect("a pack");
    let german = json!({ "certificates": [{ "kid": kid, "rawData": base64(&certificate), "country": "DE" }] });
    let mut seeds: Vec<Vec<u8>> = json.iter().map(|it| with_mode(0, it.to_string())).collect();
    seeds.extend([
        with_mode(0, &certificate),
        with_mode(0, &authority),
        with_mode(0, &revocations),
        with_mode(0, demo.issuer.spki()),
        with_mode(0, pem("CERTIFICATE", &authority) + &pem("X509 CRL", &revocations)),
        with_mode(0, pem("PUBLIC KEY", demo.issuer.spki())),
        with_mode(0, packed),
        with_mode(1, german.to_string()),
    ]);
    seeds
}
