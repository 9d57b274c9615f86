use super::script;
use vidimus::{
    browser::{clock, pixels::Pixels, worker::Reader},
    protocol::{Effort, Judge, Request, Response},
    verdict::Reason,
};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_missing_worker_is_said_to_be_lost() {
    let reader = Reader::start_at("./no-such-worker.js");
    assert_eq!(within(5_000, reader.ask(text("x"), None)).await, Err(Reason::WorkerLost));
}

#[wasm_bindgen_test]
async fn a_worker_of_another_build_is_lost() {
    let reader = reader("postMessage({ ready: 999 });").await;
    assert_eq!(within(5_000, reader.ask(text("x"), None)).await, Err(Reason::WorkerLost));
}

#[wasm_bindgen_test]
async fn nothing_is_asked_before_the_hello() {
    // A worker that hears nothing before it is ready, as one that still compiles.
    let reader = reader(
        "const late = (ask) => answer(ask, 'late');
         setTimeout(() => { onmessage = late; postMessage({ ready: 1 }); }, 300);",
    )
    .await;
    assert_eq!(said(within(5_000, reader.ask(text("x"), None)).await), "late");
}

#[wasm_bindgen_test]
async fn answers_come_in_order_and_strangers_are_passed_over() {
    let reader = reader(
        "onmessage = (ask) => {
            postMessage({ id: ask.data.id + 1, response: 'of another' });
            postMessage('noise');
            answer(ask, ask.data.request.text);
         };
         postMessage({ ready: 1 });",
    )
    .await;
    let (one, two) = (reader.ask(text("one"), None), reader.ask(text("two"), None));
    assert_eq!(said(within(2_000, two).await), "two");
    assert_eq!(said(within(2_000, one).await), "one");
}

#[wasm_bindgen_test]
async fn pixels_are_transferred_and_busy_is_told() {
    let reader = reader(
        "onmessage = (ask) => setTimeout(() => answer(ask, String(ask.data.pixels.byteLength)), 50);
         postMessage({ ready: 1 });",
    )
    .await;
    assert!(!reader.busy());
    let (request, pixels) = picture(Effort::Live);
    let size = pixels.to_vec().len();
    let asking = {
        let reader = reader.clone();
        async move { reader.ask(request, Some(pixels)).await }
    };
    let busy = async {
        clock::sleep(20).await;
        reader.busy()
    };
    let (answer, busy) = both(asking, busy).await;
    assert_eq!(said(answer), size.to_string());
    assert!(busy && !reader.busy());
}

#[wasm_bindgen_test]
async fn a_picture_that_takes_too_long_costs_one_worker() {
    let reader = reader(COUNTING).await;
    load(&reader, 7).await;
    assert_eq!(said(ask_text(&reader, "who").await), "worker 1 with 7");
    let (request, pixels) = picture(Effort::Live);
    let hard = within(10_000, reader.ask(request, Some(pixels))).await;
    assert_eq!(hard, Err(Reason::PictureTooHard));
    assert!(!reader.busy());
    // The new one was given the pack before it was asked.
    assert_eq!(said(ask_text(&reader, "who").await), "worker 2 with 7");
}

#[wasm_bindgen_test]
async fn a_broken_worker_is_replaced_at_once() {
    let reader = reader(COUNTING).await;
    load(&reader, 7).await;
    // Refused by the worker: not the one to repeat.
    load(&reader, 0).await;
    assert_eq!(ask_text(&reader, "throw").await, Err(Reason::WorkerLost));
    assert_eq!(said(ask_text(&reader, "who").await), "worker 2 with 7");
}

#[wasm_bindgen_test]
async fn a_worker_that_breaks_again_and_again_is_given_up() {
    let reader = reader(COUNTING).await;
    let first = script("count.value").await.as_f64().unwrap();
    for _ in 0..20 {
        assert_eq!(ask_text(&reader, "throw").await, Err(Reason::WorkerLost));
    }
    let started = script("count.value").await.as_f64().unwrap() - first;
    assert!(started <= 12.0, "{started} workers");
}

#[wasm_bindgen_test]
async fn thousands_of_frames_leave_nothing_behind() {
    let reader = reader("onmessage = (ask) => answer(ask, ''); postMessage({ ready: 1 });").await;
    let memory = || {
        let memory: js_sys::WebAssembly::Memory =
            wasm_bindgen::JsCast::unchecked_into(wasm_bindgen::memory());
        js_sys::Reflect::get(&memory.buffer(), &"byteLength".into()).unwrap().as_f64().unwrap()
    };
    let mut before = 0.0;
    for frame in 0..3_000 {
        let (request, pixels) = picture(Effort::Live);
        said(reader.ask(request, Some(pixels)).await);
        if frame == 100 {
            before = memory();
        }
    }
    assert_eq!(memory(), before);
}

#[wasm_bindgen_test]
async fn the_worker_ends_with_the_last_reader() {
    let reader = reader(
        "setInterval(() => new BroadcastChannel('alive').postMessage(1), 20); onmessage = (ask) => answer(ask, '');
         postMessage({ ready: 1 });",
    )
    .await;
    let other = reader.clone();
    ask_text(&reader, "x").await.unwrap();
    drop(reader);
    ask_text(&other, "x").await.unwrap();
    script("globalThis.alive = 0; globalThis.channel = new BroadcastChannel('alive'); channel.onmessage = () => alive++").await;
    clock::sleep(200).await;
    assert!(script("alive").await.as_f64() > Some(0.0));
    drop(other);
    clock::sleep(200).await;
    script("alive = 0").await;
    clock::sleep(200).await;
    assert_eq!(script("channel.close(); alive").await, 0);
}

/// A worker that says which it is and what it was loaded with, and can be broken.
const COUNTING: &str = "
    const made = new BroadcastChannel('made');
    let number, loaded;
    made.onmessage = (event) => { number ??= event.data; if (number) postMessage({ ready: 1 }); made.close(); };
    made.postMessage('new');
    onmessage = (ask) => {
        const { request } = ask.data;
        if (request.ask === 'load') {
            const refused = request.pack[0] === 0 ? { code: '', stage: '', blame: '', params: {} } : null;
            if (!refused) loaded = request.pack[0];
            const keys = { live: 0, specimen: 0, issuers: 0 };
            const trust = { source: '', created: null, age_days: null, sequence: null };
            postMessage({ id: ask.data.id, response: { answer: 'trust', trust, keys, refused } });
        } else if (request.ask === 'read-pixels') {
            for (;;) {}
        } else if (request.text === 'throw') {
            throw new Error('broken');
        } else {
            answer(ask, `worker ${number} with ${loaded}`);
        }
    };";

/// A reader whose worker runs this script.
async fn reader(worker: &str) -> Reader {
    const ANSWER: &str = "const answer = (ask, code) => postMessage({ id: ask.data.id, response: {
        answer: 'failed', reason: { code, stage: '', blame: '', params: {} } } });";
    script(
        "globalThis.count?.channel.close();
         globalThis.count = { value: 0, channel: new BroadcastChannel('made') };
         count.channel.onmessage = (event) => count.channel.postMessage(++count.value);",
    )
    .await;
    let address = script(&format!(
        "URL.createObjectURL(new Blob([`{ANSWER}`, `{}`]))",
        worker.replace('`', "\\`").replace("${", "\\${")
    ))
    .await;
    Reader::start_at(&address.as_string().unwrap())
}

async fn load(reader: &Reader, byte: u8) {
    let pack = Some(serde_bytes::ByteBuf::from(vec![byte]));
    let request = Request::Load { pack, update_key: None, clock_unix_seconds: 0 };
    within(5_000, reader.ask(request, None)).await.unwrap();
}

async fn ask_text(reader: &Reader, content: &str) -> Result<Response, Reason> {
    within(5_000, reader.ask(text(content), None)).await
}

fn text(text: &str) -> Request {
    Request::ReadText { text: text.into(), judge: JUDGE }
}

fn picture(effort: Effort) -> (Request, Pixels) {
    let pixels = Pixels::from_modules(21, &[true; 21 * 21]).unwrap();
    let (width, height) = (pixels.width, pixels.height);
    (Request::ReadPixels { width, height, effort, judge: JUDGE }, pixels)
}

/// What the test's workers say is in the code of a reason.
fn said(answer: Result<Response, Reason>) -> String {
    match answer {
        Ok(Response::Failed { reason }) => reason.code,
        other => panic!("{other:?}"),
    }
}

async fn within<T>(milliseconds: u32, work: impl Future<Output = T>) -> T {
    clock::within(milliseconds, work).await.expect("an answer in time")
}

async fn both<A, B>(one: impl Future<Output = A>, two: impl Future<Output = B>) -> (A, B) {
    let (mut one, mut two) = (std::pin::pin!(one), std::pin::pin!(two));
    let (mut first, mut second) = (None, None);
    std::future::poll_fn(|context| {
        use std::task::Poll;
        if first.is_none()
            && let Poll::Ready(value) = one.as_mut().poll(context)
        {
            first = Some(value);
        }
        if second.is_none()
            && let Poll::Ready(value) = two.as_mut().poll(context)
        {
            second = Some(value);
        }
        if first.is_some() && second.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (first.unwrap(), second.unwrap())
}

const JUDGE: Judge = Judge { clock_unix_seconds: 0, demo: false };
