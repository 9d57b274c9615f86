//! Points in time, as the core handles them: an argument, never asked for.

use core::fmt;
use jiff::Timestamp;

/// Seconds since 1970-01-01T00:00:00Z.
///
/// Certificates carry any number, also ones that no calendar can show, so this is wider than a
/// calendar: [`Moment::rfc3339`] says when there is no such day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// The moment `seconds` after the epoch.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the epoch.
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// This moment moved by `seconds`, stopping at the ends of the range.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Whole days from `earlier` to this moment; negative when `earlier` is later.
    pub const fn days_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(SECONDS_PER_DAY)
    }

    /// As `2026-11-23T08:00:00Z`; `None` beyond the calendar's range (years -9999 to 9999).
    pub fn rfc3339(self) -> Option<String> {
        Timestamp::from_second(self.0).ok().map(|timestamp| timestamp.to_string())
    }

    /// Reads an RFC 3339 time or Unix seconds, as the command line takes them.
    ///
    /// # Errors
    /// [`NotAMoment`] when `text` is neither.
    pub fn parse(text: &str) -> Result<Self, NotAMoment> {
        if let Ok(seconds) = text.parse::<i64>() {
            return Ok(Self(seconds));
        }
        Self::parse_rfc3339(text)
    }

    /// Reads an RFC 3339 time, as certificates and lists write it.
    ///
    /// # Errors
    /// [`NotAMoment`] when `text` is none, or a number.
    pub fn parse_rfc3339(text: &str) -> Result<Self, NotAMoment> {
        let timestamp: Timestamp = text.parse().map_err(|_| NotAMoment)?;
        Ok(Self(timestamp.as_second()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rfc3339() {
            Some(text) => formatter.write_str(&text),
            None => write!(formatter, "{} s", self.0),
        }
    }
}

/// The text is neither an RFC 3339 time nor Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an RFC 3339 time or Unix seconds")]
pub struct NotAMoment;

const SECONDS_PER_DAY: i64 = 86_400;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_command_line_takes() {
        const CASES: &[(&str, Option<i64>)] = &[
            ("0", Some(0)),
            ("-1", Some(-1)),
            ("1970-01-01T00:00:10Z", Some(10)),
            ("1970-01-01T01:00:00+01:00", Some(0)),
            ("1970-01-01T00:00:00.999Z", Some(0)),
            ("1970-01-01", None),
            ("NaN", None),
            ("", None),
        ];
        for &(text, expected) in CASES {
            assert_eq!(Moment::parse(text).ok().map(Moment::unix_seconds), expected, "{text:?}");
            let number = text.parse::<i64>().is_ok();
            let in_certificates = Moment::parse_rfc3339(text).ok().map(Moment::unix_seconds);
            assert_eq!(in_certificates, expected.filter(|_| !number), "{text:?}");
        }
    }

    #[test]
    fn says_when_no_calendar_has_the_day() {
        // Seen in a Hajj card: an end in milliseconds where seconds belong.
        assert_eq!(Moment::from_unix_seconds(9_223_372_036_854_775).rfc3339(), None);
    }

    #[test]
    fn days_round_down() {
        let earlier = Moment::from_unix_seconds(100_000);
        assert_eq!(earlier.plus_seconds(86_399).days_since(earlier), 0);
        assert_eq!(earlier.plus_seconds(86_400).days_since(earlier), 1);
        assert_eq!(earlier.plus_seconds(-1).days_since(earlier), -1);
    }
}
