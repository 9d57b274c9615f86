//! Reading and writing files, with failures that name the file.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| about("read", path, &error))
}

/// Reads a file of UTF-8 text.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| about("read", path, &error))
}

/// Writes a file; its folder is made when missing.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, contents).map_err(|error| about("write", path, &error))
}

/// Makes a folder and those above it.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| about("make the folder", path, &error))
}

/// Removes a folder and all in it, if it is there.
pub fn remove_folder(path: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(about("remove the folder", path, &error))
        }
        _ => Ok(()),
    }
}

/// Every file below `folder`, sorted by path.
pub fn all_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let entries = fs::read_dir(&next).map_err(|error| about("list", &next, &error))?;
        for entry in entries {
            let path = entry.map_err(|error| about("list", &next, &error))?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

/// The path of `file` below `folder`, with `/` between its parts on every system.
pub fn name_below(folder: &Path, file: &Path) -> Result<String, Failure> {
    let inside = file.strip_prefix(folder).map_err(|_| {
        Failure::new(format!("{} is not inside {}", file.display(), folder.display()))
    })?;
    let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
    parts
        .map(|parts| parts.join("/"))
        .ok_or_else(|| Failure::new(format!("the name of {} is not UTF-8", file.display())))
}

fn about(verb: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot {verb} {}: {error}", path.display()))
}
