//! Project Wycheproof's cases through the one place where signatures are verified.
//!
//! Each case says whether a sound verifier accepts it. What it calls acceptable may go either way.
#![cfg(not(target_arch = "wasm32"))]

use vidimus::{
    envelope::ecdsa_der,
    signature::{Algorithm, PublicKey},
};
use wycheproof::{TestResult, ecdsa, eddsa, rsa_pkcs1_verify, rsa_pss_verify};

/// One case: key, message, signature, and what is asked.
struct Case {
    spki: Vec<u8>,
    message: Vec<u8>,
    signature: Vec<u8>,
    asked: TestResult,
    what: String,
}

/// Judges every case; at least `most` of them were there.
fn judge(algorithm: Algorithm, cases: Vec<Case>, least: usize) {
    assert!(cases.len() >= least, "{algorithm:?}: only {} cases", cases.len());
    for Case { spki, message, signature, asked, what } in cases {
        let key = PublicKey::from_spki(&spki);
        let accepted = key.is_ok_and(|key| algorithm.verifies(&key, &message, &signature));
        let expected = match asked {
            TestResult::Valid => true,
            TestResult::Invalid => false,
            TestResult::Acceptable => accepted,
        };
        assert_eq!(accepted, expected, "{algorithm:?}: {what}");
    }
}

macro_rules! cases {
    ($family:ident, $set:ident) => {{
        let set = $family::TestSet::load($family::TestName::$set).unwrap();
        let groups = set.test_groups.into_iter();
        groups
            .flat_map(|group| {
                let spki = group.der.to_vec();
                group.tests.into_iter().map(move |test| Case {
                    spki: spki.clone(),
                    message: test.msg.to_vec(),
                    signature: test.sig.to_vec(),
                    asked: test.result,
                    what: format!("{} {}", test.tc_id, test.comment),
                })
            })
            .collect::<Vec<_>>()
    }};
}

#[test]
fn elliptic_curves() {
    judge(Algorithm::Es256, cases!(ecdsa, EcdsaSecp256r1Sha256P1363), 200);
    judge(Algorithm::Es384, cases!(ecdsa, EcdsaSecp384r1Sha384P1363), 200);
    judge(Algorithm::Es512, cases!(ecdsa, EcdsaSecp521r1Sha512P1363), 200);
    judge(Algorithm::Es256k, cases!(ecdsa, EcdsaSecp256k1Sha256P1363), 200);
    judge(Algorithm::EdDsa, cases!(eddsa, Ed25519), 100);
}

/// What is signed as DER (CRED, lists) is strictly DER.
#[test]
fn der_signatures() {
    for (algorithm, cases) in [
        (Algorithm::Es256, cases!(ecdsa, EcdsaSecp256r1Sha256)),
        (Algorithm::Es256k, cases!(ecdsa, EcdsaSecp256k1Sha256)),
    ] {
        let raw = cases.into_iter().map(|case| {
            let signature = ecdsa_der::to_fixed(&case.signature, 32).unwrap_or_default();
            Case { signature, ..case }
        });
        judge(algorithm, raw.collect(), 300);
    }
}

#[test]
fn rsa() {
    judge(Algorithm::Ps256, cases!(rsa_pss_verify, RsaPss2048Sha256Mgf1SaltLen32), 50);
    judge(Algorithm::Ps256, cases!(rsa_pss_verify, RsaPss3072Sha256Mgf1SaltLen32), 50);
    judge(Algorithm::Ps256, cases!(rsa_pss_verify, RsaPss4096Sha256Mgf1SaltLen32), 50);
    judge(Algorithm::Ps384, cases!(rsa_pss_verify, RsaPss4096Sha384Mgf1SaltLen48), 50);
    judge(Algorithm::Ps512, cases!(rsa_pss_verify, RsaPss4096Sha512Mgf1SaltLen64), 50);
    judge(Algorithm::Rs256, cases!(rsa_pkcs1_verify, Rsa2048Sha256), 50);
}
