//! What a phone loads first, file by file, and the limits it must keep.

use std::{cmp::Reverse, fmt, io};

use crate::{console, failure::Failure, files, project::Project};

/// Limits for the compressed size, in bytes. The service worker keeps every file of `dist/`, so a
/// phone loads them all on its first visit.
///
/// They leave a few per cent of room: they are there to notice a leap, not to praise the size.
const BUDGET: &[Limit] = &[
    Limit { what: "the page's program", belongs: is_page_wasm, brotli: 290_000 },
    Limit { what: "the worker's program", belongs: is_worker_wasm, brotli: 610_000 },
    Limit { what: "everything", belongs: |_| true, brotli: 970_000 },
];

struct Limit {
    what: &'static str,
    belongs: fn(&str) -> bool,
    brotli: usize,
}

/// Prints the table and checks the limits.
pub fn check(project: &Project) -> Result<(), Failure> {
    let dist = project.dist();
    if !dist.join("index.html").is_file() {
        return Err(
            Failure::new("there is no built page in dist/").advise("Run `cargo xtask build`.")
        );
    }
    let mut measured = Vec::new();
    for file in files::all_below(&dist)? {
        let size = Size::of(&files::read(&file)?)?;
        measured.push((files::name_below(&dist, &file)?, size));
    }
    measured.sort_by_key(|(_, size)| Reverse(size.brotli));

    console::note("What a phone loads first, in bytes:");
    console::note(&format!("{:>10} {:>10} {:>10}  file", "raw", "gzip -9", "brotli 11"));
    for (name, size) in &measured {
        console::note(&format!("{size}  {name}"));
    }
    let total = measured.iter().fold(Size::default(), |total, (_, size)| total.plus(*size));
    console::note(&format!("{total}  in {} files", measured.len()));

    let mut broken = Vec::new();
    for limit in BUDGET {
        let sum = total_of(&measured, limit);
        let verdict = if sum <= limit.brotli { "kept" } else { "BROKEN" };
        console::row(limit.what, &format!("{sum} of at most {}: {verdict}", limit.brotli));
        if sum > limit.brotli {
            broken.push(limit.what);
        }
    }
    if broken.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("over the size budget: {}", broken.join(", "))).advise(
        "Find out what grew and whether it is worth it. The limits stand in xtask/src/sizes.rs.",
    ))
}

/// Prints how much each part of the worker's program takes, in an xtask that was built for that.
#[cfg(feature = "parts")]
pub fn parts(project: &Project) -> Result<(), Failure> {
    crate::parts::print(project)
}

/// Starts an xtask that can.
#[cfg(not(feature = "parts"))]
pub fn parts(project: &Project) -> Result<(), Failure> {
    let mut command = project.cargo();
    command.args(["run", "--quiet", "--locked", "--package", "xtask", "--features", "parts", "--"]);
    command.args(["sizes", "--parts"]);
    crate::process::go_on_as(&mut command, "Look at what is wrong above.")
}

/// The size of something, as it is and compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Size {
    /// The sizes of these bytes.
    pub fn of(bytes: &[u8]) -> Result<Self, Failure> {
        // RFC 1952 §2.3: ten bytes before the deflate stream, eight after it.
        let gzip = miniz_oxide::deflate::compress_to_vec(bytes, 9).len() + 18;
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut packed, &parameters)
            .map_err(|error| Failure::new(format!("brotli failed: {error}")))?;
        Ok(Self { raw: bytes.len(), gzip, brotli: packed.len() })
    }

    /// The bytes as they are.
    #[cfg(feature = "parts")]
    pub(crate) const fn raw(self) -> usize {
        self.raw
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:>10} {:>10} {:>10}", self.raw, self.gzip, self.brotli)
    }
}

fn total_of(measured: &[(String, Size)], limit: &Limit) -> usize {
    let belonging = measured.iter().filter(|(name, _)| (limit.belongs)(name));
    belonging.map(|(_, size)| size.brotli).sum()
}

fn is_page_wasm(name: &str) -> bool {
    name.starts_with("page-") && name.ends_with(".wasm")
}

fn is_worker_wasm(name: &str) -> bool {
    name.starts_with("worker") && name.ends_with(".wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_the_formats() {
        let text = "the same words again and again, ".repeat(100);
        let size = Size::of(text.as_bytes()).unwrap();
        assert_eq!(size.raw, 3200);
        assert!((20..100).contains(&size.gzip), "{size}");
        assert!((10..size.gzip).contains(&size.brotli), "{size}");
    }

    #[test]
    fn every_limit_counts_its_files() {
        let size = |brotli| Size { brotli, ..Size::default() };
        let measured = [
            ("page-0123456789abcdef_bg.wasm".to_owned(), size(1)),
            ("worker_bg.wasm".to_owned(), size(10)),
            ("index.html".to_owned(), size(100)),
        ];
        let sums: Vec<usize> = BUDGET.iter().map(|limit| total_of(&measured, limit)).collect();
        assert_eq!(sums, [1, 10, 111]);
    }
}
