//! The VCI directory's snapshot: the issuers of SMART Health Cards with their keys, in one file.
//!
//! Source: the-commons-project/vci-directory, `logs/README.md` and `METADATA.md`.
//!
//! ```text
//! { directory, time, issuerInfo: [{ issuer: { iss, name, canonical_iss? }, keys: [JWK], crls? }] }
//! ```
//!
//! A key signs for the issuer that it stands under and for no other; many stand under several. An
//! issuer that moved names its new address as `canonical_iss` and keeps an entry and keys of its own
//! at the old one, so nothing has to be followed. What is withdrawn (`crls`) is not read yet.
//!
//! The snapshot is signed in a file of its own (`vci_snapshot.sig`), which
//! [`is_signed`] checks.

use super::{ReadError, base64, jwk_set};
use crate::{
    moment::Moment,
    signature::{Algorithm, PublicKey, Scope},
    trust::list::{Entry, EntryError, List, Proof, Refused, Role},
};
use serde_json::Value;

/// The name of this form, for people, and for who holds the signature that goes with it.
pub const FORM: &str = "VCI directory snapshot";

/// Reads a snapshot; [`is_signed`] says what its proof is worth.
pub(super) fn read(json: &Value) -> Result<List, ReadError> {
    let issuers = json.get("issuerInfo").and_then(Value::as_array).ok_or(ReadError::Unknown)?;
    let production = text(json, "directory") == Some(DIRECTORY);
    let mut list = List {
        name: SOURCE.to_owned(),
        form: FORM,
        scope: production.then_some(Scope::Live),
        created: text(json, "time").and_then(|time| Moment::parse_rfc3339(time).ok()),
        sequence: None,
        proof: Proof::NotChecked { because: "its signature is a file of its own" },
        entries: Vec::new(),
        refused: Vec::new(),
        revocations: Vec::new(),
    };
    for info in issuers {
        let keys = info.get("keys").and_then(Value::as_array);
        for key in keys.into_iter().flatten() {
            match entry(info, key, list.scope) {
                Ok(entry) => list.entries.push(entry),
                Err(reason) => list.refused.push(Refused {
                    label: text(key, "kid").unwrap_or("?").to_owned(),
                    country: None,
                    role: Some(Role::Signer),
                    reason,
                }),
            }
        }
    }
    Ok(list)
}

/// Whether the directory signed these bytes: `signature` is the content of `vci_snapshot.sig`, which
/// is ECDSA on P-521 with SHA-512 in DER, over the file as it stands.
pub fn is_signed(snapshot: &[u8], signature: &[u8]) -> bool {
    let raw = p521::ecdsa::Signature::from_der(signature).map(|signature| signature.to_bytes());
    let key = base64(PUBLISHER, "SPKI").ok().and_then(|spki| PublicKey::from_spki(&spki).ok());
    raw.is_ok_and(|raw| key.is_some_and(|key| Algorithm::Es512.verifies(&key, snapshot, &raw)))
}

fn entry(info: &Value, key: &Value, scope: Option<Scope>) -> Result<Entry, EntryError> {
    let issuer = info.get("issuer");
    let member = |name| issuer.and_then(|issuer| text(issuer, name));
    let url = member("iss").ok_or(EntryError::Missing { field: "iss" })?;
    let read = jwk_set::entry(key, SOURCE)?;
    // "Determining keys": the identifier of a key is its digest.
    if !jwk_set::is_thumbprint(key) {
        return Err(EntryError::Thumbprint);
    }
    Ok(Entry {
        domain: Some("SHC".to_owned()),
        scope,
        issuer: Some(url.to_owned()),
        name: member("name").map(str::to_owned),
        ..read
    })
}

fn text<'j>(json: &'j Value, member: &str) -> Option<&'j str> {
    json.get(member)?.as_str()
}

/// What the snapshot of the directory in use says that it is made from.
const DIRECTORY: &str =
    "https://raw.githubusercontent.com/the-commons-project/vci-directory/main/vci-issuers.json";
const SOURCE: &str = "vci-directory";
/// The key of the certificate `vci_snapshot.crt` (CN=vci.org, 2022-03-17 to 2032-03-14) beside it.
const PUBLISHER: &str = "MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBeZ5TYVjzm5ABOpAnzZxbgWvr03MiYKcMIfIFUZ3kKRFf4Cn3klPwqFARHS8VR+uieGeWYhJ6Ekat5l2ctlSXlW0BkMLgn60eZhy0SNIz/V/U/4YsAvw96nePmr2Q9oJHjf4J1vER5szp3Or3Ko3/TFVF5Zh0fBjzvcfdkmR5fD8S2TM=";

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The key of RFC 7517 §A.1, named by its digest.
    fn key() -> Value {
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256",
            "kid": "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s",
            "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        })
    }

    #[test]
    fn every_key_is_bound_to_the_issuer_that_it_stands_under() {
        let mut misnamed = key();
        misnamed["kid"] = "another".into();
        let mut snapshot = json!({
            "directory": DIRECTORY,
            "time": "2026-08-22T04:43:50Z",
            "issuerInfo": [
                { "issuer": { "iss": "https://a.example", "name": "A" }, "keys": [key()] },
                { "issuer": { "iss": "https://b.example", "name": "B",
                    "canonical_iss": "https://a.example" }, "keys": [key(), misnamed] },
                { "issuer": { "iss": "https://c.example" } },
                { "issuer": {}, "keys": [key()] },
            ],
        });
        let list = read(&snapshot).expect("a list");
        let bound: Vec<_> = list
            .entries
            .iter()
            .map(|entry| (entry.issuer.as_deref(), entry.name.as_deref(), entry.scope))
            .collect();
        let live = Some(Scope::Live);
        assert_eq!(
            bound,
            [
                (Some("https://a.example"), Some("A"), live),
                (Some("https://b.example"), Some("B"), live)
            ]
        );
        assert!(list.entries.iter().all(|entry| entry.domain.as_deref() == Some("SHC")));
        let refused: Vec<_> = list.refused.iter().map(|refused| &refused.reason).collect();
        assert_eq!(refused, [&EntryError::Thumbprint, &EntryError::Missing { field: "iss" }]);
        assert_eq!(list.created, Moment::parse_rfc3339("2026-08-22T04:43:50Z").ok());

        // A snapshot of another directory states no scope.
        snapshot["directory"] = "https://example.org/issuers.json".into();
        let list = read(&snapshot).expect("a list");
        assert_eq!((list.scope, list.entries[0].scope), (None, None));
    }

    #[test]
    fn nothing_but_the_directory_signs() {
        let key = base64(PUBLISHER, "SPKI").expect("Base64");
        assert!(PublicKey::from_spki(&key).is_ok());
        assert!(!is_signed(b"{}", b""));
        assert!(!is_signed(b"{}", &[0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01]));
    }
}
