//! What lies behind a link of our own issuer: opened step by step, and verified as any other card.

use super::{DAY, NOW, now};
use base64ct::{Base64, Encoding};
use vidimus::{
    issue::{CardDraft, Content, Issuer, LinkDraft, card_file, manifest},
    moment::Moment,
    opening::{Answer, Closed, Content as Found, OpeningError, Step},
    pipeline::{self, World},
    policy::Policy,
    protocol::{self, Judge, Reading, Reply, Report, Request, Response},
    scan::Scanned,
    session::Session,
    signature::Scope,
    trust::{
        List, TrustStore,
        pack::{self, Manifest},
        read,
    },
    verdict::{Finding, Outcome, Reason, Verdict},
};

const URL: &str = "https://health.example/cards";
const CARD: &str = "application/smart-health-card";
const FHIR: &str = "application/fhir+json";

fn issuer() -> Issuer {
    Issuer::from_seed("cards behind a link", "USA").unwrap()
}

fn list() -> List {
    let mut list = read::read(issuer().jwk_set().as_bytes(), None).unwrap();
    for entry in &mut list.entries {
        entry.scope = Some(Scope::Live);
        entry.issuer = Some(URL.to_owned());
    }
    list
}

fn card(expires: i64) -> String {
    let draft = CardDraft {
        url: URL.to_owned(),
        surname: "Specimen".to_owned(),
        given: vec!["Maria".to_owned()],
        date_of_birth: "1990-05-13".to_owned(),
        resources: vec![CardDraft::dose("208", "2026-01-02")],
        issued: now().plus_seconds(-2 * DAY),
        expires: Some(Moment::from_unix_seconds(expires)),
    };
    draft.seal(&issuer())
}

fn draft(flags: &str) -> LinkDraft {
    let flags = flags.to_owned();
    LinkDraft { flags, ..LinkDraft::new("https://health.example/manifest", "behind") }
}

fn in_world<T>(at: Moment, act: impl FnOnce(&World<'_>) -> T) -> T {
    let (trust, _) = TrustStore::of(&[list()]);
    act(&World { trust: &trust, policy: Policy::default(), at, clock: None })
}

fn judged(text: &str) -> Verdict {
    in_world(now(), |world| pipeline::verify(&Scanned::new(text).unwrap(), world).unwrap())
}

fn openable(draft: &LinkDraft) -> Option<Closed> {
    pipeline::openable(&judged(&draft.text()), now())
}

fn found(body: impl Into<Vec<u8>>) -> Answer {
    Answer { status: 200, retry_after: None, body: body.into() }
}

/// Asks with this passcode and gives this answer.
fn open(draft: &LinkDraft, passcode: Option<&str>, answer: &Answer) -> Result<Step, OpeningError> {
    let (_, pending) = openable(draft).unwrap().ask(passcode)?;
    pending.answered(answer)
}

fn verdicts(step: Step) -> Vec<(Outcome, Vec<Reason>)> {
    let Step::Opened(contents) = step else { panic!("{step:?}") };
    let verdict = |content| {
        let verdict = in_world(now(), |world| pipeline::verify_content(content, world));
        (verdict.outcome(), super::reasons(&verdict))
    };
    contents.iter().map(verdict).collect()
}

#[test]
fn what_is_behind_a_link_gets_its_own_verdict() {
    let draft = draft("");
    let (good, past) = (card(NOW + DAY), card(NOW - DAY));
    let forged =
        good.replacen(good.rsplit('.').next().unwrap(), past.rsplit('.').next().unwrap(), 1);
    let file =
        |content_type: &str, content: &[u8]| draft.file(Some(content_type), content).unwrap();
    let cards = file(CARD, &card_file(&[good, past, forged, "no.card.x".to_owned(), draft.text()]));
    let (bundle, access) = (file(FHIR, b"{}"), file("application/smart-api-access", b"{}"));
    let other = file("application/pdf", b"%PDF");
    let list = manifest(&[
        (CARD, "embedded", &cards),
        (FHIR, "embedded", &bundle),
        ("", "embedded", &access),
        ("", "embedded", &other),
        ("", "status", "no-longer-valid"),
    ]);
    let amber = |reason| (Outcome::Undecided, vec![reason]);
    let expected = [
        (Outcome::Accept, vec![]),
        (Outcome::Reject, vec![Reason::Expired]),
        (Outcome::Reject, vec![Reason::SignatureMismatch]),
        amber(Reason::LinkContent),
        // A link in a file of cards leads nowhere.
        amber(Reason::LinkContent),
        amber(Reason::LinkUnsigned),
        amber(Reason::LinkAccess),
        amber(Reason::LinkContent),
        amber(Reason::LinkInactive),
    ];
    assert_eq!(verdicts(open(&draft, None, &found(list)).unwrap()), expected);
}

/// Each way of not being opened, with its reason.
#[test]
fn every_fault_has_its_reason() {
    let reason = |draft: &LinkDraft, passcode: Option<&str>, answer: &Answer| {
        let error = open(draft, passcode, answer).map(drop).unwrap_err();
        Finding::from(&error).reason
    };
    let (plain, direct, secret) = (draft(""), draft("U"), draft("LP"));
    let status = |status| Answer { status, ..Answer::default() };
    let stranger = LinkDraft { seed: "another".to_owned(), ..direct.clone() };
    let unsafe_location = manifest(&[(CARD, "location", "http://health.example/1")]);
    let many = manifest(&[(CARD, "location", URL); 17]);
    for (draft, passcode, answer, expected) in [
        (&secret, None, status(200), Reason::LinkPasscodeNeeded),
        (&plain, None, status(401), Reason::LinkPasscodeNeeded),
        (&secret, Some("1"), status(401), Reason::LinkPasscodeWrong),
        (&plain, None, status(404), Reason::LinkInactive),
        (&plain, None, status(429), Reason::LinkLater),
        (&plain, None, status(500), Reason::LinkRefused),
        (&plain, None, found("no list"), Reason::LinkForm),
        (&plain, None, found(manifest(&[])), Reason::LinkEmpty),
        (&plain, None, found(unsafe_location), Reason::LinkAddress),
        (&plain, None, found(many), Reason::LinkTooLarge),
        (&direct, None, found(stranger.file(None, b"{}").unwrap()), Reason::LinkKey),
        (&direct, None, found("no file"), Reason::LinkForm),
    ] {
        assert_eq!(reason(draft, passcode, &answer), expected);
    }
}

#[test]
fn only_a_proven_link_in_force_may_be_opened() {
    let unsigned = draft("L");
    assert_eq!(
        openable(&unsigned).map(|closed| closed.host().to_owned()).as_deref(),
        Some("health.example")
    );
    let ended = LinkDraft { expires: Some(now().plus_seconds(-1)), ..unsigned.clone() };
    let verdict = judged(&ended.text());
    assert_eq!(super::reasons(&verdict), [Reason::LinkNotOpened, Reason::LinkExpired]);
    assert_eq!(verdict.outcome(), Outcome::Undecided);
    assert_eq!(openable(&ended), None);
    let plain = LinkDraft { url: "http://health.example/".to_owned(), ..unsigned };
    assert_eq!(openable(&plain), None);

    let maker = Issuer::from_seed("signed links", "XXA").unwrap();
    let known = [maker.list("list", Scope::Live, None)];
    let (begin, end) = (now().plus_seconds(-DAY), now().plus_seconds(DAY));
    let signed = Content::HealthLink.text(&maker, begin, end);
    let open = |text: &str, lists: &[List]| {
        let verdict = super::judge(text, lists).unwrap();
        assert_ne!(verdict.outcome(), Outcome::Accept);
        pipeline::openable(&verdict, now())
    };
    assert!(open(&signed, &known).is_some());
    assert_eq!(open(&signed, &[]), None, "nobody knows who signed it");
    let past = Content::HealthLink.text(&maker, begin, begin);
    assert_eq!(open(&past, &known), None, "it has ended");
    let other = Issuer::from_seed("another", "XXA").unwrap().list("list", Scope::Live, None);
    let mut wrong = known[0].clone();
    wrong.entries[0].spki.clone_from(&other.entries[0].spki);
    assert_eq!(open(&signed, &[wrong]), None, "somebody else signed it");
}

fn session() -> Session {
    let mut session = Session::default();
    let operator = Issuer::from_seed("operator", "").unwrap();
    let manifest = Manifest {
        name: "cards".into(),
        sequence: 1,
        created: now(),
        next_update: now().plus_seconds(DAY),
    };
    let sign = |message: &[u8]| Ok::<_, ()>(operator.sign(message));
    let pack = pack::build(&manifest, &list().entries, &[], sign).unwrap();
    let request = Request::Load {
        pack: Some(serde_bytes::ByteBuf::from(pack)),
        update_key: Some(Base64::encode_string(operator.spki())),
        clock_unix_seconds: NOW,
    };
    let answer = session.handle(request, &[]);
    assert!(matches!(answer, Response::Trust { refused: None, .. }), "{answer:?}");
    session
}

const JUDGE: Judge = Judge { clock_unix_seconds: NOW, demo: false };

fn read_text(session: &mut Session, text: &str) -> Report {
    let request = Request::ReadText { text: text.to_owned(), judge: JUDGE };
    match session.handle(request, &[]) {
        Response::Readings { mut readings } => match readings.remove(0) {
            Reading::Certificate { report } => report,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn opens(report: &Report) -> u32 {
    report.link.as_ref().and_then(|link| link.opens).unwrap()
}

fn begin(session: &mut Session, number: u32, passcode: Option<&str>) -> Response {
    let passcode = passcode.map(str::to_owned);
    session.handle(Request::OpenLink { number, passcode, judge: JUDGE }, &[])
}

fn answer(session: &mut Session, number: u32, status: u16, body: &[u8]) -> Response {
    let body = serde_bytes::ByteBuf::from(body.to_vec());
    let reply = Reply { status, retry_after: None, body };
    session.handle(Request::LinkAnswer { number, reply, judge: JUDGE }, &[])
}

fn failed(response: Response) -> String {
    match response {
        Response::Failed { reason } => reason.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_worker_opens_the_link_that_was_shown() {
    let mut session = session();
    let draft = draft("P");
    let number = opens(&read_text(&mut session, &draft.text()));
    assert_eq!(failed(begin(&mut session, number, None)), "link.passcode-needed");
    let Response::Errand { errand } = begin(&mut session, number, Some("0")) else { panic!() };
    assert_eq!((errand.host.as_str(), errand.limit), ("health.example", 1024 * 1024));
    let wrong = answer(&mut session, number, 401, br#"{"remainingAttempts":3}"#);
    let Response::Failed { reason } = wrong else { panic!("{wrong:?}") };
    assert_eq!(reason.code, "link.passcode-wrong");
    assert_eq!(reason.params.get("remaining").map(String::as_str), Some("3"));

    let protocol::Errand { body, .. } = match begin(&mut session, number, Some("1234")) {
        Response::Errand { errand } => errand,
        other => panic!("{other:?}"),
    };
    assert!(body.unwrap().contains("\"passcode\":\"1234\""));
    let card = draft.file(Some(CARD), &card_file(&[card(NOW + DAY)])).unwrap();
    let list = manifest(&[(CARD, "location", "https://files.example/1")]);
    let Response::Errand { errand } = answer(&mut session, number, 200, &list) else { panic!() };
    assert_eq!((errand.host.as_str(), errand.body), ("files.example", None));
    let opened = answer(&mut session, number, 200, card.as_bytes());
    let Response::LinkOpened { host, reports } = opened else { panic!("{opened:?}") };
    assert_eq!(host, "health.example");
    assert_eq!(reports[0].outcome, Some(protocol::Outcome::Accept));
    let surname = reports[0].credential.as_ref().and_then(|said| said.person.surname.clone());
    assert_eq!(surname.as_deref(), Some("Specimen"));
    // It is kept for as long as it is on the screen: the answer may not have come there.
    assert!(matches!(begin(&mut session, number, Some("1234")), Response::Errand { .. }));
}

#[test]
fn a_link_is_forgotten_and_never_exchanged() {
    let mut session = session();
    let first = opens(&read_text(&mut session, &draft("").text()));
    let second = opens(&read_text(&mut session, &draft("U").text()));
    assert_ne!(first, second);
    assert_eq!(failed(begin(&mut session, first, None)), "link.forgotten", "another was read");
    assert!(matches!(begin(&mut session, second, None), Response::Errand { .. }));
    assert_eq!(session.handle(Request::ForgetLink, &[]), Response::Forgotten);
    assert_eq!(failed(answer(&mut session, second, 200, b"")), "link.forgotten");

    let third = opens(&read_text(&mut session, &draft("").text()));
    assert_eq!(
        failed(answer(&mut session, third, 200, b"")),
        "link.forgotten",
        "nothing was asked"
    );
    read_text(&mut session, &card(NOW + DAY));
    assert_eq!(failed(begin(&mut session, third, None)), "link.forgotten", "a card was read");

    let ending = LinkDraft { expires: Some(now()), ..draft("") };
    let number = opens(&read_text(&mut session, &ending.text()));
    let judge = Judge { clock_unix_seconds: NOW + 1, demo: false };
    let late = Request::OpenLink { number, passcode: None, judge };
    assert_eq!(failed(session.handle(late, &[])), "link.expired", "while it was looked at");
}

/// No answer of a host is accepted that was changed anywhere in its file.
#[test]
fn no_flipped_bit_of_a_file_is_opened() {
    let draft = draft("U");
    let good = draft.file(Some(CARD), &card_file(&[card(NOW + DAY)])).unwrap().into_bytes();
    let whole = open(&draft, None, &found(good.clone())).unwrap();
    assert!(matches!(&whole, Step::Opened(contents) if matches!(contents[..], [Found::Card(_)])));
    for at in 0..good.len() {
        let mut changed = good.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(open(&draft, None, &found(changed)).is_err(), "byte {at}");
    }
}
