//! Verifies health-certificate QR codes: offline, with nothing sent anywhere.
//!
//! Data flows one way, and each stage hands on evidence that only it can make:
//!
//! ```text
//! camera frame ─scan→ Scanned ─scheme→ Sealed ─signature→ Authentic ─trust→ Trusted ─rules→ checks ─verdict→ Verdict
//!   picture, text      (text or  (via envelope;  (proved)           (vouched for)                     │
//!                      bytes)     unproven)                                                        report→ Report
//! ```
//!
//! Everything up to the report is pure: no clock, no network, no JavaScript, no panic. Time, lists
//! and policy are arguments ([`pipeline::World`]). `app` is the page's state without a browser;
//! `browser` and `ui` exist on wasm32 only. ARCHITECTURE.md has the map and the invariants.

pub mod country;

pub mod display;

pub mod gathered;

pub mod moment;

pub mod policy;

pub mod scan;

pub mod envelope;

pub mod scheme;

pub mod opening;

pub mod signature;

pub mod trust;

pub mod rules;

pub mod verdict;

pub mod pipeline;

pub mod issue;

pub mod protocol;

pub mod report;

pub mod session;

pub mod app;

#[cfg(target_arch = "wasm32")]
pub mod browser;

#[cfg(target_arch = "wasm32")]
pub mod ui;
