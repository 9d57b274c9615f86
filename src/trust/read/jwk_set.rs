//! JWK sets (RFC 7517 §5): `{"keys": [{"kty": …, "kid": …}]}`, as issuers publish their own keys.
//!
//! A set does not say whose keys it holds; where it was found does, so who names it must know.
//!
//! Certificates beside a key (`x5c`) are not looked at: the published ones of SMART Health Cards
//! have long run out while their keys are in use, and most name another issuer than their own.

use super::{ReadError, base64};
use crate::{
    signature::{KeyError, KeyKind, PublicKey, Usage},
    trust::list::{Entry, EntryError, List, Refused, Role},
};
use base64ct::{Base64UrlUnpadded, Encoding};
use rsa::pkcs1::RsaPublicKey;
use serde_json::Value;
use sha2::{Digest, Sha256};
use x509_cert::{
    der::{
        Encode,
        asn1::{AnyRef, BitStringRef, Null, ObjectIdentifier, UintRef},
    },
    spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef},
};

/// The name of this form, for people, and for who must know that a set names no issuer.
pub const FORM: &str = "JWK set";

/// Reads a set; it states no scope and no issuer.
pub(super) fn read(json: &Value) -> Result<List, ReadError> {
    let keys = json.get("keys").and_then(Value::as_array).ok_or(ReadError::Unknown)?;
    let mut list = List::empty("jwk-set", FORM);
    for key in keys {
        match entry(key, "jwk-set") {
            Ok(entry) => list.entries.push(entry),
            Err(reason) => list.refused.push(Refused {
                label: text(key, "kid").unwrap_or("?").to_owned(),
                country: None,
                role: Some(Role::Signer),
                reason,
            }),
        }
    }
    Ok(list)
}

/// The entry that a key with an identifier makes. Only a key of SMART Health Cards is named by its
/// own digest; such a key is bound to that scheme.
pub(super) fn entry(jwk: &Value, source: &str) -> Result<Entry, EntryError> {
    let kid = text(jwk, "kid").filter(|kid| !kid.is_empty());
    let kid = kid.ok_or(EntryError::Missing { field: "kid" })?;
    let spki = spki(jwk)?;
    let signs = text(jwk, "use").is_none_or(|usage| usage == "sig");
    Ok(Entry {
        kid: kid.as_bytes().to_vec(),
        kind: KeyKind::of_spki(&spki)?,
        spki,
        role: if signs { Role::Signer } else { Role::Other },
        domain: is_thumbprint(jwk).then(|| "SHC".to_owned()),
        scope: None,
        subject: None,
        issuer: None,
        name: None,
        country: None,
        usage: Usage::ANY,
        not_before: None,
        not_after: None,
        source: source.to_owned(),
    })
}

/// Whether the key is named by its own digest (RFC 7638 §3), which is over the members as they are
/// written. Two issuers write coordinates without their leading zero, and name the key by that.
pub(super) fn is_thumbprint(jwk: &Value) -> bool {
    let member = |name| text(jwk, name).unwrap_or_default();
    // The only kind that SMART Health Cards are signed with.
    let canonical = format!(
        r#"{{"crv":"{}","kty":"{}","x":"{}","y":"{}"}}"#,
        member("crv"),
        member("kty"),
        member("x"),
        member("y")
    );
    member("kid") == Base64UrlUnpadded::encode_string(&Sha256::digest(canonical))
}

/// The key of a JWK as a DER SubjectPublicKeyInfo (RFC 7518 §6, RFC 8037 §2).
///
/// Numbers may lack their leading zeros or have more of them.
///
/// # Errors
/// [`EntryError::Private`] for a private key, and what [`PublicKey::from_spki`] refuses.
pub(super) fn spki(jwk: &Value) -> Result<Vec<u8>, EntryError> {
    if jwk.get("d").is_some() {
        return Err(EntryError::Private);
    }
    let kty = text(jwk, "kty").ok_or(EntryError::Missing { field: "kty" })?;
    let spki = match (kty, text(jwk, "crv").unwrap_or_default()) {
        ("EC", "P-256") => curve(jwk, KeyKind::P256, OID_P256, 32)?,
        ("EC", "P-384") => curve(jwk, KeyKind::P384, OID_P384, 48)?,
        ("EC", "P-521") => curve(jwk, KeyKind::P521, OID_P521, 66)?,
        ("EC", "secp256k1") => curve(jwk, KeyKind::Secp256k1, OID_SECP256K1, 32)?,
        ("OKP", "Ed25519") => wrap(OID_ED25519, None, &number(jwk, "x")?)?,
        ("RSA", _) => rsa(jwk)?,
        ("EC", _) => return Err(KeyError::Unsupported { kind: KeyKind::OtherCurve }.into()),
        _ => return Err(KeyError::Unsupported { kind: KeyKind::Other }.into()),
    };
    PublicKey::from_spki(&spki)?;
    Ok(spki)
}

/// SEC 1 §2.3.3: 04, x and y, each as long as the field.
fn curve(
    jwk: &Value,
    kind: KeyKind,
    oid: ObjectIdentifier,
    length: usize,
) -> Result<Vec<u8>, EntryError> {
    let mut point = vec![4];
    for coordinate in ["x", "y"] {
        let bytes = number(jwk, coordinate)?;
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        let digits = bytes.get(zeros..).unwrap_or_default();
        let missing = length.checked_sub(digits.len()).ok_or(KeyError::Point { kind })?;
        point.extend(core::iter::repeat_n(0, missing));
        point.extend_from_slice(digits);
    }
    wrap(OID_EC, Some((&oid).into()), &point)
}

/// RFC 3279 §2.3.1: the key is `SEQUENCE { modulus, publicExponent }`.
fn rsa(jwk: &Value) -> Result<Vec<u8>, EntryError> {
    let (modulus, exponent) = (number(jwk, "n")?, number(jwk, "e")?);
    let write = || {
        let (modulus, public_exponent) = (UintRef::new(&modulus)?, UintRef::new(&exponent)?);
        RsaPublicKey { modulus, public_exponent }.to_der()
    };
    let key = write().map_err(|_| KeyError::Rsa)?;
    wrap(OID_RSA, Some(Null.into()), &key)
}

/// RFC 5280 §4.1.2.7.
fn wrap(
    oid: ObjectIdentifier,
    parameters: Option<AnyRef<'_>>,
    key: &[u8],
) -> Result<Vec<u8>, EntryError> {
    let write = || {
        SubjectPublicKeyInfoRef {
            algorithm: AlgorithmIdentifierRef { oid, parameters },
            subject_public_key: BitStringRef::from_bytes(key)?,
        }
        .to_der()
    };
    write().map_err(|_| KeyError::Der.into())
}

fn number(jwk: &Value, member: &'static str) -> Result<Vec<u8>, EntryError> {
    base64(text(jwk, member).ok_or(EntryError::Missing { field: member })?, member)
}

fn text<'j>(json: &'j Value, member: &str) -> Option<&'j str> {
    json.get(member)?.as_str()
}

// RFC 3279 §2.3.1 and §2.3.5, RFC 5480 §2.1.1, RFC 8410 §3, SEC 2 §A.2.1.
const OID_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const OID_EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const OID_ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const OID_P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const OID_P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const OID_P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");
const OID_SECP256K1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.10");

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The keys that the RFCs print: RFC 7517 §A.1, RFC 7638 §3.1, RFC 8037 §A.2.
    #[test]
    fn the_keys_of_the_rfcs_are_read() {
        let ec = json!({
            "kty": "EC", "crv": "P-256", "kid": "1",
            "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
        });
        let rsa = json!({
            "kty": "RSA", "kid": "2", "e": "AQAB",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        });
        let ed25519 = json!({
            "kty": "OKP", "crv": "Ed25519", "kid": "3",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        });
        for (jwk, kind) in
            [(&ec, KeyKind::P256), (&rsa, KeyKind::Rsa), (&ed25519, KeyKind::Ed25519)]
        {
            let entry = entry(jwk, "test").expect("a key");
            assert_eq!((entry.kind, entry.role, entry.domain), (kind, Role::Signer, None));
            assert_eq!(spki(jwk).map(|spki| KeyKind::of_spki(&spki)), Ok(Ok(kind)));
        }
    }

    #[test]
    fn what_is_no_key_to_verify_with_is_refused_with_its_reason() {
        let jwk = |change: fn(&mut Value)| {
            let mut jwk = json!({
                "kty": "EC", "crv": "P-256", "kid": "1",
                "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
            });
            change(&mut jwk);
            entry(&jwk, "test").map(|entry| entry.role)
        };
        let unsupported = |kind| EntryError::Key(KeyError::Unsupported { kind });
        let point = EntryError::Key(KeyError::Point { kind: KeyKind::P256 });
        assert_eq!(jwk(|_| ()), Ok(Role::Signer));
        assert_eq!(jwk(|jwk| jwk["use"] = "enc".into()), Ok(Role::Other));
        assert_eq!(jwk(|jwk| jwk["d"] = "AA".into()), Err(EntryError::Private));
        assert_eq!(jwk(|jwk| jwk["kid"] = "".into()), Err(EntryError::Missing { field: "kid" }));
        assert_eq!(jwk(|jwk| jwk["y"] = 1.into()), Err(EntryError::Missing { field: "y" }));
        assert_eq!(jwk(|jwk| jwk["y"] = "*".into()), Err(EntryError::Base64 { field: "y" }));
        assert_eq!(jwk(|jwk| jwk["y"] = "AAAA".into()), Err(point.clone()));
        assert_eq!(jwk(|jwk| jwk["y"] = "A".repeat(86).into()), Err(point.clone()));
        let beyond_the_field = format!("{}8", "_".repeat(42));
        let mut long = json!({ "kty": "EC", "crv": "P-256", "kid": "1", "x": "AQ" });
        long["y"] = beyond_the_field.into();
        assert_eq!(entry(&long, "test"), Err(point));
        assert_eq!(jwk(|jwk| jwk["crv"] = "P-192".into()), Err(unsupported(KeyKind::OtherCurve)));
        assert_eq!(jwk(|jwk| jwk["kty"] = "oct".into()), Err(unsupported(KeyKind::Other)));
    }
}
