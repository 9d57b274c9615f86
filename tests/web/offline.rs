use super::script;
use std::{cell::RefCell, rc::Rc};
use vidimus::browser::{
    clock,
    offline::{self, OfflineState},
};
use wasm_bindgen_test::wasm_bindgen_test;
use yew::Callback;

/// What the state was, one after the other, when `navigator.serviceWorker` is this.
async fn states(container: &str) -> Vec<OfflineState> {
    script(&format!(
        "Object.defineProperty(navigator, 'serviceWorker', {{ configurable: true, value: {container} }})"
    ))
    .await;
    let states = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&states);
    offline::watch(Callback::from(move |state| seen.borrow_mut().push(state)));
    clock::sleep(50).await;
    script("delete navigator.serviceWorker").await;
    states.take()
}

#[wasm_bindgen_test]
async fn a_browser_that_cannot_keep_the_page_is_told_apart_from_an_insecure_page() {
    use OfflineState::{Insecure, Installing, Unsupported};
    assert_eq!(states("undefined").await, [Unsupported]);
    let refusing = |error: &str| {
        format!(
            "Object.assign(Object.create(ServiceWorkerContainer.prototype, {{
                controller: {{ value: null }}, addEventListener: {{ value() {{}} }},
                removeEventListener: {{ value() {{}} }},
                register: {{ value: async () => {{ throw {error}; }} }} }}))"
        )
    };
    let certificate = refusing("new DOMException('An SSL certificate error', 'SecurityError')");
    assert_eq!(states(&certificate).await, [Installing, Insecure]);
    assert_eq!(states(&refusing("new TypeError('no such file')")).await, [Installing, Unsupported]);
}

#[wasm_bindgen_test]
async fn the_network_is_watched_until_nobody_cares() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let count = Rc::clone(&seen);
    let watch =
        offline::watch_online(Callback::from(move |online| count.borrow_mut().push(online)));
    script("dispatchEvent(new Event('online'))").await;
    assert_eq!(*seen.borrow(), [offline::online()]);
    drop(watch);
    script("dispatchEvent(new Event('offline'))").await;
    assert_eq!(seen.borrow().len(), 1);
}
