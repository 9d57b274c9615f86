//! `vidimus verify`.

use super::{
    batch,
    exit::{self, Failure},
    input,
    judge::{Settings, contents, judge, moment, to_json},
    output, policy, text,
    trust_source::{self, Source},
};
use clap::Args;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use vidimus::{
    moment::Moment,
    pipeline,
    protocol::Report,
    report::{self, Disclosure},
    scan::Scanned,
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
    /// Whose keys the JWK sets among these hold, as the issuer names itself in its certificates
    #[arg(long, value_name = "URL")]
    issuer: Option<String>,
    /// The key that may sign a list, where its publisher's is not pinned in this program
    #[arg(long, value_name = "PEM")]
    list_key: Option<PathBuf>,
    /// The moment to judge at, RFC 3339 or Unix seconds [default: now, by --clock if that is given]
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

impl Verify {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let SettingArguments { trust, issuer, list_key, at, clock, policy, show_unproven } =
            self.settings;
        let trust = trust_source::with_issuer(trust, issuer.as_deref());
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
        let mut unreadable = false;
        let mut print = |path: &Path, mut report: Report| -> Result<(), Failure> {
            outcomes.push(report.outcome);
            if self.json {
                report.file = Some(path.display().to_string());
                return output::line(&to_json(&report)?);
            }
            output::line(&text::report(path, &report))
        };
        // Codes of one certificate may lie in several files: those wait for the others.
        let mut pieces: Vec<(&Path, Scanned)> = Vec::new();
        for path in &self.inputs {
            match input::read(path).and_then(|bytes| contents(path, &bytes)) {
                Ok(Ok(contents)) => {
                    for scanned in pipeline::gather(contents) {
                        let report = judge(&scanned, &store, &settings);
                        if is_a_piece(&report) {
                            pieces.push((path, scanned));
                        } else {
                            print(path, report)?;
                        }
                    }
                }
                Ok(Err(reason)) => {
                    unreadable |=
                        matches!(reason, Reason::PictureUnreadable | Reason::PictureTooLarge);
                    print(path, report::no_verdict(reason))?;
                }
                // One that cannot be read must not hide what the others are.
                Err(Failure::Input(why)) => {
                    eprintln!("vidimus: {why}");
                    unreadable = true;
                }
                Err(failure) => return Err(failure),
            }
        }
        let contents = pieces.iter().map(|(_, piece)| piece.clone()).collect();
        for scanned in pipeline::gather(contents) {
            // Named after the first file that holds a piece of it.
            let holds = |piece: &Scanned| within(&scanned, piece);
            let first = pieces.iter().find(|(_, piece)| holds(piece)).or_else(|| pieces.first());
            let path = first.map_or_else(|| Path::new("-"), |(path, _)| path);
            print(path, judge(&scanned, &store, &settings))?;
        }
        Ok(if unreadable { exit::unreadable() } else { exit::of_outcomes(outcomes) })
    }
}

/// Whether the report is on a piece of a certificate.
fn is_a_piece(report: &Report) -> bool {
    let missing = Reason::PartsMissing.code();
    report.outcome.is_none() && report.reasons.iter().any(|reason| reason.code == missing)
}

/// Whether a piece is part of what was put together.
fn within(whole: &Scanned, piece: &Scanned) -> bool {
    let texts = whole.text().zip(piece.text());
    texts.is_some_and(|(whole, piece)| {
        piece.split_whitespace().all(|code| whole.split_whitespace().any(|other| other == code))
    })
}
