//! Every scheme, from our own issuer's certificate to the verdict: sound ones, and each way of not
//! being one with its reason.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test: what is not as it should be ends it"
)]

mod around;
mod cred;
mod divoc;
mod hcert;
mod health_link;
mod icao_vds_nc;
mod nzcp;
mod opened_link;
mod opening;
mod smart_health_card;
mod terms;
mod two_d_doc;

use vidimus::{
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    scan::Scanned,
    trust::{List, TrustStore},
    verdict::{Reason, Verdict},
};

/// The moment of every test.
const NOW: i64 = 1_800_000_000;
const DAY: i64 = 86_400;

fn now() -> Moment {
    Moment::from_unix_seconds(NOW)
}

/// Judges `content` with these lists, at the moment of every test.
fn judge(content: impl Into<Vec<u8>>, lists: &[List]) -> Option<Verdict> {
    let (trust, _) = TrustStore::of(lists);
    let world = World { trust: &trust, policy: Policy::default(), at: now(), clock: None };
    pipeline::verify(&Scanned::new(content).unwrap(), &world).ok()
}

fn reasons(verdict: &Verdict) -> Vec<Reason> {
    verdict.findings.iter().map(|finding| finding.reason).collect()
}
