//! The time, pauses, and limits on waiting. The only place that asks the time.

#![expect(clippy::disallowed_methods, reason = "this is that place")]

use futures_channel::oneshot;
use std::{future::poll_fn, pin::pin, task::Poll};
use wasm_bindgen::{JsCast, closure::Closure};

/// The device's clock.
pub fn now_unix_seconds() -> i64 {
    #[expect(clippy::as_conversions, reason = "no other way from a float; `as` saturates")]
    let seconds = (js_sys::Date::now() / 1000.0).floor() as i64;
    seconds
}

/// Milliseconds since the page was opened. Unlike the device's clock, nobody can set it.
pub(super) fn uptime_milliseconds() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// Waits. A page in the background may be made to wait longer.
pub async fn sleep(milliseconds: u32) {
    let (sender, woken) = oneshot::channel();
    let callback = Closure::once(move || {
        sender.send(()).ok();
    });
    let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    let timer = web_sys::window().and_then(|window| {
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                callback.as_ref().unchecked_ref(),
                milliseconds,
            )
            .ok()
    });
    let _timer = Timer { timer, _callback: callback };
    woken.await.ok();
}

/// Waits until the next frame is about to be drawn. In the background no frames are drawn.
pub async fn next_frame() {
    let (sender, woken) = oneshot::channel();
    let callback = Closure::once(move |_: f64| {
        sender.send(()).ok();
    });
    let frame = web_sys::window()
        .and_then(|window| window.request_animation_frame(callback.as_ref().unchecked_ref()).ok());
    let _frame = Frame { frame, _callback: callback };
    woken.await.ok();
}

/// What `work` comes to, or `None` when it takes longer than the limit; then it is dropped.
pub async fn within<T>(milliseconds: u32, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut limit = pin!(sleep(milliseconds));
    poll_fn(|context| {
        if let Poll::Ready(result) = work.as_mut().poll(context) {
            return Poll::Ready(Some(result));
        }
        limit.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// A set timer; dropping it before its time clears it.
struct Timer {
    timer: Option<i32>,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(window), Some(timer)) = (web_sys::window(), self.timer) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

/// A requested frame; dropping it before its time cancels it.
struct Frame {
    frame: Option<i32>,
    _callback: Closure<dyn FnMut(f64)>,
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let (Some(window), Some(frame)) = (web_sys::window(), self.frame) {
            window.cancel_animation_frame(frame).ok();
        }
    }
}
