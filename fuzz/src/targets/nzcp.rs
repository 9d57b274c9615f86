//! NZ COVID Passes: claims that are signed anew, and envelopes that are not.

use super::Target;
use crate::demo::{
    NOW, PASS_ISSUER, demo, judge_signed, judge_unsigned, mode, specimens, with_mode,
};
use vidimus::{
    envelope::{base32, cbor},
    issue::{PassDraft, pass_code},
    scheme::Scheme,
};

pub(super) const TARGET: Target = Target {
    name: "nzcp",
    max_len: 4096,
    accepts: true,
    words: &[
        "vc",
        "version",
        "type",
        "credentialSubject",
        "givenName",
        "familyName",
        "dob",
        "@context",
        "VerifiableCredential",
        "PublicCovidPass",
        "did:web:vidimus.invalid",
        "1.0.0",
        "\x07\x50",
    ],
    seeds: || {
        let draft = |surname: Option<&str>| PassDraft {
            did: PASS_ISSUER.to_owned(),
            surname: surname.map(str::to_owned),
            given: "Maria".to_owned(),
            date_of_birth: "1990-05-13".to_owned(),
            not_before: NOW.plus_seconds(-60),
            expires: NOW.plus_seconds(86_400),
        };
        let claims = [draft(None), draft(Some("Specimen"))].map(|it| cbor::write(&it.claims()));
        let mut seeds: Vec<_> = claims.iter().map(|claims| with_mode(0, claims)).collect();
        for text in specimens(Scheme::Nzcp) {
            let body = text.strip_prefix(b"NZCP:/1/").expect("a prefix");
            let envelope = base32::decode(core::str::from_utf8(body).expect("ASCII"));
            seeds.push(with_mode(1, envelope.expect("Base32")));
            seeds.push(with_mode(2, body));
        }
        seeds
    },
    run: |data| {
        let Some((mode, rest)) = mode(data, 3) else { return };
        match mode {
            0 => judge_signed(pass_code(&demo().pass.pass(rest))),
            1 => judge_unsigned(pass_code(rest)),
            _ => judge_unsigned([b"NZCP:", rest].concat()),
        }
    },
};
