//! Names of the codes in certificates, from the EU's and WHO's value sets.
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

/// The name of a class of vaccines.
pub(super) fn vaccine(code: &str) -> &str {
    name(VACCINES, code)
}

fn name<'c>(table: &[(&str, &'static str)], code: &'c str) -> &'c str {
    table.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

/// EU value set `disease-agent-targeted`, 2021-04-27, for COVID-19; ICD-11 codes of WHO
/// `smart-icvp`, value set `DiseaseTargeted` (2025-10-30); SNOMED CT codes of `hl7ch/ch-vacd`,
/// target diseases for immunization.
const DISEASES: &[(&str, &str)] = &[
    ("840539006", "COVID-19"),
    ("840533007", "COVID-19"),
    ("RA01", "COVID-19"),
    ("XN109", "COVID-19"),
    ("1D47", "Yellow fever"),
    ("16541001", "Yellow fever"),
    ("1C81", "Poliomyelitis"),
    ("398102009", "Poliomyelitis"),
    ("1F03", "Measles"),
    ("14189004", "Measles"),
    ("1D80", "Mumps"),
    ("36989005", "Mumps"),
    ("1F02", "Rubella"),
    ("36653000", "Rubella"),
    ("1C1C", "Meningococcal disease"),
    ("1A00", "Cholera"),
    ("63650001", "Cholera"),
    ("1A07", "Typhoid"),
    ("4834000", "Typhoid"),
    ("1C82", "Rabies"),
    ("14168008", "Rabies"),
    ("1E50.0", "Hepatitis A"),
    ("40468003", "Hepatitis A"),
    ("1E50.1", "Hepatitis B"),
    ("66071002", "Hepatitis B"),
    ("1E32", "Influenza"),
    ("1C17", "Diphtheria"),
    ("397430003", "Diphtheria"),
    ("1C13", "Tetanus"),
    ("76902006", "Tetanus"),
    ("1C12", "Pertussis"),
    ("27836007", "Pertussis"),
    ("1C85", "Japanese encephalitis"),
    ("1C80", "Tick-borne encephalitis"),
    ("712986001", "Tick-borne encephalitis"),
    ("1E90", "Varicella"),
    ("38907003", "Varicella"),
    ("18624000", "Rotavirus"),
    ("1B1Z", "Tuberculosis"),
    ("56717001", "Tuberculosis"),
    ("1D2Z", "Dengue"),
];

/// Classes of vaccines: WHO `ddcc`, "list of vaccinable conditions", and `smart-icvp`, value set
/// `ICVPVaccineCodes` (ICD-11); SNOMED CT codes of the EU's value set `vaccine-prophylaxis`.
const VACCINES: &[(&str, &str)] = &[
    ("1119349007", "COVID-19 mRNA vaccine"),
    ("1119305005", "COVID-19 antigen vaccine"),
    ("J07BX03", "COVID-19 vaccine"),
    ("XM68M6", "COVID-19 vaccine"),
    ("XM0GQ8", "COVID-19 mRNA vaccine"),
    ("XM1NL1", "COVID-19 inactivated vaccine"),
    ("XM9QW8", "COVID-19 vector vaccine"),
    ("XM5JC5", "COVID-19 subunit vaccine"),
    ("XM0N24", "Yellow fever vaccine"),
    ("XM3418", "Yellow fever vaccine, live attenuated"),
    ("836385002", "Yellow fever vaccine"),
    ("XM0N50", "Polio vaccine"),
    ("XM5V19", "Polio vaccine, inactivated"),
    ("XM79H3", "Polio vaccine, oral, bivalent"),
    ("XM0VX8", "Polio vaccine, oral, monovalent"),
    ("XM0KZ1", "Polio vaccine, oral, trivalent"),
];

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
    // ICD-11 extension codes, WHO `ddcc`, value set of vaccines.
    ("XM8NQ0", "Comirnaty"),
    ("XM3DT5", "Spikevax"),
    ("XM4YL8", "Vaxzevria"),
    ("XM97T2", "Covishield"),
    ("XM6QV1", "Jcovden"),
    ("XM7HT3", "CoronaVac"),
    ("XM8866", "BBIBP-CorV"),
    ("XM1G90", "Covaxin"),
    ("XM5ZJ4", "Sputnik V"),
    ("XM5QM6", "Sputnik Light"),
    ("XM1AG7", "Convidecia"),
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
