//! Layers that are damaged, doubled, nested, or hold more than they say.

use super::{Case, Fate, at, draft, issuer, layers};
use coset::{
    CborSerializable, CoseSign1, CoseSign1Builder, HeaderBuilder, iana, iana::HeaderParameter,
};
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use serde_json::{Value as Json, json};
use vidimus::{
    envelope::{
        cbor::{self, Value},
        jws,
    },
    issue::{CardDraft, CredIssuer, DivocIssuer, Layers, card_code, card_codes, divoc},
    signature::Scope,
    verdict::Reason,
};

pub(super) fn cases() -> Vec<Case> {
    [trailing(), doubled(), times(), nested(), wrapped(), cards(), pieces(), others()].concat()
}

fn signed(payload: &[u8]) -> String {
    Layers::close(&issuer(), payload.to_vec()).text
}

fn claims() -> Vec<(Value, Value)> {
    let Value::Map(claims) = draft().claims(&issuer()) else { unreachable!("a map") };
    claims
}

fn with_claim(key: i64, value: Value) -> String {
    let mut claims = claims();
    claims.retain(|(claim, _)| *claim != Value::from(key));
    claims.push((key.into(), value));
    signed(&cbor::write(&Value::Map(claims)))
}

fn and(bytes: &[u8], more: &[u8]) -> Vec<u8> {
    [bytes, more].concat()
}

fn trailing() -> Vec<Case> {
    let Layers { payload, envelope, packed, text } = layers();
    vec![
        Case::red("a character after the code", text.clone() + "=", &[Reason::Base45]),
        Case::red("three characters after the code", text + "000", &[]).any_red(),
        Case::red(
            "a byte after the zlib stream",
            Layers::encode(&and(&packed, &[0])),
            &[Reason::TrailingBytes],
        ),
        Case::red(
            "a second zlib stream after the first",
            Layers::encode(&and(&packed, &packed)),
            &[Reason::TrailingBytes],
        ),
        Case::red(
            "a byte after the envelope",
            Layers::wrap(and(&envelope, &[0])).text,
            &[Reason::TrailingBytes],
        ),
        Case::red(
            "a byte after the claims",
            signed(&and(&payload, &[0])),
            &[Reason::TrailingBytes],
        ),
        Case::red(
            "claims after the claims",
            signed(&and(&payload, &payload)),
            &[Reason::TrailingBytes],
        ),
        Case::red(
            "an envelope cut short",
            Layers::wrap(envelope[..envelope.len() - 1].to_vec()).text,
            &[Reason::Cbor],
        ),
        Case::red(
            "a stream cut short",
            Layers::encode(&packed[..packed.len() - 8]),
            &[Reason::Compression],
        ),
    ]
}

fn doubled() -> Vec<Case> {
    let mut twice = claims();
    twice.push((4.into(), at(9999).unix_seconds().into()));
    let mut inner = claims();
    let hcert = inner.iter_mut().find(|(key, _)| *key == Value::from(-260)).unwrap();
    let Value::Map(hcert) = &mut hcert.1 else { unreachable!("a map") };
    hcert.push((1.into(), Value::Map(vec![])));
    // {1: -7, 1: -7, 4: kid} written by hand: no writer of ours makes it.
    let header = and(&[0xa3, 0x01, 0x26, 0x01, 0x26, 0x04, 0x48], issuer().kid());
    let sign1 = |protected: &[u8]| {
        let sign1 = CoseSign1::from_slice(&layers().envelope[1..]).unwrap();
        let parts = vec![
            Value::Bytes(protected.to_vec()),
            Value::Map(vec![]),
            Value::Bytes(sign1.payload.unwrap()),
            Value::Bytes(sign1.signature),
        ];
        Layers::wrap(cbor::write(&Value::Array(parts))).text
    };
    vec![
        Case::red(
            "a claim twice",
            signed(&cbor::write(&Value::Map(twice))),
            &[Reason::DuplicateKey],
        ),
        Case::red(
            "a certificate twice",
            signed(&cbor::write(&Value::Map(inner))),
            &[Reason::DuplicateKey],
        ),
        Case::red("a header twice", sign1(&header), &[Reason::DuplicateKey]),
        Case::red("a header that is no map", sign1(&[0x80]), &[Reason::Cose]),
        Case::red("bytes after the header", sign1(&and(&header[..3], &[0x01])), &[Reason::Cbor]),
    ]
}

fn times() -> Vec<Case> {
    vec![
        Case::red(
            "an end that is not a number",
            with_claim(4, f64::NAN.into()),
            &[Reason::TimeUnreadable],
        ),
        Case::red(
            "an infinite end",
            with_claim(4, f64::INFINITY.into()),
            &[Reason::TimeUnreadable],
        ),
        Case::red(
            "an end beyond 64 bits",
            with_claim(4, u64::MAX.into()),
            &[Reason::TimeUnreadable],
        ),
        Case::red("an end of 1e300", with_claim(4, 1e300.into()), &[Reason::TimeUnreadable]),
        Case::red("an end as text", with_claim(4, "9999999999".into()), &[Reason::TimeUnreadable]),
        Case::red("a negative end", with_claim(4, (-1).into()), &[Reason::Expired]),
        Case::red("a negative end as a float", with_claim(4, (-1.5).into()), &[Reason::Expired]),
        Case::red(
            "an end that is an array",
            with_claim(4, Value::Array(vec![])),
            &[Reason::TimeUnreadable],
        ),
        Case::red(
            "issued in a thousand years",
            with_claim(6, at(365_000).unix_seconds().into()),
            &[Reason::NotYetValid],
        ),
        Case::red(
            "in force from tomorrow",
            with_claim(5, at(1).unix_seconds().into()),
            &[Reason::NotYetValid],
        ),
    ]
}

fn nested() -> Vec<Case> {
    let deep = |depth: usize| [vec![0x81; depth], vec![0xf6]].concat();
    // Indefinite lengths: an array, a text in a thousand pieces, one in another.
    let pieces = [vec![0x7f], [0x61, 0x41].repeat(1000), vec![0xff]].concat();
    let mut indefinite = vec![0x9f; 10_000];
    indefinite.extend([0xff; 10_000]);
    vec![
        Case::red("claims nested ten thousand deep", signed(&deep(10_000)), &[Reason::Cbor]),
        Case::red(
            "an envelope nested ten thousand deep",
            Layers::wrap(deep(10_000)).text,
            &[Reason::Cbor],
        ),
        Case::red("maps without an end in one another", signed(&[0xbf; 10_000]), &[Reason::Cbor]),
        Case::red("arrays without lengths in one another", signed(&indefinite), &[Reason::Cbor]),
        Case::red("a text in a thousand pieces", signed(&pieces), &[Reason::Claims]),
        Case::red(
            "an array of 2^63 items",
            signed(&and(&[0x9b, 0x7f], &[0xff; 7])),
            &[Reason::Cbor],
        ),
        Case::red("a text of 2^63 bytes", signed(&and(&[0x7b, 0x7f], &[0xff; 7])), &[Reason::Cbor]),
        Case::red(
            "a map of 2^32 entries",
            signed(&[0xba, 0xff, 0xff, 0xff, 0xff]),
            &[Reason::Cbor],
        ),
        Case::red("a tag of a tag of a tag …", signed(&[0xc1; 10_000]), &[Reason::Cbor]),
        Case::red("a text that is not UTF-8", signed(&[0x62, 0xff, 0xfe]), &[Reason::Cbor]),
    ]
}

/// The envelope's own tags and headers.
fn wrapped() -> Vec<Case> {
    let envelope = layers().envelope;
    let tagged = |tag: &[u8]| Layers::wrap(and(tag, &envelope[1..])).text;
    let crit = |label: HeaderParameter| {
        let protected = HeaderBuilder::new()
            .algorithm(iana::Algorithm::ES256)
            .key_id(issuer().kid().to_vec())
            .add_critical(label)
            .build();
        let sign1 = CoseSign1Builder::new()
            .protected(protected)
            .payload(layers().payload)
            .create_signature(&[], |message| issuer().sign(message))
            .build();
        Layers::wrap(sign1.to_vec().unwrap()).text
    };
    vec![
        Case::red("the tag of a MAC", tagged(&[0xd1]), &[Reason::Cose]),
        Case::red("the tag of an encrypted message", tagged(&[0xd0]), &[Reason::Cose]),
        Case::red("the tag of many signatures", tagged(&[0xd8, 0x62]), &[Reason::Cose]),
        Case::red("the tag of a date", tagged(&[0xc0]), &[Reason::Cose]),
        Case::red("the tags in the wrong order", tagged(&[0xd2, 0xd8, 0x3d]), &[Reason::Cose]),
        Case::red(
            "a critical header",
            crit(HeaderParameter::ContentType),
            &[Reason::CriticalHeader],
        ),
        Case::red(
            "an array of three",
            Layers::wrap(vec![0x83, 0x40, 0xa0, 0x40]).text,
            &[Reason::Cose],
        ),
        Case::red(
            "no payload",
            Layers::wrap(vec![0x84, 0x40, 0xa0, 0xf6, 0x40]).text,
            &[Reason::Cose],
        ),
        Case::red(
            "a certificate without its prefix's content",
            format!("AT1:{}", &layers().text[4..]),
            &[Reason::Claims],
        ),
    ]
}

fn card(days: i64, surname: &str) -> CardDraft {
    CardDraft {
        url: "https://issuer.example".to_owned(),
        surname: surname.to_owned(),
        given: vec!["Maria".to_owned()],
        date_of_birth: "1990-05-13".to_owned(),
        resources: vec![CardDraft::dose("208", "2026-06-01")],
        issued: at(-1),
        expires: Some(at(days)),
    }
}

/// What is damaged in a card has its reason before anybody asks who signed it.
fn cards() -> Vec<Case> {
    let draft = card(30, "Specimen");
    let text = draft.claims().to_string();
    let of = |payload: &[u8]| issuer().jws(&issuer().card_header(), payload);
    let packed = |text: &str| of(&compress_to_vec(text.as_bytes(), 9));
    let header = |text: &str| {
        let good = draft.seal(&issuer());
        format!("{}.{}", jws::encode(text.as_bytes()), good.split_once('.').unwrap().1)
    };
    let deep = format!(r#"{{"vc":{}"#, "[".repeat(10_000));
    let sibling = |member: &str, value: Json| {
        let mut claims = draft.claims();
        claims[member] = value;
        packed(&claims.to_string())
    };
    vec![
        Case::red("JSON nested ten thousand deep", packed(&deep), &[Reason::Json]),
        Case::red(
            "a member twice",
            packed(&text.replacen('{', r#"{"iss":"x","#, 1)),
            &[Reason::DuplicateKey],
        ),
        Case::red(
            "alg twice",
            card_code(&header(r#"{"zip":"DEF","alg":"none","alg":"ES256","kid":"x"}"#)),
            &[Reason::DuplicateKey],
        ),
        Case::red(
            "characters after the JSON",
            packed(&(text.clone() + "{}")),
            &[Reason::TrailingBytes],
        ),
        Case::red(
            "zlib where raw deflate belongs",
            of(&compress_to_vec_zlib(text.as_bytes(), 9)),
            &[Reason::Compression],
        ),
        Case::red(
            "NaN",
            packed(&text.replacen("\"nbf\":", "\"nbf\":NaN,\"x\":", 1)),
            &[Reason::Json],
        ),
        Case::red(
            "a type that is no card's",
            sibling("vc", json!({ "type": ["x"] })),
            &[Reason::Claims],
        ),
    ]
}

/// Pieces of two cards that were shown together.
fn pieces() -> Vec<Case> {
    let codes = |days, name| card_codes(&card(days, name).seal(&issuer()), 2);
    let (first, second) = (codes(1, "Specimen"), codes(300, "Specimen-Sánchez"));
    let shown = |what, codes: &[&String], fate| Case {
        codes: codes.iter().map(|code| code.as_bytes().to_vec()).collect(),
        ..Case::new(what, "", fate)
    };
    vec![
        shown("pieces of two cards", &[&first[0], &second[1]], Fate::AnyRed),
        shown("one piece", &[&first[0]], Fate::Pieces),
        shown("one piece of two cards each", &[&first[0], &second[0]], Fate::Pieces),
        Case::red("a piece 3 of 2", first[1].replacen("/2/2/", "/3/2/", 1), &[Reason::Fields]),
        Case::red(
            "a piece 1 of 99999",
            first[0].replacen("/1/2/", "/1/99999/", 1),
            &[Reason::Fields],
        ),
        Case::red("digits beyond the alphabet", "shc:/9999", &[Reason::Numeric]),
    ]
}

fn others() -> Vec<Case> {
    let cred = CredIssuer::from_seed("adversarial", "ADVERSARIAL.VIDIMUS").unwrap();
    let code = cred.seal("BADGE", 2, "20260601/X/COVID19/012L20A/28//C28161/RA/500/MARIA/19900513");
    let document = DivocIssuer::from_seed("adversarial", "did:vidimus:adversarial");
    let sealed = document.seal(&document.draft(at(-1)), "2026-12-01T00:00:00Z").to_string();
    let archive = divoc::archive(sealed.as_bytes());
    let cut = archive[..archive.len() - 9].to_vec();
    vec![
        Case::red("CRED with a value more", code + "/more", &[Reason::SignatureMismatch])
            .with(vec![cred.list("XX", Scope::Live, Some(at(0))).unwrap()]),
        Case::red("an archive cut short", cut, &[Reason::Archive]),
        Case::red("an archive in an archive", divoc::archive(&archive), &[Reason::Json]),
        Case::new("an archive of something else", b"PK\x03\x04rest".to_vec(), Fate::Nothing),
        Case::new("a login token", "eyJhbGciOiJub25lIn0.e30.", Fate::Nothing),
        Case::new("a web address", "https://issuer.example/HC1:NCF", Fate::Nothing),
        Case::new("nothing but the prefix of two", "HC1:HC1:", Fate::Red(&[Reason::Base45]))
            .any_red(),
    ]
}
