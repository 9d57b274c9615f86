//! Any text or bytes, as a code, a pasted text or a file gives them: nothing that was not signed is
//! ever proven.

use super::Target;
use crate::demo;
use vidimus::{pipeline, scan::Scanned};

pub(super) const TARGET: Target = Target {
    name: "pipeline",
    max_len: 8192,
    accepts: true,
    words: &[
        "HC1:",
        "AT1:",
        "LT1:",
        "NZCP:/1/",
        "CRED:",
        "shc:/",
        "shlink:/",
        "vhlink:/",
        "DC04",
        "PK\x03\x04",
        "PK\x01\x02",
        "PK\x05\x06",
        "certificate.json",
        "2D3ShE",
        "0oR",
        "https://",
        "{\"data\":",
        "\"sig\":",
        "{\"verifiableCredential\":[",
        "icao.vacc",
        "icao.test",
        "https://bonjour.tousanticovid.gouv.fr/app/walletdcc#",
        "\u{1d}",
        "\u{1f}",
        "\u{feff}",
    ],
    seeds: || demo::demo().specimens.iter().map(|specimen| specimen.content.clone()).collect(),
    run: |data| {
        let Ok(scanned) = Scanned::new(data) else { return };
        let inputs = pipeline::gather(vec![scanned]);
        // A file of cards holds at least some ten bytes for each.
        assert!(inputs.len() <= data.len().max(1), "{} out of {} bytes", inputs.len(), data.len());
        for input in inputs.iter().take(64) {
            demo::judge_unsigned(input.bytes());
        }
    },
};
