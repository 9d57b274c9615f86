//! The texts themselves.

use super::{say, words};
use crate::{
    app::{
        texts::{Language, NAMES, REASONS, Text},
        trust_line::{Grade, LIMIT_DAYS, NOTE_DAYS, grade},
        words::{self as sentences, Part, Phrase, Value},
    },
    policy::Policy,
    protocol::Trust,
    verdict::Reason,
};
use std::{fs, path::Path};

#[test]
fn every_reason_is_said_briefly_in_every_language() {
    assert_eq!(REASONS.len(), Reason::ALL.len());
    for &language in Language::ALL {
        let words = words(language);
        for &reason in Reason::ALL {
            for part in [Part::What, Part::Why, Part::Act] {
                let sentence = say(&words, sentences::reason(reason, part));
                let code = reason.code();
                assert!(sentence.chars().count() <= 120, "{code} {part:?}: {sentence}");
                assert!(sentence.ends_with('.'), "{code} {part:?}: {sentence}");
                assert!(!sentence.contains(['{', '$']), "{code} {part:?}: {sentence}");
            }
        }
    }
}

#[test]
fn ages_follow_the_plurals_of_the_language() {
    let cases = [
        (Language::En, 0, "List from today"),
        (Language::En, 1, "List 1 day old"),
        (Language::En, 3, "List 3 days old"),
        (Language::Ar, 0, "قائمة اليوم"),
        (Language::Ar, 1, "عمر القائمة يوم واحد"),
        (Language::Ar, 2, "عمر القائمة يومان"),
        (Language::Ar, 3, "عمر القائمة 3 أيام"),
        (Language::Ar, 11, "عمر القائمة 11 يومًا"),
        (Language::Ar, 100, "عمر القائمة 100 يوم"),
    ];
    for (language, days, expected) in cases {
        let text = Text::TrustAge { days: Value::Number(days) };
        assert_eq!(say(&words(language), text), expected);
    }
}

#[test]
fn what_is_put_in_is_isolated() {
    let text = Text::PersonBorn { date: Value::Date("1990".to_owned()) };
    assert_eq!(words(Language::Ar).say(text), "تاريخ الميلاد: \u{2068}1990\u{2069}");
}

/// Text from outside, and a country's code is text too, does not turn the writing around.
#[test]
fn what_deceives_is_marked() {
    let words = words(Language::En);
    for value in [Value::Plain("P\u{202e}T".to_owned()), Value::Country("P\u{202e}T".to_owned())] {
        assert_eq!(words.say(Phrase::Value(value)), "P\u{fffd}T");
    }
}

#[test]
fn languages_are_found_by_their_tags() {
    assert_eq!(Language::from_tag("ar-EG"), Some(Language::Ar));
    assert_eq!(Language::from_tag("EN"), Some(Language::En));
    assert_eq!(Language::from_tag("tlh"), None);
    assert!(Language::Ar.right_to_left() && !Language::En.right_to_left());
    for &language in Language::ALL {
        assert_ne!(language.next(), language);
    }
}

#[test]
fn the_list_is_graded_as_verdicts_do() {
    let Policy { list_note_days, list_limit_days, .. } = Policy::default();
    assert_eq!((NOTE_DAYS, LIMIT_DAYS), (list_note_days, list_limit_days));
    let graded = |age_days| grade(&Trust { age_days, ..Trust::default() });
    assert_eq!(graded(Some(30)), Grade::Fresh);
    assert_eq!(graded(Some(31)), Grade::Old);
    assert_eq!(graded(Some(181)), Grade::TooOld);
    assert_eq!(graded(Some(-2)), Grade::Unknown);
    assert_eq!(graded(None), Grade::Unknown);
}

/// A text that nothing shows is dead weight in every language.
#[test]
fn every_text_is_used() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut code = String::new();
    for folder in ["app", "ui", "ui/components", "ui/hooks"] {
        for entry in fs::read_dir(source.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                code.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let used = |name: &str| {
        code.split("Text::").skip(1).any(|rest| {
            let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
            rest.get(..end) == Some(name)
        })
    };
    let apart = ["LanguageName", "LanguageDirection"];
    let unused: Vec<_> = NAMES.iter().filter(|name| !used(name) && !apart.contains(name)).collect();
    assert!(unused.is_empty(), "no component shows {unused:?}");
}
