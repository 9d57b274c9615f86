//! From a document to the statements that its issuer signed, and no others.
//!
//! A JSON-LD processor drops, without a word, what no context names: unknown members, nulls, and
//! every statement about something whose `id` is no IRI. What is dropped is shown and not signed.
//! So there is no processor here: what the tables do not name is refused.
//!
//! | dropped by a processor | here |
//! |---|---|
//! | a member that no context names, or of a later version | refused |
//! | an object without its type, or with another | refused |
//! | several values where one is meant: their order is not signed | refused |
//! | null | as absent, also where the claims are read |
//! | a person whose `id` has no colon (JM, LK, PH test) | left out, and said: [`Statements::subject_unsigned`] |

use super::{
    canonical::{Node, Statement},
    terms::{self, Identity, Shape, Term, Version},
};
use crate::{envelope::EnvelopeError, scheme::SchemeError};
use serde_json::{Map, Value};

/// What a document states.
pub(super) struct Statements {
    /// All that is signed.
    pub(super) all: Vec<Statement>,
    /// Whether the signature says nothing of the person.
    pub(super) subject_unsigned: bool,
}

/// The statements of a document, without its proof.
///
/// # Errors
/// [`SchemeError::Unknown`] for a credential that is about no health, [`SchemeError::Unsupported`] for
/// contexts that we have no tables of, [`EnvelopeError::CanonicalForm`] for whatever the tables do not name.
pub(super) fn of(document: &Map<String, Value>) -> Result<Statements, SchemeError> {
    let Some(version) = version(document.get("@context")) else {
        return Err(match is_about_health(document) {
            true => SchemeError::Unsupported { content: "an unknown context" },
            false => SchemeError::Unknown,
        });
    };
    let mut walk = Walk { version, all: Vec::new(), names: Vec::new(), blanks: 0, unsigned: false };
    walk.object(&terms::CREDENTIAL, document, true)?;
    Ok(Statements { all: walk.all, subject_unsigned: walk.unsigned })
}

/// Exactly the two contexts in their order; nothing inline and nothing nested.
fn version(contexts: Option<&Value>) -> Option<Version> {
    let [Value::String(first), Value::String(second)] = contexts?.as_array()?.as_slice() else {
        return None;
    };
    let mut known = terms::VACCINATION.iter().filter(|_| first == terms::CREDENTIALS);
    known.find(|(address, _)| address == second).map(|&(_, version)| version)
}

/// Whether its type is one of DIVOC's, also of a test, whose contexts nobody has published.
fn is_about_health(document: &Map<String, Value>) -> bool {
    const TYPES: [&str; 2] = ["ProofOfVaccinationCredential", "ProofOfTestCertificateCredential"];
    let types = document.get("type").and_then(Value::as_array).into_iter().flatten();
    types.filter_map(Value::as_str).any(|name| TYPES.contains(&name))
}

/// The way through a document. It is as deep as the tables, never as deep as the document.
struct Walk {
    version: Version,
    all: Vec<Statement>,
    /// The names that objects have so far.
    names: Vec<String>,
    /// How many objects without a name there are so far.
    blanks: usize,
    unsigned: bool,
}

impl Walk {
    /// States an object and everything in it; `None` is the one that nothing can be said about.
    fn object(
        &mut self,
        shape: &'static Shape,
        members: &Map<String, Value>,
        root: bool,
    ) -> Result<Option<Node>, SchemeError> {
        let subject = self.name(shape, members)?;
        self.types(shape, members, subject.as_ref())?;
        for (member, value) in members {
            let named = member == "id" && shape.identity != Identity::Blank;
            let typed = member == "type" && !shape.types.is_empty();
            // The proof is not in what it is over.
            let around = root && (member == "@context" || member == "proof");
            if named || typed || around {
                continue;
            }
            let term = shape
                .terms
                .iter()
                .find(|term| term.member == member && term.since <= self.version)
                .ok_or(refused(
                    "a member that no context names, which the signature is not over",
                ))?;
            if !value.is_null() {
                self.value(term, value, subject.as_ref())?;
            }
        }
        Ok(subject)
    }

    fn name(
        &mut self,
        shape: &Shape,
        members: &Map<String, Value>,
    ) -> Result<Option<Node>, SchemeError> {
        let id = members.get("id").filter(|id| !id.is_null());
        let id = match (shape.identity, id) {
            (Identity::Blank, _) | (Identity::Optional, None) => {
                let blank = Node::Blank(self.blanks);
                self.blanks += 1;
                return Ok(Some(blank));
            }
            (Identity::Person, None) => {
                return Err(SchemeError::Unsupported { content: "a person without an identifier" });
            }
            (Identity::Optional | Identity::Person, Some(id)) => id,
        };
        let id = id.as_str().ok_or(refused("an id that is no text"))?;
        if shape.identity == Identity::Person && !id.contains(':') {
            self.unsigned = true;
            return Ok(None);
        }
        let name = iri(id)?;
        if self.names.contains(&name) {
            return Err(refused("two objects with one id, which would be one").into());
        }
        self.names.push(name.clone());
        Ok(Some(Node::Fixed(name)))
    }

    fn types(
        &mut self,
        shape: &'static Shape,
        members: &Map<String, Value>,
        subject: Option<&Node>,
    ) -> Result<(), SchemeError> {
        if shape.types.is_empty() {
            return Ok(());
        }
        let listed: Vec<Option<&str>> = match members.get("type") {
            Some(Value::Array(types)) => types.iter().map(Value::as_str).collect(),
            Some(one) => vec![one.as_str()],
            None => Vec::new(),
        };
        let all = shape.types.iter().all(|(name, _)| listed.contains(&Some(name)));
        if !all || listed.len() != shape.types.len() {
            return Err(
                refused("another type than the one that gives the members their meaning").into()
            );
        }
        for (_, iri) in shape.types {
            self.state(subject, RDF_TYPE, Some(Node::Fixed(format!("<{iri}>"))));
        }
        Ok(())
    }

    fn value(
        &mut self,
        term: &'static Term,
        value: &Value,
        subject: Option<&Node>,
    ) -> Result<(), SchemeError> {
        const ONE: EnvelopeError = refused("another value than the one that is meant");
        let object = match (term.value, value) {
            (terms::Value::Literal, value) => Some(Node::Fixed(literal(value)?)),
            (terms::Value::DateTime, Value::String(text)) => Some(Node::Fixed(date_time(text)?)),
            (terms::Value::Iri, Value::String(text)) => Some(Node::Fixed(iri(text)?)),
            (
                terms::Value::Object(shape) | terms::Value::OnlyObject(shape),
                Value::Object(members),
            ) => self.object(shape, members, false)?,
            (terms::Value::OnlyObject(shape), Value::Array(items)) => match items.as_slice() {
                [Value::Object(members)] => self.object(shape, members, false)?,
                _ => return Err(ONE.into()),
            },
            _ => return Err(ONE.into()),
        };
        self.state(subject, term.predicate, object);
        Ok(())
    }

    fn state(&mut self, subject: Option<&Node>, predicate: &'static str, object: Option<Node>) {
        if let (Some(subject), Some(object)) = (subject, object) {
            self.all.push(Statement { subject: subject.clone(), predicate, object });
        }
    }
}

/// An IRI as a statement writes it. A space may be in it: the issuer of IN writes
/// `did:Driving License:…`, and its library takes that for an IRI. Nothing that could end it may.
pub(super) fn iri(text: &str) -> Result<String, EnvelopeError> {
    /// Prefixes of the contexts: what follows them would be another IRI.
    const PREFIXES: &[&str] = &["schema", "cred", "sec", "xsd"];
    const NO_IRI: EnvelopeError = refused("an id that is no IRI");
    let (scheme, rest) = text.split_once(':').ok_or(NO_IRI)?;
    let begins = scheme.starts_with(|first: char| first.is_ascii_alphabetic());
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let ends_it = |c: char| c.is_ascii_control() || r#"<>"{}|\^`"#.contains(c);
    if !begins || !scheme.chars().all(plain) || rest.contains(ends_it) || PREFIXES.contains(&scheme)
    {
        return Err(NO_IRI);
    }
    Ok(format!("<{text}>"))
}

/// A point in time as a statement writes it.
pub(super) fn date_time(text: &str) -> Result<String, EnvelopeError> {
    Ok(format!("\"{}\"^^<http://www.w3.org/2001/XMLSchema#dateTime>", escaped(text)?))
}

/// A text, a whole number or a truth value (JSON-LD 1.1 API, "Object to RDF Conversion").
fn literal(value: &Value) -> Result<String, EnvelopeError> {
    match value {
        Value::String(text) => Ok(format!("\"{}\"", escaped(text)?)),
        Value::Bool(truth) => {
            Ok(format!("\"{truth}\"^^<http://www.w3.org/2001/XMLSchema#boolean>"))
        }
        Value::Number(number) => match number.as_i64() {
            Some(whole) if whole.unsigned_abs() <= MOST_EXACT => {
                Ok(format!("\"{whole}\"^^<http://www.w3.org/2001/XMLSchema#integer>"))
            }
            _ => Err(refused("a number that is not whole, or too large to be exact")),
        },
        Value::Null | Value::Array(_) | Value::Object(_) => Err(refused("no plain value")),
    }
}

/// Escapes as the issuers' library does, which escapes these four. On other control characters
/// libraries disagree, so there are none.
fn escaped(text: &str) -> Result<String, EnvelopeError> {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            other if other.is_ascii_control() => {
                return Err(refused("a control character in a text"));
            }
            other => escaped.push(other),
        }
    }
    Ok(escaped)
}

const fn refused(because: &'static str) -> EnvelopeError {
    EnvelopeError::CanonicalForm { because }
}

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/// 2^53: every whole number up to here is exact where JSON is read into doubles.
const MOST_EXACT: u64 = 1 << 53;
