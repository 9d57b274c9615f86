use vidimus::browser::intl;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn dates_are_as_exact_as_they_were() {
    const CASES: &[(&str, &str, &str)] = &[
        ("en", "1990", "1990"),
        ("en", "1990-05", "May 1990"),
        ("en", "1990-05-13", "May 13, 1990"),
        ("en-GB", "1990-05-13", "13 May 1990"),
        ("en", "2024-02-29", "February 29, 2024"),
        // The first and the last moment of a day and of a year, where time zones show.
        ("en", "2000-01-01", "January 1, 2000"),
        ("en", "1999-12-31", "December 31, 1999"),
        ("ar", "1990", "1990"),
        ("ar", "1990-05", "مايو 1990"),
        // Latin digits and the Gregorian calendar, whatever the country is used to.
        ("ar-EG", "1990-05-13", "13 مايو 1990"),
        ("ar-SA", "1990-05-13", "13 مايو 1990"),
        ("fa", "1990", "1990"),
        ("th", "1990", "1990"),
        // What is no date is shown as it is.
        ("en", "", ""),
        ("en", "1990-13", "1990-13"),
        ("en", "1990-02-31", "1990-02-31"),
        ("en", "2023-02-29", "2023-02-29"),
        ("en", "1990-5", "1990-5"),
        ("en", "1990-05-13-01", "1990-05-13-01"),
        ("en", "1990-XX-XX", "1990-XX-XX"),
        ("en", "0001-01-01", "0001-01-01"),
        ("en", "+990", "+990"),
        ("not a language", "1990-05", "1990-05"),
        ("", "1990-05", "1990-05"),
    ];
    for &(language, text, expected) in CASES {
        assert_eq!(plain(&intl::date(language, text)), expected, "{language} {text}");
    }
}

#[wasm_bindgen_test]
fn moments_name_their_time_zone() {
    let shown = intl::moment("en", "2021-11-02T08:00:00+01:00");
    assert!(shown.contains("2021") && shown.contains("Nov "), "{shown}");
    assert!(shown.contains("UTC") || shown.contains("GMT") || shown.contains('T'), "{shown}");
    assert_eq!(intl::moment("en", "2021-11-02"), "November 2, 2021");
    assert_eq!(intl::moment("en", "tomorrow at T"), "tomorrow at T");
    assert_eq!(intl::moment("?", "2021-11-02T08:00:00Z"), "2021-11-02T08:00:00Z");
}

#[wasm_bindgen_test]
fn countries_have_names() {
    const CASES: &[(&str, &str, &str)] = &[
        ("en", "PT", "Portugal"),
        ("en", "PRT", "Portugal"),
        ("en", "prt", "Portugal"),
        ("en", "ABW", "Aruba"),
        ("en", "ZWE", "Zimbabwe"),
        ("en", "XKX", "Kosovo"),
        ("en", "EU", "European Union"),
        ("ar", "EGY", "مصر"),
        ("en", "XXH", "XXH"),
        ("en", "X", "X"),
        ("en", "WHO", "WHO"),
        ("en", "", ""),
        ("en", "A W", "A W"),
        ("en", "?!", "?!"),
        ("?", "PT", "PT"),
    ];
    for &(language, code, expected) in CASES {
        assert_eq!(intl::country(language, code), expected, "{language} {code}");
    }
}

#[wasm_bindgen_test]
fn spans_of_days_are_words() {
    assert_eq!(intl::relative_days("en", 0), "today");
    assert_eq!(intl::relative_days("en", -1), "yesterday");
    assert_eq!(intl::relative_days("en", -30), "30 days ago");
    assert_eq!(intl::relative_days("ar-EG", -30), "قبل 30 يومًا");
    assert_eq!(intl::relative_days("en", i64::MIN), i64::MIN.to_string());
    assert_eq!(intl::relative_days("?", -3), "-3");
}

/// Some locales put marks of direction around numbers.
fn plain(text: &str) -> String {
    text.replace(['\u{200e}', '\u{200f}', '\u{61c}'], "")
}
