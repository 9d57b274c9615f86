use super::script;
use vidimus::{
    browser::fetch,
    protocol::{Content, SampleContent, SampleKind},
    verdict::Reason,
};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_host_without_updates_offers_none() {
    assert_eq!(fetch::update_pack().await, Ok(None));
}

#[wasm_bindgen_test]
async fn each_answer_of_a_host_is_understood() {
    type Outcome = Result<Option<Vec<u8>>, Reason>;
    let cases: &[(&str, Outcome)] = &[
        ("new Response(new Uint8Array([1, 2, 3]))", Ok(Some(vec![1, 2, 3]))),
        ("new Response('', { status: 404 })", Ok(None)),
        ("new Response('', { status: 410 })", Ok(None)),
        // The page itself, as many hosts answer where they have no such file.
        (
            "new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })",
            Ok(None),
        ),
        ("new Response('', { status: 500 })", Err(Reason::UpdateUnreachable)),
        ("new Response('', { status: 403 })", Err(Reason::UpdateUnreachable)),
        ("Promise.reject(new TypeError('Failed to fetch'))", Err(Reason::UpdateUnreachable)),
        ("new Response(null)", Err(Reason::UpdateUnreadable)),
        ("new Response('')", Err(Reason::UpdateUnreadable)),
        // One byte too much, and a stream without end.
        ("new Response(new Uint8Array(8 * 1024 * 1024 + 1))", Err(Reason::UpdateUnreadable)),
        (
            "new Response(new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65536)) }))",
            Err(Reason::UpdateUnreadable),
        ),
        // A connection that breaks in the middle.
        (
            "new Response(new ReadableStream({ pull: (to) => to.error(new TypeError('network')) }))",
            Err(Reason::UpdateUnreachable),
        ),
    ];
    for (response, expected) in cases {
        let _host = Host::answers(response).await;
        assert_eq!(&fetch::update_pack().await, expected, "{response}");
    }
    let _host = Host::answers("new Response(new Uint8Array(8 * 1024 * 1024))").await;
    assert_eq!(fetch::update_pack().await.unwrap().unwrap().len(), 8 * 1024 * 1024);
}

#[wasm_bindgen_test]
async fn nothing_is_told_to_the_host() {
    let _host = Host::answers("new Response('', { status: 404 })").await;
    fetch::update_pack().await.unwrap();
    let asked = script(
        "(() => {
            const request = new Request(...asked[0]);
            const { url, method, credentials, cache, redirect, mode, referrerPolicy } = request;
            return [asked.length, new URL(url).pathname + new URL(url).search, method, credentials,
                cache, redirect, mode, referrerPolicy, [...request.headers].length].join(' ');
        })()",
    )
    .await;
    assert_eq!(
        asked.as_string().unwrap(),
        "1 /trust/update.pack GET omit no-store error same-origin no-referrer 0"
    );
}

#[wasm_bindgen_test]
async fn samples_are_those_of_the_scheme_or_an_error() {
    let file = r#"{"eu-dcc":[{"kind":"good","content":{"text":"HC1:1"}}],
        "divoc":[{"kind":"unknown-issuer","content":{"base64":"UEs="}}],"none":[]}"#;
    let _host = Host::answers(&format!("new Response(`{file}`)")).await;
    let sample = |kind, content| Ok(vec![SampleContent { kind, content }]);
    let good = sample(SampleKind::Good, Content::Text("HC1:1".into()));
    assert_eq!(fetch::samples("eu-dcc").await, good);
    let unknown = sample(SampleKind::UnknownIssuer, Content::Base64("UEs=".into()));
    assert_eq!(fetch::samples("divoc").await, unknown);
    for scheme in ["none", "other"] {
        assert_eq!(fetch::samples(scheme).await, Err(Reason::SamplesMissing));
    }
    let asked = script("asked.map(([url, { cache }]) => new URL(url).pathname + ' ' + cache)[0]");
    assert_eq!(asked.await, "/samples.json no-cache");

    for response in [
        "new Response('', { status: 404 })",
        "new Response('', { status: 500 })",
        "new Response('<html>', { headers: { 'content-type': 'text/html' } })",
        "new Response('{\"eu-dcc\":')",
        "new Response('[]')",
        "new Response(new Uint8Array([255]))",
        "Promise.reject(new TypeError('Failed to fetch'))",
    ] {
        let _host = Host::answers(response).await;
        assert_eq!(fetch::samples("eu-dcc").await, Err(Reason::SamplesMissing), "{response}");
    }
}

#[wasm_bindgen_test]
async fn another_origin_is_never_asked() {
    let _host = Host::answers("new Response('x')").await;
    script("document.head.append(Object.assign(document.createElement('base'), { href: 'https://example.org/' }))").await;
    let outcome = fetch::update_pack().await;
    script("document.querySelector('base').remove()").await;
    assert_eq!(outcome, Err(Reason::UpdateUnreachable));
    assert_eq!(script("asked.length").await, 0);
}

#[wasm_bindgen_test]
async fn a_transfer_that_nobody_waits_for_ends() {
    let _host = Host::answers("new Promise(() => {})").await;
    vidimus::browser::clock::within(50, fetch::update_pack()).await;
    assert_eq!(script("asked[0][1].signal.aborted").await, true);
}

/// Stands in for the network until it is dropped.
struct Host;

impl Host {
    async fn answers(response: &str) -> Self {
        script(&format!(
            "globalThis.asked = []; globalThis.realFetch ??= fetch;
             globalThis.fetch = async (...request) => {{ asked.push(request); return {response}; }}"
        ))
        .await;
        Self
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        js_sys::eval("globalThis.fetch = realFetch").ok();
    }
}
