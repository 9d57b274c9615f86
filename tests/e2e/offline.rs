//! With the server gone.

use super::stand::{Browser, Camera, Film, Look, Stand};
use std::net::TcpStream;
use xtask::stage::{self, UpdateKey};

#[tokio::test]
async fn after_the_first_load_everything_works_without_the_server() {
    let stand = Stand::new();
    let camera = Camera::Showing(Film::of_code(stand.scratch.path(), &stand.good()));
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    page.offline_ready().await;
    stand.server.stop();
    let gone = TcpStream::connect(("127.0.0.1", stand.server.port())).is_err();
    assert!(gone, "or this test shows nothing");

    page.reload().await;
    page.list("end-to-end").await; // from IndexedDB: nobody else can give it
    page.press("scan").await;
    assert_eq!(page.verdict().await.outcome, "accept");
    page.press("next").await;
    page.press("stop").await;
    page.press("try-it").await;
    page.press("sample-good").await;
    assert_eq!(page.verdict().await.outcome, "accept");
    browser.quit().await;
}

/// A new version waits until it is taken, and then all of it is there.
#[tokio::test]
async fn an_update_is_offered_and_never_mixed() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.offline_ready().await;
    let version = "return (await caches.keys()).filter(key => key.startsWith('vidimus-')).join()";
    let versions = async || {
        let script = format!("(async () => {{ {version} }})().then(done)");
        page.run_until_done(&script).await.as_str().expect("names of caches").to_owned()
    };
    let first = versions().await;

    // The operator puts another build in place: here, the same with another key.
    let next = stand.scratch.path().join("next");
    stage::restage(&stand.folder(), &next, &UpdateKey::none()).expect("another build");
    copy_over(&next, &stand.folder());
    page.reload().await;
    page.find("[data-offline='update-waiting']").await;
    assert!(versions().await.contains(&first), "the old version stays whole until then");
    page.press("new-version").await;
    page.find("[data-offline='ready']").await;
    page.until("navigator.serviceWorker.controller !== null").await;
    let second = versions().await;
    assert_ne!(first, second);
    assert!(!second.contains(','), "one version only: {second}");
    browser.quit().await;
}

fn copy_over(from: &std::path::Path, to: &std::path::Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_over(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}
