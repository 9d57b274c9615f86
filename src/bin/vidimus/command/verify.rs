//! `vidimus verify`.

use super::{
    batch, clock,
    exit::{self, Failure},
    input::{self, Found, Unreadable},
    policy, text,
    trust_source::{self, Source},
};
use clap::Args;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
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

/// Judge certificates.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Pictures, text files with the code, or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "batch")]
    inputs: Vec<PathBuf>,
    /// Answer requests from standard input, one JSON object a line
    #[arg(long, conflicts_with = "inputs")]
    batch: bool,
    /// Print reports as JSON, one a line
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: SettingArguments,
}

/// Options that a batch line can override.
#[derive(Debug, Args)]
struct SettingArguments {
    /// Whom to trust: any list, key or pack, or a folder of them; SCOPE is live, test or demo
    #[arg(long, value_name = "PATH[=SCOPE]", value_parser = Source::parse)]
    trust: Vec<Source>,
    /// The key that may sign a list, where its publisher's is not pinned in this program
    #[arg(long, value_name = "PEM")]
    list_key: Option<PathBuf>,
    /// The moment to judge at, RFC 3339 or Unix seconds [default: now]
    #[arg(long, value_name = "TIME", value_parser = moment)]
    at: Option<Moment>,
    /// The device's clock, for the age of lists [default: now; not judged with --at]
    #[arg(long, value_name = "TIME", value_parser = moment)]
    clock: Option<Moment>,
    /// How strictly to judge, a JSON file
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Also show what the certificate says when its signature is not proved
    #[arg(long)]
    show_unproven: bool,
}

/// Everything that one judgement needs besides the input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) policy: Policy,
    /// `None` is now, asked anew for every input.
    pub(crate) at: Option<Moment>,
    pub(crate) clock: Option<Moment>,
    pub(crate) disclosure: Disclosure,
}

impl Verify {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let SettingArguments { trust, list_key, at, clock, policy, show_unproven } = self.settings;
        let key = list_key.as_deref().map(trust_source::list_key).transpose()?;
        let settings = Settings {
            policy: policy.as_deref().map(policy::read).transpose()?.unwrap_or_default(),
            at,
            clock,
            disclosure: if show_unproven { Disclosure::Unproven } else { Disclosure::Proven },
        };
        if self.batch {
            return batch::run(trust, key, settings);
        }
        let store = trust_source::store(&trust, key.as_ref())?;
        let mut outcomes = Vec::new();
        for path in &self.inputs {
            let bytes = input::read(path)?;
            for report in judge_file(path, &bytes, &store, &settings)? {
                outcomes.push(report.outcome);
                if self.json {
                    println!("{}", to_json(&report)?);
                } else {
                    println!("{}", text::report(path, &report));
                }
            }
        }
        Ok(exit::of_outcomes(outcomes))
    }
}

/// One report per code in a file; one that says so when there is none.
pub(crate) fn judge_file(
    path: &Path,
    bytes: &[u8],
    store: &TrustStore,
    settings: &Settings,
) -> Result<Vec<Report>, Failure> {
    let scanned = match input::find(path, bytes) {
        Ok(Found::Text(scanned)) => vec![scanned],
        Ok(Found::Picture(symbols)) => symbols.into_iter().map(|symbol| symbol.content).collect(),
        Err(Unreadable::Reason(reason)) => return Ok(vec![report::no_verdict(reason)]),
        Err(Unreadable::File(failure)) => return Err(failure),
    };
    if scanned.is_empty() {
        return Ok(vec![report::no_verdict(Reason::NothingFound)]);
    }
    Ok(scanned.iter().map(|scanned| judge(scanned, store, settings)).collect())
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
