//! The detector and decoder behind one function: rqrr, fenced in.
//!
//! rqrr 0.11 can panic on a picture (its issue #54), and its search among finder patterns copies
//! the picture once per candidate triple (#50): a picture tiled with a thousand of them took 15 s
//! at 1024 pixels, one of random noise 12 s at 2048. So the picture is made smaller than
//! [`MAX_SIDE`] first (noise then takes 50 ms), and one with more than [`MAX_FINDERS`] is not
//! given to it at all. A panic is caught natively; in the page it ends the worker, which the page
//! starts anew, as it does with one that does not answer in time.

use super::{Frame, Level, Scanned, Symbol, crowd};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Every code that rqrr finds and decodes in `frame`, each content once.
pub(super) fn read(frame: &Frame) -> Vec<Symbol> {
    let mut bounded = None;
    let mut current = frame;
    while current.width().max(current.height()) > MAX_SIDE {
        let Some(half) = current.halved() else {
            return Vec::new();
        };
        current = bounded.insert(half);
    }
    if crowd::exceeds(current, MAX_FINDERS) {
        return Vec::new();
    }
    // rqrr holds no state between calls, so a panic leaves nothing half-done behind.
    catch_unwind(AssertUnwindSafe(|| detect(current))).unwrap_or_default()
}

fn detect(frame: &Frame) -> Vec<Symbol> {
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(frame.width(), frame.height(), |x, y| {
            frame.at(x, y)
        });
    let mut found: Vec<Symbol> = Vec::new();
    for grid in image.detect_grids() {
        let mut bytes = Vec::new();
        let Ok(meta) = grid.decode_to(&mut bytes) else {
            continue;
        };
        let Ok(content) = Scanned::new(bytes) else {
            continue;
        };
        if found.iter().any(|symbol| symbol.content == content) {
            continue;
        }
        let version = u8::try_from(meta.version.0).unwrap_or_default();
        found.push(Symbol { content, version, level: level(meta.ecc_level) });
    }
    found
}

/// ISO/IEC 18004, table 12: the two bits of the format information.
fn level(bits: u16) -> Level {
    match bits {
        0 => Level::M,
        1 => Level::L,
        2 => Level::H,
        _ => Level::Q,
    }
}

/// Longest side that rqrr is given, in pixels; larger pictures are halved first.
const MAX_SIDE: usize = 1400;
/// Most finder patterns in a picture that rqrr is given. A dense code shows some thirty that are
/// none; a hundred true ones take rqrr a fifth of a second.
const MAX_FINDERS: usize = 100;
