//! A luma picture whose size was checked.

use super::ScanError;

/// Grey samples, row by row, one byte a pixel.
#[derive(Clone, Debug)]
pub struct Frame {
    luma: Vec<u8>,
    width: usize,
    height: usize,
}

impl Frame {
    /// Most pixels that a frame may have: 4096 × 4096, a 16-megapixel photo.
    pub const MAX_PIXELS: usize = 4096 * 4096;

    /// A frame of `luma`, which must hold exactly `width * height` samples.
    ///
    /// # Errors
    /// [`ScanError::FrameSize`] when it does not, [`ScanError::TooManyPixels`] beyond the limit.
    pub fn from_luma(luma: Vec<u8>, width: usize, height: usize) -> Result<Self, ScanError> {
        if pixels(width, height)? != luma.len() {
            return Err(ScanError::FrameSize { width, height, samples: luma.len() });
        }
        Ok(Self { luma, width, height })
    }

    /// A frame of `rgba`, four bytes a pixel; transparent pixels count as white paper.
    ///
    /// # Errors
    /// As [`Frame::from_luma`].
    pub fn from_rgba(rgba: &[u8], width: usize, height: usize) -> Result<Self, ScanError> {
        let (texels, rest) = rgba.as_chunks::<4>();
        if pixels(width, height)? != texels.len() || !rest.is_empty() {
            return Err(ScanError::FrameSize { width, height, samples: rgba.len() });
        }
        let luma = texels.iter().map(|&texel| luma_of(texel)).collect();
        Ok(Self { luma, width, height })
    }

    /// Columns.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub const fn height(&self) -> usize {
        self.height
    }

    /// The sample at a place; white outside.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        if x >= self.width {
            return u8::MAX;
        }
        self.luma.get(y * self.width + x).copied().unwrap_or(u8::MAX)
    }

    /// The same picture at half the size, each sample the mean of four; `None` when nothing is left.
    #[must_use]
    pub fn halved(&self) -> Option<Self> {
        let (width, height) = (self.width / 2, self.height / 2);
        if width == 0 || height == 0 {
            return None;
        }
        let mean = |x: usize, y: usize| {
            let sum = u16::from(self.at(x, y))
                + u16::from(self.at(x + 1, y))
                + u16::from(self.at(x, y + 1))
                + u16::from(self.at(x + 1, y + 1));
            u8::try_from(sum / 4).unwrap_or(u8::MAX)
        };
        let luma = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x * 2, y * 2)))
            .map(|(x, y)| mean(x, y))
            .collect();
        Some(Self { luma, width, height })
    }

    /// The same picture magnified, samples in between taken linearly; `None` beyond the limit.
    ///
    /// A small clean picture of a dense code has two or three pixels to a module and edges between
    /// pixels; magnified, the edges are where they belong.
    #[must_use]
    pub fn magnified(&self, factor: u16) -> Option<Self> {
        let (width, height) = (self.width * usize::from(factor), self.height * usize::from(factor));
        pixels(width, height).ok()?;
        let steps = u32::from(factor);
        let size = usize::from(factor);
        let between = |x: usize, y: usize| {
            // Sample centres fall on pixel centres, so the first half of a pixel looks back.
            let (x, y) = (x + size / 2, y + size / 2);
            let weight = |place: usize| u32::try_from(place % size).unwrap_or_default();
            let (right, below) = (weight(x), weight(y));
            let (x, y) = (x / size, y / size);
            let (left, above) = (x.saturating_sub(1), y.saturating_sub(1));
            let (x, y) = (x.min(self.width - 1), y.min(self.height - 1));
            let sample = |x, y| u32::from(self.at(x, y));
            let upper = sample(left, above) * (steps - right) + sample(x, above) * right;
            let lower = sample(left, y) * (steps - right) + sample(x, y) * right;
            let mean = (upper * (steps - below) + lower * below) / (steps * steps);
            u8::try_from(mean).unwrap_or(u8::MAX)
        };
        let luma = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .map(|(x, y)| between(x, y))
            .collect();
        Some(Self { luma, width, height })
    }

    /// The same picture with light and dark exchanged.
    #[must_use]
    pub fn inverted(&self) -> Self {
        let luma = self.luma.iter().map(|sample| !sample).collect();
        Self { luma, ..*self }
    }
}

fn pixels(width: usize, height: usize) -> Result<usize, ScanError> {
    match width.checked_mul(height) {
        Some(pixels) if pixels <= Frame::MAX_PIXELS => Ok(pixels),
        _ => Err(ScanError::TooManyPixels { width, height, limit: Frame::MAX_PIXELS }),
    }
}

/// Rec. 601 weights in 1/256, over white.
fn luma_of([red, green, blue, alpha]: [u8; 4]) -> u8 {
    let colour = (77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue)) >> 8;
    let alpha = u32::from(alpha);
    let over_white = (colour * alpha + 255 * (255 - alpha)) / 255;
    u8::try_from(over_white).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_must_fit() {
        assert!(Frame::from_luma(vec![0; 6], 3, 2).is_ok());
        assert_eq!(
            Frame::from_luma(vec![0; 5], 3, 2).map(|_| ()),
            Err(ScanError::FrameSize { width: 3, height: 2, samples: 5 })
        );
        for (width, height) in [(usize::MAX, 2), (4097, 4096)] {
            let result = Frame::from_rgba(&[], width, height).map(|_| ());
            let limit = Frame::MAX_PIXELS;
            assert_eq!(result, Err(ScanError::TooManyPixels { width, height, limit }));
        }
    }

    #[test]
    fn colours_become_luma() {
        const CASES: &[([u8; 4], u8)] = &[
            ([0, 0, 0, 255], 0),
            ([255, 255, 255, 255], 255),
            ([0, 0, 0, 0], 255), // nothing is paper
            ([255, 0, 0, 255], 76),
            ([0, 0, 255, 255], 28),
        ];
        for &(texel, expected) in CASES {
            assert_eq!(luma_of(texel), expected, "{texel:?}");
        }
    }

    #[test]
    fn resizing_keeps_the_picture() -> Result<(), ScanError> {
        let frame = Frame::from_luma(vec![0, 100, 200, 100], 2, 2)?;
        assert_eq!(frame.halved().map(|half| half.at(0, 0)), Some(100));
        let double = frame.magnified(2);
        assert_eq!(double.as_ref().map(|double| double.at(0, 0)), Some(0), "a corner stays");
        assert_eq!(double.as_ref().map(|double| double.at(1, 0)), Some(0));
        assert_eq!(double.as_ref().map(|double| double.at(2, 0)), Some(50), "between two");
        assert_eq!(frame.inverted().at(0, 0), 255);
        assert!(Frame::from_luma(vec![0], 1, 1)?.halved().is_none());
        Ok(())
    }
}
