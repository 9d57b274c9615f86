//! Certificates of our own issuers, scheme by scheme, and the verdict on each.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test: what is not as it should be ends it"
)]

mod cred;
mod divoc;
