//! Pictures of every view, for people to look at: `cargo xtask screenshots`.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    dead_code,
    unused_imports,
    reason = "a test: what is not as it should be ends it; the stand has more than this uses"
)]

mod schemes;
mod stand;

use stand::{Browser, Camera, Film, Look, Page, Stand, root};
use std::{env, fs, path::PathBuf};

#[tokio::test]
async fn every_view() {
    let folder = env::var_os("VIDIMUS_SCREENSHOTS")
        .map_or_else(|| root().join("screenshots"), PathBuf::from);
    fs::create_dir_all(&folder).expect("a folder for the pictures");
    for (form, width, height) in [("phone", 390, 844), ("desktop", 1280, 800), ("small", 320, 568)]
    {
        for dark in [false, true] {
            for language in ["en", "ar"] {
                let look = Look { width, height, dark, language };
                let theme = if dark { "dark" } else { "light" };
                let name = folder.join(format!("{form}-{theme}-{language}"));
                with_camera(look, &name).await;
                without_camera(look, &name).await;
            }
        }
    }
    println!("pictures in {}", folder.display());
}

/// The verdict of every scheme, filmed by the page's camera; both languages come of themselves. The
/// phone in daylight is what `schemes` itself takes.
#[tokio::test]
async fn every_scheme() {
    let folder = env::var_os("VIDIMUS_SCREENSHOTS")
        .map_or_else(|| root().join("screenshots"), PathBuf::from);
    fs::create_dir_all(&folder).expect("a folder for the pictures");
    for (name, width, height, dark) in [
        ("phone-dark", 390, 844, true),
        ("desktop-light", 1280, 800, false),
        ("desktop-dark", 1280, 800, true),
    ] {
        let look = Look { width, height, dark, language: "en" };
        schemes::film_all(look, Some(&folder.join(name))).await;
    }
}

async fn take(page: Page<'_>, name: &std::path::Path, view: &str) {
    // Fonts and the last transition settle.
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let path = format!("{}-{view}.png", name.display());
    fs::write(path, page.driver().screenshot_as_png().await.expect("a picture"))
        .expect("a picture");
}

async fn with_camera(look: Look, name: &std::path::Path) {
    let stand = Stand::new();
    let camera = Camera::Showing(Film::of_nothing(stand.scratch.path()));
    let browser = Browser::start(&camera, look).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    take(page, name, "start").await;
    page.press("scan").await;
    page.view("scan").await;
    tokio::time::sleep(std::time::Duration::from_secs(5)).await;
    take(page, name, "scan").await;
    browser.quit().await;

    let camera = Camera::Showing(Film::of_code(stand.scratch.path(), &stand.good()));
    let browser = Browser::start(&camera, look).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    page.press("scan").await;
    page.verdict().await;
    take(page, name, "accept").await;
    page.press("why").await;
    page.view("why").await;
    take(page, name, "why").await;
    browser.quit().await;
}

async fn without_camera(look: Look, name: &std::path::Path) {
    let stand = Stand::new();
    let camera = Camera::Refused;
    let browser = Browser::start(&camera, look).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    page.press("scan").await;
    page.find("[data-reason]").await;
    take(page, name, "camera-refused").await;
    page.press("stop").await;
    for (text, view) in [
        (stand.expired(), "reject"),
        (stand.unknown(), "undecided"),
        (vidimus::issue::samples(stand::now()).remove(0).1, "specimen"),
    ] {
        page.press("paste").await;
        if view == "reject" {
            take(page, name, "paste").await;
        }
        page.fill("paste-text", &text).await;
        page.press("check").await;
        page.verdict().await;
        take(page, name, view).await;
        page.press("next").await;
        page.view("start").await;
    }
    page.press("try-it").await;
    page.find("#sample-expired:enabled").await;
    take(page, name, "try").await;
    page.choose("sample-scheme", "icvp").await;
    page.find("#sample-expired:enabled").await;
    take(page, name, "try-icvp").await;
    page.choose("sample-scheme", "eu-dcc").await;
    page.press("sample-good").await;
    page.verdict().await;
    take(page, name, "demo-accept").await;
    page.press("leave-demo").await;
    page.view("start").await;
    for view in ["about", "settings"] {
        page.press(view).await;
        page.view(view).await;
        take(page, name, view).await;
        page.press("back").await;
        page.view("start").await;
    }
    browser.quit().await;
}
