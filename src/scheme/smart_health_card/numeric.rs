//! The digits of a card's codes ("Encoding Chunks as QR Codes"): two for each character, as its
//! distance from `-`.
//!
//! A card is one code, `shc:/<digits>`, or one of several, `shc:/<which>/<of how many>/<digits>`.
//! No code says which card it is a piece of, so several cards' codes are told apart in `gather`.

use crate::{envelope::EnvelopeError, scheme::SchemeError};
use std::collections::BTreeMap;

/// One code of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chunk<'t> {
    /// Which one, from 1.
    pub(super) index: usize,
    /// Of how many.
    pub(super) total: usize,
    /// Its digits, not looked at yet.
    pub(super) digits: &'t str,
}

/// Whether the text begins like a code of a card. A scheme is written in any case (RFC 3986 §3.1).
pub(super) fn begins_like(text: &str) -> bool {
    after_prefix(text).is_some()
}

fn after_prefix(text: &str) -> Option<&str> {
    let (prefix, rest) = text.split_at_checked(PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then_some(rest)
}

/// One code of a card, on its own.
///
/// # Errors
/// [`EnvelopeError::Fields`] when it is none, or says that it is the third of two.
pub(super) fn chunk(text: &str) -> Result<Chunk<'_>, EnvelopeError> {
    let rest = after_prefix(text).ok_or(EnvelopeError::Fields { expected: "shc:/" })?;
    let Some((index, rest)) = rest.split_once('/') else {
        return Ok(Chunk { index: 1, total: 1, digits: rest });
    };
    let (total, digits) =
        rest.split_once('/').ok_or(EnvelopeError::Fields { expected: "shc:/1/2/ and digits" })?;
    match (number(index), number(total)) {
        (Some(index), Some(total)) if (1..=total).contains(&index) && total <= MAX_CHUNKS => {
            Ok(Chunk { index, total, digits })
        }
        _ => Err(EnvelopeError::Fields { expected: "the number of a code and how many there are" }),
    }
}

/// The card that all codes in `text` are, in any order, with white space between them; the same
/// code may come again.
///
/// # Errors
/// [`SchemeError::PartsMissing`]; [`EnvelopeError::Fields`] when they are of several cards;
/// [`EnvelopeError::Numeric`].
pub(super) fn read(text: &str) -> Result<String, SchemeError> {
    const SEVERAL: EnvelopeError = EnvelopeError::Fields { expected: "the codes of one card" };
    let mut digits = BTreeMap::new();
    let mut total = None;
    for code in text.split_ascii_whitespace() {
        let chunk = chunk(code)?;
        let earlier = digits.insert(chunk.index, chunk.digits);
        if total.replace(chunk.total).is_some_and(|total| total != chunk.total)
            || earlier.is_some_and(|earlier| earlier != chunk.digits)
        {
            return Err(SEVERAL.into());
        }
    }
    let (have, total) = (digits.len(), total.unwrap_or_default());
    if have < total {
        return Err(SchemeError::PartsMissing { have, total });
    }
    let mut characters = String::new();
    for digits in digits.into_values() {
        decode(digits, &mut characters)?;
    }
    Ok(characters)
}

/// Two digits for each character.
fn decode(digits: &str, characters: &mut String) -> Result<(), EnvelopeError> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return Err(EnvelopeError::Numeric);
    }
    for pair in pairs {
        let [tens, ones] = pair.map(|digit| char::from(digit).to_digit(10));
        let character = tens
            .zip(ones)
            .and_then(|(tens, ones)| char::from_u32(10 * tens + ones + OFFSET))
            .filter(|&character| character <= 'z')
            .ok_or(EnvelopeError::Numeric)?;
        characters.push(character);
    }
    Ok(())
}

/// The digits for `text`, of which every character is one of a JWS.
#[cfg(test)]
fn encode(text: &str) -> String {
    text.chars().map(|c| format!("{:02}", u32::from(c) - OFFSET)).collect()
}

/// A number as a code writes it: decimal, without a leading zero.
fn number(text: &str) -> Option<usize> {
    let plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten().filter(|_| !text.starts_with('0'))
}

const PREFIX: &str = "shc:/";
/// `-` is 00.
const OFFSET: u32 = 45;
/// Three are the most that were seen; these hold 1191 characters each, far more than an input may.
const MAX_CHUNKS: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_for_characters() {
        const NUMERIC: SchemeError = SchemeError::Envelope(EnvelopeError::Numeric);
        let alphabet = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
        assert_eq!(read(&format!("shc:/{}", encode(alphabet))).as_deref(), Ok(alphabet));
        assert_eq!(read("SHC:/567629").as_deref(), Ok("eyJ"));
        assert_eq!(read("shc:/1/1/567629").as_deref(), Ok("eyJ"));
        for text in ["shc:/5", "shc:/567", "shc:/78", "shc:/99", "shc:/5a", "shc:/+5", "shc:/٥٦"]
        {
            assert_eq!(read(text), Err(NUMERIC), "{text}");
        }
    }

    #[test]
    fn codes_of_one_card_come_in_any_order() {
        let missing = |have, total| Err(SchemeError::PartsMissing { have, total });
        let cases: &[(&str, Result<&str, SchemeError>)] = &[
            ("shc:/2/2/29 shc:/1/2/5676", Ok("eyJ")),
            ("shc:/1/3/56\nshc:/3/3/29\r\nshc:/2/3/76", Ok("eyJ")),
            ("shc:/1/2/5676 shc:/1/2/5676 shc:/2/2/29", Ok("eyJ")),
            ("shc:/1/2/5676", missing(1, 2)),
            ("shc:/1/3/56 shc:/3/3/29 shc:/1/3/56", missing(2, 3)),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).as_deref(), expected.as_ref().map(|text| *text), "{text}");
        }
        for text in [
            "shc:/1/2/56 shc:/1/2/57", // two cards
            "shc:/1/2/56 shc:/3/3/57",
            "shc:/5676 shc:/5677",
            "shc:/3/2/56",
            "shc:/0/2/56",
            "shc:/01/2/56",
            "shc:/1/99/56",
            "shc:/1/18446744073709551617/56",
            "shc:/1/56",
            "shc:/-1/2/56",
            "shc:/1/1/56 and more",
        ] {
            let error = read(text).expect_err(text);
            let fields = matches!(error, SchemeError::Envelope(EnvelopeError::Fields { .. }));
            assert!(fields, "{text}: {error:?}");
        }
    }
}
