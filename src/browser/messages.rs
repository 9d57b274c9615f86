//! The form of the messages between page and worker.
//!
//! The worker says `{ ready: VERSION }` once; what was sent to it before is lost. Then the page
//! asks `{ id, request, pixels }` and the worker answers `{ id, response }`. Pixels are an
//! `ArrayBuffer` that is transferred, so they cost nothing to send; there are none in most messages.

use crate::protocol::{Request, Response, VERSION};
use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// A request as it arrives in the worker.
#[derive(Debug)]
pub struct Asked {
    /// To be repeated in the answer.
    pub id: u32,
    /// The request.
    pub request: Request,
    /// RGBA, empty when the request has none.
    pub pixels: Vec<u8>,
}

/// The worker's first message.
pub fn hello() -> JsValue {
    object([("ready", VERSION.into())])
}

/// The version in a [`hello`]; `None` if the message is none.
pub fn read_hello(message: &JsValue) -> Option<u32> {
    number(message, "ready")
}

/// A request, to be posted with `pixels` in the transfer list.
pub fn ask(id: u32, request: &Request, pixels: Option<&ArrayBuffer>) -> Option<JsValue> {
    let pixels = pixels.map_or(JsValue::UNDEFINED, JsValue::from);
    Some(object([("id", id.into()), ("request", plain(request)?), ("pixels", pixels)]))
}

/// Reads what [`ask`] wrote.
pub fn read_ask(message: &JsValue) -> Option<Asked> {
    let pixels = field(message, "pixels")?;
    Some(Asked {
        id: number(message, "id")?,
        request: serde_wasm_bindgen::from_value(field(message, "request")?).ok()?,
        pixels: pixels
            .dyn_ref::<ArrayBuffer>()
            .map_or_else(Vec::new, |buffer| Uint8Array::new(buffer).to_vec()),
    })
}

/// The answer to the request of that number.
pub fn answer(id: u32, response: &Response) -> Option<JsValue> {
    Some(object([("id", id.into()), ("response", plain(response)?)]))
}

/// Reads what [`answer`] wrote, if it answers the request of that number.
pub fn read_answer(message: &JsValue, id: u32) -> Option<Response> {
    if number(message, "id")? != id {
        return None;
    }
    serde_wasm_bindgen::from_value(field(message, "response")?).ok()
}

/// Plain objects as in JSON, except that bytes stay bytes: a pack would be a million numbers.
fn plain(value: &impl Serialize) -> Option<JsValue> {
    let serializer = Serializer::json_compatible().serialize_bytes_as_arrays(false);
    value.serialize(&serializer).ok()
}

fn object<const N: usize>(fields: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh object does not fail.
        Reflect::set(&object, &name.into(), &value).ok();
    }
    object.into()
}

fn field(message: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(message, &name.into()).ok()
}

fn number(message: &JsValue, name: &str) -> Option<u32> {
    serde_wasm_bindgen::from_value(field(message, name)?).ok()
}
