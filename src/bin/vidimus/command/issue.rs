//! `vidimus issue demo`.

use super::{clock::now, exit::Failure, output};
use base64ct::{Base64, Encoding};
use clap::Subcommand;
use image::{GrayImage, Luma};
use qrcode::{Color, EcLevel, QrCode};
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};
use vidimus::{
    issue::{self, SampleKind, Specimen},
    moment::Moment,
    protocol::{self, Content, SampleContent, Samples},
};

/// Make certificates with the demo issuer.
#[derive(Debug, Subcommand)]
pub(crate) enum Issue {
    /// The specimens, good and bad: text, PNG and SVG of each, and all of them in samples.json, as
    /// the page has them; and demo.pack, the keys that vouch for them
    Demo {
        /// The folder to write into
        #[arg(short, value_name = "DIR")]
        output: PathBuf,
        /// The moment that they are issued around [default: now]
        #[arg(long, value_name = "TIME", value_parser = super::judge::moment)]
        at: Option<Moment>,
    },
}

impl Issue {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let Self::Demo { output: folder, at } = self;
        fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, &error))?;
        let at = at.unwrap_or_else(now);
        let mut samples = Samples::new();
        for Specimen { scheme, kind, content } in issue::specimens(at) {
            draw(&folder, &format!("{}-{}", scheme.name(), name(kind)), &content)?;
            let sample = SampleContent { kind: public(kind), content: content_of(content) };
            samples.entry(scheme.name().to_owned()).or_default().push(sample);
        }
        let samples = serde_json::to_string_pretty(&samples)
            .map_err(|error| Failure::Software(error.to_string()))?;
        let file = folder.join("samples.json");
        write(&file, format!("{samples}\n").as_bytes())?;
        output::line(&format!("{}", file.display()))?;
        let pack = issue::demo_pack().ok_or_else(|| Failure::Software("no key".to_owned()))?;
        let file = folder.join("demo.pack");
        write(&file, &pack)?;
        output::line(&format!("{}", file.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes a content and its code. The level is the strongest up to Q that has room for it.
fn draw(folder: &Path, name: &str, content: &[u8]) -> Result<(), Failure> {
    let code = [EcLevel::Q, EcLevel::M, EcLevel::L]
        .into_iter()
        .find_map(|level| QrCode::with_error_correction_level(content, level).ok())
        .ok_or_else(|| Failure::Software(format!("{name}: too long for a QR code")))?;
    write(&folder.join(format!("{name}.txt")), content)?;
    write(&folder.join(format!("{name}.svg")), svg(&code).as_bytes())?;
    let path = folder.join(format!("{name}.png"));
    png(&code).save(&path).map_err(|error| Failure::Software(error.to_string()))?;
    output::line(&format!("{}", path.display()))
}

fn content_of(content: Vec<u8>) -> Content {
    String::from_utf8(content).map_or_else(
        |error| Content::Base64(Base64::encode_string(error.as_bytes())),
        Content::Text,
    )
}

const fn public(kind: SampleKind) -> protocol::SampleKind {
    match kind {
        SampleKind::Expired => protocol::SampleKind::Expired,
        SampleKind::Good => protocol::SampleKind::Good,
        SampleKind::Tampered => protocol::SampleKind::Tampered,
        SampleKind::UnknownIssuer => protocol::SampleKind::UnknownIssuer,
    }
}

const fn name(kind: SampleKind) -> &'static str {
    match kind {
        SampleKind::Expired => "expired",
        SampleKind::Good => "good",
        SampleKind::Tampered => "tampered",
        SampleKind::UnknownIssuer => "unknown-issuer",
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::file(path, &error))
}

fn png(code: &QrCode) -> GrayImage {
    let side = u32::try_from(code.width()).unwrap_or_default() + 2 * QUIET_ZONE;
    let module = |pixel: u32| (pixel / MODULE_PIXELS).checked_sub(QUIET_ZONE);
    GrayImage::from_fn(side * MODULE_PIXELS, side * MODULE_PIXELS, |x, y| {
        let dark = module(x).zip(module(y)).is_some_and(|(x, y)| dark(code, x, y));
        Luma([if dark { 0 } else { 255 }])
    })
}

fn svg(code: &QrCode) -> String {
    let width = u32::try_from(code.width()).unwrap_or_default();
    let side = width + 2 * QUIET_ZONE;
    let mut path = String::new();
    for (y, x) in (0..width).flat_map(|y| (0..width).map(move |x| (y, x))) {
        if dark(code, x, y) {
            // Writing to a String cannot fail.
            let _ = write!(path, "M{},{}h1v1h-1z", x + QUIET_ZONE, y + QUIET_ZONE);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0,0h{side}v{side}h-{side}z\"/>\
         <path d=\"{path}\"/></svg>\n"
    )
}

fn dark(code: &QrCode, x: u32, y: u32) -> bool {
    let width = u32::try_from(code.width()).unwrap_or_default();
    if x >= width || y >= width {
        return false;
    }
    let size = |n: u32| usize::try_from(n).unwrap_or_default();
    code[(size(x), size(y))] == Color::Dark
}

/// ISO/IEC 18004 §6.3.8: four modules of white around.
const QUIET_ZONE: u32 = 4;
const MODULE_PIXELS: u32 = 6;
