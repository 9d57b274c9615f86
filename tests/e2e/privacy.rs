//! Nothing scanned leaves the device, and nothing of it stays.

use super::stand::{Browser, Camera, Film, Look, SURNAME, Stand};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// From scan to verdict not one request: by the server's own list, by the events of page and
/// workers, and by the log of the whole browser's network. Each sees a request that is made on
/// purpose afterwards, so none of them is blind.
#[tokio::test]
async fn no_request_is_made_between_scan_and_verdict() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let stand = Stand::new();
    let camera = Camera::Showing(Film::of_code(stand.scratch.path(), &stand.good()));
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    page.offline_ready().await;

    let protocol = page.driver().cdp().connect().await.expect("the browser's protocol");
    let mut events = protocol.subscribe_connection();
    protocol.send_raw("Network.enable", json!({})).await.expect("events");
    let attach = json!({ "autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true });
    protocol.send_raw("Target.setAutoAttach", attach).await.expect("events of workers");
    // What was asked for, and what of it the service worker answered from its own files: the
    // browser itself looks for the page's icon now and then, and gets it there.
    let mut sent = || {
        let (mut asked, mut from_files) = (BTreeMap::new(), BTreeSet::new());
        while let Ok(event) = events.try_recv() {
            let id = event.params["requestId"].as_str().unwrap_or("?").to_owned();
            match event.method.as_str() {
                "Network.requestWillBeSent" => {
                    asked.insert(
                        id,
                        event.params["request"]["url"].as_str().unwrap_or("?").to_owned(),
                    );
                }
                "Network.responseReceived"
                    if event.params["response"]["fromServiceWorker"] == true =>
                {
                    from_files.insert(id);
                }
                _ => {}
            }
        }
        asked.retain(|id, _| !from_files.contains(id));
        asked.into_values().collect::<Vec<_>>()
    };
    stand.server.forget_requests();
    let _ = sent();

    page.press("scan").await;
    assert_eq!(page.verdict().await.outcome, "accept");
    page.press("why").await;
    page.view("why").await;
    assert_eq!(stand.server.requested(), Vec::<String>::new());
    assert_eq!(sent(), Vec::<String>::new());

    page.run_until_done("fetch('./probe').then(() => done(1), () => done(0))").await;
    assert_eq!(stand.server.requested(), ["/probe"], "the server sees a request");
    assert!(sent().iter().any(|url| url.ends_with("/probe")), "the events show a request");

    // Another origin is out of reach altogether.
    let elsewhere = "fetch('http://127.0.0.1:9/').then(() => done('went out'), e => done(e.name))";
    assert_eq!(page.run_until_done(elsewhere).await, "TypeError");
    let origin = stand.server.url();
    let log = browser.quit().await;
    let foreign = foreign_requests(&log, origin.trim_end_matches('/'));
    assert_eq!(foreign, Vec::<String>::new(), "requests of the page to other origins");
    assert!(log.contains("/probe"), "the log of the network shows a request");
}

/// Every request in the log that the page's origin made and that went elsewhere.
fn foreign_requests(log: &str, origin: &str) -> Vec<String> {
    let log: Value = serde_json::from_str(log).expect("a complete log");
    let events = log["events"].as_array().expect("events");
    let mut foreign = Vec::new();
    for event in events {
        let parameters = &event["params"];
        let initiator = parameters["initiator"].as_str().unwrap_or_default();
        let url = parameters["url"].as_str().unwrap_or_default();
        if initiator.starts_with(origin) && !url.is_empty() && !url.starts_with(origin) {
            foreign.push(url.to_owned());
        }
    }
    foreign
}

/// After "next" no name is in storage or on the page.
#[tokio::test]
async fn nothing_of_a_certificate_is_kept() {
    let stand = Stand::new();
    let camera = Camera::Showing(Film::of_code(stand.scratch.path(), &stand.good()));
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    page.press("scan").await;
    assert!(page.verdict().await.text.contains(SURNAME), "or this test shows nothing");
    page.press("next").await;
    page.press("stop").await;
    page.view("start").await;
    let kept = "(async () => {
        const texts = [document.documentElement.outerHTML, location.href, document.cookie,
                       JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
        for (const { name } of await indexedDB.databases()) {
            const database = await new Promise(resolve => {
                const open = indexedDB.open(name);
                open.onsuccess = () => resolve(open.result);
            });
            for (const store of database.objectStoreNames) {
                const rows = await new Promise(resolve => {
                    const all = database.transaction(store).objectStore(store).getAll();
                    all.onsuccess = () => resolve(all.result);
                });
                const decoder = new TextDecoder('latin1');
                texts.push(JSON.stringify(rows, (_, value) =>
                    ArrayBuffer.isView(value) ? decoder.decode(value)
                        : typeof value === 'bigint' ? String(value) : value));
            }
            database.close();
        }
        for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) texts.push(request.url);
        }
        return texts.join('\\n');
    })().then(done, error => done('failed: ' + error))";
    let kept = page.run_until_done(kept).await;
    let kept = kept.as_str().expect("texts").to_lowercase();
    assert!(kept.contains("vidimus-pack"), "the stored pack was looked at: {kept:.200}");
    assert!(!kept.contains(&SURNAME.to_lowercase()), "the name is still somewhere");
    browser.quit().await;
}
