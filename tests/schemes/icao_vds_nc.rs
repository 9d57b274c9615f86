//! ICAO seals: a signer's certificate that comes with the code, and the authority behind it.

use base64ct::{Base64, Base64Url, Base64UrlUnpadded, Encoding};
use proptest::prelude::*;
use serde_json::{Value, json};
use vidimus::{
    issue::{
        Issuer,
        icao_vds_nc::{SealAuthority, SealSigner, test_data, vaccination_data},
    },
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    scan::Scanned,
    scheme::{Entry, Scheme, TestMethod, TestResult},
    signature::Scope,
    trust::{
        List, RevocationList, TrustStore,
        pack::{self, Manifest},
        read,
    },
    verdict::{Check, Effect, Outcome, Reason, Verdict},
};

const NOW: i64 = 1_800_000_000;
const DAY: i64 = 86_400;

const fn at(seconds: i64) -> Moment {
    Moment::from_unix_seconds(NOW + seconds)
}

/// A country whose authority is held, its signer, and everything that can be changed.
#[derive(Clone)]
struct Setting {
    authority: SealAuthority,
    signer: SealSigner,
    data: Value,
    /// The certificate in the code, where it is another than the authority's on the signer.
    certificate: Option<Vec<u8>>,
    scope: Scope,
    /// What is held beside the authority.
    lists: Vec<List>,
    now: Moment,
}

impl Setting {
    fn new() -> Self {
        let authority = authority("authority");
        let signer = SealSigner::new(issuer("signer"), &authority);
        Self {
            authority,
            signer,
            data: vaccination_data("PRT"),
            certificate: None,
            scope: Scope::Live,
            lists: Vec::new(),
            now: at(0),
        }
    }

    fn certificate(&self) -> Vec<u8> {
        self.certificate.clone().unwrap_or_else(|| self.authority.sign(&self.signer))
    }

    fn text(&self) -> String {
        self.signer.seal(&self.data, &self.certificate())
    }

    fn document(&self) -> Value {
        serde_json::from_str(&self.text()).unwrap()
    }

    fn lists(&self) -> Vec<List> {
        let mut held = list(&self.authority, self.scope);
        held.created = Some(at(0));
        [vec![held], self.lists.clone()].concat()
    }

    fn judge(&self, text: &str) -> Option<Verdict> {
        self.judge_with(&TrustStore::of(&self.lists()).0, text)
    }

    fn judge_with(&self, trust: &TrustStore, text: &str) -> Option<Verdict> {
        let world = World { trust, policy: Policy::default(), at: self.now, clock: Some(self.now) };
        pipeline::verify(&Scanned::new(text).unwrap(), &world).ok()
    }
}

fn issuer(seed: &str) -> Issuer {
    Issuer::from_seed(seed, "PT").unwrap()
}

fn authority(seed: &str) -> SealAuthority {
    SealAuthority::new(issuer(seed), "PT", (at(-1000 * DAY), at(1000 * DAY)))
}

/// The list that a reader makes of the authority's own certificate.
fn list(authority: &SealAuthority, scope: Scope) -> List {
    let mut list = read::read(&authority.certificate(), None).unwrap();
    for entry in &mut list.entries {
        entry.scope = Some(scope);
    }
    list
}

fn reasons(verdict: &Verdict) -> Vec<Reason> {
    verdict.findings.iter().map(|finding| finding.reason).collect()
}

#[test]
fn a_proof_of_vaccination_is_accepted() {
    let setting = Setting::new();
    let verdict = setting.judge(&setting.text()).expect("a certificate");
    assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]));
    assert_eq!(verdict.scheme, Some(Scheme::IcaoVdsNc));
    let shown = verdict.shown.unwrap();
    assert_eq!(shown.signer.unwrap().country.as_deref(), Some("PRT"));
    let person = shown.claims.credential.person;
    assert_eq!(person.surname.as_deref(), Some("SPECIMEN"));
    assert_eq!(person.given.as_deref(), Some("MARIA ANNA"));
    assert_eq!(person.document.as_deref(), Some("X0000001"));
    let [Entry::Vaccination(first), Entry::Vaccination(second)] =
        shown.claims.credential.entries.as_slice()
    else {
        panic!("two doses");
    };
    assert_eq!(first.disease.as_deref(), Some("COVID-19"));
    assert_eq!(first.product.as_deref(), Some("Comirnaty"));
    assert_eq!((first.dose, second.dose), (Some(1), Some(2)));
    assert_eq!(second.lot.as_deref(), Some("L2"));
    assert_eq!(second.date.map(|date| date.iso()).as_deref(), Some("2026-04-01"));
}

#[test]
fn a_proof_of_testing_is_accepted() {
    let setting = Setting { data: test_data("PRT"), ..Setting::new() };
    let verdict = setting.judge(&setting.text()).expect("a certificate");
    assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]));
    let credential = verdict.shown.unwrap().claims.credential;
    assert_eq!(credential.person.document.as_deref(), Some("X0000001"));
    let [Entry::Test(test)] = credential.entries.as_slice() else { panic!("a test") };
    assert_eq!(test.method, Some(TestMethod::Naat));
    assert_eq!(test.result, Some(TestResult::Negative));
    assert_eq!(test.sampled.unwrap().rfc3339().as_deref(), Some("2026-12-01T02:00:00Z"));
}

/// What real issuers do and a verifier has to take.
#[test]
fn known_deviations_are_tolerated() {
    let setting = Setting::new();
    let honest = setting.document();
    let padded = |member: &str, document: &Value| {
        let mut document = document.clone();
        let text = document["sig"][member].as_str().unwrap();
        let bytes = Base64UrlUnpadded::decode_vec(text).unwrap();
        document["sig"][member] = Base64Url::encode_string(&bytes).into();
        document.to_string()
    };
    let reversed = format!(r#"{{"sig":{},"data":{}}}"#, honest["sig"], honest["data"]);
    let old_name = {
        let mut signer = setting.signer.clone();
        signer.issued_by = Some("SEAL  signing AUTHORITY".to_owned());
        signer.seal(&setting.data, &setting.authority.sign(&signer))
    };
    let no_kinds = {
        let mut signer = setting.signer.clone();
        signer.kinds = None;
        signer.seal(&setting.data, &setting.authority.sign(&signer))
    };
    let dose_as_text = {
        let mut data = setting.data.clone();
        data["msg"]["ve"][0]["vd"][0]["seq"] = "1".into();
        setting.signer.seal(&data, &setting.certificate())
    };
    let cases = [
        ("white space", serde_json::to_string_pretty(&honest).unwrap()),
        ("the signature first", reversed),
        ("an array around it (JP)", format!(" [ {honest} ] ")),
        ("a padded certificate (AU)", padded("cer", &honest)),
        ("a padded signature (AU)", padded("sigvl", &honest)),
        ("a number as text", dose_as_text),
        ("the authority's name in other letters", old_name),
        ("a signer that names no kinds of seals", no_kinds),
    ];
    for (why, text) in cases {
        let verdict = setting.judge(&text).expect(why);
        assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]), "{why}");
    }
}

#[test]
fn every_fault_has_its_reason() {
    for (why, setting, text, expected) in faults() {
        let verdict = setting.judge(&text).expect(why);
        assert_eq!(reasons(&verdict), expected, "{why}");
        let wanted = match expected.first().expect("a reason").effect() {
            Effect::Reject => Outcome::Reject,
            Effect::Undecided => Outcome::Undecided,
            Effect::Note => Outcome::Accept,
        };
        assert_eq!(verdict.outcome(), wanted, "{why}");
        let proven = verdict.shown.as_ref().is_some_and(|shown| shown.signer.is_some());
        assert_eq!(proven, verdict.checks.signature == Check::Pass, "{why}");
    }
}

fn faults() -> Vec<(&'static str, Setting, String, Vec<Reason>)> {
    let mut faults = Vec::new();
    let mut add = |why, reason: Reason, make: &dyn Fn(&mut Setting) -> String| {
        let mut setting = Setting::new();
        let text = make(&mut setting);
        faults.push((why, setting, text, vec![reason]));
    };
    let changed = |setting: &Setting, change: &dyn Fn(&mut Value)| {
        let mut document = setting.document();
        change(&mut document);
        document.to_string()
    };

    // Damaged.
    add("cut off", Reason::Json, &|s| s.text()[..300].to_owned());
    add("a member twice", Reason::DuplicateKey, &|s| {
        s.text().replacen("\"dob\":", "\"dob\":\"1900-01-01\",\"dob\":", 1)
    });
    add("nested too deeply", Reason::Json, &|s| {
        changed(s, &|d| {
            let deep = "[".repeat(80) + &"]".repeat(80);
            d["data"]["msg"]["opt"] = serde_json::from_str(&deep).unwrap();
        })
    });
    add("a number with a fraction", Reason::CanonicalForm, &|s| {
        changed(s, &|d| d["data"]["msg"]["opt"] = json!(0.5))
    });
    add("no signature", Reason::Jws, &|s| changed(s, &|d| d["sig"] = json!({ "alg": "ES256" })));
    add("a signature in another alphabet", Reason::Base64, &|s| {
        changed(s, &|d| d["sig"]["sigvl"] = Base64::encode_string(&[0xff; 64]).into())
    });
    add("no certificate in the place of one", Reason::Jws, &|s| {
        changed(s, &|d| d["sig"]["cer"] = Base64UrlUnpadded::encode_string(b"none").into())
    });
    add("two seals", Reason::Jws, &|s| format!("[{0},{0}]", s.text()));
    add("no kind", Reason::Claims, &|s| changed(s, &|d| d["data"]["hdr"]["t"] = Value::Null));
    add("no name", Reason::Claims, &|s| changed(s, &|d| d["data"]["msg"]["pid"] = json!({})));
    add("no dose", Reason::NoEntry, &|s| changed(s, &|d| d["data"]["msg"]["ve"] = json!([])));
    add("on something else", Reason::SchemeUnsupported, &|s| {
        changed(s, &|d| d["data"]["hdr"]["t"] = "icao.dta".into())
    });
    add("of a later version", Reason::SchemeUnsupported, &|s| {
        changed(s, &|d| d["data"]["hdr"]["v"] = 2.into())
    });

    // Signature.
    add("another name", Reason::SignatureMismatch, &|s| {
        changed(s, &|d| d["data"]["msg"]["pid"]["n"] = "SPECIMEN  MARTA".into())
    });
    add("one space less in the name", Reason::SignatureMismatch, &|s| {
        changed(s, &|d| d["data"]["msg"]["pid"]["n"] = "SPECIMEN MARIA ANNA".into())
    });
    add("a member more", Reason::SignatureMismatch, &|s| {
        changed(s, &|d| d["data"]["msg"]["opt"] = "".into())
    });
    add("no algorithm", Reason::Algorithm, &|s| changed(s, &|d| d["sig"]["alg"] = Value::Null));
    add("none", Reason::Algorithm, &|s| changed(s, &|d| d["sig"]["alg"] = "none".into()));
    add("ES384 named, ES256 made", Reason::SignatureMalformed, &|s| {
        changed(s, &|d| d["sig"]["alg"] = "ES384".into())
    });
    add("changed, of an authority that nobody knows", Reason::SignatureMismatch, &|s| {
        let stranger = authority("stranger");
        s.certificate = Some(stranger.sign(&SealSigner::new(issuer("signer"), &stranger)));
        changed(s, &|d| d["data"]["msg"]["pid"]["n"] = "SPECIMEN  MARTA".into())
    });

    // The path.
    add("an authority that nobody knows", Reason::UnknownIssuer, &|s| {
        let stranger = authority("stranger");
        s.signer = SealSigner::new(issuer("signer"), &stranger);
        s.certificate = Some(stranger.sign(&s.signer));
        s.text()
    });
    add("an authority that names itself after one that is held", Reason::UnknownIssuer, &|s| {
        // The same name and another key identifier: only what it says of itself.
        let forger = authority("forger");
        s.signer = SealSigner::new(issuer("signer"), &forger);
        s.certificate = Some(forger.sign(&s.signer));
        s.text()
    });
    add("the right key identifier, another's signature", Reason::AuthorityMismatch, &|s| {
        s.certificate = Some(authority("forger").sign(&s.signer));
        s.text()
    });
    // A name names no key: the authority may have another one.
    add("no key identifier, the right name, another's signature", Reason::UnknownIssuer, &|s| {
        s.signer.authority = None;
        s.certificate = Some(authority("forger").sign(&s.signer));
        s.text()
    });
    add("the right key, another name", Reason::AuthorityMismatch, &|s| {
        s.signer.issued_by = Some("Somebody".to_owned());
        s.text()
    });
    add("an authority of another network", Reason::UnknownIssuer, &|s| {
        let mut other = list(&authority("other"), Scope::Live);
        other.entries[0].domain = Some("DCC".to_owned());
        s.lists.push(other);
        let authority = authority("other");
        s.signer = SealSigner::new(issuer("signer"), &authority);
        s.certificate = Some(authority.sign(&s.signer));
        s.text()
    });
    add(
        "a certificate with another key under the same signature",
        Reason::AuthorityMismatch,
        &|s| {
            let honest = s.certificate();
            let forger = issuer("forger");
            let place =
                honest.windows(91).position(|bytes| bytes == s.signer.issuer.spki()).unwrap();
            let mut forged = honest;
            forged[place..place + 91].copy_from_slice(forger.spki());
            s.signer.issuer = forger;
            s.certificate = Some(forged);
            s.text()
        },
    );

    // What the signer may do.
    add("no purpose", Reason::KeyUsage, &|s| {
        s.signer.purposes.clear();
        s.text()
    });
    add("another purpose", Reason::KeyUsage, &|s| {
        s.signer.purposes = vec!["1.3.6.1.4.1.1847.2021.1.2"];
        s.text()
    });
    add("a signer for proofs of testing", Reason::KeyUsage, &|s| {
        s.signer.kinds = Some(vec!["NT"]);
        s.text()
    });
    add("a signer for proofs of vaccination, on a test", Reason::KeyUsage, &|s| {
        s.signer.kinds = Some(vec!["NV"]);
        s.data = test_data("PRT");
        s.text()
    });
    add("a critical extension that nobody knows", Reason::KeyUsage, &|s| {
        s.signer.unknown = Some("1.2.3.4");
        s.text()
    });
    add("another state's signer", Reason::IssuerMismatch, &|s| {
        s.data = vaccination_data("ESP");
        s.text()
    });
    add("past the signer's end", Reason::SignerExpired, &|s| {
        s.signer.validity.1 = at(-1);
        s.text()
    });
    add("past the authority's end", Reason::SignerExpired, &|s| {
        s.authority.validity.1 = at(-1);
        s.signer.validity.1 = at(DAY);
        s.text()
    });
    add("before the signer's beginning", Reason::SignerNotYetValid, &|s| {
        s.signer.validity.0 = at(DAY);
        s.text()
    });
    add("before the authority's beginning", Reason::SignerNotYetValid, &|s| {
        s.authority.validity.0 = at(DAY);
        s.text()
    });
    add("withdrawn", Reason::SignerRevoked, &|s| {
        let der = s.authority.revoke(&[1, 4711], at(-DAY), at(DAY));
        s.lists.push(read::read(&der, None).unwrap());
        s.text()
    });
    add("withdrawn by a list that is old by now", Reason::SignerRevoked, &|s| {
        let der = s.authority.revoke(&[4711], at(-90 * DAY), at(-60 * DAY));
        s.lists.push(read::read(&der, None).unwrap());
        s.text()
    });
    add("a test authority", Reason::Specimen, &|s| {
        s.scope = Scope::Test;
        s.text()
    });
    faults
}

#[test]
fn only_its_own_authority_withdraws_a_signer() {
    let by = |seed, serials: &[u32]| authority(seed).revoke(serials, at(-DAY), at(DAY));
    for (why, unclaimed, der) in [
        ("others withdrawn", 0, by("authority", &[1, 2])),
        ("nobody withdrawn", 0, by("authority", &[])),
        ("another authority's list", 1, by("other", &[4711])),
        ("a forged list", 1, {
            let mut forger = authority("forger");
            forger.identifier = authority("authority").identifier;
            forger.revoke(&[4711], at(-DAY), at(DAY))
        }),
    ] {
        let mut setting = Setting::new();
        setting.lists.push(read::read(&der, None).unwrap());
        let (store, _) = TrustStore::of(&setting.lists());
        assert_eq!(store.unclaimed_revocations(), unclaimed, "{why}");
        let verdict = setting.judge_with(&store, &setting.text()).unwrap();
        assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]), "{why}");
    }
}

/// One key under two scopes counts as the lower, for authorities as for signers.
#[test]
fn an_authority_of_a_test_is_none_of_the_real_world() {
    let mut setting = Setting::new();
    setting.lists.push(list(&setting.authority, Scope::Test));
    let (_, conflicts) = TrustStore::of(&setting.lists());
    assert_eq!(conflicts.len(), 1);
    assert_eq!(reasons(&setting.judge(&setting.text()).unwrap()), [Reason::Specimen]);
}

/// A list may name the signer's certificate itself; then nobody else has to. The same key in a
/// certificate that anybody made is nobody's: what it may sign, and for whom, is read from there.
#[test]
fn a_signer_that_a_list_names_needs_no_authority() {
    let stranger = authority("stranger");
    let mut setting = Setting::new();
    setting.signer = SealSigner::new(issuer("signer"), &stranger);
    setting.certificate = Some(stranger.sign(&setting.signer));
    let mut signers = read::read(&setting.certificate(), None).unwrap();
    signers.created = Some(at(0));
    signers.entries.iter_mut().for_each(|entry| entry.scope = Some(Scope::Live));
    setting.lists.push(signers);
    let verdict = setting.judge(&setting.text()).unwrap();
    assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]));
    let mut of_another_state = setting.clone();
    of_another_state.data["hdr"]["is"] = "JPN".into();
    let verdict = of_another_state.judge(&of_another_state.text()).unwrap();
    assert_eq!(reasons(&verdict), [Reason::IssuerMismatch]);
    let mut again = setting.clone();
    again.certificate = Some(authority("another stranger").sign(&again.signer));
    assert_eq!(reasons(&again.judge(&again.text()).unwrap()), [Reason::UnknownIssuer]);
    // Nor does the bare key: anybody may put it in a certificate.
    let mut bare = setting.clone();
    bare.lists.pop();
    bare.lists.push(bare.signer.issuer.list("signers", Scope::Live, Some(at(0))));
    assert_eq!(reasons(&bare.judge(&bare.text()).unwrap()), [Reason::UnknownIssuer]);
    // That does not help a forger who names an authority that is held.
    let mut forged = Setting { lists: setting.lists.clone(), ..Setting::new() };
    forged.certificate = Some(authority("forger").sign(&forged.signer));
    let verdict = forged.judge(&forged.text()).unwrap();
    assert_eq!(reasons(&verdict), [Reason::AuthorityMismatch]);
}

#[test]
fn a_pack_carries_authorities_and_what_they_withdrew() {
    let operator = issuer("operator");
    let manifest =
        Manifest { name: "pack".into(), sequence: 1, created: at(0), next_update: at(DAY) };
    let setting = Setting::new();
    let entries = list(&setting.authority, Scope::Live).entries;
    let revoked =
        RevocationList::read(&setting.authority.revoke(&[4711], at(-DAY), at(DAY))).unwrap();
    for (revocations, expected) in [(vec![], vec![]), (vec![revoked], vec![Reason::SignerRevoked])]
    {
        let sign = |message: &[u8]| Ok::<_, ()>(operator.sign(message));
        let bytes = pack::build(&manifest, &entries, &revocations, sign).unwrap();
        let opened = pack::open(&bytes, pack::Authority::Build).unwrap();
        assert_eq!((&opened.entries, &opened.revocations), (&entries, &revocations));
        let (store, _) = TrustStore::of(&[opened]);
        let verdict = setting.judge_with(&store, &setting.text()).unwrap();
        assert_eq!(reasons(&verdict), expected);
    }
}

#[test]
fn a_revocation_list_about_some_certificates_is_refused() {
    let honest = authority("authority").revoke(&[1], at(-DAY), at(DAY));
    assert!(RevocationList::read(&honest).is_ok());
    // In the place of the authority's key identifier: a delta, a distribution point.
    for extension in [0x1b, 0x1c] {
        let mut other = honest.clone();
        let place = other.windows(3).position(|bytes| bytes == [0x55, 0x1d, 0x23]).unwrap();
        other[place + 2] = extension;
        assert!(RevocationList::read(&other).is_err());
        let list = read::read(&other, None).unwrap();
        assert_eq!((list.revocations.len(), list.refused.len()), (0, 1), "accounted for");
    }
    assert!(RevocationList::read(&honest[..honest.len() - 1]).is_err());
    assert!(RevocationList::read(&authority("authority").certificate()).is_err());
}

#[test]
fn what_is_no_seal_has_no_verdict() {
    let setting = Setting::new();
    for text in ["{}", "[]", r#"{"data":{}}"#, r#"{"name":"sigvl"}"#, "[1,2", "{"] {
        assert!(setting.judge(text).is_none(), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever bit of the code is flipped: it is never accepted, unless the document that it holds
    /// is the same one (white space, and padding aside there is nothing).
    #[test]
    fn no_flipped_bit_is_accepted(place in any::<prop::sample::Index>(), bit in 0..7_u32) {
        let setting = Setting::new();
        let mut bytes = setting.text().into_bytes();
        let place = place.index(bytes.len());
        bytes[place] ^= 1_u8 << bit;
        let text = String::from_utf8(bytes).unwrap();
        let same = serde_json::from_str::<Value>(&text).is_ok_and(|read| read == setting.document());
        let verdict = setting.judge(&text);
        let accepted = verdict.is_some_and(|verdict| verdict.outcome() == Outcome::Accept);
        prop_assert!(!accepted || same, "{place}");
    }

    /// The same of the bytes within: the certificate and the signature.
    #[test]
    fn no_flipped_bit_of_the_certificate_or_the_signature_is_accepted(
        place in any::<prop::sample::Index>(),
        bit in 0..8_u32,
        member in prop::sample::select(vec!["cer", "sigvl"]),
    ) {
        let setting = Setting::new();
        let mut document = setting.document();
        let text = document["sig"][member].as_str().unwrap();
        let mut bytes = Base64UrlUnpadded::decode_vec(text).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= 1_u8 << bit;
        document["sig"][member] = Base64UrlUnpadded::encode_string(&bytes).into();
        let verdict = setting.judge(&document.to_string()).expect("a certificate");
        prop_assert!(verdict.outcome() != Outcome::Accept, "{member} {place} {bit}");
    }

    /// Damaged lists are read without a panic; and a damaged revocation list withdraws nobody, a
    /// damaged authority vouches for nobody.
    #[test]
    fn a_damaged_list_changes_nothing(
        place in any::<prop::sample::Index>(),
        bit in 0..8_u32,
        withdraws in any::<bool>(),
    ) {
        let mut setting = Setting::new();
        let mut der = if withdraws {
            setting.authority.revoke(&[4711], at(-DAY), at(DAY))
        } else {
            authority("authority").certificate()
        };
        let place = place.index(der.len());
        der[place] ^= 1_u8 << bit;
        if let Ok(list) = read::read(&der, None) {
            setting.lists.push(list);
        }
        let verdict = setting.judge(&setting.text()).expect("a certificate");
        prop_assert!(verdict.outcome() == Outcome::Accept, "{place} {bit}");
    }

    /// Anything at all in its place ends without a panic, and never in green.
    #[test]
    fn nonsense_is_not_accepted(text in r#"\{"data":\{"hdr":\{[a-z":{},0-9\[\]]{0,200}"#) {
        let setting = Setting::new();
        let verdict = setting.judge(&text);
        prop_assert!(verdict.is_none_or(|verdict| verdict.outcome() != Outcome::Accept));
    }
}
