//! X.509: certificates, revocation lists and public keys, as they come and signed anew, and the way
//! from a signer to its authority.

use super::Target;
use crate::demo::{NOW, demo, judge, mode, with_mode};
use vidimus::{
    issue::icao_vds_nc::vaccination_data,
    pipeline::{self, World},
    policy::Policy,
    scan::Scanned,
    signature::{KeyKind, PublicKey, X509Signature, X509Signed, with_named_curve},
    trust::{RevocationList, TrustStore, embedded_key, read},
};

pub(super) const TARGET: Target = Target {
    name: "certificates",
    max_len: 4096,
    accepts: true,
    words: &[
        "\x06\x03\x55\x1d\x0e",
        "\x06\x03\x55\x1d\x13",
        "\x06\x03\x55\x1d\x25",
        "\x06\x03\x55\x1d\x23",
        "\x06\x03\x55\x1d\x14",
        "\x06\x03\x55\x1d\x1b",
        "\x06\x03\x55\x1d\x1c",
        "\x01\x01\x01",
        "\x17\x0d260101000000Z",
        "\x18\x0f20260101000000Z",
        "20500101000000Z",
        "\x30\x30",
        "\x05",
    ],
    seeds,
    run: |data| {
        let Some((mode, rest)) = mode(data, 7) else { return };
        match mode {
            0 => read_signed(rest),
            1 => drop(RevocationList::read(rest)),
            2 => read_key(rest),
            3 => drop(read::read(rest, None)),
            4 => read_signed(&signed_anew(rest)),
            // A certificate that the authority signed, in a seal that its holder may have signed.
            5 => drop(judge(demo().seal.seal(&vaccination_data("UT"), &signed_anew(rest)))),
            _ => revoke(&signed_anew(rest)),
        }
    },
};

fn read_signed(der: &[u8]) {
    if let Some(signed) = X509Signed::read(der) {
        let key = PublicKey::from_spki(demo().issuer.spki()).expect("a key");
        assert_ne!(signed.is_by(&key), X509Signature::Holds, "it never signs such things");
        drop(signed.algorithm());
    }
    if let Some(spki) = embedded_key(der) {
        read_key(&spki);
    }
    if let Ok(list) = RevocationList::read(der) {
        assert_eq!(list.der(), der);
    }
    if let Ok(list) = read::read(der, None) {
        drop(TrustStore::of(&[list]));
    }
}

/// A key that can be used is of one known kind.
fn read_key(spki: &[u8]) {
    let named = with_named_curve(spki);
    for spki in [spki, &named] {
        if PublicKey::from_spki(spki).is_ok() {
            assert!(KeyKind::of_spki(spki).is_ok(), "a key of no kind");
        }
    }
    assert_eq!(with_named_curve(&named), named, "a curve is named once");
}

/// Whatever authorities say that they have withdrawn, nobody is accepted who was not.
fn revoke(der: &[u8]) {
    let demo = demo();
    let Ok(list) = read::read(der, None) else { return };
    let authority = read::read(&demo.authority.certificate(), None).expect("a certificate");
    let (store, _) = TrustStore::of(&[authority, list]);
    let seal = demo.seal.seal(&vaccination_data("UT"), &demo.authority.sign(&demo.seal));
    let policy = Policy { demo: true, ..Policy::default() };
    let world = World { trust: &store, policy, at: NOW, clock: None };
    drop(pipeline::verify(&Scanned::new(seal).expect("short"), &world));
}

/// The statement, signed by the authority of the specimens.
fn signed_anew(statement: &[u8]) -> Vec<u8> {
    const ECDSA_SHA256: &[u8] = &[0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
    let raw = demo().authority.issuer.sign(statement);
    let (r, s) = raw.split_at(32);
    let signature = tlv(0x30, &[integer(r), integer(s)].concat());
    let bits = tlv(3, &[&[0], signature.as_slice()].concat());
    tlv(0x30, &[statement, ECDSA_SHA256, &bits].concat())
}

fn integer(number: &[u8]) -> Vec<u8> {
    let significant = number.iter().position(|&byte| byte != 0).unwrap_or(number.len() - 1);
    let content = &number[significant..];
    let sign: &[u8] = if content[0] >= 0x80 { &[0] } else { &[] };
    tlv(2, &[sign, content].concat())
}

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let [high, low] = u16::try_from(content.len()).unwrap_or(u16::MAX).to_be_bytes();
    let head = match (high, low) {
        (0, 0..=127) => vec![tag, low],
        (0, _) => vec![tag, 0x81, low],
        _ => vec![tag, 0x82, high, low],
    };
    [head.as_slice(), content].concat()
}

fn seeds() -> Vec<Vec<u8>> {
    let demo = demo();
    let signer = demo.authority.sign(&demo.seal);
    let authority = demo.authority.certificate();
    let revocations = demo.authority.revoke(&[4711, 12], NOW, NOW.plus_seconds(86_400));
    let statement = |der: &[u8]| X509Signed::read(der).expect("signed").statement().to_vec();
    vec![
        with_mode(0, &signer),
        with_mode(0, &authority),
        with_mode(1, &revocations),
        with_mode(2, demo.issuer.spki()),
        with_mode(3, &authority),
        with_mode(3, &revocations),
        with_mode(4, statement(&signer)),
        with_mode(4, statement(&authority)),
        with_mode(5, statement(&signer)),
        with_mode(6, statement(&revocations)),
    ]
}
