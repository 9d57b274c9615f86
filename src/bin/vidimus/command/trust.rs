//! `vidimus trust`: build, inspect, keygen, check.

use super::{
    clock::now,
    exit::Failure,
    input,
    judge::moment,
    output,
    trust_source::{self, Source},
};
use clap::Subcommand;
use p256::{
    SecretKey,
    ecdsa::SigningKey,
    pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, LineEnding},
};
use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};
use vidimus::{
    issue::{self, Issuer},
    moment::Moment,
    signature::Scope,
    trust::{
        Entry, Role,
        pack::{self, Authority, Manifest},
    },
};

mod inspect;

/// Trust lists and packs.
#[derive(Debug, Subcommand)]
pub(crate) enum Trust {
    /// Make a signed pack from lists
    Build {
        /// The pack to write
        #[arg(short, value_name = "PACK")]
        output: PathBuf,
        /// A list, key or folder; SCOPE where it states none
        #[arg(long, value_name = "PATH[=SCOPE]", value_parser = Source::parse)]
        source: Vec<Source>,
        /// Whose keys the JWK sets among them hold
        #[arg(long, value_name = "URL")]
        issuer: Option<String>,
        /// Take only keys of this domain, such as DCC, SHC, ICAO or DIVOC [default: all]
        #[arg(long, value_name = "NAME")]
        domain: Vec<String>,
        /// Add the demo issuer, with the scope demo
        #[arg(long)]
        demo: bool,
        /// The private key that signs it, from `trust keygen`
        #[arg(long, value_name = "PEM")]
        key: PathBuf,
        /// The key that may sign a source, where its publisher's is not pinned
        #[arg(long, value_name = "PEM")]
        list_key: Option<PathBuf>,
        /// Its number; every later pack must have a higher one
        #[arg(long, value_name = "N")]
        sequence: u64,
        /// When the next pack is promised
        #[arg(long, value_name = "TIME", value_parser = moment)]
        next_update: Moment,
        /// When it counts as made [default: the oldest list in it that has a date, else now]
        #[arg(long, value_name = "TIME", value_parser = moment)]
        created: Option<Moment>,
        /// Its name
        #[arg(long, default_value = "pack")]
        name: String,
    },
    /// Say what any list holds: loaded, refused and why, proofs checked
    Inspect {
        /// A list, key, pack or folder
        #[arg(value_name = "PATH")]
        path: PathBuf,
        /// The day to judge validity on [default: now]
        #[arg(long, value_name = "TIME", value_parser = moment)]
        at: Option<Moment>,
        /// The key that may sign it
        #[arg(long, value_name = "PEM")]
        list_key: Option<PathBuf>,
        /// Print JSON with every entry
        #[arg(long)]
        json: bool,
    },
    /// Make a key pair for signing packs
    Keygen {
        /// The private key to write; the public one gets .pub added
        #[arg(short, value_name = "PEM")]
        output: PathBuf,
    },
    /// Check the signature and the parts of a pack
    Check {
        /// The pack
        #[arg(value_name = "PACK")]
        pack: PathBuf,
        /// The public key that may sign it
        #[arg(long, value_name = "PEM")]
        key: PathBuf,
    },
}

impl Trust {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Self::Build {
                output,
                source,
                issuer,
                domain,
                demo,
                key,
                list_key,
                sequence,
                next_update,
                created,
                name,
            } => {
                let manifest = Draft { name, sequence, created, next_update };
                let source = trust_source::with_issuer(source, issuer.as_deref());
                build(&output, &source, &domain, demo, &key, list_key.as_deref(), manifest)
            }
            Self::Inspect { path, at, list_key, json } => {
                inspect::run(&path, at.unwrap_or_else(now), list_key.as_deref(), json)
            }
            Self::Keygen { output } => keygen(&output),
            Self::Check { pack, key } => check(&pack, &key),
        }
    }
}

struct Draft {
    name: String,
    sequence: u64,
    created: Option<Moment>,
    next_update: Moment,
}

fn build(
    output: &Path,
    sources: &[Source],
    domains: &[String],
    demo: bool,
    key: &Path,
    list_key: Option<&Path>,
    draft: Draft,
) -> Result<ExitCode, Failure> {
    let list_key = list_key.map(trust_source::list_key).transpose()?;
    let mut lists = Vec::new();
    for source in sources {
        lists.extend(trust_source::load(source, list_key.as_ref())?);
    }
    lists.extend(demo.then(issue::demo_list).flatten());
    // What serves every scheme has no domain, and is asked for by no name.
    let is_demo = |entry: &Entry| entry.role == Role::Other && entry.scope == Some(Scope::Demo);
    let asked_for = |entry: &Entry| {
        // Everybody has it, whatever it was made for.
        if is_demo(entry) {
            return true;
        }
        let domain = entry.domain.as_ref();
        domains.is_empty() || domain.is_some_and(|domain| domains.contains(domain))
    };
    let mut entries: Vec<_> = lists.iter().flat_map(|list| list.entries.clone()).collect();
    entries.retain(asked_for);
    let signers = entries.iter().filter(|entry| entry.role == Role::Signer).count();
    let authorities = entries.iter().filter(|entry| entry.vouches()).count();
    // They are of authorities: without one they say nothing.
    let all = lists.iter().filter(|_| authorities > 0);
    let revocations: Vec<_> = all.flat_map(|list| list.revocations.clone()).collect();
    if signers + authorities == 0 {
        return Err(Failure::Usage("no signer in these sources: nothing to vouch for".to_owned()));
    }
    for refused in lists.iter().flat_map(|list| &list.refused) {
        eprintln!(
            "vidimus: left out: {}: {}",
            vidimus::display::escaped(&refused.label),
            refused.reason
        );
    }
    // The age that is shown is that of the oldest part.
    let dated = lists.iter().filter_map(|list| list.created).min();
    let manifest = Manifest {
        name: draft.name,
        sequence: draft.sequence,
        created: draft.created.or(dated).unwrap_or_else(now),
        next_update: draft.next_update,
    };
    let issuer = signing_key(key)?;
    let bytes = pack::build(&manifest, &entries, &revocations, |message| {
        Ok::<_, Failure>(issuer.sign(message))
    })?;
    fs::write(output, &bytes).map_err(|error| Failure::file(output, &error))?;
    let demo = entries.iter().filter(|entry| is_demo(entry)).count();
    let others = entries.len() - signers - authorities - demo;
    output::line(&format!(
        "{}: {signers} signers, {authorities} authorities, {} revocation lists and {demo} demo keys from {} lists, {} bytes; {others} keys that sign no certificates left out",
        output.display(),
        revocations.len(),
        lists.len(),
        bytes.len()
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn signing_key(path: &Path) -> Result<Issuer, Failure> {
    let bytes = input::read(path)?;
    let pem = String::from_utf8_lossy(&bytes);
    SecretKey::from_pkcs8_pem(&pem)
        .ok()
        .and_then(|key| Issuer::from_key(SigningKey::from(key), ""))
        .ok_or_else(|| Failure::Input(format!("{}: no P-256 private key in it", path.display())))
}

fn keygen(output: &Path) -> Result<ExitCode, Failure> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| Failure::Software(error.to_string()))?;
    let software = |what: &str| Failure::Software(format!("cannot make the {what}"));
    let key = SecretKey::from_slice(&seed).map_err(|_| software("key"))?;
    let private = key.to_pkcs8_pem(LineEnding::LF).map_err(|_| software("private key file"))?;
    let public = key
        .public_key()
        .to_public_key_pem(LineEnding::LF)
        .map_err(|_| software("public key file"))?;
    let mut public_path = output.as_os_str().to_owned();
    public_path.push(".pub");
    let public_path = PathBuf::from(public_path);
    write_new(output, private.as_bytes(), true)?;
    write_new(&public_path, public.as_bytes(), false)?;
    output::line(&format!("{}: private key; keep it offline", output.display()))?;
    output::line(&format!("{}: public key; build the page with it", public_path.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// A key is never written over another.
fn write_new(path: &Path, bytes: &[u8], private: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
        .open(path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(|error| Failure::file(path, &error))
}

fn check(path: &Path, key: &Path) -> Result<ExitCode, Failure> {
    let key = trust_source::list_key(key)?;
    let manifest = pack::manifest(&input::read(path)?, Authority::Key(&key))
        .map_err(|error| Failure::Input(format!("{}: {error}", path.display())))?;
    let Manifest { name, sequence, created, next_update } = manifest;
    output::line(&format!("{}: sound: {name}, number {sequence}", path.display()))?;
    output::line(&format!("  made {created}, next promised for {next_update}"))?;
    Ok(ExitCode::SUCCESS)
}
