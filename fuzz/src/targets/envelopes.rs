//! The wire forms by themselves, with what has to hold of each.

use super::Target;
use crate::demo::{demo, mode, with_mode};
use serde_json::json;
use vidimus::{
    envelope::{base32, base45, cbor, cose, ecdsa_der, jcs, json, jwe, jws, zip, zlib},
    issue::{Content, Layers, divoc},
};

pub(super) const TARGET: Target = Target {
    name: "envelopes",
    max_len: 4096,
    accepts: false,
    words: &[
        "PK\x03\x04",
        "PK\x01\x02",
        "PK\x05\x06",
        "certificate.json",
        "\\ud83d\\ude00",
        "1e-7",
        "-0.0",
        "1E400",
        "9007199254740992",
        "null",
        "true",
        "[[[[",
        "{\"a\":",
        "..",
        "eyJ",
        "\"crit\":",
        "\"b64\":false",
        "\"zip\":\"DEF\"",
        "\"enc\":\"A256GCM\"",
        "\"alg\":\"dir\"",
    ],
    seeds,
    run: |data| {
        let Some((mode, rest)) = mode(data, 12) else { return };
        match mode {
            0 => read_base45(rest),
            1 => read_base32(rest),
            2 => inflate(rest),
            3 => drop(zip::only_file(rest, "certificate.json", LIMIT).map(|it| at_most(&it))),
            4 => read_cbor(rest),
            5 => drop(cose::open(rest)),
            6 => read_json(rest),
            7 => read_jws(rest),
            8 => drop(core::str::from_utf8(rest).map(|text| jwe::open(text, &[0; 32]))),
            9 => read_der(rest, 32),
            10 => read_der(rest, 66),
            _ => write_all(rest),
        }
    },
};

const LIMIT: usize = 64 * 1024;

fn at_most(inflated: &[u8]) {
    assert!(inflated.len() <= LIMIT, "{} bytes", inflated.len());
}

fn read_base45(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    if let Ok(bytes) = base45::decode(text) {
        assert!(bytes.len() <= text.len(), "it never grows");
    }
}

fn read_base32(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    if let Ok(bytes) = base32::decode(text) {
        let again = base32::encode(&bytes);
        assert_eq!(again, text.trim_end_matches('=').to_ascii_uppercase(), "one form only");
    }
}

fn inflate(data: &[u8]) {
    if let Ok(bytes) = zlib::inflate_all(data, LIMIT) {
        at_most(&bytes);
        assert_eq!(zlib::inflate_all(data, bytes.len()), Ok(bytes), "the limit is inclusive");
    }
    if let Ok(bytes) = zlib::inflate_raw(data, LIMIT) {
        at_most(&bytes);
    }
}

/// What was read can be written, and read again as the same. Compared as text: no number that is
/// none equals itself.
fn read_cbor(data: &[u8]) {
    if let Ok(value) = cbor::read(data) {
        let again = cbor::read(&cbor::write(&value)).expect("what was written can be read");
        assert_eq!(format!("{again:?}"), format!("{value:?}"));
    }
    let mut rest = data;
    while let Ok(_) = cbor::next(&mut rest)
        && !rest.is_empty()
    {}
    let mut rest = data;
    drop(cbor::next_bytes(&mut rest));
    assert!(data.ends_with(rest), "what is left is the end");
}

fn read_json(data: &[u8]) {
    let Ok(value) = json::read(data) else { return };
    // What we read strictly, others read as the same.
    assert_eq!(serde_json::from_slice(data).ok().as_ref(), Some(&value));
    if let Ok(canonical) = jcs::canonical(&value) {
        let again = json::read(&canonical).expect("the canonical form can be read");
        assert_eq!(jcs::canonical(&again).as_ref(), Ok(&canonical), "there is one canonical form");
    }
}

fn read_jws(data: &[u8]) {
    let Ok(text) = core::str::from_utf8(data) else { return };
    drop(jws::open(text));
    if let Ok(bytes) = jws::decode(text) {
        assert_eq!(jws::encode(&bytes), text, "one form only");
    }
}

/// Strict: of one signature there is one form.
fn read_der(data: &[u8], width: usize) {
    let Some(fixed) = ecdsa_der::to_fixed(data, width) else { return };
    assert_eq!(fixed.len(), width * 2);
    let integer = |number: &[u8]| {
        let significant = number.iter().position(|&byte| byte != 0).unwrap_or(number.len() - 1);
        let mut content = number[significant..].to_vec();
        if content[0] >= 0x80 {
            content.insert(0, 0);
        }
        [&[2, u8::try_from(content.len()).expect("short")], content.as_slice()].concat()
    };
    let integers = [integer(&fixed[..width]), integer(&fixed[width..])].concat();
    let length = u8::try_from(integers.len()).expect("short");
    let head = if length < 0x80 { vec![0x30, length] } else { vec![0x30, 0x81, length] };
    assert_eq!([head, integers].concat(), data);
}

/// What is written is read as it was.
fn write_all(data: &[u8]) {
    assert_eq!(base32::decode(&base32::encode(data)).as_deref(), Ok(data));
    assert_eq!(jws::decode(&jws::encode(data)).as_deref(), Ok(data));
    let text = Layers::encode(data);
    assert_eq!(base45::decode(text.trim_start_matches("HC1:")).as_deref(), Ok(data));
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(data, 3);
    assert_eq!(zlib::inflate_all(&packed, data.len()).as_deref(), Ok(data));
    let archive = divoc::archive(data);
    assert_eq!(zip::only_file(&archive, "certificate.json", LIMIT).as_deref(), Ok(data));
}

fn seeds() -> Vec<Vec<u8>> {
    let issuer = &demo().issuer;
    let now = crate::demo::NOW;
    let claims = cbor::write(&Content::Icvp.claims(issuer, now, now));
    let layers = Layers::close(issuer, claims.clone());
    let document = json!({ "a": [1, -2.5, null, true, "\u{e9}\u{1f600}\n"], "\u{fb33}": {} });
    let jws = issuer.card(b"{}");
    let header = jws::encode(br#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#);
    let jwe = format!("{header}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
    vec![
        with_mode(0, &layers.text[4..]),
        with_mode(1, base32::encode(&layers.envelope)),
        with_mode(2, &layers.packed),
        with_mode(2, miniz_oxide::deflate::compress_to_vec(&claims, 9)),
        with_mode(3, divoc::archive(b"{\"a\":1}")),
        with_mode(4, &claims),
        with_mode(5, &layers.envelope),
        with_mode(6, document.to_string()),
        with_mode(7, &jws),
        with_mode(8, jwe),
        with_mode(9, demo().cred.sign(b"a").to_der().as_bytes()),
        with_mode(10, demo().cred.sign(b"a").to_der().as_bytes()),
        with_mode(11, b"any bytes"),
    ]
}
