//! What several inputs hold together: codes that are pieces of one card become one input, and a
//! file of several cards becomes several.

use super::{begins_like_file, cards_of, numeric, payload_of};
use crate::{scan::Scanned, scheme::bare};
use serde::de::IgnoredAny;
use serde_json::json;
use std::collections::BTreeSet;

/// Puts the pieces of cards together and takes files of cards apart. Everything else is handed on
/// as it is, and whole inputs keep their order; the pieces of a card stand where the first one did.
///
/// No code says which card it is a piece of. Where two cards of equally many codes come at once,
/// every combination that opens as a card is one: pieces of two cards do not inflate to a document,
/// and would not carry a signature if they did.
pub(in crate::scheme) fn gather(inputs: Vec<Scanned>) -> Vec<Scanned> {
    let mut places = Vec::new();
    for input in inputs {
        match codes_in(&input) {
            Some(codes) => codes.into_iter().for_each(|code| place(&mut places, code)),
            None => places.extend(cards_in(input).into_iter().map(Place::Whole)),
        }
    }
    let mut tries_left = MAX_TRIES;
    places.into_iter().flat_map(|place| place.inputs(&mut tries_left)).collect()
}

/// One place in the order of what comes out.
enum Place {
    /// Something whole.
    Whole(Scanned),
    /// Codes of cards that have this many codes each; for each number those that differ.
    Pieces(Vec<Vec<String>>),
}

impl Place {
    fn inputs(self, tries_left: &mut usize) -> Vec<Scanned> {
        match self {
            Self::Whole(input) => vec![input],
            Self::Pieces(pieces) => assemble(&pieces, tries_left),
        }
    }
}

/// The codes in a text that is nothing else; a code that is damaged stands for itself.
fn codes_in(input: &Scanned) -> Option<Vec<String>> {
    let text = text_of(input)?;
    if !numeric::begins_like(text) || !text.split_ascii_whitespace().all(numeric::begins_like) {
        return None;
    }
    Some(text.split_ascii_whitespace().map(str::to_owned).collect())
}

fn place(places: &mut Vec<Place>, code: String) {
    let piece = numeric::chunk(&code).ok().filter(|chunk| chunk.total > 1);
    let Some(numeric::Chunk { index, total, .. }) = piece else {
        // A whole card, or damaged: its own verdict.
        places.extend(Scanned::new(code).ok().map(Place::Whole));
        return;
    };
    let started = places.iter_mut().find_map(|place| match place {
        Place::Pieces(pieces) if pieces.len() == total => Some(pieces),
        Place::Pieces(_) | Place::Whole(_) => None,
    });
    let slot = |pieces: &mut Vec<Vec<String>>, code: String| {
        let slot = index.checked_sub(1).and_then(|at| pieces.get_mut(at));
        if let Some(slot) = slot.filter(|slot| !slot.contains(&code)) {
            slot.push(code);
        }
    };
    match started {
        Some(pieces) => slot(pieces, code),
        None => {
            let mut pieces = vec![Vec::new(); total];
            slot(&mut pieces, code);
            places.push(Place::Pieces(pieces));
        }
    }
}

/// One input for each card that the pieces make, and one for those that are left over: it says how
/// many are missing, or is refused where none is and they still make no card.
fn assemble(pieces: &[Vec<String>], tries_left: &mut usize) -> Vec<Scanned> {
    let mut used = BTreeSet::new();
    let mut inputs = Vec::new();
    for codes in combinations(pieces, tries_left) {
        if let Some(input) = joined(&codes).filter(is_card) {
            inputs.push(input);
            used.extend(codes);
        }
    }
    let left: Vec<Vec<&str>> = pieces
        .iter()
        .map(|slot| slot.iter().map(String::as_str).filter(|code| !used.contains(code)).collect())
        .collect();
    let of_each = if left.iter().any(Vec::is_empty) { 1 } else { usize::MAX };
    // The newest of each: the others are of a card that went away.
    let newest = |slot: &'_ Vec<_>| slot.iter().copied().rev().take(of_each).collect::<Vec<_>>();
    let left: Vec<&str> = left.iter().flat_map(newest).collect();
    // Together they may be longer than any input: then one of them says that others are missing.
    inputs.extend(joined(&left).or_else(|| joined(left.get(..1)?)).filter(|_| !left.is_empty()));
    inputs
}

fn joined(codes: &[&str]) -> Option<Scanned> {
    Scanned::new(codes.join("\n")).ok()
}

/// Whether the pieces are of one card: those of two neither inflate nor read as a document.
fn is_card(input: &Scanned) -> bool {
    let jws = input.text().and_then(|text| numeric::read(text).ok());
    let payload = jws.and_then(|jws| Some(payload_of(&jws).ok()?.1));
    payload.is_some_and(|payload| serde_json::from_slice::<IgnoredAny>(&payload).is_ok())
}

/// Every choice of one code for each number; none when a number has no code, or when there are more
/// than may still be tried.
fn combinations<'p>(pieces: &'p [Vec<String>], tries_left: &mut usize) -> Vec<Vec<&'p str>> {
    let count = pieces.iter().try_fold(1_usize, |count, slot| count.checked_mul(slot.len()));
    let Some((count, left)) = count.and_then(|count| Some((count, tries_left.checked_sub(count)?)))
    else {
        return Vec::new();
    };
    if count == 0 {
        return Vec::new();
    }
    *tries_left = left;
    pieces.iter().fold(vec![Vec::new()], |chosen: Vec<Vec<&str>>, slot| {
        chosen
            .iter()
            .flat_map(|codes| slot.iter().map(|code| [codes.as_slice(), &[code]].concat()))
            .collect()
    })
}

/// The cards of a file, each as a file of its own; the input itself when it is no such file, or
/// holds a single card.
fn cards_in(input: Scanned) -> Vec<Scanned> {
    let text = text_of(&input).unwrap_or_default();
    let cards = match begins_like_file(text).then(|| cards_of(text)) {
        Some(Ok(cards)) if cards.len() > 1 => cards,
        _ => return vec![input],
    };
    let file = |card| Scanned::new(json!({ "verifiableCredential": [card] }).to_string()).ok();
    cards.into_iter().filter_map(file).collect()
}

fn text_of(input: &Scanned) -> Option<&str> {
    core::str::from_utf8(bare(input.bytes())).ok()
}

/// Four cards of three codes each, or eight of two: more than anybody holds up at once. Each try
/// may inflate as much as a card may hold, so this bounds the work.
const MAX_TRIES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    /// The work is bounded over everything that comes at once, not for each number of codes.
    #[test]
    fn no_more_is_tried_than_allowed() {
        let pieces = |numbers: usize, each: usize| {
            (0..numbers).map(|n| (0..each).map(|at| format!("{n} {at}")).collect()).collect()
        };
        let mut tries_left = MAX_TRIES;
        let mut tried = |numbers, each| {
            let pieces: Vec<Vec<String>> = pieces(numbers, each);
            combinations(&pieces, &mut tries_left).len()
        };
        assert_eq!(tried(3, 3), 27);
        assert_eq!(tried(60, 2), 0, "too many to count");
        assert_eq!(tried(2, 0), 0, "none is there");
        assert_eq!(tried(5, 2), 32);
        assert_eq!(tried(3, 2), 0, "5 are left");
        assert_eq!(tried(5, 1), 1);
    }
}
