//! A series of requests to the page's worker: pieces of certificates that wait for each other, times
//! that run forwards and backwards, packs, pictures.

use super::Target;
use crate::demo::{CARD_ISSUER, NOW, demo};
use std::{cell::RefCell, sync::OnceLock};
use vidimus::{
    issue::{CardDraft, card_codes},
    protocol::{Effort, Judge, Reading, Request, Response},
    session::Session,
};

pub(super) const TARGET: Target = Target {
    name: "session",
    max_len: 8192,
    accepts: false,
    words: &[
        "shc:/1/2/",
        "shc:/2/2/",
        "shc:/1/3/",
        "\n",
        "HC1:",
        "shc:/",
        "{\"verifiableCredential\":[",
    ],
    seeds: || {
        let codes = codes();
        let request = |seconds: u8, text: &str| [&[0, seconds], text.as_bytes(), &[END]].concat();
        let all: Vec<u8> = codes.iter().flat_map(|code| request(1, code)).collect();
        let slow: Vec<u8> = codes.iter().flat_map(|code| request(31, code)).collect();
        vec![all, slow, request(0, &codes.join(" ")), vec![1, 0, 0x84, END, 2, 0, 1, 1, 0, 0, 0, 0]]
    },
    run: |data| {
        SESSION.with_borrow_mut(|session| {
            // Whatever an earlier input has left is too old by now.
            let mut clock = NOW.unix_seconds();
            for far in [clock - 86_400, clock] {
                session.handle(text(String::new(), far), &[]);
            }
            for request in data.split(|&byte| byte == END).take(32) {
                let [kind, seconds, rest @ ..] = request else { continue };
                clock += i64::from(seconds.cast_signed());
                ask(session, *kind, rest, clock);
            }
        });
    },
};

thread_local! {
    static SESSION: RefCell<Session> = RefCell::new(Session::default());
}

/// Ends a request: no UTF-8 has it.
const END: u8 = 0xff;

fn ask(session: &mut Session, kind: u8, rest: &[u8], clock: i64) {
    match kind % 3 {
        0 => {
            let text_of = String::from_utf8_lossy(rest).into_owned();
            let answer = session.handle(text(text_of, clock), &[]);
            let Response::Readings { readings } = answer else { return };
            for reading in readings {
                if let Reading::Part { have, total } = reading {
                    assert!(have < total && total <= 50, "{have} of {total}");
                }
            }
        }
        1 => {
            let pack = Some(rest.to_vec().into());
            let update_key = Some(key().to_owned());
            let load = Request::Load { pack, update_key, clock_unix_seconds: clock };
            // Only the person who holds the key could make one that is taken.
            let answer = session.handle(load, &[]);
            let Response::Trust { refused, .. } = answer else { panic!("{answer:?}") };
            assert!(refused.is_some(), "a pack that nobody signed");
        }
        _ => {
            let [width, height, pixels @ ..] = rest else { return };
            let (width, height) = (u32::from(*width), u32::from(*height));
            let judge = Judge { clock_unix_seconds: clock, demo: true };
            let read = Request::ReadPixels { width, height, effort: Effort::Still, judge };
            drop(session.handle(read, pixels));
        }
    }
}

fn text(text: String, clock: i64) -> Request {
    Request::ReadText { text, judge: Judge { clock_unix_seconds: clock, demo: true } }
}

fn key() -> &'static str {
    static KEY: OnceLock<String> = OnceLock::new();
    KEY.get_or_init(|| {
        <base64ct::Base64 as base64ct::Encoding>::encode_string(demo().issuer.spki())
    })
}

fn codes() -> Vec<String> {
    let draft = CardDraft {
        url: CARD_ISSUER.to_owned(),
        surname: "Specimen".to_owned(),
        given: vec!["Maria".to_owned()],
        date_of_birth: "1990-05-13".to_owned(),
        resources: vec![CardDraft::dose("208", "2026-06-01")],
        issued: NOW.plus_seconds(-60),
        expires: None,
    };
    card_codes(&draft.seal(&demo().card), 3)
}
