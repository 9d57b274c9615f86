//! On what terms a key counts that lists name more than once.

use super::{DAY, judge, now, reasons};
use p256::{ecdsa::VerifyingKey, pkcs8::DecodePublicKey};
use vidimus::{
    envelope::cbor,
    issue::{
        CardDraft, Content, Issuer, Layers, demo_issuer,
        icao_vds_nc::{CERTIFIES, SealAuthority, SealSigner},
        stranger,
    },
    moment::Moment,
    signature::{Scope, Usage},
    trust::{List, TrustStore, read, store_with_demo},
    verdict::{Outcome, Reason},
};

fn issuer() -> Issuer {
    Issuer::from_seed("terms", "PT").unwrap()
}

fn days(days: i64) -> Moment {
    now().plus_seconds(days * DAY)
}

fn code(issuer: &Issuer) -> String {
    let claims = Content::Icvp.claims(issuer, days(-1), days(1));
    Layers::close(issuer, cbor::write(&claims)).text
}

/// What a reader makes of a file that its chooser calls real.
fn live(file: &[u8]) -> List {
    let mut list = read::read(file, None).unwrap();
    list.entries.iter_mut().for_each(|entry| entry.scope = Some(Scope::Live));
    list
}

/// The same key with its point written short, as SEC 1 §2.3.3 allows.
fn compressed(spki: &[u8]) -> Vec<u8> {
    let key = VerifyingKey::from_public_key_der(spki).unwrap();
    let point = key.to_sec1_point(true);
    // The header of a P-256 key, with the lengths of the shorter point.
    let header = [&[0x30, 0x39][..], &spki[2..23], &[0x03, 0x22, 0x00]].concat();
    [header.as_slice(), point.as_bytes()].concat()
}

/// A key that everybody has stays a demo's, however a list writes it.
#[test]
fn another_form_of_a_key_is_the_same_key() {
    for issuer in [demo_issuer().unwrap(), stranger().unwrap()] {
        let text = code(&issuer);
        let own = issuer.list("list", Scope::Live, Some(now()));
        let mut short = own.clone();
        short.entries[0].spki = compressed(issuer.spki());
        assert_ne!(short.entries[0].spki, issuer.spki());
        for list in [own, short.clone()] {
            let (store, conflicts) = store_with_demo(vec![list]);
            assert_eq!(conflicts.len(), 1);
            assert!(store.signers().all(|signer| signer.scope == Scope::Demo));
        }
        // The short form verifies by itself.
        assert_eq!(judge(text, &[short]).unwrap().outcome(), Outcome::Accept);
    }
}

/// Who holds a code chooses the identifier that it names, for the unprotected header is not
/// signed: the key counts on the terms of its certificate under every one.
#[test]
fn a_bare_key_lifts_nothing_of_its_certificate() {
    let authority = SealAuthority::new(issuer(), "PT", (days(-900), days(900)));
    let mut signer = SealSigner::new(issuer(), &authority);
    signer.validity = (days(-900), days(-100));
    let (certificate, bare) = (live(&authority.sign(&signer)), live(issuer().spki()));
    assert_ne!(certificate.entries[0].kid, bare.entries[0].kid);
    let verdict = judge(code(&issuer()), std::slice::from_ref(&bare)).unwrap();
    assert_eq!(verdict.outcome(), Outcome::Accept, "the identifier of the bare key");
    let mut short = bare.clone();
    short.entries[0].spki = compressed(issuer().spki());
    for beside in [&bare, &short] {
        for lists in [[certificate.clone(), beside.clone()], [beside.clone(), certificate.clone()]]
        {
            let verdict = judge(code(&issuer()), &lists).unwrap();
            assert_eq!(reasons(&verdict), [Reason::SignerExpired]);
        }
    }
}

/// Some countries have a certificate for each kind of event, over one key (SE). A bare key opens
/// nothing beyond them.
#[test]
fn certificates_of_one_key_add_up_and_its_bare_key_does_not() {
    let of = |kid: u8, usage: Usage| {
        let mut list = issuer().list("list", Scope::Live, Some(now()));
        list.entries[0].kid = vec![kid];
        list.entries[0].usage = usage;
        list
    };
    const NOTHING: Usage = Usage { recovery: false, test: false, vaccination: false };
    let tests = Usage { test: true, ..NOTHING };
    let vaccinations = Usage { vaccination: true, ..NOTHING };
    let bare = issuer().list("bare", Scope::Live, Some(now()));
    let judged = |lists: &[List]| reasons(&judge(code(&issuer()), lists).unwrap());
    assert_eq!(judged(&[bare.clone(), of(1, tests)]), [Reason::KeyUsage]);
    assert_eq!(judged(&[bare.clone(), of(1, tests), of(2, vaccinations)]), []);
    // A certificate for everything is one; only a bare key is none.
    let mut for_all = of(3, Usage::ANY);
    for_all.entries[0].not_after = Some(days(1));
    assert_eq!(judged(&[bare.clone(), of(1, tests), for_all]), []);
    // Two lists that contradict each other about one certificate leave nothing of it.
    assert_eq!(judged(&[bare, of(1, tests), of(1, vaccinations)]), [Reason::KeyUsage]);
}

/// A key that a list keeps to one scheme is no key for all because another list says nothing.
#[test]
fn silence_opens_no_other_scheme() {
    let mut kept = issuer().list("kept", Scope::Live, Some(now()));
    kept.entries[0].domain = Some("NZCP".to_owned());
    let free = issuer().list("free", Scope::Live, Some(now()));
    for lists in [[kept.clone(), free.clone()], [free, kept]] {
        let verdict = judge(code(&issuer()), &lists).unwrap();
        assert_eq!(reasons(&verdict), [Reason::UnknownIssuer]);
    }
}

/// One key of thousands of issuers, and of thousands of lists that name none, is one candidate: what
/// is held grows with the lists and not with their product, and a forged card costs one check.
#[test]
fn a_key_of_many_issuers_is_one_candidate() {
    const MANY: usize = 4000;
    let mut lists = vec![issuer().list("list", Scope::Live, Some(now()))];
    let entry = lists[0].entries[0].clone();
    lists[0].entries = (0..MANY)
        .flat_map(|n| {
            let mut bound = entry.clone();
            bound.issuer = Some(format!("https://{n}.example"));
            let mut free = entry.clone();
            free.kid = n.to_be_bytes().to_vec();
            [bound, free]
        })
        .collect();
    let (store, _) = TrustStore::of(&lists);
    assert_eq!(store.signers().count(), MANY);
    let draft = CardDraft {
        url: format!("https://{}.example", MANY - 1),
        surname: "Specimen".to_owned(),
        given: vec!["Maria".to_owned()],
        date_of_birth: "1990-05-13".to_owned(),
        resources: vec![CardDraft::dose("208", "2026-06-01")],
        issued: days(-1),
        expires: None,
    };
    let card = draft.seal(&issuer());
    let mut named = lists.clone();
    let kid = vidimus::scheme::open(&vidimus::scan::Scanned::new(card.clone()).unwrap()).unwrap();
    let vidimus::envelope::KeyHint::Kid(kid) = kid.seal().key().clone() else { panic!("a kid") };
    named[0].entries.iter_mut().for_each(|entry| entry.kid.clone_from(&kid));
    assert_eq!(judge(card.clone(), &named).unwrap().outcome(), Outcome::Accept);
    let (store, _) = TrustStore::of(&named);
    let sealed = vidimus::scheme::open(&vidimus::scan::Scanned::new(card).unwrap()).unwrap();
    assert_eq!(store.candidates(&sealed).len(), 1);
}

/// What an authority withdrew by its list stays withdrawn under every identifier of its key.
#[test]
fn a_withdrawal_is_of_the_key_of_an_authority() {
    let authority = SealAuthority::new(issuer(), "PT", (days(-900), days(900)));
    let mut held = live(&authority.certificate());
    let mut again = held.entries[0].clone();
    again.kid = b"another identifier".to_vec();
    held.entries.push(again);
    let crl = live(&authority.revoke(&[4711], days(-1), days(30)));
    let signer = SealSigner::new(Issuer::from_seed("signer", "PT").unwrap(), &authority);
    for identifier in [signer.authority.clone(), Some(b"another identifier".to_vec()), None] {
        let signer = SealSigner { authority: identifier.clone(), ..signer.clone() };
        let text = signer
            .seal(&vidimus::issue::icao_vds_nc::vaccination_data("PRT"), &authority.sign(&signer));
        let before = judge(text.as_str(), std::slice::from_ref(&held)).unwrap();
        assert_eq!(before.outcome(), Outcome::Accept, "{identifier:?}");
        let after = judge(text, &[held.clone(), crl.clone()]).unwrap();
        assert_eq!(reasons(&after), [Reason::SignerRevoked], "{identifier:?}");
    }
}

/// WHO keeps the keys of a country that does not exist in its production list.
#[test]
fn the_test_country_of_the_built_in_list_is_none() {
    let pack = vidimus::trust::embedded().unwrap();
    let of_test: Vec<_> =
        pack.entries.iter().filter(|entry| entry.scope != Some(Scope::Live)).collect();
    assert_eq!(of_test.len(), 5);
    for entry in &pack.entries {
        let is_test = entry.country.as_deref() == Some("XXH");
        assert_eq!(entry.scope == Some(Scope::Test), is_test, "{entry:?}");
    }
}

fn seal(authority: &SealAuthority, signer: &SealSigner) -> String {
    let data = vidimus::issue::icao_vds_nc::vaccination_data("PRT");
    signer.seal(&data, &authority.sign(signer))
}

fn signer(authority: &SealAuthority) -> SealSigner {
    SealSigner::new(Issuer::from_seed("signer", "PT").unwrap(), authority)
}

/// A real authority makes no real signer of a key that a list calls a test's.
#[test]
fn a_certified_key_counts_as_the_lower_too() {
    let authority = SealAuthority::new(issuer(), "PT", (days(-900), days(900)));
    let signer = signer(&authority);
    let text = seal(&authority, &signer);
    let held = live(&authority.certificate());
    assert_eq!(
        judge(text.as_str(), std::slice::from_ref(&held)).unwrap().outcome(),
        Outcome::Accept
    );
    let mut test = signer.issuer.list("test", Scope::Test, Some(now()));
    for spki in [signer.issuer.spki().to_vec(), compressed(signer.issuer.spki())] {
        test.entries[0].spki = spki;
        let verdict = judge(text.as_str(), &[held.clone(), test.clone()]).unwrap();
        assert_eq!(reasons(&verdict), [Reason::Specimen]);
    }
}

/// An identifier names a certificate by eight bytes that a list may give to any key.
#[test]
fn an_identifier_makes_no_certificate_of_another_key() {
    let stranger = SealAuthority::new(issuer(), "PT", (days(-900), days(900)));
    let signer = signer(&stranger);
    let mut list = Issuer::from_seed("other", "PT").unwrap().list("l", Scope::Live, Some(now()));
    list.entries[0].kid = live(&stranger.sign(&signer)).entries[0].kid.clone();
    list.entries[0].country = Some("PRT".to_owned());
    let verdict = judge(seal(&stranger, &signer), &[list]).unwrap();
    assert_eq!(reasons(&verdict), [Reason::UnknownIssuer]);
}

/// RFC 5280 §4.2.1.3: who may only sign lists, or documents, makes no signers.
#[test]
fn an_authority_may_certify_or_is_none() {
    for (usage, expected) in [
        (CERTIFIES, Outcome::Accept),
        (0b0000_0100, Outcome::Accept),
        (0b0000_0010, Outcome::Undecided),
        (0b1000_0000, Outcome::Undecided),
    ] {
        let validity = (days(-900), days(900));
        let authority =
            SealAuthority { key_usage: usage, ..SealAuthority::new(issuer(), "PT", validity) };
        let text = seal(&authority, &signer(&authority));
        let verdict = judge(text, &[live(&authority.certificate())]).unwrap();
        assert_eq!(verdict.outcome(), expected, "{usage:b}");
    }
}

/// Some certificates write their country in small letters.
#[test]
fn a_country_in_small_letters_is_that_country() {
    let authority = SealAuthority::new(issuer(), "pt", (days(-900), days(900)));
    let text = seal(&authority, &signer(&authority));
    let verdict = judge(text, &[live(&authority.certificate())]).unwrap();
    assert_eq!((verdict.outcome(), reasons(&verdict)), (Outcome::Accept, vec![]));
}
