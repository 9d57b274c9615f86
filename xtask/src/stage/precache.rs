//! The list of files that the service worker keeps, and the version of them all.

use std::path::Path;

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};

use crate::{failure::Failure, files};

/// Every file of a page but the service worker, which is never in its own list.
pub(super) struct Assets(Vec<Asset>);

struct Asset {
    name: String,
    contents: Vec<u8>,
}

impl Assets {
    /// The files below `folder`, sorted by name.
    pub(super) fn of(folder: &Path) -> Result<Self, Failure> {
        let mut assets = Vec::new();
        for file in files::all_below(folder)? {
            let name = files::name_below(folder, &file)?;
            if name != super::SERVICE_WORKER {
                assets.push(Asset { contents: files::read(&file)?, name });
            }
        }
        assets.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self(assets))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The start of a SHA-256 over all names and contents. Not only over the names: trunk gives the
    /// worker's files the same name in every build.
    pub(super) fn version(&self) -> String {
        let mut hash = Sha256::new();
        for Asset { name, contents } in &self.0 {
            for part in [name.as_bytes(), contents] {
                // With its length before it, a part cannot run into the next one.
                hash.update(part.len().to_string());
                hash.update(b":");
                hash.update(part);
            }
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The addresses as a JavaScript array, each with the hash of its content behind a `#`, in the
    /// form of [Subresource Integrity]. They are relative, so that the page can be served from any
    /// folder of a host.
    ///
    /// [Subresource Integrity]: https://www.w3.org/TR/SRI/
    pub(super) fn as_javascript(&self) -> String {
        let entries = self.0.iter().map(|Asset { name, contents }| {
            let hash = Base64::encode_string(&Sha256::digest(contents));
            format!("\n  \"{}#sha256-{hash}\"", address(name))
        });
        format!("[{}\n]", entries.collect::<Vec<_>>().join(","))
    }
}

fn address(name: &str) -> String {
    // Nobody asks for index.html by name, and some hosts redirect that.
    if name == super::INDEX {
        return "./".to_owned();
    }
    let mut address = String::from("./");
    for byte in name.bytes() {
        // RFC 3986 §2.3: the unreserved characters, and the slash between segments.
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address += &format!("%{byte:02X}");
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assets(list: &[(&str, &str)]) -> Assets {
        Assets(
            list.iter()
                .map(|&(name, contents)| Asset { name: name.into(), contents: contents.into() })
                .collect(),
        )
    }

    #[test]
    fn addresses_are_relative_and_escaped() {
        let list = assets(&[("a b\".txt", ""), ("index.html", ""), ("sub/ä.wasm", "")]);
        let script = list.as_javascript();
        let addresses: Vec<&str> =
            script.lines().filter_map(|line| line.split('"').nth(1)).collect();
        // SHA-256 of nothing, FIPS 180-4.
        let empty = "#sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(
            addresses,
            ["./a%20b%22.txt", "./", "./sub/%C3%A4.wasm"]
                .map(|address| format!("{address}{empty}"))
        );
    }

    #[test]
    fn the_version_depends_on_every_name_and_content() {
        let versions = [
            assets(&[]),
            assets(&[("a", "1")]),
            assets(&[("a", "2")]),
            assets(&[("b", "1")]),
            assets(&[("a", "1"), ("b", "1")]),
            assets(&[("a1:1", "1")]),
            assets(&[("a", "11:b1:1")]),
        ]
        .map(|list| list.version());
        for (index, version) in versions.iter().enumerate() {
            assert_eq!(version.len(), 16);
            assert!(!versions[index + 1..].contains(version), "{index}");
        }
        assert_eq!(assets(&[("a", "1")]).version(), versions[1]);
    }
}
