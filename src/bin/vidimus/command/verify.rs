//! `vidimus verify`.

use super::{
    batch,
    exit::{self, Failure},
    input,
    judge::{Settings, judge_file, moment, to_json},
    output, policy, text,
    trust_source::{self, Source},
};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};
use vidimus::{moment::Moment, protocol::Report, report::Disclosure, verdict::Reason};

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
        let mut unreadable = false;
        for path in &self.inputs {
            let judged =
                input::read(path).and_then(|bytes| judge_file(path, &bytes, &store, &settings));
            let reports = match judged {
                Ok(reports) => reports,
                // One that cannot be read must not hide what the others are.
                Err(Failure::Input(why)) => {
                    eprintln!("vidimus: {why}");
                    unreadable = true;
                    continue;
                }
                Err(failure) => return Err(failure),
            };
            for mut report in reports {
                unreadable |= is_unreadable(&report);
                outcomes.push(report.outcome);
                if self.json {
                    report.file = Some(path.display().to_string());
                    output::line(&to_json(&report)?)?;
                } else {
                    output::line(&text::report(path, &report))?;
                }
            }
        }
        Ok(if unreadable { exit::unreadable() } else { exit::of_outcomes(outcomes) })
    }
}

/// Whether the report says that the input is a picture, and one that cannot be opened.
fn is_unreadable(report: &Report) -> bool {
    let broken = [Reason::PictureUnreadable, Reason::PictureTooLarge].map(Reason::code);
    report.reasons.iter().any(|reason| broken.contains(&reason.code.as_str()))
}
