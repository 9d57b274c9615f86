//! One judgement: what both `verify` and its batches do with an input.

use super::{
    clock,
    exit::Failure,
    input::{self, Found, Unreadable},
};
use std::path::Path;
use vidimus::{
    moment::Moment,
    pipeline::{self, World},
    policy::Policy,
    protocol::Report,
    report::{self, Disclosure},
    scan::Scanned,
    trust::TrustStore,
    verdict::Reason,
};

/// Everything that one judgement needs besides the input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) policy: Policy,
    /// `None` is now, asked anew for every input.
    pub(crate) at: Option<Moment>,
    pub(crate) clock: Option<Moment>,
    pub(crate) disclosure: Disclosure,
}

/// What a file holds: its text, or the content of each code in its picture. The inner error is the
/// reason to report when there is nothing to judge.
pub(crate) fn contents(path: &Path, bytes: &[u8]) -> Result<Result<Vec<Scanned>, Reason>, Failure> {
    let scanned = match input::find(path, bytes) {
        Ok(Found::Text(scanned)) => vec![scanned],
        Ok(Found::Picture(symbols)) => symbols.into_iter().map(|symbol| symbol.content).collect(),
        Err(Unreadable::Reason(reason)) => return Ok(Err(reason)),
        Err(Unreadable::File(failure)) => return Err(failure),
    };
    Ok(if scanned.is_empty() { Err(Reason::NothingFound) } else { Ok(scanned) })
}

/// One report per certificate in these texts; several may be the codes of one.
pub(crate) fn judge_all(
    scanned: Vec<Scanned>,
    store: &TrustStore,
    settings: &Settings,
) -> Vec<Report> {
    let gathered = pipeline::gather(scanned);
    gathered.iter().map(|scanned| judge(scanned, store, settings)).collect()
}

/// The report on one scanned text.
pub(crate) fn judge(scanned: &Scanned, store: &TrustStore, settings: &Settings) -> Report {
    let now = clock::now();
    // With --at the device's clock says nothing about the question, unless it is given too.
    let device = match (settings.clock, settings.at) {
        (Some(clock), _) => Some(clock),
        (None, Some(_)) => None,
        (None, None) => Some(now),
    };
    let world = World {
        trust: store,
        policy: settings.policy,
        at: settings.at.or(settings.clock).unwrap_or(now),
        clock: device,
    };
    let (verdict, ms) = clock::timed(|| pipeline::verify(scanned, &world));
    let mut report =
        report::report(verdict.as_ref(), store.provenance(), device, settings.disclosure);
    report.ms = ms;
    report
}

/// A report as one line.
pub(crate) fn to_json(report: &Report) -> Result<String, Failure> {
    serde_json::to_string(report).map_err(|error| Failure::Software(error.to_string()))
}

/// Reads a moment from an argument.
pub(crate) fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).map_err(|error| error.to_string())
}
