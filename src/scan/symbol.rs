//! The detector and decoder behind one function: rqrr, fenced in.
//!
//! rqrr 0.11 can panic on a picture (its issue #54) and its search among finder patterns copies
//! the picture once per candidate (#50). Natively a panic is caught; in the page it ends the
//! worker, which the page starts anew. Against the second, [`MAX_SIDE`] bounds what one copy
//! costs, and the page ends a worker that does not answer in time.

use super::{Frame, Level, Scanned, Symbol};
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
        found.push(Symbol {
            content,
            version,
            level: level(meta.ecc_level),
        });
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
const MAX_SIDE: usize = 2048;
