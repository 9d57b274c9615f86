//! Every scheme end to end: certificates of our own issuer, and the verdict on each.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test: what is not as it should be ends it"
)]

mod icao_vds_nc;
