//! A film for Chromium's fake camera: YUV4MPEG2, uncompressed, 4:2:0.

use qrcode::{Color, EcLevel, QrCode};
use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
};

const WIDTH: usize = 1280;
const HEIGHT: usize = 720;
const FRAMES_PER_SECOND: usize = 10;

/// A film, which the camera shows over and over.
pub(crate) struct Film {
    path: PathBuf,
}

impl Film {
    /// A film of one code held before the camera, a little off the middle, on grey paper.
    pub(crate) fn of_code(folder: &Path, text: &str) -> Self {
        Self::of(folder, &[code_picture(text)])
    }

    /// A film of a table without any code.
    pub(crate) fn of_nothing(folder: &Path) -> Self {
        Self::of(folder, &[vec![128; WIDTH * HEIGHT]])
    }

    /// A film of a picture of this many columns, as large as it fits, on grey paper.
    pub(crate) fn of_picture(folder: &Path, luma: &[u8], columns: usize) -> Self {
        let rows = luma.len() / columns;
        // In halves of a pixel, so that a small code is shown as large as a hand would hold it.
        let halves = ((WIDTH * 2 / columns).min((HEIGHT - 40) * 2 / rows)).max(1);
        let (width, height) = (columns * halves / 2, rows * halves / 2);
        let (left, top) = (WIDTH.saturating_sub(width) / 2, HEIGHT.saturating_sub(height) / 2);
        let mut picture = vec![205; WIDTH * HEIGHT];
        for y in 0..height.min(HEIGHT) {
            for x in 0..width.min(WIDTH) {
                picture[(top + y) * WIDTH + left + x] =
                    luma[(y * 2 / halves) * columns + x * 2 / halves];
            }
        }
        Self::of(folder, &[picture])
    }

    fn of(folder: &Path, pictures: &[Vec<u8>]) -> Self {
        let path = folder.join(format!("film-{}.y4m", pictures.len()));
        let mut file = BufWriter::new(File::create(&path).expect("a file for the film"));
        writeln!(file, "YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg")
            .expect("a header");
        let colourless = vec![128; WIDTH * HEIGHT / 2];
        for luma in pictures {
            for _ in 0..4 {
                for part in [b"FRAME\n".as_slice(), luma, &colourless] {
                    file.write_all(part).expect("a frame");
                }
            }
        }
        file.flush().expect("the film");
        Self { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

fn code_picture(text: &str) -> Vec<u8> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).expect("a code");
    let size = code.width();
    let module = (HEIGHT - 60) / (size + 8);
    let (left, top) = ((WIDTH - size * module) / 2 + 37, (HEIGHT - size * module) / 2 - 5);
    let dark = |x: usize, y: usize| {
        let place = |pixel: usize, start: usize| {
            pixel.checked_sub(start).map(|from| from / module).filter(|place| *place < size)
        };
        place(x, left).zip(place(y, top)).is_some_and(|place| code[place] == Color::Dark)
    };
    (0..WIDTH * HEIGHT).map(|at| if dark(at % WIDTH, at / WIDTH) { 40 } else { 205 }).collect()
}
