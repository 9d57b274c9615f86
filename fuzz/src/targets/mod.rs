//! The targets: one file for each family of parsers.

mod certificates;
mod cred;
mod divoc;
mod envelopes;
mod frame;
mod hcert;
mod health_link;
mod icao_vds_nc;
mod lists;
mod nzcp;
mod pack;
mod pipeline;
mod session;
mod smart_health_card;
mod two_d_doc;
mod web_link;

/// What is fed to a parser, and how.
pub(crate) struct Target {
    /// As on the command line.
    pub(crate) name: &'static str,
    /// Most bytes of an input.
    pub(crate) max_len: usize,
    /// Whether one of its seeds must be accepted, or something is wrong with the target.
    pub(crate) accepts: bool,
    /// Words that are worth trying.
    pub(crate) words: &'static [&'static str],
    /// Where it begins.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// Panics when something does not hold.
    pub(crate) run: fn(&[u8]),
}

/// Every target, in the order that they are run in.
pub(crate) const TARGETS: &[Target] = &[
    envelopes::TARGET,
    pipeline::TARGET,
    hcert::TARGET,
    smart_health_card::TARGET,
    icao_vds_nc::TARGET,
    nzcp::TARGET,
    divoc::TARGET,
    cred::TARGET,
    two_d_doc::TARGET,
    health_link::TARGET,
    web_link::TARGET,
    certificates::TARGET,
    lists::TARGET,
    pack::TARGET,
    frame::TARGET,
    session::TARGET,
];
