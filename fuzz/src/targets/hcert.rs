//! The EU's envelope and what stands in it: the contents are signed anew, so that they are reached
//! behind a signature that holds.

use super::Target;
use crate::demo::{NOW, demo, judge, judge_signed, judge_unsigned, mode, with_mode};
use base64ct::{Base64, Encoding};
use vidimus::{
    envelope::{
        base45,
        cbor::{self, Value},
        cose, zlib,
    },
    issue::{Content, Draft, Entry, Issuer, Layers},
    scheme::Scheme,
};

pub(super) const TARGET: Target = Target {
    name: "hcert",
    max_len: 4096,
    accepts: true,
    words: &[
        "nam",
        "dob",
        "ver",
        "fnt",
        "gnt",
        "vp",
        "mp",
        "ma",
        "dn",
        "sd",
        "dt",
        "tt",
        "sc",
        "tr",
        "fr",
        "df",
        "du",
        "tg",
        "co",
        "ci",
        "birthDate",
        "valid_until",
        "vaccination",
        "brand",
        "total_doses",
        "pathogen",
        "shlink:/",
        "1.3.0",
        "\x39\x01\x03",
        "\x38\x18",
    ],
    seeds,
    run: |data| {
        let Some((mode, rest)) = mode(data, 8) else { return };
        let issuer = &demo().issuer;
        let text = |payload: &[u8]| Layers::close(issuer, payload.to_vec()).text;
        match mode {
            0 => judge_signed(text(rest)),
            1 => judge_signed(Content::Exemption.with_prefix(&text(rest))),
            2 => judge_signed(Content::SwissLight.with_prefix(&text(rest))),
            // The card of pilgrims: the same in Base64.
            3 => {
                judge_signed(Base64::encode_string(&Layers::close(issuer, rest.to_vec()).envelope));
            }
            // Another algorithm may stand in the header, so the signature may not hold.
            4 => drop(judge(Layers::wrap(sealed(issuer, rest, &claims())).text)),
            5 => judge_unsigned(Layers::wrap(rest.to_vec()).text),
            6 => judge_unsigned(Layers::encode(rest)),
            _ => judge_unsigned([b"HC1:", rest].concat()),
        }
    },
};

fn claims() -> Vec<u8> {
    let end = NOW.plus_seconds(86_400);
    cbor::write(&Content::DdccTest.claims(&demo().issuer, NOW.plus_seconds(-60), end))
}

/// A COSE_Sign1 with any bytes for its protected header.
fn sealed(issuer: &Issuer, protected: &[u8], payload: &[u8]) -> Vec<u8> {
    let bytes = |bytes: &[u8]| Value::Bytes(bytes.to_vec());
    let message = [Value::from("Signature1"), bytes(protected), bytes(&[]), bytes(payload)];
    let signature = issuer.sign(&cbor::write(&Value::Array(message.to_vec())));
    let parts = vec![bytes(protected), Value::Map(vec![]), bytes(payload), bytes(&signature)];
    cbor::write(&Value::Tag(18, Box::new(Value::Array(parts))))
}

fn seeds() -> Vec<Vec<u8>> {
    let issuer = &demo().issuer;
    let mut seeds = Vec::new();
    for content in Content::ALL {
        let mode = match content {
            Content::Exemption => 1,
            Content::SwissLight => 2,
            _ => 0,
        };
        let end = NOW.plus_seconds(86_400);
        let claims = cbor::write(&content.claims(issuer, NOW.plus_seconds(-60), end));
        seeds.push(with_mode(mode, &claims));
        seeds.push(with_mode(3, claims));
    }
    let draft = Draft {
        surname: ("Specimen".into(), "SPECIMEN".into()),
        given: ("Ana".into(), "ANA".into()),
        date_of_birth: "1990".into(),
        entries: vec![
            Entry::Recovery {
                first_positive: "2026-12-01".into(),
                valid_from: "2026-12-12".into(),
                valid_until: "2027-06-01".into(),
            },
            Entry::Vaccination { dose: 1, doses: 2, date: "2026-06-01".into() },
            Entry::Test { sampled: "2027-01-14T08:00:00Z".into(), positive: false },
        ],
        issued: NOW,
        expires: NOW.plus_seconds(86_400),
    };
    for entry in draft.entries.clone() {
        let one = Draft { entries: vec![entry], ..draft.clone() };
        seeds.push(with_mode(0, cbor::write(&one.claims(issuer))));
    }
    seeds.push(with_mode(0, cbor::write(&draft.claims(issuer))));
    for text in crate::demo::specimens(Scheme::EuDcc) {
        let body = text.strip_prefix(b"HC1:").expect("a prefix");
        let packed = base45::decode(core::str::from_utf8(body).expect("ASCII")).expect("Base45");
        let envelope = zlib::inflate_all(&packed, 4096).expect("zlib");
        let (seal, _) = cose::open(&envelope).expect("COSE");
        let message = cbor::read(seal.message()).expect("a Sig_structure");
        let protected = message.as_array().and_then(|it| it.get(1)?.as_bytes()).expect("a header");
        seeds.push(with_mode(4, protected));
        seeds.push(with_mode(5, envelope));
        seeds.push(with_mode(6, packed));
        seeds.push(with_mode(7, body));
    }
    seeds
}
