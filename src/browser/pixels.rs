//! Pictures as pixels: RGBA in the browser's memory, ready to be given to the worker.

use super::{
    canvas::{Canvas, Size},
    clock,
    listener::Listener,
};
use crate::verdict::Reason;
use futures_channel::oneshot;
use js_sys::{ArrayBuffer, Uint8Array};
use std::{cell::RefCell, rc::Rc};
use web_sys::{Blob, File, HtmlImageElement, Url};

/// A picture: `width * height` pixels of four bytes, row by row.
#[derive(Debug)]
pub struct Pixels {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    buffer: ArrayBuffer,
}

impl Pixels {
    pub(super) fn new(size: Size, buffer: ArrayBuffer) -> Self {
        Self { width: size.width, height: size.height, buffer }
    }

    /// Draws a QR code of `size` × `size` modules, true is dark, with its quiet zone.
    pub fn from_modules(size: u32, modules: &[bool]) -> Result<Self, Reason> {
        let rgba = draw(size, modules).ok_or(Reason::PictureUnreadable)?;
        let side = (size + 2 * QUIET_MODULES) * MODULE_PIXELS;
        let buffer = Uint8Array::from(rgba.as_slice()).buffer();
        Ok(Self::new(Size { width: side, height: side }, buffer))
    }

    /// A copy of the bytes.
    pub fn to_vec(&self) -> Vec<u8> {
        Uint8Array::new(&self.buffer).to_vec()
    }

    pub(super) fn buffer(&self) -> &ArrayBuffer {
        &self.buffer
    }
}

/// Decodes a picture file of any kind that the browser can show, upright as its EXIF data says.
///
/// It goes through `<img>`, which takes SVG too and tells the size before the pixels are unpacked.
/// A picture shown so loads nothing from elsewhere and runs no scripts.
pub async fn from_file(file: &File) -> Result<Pixels, Reason> {
    if file.size() > MAX_FILE_BYTES {
        return Err(Reason::PictureTooLarge);
    }
    let picture = Picture::open(file)?;
    clock::within(MAX_LOAD_MILLISECONDS, picture.pixels())
        .await
        .unwrap_or(Err(Reason::PictureUnreadable))
}

/// A file that is being shown to nobody. Its address is given back when this is dropped.
struct Picture {
    image: HtmlImageElement,
    address: String,
    drawing: bool,
}

impl Picture {
    fn open(file: &File) -> Result<Self, Reason> {
        let drawing = is_drawing(file);
        let blob = if drawing { typed(file, SVG) } else { None };
        let address = Url::create_object_url_with_blob(blob.as_ref().unwrap_or(file))
            .map_err(|_| Reason::PictureUnreadable)?;
        let image = HtmlImageElement::new().map_err(|_| Reason::BrowserTooOld)?;
        Ok(Self { image, address, drawing })
    }

    async fn pixels(&self) -> Result<Pixels, Reason> {
        self.load().await.ok_or(Reason::PictureUnreadable)?;
        let size = self.size()?;
        // Unpacks away from the page's thread, where the browser can.
        self.image.decode().await.map_err(|_| Reason::PictureUnreadable)?;
        let canvas = Canvas::new().ok_or(Reason::BrowserTooOld)?;
        canvas.image(&self.image, size).ok_or(Reason::PictureUnreadable)
    }

    async fn load(&self) -> Option<()> {
        let (sender, loaded) = oneshot::channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let ends_with = |outcome: Option<()>| {
            let sender = Rc::clone(&sender);
            move |_| {
                if let Some(sender) = sender.borrow_mut().take() {
                    sender.send(outcome).ok();
                }
            }
        };
        let _loaded = Listener::on(&self.image, "load", ends_with(Some(())));
        let _failed = Listener::on(&self.image, "error", ends_with(None));
        self.image.set_src(&self.address);
        loaded.await.ok()?
    }

    /// The size to draw it in.
    fn size(&self) -> Result<Size, Reason> {
        let size = Size { width: self.image.natural_width(), height: self.image.natural_height() };
        match (size.width, size.height) {
            // A drawing may have no size of its own, or one of a pixel per module.
            (0, _) | (_, 0) if self.drawing => {
                Ok(Size { width: DRAWING_PIXELS, height: DRAWING_PIXELS })
            }
            (0, _) | (_, 0) => Err(Reason::PictureUnreadable),
            _ if u64::from(size.width) * u64::from(size.height) > MAX_PIXELS => {
                Err(Reason::PictureTooLarge)
            }
            _ if self.drawing => Ok(size.scaled_to(DRAWING_PIXELS)),
            _ => Ok(size.at_most(MAX_SIDE)),
        }
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        Url::revoke_object_url(&self.address).ok();
    }
}

fn is_drawing(file: &File) -> bool {
    let kind = file.type_();
    kind == SVG || (kind.is_empty() && file.name().to_ascii_lowercase().ends_with(".svg"))
}

/// The file as a blob of that type: some systems name none, and `<img>` does not guess SVG.
fn typed(file: &File, kind: &str) -> Option<Blob> {
    file.slice_with_f64_and_f64_and_content_type(0.0, file.size(), kind).ok()
}

fn draw(size: u32, modules: &[bool]) -> Option<Vec<u8>> {
    const LIGHT: [u8; 4] = [255, 255, 255, 255];
    const DARK: [u8; 4] = [0, 0, 0, 255];

    let columns = usize::try_from(size).ok()?;
    if !(1..=MAX_MODULES).contains(&size) || modules.len() != columns * columns {
        return None;
    }
    let pixels_per_module = usize::try_from(MODULE_PIXELS).ok()?;
    let quiet = usize::try_from(QUIET_MODULES * MODULE_PIXELS).ok()?;
    let side = columns * pixels_per_module + 2 * quiet;

    let mut rgba = Vec::with_capacity(side * side * 4);
    rgba.extend(LIGHT.repeat(side * quiet));
    for row in modules.chunks(columns) {
        let mut line = LIGHT.repeat(quiet);
        for &dark in row {
            line.extend(if dark { DARK } else { LIGHT }.repeat(pixels_per_module));
        }
        line.extend(LIGHT.repeat(quiet));
        rgba.extend(line.repeat(pixels_per_module));
    }
    rgba.extend(LIGHT.repeat(side * quiet));
    Some(rgba)
}

const SVG: &str = "image/svg+xml";

/// Far above any photograph of a phone.
const MAX_FILE_BYTES: f64 = 32.0 * 1024.0 * 1024.0;
const MAX_LOAD_MILLISECONDS: u32 = 20_000;
/// The largest sensors in phones have 108 million; unpacked that is 432 MB already.
const MAX_PIXELS: u64 = 110_000_000;
/// Above this more pixels find no more codes; also the largest canvas of older iPhones.
const MAX_SIDE: u32 = 4096;
const DRAWING_PIXELS: u32 = 1600;

/// ISO/IEC 18004: version 40 has 177 modules a side; the quiet zone is four wide.
const MAX_MODULES: u32 = 177;
const QUIET_MODULES: u32 = 4;
const MODULE_PIXELS: u32 = 6;
