//! A film for Chromium's fake camera: YUV4MPEG2, uncompressed, 4:2:0.

use qrcode::{Color, EcLevel, QrCode};
use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
};

const FRAMES_PER_SECOND: usize = 10;

/// A film, which the camera shows over and over.
pub(crate) struct Film {
    path: PathBuf,
}

impl Film {
    /// Columns of every frame.
    pub(crate) const WIDTH: usize = 1280;
    /// Rows of every frame.
    pub(crate) const HEIGHT: usize = 720;

    /// A film of one code held before the camera, a little off the middle, on grey paper.
    pub(crate) fn of_code(folder: &Path, text: &str) -> Self {
        Self::of(folder, &[code_picture(text)])
    }

    /// A film of a table without any code.
    pub(crate) fn of_nothing(folder: &Path) -> Self {
        Self::of(folder, &[vec![128; Self::WIDTH * Self::HEIGHT]])
    }

    /// A film of these pictures, [`Film::WIDTH`] by [`Film::HEIGHT`] grey samples each.
    pub(crate) fn of(folder: &Path, pictures: &[Vec<u8>]) -> Self {
        let film = Self { path: folder.join(format!("film-{}.y4m", pictures.len())) };
        film.record(pictures);
        film
    }

    /// From the next time that the camera is opened it shows these codes in turn.
    pub(crate) fn show(&self, contents: &[Vec<u8>]) {
        self.record(&contents.iter().map(code_picture).collect::<Vec<_>>());
    }

    /// Takes the place of the film at once: a camera that is open goes on showing the one before.
    fn record(&self, pictures: &[Vec<u8>]) {
        let new = self.path.with_extension("new");
        let mut file = BufWriter::new(File::create(&new).expect("a file for the film"));
        let (width, height) = (Self::WIDTH, Self::HEIGHT);
        writeln!(file, "YUV4MPEG2 W{width} H{height} F{FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg")
            .expect("a header");
        let colourless = vec![128; width * height / 2];
        for luma in pictures {
            for _ in 0..4 {
                for part in [b"FRAME\n".as_slice(), luma, &colourless] {
                    file.write_all(part).expect("a frame");
                }
            }
        }
        file.flush().expect("the film");
        fs::rename(&new, &self.path).expect("the film in its place");
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

fn code_picture(content: impl AsRef<[u8]>) -> Vec<u8> {
    let code = QrCode::with_error_correction_level(content, EcLevel::M).expect("a code");
    let size = code.width();
    let module = (Film::HEIGHT - 60) / (size + 8);
    let (left, top) =
        ((Film::WIDTH - size * module) / 2 + 37, (Film::HEIGHT - size * module) / 2 - 5);
    let dark = |x: usize, y: usize| {
        let place = |pixel: usize, start: usize| {
            pixel.checked_sub(start).map(|from| from / module).filter(|place| *place < size)
        };
        place(x, left).zip(place(y, top)).is_some_and(|place| code[place] == Color::Dark)
    };
    (0..Film::WIDTH * Film::HEIGHT)
        .map(|at| if dark(at % Film::WIDTH, at / Film::WIDTH) { 40 } else { 205 })
        .collect()
}
