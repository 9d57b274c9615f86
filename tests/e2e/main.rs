//! The whole page in a real Chromium, from camera to verdict.
//!
//! Certificates are issued by the test at that moment and shown to the page's own camera; the pack
//! that vouches for their issuer is served by the test and signed with the key that the page under
//! test was built with. Nothing else can be told to the page from outside: no clock, no trust.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test: what is not as it should be ends it, and the figures are a result"
)]

mod accessibility;
mod camera;
mod links;
mod offline;
mod privacy;
mod schemes;
mod stand;
mod trust;
mod ways_in;
