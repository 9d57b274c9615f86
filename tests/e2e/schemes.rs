//! Every scheme that can be verified, from our own issuer to the verdict on the screen: its code
//! is held before the page's camera, and what the page then says is read.
//!
//! The camera's film is exchanged while the camera is closed, so that one browser sees them all.
//! The language changes with each: half of them are filmed in Arabic, and every verdict is read in
//! both. With `VIDIMUS_SCREENSHOTS` pictures are kept, see `screenshots.rs`.

use super::stand::{Browser, Camera, Film, Look, Page, Stand, now, root};
use std::{
    env, fs,
    path::{Path, PathBuf},
};
use thirtyfour::prelude::*;
use vidimus::issue::{self, SampleKind};

#[tokio::test]
async fn every_scheme_is_read_and_judged() {
    let folder = env::var_os("VIDIMUS_SCREENSHOTS").map(PathBuf::from);
    film_all(Look::PHONE, folder.as_deref().map(|folder| folder.join("phone-light")).as_deref())
        .await;
}

/// Films everything in one browser; pictures get this beginning of a name.
pub(crate) async fn film_all(look: Look, pictures: Option<&Path>) {
    let stand = Stand::new();
    let camera = Camera::Showing(Film::of_nothing(stand.scratch.path()));
    let Camera::Showing(film) = &camera else { return };
    let browser = Browser::start(&camera, look).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    page.press("try-it").await;
    page.view("try").await;
    let locales = [Locale::new("en"), Locale::new("ar")];
    let mut filmed = 0;
    for subject in subjects() {
        film.show(&subject.codes);
        // The way to the camera is the same from the samples and from the beginning.
        page.press(if filmed == 0 { "use-demo-camera" } else { "scan" }).await;
        page.find("[data-outcome]").await;
        let spoken = filmed % 2;
        for language in [spoken, 1 - spoken] {
            let locale = &locales[language];
            if language != spoken {
                page.press("language").await;
            }
            page.find(&format!("html[lang='{}']", locale.tag)).await;
            check(page, &subject, locale).await;
            if let Some(name) = pictures {
                let name = format!("{}-{}-{}", name.display(), locale.tag, subject.name());
                keep(&browser, page, look, &name).await;
            }
        }
        check_kind(page, &subject, &locales[1 - spoken]).await;
        escape(page, "start").await;
        filmed += 1;
    }
    assert_eq!(filmed, 15 + SPOILT.len() + 1, "each scheme, some spoilt ones, one of two codes");
    browser.quit().await;
}

/// What is held before the camera, and what is to be seen then.
struct Subject {
    scheme: &'static str,
    kind: SampleKind,
    /// Its codes, shown in turn.
    codes: Vec<Vec<u8>>,
}

impl Subject {
    fn name(&self) -> String {
        let kind = format!("{:?}", self.kind).to_lowercase();
        let codes = if self.codes.len() > 1 { "-of-two-codes" } else { "" };
        format!("scheme-{}-{kind}{codes}", self.scheme)
    }

    fn is_link(&self) -> bool {
        matches!(self.scheme, "vhl" | "hajj")
    }

    fn outcome(&self) -> &'static str {
        match self.kind {
            SampleKind::Good if self.is_link() => "undecided",
            SampleKind::Good => "accept",
            SampleKind::Expired | SampleKind::Tampered => "reject",
            SampleKind::UnknownIssuer => "undecided",
        }
    }

    fn reason(&self) -> Option<&'static str> {
        match self.kind {
            SampleKind::Good => self.is_link().then_some("link.not-opened"),
            SampleKind::Expired => Some("validity.expired"),
            SampleKind::Tampered => Some("signature.mismatch"),
            SampleKind::UnknownIssuer => Some("trust.unknown-issuer"),
        }
    }
}

/// The good one of each scheme, then some that are not, then a card in two codes.
fn subjects() -> Vec<Subject> {
    let schemes = vidimus::scheme::Scheme::ALL.map(vidimus::scheme::Scheme::name);
    let good = schemes.into_iter().map(|scheme| (scheme, SampleKind::Good));
    let mut subjects: Vec<Subject> = good
        .chain(SPOILT.iter().copied())
        .map(|(scheme, kind)| Subject { scheme, kind, codes: vec![content(scheme, kind)] })
        .collect();
    let card = content(CARD, SampleKind::Good);
    let digits = card.strip_prefix(b"shc:/").expect("the text of a card");
    // A character of the card is two digits.
    let (first, second) = digits.split_at(digits.len() / 4 * 2);
    let codes = [(b"shc:/1/2/", first), (b"shc:/2/2/", second)];
    let codes = codes.map(|(beginning, digits)| [beginning.as_slice(), digits].concat());
    subjects.push(Subject { scheme: CARD, kind: SampleKind::Good, codes: codes.to_vec() });
    subjects
}

fn content(scheme: &str, kind: SampleKind) -> Vec<u8> {
    let made = issue::specimens(now())
        .into_iter()
        .find(|made| made.scheme.name() == scheme && made.kind == kind);
    made.unwrap_or_else(|| panic!("no specimen {kind:?} of {scheme}")).content
}

/// Reads the verdict on the screen in this language.
async fn check(page: Page<'_>, subject: &Subject, locale: &Locale) {
    let name = subject.name();
    let verdict = page.verdict().await;
    let shown = format!("{name}, {}: {verdict:?}", locale.tag);
    let outcome = subject.outcome();
    assert_eq!(verdict.outcome, outcome, "{shown}");
    let reason = subject.reason();
    assert!(reason.is_none_or(|code| verdict.reasons.iter().any(|it| it == code)), "{shown}");
    assert!(page.has(&format!(".app[data-tone='{outcome}']")).await, "{shown}: the colour");
    assert!(page.has("[data-demo]").await, "{shown}: the band");
    assert_eq!(page.text("#heading").await, locale.text(&format!("verdict-{outcome}")), "{shown}");
    let text = verdict.text.to_lowercase();
    let fact = if subject.is_link() { "health.example.invalid" } else { "specimen" };
    if subject.kind == SampleKind::Good {
        assert!(text.contains(fact), "{shown}: {fact}");
        assert!(subject.is_link() || text.contains("maria"), "{shown}: the person");
    } else if outcome == "reject" {
        assert!(!text.contains("maria"), "{shown}: red names nobody");
    }
    let sideways = "return document.documentElement.scrollWidth - innerWidth";
    assert!(page.run(sideways).await.as_i64().is_some_and(|over| over <= 0), "{shown}: too wide");
}

/// Every check is on the next view, and there the kind has its name.
async fn check_kind(page: Page<'_>, subject: &Subject, locale: &Locale) {
    page.press("why").await;
    page.view("why").await;
    let kind = locale.text(&format!("scheme-{}", subject.scheme));
    let text = page.text("main").await;
    assert!(text.contains(&kind), "{}: {kind}: {text}", subject.name());
    escape(page, "verdict").await;
}

/// Presses Escape, which leads back.
async fn escape(page: Page<'_>, to: &str) {
    let active = page.driver().active_element().await.expect("a focus");
    active.send_keys(Key::Escape + "").await.expect("a key");
    page.view(to).await;
}

/// Keeps what the screen shows, and, where that is longer than the screen, all of it.
async fn keep(browser: &Browser, page: Page<'_>, look: Look, name: &str) {
    let shot = async |name: String| {
        let picture = page.driver().screenshot_as_png().await.expect("a picture");
        fs::write(name, picture).expect("a picture");
    };
    shot(format!("{name}.png")).await;
    // On a wide screen it is the panel that scrolls.
    let long = "const panel = document.querySelector('.panel');
        const hidden = panel.scrollHeight - panel.clientHeight;
        return Math.max(document.documentElement.scrollHeight, innerHeight + hidden);";
    let long = page.run(long).await.as_u64();
    let Some(long) = long.filter(|&long| long > u64::from(look.height)) else { return };
    let size = |height: u64| {
        serde_json::json!({
            "width": look.width, "height": height, "mobile": false, "deviceScaleFactor": 1,
        })
    };
    browser.send("Emulation.setDeviceMetricsOverride", size(long)).await;
    shot(format!("{name}-whole.png")).await;
    browser.send("Emulation.setDeviceMetricsOverride", size(u64::from(look.height))).await;
}

/// The texts of a language that need no variables.
struct Locale {
    tag: &'static str,
    source: String,
}

impl Locale {
    fn new(tag: &'static str) -> Self {
        let path = root().join(format!("static/locales/{tag}.ftl"));
        Self { tag, source: fs::read_to_string(path).expect("the texts of a language") }
    }

    fn text(&self, name: &str) -> String {
        let line = |line: &str| line.strip_prefix(name)?.strip_prefix(" = ").map(str::to_owned);
        self.source.lines().find_map(line).unwrap_or_else(|| panic!("no text {name}"))
    }
}

const CARD: &str = "smart-health-card";
/// Not good: one of each way, in three different envelopes.
const SPOILT: &[(&str, SampleKind)] = &[
    ("nzcp", SampleKind::Expired),
    (CARD, SampleKind::Tampered),
    ("icao-vds-nc", SampleKind::UnknownIssuer),
];
