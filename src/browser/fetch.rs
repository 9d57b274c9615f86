//! What the page fetches while it runs, from its own origin: new trust packs, and its samples.
//!
//! The addresses are fixed; they carry no query, no cookie and no referrer, so nobody learns more
//! than that the page is open, or that somebody tries it. The service worker has the samples.

use super::clock;
use crate::{
    protocol::{SampleContent, Samples},
    verdict::Reason,
};
use js_sys::{JSON, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestInit, RequestMode, RequestRedirect, Response, Url, Window,
};

/// The newest signed pack that the page's host offers; `None` when it offers none.
///
/// Fails with [`Reason::UpdateUnreachable`], or with [`Reason::UpdateUnreadable`] when there is
/// more of it than any pack has. The bytes prove nothing until the worker has checked them.
pub async fn update_pack() -> Result<Option<Vec<u8>>, Reason> {
    get(UPDATE_PACK, RequestCache::NoStore).await
}

/// The samples of a scheme, e.g. `eu-dcc`, in the order to show them.
///
/// Fails with [`Reason::SamplesMissing`].
pub async fn samples(scheme: &str) -> Result<Vec<SampleContent>, Reason> {
    let file = get(SAMPLES, RequestCache::NoCache).await.ok().flatten();
    let text = file.and_then(|bytes| String::from_utf8(bytes).ok());
    let value = text.and_then(|text| JSON::parse(&text).ok());
    let samples = value.and_then(|value| serde_wasm_bindgen::from_value::<Samples>(value).ok());
    let samples = samples.and_then(|mut samples| samples.remove(scheme));
    samples.filter(|samples| !samples.is_empty()).ok_or(Reason::SamplesMissing)
}

/// The file at this address; `None` when there is none.
async fn get(address: &str, cache: RequestCache) -> Result<Option<Vec<u8>>, Reason> {
    let window = web_sys::window().ok_or(Reason::UpdateUnreachable)?;
    let address = absolute(&window, address).ok_or(Reason::UpdateUnreachable)?;
    let transfer = Transfer::new().ok_or(Reason::UpdateUnreachable)?;
    clock::within(MAX_MILLISECONDS, transfer.fetch(&window, &address, cache))
        .await
        .unwrap_or(Err(Reason::UpdateUnreachable))
}

/// One request; it ends when this is dropped.
struct Transfer(AbortController);

impl Transfer {
    fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    async fn fetch(
        &self,
        window: &Window,
        address: &str,
        cache: RequestCache,
    ) -> Result<Option<Vec<u8>>, Reason> {
        let response = window.fetch_with_str_and_init(address, &self.options(cache));
        let response = response.await.map_err(|_| Reason::UpdateUnreachable)?;
        let response: Response = response.dyn_into().map_err(|_| Reason::UpdateUnreachable)?;
        if is_absent(&response) {
            return Ok(None);
        }
        if !response.ok() {
            return Err(Reason::UpdateUnreachable);
        }
        read(&response).await.map(Some)
    }

    fn options(&self, cache: RequestCache) -> RequestInit {
        let options = RequestInit::new();
        options.set_method("GET");
        options.set_mode(RequestMode::SameOrigin);
        options.set_credentials(RequestCredentials::Omit);
        options.set_cache(cache);
        options.set_redirect(RequestRedirect::Error);
        options.set_referrer_policy(ReferrerPolicy::NoReferrer);
        options.set_signal(Some(&self.0.signal()));
        options
    }
}

impl Drop for Transfer {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// `None` if the document's base were another origin.
fn absolute(window: &Window, address: &str) -> Option<String> {
    let base = window.document()?.base_uri().ok()??;
    let address = Url::new_with_base(address, &base).ok()?;
    (address.origin() == window.location().origin().ok()?).then(|| address.href())
}

/// Many hosts answer with the page itself where they have no such file.
fn is_absent(response: &Response) -> bool {
    let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
    matches!(response.status(), 404 | 410) || kind.starts_with("text/html")
}

/// Reads piece by piece and stops beyond the limit, whatever length the host has announced.
async fn read(response: &Response) -> Result<Vec<u8>, Reason> {
    let body = response.body().ok_or(Reason::UpdateUnreadable)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    while let Some(piece) = next(&reader).await? {
        let length = usize::try_from(piece.length()).map_err(|_| Reason::UpdateUnreadable)?;
        if bytes.len().saturating_add(length) > MAX_BYTES {
            return Err(Reason::UpdateUnreadable);
        }
        bytes.extend(piece.to_vec());
    }
    if bytes.is_empty() { Err(Reason::UpdateUnreadable) } else { Ok(bytes) }
}

async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, Reason> {
    let result = reader.read().await.map_err(|_| Reason::UpdateUnreachable)?;
    let field = |name: &str| Reflect::get(&result, &name.into()).unwrap_or(JsValue::UNDEFINED);
    if field("done").is_truthy() {
        return Ok(None);
    }
    field("value").dyn_into().map(Some).map_err(|_| Reason::UpdateUnreadable)
}

/// Beside the page, wherever that is hosted.
const UPDATE_PACK: &str = "./trust/update.pack";
const SAMPLES: &str = "./samples.json";

/// The pack of every list in the world is well below it.
const MAX_BYTES: usize = 8 * 1024 * 1024;
const MAX_MILLISECONDS: u32 = 30_000;
