//! Hostile certificates of our own making, each with its reason: forged, confused, damaged, huge.
//!
//! None is accepted and none panics. What each costs is counted, not timed: bytes that it allocates
//! in all, and the most that it holds at once. The table with the times of this machine is printed
//! with `cargo test --release --test adversarial -- --nocapture`.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test: what is not as it should be ends it, and its times are only printed"
)]

mod count;
mod envelopes;
mod signatures;
mod sizes;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};
use vidimus::{
    issue::{Draft, Entry, Issuer, Layers},
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    scan::{ScanError, Scanned},
    signature::Scope,
    trust::{List, TrustStore},
    verdict::{Effect, NoVerdict, Outcome, Reason, Verdict},
};

const NOW: i64 = 1_800_000_000;
const DAY: i64 = 86_400;

/// Most that one input may hold at once. The aim for a phone is 64 MB.
const MOST_HELD_BYTES: usize = 16 << 20;
/// Most that one input may allocate in all: the work that grows with what an attacker sends.
const MOST_ALLOCATED_BYTES: u64 = 256 << 20;

/// What has to become of a hostile input.
#[derive(Clone, Debug)]
enum Fate {
    /// Red, for these reasons.
    Red(&'static [Reason]),
    /// Red.
    AnyRed,
    /// Not proved and not disproved: an issuer that nobody knows.
    Amber(&'static [Reason]),
    /// No certificate, so no verdict.
    Nothing,
    /// Pieces of something that is not there.
    Pieces,
    /// Longer than anything that is read.
    TooLong,
}

/// A hostile input.
#[derive(Clone)]
struct Case {
    what: &'static str,
    /// What is shown at once: one code, or several.
    codes: Vec<Vec<u8>>,
    lists: Vec<List>,
    fate: Fate,
}

impl Case {
    fn new(what: &'static str, code: impl Into<Vec<u8>>, fate: Fate) -> Self {
        Self { what, codes: vec![code.into()], lists: lists(), fate }
    }

    fn red(what: &'static str, code: impl Into<Vec<u8>>, reasons: &'static [Reason]) -> Self {
        Self::new(what, code, Fate::Red(reasons))
    }

    /// Red for whatever reason: which layer breaks first is no promise.
    fn any_red(self) -> Self {
        Self { fate: Fate::AnyRed, ..self }
    }

    fn with(self, lists: impl Into<Vec<List>>) -> Self {
        Self { lists: lists.into(), ..self }
    }
}

fn at(days: i64) -> Moment {
    Moment::from_unix_seconds(NOW + days * DAY)
}

fn issuer() -> Issuer {
    Issuer::from_seed("adversarial", "XX").unwrap()
}

fn lists() -> Vec<List> {
    vec![issuer().list("list", Scope::Live, Some(at(0)))]
}

fn draft() -> Draft {
    Draft {
        surname: ("Specimen".into(), "SPECIMEN".into()),
        given: ("Maria".into(), "MARIA".into()),
        date_of_birth: "1990-05-13".into(),
        entries: vec![Entry::Vaccination { dose: 2, doses: 2, date: "2026-12-01".into() }],
        issued: at(-1),
        expires: at(30),
    }
}

fn layers() -> Layers {
    draft().seal(&issuer())
}

/// What became of it: every verdict, and why there is none on the rest.
type Judged = Vec<Result<Verdict, NoVerdict>>;

fn judge(case: &Case, trust: &TrustStore) -> Result<Judged, ScanError> {
    let inputs = case.codes.iter().map(|code| Scanned::new(code.clone()));
    let inputs = inputs.collect::<Result<Vec<_>, _>>()?;
    let world = World { trust, policy: Policy::default(), at: at(0), clock: Some(at(0)) };
    Ok(pipeline::gather(inputs).iter().map(|input| pipeline::verify(input, &world)).collect())
}

fn reasons(verdict: &Verdict) -> Vec<Reason> {
    verdict.findings.iter().map(|finding| finding.reason).collect()
}

fn check(case: &Case, judged: Result<Judged, ScanError>) {
    let what = case.what;
    let judged = match (&case.fate, judged) {
        (Fate::TooLong, Err(ScanError::TooLong { .. })) => return,
        (_, judged) => judged.expect(what),
    };
    assert!(!judged.is_empty(), "{what}: nothing was said");
    for one in &judged {
        let outcome = one.as_ref().ok().map(Verdict::outcome);
        assert_ne!(outcome, Some(Outcome::Accept), "{what}");
        match (&case.fate, one) {
            (Fate::Red(expected), Ok(verdict)) => {
                assert_eq!(reasons(verdict), *expected, "{what}");
                assert_eq!(outcome, Some(Outcome::Reject), "{what}");
            }
            (Fate::AnyRed, Ok(_)) => assert_eq!(outcome, Some(Outcome::Reject), "{what}"),
            (Fate::Amber(expected), Ok(verdict)) => {
                assert_eq!(reasons(verdict), *expected, "{what}");
                assert_eq!(expected[0].effect(), Effect::Undecided, "{what}");
            }
            (Fate::Nothing, Err(NoVerdict::NotACertificate)) => {}
            (Fate::Pieces, Err(NoVerdict::PartsMissing { .. })) => {}
            (fate, one) => panic!("{what}: {fate:?} was expected, and not {one:?}"),
        }
    }
}

/// One row of the table.
struct Row {
    what: &'static str,
    fate: String,
    code_bytes: usize,
    allocated_bytes: u64,
    held_bytes: usize,
    time: Duration,
}

/// The only test of this target: allocations are counted for the whole process.
#[test]
fn no_hostile_input_is_accepted_or_costs_much() {
    let cases = [signatures::cases(), envelopes::cases(), sizes::cases()].concat();
    assert!(cases.len() > 80, "{} cases", cases.len());
    let mut rows = Vec::new();
    for case in &cases {
        let (trust, _) = TrustStore::of(&case.lists);
        let judged = || catch_unwind(AssertUnwindSafe(|| judge(case, &trust)));
        let (once, count) = count::of(judged);
        check(case, once.unwrap_or_else(|_| panic!("{}: it panicked", case.what)));
        // Again, since counting takes its own time.
        let started = Instant::now();
        let again = judged();
        let time = started.elapsed();
        drop(again);
        assert!(count.held < MOST_HELD_BYTES, "{}: holds {} bytes", case.what, count.held);
        assert!(count.allocated < MOST_ALLOCATED_BYTES, "{}: {count:?}", case.what);
        rows.push(Row {
            what: case.what,
            fate: match case.fate {
                Fate::Red(reasons) | Fate::Amber(reasons) => {
                    reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>().join(", ")
                }
                Fate::AnyRed => "refused".to_owned(),
                Fate::Nothing => "no certificate".to_owned(),
                Fate::Pieces => "pieces are missing".to_owned(),
                Fate::TooLong => "too long".to_owned(),
            },
            code_bytes: case.codes.iter().map(Vec::len).sum(),
            allocated_bytes: count.allocated,
            held_bytes: count.held,
            time,
        });
    }
    print(&rows);
}

fn print(rows: &[Row]) {
    println!("| hostile input | becomes | bytes | allocates | holds | takes |");
    println!("| --- | --- | ---: | ---: | ---: | ---: |");
    for Row { what, fate, code_bytes, allocated_bytes, held_bytes, time } in rows {
        let (allocated, held) = (allocated_bytes / 1024, held_bytes / 1024);
        let micros = time.as_micros();
        println!("| {what} | {fate} | {code_bytes} | {allocated} KB | {held} KB | {micros} µs |");
    }
    let slowest = rows.iter().max_by_key(|row| row.time).unwrap();
    let largest = rows.iter().max_by_key(|row| row.held_bytes).unwrap();
    println!("\n{} hostile inputs.", rows.len());
    println!("Slowest: {}, {:?}, in {} bytes.", slowest.what, slowest.time, slowest.code_bytes);
    println!("Largest: {}, {} KB at once.", largest.what, largest.held_bytes / 1024);
}
