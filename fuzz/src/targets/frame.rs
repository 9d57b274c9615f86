//! Pictures: codes module by module, and any samples. The detector's own panics are caught by the
//! library and are no findings; how long it takes is.

use super::Target;
use crate::demo::{demo, mode, with_mode};
use qrcode::{Color, EcLevel, QrCode};
use vidimus::{
    issue,
    scan::{self, Effort, Frame},
};

pub(super) const TARGET: Target = Target {
    name: "frame",
    max_len: 2048,
    accepts: false,
    words: &[],
    seeds: || {
        let _ = demo();
        let texts = ["HC1:", "A", "shc:/0102030405060708090001020304050607080900"];
        let mut seeds: Vec<_> = texts.iter().filter_map(|text| code(text.as_bytes())).collect();
        seeds
            .extend(issue::samples(crate::demo::NOW).iter().filter_map(|it| code(it.1.as_bytes())));
        seeds.push(with_mode(1, [&[8_u8], [0_u8, 255, 128, 7].repeat(16).as_slice()].concat()));
        seeds.push(with_mode(2, [&[4_u8], [0_u8, 255, 128, 7].repeat(16).as_slice()].concat()));
        // A dense code is another target's: the same work on more modules.
        seeds.retain(|seed| seed.len() <= 1024);
        seeds
    },
    run: |data| {
        let Some((mode, rest)) = mode(data, 3) else { return };
        let Some((&width, rest)) = rest.split_first() else { return };
        let width = usize::from(width);
        let frame = match mode {
            0 => modules(width % MAX_SIDE, rest),
            1 => samples(width, rest),
            _ => {
                let pixels = rest.len() / 4;
                let height = pixels.checked_div(width).unwrap_or_default();
                Frame::from_rgba(&rest[..width * height * 4], width, height).ok()
            }
        };
        let Some(frame) = frame else { return };
        // A code that is drawn as it should be is found at once or not at all; looking harder would
        // cost most of the time.
        let effort = if mode == 0 { Effort::Live } else { Effort::Still };
        for symbol in scan::read(&frame, effort) {
            assert!((1..=40).contains(&symbol.version), "version {}", symbol.version);
        }
    },
};

/// Sides from here on would only take long.
const MAX_SIDE: usize = 96;

/// A code whose modules are bits, each two samples wide, with a quiet zone of two modules.
fn modules(side: usize, bits: &[u8]) -> Option<Frame> {
    const SCALE: usize = 2;
    const QUIET: usize = 2;
    let size = (side + QUIET * 2) * SCALE;
    let dark = |x: usize, y: usize| {
        let module = |place: usize| (place / SCALE).checked_sub(QUIET).filter(|&at| at < side);
        let Some((column, row)) = module(x).zip(module(y)) else { return false };
        let bit = row * side + column;
        bits.get(bit / 8).is_some_and(|byte| byte & (1 << (bit % 8)) != 0)
    };
    let luma = (0..size * size).map(|at| if dark(at % size, at / size) { 0 } else { 255 });
    Frame::from_luma(luma.collect(), size, size).ok()
}

fn samples(width: usize, luma: &[u8]) -> Option<Frame> {
    let height = luma.len().checked_div(width)?;
    Frame::from_luma(luma[..width * height].to_vec(), width, height).ok()
}

fn code(content: &[u8]) -> Option<Vec<u8>> {
    let code = QrCode::with_error_correction_level(content, EcLevel::L).ok()?;
    let mut bits = vec![0; (code.width() * code.width()).div_ceil(8)];
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            bits[at / 8] |= 1 << (at % 8);
        }
    }
    let side = u8::try_from(code.width()).ok()?;
    (usize::from(side) < MAX_SIDE).then(|| with_mode(0, with_mode(side, bits)))
}
