//! The browser modules in a real browser: each against a Web API that works, fails or misbehaves.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod camera;
mod clock;
mod fetch;
mod intl;
mod messages;
mod offline;
mod page;
mod pixels;
mod signal;
mod store;
mod worker;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Runs a script; what it evaluates to, after waiting for it if it is a promise.
async fn script(source: &str) -> wasm_bindgen::JsValue {
    let value = js_sys::eval(source).unwrap_or_else(|error| panic!("{error:?} in {source}"));
    js_sys::Promise::resolve(&value).await.unwrap_or_else(|error| panic!("{error:?} in {source}"))
}
