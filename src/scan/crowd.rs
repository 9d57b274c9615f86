//! Counts what may be finder patterns, so that a picture made of them does not reach a detector
//! whose work grows with the third power of their number.

use super::Frame;

/// Whether `frame` shows more finder patterns than `limit`; stops counting there.
///
/// A finder pattern is dark and light in the ratio 1:1:3:1:1, across and down (ISO/IEC 18004
/// §6.3.3). One is counted where both are seen and the row above did not see it already.
pub(super) fn exceeds(frame: &Frame, limit: usize) -> bool {
    let dark = Dark::of(frame);
    let mut found = 0_usize;
    let mut above: Vec<usize> = Vec::new();
    for y in 0..frame.height() {
        let across = (0..frame.width()).map(|x| dark.at(x, y));
        let mut here = Vec::new();
        for (centre, module) in patterns(across) {
            let reach = module.saturating_mul(6);
            let top = y.saturating_sub(reach);
            let down = (top..(y + reach).min(frame.height())).map(|y| dark.at(centre, y));
            if !patterns(down).any(|(middle, _)| (top + middle).abs_diff(y) <= module * 2) {
                continue;
            }
            if !above.iter().any(|earlier| earlier.abs_diff(centre) <= module * 2) {
                found += 1;
                if found > limit {
                    return true;
                }
            }
            here.push(centre);
        }
        above = here;
    }
    false
}

/// Centres and module widths of the runs in the ratio 1:1:3:1:1, dark first.
fn patterns(line: impl Iterator<Item = bool>) -> impl Iterator<Item = (usize, usize)> {
    let mut runs = [0_usize; 5];
    let mut last = false;
    let mut place = 0_usize;
    // One light sample at the end closes a pattern that touches the border.
    line.chain([false]).filter_map(move |dark| {
        let mut found = None;
        if dark != last {
            // A dark run has ended: the last five runs begin and end with dark.
            if last {
                found = ratio(&runs).map(|module| (place.saturating_sub(module * 7 / 2), module));
            }
            runs.rotate_left(1);
            runs[4] = 0;
            last = dark;
        }
        runs[4] += 1;
        place += 1;
        found
    })
}

/// The module width of five runs in the ratio 1:1:3:1:1, give or take three quarters of a module.
fn ratio(runs: &[usize; 5]) -> Option<usize> {
    let [a, b, c, d, e] = *runs;
    let around = (a + b + d + e) / 4;
    let near = |run: usize, modules: usize| (run * 4).abs_diff(around * modules * 4) <= around * 3;
    let fits = around > 0 && [a, b, d, e].iter().all(|&run| near(run, 1)) && near(c, 3);
    fits.then_some(around)
}

/// Which samples are darker than the mean of their surroundings.
struct Dark {
    sums: Vec<u32>,
    radius: usize,
    width: usize,
    height: usize,
    samples: Vec<u8>,
}

impl Dark {
    /// Sums over all rectangles from the corner make every mean four look-ups.
    fn of(frame: &Frame) -> Self {
        let (width, height) = (frame.width(), frame.height());
        let mut sums = vec![0_u32; (width + 1) * (height + 1)];
        let mut samples = Vec::with_capacity(width * height);
        for y in 0..height {
            let mut row = 0_u32;
            for x in 0..width {
                let sample = frame.at(x, y);
                samples.push(sample);
                row = row.wrapping_add(u32::from(sample));
                let above = sums.get(y * (width + 1) + x + 1).copied().unwrap_or_default();
                if let Some(sum) = sums.get_mut((y + 1) * (width + 1) + x + 1) {
                    *sum = above.wrapping_add(row);
                }
            }
        }
        Self { sums, radius: (width.max(height) / 8).max(16), width, height, samples }
    }

    fn at(&self, x: usize, y: usize) -> bool {
        let (left, right) = (x.saturating_sub(self.radius), (x + self.radius).min(self.width));
        let (top, bottom) = (y.saturating_sub(self.radius), (y + self.radius).min(self.height));
        let sum =
            |x: usize, y: usize| self.sums.get(y * (self.width + 1) + x).copied().unwrap_or(0);
        // Differences of wrapped sums are right as long as one window is below 2^32.
        let window = sum(right, bottom)
            .wrapping_sub(sum(left, bottom))
            .wrapping_sub(sum(right, top))
            .wrapping_add(sum(left, top));
        let area = u32::try_from((right - left) * (bottom - top)).unwrap_or(u32::MAX);
        let sample = self.samples.get(y * self.width + x).copied().unwrap_or(u8::MAX);
        u32::from(sample).saturating_mul(area) < window
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `columns * rows` finder patterns of `module` pixels a module, white between.
    fn tiled(columns: usize, rows: usize, module: usize) -> Frame {
        let (width, height) = (columns * 9 * module, rows * 9 * module);
        let ring = |place: usize| (place / module % 9).abs_diff(4);
        let sample = |x: usize, y: usize| match ring(x).max(ring(y)) {
            3 | 0 | 1 => 0,
            _ => 255,
        };
        let luma = (0..height).flat_map(|y| (0..width).map(move |x| sample(x, y))).collect();
        Frame::from_luma(luma, width, height).expect("a frame")
    }

    #[test]
    fn counts_what_is_there() {
        for (columns, rows, module) in [(1, 1, 3), (3, 2, 2), (10, 6, 4), (20, 20, 2)] {
            let frame = tiled(columns, rows, module);
            let count = columns * rows;
            assert!(exceeds(&frame, count - 1), "{columns} x {rows} of {module} pixels");
            assert!(!exceeds(&frame, count * 2), "{columns} x {rows} of {module} pixels");
        }
    }

    #[test]
    fn an_empty_picture_has_none() {
        let frame = Frame::from_luma(vec![128; 10_000], 100, 100).expect("a frame");
        assert!(!exceeds(&frame, 0));
    }
}
