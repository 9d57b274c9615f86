//! Pictures of our own codes, and pictures made to hurt.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test: what is not as it should be ends it")]

use qrcode::{Color, EcLevel, QrCode};
use vidimus::scan::{self, Effort, Frame, Level};

/// A code of `text`: `module` pixels a module, `quiet` modules around, dark on light or inverted.
fn picture(text: &str, module: usize, quiet: usize, inverted: bool) -> Frame {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let size = code.width() + 2 * quiet;
    let dark = |x: usize, y: usize| {
        let place = |pixel: usize| {
            (pixel / module).checked_sub(quiet).filter(|place| *place < code.width())
        };
        place(x).zip(place(y)).is_some_and(|place| code[place] == Color::Dark)
    };
    let side = size * module;
    let luma = (0..side * side)
        .map(|at| if dark(at % side, at / side) == inverted { 235 } else { 16 })
        .collect();
    Frame::from_luma(luma, side, side).unwrap()
}

#[test]
fn reads_codes_of_every_size() {
    let texts = ["HC1:6BF", &"HC1:6BFOXN%TS3DH".repeat(8), &"HC1:6BFOXN%TS3DH".repeat(40)];
    for text in texts {
        for module in [3, 4, 6, 9] {
            let frame = picture(text, module, 4, false);
            let found = scan::read(&frame, Effort::Live);
            let texts: Vec<_> = found.iter().map(|symbol| symbol.content.text()).collect();
            assert_eq!(texts, [Some(text)], "{} characters, {module} pixels", text.len());
            assert_eq!(found[0].level, Level::M);
        }
    }
}

#[test]
fn a_still_picture_is_looked_at_in_every_way() {
    let text = "HC1:6BFOXN%TS3DH".repeat(8);
    for (why, frame) in [
        ("light on dark", picture(&text, 4, 4, true)),
        ("larger than the detector is given", picture(&text, 40, 4, false)),
    ] {
        let found = scan::read(&frame, Effort::Still);
        assert_eq!(found.len(), 1, "{why}");
        assert_eq!(found[0].content.text(), Some(text.as_str()), "{why}");
    }
}

/// A thousand finder patterns kept rqrr alone busy for 15 s; an hour was in reach.
#[test]
fn a_picture_of_finder_patterns_is_refused_before_it_costs_anything() {
    let ring = |place: usize| (place / 3 % 9).abs_diff(4);
    let sample = |x: usize, y: usize| match ring(x).max(ring(y)) {
        3 | 0 | 1 => 0,
        _ => 255,
    };
    let (width, height) = (37 * 27, 28 * 27);
    let luma = (0..height).flat_map(|y| (0..width).map(move |x| sample(x, y))).collect();
    let frame = Frame::from_luma(luma, width, height).unwrap();
    assert_eq!(scan::read(&frame, Effort::Still), []);
}
