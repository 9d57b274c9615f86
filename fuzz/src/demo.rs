//! The world that every target judges in, and what has to hold of every verdict.

use std::{
    collections::BTreeMap,
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};
use vidimus::{
    issue::{
        self, CredIssuer, DivocIssuer, Issuer, Specimen,
        icao_vds_nc::{SealAuthority, SealSigner},
    },
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    report::{Disclosure, report},
    scan::Scanned,
    scheme::{self, Claims, Credential, Irregularity, Scheme, Time},
    trust::{self, TrustStore},
    verdict::{Check, Outcome, Verdict},
};

/// When everything is judged.
pub(crate) const NOW: Moment = Moment::from_unix_seconds(1_800_000_000);

/// The demo issuers, the lists that vouch for them, and what they have signed.
pub(crate) struct Demo {
    pub(crate) issuer: Issuer,
    pub(crate) card: Issuer,
    pub(crate) pass: Issuer,
    pub(crate) document: Issuer,
    pub(crate) seal: SealSigner,
    pub(crate) authority: SealAuthority,
    pub(crate) divoc: DivocIssuer,
    pub(crate) cred: CredIssuer,
    pub(crate) store: TrustStore,
    pub(crate) specimens: Vec<Specimen>,
    /// What each signed message says.
    signed: BTreeMap<Vec<u8>, Vec<Credential>>,
}

pub(crate) fn demo() -> &'static Demo {
    static DEMO: OnceLock<Demo> = OnceLock::new();
    DEMO.get_or_init(make)
}

/// What the demo issuers of `issue::specimens` call themselves. A change there is noticed: no seed
/// would be accepted any more.
pub(crate) const CARD_ISSUER: &str = "https://vidimus.invalid/demo";
pub(crate) const PASS_ISSUER: &str = "did:web:vidimus.invalid";

fn make() -> Demo {
    let issuer = |seed, country| Issuer::from_seed(seed, country).expect("a key");
    let validity =
        (Moment::from_unix_seconds(946_080_000), Moment::from_unix_seconds(3_784_320_000));
    let authority = SealAuthority::new(issuer("vidimus demo authority 1", "UT"), "UT", validity);
    let specimens = issue::specimens(NOW);
    let store = trust::store_with_demo(Vec::new()).0;
    let mut signed: BTreeMap<Vec<u8>, Vec<Credential>> = BTreeMap::new();
    for specimen in &specimens {
        let scanned = Scanned::new(specimen.content.clone()).expect("short");
        let sealed = scheme::open(&scanned).expect("a specimen can be opened");
        let says = sealed.unproven().credential.clone();
        if verdict(&scanned, &store).is_some_and(|it| it.checks.signature == Check::Pass) {
            signed.entry(sealed.seal().message().to_vec()).or_default().push(says);
        }
    }
    assert!(signed.len() > 10, "{} messages are signed", signed.len());
    Demo {
        issuer: issue::demo_issuer().expect("a key"),
        card: issuer("vidimus demo card 1", "XX"),
        pass: issuer("vidimus demo pass 1", "XX"),
        document: issuer("vidimus demo document 1", "XX"),
        seal: SealSigner::new(issuer("vidimus demo seal 1", "XX"), &authority),
        authority,
        divoc: DivocIssuer::from_seed("vidimus demo divoc 1", "did:vidimus:demo"),
        cred: CredIssuer::from_seed("vidimus demo cred 1", "DEMO.VIDIMUS").expect("a key"),
        store,
        specimens,
        signed,
    }
}

/// The specimens of a scheme.
pub(crate) fn specimens(scheme: Scheme) -> impl Iterator<Item = &'static [u8]> {
    let all = demo().specimens.iter();
    all.filter(move |specimen| specimen.scheme == scheme)
        .map(|specimen| specimen.content.as_slice())
}

/// How many verdicts were acceptances.
pub(crate) fn accepted() -> usize {
    ACCEPTED.load(Relaxed)
}

static ACCEPTED: AtomicUsize = AtomicUsize::new(0);

fn verdict(scanned: &Scanned, trust: &TrustStore) -> Option<Verdict> {
    let policy = Policy { demo: true, ..Policy::default() };
    pipeline::verify(scanned, &World { trust, policy, at: NOW, clock: Some(NOW) }).ok()
}

/// Judges, and checks what has to hold of any verdict.
pub(crate) fn judge(content: impl Into<Vec<u8>>) -> Option<Verdict> {
    let verdict = verdict(&Scanned::new(content).ok()?, &demo().store)?;
    let outcome = verdict.outcome();
    let checks = verdict.checks;
    let shown = verdict.shown.as_ref();
    let proven = shown.is_some_and(|shown| shown.signer.is_some());
    assert_eq!(proven, checks.signature == Check::Pass, "proven is what a signature holds for");
    if outcome == Outcome::Accept {
        ACCEPTED.fetch_add(1, Relaxed);
        let needed = [checks.reading, checks.signature, checks.trust, checks.validity];
        assert!(needed.iter().all(|&check| check == Check::Pass), "accepted with {checks:?}");
        assert!(verdict.link.is_none(), "a link is never accepted");
        let claims = &shown.expect("what is accepted says something").claims;
        check_in_force(claims);
        let silent = claims.credential.entries.is_empty();
        let attests = verdict.scheme.expect("a scheme").attests_events();
        let remarked = claims.irregularities.contains(&Irregularity::NoKnownEntry);
        assert!(!silent || !attests || remarked, "accepted without an event or a remark");
    }
    for disclosure in [Disclosure::Proven, Disclosure::Unproven, Disclosure::Screen] {
        let report = report(Ok(&verdict), demo().store.provenance(), Some(NOW), disclosure);
        serde_json::to_string(&report).expect("a report can be written");
        let hidden = match disclosure {
            Disclosure::Proven => !proven,
            Disclosure::Unproven => shown.is_none(),
            Disclosure::Screen => outcome == Outcome::Reject,
        };
        assert!(!hidden || report.credential.is_none(), "{disclosure:?} shows what it must not");
    }
    Some(verdict)
}

/// Accepted now, so in force now, give or take how far clocks may differ.
fn check_in_force(claims: &Claims) {
    let skew = NOW.plus_seconds(Policy::default().skew_seconds);
    for begin in [claims.issued, claims.not_before] {
        assert_ne!(begin, Time::Unreadable, "accepted from when nobody knows");
        assert!(begin.moment().is_none_or(|begin| begin <= skew), "accepted too early: {begin:?}");
    }
    assert_ne!(claims.expires, Time::Unreadable, "accepted until when nobody knows");
    let ended = claims.expires.moment().is_some_and(|end| end < NOW);
    assert!(!ended, "accepted too late: {:?}", claims.expires);
}

/// Judges what nobody has signed anew: a signature holds only for what a specimen says too.
pub(crate) fn judge_unsigned(content: impl Into<Vec<u8>>) {
    let content = content.into();
    let Some(verdict) = judge(content.clone()) else { return };
    if verdict.checks.signature != Check::Pass {
        return;
    }
    let sealed = Scanned::new(content).ok().and_then(|scanned| scheme::open(&scanned).ok());
    let sealed = sealed.expect("what was proven can be opened");
    let said = demo().signed.get(sealed.seal().message()).expect("somebody signed these bytes");
    assert!(said.contains(&sealed.unproven().credential), "{:?}", sealed.unproven().credential);
}

/// Judges what was signed just now: what can be opened is what was signed.
pub(crate) fn judge_signed(content: impl Into<Vec<u8>>) {
    if let Some(verdict) = judge(content) {
        assert_ne!(verdict.checks.signature, Check::Fail, "{:?}", verdict.findings);
    }
}

/// The first byte of an input chooses what the rest is for.
pub(crate) fn mode(data: &[u8], modes: u8) -> Option<(u8, &[u8])> {
    let (first, rest) = data.split_first()?;
    Some((first % modes, rest))
}

/// A seed for one use of an input.
pub(crate) fn with_mode(mode: u8, rest: impl AsRef<[u8]>) -> Vec<u8> {
    [&[mode], rest.as_ref()].concat()
}
