//! Opening a link step by step, without a network: what is asked, and what each answer means.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Value, json};
use vidimus::{
    envelope::{EnvelopeError, jwe::JweError},
    issue::{LinkDraft, card_file, manifest},
    moment::Moment,
    opening::{Answer, Closed, Content, OpeningError, Pending, Step},
    scan::Scanned,
    scheme::Link,
};

const AT: Moment = Moment::from_unix_seconds(super::NOW);
const CARD: &str = "application/smart-health-card";
/// The limits of SECURITY.md.
const MAX_MANIFEST_BYTES: usize = 1024 * 1024;
const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;
const MAX_BYTES_IN_ALL: usize = 8 * 1024 * 1024;
const MAX_CONTENTS: usize = 32;
const URL: &str = "https://health.example/manifest/1";

fn draft() -> LinkDraft {
    LinkDraft::new(URL, "opening")
}

fn link(draft: &LinkDraft) -> Link {
    super::judge(draft.text(), &[]).expect("a link").link.expect("a link")
}

fn closed(draft: &LinkDraft) -> Closed {
    Closed::of(&link(draft), AT).expect("a link in force")
}

fn pending(draft: &LinkDraft) -> Pending {
    closed(draft).ask(None).expect("no passcode").1
}

fn found(body: impl Into<Vec<u8>>) -> Answer {
    Answer { status: 200, retry_after: None, body: body.into() }
}

fn status(status: u16) -> Answer {
    Answer { status, ..Answer::default() }
}

fn cards(texts: &[&str]) -> Vec<u8> {
    card_file(&texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>())
}

fn card(text: &str) -> Content {
    Content::Card(Scanned::new(text).expect("a short text"))
}

fn opened(step: Result<Step, OpeningError>) -> Vec<Content> {
    match step {
        Ok(Step::Opened(contents)) => contents,
        other => panic!("not opened: {other:?}"),
    }
}

#[test]
fn only_a_link_in_force_with_a_sound_address_is_asked() {
    let cases = [
        (URL, None, Ok(())),
        (URL, Some(0), Ok(())),
        (URL, Some(-1), Err(OpeningError::Expired)),
        ("http://health.example/", None, Err(OpeningError::Address)),
        ("https://a@health.example/", None, Err(OpeningError::Address)),
        ("https://127.0.0.1/", None, Err(OpeningError::Address)),
        ("https://localhost/", None, Err(OpeningError::Address)),
        ("https://health.example\\@a.example/", None, Err(OpeningError::Address)),
    ];
    for (url, seconds, expected) in cases {
        let expires = seconds.map(|seconds| AT.plus_seconds(seconds));
        let link = link(&LinkDraft { expires, ..LinkDraft::new(url, "opening") });
        assert_eq!(Closed::of(&link, AT).map(|_| ()), expected, "{url} {seconds:?}");
    }
}

#[test]
fn the_request_says_what_the_specification_demands_and_no_more() {
    let (errand, _) = closed(&draft()).ask(None).expect("a request");
    assert_eq!((errand.url(), errand.host()), (URL, "health.example"));
    let body: Value = serde_json::from_str(errand.body().expect("a body")).expect("JSON");
    assert_eq!(body, json!({ "recipient": "Vidimus", "embeddedLengthMax": 60_000 }));

    let with_passcode = closed(&LinkDraft { flags: "LP".to_owned(), ..draft() });
    assert_eq!(with_passcode.ask(None).err(), Some(OpeningError::PasscodeNeeded));
    assert_eq!(with_passcode.ask(Some("  ")).err(), Some(OpeningError::PasscodeNeeded));
    let long = "1".repeat(129);
    let too_long = OpeningError::PasscodeTooLong { limit: 128 };
    assert_eq!(with_passcode.ask(Some(&long)).err(), Some(too_long));
    let (errand, _) = with_passcode.ask(Some(" 1234 ")).expect("a request");
    let body: Value = serde_json::from_str(errand.body().expect("a body")).expect("JSON");
    let expected =
        json!({ "recipient": "Vidimus", "embeddedLengthMax": 60_000, "passcode": "1234" });
    assert_eq!(body, expected);
    assert!(!format!("{errand:?}").contains("1234"));

    for (url, expected) in [
        ("https://health.example/f", "https://health.example/f?recipient=Vidimus"),
        ("https://health.example/f?a=b#c", "https://health.example/f?a=b&recipient=Vidimus"),
    ] {
        let draft = LinkDraft { flags: "U".to_owned(), ..LinkDraft::new(url, "opening") };
        let (errand, _) = closed(&draft).ask(None).expect("a request");
        assert_eq!((errand.url(), errand.body()), (expected, None));
    }
}

#[test]
fn no_request_holds_the_key() {
    let draft = draft();
    let key = Base64UrlUnpadded::encode_string(link(&draft).target.key());
    let (errand, pending) = closed(&draft).ask(Some("1")).expect("a request");
    let list = manifest(&[(CARD, "location", "https://files.example/1")]);
    let Ok(Step::Ask(second, second_pending)) = pending.answered(&found(list)) else {
        panic!("a file to be fetched");
    };
    for errand in [errand, second] {
        let text = format!("{}{}", errand.url(), errand.body().unwrap_or_default());
        assert!(!text.contains(&key));
    }
    assert!(!format!("{second_pending:?}").contains(&format!("{:?}", link(&draft).target.key())));
}

#[test]
fn a_direct_file_is_opened() {
    let draft = LinkDraft { flags: "U".to_owned(), ..draft() };
    let bundle = br#"{"resourceType":"Bundle"}"#.as_slice();
    for (content_type, content, expected) in [
        (Some(CARD), cards(&["a.b.c"]), vec![card("a.b.c")]),
        (None, cards(&["a.b.c", "d"]), vec![card("a.b.c"), card("d")]),
        (Some("application/fhir+json;fhirVersion=4.0.1"), bundle.to_vec(), vec![Content::Unsigned]),
        (None, bundle.to_vec(), vec![Content::Unsigned]),
        (Some("application/smart-api-access"), b"{}".to_vec(), vec![Content::Access]),
        (None, b"{}".to_vec(), vec![Content::Other]),
        (None, b"%PDF".to_vec(), vec![Content::Other]),
        (Some("application/pdf"), b"%PDF".to_vec(), vec![Content::Other]),
    ] {
        let file = draft.file(content_type, &content).expect("a file");
        assert_eq!(opened(pending(&draft).answered(&found(file))), expected, "{content_type:?}");
    }
}

#[test]
fn files_are_opened_in_their_order_wherever_they_are() {
    let draft = draft();
    let file = |text: &str| draft.file(None, &cards(&[text])).expect("a file");
    let (one, two, three) = (file("one"), file("two"), file("three"));
    let list = manifest(&[
        (CARD, "embedded", &one),
        (CARD, "location", "https://health.example/two"),
        ("x/y", "status", "no-longer-valid"),
        (CARD, "location", "https://Files.example/three"),
    ]);
    let Ok(Step::Ask(errand, pending)) = pending(&draft).answered(&found(list)) else {
        panic!("a file to be fetched");
    };
    assert_eq!((errand.url(), errand.host()), ("https://health.example/two", "health.example"));
    assert!(errand.body().is_none());
    let Ok(Step::Ask(errand, pending)) = pending.answered(&found(two)) else {
        panic!("another file to be fetched");
    };
    assert_eq!(errand.host(), "files.example");
    let expected = [card("one"), card("two"), Content::Withdrawn, card("three")];
    assert_eq!(opened(pending.answered(&found(three))), expected);
}

#[test]
fn every_status_has_its_meaning() {
    let wrong = |remaining| OpeningError::PasscodeWrong { remaining };
    let left = |body: &str| Answer { status: 401, retry_after: None, body: body.into() };
    let later = |header: &str| Answer {
        status: 429,
        retry_after: Some(header.to_owned()),
        body: Vec::new(),
    };
    let with_passcode = LinkDraft { flags: "P".to_owned(), ..draft() };
    for (answer, expected) in [
        (left(r#"{"remainingAttempts":4}"#), wrong(Some(4))),
        (left(r#"{"remainingAttempts":0}"#), wrong(Some(0))),
        (left(r#"{"remainingAttempts":-1}"#), wrong(None)),
        (left("no"), wrong(None)),
    ] {
        let (_, pending) = closed(&with_passcode).ask(Some("0000")).expect("a request");
        assert_eq!(pending.answered(&answer).err(), Some(expected));
    }
    for (answer, expected) in [
        (status(401), OpeningError::PasscodeNeeded),
        (status(404), OpeningError::NoLongerActive),
        (status(410), OpeningError::NoLongerActive),
        (later(" 30 "), OpeningError::Later { seconds: Some(30) }),
        (later("Fri, 31 Dec 1999 23:59:59 GMT"), OpeningError::Later { seconds: None }),
        (status(503), OpeningError::Later { seconds: None }),
        (status(500), OpeningError::Refused { status: 500 }),
        (status(302), OpeningError::Refused { status: 302 }),
        (status(0), OpeningError::Refused { status: 0 }),
    ] {
        assert_eq!(pending(&draft()).answered(&answer).err(), Some(expected));
    }
    // No passcode goes with the request for a file, so none is asked for.
    let direct = LinkDraft { flags: "U".to_owned(), ..draft() };
    assert_eq!(
        pending(&direct).answered(&status(401)).err(),
        Some(OpeningError::Refused { status: 401 })
    );
}

#[test]
fn what_is_no_list_of_files_is_refused() {
    let form = |expected: &'static str| OpeningError::Form { expected };
    let many = vec![(CARD, "location", "https://a.example/"); 17];
    for (body, expected) in [
        (b"<html>".to_vec(), form("a list of files in JSON")),
        (b"{}".to_vec(), form("a list of files")),
        (br#"{"files":1}"#.to_vec(), form("a list of files")),
        (br#"{"files":[],"files":[]}"#.to_vec(), form("a list of files in JSON")),
        (manifest(&[]), OpeningError::Empty),
        (br#"{"files":[1]}"#.to_vec(), form("a file, or its address")),
        (manifest(&[(CARD, "location", "http://a.example/")]), OpeningError::Address),
        (manifest(&[(CARD, "location", "https://10.0.0.1/")]), OpeningError::Address),
        (manifest(&many), OpeningError::TooMany { limit: 16 }),
        (br#"{"status":"no-longer-valid","files":[]}"#.to_vec(), OpeningError::NoLongerActive),
    ] {
        let text = String::from_utf8_lossy(&body).into_owned();
        assert_eq!(pending(&draft()).answered(&found(body)).err(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_file_of_the_link_is_refused() {
    let draft = LinkDraft { flags: "U".to_owned(), ..draft() };
    let of = |content: &[u8]| draft.file(Some(CARD), content).expect("a file");
    let stranger = LinkDraft { seed: "another".to_owned(), ..draft.clone() };
    let many: Vec<&str> = vec!["a"; 33];
    let long = "a".repeat(Scanned::MAX_BYTES + 1);
    let form = |expected: &'static str| OpeningError::Form { expected };
    let five = JweError::Form { expected: "five parts, the second empty" };
    let inflated = EnvelopeError::InflatedTooLarge { limit: 16 * 1024 * 1024 };
    for (why, body, expected) in [
        ("another key", stranger.file(None, b"{}").expect("a file"), JweError::Key.into()),
        ("no file", "{}".to_owned(), five.into()),
        ("no JSON", of(b"x"), form("JSON")),
        ("no cards", of(b"{}"), form("a file of health cards")),
        ("no card", of(&cards(&[])), form("a file of health cards")),
        ("no texts", of(br#"{"verifiableCredential":[1]}"#), form("a file of health cards")),
        ("too many cards", of(&cards(&many)), OpeningError::TooMany { limit: 32 }),
        ("a long card", of(&cards(&[&long])), OpeningError::CardTooLarge { limit: 64 * 1024 }),
        ("a bomb", of(&vec![b' '; 16 * 1024 * 1024 + 1]), JweError::Envelope(inflated).into()),
    ] {
        assert_eq!(pending(&draft).answered(&found(body)).err(), Some(expected), "{why}");
    }
    let not_text = pending(&draft).answered(&found([0xff])).err();
    assert_eq!(not_text, Some(form("an encrypted file")));
}

#[test]
fn there_is_a_limit_to_each_answer_and_to_all() {
    let long = found(vec![b' '; MAX_MANIFEST_BYTES + 1]);
    let limit = OpeningError::AnswerTooLarge { limit: MAX_MANIFEST_BYTES };
    assert_eq!(pending(&draft()).answered(&long).err(), Some(limit));

    let draft = draft();
    let long = draft.file(None, b"{}").expect("a file") + &" ".repeat(MAX_FILE_BYTES - 300);
    let list = manifest(&[(CARD, "location", "https://a.example/"); 3]);
    let Ok(Step::Ask(errand, pending)) = pending(&draft).answered(&found(list)) else {
        panic!("a file to be fetched");
    };
    assert_eq!(errand.limit(), MAX_FILE_BYTES);
    let unlabelled = OpeningError::Form { expected: "a file of health cards" };
    assert_eq!(pending.answered(&found(long.clone())).err(), Some(unlabelled));

    let of_nothing = manifest(&[("x/y", "location", "https://a.example/"); 3]);
    let mut step = self::pending(&draft).answered(&found(of_nothing));
    let mut fetched = 0;
    let error = loop {
        step = match step {
            Ok(Step::Ask(_, pending)) => pending.answered(&found(long.clone())),
            Ok(Step::Opened(_)) => panic!("more than may come"),
            Err(error) => break error,
        };
        fetched += 1;
    };
    assert_eq!((fetched, error), (3, OpeningError::AllTooLarge { limit: MAX_BYTES_IN_ALL }));

    let many = draft.file(None, &cards(&["a"; 32])).expect("a file");
    let list = manifest(&[(CARD, "embedded", &many), (CARD, "embedded", &many)]);
    let too_many = OpeningError::TooMany { limit: MAX_CONTENTS };
    assert_eq!(self::pending(&draft).answered(&found(list)).err(), Some(too_many));
}

/// Whatever bit of a file is flipped, nothing is opened.
#[test]
fn no_bit_of_a_file_can_be_changed() {
    let draft = LinkDraft { flags: "U".to_owned(), ..draft() };
    let good = draft.file(Some(CARD), &cards(&["a.b.c"])).expect("a file").into_bytes();
    assert_eq!(opened(pending(&draft).answered(&found(good.clone()))), [card("a.b.c")]);
    for at in 0..good.len() {
        for bit in 0..8 {
            let mut changed = good.clone();
            changed[at] ^= 1 << bit;
            let step = pending(&draft).answered(&found(changed));
            assert!(step.is_err(), "byte {at}, bit {bit}");
        }
    }
}
