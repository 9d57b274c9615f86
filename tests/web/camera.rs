use super::script;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use vidimus::{
    browser::{camera::Camera, clock, pixels::Pixels},
    verdict::Reason,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlVideoElement;
use yew::Callback;

#[wasm_bindgen_test]
async fn frames_are_grabbed_once_each_and_scaled_down() {
    let video = video("async () => canvas(1920, 1080)").await;
    let camera = Camera::open(video.clone(), Callback::noop()).await.unwrap();
    let frame = grab(&camera).await;
    assert_eq!((frame.width, frame.height), (1280, 720));
    assert_eq!(frame.to_vec().len(), 1280 * 720 * 4);

    video.pause().unwrap();
    clock::sleep(100).await;
    camera.grab();
    assert!(camera.grab().is_none(), "the same frame twice");
}

#[wasm_bindgen_test]
async fn a_turned_phone_changes_the_frame() {
    let video = video("async () => canvas(640, 480)").await;
    let camera = Camera::open(video, Callback::noop()).await.unwrap();
    let frame = grab(&camera).await;
    assert_eq!((frame.width, frame.height), (640, 480));
    script("shown.width = 480; shown.height = 640").await;
    let turned = async {
        loop {
            let frame = grab(&camera).await;
            if (frame.width, frame.height) == (480, 640) {
                break;
            }
        }
    };
    assert!(clock::within(3_000, turned).await.is_some());
}

#[wasm_bindgen_test]
async fn the_rear_camera_is_asked_for_without_sound() {
    let video =
        video("async (wish) => { asked.push(JSON.stringify(wish)); return canvas(640, 480); }")
            .await;
    drop(Camera::open(video, Callback::noop()).await.unwrap());
    let asked = script("asked.join(' ')").await.as_string().unwrap();
    assert_eq!(
        asked,
        r#"{"audio":false,"video":{"facingMode":{"ideal":"environment"},"width":{"ideal":1280},"height":{"ideal":720}}}"#
    );
}

#[wasm_bindgen_test]
async fn the_camera_stops_when_it_is_dropped() {
    let video = video("async () => canvas(640, 480)").await;
    script("MediaStreamTrack.prototype.clone = () => { throw new Error('a second camera'); }")
        .await;
    let camera = Camera::open(video.clone(), Callback::noop()).await.unwrap();
    assert_eq!(tracks().await, "live");
    assert!(video.muted() && video.has_attribute("playsinline"));
    drop(camera);
    assert_eq!(tracks().await, "ended");
    assert!(video.src_object().is_none());
}

#[wasm_bindgen_test]
async fn a_late_stream_is_stopped() {
    const LATE: &str = "() => new Promise((done) => setTimeout(() => done(canvas(64, 48)), 200))";
    // Nobody waits any more.
    let video_element = video(LATE).await;
    clock::within(50, Camera::open(video_element, Callback::noop())).await;
    clock::sleep(1_000).await;
    assert_eq!(tracks().await, "ended");

    // The element is gone.
    let video_element = video(LATE).await;
    let opening = Camera::open(video_element.clone(), Callback::noop());
    video_element.remove();
    assert_eq!(opening.await.err(), Some(Reason::CameraLost));
    assert_eq!(tracks().await, "ended");
}

#[wasm_bindgen_test]
async fn every_failure_has_its_reason_and_number_of_tries() {
    const CASES: &[(&str, Reason, u32)] = &[
        ("NotAllowedError", Reason::CameraRefused, 1),
        ("SecurityError", Reason::CameraRefused, 1),
        ("NotFoundError", Reason::CameraMissing, 1),
        ("OverconstrainedError", Reason::CameraMissing, 3),
        ("NotReadableError", Reason::CameraBusy, 3),
        ("AbortError", Reason::CameraBusy, 3),
    ];
    for &(name, reason, tries) in CASES {
        let video = video(&format!(
            "async () => {{ asked.push(1); throw new DOMException('', '{name}'); }}"
        ))
        .await;
        assert_eq!(Camera::open(video, Callback::noop()).await.err(), Some(reason), "{name}");
        assert_eq!(script("asked.length").await, tries, "{name}");
    }
    let video = video("() => { throw new TypeError('no such thing'); }").await;
    assert_eq!(Camera::open(video, Callback::noop()).await.err(), Some(Reason::CameraBusy));
}

#[wasm_bindgen_test]
async fn a_camera_without_such_a_picture_is_taken_as_it_is() {
    let video = video(
        "async (wish) => { if (wish.video !== true) throw new DOMException('', 'OverconstrainedError'); return canvas(64, 48); }",
    )
    .await;
    assert!(Camera::open(video, Callback::noop()).await.is_ok());
}

#[wasm_bindgen_test]
async fn a_lost_camera_is_told_once() {
    let video = video("async () => canvas(64, 48)").await;
    let lost = Rc::new(Cell::new(0));
    let count = Rc::clone(&lost);
    let on_lost = Callback::from(move |()| count.set(count.get() + 1));
    let camera = Camera::open(video, on_lost).await.unwrap();
    // Falling silent for a moment is no loss.
    script("track.dispatchEvent(new Event('mute'))").await;
    clock::sleep(1_200).await;
    assert_eq!(lost.get(), 0);
    script("track.dispatchEvent(new Event('ended')); track.dispatchEvent(new Event('ended'))")
        .await;
    assert_eq!(lost.get(), 1);
    drop(camera);
    script("track.dispatchEvent(new Event('ended'))").await;
    assert_eq!(lost.get(), 1);
}

#[wasm_bindgen_test]
async fn the_camera_may_be_dropped_when_it_is_lost() {
    let video = video("async () => canvas(64, 48)").await;
    let held = Rc::new(RefCell::new(None));
    let lost = Rc::clone(&held);
    let on_lost = Callback::from(move |()| drop(lost.take()));
    held.replace(Some(Camera::open(video, on_lost).await.unwrap()));
    script("track.dispatchEvent(new Event('ended')); track.dispatchEvent(new Event('ended'))")
        .await;
    assert!(held.borrow().is_none());
    assert_eq!(tracks().await, "ended");
}

#[wasm_bindgen_test]
async fn a_camera_that_stays_silent_is_lost() {
    let video = video("async () => canvas(64, 48)").await;
    let lost = Rc::new(Cell::new(0));
    let count = Rc::clone(&lost);
    let on_lost = Callback::from(move |()| count.set(count.get() + 1));
    let camera = Camera::open(video, on_lost).await.unwrap();
    script("Object.defineProperty(track, 'muted', { value: true }); track.dispatchEvent(new Event('mute'))").await;
    clock::sleep(2_000).await;
    assert_eq!(lost.get(), 0);
    clock::sleep(3_000).await;
    assert_eq!(lost.get(), 1);
    drop(camera);
}

#[wasm_bindgen_test]
async fn a_browser_without_cameras_is_too_old() {
    let video = video("async () => canvas(64, 48)").await;
    script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true })").await;
    let outcome = Camera::open(video.clone(), Callback::noop()).await.err();
    script("delete navigator.mediaDevices").await;
    assert_eq!(outcome, Some(Reason::BrowserTooOld));

    script(
        "globalThis.real = Object.getOwnPropertyDescriptor(globalThis, 'isSecureContext');
         Object.defineProperty(globalThis, 'isSecureContext', { value: false, configurable: true })",
    )
    .await;
    let outcome = Camera::open(video, Callback::noop()).await.err();
    script("Object.defineProperty(globalThis, 'isSecureContext', real)").await;
    assert_eq!(outcome, Some(Reason::CameraInsecure));
}

/// A video element in the page, and a camera that answers so. `canvas` makes a moving stream.
async fn video(get_user_media: &str) -> HtmlVideoElement {
    script(&format!(
        "(() => {{
            document.querySelectorAll('video').forEach((video) => video.remove());
            globalThis.asked = [];
            globalThis.track = undefined;
            const canvas = (width, height) => {{
                const canvas = document.createElement('canvas');
                Object.assign(canvas, {{ width, height }});
                globalThis.shown = canvas;
                const context = canvas.getContext('2d');
                let tick = 0;
                const timer = setInterval(() => {{
                    context.fillStyle = tick++ % 2 ? '#fff' : '#000';
                    context.fillRect(0, 0, canvas.width, canvas.height);
                }}, 30);
                const stream = canvas.captureStream(30);
                globalThis.track = stream.getTracks()[0];
                return stream;
            }};
            navigator.mediaDevices.getUserMedia = {get_user_media};
            return document.body.appendChild(document.createElement('video'));
        }})()"
    ))
    .await
    .unchecked_into()
}

async fn tracks() -> String {
    script("track?.readyState ?? 'none'").await.as_string().unwrap()
}

async fn grab(camera: &Camera) -> Pixels {
    let frame = async {
        loop {
            if let Some(frame) = camera.grab() {
                break frame;
            }
            clock::sleep(10).await;
        }
    };
    clock::within(3_000, frame).await.expect("a frame")
}
