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
use vidimus::{moment::Moment, report::Disclosure};

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
        for path in &self.inputs {
            let bytes = input::read(path)?;
            for report in judge_file(path, &bytes, &store, &settings)? {
                outcomes.push(report.outcome);
                if self.json {
                    output::line(&to_json(&report)?)?;
                } else {
                    output::line(&text::report(path, &report))?;
                }
            }
        }
        Ok(exit::of_outcomes(outcomes))
    }
}
