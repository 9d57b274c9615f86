//! Every view for someone who cannot see it, reads from the right, or has only a keyboard.

use super::stand::{Browser, Camera, Film, Look, Page, Stand, root};
use thirtyfour::prelude::*;

/// axe-core finds nothing on any view: English and Arabic, light and dark.
#[tokio::test]
async fn axe_finds_nothing_on_any_view() {
    let axe = axe();
    for (dark, language) in [(false, "en"), (true, "ar")] {
        let stand = Stand::new();
        let camera = Camera::Showing(Film::of_code(stand.scratch.path(), &stand.good()));
        let look = Look { dark, language, ..Look::PHONE };
        let browser = Browser::start(&camera, look).await;
        let page = browser.open(&stand, &camera).await;
        page.list("end-to-end").await;
        page.run(&axe).await;
        check(page, "start").await;
        page.press("scan").await;
        page.verdict().await;
        check(page, "verdict").await;
        page.press("why").await;
        page.view("why").await;
        check(page, "why").await;
        page.press("back").await;
        page.view("verdict").await;
        page.press("next").await;
        page.press("stop").await;
        page.view("start").await;
        page.press("try-it").await;
        page.find("#sample-expired:enabled").await;
        check(page, "try").await;
        page.choose("sample-scheme", "vhl").await;
        page.find("#sample-good:enabled").await;
        check(page, "samples of links").await;
        page.choose("sample-scheme", "eu-dcc").await;
        for sample in ["sample-expired", "sample-unknown-issuer"] {
            page.press(sample).await;
            page.verdict().await;
            check(page, sample).await;
            page.press("next").await;
            page.view("try").await;
        }
        page.press("leave-demo").await;
        page.view("start").await;
        for view in ["about", "settings"] {
            page.press(view).await;
            page.view(view).await;
            check(page, view).await;
            page.press("back").await;
            page.view("start").await;
        }
        browser.quit().await;
    }
}

/// The script that finds what somebody could not use.
pub(super) fn axe() -> String {
    let axe = root().join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(axe).expect("axe-core, which `cargo xtask setup` installs")
}

pub(super) async fn check(page: Page<'_>, view: &str) {
    let found = page
        .run_until_done(
            "axe.run().then(found => done(found.violations.map(violation =>
                 `${violation.id}: ${violation.nodes.map(node => node.target).join(' ')}`)),
             error => done([`axe failed: ${error}`]))",
        )
        .await;
    assert_eq!(found, serde_json::json!([]), "{view}");
}

#[tokio::test]
async fn arabic_reads_from_the_right() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let look = Look { language: "ar", ..Look::PHONE };
    let browser = Browser::start(&camera, look).await;
    let page = browser.open(&stand, &camera).await;
    let direction = "return document.documentElement.dir + ' ' + document.documentElement.lang";
    assert_eq!(page.run(direction).await, "rtl ar");
    // The button tells the other language by its own name, and remembers it.
    page.press("language").await;
    page.until("document.documentElement.dir === 'ltr'").await;
    page.reload().await;
    page.until("document.documentElement.lang === 'en'").await;
    browser.quit().await;
}

/// Without a mouse: to the verdict and back, the focus always where the eye is.
#[tokio::test]
async fn the_keyboard_reaches_everything() {
    let stand = Stand::new();
    let camera = Camera::Showing(Film::of_code(stand.scratch.path(), &stand.good()));
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    let focused = "return document.activeElement && document.activeElement.id";
    tab_to(page, page.driver(), "scan").await;
    keys(page.driver(), Key::Enter + "").await;
    page.verdict().await;
    assert_eq!(page.run(focused).await, "heading", "the verdict is where the focus is");
    let said = page.text("[data-said='assertive']").await;
    assert!(!said.trim().is_empty(), "the outcome is announced");
    keys(page.driver(), Key::Escape + "").await;
    page.view("start").await;
    browser.quit().await;
}

/// The samples of another scheme without a mouse: chosen, announced, read; and none of the scheme
/// before is left.
#[tokio::test]
async fn the_keyboard_chooses_samples() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.press("try-it").await;
    page.find("#sample-expired:enabled").await;
    let height = "return document.querySelector('main').scrollHeight";
    let before = page.run(height).await;
    tab_to(page, page.driver(), "sample-scheme").await;
    keys(page.driver(), Key::Down + "").await;
    page.until("document.querySelector('#sample-scheme').value === 'nhs-domestic'").await;
    page.find("#sample-good:enabled").await;
    assert_eq!(page.run(height).await, before, "nothing has moved");
    let said = "document.querySelector(\"[data-said='polite']\").textContent";
    page.until(&format!("{said}.includes('NHS COVID Pass')")).await;
    tab_to(page, page.driver(), "sample-good").await;
    keys(page.driver(), Key::Enter + "").await;
    page.verdict().await;
    page.press("why").await;
    page.view("why").await;
    assert!(page.text("main").await.contains("NHS COVID Pass"));
    browser.quit().await;
}

pub(super) async fn tab_to(page: Page<'_>, driver: &WebDriver, id: &str) {
    for _ in 0..30 {
        let focused = page.run("return document.activeElement && document.activeElement.id").await;
        if focused == id {
            return;
        }
        keys(driver, Key::Tab + "").await;
    }
    panic!("the keyboard does not reach {id}");
}

pub(super) async fn keys(driver: &WebDriver, keys: impl Into<TypingData>) {
    driver.active_element().await.expect("a focus").send_keys(keys).await.expect("keys");
}

/// Nothing is cut off or scrolls sideways on a small frame, whichever way it is held.
#[tokio::test]
async fn every_view_fits_a_small_frame() {
    let stand = Stand::new();
    let sizes =
        [(320, 568, "en"), (320, 568, "ar"), (568, 320, "en"), (667, 375, "en"), (844, 390, "en")];
    for (width, height, language) in sizes {
        let camera = Camera::Missing;
        let look = Look { width, height, language, dark: false };
        let browser = Browser::start(&camera, look).await;
        let page = browser.open(&stand, &camera).await;
        fits(page, "start").await;
        page.press("scan").await;
        page.find("[data-reason]").await;
        fits(page, "no camera").await;
        page.press("stop").await;
        page.press("try-it").await;
        page.find("#sample-expired:enabled").await;
        fits(page, "try").await;
        // The longest name.
        page.choose("sample-scheme", "icvp").await;
        page.find("#sample-good:enabled").await;
        fits(page, "samples of the longest name").await;
        for sample in ["sample-good", "sample-expired", "sample-unknown-issuer"] {
            page.press(sample).await;
            page.verdict().await;
            fits(page, sample).await;
            page.press("why").await;
            page.view("why").await;
            fits(page, "why").await;
            page.press("back").await;
            page.view("verdict").await;
            page.press("next").await;
            page.view("try").await;
        }
        page.press("back").await;
        page.view("start").await;
        page.press("paste").await;
        page.fill("paste-text", &stand.unknown_with_a_long_name()).await;
        page.press("check").await;
        page.verdict().await;
        fits(page, "a long name").await;
        browser.quit().await;
    }
}

async fn fits(page: Page<'_>, view: &str) {
    let over = page
        .run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        .await;
    assert!(over.as_i64().is_some_and(|over| over <= 0), "{view}: {over} pixels too wide");
    let heading = page
        .run(
            "const heading = document.querySelector('h1');
             // On a small screen some are for screen readers only.
             if (heading.parentElement.clientWidth <= 1) { return 0; }
             const words = document.createRange();
             words.selectNodeContents(heading);
             const [inner, outer] = [words, heading.parentElement].map(e => e.getBoundingClientRect());
             return Math.ceil(Math.max(outer.left - inner.left, inner.right - outer.right));",
        )
        .await;
    let fits = heading.as_i64().is_some_and(|over| over <= 0);
    assert!(fits, "{view}: the heading is {heading} pixels wider than its place");
}
