//! The message of a 2D-Doc: fields of a two-character id and a value, in any order.
//!
//! A value of fixed length has no end mark. Any other ends with GS, with RS when it had to be cut
//! off, with the message, or where it has reached its greatest length. The length of a field that
//! is in no table is not known; it is taken to end at the next mark.

use super::super::PartialDate;
use crate::envelope::EnvelopeError;
use std::collections::BTreeMap;

/// How long a value is, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// This long, and no end mark.
    Exactly(usize),
    /// At most this long. Shorter ones than the form promises harm nobody.
    UpTo(usize),
}

/// A kind of document: its fields by their id.
pub(super) type Table = &'static [(&'static str, Length)];

/// The values of the fields that the table names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(BTreeMap<&'static str, String>);

impl Fields {
    /// Reads a message.
    ///
    /// # Errors
    /// [`EnvelopeError::Fields`] where no field is, [`EnvelopeError::DuplicateKey`] when a field is
    /// there twice.
    pub(super) fn read(message: &str, table: Table) -> Result<Self, EnvelopeError> {
        let mut fields = BTreeMap::new();
        let mut rest = message;
        while !rest.is_empty() {
            let (id, after) = characters(rest, 2)
                .filter(|(id, _)| id.bytes().all(|byte| byte.is_ascii_alphanumeric()))
                .ok_or(EnvelopeError::Fields { expected: "a field" })?;
            let known = table.iter().find(|(known, _)| *known == id);
            let (value, behind) = match known.map(|(_, length)| *length) {
                Some(Length::Exactly(length)) => fixed(after, length)?,
                Some(Length::UpTo(most)) => variable(after, most),
                None => variable(after, usize::MAX),
            };
            if let Some((id, _)) = known
                && fields.insert(*id, value).is_some()
            {
                return Err(EnvelopeError::DuplicateKey);
            }
            rest = behind;
        }
        Ok(Self(fields))
    }

    /// Whether none of the table's fields is there.
    pub(super) fn is_empty_of(&self, ids: &[&str]) -> bool {
        ids.iter().all(|id| self.text(id).is_none())
    }

    /// A value without white space around; `None` when it is empty.
    pub(super) fn text(&self, id: &str) -> Option<String> {
        let text = self.0.get(id)?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A date as `DDMMYYYY`; unknown parts are `00`.
    pub(super) fn date(&self, id: &str) -> Option<PartialDate> {
        let text = self.text(id)?;
        let (day, month, year) = (text.get(..2)?, text.get(2..4)?, text.get(4..)?);
        PartialDate::parse(&format!("{year}-{month}-{day}"))
    }

    /// A number of one digit.
    pub(super) fn digit(&self, id: &str) -> Option<u32> {
        let text = self.text(id)?;
        let mut characters = text.chars();
        let digit = characters.next()?.to_digit(10)?;
        characters.next().is_none().then_some(digit)
    }
}

/// The first `count` characters, and the rest.
fn characters(text: &str, count: usize) -> Option<(&str, &str)> {
    let end = text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(count)?;
    text.split_at_checked(end)
}

/// A value of fixed length, and what follows it.
fn fixed(text: &str, length: usize) -> Result<(String, &str), EnvelopeError> {
    let expected = EnvelopeError::Fields { expected: "a value of fixed length" };
    match characters(text, length) {
        Some((value, rest)) if !value.contains(MARKS) => Ok((value.to_owned(), rest)),
        _ => Err(expected),
    }
}

/// A value up to its end mark or its greatest length, and what follows.
fn variable(text: &str, most: usize) -> (String, &str) {
    let mark = text.find(MARKS).unwrap_or(text.len());
    let (marked, _) = text.split_at_checked(mark).unwrap_or((text, ""));
    // A mark right behind the longest value is its own.
    let (value, _) = characters(marked, most).unwrap_or((marked, ""));
    let (_, rest) = text.split_at_checked(value.len()).unwrap_or((text, ""));
    let cut_off = rest.starts_with(RS);
    let value = if cut_off { format!("{value}{CUT_OFF}") } else { value.to_owned() };
    (value, rest.strip_prefix(MARKS).unwrap_or(rest))
}

/// Group separator: the value ends.
pub(super) const GS: char = '\u{1d}';
/// Record separator: the value ends, and there was more of it.
const RS: char = '\u{1e}';
const MARKS: [char; 2] = [GS, RS];
/// Shown after a value that the issuer had to cut off.
const CUT_OFF: char = '…';

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table =
        &[("A0", Length::UpTo(5)), ("A1", Length::Exactly(3)), ("A2", Length::UpTo(80))];

    #[test]
    fn values_end_where_they_should() {
        let fields = |expected| Err(EnvelopeError::Fields { expected });
        type Values = &'static [(&'static str, &'static str)];
        let cases: [(&str, Result<Values, EnvelopeError>); 20] = [
            ("", Ok(&[])),
            ("A0X\u{1d}A1123", Ok(&[("A0", "X"), ("A1", "123")])),
            ("A1123A0X", Ok(&[("A0", "X"), ("A1", "123")])),
            ("A0\u{1d}A1123", Ok(&[("A0", ""), ("A1", "123")])),
            ("A012345A1123", Ok(&[("A0", "12345"), ("A1", "123")])),
            ("A012345\u{1d}A1123", Ok(&[("A0", "12345"), ("A1", "123")])),
            ("A0123\u{1e}A1123", Ok(&[("A0", "123…"), ("A1", "123")])),
            ("A012345\u{1e}A1123", Ok(&[("A0", "12345…"), ("A1", "123")])),
            ("A0\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}A1123", Ok(&[("A0", "ééééé"), ("A1", "123")])),
            ("ZZwhat it is\u{1d}A1123", Ok(&[("A1", "123")])),
            ("A1123ZZwhat it is", Ok(&[("A1", "123")])),
            ("ZZ\u{1d}ZZ\u{1d}A0X", Ok(&[("A0", "X")])),
            ("A1123\u{1d}A0X", fields("a field")),
            ("A112", fields("a value of fixed length")),
            ("A112\u{1d}A0X", fields("a value of fixed length")),
            ("A1123A", fields("a field")),
            ("A", fields("a field")),
            ("A\u{e9}123", fields("a field")),
            ("A0X\u{1d}A0X", Err(EnvelopeError::DuplicateKey)),
            ("A1123A1123", Err(EnvelopeError::DuplicateKey)),
        ];
        for (message, expected) in cases {
            let read = Fields::read(message, TABLE);
            let expected = expected.map(|values| {
                Fields(values.iter().map(|&(id, value)| (id, value.to_owned())).collect())
            });
            assert_eq!(read, expected, "{message:?}");
        }
    }

    #[test]
    fn dates_and_digits() {
        const CASES: &[(&str, Option<&str>, Option<u32>)] = &[
            ("13051990", Some("1990-05-13"), None),
            ("00001990", Some("1990"), None),
            ("30022021", None, None),
            ("1990", None, None),
            ("é3051990", None, None),
            ("3", None, Some(3)),
            ("x", None, None),
            ("", None, None),
        ];
        for &(text, date, digit) in CASES {
            let fields = Fields(BTreeMap::from([("A2", text.to_owned())]));
            let read = fields.date("A2").map(PartialDate::iso);
            assert_eq!((read.as_deref(), fields.digit("A2")), (date, digit), "{text:?}");
        }
    }
}
