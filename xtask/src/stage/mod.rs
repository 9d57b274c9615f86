//! What is left to do to a page after trunk has built it.
//!
//! [`postbuild`] runs as trunk's `post_build` hook on the staging folder: it fills the update key
//! and the hashes of the inline scripts into `index.html`, and the precache list with its version
//! into `sw.js`. The same input always gives the same output.
//!
//! [`restage`] copies a finished page and gives the copy another update key. Tests use it: the page
//! under test differs from the shipped one in that key alone.

mod inline;
mod precache;
mod update_key;

pub use update_key::UpdateKey;

use std::{env, fs, path::Path};

use crate::{console, failure::Failure, files};
use precache::Assets;

/// Names the PEM file of the update key to [`postbuild`]. Not set or empty: the page takes no updates.
pub const UPDATE_KEY_VARIABLE: &str = "VIDIMUS_UPDATE_KEY";

/// Trunk's hook: finishes the page in the folder that trunk names.
pub fn postbuild_from_environment() -> Result<(), Failure> {
    let folder = env::var_os("TRUNK_STAGING_DIR").ok_or_else(|| {
        Failure::new("TRUNK_STAGING_DIR is not set")
            .advise("`cargo xtask postbuild` is a hook of trunk: run `cargo xtask build` instead.")
    })?;
    let key = match env::var_os(UPDATE_KEY_VARIABLE).filter(|value| !value.is_empty()) {
        Some(file) => UpdateKey::read(Path::new(&file))?,
        None => UpdateKey::none(),
    };
    let finished = postbuild(Path::new(&folder), &key)?;
    console::note(&format!(
        "postbuild: {} files precached, version {}, {}",
        finished.files,
        finished.version,
        if key.is_none() { "no update key" } else { "with an update key" }
    ));
    Ok(())
}

/// What [`postbuild`] and [`restage`] made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// How many files the service worker keeps.
    pub files: usize,
    /// The version of the whole page: it changes when any file does.
    pub version: String,
}

impl Finished {
    fn of(assets: &Assets) -> Self {
        Self { files: assets.len(), version: assets.version() }
    }
}

/// Finishes the page in `folder`, fresh from trunk.
pub fn postbuild(folder: &Path, key: &UpdateKey) -> Result<Finished, Failure> {
    let index = files::read_text(&folder.join(INDEX))?;
    let index = fill_in(&index, UPDATE_KEY_MARK, key.as_base64(), INDEX)?;
    let hashes = inline::script_hashes(&index)?;
    let index = fill_in(&index, INLINE_HASHES_MARK, &hashes, INDEX)?;
    files::write(&folder.join(INDEX), index)?;

    let assets = Assets::of(folder)?;
    let worker = files::read_text(&folder.join(SERVICE_WORKER))?;
    let list = assets.as_javascript();
    let worker = fill_in(&worker, PRECACHE_MARK, &list, SERVICE_WORKER)?;
    let worker = fill_in(&worker, VERSION_MARK, &assets.version(), SERVICE_WORKER)?;
    files::write(&folder.join(SERVICE_WORKER), worker)?;
    Ok(Finished::of(&assets))
}

/// Copies the finished page in `dist` into the new folder `out` with another update key.
pub fn restage(dist: &Path, out: &Path, key: &UpdateKey) -> Result<Finished, Failure> {
    let before = Assets::of(dist)?;
    copy_into_new(dist, out)?;

    let index = files::read_text(&out.join(INDEX))?;
    files::write(&out.join(INDEX), update_key::replace(&index, key)?)?;

    let after = Assets::of(out)?;
    let mut worker = files::read_text(&out.join(SERVICE_WORKER))?;
    for (old, new) in
        [(before.as_javascript(), after.as_javascript()), (before.version(), after.version())]
    {
        if !worker.contains(&old) {
            let name = dist.join(SERVICE_WORKER);
            let what = format!("{} does not fit the files beside it", name.display());
            return Err(Failure::new(what)
                .advise("The page was changed after it was built: run `cargo xtask build`."));
        }
        worker = worker.replace(&old, &new);
    }
    files::write(&out.join(SERVICE_WORKER), worker)?;
    Ok(Finished::of(&after))
}

fn fill_in(text: &str, mark: &str, value: &str, file: &str) -> Result<String, Failure> {
    if text.contains(mark) {
        return Ok(text.replace(mark, value));
    }
    Err(Failure::new(format!("{file} has no {mark}"))
        .advise("The source of that file must hold it where the build fills something in."))
}

fn copy_into_new(from: &Path, to: &Path) -> Result<(), Failure> {
    if to.exists() && !files::all_below(to)?.is_empty() {
        // A file left over from before would become part of the page.
        return Err(Failure::new(format!("the folder {} is not empty", to.display())));
    }
    for file in files::all_below(from)? {
        let copy = to.join(files::name_below(from, &file)?);
        files::make_folder(copy.parent().unwrap_or(to))?;
        fs::copy(&file, &copy).map_err(|error| {
            Failure::new(format!("cannot copy {} to {}: {error}", file.display(), copy.display()))
        })?;
    }
    Ok(())
}

const INDEX: &str = "index.html";
const SERVICE_WORKER: &str = "sw.js";

/// Stands in the `script-src` of the page's Content-Security-Policy.
const INLINE_HASHES_MARK: &str = "{{INLINE_HASHES}}";
/// Stands in `<meta name="vidimus-update-key" content="{{UPDATE_KEY}}">`.
const UPDATE_KEY_MARK: &str = "{{UPDATE_KEY}}";
/// Stands for the array of files in the service worker.
const PRECACHE_MARK: &str = "__PRECACHE__";
/// Stands inside the string that names the version in the service worker.
const VERSION_MARK: &str = "__VERSION__";

#[cfg(test)]
mod tests;
