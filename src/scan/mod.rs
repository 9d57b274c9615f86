//! From pixels to what a code says.
//!
//! Today's detector is rqrr's: it stands behind [`read`] alone, so that our own can take its place.
//! It can panic and take very long (its issues #54 and #50), so `symbol` fences it in.

mod crowd;
mod error;
mod frame;
mod symbol;

pub use error::ScanError;
pub use frame::Frame;

/// What a code, a pasted text or a scanner gave: text, or bytes where it is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanned {
    content: Vec<u8>,
}

impl Scanned {
    /// Most bytes of one input: a QR code holds at most 7089 digits (ISO/IEC 18004, table 7); a
    /// pasted certificate may be several codes long.
    pub const MAX_BYTES: usize = 64 * 1024;

    /// What was scanned, as it came.
    ///
    /// # Errors
    /// [`ScanError::TooLong`] beyond the limit.
    pub fn new(content: impl Into<Vec<u8>>) -> Result<Self, ScanError> {
        let content = content.into();
        if content.len() > Self::MAX_BYTES {
            return Err(ScanError::TooLong { bytes: content.len(), limit: Self::MAX_BYTES });
        }
        Ok(Self { content })
    }

    /// The content as text; `None` when it is not UTF-8.
    pub fn text(&self) -> Option<&str> {
        core::str::from_utf8(&self.content).ok()
    }

    /// The content, byte for byte.
    pub fn bytes(&self) -> &[u8] {
        &self.content
    }
}

/// One code in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it says.
    pub content: Scanned,
    /// QR version, 1 to 40.
    pub version: u8,
    /// Error correction level.
    pub level: Level,
}

/// Error correction level of a QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// About 7 % of the codewords can be restored.
    L,
    /// About 15 %.
    M,
    /// About 25 %.
    Q,
    /// About 30 %.
    H,
}

impl Level {
    /// Its letter.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::L => "L",
            Self::M => "M",
            Self::Q => "Q",
            Self::H => "H",
        }
    }
}

/// How hard to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// One pass: another frame comes soon.
    Live,
    /// Other sizes and light on dark too: there is no other picture.
    Still,
}

/// Every code in `frame`, in no particular order, none twice; empty when there is none.
pub fn read(frame: &Frame, effort: Effort) -> Vec<Symbol> {
    let mut found = symbol::read(frame);
    if effort == Effort::Live || !found.is_empty() {
        return found;
    }
    // Each pass costs as much as the first; the first that finds something ends the search.
    let passes: [fn(&Frame) -> Option<Frame>; 5] = [
        |frame| frame.magnified(2),
        Frame::halved,
        |frame| frame.magnified(3),
        |frame| Some(frame.inverted()),
        |frame| frame.halved().and_then(|half| half.halved()),
    ];
    for pass in passes {
        let Some(changed) = pass(frame) else { continue };
        found = symbol::read(&changed);
        if !found.is_empty() {
            break;
        }
    }
    found
}
