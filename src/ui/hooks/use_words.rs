//! The texts of the page's language.

use crate::{
    app::{
        texts::Language,
        words::{Format, Words},
    },
    browser::intl,
};
use std::rc::Rc;
use yew::prelude::*;

#[hook]
pub(crate) fn use_words(language: Language) -> Words {
    let words = use_memo(language, |&language| Words::new(language, Rc::new(Browser)));
    (*words).clone()
}

/// The browser knows how every language writes dates and countries.
struct Browser;

impl Format for Browser {
    fn date(&self, language: &str, date: &str) -> String {
        intl::date(language, date)
    }

    fn moment(&self, language: &str, moment: &str) -> String {
        intl::moment(language, moment)
    }

    fn country(&self, language: &str, code: &str) -> String {
        intl::country(language, code)
    }
}
