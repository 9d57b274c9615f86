//! `--trust PATH[=SCOPE]`: sources of trust, loaded once and put together.

use super::{exit::Failure, input};
use std::{
    fs,
    path::{Path, PathBuf},
};
use vidimus::{
    signature::{PublicKey, Scope},
    trust::{
        self, List, Role, TrustStore,
        list::{EntryError, Proof},
        read::ReadError,
    },
};

/// One source as it was named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) scope: Option<Scope>,
    /// Whose keys a JWK set holds: it does not say so itself.
    pub(crate) issuer: Option<String>,
}

impl Source {
    /// Reads `PATH` or `PATH=SCOPE`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text.rsplit_once('=') {
            Some((path, scope)) if !scope.contains(['/', '.']) => {
                Ok(Self { path: path.into(), scope: Some(self::scope(scope)?), issuer: None })
            }
            _ => Ok(Self { path: text.into(), scope: None, issuer: None }),
        }
    }
}

/// The sources, those without an issuer of their own with the one of `--issuer`.
pub(crate) fn with_issuer(mut sources: Vec<Source>, issuer: Option<&str>) -> Vec<Source> {
    for source in &mut sources {
        source.issuer = source.issuer.take().or_else(|| issuer.map(str::to_owned));
    }
    sources
}

/// The scope with this name.
pub(crate) fn scope(name: &str) -> Result<Scope, String> {
    match name {
        "live" => Ok(Scope::Live),
        "test" => Ok(Scope::Test),
        "demo" => Ok(Scope::Demo),
        _ => Err(format!("unknown scope {name}: live, test or demo")),
    }
}

/// The name of a scope.
pub(crate) const fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Live => "live",
        Scope::Test => "test",
        Scope::Demo => "demo",
    }
}

/// Reads the key that may sign lists: PEM.
pub(crate) fn list_key(path: &Path) -> Result<PublicKey, Failure> {
    let list = trust::read::read(&input::read(path)?, None)
        .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
    list.entries
        .first()
        .and_then(|entry| PublicKey::from_spki(&entry.spki).ok())
        .ok_or_else(|| Failure::Input(format!("{}: no public key in it", path.display())))
}

/// The store of all sources; without any, the pack of this build and the demo issuer.
pub(crate) fn store(sources: &[Source], key: Option<&PublicKey>) -> Result<TrustStore, Failure> {
    if sources.is_empty() {
        let embedded = trust::embedded()
            .map_err(|error| Failure::Software(format!("the embedded pack: {error}")))?;
        return Ok(trust::store_with_demo(vec![embedded]).0);
    }
    let mut lists = Vec::new();
    for source in sources {
        lists.extend(load(source, key)?);
    }
    if lists.iter().all(|list| list.entries.is_empty()) {
        let names: Vec<String> = sources.iter().map(|s| s.path.display().to_string()).collect();
        return Err(Failure::Input(format!("{}: no key in it to trust", names.join(", "))));
    }
    let (store, conflicts) = trust::store_with_demo(lists);
    for conflict in conflicts {
        eprintln!(
            "vidimus: key {} is named {} and {}; it counts as {}",
            super::text::kid(&conflict.kid),
            scope_name(conflict.claimed),
            scope_name(conflict.counted_as),
            scope_name(conflict.counted_as),
        );
    }
    match store.unclaimed_revocations() {
        0 => {}
        lists => eprintln!("vidimus: not used: {lists} revocation lists of no authority held"),
    }
    Ok(store)
}

/// The lists of one source: a file, or every file of a folder.
pub(crate) fn load(source: &Source, key: Option<&PublicKey>) -> Result<Vec<List>, Failure> {
    let path = &source.path;
    if !path.is_dir() {
        return Ok(vec![load_file(path, source, key)?]);
    }
    let mut files: Vec<PathBuf> = fs::read_dir(path)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| Failure::file(path, &error))?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    let mut lists = Vec::new();
    for file in files {
        match load_file(&file, source, key) {
            Ok(list) => lists.push(list),
            Err(Failure::Input(why)) => eprintln!("vidimus: not used: {why}"),
            Err(failure) => return Err(failure),
        }
    }
    Ok(lists)
}

fn load_file(path: &Path, source: &Source, key: Option<&PublicKey>) -> Result<List, Failure> {
    let bytes = input::read(path)?;
    let mut list = read(path, &bytes, key)?;
    // Nobody may believe that those are withdrawn that a list names which is not used.
    let unusable = list
        .refused
        .iter()
        .find(|refused| matches!(refused.reason, EntryError::RevocationList { .. }));
    if let Some(refused) = unusable {
        return Err(Failure::Input(format!("{}: {}", path.display(), refused.reason)));
    }
    check_signature_beside(path, &bytes, &mut list)?;
    give_scope(path, &mut list, source.scope)?;
    give_issuer(path, &mut list, source.issuer.as_deref());
    if let Proof::NotChecked { because } = list.proof {
        eprintln!("vidimus: {}: its own proof was not checked: {because}", path.display());
    }
    Ok(list)
}

/// Reads the list in a file.
pub(crate) fn read(path: &Path, bytes: &[u8], key: Option<&PublicKey>) -> Result<List, Failure> {
    trust::read::read(bytes, key).map_err(|error| {
        let message = format!("{}: {error}", path.display());
        match error {
            ReadError::KeyNeeded => Failure::Usage(message),
            _ => Failure::Input(message),
        }
    })
}

/// A list's own scope can be lowered and never raised; a list without one needs one.
fn give_scope(path: &Path, list: &mut List, given: Option<Scope>) -> Result<(), Failure> {
    if let (Some(own), Some(given)) = (list.scope, given)
        && given > own
    {
        return Err(Failure::Usage(format!(
            "{}: says of itself that it is {}, so it cannot be used as {}",
            path.display(),
            scope_name(own),
            scope_name(given),
        )));
    }
    for entry in &mut list.entries {
        entry.scope = match (entry.scope, given) {
            (Some(own), Some(given)) => Some(own.min(given)),
            (own, given) => own.or(given),
        };
        if entry.scope.is_none() && entry.role != Role::Other {
            return Err(Failure::Usage(format!(
                "{0}: states no scope; name one: --trust {0}=live, =test or =demo",
                path.display(),
            )));
        }
    }
    Ok(())
}

/// The keys of a JWK set sign for the issuer that it was named for; other sources know theirs.
fn give_issuer(path: &Path, list: &mut List, given: Option<&str>) {
    if list.form != trust::read::JWK_SET {
        return;
    }
    if given.is_none() {
        eprintln!(
            "vidimus: {}: a JWK set names no issuer, so its keys count for any (--issuer)",
            path.display()
        );
    }
    for entry in &mut list.entries {
        entry.issuer = entry.issuer.take().or_else(|| given.map(str::to_owned));
    }
}

/// The VCI directory's signature is a file of its own beside the snapshot; the key is pinned in the
/// program. Where the file is, it must hold.
pub(crate) fn check_signature_beside(
    path: &Path,
    bytes: &[u8],
    list: &mut List,
) -> Result<(), Failure> {
    let beside = path.with_extension("sig");
    if list.form != trust::read::VCI_SNAPSHOT || !beside.is_file() {
        return Ok(());
    }
    if !trust::read::is_vci_signature(bytes, &input::read(&beside)?) {
        let message = format!("{}: not the signature of {}", beside.display(), path.display());
        return Err(Failure::Input(message));
    }
    list.proof = Proof::Verified { by: "vci.org".to_owned() };
    Ok(())
}
