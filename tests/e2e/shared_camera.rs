//! Pictures that countries handed in, held before the page's camera.
//!
//! They lie beside the checkout (`../shared`, or `$VIDIMUS_SHARED`), not in it; without them this
//! target fails. The page must say of each what the command line says of the same file.
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

mod stand;

use serde_json::Value;
use stand::{Browser, Camera, Film, Look, Stand, root};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};
use vidimus::{
    signature::Scope,
    trust::{self, Entry},
};

#[tokio::test]
async fn the_page_says_what_the_command_line_says() {
    let shared = shared();
    let keys = shared.join("trust/acceptance/dcc-acc-keys.json");
    let mut list =
        trust::read::read(&fs::read(&keys).expect("the keys"), None).expect("a list of keys");
    for entry in &mut list.entries {
        entry.scope = Some(Scope::Live);
    }
    let mut shown = 0;
    for picture in pictures(&shared) {
        let stand = Stand::new();
        let pack = stand.pack_of(1, &list.entries);
        let trust = stand.scratch.path().join("trust.pack");
        fs::write(&trust, &pack).expect("a file");
        stand.publish(pack);
        let expected = judged(&picture, &trust);
        let image = image::open(&picture).expect("a picture").to_luma8();
        let columns = usize::try_from(image.width()).expect("a small picture");
        let film = Film::of(stand.scratch.path(), &[held_up(image.as_raw(), columns)]);
        let camera = Camera::Showing(film);
        let browser = Browser::start(&camera, Look::PHONE).await;
        let page = browser.open(&stand, &camera).await;
        page.list("end-to-end").await;
        page.press("scan").await;
        let verdict = page.verdict().await;
        println!("{}: {} {:?}", picture.display(), verdict.outcome, verdict.reasons);
        assert_eq!((verdict.outcome, verdict.reasons), expected, "{}", picture.display());
        browser.quit().await;
        shown += 1;
    }
    assert_eq!(shown, PICTURES, "pictures shown");
}

/// Some of the pictures that the command line reads, spread over the countries.
fn pictures(shared: &Path) -> Vec<PathBuf> {
    let rows = fs::read_to_string(shared.join("vectors/expected/dcc-qa.jsonl")).expect("the table");
    let mut countries = Vec::new();
    let mut pictures = Vec::new();
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row).expect("a row");
        let path = shared.join("vectors").join(row["path"].as_str().expect("a path"));
        let small = image::image_dimensions(&path).is_ok_and(|(x, y)| x.max(y) <= 680);
        // Every third country, so that the run stays short.
        if small && !countries.contains(&row["country"]) {
            countries.push(row["country"].clone());
            if countries.len() % 3 == 1 && pictures.len() < PICTURES {
                pictures.push(path);
            }
        }
    }
    pictures
}

/// The picture on grey paper, as large as it fits.
fn held_up(luma: &[u8], columns: usize) -> Vec<u8> {
    let rows = luma.len() / columns;
    // In halves of a pixel, so that a small code is as large as a hand would hold it.
    let halves = ((Film::WIDTH * 2 / columns).min((Film::HEIGHT - 40) * 2 / rows)).max(1);
    let (width, height) = (columns * halves / 2, rows * halves / 2);
    let (left, top) =
        (Film::WIDTH.saturating_sub(width) / 2, Film::HEIGHT.saturating_sub(height) / 2);
    let mut picture = vec![205; Film::WIDTH * Film::HEIGHT];
    for y in 0..height.min(Film::HEIGHT) {
        for x in 0..width.min(Film::WIDTH) {
            picture[(top + y) * Film::WIDTH + left + x] =
                luma[(y * 2 / halves) * columns + x * 2 / halves];
        }
    }
    picture
}

/// Outcome and reasons by the command line, at this moment.
fn judged(picture: &Path, trust: &Path) -> (String, Vec<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_vidimus"))
        .args(["verify", "--json", "--trust"])
        .args([trust, picture])
        .output()
        .expect("the command line");
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{}: {error}: {output:?}", picture.display()));
    let reasons = report["reasons"].as_array().expect("reasons");
    let codes = reasons.iter().map(|reason| reason["code"].as_str().expect("a code").to_owned());
    (report["outcome"].as_str().expect("an outcome").to_owned(), codes.collect())
}

fn shared() -> PathBuf {
    let folder =
        env::var_os("VIDIMUS_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    assert!(
        folder.join("vectors").is_dir(),
        "NOT RUN: no vectors in {}; name their folder in VIDIMUS_SHARED",
        folder.display()
    );
    folder
}

const PICTURES: usize = 8;
