//! What has to be fetched from another host, once a person has agreed to it.
//!
//! The page and its worker can reach their own origin only. So the request is made by a document of
//! its own, `open.html`, in a hidden frame that may reach other hosts and is told nothing but one
//! address and what to send there. The frame is removed when this is dropped, and its request ends.

use super::{clock, listener::Listener};
use crate::{
    protocol::{Errand, Reply},
    verdict::Reason,
};
use futures_channel::mpsc;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlIFrameElement, MessageEvent, Window};

/// Fetches it. The answer is what the host said, which proves nothing.
///
/// Fails with [`Reason::LinkOffline`] when the device says that it has no network, with
/// [`Reason::LinkTooLarge`], and with [`Reason::LinkUnreachable`] for everything else: the browser
/// does not tell a host that refuses pages from one that is not there.
pub async fn run(errand: &Errand) -> Result<Reply, Reason> {
    let window = web_sys::window().ok_or(Reason::LinkUnreachable)?;
    if !window.navigator().on_line() {
        return Err(Reason::LinkOffline);
    }
    let mut frame = Frame::open(&window).ok_or(Reason::LinkUnreachable)?;
    clock::within(MAX_MILLISECONDS, frame.fetch(errand))
        .await
        .unwrap_or(Err(Reason::LinkUnreachable))
}

/// The hidden frame; dropping it removes it.
struct Frame {
    element: HtmlIFrameElement,
    origin: String,
    told: mpsc::UnboundedReceiver<JsValue>,
    _listener: Listener,
}

impl Frame {
    fn open(window: &Window) -> Option<Self> {
        let document = window.document()?;
        let element: HtmlIFrameElement = document.create_element("iframe").ok()?.dyn_into().ok()?;
        let origin = window.location().origin().ok()?;
        let (sender, told) = mpsc::unbounded();
        let (frame, expected) = (element.clone(), origin.clone());
        // Before the frame is there, so that its first word is heard.
        let listener = Listener::on(window, "message", move |event| {
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            let own = frame.content_window().map(JsValue::from);
            let source = event.source().map(JsValue::from);
            if own.is_some() && source == own && event.origin() == expected {
                drop(sender.unbounded_send(event.data()));
            }
        });
        element.set_hidden(true);
        element.set_attribute("aria-hidden", "true").ok()?;
        element.set_attribute("sandbox", "allow-scripts allow-same-origin").ok()?;
        element.set_src(ADDRESS);
        document.body()?.append_child(&element).ok()?;
        Some(Self { element, origin, told, _listener: listener })
    }

    async fn fetch(&mut self, errand: &Errand) -> Result<Reply, Reason> {
        loop {
            let message = self.told.recv().await.map_err(|_| Reason::LinkUnreachable)?;
            if field(&message, "ready").is_truthy() {
                let window = self.element.content_window().ok_or(Reason::LinkUnreachable)?;
                let posted = window.post_message(&asked(errand), &self.origin);
                posted.map_err(|_| Reason::LinkUnreachable)?;
            } else if field(&message, "failed").as_string().as_deref() == Some("too-large") {
                return Err(Reason::LinkTooLarge);
            } else {
                let answer = field(&message, "answer");
                return answered(&answer, errand).ok_or(Reason::LinkUnreachable);
            }
        }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.element.remove();
    }
}

fn asked(errand: &Errand) -> JsValue {
    let Errand { url, host, body, limit } = errand;
    let body = body.as_deref().map_or(JsValue::NULL, JsValue::from);
    let object = Object::new();
    for (name, value) in
        [("url", url.into()), ("host", host.into()), ("body", body), ("limit", (*limit).into())]
    {
        // Setting a field of a fresh object does not fail.
        Reflect::set(&object, &name.into(), &value).ok();
    }
    object.into()
}

fn answered(answer: &JsValue, errand: &Errand) -> Option<Reply> {
    let body: Uint8Array = field(answer, "body").dyn_into().ok()?;
    if body.length() > errand.limit {
        return None;
    }
    Some(Reply {
        status: serde_wasm_bindgen::from_value(field(answer, "status")).ok()?,
        retry_after: field(answer, "retryAfter").as_string(),
        body: serde_bytes::ByteBuf::from(body.to_vec()),
    })
}

fn field(object: &JsValue, name: &str) -> JsValue {
    if !object.is_object() {
        return JsValue::UNDEFINED;
    }
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

const ADDRESS: &str = "./open.html";
/// More than the frame itself allows for its request.
const MAX_MILLISECONDS: u32 = 25_000;
