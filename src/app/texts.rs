//! The names of all texts, made from `static/locales/*.ftl` by the build script.
//!
//! A text that is missing in a language fails the build; one that is missing altogether, or is used
//! without its variables, does not compile; nor does a reason without words.

use super::words::{Phrase, Value};
use crate::verdict::Reason;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Language {
    /// The language of a tag, by its first part: `ar-EG` is `ar`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or(tag);
        let same = |language: &Self| language.tag().eq_ignore_ascii_case(primary);
        Self::ALL.iter().copied().find(same)
    }

    /// Is it written from right to left?
    pub fn right_to_left(self) -> bool {
        self.direction() == "rtl"
    }

    /// The next language, in a circle.
    pub fn next(self) -> Self {
        let mut around = Self::ALL.iter().copied().cycle().skip_while(|&other| other != self);
        around.nth(1).unwrap_or(self)
    }
}

/// The message for a reason: what, with the attributes why and act.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ReasonWords {
    pub(crate) message: &'static str,
    pub(crate) variables: &'static [&'static str],
}

impl ReasonWords {
    /// The words for a public code.
    pub(crate) fn of(code: &str) -> Option<&'static Self> {
        REASONS.iter().find(|words| is_message_of(words.message, code))
    }
}

const _: () = {
    let mut reasons = Reason::ALL;
    while let [reason, rest @ ..] = reasons {
        assert_worded(reason.code());
        reasons = rest;
    }
    let mut messages = REASONS;
    while let [words, rest @ ..] = messages {
        assert_reasoned(words.message);
        messages = rest;
    }
};

/// Stops the compiler at a reason that no message tells of; the code stands in its report.
#[expect(clippy::panic, reason = "evaluated by the compiler only")]
const fn assert_worded(code: &'static str) {
    let mut messages = REASONS;
    while let [words, rest @ ..] = messages {
        if is_message_of(words.message, code) {
            return;
        }
        messages = rest;
    }
    panic!("{}", code)
}

/// Stops the compiler at a message for a reason that is not there.
#[expect(clippy::panic, reason = "evaluated by the compiler only")]
const fn assert_reasoned(message: &'static str) {
    let mut reasons = Reason::ALL;
    while let [reason, rest @ ..] = reasons {
        if is_message_of(message, reason.code()) {
            return;
        }
        reasons = rest;
    }
    panic!("{}", message)
}

/// Is it `reason-` and the code with a hyphen for the dot?
const fn is_message_of(message: &str, code: &str) -> bool {
    let mut code = code.as_bytes();
    let [b'r', b'e', b'a', b's', b'o', b'n', b'-', message @ ..] = message.as_bytes() else {
        return false;
    };
    let mut message = message;
    while let ([left, left_rest @ ..], [right, right_rest @ ..]) = (message, code) {
        if *left != if *right == b'.' { b'-' } else { *right } {
            return false;
        }
        message = left_rest;
        code = right_rest;
    }
    message.is_empty() && code.is_empty()
}
