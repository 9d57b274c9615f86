//! `--policy FILE`: how strictly to judge, as JSON.

use super::{exit::Failure, input};
use serde::Deserialize;
use std::path::Path;
use vidimus::policy::Policy;

/// The file: every member is optional, an unknown one is an error.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    demo: Option<bool>,
    list_note_days: Option<i64>,
    list_limit_days: Option<i64>,
}

/// Reads a policy.
pub(crate) fn read(path: &Path) -> Result<Policy, Failure> {
    let bytes = input::read(path)?;
    let PolicyFile { demo, list_note_days, list_limit_days } = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
    let standard = Policy::default();
    let policy = Policy {
        demo: demo.unwrap_or(standard.demo),
        list_note_days: list_note_days.unwrap_or(standard.list_note_days),
        list_limit_days: list_limit_days.unwrap_or(standard.list_limit_days),
        ..standard
    };
    if policy.list_note_days < 0 || policy.list_limit_days < policy.list_note_days {
        let why = "list_note_days is at least 0, and list_limit_days at least that";
        return Err(Failure::Input(format!("{}: {why}", path.display())));
    }
    Ok(policy)
}
