//! SMART Health Cards: a JWS over a compressed FHIR bundle.
//!
//! Source: HL7 *SMART Health Cards and Links* 1.0.0, "SMART Health Cards Specification"
//! (cards-specification), and the FHIR profiles of *SMART Health Cards: Vaccination and Testing*.
//!
//! ```text
//! shc:/ digits( JWS ES256 { header { zip: DEF, kid }, raw deflate( { iss, nbf, exp?, vc } ) } )
//! ```
//!
//! A card comes as one QR code, as several (`shc:/C/N/…`, deprecated and still in use), as the text
//! of the JWS alone, or in a file of one card or several (`verifiableCredential`). Nothing that a
//! card names is fetched: neither its issuer's keys nor its list of withdrawn cards.
//!
//! | tolerated | seen from |
//! | --- | --- |
//! | fractions of seconds in `nbf` and `exp` | nearly everybody |
//! | one code that calls itself 1 of 1 | the specification's validator |
//! | white space around file, card and codes | the specification's validator |
//! | several immunizations, several results | everybody: that is no oddity here |
//! | nothing in it that is known here | cards of the "International Patient Summary" |
//! | references that lead nowhere, if one patient is all there is | US states |

mod bundle;
mod codes;
mod gather;
mod numeric;

use super::{Claims, Irregularity, Scheme, SchemeError, Sealed, Time};
use crate::envelope::{
    EnvelopeError, KeyHint,
    json::{self},
    jws::{self, Jws},
    zlib,
};
use serde_json::Value;

pub(super) use gather::gather;

/// Whether the text begins like a card: a code of one, a file of them, or the JWS of one.
pub(super) fn begins_like(text: &str) -> bool {
    numeric::begins_like(text) || begins_like_file(text) || is_bare_card(text)
}

/// Opens a card, outermost layer first. Of several codes all must be there; of a file's cards there
/// must be one, since there is one verdict: [`gather`] takes them apart.
pub(super) fn open(text: &str) -> Result<Sealed, SchemeError> {
    if numeric::begins_like(text) {
        return open_jws(&numeric::read(text)?);
    }
    if !begins_like_file(text) {
        return open_jws(text);
    }
    match cards_of(text)?.as_slice() {
        [card] => open_jws(card.trim()),
        [] => Err(SchemeError::Claim { claim: "verifiableCredential", expected: "a card" }),
        _ => Err(SchemeError::Unsupported { content: "several cards in one file" }),
    }
}

/// "Health Cards are Encoded as Compact Serialization JSON Web Signatures".
fn open_jws(text: &str) -> Result<Sealed, SchemeError> {
    let (jws, payload) = payload_of(text)?;
    let seal = jws.into_seal();
    if *seal.key() == KeyHint::None {
        return Err(EnvelopeError::Jws { expected: "a key identifier" }.into());
    }
    let claims = claims(&json::read(&payload)?)?;
    Ok(Sealed { scheme: Scheme::SmartHealthCard, claims, seal })
}

/// The JWS and its inflated payload.
fn payload_of(text: &str) -> Result<(Jws, Vec<u8>), EnvelopeError> {
    let jws = jws::open(text)?;
    if jws.header_text("zip") != Some("DEF") {
        return Err(EnvelopeError::Jws { expected: "a payload compressed with DEF" });
    }
    let payload = zlib::inflate_raw(jws.payload(), MAX_INFLATED_BYTES)?;
    Ok((jws, payload))
}

/// "Creating a Health Card": the claims of the JWT.
fn claims(payload: &Value) -> Result<Claims, SchemeError> {
    let issuer = payload.get("iss").and_then(Value::as_str);
    let issuer = issuer.ok_or(SchemeError::Claim { claim: "iss", expected: "a URL" })?;
    let not_before = match Time::of_json(payload.get("nbf")) {
        Time::Absent => return Err(SchemeError::Claim { claim: "nbf", expected: "a time" }),
        time => time,
    };
    let types = payload.pointer("/vc/type").and_then(Value::as_array);
    if !types.into_iter().flatten().any(|kind| kind.as_str() == Some(TYPE)) {
        return Err(SchemeError::Claim { claim: "vc.type", expected: TYPE });
    }
    let bundle = payload.pointer("/vc/credentialSubject/fhirBundle");
    let bundle = bundle.ok_or(SchemeError::Claim { claim: "fhirBundle", expected: "a bundle" })?;
    let credential = bundle::credential(bundle)?;
    let irregularities = match credential.entries.len() {
        0 => vec![Irregularity::NoKnownEntry],
        _ => Vec::new(),
    };
    Ok(Claims {
        // As it stands: it is compared with the list, letter by letter.
        issuer: Some(issuer.to_owned()),
        // It stands for the credential's issuanceDate too ("Health Card JWT").
        issued: not_before,
        not_before,
        expires: Time::of_json(payload.get("exp")),
        credential,
        irregularities,
    })
}

/// Whether the text is a file of cards, or begins in the way that only such a file does: damage
/// after that is damage of a card.
fn begins_like_file(text: &str) -> bool {
    let mut rest = text.trim_start();
    if !rest.starts_with('{') {
        return false;
    }
    let all_there = ["{", "\"verifiableCredential\"", ":", "[", "\"eyJ"].iter().all(|token| {
        let found = rest.strip_prefix(token);
        rest = found.unwrap_or(rest).trim_start();
        found.is_some()
    });
    all_there || cards_of(text).is_ok_and(|cards| !cards.is_empty())
}

/// "via File Download": the cards in `{"verifiableCredential": ["eyJ…", …]}`.
fn cards_of(text: &str) -> Result<Vec<String>, SchemeError> {
    const EXPECTED: SchemeError =
        SchemeError::Claim { claim: "verifiableCredential", expected: "a list of cards" };
    let file = json::read(text.as_bytes())?;
    let cards = file.get("verifiableCredential").and_then(Value::as_array);
    let card = |card: &Value| card.as_str().map(str::to_owned);
    cards.and_then(|cards| cards.iter().map(card).collect()).ok_or(EXPECTED)
}

/// Whether a bare JWS is a card. Any login token has this shape, and none of those may turn red, so
/// either its header says that it is compressed, as no other token is, or its type says it.
fn is_bare_card(text: &str) -> bool {
    // `{"`, which every header begins with.
    if !text.starts_with("eyJ") {
        return false;
    }
    let compressed = |jws: &Jws| jws.header_text("zip") == Some("DEF");
    match jws::open(text) {
        Ok(jws) => compressed(&jws) || names_type(jws.payload()),
        // The header alone can tell; an encrypted token (JWE) may be compressed too.
        Err(_) => text
            .split_once('.')
            .and_then(|(header, _)| json::read(&jws::decode(header).ok()?).ok())
            .is_some_and(|header| {
                header.get("zip").and_then(Value::as_str) == Some("DEF")
                    && header.get("enc").is_none()
            }),
    }
}

/// Whether a payload, compressed or not, is of a card by its type.
fn names_type(payload: &[u8]) -> bool {
    let inflated = zlib::inflate_raw(payload, MAX_INFLATED_BYTES);
    let read = json::read(inflated.as_deref().unwrap_or(payload));
    let types = read.ok().and_then(|json| json.pointer("/vc/type").cloned());
    let types = types.as_ref().and_then(Value::as_array);
    types.into_iter().flatten().any(|kind| kind.as_str() == Some(TYPE))
}

/// The type that every card has.
const TYPE: &str = "https://smarthealth.cards#health-card";

/// The largest card seen, a laboratory report of three codes, inflates to 30 KB.
const MAX_INFLATED_BYTES: usize = 512 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_told_from_other_texts() {
        let jws = |header: &str, payload: &str| {
            let [header, payload] = [header, payload].map(|text| jws::encode(text.as_bytes()));
            format!("{header}.{payload}.AAAA")
        };
        let typed = format!(r#"{{"vc":{{"type":["{TYPE}"]}}}}"#);
        let cases = [
            ("shc:/5676", true),
            ("SHC:/5676", true),
            ("shc:5676", false),
            (r#"{"verifiableCredential":["eyJ"#, true),
            (" {\n\"verifiableCredential\" : [ \"eyJhbGciOi\"]}", true),
            (r#"{"type":"x","verifiableCredential":["a"]}"#, true),
            (r#"{"verifiableCredential":[]}"#, false),
            (r#"{"verifiableCredential":[{}]}"#, false),
            (r#"{"data":{}}"#, false),
            (&jws(r#"{"alg":"ES256"}"#, r#"{"sub":"someone"}"#), false),
            (&jws(r#"{"alg":"ES256"}"#, &typed), true),
            (&jws(r#"{"alg":"ES256","zip":"DEF"}"#, "x"), true),
            (&(jws(r#"{"alg":"ES256","zip":"DEF"}"#, "x") + ".x"), true),
            (&(jws(r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#, "x") + ".x.x"), false),
            ("eyJ", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(begins_like(text), expected, "{text}");
        }
    }
}
