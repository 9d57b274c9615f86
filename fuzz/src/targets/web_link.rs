//! Addresses, and the forms that nobody can verify offline: named, and never green.

use super::Target;
use crate::demo::judge;
use vidimus::verdict::Outcome;

pub(super) const TARGET: Target = Target {
    name: "web_link",
    max_len: 2048,
    accepts: false,
    words: &[
        "https://",
        "http://",
        "@",
        ":443",
        ":8081",
        "%2F",
        "%C9",
        "#",
        "?",
        "//",
        "\\\\",
        "apisalud.msal.gob.ar",
        "action.openattestation.com",
        "www.verify.gov.sg/verify?q=",
        "surokkha.gov.bd/verify",
        "scanmevacuno.gob.cl/?a=",
        "c19.cl:8081/?a=",
        "www.gosuslugi.ru/covid-cert/status/",
        "bonjour.tousanticovid.gouv.fr/app/wallet?v=",
        "carnetvacunacion.minsa.gob.pe",
        "www.",
        "app.ssm.gov.mo/healthPHD/",
        "verify.kemkes.go.id",
        "{\"",
        "\u{feff}",
        "\u{2044}",
    ],
    seeds: || {
        let texts = [
            "https://www.gosuslugi.ru/vaccine/cert/verify/0",
            "https://surokkha.gov.bd/verify",
            "https://c19.cl:8081/?a=1",
            "https://carnetvacunacion.minsa.gob.pe/#publico/certificado/certificado?Tk=0",
            "https://bonjour.tousanticovid.gouv.fr/app/wallet?v=DC04FR99XX01L0A%1DX%1FMY",
            "https://action.openattestation.com?q=%7B%22type%22%3A%22DOCUMENT%22%7D",
        ];
        texts.map(|text| text.as_bytes().to_vec()).to_vec()
    },
    run: |data| {
        let verdict = judge(data);
        assert!(verdict.is_none_or(|it| it.outcome() != Outcome::Accept), "an address is green");
    },
};
