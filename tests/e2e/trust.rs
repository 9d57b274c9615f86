//! The list in the page: updated, kept, replaced when damaged, never made worse.

use super::stand::{Browser, Camera, Look, Stand};
use xtask::server::Answer;

#[tokio::test]
async fn the_pack_survives_a_reload_and_a_server_that_has_none() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    for answer in [Answer::Status(404), Answer::Status(500), Answer::Bytes(b"noise".to_vec())] {
        stand.server.answer("/trust/update.pack", answer.clone());
        page.reload().await;
        page.list("end-to-end").await;
        settled(page).await;
        assert!(page.has("[data-trust-source='end-to-end']").await, "after {answer:?}");
    }
    browser.quit().await;
}

#[tokio::test]
async fn a_pack_that_is_older_or_signed_by_another_is_not_taken() {
    let stand = Stand::new();
    stand.publish(stand.pack(5));
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    let held = "[data-trust-source='end-to-end']";
    let mut damaged = stand.pack(6);
    *damaged.last_mut().expect("bytes") ^= 1;
    for (pack, code) in [(stand.pack(4), "trust.update-older"), (damaged, "trust.update-unsigned")]
    {
        stand.publish(pack);
        page.reload().await;
        page.press("settings").await;
        page.view("settings").await;
        page.press("update-now").await;
        page.find(&format!("[data-reason='{code}']")).await;
        assert!(page.has(held).await, "{code}");
        page.press("back").await;
    }
    browser.quit().await;
}

/// What is stored can be damaged by anything; the page starts, says so, and mends itself.
#[tokio::test]
async fn a_damaged_record_is_replaced() {
    let stand = Stand::new();
    let camera = Camera::Missing;
    let browser = Browser::start(&camera, Look::PHONE).await;
    let page = browser.open(&stand, &camera).await;
    page.list("end-to-end").await;
    let stores = "const open = indexedDB.open('vidimus');
         open.onsuccess = () => {
             const database = open.result;
             const names = [...database.objectStoreNames];
             const change = database.transaction(names, 'readwrite');
             let count = 0;
             for (const name of names) {
                 const store = change.objectStore(name);
                 store.getAllKeys().onsuccess = event => {
                     for (const key of event.target.result) {
                         count += 1;
                         if (store.keyPath) { store.put({ [store.keyPath]: key, bytes: 'garbage' }); }
                         else { store.put('garbage', key); }
                     }
                 };
             }
             change.oncomplete = () => { database.close(); done(count); };
         };";
    stand.server.answer("/trust/update.pack", Answer::Status(503));
    let damaged = page.run_until_done(stores).await;
    assert!(damaged.as_u64().is_some_and(|count| count >= 1), "{damaged} records damaged");
    page.reload().await;
    page.list("embedded").await;

    stand.publish(stand.pack(2));
    page.reload().await;
    page.list("end-to-end").await;
    browser.quit().await;
}

/// Waits until the attempt to update has come to its end.
async fn settled(page: super::stand::Page<'_>) {
    page.until(
        "performance.getEntriesByType('resource').some(e => e.name.endsWith('update.pack'))",
    )
    .await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
}
