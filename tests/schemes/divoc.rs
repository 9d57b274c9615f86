//! DIVOC: certificates of our own issuer, sound and broken, and the verdict on each.

use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use serde_json::{Value, json};
use vidimus::{
    issue::{self, DivocIssuer},
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    scan::Scanned,
    scheme,
    signature::{KeyKind, Scope, Usage},
    trust::{List, TrustStore},
    verdict::{Outcome, Reason, Verdict},
};

const NOW: i64 = 1_800_000_000;
const DAY: i64 = 86_400;

/// A certificate in force, an issuer that is vouched for, and everything that can be changed.
struct Setting {
    issuer: DivocIssuer,
    draft: Value,
    created: String,
    list: List,
}

impl Setting {
    fn new() -> Self {
        let issuer = DivocIssuer::from_seed("divoc", "did:example:health");
        let now = Moment::from_unix_seconds(NOW);
        let issued = now.plus_seconds(-DAY);
        Self {
            draft: issuer.draft(issued),
            created: issued.rfc3339().unwrap(),
            list: issuer.list("PRT", Scope::Live, Some(now)).unwrap(),
            issuer,
        }
    }

    fn seal(&self) -> Value {
        self.issuer.seal(&self.draft, &self.created)
    }

    fn judge(&self, code: impl Into<Vec<u8>>) -> Option<Verdict> {
        let (trust, _) = TrustStore::of(std::slice::from_ref(&self.list));
        let at = Moment::from_unix_seconds(NOW);
        let world = World { trust: &trust, policy: Policy::default(), at, clock: Some(at) };
        pipeline::verify(&Scanned::new(code).unwrap(), &world).ok()
    }

    fn judge_json(&self, document: &Value) -> Option<Verdict> {
        self.judge(document.to_string())
    }
}

fn reasons(verdict: &Verdict) -> Vec<Reason> {
    verdict.findings.iter().map(|finding| finding.reason).collect()
}

fn accepted(verdict: Option<Verdict>, why: &str) {
    let verdict = verdict.expect(why);
    assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]), "{why}");
}

#[test]
fn a_sound_certificate_is_accepted_in_every_form() {
    let setting = Setting::new();
    let text = setting.seal().to_string();
    let archive = issue::divoc::archive(text.as_bytes());
    let as_characters: String = archive.iter().copied().map(char::from).collect();
    let base64 = Base64::encode_string(&archive);
    accepted(setting.judge(text.clone()), "JSON");
    accepted(setting.judge(format!("\n {text}\n")), "JSON with white space around");
    accepted(setting.judge(archive), "an archive");
    let inside = issue::divoc::archive(Value::from(text.clone()).to_string().as_bytes());
    accepted(setting.judge(inside), "JSON in a text of JSON");
    accepted(setting.judge(as_characters), "an archive's bytes as characters");
    accepted(setting.judge(format!("B64:{base64}")), "Base64");
    accepted(setting.judge(format!("b64:{base64}\n")), "Base64, in small letters");
}

#[test]
fn it_says_what_is_in_it() {
    let setting = Setting::new();
    let shown = setting.judge_json(&setting.seal()).unwrap().shown.unwrap();
    assert_eq!(shown.signer.unwrap().country.as_deref(), Some("PRT"), "the signer's country");
    assert_eq!(shown.claims.issuer.as_deref(), Some("https://divoc.example/"));
    let person = shown.claims.credential.person;
    assert_eq!(person.surname.as_deref(), Some("Maria \"Mía\" Specimen"));
    assert_eq!(person.date_of_birth.map(|date| date.iso()).as_deref(), Some("1990-05-13"));
    assert_eq!(person.document.as_deref(), Some("SPECIMEN1"));
    let [scheme::Entry::Vaccination(vaccination)] = shown.claims.credential.entries.as_slice()
    else {
        panic!("no vaccination");
    };
    assert_eq!((vaccination.dose, vaccination.doses), (Some(1), Some(2)));
    let given = setting.draft["evidence"][0]["date"].as_str().unwrap();
    assert_eq!(vaccination.date.map(|date| date.iso()).as_deref(), given.get(..10));
    assert_eq!(vaccination.product.as_deref(), Some("Covishield"));
    assert_eq!(vaccination.valid_until, None, "effectiveUntil is no end");
}

/// The text, the order of members and the order of types are not signed: what they mean is.
#[test]
fn other_writing_of_the_same_is_the_same() {
    let setting = Setting::new();
    let mut sealed = setting.seal();
    accepted(setting.judge(serde_json::to_string_pretty(&sealed).unwrap()), "pretty");
    sealed["type"] = json!(["ProofOfVaccinationCredential", "VerifiableCredential"]);
    sealed["credentialSubject"]["type"] = json!(["Person"]);
    sealed["evidence"] = sealed["evidence"][0].clone();
    accepted(setting.judge_json(&sealed), "types and an array of one");
}

#[test]
fn every_fault_has_its_reason() {
    type Change = fn(&mut Setting);
    let faults: &[(&str, &[Reason], Change)] = &[
        ("an unknown context", &[Reason::SchemeUnsupported], |s| {
            s.draft["@context"][1] = json!("https://example.org/v1");
        }),
        ("a context more", &[Reason::SchemeUnsupported], |s| {
            s.draft["@context"].as_array_mut().unwrap().push(json!({"name": "x:y"}));
        }),
        ("a context of its own inside", &[Reason::CanonicalForm], |s| {
            s.draft["credentialSubject"]["@context"] = json!({});
        }),
        ("a member that nothing names", &[Reason::CanonicalForm], |s| {
            s.draft["credentialSubject"]["passport"] = json!("X1");
        }),
        ("a member of the later version", &[Reason::CanonicalForm], |s| {
            s.draft["@context"][1] = json!("https://cowin.gov.in/credentials/vaccination/v1");
        }),
        ("no type", &[Reason::CanonicalForm], |s| {
            s.draft["credentialSubject"].as_object_mut().unwrap().remove("type");
        }),
        ("a type more", &[Reason::CanonicalForm], |s| {
            s.draft["type"].as_array_mut().unwrap().push(json!("Other"));
        }),
        ("two evidences", &[Reason::CanonicalForm], |s| {
            let evidence = s.draft["evidence"][0].clone();
            s.draft["evidence"].as_array_mut().unwrap().push(evidence);
        }),
        ("two values", &[Reason::CanonicalForm], |s| {
            s.draft["credentialSubject"]["name"] = json!(["A", "B"]);
        }),
        ("a value with a language", &[Reason::CanonicalForm], |s| {
            s.draft["credentialSubject"]["name"] = json!({"@value": "A"});
        }),
        ("half a dose", &[Reason::CanonicalForm], |s| s.draft["evidence"][0]["dose"] = json!(0.5)),
        ("2^60 doses", &[Reason::CanonicalForm], |s| {
            s.draft["evidence"][0]["dose"] = json!(1_u64 << 60);
        }),
        ("a tab", &[Reason::CanonicalForm], |s| {
            s.draft["credentialSubject"]["name"] = json!("A\tB");
        }),
        ("a statement in an id", &[Reason::CanonicalForm], |s| {
            s.draft["credentialSubject"]["id"] = json!("did:x> <y:z> \"A\" .\n<did:x");
        }),
        ("an id of a prefix", &[Reason::CanonicalForm], |s| {
            s.draft["credentialSubject"]["id"] = json!("schema:x");
        }),
        ("one id for two", &[Reason::CanonicalForm], |s| {
            s.draft["credentialSubject"]["id"] = s.draft["evidence"][0]["id"].clone();
        }),
        ("evidence without an IRI", &[Reason::CanonicalForm], |s| {
            s.draft["evidence"][0]["id"] = json!("303");
        }),
        ("a person without an id", &[Reason::SchemeUnsupported], |s| {
            s.draft["credentialSubject"]["id"] = Value::Null;
        }),
        ("no person", &[Reason::Claims], |s| s.draft["credentialSubject"] = Value::Null),
        ("nobody's name", &[Reason::Claims], |s| s.draft["credentialSubject"]["name"] = json!(" ")),
        ("no evidence", &[Reason::NoEntry], |s| s.draft["evidence"] = Value::Null),
        ("doses that may be exchanged", &[Reason::Ambiguous], |s| {
            s.draft["evidence"][0]["dose"] = json!(3);
        }),
        ("days that may be exchanged", &[Reason::Ambiguous], |s| {
            s.draft["evidence"][0]["date"] = json!("2026-12-02");
        }),
        ("issued tomorrow", &[Reason::NotYetValid], |s| {
            let tomorrow = Moment::from_unix_seconds(NOW + DAY).rfc3339();
            s.draft["issuanceDate"] = json!(tomorrow);
        }),
        ("signed tomorrow", &[Reason::NotYetValid], |s| {
            s.created = Moment::from_unix_seconds(NOW + DAY).rfc3339().unwrap();
        }),
        ("issued at no time", &[Reason::TimeUnreadable], |s| {
            s.draft["issuanceDate"] = json!("yesterday");
        }),
        ("past its end", &[Reason::Expired], |s| {
            let yesterday = Moment::from_unix_seconds(NOW - DAY).rfc3339();
            s.draft["expirationDate"] = json!(yesterday);
        }),
        ("a stranger", &[Reason::UnknownIssuer], |s| {
            s.issuer = DivocIssuer::from_seed("divoc", "did:stranger");
        }),
        ("another key of that name", &[Reason::SignatureMismatch], |s| {
            s.issuer = DivocIssuer::from_seed("forger", "did:example:health");
        }),
        ("a key of another network", &[Reason::UnknownIssuer], |s| {
            s.list.entries[0].domain = Some("DCC".into());
        }),
        ("a test key", &[Reason::Specimen], |s| s.list.entries[0].scope = Some(Scope::Test)),
        ("another issuer than the list's", &[Reason::IssuerMismatch], |s| {
            s.list.entries[0].issuer = Some("https://elsewhere.example/".into());
        }),
        ("a key for tests only", &[Reason::KeyUsage], |s| {
            s.list.entries[0].usage = Usage { test: true, vaccination: false, recovery: false };
        }),
    ];
    for (why, expected, change) in faults {
        let mut setting = Setting::new();
        change(&mut setting);
        let verdict = setting.judge_json(&setting.seal()).expect(why);
        assert_eq!(reasons(&verdict), *expected, "{why}");
        assert_ne!(verdict.outcome(), Outcome::Accept, "{why}");
    }
}

/// Damage around the document, and in its proof.
#[test]
fn damage_has_its_reason() {
    let setting = Setting::new();
    let sealed = setting.seal();
    let text = sealed.to_string();
    let archive = issue::divoc::archive(text.as_bytes());
    let proof = |member: &str, value: Value| {
        let mut sealed = sealed.clone();
        sealed["proof"][member] = value;
        sealed.to_string().into_bytes()
    };
    let jws = |change: fn(&str, &str) -> String| {
        let (header, signature) =
            sealed["proof"]["jws"].as_str().unwrap().split_once("..").unwrap();
        proof("jws", json!(change(header, signature)))
    };
    let header_of = |header: &str| Base64UrlUnpadded::encode_string(header.as_bytes());
    let mut without_proof = sealed.clone();
    without_proof.as_object_mut().unwrap().remove("proof");
    let bomb = issue::divoc::archive(&vec![b' '; 1 << 20]);
    let cases: Vec<(&str, Vec<u8>, Reason)> = vec![
        ("an archive cut short", archive[..archive.len() - 1].to_vec(), Reason::Archive),
        ("a byte after it", [archive.as_slice(), &[0]].concat(), Reason::Archive),
        ("a megabyte of nothing", bomb, Reason::SizeLimit),
        ("a large archive", [archive.as_slice(), &[0; 9000]].concat(), Reason::Archive),
        (
            "a character after the document",
            [text.as_bytes(), &[b' '; 10], b"}"].concat(),
            Reason::TrailingBytes,
        ),
        ("no Base64", b"B64:UEsDB***".to_vec(), Reason::Base64),
        ("JSON cut short", text.as_bytes()[..text.len() - 1].to_vec(), Reason::Json),
        (
            "a member twice",
            text.replacen('{', r#"{"issuer":"x:y","#, 1).into_bytes(),
            Reason::DuplicateKey,
        ),
        (
            "nested ten thousand deep",
            text.replacen('{', &format!(r#"{{"x":{}"#, "[".repeat(10_000)), 1).into_bytes(),
            Reason::Json,
        ),
        ("no proof", without_proof.to_string().into_bytes(), Reason::Jws),
        ("another kind of proof", proof("type", json!("RsaSignature2018")), Reason::Jws),
        ("a member more in the proof", proof("domain", json!("x")), Reason::Jws),
        ("a key that is no IRI", proof("verificationMethod", json!("x")), Reason::CanonicalForm),
        ("a JWS with content", jws(|h, s| format!("{h}.e30.{s}")), Reason::Jws),
        ("a short signature", jws(|h, s| format!("{h}..{}", &s[4..])), Reason::SignatureMalformed),
        ("no signature", jws(|h, _| format!("{h}..")), Reason::SignatureMalformed),
        ("a padded signature", jws(|h, s| format!("{h}..{s}==")), Reason::Base64),
        (
            "no algorithm",
            proof(
                "jws",
                json!(format!("{}..", header_of(r#"{"alg":"none","b64":false,"crit":["b64"]}"#))),
            ),
            Reason::Jws,
        ),
        (
            "the same header, written otherwise",
            proof("jws", {
                let jws = sealed["proof"]["jws"].as_str().unwrap();
                let header = header_of(r#"{ "alg":"EdDSA","b64":false,"crit":["b64"]}"#);
                json!(format!("{header}..{}", jws.split_once("..").unwrap().1))
            }),
            Reason::SignatureMismatch,
        ),
        (
            "another moment of signing",
            proof("created", json!("2026-01-01T00:00:00Z")),
            Reason::SignatureMismatch,
        ),
    ];
    for (why, code, expected) in cases {
        let verdict = setting.judge(code).expect(why);
        assert_eq!(reasons(&verdict), [expected], "{why}");
        assert_eq!(verdict.outcome(), Outcome::Reject, "{why}");
    }
}

/// Changes every value of the document, one at a time, after it was signed.
#[test]
fn nothing_shown_can_be_changed() {
    let setting = Setting::new();
    let sealed = setting.seal();
    let mut places = Vec::new();
    walk(&sealed, &mut String::new(), &mut places);
    assert!(places.len() > 50, "{places:?}");
    for place in places {
        for value in [json!("changed:x"), json!(7), json!(true), json!({}), json!([])] {
            let mut forged = sealed.clone();
            *forged.pointer_mut(&place).unwrap() = value.clone();
            let outcome = setting.judge_json(&forged).map(|verdict| verdict.outcome());
            // One of the addresses of contexts stands for the same statements as another.
            assert_ne!(outcome, Some(Outcome::Accept), "{place} = {value}");
        }
    }
}

fn walk(value: &Value, place: &mut String, places: &mut Vec<String>) {
    let mut into = |name: String, inner: &Value| {
        let length = place.len();
        place.push('/');
        place.push_str(&name);
        walk(inner, place, places);
        place.truncate(length);
    };
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| into(index.to_string(), item));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, inner)| into(name.clone(), inner));
        }
        _ => places.push(place.clone()),
    }
}

/// Exchanges what means the same, which the signature does not notice.
#[test]
fn exchanged_values_are_never_shown_as_proven() {
    let setting = Setting::new();
    let sealed = setting.seal();
    let members = sealed["evidence"][0].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let honest = vaccination(&setting.judge_json(&sealed).unwrap());
    for first in &members {
        for second in &members {
            let mut forged = sealed.clone();
            let evidence = &mut forged["evidence"][0];
            let (a, b) = (evidence[first].clone(), evidence[second].clone());
            if a == b {
                continue;
            }
            evidence[first] = b;
            evidence[second] = a;
            let verdict = setting.judge_json(&forged).unwrap();
            if verdict.outcome() != Outcome::Accept {
                continue;
            }
            // What is still accepted shows the same or less.
            let shown = vaccination(&verdict);
            let same = |a: &Option<String>, b: &Option<String>| a.is_none() || a == b;
            assert_eq!((shown.dose, shown.doses), (honest.dose, honest.doses), "{first} {second}");
            assert_eq!(shown.date, honest.date, "{first} {second}");
            assert!(same(&shown.identifier, &honest.identifier), "{first} {second}");
            assert!(same(&shown.product, &honest.product), "{first} {second}");
            assert!(same(&shown.lot, &honest.lot), "{first} {second}");
            assert!(same(&shown.manufacturer, &honest.manufacturer), "{first} {second}");
        }
    }
}

fn vaccination(verdict: &Verdict) -> scheme::Vaccination {
    match verdict.shown.as_ref().unwrap().claims.credential.entries.as_slice() {
        [scheme::Entry::Vaccination(vaccination)] => vaccination.clone(),
        other => panic!("{other:?}"),
    }
}

/// An identifier without a colon is no IRI, and nothing that is said of the person is signed.
#[test]
fn a_person_that_nobody_signed_is_nobody() {
    let mut setting = Setting::new();
    for id in ["872550100V", ""] {
        setting.draft["credentialSubject"]["id"] = json!(id);
        let mut sealed = setting.seal();
        sealed["credentialSubject"]["name"] = json!("Anybody Else");
        sealed["credentialSubject"]["id"] = json!("other");
        let verdict = setting.judge_json(&sealed).unwrap();
        assert_eq!(reasons(&verdict), [Reason::SubjectUnsigned], "{id:?}");
        assert_eq!(verdict.outcome(), Outcome::Undecided, "{id:?}");
        let shown = verdict.shown.unwrap();
        assert!(shown.signer.is_some(), "the vaccination is signed");
        assert_eq!(shown.claims.credential.person, scheme::Person::default());
        // A signature over nobody is none over somebody.
        sealed["credentialSubject"]["id"] = json!("did:Passport:X1");
        let verdict = setting.judge_json(&sealed).unwrap();
        assert_eq!(reasons(&verdict), [Reason::SignatureMismatch]);
    }
}

/// Flips every bit of the signature, and each bit of some bytes of the document.
#[test]
fn no_flipped_bit_is_accepted() {
    let setting = Setting::new();
    let sealed = setting.seal();
    let jws = sealed["proof"]["jws"].as_str().unwrap();
    let (header, signature) = jws.split_once("..").unwrap();
    let signature = Base64UrlUnpadded::decode_vec(signature).unwrap();
    for bit in 0..signature.len() * 8 {
        let mut flipped = signature.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let mut forged = sealed.clone();
        let jws = format!("{header}..{}", Base64UrlUnpadded::encode_string(&flipped));
        forged["proof"]["jws"] = json!(jws);
        let verdict = setting.judge_json(&forged).unwrap();
        assert_eq!(reasons(&verdict), [Reason::SignatureMismatch], "bit {bit}");
    }
    let archive = issue::divoc::archive(sealed.to_string().as_bytes());
    // Not the time of the file, nor what two headers say twice: none of it is looked at.
    let honest = sealed.to_string();
    for bit in 0..archive.len() * 8 {
        let mut flipped = archive.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let accepted =
            setting.judge(flipped).filter(|verdict| verdict.outcome() == Outcome::Accept);
        if let Some(verdict) = accepted {
            let same = setting.judge(honest.clone()).unwrap();
            assert_eq!(verdict.shown, same.shown, "bit {bit}");
        }
    }
    let text = honest.as_bytes();
    for at in 0..text.len() {
        let mut flipped = text.to_vec();
        flipped[at] ^= 1 << (at % 8);
        let outcome = setting.judge(flipped).map(|verdict| verdict.outcome());
        assert_ne!(outcome, Some(Outcome::Accept), "byte {at} of {honest}");
    }
}

/// RsaSignature2018, and that neither kind takes the other's key.
#[test]
fn rsa_is_verified_and_bound_to_its_kind_of_proof() {
    use rsa::{
        pkcs8::EncodePublicKey,
        pss,
        sha2::Sha256,
        signature::{RandomizedSigner, SignatureEncoding},
    };
    let mut random = rand_core::UnwrapErr(getrandom::SysRng);
    let key = rsa::PrivateKey::new(&mut random, 2048).unwrap();
    let signing = pss::SigningKey::<Sha256>::new(key.clone());
    let mut setting = Setting::new();
    let seal = |kind: &str, algorithm: &str| {
        let names = (setting.issuer.name(), setting.created.as_str());
        issue::divoc::seal(&setting.draft, (kind, algorithm), names, |message| {
            let mut random = rand_core::UnwrapErr(getrandom::SysRng);
            signing.sign_with_rng(&mut random, message).to_vec()
        })
    };
    let (sound, confused) =
        (seal("RsaSignature2018", "PS256"), seal("Ed25519Signature2018", "EdDSA"));
    let other = setting.judge_json(&sound).unwrap();
    assert_eq!(reasons(&other), [Reason::SignatureMismatch], "an Ed25519 key of that name");
    setting.list.entries[0].spki = key.to_public_key().to_public_key_der().unwrap().into_vec();
    setting.list.entries[0].kind = KeyKind::Rsa;
    accepted(setting.judge_json(&sound), "RSA");
    let confused = setting.judge_json(&confused).unwrap();
    assert_eq!(reasons(&confused), [Reason::SignatureMalformed]);
}

/// A list that names no identifiers is tried on every certificate of its domain, and of no other.
#[test]
fn a_key_without_a_name_is_tried_in_its_domain() {
    let mut setting = Setting::new();
    setting.list.entries[0].kid = Vec::new();
    accepted(setting.judge_json(&setting.seal()), "of its domain");
    for domain in [None, Some("DCC".to_owned())] {
        setting.list.entries[0].domain = domain;
        let verdict = setting.judge_json(&setting.seal()).unwrap();
        assert_eq!(reasons(&verdict), [Reason::UnknownIssuer]);
    }
}

#[test]
fn what_is_no_such_certificate_has_no_verdict() {
    let setting = Setting::new();
    let mut other = setting.seal();
    other["@context"][1] = json!("https://example.org/diplomas/v1");
    other["type"] = json!(["VerifiableCredential", "Diploma"]);
    assert!(setting.judge_json(&other).is_none(), "another credential");
    let other = issue::divoc::archive(b"{}");
    let renamed = String::from_utf8_lossy(&other).replace("certificate.json", "holiday-pictures");
    for code in ["{}", "{\"@context\":[]}", "B64:aGVsbG8=", "PK", "[]", renamed.as_str()] {
        assert!(setting.judge(code).is_none(), "{code:?}");
    }
}
