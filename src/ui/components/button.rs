//! What can be pressed.

use super::icon::Icon;
use crate::browser::files;
use web_sys::File;
use yew::prelude::*;

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Look {
    /// A line around.
    #[default]
    Plain,
    /// The one thing to do next.
    Primary,
    /// Icon over word, without a line.
    Quiet,
    /// Icon over word.
    Stack,
    /// Underlined words.
    Text,
}

impl Look {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Primary => Some("button-primary"),
            Self::Quiet => Some("button-quiet"),
            Self::Stack => Some("button-stack"),
            Self::Text => Some("button-text"),
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct ButtonProps {
    pub(super) id: AttrValue,
    pub(super) label: String,
    pub(super) onpress: Callback<MouseEvent>,
    #[prop_or_default]
    pub(super) look: Look,
    #[prop_or_default]
    pub(super) icon: Option<Icon>,
    #[prop_or_default]
    pub(super) icon_after: Option<Icon>,
    #[prop_or_default]
    pub(super) disabled: bool,
}

/// A button.
#[function_component]
pub(super) fn Button(props: &ButtonProps) -> Html {
    let ButtonProps { id, label, onpress, look, icon, icon_after, disabled } = props;
    html! {
        <button
            {id}
            type="button"
            class={classes!("button", look.class())}
            onclick={onpress}
            disabled={*disabled}
        >
            { icon.map(Icon::draw).unwrap_or_default() }
            <span>{ label }</span>
            { icon_after.map(Icon::draw).unwrap_or_default() }
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct PhotoButtonProps {
    pub(super) label: String,
    pub(super) look: Look,
    pub(super) onfile: Callback<File>,
}

/// A button that lets a picture be chosen.
#[function_component]
pub(super) fn PhotoButton(PhotoButtonProps { label, look, onfile }: &PhotoButtonProps) -> Html {
    let onfile = onfile.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(file) = files::chosen(&event) {
            onfile.emit(file);
        }
    });
    html! {
        <label class={classes!("button", look.class())}>
            { Icon::Photo.draw() }
            <span>{ label }</span>
            <input id="photo" type="file" accept="image/*" {onchange} />
        </label>
    }
}
