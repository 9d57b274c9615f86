//! SMART Health Cards: sound cards in every form, and each way of not being one with its reason.

use super::{DAY, NOW, judge, now, reasons};
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use serde_json::{Value, json};
use vidimus::{
    issue::{CardDraft, Issuer, card_code, card_codes},
    pipeline::{self, World},
    policy::Policy,
    scan::Scanned,
    scheme::{Entry, TestMethod, TestResult},
    signature::Scope,
    trust::{List, TrustStore, read},
    verdict::{NoVerdict, Outcome, Reason, Verdict},
};

const URL: &str = "https://health.example/cards";

fn issuer() -> Issuer {
    Issuer::from_seed("cards", "USA").unwrap()
}

fn draft() -> CardDraft {
    CardDraft {
        url: URL.to_owned(),
        surname: "Specimen".to_owned(),
        given: vec!["Maria".to_owned(), "Zoë".to_owned()],
        date_of_birth: "1990-05-13".to_owned(),
        resources: vec![CardDraft::dose("208", "2026-01-02"), CardDraft::dose("207", "2026-02-03")],
        issued: now().plus_seconds(-DAY),
        expires: Some(now().plus_seconds(DAY)),
    }
}

/// What the reader makes of the set that `issuer` publishes at `url`.
fn list(issuer: &Issuer, url: &str, scope: Scope) -> List {
    let mut list = read::read(issuer.jwk_set().as_bytes(), None).unwrap();
    for entry in &mut list.entries {
        entry.scope = Some(scope);
        entry.issuer = Some(url.to_owned());
    }
    list
}

fn lists() -> [List; 1] {
    [list(&issuer(), URL, Scope::Live)]
}

/// The verdicts on several inputs that came together.
fn judge_together(texts: &[&str]) -> Vec<Option<Verdict>> {
    let inputs = texts.iter().map(|text| Scanned::new(*text).unwrap()).collect();
    let gathered = pipeline::gather(inputs);
    gathered.iter().map(|input| judge(input.bytes(), &lists())).collect()
}

fn all_accepted(verdicts: &[Option<Verdict>]) -> bool {
    verdicts
        .iter()
        .all(|verdict| verdict.as_ref().is_some_and(|verdict| verdict.outcome() == Outcome::Accept))
}

#[test]
fn a_sound_card_is_accepted_in_every_form() {
    let jws = draft().seal(&issuer());
    for text in [
        card_code(&jws),
        card_code(&jws).replace("shc:/", "SHC:/"),
        card_codes(&jws, 1).concat(),
        card_codes(&jws, 3).join("\n"),
        jws.clone(),
        json!({ "verifiableCredential": [jws] }).to_string(),
        format!(" \t\n{{ \"verifiableCredential\" :\n[ \"{jws}\" ] }}\n"),
    ] {
        let verdict = judge(text.as_str(), &lists()).expect(&text);
        assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]), "{text}");
    }
    let claims = judge(jws, &lists()).unwrap().shown.unwrap().claims;
    assert_eq!(claims.issuer.as_deref(), Some(URL));
    let person = claims.credential.person;
    assert_eq!(person.surname.as_deref(), Some("Specimen"));
    assert_eq!(person.given.as_deref(), Some("Maria Zoë"));
    assert_eq!(person.date_of_birth.map(|date| date.iso()).as_deref(), Some("1990-05-13"));
    let [Entry::Vaccination(first), Entry::Vaccination(second)] =
        claims.credential.entries.as_slice()
    else {
        unreachable!()
    };
    assert_eq!(first.product.as_deref(), Some("Comirnaty"));
    assert_eq!(first.disease.as_deref(), Some("COVID-19"));
    assert_eq!(first.date.map(|date| date.iso()).as_deref(), Some("2026-01-02"));
    assert_eq!(first.lot.as_deref(), Some("SPECIMEN-1"));
    assert_eq!(second.product.as_deref(), Some("Spikevax"));
}

#[test]
fn known_deviations_are_tolerated() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut claims = draft().claims();
        change(&mut claims);
        issuer().card(claims.to_string().as_bytes())
    };
    let begin: f64 = 1_799_999_999.657;
    for (why, jws) in [
        ("a fraction in nbf", with(&|claims| claims["nbf"] = begin.into())),
        ("no end", with(&|claims| claims["exp"] = Value::Null)),
        (
            "more types",
            with(&|claims| {
                claims["vc"]["type"].as_array_mut().unwrap().push("VerifiableCredential".into())
            }),
        ),
        (
            "references that lead nowhere",
            with(&|claims| {
                let entry = &mut claims["vc"]["credentialSubject"]["fhirBundle"]["entry"][1];
                entry["resource"]["patient"]["reference"] = "Patient/resource0".into();
            }),
        ),
    ] {
        let verdict = judge(jws, &lists()).expect(why);
        assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]), "{why}");
    }
}

#[test]
fn only_what_happened_is_an_event() {
    let entries = |resources: Vec<Value>| {
        let card = CardDraft { resources, ..draft() }.seal(&issuer());
        let verdict = judge(card, &lists()).unwrap();
        assert_eq!(verdict.outcome(), Outcome::Accept);
        let reasons = reasons(&verdict);
        (verdict.shown.unwrap().claims.credential.entries, reasons)
    };
    let changed = |mut resource: Value, member: &str, value: Value| {
        resource[member] = value;
        resource
    };
    let dose = || CardDraft::dose("208", "2026-01-02");
    let test = |loinc, snomed| CardDraft::test(loinc, "2026-11-30T10:00:00Z", snomed);
    for nothing in [
        json!({ "resourceType": "Condition" }),
        json!({}),
        changed(dose(), "status", "not-done".into()),
        changed(dose(), "status", "entered-in-error".into()),
        changed(dose(), "status", Value::Null),
        changed(dose(), "isSubpotent", true.into()),
        changed(test("94500-6", "260415000"), "status", "preliminary".into()),
        test("718-7", "1"),
    ] {
        let (entries, reasons) = entries(vec![nothing.clone()]);
        assert!(entries.is_empty(), "{nothing}");
        assert_eq!(reasons, [Reason::NoKnownEntry], "{nothing}");
    }
    let of_test = |loinc, snomed| {
        let (entries, _) = entries(vec![test(loinc, snomed)]);
        let [Entry::Test(test)] = entries.as_slice() else { unreachable!() };
        (test.method, test.result, test.disease.clone())
    };
    let covid = || Some("COVID-19".to_owned());
    let naat = Some(TestMethod::Naat);
    assert_eq!(of_test("94500-6", "260415000"), (naat, Some(TestResult::Negative), covid()));
    assert_eq!(of_test("94500-6", "260373001"), (naat, Some(TestResult::Positive), covid()));
    assert_eq!(of_test("94500-6", "1"), (naat, Some(TestResult::Other), covid()));
    let unknown = (Some(TestMethod::Other), Some(TestResult::Negative), None);
    assert_eq!(of_test("1-8", "260415000"), unknown);
    let (unknown, _) = entries(vec![CardDraft::dose("9999", "2026-01-02")]);
    let [Entry::Vaccination(unknown)] = unknown.as_slice() else { unreachable!() };
    assert_eq!((unknown.product.as_deref(), unknown.disease.as_deref()), (Some("9999"), None));
}

#[test]
fn every_fault_has_its_reason() {
    let issuer = issuer();
    let stranger = Issuer::from_seed("stranger", "USA").unwrap();
    let good = draft().seal(&issuer);
    let claims = draft().claims().to_string();
    let packed = compress_to_vec(claims.as_bytes(), 9);
    let header = |member: &str, value: Value| {
        let mut header = issuer.card_header();
        header[member] = value;
        card_code(&issuer.jws(&header, &packed))
    };
    let payload = |payload: &[u8]| card_code(&issuer.jws(&issuer.card_header(), payload));
    let with = |change: &dyn Fn(&mut Value)| {
        let mut claims = draft().claims();
        change(&mut claims);
        issuer.card(claims.to_string().as_bytes())
    };
    let bundle = |bundle: Value| {
        with(&|claims| {
            claims["vc"]["credentialSubject"]["fhirBundle"] = bundle.clone();
        })
    };
    let resources =
        |count| bundle(json!({ "resourceType": "Bundle", "entry": vec![json!({}); count] }));
    let [head, body, signature]: [&str; 3] =
        good.split('.').collect::<Vec<_>>().try_into().unwrap();
    let forged = CardDraft { given: vec!["Malte".to_owned()], ..draft() }.seal(&stranger);
    let forged = format!("{head}.{}.{signature}", forged.split('.').nth(1).unwrap());
    let mut signed_by_another = issuer.card_header();
    signed_by_another["kid"] = issuer.jwk()["kid"].clone();
    let file = |card: &str| json!({ "verifiableCredential": [card] }).to_string();
    let twice = claims.replacen('{', r#"{"iss":"https://other.example","#, 1);
    let bomb = compress_to_vec(&vec![b' '; 10_000_000], 9);
    for (why, text, expected) in [
        // The digits.
        ("an odd digit", card_code(&good) + "1", Reason::Numeric),
        ("a pair beyond z", "shc:/99".to_owned(), Reason::Numeric),
        ("no digits", "shc:/".to_owned(), Reason::Jws),
        ("the third of two", "shc:/3/2/56".to_owned(), Reason::Fields),
        // The JWS.
        ("two parts", card_code(&format!("{head}.{body}")), Reason::Jws),
        ("four parts", card_code(&format!("{good}.x")), Reason::Jws),
        ("no signature", card_code(&format!("{head}.{body}.")), Reason::Jws),
        ("a slash in Base64url", card_code(&good.replacen(".", "./", 1)), Reason::Base64),
        ("a header that is no JSON", card_code(&issuer.jws(&"x".into(), &packed)), Reason::Jws),
        ("a header member twice", card_code(&twice_in_header(&good)), Reason::DuplicateKey),
        ("no zip", header("zip", Value::Null), Reason::Jws),
        ("another zip", header("zip", "GZ".into()), Reason::Jws),
        ("no kid", header("kid", Value::Null), Reason::Jws),
        ("no kid, alone", header("kid", "".into()), Reason::Jws),
        ("a critical header", header("crit", json!(["b64"])), Reason::CriticalHeader),
        ("alg none", header("alg", "none".into()), Reason::Algorithm),
        ("alg HS256", header("alg", "HS256".into()), Reason::Algorithm),
        ("no alg", header("alg", Value::Null), Reason::Algorithm),
        ("in a file", file("eyJ"), Reason::Jws),
        ("a file that is cut", file(&good).replace("\"]}", ""), Reason::Json),
        // The payload.
        (
            "zlib instead of deflate",
            payload(&compress_to_vec_zlib(claims.as_bytes(), 9)),
            Reason::Compression,
        ),
        ("not deflated", payload(claims.as_bytes()), Reason::Compression),
        (
            "a byte after the stream",
            payload(&[packed.as_slice(), &[0]].concat()),
            Reason::TrailingBytes,
        ),
        ("ten megabytes", payload(&bomb), Reason::SizeLimit),
        ("no JSON", issuer.card(b"{"), Reason::Json),
        ("nested deeply", issuer.card("[".repeat(100_000).as_bytes()), Reason::Json),
        ("a claim twice", issuer.card(twice.as_bytes()), Reason::DuplicateKey),
        // The claims.
        ("no issuer", with(&|claims| claims["iss"] = 1.into()), Reason::Claims),
        ("no beginning", with(&|claims| claims["nbf"] = Value::Null), Reason::Claims),
        ("another type", with(&|claims| claims["vc"]["type"] = json!(["x"])), Reason::Claims),
        ("no bundle", bundle(Value::Null), Reason::Claims),
        ("an empty bundle", resources(0), Reason::Claims),
        ("a bundle of nobody", resources(1), Reason::Claims),
        ("501 resources", resources(501), Reason::Claims),
        (
            "a beginning that is no time",
            with(&|claims| claims["nbf"] = "x".into()),
            Reason::TimeUnreadable,
        ),
        (
            "an end beyond all numbers",
            with(&|claims| claims["exp"] = 1e300.into()),
            Reason::TimeUnreadable,
        ),
        // The signature, and whose it is.
        ("tampered", forged, Reason::SignatureMismatch),
        (
            "another key under this kid",
            stranger.jws(&signed_by_another, &packed),
            Reason::SignatureMismatch,
        ),
        (
            "a signature of 63 bytes",
            format!("{head}.{body}.{}", "A".repeat(84)),
            Reason::SignatureMalformed,
        ),
        ("an issuer nobody knows", draft().seal(&stranger), Reason::UnknownIssuer),
        (
            "another issuer",
            with(&|claims| claims["iss"] = "https://other.example".into()),
            Reason::IssuerMismatch,
        ),
        (
            "a slash after the issuer",
            with(&|claims| claims["iss"] = format!("{URL}/").into()),
            Reason::IssuerMismatch,
        ),
        // The times.
        ("not yet", with(&|claims| claims["nbf"] = (NOW + DAY).into()), Reason::NotYetValid),
        ("milliseconds", with(&|claims| claims["nbf"] = (NOW * 1000).into()), Reason::NotYetValid),
        ("no more", with(&|claims| claims["exp"] = (NOW - 1).into()), Reason::Expired),
    ] {
        let verdict = judge(text, &lists()).expect(why);
        assert_eq!(reasons(&verdict), [expected], "{why}");
        assert_ne!(verdict.outcome(), Outcome::Accept, "{why}");
    }
    for text in ["shc:5676", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA", r#"{"verifiableCredential":[]}"#] {
        assert!(judge(text, &lists()).is_none(), "{text}");
    }
    let test = [list(&issuer, URL, Scope::Test)];
    assert_eq!(reasons(&judge(good, &test).unwrap()), [Reason::Specimen]);
}

/// The same card with a header that names its algorithm twice.
fn twice_in_header(jws: &str) -> String {
    let header = r#"{"alg":"none","alg":"ES256","zip":"DEF","kid":"x"}"#;
    let (_, rest) = jws.split_once('.').unwrap();
    use base64ct::{Base64UrlUnpadded, Encoding};
    format!("{}.{rest}", Base64UrlUnpadded::encode_string(header.as_bytes()))
}

/// One key serves many issuers, as the hosts of hundreds of clinics do it.
#[test]
fn a_key_of_several_issuers_signs_for_each_of_them() {
    let urls = ["https://a.example", "https://b.example", "https://c.example"];
    let lists = urls.map(|url| list(&issuer(), url, Scope::Live));
    for url in urls {
        let card = CardDraft { url: url.to_owned(), ..draft() }.seal(&issuer());
        let verdict = judge(card, &lists).unwrap();
        assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]), "{url}");
        let signer = verdict.shown.unwrap().signer.unwrap();
        assert_eq!(signer.issuer.as_deref(), Some(url));
    }
    let verdict = judge(draft().seal(&issuer()), &lists).unwrap();
    assert_eq!(reasons(&verdict), [Reason::IssuerMismatch]);
}

/// Not a verdict: what it will be is not known before the others are there.
#[test]
fn a_code_of_three_is_no_certificate_yet() {
    let good = draft().seal(&issuer());
    let (store, _) = TrustStore::of(&[]);
    let world = World { trust: &store, policy: Policy::default(), at: now(), clock: None };
    let first = card_codes(&good, 3).first().unwrap().clone();
    let verdict = pipeline::verify(&Scanned::new(first).unwrap(), &world);
    assert_eq!(verdict.unwrap_err(), NoVerdict::PartsMissing { have: 1, total: 3 });
}

#[test]
fn codes_that_come_together_are_put_together() {
    // The end and the name stand near the beginning, the last dose near the end.
    let cards = [("Maria", 1), ("Malte", 20), ("Zoë", 300)].map(|(given, days)| {
        let (given, expires) = (vec![given.to_owned()], Some(now().plus_seconds(days * DAY)));
        CardDraft { given, expires, ..draft() }.seal(&issuer())
    });
    let [first, second, third] = cards.each_ref().map(|card| card_codes(card, 2));
    let whole = card_code(&cards[2]);
    assert_ne!(first[0], second[0], "cards that differ in every code");
    // In any order, and one of them twice.
    for order in [[0, 1, 0], [1, 0, 1]] {
        let texts = order.map(|n| first.get(n).unwrap().as_str());
        let verdicts = judge_together(&texts);
        assert!(verdicts.len() == 1 && all_accepted(&verdicts), "{order:?}");
    }
    // Of several cards, mixed, with a whole one between them.
    let mixed = [&second[1], &whole, &first[0], &second[0], &third[1], &first[1], &third[0]];
    let verdicts = judge_together(&mixed.map(String::as_str));
    assert!(verdicts.len() == 4 && all_accepted(&verdicts), "{verdicts:?}");
    // Pieces of two cards are no card.
    let verdicts = judge_together(&[&first[0], &second[1]]);
    let [Some(verdict)] = verdicts.as_slice() else { unreachable!() };
    assert_ne!(verdict.outcome(), Outcome::Accept);
    // The members of a family may have a piece in common.
    let [one, twin] = ["2026-02-03", "2026-03-02"].map(|day| {
        let resources = vec![CardDraft::dose("208", "2026-01-02"), CardDraft::dose("207", day)];
        let claims = CardDraft { resources, ..draft() }.claims().to_string();
        // Not compressed: one other letter changes all of what is.
        let stored = compress_to_vec(claims.as_bytes(), 0);
        card_codes(&issuer().jws(&issuer().card_header(), &stored), 2)
    });
    assert_eq!(one[0], twin[0]);
    let verdicts = judge_together(&[&one[1], &one[0], &twin[1]]);
    assert!(verdicts.len() == 2 && all_accepted(&verdicts), "{verdicts:?}");
    // A card, and a piece of another; pieces of two cards, each without the other one.
    let verdicts = judge_together(&[&first[0], &second[0], &first[1]]);
    let [Some(good), None] = verdicts.as_slice() else { unreachable!("{verdicts:?}") };
    assert_eq!(good.outcome(), Outcome::Accept);
    assert_eq!(judge_together(&[&first[0], &second[0]]), [None], "no verdict on a piece");
    // More at once than are tried: refused, and never mixed.
    let crowd: Vec<String> = (0..30)
        .flat_map(|n| {
            let expires = Some(now().plus_seconds(n * DAY));
            card_codes(&CardDraft { expires, ..draft() }.seal(&issuer()), 2)
        })
        .collect();
    let verdicts = judge_together(&crowd.iter().map(String::as_str).collect::<Vec<_>>());
    let [Some(crowd)] = verdicts.as_slice() else { unreachable!("{verdicts:?}") };
    assert_eq!(reasons(crowd), [Reason::Fields]);
    // One of two.
    let verdicts = judge_together(&[&first[0], "something else", &first[0]]);
    assert_eq!(verdicts, [None, None], "no verdict on a piece");
    // A damaged code stands for itself.
    let verdicts = judge_together(&[&first[0], &first[1], "shc:/3/2/56"]);
    let [Some(good), Some(bad)] = verdicts.as_slice() else { unreachable!("{verdicts:?}") };
    assert_eq!((good.outcome(), reasons(bad)), (Outcome::Accept, vec![Reason::Fields]));
}

#[test]
fn a_card_is_of_one_person() {
    let entry = |url: &str, resource: Value| json!({ "fullUrl": url, "resource": resource });
    let patient = |name: &str| json!({ "resourceType": "Patient", "name": [{ "text": name }] });
    let dose = |reference: &str| {
        let mut dose = CardDraft::dose("208", "2026-01-02");
        dose["patient"]["reference"] = reference.into();
        dose
    };
    let of_two = |references: [&str; 2]| {
        let [first, second] = references.map(|reference| entry("resource:2", dose(reference)));
        let (a, b) = (entry("resource:0", patient("A")), entry("resource:1", patient("B")));
        let mut claims = draft().claims();
        claims["vc"]["credentialSubject"]["fhirBundle"]["entry"] = json!([a, b, first, second]);
        judge(issuer().card(claims.to_string().as_bytes()), &lists()).unwrap()
    };
    let of_one = of_two(["resource:1", "resource:1"]);
    assert_eq!(reasons(&of_one), []);
    let person = of_one.shown.unwrap().claims.credential.person;
    assert_eq!(person.surname.as_deref(), Some("B"));
    for references in [["resource:0", "resource:1"], ["resource:0", "Patient/0"]] {
        assert_eq!(reasons(&of_two(references)), [Reason::Claims], "{references:?}");
    }
}

#[test]
fn a_file_of_several_cards_is_taken_apart() {
    let cards = [draft().seal(&issuer()), draft().seal(&issuer()), "eyJ".to_owned()];
    let file = json!({ "verifiableCredential": cards }).to_string();
    let verdicts = judge_together(&["before", &file, "after"]);
    let [None, Some(first), Some(second), Some(broken), None] = verdicts.as_slice() else {
        unreachable!("{verdicts:?}")
    };
    assert_eq!((first.outcome(), second.outcome()), (Outcome::Accept, Outcome::Accept));
    assert_eq!(reasons(broken), [Reason::Jws]);
    // Without that there is no one verdict on it.
    assert_eq!(reasons(&judge(file, &lists()).unwrap()), [Reason::SchemeUnsupported]);
}

#[test]
fn no_character_can_be_changed() {
    let jws = draft().seal(&issuer());
    for at in 0..jws.len() {
        for bit in 0..6 {
            let mut flipped = jws.clone().into_bytes();
            if let Some(byte) = flipped.get_mut(at) {
                *byte ^= 1 << bit;
            }
            let Ok(text) = String::from_utf8(flipped) else { continue };
            let verdict = judge(text.as_str(), &lists());
            let accepted = verdict.is_some_and(|verdict| verdict.outcome() == Outcome::Accept);
            assert!(!accepted, "character {at}, bit {bit}");
        }
    }
}
