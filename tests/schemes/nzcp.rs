//! NZ COVID Pass: sound passes, and each way of not being one with its reason.

use super::{DAY, judge, now, reasons};
use coset::{CoseSign1, CoseSign1Builder, HeaderBuilder, TaggedCborSerializable, iana};
use vidimus::{
    envelope::cbor::{self, Value},
    issue::{Issuer, PASS_KID, PassDraft, pass_code},
    scheme::Entry,
    signature::Scope,
    trust::{List, read},
    verdict::{Outcome, Reason},
};

const DID: &str = "did:web:nzcp.example";

fn issuer() -> Issuer {
    Issuer::from_seed("nzcp", "NZL").unwrap()
}

fn draft() -> PassDraft {
    PassDraft {
        did: DID.to_owned(),
        surname: Some("Specimen".to_owned()),
        given: "Maria Zoë".to_owned(),
        date_of_birth: "1990-05-13".to_owned(),
        not_before: now().plus_seconds(-DAY),
        expires: now().plus_seconds(DAY),
    }
}

/// What the reader makes of the document that `issuer` publishes as `did`.
fn list(issuer: &Issuer, did: &str, scope: Scope) -> List {
    let mut list = read::read(issuer.did_document(did).as_bytes(), None).unwrap();
    list.entries.iter_mut().for_each(|entry| entry.scope = Some(scope));
    list
}

fn lists() -> [List; 1] {
    [list(&issuer(), DID, Scope::Live)]
}

#[test]
fn a_sound_pass_is_accepted() {
    let verdict = judge(draft().seal(&issuer()), &lists()).unwrap();
    assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]));
    let claims = verdict.shown.unwrap().claims;
    assert_eq!(claims.issuer.as_deref(), Some(DID));
    let person = claims.credential.person;
    assert_eq!(person.surname.as_deref(), Some("Specimen"));
    assert_eq!(person.given.as_deref(), Some("Maria Zoë"));
    assert_eq!(person.date_of_birth.map(|date| date.iso()).as_deref(), Some("1990-05-13"));
    let [Entry::Pass(pass)] = claims.credential.entries.as_slice() else { unreachable!() };
    let uuid = "urn:uuid:00010203-0405-0607-0809-0a0b0c0d0e0f";
    assert_eq!(pass.identifier.as_deref(), Some(uuid));

    let nameless = PassDraft { surname: None, ..draft() }.seal(&issuer());
    let padded = draft().seal(&issuer());
    let padding = "=".repeat((8 - (padded.len() - "NZCP:/1/".len()) % 8) % 8);
    for text in [nameless, padded + &padding] {
        let verdict = judge(text, &lists()).unwrap();
        assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]));
    }
}

#[test]
fn every_fault_has_its_reason() {
    let issuer = issuer();
    let stranger = Issuer::from_seed("stranger", "NZL").unwrap();
    let signed = |claims: Value| pass_code(&issuer.pass(&cbor::write(&claims)));
    let without = |key: i64| {
        let Value::Map(mut claims) = draft().claims() else { unreachable!() };
        claims.retain(|(claim, _)| *claim != Value::from(key));
        signed(Value::Map(claims))
    };
    let with = |key: Value, value: Value| {
        let Value::Map(mut claims) = draft().claims() else { unreachable!() };
        claims.retain(|(claim, _)| *claim != key);
        claims.push((key, value));
        signed(Value::Map(claims))
    };
    let header = |header: HeaderBuilder, unprotected: HeaderBuilder| {
        let sign1 = CoseSign1Builder::new()
            .protected(header.build())
            .unprotected(unprotected.build())
            .payload(cbor::write(&draft().claims()))
            .create_signature(&[], |message| issuer.sign(message))
            .build();
        pass_code(&sign1.to_tagged_vec().unwrap())
    };
    let kid = || PASS_KID.as_bytes().to_vec();
    let es256 = || HeaderBuilder::new().algorithm(iana::Algorithm::ES256);
    let plain = HeaderBuilder::new;
    let envelope = issuer.pass(&cbor::write(&draft().claims()));
    let untagged = envelope.iter().skip(1).copied().collect::<Vec<_>>();
    let mut tampered = CoseSign1::from_tagged_slice(&envelope).unwrap();
    let forged = PassDraft { given: "Malte".to_owned(), ..draft() };
    tampered.payload = Some(cbor::write(&forged.claims()));
    let good = draft().seal(&issuer);
    let later = PassDraft { not_before: now().plus_seconds(DAY), ..draft() };
    let ended = PassDraft { expires: now().plus_seconds(-1), ..draft() };
    let elsewhere = PassDraft { did: "did:web:other.example".to_owned(), ..draft() };
    for (why, text, expected) in [
        ("another version", good.replace("/1/", "/2/"), Reason::SchemeUnsupported),
        ("small letters", good.replace("/1/", "/1/a"), Reason::Base32),
        ("cut short", good.split_at(good.len() - 8).0.to_owned(), Reason::Cbor),
        ("empty", "NZCP:/1/".to_owned(), Reason::Cbor),
        ("no tag", pass_code(&untagged), Reason::Cose),
        (
            "a byte too many",
            pass_code(&[envelope.as_slice(), &[0]].concat()),
            Reason::TrailingBytes,
        ),
        ("no kid", header(es256(), plain()), Reason::Cose),
        ("kid unprotected", header(es256(), plain().key_id(kid())), Reason::Cose),
        ("no algorithm", header(plain().key_id(kid()), plain()), Reason::Algorithm),
        (
            "another algorithm",
            header(plain().algorithm(iana::Algorithm::ES384).key_id(kid()), plain()),
            Reason::Algorithm,
        ),
        (
            "a critical header",
            header(es256().key_id(kid()).add_critical(iana::HeaderParameter::Iv), plain()),
            Reason::CriticalHeader,
        ),
        ("claims that are no map", signed("x".into()), Reason::Claims),
        ("no issuer", without(1), Reason::Claims),
        ("an issuer that is no DID", with(1.into(), "https://x.example".into()), Reason::Claims),
        ("no beginning", without(5), Reason::Claims),
        ("no end", without(4), Reason::Claims),
        ("no token", without(7), Reason::Claims),
        ("a token of 15 bytes", with(7.into(), Value::Bytes(vec![0; 15])), Reason::Claims),
        ("no credential", with("vc".into(), Value::Null), Reason::Claims),
        ("another type", with("vc".into(), Value::Map(vec![])), Reason::Claims),
        ("an end that is no time", with(4.into(), "x".into()), Reason::TimeUnreadable),
        ("tampered", pass_code(&tampered.to_tagged_vec().unwrap()), Reason::SignatureMismatch),
        ("signed by another", draft().seal(&stranger), Reason::SignatureMismatch),
        ("an issuer nobody knows", elsewhere.seal(&issuer), Reason::UnknownIssuer),
        ("not yet", later.seal(&issuer), Reason::NotYetValid),
        ("no more", ended.seal(&issuer), Reason::Expired),
    ] {
        let verdict = judge(text, &lists()).expect(why);
        assert_eq!(reasons(&verdict), [expected], "{why}");
        assert_ne!(verdict.outcome(), Outcome::Accept, "{why}");
    }
    assert!(judge("NZCP:", &lists()).is_none());
    assert!(judge("NZCP:1/A", &lists()).is_none());

    let test = [list(&issuer, DID, Scope::Test)];
    assert_eq!(reasons(&judge(good, &test).unwrap()), [Reason::Specimen]);
}

/// The key is good and another issuer's: it is never tried.
#[test]
fn a_key_signs_for_its_own_issuer_alone() {
    let other = list(&issuer(), "did:web:other.example", Scope::Live);
    let verdict = judge(draft().seal(&issuer()), &[other]).unwrap();
    assert_eq!(reasons(&verdict), [Reason::UnknownIssuer]);
}

#[test]
fn no_bit_can_be_changed() {
    let envelope = issuer().pass(&cbor::write(&draft().claims()));
    for at in 0..envelope.len() * 8 {
        let mut flipped = envelope.clone();
        if let Some(byte) = flipped.get_mut(at / 8) {
            *byte ^= 1 << (at % 8);
        }
        let verdict = judge(pass_code(&flipped), &lists());
        let accepted = verdict.is_some_and(|verdict| verdict.outcome() == Outcome::Accept);
        assert!(!accepted, "bit {at}");
    }
}
