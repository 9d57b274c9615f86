//! France's 2D-Doc, the links that hold one, and certificates that are only named.

use super::{DAY, NOW, judge, now, reasons};
use proptest::prelude::*;
use vidimus::{
    issue::{
        Content, Issuer,
        two_d_doc::{Attestation, close, listed},
    },
    moment::Moment,
    scheme::{Entry, Scheme, TestResult},
    signature::{Scope, Usage},
    trust::List,
    verdict::{Outcome, Reason},
};

const KID: &str = "FR99XX01";
const US: char = '\u{1f}';

fn issuer() -> Issuer {
    Issuer::from_seed("two-d-doc", "FRA").unwrap()
}

fn lists() -> [List; 1] {
    [listed(issuer().list("list", Scope::Live, Some(now())), KID)]
}

fn good(attestation: Attestation) -> String {
    attestation.text(&issuer(), KID, now().plus_seconds(-DAY))
}

fn outcome(text: impl Into<Vec<u8>>, lists: &[List]) -> (Outcome, Vec<Reason>) {
    let verdict = judge(text, lists).unwrap();
    (verdict.outcome(), reasons(&verdict))
}

fn accepted(text: impl Into<Vec<u8>>, lists: &[List]) -> bool {
    judge(text, lists).is_some_and(|verdict| verdict.outcome() == Outcome::Accept)
}

#[test]
fn sound_ones_are_accepted() {
    for attestation in Attestation::ALL {
        let verdict = judge(good(attestation), &lists()).unwrap();
        assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]));
        assert_eq!(verdict.scheme, Some(Scheme::TwoDDoc));
        let shown = verdict.shown.unwrap();
        assert_eq!(shown.signer.unwrap().country.as_deref(), Some("FRA"));
        let credential = shown.claims.credential;
        assert_eq!(credential.person.surname.as_deref(), Some("SPECIMEN"));
        assert_eq!(credential.person.given.as_deref(), Some("MARIA"));
        match &credential.entries[0] {
            Entry::Test(test) => {
                assert_eq!(test.result, Some(TestResult::Negative));
                assert_eq!(test.sampled, Moment::parse("2026-11-23T14:30:00Z").ok());
            }
            Entry::Vaccination(given) => {
                assert_eq!((given.doses, given.complete), (Some(2), Some(true)));
            }
            other => panic!("{other:?}"),
        }
    }
}

/// No certificate of this form ends; it only begins.
#[test]
fn they_never_end() {
    let old =
        Attestation::Vaccination.text(&issuer(), KID, Moment::from_unix_seconds(NOW - 2000 * DAY));
    assert_eq!(outcome(old, &lists()), (Outcome::Accept, vec![]));
    let future = Attestation::Vaccination.text(&issuer(), KID, now().plus_seconds(2 * DAY));
    assert_eq!(outcome(future, &lists()), (Outcome::Reject, vec![Reason::NotYetValid]));
    let mut lists = lists();
    lists[0].entries[0].not_after = Some(now().plus_seconds(-1));
    let ended = outcome(good(Attestation::Test), &lists);
    assert_eq!(ended, (Outcome::Reject, vec![Reason::SignerExpired]));
}

#[test]
fn each_fault_has_its_reason() {
    let text = good(Attestation::Vaccination);
    let (message, signature) = text.split_once(US).unwrap();
    let other_key = Issuer::from_seed("another", "FRA").unwrap();
    let short = signature.get(..8).unwrap();
    let sealed = |message: &str| close(&issuer(), message);
    let header = message.get(..26).unwrap();
    let day = message.get(12..16).unwrap();
    let cases = [
        ("unknown key", text.replace(KID, "FR99XX02"), Reason::UnknownIssuer),
        ("wrong key", close(&other_key, message), Reason::SignatureMismatch),
        ("tampered", text.replace("MARIA", "MALTE"), Reason::SignatureMismatch),
        ("another day", text.replace("L901", "L902"), Reason::SignatureMismatch),
        ("a short signature", format!("{message}{US}{short}"), Reason::SignatureMalformed),
        ("no signature", message.to_owned(), Reason::Fields),
        ("an empty signature", format!("{message}{US}"), Reason::SignatureMalformed),
        ("small letters", format!("{message}{US}{}", signature.to_lowercase()), Reason::Base32),
        ("an annexe", format!("{text}\u{1d}L0MALTE"), Reason::TrailingBytes),
        ("a second signature", format!("{text}{US}{signature}"), Reason::Base32),
        ("a field twice", sealed(&format!("{message}L0MALTE")), Reason::DuplicateKey),
        ("a short value", sealed(&format!("{header}L0X\u{1d}L2130590")), Reason::Fields),
        ("no day", text.replacen(day, "ZZZZ", 1), Reason::Fields),
        ("nobody", sealed(&format!("{header}L5X")), Reason::Claims),
        ("nothing", sealed(&format!("{header}L0X")), Reason::NoEntry),
    ];
    for (why, text, reason) in cases {
        let (outcome, reasons) = outcome(text, &lists());
        assert_eq!(reasons, [reason], "{why}");
        assert_ne!(outcome, Outcome::Accept, "{why}");
    }
}

#[test]
fn keys_are_bound() {
    let text = good(Attestation::Test);
    let mut lists = lists();
    lists[0].entries[0].usage = Usage { test: false, ..Usage::ANY };
    assert_eq!(outcome(text.clone(), &lists), (Outcome::Reject, vec![Reason::KeyUsage]));
    lists[0].entries[0].usage = Usage::ANY;
    lists[0].entries[0].domain = Some("DCC".to_owned());
    assert_eq!(outcome(text.clone(), &lists), (Outcome::Undecided, vec![Reason::UnknownIssuer]));
    let test_list = [listed(issuer().list("list", Scope::Test, Some(now())), KID)];
    assert_eq!(outcome(text, &test_list), (Outcome::Undecided, vec![Reason::Specimen]));
}

#[test]
fn documents_of_other_kinds_are_nobodys_business() {
    let text = good(Attestation::Vaccination);
    for (from, to) in [("L101FR", "0001FR"), ("L101FR", "B301FR"), ("DC04", "DC09")] {
        assert!(judge(text.replacen(from, to, 1), &lists()).is_none(), "{to}");
    }
}

/// `%` and what follows for every byte that is no letter and no digit.
fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

#[test]
fn links_that_hold_a_certificate_are_opened_without_being_followed() {
    const HOST: &str = "https://bonjour.tousanticovid.gouv.fr/app/";
    let text = percent_encoded(&good(Attestation::Vaccination));
    for path in ["wallet?v=", "wallet2d#"] {
        assert_eq!(outcome(format!("{HOST}{path}{text}"), &lists()), (Outcome::Accept, vec![]));
    }
    let list = [issuer().list("list", Scope::Live, Some(now()))];
    let (begin, end) = (now().plus_seconds(-DAY), now().plus_seconds(DAY));
    let hc1 = percent_encoded(&Content::DdccVaccination.text(&issuer(), begin, end));
    let link = format!("{HOST}walletdcc#{hc1}");
    let verdict = judge(link.clone(), &list).unwrap();
    assert_eq!((verdict.outcome(), verdict.scheme), (Outcome::Accept, Some(Scheme::WhoDdcc)));
    let look_alike = link.replace("gouv.fr", "gouv.fr.example");
    assert!(judge(look_alike, &list).is_none());
    let nested = format!("{HOST}wallet?v={}", percent_encoded(&link));
    assert_eq!(outcome(nested, &list), (Outcome::Undecided, vec![Reason::Unverifiable]));
}

#[test]
fn forms_that_cannot_be_verified_are_named() {
    let named = ["NL2:ABC", "HKSARG|VAC|3.00|", "https://www.gosuslugi.ru/covid-cert/status/0"];
    for text in named {
        let expected = (Outcome::Undecided, vec![Reason::Unverifiable]);
        assert_eq!(outcome(text, &lists()), expected, "{text}");
    }
    let others = [
        "https://www.gosuslugi.ru@evil.example/covid-cert/status/0",
        "{\"protocol\":\"DCCVALIDATION\",\"protocolVersion\":\"1.0.0\",\"token\":\"a.b.c\"}",
    ];
    for text in others {
        assert!(judge(text, &lists()).is_none(), "{text}");
    }
}

#[test]
fn no_flipped_bit_is_accepted() {
    let lists = lists();
    for attestation in Attestation::ALL {
        let honest = good(attestation).into_bytes();
        assert!(accepted(honest.clone(), &lists), "or this test shows nothing");
        for bit in 0..honest.len() * 8 {
            let mut text = honest.clone();
            text[bit / 8] ^= 1 << (bit % 8);
            assert!(!accepted(text, &lists), "bit {bit}");
        }
        for length in 0..honest.len() {
            assert!(!accepted(honest.get(..length).unwrap(), &lists), "{length} bytes");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_fields_end_without_a_panic(fields in proptest::collection::vec(any::<u8>(), 0..1024)) {
        for header in ["DC04", "DC04FR99XX01", "DC04FR99XX0120002000L101FR", "DC02FR99XX0120002000B2"] {
            let content = [header.as_bytes(), &fields].concat();
            prop_assert!(!accepted(content, &lists()));
        }
    }

    #[test]
    fn any_text_ends_without_a_panic(text in "\\PC*", fields in "([FL][0-9A]|[A-Z\u{1d}\u{1e}\u{1f}é]){0,80}") {
        let texts = [
            format!("NL2:{text}"),
            format!("HKSARG|{text}"),
            format!("https://{text}"),
            format!("https://bonjour.tousanticovid.gouv.fr/app/wallet?v={text}"),
            format!("https://bonjour.tousanticovid.gouv.fr/app/wallet2d#DC04{text}"),
            close(&issuer(), &format!("DC04FR99XX0120002000L101FR{text}")),
            format!("DC04FR99XX0120002000B201FR{fields}"),
            text,
        ];
        for text in texts {
            let accepted = accepted(text.clone(), &lists());
            prop_assert!(!accepted || text.starts_with("DC04FR99XX0120002000L101FRL"), "{text:?}");
        }
    }
}
