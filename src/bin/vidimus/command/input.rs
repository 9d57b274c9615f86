//! Inputs: pictures and texts, recognised by content.

use super::exit::Failure;
use image::{DynamicImage, GenericImageView, ImageReader, Limits};
use std::{
    fs::File,
    io::{Cursor, Read, stdin},
    path::Path,
};
use vidimus::{
    scan::{self, Effort, Frame, Scanned, Symbol},
    verdict::Reason,
};

/// What an input was, and what was found in it.
#[derive(Debug)]
pub(crate) enum Found {
    /// A picture with these codes; none if nothing was found.
    Picture(Vec<Symbol>),
    /// A text.
    Text(Scanned),
}

/// Why an input gives nothing to judge: a reason with a public code, or an unreadable file.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// A limit or form that has a reason code.
    Reason(Reason),
    /// The file cannot be read, or is of a form that this version does not read.
    File(Failure),
}

/// Bytes of a file, or of standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::file(path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_BYTES {
        return Err(Failure::Input(format!("{}: more than {MAX_BYTES} bytes", path.display())));
    }
    Ok(bytes)
}

/// What is in these bytes.
pub(crate) fn find(path: &Path, bytes: &[u8]) -> Result<Found, Unreadable> {
    match picture(bytes)? {
        Some(frame) => Ok(Found::Picture(scan::read(&frame, Effort::Still))),
        None => text(path, bytes),
    }
}

/// The picture in these bytes as a frame; `None` when they are no picture.
pub(crate) fn picture(bytes: &[u8]) -> Result<Option<Frame>, Unreadable> {
    if image::guess_format(bytes).is_err() {
        return Ok(None);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_PICTURE_BYTES);
    let decode = || {
        let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        reader.limits(limits);
        reader.decode().ok()
    };
    let image = decode().ok_or(Unreadable::Reason(Reason::PictureUnreadable))?;
    let image = within_limit(image);
    let (width, height) = image.dimensions();
    let size = |side: u32| usize::try_from(side).unwrap_or(usize::MAX);
    Frame::from_rgba(&image.into_rgba8(), size(width), size(height))
        .map(Some)
        .map_err(|_| Unreadable::Reason(Reason::PictureTooLarge))
}

/// A photo from a phone has 12 to 50 megapixels: it is made smaller, not refused.
fn within_limit(image: DynamicImage) -> DynamicImage {
    let (width, height) = image.dimensions();
    if width.max(height) <= FRAME_SIDE {
        return image;
    }
    image.thumbnail(FRAME_SIDE, FRAME_SIDE)
}

fn text(path: &Path, bytes: &[u8]) -> Result<Found, Unreadable> {
    for (magic, form) in [(b"%PDF-".as_slice(), "PDF"), (b"<svg", "SVG"), (b"<?xml", "SVG")] {
        if bytes.trim_ascii_start().starts_with(magic) {
            let message = format!("{}: {form} files are not read by this version", path.display());
            return Err(Unreadable::File(Failure::Input(message)));
        }
    }
    match Scanned::new(bytes) {
        Ok(scanned) => Ok(Found::Text(scanned)),
        Err(_) => Err(Unreadable::Reason(Reason::TextTooLong)),
    }
}

/// Most bytes of a file: a 50-megapixel photo has less.
const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// Most bytes that decoding a picture may take.
const MAX_PICTURE_BYTES: u64 = 512 * 1024 * 1024;
/// Longest side of a picture that is decoded at all.
const MAX_SIDE: u32 = 16_384;
/// Longest side that is looked at.
const FRAME_SIDE: u32 = 4096;
