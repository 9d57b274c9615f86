use super::script;
use vidimus::browser::page;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn the_document_is_told_language_direction_and_theme() {
    page::set_language("ar", true);
    page::set_theme(Some("dark"));
    let root =
        "(({ lang, dir, dataset }) => `${lang} ${dir} ${dataset.theme}`)(document.documentElement)";
    assert_eq!(script(root).await, "ar rtl dark");
    page::set_language("en", false);
    page::set_theme(None);
    assert_eq!(script(root).await, "en ltr undefined");
}

#[wasm_bindgen_test]
async fn the_update_key_is_optional() {
    assert_eq!(page::update_key(), None);
    script("document.head.append(Object.assign(document.createElement('meta'), { name: 'vidimus-update-key', content: ' ' }))").await;
    assert_eq!(page::update_key(), None);
    script("document.querySelector('meta[name=vidimus-update-key]').content = 'MFkw\\n'").await;
    assert_eq!(page::update_key().as_deref(), Some("MFkw"));
}

#[wasm_bindgen_test]
fn this_machine_is_secure() {
    assert!(page::secure_context());
    assert!(page::languages().iter().any(|tag| !tag.is_empty()));
}

#[wasm_bindgen_test]
async fn a_refused_clipboard_is_no_error() {
    script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })",
    )
    .await;
    assert_eq!(page::clipboard_text().await, None);
    assert!(!page::copy_text("x").await);
    script(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
        readText: async () => { throw new DOMException('', 'NotAllowedError'); },
        writeText: async () => { throw new DOMException('', 'NotAllowedError'); } } })",
    )
    .await;
    assert_eq!(page::clipboard_text().await, None);
    assert!(!page::copy_text("x").await);
    script("Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
        readText: async () => 'HC1:', writeText: async (text) => { globalThis.copied = text; } } })").await;
    assert_eq!(page::clipboard_text().await.as_deref(), Some("HC1:"));
    assert!(page::copy_text("code").await);
    assert_eq!(script("delete navigator.clipboard; copied").await, "code");
}
