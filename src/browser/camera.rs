//! The rear camera, frame by frame.

use super::{
    canvas::{Canvas, Size},
    clock,
    listener::Listener,
    page,
    pixels::Pixels,
};
use crate::verdict::Reason;
use futures_channel::oneshot;
use js_sys::{Object, Reflect};
use std::{
    cell::Cell,
    rc::{Rc, Weak},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    ConstrainDomStringParameters, ConstrainLongRange, Document, HtmlMediaElement, HtmlVideoElement,
    MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack, MediaTrackConstraints,
};
use yew::Callback;

/// A camera that runs and is shown in a video element. It stops when this is dropped.
#[derive(Debug)]
pub struct Camera {
    video: HtmlVideoElement,
    canvas: Canvas,
    seen: Cell<f64>,
    _listeners: Vec<Listener>,
    stream: Stream,
}

impl Camera {
    /// Asks for the rear camera and waits until it shows a picture in `video`.
    ///
    /// When the caller or the element is gone by the time the person has answered, the camera is
    /// stopped at once. `on_lost` is called at most once, when the camera stops by itself.
    pub async fn open(video: HtmlVideoElement, on_lost: Callback<()>) -> Result<Self, Reason> {
        let stream = request_stream(devices()?).await?;
        if !video.is_connected() {
            return Err(Reason::CameraLost);
        }
        let canvas = Canvas::new().ok_or(Reason::BrowserTooOld)?;
        let listeners = watch(&stream, &video, on_lost);
        // From here on dropping this gives back the camera.
        let camera = Self { video, canvas, seen: Cell::new(-1.0), _listeners: listeners, stream };
        camera.play().await?;
        Ok(camera)
    }

    /// The newest frame, its longest side at most 1280. `None` until there is one, and when it is
    /// the one that was grabbed last.
    pub fn grab(&self) -> Option<Pixels> {
        let now = self.video.current_time();
        let unchanged = now.total_cmp(&self.seen.get()).is_eq();
        if unchanged || self.video.ready_state() < HtmlMediaElement::HAVE_CURRENT_DATA {
            return None;
        }
        // Changes when the phone is turned.
        let size = Size { width: self.video.video_width(), height: self.video.video_height() };
        if size.width == 0 || size.height == 0 {
            return None;
        }
        let pixels = self.canvas.video(&self.video, size.at_most(MAX_SIDE))?;
        self.seen.set(now);
        Some(pixels)
    }

    async fn play(&self) -> Result<(), Reason> {
        // Browsers play without a tap only what is mute; the attribute is not enough for Firefox.
        self.video.set_muted(true);
        // Without it an iPhone fills the screen with the picture.
        self.video.set_attribute("playsinline", "").ok();
        self.video.set_src_object(Some(&self.stream.0));
        let playing = async { self.video.play().ok()?.await.ok() };
        match clock::within(PLAY_MILLISECONDS, playing).await.flatten() {
            Some(_) => Ok(()),
            None if !self.video.is_connected() => Err(Reason::CameraLost),
            None => Err(Reason::CameraBusy),
        }
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        // The element may show the next camera already.
        if self.video.src_object().as_ref() == Some(&self.stream.0) {
            self.video.pause().ok();
            self.video.set_src_object(None);
        }
    }
}

/// A camera that runs. It stops when this is dropped.
#[derive(Debug)]
struct Stream(MediaStream);

impl Stream {
    fn tracks(&self) -> impl Iterator<Item = MediaStreamTrack> {
        self.0.get_tracks().into_iter().filter_map(|track| track.dyn_into().ok())
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.tracks().for_each(|track| track.stop());
    }
}

/// What to ask for; each is tried when the one before could not be had.
#[derive(Clone, Copy)]
enum Wish {
    RearSharp,
    Rear,
    Any,
}

/// Runs to its end even when nobody waits for it: a stream that comes too late has to be stopped.
async fn request_stream(devices: MediaDevices) -> Result<Stream, Reason> {
    let (sender, receiver) = oneshot::channel();
    spawn_local(async move {
        // Sent back when nobody waits, it is dropped, which stops it.
        drop(sender.send(request_best_stream(&devices).await));
    });
    receiver.await.unwrap_or(Err(Reason::CameraLost))
}

async fn request_best_stream(devices: &MediaDevices) -> Result<Stream, Reason> {
    let mut reason = Reason::CameraMissing;
    for wish in [Wish::RearSharp, Wish::Rear, Wish::Any] {
        reason = match request(devices, wish).await {
            Ok(stream) => return Ok(stream),
            Err(error) => match name_of(&error).as_str() {
                "NotAllowedError" | "SecurityError" => return Err(Reason::CameraRefused),
                "NotFoundError" => return Err(Reason::CameraMissing),
                "OverconstrainedError" => Reason::CameraMissing,
                // "NotReadableError", "AbortError": another program has it; or we had it a moment
                // ago, and the system has not given it back yet.
                _ => {
                    clock::sleep(RELEASE_MILLISECONDS).await;
                    Reason::CameraBusy
                }
            },
        };
    }
    Err(reason)
}

async fn request(devices: &MediaDevices, wish: Wish) -> Result<Stream, JsValue> {
    let constraints = MediaStreamConstraints::new();
    constraints.set_audio(&JsValue::FALSE);
    match wish {
        Wish::RearSharp | Wish::Rear => constraints.set_video(&rear(wish)),
        Wish::Any => constraints.set_video(&JsValue::TRUE),
    }
    let stream = devices.get_user_media_with_constraints(&constraints)?.await?;
    Ok(Stream(stream.unchecked_into()))
}

fn rear(wish: Wish) -> MediaTrackConstraints {
    let constraints = MediaTrackConstraints::new();
    let facing = ConstrainDomStringParameters::new();
    facing.set_ideal(&"environment".into());
    constraints.set_facing_mode_constrain_dom_string_parameters(&facing);
    if matches!(wish, Wish::RearSharp) {
        constraints.set_width_constrain_long_range(&ideal(1280));
        constraints.set_height_constrain_long_range(&ideal(720));
    }
    constraints
}

fn ideal(pixels: i32) -> ConstrainLongRange {
    let range = ConstrainLongRange::new();
    range.set_ideal(pixels);
    range
}

fn devices() -> Result<MediaDevices, Reason> {
    if !page::secure_context() {
        return Err(Reason::CameraInsecure);
    }
    web_sys::window()
        .and_then(|window| window.navigator().media_devices().ok())
        .filter(|devices| !devices.is_undefined())
        .ok_or(Reason::BrowserTooOld)
}

/// Calls `on_lost` when the camera ends, or stays silent while the page is looked at. Makes the
/// picture run on after the page was in the background: iPhones stop it.
fn watch(stream: &Stream, video: &HtmlVideoElement, on_lost: Callback<()>) -> Vec<Listener> {
    let lost = Rc::new(Cell::new(Some(on_lost)));
    let mut listeners = Vec::new();
    for track in stream.tracks() {
        let told = Rc::clone(&lost);
        listeners.push(Listener::on(&track, "ended", move |_| tell(&told)));

        // Not `track.clone()`: that is JavaScript's, and makes a second camera that runs.
        let (told, silent) = (Rc::clone(&lost), Clone::clone(&track));
        listeners.push(Listener::on(&track, "mute", move |_| {
            spawn_local(tell_if_silent(Rc::downgrade(&told), Clone::clone(&silent)));
        }));
    }
    if let Some(document) = document() {
        let (shown, video) = (document.clone(), video.clone());
        listeners.push(Listener::on(&document, "visibilitychange", move |_| {
            if !shown.hidden() && video.paused() {
                resume(video.clone());
            }
        }));
    }
    listeners
}

fn tell(lost: &Cell<Option<Callback<()>>>) {
    if let Some(on_lost) = lost.take() {
        on_lost.emit(());
    }
}

/// Cameras fall silent for a moment when they start, and for as long as the person is in another
/// app; neither is a loss.
async fn tell_if_silent(lost: Weak<Cell<Option<Callback<()>>>>, track: MediaStreamTrack) {
    let mut seconds = 0;
    while seconds < SILENT_SECONDS {
        clock::sleep(1_000).await;
        if lost.strong_count() == 0 || !track.muted() {
            return;
        }
        let hidden = document().is_none_or(|document| document.hidden());
        seconds = if hidden { 0 } else { seconds + 1 };
    }
    if let Some(lost) = lost.upgrade() {
        tell(&lost);
    }
}

/// A refusal changes nothing: the person sees that the picture stands still, and can start again.
fn resume(video: HtmlVideoElement) {
    spawn_local(async move {
        if let Ok(playing) = video.play() {
            playing.await.ok();
        }
    });
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn name_of(error: &JsValue) -> String {
    // `OverconstrainedError` is no `DOMException` in older browsers, but it has a name too.
    error
        .dyn_ref::<Object>()
        .and_then(|error| Reflect::get(error, &"name".into()).ok())
        .and_then(|name| name.as_string())
        .unwrap_or_default()
}

const MAX_SIDE: u32 = 1280;
const PLAY_MILLISECONDS: u32 = 10_000;
const RELEASE_MILLISECONDS: u32 = 400;
const SILENT_SECONDS: u32 = 3;
