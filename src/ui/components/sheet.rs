//! The person and the event, for comparing with a passport.

use super::icon::Icon;
use crate::app::{self, Fact, Frame, PersonLines, texts::Text, words::Words};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct SheetProps {
    pub(super) words: Words,
    pub(super) person: Option<PersonLines>,
    pub(super) facts: Vec<Fact>,
    pub(super) frame: Frame,
    /// What stands below.
    #[prop_or_default]
    pub(super) children: Html,
}

/// The sheet under the verdict.
#[function_component]
pub(super) fn Sheet(props: &SheetProps) -> Html {
    let SheetProps { words, person, facts, frame, children } = props;
    let inside = html! {
        <>
            if let Some(person) = person {
                <p class="compare">
                    { Icon::Person.draw() }
                    <span>{ words.say(Text::PersonCompare) }</span>
                </p>
                { personal(person, words) }
            }
            <ul class="facts">{ for facts.iter().map(|fact| factual(fact, words)) }</ul>
        </>
    };
    html! { <div class="sheet">{ framed(*frame, inside, words) }{ children.clone() }</div> }
}

fn framed(frame: Frame, inside: Html, words: &Words) -> Html {
    let (class, icon, word, text) = match frame {
        Frame::None => return inside,
        Frame::Specimen => {
            ("framed-specimen", Icon::Info, Text::FrameSpecimen, Text::FrameSpecimenText)
        }
        Frame::Unproven => {
            ("framed-unproven", Icon::Warning, Text::FrameUnproven, Text::FrameUnprovenText)
        }
    };
    html! {
        <div class={classes!("framed", class)}>
            <div>
                <p class="frame-word">{ icon.draw() }<span>{ words.say(word) }</span></p>
                <p class="frame-text">{ words.say(text) }</p>
            </div>
            { inside }
        </div>
    }
}

fn personal(person: &PersonLines, words: &Words) -> Html {
    let PersonLines { surname, given, latin, born, document } = person;
    html! {
        <div class="person">
            <p class="person-name">
                if surname.is_none() && given.is_none() {
                    { words.say(Text::PersonNoName) }
                } else {
                    <bdi>
                        <span class="person-surname">{ surname.clone().unwrap_or_default() }</span>
                        { " " }
                        <span>{ given.clone().unwrap_or_default() }</span>
                    </bdi>
                }
            </p>
            if let Some(latin) = latin {
                <p class="person-latin"><bdi dir="ltr">{ latin }</bdi></p>
            }
            <p class="person-born">{ words.say(born.clone()) }</p>
            if let Some(document) = document {
                <p class="person-born">{ words.say(document.clone()) }</p>
            }
        </div>
    }
}

fn factual(fact: &Fact, words: &Words) -> Html {
    let icon = match fact.icon {
        app::Icon::Vaccination => Icon::Vaccination,
        app::Icon::Test => Icon::Test,
        app::Icon::Recovery => Icon::Recovery,
        app::Icon::Pass => Icon::Shield,
        app::Icon::Issuer => Icon::Issuer,
    };
    let line = |phrase: &app::words::Phrase| {
        html! { <li><bdi>{ words.say(phrase.clone()) }</bdi></li> }
    };
    html! {
        <li class="fact">
            { icon.draw() }
            <p class="fact-title">{ words.say(fact.title.clone()) }</p>
            <ul class="fact-lines">{ for fact.lines.iter().map(line) }</ul>
        </li>
    }
}
