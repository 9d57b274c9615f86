//! The German DSC list: a line with a Base64 ES256 signature, then JSON, signed as it stands.
//!
//! Source: Digitaler-Impfnachweis/covpass-android, `covpass-sdk/.../DscListService`.

use super::{ReadError, base64, certificate};
use crate::{
    country,
    signature::{Algorithm, PublicKey, Scope},
    trust::list::{Entry, EntryError, List, Proof, Refused, Role},
};
use serde_json::Value;

/// Reads the list if its signature holds, by `list_key` or else by its publisher's.
pub(super) fn read(
    signature: &str,
    json: &str,
    list_key: Option<&PublicKey>,
) -> Result<List, ReadError> {
    let signature = base64(signature, "signature").map_err(|_| ReadError::Unknown)?;
    let signed_by = |key: &PublicKey| Algorithm::Es256.verifies(key, json.as_bytes(), &signature);
    let (scope, by) = match (list_key, publisher()) {
        (_, Some(key)) if signed_by(&key) => (Some(Scope::Live), "covpass-production"),
        (Some(key), _) if signed_by(key) => (None, "the list key given"),
        (Some(_), _) => return Err(ReadError::Signature),
        (None, _) => return Err(ReadError::KeyNeeded),
    };
    let json: Value = serde_json::from_str(json).map_err(|_| ReadError::Unknown)?;
    let certificates = json.get("certificates").and_then(Value::as_array);
    let mut list = List {
        name: "de-dsc".to_owned(),
        form: "German DSC list",
        scope,
        created: None,
        sequence: None,
        proof: Proof::Verified { by: by.to_owned() },
        entries: Vec::new(),
        revocations: Vec::new(),
        refused: Vec::new(),
    };
    for item in certificates.ok_or(ReadError::Unknown)? {
        match entry(item, scope) {
            Ok(entry) => list.entries.push(entry),
            Err(reason) => list.refused.push(Refused {
                label: text(item, "kid").unwrap_or("?").to_owned(),
                country: text(item, "country").map(country::alpha_3),
                role: Some(Role::Signer),
                reason,
            }),
        }
    }
    Ok(list)
}

fn entry(item: &Value, scope: Option<Scope>) -> Result<Entry, EntryError> {
    let raw = text(item, "rawData").ok_or(EntryError::Missing { field: "rawData" })?;
    let kid = text(item, "kid").ok_or(EntryError::Missing { field: "kid" })?;
    let read = certificate::entry(&base64(raw, "rawData")?)?;
    Ok(Entry {
        kid: base64(kid, "kid")?,
        role: Role::Signer,
        country: text(item, "country").map(country::alpha_3).or(read.country),
        domain: Some("DCC".to_owned()),
        scope,
        source: "de-dsc".to_owned(),
        ..read
    })
}

fn text<'j>(json: &'j Value, member: &str) -> Option<&'j str> {
    json.get(member)?.as_str()
}

/// The key of the production list, as in covpass-android,
/// `covpass-sdk/src/main/assets/covpass-sdk/dsc-list-signing-key.pem`, commit d4fa36d.
fn publisher() -> Option<PublicKey> {
    const SPKI: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETHfi8foQF4UtSNVxSFxeu7W+gMxdSGElhdo7825SD3Lyb+Sqh4G6Kra0ro1BdrM6Qx+hsUx4Qwdby7QY0pzxyA==";
    PublicKey::from_spki(&base64(SPKI, "SPKI").ok()?).ok()
}
