//! PathCheck's lines of fields, signed anew, and their signatures in DER.

use super::Target;
use crate::demo::{demo, judge_signed, judge_unsigned, mode, specimens, with_mode};
use vidimus::scheme::Scheme;

pub(super) const TARGET: Target = Target {
    name: "cred",
    max_len: 2048,
    accepts: true,
    words: &[
        "BADGE",
        "STATUS",
        "COUPON",
        "PASSKEY",
        "BM.VAX",
        "BM.PCR",
        "BM.KEY",
        "CRED:",
        "%20",
        "%2F",
        "20260601",
        "/",
        "COVID19",
        "C28161",
        "RA",
        "MARIA%20SPECIMEN",
        "19900513",
        "DEMO.VIDIMUS",
    ],
    seeds: || {
        let payloads = [
            (0, BADGE),
            (1, "2/INITIALS/19900513"),
            (4, "SPECIMEN/MARIA/20260601/NEGATIVE"),
            (3, "SPECIMEN/MARIA/PFIZER/20260601/L1/PFIZER/20260701/L2"),
        ];
        let mut seeds: Vec<_> = payloads
            .iter()
            .map(|(kind, payload)| with_mode(0, with_mode(*kind, payload)))
            .collect();
        let signature = demo().cred.sign(BADGE.as_bytes()).to_der();
        seeds.push(with_mode(1, signature.as_bytes()));
        seeds.extend(specimens(Scheme::Cred).map(|text| with_mode(2, text)));
        seeds
    },
    run: |data| {
        let Some((mode, rest)) = mode(data, 3) else { return };
        let issuer = &demo().cred;
        match mode {
            0 => {
                let Some((kind, payload)) = crate::demo::mode(rest, 7) else { return };
                let Ok(payload) = core::str::from_utf8(payload) else { return };
                let kind = KINDS[usize::from(kind)];
                judge_signed(issuer.seal(kind, 2, payload));
            }
            1 => judge_unsigned(issuer.close("BADGE", 2, BADGE, rest)),
            _ => judge_unsigned(rest),
        }
    },
};

const KINDS: [&str; 7] = ["BADGE", "STATUS", "COUPON", "BM.VAX", "BM.PCR", "BM.KEY", "PASSKEY"];
/// That of the specimen.
const BADGE: &str = "20260601/SPECIMEN/COVID19/012L20A/28//C28161/RA/500/MARIA%20SPECIMEN/19900513";
