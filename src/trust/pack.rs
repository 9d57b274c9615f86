//! A trust pack: one signed file with everything that a verifier needs offline.
//!
//! ```cddl
//! pack     = [ "vidimus-pack", 1, manifest : bstr .cbor COSE_Sign1, parts : { * tstr => bstr } ]
//! manifest = { "name": tstr, "sequence": uint, "created": int, "next-update": int,
//!              "parts": { * tstr => bstr .size 32 } }        ; the payload; SHA-256 of each part
//! keys     = [ * [ kid: bstr, spki: bstr, scope: 0..2, usage: 0..7, domain: tstr / null,
//!                  country: tstr / null, name: tstr / null,
//!                  not-before: int / null, not-after: int / null, source: tstr,
//!                   issuer: tstr / null ] ]
//! authorities = [ [ * [ …as a key…, subject: bstr / null ] ],   ; DER names
//!                 [ * revocation-list: bstr ] ]                 ; DER, as their authorities made them
//! demo = [ * spki: bstr ]                           ; whatever lists say of them, they are a demo's
//! ```
//!
//! The manifest is signed with ES256 and names each part by its digest, so that a mix of old and
//! new parts is refused, and so is a pack that a part was taken from. `keys` are the signers;
//! `authorities` vouch for signers that come with a code, and `demo` are keys that
//! prove nothing, because everybody has them (keys of tests that sign nothing are not carried); both may be absent. Rules and texts will be others, and a reader
//! skips parts that it does not know.

use super::{
    crl::RevocationList,
    list::{Entry, List, Proof, Role},
};
use crate::{
    envelope::{
        EnvelopeError,
        cbor::{self, Map, Value},
        cose,
    },
    gathered::gathered,
    moment::Moment,
    signature::{Algorithm, KeyKind, PublicKey, Scope, Usage},
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What makes a pack trustworthy.
#[derive(Clone, Copy, Debug)]
pub enum Authority<'k> {
    /// Its signature by this key.
    Key(&'k PublicKey),
    /// It is part of this program.
    Build,
    /// Whoever named the file, as they would name a certificate.
    WhoChoseTheFile,
}

/// What a pack says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Its name.
    pub name: String,
    /// Its number; an update must have a higher one.
    pub sequence: u64,
    /// When it was made.
    pub created: Moment,
    /// When the next one is promised.
    pub next_update: Moment,
}

/// Whether the bytes begin like a pack.
pub fn is_pack(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC_HEAD)
}

/// Opens a pack.
///
/// # Errors
/// [`PackError`] says why not; nothing of a refused pack is used.
pub fn open(bytes: &[u8], authority: Authority<'_>) -> Result<List, PackError> {
    let (manifest, Contents { entries, revocations }, proof) = read(bytes, authority)?;
    Ok(List {
        name: manifest.name,
        form: "Vidimus trust pack",
        scope: None,
        created: Some(manifest.created),
        sequence: Some(manifest.sequence),
        proof,
        entries,
        revocations,
        refused: Vec::new(),
    })
}

/// What the parts of a pack hold.
#[derive(Debug, Default)]
struct Contents {
    /// Signers and authorities.
    entries: Vec<Entry>,
    revocations: Vec<RevocationList>,
}

/// Reads only the manifest of a pack.
///
/// # Errors
/// As [`open`].
pub fn manifest(bytes: &[u8], authority: Authority<'_>) -> Result<Manifest, PackError> {
    read(bytes, authority).map(|(manifest, ..)| manifest)
}

fn read(bytes: &[u8], authority: Authority<'_>) -> Result<(Manifest, Contents, Proof), PackError> {
    if bytes.len() > MAX_BYTES {
        return Err(PackError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    // Nothing but the small manifest is taken apart before its signature holds.
    let mut rest = bytes.strip_prefix(MAGIC_HEAD).ok_or(PackError::Form { expected: "a pack" })?;
    let (version, after) = rest.split_first().ok_or(PackError::Version)?;
    if *version != VERSION {
        return Err(PackError::Version);
    }
    rest = after;
    let signed = cbor::next_bytes(&mut rest)?;
    if signed.len() > MAX_MANIFEST_BYTES {
        return Err(PackError::Form { expected: "a manifest of at most 64 KB" });
    }
    let (seal, payload) = cose::open(&signed)?;
    let proof = match authority {
        Authority::Key(key) => {
            let algorithm = seal.algorithm().and_then(Algorithm::from_identifier);
            if algorithm != Some(Algorithm::Es256)
                || !Algorithm::Es256.verifies(key, seal.message(), seal.signature())
            {
                return Err(PackError::Signature);
            }
            Proof::Verified { by: "the key given".to_owned() }
        }
        Authority::Build => Proof::Verified { by: "this build".to_owned() },
        Authority::WhoChoseTheFile => {
            Proof::NotChecked { because: "no key was named that may sign it (--list-key)" }
        }
    };
    let payload = cbor::read(&payload)?;
    let (manifest, digests) = manifest_of(&payload)?;
    let parts = cbor::read(rest)?;
    let parts = Map::of(&parts).ok_or(PackError::Form { expected: "parts" })?;
    if parts.text_key(PART_KEYS).and_then(Value::as_bytes).is_none() {
        return Err(PackError::Form { expected: "the part keys" });
    }
    let mut contents = Contents::default();
    if let Some(keys) = part(parts, &digests, PART_KEYS)? {
        let rows = cbor::read(keys)?;
        let rows = rows.as_array().ok_or(PackError::Form { expected: "a list of keys" })?;
        let entries: Option<Vec<Entry>> = rows.iter().map(entry_of).collect();
        contents.entries = entries.ok_or(PackError::Form { expected: "keys of eleven members" })?;
    }
    if let Some(authorities) = part(parts, &digests, PART_AUTHORITIES)? {
        let lists = cbor::read(authorities)?;
        let read = authorities_of(&lists).ok_or(PackError::Form { expected: "authorities" })?;
        contents.entries.extend(read.entries);
        contents.revocations = read.revocations;
    }
    if let Some(demo) = part(parts, &digests, PART_DEMO)? {
        let keys = cbor::read(demo)?;
        let keys = keys.as_array().ok_or(PackError::Form { expected: "a list of demo keys" })?;
        let entries: Option<Vec<Entry>> =
            keys.iter().map(|key| demo_of(key, &manifest.name)).collect();
        let entries = entries.ok_or(PackError::Form { expected: "demo keys" })?;
        contents.entries.extend(entries);
    }
    Ok((manifest, contents, proof))
}

/// The bytes of a part, if the manifest names just these; `None` when neither has the part.
fn part<'p>(
    parts: Map<'p>,
    digests: &Digests,
    name: &'static str,
) -> Result<Option<&'p [u8]>, PackError> {
    let bytes = parts.text_key(name).map(|part| part.as_bytes().map(Vec::as_slice));
    match (digests.get(name), bytes) {
        (None, None) => Ok(None),
        (Some(digest), Some(Some(bytes))) if *digest == Sha256::digest(bytes).to_vec() => {
            Ok(Some(bytes))
        }
        _ => Err(PackError::PartDigest { part: name }),
    }
}

/// The part `authorities`.
fn authorities_of(lists: &Value) -> Option<Contents> {
    let [Value::Array(authorities), Value::Array(revocations)] = lists.as_array()?.as_slice()
    else {
        return None;
    };
    let authority = |row: &Value| {
        let (subject, key) = row.as_array()?.split_last()?;
        let subject = match subject {
            Value::Null => None,
            Value::Bytes(subject) => Some(subject.clone()),
            _ => return None,
        };
        let entry = entry_of(&Value::Array(key.to_vec()))?;
        Some(Entry { role: Role::Authority, subject, ..entry })
    };
    let revocation = |der: &Value| RevocationList::read(der.as_bytes()?).ok();
    Some(Contents {
        entries: authorities.iter().map(authority).collect::<Option<_>>()?,
        revocations: revocations.iter().map(revocation).collect::<Option<_>>()?,
    })
}

/// Makes a pack of `entries` that have a scope and sign, or vouch for others that do, and of what
/// authorities have withdrawn; `sign` signs the manifest with ES256.
///
/// # Errors
/// Those of `sign`.
pub fn build<E>(
    manifest: &Manifest,
    entries: &[Entry],
    revocations: &[RevocationList],
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    let rows = |wanted: &dyn Fn(&Entry) -> Option<Value>| {
        sorted(entries.iter().filter_map(wanted).collect())
    };
    let signers = rows(&|entry| row_of(entry).filter(|_| entry.role == Role::Signer));
    let authorities = rows(&|entry| authority_row_of(entry).filter(|_| entry.vouches()));
    let lists = revocations.iter().map(|list| Value::Bytes(list.der().to_vec()));
    let lists = sorted(lists.collect());
    let mut parts = vec![(PART_KEYS, cbor::write(&Value::Array(signers)))];
    if !(authorities.is_empty() && lists.is_empty()) {
        let both = vec![Value::Array(authorities), Value::Array(lists)];
        parts.push((PART_AUTHORITIES, cbor::write(&Value::Array(both))));
    }
    let demo = rows(&demo_key_of);
    if !demo.is_empty() {
        parts.push((PART_DEMO, cbor::write(&Value::Array(demo))));
    }
    let digests = parts
        .iter()
        .map(|(name, part)| (Value::from(*name), Value::Bytes(Sha256::digest(part).to_vec())));
    let payload = cbor::write(&Value::Map(vec![
        ("name".into(), manifest.name.clone().into()),
        ("sequence".into(), manifest.sequence.into()),
        ("created".into(), manifest.created.unix_seconds().into()),
        ("next-update".into(), manifest.next_update.unix_seconds().into()),
        ("parts".into(), Value::Map(digests.collect())),
    ]));
    let signed = cose::sign1_es256(payload, sign)?;
    let parts = parts.into_iter().map(|(name, part)| (name.into(), Value::Bytes(part)));
    Ok(cbor::write(&Value::Array(vec![
        MAGIC.into(),
        VERSION.into(),
        Value::Bytes(signed),
        Value::Map(parts.collect()),
    ])))
}

/// The same sources make the same bytes, in whatever order they were named.
fn sorted(mut rows: Vec<Value>) -> Vec<Value> {
    rows.sort_by_cached_key(cbor::write);
    rows.dedup();
    rows
}

/// Why bytes are not a pack that may be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// A wire form is damaged.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// Something is not where it should be.
    #[error("not a trust pack: {expected} expected")]
    Form {
        /// What was looked for.
        expected: &'static str,
    },
    /// A part is not the one that was signed.
    #[error("the part {part} is not the one that was signed")]
    PartDigest {
        /// Which.
        part: &'static str,
    },
    /// The signature is not by the key that may sign.
    #[error("the signature is not by the key that may sign this pack")]
    Signature,
    /// More bytes than a pack may have.
    #[error("{bytes} bytes are more than the {limit} that a pack may have")]
    TooLarge {
        /// Bytes that came.
        bytes: usize,
        /// Most bytes.
        limit: usize,
    },
    /// A pack of a version that this program does not know.
    #[error("a trust pack of an unknown version")]
    Version,
}

type Digests = BTreeMap<String, Vec<u8>>;

fn manifest_of(payload: &Value) -> Result<(Manifest, Digests), PackError> {
    let form = |expected| PackError::Form { expected };
    let map = Map::of(payload).ok_or_else(|| form("a manifest"))?;
    let moment = |key| {
        let seconds = map.text_key(key).and_then(Value::as_integer)?;
        i64::try_from(seconds).ok().map(Moment::from_unix_seconds)
    };
    let sequence = map.text_key("sequence").and_then(Value::as_integer);
    let manifest = Manifest {
        name: map
            .text_key("name")
            .and_then(Value::as_text)
            .ok_or_else(|| form("a name"))?
            .to_owned(),
        sequence: sequence
            .and_then(|n| u64::try_from(n).ok())
            .ok_or_else(|| form("a sequence number"))?,
        created: moment("created").ok_or_else(|| form("a time of making"))?,
        next_update: moment("next-update").ok_or_else(|| form("a time of the next update"))?,
    };
    let parts =
        map.text_key("parts").and_then(Value::as_map).ok_or_else(|| form("digests of parts"))?;
    let digests = parts.iter().filter_map(|(name, digest)| {
        Some((name.as_text()?.to_owned(), digest.as_bytes()?.clone()))
    });
    Ok((manifest, gathered(digests)))
}

/// A key's row, and its name behind it.
fn authority_row_of(entry: &Entry) -> Option<Value> {
    let Value::Array(mut members) = row_of(entry)? else { return None };
    members.push(entry.subject.clone().map_or(Value::Null, Value::Bytes));
    Some(Value::Array(members))
}

/// A key that is used for nothing here, if everybody has it.
fn demo_key_of(entry: &Entry) -> Option<Value> {
    let demo = entry.role == Role::Other && entry.scope == Some(Scope::Demo);
    demo.then(|| Value::Bytes(entry.spki.clone()))
}

fn demo_of(key: &Value, source: &str) -> Option<Entry> {
    let spki = key.as_bytes()?;
    Some(Entry {
        kid: Vec::new(),
        kind: KeyKind::of_spki(spki).ok()?,
        spki: spki.clone(),
        role: Role::Other,
        domain: None,
        scope: Some(Scope::Demo),
        issuer: None,
        name: None,
        country: None,
        usage: Usage::ANY,
        not_before: None,
        not_after: None,
        source: source.to_owned(),
        subject: None,
    })
}

fn row_of(entry: &Entry) -> Option<Value> {
    let optional = |text: &Option<String>| text.clone().map_or(Value::Null, Value::from);
    let seconds =
        |moment: Option<Moment>| moment.map_or(Value::Null, |moment| moment.unix_seconds().into());
    Some(Value::Array(vec![
        Value::Bytes(entry.kid.clone()),
        Value::Bytes(entry.spki.clone()),
        scope_number(entry.scope?).into(),
        usage_bits(entry.usage).into(),
        optional(&entry.domain),
        optional(&entry.country),
        optional(&entry.name),
        seconds(entry.not_before),
        seconds(entry.not_after),
        entry.source.clone().into(),
        optional(&entry.issuer),
    ]))
}

fn entry_of(row: &Value) -> Option<Entry> {
    let [
        Value::Bytes(kid),
        Value::Bytes(spki),
        scope,
        usage,
        domain,
        country,
        name,
        not_before,
        not_after,
        Value::Text(source),
        issuer,
    ] = row.as_array()?.as_slice()
    else {
        return None;
    };
    Some(Entry {
        kid: kid.clone(),
        kind: KeyKind::of_spki(spki).ok()?,
        spki: spki.clone(),
        role: Role::Signer,
        domain: optional_text(domain)?,
        scope: Some(scope_of(scope)?),
        issuer: optional_text(issuer)?,
        name: optional_text(name)?,
        country: optional_text(country)?,
        usage: usage_of(usage)?,
        not_before: optional_moment(not_before)?,
        not_after: optional_moment(not_after)?,
        source: source.clone(),
        subject: None,
    })
}

/// The outer option is about the form, the inner one about the value.
#[expect(clippy::option_option, reason = "a member may be null, and may also be of a wrong type")]
fn optional_text(value: &Value) -> Option<Option<String>> {
    match value {
        Value::Null => Some(None),
        Value::Text(text) => Some(Some(text.clone())),
        _ => None,
    }
}

#[expect(clippy::option_option, reason = "a member may be null, and may also be of a wrong type")]
fn optional_moment(value: &Value) -> Option<Option<Moment>> {
    match value {
        Value::Null => Some(None),
        Value::Integer(seconds) => {
            Some(Some(Moment::from_unix_seconds(i64::try_from(*seconds).ok()?)))
        }
        _ => None,
    }
}

const fn scope_number(scope: Scope) -> u8 {
    match scope {
        Scope::Live => 0,
        Scope::Test => 1,
        Scope::Demo => 2,
    }
}

fn scope_of(value: &Value) -> Option<Scope> {
    match u8::try_from(value.as_integer()?).ok()? {
        0 => Some(Scope::Live),
        1 => Some(Scope::Test),
        2 => Some(Scope::Demo),
        _ => None,
    }
}

fn usage_bits(usage: Usage) -> u8 {
    u8::from(usage.test) | u8::from(usage.vaccination) << 1 | u8::from(usage.recovery) << 2
}

fn usage_of(value: &Value) -> Option<Usage> {
    let bits = u8::try_from(value.as_integer()?).ok().filter(|bits| *bits < 8)?;
    Some(Usage { test: bits & 1 != 0, vaccination: bits & 2 != 0, recovery: bits & 4 != 0 })
}

const MAGIC: &str = "vidimus-pack";
/// Four members, the first of them [`MAGIC`].
const MAGIC_HEAD: &[u8] = b"\x84\x6cvidimus-pack";
const VERSION: u8 = 1;
const PART_AUTHORITIES: &str = "authorities";
const PART_KEYS: &str = "keys";
const PART_DEMO: &str = "demo";
/// The pack of all of WHO's signers has 90 KB; room for revocation lists to come.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// A digest for each part, and a few words.
const MAX_MANIFEST_BYTES: usize = 64 * 1024;
