//! Camera to verdict: the three colours, and what happens without a camera.

use super::stand::{Browser, Camera, Film, Look, SURNAME, Stand, Verdict};
use std::time::Duration;

/// Opens the page with this certificate before the camera, scans, and gives the verdict.
async fn scan(text: &str, stand: &Stand) -> Verdict {
    let camera = Camera::Showing(Film::of_code(stand.scratch.path(), text));
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(stand, &camera).await;
    page.list("end-to-end").await;
    // The first frame that the page's own video shows, and the verdict on screen.
    page.run(
        "window.seen = {};
         new MutationObserver(() => {
             const video = document.querySelector('video');
             if (video && !seen.video) {
                 seen.video = video;
                 video.requestVideoFrameCallback(now => { seen.frame = now; });
             }
             if (document.querySelector('[data-outcome]') && !seen.verdict) {
                 seen.verdict = performance.now();
             }
         }).observe(document.body, { childList: true, subtree: true, attributes: true });",
    )
    .await;
    page.press("scan").await;
    let verdict = page.verdict().await;
    let elapsed = page.run("return seen.verdict - seen.frame").await;
    println!("first frame to verdict, {}: {elapsed} ms", verdict.outcome);
    page.until("document.querySelector('video')?.srcObject == null").await;
    browser.quit().await;
    verdict
}

#[tokio::test]
async fn a_good_certificate_is_green() {
    let stand = Stand::new();
    let verdict = scan(&stand.good(), &stand).await;
    assert_eq!((verdict.outcome.as_str(), verdict.reasons), ("accept", Vec::new()));
    assert!(verdict.text.contains(SURNAME), "for comparing with a passport: {}", verdict.text);
}

#[tokio::test]
async fn an_unknown_issuer_is_amber_and_its_claims_are_marked() {
    let stand = Stand::new();
    let verdict = scan(&stand.unknown(), &stand).await;
    assert_eq!(verdict.outcome, "undecided");
    assert_eq!(verdict.reasons, ["trust.unknown-issuer"]);
    assert!(verdict.text.contains(SURNAME), "{}", verdict.text);
    assert!(verdict.text.to_lowercase().contains("not proven"), "{}", verdict.text);
}

#[tokio::test]
async fn an_expired_certificate_is_red_and_names_nobody() {
    let stand = Stand::new();
    let verdict = scan(&stand.expired(), &stand).await;
    assert_eq!(verdict.outcome, "reject");
    assert_eq!(verdict.reasons, ["validity.expired"]);
    assert!(!verdict.text.contains(SURNAME), "{}", verdict.text);
    assert!(!verdict.text.to_lowercase().contains("negative"), "{}", verdict.text);
}

/// How long a person waits the first time, on this machine and on one that is four times slower.
/// The figures are printed and never judged: only that the page gets there is.
#[tokio::test]
async fn the_first_start_is_measured() {
    for slowdown in [1, 4] {
        let stand = Stand::new();
        let camera = Camera::Showing(Film::of_nothing(stand.scratch.path()));
        let browser = Browser::start(&camera, Look::PHONE).await;
        browser
            .send("Emulation.setCPUThrottlingRate", serde_json::json!({ "rate": slowdown }))
            .await;
        let watch = "window.seen = {};
            new MutationObserver(() => {
                if (!seen.usable && document.querySelector('#scan')) seen.usable = performance.now();
                const video = document.querySelector('video');
                if (video && !seen.video) {
                    seen.video = video;
                    video.requestVideoFrameCallback(now => { seen.frame = now; });
                }
            }).observe(document, { childList: true, subtree: true });
            addEventListener('click', () => { seen.press ??= performance.now(); }, true);";
        let script = serde_json::json!({ "source": watch });
        browser.send("Page.enable", serde_json::json!({})).await;
        browser.send("Page.addScriptToEvaluateOnNewDocument", script).await;
        let page = browser.open(&stand, &camera).await;
        page.press("scan").await;
        page.until("seen.frame > 0").await;
        let figures = page.run("return [seen.usable, seen.frame - seen.press]").await;
        println!(
            "cold start, {slowdown} x slower: usable, then press to first frame: {figures} ms"
        );
        browser.quit().await;
    }
}

/// After a verdict the next person: the camera comes back and reads again.
#[tokio::test]
async fn next_scans_again() {
    let stand = Stand::new();
    let camera = Camera::Showing(Film::of_code(stand.scratch.path(), &stand.good()));
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    page.press("scan").await;
    for _ in 0..3 {
        assert_eq!(page.verdict().await.outcome, "accept");
        page.press("next").await;
        page.view("scan").await;
    }
    browser.quit().await;
}

/// A table without a code: no verdict, hints, and the other ways in stay in reach.
#[tokio::test]
async fn without_a_code_there_is_no_verdict() {
    let stand = Stand::new();
    let camera = Camera::Showing(Film::of_nothing(stand.scratch.path()));
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.press("scan").await;
    page.view("scan").await;
    tokio::time::sleep(Duration::from_secs(6)).await;
    assert!(!page.has("[data-outcome]").await);
    assert!(page.has("#paste").await && page.has("#photo").await);
    page.press("stop").await;
    page.view("start").await;
    assert!(!page.has("video").await, "the camera is given back");
    browser.quit().await;
}

#[tokio::test]
async fn a_refused_camera_is_explained() {
    no_camera(Camera::Refused, "app.camera-refused").await;
}

#[tokio::test]
async fn a_missing_camera_is_explained() {
    no_camera(Camera::Missing, "app.camera-missing").await;
}

/// Said plainly, with the way back and the other ways in, which work.
async fn no_camera(camera: Camera, code: &str) {
    let stand = Stand::new();
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    page.press("scan").await;
    page.find(&format!("[data-reason='{code}']")).await;
    assert!(page.has("#retry").await && page.has("#photo").await);
    page.press("paste").await;
    page.fill("paste-text", &stand.good()).await;
    page.press("check").await;
    assert_eq!(page.verdict().await.outcome, "accept");
    browser.quit().await;
}
