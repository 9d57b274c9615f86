//! The worker: reads and judges away from the page's thread. It says hello, then answers.

#[cfg(target_arch = "wasm32")]
fn main() {
    use vidimus::{
        browser::{
            console,
            messages::{self, Asked},
        },
        session::Session,
    };
    use wasm_bindgen::{JsCast, UnwrapThrowExt, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    console::report_panics();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let mut session = Session::default();
    // What is thrown here reaches the page as an error, and it starts this worker anew.
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Asked { id, request, pixels } =
            messages::read_ask(&event.data()).expect_throw("a message in the page's form");
        let response = session.handle(request, &pixels);
        let message = messages::answer(id, &response).expect_throw("an answer without functions");
        page.post_message(&message).unwrap_throw();
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // It answers for as long as the worker lives.
    answer.forget();
    scope.post_message(&messages::hello()).unwrap_throw();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
