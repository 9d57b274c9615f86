//! WHO GDHCN trust list: a DID document (`did.json`, version 2) of JsonWebKey2020 entries.
//!
//! Source: WHO `smart-trust`, *GDHCN DID specification* (concepts_did_gdhcn). The JWKs themselves
//! are malformed (33-byte coordinates, `UNKNOWN CURVE`, a leading zero in `n`), because the
//! generator writes Java's signed integers, so the key is taken from the certificate in `x5c[0]`.
//! References to other lists are counted and never followed: the production list of references
//! names the development environment.

use super::{ReadError, base64, certificate};
use crate::{
    moment::Moment,
    signature::Scope,
    trust::list::{Entry, EntryError, List, Proof, Refused, Role},
};
use serde_json::Value;

/// Reads a DID document.
pub(super) fn read(json: &Value) -> Result<List, ReadError> {
    let id = text(json, "id").ok_or(ReadError::Unknown)?;
    let methods = json.get("verificationMethod").and_then(Value::as_array);
    let methods = methods.ok_or(ReadError::Unknown)?;
    let (name, scope) = environment(id);
    let created = json.get("proof").and_then(|proof| text(proof, "created"));
    let mut list = List {
        name: name.to_owned(),
        form: "WHO GDHCN DID document",
        scope,
        created: created.and_then(|text| Moment::parse_rfc3339(text).ok()),
        sequence: None,
        proof: match json.get("proof") {
            Some(_) => Proof::NotChecked { because: "JsonWebSignature2020 is not checked yet" },
            None => Proof::Absent,
        },
        entries: Vec::new(),
        revocations: Vec::new(),
        refused: Vec::new(),
    };
    for method in methods {
        match entry(method, name, scope) {
            Ok(entry) => list.entries.push(entry),
            Err(reason) => list.refused.push(Refused {
                label: text(method, "id").or(method.as_str()).unwrap_or("?").to_owned(),
                country: code(method, "participant").map(str::to_owned),
                role: code(method, "keyusage").map(role),
                reason,
            }),
        }
    }
    Ok(list)
}

fn entry(method: &Value, source: &str, scope: Option<Scope>) -> Result<Entry, EntryError> {
    if method.is_string() {
        return Err(EntryError::Reference);
    }
    let jwk = method.get("publicKeyJwk").ok_or(EntryError::Missing { field: "publicKeyJwk" })?;
    let x5c = jwk.get("x5c").and_then(|x5c| x5c.get(0)).and_then(Value::as_str);
    let der = base64(x5c.ok_or(EntryError::Missing { field: "x5c" })?, "x5c")?;
    let kid = text(jwk, "kid").or_else(|| text(method, "id")?.split_once('#').map(|(_, kid)| kid));
    let kid = base64(kid.ok_or(EntryError::Missing { field: "kid" })?, "kid")?;
    let read = certificate::entry(&der)?;
    let participant = code(method, "participant");
    Ok(Entry {
        kid,
        // The list's word counts: a key listed as DSC is one, whatever its certificate says.
        role: code(method, "keyusage").map_or(read.role, role),
        domain: code(method, "domain").map(str::to_owned),
        country: participant.map(str::to_owned).or(read.country),
        // The test country stands in the production list too.
        scope: if participant == Some(TEST_COUNTRY) { Some(Scope::Test) } else { scope },
        source: source.to_owned(),
        ..read
    })
}

/// The list says in its own identifier which environment it is of.
fn environment(id: &str) -> (&'static str, Option<Scope>) {
    let host = id.strip_prefix("did:web:").and_then(|rest| rest.split(':').next());
    match host {
        Some("tng-cdn.who.int") => ("who-gdhcn", Some(Scope::Live)),
        Some("tng-cdn-uat.who.int") => ("who-gdhcn-uat", Some(Scope::Test)),
        Some("tng-cdn-dev.who.int") => ("who-gdhcn-dev", Some(Scope::Test)),
        _ => ("did", None),
    }
}

fn role(code: &str) -> Role {
    match code {
        "DSC" => Role::Signer,
        "CSCA" | "SCA" => Role::Authority,
        _ => Role::Other,
    }
}

/// WHO's own: no country has this code.
const TEST_COUNTRY: &str = "XXH";

/// `{"participant": {"code": "#PRT"}}` → `PRT`.
fn code<'j>(method: &'j Value, member: &str) -> Option<&'j str> {
    text(method.get(member)?, "code").map(|code| code.trim_start_matches('#'))
}

fn text<'j>(json: &'j Value, member: &str) -> Option<&'j str> {
    json.get(member)?.as_str()
}
