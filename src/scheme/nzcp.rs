//! NZ COVID Pass, `NZCP:/1/`.
//!
//! Source: New Zealand Ministry of Health, *NZ COVID Pass - Technical Specification* 1
//! (nzcovidpass-spec, `spec/main.md`). The scheme is no longer issued, and the specification was
//! followed to the letter by its one issuer, so nothing is tolerated but padding after the Base32.
//!
//! ```text
//! NZCP:/1/ Base32( COSE_Sign1( CWT { 1: iss, 4: exp, 5: nbf, 7: cti, "vc": { … } } ) )
//! ```
//!
//! A key is named by issuer and key identifier together, as the DID document of the issuer names it
//! (`did:web:…#key-1`), so no key is ever tried for another issuer.

use super::{
    Claims, Credential, Entry, PartialDate, Pass, Person, Scheme, SchemeError, Sealed, Time,
};
use crate::envelope::{
    EnvelopeError, KeyHint, base32,
    cbor::{self, Map, Value},
    cose,
};

/// Opens the text after `NZCP:`, outermost layer first.
pub(super) fn open(body: &str) -> Result<Sealed, SchemeError> {
    let (version, text) =
        body.strip_prefix('/').and_then(|rest| rest.split_once('/')).ok_or(SchemeError::Unknown)?;
    if version != "1" {
        return Err(SchemeError::Unsupported { content: "another version of the NZ COVID Pass" });
    }
    let bytes = base32::decode(text)?;
    let kid = kid(&bytes)?;
    let (seal, payload) = cose::open(&bytes)?;
    let (claims, issuer) = claims(&cbor::read(&payload)?)?;
    let key = KeyHint::Kid(format!("{issuer}#{kid}").into_bytes());
    Ok(Sealed { scheme: Scheme::Nzcp, claims, seal: seal.with_key(key) })
}

/// "Data Model": tag 18 and a key identifier in the protected header are demanded. The identifier is
/// called a string, and is written as bytes (RFC 9052 §3.1).
fn kid(bytes: &[u8]) -> Result<String, SchemeError> {
    const KID: EnvelopeError =
        EnvelopeError::Cose { expected: "a key identifier in the protected header" };
    let Value::Tag(TAG_COSE_SIGN1, sign1) = cbor::read(bytes)? else {
        return Err(EnvelopeError::Cose { expected: "tag 18" }.into());
    };
    let protected = sign1.as_array().and_then(|parts| parts.first()).and_then(Value::as_bytes);
    let header = cbor::read(protected.ok_or(KID)?)?;
    let kid = Map::of(&header).and_then(|header| header.integer_key(HEADER_KID));
    let kid = match kid.ok_or(KID)? {
        Value::Bytes(kid) => String::from_utf8(kid.clone()).map_err(|_| KID)?,
        Value::Text(kid) => kid.clone(),
        _ => return Err(KID.into()),
    };
    if kid.is_empty() { Err(KID.into()) } else { Ok(kid) }
}

/// "CWT Claims" and "Verifiable Credential Claim Structure": the claims, and who makes them.
fn claims(payload: &Value) -> Result<(Claims, String), SchemeError> {
    let cwt = map(Some(payload), "CWT")?;
    let issuer = cwt.integer_key(CLAIM_ISSUER).and_then(Value::as_text);
    let issuer = issuer
        .filter(|issuer| issuer.starts_with("did:web:"))
        .ok_or(SchemeError::Claim { claim: "iss", expected: "a did:web" })?;
    let credential = map(cwt.text_key("vc"), "vc")?;
    let types = credential.text_key("type").and_then(Value::as_array);
    if !types.into_iter().flatten().any(|kind| kind.as_text() == Some(TYPE)) {
        return Err(SchemeError::Claim { claim: "vc.type", expected: TYPE });
    }
    let identifier = cwt.integer_key(CLAIM_TOKEN).and_then(Value::as_bytes);
    let pass = Pass {
        name: Some("NZ COVID Pass".to_owned()),
        country: Some("NZ".to_owned()),
        identifier: Some(uuid(identifier)?),
        ..Pass::default()
    };
    let not_before = time(cwt, CLAIM_NOT_BEFORE, "nbf")?;
    let claims = Claims {
        issuer: Some(issuer.to_owned()),
        issued: not_before,
        not_before,
        expires: time(cwt, CLAIM_EXPIRES, "exp")?,
        credential: Credential {
            person: person(map(credential.text_key("credentialSubject"), "credentialSubject")?)?,
            entries: vec![Entry::Pass(pass)],
        },
        irregularities: Vec::new(),
    };
    Ok((claims, issuer.to_owned()))
}

/// "Public COVID Pass": a name and the date of birth; not everybody has a family name.
fn person(subject: Map<'_>) -> Result<Person, SchemeError> {
    let text = |key| {
        let text = subject.text_key(key).and_then(Value::as_text).map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let given = text("givenName");
    let given = given.ok_or(SchemeError::Claim { claim: "givenName", expected: "a name" })?;
    let date = text("dob").and_then(|date| PartialDate::parse(&date));
    let date = date.ok_or(SchemeError::Claim { claim: "dob", expected: "a date" })?;
    Ok(Person {
        surname: text("familyName"),
        given: Some(given),
        date_of_birth: Some(date),
        ..Person::default()
    })
}

fn map<'v>(value: Option<&'v Value>, claim: &'static str) -> Result<Map<'v>, SchemeError> {
    value.and_then(Map::of).ok_or(SchemeError::Claim { claim, expected: "a map" })
}

/// Seconds since the epoch, whole; both times are demanded.
fn time(cwt: Map<'_>, key: i64, claim: &'static str) -> Result<Time, SchemeError> {
    let value = cwt.integer_key(key).ok_or(SchemeError::Claim { claim, expected: "a time" })?;
    Ok(if value.is_integer() { Time::of_cbor(Some(value)) } else { Time::Unreadable })
}

/// "Mapping CTI to JTI": sixteen bytes, written as a UUID (RFC 4122 §3).
fn uuid(bytes: Option<&Vec<u8>>) -> Result<String, SchemeError> {
    const BYTES: SchemeError = SchemeError::Claim { claim: "cti", expected: "sixteen bytes" };
    let bytes: [u8; 16] = bytes.ok_or(BYTES)?.as_slice().try_into().map_err(|_| BYTES)?;
    let mut text = "urn:uuid:".to_owned();
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    Ok(text)
}

// RFC 8392 §4, table 1.
const CLAIM_ISSUER: i64 = 1;
const CLAIM_EXPIRES: i64 = 4;
const CLAIM_NOT_BEFORE: i64 = 5;
const CLAIM_TOKEN: i64 = 7;
// RFC 9052 §2 and §3.1.
const TAG_COSE_SIGN1: u64 = 18;
const HEADER_KID: i64 = 4;
const TYPE: &str = "PublicCovidPass";
