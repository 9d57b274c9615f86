//! The worker's side of the page, without a browser: packs, samples and pictures.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test: what is not as it should be ends it"
)]

use base64ct::{Base64, Encoding};
use serde_bytes::ByteBuf;
use vidimus::{
    app,
    issue::{CardDraft, Issuer, card_codes},
    moment::Moment,
    protocol::{
        Content, Effort, Judge, KeyCounts, Outcome, Reading, Report, Request, Response, Sample,
        SampleContent, SampleKind, Samples, Trust,
    },
    scheme::Scheme,
    session::Session,
    signature::Scope,
    trust::{
        embedded,
        pack::{self, Manifest},
    },
};

/// Ten days after the pack of the build was made, whenever that was.
fn now() -> i64 {
    let created = embedded().unwrap().created.unwrap();
    created.plus_seconds(10 * 86_400).unix_seconds()
}

fn trust(
    session: &mut Session,
    pack: Option<Vec<u8>>,
    key: Option<&Issuer>,
) -> (Trust, KeyCounts, Option<String>) {
    let request = Request::Load {
        pack: pack.map(ByteBuf::from),
        update_key: key.map(|key| Base64::encode_string(key.spki())),
        clock_unix_seconds: now(),
    };
    match session.handle(request, &[]) {
        Response::Trust { trust, keys, refused, .. } => {
            (trust, keys, refused.map(|reason| reason.code))
        }
        other => panic!("{other:?}"),
    }
}

fn operator() -> Issuer {
    Issuer::from_seed("operator", "").unwrap()
}

fn make_pack(sequence: u64, created: i64) -> Vec<u8> {
    let manifest = Manifest {
        name: "operator-pack".into(),
        sequence,
        created: Moment::from_unix_seconds(created),
        next_update: Moment::from_unix_seconds(created + 86_400),
    };
    let issuer = Issuer::from_seed("an issuer", "PRT").unwrap();
    let entries = issuer.list("list", Scope::Live, None).entries;
    let sign = |message: &[u8]| Ok::<_, ()>(operator().sign(message));
    pack::build(&manifest, &entries, &[], sign).unwrap()
}

#[test]
fn only_a_newer_pack_of_the_right_key_is_taken() {
    let mut session = Session::default();
    let key = operator();
    let (held, keys, refused) = trust(&mut session, None, Some(&key));
    assert_eq!((held.source.as_str(), refused), ("embedded", None));
    // The demo issuers, and those of WHO's test country.
    assert!(keys.live > 20 && keys.specimen == 6 + 5 && keys.issuers > 5, "{keys:?}");

    let refused_with = |session: &mut Session, pack: Vec<u8>, key: Option<&Issuer>| {
        let (held, _, refused) = trust(session, Some(pack), key);
        (held.source, refused.unwrap())
    };
    let other = Issuer::from_seed("not the operator", "").unwrap();
    for (why, key) in [("no key in this page", None), ("another key", Some(&other))] {
        let (held, refused) = refused_with(&mut session, make_pack(1, now()), key);
        assert_eq!(
            (held.as_str(), refused.as_str()),
            ("embedded", "trust.update-unsigned"),
            "{why}"
        );
    }
    let (_, refused) = refused_with(&mut session, b"noise".to_vec(), Some(&key));
    assert_eq!(refused, "trust.update-unreadable");
    let (_, refused) = refused_with(&mut session, make_pack(1, now() - 11 * 86_400), Some(&key));
    assert_eq!(refused, "trust.update-older", "than the pack of the build");

    let (held, keys, refused) = trust(&mut session, Some(make_pack(5, now())), Some(&key));
    assert_eq!((held.source.as_str(), held.sequence, refused), ("operator-pack", Some(5), None));
    assert_eq!((keys.live, keys.specimen), (1, 6), "the demo issuers stay");

    let (_, _, again) = trust(&mut session, Some(make_pack(5, now())), Some(&key));
    assert_eq!(again, None, "the same pack again");
    let (_, refused) = refused_with(&mut session, make_pack(5, now() + 1), Some(&key));
    assert_eq!(refused, "trust.update-older", "another pack with the same number");
    let (held, refused) = refused_with(&mut session, make_pack(4, now() + 1), Some(&key));
    assert_eq!((held.as_str(), refused.as_str()), ("operator-pack", "trust.update-older"));
    let (_, refused) = refused_with(&mut session, make_pack(6, now() - 1), Some(&key));
    assert_eq!(refused, "trust.update-older", "a higher number with an older date");
}

/// Every byte of a pack is signed, or its change makes it unreadable.
#[test]
fn no_changed_byte_of_a_pack_is_taken() {
    let (pack, key) = (make_pack(5, now()), operator());
    let mut session = Session::default();
    for place in 0..pack.len() {
        let mut changed = pack.clone();
        changed[place] ^= 1;
        let (held, _, refused) = trust(&mut session, Some(changed), Some(&key));
        assert!(refused.is_some(), "byte {place}");
        assert_eq!(held.source, "embedded", "byte {place}");
    }
}

fn samples(session: &mut Session) -> Vec<Sample> {
    samples_of(session, "eu-dcc")
}

/// Those that the page has.
fn samples_of(session: &mut Session, name: &str) -> Vec<Sample> {
    let all: Samples = serde_json::from_str(include_str!("../static/samples.json")).unwrap();
    let request = Request::DrawSamples { scheme: name.to_owned(), samples: all[name].clone() };
    match session.handle(request, &[]) {
        Response::Samples { scheme, samples } if scheme == name => samples,
        other => panic!("{other:?}"),
    }
}

/// The sample as a page draws it: black on white, four modules around, five pixels each.
fn pixels(sample: &Sample) -> (u32, Vec<u8>) {
    let side = (sample.size + 8) * 5;
    let at = |x: u32, y: u32| {
        let module = |pixel: u32| (pixel / 5).checked_sub(4).filter(|place| *place < sample.size);
        let dark = module(x)
            .zip(module(y))
            .is_some_and(|(x, y)| sample.modules[usize::try_from(y * sample.size + x).unwrap()]);
        let value = if dark { 0 } else { 255 };
        [value, value, value, 255]
    };
    (side, (0..side).flat_map(|y| (0..side).flat_map(move |x| at(x, y))).collect())
}

fn read(session: &mut Session, sample: &Sample, demo: bool) -> Report {
    read_at(session, sample, demo, now())
}

fn read_at(session: &mut Session, sample: &Sample, demo: bool, clock_unix_seconds: i64) -> Report {
    let (side, pixels) = pixels(sample);
    let judge = Judge { clock_unix_seconds, demo };
    let request = Request::ReadPixels { width: side, height: side, effort: Effort::Still, judge };
    match session.handle(request, &pixels) {
        Response::Readings { readings } => match readings.as_slice() {
            [Reading::Certificate { report }] => report.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_samples_show_all_three_colours() {
    let mut session = Session::default();
    let expected = [
        (SampleKind::Good, Outcome::Accept, None),
        (SampleKind::Expired, Outcome::Reject, Some("validity.expired")),
        (SampleKind::Tampered, Outcome::Reject, Some("signature.mismatch")),
        (SampleKind::UnknownIssuer, Outcome::Undecided, Some("trust.unknown-issuer")),
    ];
    let samples = samples(&mut session);
    assert_eq!(samples.len(), expected.len());
    for (sample, (kind, outcome, reason)) in samples.iter().zip(expected) {
        let report = read(&mut session, sample, true);
        assert_eq!((sample.kind, report.outcome), (kind, Some(outcome)));
        let gravest = report.reasons.first();
        assert_eq!(gravest.map(|found| found.code.as_str()), reason, "{kind:?}");
        if outcome == Outcome::Reject {
            assert_eq!(report.credential, None, "{kind:?}: a red screen names nobody");
        }
    }
}

/// Every scheme that the page offers, as codes that a phone can show; and it offers every scheme.
#[test]
fn the_samples_of_every_scheme_are_what_they_are_called() {
    let mut session = Session::default();
    let groups = app::samples::GROUPS.iter().flat_map(|group| group.schemes);
    let offered: Vec<&str> = groups.copied().collect();
    let mut names = Scheme::ALL.map(Scheme::name).to_vec();
    names.sort_unstable();
    let mut sorted = offered.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, names);
    for name in offered {
        let made = samples_of(&mut session, name);
        let kinds: Vec<SampleKind> = made.iter().map(|sample| sample.kind).collect();
        assert_eq!(kinds, app::samples::kinds(name), "{name}");
        for sample in &made {
            let report = read(&mut session, sample, true);
            let (outcome, code) = match sample.kind {
                SampleKind::Good if report.link.is_some() => {
                    (Outcome::Undecided, Some("link.not-opened"))
                }
                SampleKind::Good => (Outcome::Accept, None),
                SampleKind::Expired => (Outcome::Reject, Some("validity.expired")),
                SampleKind::Tampered => (Outcome::Reject, Some("signature.mismatch")),
                SampleKind::UnknownIssuer => (Outcome::Undecided, Some("trust.unknown-issuer")),
            };
            let kind = sample.kind;
            assert_eq!(report.scheme.as_deref(), Some(name), "{name} {kind:?}");
            assert_eq!(report.outcome, Some(outcome), "{name} {kind:?}: {:?}", report.reasons);
            let codes: Vec<&str> = report.reasons.iter().map(|entry| &*entry.code).collect();
            assert!(code.is_none_or(|code| codes.contains(&code)), "{name} {kind:?}: {codes:?}");
            assert!(sample.size <= 121, "{name} {kind:?}: {} modules", sample.size);
        }
    }
}

/// A damaged file is no reason to lose the worker.
#[test]
fn a_sample_that_no_code_can_hold_is_an_answer() {
    let mut session = Session::default();
    for content in [Content::Text("A".repeat(4297)), Content::Base64("no Base64".into())] {
        let samples = vec![SampleContent { kind: SampleKind::Good, content }];
        let request = Request::DrawSamples { scheme: "eu-dcc".into(), samples };
        match session.handle(request, &[]) {
            Response::Failed { reason } => assert_eq!(reason.code, "app.samples-missing"),
            other => panic!("{other:?}"),
        }
    }
}

/// A newcomer sees the three colours however old this build has become.
#[test]
fn the_samples_do_not_age_with_the_list() {
    let mut session = Session::default();
    let later = now() + 15 * 365 * 86_400;
    let samples = samples(&mut session);
    let good = samples.iter().find(|sample| sample.kind == SampleKind::Good).unwrap();
    let report = read_at(&mut session, good, true, later);
    assert_eq!((report.outcome, report.reasons), (Some(Outcome::Accept), vec![]));
}

#[test]
fn outside_demo_mode_a_specimen_is_never_green() {
    let mut session = Session::default();
    for sample in samples(&mut session) {
        let report = read(&mut session, &sample, false);
        assert_ne!(report.outcome, Some(Outcome::Accept), "{:?}", sample.kind);
        if sample.kind == SampleKind::Good {
            assert!(report.specimen);
            assert_eq!(report.reasons[0].code, "trust.specimen");
        }
    }
}

#[test]
fn what_is_unproven_is_marked() {
    let mut session = Session::default();
    let samples = samples(&mut session);
    let by = |kind| samples.iter().find(|sample| sample.kind == kind).unwrap();
    let unknown = read(&mut session, by(SampleKind::UnknownIssuer), true);
    assert!(unknown.credential.is_some());
    assert_eq!(unknown.proven, Some(false));
    assert_eq!(read(&mut session, by(SampleKind::Good), true).proven, Some(true));
}

/// The codes of a card that is spread over `codes` of them, by an issuer that nobody knows.
fn pieces(given: &str, codes: usize) -> Vec<String> {
    let draft = CardDraft {
        url: "https://health.example/cards".into(),
        surname: "Specimen".into(),
        given: vec![given.into()],
        date_of_birth: "1990-05-13".into(),
        resources: vec![CardDraft::dose("208", "2026-01-02")],
        issued: Moment::from_unix_seconds(now() - 86_400),
        expires: None,
    };
    card_codes(&draft.seal(&operator()), codes)
}

fn read_text(session: &mut Session, text: &str, clock_unix_seconds: i64) -> Vec<Reading> {
    let judge = Judge { clock_unix_seconds, demo: false };
    match session.handle(Request::ReadText { text: text.into(), judge }, &[]) {
        Response::Readings { readings } => readings,
        other => panic!("{other:?}"),
    }
}

/// A frame in which nothing is found.
fn read_nothing(session: &mut Session, clock_unix_seconds: i64) {
    let judge = Judge { clock_unix_seconds, demo: false };
    let request = Request::ReadPixels { width: 64, height: 64, effort: Effort::Live, judge };
    let answer = session.handle(request, &[255; 64 * 64 * 4]);
    assert_eq!(answer, Response::Readings { readings: vec![] });
}

#[test]
fn pieces_wait_for_each_other_half_a_minute_and_no_longer() {
    let card = pieces("Maria", 2);
    let part = [Reading::Part { have: 1, total: 2 }];
    let is_whole = |readings: &[Reading]| matches!(readings, [Reading::Certificate { .. }]);

    let mut session = Session::default();
    for at in [now(), now() + 30] {
        assert_eq!(read_text(&mut session, &card[1], at), part, "the same again adds nothing");
    }
    read_nothing(&mut session, now() + 40);
    assert!(is_whole(&read_text(&mut session, &card[0], now() + 60)), "in any order");
    assert_eq!(read_text(&mut session, &card[0], now() + 60), part, "forgotten once it was whole");

    for late in [now() + 91, now() + 59] {
        let mut session = Session::default();
        read_text(&mut session, &card[1], now() + 60);
        assert_eq!(read_text(&mut session, &card[0], late), part, "a clock at {late}");
    }
    let mut session = Session::default();
    read_text(&mut session, &card[1], now());
    read_nothing(&mut session, now() + 31);
    assert_eq!(read_text(&mut session, &card[0], now()), part, "a frame without a code ends it");
}

/// Who stands before the camera next has a card of their own, and what is left of the one before
/// must not spoil it, in whatever order its codes are read.
#[test]
fn pieces_of_somebody_who_has_gone_spoil_no_card() {
    let (gone, here) = (pieces("Maria", 2), pieces("Zo\u{eb} Alexandra", 2));
    let accepted = |readings: &[Reading]| match readings {
        [Reading::Certificate { report }] => report.credential.is_some(),
        _ => false,
    };
    for order in [[0, 1, 0, 1], [1, 0, 1, 0]] {
        for left in &gone {
            let mut session = Session::default();
            read_text(&mut session, left, now());
            let read: Vec<_> =
                order.iter().map(|&code| read_text(&mut session, &here[code], now())).collect();
            assert!(read.iter().any(|readings| accepted(readings)), "{left} {order:?}: {read:?}");
            let red = |reading: &Reading| match reading {
                Reading::Certificate { report } => report.credential.is_none(),
                _ => false,
            };
            assert!(!read.iter().flatten().any(red), "{left} {order:?}: {read:?}");
            // The same number again is the newer card's, so that its other one is enough.
            let same_number = left == &gone[order[0]];
            assert!(!same_number || accepted(&read[1]), "{left} {order:?}: {read:?}");
        }
    }
}
