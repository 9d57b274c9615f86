//! DIVOC: documents that are signed anew, in whatever canonical form they have; proofs; archives.

use super::Target;
use crate::demo::{NOW, demo, judge_signed, judge_unsigned, mode, specimens, with_mode};
use serde_json::Value;
use std::sync::OnceLock;
use vidimus::{envelope::zip, issue::divoc, scheme::Scheme};

pub(super) const TARGET: Target = Target {
    name: "divoc",
    max_len: 8192,
    accepts: true,
    words: &[
        "@context",
        "https://www.w3.org/2018/credentials/v1",
        "credentialSubject",
        "evidence",
        "https://cowin.gov.in/credentials/vaccination/v1",
        "@type",
        "@id",
        "@value",
        "@graph",
        "https://cowin.gov.in/credentials/vaccination/v2",
        "issuanceDate",
        "proof",
        "jws",
        "type",
        "verificationMethod",
        "proofPurpose",
        "assertionMethod",
        "created",
        "nationality",
        "dose",
        "Ed25519Signature2018",
        "RsaSignature2018",
        "effectiveUntil",
        "totalDoses",
        "facility",
        "address",
        "postalCode",
        "refId",
        "_:b0",
        "\\u0085",
        "\\n",
        "null",
        "certificate.json",
    ],
    seeds: || {
        let document = demo().divoc.draft(NOW.plus_seconds(-60));
        let mut seeds = vec![with_mode(0, document.to_string())];
        for archive in specimens(Scheme::Divoc) {
            let content = content(archive);
            let document: Value = serde_json::from_slice(&content).expect("JSON");
            let proof = document.get("proof").expect("a proof").to_string();
            seeds.extend([with_mode(1, proof), with_mode(2, content), with_mode(3, archive)]);
        }
        seeds
    },
    run: |data| {
        let Some((mode, rest)) = mode(data, 4) else { return };
        match mode {
            0 => {
                let Ok(document) = serde_json::from_slice::<Value>(rest) else { return };
                let sealed = demo().divoc.seal(&document, CREATED);
                judge_signed(divoc::archive(sealed.to_string().as_bytes()));
            }
            1 => {
                let Ok(proof) = serde_json::from_slice::<Value>(rest) else { return };
                let mut document = specimen().clone();
                document["proof"] = proof;
                judge_unsigned(divoc::archive(document.to_string().as_bytes()));
            }
            2 => judge_unsigned(divoc::archive(rest)),
            _ => judge_unsigned(rest),
        }
    },
};

/// The sound specimen.
fn specimen() -> &'static Value {
    static SPECIMEN: OnceLock<Value> = OnceLock::new();
    SPECIMEN.get_or_init(|| {
        let archive = specimens(Scheme::Divoc).next().expect("a specimen");
        serde_json::from_slice(&content(archive)).expect("JSON")
    })
}

fn content(archive: &[u8]) -> Vec<u8> {
    zip::only_file(archive, "certificate.json", 64 * 1024).expect("a file")
}

const CREATED: &str = "2027-01-15T07:59:00Z";
