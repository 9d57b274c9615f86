//! Inputs that are small and want to become large.

use super::{Case, Fate, issuer, layers};
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};
use vidimus::{
    envelope::cbor::{self, Value},
    issue::{Layers, divoc},
    verdict::Reason,
};

pub(super) fn cases() -> Vec<Case> {
    let bomb = |bytes: usize| Layers::encode(&compress_to_vec_zlib(&vec![0; bytes], 9));
    let card = |text: &[u8]| issuer().jws(&issuer().card_header(), &compress_to_vec(text, 9));
    // As much as just fits, so that every later layer has its worst.
    let wide = |items: i64| {
        let claims = Value::Map((0..items).map(|n| ((-n).into(), Value::Null)).collect());
        Layers::close(&issuer(), cbor::write(&claims)).text
    };
    let members: String = (0..4_000).map(|n| format!(r#""{n}":0,"#)).collect();
    let bundle = format!(
        r#"{{"iss":"https://x","nbf":1,"vc":{{"type":["https://smarthealth.cards#health-card"],"credentialSubject":{{"fhirBundle":{{"entry":[{}{{}}]}}}}}}}}"#,
        "{},".repeat(100_000)
    );
    vec![
        Case::new("2 MB of Base45", format!("HC1:{}", "A".repeat(2 << 20)), Fate::TooLong),
        Case::new("2 MB of digits", format!("shc:/{}", "5".repeat(2 << 20)), Fate::TooLong),
        Case::red("64 KB of Base45", format!("HC1:{}", "0".repeat(60_000)), &[Reason::Compression]),
        Case::red("zlib of 32 MB", bomb(32 << 20), &[Reason::SizeLimit]),
        Case::red("zlib of one byte too many", bomb((64 << 10) + 1), &[Reason::SizeLimit]),
        Case::red("deflate of 40 MB", card(&vec![b' '; 40 << 20]), &[Reason::SizeLimit]),
        Case::red(
            "four thousand members",
            card(format!("{{{members}\"x\":0}}").as_bytes()),
            &[Reason::Claims],
        ),
        Case::red("half a megabyte of white space", card(&vec![b' '; 500 << 10]), &[Reason::Json]),
        Case::red(
            "half a megabyte of one text",
            card(format!("\"{}\"", "x".repeat(500 << 10)).as_bytes()),
            &[Reason::Claims],
        ),
        Case::red(
            "half a megabyte of arrays",
            card("[],".repeat(160_000).as_bytes()),
            &[Reason::TrailingBytes],
        ),
        Case::red("a bundle of a hundred thousand", card(bundle.as_bytes()), &[Reason::Claims]),
        Case::red("an archive of 6 MB", divoc::archive(&vec![b' '; 6 << 20]), &[Reason::SizeLimit]),
        Case::red("fifteen thousand claims", wide(15_000), &[Reason::Claims]),
        Case::red("60 KB of Base64", format!("2D3ShE{}", "A".repeat(60_000)), &[Reason::Cbor])
            .any_red(),
        Case::red("60 KB of Base32", format!("NZCP:/1/{}", "A".repeat(60_000)), &[Reason::Cbor])
            .any_red(),
        Case::red(
            "60 KB of a seal",
            format!(
                r#"{{"data":{{"hdr":{{"t":"icao.vacc"}},"x":[{}0]}},"sig":{{}}}}"#,
                "0,".repeat(30_000)
            ),
            &[Reason::Jws],
        )
        .any_red(),
        many("sixty thousand bytes of pieces of nobody's cards"),
        Case::red(
            "a good certificate in the middle of 60 KB",
            {
                let text = layers().text;
                format!("{text}{}", "0".repeat(55_000))
            },
            &[Reason::Base45],
        )
        .any_red(),
    ]
}

/// Forty cards of two pieces, and thirty of each other number of pieces, all of them different.
fn many(what: &'static str) -> Case {
    let code = |index: usize, total: usize, n: usize| {
        format!("shc:/{index}/{total}/{:04}{}", n % 76, "56".repeat(n % 7 + 8)).into_bytes()
    };
    let codes = (2..30)
        .flat_map(|total| (1..=total).flat_map(move |index| (0..3).map(move |n| (index, total, n))))
        .map(|(index, total, n)| code(index, total, n))
        .collect();
    Case { codes, ..Case::red(what, "", &[]) }.any_red()
}
