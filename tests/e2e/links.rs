//! Health links: nothing is asked before a tap on a button with the host's name, and then exactly
//! what has to be, of exactly that host.

use super::accessibility;
use super::stand::{Asked, Browser, Camera, Host, Look, Page, SILENCE, SURNAME, Stand, now};
use serde_json::{Value, json};
use thirtyfour::prelude::*;
use vidimus::{
    issue::{CardDraft, Issuer, LinkDraft, card_file, manifest},
    signature::Scope,
    trust::read,
};

const ISSUER: &str = "https://health.example/issuer";
const CARD: &str = "application/smart-health-card";
const LIST: &str = "POST health.example/manifest";

/// The page with a list that vouches for the issuer of cards, and the host behind its links.
struct Scene {
    stand: Stand,
    host: Host,
}

impl Scene {
    fn new() -> Self {
        let stand = Stand::new();
        let mut list = read::read(issuer().jwk_set().as_bytes(), None).expect("a set of keys");
        for entry in &mut list.entries {
            entry.scope = Some(Scope::Live);
            entry.issuer = Some(ISSUER.to_owned());
        }
        stand.publish(stand.pack_of(2, &list.entries));
        Self { stand, host: Host::start() }
    }

    async fn browser(&self) -> Browser {
        Browser::start_with(&Camera::Missing, Look::PHONE, self.host.arguments()).await
    }

    async fn open<'b>(&self, browser: &'b Browser) -> Page<'b> {
        let page = browser.open(&self.stand, &Camera::Missing).await;
        page.list("end-to-end").await;
        page.offline_ready().await;
        page
    }
}

fn issuer() -> Issuer {
    Issuer::from_seed("end-to-end cards", "USA").expect("a key")
}

fn card() -> Vec<u8> {
    let draft = CardDraft {
        url: ISSUER.to_owned(),
        surname: SURNAME.to_owned(),
        given: vec!["Ana".to_owned()],
        date_of_birth: "1990-05-13".to_owned(),
        resources: vec![CardDraft::dose("208", "2026-01-02")],
        issued: now().plus_seconds(-3600),
        expires: None,
    };
    card_file(&[draft.seal(&issuer())])
}

fn draft(flags: &str) -> LinkDraft {
    let flags = flags.to_owned();
    LinkDraft { flags, ..LinkDraft::new("https://health.example/manifest", "end-to-end link") }
}

/// Reads the link, as a pasted text.
async fn read_link(page: Page<'_>, link: &str) {
    page.press("paste").await;
    page.fill("paste-text", link).await;
    page.press("check").await;
    let verdict = page.verdict().await;
    assert_eq!(verdict.outcome, "undecided");
    assert_eq!(verdict.reasons.first().map(String::as_str), Some("link.not-opened"));
    page.find("[data-open='ready']").await;
}

async fn words(page: Page<'_>, css: &str) -> String {
    plain(&page.find(css).await.text().await.expect("its text"))
}

/// Without the marks that isolate what was put into a sentence.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn lines(asked: &[Asked]) -> Vec<&str> {
    asked.iter().map(|asked| asked.line.as_str()).collect()
}

/// Every address of another origin in the log of the whole browser, and who asked for it.
fn foreign(log: &str, origin: &str) -> Vec<String> {
    let log: Value = serde_json::from_str(log).expect("a complete log");
    let events = log["events"].as_array().expect("events");
    let of = |event: &Value, name: &str| event["params"][name].as_str().map(str::to_owned);
    let mut foreign: Vec<String> = events
        .iter()
        .filter(|event| of(event, "initiator").is_some_and(|by| by.starts_with(origin)))
        .filter_map(|event| of(event, "url"))
        .filter(|url| !url.starts_with(origin) && !url.is_empty())
        .collect();
    foreign.sort();
    foreign.dedup();
    foreign
}

#[tokio::test]
async fn a_link_is_opened_after_a_tap_that_names_its_host_and_not_before() {
    let scene = Scene::new();
    let draft = draft("L");
    let file = draft.file(Some(CARD), &card()).expect("a file");
    scene.host.answer(LIST, 200, manifest(&[(CARD, "location", "https://health.example/1")]));
    scene.host.answer("GET health.example/1", 200, file);
    let browser = scene.browser().await;
    let page = scene.open(&browser).await;
    scene.stand.server.forget_requests();

    read_link(page, &draft.text()).await;
    assert_eq!(words(page, "#open-link").await, "Open at health.example");
    assert!(words(page, "#open-text").await.contains("health.example"));
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(scene.host.lines(), Vec::<String>::new(), "nobody has tapped");
    // The page itself could not, if it wanted to.
    let fetch =
        "fetch('https://health.example/page').then(() => done('went out'), e => done(e.name))";
    assert_eq!(page.run_until_done(fetch).await, "TypeError");
    assert!(!page.has("iframe").await, "no document that could");

    page.press("open-link").await;
    page.find("[data-outcome='accept']").await;
    let verdict = page.verdict().await;
    assert_eq!((verdict.outcome.as_str(), verdict.reasons.len()), ("accept", 0));
    assert!(verdict.text.contains(SURNAME), "{}", verdict.text);
    let text = plain(&verdict.text);
    assert!(text.contains("From the link at health.example"), "{text}");
    assert!(!page.has("iframe").await, "the document is gone again");

    let asked = scene.host.asked();
    assert_eq!(lines(&asked), [LIST, "GET health.example/1"]);
    let question = scene.host.lines().into_iter().filter(|line| line.starts_with("OPTIONS"));
    assert_eq!(question.collect::<Vec<_>>(), ["OPTIONS health.example/manifest"]);
    let body: Value = serde_json::from_str(&asked[0].body).expect("JSON");
    assert_eq!(body, json!({ "recipient": "Vidimus", "embeddedLengthMax": 60_000 }));
    for Asked { head, body, .. } in &asked {
        for header in ["cookie:", "referer:", "authorization:"] {
            assert!(!head.contains(header), "{head}");
        }
        let told = format!("{head}{body}").to_lowercase();
        assert!(!told.contains(&SURNAME.to_lowercase()) && !told.contains("shlink"), "{told}");
    }
    assert_eq!(
        scene.stand.server.requested(),
        Vec::<String>::new(),
        "the page's host sees nothing"
    );

    page.press("next").await;
    page.view("start").await;
    let text = page.run("return document.documentElement.outerHTML").await;
    let text = text.as_str().expect("a text");
    assert!(!text.contains(SURNAME) && !text.contains("health.example"));
    let origin = scene.stand.server.url();
    let log = browser.quit().await;
    assert_eq!(
        foreign(&log, origin.trim_end_matches('/')),
        ["https://health.example/1", "https://health.example/manifest"]
    );
}

#[tokio::test]
async fn a_wrong_passcode_can_be_tried_again_and_another_host_needs_another_tap() {
    let scene = Scene::new();
    let draft = draft("LP");
    let file = draft.file(Some(CARD), &card()).expect("a file");
    scene.host.answer(LIST, 401, r#"{"remainingAttempts":4}"#);
    scene.host.answer("GET files.example/1", 200, file);
    let browser = scene.browser().await;
    let page = scene.open(&browser).await;
    read_link(page, &draft.text()).await;

    page.press("open-link").await;
    page.find("[data-reason='link.passcode-needed']").await;
    assert_eq!(scene.host.lines(), Vec::<String>::new(), "nothing is sent without it");
    page.fill("passcode", "0000").await;
    page.press("open-link").await;
    let problem = words(page, "[data-reason='link.passcode-wrong']").await;
    assert!(problem.contains("Attempts left: 4"), "{problem}");
    page.until("document.activeElement.id === 'passcode'").await;
    page.until("document.querySelector('[data-said=assertive]').textContent.includes('passcode')")
        .await;

    scene.host.answer(LIST, 200, manifest(&[(CARD, "location", "https://files.example/1")]));
    page.fill("passcode", "1234").await;
    page.press("open-link").await;
    page.find("[data-open='elsewhere']").await;
    assert_eq!(words(page, "#open-link").await, "Open at files.example");
    let asked = scene.host.asked();
    assert_eq!(lines(&asked), [LIST, LIST], "the other host was not asked");
    let sent = asked.iter().map(|asked| asked.body.contains("\"passcode\":\"1234\""));
    assert_eq!(sent.collect::<Vec<_>>(), [false, true]);
    page.press("open-link").await;
    page.find("[data-outcome='accept']").await;
    assert_eq!(lines(&scene.host.asked()), [LIST, LIST, "GET files.example/1"]);
    browser.quit().await;
}

#[tokio::test]
async fn what_a_host_does_wrong_is_told_and_never_a_verdict() {
    let scene = Scene::new();
    let draft = draft("U");
    const FILE: &str = "GET health.example/manifest?recipient=Vidimus";
    let bundle = br#"{"resourceType":"Bundle"}"#.as_slice();
    let unsigned = draft.file(Some("application/fhir+json"), bundle).expect("a file");
    let stranger = LinkDraft { seed: "another".to_owned(), ..draft.clone() };
    let browser = scene.browser().await;
    let page = scene.open(&browser).await;
    read_link(page, &draft.text()).await;
    for (status, body, code) in [
        (404, Vec::new(), "link.inactive"),
        (429, Vec::new(), "link.later"),
        (500, Vec::new(), "link.refused"),
        (302, Vec::new(), "link.unreachable"),
        (200, vec![b' '; 5 * 1024 * 1024], "link.too-large"),
        (200, b"no file".to_vec(), "link.form"),
        (200, stranger.file(Some(CARD), &card()).expect("a file").into_bytes(), "link.key"),
    ] {
        scene.host.answer(FILE, status, body);
        page.press("open-link").await;
        page.find(&format!("[data-open='failed'] [data-reason='{code}']")).await;
        assert!(!page.has("iframe").await, "{code}");
    }
    assert!(!lines(&scene.host.asked()).contains(&"GET files.example/moved"), "a redirect");

    scene.host.answer(FILE, SILENCE, Vec::new());
    page.press("open-link").await;
    page.find("[data-open='busy']").await;
    page.press("open-stop").await;
    page.find("[data-open='ready']").await;
    page.until("document.querySelector('iframe') === null").await;

    let conditions = json!({
        "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
    });
    browser.send("Network.emulateNetworkConditions", conditions).await;
    page.until("!navigator.onLine").await;
    let before = scene.host.lines().len();
    page.press("open-link").await;
    page.find("[data-reason='link.offline']").await;
    assert_eq!(scene.host.lines().len(), before);
    let conditions = json!({
        "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
    });
    browser.send("Network.emulateNetworkConditions", conditions).await;
    page.until("navigator.onLine").await;

    scene.host.answer(FILE, 200, unsigned);
    page.press("open-link").await;
    page.find("[data-reasons='link.unsigned']").await;
    assert_eq!(page.verdict().await.outcome, "undecided");
    browser.quit().await;
}

/// With the keyboard alone, read aloud, in both languages, light and dark: axe-core finds nothing.
#[tokio::test]
async fn a_link_is_opened_without_a_mouse() {
    for (dark, language) in [(false, "en"), (true, "ar")] {
        let scene = Scene::new();
        let draft = draft("LP");
        let file = draft.file(Some(CARD), &card()).expect("a file");
        scene.host.answer(LIST, 401, r#"{"remainingAttempts":4}"#);
        let look = Look { dark, language, ..Look::PHONE };
        let arguments = scene.host.arguments();
        let browser = Browser::start_with(&Camera::Missing, look, arguments).await;
        let page = scene.open(&browser).await;
        page.run(&accessibility::axe()).await;
        read_link(page, &draft.text()).await;
        accessibility::check(page, "a link").await;
        accessibility::tab_to(page, page.driver(), "passcode").await;
        accessibility::keys(page.driver(), "0000").await;
        accessibility::tab_to(page, page.driver(), "open-link").await;
        accessibility::keys(page.driver(), Key::Enter + "").await;
        page.find("[data-reason='link.passcode-wrong']").await;
        page.until("document.activeElement.id === 'passcode'").await;
        accessibility::check(page, "a wrong passcode").await;

        scene.host.answer(
            LIST,
            200,
            manifest(&[(CARD, "embedded", &file), (CARD, "embedded", &file)]),
        );
        accessibility::keys(page.driver(), "1234").await;
        accessibility::tab_to(page, page.driver(), "open-link").await;
        accessibility::keys(page.driver(), Key::Enter + "").await;
        page.find("[data-outcome='accept']").await;
        page.until("document.activeElement.id === 'heading'").await;
        // It is outside of what can be seen, so a driver has no text of it.
        page.until(
            "document.querySelector('[data-said=polite]').textContent.includes('health.example')",
        )
        .await;
        accessibility::check(page, "a card behind a link").await;
        accessibility::tab_to(page, page.driver(), "next-inside").await;
        accessibility::keys(page.driver(), Key::Enter + "").await;
        page.until(
            "document.querySelector('.verdict-origin + .verdict-origin').textContent.includes('2')",
        )
        .await;
        let wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        assert_eq!(page.run(&format!("return {wide}")).await, false, "nothing beside the screen");
        browser.quit().await;
    }
}
