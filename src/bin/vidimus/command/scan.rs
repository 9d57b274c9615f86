//! `vidimus scan`: what the codes in pictures say.

use super::{clock::timed, exit::Failure, input, input::Unreadable};
use base64ct::{Base64, Encoding};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};
use vidimus::scan::{self, Effort, Frame};

/// Read QR codes without judging them.
#[derive(Debug, Args)]
pub(crate) struct Scan {
    /// Pictures
    #[arg(value_name = "INPUT", required_unless_present = "manifest")]
    inputs: Vec<PathBuf>,
    /// Print JSON, one line a code
    #[arg(long)]
    json: bool,
    /// Pictures named by JSON lines {"file": …}, with paths relative to this file; implies --json
    #[arg(long, value_name = "FILE.jsonl", conflicts_with = "inputs")]
    manifest: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct ManifestLine {
    file: PathBuf,
}

/// One code, or one picture without any.
#[derive(Debug, Serialize)]
struct Line<'l> {
    file: &'l Path,
    #[serde(flatten)]
    content: Content<'l>,
    #[serde(skip_serializing_if = "Option::is_none")]
    symbol: Option<Symbol>,
    ms: f64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Content<'l> {
    Text(Option<&'l str>),
    Bytes(String),
}

#[derive(Debug, Serialize)]
struct Symbol {
    version: u8,
    level: &'static str,
}

impl Scan {
    pub(crate) fn run(self) -> Result<ExitCode, Failure> {
        let json = self.json || self.manifest.is_some();
        let files = match &self.manifest {
            None => self.inputs.into_iter().map(|path| (path.clone(), path)).collect(),
            Some(manifest) => listed(manifest)?,
        };
        let mut out = io::BufWriter::new(io::stdout().lock());
        for (name, path) in files {
            scan_file(&name, &path, json, &mut out)?;
            out.flush()?;
        }
        // Every request was answered, whatever the answers.
        Ok(ExitCode::SUCCESS)
    }
}

/// The name in the manifest and where the file is.
fn listed(manifest: &Path) -> Result<Vec<(PathBuf, PathBuf)>, Failure> {
    let folder = manifest.parent().unwrap_or_else(|| Path::new(""));
    let bytes = input::read(manifest)?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let ManifestLine { file } = serde_json::from_str(line)
                .map_err(|error| Failure::Input(format!("{}: {error}", manifest.display())))?;
            Ok((file.clone(), folder.join(file)))
        })
        .collect()
}

fn scan_file(name: &Path, path: &Path, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let picture =
        input::read(path).map_err(Unreadable::File).and_then(|bytes| input::picture(&bytes));
    let unreadable = match picture {
        Ok(Some(frame)) => return scan_frame(name, &frame, json, out),
        Ok(None) => format!("{}: not a picture", path.display()),
        Err(Unreadable::File(failure)) => failure.to_string(),
        Err(Unreadable::Reason(reason)) => format!("{}: {}", path.display(), reason.code()),
    };
    // Every picture gets its line: one that is damaged or missing must not end the run over the
    // others.
    eprintln!("vidimus: {unreadable}");
    print(&Line { file: name, content: Content::Text(None), symbol: None, ms: 0.0 }, json, out)
}

fn scan_frame(name: &Path, frame: &Frame, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let (symbols, ms) = timed(|| scan::read(frame, Effort::Still));
    if symbols.is_empty() {
        let line = Line { file: name, content: Content::Text(None), symbol: None, ms };
        return print(&line, json, out);
    }
    for symbol in &symbols {
        let content = match symbol.content.text() {
            Some(text) => Content::Text(Some(text)),
            None => Content::Bytes(Base64::encode_string(symbol.content.bytes())),
        };
        let details = Symbol { version: symbol.version, level: symbol.level.letter() };
        print(&Line { file: name, content, symbol: Some(details), ms }, json, out)?;
    }
    Ok(())
}

fn print(line: &Line<'_>, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    if json {
        let text = serde_json::to_string(line).map_err(|e| Failure::Software(e.to_string()))?;
        return Ok(writeln!(out, "{text}")?);
    }
    let content = match &line.content {
        Content::Text(Some(text)) => vidimus::display::escaped(text),
        Content::Text(None) => "nothing found".to_owned(),
        Content::Bytes(base64) => format!("bytes: {base64}"),
    };
    Ok(writeln!(out, "{}: {content}", line.file.display())?)
}
