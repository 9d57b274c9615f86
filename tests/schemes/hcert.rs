//! The schemes that share the EU's envelope.

use super::{DAY, NOW, judge, now, reasons};
use vidimus::{
    envelope::cbor::{self, Value},
    issue::{Content, Issuer, Layers},
    moment::Moment,
    scheme::{Entry, Scheme},
    signature::{Scope, Usage},
    verdict::{Outcome, Reason},
};

fn issuer() -> Issuer {
    Issuer::from_seed("hcert family", "XX").unwrap()
}

fn lists() -> [vidimus::trust::List; 1] {
    [issuer().list("list", Scope::Live, Some(now()))]
}

fn scheme(content: Content) -> Scheme {
    match content {
        Content::DdccBare | Content::DdccTest | Content::DdccVaccination => Scheme::WhoDdcc,
        Content::Exemption => Scheme::Exemption,
        Content::HealthLink => Scheme::HealthLink,
        Content::Icvp => Scheme::Icvp,
        Content::NhsDomestic => Scheme::NhsDomestic,
        Content::RacselDdvc => Scheme::RacselDdvc,
        Content::SwissLight => Scheme::SwissLight,
    }
}

fn good(content: Content) -> String {
    content.text(&issuer(), now().plus_seconds(-DAY), now().plus_seconds(DAY))
}

#[test]
fn each_content_is_read_and_accepted_but_a_link() {
    for content in Content::ALL {
        let verdict = judge(good(content), &lists()).unwrap();
        assert_eq!(verdict.scheme, Some(scheme(content)), "{content:?}");
        let expected = match content {
            Content::HealthLink => (Outcome::Undecided, vec![Reason::LinkNotOpened]),
            _ => (Outcome::Accept, vec![]),
        };
        assert_eq!((verdict.outcome(), reasons(&verdict)), expected, "{content:?}");
        let shown = verdict.shown.unwrap();
        assert!(shown.signer.is_some(), "{content:?}");
        let credential = shown.claims.credential;
        let is_link = content == Content::HealthLink;
        assert_eq!(credential.person.surname.is_none(), is_link, "{content:?}");
        assert_eq!(credential.entries.is_empty(), is_link, "{content:?}");
    }
}

#[test]
fn what_they_say_is_read() {
    let entry = |content| {
        let shown = judge(good(content), &lists()).unwrap().shown.unwrap();
        (shown.claims.credential.person, shown.claims.credential.entries[0].clone())
    };
    let (person, event) = entry(Content::Icvp);
    assert_eq!(person.document.as_deref(), Some("P0000000"));
    let Entry::Vaccination(given) = event else { panic!("{event:?}") };
    let from = now().plus_seconds(-161 * DAY).rfc3339().unwrap();
    assert_eq!(given.valid_from.map(|date| date.iso()).as_deref(), from.get(..10));
    let (_, event) = entry(Content::DdccTest);
    assert!(matches!(event, Entry::Test(_)), "{event:?}");
    let (_, event) = entry(Content::DdccVaccination);
    let Entry::Vaccination(given) = event else { panic!("{event:?}") };
    assert_eq!(given.product.as_deref(), Some("Comirnaty"));
    assert_eq!((given.dose, given.doses), (Some(2), Some(2)));
    let (_, event) = entry(Content::Exemption);
    let Entry::Exemption(exemption) = event else { panic!("{event:?}") };
    let tomorrow = now().plus_seconds(DAY).rfc3339().unwrap();
    assert_eq!(exemption.valid_until.map(|date| date.iso()).as_deref(), tomorrow.get(..10));
}

#[test]
fn each_fault_has_its_reason() {
    for content in Content::ALL {
        let judged = |text: String| reasons(&judge(text, &lists()).unwrap());
        let stranger = Issuer::from_seed("nobody", "XX").unwrap();
        let (begin, end) = (now().plus_seconds(-DAY), now().plus_seconds(DAY));
        let text = content.text(&stranger, begin, end);
        let unknown = judged(text);
        assert!(unknown.contains(&Reason::UnknownIssuer), "{content:?}: {unknown:?}");

        let past = Moment::from_unix_seconds(NOW - 2 * DAY);
        let expired = judged(content.text(&issuer(), past, past));
        let ended = match content {
            // What it led to is not known: amber as before.
            Content::HealthLink => [Reason::LinkNotOpened, Reason::LinkExpired].as_slice(),
            _ => &[Reason::Expired],
        };
        assert_eq!(expired, ended, "{content:?}");

        // Signed as it is, and then changed.
        let payload = cbor::write(&content.claims(&issuer(), begin, end));
        let mut layers = Layers::close(&issuer(), payload);
        let last = layers.envelope.len() - 1;
        layers.envelope[last] ^= 1;
        let forged = content.with_prefix(&Layers::wrap(layers.envelope).text);
        assert_eq!(judged(forged).first(), Some(&Reason::SignatureMismatch), "{content:?}");
    }
}

/// The code is in force, and what it attests is not.
#[test]
fn what_an_event_says_of_its_own_period_is_judged() {
    let icvp = |member: &str, day: &str| {
        let given = [("dt", "2009-01-01"), ("vp", "x"), (member, day)];
        let given = given.map(|(key, value)| (Value::from(key), Value::from(value)));
        let content = vec![("n".into(), "A".into()), ("v".into(), Value::Map(given.to_vec()))];
        let hcert = vec![((-6).into(), Value::Map(content))];
        let cwt = vec![(6.into(), (NOW - DAY).into()), ((-260).into(), Value::Map(hcert))];
        let text = Layers::close(&issuer(), cbor::write(&Value::Map(cwt))).text;
        reasons(&judge(text, &lists()).unwrap())
    };
    let day = |days: i64| now().plus_seconds(days * DAY).rfc3339().unwrap()[..10].to_owned();
    let (expired, early) = (vec![Reason::Expired], vec![Reason::NotYetValid]);
    for (member, day, expected) in [
        ("vle", day(-2), expired.clone()),
        ("vle", "2011".to_owned(), expired),
        ("vle", day(0), vec![]),
        ("vle", "2027".to_owned(), vec![]),
        ("vle", "life of person vaccinated".to_owned(), vec![]),
        ("vls", day(2), early.clone()),
        ("vls", "2030-01".to_owned(), early),
        ("vls", day(0), vec![]),
    ] {
        assert_eq!(icvp(member, &day), expected, "{member} {day}");
    }
    let ended = now().plus_seconds(-3 * DAY);
    for content in [Content::Exemption, Content::NhsDomestic] {
        let Value::Map(mut claims) = content.claims(&issuer(), ended, ended) else { panic!() };
        claims.retain(|(claim, _)| *claim != Value::from(4));
        let text = Layers::close(&issuer(), cbor::write(&Value::Map(claims))).text;
        let verdict = judge(content.with_prefix(&text), &lists()).unwrap();
        assert_eq!(reasons(&verdict), [Reason::Expired], "{content:?}");
    }
}

/// A DDCC counts while both its envelope and it say so.
#[test]
fn a_ddcc_has_its_own_period() {
    let text = |key: &str, value: &str| (Value::from(key), Value::from(value));
    let judged = |cwt: Vec<(Value, Value)>| {
        let text = Layers::close(&issuer(), cbor::write(&Value::Map(cwt))).text;
        reasons(&judge(text, &lists()).unwrap())
    };
    let flat = |more: Vec<(Value, Value)>| {
        judged([vec![text("name", "A"), text("vaccine", "B")], more].concat())
    };
    assert_eq!(flat(vec![]), []);
    assert_eq!(flat(vec![(4.into(), (NOW - 1).into())]), [Reason::Expired], "the CWT's own end");
    assert_eq!(flat(vec![text("valid_until", "2020-01-01")]), [Reason::Expired]);
    assert_eq!(flat(vec![text("valid_until", "2027-12")]), [], "to the end of the month");
    // The moment is 08:00 UTC: it is tomorrow in Auckland after noon, and yesterday in Honolulu.
    let day = |days: i64| now().plus_seconds(days * DAY).rfc3339().unwrap()[..10].to_owned();
    assert_eq!(flat(vec![text("valid_from", &day(0)), text("valid_until", &day(0))]), []);
    assert_eq!(flat(vec![text("valid_until", &day(-1))]), [], "still yesterday somewhere");
    assert_eq!(flat(vec![text("valid_until", &day(-2))]), [Reason::Expired]);
    let end = ("valid_until".into(), Value::from(1));
    assert_eq!(flat(vec![end]), [Reason::TimeUnreadable], "a number is no day");
    assert_eq!(flat(vec![text("valid_from", "2030-01-01")]), [Reason::NotYetValid]);
    assert_eq!(flat(vec![text("valid_until", "soon")]), [Reason::TimeUnreadable]);
    let nested = |period: Vec<(Value, Value)>, several: usize| {
        let certificate = Value::Map(vec![("period".into(), Value::Map(period))]);
        let given = Value::Array(vec![Value::Map(vec![text("vaccine", "B")]); several]);
        let content = vec![
            text("name", "A"),
            ("vaccination".into(), given),
            ("certificate".into(), certificate),
        ];
        let hcert = Value::Map(vec![(3.into(), Value::Array(vec![Value::Map(content)]))]);
        judged(vec![((-260).into(), hcert)])
    };
    assert_eq!(nested(vec![], 1), []);
    assert_eq!(nested(vec![], 2), [Reason::SeveralEntries]);
    assert_eq!(nested(vec![text("end", "2021-01-01")], 1), [Reason::Expired]);
    assert_eq!(nested(vec![text("start", "2030-01-01")], 1), [Reason::NotYetValid]);
}

/// What may be signed under one prefix or key may not be shown under another.
#[test]
fn prefixes_and_usage_are_bound() {
    let text = good(Content::Exemption);
    let as_dcc = format!("HC1:{}", text.split_once(':').unwrap().1);
    let verdict = judge(as_dcc, &lists()).unwrap();
    assert_eq!(reasons(&verdict), [Reason::NoEntry], "an exemption is no DCC");
    for content in [Content::Icvp, Content::DdccVaccination, Content::HealthLink] {
        for prefix in ["AT1", "LT1"] {
            let body = good(content);
            let text = format!("{prefix}:{}", body.split_once(':').unwrap().1);
            assert_eq!(reasons(&judge(text, &lists()).unwrap()), [Reason::Claims], "{content:?}");
        }
    }
    let mut lists = lists();
    lists[0].entries[0].usage = Usage { vaccination: false, ..Usage::ANY };
    for content in [Content::Exemption, Content::Icvp, Content::DdccVaccination] {
        let verdict = judge(good(content), &lists).unwrap();
        assert_eq!(reasons(&verdict), [Reason::KeyUsage], "{content:?}");
    }
    // A key of one of WHO's networks does not sign for another.
    lists[0].entries[0].usage = Usage::ANY;
    lists[0].entries[0].domain = Some("DCC".to_owned());
    let verdict = judge(good(Content::Icvp), &lists).unwrap();
    assert_eq!(reasons(&verdict)[0], Reason::UnknownIssuer);
}

#[test]
fn what_stands_in_the_claim_is_demanded() {
    let (begin, end) = (NOW - DAY, NOW + DAY);
    let with = |key: i64, content: Value| {
        let cwt = Value::Map(vec![
            (4.into(), end.into()),
            (6.into(), begin.into()),
            ((-260).into(), Value::Map(vec![(key.into(), content)])),
        ]);
        let text = Layers::close(&issuer(), cbor::write(&cwt)).text;
        reasons(&judge(text, &lists()).unwrap())
    };
    for key in [3, 4, -6] {
        assert_eq!(with(key, Value::Map(Vec::new())), [Reason::Claims], "{key}: nobody");
        assert_eq!(with(key, "text".into()), [Reason::Claims], "{key}: no map");
    }
    assert_eq!(with(5, "no link".into()), [Reason::Claims]);
    assert_eq!(with(99, Value::Map(Vec::new())), [Reason::Claims], "not known");
    // WHO's code of 2022 has a DDCC where the EU's certificate stands.
    let ddcc = [("name", "A"), ("vaccine", "B")].map(|(key, value)| (key.into(), value.into()));
    assert_eq!(with(1, Value::Map(ddcc.to_vec())), []);
    // Null is as good as absent.
    let dcc = |more: &str, listed: Value| {
        let name = Value::Map(vec![("fn".into(), "A".into())]);
        with(1, Value::Map(vec![("nam".into(), name), (more.into(), listed)]))
    };
    for member in ["v", "d"] {
        assert_eq!(dcc(member, Value::Null), [Reason::NoEntry], "{member}");
        assert_eq!(dcc(member, "text".into()), [Reason::Claims], "{member}");
    }
    assert_eq!(with(-7, Value::Map(Vec::new())), [Reason::SchemeUnsupported], "medicines");
}
