//! Links to health documents: described, and never green.

use super::Target;
use crate::demo::{judge, mode, with_mode};
use vidimus::{envelope::jws, verdict::Outcome};

pub(super) const TARGET: Target = Target {
    name: "health_link",
    max_len: 4096,
    accepts: false,
    words: &[
        "\"url\":",
        "\"key\":",
        "\"exp\":",
        "\"flag\":",
        "\"label\":",
        "shlink:/",
        "vhlink://",
        "#",
        "https://",
        "http://",
        "@",
        ":443",
        "[::1]",
        "1e300",
        "-1",
        "%40",
        "\\\\",
        "P",
        "LPU",
    ],
    seeds: || {
        const DOCUMENT: &str = r#"{"url":"https://health.example.invalid/m","key":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","exp":1900000000.5,"flag":"LP","label":"Specimen","v":1}"#;
        let text = format!("https://v.example/#shlink:/{}", jws::encode(DOCUMENT.as_bytes()));
        vec![with_mode(0, DOCUMENT), with_mode(1, text)]
    },
    run: |data| {
        let Some((mode, rest)) = mode(data, 2) else { return };
        let verdict = match mode {
            0 => judge(format!("shlink:/{}", jws::encode(rest))),
            _ => judge(rest),
        };
        assert!(verdict.is_none_or(|it| it.outcome() != Outcome::Accept), "a link is green");
    },
};
