//! What of the worker's program belongs to what: how much each scheme adds to it.
//!
//! Counted are the bodies of functions, by their names, in the program as the compiler leaves it:
//! wasm-opt takes the names away and some 5 % of the size. What several parts share, and what the
//! compiler merged into its caller, counts for the caller or for the last row, so a scheme's row is
//! what would go with its own files and crates, a little less or more.

use rustc_demangle::demangle;
use std::collections::BTreeMap;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::{console, failure::Failure, files, project::Project, sizes::Size};

/// Parts by what the names of their functions hold; the first that fits counts.
const PARTS: &[(&str, &[&str])] = &[
    ("what draws codes (Try it)", &["qrcode::"]),
    ("CRED and secp256k1", &["k256::", "vidimus::scheme::cred::"]),
    (
        "DIVOC, its archive and Ed25519",
        &["vidimus::scheme::divoc::", "vidimus::envelope::zip::", "ed25519", "curve25519_dalek::"],
    ),
    (
        "ICAO VDS-NC and its certificate paths",
        &[
            "vidimus::scheme::icao_vds_nc::",
            "vidimus::envelope::jcs::",
            "vidimus::trust::path::",
            "vidimus::trust::crl::",
            "vidimus::signature::x509::",
            "vidimus::signature::named_curve::",
            "vidimus::envelope::ecdsa_der::",
        ],
    ),
    ("P-384 and P-521 (ICAO)", &["p384::", "p521::", "sha2::sha512"]),
    ("2D-Doc", &["vidimus::scheme::two_d_doc::", "jiff_core::tz::posix", "jiff::tz::posix"]),
    ("SMART Health Cards", &["vidimus::scheme::smart_health_card::"]),
    (
        "health links and what opens them",
        &[
            "vidimus::scheme::health_link::",
            "vidimus::opening::",
            "vidimus::envelope::jwe::",
            "aes",
            "ghash",
            "polyval",
        ],
    ),
    ("NZ COVID Pass", &["vidimus::scheme::nzcp::", "vidimus::envelope::base32::"]),
    (
        "EU DCC and what shares its envelope (11 schemes)",
        &["vidimus::scheme::", "vidimus::envelope::cose::", "vidimus::envelope::base45::"],
    ),
    ("RSA", &["rsa::", "crypto_bigint::uint::boxed", "crypto_bigint::modular::boxed"]),
    (
        "P-256 and what the curves share",
        &[
            "p256::",
            "primeorder::",
            "primefield::",
            "elliptic_curve::",
            "ecdsa::",
            "crypto_bigint::",
        ],
    ),
    (
        "CBOR, JSON, X.509, dates, hashes",
        &[
            "ciborium",
            "coset::",
            "serde_json::",
            "x509_cert::",
            "der::",
            "jiff",
            "sha2::",
            "sha1::",
            "spki::",
        ],
    ),
    ("scanning", &["rqrr::", "vidimus::scan::", "g2p"]),
    ("keys, lists and signatures", &["vidimus::trust::", "vidimus::signature::"]),
    (
        "messages with the page",
        &[
            "vidimus::protocol::",
            "vidimus::session::",
            "vidimus::report::",
            "vidimus::browser::",
            "web_sys::",
            "js_sys::",
            "wasm_bindgen",
        ],
    ),
    ("Rust's own library", &["core::", "alloc::", "std::", "dlmalloc::", "hashbrown::"]),
];
const REST: &str = "everything else";

/// Prints the table.
pub fn print(project: &Project) -> Result<(), Failure> {
    let path = project.target().join("wasm32-unknown-unknown/release/worker.wasm");
    let program =
        files::read(&path).map_err(|failure| failure.advise("Run `cargo xtask build` first."))?;
    let mut bodies: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (name, body) in functions(&program)? {
        let holds = |(_, marks): &&(&str, &[&str])| marks.iter().any(|mark| name.contains(mark));
        let part = PARTS.iter().find(holds).map_or(REST, |(part, _)| part);
        bodies.entry(part).or_default().extend(body);
    }
    console::note("Functions of the worker's program by part, in bytes:");
    console::note(&format!("{:>10} {:>10} {:>10}  part", "raw", "gzip -9", "brotli 11"));
    let mut sizes = Vec::new();
    for (part, bodies) in &bodies {
        sizes.push((Size::of(bodies)?, *part));
    }
    sizes.sort_by_key(|(size, _)| core::cmp::Reverse(size.raw()));
    let total = sizes.iter().fold(Size::default(), |total, (size, _)| total.plus(*size));
    for (size, part) in sizes {
        console::note(&format!("{size}  {part}"));
    }
    console::note(&format!("{total}  in all, each part compressed by itself"));
    Ok(())
}

/// Every function of a program with its name and its body.
fn functions(program: &[u8]) -> Result<Vec<(String, &[u8])>, Failure> {
    let broken = |error: wasmparser::BinaryReaderError| Failure::new(format!("{error}"));
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(program) {
        match payload.map_err(broken)? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    if let TypeRef::Func(_) = import.map_err(broken)?.ty {
                        imported += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => {
                bodies.push(program.get(body.range()).unwrap_or_default());
            }
            Payload::CustomSection(custom) => {
                let KnownCustom::Name(parts) = custom.as_known() else { continue };
                for part in parts {
                    let Name::Function(functions) = part.map_err(broken)? else { continue };
                    for function in functions {
                        let function = function.map_err(broken)?;
                        let index = usize::try_from(function.index).unwrap_or(usize::MAX);
                        names.insert(index, format!("{:#}", demangle(function.name)));
                    }
                }
            }
            _ => {}
        }
    }
    if names.is_empty() {
        return Err(Failure::new("the program has no names of functions"));
    }
    let named = bodies
        .into_iter()
        .enumerate()
        .map(|(index, body)| (names.remove(&(index + imported)).unwrap_or_default(), body));
    Ok(named.collect())
}
