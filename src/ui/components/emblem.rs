//! Larger drawings: the signs of the outcomes, the mark, the picture of a code.

use crate::protocol::Outcome;
use yew::{AttrValue, Html, html};

/// The sign of an outcome: its outline differs as well as its colour.
pub(super) fn emblem(outcome: Outcome) -> Html {
    let (shape, place, glyph) = match outcome {
        Outcome::Accept => (SEAL, "translate(20 20) scale(2.35)", TICK),
        Outcome::Undecided => (DIAMOND, "translate(21.5 20.5) scale(2.2)", HAND),
        Outcome::Reject => (OCTAGON, "translate(18 18) scale(2.5)", CROSS),
    };
    html! {
        <svg class="emblem" viewBox="0 0 96 96" aria-hidden="true">
            <path class="emblem-shape" d={AttrValue::Static(shape)} />
            <g transform={AttrValue::Static(place)}>
                <path class="emblem-glyph" d={AttrValue::Static(glyph)} />
            </g>
        </svg>
    }
}

/// The mark of the page.
pub(super) fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 96 96" aria-hidden="true">
            <path class="mark-shape" d={AttrValue::Static(SEAL)} />
            <path class="mark-glyph" d="M28 37l20 28 20-28" />
        </svg>
    }
}

/// A code in the corners of a frame.
pub(super) fn picture() -> Html {
    html! {
        <svg class="picture" viewBox="0 0 120 120" aria-hidden="true">
            <path class="picture-corners" d={AttrValue::Static(PICTURE_CORNERS)} />
            <path fill-rule="evenodd" d={AttrValue::Static(PICTURE_EYES)} />
            <path class="picture-faint" d={AttrValue::Static(PICTURE_MODULES)} />
        </svg>
    }
}

/// The frame to hold a code in.
pub(super) fn finder() -> Html {
    html! {
        <svg class="finder" viewBox="0 0 100 100" aria-hidden="true">
            <path d={AttrValue::Static(FINDER)} />
        </svg>
    }
}

const SEAL: &str = "M48 7A11.88 11.88 0 0 1 68.5 12.49A11.88 11.88 0 0 1 83.51 27.5\
    A11.88 11.88 0 0 1 89 48A11.88 11.88 0 0 1 83.51 68.5A11.88 11.88 0 0 1 68.5 83.51\
    A11.88 11.88 0 0 1 48 89A11.88 11.88 0 0 1 27.5 83.51A11.88 11.88 0 0 1 12.49 68.5\
    A11.88 11.88 0 0 1 7 48A11.88 11.88 0 0 1 12.49 27.5A11.88 11.88 0 0 1 27.5 12.49\
    A11.88 11.88 0 0 1 48 7z";
const DIAMOND: &str = "M41.6 8.6a9 9 0 0 1 12.8 0l33 33a9 9 0 0 1 0 12.8l-33 33\
    a9 9 0 0 1-12.8 0l-33-33a9 9 0 0 1 0-12.8z";
const OCTAGON: &str = "M31.3 5h33.4L91 31.3v33.4L64.7 91H31.3L5 64.7V31.3z";
const TICK: &str = "M5.5 12.6l4.3 4.3L18.5 8";
const HAND: &str = "M8.2 12.5V6.7a1.3 1.3 0 0 1 2.6 0V11M10.8 10.5V5.3a1.3 1.3 0 0 1 2.6 0v5.2\
    M13.4 11V6.3a1.3 1.3 0 0 1 2.6 0V12M16 9.5a1.3 1.3 0 0 1 2.6 0v4.7a6 6 0 0 1-6 6\
    c-2.5 0-4-1.2-5.2-3L4.9 13.6a1.3 1.3 0 0 1 2.1-1.5l1.2 1.4";
const CROSS: &str = "M7 7l10 10M17 7L7 17";
const FINDER: &str = "M4 24V14A10 10 0 0 1 14 4h10M76 4h10a10 10 0 0 1 10 10v10\
    M96 76v10a10 10 0 0 1-10 10H76M24 96H14A10 10 0 0 1 4 86V76";
const PICTURE_CORNERS: &str = "M4 28V16A12 12 0 0 1 16 4h12M92 4h12a12 12 0 0 1 12 12v12\
    M116 92v12a12 12 0 0 1-12 12H92M28 116H16A12 12 0 0 1 4 104V92";
const PICTURE_EYES: &str = "M24 24h28v28H24zM29 29v18h18V29zM33 33h10v10H33z\
    M68 24h28v28H68zM73 29v18h18V29zM77 33h10v10H77z\
    M24 68h28v28H24zM29 73v18h18V73zM33 77h10v10H33z";
const PICTURE_MODULES: &str = "M58 24h5v5h-5zM58 34h5v10h-5zM63 44h5v5h-5zM24 58h10v5H24z\
    M39 58h5v5h-5zM49 58h9v10h-5v-5h-4zM58 49h5v5h-5zM63 58h10v5H63zM78 58h5v5h-5zM88 58h8v5h-8z\
    M68 68h5v10h-5zM78 68h10v5H78zM91 68h5v10h-5zM83 78h5v5h-5zM58 73h5v10h-5zM73 83h5v13h-5z\
    M58 88h10v8H58zM83 88h13v8H83z";
