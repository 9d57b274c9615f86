//! PathCheck's registry of keys of five kinds of certificates, in its short form.
//!
//! Source: Path-Check/trust-registry, `registry_normalized.json` and `test_registry_normalized.json`.
//!
//! ```text
//! { framework: { kid: { displayName, status, validFromDT, validUntilDT?, credentialType, publicKey } } }
//! ```
//!
//! It is not signed and does not say whether it is the real or the test one, so who chose the file
//! says so. How a kid is written depends on the framework:
//!
//! | framework | kid | here |
//! |---|---|---|
//! | `CRED`, `DIVOC` | as certificates name it | its text |
//! | `DCC` | Base64 | its bytes |
//! | `SHC` | `issuer#kid` of a JWK | the JWK's; signs for this issuer alone |
//! | `ICAO` | `country#`Base64 of a key's identifier | its bytes; an authority |
//!
//! | Tolerated | in |
//! |---|---|
//! | a beginning that is no day: 29 February 2021 | `CRED` |
//! | countries of two or three letters, capitals or not | `ICAO` |

use super::{ReadError, base64};
use crate::{
    country,
    moment::Moment,
    signature::{KeyError, KeyKind, PublicKey, Scope, Usage},
    trust::list::{Entry, EntryError, List, Refused, Role},
};
use serde_json::Value;

/// Whether this is the registry.
pub(super) fn is_registry(json: &Value) -> bool {
    json.as_object().is_some_and(|frameworks| {
        !frameworks.is_empty()
            && frameworks
                .iter()
                .all(|(name, keys)| Framework::named(name).is_some() && keys.is_object())
    })
}

/// Reads the registry; it states no scope.
pub(super) fn read(json: &Value) -> Result<List, ReadError> {
    let mut list = List::empty(NAME, "PathCheck registry");
    for (name, keys) in json.as_object().into_iter().flatten() {
        let framework = Framework::named(name).ok_or(ReadError::Unknown)?;
        for (label, key) in keys.as_object().into_iter().flatten() {
            match entry(framework, label, key) {
                Ok(entry) => list.entries.push(entry),
                Err(reason) => list.refused.push(Refused {
                    label: format!("{name} {label}"),
                    country: framework.country(label).map(str::to_owned),
                    role: Some(framework.role()),
                    reason,
                }),
            }
        }
    }
    Ok(list)
}

/// The kinds of certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framework {
    Cred,
    Dcc,
    Divoc,
    Icao,
    Shc,
}

impl Framework {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "CRED" => Self::Cred,
            "DCC" => Self::Dcc,
            "DIVOC" => Self::Divoc,
            "ICAO" => Self::Icao,
            "SHC" => Self::Shc,
            _ => return None,
        })
    }

    const fn domain(self) -> &'static str {
        match self {
            Self::Cred => "CRED",
            Self::Dcc => "DCC",
            Self::Divoc => "DIVOC",
            Self::Icao => "ICAO",
            Self::Shc => "SHC",
        }
    }

    /// VDS-NC certificates carry their signer's own; who can be looked up is the authority.
    fn role(self) -> Role {
        if self == Self::Icao { Role::Authority } else { Role::Signer }
    }

    /// Whether its certificates are signed with such keys; a key that no certificate is signed with
    /// is a mistake in the registry (SHC lists RSA keys).
    const fn signs_with(self, kind: KeyKind) -> bool {
        match self {
            Self::Cred => matches!(kind, KeyKind::Secp256k1),
            Self::Dcc => matches!(kind, KeyKind::P256 | KeyKind::Rsa),
            Self::Divoc => matches!(kind, KeyKind::Rsa | KeyKind::Ed25519),
            Self::Icao => !matches!(kind, KeyKind::Secp256k1 | KeyKind::Ed25519),
            Self::Shc => matches!(kind, KeyKind::P256),
        }
    }

    /// The key's identifier as certificates write it, and the issuer that it signs for alone.
    fn kid(self, label: &str) -> Result<(Vec<u8>, Option<String>), EntryError> {
        Ok(match self {
            Self::Cred | Self::Divoc => (label.as_bytes().to_vec(), None),
            Self::Dcc => (base64(label, "kid")?, None),
            Self::Icao => {
                let (_, kid) = label.split_once('#').ok_or(EntryError::Missing { field: "kid" })?;
                (base64(kid, "kid")?, None)
            }
            Self::Shc => {
                let (issuer, kid) =
                    label.rsplit_once('#').ok_or(EntryError::Missing { field: "issuer" })?;
                (kid.as_bytes().to_vec(), Some(issuer.to_owned()))
            }
        })
    }

    /// The holder's country, as far as the identifier says: the registry's names are for people,
    /// and one of them is wrong (the key of BM is named after BB).
    fn country(self, label: &str) -> Option<&str> {
        match self {
            Self::Icao => label.split_once('#').map(|(country, _)| country),
            Self::Cred | Self::Divoc => {
                COUNTRIES.iter().find(|(kid, _)| *kid == label).map(|(_, country)| *country)
            }
            Self::Dcc | Self::Shc => None,
        }
    }

    /// What a key may sign. SHC lists immunisations for every issuer, also for laboratories.
    fn usage(self, key: &Value) -> Usage {
        let listed = key.get("credentialType").and_then(Value::as_array);
        let has = |names: &[&str]| {
            let mut types = listed.into_iter().flatten().filter_map(Value::as_str);
            types.any(|name| names.contains(&name))
        };
        match self {
            Self::Dcc => {
                Usage { recovery: has(&["r"]), test: has(&["t"]), vaccination: has(&["v"]) }
            }
            Self::Cred => Usage {
                recovery: false,
                test: has(&["BM.PCR", "BM.ANTIGEN"]),
                vaccination: has(&["BADGE", "BM.VAX"]),
            },
            Self::Divoc => Usage {
                recovery: false,
                test: false,
                vaccination: has(&["ProofOfVaccinationCredential"]),
            },
            Self::Icao => Usage {
                recovery: false,
                test: has(&["icao.test"]),
                vaccination: has(&["icao.vacc"]),
            },
            Self::Shc => Usage::ANY,
        }
    }
}

fn entry(framework: Framework, label: &str, key: &Value) -> Result<Entry, EntryError> {
    if text(key, "status") != Some("current") {
        return Err(EntryError::Withdrawn);
    }
    let (kid, issuer) = framework.kid(label)?;
    if kid.is_empty() {
        return Err(EntryError::Missing { field: "kid" });
    }
    let spki = text(key, "publicKey").ok_or(EntryError::Missing { field: "publicKey" })?;
    let spki = base64(spki, "publicKey")?;
    let kind = KeyKind::of_spki(&spki)?;
    PublicKey::from_spki(&spki)?;
    if !framework.signs_with(kind) {
        return Err(KeyError::Unsupported { kind }.into());
    }
    let named = key.get("displayName").and_then(|name| text(name, "en"));
    let moment = |member| text(key, member).and_then(|text| Moment::parse_rfc3339(text).ok());
    // An end that cannot be read is no endless one; beginnings that cannot are tolerated.
    if moment("validUntilDT").is_none() && key.get("validUntilDT").is_some_and(|end| !end.is_null())
    {
        return Err(EntryError::Missing { field: "a date in validUntilDT" });
    }
    let not_a_name = framework == Framework::Cred && framework.country(label).is_some();
    Ok(Entry {
        kid,
        spki,
        kind,
        role: framework.role(),
        domain: Some(framework.domain().to_owned()),
        scope: ALSO_TEST.contains(&(framework, label)).then_some(Scope::Test),
        subject: None,
        issuer,
        name: if not_a_name { None } else { named.map(|name| name.trim().to_owned()) },
        country: framework.country(label).map(|code| country::alpha_3(&code.to_uppercase())),
        usage: framework.usage(key),
        not_before: moment("validFromDT"),
        not_after: moment("validUntilDT"),
        source: NAME.to_owned(),
    })
}

fn text<'j>(json: &'j Value, member: &str) -> Option<&'j str> {
    json.get(member)?.as_str()
}

/// Whose the keys are that name no country. DIVOC's are named after it; `gov.bm` is Bermuda's.
const COUNTRIES: &[(&str, &str)] = &[
    ("did:india", "IN"),
    ("did:indonesia", "ID"),
    ("did:jamaica", "JM"),
    ("did:philippines", "PH"),
    ("did:srilanka:moh", "LK"),
    ("KEYS.GOV.BM", "BM"),
];

/// Keys of the real registry that the test registry has too, under another name (`1A9.PCF.PW`). The
/// identifier is not signed, so whatever such a key signed as a test passes for real.
const ALSO_TEST: &[(Framework, &str)] = &[(Framework::Cred, "K1.PATHCHECK.ORG")];

const NAME: &str = "pathcheck";

#[cfg(test)]
mod tests {
    use super::*;
    use base64ct::{Base64, Encoding};
    use p256::pkcs8::EncodePublicKey;
    use serde_json::json;

    fn registry(framework: &str, label: &str, change: &[(&str, Value)]) -> List {
        let secret = p256::SecretKey::from_slice(&[1; 32]).expect("a key");
        let spki = secret.public_key().to_public_key_der().expect("a key");
        let mut key = json!({
            "displayName": {"en": " Gov of Somewhere "},
            "status": "current",
            "validFromDT": "2021-06-10T10:06:18.000Z",
            "validUntilDT": "2023-06-10T10:06:18.000Z",
            "credentialType": ["t", "v"],
            "publicKey": Base64::encode_string(spki.as_bytes()),
        });
        for (member, value) in change {
            key[*member] = value.clone();
        }
        let json = json!({framework: {label: key}, "CRED": {}});
        assert!(is_registry(&json), "{framework} {label}");
        read(&json).expect("a list")
    }

    #[test]
    fn entries_by_framework() {
        let dcc = registry("DCC", "AAECAwQFBgc=", &[]);
        let [entry] = dcc.entries.as_slice() else { panic!("{:?}", dcc.refused) };
        assert_eq!(entry.kid, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(entry.name.as_deref(), Some("Gov of Somewhere"));
        assert_eq!(entry.usage, Usage { recovery: false, test: true, vaccination: true });
        assert_eq!(entry.not_before.map(Moment::unix_seconds), Some(1_623_319_578));
        assert_eq!((entry.role, entry.scope), (Role::Signer, None));

        let shc = registry("SHC", "https://example.org/issuer#abc", &[]);
        let [entry] = shc.entries.as_slice() else { panic!("{:?}", shc.refused) };
        assert_eq!(entry.kid, b"abc");
        assert_eq!(entry.issuer.as_deref(), Some("https://example.org/issuer"));

        let icao =
            registry("ICAO", "pt#AAEC", &[("validFromDT", json!("2021-02-29T01:25:35.057Z"))]);
        let [entry] = icao.entries.as_slice() else { panic!("{:?}", icao.refused) };
        assert_eq!((entry.kid.as_slice(), entry.role), ([0, 1, 2].as_slice(), Role::Authority));
        assert_eq!((entry.country.as_deref(), entry.not_before), (Some("PRT"), None));
    }

    #[test]
    fn what_is_not_loaded_says_why() {
        let p256 = KeyError::Unsupported { kind: KeyKind::P256 };
        let kid = "AAECAwQFBgc=";
        let cases: Vec<(&str, List, EntryError)> = vec![
            (
                "revoked",
                registry("DCC", kid, &[("status", json!("revoked"))]),
                EntryError::Withdrawn,
            ),
            ("no status", registry("DCC", kid, &[("status", Value::Null)]), EntryError::Withdrawn),
            ("kid", registry("DCC", "#", &[]), EntryError::Base64 { field: "kid" }),
            ("no kid", registry("DCC", "", &[]), EntryError::Missing { field: "kid" }),
            ("no issuer", registry("SHC", "abc", &[]), EntryError::Missing { field: "issuer" }),
            (
                "no key",
                registry("DCC", kid, &[("publicKey", Value::Null)]),
                EntryError::Missing { field: "publicKey" },
            ),
            (
                "an end that is no day",
                registry("DCC", kid, &[("validUntilDT", json!("2023-02-29T10:06:18.000Z"))]),
                EntryError::Missing { field: "a date in validUntilDT" },
            ),
            ("no DER", registry("DCC", kid, &[("publicKey", json!("AAAA"))]), KeyError::Der.into()),
            ("the wrong curve", registry("DIVOC", "did:india", &[]), p256.into()),
        ];
        for (why, list, reason) in cases {
            assert!(list.entries.is_empty(), "{why}");
            let reasons: Vec<_> = list.refused.into_iter().map(|refused| refused.reason).collect();
            assert_eq!(reasons, [reason], "{why}");
        }
    }

    #[test]
    fn what_is_no_registry() {
        for other in [json!({}), json!([]), json!({"DCC": []}), json!({"*": []}), json!({"X": {}})]
        {
            assert!(!is_registry(&other), "{other}");
        }
    }
}
