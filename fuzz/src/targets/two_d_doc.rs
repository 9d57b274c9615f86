//! 2D-Docs: header and fields that are signed anew, and the links that hold a certificate.

use super::Target;
use crate::demo::{demo, judge_signed, judge_unsigned, mode, specimens, with_mode};
use vidimus::{envelope::base32, scheme::Scheme};

pub(super) const TARGET: Target = Target {
    name: "two_d_doc",
    max_len: 4096,
    accepts: true,
    words: &[
        "DC01",
        "DC02",
        "DC03",
        "DC04",
        "XX00DEMO",
        "B201",
        "L101",
        "FR",
        "L0",
        "L1",
        "L2",
        "L3",
        "L7",
        "L8",
        "L9",
        "LA",
        "F0",
        "F1",
        "F2",
        "F3",
        "F4",
        "F5",
        "F6",
        "COVID-19",
        "\u{1d}",
        "\u{1e}",
        "\u{1f}",
        "FFFF",
        "%1D",
        "%1F",
        "/app/wallet?v=",
        "/app/wallet2d#",
    ],
    seeds: || {
        let mut seeds = Vec::new();
        for text in specimens(Scheme::TwoDDoc) {
            let at = text.iter().rposition(|&byte| byte == 0x1f).expect("a signature");
            seeds.push(with_mode(0, &text[..at]));
            seeds.push(with_mode(1, text));
            seeds.push(with_mode(2, text));
        }
        seeds
    },
    run: |data| {
        let Some((mode, rest)) = mode(data, 3) else { return };
        match mode {
            // White space and a byte order mark may stand around it, and are not signed.
            0 if rest.starts_with(b"DC") => {
                let signature = base32::encode(&demo().document.sign(rest));
                judge_signed([rest, b"\x1f", signature.as_bytes()].concat());
            }
            0 | 1 => judge_unsigned(rest),
            _ => judge_unsigned([LINK, rest].concat()),
        }
    },
};

const LINK: &[u8] = b"https://bonjour.tousanticovid.gouv.fr/app/wallet2d#";
