//! Links to health documents are recognised, described, and not opened by a verification.

use super::{judge, reasons};
use base64ct::{Base64UrlUnpadded, Encoding};
use vidimus::verdict::{Outcome, Reason};

const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn link(payload: &str) -> String {
    format!("shlink:/{}", Base64UrlUnpadded::encode_string(payload.as_bytes()))
}

fn payload(more: &str) -> String {
    format!(r#"{{"url":"https://health.example/document","key":"{KEY}"{more}}}"#)
}

#[test]
fn a_link_is_left_to_a_person() {
    for text in [
        link(&payload("")),
        link(&payload(r#","exp":null,"flag":"LU","label":"Vaccinations","v":1"#)),
        link(&payload(r#","exp":1960140221000,"flag":"P""#)),
        link(&payload("").replace("https", "http")),
        format!("https://viewer.example/#{}", link(&payload(""))),
        link(&payload("")).replace("shlink:/", "vhlink://") + "=",
    ] {
        let verdict = judge(text.as_str(), &[]).unwrap();
        assert_eq!(reasons(&verdict), [Reason::LinkNotOpened], "{text}");
        assert_eq!(verdict.outcome(), Outcome::Undecided, "{text}");
        assert!(verdict.shown.is_none(), "{text}");
    }
}

/// What it led to is not known: amber as before.
#[test]
fn a_link_that_has_ended_says_so() {
    let ended = link(&payload(r#","exp":1760140221000,"flag":"P""#));
    let verdict = judge(ended.as_str(), &[]).unwrap();
    assert_eq!(reasons(&verdict), [Reason::LinkNotOpened, Reason::LinkExpired]);
    assert_eq!(verdict.outcome(), Outcome::Undecided);
}

#[test]
fn a_damaged_link_says_where() {
    for (text, expected) in [
        ("shlink:/%%%".to_owned(), Reason::Base64),
        (link("{"), Reason::Json),
        (link(r#"{"url":1,"url":2}"#), Reason::DuplicateKey),
        (link("{}"), Reason::Fields),
        (link(&payload("").replace(KEY, "AAAA")), Reason::Fields),
    ] {
        let verdict = judge(text.as_str(), &[]).unwrap();
        assert_eq!(reasons(&verdict), [expected], "{text}");
    }
    assert!(judge("https://viewer.example/#nothing", &[]).is_none());
}
