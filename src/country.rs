//! Country codes, ISO 3166-1: lists and certificates write two letters or three.

/// The three-letter code; what is no country's code (an organisation's, say) stays as it is.
pub fn alpha_3(code: &str) -> String {
    let code = code.trim();
    // EU institutions write EL for Greece and UK for the United Kingdom.
    let alpha_2 = match code {
        "EL" => "GR",
        "UK" => "GB",
        other => other,
    };
    let found =
        CODES.split(' ').find_map(|row| row.strip_suffix(alpha_2).filter(|rest| rest.len() == 3));
    found.unwrap_or(code).to_owned()
}

/// Whether a text has the form of a country's code: two capitals or three, also of a country that
/// only tests know.
pub fn may_be_code(text: &str) -> bool {
    let text = text.trim();
    matches!(text.len(), 2 | 3) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The two-letter code of a three-letter one; both in capitals.
pub fn alpha_2(alpha_3: &str) -> Option<&'static str> {
    CODES.split(' ').find_map(|row| row.strip_prefix(alpha_3)).filter(|rest| rest.len() == 2)
}

/// Each row is the three-letter code, then the two-letter one. All of ISO 3166-1, and Kosovo's
/// user-assigned `XKX`/`XK`, which certificates use.
const CODES: &str = "\
    ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG \
    AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL \
    BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH \
    CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX \
    CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES \
    ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI \
    GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM \
    HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT \
    JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB \
    LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD \
    MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS \
    MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO \
    NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP \
    PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS \
    SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI \
    SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO \
    TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC \
    VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS XKXXK YEMYE ZAFZA ZMBZM ZWEZW";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        const CASES: &[(&str, &str)] = &[
            ("PT", "PRT"),
            ("PRT", "PRT"),
            ("EL", "GRC"),
            ("UK", "GBR"),
            ("XXH", "XXH"), // WHO's test country
            ("CNAM", "CNAM"),
            ("", ""),
        ];
        for &(code, expected) in CASES {
            assert_eq!(alpha_3(code), expected, "{code:?}");
        }
        for (text, expected) in [("PT", true), ("UTO", true), ("CNAM", false), ("did:x", false)] {
            assert_eq!(may_be_code(text), expected, "{text}");
        }
        assert_eq!(alpha_2("PRT"), Some("PT"));
        assert_eq!(alpha_2("PT"), None);
        assert_eq!(alpha_2("XXH"), None);
    }
}
