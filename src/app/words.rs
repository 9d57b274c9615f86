//! From the name of a text to a sentence in the page's language.

use super::texts::{Language, ReasonWords, Text};
use crate::{display, protocol::ReasonEntry, verdict::Reason};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use std::{collections::BTreeMap, rc::Rc};
use unic_langid::LanguageIdentifier;

/// What is to be said, in no language yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Phrase {
    /// A text of the language files.
    Message {
        /// Its name there.
        message: &'static str,
        /// The attribute, if not its value.
        attribute: Option<&'static str>,
        /// Its variables.
        arguments: Vec<(&'static str, Value)>,
    },
    /// A value that needs no words around it.
    Value(Value),
}

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number; it may choose the plural.
    Number(i64),
    /// As it is: a name, a code.
    Plain(String),
    /// A date, as exact as it is: `1990`, `1990-05`, `1990-05-13`.
    Date(String),
    /// A point in time, RFC 3339.
    Moment(String),
    /// A country, by its ISO 3166-1 code.
    Country(String),
    /// Another text.
    Phrase(Box<Phrase>),
}

impl Phrase {
    pub(super) const fn message(
        message: &'static str,
        attribute: Option<&'static str>,
        arguments: Vec<(&'static str, Value)>,
    ) -> Self {
        Self::Message { message, attribute, arguments }
    }

    /// Something to be shown as it is.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Value(Value::Plain(text.into()))
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Phrase(Box::new(text.into()))
    }
}

impl From<Phrase> for Value {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(Box::new(phrase))
    }
}

/// One of the three sentences about a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is the matter.
    What,
    /// Why.
    Why,
    /// What to do.
    Act,
}

/// A sentence about a finding.
pub fn finding(entry: &ReasonEntry, part: Part) -> Phrase {
    let Some(words) = ReasonWords::of(&entry.code) else {
        return Text::FindingUnnamed { code: Value::Plain(entry.code.clone()) }.into();
    };
    let attribute = match part {
        Part::What => None,
        Part::Why => Some("why"),
        Part::Act => Some("act"),
    };
    let argument = |&name: &&'static str| (name, parameter(entry.params.get(name)));
    let arguments = words.variables.iter().map(argument).collect();
    Phrase::message(words.message, attribute, arguments)
}

/// A sentence about a reason of the page itself.
pub fn reason(reason: Reason, part: Part) -> Phrase {
    finding(&entry(reason), part)
}

/// A reason of the page itself, as it would stand in a report.
pub fn entry(reason: Reason) -> ReasonEntry {
    ReasonEntry {
        code: reason.code().to_owned(),
        stage: reason.stage().name().to_owned(),
        blame: reason.blame().name().to_owned(),
        params: BTreeMap::new(),
    }
}

/// A fact as it stands in a report: a number, a time, a date. The messages know `none` for a fact
/// that is not there.
fn parameter(text: Option<&String>) -> Value {
    let Some(text) = text else {
        return Value::Plain("none".to_owned());
    };
    if let Ok(number) = text.parse() {
        return Value::Number(number);
    }
    match text.as_bytes() {
        [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', ..] if text.contains('T') => {
            Value::Moment(text.clone())
        }
        [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', ..] => Value::Date(text.clone()),
        _ => Value::Plain(text.clone()),
    }
}

/// How values look in a language. The page asks the browser, which knows every language.
pub trait Format {
    /// A date that may be partial.
    fn date(&self, language: &str, date: &str) -> String;
    /// A point in time.
    fn moment(&self, language: &str, moment: &str) -> String;
    /// A country by its code.
    fn country(&self, language: &str, code: &str) -> String;
}

/// The texts of one language.
#[derive(Clone)]
pub struct Words {
    language: Language,
    bundle: Rc<FluentBundle<FluentResource>>,
    format: Rc<dyn Format>,
}

impl Words {
    /// The texts of a language. The build script has parsed the same source, so nothing is lost
    /// here; a name that were missing would show as itself.
    pub fn new(language: Language, format: Rc<dyn Format>) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        let resource = FluentResource::try_new(language.source().to_owned());
        bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
        Self { language, bundle: Rc::new(bundle), format }
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Says it.
    pub fn say(&self, phrase: impl Into<Phrase>) -> String {
        match phrase.into() {
            Phrase::Value(value) => self.show(&value),
            Phrase::Message { message, attribute, arguments } => {
                self.tell(message, attribute, &arguments)
            }
        }
    }

    fn tell(
        &self,
        name: &str,
        attribute: Option<&str>,
        arguments: &[(&'static str, Value)],
    ) -> String {
        let message = self.bundle.get_message(name);
        let pattern = message.and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|found| found.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            return name.to_owned();
        };
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            let value = match value {
                Value::Number(number) => FluentValue::from(*number),
                other => FluentValue::from(self.show(other)),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }

    fn show(&self, value: &Value) -> String {
        let tag = self.language.tag();
        match value {
            Value::Number(number) => number.to_string(),
            Value::Plain(text) => display::marked(text),
            Value::Date(date) => self.format.date(tag, date),
            Value::Moment(moment) => self.format.moment(tag, moment),
            Value::Country(code) => display::marked(&self.format.country(tag, code)),
            Value::Phrase(phrase) => self.say(phrase.as_ref().clone()),
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Words").field(&self.language).finish()
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}
