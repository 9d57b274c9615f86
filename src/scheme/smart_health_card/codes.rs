//! The codes in a card's bundle: vaccines by CVX, ICD-11 and SNOMED CT, tests by LOINC, results by
//! SNOMED CT.
//!
//! Facts: CDC's table of CVX codes and the value sets of HL7 *SMART Health Cards and Links* 1.0.0.
//! A code of CVX names a vaccine as it is made for the United States; of those that are sold under
//! several names the best known one stands here. An unknown code is shown as the issuer writes it.

use crate::scheme::{TestMethod, TestResult};

/// What a vaccine's code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Vaccine {
    /// Its name.
    pub(super) product: &'static str,
    /// What it protects from.
    pub(super) disease: &'static str,
}

/// The vaccine that `code` names in the code system `system`.
pub(super) fn vaccine(system: &str, code: &str) -> Option<Vaccine> {
    let table = match system {
        "http://hl7.org/fhir/sid/cvx" | "http://hl7.org/fhir/sid/cvx-TEMPORARY-CODE-SYSTEM" => CVX,
        "http://id.who.int/icd11/mms" | "http://id.who.int/icd/release/11/mms" => ICD_11,
        "http://snomed.info/sct" => SNOMED,
        _ => return None,
    };
    table
        .iter()
        .find(|(known, _, _)| *known == code)
        .map(|&(_, product, disease)| Vaccine { product, disease })
}

/// The kind of the test for SARS-CoV-2 that a LOINC code names; `None` for every other code.
pub(super) fn test_method(code: &str) -> Option<TestMethod> {
    const METHODS: [(&[&str], TestMethod); 4] = [
        (NAAT, TestMethod::Naat),
        (ANTIGEN, TestMethod::Antigen),
        (ANTIBODY, TestMethod::Antibody),
        (OTHER_TESTS, TestMethod::Other),
    ];
    METHODS.into_iter().find(|(codes, _)| codes.contains(&code)).map(|(_, method)| method)
}

/// What a test found; `None` for a code that says no such thing.
pub(super) fn test_result(code: &str) -> Option<TestResult> {
    Some(match code {
        // Positive, reactive, detected, presumptive positive, weakly positive, SARS-CoV-2.
        "10828004" | "11214006" | "260373001" | "720735008" | "260408008" | "840533007" => {
            TestResult::Positive
        }
        // Negative, not detected, non-reactive.
        "260385009" | "260415000" | "131194007" => TestResult::Negative,
        // Inconclusive, indeterminate, invalid, equivocal.
        "419984006" | "42425007" | "82334004" | "455371000124106" | "125154007" | "415684004"
        | "LA28481-2" | "LA28482-0" => TestResult::Other,
        _ => return None,
    })
}

/// The disease that nearly every card is about.
pub(super) const COVID_19: &str = "COVID-19";

/// CDC, vaccines administered (CVX): code, name, disease.
const CVX: &[(&str, &str, &str)] = &[
    ("207", "Spikevax", COVID_19),
    ("208", "Comirnaty", COVID_19),
    ("210", "Vaxzevria or Covishield", COVID_19),
    ("211", "Nuvaxovid", COVID_19),
    ("212", "Jcovden", COVID_19),
    ("213", "COVID-19 vaccine", COVID_19),
    ("217", "Comirnaty", COVID_19),
    ("218", "Comirnaty, 10 µg", COVID_19),
    ("219", "Comirnaty, 3 µg", COVID_19),
    ("221", "Spikevax, 50 µg", COVID_19),
    ("225", "Sanofi CoV2 preS dTM-AS03, 5 µg", COVID_19),
    ("226", "Sanofi CoV2 preS dTM-AS03, 10 µg", COVID_19),
    ("227", "Spikevax, 50 µg", COVID_19),
    ("228", "Spikevax, 25 µg", COVID_19),
    ("229", "Spikevax, bivalent", COVID_19),
    ("230", "Spikevax, bivalent, 10 µg", COVID_19),
    ("300", "Comirnaty, bivalent", COVID_19),
    ("301", "Comirnaty, bivalent, 10 µg", COVID_19),
    ("302", "Comirnaty, bivalent, 3 µg", COVID_19),
    ("308", "Comirnaty, 3 µg", COVID_19),
    ("309", "Comirnaty", COVID_19),
    ("310", "Comirnaty, 10 µg", COVID_19),
    ("311", "Spikevax, for children", COVID_19),
    ("312", "Spikevax", COVID_19),
    ("313", "Nuvaxovid", COVID_19),
    ("500", "COVID-19 vaccine", COVID_19),
    ("501", "QazVac", COVID_19),
    ("502", "Covaxin", COVID_19),
    ("503", "CoviVac", COVID_19),
    ("504", "Sputnik Light", COVID_19),
    ("505", "Sputnik V", COVID_19),
    ("506", "Convidecia", COVID_19),
    ("507", "Zhifei Longcom", COVID_19),
    ("508", "Jiangsu Province CDC", COVID_19),
    ("509", "EpiVacCorona", COVID_19),
    ("510", "BBIBP-CorV", COVID_19),
    ("511", "CoronaVac", COVID_19),
    ("512", "Covifenz", COVID_19),
    ("513", "Zifivax", COVID_19),
    ("514", "ZyCoV-D", COVID_19),
    ("515", "MVC-COV1901", COVID_19),
    ("516", "KCONVAC", COVID_19),
    ("517", "Corbevax", COVID_19),
    ("518", "COVID-19 Vaccine Valneva", COVID_19),
    ("519", "Spikevax, bivalent", COVID_19),
    ("520", "Comirnaty, bivalent", COVID_19),
    ("521", "VidPrevtyn Beta", COVID_19),
    ("37", "YF-VAX", "Yellow fever"),
    ("183", "Stamaril", "Yellow fever"),
    ("184", "Yellow fever vaccine", "Yellow fever"),
    ("206", "Jynneos", "Smallpox and mpox"),
    ("75", "ACAM2000", "Smallpox"),
    ("02", "OPV", "Poliomyelitis"),
    ("10", "IPV", "Poliomyelitis"),
    ("89", "Polio vaccine", "Poliomyelitis"),
    ("03", "MMR", "Measles, mumps and rubella"),
    ("94", "MMRV", "Measles, mumps, rubella and varicella"),
    ("05", "Measles vaccine", "Measles"),
    ("21", "Varicella vaccine", "Varicella"),
    ("204", "Ervebo", "Ebola"),
    ("25", "Typhoid vaccine, oral", "Typhoid"),
    ("101", "Typhim Vi", "Typhoid"),
    ("26", "Cholera vaccine", "Cholera"),
    ("172", "Cholera vaccine", "Cholera"),
    ("52", "Hepatitis A vaccine", "Hepatitis A"),
    ("83", "Hepatitis A vaccine", "Hepatitis A"),
    ("85", "Hepatitis A vaccine", "Hepatitis A"),
    ("104", "Hepatitis A and B vaccine", "Hepatitis A and B"),
    ("08", "Hepatitis B vaccine", "Hepatitis B"),
    ("43", "Hepatitis B vaccine", "Hepatitis B"),
    ("44", "Hepatitis B vaccine", "Hepatitis B"),
    ("45", "Hepatitis B vaccine", "Hepatitis B"),
    ("146", "Vaxelis", "Diphtheria, tetanus, pertussis, polio, Hib and hepatitis B"),
    ("18", "Rabies vaccine", "Rabies"),
    ("90", "Rabies vaccine", "Rabies"),
    ("175", "Rabies vaccine", "Rabies"),
    ("39", "Japanese encephalitis vaccine", "Japanese encephalitis"),
    ("134", "Japanese encephalitis vaccine", "Japanese encephalitis"),
    ("108", "Meningococcal ACWY vaccine", "Meningococcal disease"),
    ("114", "Meningococcal ACWY vaccine", "Meningococcal disease"),
    ("136", "Meningococcal ACWY vaccine", "Meningococcal disease"),
    ("147", "Meningococcal ACWY vaccine", "Meningococcal disease"),
    ("203", "Meningococcal ACWY vaccine", "Meningococcal disease"),
    ("88", "Influenza vaccine", "Influenza"),
    ("140", "Influenza vaccine", "Influenza"),
    ("197", "Influenza vaccine", "Influenza"),
    ("20", "DTaP", "Diphtheria, tetanus and pertussis"),
    ("115", "Tdap", "Diphtheria, tetanus and pertussis"),
];

/// ICD-11, extension codes of vaccines.
const ICD_11: &[(&str, &str, &str)] = &[
    ("XM68M6", "COVID-19 vaccine", COVID_19),
    ("XM1NL1", "COVID-19 vaccine, inactivated", COVID_19),
    ("XM7HT3", "CoronaVac", COVID_19),
    ("XM8866", "BBIBP-CorV", COVID_19),
    ("XM9TQ1", "KCONVAC", COVID_19),
    ("XM1G90", "Covaxin", COVID_19),
    ("XM85P5", "CoviVac", COVID_19),
    ("XM9FQ7", "Hayat-Vax", COVID_19),
    ("XM97N6", "QazVac", COVID_19),
    ("XM2YG8", "COVIran Barekat", COVID_19),
    ("XM0K39", "Covidful", COVID_19),
    ("XM1AU2", "WIBP-CorV", COVID_19),
    ("XM5DF6", "COVID-19 vaccine, live attenuated", COVID_19),
    ("XM9QW8", "COVID-19 vaccine, viral vector", COVID_19),
    ("XM4YL8", "Vaxzevria", COVID_19),
    ("XM97T2", "Covishield", COVID_19),
    ("XM6QV1", "Jcovden", COVID_19),
    ("XM1AG7", "Convidecia", COVID_19),
    ("XM5ZJ4", "Sputnik V", COVID_19),
    ("XM5QM6", "Sputnik Light", COVID_19),
    ("XM0CX4", "COVID-19 vaccine, replicating vector", COVID_19),
    ("XM5JC5", "COVID-19 vaccine, protein subunit", COVID_19),
    ("XM3CT4", "COVID-19 vaccine, recombinant", COVID_19),
    ("XM3PG0", "Soberana 02", COVID_19),
    ("XM4EC8", "MVC-COV1901", COVID_19),
    ("XM6SZ8", "EpiVacCorona", COVID_19),
    ("XM0RV9", "Soberana Plus", COVID_19),
    ("XM3SK8", "EpiVacCorona-N", COVID_19),
    ("XM9P21", "SpikoGen", COVID_19),
    ("XM9T65", "Nuvaxovid", COVID_19),
    ("XM9N08", "Razi Cov Pars", COVID_19),
    ("XM1J92", "COVID-19 vaccine, virus-like particle", COVID_19),
    ("XM6AT1", "COVID-19 vaccine, DNA", COVID_19),
    ("XM52P3", "ZyCoV-D", COVID_19),
    ("XM0GQ8", "COVID-19 vaccine, RNA", COVID_19),
    ("XM8NQ0", "Comirnaty", COVID_19),
    ("XM3DT5", "Spikevax", COVID_19),
];

/// SNOMED CT, national extensions.
const SNOMED: &[(&str, &str, &str)] = &[
    ("28571000087109", "Spikevax", COVID_19),
    ("10871000172106", "Spikevax", COVID_19),
    ("28581000087106", "Comirnaty", COVID_19),
    ("1031000172108", "Comirnaty", COVID_19),
    ("28761000087108", "Vaxzevria", COVID_19),
    ("28951000087107", "Jcovden", COVID_19),
    ("28961000087105", "Covishield", COVID_19),
    ("29171000087106", "Nuvaxovid", COVID_19),
];

/// LOINC, nucleic acid amplification.
const NAAT: &[&str] = &[
    "94307-6", "94308-4", "94309-2", "94310-0", "94314-2", "94315-9", "94316-7", "94500-6",
    "94502-2", "94532-9", "94533-7", "94534-5", "94559-2", "94565-9", "94639-2", "94640-0",
    "94641-8", "94647-5", "94660-8", "94756-4", "94757-2", "94758-0", "94759-8", "94760-6",
    "94765-5", "94766-3", "94767-1", "94822-4", "94845-5", "95406-5", "95409-9", "95423-0",
    "95424-8", "95425-5", "95608-6", "95609-4", "95823-1", "95824-9", "96091-4", "96120-1",
    "96121-9", "96122-7", "96123-5", "96448-6", "96763-8", "96765-3", "96797-6", "96829-7",
    "96957-6", "96958-4", "96986-5", "97098-8", "98131-6", "98132-4", "98493-0", "98494-8",
    "94531-1",
];

/// LOINC, antigen.
const ANTIGEN: &[&str] = &["94558-4", "95209-3", "96119-3", "97097-0"];

/// LOINC, antibodies.
const ANTIBODY: &[&str] = &[
    "94507-1", "94508-9", "94547-7", "94562-6", "94563-4", "94564-2", "94661-6", "94761-4",
    "94762-2", "94768-9", "95125-1", "95411-5", "95416-4", "95542-7", "95825-6", "96603-6",
    "98069-8", "99596-9", "99597-7",
];

/// LOINC, culture, immune response of cells, mutations.
const OTHER_TESTS: &[&str] = &["94763-0", "95970-0", "95971-8", "99772-6", "96752-1"];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_known_by_their_system() {
        const CVX_SYSTEM: &str = "http://hl7.org/fhir/sid/cvx";
        let product = |system, code| vaccine(system, code).map(|vaccine| vaccine.product);
        assert_eq!(product(CVX_SYSTEM, "208"), Some("Comirnaty"));
        assert_eq!(product(CVX_SYSTEM, "08"), Some("Hepatitis B vaccine"));
        assert_eq!(product(CVX_SYSTEM, "8"), None);
        assert_eq!(product("http://snomed.info/sct", "208"), None);
        assert_eq!(product("http://id.who.int/icd11/mms", "XM8NQ0"), Some("Comirnaty"));
        assert_eq!(test_method("94500-6"), Some(TestMethod::Naat));
        assert_eq!(test_method("718-7"), None, "haemoglobin");
        assert_eq!(test_result("260415000"), Some(TestResult::Negative));
        assert_eq!(test_result("419984006"), Some(TestResult::Other));
        assert_eq!(test_result("1"), None);
    }

    #[test]
    fn no_code_stands_twice_and_no_check_digit_is_wrong() {
        for table in [CVX, ICD_11, SNOMED] {
            let codes: BTreeSet<&str> = table.iter().map(|(code, _, _)| *code).collect();
            assert_eq!(codes.len(), table.len());
        }
        let tests = [NAAT, ANTIGEN, ANTIBODY, OTHER_TESTS].concat();
        assert_eq!(tests.iter().collect::<BTreeSet<_>>().len(), tests.len());
        for code in tests {
            let (digits, check) = code.split_once('-').expect("a check digit");
            assert_eq!(luhn(digits), check, "{code}");
        }
    }

    /// LOINC's check digit: modulus 10, the last digit counted double.
    fn luhn(digits: &str) -> String {
        let sum: u32 = digits
            .chars()
            .rev()
            .enumerate()
            .map(|(at, digit)| {
                let digit = digit.to_digit(10).expect("a digit");
                let counted = if at % 2 == 0 { 2 * digit } else { digit };
                counted / 10 + counted % 10
            })
            .sum();
        ((10 - sum % 10) % 10).to_string()
    }
}
