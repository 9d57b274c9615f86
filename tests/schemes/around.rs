//! What stands around a certificate, what only looks like one, and what is wrapped as another.

use super::{DAY, judge, now, reasons};
use data_encoding::BASE64;
use vidimus::{
    display,
    envelope::cbor,
    issue::{Content, Draft, Entry, Issuer, Layers, SampleKind, specimen_lists, specimens},
    scheme::Scheme,
    signature::{Scope, Usage},
    trust::List,
    verdict::{Outcome, Reason},
};

fn issuer() -> Issuer {
    Issuer::from_seed("around", "XX").unwrap()
}

fn lists() -> [List; 1] {
    [issuer().list("list", Scope::Live, Some(now()))]
}

fn signed(content: Content) -> Layers {
    let claims = content.claims(&issuer(), now().plus_seconds(-DAY), now().plus_seconds(DAY));
    Layers::close(&issuer(), cbor::write(&claims))
}

/// Text files begin with a byte order mark, mails and scanners put white space around.
#[test]
fn marks_and_white_space_around_change_nothing() {
    let lists = specimen_lists();
    let good = specimens(now()).into_iter().filter(|made| made.kind == SampleKind::Good);
    let mut schemes = 0;
    for specimen in good {
        schemes += 1;
        let found = |content: Vec<u8>| {
            let verdict = judge(content, &lists)?;
            Some((verdict.scheme, verdict.outcome(), reasons(&verdict)))
        };
        let bare = found(specimen.content.clone());
        assert!(bare.is_some(), "{:?}", specimen.scheme);
        for before in ["\u{feff}", " \r\n\t", "\u{feff}\n "] {
            let after = match specimen.scheme {
                Scheme::Divoc => "", // an archive: its bytes end where it says
                _ => " \r\n",
            };
            let framed = [before.as_bytes(), &specimen.content, after.as_bytes()].concat();
            assert_eq!(found(framed), bare, "{:?} after {before:?}", specimen.scheme);
        }
    }
    assert_eq!(schemes, Scheme::ALL.len());
}

/// A person scans anything. What is no certificate has no verdict, and is not called damaged.
#[test]
fn what_only_looks_like_one_has_no_verdict() {
    for text in [
        r#"{"data":{"hdr":{"title":"Menu"},"page":2}}"#,
        r#"[{"data":[1,2],"hdr":"x"}]"#,
        "0oRomeo",
        "0oRD",
        "0oRDoSag",
        "{}",
        "\u{feff}",
    ] {
        assert!(judge(text, &[]).is_none(), "{text}");
    }
    // These can be nothing else.
    for (text, expected) in [
        ("2D3ShE%", Reason::Base64),
        (r#"{"data":{"hdr":{"t":"icao.vacc"}}}"#, Reason::Jws),
        (r#"{"data":{},"sig":{"sigvl":""}}"#, Reason::Claims),
    ] {
        assert_eq!(reasons(&judge(text, &[]).unwrap()), [expected], "{text}");
    }
}

/// The Base64 of pilgrims' cards is a wrapping. What is in it stays what it is, for which keys may
/// sign it depends on that.
#[test]
fn a_wrapping_makes_no_other_scheme() {
    for content in Content::ALL {
        if matches!(content, Content::Exemption | Content::SwissLight) {
            continue; // these are bound to their prefixes
        }
        let text = BASE64.encode(&signed(content).envelope);
        let wrapped = judge(text, &lists()).unwrap();
        let plain = judge(content.with_prefix(&signed(content).text), &lists()).unwrap();
        let expected = match plain.scheme {
            Some(Scheme::HealthLink) => Some(Scheme::Hajj),
            other => other,
        };
        assert_eq!(wrapped.scheme, expected, "{content:?}");
        assert_eq!(wrapped.outcome(), plain.outcome(), "{content:?}");
    }
}

/// A pass does not say what it rests on, so a key for one kind of event alone may not sign one.
#[test]
fn a_key_for_one_kind_of_event_signs_no_pass() {
    for content in [Content::NhsDomestic, Content::SwissLight] {
        let text = content.with_prefix(&signed(content).text);
        let mut lists = lists();
        assert_eq!(judge(text.as_str(), &lists).unwrap().outcome(), Outcome::Accept);
        lists[0].entries[0].usage = Usage { test: false, ..Usage::ANY };
        let verdict = judge(text, &lists).unwrap();
        assert_eq!(reasons(&verdict), [Reason::KeyUsage], "{content:?}");
    }
}

/// Names that are written to be read as others are no fault of the certificate that they are signed
/// in: they are shown as what they are.
#[test]
fn what_deceives_in_a_name_is_seen() {
    for (name, on_a_screen) in [
        ("MA\u{202e}AIR\u{202c}", "MA\u{fffd}AIR\u{fffd}"),
        ("MAR\u{200b}IA", "MAR\u{fffd}IA"),
        ("MARIA\u{1b}[2J\u{7}", "MARIA\u{fffd}[2J\u{fffd}"),
        // Cyrillic: letters are letters, and the Latin form stands beside.
        ("М\u{410}RIA", "М\u{410}RIA"),
    ] {
        let draft = Draft {
            surname: ("Specimen".into(), "SPECIMEN".into()),
            given: (name.into(), "MARIA".into()),
            date_of_birth: "1990".into(),
            entries: vec![Entry::Vaccination { dose: 2, doses: 2, date: "2026-12-01".into() }],
            issued: now().plus_seconds(-DAY),
            expires: now().plus_seconds(DAY),
        };
        let verdict = judge(draft.seal(&issuer()).text, &lists()).unwrap();
        assert_eq!(verdict.outcome(), Outcome::Accept, "{name:?}");
        let given = verdict.shown.unwrap().claims.credential.person.given;
        assert_eq!(given.as_deref(), Some(name), "programs get it as it is");
        assert_eq!(display::marked(name), on_a_screen);
    }
}
