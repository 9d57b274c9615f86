//! Statements in their canonical form: one text, whatever order they came in.
//!
//! Source: W3C *RDF Dataset Canonicalization* (RDFC-1.0) §4.4 to §4.6, which for these documents is
//! the URDNA2015 that issuers use. Objects without a name are told apart by what is said of them
//! ("Hash First Degree Quads"). Two of which the same is said would need the longer way around,
//! "Hash N-Degree Quads"; no signer makes such a document, and it is refused.

use crate::{envelope::EnvelopeError, gathered::gathered};
use core::cmp::Ordering;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What a statement is about, or what it says of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// Something without a name, by its number in the document.
    Blank(usize),
    /// An IRI or a literal, as it is written.
    Fixed(String),
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Statement {
    /// About what.
    pub(super) subject: Node,
    /// An IRI, without its brackets.
    pub(super) predicate: &'static str,
    /// What is said.
    pub(super) object: Node,
}

/// The canonical text of all statements.
///
/// # Errors
/// [`EnvelopeError::CanonicalForm`] when two objects without a name are alike, or when there are
/// more of them than any document has.
pub(super) fn text(statements: Vec<Statement>) -> Result<String, EnvelopeError> {
    // A set: what is said twice is said once.
    let statements: BTreeSet<Statement> = gathered(statements);
    let blanks: BTreeSet<usize> = gathered(statements.iter().flat_map(Statement::blanks));
    if blanks.len() > MOST_BLANKS {
        return Err(EnvelopeError::CanonicalForm { because: "too many objects without a name" });
    }
    let mut by_hash = BTreeMap::new();
    for &blank in &blanks {
        let about = statements.iter().filter(|statement| statement.blanks().any(|b| b == blank));
        let lines = about.map(|s| s.line(|b| if b == blank { "_:a".into() } else { "_:z".into() }));
        let alike = by_hash.insert(Sha256::digest(joined(lines)), blank).is_some();
        if alike {
            return Err(EnvelopeError::CanonicalForm { because: "two objects that are alike" });
        }
    }
    let numbered = (0..).zip(by_hash.values());
    let labels: BTreeMap<usize, String> = gathered(
        numbered.map(|(index, &blank): (usize, &usize)| (blank, format!("_:c14n{index}"))),
    );
    let label = |blank| labels.get(&blank).cloned().unwrap_or_default();
    Ok(joined(statements.iter().map(|statement| statement.line(label))))
}

impl Statement {
    /// The objects without a name that it is about.
    fn blanks(&self) -> impl Iterator<Item = usize> {
        [&self.subject, &self.object].into_iter().filter_map(|node| match node {
            Node::Blank(number) => Some(*number),
            Node::Fixed(_) => None,
        })
    }

    /// As a line of N-Quads.
    fn line(&self, label: impl Fn(usize) -> String) -> String {
        let written = |node: &Node| match node {
            Node::Blank(number) => label(*number),
            Node::Fixed(text) => text.clone(),
        };
        format!("{} <{}> {} .\n", written(&self.subject), self.predicate, written(&self.object))
    }
}

/// The lines in order, in one text.
fn joined(lines: impl Iterator<Item = String>) -> String {
    let mut lines: Vec<String> = lines.collect();
    lines.sort_by(|a, b| by_utf_16(a, b));
    lines.concat()
}

/// The issuers' library orders texts by their UTF-16 code units.
fn by_utf_16(a: &str, b: &str) -> Ordering {
    a.encode_utf16().cmp(b.encode_utf16())
}

/// A document has five: itself, the person's address, the facility and its address, the verifier.
const MOST_BLANKS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn say(subject: Node, predicate: &'static str, object: Node) -> Statement {
        Statement { subject, predicate, object }
    }

    fn fixed(text: &str) -> Node {
        Node::Fixed(text.to_owned())
    }

    #[test]
    fn one_text_in_any_order_and_for_any_numbers() {
        let make = |a: usize, b: usize| {
            vec![
                say(Node::Blank(a), "p:knows", Node::Blank(b)),
                say(Node::Blank(a), "p:name", fixed("\"A\"")),
                say(Node::Blank(b), "p:name", fixed("\"B\"")),
                say(fixed("<x:y>"), "p:name", fixed("\"\u{ffff}\"")),
                say(fixed("<x:y>"), "p:name", fixed("\"\u{10000}\"")),
            ]
        };
        let one = text(make(0, 1)).expect("a text");
        let mut other = make(7, 3);
        other.extend(make(7, 3));
        other.reverse();
        assert_eq!(text(other).as_ref(), Ok(&one));
        let lines: Vec<&str> = one.lines().collect();
        assert_eq!(lines.len(), 5, "{one}");
        // A character beyond 16 bits begins with a lower unit than the last one within.
        assert_eq!(lines[0], "<x:y> <p:name> \"\u{10000}\" .");
        assert_eq!(lines[1], "<x:y> <p:name> \"\u{ffff}\" .");
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused() {
        let alike = [0, 1].map(|blank| say(fixed("<x:y>"), "p:has", Node::Blank(blank))).to_vec();
        let because = "two objects that are alike";
        assert_eq!(text(alike), Err(EnvelopeError::CanonicalForm { because }));
        let many =
            (0..=MOST_BLANKS).map(|b| say(Node::Blank(b), "p:n", fixed(&format!("\"{b}\""))));
        let because = "too many objects without a name";
        assert_eq!(text(many.collect()), Err(EnvelopeError::CanonicalForm { because }));
    }
}
