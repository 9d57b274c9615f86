//! Links to health documents are recognised, described, and not opened by a verification.

use super::{DAY, judge, now, reasons};
use base64ct::{Base64UrlUnpadded, Encoding};
use vidimus::{
    envelope::cbor,
    issue::{Content, Issuer, Layers},
    report::{Disclosure, report},
    signature::Scope,
    trust::{List, TrustStore},
    verdict::{Outcome, Reason},
};

const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn link(payload: &str) -> String {
    format!("shlink:/{}", Base64UrlUnpadded::encode_string(payload.as_bytes()))
}

fn payload(more: &str) -> String {
    format!(r#"{{"url":"https://health.example/document","key":"{KEY}"{more}}}"#)
}

#[test]
fn a_link_is_left_to_a_person() {
    for text in [
        link(&payload("")),
        link(&payload(r#","exp":null,"flag":"LU","label":"Vaccinations","v":1"#)),
        link(&payload(r#","exp":1960140221000,"flag":"P""#)),
        link(&payload("").replace("https", "http")),
        format!("https://viewer.example/#{}", link(&payload(""))),
        link(&payload("")).replace("shlink:/", "vhlink://") + "=",
    ] {
        let verdict = judge(text.as_str(), &[]).unwrap();
        assert_eq!(reasons(&verdict), [Reason::LinkNotOpened], "{text}");
        assert_eq!(verdict.outcome(), Outcome::Undecided, "{text}");
        assert!(verdict.shown.is_none(), "{text}");
    }
}

/// What it led to is not known: amber as before.
#[test]
fn a_link_that_has_ended_says_so() {
    let ended = link(&payload(r#","exp":1760140221000,"flag":"P""#));
    let verdict = judge(ended.as_str(), &[]).unwrap();
    assert_eq!(reasons(&verdict), [Reason::LinkNotOpened, Reason::LinkExpired]);
    assert_eq!(verdict.outcome(), Outcome::Undecided);
}

#[test]
fn a_damaged_link_says_where() {
    for (text, expected) in [
        ("shlink:/%%%".to_owned(), Reason::Base64),
        (link("{"), Reason::Json),
        (link(r#"{"url":1,"url":2}"#), Reason::DuplicateKey),
        (link("{}"), Reason::Fields),
        (link(&payload("").replace(KEY, "AAAA")), Reason::Fields),
    ] {
        let verdict = judge(text.as_str(), &[]).unwrap();
        assert_eq!(reasons(&verdict), [expected], "{text}");
    }
    assert!(judge("https://viewer.example/#nothing", &[]).is_none());
}

/// Who reads a report of proven claims gets no link that nobody is proven to have signed, but for
/// the host of one that claims to be nobody's.
#[test]
fn a_report_shows_a_signed_link_as_it_shows_every_claim() {
    let issuer = Issuer::from_seed("links", "XX").unwrap();
    let signed = Content::HealthLink.text(&issuer, now(), now().plus_seconds(DAY));
    let forged = {
        let payload = Content::HealthLink.claims(&issuer, now(), now().plus_seconds(DAY));
        let mut envelope = Layers::close(&issuer, cbor::write(&payload)).envelope;
        *envelope.last_mut().unwrap() ^= 1;
        Layers::wrap(envelope).text
    };
    let bare = link(&payload(r#","label":"Maria's""#));
    let known = [issuer.list("list", Scope::Live, Some(now()))];
    let shown = |text: &str, lists: &[List], disclosure| {
        let verdict = judge(text, lists).unwrap();
        let (store, _) = TrustStore::of(lists);
        let report = report(Ok(&verdict), store.provenance(), None, disclosure);
        (report.link.map(|link| (!link.host.is_empty(), link.label.is_some())), report.proven)
    };
    use Disclosure::{Proven, Screen, Unproven};
    let whole = Some((true, true));
    for (why, text, lists, disclosure, expected) in [
        ("signed", &signed, &known[..], Proven, (whole, None)),
        ("signed", &signed, &known[..], Screen, (whole, Some(true))),
        ("by nobody known", &signed, &[], Proven, (None, None)),
        ("by nobody known", &signed, &[], Unproven, (whole, Some(false))),
        ("forged", &forged, &known[..], Proven, (None, None)),
        ("forged", &forged, &known[..], Screen, (None, None)),
        ("bare", &bare, &known[..], Proven, (Some((true, false)), None)),
        ("bare", &bare, &known[..], Screen, (whole, Some(false))),
    ] {
        assert_eq!(shown(text, lists, disclosure), expected, "{why}, {disclosure:?}");
    }
}
