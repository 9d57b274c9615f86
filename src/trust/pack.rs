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
//! ```
//!
//! The manifest is signed with ES256 and names each part by its digest, so that a mix of old and
//! new parts is refused. Today there is one part, `keys`; revocation, rules and texts will be
//! others, and a reader skips parts that it does not know.

use super::list::{Entry, List, Proof, Role};
use crate::{
    envelope::{
        EnvelopeError,
        cbor::{self, Map, Value},
        cose,
    },
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
    let (manifest, entries, proof) = read(bytes, authority)?;
    Ok(List {
        name: manifest.name,
        form: "Vidimus trust pack",
        scope: None,
        created: Some(manifest.created),
        sequence: Some(manifest.sequence),
        proof,
        entries,
        refused: Vec::new(),
    })
}

/// Reads only the manifest of a pack.
///
/// # Errors
/// As [`open`].
pub fn manifest(bytes: &[u8], authority: Authority<'_>) -> Result<Manifest, PackError> {
    read(bytes, authority).map(|(manifest, ..)| manifest)
}

fn read(
    bytes: &[u8],
    authority: Authority<'_>,
) -> Result<(Manifest, Vec<Entry>, Proof), PackError> {
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
    let keys =
        Map::of(&parts).and_then(|parts| parts.text_key(PART_KEYS)).and_then(Value::as_bytes);
    let keys = keys.ok_or(PackError::Form { expected: "the part keys" })?;
    if digests.get(PART_KEYS).map(Vec::as_slice) != Some(Sha256::digest(keys).as_slice()) {
        return Err(PackError::PartDigest { part: PART_KEYS });
    }
    let rows = cbor::read(keys)?;
    let rows = rows.as_array().ok_or(PackError::Form { expected: "a list of keys" })?;
    let entries: Option<Vec<Entry>> = rows.iter().map(entry_of).collect();
    let entries = entries.ok_or(PackError::Form { expected: "keys of eleven members" })?;
    Ok((manifest, entries, proof))
}

/// Makes a pack of `entries` that have a scope and sign; `sign` signs the manifest with ES256.
///
/// # Errors
/// Those of `sign`.
pub fn build<E>(
    manifest: &Manifest,
    entries: &[Entry],
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    let mut rows: Vec<Value> = entries.iter().filter_map(row_of).collect();
    // The same sources make the same bytes, in whatever order they were named.
    rows.sort_by_cached_key(cbor::write);
    rows.dedup();
    let keys = cbor::write(&Value::Array(rows));
    let digest = Sha256::digest(&keys).to_vec();
    let payload = cbor::write(&Value::Map(vec![
        ("name".into(), manifest.name.clone().into()),
        ("sequence".into(), manifest.sequence.into()),
        ("created".into(), manifest.created.unix_seconds().into()),
        ("next-update".into(), manifest.next_update.unix_seconds().into()),
        ("parts".into(), Value::Map(vec![(PART_KEYS.into(), Value::Bytes(digest))])),
    ]));
    let signed = cose::sign1_es256(payload, sign)?;
    Ok(cbor::write(&Value::Array(vec![
        MAGIC.into(),
        VERSION.into(),
        Value::Bytes(signed),
        Value::Map(vec![(PART_KEYS.into(), Value::Bytes(keys))]),
    ])))
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
    let digests = parts
        .iter()
        .filter_map(|(name, digest)| Some((name.as_text()?.to_owned(), digest.as_bytes()?.clone())))
        .collect();
    Ok((manifest, digests))
}

fn row_of(entry: &Entry) -> Option<Value> {
    if entry.role != Role::Signer {
        return None;
    }
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
const PART_KEYS: &str = "keys";
/// The pack of all of WHO's signers has 90 KB; room for revocation lists to come.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// A digest for each part, and a few words.
const MAX_MANIFEST_BYTES: usize = 64 * 1024;
