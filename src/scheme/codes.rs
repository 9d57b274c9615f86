//! Names of the codes in a DCC, from the EU eHealth Network's value sets.
//!
//! Facts as of the date above each table. Codes that name themselves (`CoronaVac`) are left out;
//! an unknown code is shown as it is, never dropped.

/// The name of a disease or agent.
pub(super) fn disease(code: &str) -> &str {
    name(DISEASES, code)
}

/// The name of a vaccine product.
pub(super) fn product(code: &str) -> &str {
    name(PRODUCTS, code)
}

/// The name of a manufacturer or marketing authorisation holder.
pub(super) fn manufacturer(code: &str) -> &str {
    name(MANUFACTURERS, code)
}

fn name<'c>(table: &[(&str, &'static str)], code: &'c str) -> &'c str {
    table.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

/// Value set `disease-agent-targeted`, 2021-04-27.
const DISEASES: &[(&str, &str)] = &[("840539006", "COVID-19")];

/// Value set `vaccines-covid-19-names`, 2022-11-30.
const PRODUCTS: &[(&str, &str)] = &[
    ("EU/1/20/1528", "Comirnaty"),
    ("EU/1/20/1507", "Spikevax"),
    ("EU/1/21/1529", "Vaxzevria"),
    ("EU/1/20/1525", "Jcovden"),
    ("Inactivated-SARS-CoV-2-Vero-Cell", "Inactivated SARS-CoV-2 (Vero Cell)"),
    ("Covid-19-recombinant", "Covid-19 (recombinant)"),
    ("Sputnik-Light", "Sputnik Light"),
    ("MVC-COV1901", "MVC COVID-19 vaccine"),
    ("EU/1/21/1618", "Nuvaxovid"),
    ("Sputnik-M", "Sputnik M"),
    ("Covid-19-adsorvida-inativada", "Vacina adsorvida covid-19 (inativada)"),
    ("Soberana-02", "Soberana 02"),
    ("Soberana-Plus", "Soberana Plus"),
    ("EU/1/21/1624", "COVID-19 Vaccine Valneva"),
    ("EU/1/21/1580", "VidPrevtyn Beta"),
    ("EU/1/22/1709", "Bimervax"),
];

/// Value set `vaccines-covid-19-auth-holders`, 2022-01-26.
const MANUFACTURERS: &[(&str, &str)] = &[
    ("ORG-100001699", "AstraZeneca AB"),
    ("ORG-100030215", "Biontech Manufacturing GmbH"),
    ("ORG-100001417", "Janssen-Cilag International"),
    ("ORG-100031184", "Moderna Biotech Spain S.L."),
    ("ORG-100006270", "Curevac AG"),
    ("ORG-100013793", "CanSino Biologics"),
    ("ORG-100020693", "China Sinopharm International Corp. - Beijing location"),
    ("ORG-100010771", "Sinopharm Weiqida Europe Pharmaceutical s.r.o. - Prague location"),
    ("ORG-100024420", "Sinopharm Zhijun (Shenzhen) Pharmaceutical Co. Ltd. - Shenzhen location"),
    ("ORG-100032020", "Novavax CZ a.s."),
    ("Gamaleya-Research-Institute", "Gamaleya Research Institute"),
    ("Vector-Institute", "Vector Institute"),
    ("Sinovac-Biotech", "Sinovac Biotech"),
    ("Bharat-Biotech", "Bharat Biotech"),
    ("ORG-100001981", "Serum Institute Of India Private Limited"),
    ("ORG-100007893", "R-Pharm CJSC"),
    (
        "Chumakov-Federal-Scientific-Center",
        "Chumakov Federal Scientific Center for Research and Development of Immune-and-Biological Products",
    ),
    ("ORG-100023050", "Gulf Pharmaceutical Industries"),
    ("CIGB", "Center for Genetic Engineering and Biotechnology"),
    ("Sinopharm-WIBP", "Sinopharm - Wuhan Institute of Biological Products"),
    ("ORG-100033914", "Medigen Vaccine Biologics Corporation"),
    ("ORG-100000788", "Sanofi Pasteur"),
    ("ORG-100036422", "Valneva France"),
    ("Instituto-Butantan", "Instituto Butantan"),
    ("NVSI", "National Vaccine and Serum Institute, China"),
    ("Yisheng-Biopharma", "Yisheng Biopharma"),
    ("ORG-100026614", "Sinocelltech Ltd."),
    ("ORG-100008549", "Medicago Inc."),
    ("Finlay-Institute", "Finlay Institute of Vaccines"),
    ("ORG-100036914", "Hipra Human Health S.L."),
];
