//! Without a camera: pictures, pasted text, and the samples.

use super::stand::{Browser, Camera, Look, Stand};
use image::{DynamicImage, GrayImage, Luma};
use qrcode::{Color, QrCode};
use std::path::PathBuf;

/// A picture of a code, as a screenshot would have it.
fn picture(stand: &Stand, name: &str, text: &str) -> PathBuf {
    let code = QrCode::new(text).expect("a code");
    let side = u32::try_from((code.width() + 8) * 5).expect("a small picture");
    let image = GrayImage::from_fn(side, side, |x, y| {
        let module = |pixel: u32| usize::try_from(pixel / 5).ok()?.checked_sub(4);
        let place = module(x).zip(module(y)).filter(|(x, y)| x.max(y) < &code.width());
        let dark = place.is_some_and(|place| code[place] == Color::Dark);
        Luma([if dark { 0 } else { 255 }])
    });
    let path = stand.scratch.path().join(name);
    DynamicImage::from(image).to_rgb8().save(&path).expect("a picture");
    path
}

#[tokio::test]
async fn a_picture_is_read() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    for (name, text, outcome) in [
        ("good.png", stand.good(), "accept"),
        ("expired.jpg", stand.expired(), "reject"),
        ("unknown.webp", stand.unknown(), "undecided"),
    ] {
        page.upload(&picture(&stand, name, &text)).await;
        assert_eq!(page.verdict().await.outcome, outcome, "{name}");
        page.press("next").await;
        page.view("start").await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn a_picture_without_a_certificate_says_so() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    let broken = stand.scratch.path().join("broken.png");
    std::fs::write(&broken, b"\x89PNG no picture").expect("a file");
    let empty = stand.scratch.path().join("empty.png");
    GrayImage::new(300, 300).save(&empty).expect("a picture");
    let link = picture(&stand, "link.png", "https://example.org/HC1");
    for (file, code) in [
        (broken, "scan.picture-unreadable"),
        (empty, "scan.nothing-found"),
        (link, "scheme.unknown"),
    ] {
        page.upload(&file).await;
        page.find(&format!("[data-reason='{code}']")).await;
        assert!(!page.has("[data-outcome]").await, "{code}: no verdict");
    }
    browser.quit().await;
}

#[tokio::test]
async fn pasted_text_is_read() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    page.press("paste").await;
    page.fill("paste-text", "this is no certificate").await;
    page.press("check").await;
    page.find("[data-reason='scheme.unknown']").await;
    page.run("document.querySelector('#paste-text').value = ''").await;
    page.find("#paste-text").await.clear().await.expect("an empty field");
    page.fill("paste-text", &stand.good()).await;
    page.press("check").await;
    assert_eq!(page.verdict().await.outcome, "accept");
    browser.quit().await;
}

/// A newcomer sees all three colours in a minute, under a band that cannot be overlooked.
#[tokio::test]
async fn the_samples_show_three_colours_in_demo_mode() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.press("try-it").await;
    page.view("try").await;
    for (sample, outcome) in [
        ("sample-good", "accept"),
        ("sample-expired", "reject"),
        ("sample-tampered", "reject"),
        ("sample-unknown-issuer", "undecided"),
    ] {
        page.press(sample).await;
        let verdict = page.verdict().await;
        assert_eq!(verdict.outcome, outcome, "{sample}: {verdict:?}");
        assert!(page.has("[data-demo]").await, "{sample}: the band stays");
        page.press("next").await;
        page.view("try").await;
    }
    page.press("leave-demo").await;
    page.view("start").await;
    assert!(!page.has("[data-demo]").await);

    // Outside demo mode the same certificate is a specimen.
    let text = vidimus::issue::samples(super::stand::now()).remove(0).1;
    page.press("paste").await;
    page.fill("paste-text", &text).await;
    page.press("check").await;
    let verdict = page.verdict().await;
    assert_eq!(verdict.outcome, "undecided");
    assert_eq!(verdict.reasons.first().map(String::as_str), Some("trust.specimen"));
    browser.quit().await;
}

/// Only those of the scheme that is looked at are made, each time anew. How long that takes is
/// printed and never judged: only that they come is, each kind with its code.
#[tokio::test]
async fn samples_are_made_when_they_are_asked_for() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.press("try-it").await;
    page.find("#sample-good:enabled").await;
    let offered =
        "return [...document.querySelectorAll('#sample-scheme option')].map(o => o.value)";
    let offered = page.run(offered).await;
    let offered: Vec<&str> =
        offered.as_array().into_iter().flatten().filter_map(|name| name.as_str()).collect();
    assert_eq!(offered.len(), 15, "{offered:?}");
    for scheme in offered.into_iter().rev() {
        let made = page
            .run_until_done(&format!(
                "const select = document.querySelector('#sample-scheme');
                 select.value = '{scheme}';
                 const start = performance.now();
                 select.dispatchEvent(new Event('change', {{ bubbles: true }}));
                 // Once more, so that the page has taken note.
                 const look = () => document.querySelector('.samples[aria-busy=false]')
                     ? done(performance.now() - start) : requestAnimationFrame(look);
                 requestAnimationFrame(() => requestAnimationFrame(look));"
            ))
            .await;
        println!("samples of {scheme}: {made} ms");
        let codes = "return document.querySelectorAll('.sample svg[role=img]').length
            === document.querySelectorAll('.sample').length";
        assert_eq!(page.run(codes).await, true, "{scheme}: each sample has its code");
    }
    browser.quit().await;
}
