//! Times as certificates write them.

use crate::{envelope::cbor, moment::Moment};
use serde_json as json;

/// A time claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    /// Not there.
    Absent,
    /// A moment.
    At(Moment),
    /// Something that is no time: not a number, infinite, or beyond 64 bits.
    Unreadable,
}

impl Time {
    /// What holds of two claims about the same: an unreadable one spoils it, an absent one says
    /// nothing, and of two moments `choose` says which counts.
    #[must_use]
    pub fn with(self, other: Self, choose: fn(Moment, Moment) -> Moment) -> Self {
        match (self, other) {
            (Self::Unreadable, _) | (_, Self::Unreadable) => Self::Unreadable,
            (Self::Absent, time) | (time, Self::Absent) => time,
            (Self::At(one), Self::At(two)) => Self::At(choose(one, two)),
        }
    }

    /// The moment, if there is one.
    pub const fn moment(self) -> Option<Moment> {
        match self {
            Self::At(moment) => Some(moment),
            Self::Absent | Self::Unreadable => None,
        }
    }

    /// RFC 8392 §2 and RFC 7519 §2, NumericDate in CBOR: seconds since the epoch, whole or not. A
    /// part of a second is dropped.
    pub(super) fn of_cbor(value: Option<&cbor::Value>) -> Self {
        match value.map(cbor::untagged) {
            None | Some(cbor::Value::Null) => Self::Absent,
            Some(cbor::Value::Integer(number)) => Self::of_number(i64::try_from(*number).ok()),
            Some(cbor::Value::Float(number)) => Self::of_number(whole(*number)),
            Some(_) => Self::Unreadable,
        }
    }

    /// The same in JSON.
    pub(super) fn of_json(value: Option<&json::Value>) -> Self {
        match value {
            None | Some(json::Value::Null) => Self::Absent,
            Some(value) => {
                Self::of_number(value.as_i64().or_else(|| value.as_f64().and_then(whole)))
            }
        }
    }

    /// RFC 3339 in JSON.
    pub(super) fn of_json_text(value: Option<&json::Value>) -> Self {
        match value {
            None | Some(json::Value::Null) => Self::Absent,
            Some(value) => value
                .as_str()
                .and_then(|text| Moment::parse_rfc3339(text).ok())
                .map_or(Self::Unreadable, Self::At),
        }
    }

    fn of_number(number: Option<i64>) -> Self {
        number.map_or(Self::Unreadable, |number| Self::At(Moment::from_unix_seconds(number)))
    }

    /// The time meant where issuers wrote milliseconds by mistake. Those of this century, taken as
    /// seconds, would be beyond the year 31 000.
    #[must_use]
    pub(super) fn mended(self) -> Self {
        const MILLISECONDS: core::ops::Range<i64> = 946_684_800_000..4_102_444_800_000;
        match self {
            Self::At(time) if MILLISECONDS.contains(&time.unix_seconds()) => {
                Self::At(Moment::from_unix_seconds(time.unix_seconds() / 1000))
            }
            other => other,
        }
    }
}

/// A number without its fraction; `None` for what is not finite or not exact in 64 bits.
pub(super) fn whole(number: f64) -> Option<i64> {
    /// 2^53: every whole number up to here has a double of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::as_conversions, reason = "finite and within 2^53, so nothing is lost")]
    (number.abs() <= EXACT).then(|| number.floor() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_are_read_alike_in_json_and_in_cbor() {
        let at = |seconds| Time::At(Moment::from_unix_seconds(seconds));
        let cases = [
            (json!(1_687_450_764), cbor::Value::from(1_687_450_764), at(1_687_450_764)),
            (json!(1_687_450_764.657), 1_687_450_764.657.into(), at(1_687_450_764)),
            (json!(1_687_450_764_657_i64), 1_687_450_764_657_i64.into(), at(1_687_450_764_657)),
            (json!(-0.5), (-0.5).into(), at(-1)),
            (json!(1e300), 1e300.into(), Time::Unreadable),
            (json!(u64::MAX), u64::MAX.into(), Time::Unreadable),
            (json!("1687450764"), "1687450764".into(), Time::Unreadable),
            (json!(null), cbor::Value::Null, Time::Absent),
        ];
        for (json, cbor, expected) in cases {
            assert_eq!(Time::of_json(Some(&json)), expected, "{json}");
            assert_eq!(Time::of_cbor(Some(&cbor)), expected, "{json} in CBOR");
        }
        assert_eq!(at(1_687_450_764_657).mended(), at(1_687_450_764));
        assert_eq!(at(1_687_450_764).mended(), at(1_687_450_764));
        assert_eq!(at(i64::MAX).mended(), at(i64::MAX));
        assert_eq!(Time::of_json(None), Time::Absent);
        assert_eq!(Time::of_cbor(None), Time::Absent);
        for endless in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Time::of_cbor(Some(&endless.into())), Time::Unreadable);
        }
    }

    #[test]
    fn texts_are_rfc_3339() {
        let at = |seconds| Time::At(Moment::from_unix_seconds(seconds));
        let cases = [
            (json!("1970-01-01T00:00:10Z"), at(10)),
            (json!("10"), Time::Unreadable),
            (json!(10), Time::Unreadable),
            (json!("1970-01-01"), Time::Unreadable),
            (json!(null), Time::Absent),
        ];
        for (json, expected) in cases {
            assert_eq!(Time::of_json_text(Some(&json)), expected, "{json}");
        }
    }
}
