//! `vidimus trust inspect`: every entry of a list, accounted for.

use super::super::{
    exit::Failure,
    output,
    text::kid,
    trust_source::{self, Source, scope_name},
};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::ExitCode,
};
use vidimus::{
    display::escaped,
    moment::Moment,
    trust::{Entry, List, RevocationList, Role, list::Proof},
};

pub(super) fn run(
    path: &Path,
    at: Moment,
    list_key: Option<&Path>,
    json: bool,
) -> Result<ExitCode, Failure> {
    let key = list_key.map(trust_source::list_key).transpose()?;
    for (file, list) in lists(path, key.as_ref())? {
        let account = Account::of(&file, &list, at);
        if json {
            let text = serde_json::to_string(&account);
            output::line(&text.map_err(|error| Failure::Software(error.to_string()))?)?;
        } else {
            output::line(account.text().trim_end())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Unlike for judging, a list without a scope is welcome here.
fn lists(
    path: &Path,
    key: Option<&vidimus::signature::PublicKey>,
) -> Result<Vec<(PathBuf, List)>, Failure> {
    if path.is_dir() {
        let source = Source { path: path.to_owned(), scope: None, issuer: None };
        let lists = trust_source::load(&source, key)?;
        return Ok(lists.into_iter().map(|list| (path.to_owned(), list)).collect());
    }
    let bytes = super::input::read(path)?;
    let mut list = trust_source::read(path, &bytes, key)?;
    trust_source::check_signature_beside(path, &bytes, &mut list)?;
    Ok(vec![(path.to_owned(), list)])
}

/// The public JSON of `inspect`.
#[derive(Debug, Serialize)]
struct Account {
    path: PathBuf,
    form: &'static str,
    name: String,
    scope: Option<&'static str>,
    created: Option<String>,
    sequence: Option<u64>,
    proof: String,
    at: String,
    total: usize,
    loaded: usize,
    refused_count: usize,
    counts: Vec<Count>,
    countries: BTreeMap<String, CountryCount>,
    entries: Vec<EntryLine>,
    revocation_lists: Vec<RevocationLine>,
    refused: Vec<RefusedLine>,
}

/// How many entries are of one role, key kind and standing.
#[derive(Debug, Serialize)]
struct Count {
    role: &'static str,
    key: &'static str,
    standing: Standing,
    count: usize,
}

#[derive(Debug, Default, Serialize)]
struct CountryCount {
    loaded: usize,
    refused: usize,
    in_force: usize,
}

#[derive(Debug, Serialize)]
struct EntryLine {
    kid: String,
    /// SHA-256 of the SubjectPublicKeyInfo, hexadecimal: the key itself.
    key_sha256: String,
    scope: Option<&'static str>,
    source: String,
    role: &'static str,
    key: &'static str,
    domain: Option<String>,
    country: Option<String>,
    name: Option<String>,
    usage: Vec<&'static str>,
    not_before: Option<String>,
    not_after: Option<String>,
    standing: Standing,
}

/// What an authority has withdrawn.
#[derive(Debug, Serialize)]
struct RevocationLine {
    /// Identifier of the authority's key.
    authority: Option<String>,
    made: Option<String>,
    next: Option<String>,
    /// Serial numbers of the certificates, hexadecimal.
    revoked: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RefusedLine {
    label: String,
    country: Option<String>,
    role: Option<&'static str>,
    reason: String,
}

/// Whether a key is in force on the day asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Standing {
    InForce,
    Expired,
    NotYetValid,
}

impl Standing {
    fn of(entry: &Entry, at: Moment) -> Self {
        match (entry.not_before, entry.not_after) {
            (_, Some(not_after)) if at > not_after => Self::Expired,
            (Some(not_before), _) if at < not_before => Self::NotYetValid,
            _ => Self::InForce,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::Expired => "expired",
            Self::NotYetValid => "not yet valid",
        }
    }
}

impl Account {
    fn of(path: &Path, list: &List, at: Moment) -> Self {
        let mut counts = BTreeMap::new();
        let mut countries: BTreeMap<String, CountryCount> = BTreeMap::new();
        for entry in &list.entries {
            let standing = Standing::of(entry, at);
            *counts.entry((entry.role, entry.kind, standing)).or_insert(0) += 1;
            let country = countries.entry(country_name(entry.country.as_ref())).or_default();
            country.loaded += 1;
            country.in_force += usize::from(standing == Standing::InForce);
        }
        for refused in &list.refused {
            countries.entry(country_name(refused.country.as_ref())).or_default().refused += 1;
        }
        let counts = counts.into_iter().map(|((role, kind, standing), count)| Count {
            role: role.name(),
            key: kind.name(),
            standing,
            count,
        });
        Self {
            path: path.to_owned(),
            form: list.form,
            name: list.name.clone(),
            scope: list.scope.map(scope_name),
            created: list.created.and_then(Moment::rfc3339),
            sequence: list.sequence,
            proof: match &list.proof {
                Proof::Absent => "none".to_owned(),
                Proof::NotChecked { because } => format!("not checked: {because}"),
                Proof::Verified { by } => format!("verified: {by}"),
            },
            at: at.to_string(),
            total: list.entries.len() + list.revocations.len() + list.refused.len(),
            loaded: list.entries.len() + list.revocations.len(),
            refused_count: list.refused.len(),
            counts: counts.collect(),
            countries,
            entries: list.entries.iter().map(|entry| EntryLine::of(entry, at)).collect(),
            revocation_lists: list.revocations.iter().map(RevocationLine::of).collect(),
            refused: list.refused.iter().map(RefusedLine::of).collect(),
        }
    }

    fn text(&self) -> String {
        let mut lines = vec![
            format!("{}: {}, {}", self.path.display(), self.form, self.name),
            format!("  scope: {}", self.scope.unwrap_or("none stated")),
            format!("  date: {}", self.created.as_deref().unwrap_or("none")),
            format!("  own proof: {}", self.proof),
            format!(
                "  {} entries: {} loaded, {} refused",
                self.total, self.loaded, self.refused_count
            ),
            format!("\n  on {}:", self.at),
            format!("  {:>6}  {:<10} {:<12} {}", "count", "role", "key", "standing"),
        ];
        for Count { role, key, standing, count } in &self.counts {
            lines.push(format!("  {count:>6}  {role:<10} {key:<12} {}", standing.words()));
        }
        lines.push(format!(
            "\n  {:<8} {:>7} {:>9} {:>8}",
            "country", "loaded", "in force", "refused"
        ));
        for (country, count) in &self.countries {
            let CountryCount { loaded, refused, in_force } = count;
            let country = escaped(country);
            lines.push(format!("  {country:<8} {loaded:>7} {in_force:>9} {refused:>8}"));
        }
        for list in &self.revocation_lists {
            lines.push(format!(
                "\n  revocation list of {}, made {}, next {}: {} certificates",
                list.authority.as_deref().unwrap_or("an unnamed key"),
                list.made.as_deref().unwrap_or("?"),
                list.next.as_deref().unwrap_or("not said"),
                list.revoked.len(),
            ));
        }
        if !self.refused.is_empty() {
            lines.push("\n  refused:".to_owned());
        }
        for refused in &self.refused {
            lines.push(format!("  {}: {}", escaped(&refused.label), refused.reason));
        }
        lines.join("\n") + "\n"
    }
}

impl EntryLine {
    fn of(entry: &Entry, at: Moment) -> Self {
        let usage = [
            ("test", entry.usage.test),
            ("vaccination", entry.usage.vaccination),
            ("recovery", entry.usage.recovery),
        ];
        Self {
            kid: kid(&entry.kid),
            key_sha256: Sha256::digest(&entry.spki).iter().map(|b| format!("{b:02x}")).collect(),
            scope: entry.scope.map(scope_name),
            source: entry.source.clone(),
            role: entry.role.name(),
            key: entry.kind.name(),
            domain: entry.domain.clone(),
            country: entry.country.clone(),
            name: entry.name.clone(),
            usage: usage.into_iter().filter(|(_, may)| *may).map(|(name, _)| name).collect(),
            not_before: entry.not_before.and_then(Moment::rfc3339),
            not_after: entry.not_after.and_then(Moment::rfc3339),
            standing: Standing::of(entry, at),
        }
    }
}

impl RevocationLine {
    fn of(list: &RevocationList) -> Self {
        let hexadecimal = |serial: &Vec<u8>| serial.iter().map(|b| format!("{b:02x}")).collect();
        Self {
            authority: list.authority().map(kid),
            made: list.this_update.rfc3339(),
            next: list.next_update.and_then(Moment::rfc3339),
            revoked: list.revoked().iter().map(hexadecimal).collect(),
        }
    }
}

impl RefusedLine {
    fn of(refused: &vidimus::trust::list::Refused) -> Self {
        Self {
            label: refused.label.clone(),
            country: refused.country.clone(),
            role: refused.role.map(Role::name),
            reason: refused.reason.to_string(),
        }
    }
}

fn country_name(country: Option<&String>) -> String {
    country.cloned().unwrap_or_else(|| "?".to_owned())
}
