use super::script;
use vidimus::browser::{
    clock,
    store::{self, Held, Kept, StoredPack},
};
use wasm_bindgen_test::wasm_bindgen_test;

/// A pack whose number is its byte.
fn sample(byte: u8) -> StoredPack {
    StoredPack {
        bytes: vec![byte; 100_000],
        sequence: byte.into(),
        created_unix_seconds: 1_700_000_000,
        fetched_unix_seconds: 1_700_000_001,
    }
}

#[wasm_bindgen_test]
async fn a_pack_is_kept_replaced_and_forgotten() {
    script(DELETE).await;
    assert_eq!(store::pack().await, Held::Nothing);
    for byte in [1, 2] {
        assert_eq!(store::keep_pack(&sample(byte)).await, Kept::Written);
        assert_eq!(store::pack().await, Held::Pack(sample(byte)));
    }
    assert!(store::forget_pack(&sample(1).bytes).await);
    assert_eq!(store::pack().await, Held::Pack(sample(2)), "only the one that is meant");
    assert!(store::forget_pack(&sample(2).bytes).await);
    assert_eq!(store::pack().await, Held::Nothing);
}

#[wasm_bindgen_test]
async fn no_pack_is_replaced_by_an_older_one() {
    script(DELETE).await;
    let held = sample(5);
    assert_eq!(store::keep_pack(&held).await, Kept::Written);
    let day = 86_400;
    let behind = [
        ("a lower number", StoredPack { sequence: 4, ..sample(6) }),
        ("made earlier", StoredPack { created_unix_seconds: 1_700_000_000 - day, ..sample(6) }),
        ("a lower number, made later", {
            StoredPack { created_unix_seconds: 1_700_000_000 + day, ..sample(4) }
        }),
    ];
    for (why, pack) in behind {
        assert_eq!(store::keep_pack(&pack).await, Kept::Behind, "{why}");
        assert_eq!(store::pack().await, Held::Pack(held.clone()), "{why}");
    }
    assert_eq!(store::keep_pack(&held).await, Kept::Written, "the same again");
    assert_eq!(store::keep_pack(&sample(6)).await, Kept::Written);
}

#[wasm_bindgen_test]
async fn settings_are_kept() {
    script(DELETE).await;
    assert_eq!(store::setting("language").await, None);
    assert!(store::keep_setting("language", "ar").await);
    assert!(store::keep_setting("theme", "dark").await);
    assert!(store::keep_setting("language", "en").await);
    assert_eq!(store::setting("language").await.as_deref(), Some("en"));
    assert_eq!(store::setting("theme").await.as_deref(), Some("dark"));
}

#[wasm_bindgen_test]
async fn a_damaged_pack_is_deleted_and_can_be_replaced() {
    const DAMAGED: &[&str] = &[
        "'text'",
        "17",
        "[]",
        "new Uint8Array(3)",
        "{}",
        "{ bytes: new Uint8Array(3) }",
        "{ bytes: new Uint8Array(3), fetched: 1n }",
        "{ bytes: [1, 2, 3], sequence: 1n, created: 1n, fetched: 1n }",
        "{ bytes: new Uint8Array(0), sequence: 1n, created: 1n, fetched: 1n }",
        "{ bytes: new Uint8Array(3), sequence: -1n, created: 1n, fetched: 1n }",
        "{ bytes: new Uint8Array(3), sequence: 1n, created: 1n, fetched: 'now' }",
        "{ bytes: new Uint8Array(3), sequence: 1n, created: 2n ** 64n, fetched: 1n }",
    ];
    for value in DAMAGED {
        script(DELETE).await;
        assert_eq!(store::keep_pack(&sample(1)).await, Kept::Written);
        put("packs", "current", value).await;
        assert_eq!(store::pack().await, Held::Damaged, "{value}");
        assert_eq!(store::pack().await, Held::Nothing, "{value}");
        assert_eq!(store::keep_pack(&sample(2)).await, Kept::Written);
        assert_eq!(store::pack().await, Held::Pack(sample(2)), "{value}");
    }
}

#[wasm_bindgen_test]
async fn a_damaged_setting_is_as_if_it_were_not_there() {
    store::keep_setting("theme", "dark").await;
    put("settings", "theme", "{ dark: true }").await;
    assert_eq!(store::setting("theme").await, None);
    assert!(store::keep_setting("theme", "light").await);
    assert_eq!(store::setting("theme").await.as_deref(), Some("light"));
}

#[wasm_bindgen_test]
async fn a_foreign_database_is_replaced() {
    for version in [1, 9] {
        script(DELETE).await;
        script(&open(version, "request.result.createObjectStore('other')", "database.close()"))
            .await;
        assert_eq!(store::pack().await, Held::Nothing);
        assert_eq!(store::keep_pack(&sample(3)).await, Kept::Written, "version {version}");
        assert_eq!(store::pack().await, Held::Pack(sample(3)));
    }
}

#[wasm_bindgen_test]
async fn a_database_that_does_not_answer_holds_up_only_the_first_call() {
    script(DELETE).await;
    // Another tab that holds a later version and does not let go.
    script(&open(9, "", "globalThis.held = database")).await;
    let slow = clock::within(10_000, store::setting("theme")).await;
    assert_eq!(slow, Some(None));
    assert_eq!(clock::within(1_000, store::pack()).await, Some(Held::Unknown));
    assert_eq!(clock::within(1_000, store::keep_setting("theme", "dark")).await, Some(false));

    // When it lets go, storage works again.
    script("held.close()").await;
    clock::sleep(500).await;
    assert!(store::keep_setting("theme", "dark").await);
    assert_eq!(store::setting("theme").await.as_deref(), Some("dark"));
}

#[wasm_bindgen_test]
async fn an_absent_database_is_no_error() {
    script(DELETE).await;
    script(
        "globalThis.real = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
         Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true })",
    )
    .await;
    assert_eq!(store::pack().await, Held::Nothing);
    assert_eq!(store::keep_pack(&sample(1)).await, Kept::Failed);
    assert_eq!(store::setting("theme").await, None);
    script("Object.defineProperty(globalThis, 'indexedDB', real)").await;
    assert_eq!(store::keep_pack(&sample(1)).await, Kept::Written);
}

/// Puts a record as no version of the page would.
async fn put(store: &str, key: &str, value: &str) {
    let write = format!(
        "const transaction = database.transaction('{store}', 'readwrite');
         transaction.objectStore('{store}').put({value}, '{key}');
         await new Promise((done) => (transaction.oncomplete = done));
         database.close();"
    );
    script(&open(1, "", &write)).await;
}

fn open(version: u32, upgrade: &str, then: &str) -> String {
    format!(
        "(async () => {{
            const request = indexedDB.open('vidimus', {version});
            request.onupgradeneeded = () => {{ {upgrade} }};
            const database = await new Promise((done, failed) => {{
                request.onsuccess = () => done(request.result);
                request.onerror = () => failed(request.error);
                request.onblocked = () => failed('blocked');
            }});
            {then}
        }})()"
    )
}

const DELETE: &str = "new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase('vidimus');
    request.onsuccess = done;
    request.onerror = failed;
})";
