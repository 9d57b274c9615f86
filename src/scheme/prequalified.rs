//! The products that an ICVP may name: those that WHO has prequalified.
//!
//! Facts from `WorldHealthOrganization/smart-icvp`, value set `ICVPProductIds` (commit c500f4f,
//! code system `PreQualProductIds` 0.2.0). An identifier is the name of a group of products with 32
//! hexadecimal digits after it.

/// A prequalified product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Product {
    /// Its name.
    pub(super) name: &'static str,
    /// Who makes it.
    pub(super) manufacturer: &'static str,
    /// The disease that it protects from, by its common name.
    pub(super) disease: &'static str,
}

/// The product with this identifier; `None` when it is not on the list.
pub(super) fn product(identifier: &str) -> Option<Product> {
    let row = PRODUCTS.iter().find(|(group, digits, ..)| {
        identifier.strip_prefix(group).is_some_and(|rest| rest == *digits)
    });
    row.map(|&(group, _, name, manufacturer)| Product {
        name,
        manufacturer,
        disease: if group == YELLOW_FEVER { "Yellow fever" } else { "Poliomyelitis" },
    })
}

const YELLOW_FEVER: &str = "YellowFeverProduct";
const ORAL_TRIVALENT: &str = "PolioVaccineOralOPVTrivaProduct";
const ORAL_BIVALENT: &str = "PolioVaccineOralOPVBivalProduct";
const ORAL_MONOVALENT: &str = "PolioVaccineOralOPVMonovProduct";
const INACTIVATED_SABIN: &str = "PolioVaccineInactivatedSProduct";
const COMBINED: &str = "DiphtheriaTetanusPertussProduct";
const INACTIVATED: &str = "PolioVaccineInactivatedIProduct";
const NOVEL_ORAL: &str = "PolioVaccineNovelOralnOPProduct";

/// Group, digits, name, manufacturer.
const PRODUCTS: &[(&str, &str, &str, &str)] = &[
    (YELLOW_FEVER, "d2c75a15ed309658b3968519ddb31690", "Yellow Fever", "Chumakov (FSASI, Russia)"),
    (YELLOW_FEVER, "771d1a5c0acaee3e2dc9d56af1aba49d", "Yellow Fever", "Chumakov"),
    (YELLOW_FEVER, "e929626497bdbb71adbe925f0c09c79f", "Yellow Fever", "Chumakov"),
    (YELLOW_FEVER, "01a3b83cf13e87948437db11cf5c34eb", "SinSaVac™", "Chumakov"),
    (
        YELLOW_FEVER,
        "f82b015dfb3b1feeacd4c44d95b3b3ec",
        "Stabilized Yellow Fever Vaccine",
        "Institut Pasteur de Dakar",
    ),
    (
        YELLOW_FEVER,
        "223330a7c15da86b21cc363f591de002",
        "Stabilized Yellow Fever Vaccine",
        "Institut Pasteur de Dakar",
    ),
    (
        YELLOW_FEVER,
        "ffea8448252ee58b7a92add05f0c3431",
        "Stabilized Yellow Fever Vaccine",
        "Institut Pasteur de Dakar",
    ),
    (YELLOW_FEVER, "d8a09f80301dc05e124f99ffe7711fc0", "STAMARIL", "Sanofi Pasteur"),
    (YELLOW_FEVER, "ab01f006f8b24113f4a28cb50bfe6d9d", "Yellow Fever", "Bio-Manguinhos/Fiocruz"),
    (YELLOW_FEVER, "5f0639d8e4d52afef089aa7148c5060c", "Yellow Fever", "Bio-Manguinhos/Fiocruz"),
    (YELLOW_FEVER, "e0534dbc71a6cc09f56dce25216c538c", "Yellow Fever", "Bio-Manguinhos/Fiocruz"),
    (ORAL_TRIVALENT, "fa4849f7532d522134f4102063af1617", "BIOPOLIO", "Bharat Biotech"),
    (ORAL_TRIVALENT, "4df3a93ab495d85b3583d0cd1ae3d83e", "BIOPOLIO", "Bharat Biotech"),
    (
        ORAL_TRIVALENT,
        "e0bcdc085107751b3df34ad04620ac21",
        "Oral Poliomyelitis Vaccines (Oral Drops)",
        "PT Bio Farma",
    ),
    (ORAL_TRIVALENT, "bd7faeaf3f0e633420fba396895d6cc9", "Polioviral vaccine", "Haffkine"),
    (ORAL_BIVALENT, "16e883911ea0108b8213bc213c9972fe", "BIOPOLIO B1/3", "Bharat Biotech"),
    (ORAL_BIVALENT, "0e59118bc5938520115bac65a45be04d", "BIOPOLIO B1/3", "Bharat Biotech"),
    (
        ORAL_BIVALENT,
        "b62fbc87532804be42afa8d9050ef452",
        "Bivalent OPV Type 1 and 3 Poliomyelitis Vaccine, Live (Oral)",
        "Panacea Biotec",
    ),
    (
        ORAL_BIVALENT,
        "02c099d69cd245e7fcd3280a96f1dccb",
        "Bivalent OPV Type 1 and 3 Poliomyelitis Vaccine, Live (Oral)",
        "Panacea Biotec",
    ),
    (ORAL_BIVALENT, "decf3a77facc0b8f1443db5f7a806857", "bOPV 1&3", "PT Bio Farma"),
    (ORAL_BIVALENT, "10aa94cef126e62542c2c45dc3604c0b", "bOPV 1&3", "PT Bio Farma"),
    (ORAL_BIVALENT, "26e6c50dfb385f223a12238dc6e202dd", "bOPV1&3 IP", "Haffkine"),
    (ORAL_BIVALENT, "14c88c2e9b35698b4726903940c58037", "Polio Sabin One and Three", "GSK"),
    (ORAL_BIVALENT, "2d10261076734e48cd7b289de6ea802e", "Polio Sabin One and Three", "GSK"),
    (
        ORAL_BIVALENT,
        "dcbfa0a541c65032a917c39fa762c2f9",
        "Poliomyelitis Vaccine (live, oral attenuated, human Diploid Cell) type 1 and 3",
        "Beijing Institute of Biological Products",
    ),
    (
        ORAL_BIVALENT,
        "06bf2d06adcc6d9e2bea8ac21846bb09",
        "Poliomyelitis Vaccine (Oral), Bivalent types 1 and 3",
        "Serum Institute of India",
    ),
    (
        ORAL_BIVALENT,
        "a5416e91021f0c00915e4688ff508717",
        "Poliomyelitis Vaccine (Oral), Bivalent types 1 and 3",
        "Serum Institute of India",
    ),
    (ORAL_MONOVALENT, "cea74be2c728329aad7b9b33ae16a0b1", "mOPV1", "PT Bio Farma"),
    (ORAL_MONOVALENT, "ef716e2b9567223ce6c95b090480ecfe", "Monovalent Oral Type 2", "PT Bio Farma"),
    (ORAL_MONOVALENT, "ae7e506ca48a3aa605b188cd11eaceab", "mOPV1 IP", "Haffkine"),
    (
        ORAL_MONOVALENT,
        "f6d840e9cf722a80b38d0be001f47caf",
        "ORAL MONOVALENT TYPE 2 (mOPV2)",
        "Sanofi Pasteur",
    ),
    (ORAL_MONOVALENT, "7d442364610244382098e1c4a3ba54c3", "Polio Sabin Mono T1", "GSK"),
    (ORAL_MONOVALENT, "4580ab03228ed6c70bb6c117b408f7e5", "Polio Sabin Mono T1", "GSK"),
    (ORAL_MONOVALENT, "7a252b223173567f21721ee15a36f057", "Polio Sabin Mono Three (oral)", "GSK"),
    (ORAL_MONOVALENT, "f22fcdfa611173d0afbce56d49867530", "Polio Sabin Mono Three (oral)", "GSK"),
    (ORAL_MONOVALENT, "1b2bdb769d38e0b45eb60707ff9a36cb", "Polio Sabin Mono Two (oral)", "GSK"),
    (ORAL_MONOVALENT, "b4755cab194f57a5fecc8d890856bbdf", "Polio Sabin Mono Two (oral)", "GSK"),
    (INACTIVATED_SABIN, "0854d534a200bbeffa8be0f57dad584a", "Eupolio Inj.", "LG Chem"),
    (INACTIVATED_SABIN, "031f63df3184acdf0cb82f90f316b6c3", "Eupolio", "LG Chem"),
    (
        INACTIVATED_SABIN,
        "2050ea67709cfcde28a01f0546276e96",
        "Poliomyelitis Vaccine (Vero Cell), Inactivated, Sabin Strains",
        "Sinovac",
    ),
    (
        INACTIVATED_SABIN,
        "25383b1f589d42af3719c7074f982c9b",
        "Poliomyelitis Vaccine (Vero Cell), Inactivated, Sabin Strains",
        "Beijing Institute of Biological Products",
    ),
    (
        INACTIVATED_SABIN,
        "d554f4c3848920ca8bcd00d44afd18a4",
        "Poliomyelitis Vaccine (Vero Cell), Inactivated, Sabin Strains",
        "Sinovac",
    ),
    (
        COMBINED,
        "f4177b409d09d83e48630717437c5aea",
        "HEXASIIL (DTwP-HepB-Hib-IPV)",
        "Serum Institute of India",
    ),
    (COMBINED, "0e63b58e2976f385b77a9b5a356b68b5", "HEXASIIL", "Serum Institute of India"),
    (COMBINED, "d54558e2851d29311ee7f90975827dc7", "Hexaxim (DTaP-HepB-Hib-IPV)", "Sanofi Pasteur"),
    (INACTIVATED, "532ef986c8042bbb15fee24056fdc4ed", "IMOVAX POLIO", "Sanofi Pasteur"),
    (INACTIVATED, "087ff26057e89c006517428347dfbc3c", "IPV Vaccine AJV", "AJ Vaccines"),
    (INACTIVATED, "096d9e8c31e30cc1148311ee66359a50", "Picovax", "AJ Vaccines"),
    (
        INACTIVATED,
        "c726fd7210023aa5738617a79cae2b40",
        "Poliomyelitis vaccine",
        "Bilthoven Biologicals",
    ),
    (
        INACTIVATED,
        "1d63ab46cee67d02439c47ed91439667",
        "Poliomyelitis Vaccine (Inactivated)",
        "Serum Institute of India",
    ),
    (
        INACTIVATED,
        "13e82343f8e192fe6e3fbfbf2a47ffd7",
        "Poliomyelitis Vaccine (Inactivated)",
        "Serum Institute of India",
    ),
    (
        INACTIVATED,
        "f8085a2bd9a1c84fba1adee2ec6f6fb1",
        "Poliomyelitis Vaccine (Inactivated)",
        "Serum Institute of India",
    ),
    (
        INACTIVATED,
        "fea93261bf2f096ea48aed825522dc2d",
        "Poliomyelitis Vaccine (Inactivated)",
        "Serum Institute of India",
    ),
    (
        INACTIVATED,
        "3cde3a30cacdc23b9ec3bdf4ba9d23ff",
        "Poliomyelitis vaccine multidose",
        "Bilthoven Biologicals",
    ),
    (
        INACTIVATED,
        "4562bbd80c6e57dbe29b122817623854",
        "Poliomyelitis vaccine multidose",
        "Bilthoven Biologicals",
    ),
    (INACTIVATED, "81ee9ba77c4419bbfe44a27cfd10027e", "ShanIPV™", "Sanofi Healthcare India"),
    (INACTIVATED, "8b13b5fcf5e9268b345775be7c3f077c", "ShanIPV™", "Sanofi Healthcare India"),
    (
        NOVEL_ORAL,
        "65b137f0201901bc43fc8759e4f35f35",
        "Poliomyelitis Vaccine – nOPV Type 2",
        "Biological E.",
    ),
    (
        NOVEL_ORAL,
        "ab7589153ddbc7968e1749119c5b1678",
        "Poliomyelitis Vaccine – nOPV Type 2",
        "Biological E.",
    ),
    (NOVEL_ORAL, "278e9af5dc50904dd144a7ceb4d42dd7", "nOPV Type 2", "PT Bio Farma"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn products_are_found_whole() {
        for &(group, digits, name, _) in PRODUCTS {
            let identifier = format!("{group}{digits}");
            assert_eq!(product(&identifier).map(|product| product.name), Some(name));
            assert_eq!(product(digits), None);
            assert_eq!(product(&format!("{identifier}0")), None);
        }
        let digits: BTreeSet<_> = PRODUCTS.iter().map(|row| row.1).collect();
        assert_eq!(digits.len(), PRODUCTS.len());
    }
}
