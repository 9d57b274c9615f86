//! What each row of the vectors' tables asks the command line.

use super::{Case, Pictures, is_picture, makes_no_claim, paths};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The judgements that a row asks for, or why it asks for none here.
pub(crate) fn cases_of(
    family: &'static str,
    row: &Value,
    shared: &Path,
    scratch: &Path,
    pictures: &Pictures,
) -> Result<Vec<Case>, String> {
    let expected = row["expected"].as_str().unwrap();
    if makes_no_claim(row) {
        return Err(format!("{expected}: {}", row["why"].as_str().unwrap_or_default()));
    }
    if expected == "decrypts" {
        return Err("opened by `files_behind_links_are_opened`".to_owned());
    }
    let id = row["id"].as_str().unwrap();
    let files: Vec<PathBuf> =
        paths(row).iter().map(|path| shared.join("vectors").join(path)).collect();
    let mut trust = trust_of(family, row, &files, shared);
    let mut request = json!({});
    let first = files.first().unwrap();
    if family == "dcc" || (family == "hc1-misc" && first.extension().is_some_and(|e| e == "json")) {
        let vector: Value = serde_json::from_slice(&fs::read(first).unwrap()).unwrap();
        request["text"] = vector["PREFIX"].clone();
        let Some(certificate) = vector["TESTCTX"]["CERTIFICATE"].as_str() else {
            return Err("no signer in it".to_owned());
        };
        // Under the kid that the certificate names is only known after reading it, so the signer
        // is offered as a bare certificate: its kid is the first bytes of its digest.
        let keys = scratch.join(id.replace('/', "_") + ".json");
        fs::write(&keys, pem(certificate)).unwrap();
        trust = vec![json!({ "path": keys })];
    } else {
        request["texts"] = texts(&files, pictures)?.into();
    }
    let all = |expected: &str| match row["acceptable"].as_array() {
        Some(list) => list.iter().map(|one| one.as_str().unwrap().to_owned()).collect(),
        None => vec![expected.to_owned()],
    };
    let mut cases = Vec::new();
    let mut push = |clock: &Value, expected: &str, acceptable: Vec<String>| {
        for scope in ["live", "test"] {
            let mut request = request.clone();
            if !clock.is_null() {
                request["at"] = utc(clock);
            }
            let sources = trust.iter().cloned().map(|mut source| {
                source["scope"] = scope.into();
                source
            });
            request["trust"] = sources.collect();
            cases.push(Case {
                family,
                vector: id.to_owned(),
                expected: expected.to_owned(),
                acceptable: acceptable.clone(),
                specimen: scope == "test",
                request,
            });
        }
    };
    match row["cases"].as_array() {
        None => push(&row["clock"], expected, all(expected)),
        Some(list) => {
            for case in list {
                let expected = case["expected"].as_str().unwrap();
                let acceptable = if case["clock"] == row["clock"] {
                    all(expected)
                } else {
                    vec![expected.to_owned()]
                };
                push(&case["clock"], expected, acceptable);
            }
        }
    }
    Ok(cases)
}

/// What the files say, as one or several texts.
fn texts(files: &[PathBuf], pictures: &Pictures) -> Result<Vec<String>, String> {
    let text = |file: &PathBuf| {
        if !is_picture(file) {
            return Ok(fs::read_to_string(file).unwrap());
        }
        let file = file.canonicalize().unwrap();
        let text = pictures.texts.get(file.to_str().unwrap());
        Ok(text.ok_or("a picture that the detector does not read")?.clone())
    };
    files.iter().map(text).collect()
}

/// Whom to trust, as the vectors' README says for each family.
fn trust_of(family: &str, row: &Value, files: &[PathBuf], shared: &Path) -> Vec<Value> {
    let trust = |path: &str| json!({ "path": shared.join("trust").join(path) });
    let issued = |path: PathBuf, issuer: &str| json!({ "path": path, "issuer": issuer });
    let development =
        row["keys"].as_array().is_some_and(|keys| keys.contains(&Value::from("tng-dev")));
    match family {
        "divoc" => vec![trust("acceptance/divoc-keys.json")],
        "nzcp" => vec![trust("issuers/nzcp-example/did.json")],
        "shc" | "shl" => {
            let examples = shared.join("trust/issuers/smart-examples/jwks.json");
            let mut sources = vec![issued(examples, SMART_EXAMPLES)];
            // Some cards lie beside the keys of an issuer of their own.
            let own = files.first().and_then(|file| file.parent()).map(|folder| {
                (folder.join(".well-known/jwks.json"), folder.file_name().unwrap().to_owned())
            });
            if let Some((keys, name)) = own.filter(|(keys, _)| keys.is_file()) {
                let issuer = format!("{BAD_CRL}/{}", name.to_str().unwrap());
                sources.push(issued(keys, &issuer));
            }
            sources
        }
        "vdsnc" => vec![trust("icao"), trust("icao/csca"), trust("icao/crl")],
        _ if development => vec![trust("acceptance/tng-dev-keys.json")],
        _ => vec![trust("acceptance/dcc-acc-keys.json")],
    }
}

/// Whether a report is what the table of outcomes asks for.
pub(crate) fn holds(expected: &str, specimen: bool, report: &Value) -> bool {
    let outcome = report["outcome"].as_str();
    let codes = super::codes(report);
    let has = |code: &str| codes.contains(&code);
    let rejected_with =
        |stage: &str| outcome == Some("reject") && codes.iter().any(|code| code.starts_with(stage));
    match expected {
        "valid" if specimen => {
            outcome == Some("undecided") && report["specimen"] == true && has("trust.specimen")
        }
        "valid" => outcome == Some("accept") && report["specimen"] == false,
        "bad-signature" => outcome == Some("reject") && rejected_with("signature."),
        "bad-base45" => rejected_with("envelope.base45"),
        "bad-zlib" => rejected_with("envelope.compression"),
        "bad-cose" => rejected_with("envelope."),
        "bad-cwt" => rejected_with("scheme.claims") || rejected_with("envelope.cbor"),
        "bad-prefix" => outcome.is_none() && codes == ["scheme.unknown"],
        "expired" => outcome == Some("reject") && has("validity.expired"),
        "not-yet-valid" => {
            outcome == Some("reject")
                && (has("validity.not-yet-valid") || has("trust.signer-not-yet-valid"))
        }
        "key-usage" => outcome == Some("reject") && has("trust.key-usage"),
        "unknown-kid" | "untrusted-issuer" => {
            outcome == Some("undecided") && has("trust.unknown-issuer")
        }
        "link-not-opened" | "valid-link" => outcome == Some("undecided") && has("link.not-opened"),
        // Recognised as a link, or refused: never a certificate.
        "link-issue" => {
            outcome.is_none() || (outcome == Some("undecided") && has("link.not-opened"))
        }
        "missing-chunk" => outcome.is_none() && codes == ["scan.parts-missing"],
        "bad-chunk" => {
            let parts = outcome.is_none() && has("scan.parts-missing");
            parts || rejected_with("envelope.") || codes == ["scheme.unknown"]
        }
        "bad-header" => rejected_with("envelope.jws") || rejected_with("signature.algorithm"),
        "bad-json" => rejected_with("envelope.json"),
        "bad-numeric" => rejected_with("envelope.numeric"),
        "issuer-mismatch" => outcome == Some("reject") && has("trust.issuer-mismatch"),
        "bad-signature-or-unknown-key" => outcome != Some("accept"),
        // Policy: the signature must have been proved all the same.
        "schema-error" => report["checks"]["signature"] == "pass" || codes == ["scheme.no-entry"],
        other => panic!("an outcome that this test does not know: {other}"),
    }
}

/// Some clocks lack the zone; they mean UTC.
fn utc(clock: &Value) -> Value {
    match clock.as_str() {
        None => clock.clone(),
        Some(text)
            if text.ends_with('Z')
                || text.get(19..).is_some_and(|rest| rest.contains(['+', '-'])) =>
        {
            text.into()
        }
        Some(text) => format!("{text}Z").into(),
    }
}

fn pem(base64: &str) -> String {
    format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n")
}

const SMART_EXAMPLES: &str = "https://spec.smarthealth.cards/examples/issuer";
const BAD_CRL: &str =
    "https://raw.githubusercontent.com/smart-on-fhir/health-cards-dev-tools/main/testdata/badcrl";
