use super::*;
use crate::envelope::EnvelopeError;

/// Base32 of 64 zero bytes.
fn signature() -> String {
    "A".repeat(103)
}

fn with(header: &str, body: &str) -> String {
    format!("{header}{}\u{1f}{}", body.replace('|', "\u{1d}"), signature())
}

const L1: &str = "DC04FR99XX0120002000L101FR";
const B2: &str = "DC04FR99XX0220002000B201FR";

#[test]
fn a_vaccination() {
    let text = with(
        L1,
        "L0SPECIMEN|L1MARIA ANNA|L213051990L3COVID-19|L4J07BX03|L5A VACCINE|L6A MAKER|L71L82L902052022LACO",
    );
    let sealed = open(text.as_bytes()).unwrap();
    assert_eq!(sealed.scheme(), Scheme::TwoDDoc);
    assert_eq!(sealed.seal().key(), &KeyHint::Kid(b"FR99XX01".to_vec()));
    assert_eq!(sealed.seal().algorithm(), Some(&AlgorithmIdentifier::Implied));
    assert_eq!(sealed.seal().message(), text.split_once('\u{1f}').unwrap().0.as_bytes());
    assert_eq!(sealed.seal().signature(), [0; 64]);
    let claims = sealed.unproven();
    assert_eq!(claims.issuer.as_deref(), Some("FR"));
    assert_eq!(claims.issued, Time::At(Moment::parse("2022-06-06T00:00:00Z").unwrap()));
    assert_eq!(claims.expires, Time::Absent);
    let Credential { person, entries } = &claims.credential;
    assert_eq!(person.surname.as_deref(), Some("SPECIMEN"));
    assert_eq!(person.given.as_deref(), Some("MARIA ANNA"));
    assert_eq!(person.date_of_birth.map(|date| date.iso()).as_deref(), Some("1990-05-13"));
    let [Entry::Vaccination(given)] = entries.as_slice() else { panic!("{entries:?}") };
    assert_eq!(given.disease.as_deref(), Some("COVID-19"));
    assert_eq!(given.product.as_deref(), Some("A VACCINE"));
    assert_eq!(given.manufacturer.as_deref(), Some("A MAKER"));
    assert_eq!((given.dose, given.doses, given.complete), (Some(1), Some(2), Some(false)));
    assert_eq!(given.date.map(|date| date.iso()).as_deref(), Some("2022-05-02"));
    assert_eq!(given.country.as_deref(), Some("FR"));
}

#[test]
fn a_test() {
    let text = with(B2, "F0MARIA|F1SPECIMEN|F213051990F3FF4945006|F5NF6010720211530");
    let sealed = open(text.as_bytes()).unwrap();
    let Credential { person, entries } = &sealed.unproven().credential;
    assert_eq!(person.surname.as_deref(), Some("SPECIMEN"));
    assert_eq!(person.given.as_deref(), Some("MARIA"));
    let expected = Test {
        disease: Some("COVID-19".to_owned()),
        method: Some(TestMethod::Naat),
        result: Some(TestResult::Negative),
        sampled: Moment::parse("2021-07-01T13:30:00Z").ok(),
        product: Some("LOINC 94500-6".to_owned()),
        country: Some("FR".to_owned()),
        ..Test::default()
    };
    assert_eq!(entries, &[Entry::Test(expected)]);
}

#[test]
fn codes_and_times() {
    const RESULTS: &[(&str, TestResult)] = &[
        ("N", TestResult::Negative),
        ("P", TestResult::Positive),
        ("I", TestResult::Other),
        ("X", TestResult::Other),
    ];
    for &(code, expected) in RESULTS {
        let text = with(B2, &format!("F1SPECIMEN|F5{code}"));
        let entries = open(text.as_bytes()).unwrap().unproven().credential.entries.clone();
        let [Entry::Test(test)] = entries.as_slice() else { panic!("{entries:?}") };
        assert_eq!((test.result, test.method), (Some(expected), None), "{code}");
    }
    const CODES: &[(&str, &str, TestMethod)] = &[
        ("945006", "94500-6", TestMethod::Naat),
        ("945584", "94558-4", TestMethod::Antigen),
        ("4000", "400-0", TestMethod::Other),
        ("94500-6", "94500-6", TestMethod::Naat),
        ("X", "X", TestMethod::Other),
        ("é", "é", TestMethod::Other),
        ("", "", TestMethod::Other),
    ];
    for &(code, expected, kind) in CODES {
        assert_eq!(loinc(code), expected);
        assert_eq!(method(&loinc(code)), kind, "{code}");
    }
    const TIMES: &[(&str, Option<&str>)] = &[
        ("010720211530", Some("2021-07-01T13:30:00Z")), // summer
        ("010120210000", Some("2020-12-31T23:00:00Z")), // winter
        ("310220210000", None),
        ("010720212460", None),
        ("01072021", None),
        ("+10720211530", None),
        ("é107202115300", None),
    ];
    for &(text, expected) in TIMES {
        assert_eq!(minute(text).map(|at| at.to_string()).as_deref(), expected, "{text}");
    }
}

#[test]
fn latin_1_is_read_too() {
    let [mut latin, utf8] = [L1.as_bytes().to_vec(), L1.as_bytes().to_vec()];
    latin.extend(b"L0Andr\xe9\x1dL5X\x1f");
    latin.extend(signature().bytes());
    let utf8 = [&utf8, "L0André\u{1d}L5X\u{1f}".as_bytes(), signature().as_bytes()].concat();
    for content in [latin, utf8] {
        let sealed = open(&content).unwrap();
        assert_eq!(sealed.unproven().credential.person.surname.as_deref(), Some("André"));
        assert!(content.starts_with(sealed.seal().message()), "as it was scanned");
    }
}

#[test]
fn damage_has_its_error() {
    let good = "L0SPECIMEN|L5X";
    let fields = |expected| EnvelopeError::Fields { expected }.into();
    let cases: [(String, SchemeError); 12] = [
        (format!("{L1}L0SPECIMEN"), fields("a signature")),
        (L1.to_owned(), fields("a signature")),
        (format!("{L1}L0X\u{1f}AB"), EnvelopeError::Base32.into()),
        (with(L1, good).replace("AAA", "aaa"), EnvelopeError::Base32.into()),
        (with(L1, good) + "é", EnvelopeError::Base32.into()),
        (
            with(L1, good) + "\u{1d}ZZannexe",
            EnvelopeError::TrailingBytes { what: "signature", bytes: 8 }.into(),
        ),
        (with(L1, "L0SPECIMEN|L0X"), EnvelopeError::DuplicateKey.into()),
        (with(L1, "L0SPECIMEN|L2130590"), fields("a value of fixed length")),
        (with(L1, "L5X"), SchemeError::Claim { claim: "L0", expected: "a name" }),
        (with(L1, "L0SPECIMEN"), SchemeError::NoEntry),
        (with(B2, "F4945006"), SchemeError::Claim { claim: "F1", expected: "a name" }),
        (with(B2, "F1SPECIMEN|L5X"), SchemeError::NoEntry),
    ];
    for (text, expected) in cases {
        let error = open(text.as_bytes()).unwrap_err();
        assert_eq!(error, expected, "{text:?}");
    }
    let address = with("DC04FR99XX01200020000001FR", good);
    assert_eq!(open(address.as_bytes()).unwrap_err(), SchemeError::Unknown, "no health in it");
}
