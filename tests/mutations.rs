//! Every specimen, mutilated two thousand times from one fixed seed: nothing panics, and nothing is
//! accepted that says anything but what was signed.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "a test: what is not as it should be ends it"
)]

use std::collections::BTreeMap;
use vidimus::{
    issue,
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    scan::Scanned,
    scheme::Credential,
    trust::{self, TrustStore},
    verdict::Outcome,
};

const NOW: i64 = 1_800_000_000;
/// Per specimen; each is judged in about a millisecond.
const MUTATIONS: usize = 2000;

/// Marsaglia's xorshift: the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % (limit.max(1) as u64)) as usize
    }
}

/// One to three changes: a bit, a byte, a cut, a piece twice, a piece of another specimen.
fn mutated(content: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = content.to_vec();
    for _ in 0..=random.below(3) {
        let at = random.below(bytes.len());
        match random.below(6) {
            _ if bytes.is_empty() => bytes.push(random.below(256) as u8),
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.below(256) as u8,
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..(at + random.below(40)).min(bytes.len()))),
            4 => {
                let piece = bytes[at..(at + random.below(40)).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let from = random.below(other.len());
                let piece = other[from..(from + random.below(200)).min(other.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

fn judge(content: Vec<u8>, trust: &TrustStore) -> Option<(Outcome, Option<Credential>)> {
    let policy = Policy { demo: true, ..Policy::default() };
    let world = World { trust, policy, at: Moment::from_unix_seconds(NOW), clock: None };
    let verdict = pipeline::verify(&Scanned::new(content).ok()?, &world).ok()?;
    let credential = verdict.shown.as_ref().map(|shown| shown.claims.credential.clone());
    Some((verdict.outcome(), credential))
}

#[test]
fn no_mutation_is_accepted_that_says_something_else() {
    let now = Moment::from_unix_seconds(NOW);
    let (store, _) = trust::store_with_demo(Vec::new());
    let specimens: Vec<Vec<u8>> =
        issue::specimens(now).into_iter().map(|specimen| specimen.content).collect();
    assert!(specimens.len() > 40, "{} specimens", specimens.len());
    let mut random = Random(0x5eed_0071_d101_1500);
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for (index, specimen) in specimens.iter().enumerate() {
        let original = judge(specimen.clone(), &store).expect("a certificate");
        for _ in 0..MUTATIONS {
            let other = &specimens[random.below(specimens.len())];
            let changed = mutated(specimen, other, &mut random);
            let judged = judge(changed.clone(), &store);
            let name = judged.as_ref().map(|(outcome, _)| *outcome);
            *outcomes.entry(format!("{name:?}")).or_default() += 1;
            if let Some((Outcome::Accept, said)) = judged {
                let text = String::from_utf8_lossy(&changed);
                let whose = specimens.iter().any(|one| {
                    let was = judge(one.clone(), &store);
                    was.is_some_and(|(outcome, was)| outcome == Outcome::Accept && was == said)
                });
                assert!(whose, "specimen {index} {:?} became {said:?}: {text}", original.0);
            }
        }
    }
    // Most are refused, some are not recognised any more, and a few are only decorated.
    assert!(outcomes.len() >= 3, "{outcomes:?}");
}
