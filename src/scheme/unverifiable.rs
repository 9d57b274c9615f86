//! Health certificates that nobody can verify offline, by how they begin.
//!
//! Some have no signature, or one whose keys were never published; some are only a link to a page
//! of a government. Naming them is all that can honestly be done: links are never opened, and what
//! such a code says is not shown, as anyone can write it. Places to check in at (MY) and pages
//! where other certificates are verified (IN, PH) are no certificates, and not here.

use super::{
    SchemeError,
    web_link::{HTTPS_PORT, WebLink, percent_decoded},
};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::Value;

/// The form of `text` by its name; `None` when it is none of these.
pub(super) fn named(text: &str) -> Option<SchemeError> {
    if is_first_nhs_pass(text) {
        let content = "the first form of England's domestic pass, which ended in 2021";
        return Some(SchemeError::Unsupported { content });
    }
    let form = written(text).or_else(|| linked(&WebLink::parse(text)?))?;
    Some(SchemeError::Unverifiable { form })
}

/// Forms that hold the certificate itself.
fn written(text: &str) -> Option<&'static str> {
    if is_coronacheck(text) {
        return Some("Dutch domestic pass (CoronaCheck)");
    }
    let beginning = BEGINNINGS.iter().find(|(beginning, _)| text.starts_with(beginning));
    if let Some((_, form)) = beginning {
        return Some(form);
    }
    if is_south_african(text) {
        return Some("South African vaccination certificate");
    }
    is_cert_vac(text).then_some("vaccination certificate (CertVacCovid19)")
}

/// How texts begin, and their names. Codes of Hong Kong's Department of Health as published by
/// readers of them, 2022; their signatures are ECDSA, the keys were given to scanners only.
const BEGINNINGS: [(&str, &str); 2] = [
    ("HKSARG|VAC|", "Hong Kong vaccination record"),
    ("HKSARG|MEC|", "Hong Kong vaccination exemption"),
];

/// `NL2:` and Base45's letters, which stand for one number: an Idemix proof (KDE/khealthcertificate,
/// read 2026-11). The Netherlands' keys went offline with the pass.
fn is_coronacheck(text: &str) -> bool {
    let versioned = text
        .strip_prefix("NL")
        .and_then(|rest| rest.strip_prefix(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()));
    versioned.and_then(|rest| rest.strip_prefix(':')).is_some_and(|body| {
        !body.is_empty() && body.bytes().all(|byte| BASE45_LETTERS.contains(&byte))
    })
}

/// South Africa's VCS, 2021: a JSON object with a hash over itself where others have a signature.
fn is_south_african(text: &str) -> bool {
    const MEMBERS: [&str; 8] = ["alg", "kid", "iss", "iat", "exp", "hcert", "hashalg", "hash"];
    object(text.as_bytes())
        .is_some_and(|json| MEMBERS.iter().all(|member| json.contains_key(*member)))
}

/// A JWT that calls itself `CertVacCovid19` (LACPASS demonstration, 2023).
fn is_cert_vac(text: &str) -> bool {
    three_parts(text).and_then(|[_, payload, _]| object(&payload)).is_some_and(|json| {
        json.get("_TOKEN_TYPE_CLAIM_").and_then(Value::as_str) == Some("CertVacCovid19")
    })
}

/// England's first domestic pass, to October 2021: a key's name, `1` with its end as yyMMddHHmm and
/// the person's name, a signature (ukhsa-collaboration/covid-pass-verifier, read 2026-11).
fn is_first_nhs_pass(text: &str) -> bool {
    three_parts(text).is_some_and(|[_, payload, signature]| {
        let Some((end, name)) = payload.split_at_checked(11) else { return false };
        end.starts_with(b"1")
            && end.iter().all(u8::is_ascii_digit)
            && signature.len() == 64
            && core::str::from_utf8(name).is_ok_and(|name| !name.trim().is_empty())
    })
}

fn three_parts(text: &str) -> Option<[Vec<u8>; 3]> {
    let mut parts = text.split('.').map(|part| Base64UrlUnpadded::decode_vec(part).ok());
    let three = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(three)
}

fn object(bytes: &[u8]) -> Option<serde_json::Map<String, Value>> {
    match serde_json::from_slice(bytes).ok()? {
        Value::Object(json) => Some(json),
        _ => None,
    }
}

/// The page that a link leads to.
fn linked(link: &WebLink<'_>) -> Option<&'static str> {
    let page = PAGES.iter().find(|page| page.has(link)).map(|page| page.form);
    page.or_else(|| is_open_attestation(link).then_some(SINGAPORE))
}

/// `?q=` with the place of a document, which Singapore's own page is to show (OpenAttestation's
/// "universal actions", read 2026-11). The host serves documents of all kinds and countries.
fn is_open_attestation(link: &WebLink<'_>) -> bool {
    let action = link
        .rest()
        .strip_prefix("/?q=")
        .filter(|_| link.is_at("action.openattestation.com", HTTPS_PORT));
    let action = action.and_then(|action| object(&percent_decoded(action)));
    action.is_some_and(|action| {
        let redirect = action.get("payload").and_then(|payload| payload.get("redirect")?.as_str());
        redirect
            .and_then(WebLink::parse)
            .is_some_and(|page| page.is_at("www.verify.gov.sg", HTTPS_PORT))
    })
}

/// A page of a government.
struct Page {
    host: &'static str,
    port: u16,
    /// Whether hosts below it are the same government's.
    below: bool,
    /// How path, query and fragment begin.
    start: &'static str,
    form: &'static str,
}

impl Page {
    /// A page on `host` and below.
    const fn of(host: &'static str, start: &'static str, form: &'static str) -> Self {
        Self { host, port: HTTPS_PORT, below: true, start, form }
    }

    const fn at_port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// The host alone.
    const fn exactly(self) -> Self {
        Self { below: false, ..self }
    }

    fn has(&self, link: &WebLink<'_>) -> bool {
        let at_host = if self.below {
            link.is_at_or_below(self.host, self.port)
        } else {
            link.is_at(self.host, self.port)
        };
        at_host && link.rest().starts_with(self.start)
    }
}

/// Links seen in public code that reads certificates, 2021 to 2023, as collected in 2026-11. One
/// source each, so a link that is missing here is only not named. Codes of Argentina, Guatemala,
/// Panama, Paraguay and one of Chile's are known from the LACPASS demonstration.
const PAGES: &[Page] = &[
    Page::of(
        "apisalud.msal.gob.ar",
        "/carnetCovid/v2/miArgentina/covid/carnet/validar/",
        "Argentine vaccination link",
    ),
    // Look-alikes of this one were in use.
    Page::of("surokkha.gov.bd", "/verify", "Bangladeshi vaccination link").exactly(),
    Page::of("validacertidao.saude.gov.br", "", "Brazilian vaccination link"),
    Page::of("scanmevacuno.gob.cl", "/?a=", "Chilean vaccination link"),
    Page::of("c19.cl", "/?a=", "Chilean vaccination link").at_port(8081),
    // What such a link holds was not recognised, or it would have been opened before.
    Page::of("bonjour.tousanticovid.gouv.fr", "/app/wallet", "French TousAntiCovid link"),
    Page::of(
        "registrovacunacovid.mspas.gob.gt",
        "/vacunacion/api/cc/",
        "Guatemalan vaccination link",
    )
    .at_port(2096),
    Page::of("www.chp.gov.hk", "/hdf/", "Hong Kong health declaration link"),
    Page::of("verify.kemkes.go.id", "", "Indonesian vaccination link"),
    Page::of("sinkarkes.kemkes.go.id", "", "Indonesian vaccination link"),
    Page::of("pedulilindungi.id", "", "Indonesian vaccination link"),
    Page::of("app.ssm.gov.mo", "/healthPHD/", "Macau health declaration link"),
    Page::of("app.ssm.gov.mo", "/phd/apps/healthdeclaration/", "Macau health declaration link"),
    Page::of("cvcovid.salud.gob.mx", "/compruebaVacuna", "Mexican vaccination link"),
    Page::of("nims.nadra.gov.pk", "/nims/certificate", "Pakistani vaccination link"),
    Page::of("sso.panamadigital.gob.pa", "", "Panamanian vaccination link"),
    Page::of(
        "carnetvacunacion.minsa.gob.pe",
        "/#publico/certificado/",
        "Peruvian vaccination link",
    ),
    Page::of("carnetdigital.mspbs.gov.py", "", "Paraguayan vaccination link"),
    Page::of("www.gosuslugi.ru", "/vaccine/cert/verify/", RUSSIA),
    Page::of("www.gosuslugi.ru", "/covid-cert/verify/", RUSSIA),
    Page::of("www.gosuslugi.ru", "/covid-cert/status/", RUSSIA),
    Page::of("www.verify.gov.sg", "/verify?q=", SINGAPORE),
    Page::of("co19cert.moph.go.th", "/", "Thai vaccination link"),
];

const RUSSIA: &str = "Russian vaccination link";
const SINGAPORE: &str = "Singaporean health certificate link";
/// RFC 9285 §3, table 1.
const BASE45_LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Option<&'static str> {
        match named(text) {
            Some(SchemeError::Unverifiable { form }) => Some(form),
            Some(other) => panic!("{other}"),
            None => None,
        }
    }

    #[test]
    fn links_are_known_by_their_host() {
        const CASES: &[(&str, Option<&str>)] = &[
            ("https://www.gosuslugi.ru/vaccine/cert/verify/0", Some(RUSSIA)),
            ("https://www.gosuslugi.ru/covid-cert/verify/0?lang=ru&ck=0", Some(RUSSIA)),
            ("HTTPS://WWW.GOSUSLUGI.RU/covid-cert/status/0", Some(RUSSIA)),
            ("https://a.www.gosuslugi.ru/covid-cert/status/0", Some(RUSSIA)),
            ("https://www.gosuslugi.ru/", None),
            ("https://www.gosuslugi.ru.evil.example/covid-cert/status/0", None),
            ("https://www-gosuslugi.ru/covid-cert/status/0", None),
            ("https://xwww.gosuslugi.ru/covid-cert/status/0", None),
            ("https://www.gosuslugi.ru@evil.example/covid-cert/status/0", None),
            ("https://evil.example\\\\@www.gosuslugi.ru/covid-cert/status/0", None),
            ("https://evil.example@www.gosuslugi.ru/covid-cert/status/0", None),
            ("https://evil.example/www.gosuslugi.ru/covid-cert/status/0", None),
            ("https://evil.example?https://www.gosuslugi.ru/covid-cert/status/0", None),
            ("https://www.gosuslugi.ru:8443/covid-cert/status/0", None),
            ("https://www.gosuslugi.ru\u{2044}covid-cert/status/0", None),
            ("http://www.gosuslugi.ru/covid-cert/status/0", None),
            ("https://surokkha.gov.bd/verify", Some("Bangladeshi vaccination link")),
            ("https://www.surokkha.gov.bd/verify", None),
            ("https://surokkha.gov.bdi.ink/verify", None),
            ("https://c19.cl:8081/?a=1", Some("Chilean vaccination link")),
            ("https://c19.cl/?a=1", None),
            (
                "https://carnetvacunacion.minsa.gob.pe/#publico/certificado/certificado?Tk=0",
                Some("Peruvian vaccination link"),
            ),
            (
                "https://bonjour.tousanticovid.gouv.fr/app/wallet?v=",
                Some("French TousAntiCovid link"),
            ),
            ("https://bonjour.tousanticovid.gouv.fr/app/contact-tracing", None),
            ("https://www.verify.gov.sg/verify?q=%7B%7D", Some(SINGAPORE)),
            (
                "https://action.openattestation.com/?q=%7B%22type%22%3A%22DOCUMENT%22%2C%22payload%22%3A%7B%22redirect%22%3A%22https%3A%2F%2Fwww.verify.gov.sg%2Fverify%22%7D%7D",
                Some(SINGAPORE),
            ),
            (
                "https://action.openattestation.com/?q=%7B%22type%22%3A%22DOCUMENT%22%2C%22payload%22%3A%7B%22redirect%22%3A%22https%3A%2F%2Fdiploma.example%2F%22%7D%7D",
                None,
            ),
            ("https://action.openattestation.com/?q=%7B%22payload%22%3A1%7D", None),
            ("https://example.org/", None),
        ];
        for &(text, expected) in CASES {
            assert_eq!(form(text), expected, "{text}");
        }
    }

    #[test]
    fn every_page_is_found_by_its_own_link() {
        for page in PAGES {
            let link = format!("https://{}:{}{}", page.host, page.port, page.start);
            assert_eq!(form(&link), Some(page.form), "{link}");
            let look_alike = format!("https://{}.invalid:{}{}", page.host, page.port, page.start);
            assert_eq!(form(&look_alike), None, "{look_alike}");
        }
    }

    #[test]
    fn texts_are_known_by_their_form() {
        let parts = |payload: &str| {
            let part = |bytes: &[u8]| Base64UrlUnpadded::encode_string(bytes);
            format!("{}.{}.{}", part(b"key"), part(payload.as_bytes()), part(&[0; 64]))
        };
        let token = parts("{\"_TOKEN_TYPE_CLAIM_\":\"CertVacCovid19\"}");
        let south_african = "{\"alg\":\"\",\"kid\":\"\",\"iss\":\"\",\"iat\":\"\",\"exp\":\"\",\"hcert\":\"\",\"hashalg\":\"\",\"hash\":\"\"}";
        let cases = [
            ("NL2:A %$*+-./:0", Some("Dutch domestic pass (CoronaCheck)")),
            ("NL3:A", Some("Dutch domestic pass (CoronaCheck)")),
            ("NL2:", None),
            ("NL2:lower", None),
            ("NL22:A", None),
            ("NL:A", None),
            ("HKSARG|VAC|3.00|", Some("Hong Kong vaccination record")),
            ("HKSARG|MEC|3.00|", Some("Hong Kong vaccination exemption")),
            ("HKSARG|", None),
            (south_african, Some("South African vaccination certificate")),
            (&south_african.replace("hashalg", "other"), None),
            (&token, Some("vaccination certificate (CertVacCovid19)")),
            (&parts("{\"_TOKEN_TYPE_CLAIM_\":\"other\"}"), None),
            (&parts("plain"), None),
            (
                "{\"protocol\":\"DCCVALIDATION\",\"protocolVersion\":\"1.0.0\",\"token\":\"a.b.c\"}",
                None,
            ),
            ("a.b.c", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(form(text), expected, "{text}");
        }
        let first_pass = named(&parts("12110010000Maria Specimen"));
        assert!(matches!(first_pass, Some(SchemeError::Unsupported { .. })), "{first_pass:?}");
        assert_eq!(form(&parts("1211001000")), None);
        assert_eq!(form(&parts("12110010000")), None, "nobody's");
    }
}
