//! What holds for every input.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test: what is not as it should be ends it")]

use base64ct::{Base64, Encoding};
use proptest::prelude::*;
use vidimus::{
    issue::{Draft, Entry, Issuer, Layers},
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    protocol::{Content, Judge, Request, Response, SampleContent, SampleKind},
    scan::{self, Effort, Frame, Scanned},
    session::Session,
    signature::Scope,
    trust::{self, List, TrustStore},
    verdict::{Outcome, Verdict},
};

const NOW: i64 = 1_800_000_000;
const DAY: i64 = 86_400;

fn issuer() -> Issuer {
    Issuer::from_seed("properties", "PRT").unwrap()
}

fn draft() -> Draft {
    let now = Moment::from_unix_seconds(NOW);
    Draft {
        surname: ("Specimen".into(), "SPECIMEN".into()),
        given: ("Ana".into(), "ANA".into()),
        date_of_birth: "1990".into(),
        entries: vec![Entry::Recovery {
            first_positive: "2026-12-01".into(),
            valid_from: "2026-12-12".into(),
            valid_until: "2027-06-01".into(),
        }],
        issued: now,
        expires: now.plus_seconds(DAY),
    }
}

fn store() -> TrustStore {
    TrustStore::of(&[issuer().list("list", Scope::Live, None)]).0
}

fn judge(text: impl Into<Vec<u8>>, trust: &TrustStore, at: i64) -> Option<Verdict> {
    let at = Moment::from_unix_seconds(at);
    let world = World { trust, policy: Policy::default(), at, clock: None };
    pipeline::verify(&Scanned::new(text).ok()?, &world).ok()
}

fn accepted(text: impl Into<Vec<u8>>, trust: &TrustStore) -> bool {
    judge(text, trust, NOW).is_some_and(|verdict| verdict.outcome() == Outcome::Accept)
}

/// Every bit of the whole envelope: headers, claims and signature.
#[test]
fn no_flipped_bit_is_accepted() {
    let (store, honest) = (store(), draft().seal(&issuer()));
    assert!(accepted(honest.text.clone(), &store), "or this test shows nothing");
    for bit in 0..honest.envelope.len() * 8 {
        let mut envelope = honest.envelope.clone();
        envelope[bit / 8] ^= 1 << (bit % 8);
        assert!(!accepted(Layers::wrap(envelope).text, &store), "bit {bit}");
    }
}

/// The same for the text as it is printed: no character can be exchanged.
#[test]
fn no_changed_character_is_accepted() {
    let (store, honest) = (store(), draft().seal(&issuer()).text);
    for place in 0..honest.len() {
        let mut text = honest.clone().into_bytes();
        text[place] = if text[place] == b'A' { b'B' } else { b'A' };
        assert!(!accepted(text, &store), "place {place}");
    }
}

#[test]
fn nothing_cut_short_is_accepted() {
    let (store, honest) = (store(), draft().seal(&issuer()));
    for length in 0..honest.envelope.len() {
        let cut = honest.envelope[..length].to_vec();
        assert!(!accepted(Layers::wrap(cut).text, &store), "{length} bytes");
    }
    for length in 0..honest.text.len() {
        assert!(!accepted(&honest.text[..length], &store), "{length} characters");
    }
}

#[test]
fn acceptance_is_one_interval_of_time() {
    let (store, text) = (store(), draft().seal(&issuer()).text);
    let verdicts: Vec<bool> = (NOW - 2 * DAY..NOW + 3 * DAY)
        .step_by(600)
        .map(|at| judge(text.clone(), &store, at).unwrap().outcome() == Outcome::Accept)
        .collect();
    let changes = verdicts.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert!(!verdicts[0] && verdicts.contains(&true));
    assert_eq!(changes, 2, "off, on, off");
}

/// Whatever is taken away from a list, nothing is accepted that was not before.
#[test]
fn fewer_keys_never_accept_more() {
    let seeds = ["properties", "one", "two", "three"];
    let issuers: Vec<Issuer> =
        seeds.iter().map(|seed| Issuer::from_seed(seed, "PRT").unwrap()).collect();
    let lists: Vec<List> =
        issuers.iter().map(|issuer| issuer.list("list", Scope::Live, None)).collect();
    let texts: Vec<String> = issuers.iter().map(|issuer| draft().seal(issuer).text).collect();
    // Every subset of the lists, as the bits of a number.
    for held in 0..1 << lists.len() {
        let chosen = |index: usize| held & (1 << index) != 0;
        let subset: Vec<List> = (0..lists.len())
            .filter(|&index| chosen(index))
            .map(|index| lists[index].clone())
            .collect();
        let store = TrustStore::of(&subset).0;
        for (index, text) in texts.iter().enumerate() {
            assert_eq!(accepted(text.clone(), &store), chosen(index), "{held:b}: {index}");
        }
    }
}

/// The build's own pack opens and vouches for real signers alone; its age is not what any test
/// rests on.
#[test]
fn the_embedded_pack_is_sound() {
    let list = trust::embedded().unwrap();
    let (store, conflicts) = TrustStore::of(&[list]);
    assert!(conflicts.is_empty());
    let live = store.signers().filter(|signer| signer.scope == Scope::Live).count();
    assert!(live > 400, "{live} live signers");
    // WHO's test country: `schemes::terms::the_test_country_of_the_built_in_list_is_none`.
    assert_eq!(store.signers().count(), live + 5);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_end_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..4096)) {
        let store = store();
        prop_assert!(!accepted(bytes.clone(), &store));
        let _ = trust::read::read(&bytes, None);
    }

    /// Noise behind the right prefix, at every layer.
    #[test]
    fn any_bytes_in_any_layer_end_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2048)) {
        let (store, issuer) = (store(), issuer());
        prop_assert!(!accepted(Layers::encode(&bytes), &store));
        prop_assert!(!accepted(Layers::wrap(bytes.clone()).text, &store));
        prop_assert!(!accepted(Layers::close(&issuer, bytes).text, &store));
    }

    #[test]
    fn any_pack_ends_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2048)) {
        let mut pack = b"\x84\x6cvidimus-pack".to_vec();
        pack.extend(bytes);
        prop_assert!(trust::read::read(&pack, None).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_picture_ends_without_a_panic(seed in any::<u64>(), width in 1_usize..200, height in 1_usize..200) {
        let mut state = seed | 1;
        let luma: Vec<u8> = (0..width * height).map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        }).collect();
        let frame = Frame::from_luma(luma, width, height).unwrap();
        let _ = scan::read(&frame, Effort::Still);
    }

    #[test]
    fn a_session_answers_any_request(text in ".*", width in any::<u32>(), height in any::<u32>(), clock in any::<i64>()) {
        let mut session = Session::default();
        let judge = Judge { clock_unix_seconds: clock, demo: false };
        let answer = session.handle(Request::ReadText { text: text.clone(), judge }, &[]);
        prop_assert!(matches!(answer, Response::Readings { .. }), "a reading");
        let effort = vidimus::protocol::Effort::Live;
        let pixels = Request::ReadPixels { width, height, effort, judge };
        if u64::from(width) * u64::from(height) != 1 {
            prop_assert!(
                matches!(session.handle(pixels, &[0; 4]), Response::Failed { .. }),
                "the pixels do not fill the frame"
            );
        }
        let content = if clock % 2 == 0 { Content::Text(text.clone()) } else { Content::Base64(Base64::encode_string(text.as_bytes())) };
        let samples = vec![SampleContent { kind: SampleKind::Good, content }];
        session.handle(Request::DrawSamples { scheme: text, samples }, &[]);
        let noise = Request::Load { pack: Some(serde_bytes::ByteBuf::from(vec![0; 9])), update_key: None, clock_unix_seconds: clock };
        session.handle(noise, &[]);
    }
}
