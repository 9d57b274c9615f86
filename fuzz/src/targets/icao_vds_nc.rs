//! ICAO's seals: data that is signed anew, the signer's certificate, the whole document.

use super::Target;
use crate::demo::{demo, judge, judge_signed, judge_unsigned, mode, specimens, with_mode};
use vidimus::{
    issue::icao_vds_nc::{test_data, vaccination_data},
    scheme::Scheme,
};

pub(super) const TARGET: Target = Target {
    name: "icao_vds_nc",
    max_len: 4096,
    accepts: true,
    words: &[
        "\"hdr\":",
        "\"msg\":",
        "\"pid\":",
        "\"ve\":",
        "\"vd\":",
        "\"dvc\":",
        "\"seq\":",
        "icao.vacc",
        "icao.test",
        "utci",
        "uvci",
        "sp",
        "spn",
        "dat",
        "tr",
        "negative",
        "molecular(PCR)",
        "UT",
        "\"data\":",
        "\"sig\":",
        "cer",
        "sigvl",
        "alg",
        "ES256",
        "1e3",
        "-0",
        "9007199254740993",
        "\\u0000",
        "\\ud800",
        "null",
        "\x06\x03\x55\x1d",
    ],
    seeds: || {
        let demo = demo();
        let certificate = demo.authority.sign(&demo.seal);
        let seeds = [vaccination_data("UT"), test_data("UT")].map(|data| data.to_string());
        let mut seeds: Vec<_> = seeds.iter().map(|seed| with_mode(0, seed)).collect();
        seeds.push(with_mode(1, &certificate));
        seeds.extend(specimens(Scheme::IcaoVdsNc).map(|text| with_mode(2, text)));
        seeds
    },
    run: |data| {
        let Some((mode, rest)) = mode(data, 3) else { return };
        let demo = demo();
        match mode {
            0 => {
                let Ok(data) = serde_json::from_slice(rest) else { return };
                judge_signed(demo.seal.seal(&data, &demo.authority.sign(&demo.seal)));
            }
            // Another certificate may hold another key, so its signature may not hold.
            1 => drop(judge(demo.seal.seal(&vaccination_data("UT"), rest))),
            _ => judge_unsigned(rest),
        }
    },
};
