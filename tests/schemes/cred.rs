//! CRED: codes of our own issuer, sound and broken, and the verdict on each.

use vidimus::{
    issue::CredIssuer,
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    scan::Scanned,
    scheme::{self, TestMethod, TestResult},
    signature::{Scope, Usage},
    trust::{List, TrustStore},
    verdict::{Outcome, Reason, Verdict},
};

const NOW: i64 = 1_800_000_000;
const BADGE: &str = "20261201/SPECIMEN/COVID19/012L20A/28//C28161/RA/500/MARIA%20SPECIMEN/19900513";
const PCR: &str = "SPECIMEN/MARIA//19900513/F/77/78/20270114/20270115/PCR/NEGATIVE";

struct Setting {
    issuer: CredIssuer,
    list: List,
}

impl Setting {
    fn new() -> Self {
        let issuer = CredIssuer::from_seed("cred", "KEYS.EXAMPLE").unwrap();
        let now = Moment::from_unix_seconds(NOW);
        Self { list: issuer.list("BMU", Scope::Live, Some(now)).unwrap(), issuer }
    }

    fn judge(&self, text: &str) -> Option<Verdict> {
        let (trust, _) = TrustStore::of(std::slice::from_ref(&self.list));
        let at = Moment::from_unix_seconds(NOW);
        let world = World { trust: &trust, policy: Policy::default(), at, clock: Some(at) };
        pipeline::verify(&Scanned::new(text).unwrap(), &world).ok()
    }

    fn of(&self, kind: &str, payload: &str) -> Verdict {
        self.judge(&self.issuer.seal(kind, 2, payload)).expect(payload)
    }
}

fn reasons(verdict: &Verdict) -> Vec<Reason> {
    verdict.findings.iter().map(|finding| finding.reason).collect()
}

#[test]
fn sound_codes_of_every_type_are_accepted() {
    let setting = Setting::new();
    let vaccinated = "MARIA/SPECIMEN/19900513/F/77/PFIZER/A1/20260301/PFIZER/A2/20260401//";
    for (kind, payload) in [
        ("BADGE", BADGE),
        ("STATUS", "2//MS90"),
        ("BM.PCR", PCR),
        ("BM.VAX", vaccinated),
        ("BM.KEY", "20270115/MS/0513"),
    ] {
        let verdict = setting.of(kind, payload);
        assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]), "{kind}");
    }
    let shown = setting.of("BADGE", BADGE).shown.unwrap();
    assert_eq!(shown.signer.unwrap().country.as_deref(), Some("BMU"));
    assert_eq!(shown.claims.credential.person.surname.as_deref(), Some("MARIA SPECIMEN"));
    let shown = setting.of("BM.PCR", PCR).shown.unwrap();
    let [scheme::Entry::Test(test)] = shown.claims.credential.entries.as_slice() else {
        panic!("no test");
    };
    assert_eq!((test.method, test.result), (Some(TestMethod::Naat), Some(TestResult::Negative)));
    // The type is not signed; the field is.
    let antigen = setting.of("BM.PCR", &PCR.replace("PCR", "ANTIGEN")).shown.unwrap();
    let [scheme::Entry::Test(test)] = antigen.claims.credential.entries.as_slice() else {
        panic!("no test");
    };
    assert_eq!(test.method, Some(TestMethod::Antigen));
}

/// Both of the two s that fit are taken: signers do not choose the lower one.
#[test]
fn either_s_is_taken() {
    let setting = Setting::new();
    let signature = setting.issuer.sign(BADGE.as_bytes());
    let (r, s) = signature.split_scalars();
    let other = k256::ecdsa::Signature::from_scalars(*r, -*s).unwrap();
    assert_ne!(other, signature);
    let text = setting.issuer.close("BADGE", 2, BADGE, other.to_der().as_bytes());
    assert_eq!(setting.judge(&text).unwrap().outcome(), Outcome::Accept);
}

#[test]
fn every_fault_has_its_reason() {
    type Change = fn(&mut Setting) -> String;
    let faults: &[(&str, &[Reason], Change)] = &[
        ("a part too many", &[Reason::Fields], |s| s.issuer.seal("BADGE", 2, BADGE) + ":X"),
        ("no parts", &[Reason::Fields], |_| "CRED:".into()),
        ("the old syntax", &[Reason::Fields], |_| "CRED:badge:1:00@x?a=b".into()),
        ("a character of no Base32", &[Reason::Base32], |s| {
            s.issuer.seal("BADGE", 2, BADGE).replacen("CRED:BADGE:2:G", "CRED:BADGE:2:1", 1)
        }),
        ("a character lost", &[Reason::Base32], |s| {
            s.issuer.close("BADGE", 2, BADGE, &[0; 5]).replacen("AAAAAAAA", "AAAAAA", 1)
        }),
        ("an escape cut short", &[Reason::Fields], |s| s.issuer.seal("BADGE", 2, "%2")),
        ("a badge that is none", &[Reason::Claims], |s| s.issuer.seal("BADGE", 2, "X/Y/Z")),
        ("a coupon", &[Reason::SchemeUnsupported], |s| s.issuer.seal("COUPON", 1, "2/5000/X/1A/")),
        ("a coupon called a status", &[Reason::Claims], |s| {
            s.issuer.seal("STATUS", 1, "2/5000/X/1A/")
        }),
        ("a key called a badge", &[Reason::Claims], |s| {
            s.issuer.seal("BADGE", 1, "20270115/MS/0513")
        }),
        ("not vaccinated", &[Reason::SchemeUnsupported], |s| s.issuer.seal("STATUS", 1, "0//MS90")),
        ("a safe key of yesterday", &[Reason::Expired], |s| {
            s.issuer.seal("BM.KEY", 1, "20270114/MS/0513")
        }),
        ("r and s, not in DER", &[Reason::SignatureMalformed], |s| {
            let signature = s.issuer.sign(BADGE.as_bytes()).to_bytes();
            s.issuer.close("BADGE", 2, BADGE, &signature)
        }),
        ("a byte after the signature", &[Reason::SignatureMalformed], |s| {
            let der = s.issuer.sign(BADGE.as_bytes()).to_der();
            s.issuer.close("BADGE", 2, BADGE, &[der.as_bytes(), &[0]].concat())
        }),
        ("another name", &[Reason::SignatureMismatch], |s| {
            s.issuer.seal("BADGE", 2, BADGE).replace("MARIA", "MALTE")
        }),
        ("the same, written otherwise", &[Reason::SignatureMismatch], |s| {
            s.issuer.seal("BADGE", 2, BADGE) + "/"
        }),
        ("another key of that name", &[Reason::SignatureMismatch], |_| {
            CredIssuer::from_seed("forger", "KEYS.EXAMPLE").unwrap().seal("BADGE", 2, BADGE)
        }),
        ("a stranger", &[Reason::UnknownIssuer], |_| {
            CredIssuer::from_seed("cred", "STRANGER").unwrap().seal("BADGE", 2, BADGE)
        }),
        ("a key of another network", &[Reason::UnknownIssuer], |s| {
            s.list.entries[0].domain = Some("DIVOC".into());
            s.issuer.seal("BADGE", 2, BADGE)
        }),
        ("a key that signs no badges", &[Reason::KeyUsage], |s| {
            s.list.entries[0].usage = Usage { test: true, vaccination: false, recovery: false };
            s.issuer.seal("BADGE", 2, BADGE)
        }),
        ("a test key", &[Reason::Specimen], |s| {
            s.list.entries[0].scope = Some(Scope::Test);
            s.issuer.seal("BADGE", 2, BADGE)
        }),
    ];
    for (why, expected, change) in faults {
        let mut setting = Setting::new();
        let text = change(&mut setting);
        let verdict = setting.judge(&text).expect(why);
        assert_eq!(reasons(&verdict), *expected, "{why}");
        assert_ne!(verdict.outcome(), Outcome::Accept, "{why}");
    }
}

#[test]
fn no_flipped_bit_of_payload_or_signature_is_accepted() {
    let setting = Setting::new();
    let signature = setting.issuer.sign(BADGE.as_bytes()).to_der();
    let signature = signature.as_bytes();
    for bit in 0..signature.len() * 8 {
        let mut flipped = signature.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let text = setting.issuer.close("BADGE", 2, BADGE, &flipped);
        let outcome = setting.judge(&text).map(|verdict| verdict.outcome());
        assert_eq!(outcome, Some(Outcome::Reject), "bit {bit} of the signature");
    }
    for bit in 0..BADGE.len() * 8 {
        let mut flipped = BADGE.as_bytes().to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let Ok(payload) = String::from_utf8(flipped) else { continue };
        let text = setting.issuer.close("BADGE", 2, &payload, signature);
        let outcome = setting.judge(&text).map(|verdict| verdict.outcome());
        assert_ne!(outcome, Some(Outcome::Accept), "bit {bit} of the payload");
    }
}
