//! From something drawn to pixels, by a canvas that is never shown.

use super::pixels::Pixels;
use js_sys::{Object, Reflect, Uint8ClampedArray};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, HtmlVideoElement};

/// A canvas of changing size.
#[derive(Debug)]
pub(super) struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Canvas {
    /// `None` when the browser gives no more canvases.
    pub(super) fn new() -> Option<Self> {
        let element = web_sys::window()?.document()?.create_element("canvas").ok()?;
        let element: HtmlCanvasElement = element.dyn_into().ok()?;
        // Keeps the pixels in ordinary memory: reading them back from the graphics card is slow.
        let options = Object::new();
        Reflect::set(&options, &"willReadFrequently".into(), &JsValue::TRUE).ok()?;
        let context = element.get_context_with_context_options("2d", &options).ok()??;
        Some(Self { context: context.dyn_into().ok()?, element })
    }

    /// The video's present frame in that size.
    pub(super) fn video(&self, video: &HtmlVideoElement, size: Size) -> Option<Pixels> {
        let (width, height) = self.resize(size);
        self.context
            .draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height)
            .ok()?;
        self.pixels(size)
    }

    /// The picture in that size, on white: a transparent ground would come out black.
    pub(super) fn image(&self, image: &HtmlImageElement, size: Size) -> Option<Pixels> {
        let (width, height) = self.resize(size);
        self.context.set_fill_style_str("white");
        self.context.fill_rect(0.0, 0.0, width, height);
        self.context
            .draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)
            .ok()?;
        self.pixels(size)
    }

    fn resize(&self, size: Size) -> (f64, f64) {
        // Setting a size clears and reallocates, even when it is the same.
        if self.element.width() != size.width {
            self.element.set_width(size.width);
        }
        if self.element.height() != size.height {
            self.element.set_height(size.height);
        }
        (f64::from(size.width), f64::from(size.height))
    }

    fn pixels(&self, size: Size) -> Option<Pixels> {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let image = self.context.get_image_data(0.0, 0.0, width, height).ok()?;
        // `ImageData::data` of web-sys would copy the pixels into our memory.
        let data = Reflect::get(&image, &"data".into()).ok()?;
        Some(Pixels::new(size, data.dyn_into::<Uint8ClampedArray>().ok()?.buffer()))
    }
}

impl Drop for Canvas {
    fn drop(&mut self) {
        // Safari counts the memory of canvases and collects them late.
        self.element.set_width(0);
        self.element.set_height(0);
    }
}

/// Columns and rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Size {
    /// The same shape with its longest side brought to `longest`.
    pub(super) fn scaled_to(self, longest: u32) -> Self {
        let now = u64::from(self.width.max(self.height).max(1));
        let scale = |side: u32| {
            let side = u64::from(side) * u64::from(longest) / now;
            u32::try_from(side).unwrap_or(longest).max(1)
        };
        Self { width: scale(self.width), height: scale(self.height) }
    }

    /// The same shape with its longest side at most `longest`.
    pub(super) fn at_most(self, longest: u32) -> Self {
        if self.width.max(self.height) > longest { self.scaled_to(longest) } else { self }
    }
}
