use js_sys::Uint8Array;
use vidimus::{
    browser::messages::{self, Asked},
    protocol::{
        Content, Effort, Judge, KeyCounts, Reading, ReasonEntry, Reply, Report, Request, Response,
        Sample, SampleContent, SampleKind, Trust, VERSION,
    },
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const JUDGE: Judge = Judge { clock_unix_seconds: 1_700_000_000, demo: true };

#[wasm_bindgen_test]
fn requests_arrive_as_they_were_sent() {
    let requests = [
        Request::Load {
            pack: Some(serde_bytes::ByteBuf::from(vec![0, 255, 7])),
            update_key: Some("key".into()),
            clock_unix_seconds: -1,
        },
        Request::Load { pack: None, update_key: None, clock_unix_seconds: 0 },
        Request::ReadPixels { width: 1, height: 2, effort: Effort::Still, judge: JUDGE },
        Request::ReadText { text: "HC1:Ä".into(), judge: JUDGE },
        Request::DrawSamples {
            scheme: "divoc".into(),
            samples: vec![
                SampleContent { kind: SampleKind::Good, content: Content::Text("HC1:Ä".into()) },
                SampleContent {
                    kind: SampleKind::Expired,
                    content: Content::Base64("UEs=".into()),
                },
            ],
        },
        Request::OpenLink { number: 1, passcode: Some("1234".into()), judge: JUDGE },
        Request::LinkAnswer {
            number: 1,
            reply: Reply {
                status: 200,
                retry_after: None,
                body: serde_bytes::ByteBuf::from(vec![0, 255]),
            },
            judge: JUDGE,
        },
        Request::ForgetLink,
    ];
    for sent in requests {
        let pixels = Uint8Array::from([1, 2, 3].as_slice()).buffer();
        let message = messages::ask(u32::MAX, &sent, Some(&pixels)).unwrap();
        let Asked { id, request, pixels } = messages::read_ask(&message).unwrap();
        assert_eq!((id, request, pixels), (u32::MAX, sent.clone(), vec![1, 2, 3]));

        let message = messages::ask(0, &sent, None).unwrap();
        assert!(messages::read_ask(&message).unwrap().pixels.is_empty());
    }
}

#[wasm_bindgen_test]
fn a_pack_is_sent_as_bytes() {
    let request = Request::Load {
        pack: Some(serde_bytes::ByteBuf::from(vec![1, 2])),
        update_key: None,
        clock_unix_seconds: 0,
    };
    let message = messages::ask(1, &request, None).unwrap();
    let field = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).unwrap();
    let pack = field(&field(&message, "request"), "pack");
    assert!(wasm_bindgen::JsCast::has_type::<Uint8Array>(&pack), "{pack:?}");
}

#[wasm_bindgen_test]
fn responses_arrive_as_they_were_sent() {
    let reason = ReasonEntry {
        code: "validity.expired".into(),
        stage: "validity".into(),
        blame: "holder".into(),
        params: [("since".to_owned(), "2022-05-03T00:00:00Z".to_owned())].into(),
    };
    let trust = Trust {
        source: "embedded".into(),
        created: None,
        age_days: Some(-3),
        sequence: Some(1 << 40),
    };
    let responses = [
        Response::Trust {
            trust: trust.clone(),
            created_unix_seconds: Some(-1),
            keys: KeyCounts::default(),
            refused: Some(reason.clone()),
        },
        Response::Readings {
            readings: vec![
                Reading::NotACertificate,
                Reading::Certificate {
                    report: Report { ms: 0.25, trust: Some(trust), ..Report::default() },
                },
                Reading::Certificate { report: Report { ms: 3.0, ..Report::default() } },
            ],
        },
        Response::Samples {
            scheme: "eu-dcc".into(),
            samples: vec![Sample { kind: SampleKind::UnknownIssuer, size: 1, modules: vec![true] }],
        },
        Response::Failed { reason },
    ];
    for sent in responses {
        let message = messages::answer(3, &sent).unwrap();
        assert_eq!(messages::read_answer(&message, 3).as_ref(), Some(&sent));
        assert_eq!(messages::read_answer(&message, 4), None);
    }
}

#[wasm_bindgen_test]
fn only_a_hello_is_a_hello() {
    assert_eq!(messages::read_hello(&messages::hello()), Some(VERSION));
    let others =
        ["hello".into(), JsValue::NULL, JsValue::UNDEFINED, 1.into(), js_sys::Object::new().into()];
    for other in others {
        assert_eq!(messages::read_hello(&other), None);
        assert!(messages::read_ask(&other).is_none());
        assert!(messages::read_answer(&other, 0).is_none());
    }
}
