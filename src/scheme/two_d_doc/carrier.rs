//! Links of the TousAntiCovid app that hold a whole certificate behind them.
//!
//! Sources: TousAntiCovid iOS (its reader of wallet links), lovasoa/sanipasse, read 2026-11.
//!
//! | link | holds |
//! | --- | --- |
//! | `https://bonjour.tousanticovid.gouv.fr/app/wallet?v=…` | a 2D-Doc |
//! | `https://bonjour.tousanticovid.gouv.fr/app/wallet2d#…` | a 2D-Doc |
//! | `https://bonjour.tousanticovid.gouv.fr/app/walletdcc#…` | an EU DCC, `HC1:` |
//!
//! Nothing is fetched: the certificate is the text itself, with `%XX` for some of its bytes.

use super::super::web_link::{HTTPS_PORT, WebLink, percent_decoded};

/// The certificate that a link holds; `None` when it is no such link, or holds nothing that begins
/// like one.
pub(in super::super) fn carried(text: &str) -> Option<Vec<u8>> {
    // No certificate is inside a link inside a link, so this is done once.
    let link = WebLink::parse(text)?;
    if !link.is_at(HOST, HTTPS_PORT) {
        return None;
    }
    let written = PATHS.iter().find_map(|path| link.rest().strip_prefix(path))?;
    let carried = percent_decoded(written);
    (super::begins_like(&carried) || carried.starts_with(b"HC1:")).then_some(carried)
}

const HOST: &str = "bonjour.tousanticovid.gouv.fr";
const PATHS: [&str; 3] = ["/app/wallet?v=", "/app/wallet2d#", "/app/walletdcc#"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_holds() {
        const CASES: &[(&str, Option<&[u8]>)] = &[
            (
                "https://bonjour.tousanticovid.gouv.fr/app/wallet?v=DC04FR99XX01L0A%1DX%1FMY",
                Some(b"DC04FR99XX01L0A\x1dX\x1fMY"),
            ),
            (
                "HTTPS://BONJOUR.TOUSANTICOVID.GOUV.FR/app/wallet2d#DC04FR99XX01%C3%89",
                Some("DC04FR99XX01É".as_bytes()),
            ),
            (
                "https://bonjour.tousanticovid.gouv.fr/app/wallet2d#DC04FR99XX01%C9",
                Some(b"DC04FR99XX01\xc9"),
            ),
            (
                "https://bonjour.tousanticovid.gouv.fr/app/walletdcc#HC1%3AA%2BB+%25",
                Some(b"HC1:A+B+%"),
            ),
            ("https://bonjour.tousanticovid.gouv.fr/app/walletdcc#https%3A%2F%2Fa.example", None),
            ("https://bonjour.tousanticovid.gouv.fr/app/wallet", None),
            ("https://bonjour.tousanticovid.gouv.fr/app/wallet?v=", None),
            ("https://bonjour.tousanticovid.gouv.fr:8443/app/wallet?v=DC04FR99XX01", None),
            ("https://x.bonjour.tousanticovid.gouv.fr/app/wallet?v=DC04FR99XX01", None),
            ("https://bonjour.tousanticovid.gouv.fr@x.example/app/wallet?v=DC04FR99XX01", None),
            ("https://bonjour.tousanticovid.gouv.fr.x.example/app/wallet?v=DC04FR99XX01", None),
            (
                "https://x.example/?u=https://bonjour.tousanticovid.gouv.fr/app/wallet?v=DC04FR99XX01",
                None,
            ),
            ("http://bonjour.tousanticovid.gouv.fr/app/wallet?v=DC04FR99XX01", None),
            ("DC04FR99XX01", None),
        ];
        for &(text, expected) in CASES {
            assert_eq!(carried(text).as_deref(), expected, "{text}");
        }
    }
}
