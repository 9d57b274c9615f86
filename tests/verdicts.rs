//! Certificates of our own issuer, sound and broken in one layer each, and the verdict on each.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test: what is not as it should be ends it"
)]

use coset::{
    CborSerializable, CoseSign1, CoseSign1Builder, HeaderBuilder, TaggedCborSerializable, iana,
};
use miniz_oxide::deflate::compress_to_vec_zlib;
use rsa::{
    pkcs8::EncodePublicKey,
    pss,
    sha2::Sha256,
    signature::{RandomizedSigner, SignatureEncoding},
};
use std::{collections::BTreeSet, fs, path::Path};
use vidimus::{
    envelope::cbor::{self, Value},
    issue::{Draft, Entry, Issuer, Layers},
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    scan::Scanned,
    signature::{KeyKind, Scope, Usage},
    trust::{List, TrustStore},
    verdict::{Check, Effect, Outcome, Reason, Stage, Verdict},
};

const NOW: i64 = 1_800_000_000;
const DAY: i64 = 86_400;

/// A certificate in force, an issuer that is vouched for, and everything that can be changed.
struct Setting {
    issuer: Issuer,
    draft: Draft,
    list: List,
    policy: Policy,
    clock: Option<Moment>,
}

impl Setting {
    fn new() -> Self {
        let issuer = Issuer::from_seed("verdicts", "PRT").unwrap();
        let now = Moment::from_unix_seconds(NOW);
        let list = issuer.list("test-list", Scope::Live, Some(now));
        let draft = Draft {
            surname: ("Sánchez".into(), "SANCHEZ".into()),
            given: ("Zoë".into(), "ZOE".into()),
            date_of_birth: "1990-05".into(),
            entries: vec![Entry::Vaccination { dose: 2, doses: 2, date: "2026-12-01".into() }],
            issued: now.plus_seconds(-DAY),
            expires: now.plus_seconds(DAY),
        };
        Self { issuer, draft, list, policy: Policy::default(), clock: Some(now) }
    }

    fn seal(&self) -> Layers {
        self.draft.seal(&self.issuer)
    }

    /// The claims with one CWT claim replaced, or removed with `None`.
    fn with_claim(&self, key: i64, value: Option<Value>) -> String {
        let Value::Map(mut claims) = self.draft.claims(&self.issuer) else { unreachable!() };
        claims.retain(|(claim, _)| *claim != Value::from(key));
        claims.extend(value.map(|value| (key.into(), value)));
        self.sealed(&Value::Map(claims))
    }

    fn sealed(&self, claims: &Value) -> String {
        Layers::close(&self.issuer, cbor::write(claims)).text
    }

    fn judge(&self, text: &str) -> Option<Verdict> {
        let (trust, conflicts) = TrustStore::of(std::slice::from_ref(&self.list));
        assert!(conflicts.is_empty());
        let world = World {
            trust: &trust,
            policy: self.policy,
            at: Moment::from_unix_seconds(NOW),
            clock: self.clock,
        };
        pipeline::verify(&Scanned::new(text).unwrap(), &world).ok()
    }
}

fn reasons(verdict: &Verdict) -> Vec<Reason> {
    verdict.findings.iter().map(|finding| finding.reason).collect()
}

#[test]
fn a_sound_certificate_is_accepted() {
    let setting = Setting::new();
    let verdict = setting.judge(&setting.seal().text).expect("a certificate");
    assert_eq!(verdict.outcome(), Outcome::Accept);
    assert_eq!(reasons(&verdict), []);
    assert_eq!(verdict.checks.revocation, Check::Unknown, "no list of withdrawn certificates");
    assert_eq!(verdict.checks.rules, Check::NotApplied);
    let shown = verdict.shown.expect("claims");
    assert_eq!(shown.signer.expect("a signer").country.as_deref(), Some("PRT"));
    let person = shown.claims.credential.person;
    assert_eq!(person.surname.as_deref(), Some("Sánchez"));
    assert_eq!(person.date_of_birth.map(|date| date.iso()).as_deref(), Some("1990-05"));
}

/// What real issuers do and a verifier has to take.
#[test]
fn known_deviations_are_tolerated() {
    let setting = Setting::new();
    let honest = setting.seal();
    let untagged = CoseSign1::from_tagged_slice(&honest.envelope).unwrap().to_vec().unwrap();
    let twice_tagged = [&[0xd8, 61][..], &honest.envelope].concat();
    let unprotected_kid = {
        let protected = HeaderBuilder::new().algorithm(iana::Algorithm::ES256).build();
        let unprotected = HeaderBuilder::new().key_id(setting.issuer.kid().to_vec()).build();
        CoseSign1Builder::new()
            .protected(protected)
            .unprotected(unprotected)
            .payload(honest.payload.clone())
            .create_signature(&[], |message| setting.issuer.sign(message))
            .build()
            .to_tagged_vec()
            .unwrap()
    };
    #[expect(clippy::as_conversions, reason = "a small number")]
    let float = |seconds: i64| Some(Value::Float(seconds as f64 + 0.5));
    let cases = [
        ("no COSE tag (ES, DK, CH)", Layers::wrap(untagged).text),
        ("tags 61 and 18 (MY)", Layers::wrap(twice_tagged).text),
        ("kid unprotected only (DE, BG)", Layers::wrap(unprotected_kid).text),
        ("exp as a float (ES, HU, LI)", setting.with_claim(4, float(NOW + DAY))),
        ("iat as a float", setting.with_claim(6, float(NOW - DAY))),
        ("no exp (CH)", setting.with_claim(4, None)),
        ("no iss", setting.with_claim(1, None)),
        ("an end beyond the calendar", setting.with_claim(4, Some(i64::MAX.into()))),
        ("white space around the code", format!("  {}\r\n", honest.text)),
        ("zlib level 1", Layers::encode(&compress_to_vec_zlib(&honest.envelope, 1))),
    ];
    for (why, text) in cases {
        let verdict = setting.judge(&text).expect(why);
        assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]), "{why}");
    }
}

/// Every way of not being accepted, each with its one reason; together they reach every reason
/// that a verification can give.
#[test]
fn every_fault_has_its_reason() {
    let mut reached = BTreeSet::new();
    for (why, setting, text, expected) in faults() {
        let verdict = setting.judge(&text).expect(why);
        assert_eq!(reasons(&verdict), expected, "{why}");
        let wanted = match expected.first().expect("a reason").effect() {
            Effect::Reject => Outcome::Reject,
            Effect::Undecided => Outcome::Undecided,
            Effect::Note => Outcome::Accept,
        };
        assert_eq!(verdict.outcome(), wanted, "{why}");
        if wanted == Outcome::Reject && verdict.checks.signature != Check::Pass {
            let proven = verdict.shown.as_ref().is_some_and(|shown| shown.signer.is_some());
            assert!(!proven, "{why}: a signer without a proof");
        }
        reached.extend(expected);
    }
    let of_a_verification =
        |reason: &&Reason| reason.stage() > Stage::Scan && **reason != Reason::SchemeUnknown;
    // Those that only other schemes give are in their tests, by name.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemes");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let others: String = files.map(|path| fs::read_to_string(path).unwrap()).collect();
    let missing: Vec<_> = Reason::ALL
        .iter()
        .filter(of_a_verification)
        .filter(|reason| !reached.contains(reason))
        .filter(|reason| !others.contains(&format!("Reason::{reason:?}")))
        .collect();
    assert!(missing.is_empty(), "no case reaches {missing:?}");
}

fn faults() -> Vec<(&'static str, Setting, String, Vec<Reason>)> {
    let mut faults = Vec::new();
    let mut add = |why, reasons: &[Reason], make: &dyn Fn(&mut Setting) -> String| {
        let mut setting = Setting::new();
        let text = make(&mut setting);
        faults.push((why, setting, text, reasons.to_vec()));
    };

    // Damaged in one layer, the layers around it sound.
    add("a character that is not of Base45", &[Reason::Base45], &|s| s.seal().text + "=");
    add("no zlib", &[Reason::Compression], &|s| Layers::encode(&s.seal().envelope));
    add("an empty body", &[Reason::Compression], &|_| "HC1:".to_owned());
    add("a byte after the zlib stream", &[Reason::TrailingBytes], &|s| {
        let mut packed = s.seal().packed;
        packed.push(0);
        Layers::encode(&packed)
    });
    add("64 MB of zeros", &[Reason::SizeLimit], &|_| {
        Layers::encode(&compress_to_vec_zlib(&vec![0; 1 << 26], 9)[..40_000])
    });
    add("no CBOR", &[Reason::Cbor], &|_| Layers::wrap(vec![0xff]).text);
    add("CBOR nested ten thousand deep", &[Reason::Cbor], &|_| {
        Layers::wrap(vec![0x81; 10_000]).text
    });
    add("a byte after the envelope", &[Reason::TrailingBytes], &|s| {
        let mut envelope = s.seal().envelope;
        envelope.push(0);
        Layers::wrap(envelope).text
    });
    add("an array of three", &[Reason::Cose], &|_| Layers::wrap(vec![0x83, 0x40, 0xa0, 0x40]).text);
    add("a critical header", &[Reason::CriticalHeader], &|s| {
        let mut protected = HeaderBuilder::new().algorithm(iana::Algorithm::ES256);
        protected = protected.add_critical(iana::HeaderParameter::Iv);
        envelope(s, protected.key_id(s.issuer.kid().to_vec()))
    });
    add("no claims", &[Reason::Claims], &|s| s.sealed(&Value::Map(vec![])));
    add("no map in -260", &[Reason::Claims], &|s| s.with_claim(-260, Some("x".into())));
    add("claims that are no map", &[Reason::Claims], &|s| s.sealed(&"claims".into()));
    add("a claim twice", &[Reason::DuplicateKey], &|s| {
        let Value::Map(mut claims) = s.draft.claims(&s.issuer) else { unreachable!() };
        claims.push((4.into(), (NOW + 10 * DAY).into()));
        s.sealed(&Value::Map(claims))
    });
    add("no entry", &[Reason::NoEntry], &|s| {
        s.draft.entries.clear();
        s.seal().text
    });
    add("another content", &[Reason::SchemeUnsupported], &|s| {
        // RACSEL's certificate, of which no specification is published.
        let regional = Value::Map(vec![(2.into(), Value::Map(Vec::new()))]);
        s.with_claim(-260, Some(regional))
    });
    add("two entries", &[Reason::SeveralEntries], &|s| {
        s.draft
            .entries
            .push(Entry::Test { sampled: "2026-12-01T10:00:00Z".into(), positive: false });
        s.seal().text
    });

    // Signature.
    add("no algorithm", &[Reason::Algorithm], &|s| {
        envelope(s, HeaderBuilder::new().key_id(s.issuer.kid().to_vec()))
    });
    add("an algorithm that DCC has not", &[Reason::Algorithm], &|s| {
        let header = HeaderBuilder::new().algorithm(iana::Algorithm::ES384);
        envelope(s, header.key_id(s.issuer.kid().to_vec()))
    });
    add("PS256 named, ES256 made", &[Reason::SignatureMalformed], &|s| {
        let header = HeaderBuilder::new().algorithm(iana::Algorithm::PS256);
        envelope(s, header.key_id(s.issuer.kid().to_vec()))
    });
    add("a signature in DER", &[Reason::SignatureMalformed], &|s| {
        let mut sign1 = CoseSign1::from_tagged_slice(&s.seal().envelope).unwrap();
        let raw = p256::ecdsa::Signature::from_slice(&sign1.signature).unwrap();
        sign1.signature = raw.to_der().as_bytes().to_vec();
        Layers::wrap(sign1.to_tagged_vec().unwrap()).text
    });
    add("signed by another key under this kid", &[Reason::SignatureMismatch], &|s| {
        let forger = Issuer::from_seed("forger", "PRT").unwrap();
        let honest = s.seal();
        let mut sign1 = CoseSign1::from_tagged_slice(&honest.envelope).unwrap();
        sign1.signature = forger.sign(&sign1.tbs_data(&[]));
        Layers::wrap(sign1.to_tagged_vec().unwrap()).text
    });

    // Trust.
    add("a stranger", &[Reason::UnknownIssuer], &|s| {
        s.issuer = Issuer::from_seed("stranger", "PRT").unwrap();
        s.seal().text
    });
    add("a key of another network", &[Reason::UnknownIssuer], &|s| {
        s.list.entries[0].domain = Some("PH4H".into());
        s.seal().text
    });
    add("a key for tests only", &[Reason::KeyUsage], &|s| {
        s.list.entries[0].usage = Usage { test: true, vaccination: false, recovery: false };
        s.seal().text
    });
    add("a signer that had run out", &[Reason::SignerExpired], &|s| {
        s.list.entries[0].not_after = Some(Moment::from_unix_seconds(NOW - 1));
        s.seal().text
    });
    add("a signer of tomorrow", &[Reason::SignerNotYetValid], &|s| {
        s.list.entries[0].not_before = Some(Moment::from_unix_seconds(NOW + DAY));
        s.seal().text
    });
    add("a test issuer", &[Reason::Specimen], &|s| {
        s.list = s.issuer.list("test-list", Scope::Test, s.clock);
        s.seal().text
    });
    add("a list of last month", &[Reason::ListOld], &|s| {
        s.list.created = s.clock.map(|clock| clock.plus_seconds(-40 * DAY));
        s.seal().text
    });
    add("a list of last year", &[Reason::ListTooOld], &|s| {
        s.list.created = s.clock.map(|clock| clock.plus_seconds(-400 * DAY));
        s.seal().text
    });
    add("a list without a date", &[Reason::ListUndated], &|s| {
        s.list.created = None;
        s.seal().text
    });
    add("a clock behind the list", &[Reason::ClockBehind], &|s| {
        s.list.created = s.clock.map(|clock| clock.plus_seconds(3 * DAY));
        s.seal().text
    });

    // Validity.
    add("past its end", &[Reason::Expired], &|s| {
        s.draft.expires = Moment::from_unix_seconds(NOW - 1);
        s.seal().text
    });
    add("issued tomorrow", &[Reason::NotYetValid], &|s| {
        s.draft.issued = Moment::from_unix_seconds(NOW + DAY);
        s.seal().text
    });
    add("an end that is not a number", &[Reason::TimeUnreadable], &|s| {
        s.with_claim(4, Some(Value::Float(f64::NAN)))
    });
    add("an end that is infinite", &[Reason::TimeUnreadable], &|s| {
        s.with_claim(4, Some(Value::Float(f64::INFINITY)))
    });
    add("an end beyond 64 bits", &[Reason::TimeUnreadable], &|s| {
        s.with_claim(4, Some(Value::Integer(u64::MAX.into())))
    });
    add("a negative end", &[Reason::Expired], &|s| s.with_claim(4, Some((-1).into())));

    // Several at once: all are told, the gravest first.
    add(
        "everything at once",
        &[
            Reason::Expired,
            Reason::KeyUsage,
            Reason::SignerExpired,
            Reason::Specimen,
            Reason::ListOld,
        ],
        &|s| {
            s.list = s.issuer.list("l", Scope::Test, s.clock.map(|c| c.plus_seconds(-40 * DAY)));
            s.list.entries[0].usage = Usage { vaccination: false, ..Usage::ANY };
            s.list.entries[0].not_after = Some(Moment::from_unix_seconds(NOW - 1));
            s.draft.expires = Moment::from_unix_seconds(NOW - 1);
            s.seal().text
        },
    );
    faults
}

/// The certificate under another protected header, signed soundly.
fn envelope(setting: &Setting, protected: HeaderBuilder) -> String {
    let sign1 = CoseSign1Builder::new()
        .protected(protected.build())
        .payload(setting.seal().payload)
        .create_signature(&[], |message| setting.issuer.sign(message))
        .build();
    Layers::wrap(sign1.to_tagged_vec().unwrap()).text
}

#[test]
fn what_is_no_certificate_has_no_verdict() {
    let setting = Setting::new();
    for text in ["", "HC1", "hc1:X", "HC2:NCFOXN", "https://example.org/HC1:X", "WIFI:S:x;;", "\0"]
    {
        assert!(setting.judge(text).is_none(), "{text:?}");
    }
    let binary = Scanned::new([0xff, 0xfe]).unwrap();
    let (trust, _) = TrustStore::of(&[]);
    let at = Moment::from_unix_seconds(NOW);
    let world = World { trust: &trust, policy: Policy::default(), at, clock: None };
    assert!(pipeline::verify(&binary, &world).is_err());
    assert!(Scanned::new(vec![b'A'; 2 << 20]).is_err(), "two megabytes are no code");
}

/// A wrong clock is the device's fault: what it calls not valid yet is amber, never red. What has
/// ended by a clock that is behind has ended all the more.
#[test]
fn a_clock_behind_makes_nothing_red() {
    let mut setting = Setting::new();
    setting.list.created = setting.clock.map(|clock| clock.plus_seconds(3 * DAY));
    setting.list.entries[0].not_before = setting.list.created;
    setting.draft.issued = Moment::from_unix_seconds(NOW + DAY);
    setting.draft.expires = Moment::from_unix_seconds(NOW + 9 * DAY);
    let verdict = setting.judge(&setting.seal().text).unwrap();
    assert_eq!(
        (verdict.outcome(), reasons(&verdict)),
        (Outcome::Undecided, vec![Reason::ClockBehind])
    );
    assert_eq!(verdict.checks.validity, Check::Unknown);
    setting.draft.expires = Moment::from_unix_seconds(NOW - 1);
    setting.draft.issued = Moment::from_unix_seconds(NOW - DAY);
    let verdict = setting.judge(&setting.seal().text).unwrap();
    assert_eq!(reasons(&verdict), [Reason::Expired, Reason::ClockBehind]);
    // A moment that was asked about, and not taken from the clock, is not in doubt.
    setting.clock = setting.clock.map(|clock| clock.plus_seconds(-1));
    setting.draft.issued = Moment::from_unix_seconds(NOW + DAY);
    setting.draft.expires = Moment::from_unix_seconds(NOW + 9 * DAY);
    setting.list.entries[0].not_before = None;
    let verdict = setting.judge(&setting.seal().text).unwrap();
    assert_eq!(reasons(&verdict), [Reason::NotYetValid, Reason::ClockBehind]);
}

#[test]
fn demo_mode_lets_specimens_show_their_colours() {
    let mut setting = Setting::new();
    setting.list = setting.issuer.list("l", Scope::Demo, setting.clock);
    let text = setting.seal().text;
    assert_eq!(setting.judge(&text).map(|v| v.outcome()), Some(Outcome::Undecided));
    setting.policy.demo = true;
    assert_eq!(setting.judge(&text).map(|v| v.outcome()), Some(Outcome::Accept));
    setting.draft.expires = Moment::from_unix_seconds(NOW - 1);
    assert_eq!(setting.judge(&setting.seal().text).map(|v| v.outcome()), Some(Outcome::Reject));
}

#[test]
fn a_key_of_two_scopes_counts_as_the_lower() {
    let setting = Setting::new();
    let test = setting.issuer.list("other", Scope::Test, None);
    let (trust, conflicts) = TrustStore::of(&[setting.list.clone(), test]);
    assert_eq!(conflicts.len(), 1);
    let at = Moment::from_unix_seconds(NOW);
    let world = World { trust: &trust, policy: Policy::default(), at, clock: None };
    let verdict = pipeline::verify(&Scanned::new(setting.seal().text).unwrap(), &world).unwrap();
    assert_eq!(reasons(&verdict), [Reason::Specimen]);
}

/// Eight bytes can be shared: the key that fits is found among all of the same kid.
#[test]
fn every_key_of_a_kid_is_tried() {
    let mut setting = Setting::new();
    let mut other = setting.list.entries[0].clone();
    other.spki = Issuer::from_seed("same kid", "PRT").unwrap().spki().to_vec();
    setting.list.entries.insert(0, other);
    let verdict = setting.judge(&setting.seal().text).unwrap();
    assert_eq!(verdict.outcome(), Outcome::Accept);
}

/// The protected kid wins; the other is not tried.
#[test]
fn a_protected_kid_comes_before_an_unprotected_one() {
    let setting = Setting::new();
    let kid = setting.issuer.kid().to_vec();
    let make = |protected: Vec<u8>, unprotected: Vec<u8>| {
        let header = |kid| HeaderBuilder::new().key_id(kid);
        let sign1 = CoseSign1Builder::new()
            .protected(header(protected).algorithm(iana::Algorithm::ES256).build())
            .unprotected(header(unprotected).build())
            .payload(setting.seal().payload)
            .create_signature(&[], |message| setting.issuer.sign(message))
            .build();
        setting.judge(&Layers::wrap(sign1.to_tagged_vec().unwrap()).text).unwrap()
    };
    assert_eq!(make(kid.clone(), vec![1; 8]).outcome(), Outcome::Accept);
    assert_eq!(reasons(&make(vec![1; 8], kid)), [Reason::UnknownIssuer]);
}

#[test]
fn ps256_is_verified_and_bound_to_its_kind_of_key() {
    let mut random = rand_core::UnwrapErr(getrandom::SysRng);
    let key = rsa::PrivateKey::new(&mut random, 2048).unwrap();
    let signing = pss::SigningKey::<Sha256>::new(key.clone());
    let setting = Setting::new();
    let kid = vec![7; 8];
    let seal = |algorithm| {
        let header = HeaderBuilder::new().algorithm(algorithm).key_id(kid.clone()).build();
        let sign1 = CoseSign1Builder::new()
            .protected(header)
            .payload(setting.seal().payload)
            .create_signature(&[], |message| {
                signing
                    .sign_with_rng(&mut rand_core::UnwrapErr(getrandom::SysRng), message)
                    .to_vec()
            })
            .build();
        Layers::wrap(sign1.to_tagged_vec().unwrap()).text
    };
    let mut with_rsa = Setting::new();
    let entry = &mut with_rsa.list.entries[0];
    entry.kid = kid.clone();
    entry.kind = KeyKind::Rsa;
    entry.spki = key.to_public_key().to_public_key_der().unwrap().into_vec();
    let verdict = with_rsa.judge(&seal(iana::Algorithm::PS256)).unwrap();
    assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]));

    // The same signature under the name of the other algorithm, and an EC key under this kid.
    let confused = with_rsa.judge(&seal(iana::Algorithm::ES256)).unwrap();
    assert_eq!(reasons(&confused), [Reason::SignatureMalformed]);
    let mut with_ec = Setting::new();
    with_ec.list.entries[0].kid = kid.clone();
    let mismatch = with_ec.judge(&seal(iana::Algorithm::PS256)).unwrap();
    assert_eq!(reasons(&mismatch), [Reason::SignatureMismatch]);
}
