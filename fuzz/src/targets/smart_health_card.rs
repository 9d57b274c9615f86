//! SMART Health Cards: claims that are signed anew, in one code, in several, and in files.

use super::Target;
use crate::demo::{
    CARD_ISSUER, NOW, demo, judge, judge_signed, judge_unsigned, mode, specimens, with_mode,
};
use serde_json::{Value, json};
use vidimus::{
    issue::{CardDraft, card_code, card_codes},
    pipeline,
    scan::Scanned,
    scheme::Scheme,
};

pub(super) const TARGET: Target = Target {
    name: "smart_health_card",
    max_len: 8192,
    accepts: true,
    words: &[
        "\"iss\":",
        "\"nbf\":",
        "\"exp\":",
        "\"vc\":",
        "credentialSubject",
        "fhirBundle",
        "entry",
        "resource",
        "resourceType",
        "Immunization",
        "Observation",
        "Patient",
        "Bundle",
        "coding",
        "system",
        "code",
        "http://hl7.org/fhir/sid/cvx",
        "http://loinc.org",
        "birthDate",
        "family",
        "given",
        "occurrenceDateTime",
        "effectiveDateTime",
        "valueCodeableConcept",
        "status",
        "completed",
        "fullUrl",
        "reference",
        "shc:/",
        "zip",
        "DEF",
        "crit",
        "verifiableCredential",
        "null",
        "[[[[",
        "{\"",
        "\":",
        "rid",
        "type",
    ],
    seeds,
    run: |data| {
        let Some((mode, rest)) = mode(data, 6) else { return };
        let issuer = &demo().card;
        match mode {
            0 => judge_signed(card_code(&issuer.card(rest))),
            1 => in_pieces(rest),
            // The payload before it is inflated.
            2 => judge_signed(card_code(&issuer.jws(&issuer.card_header(), rest))),
            // Any header over a sound payload: it may name another algorithm.
            3 => {
                let Ok(header) = serde_json::from_slice::<Value>(rest) else { return };
                let payload = miniz_oxide::deflate::compress_to_vec(&claims(), 1);
                drop(judge(card_code(&issuer.jws(&header, &payload))));
            }
            4 => in_a_file(rest),
            _ => several(rest),
        }
    },
};

/// A card in up to eight codes that come in another order.
fn in_pieces(data: &[u8]) {
    let Some((&first, claims)) = data.split_first() else { return };
    let mut codes = card_codes(&demo().card.card(claims), usize::from(first % 8) + 1);
    let count = codes.len();
    codes.rotate_left(usize::from(first / 8) % count.max(1));
    let gathered = pipeline::gather(codes.into_iter().map(scanned).collect());
    for input in gathered {
        judge_signed(input.bytes());
    }
}

fn in_a_file(claims: &[u8]) {
    let card = demo().card.card(claims);
    let file = json!({ "verifiableCredential": [card, card] }).to_string();
    for input in pipeline::gather(vec![scanned(file)]) {
        judge_signed(input.bytes());
    }
}

/// Lines of codes, each an input of its own.
fn several(data: &[u8]) {
    let lines = data.split(|&byte| byte == b'\n').filter_map(|line| Scanned::new(line).ok());
    for input in pipeline::gather(lines.take(60).collect()).iter().take(64) {
        judge_unsigned(input.bytes());
    }
}

fn scanned(text: String) -> Scanned {
    Scanned::new(text).unwrap_or_else(|_| Scanned::new("").expect("short"))
}

fn claims() -> Vec<u8> {
    draft().claims().to_string().into_bytes()
}

fn draft() -> CardDraft {
    CardDraft {
        url: CARD_ISSUER.to_owned(),
        surname: "Specimen".to_owned(),
        given: vec!["Maria".to_owned()],
        date_of_birth: "1990-05-13".to_owned(),
        resources: vec![
            CardDraft::dose("208", "2026-06-01"),
            CardDraft::test("94558-4", "2026-12-01T08:00:00Z", "260415000"),
        ],
        issued: NOW.plus_seconds(-60),
        expires: Some(NOW.plus_seconds(86_400)),
    }
}

/// The card in a specimen's code: two digits for each character, from `-`, which is 00.
fn card_in(code: &[u8]) -> String {
    let digit = |byte: u8| byte - b'0';
    let digits = code.strip_prefix(b"shc:/").expect("a prefix");
    digits.chunks(2).map(|pair| char::from(digit(pair[0]) * 10 + digit(pair[1]) + b'-')).collect()
}

fn seeds() -> Vec<Vec<u8>> {
    let issuer = &demo().card;
    let claims = claims();
    let card = card_in(specimens(Scheme::SmartHealthCard).next().expect("a specimen"));
    let mut seeds = vec![
        with_mode(0, &claims),
        with_mode(1, with_mode(2, &claims)),
        with_mode(2, miniz_oxide::deflate::compress_to_vec(&claims, 6)),
        with_mode(3, issuer.card_header().to_string()),
        with_mode(4, &claims),
        with_mode(5, card_codes(&card, 3).join("\n")),
        with_mode(5, json!({ "verifiableCredential": [card] }).to_string()),
    ];
    seeds.extend(specimens(Scheme::SmartHealthCard).map(|text| with_mode(5, text)));
    seeds
}
