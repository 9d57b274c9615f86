//! Dates, countries and spans of days in the language of the page, by the browser's own `Intl`.
//!
//! Always in Latin digits and the Gregorian calendar: what is shown is compared with a passport.
//! What cannot be shown nicely is shown as it is.

use crate::country;
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A date that may be partial: `1990`, `1990-05` (“May 1990”) or `1990-05-13`.
///
/// The certificate names a day, not a moment: no time zone moves it.
pub fn date(language: &str, partial_iso_date: &str) -> String {
    partial_date(language, partial_iso_date).unwrap_or_else(|| partial_iso_date.to_owned())
}

/// A moment in the device's time zone, which is named.
pub fn moment(language: &str, rfc3339: &str) -> String {
    local_moment(language, rfc3339).unwrap_or_else(|| rfc3339.to_owned())
}

/// The name of a country by its ISO 3166-1 code of two or three letters.
pub fn country(language: &str, code: &str) -> String {
    country_name(language, code).unwrap_or_else(|| code.to_owned())
}

/// A span of days from today: −3 is “3 days ago”, −1 “yesterday”.
pub fn relative_days(language: &str, days: i64) -> String {
    span(language, days).unwrap_or_else(|| days.to_string())
}

fn partial_date(language: &str, text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4).filter(|year| *year >= FIRST_YEAR)?;
    // `None` is no date; `Some(None)` is a date that is not that exact.
    let mut two_digits = || match parts.next() {
        Some(part) => digits(part, 2).map(Some),
        None => Some(None),
    };
    let (month, day) = (two_digits()?, two_digits()?);
    if parts.next().is_some() {
        return None;
    }

    let instant = utc_day(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let mut options = vec![("timeZone", "UTC"), ("year", "numeric")];
    options.extend(month.map(|_| ("month", "long")));
    options.extend(day.map(|_| ("day", "numeric")));
    format("DateTimeFormat", language, &options, "format", &[instant.into()])
}

fn local_moment(language: &str, text: &str) -> Option<String> {
    // Without a time it is a day, which has no time zone.
    if !text.contains(['T', 't']) {
        return partial_date(language, text);
    }
    let instant = Date::parse(text);
    if !instant.is_finite() {
        return None;
    }
    let options = [
        ("year", "numeric"),
        ("month", "short"),
        ("day", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("timeZoneName", "short"),
    ];
    format("DateTimeFormat", language, &options, "format", &[instant.into()])
}

fn country_name(language: &str, code: &str) -> Option<String> {
    let capitals = code.to_ascii_uppercase();
    let code = if capitals.len() == 3 { country::alpha_2(&capitals)? } else { &capitals };
    let options = [("type", "region"), ("fallback", "none")];
    format("DisplayNames", language, &options, "of", &[code.into()])
}

fn span(language: &str, days: i64) -> Option<String> {
    let days = f64::from(i32::try_from(days).ok()?);
    let options = [("numeric", "auto")];
    format("RelativeTimeFormat", language, &options, "format", &[days.into(), "day".into()])
}

/// `new Intl[kind](language, options)[method](...values)`; `None` if any of that throws.
fn format(
    kind: &str,
    language: &str,
    options: &[(&str, &str)],
    method: &str,
    values: &[JsValue],
) -> Option<String> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
    let settings = Object::new();
    for (name, value) in options {
        Reflect::set(&settings, &(*name).into(), &(*value).into()).ok()?;
    }
    let arguments = Array::of2(&locale(language).into(), &settings);
    let formatter = Reflect::construct(&constructor, &arguments).ok()?;
    let method: Function = Reflect::get(&formatter, &method.into()).ok()?.dyn_into().ok()?;
    Reflect::apply(&method, &formatter, &values.iter().collect()).ok()?.as_string()
}

/// A language that says itself how it wants its digits keeps them.
fn locale(language: &str) -> String {
    if language.contains("-u-") {
        return language.to_owned();
    }
    format!("{language}-u-ca-gregory-nu-latn")
}

/// Midnight of that day in UTC; `None` if the calendar has no such day.
fn utc_day(year: u32, month: u32, day: u32) -> Option<f64> {
    let instant = Date::parse(&format!("{year:04}-{month:02}-{day:02}"));
    // Some engines take 31 February for 3 March.
    let read = Date::new(&instant.into());
    let same = read.get_utc_month() + 1 == month && read.get_utc_date() == day;
    (instant.is_finite() && same).then_some(instant)
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// `Intl` writes years below with an era or fewer digits; no certificate means them.
const FIRST_YEAR: u32 = 1000;
