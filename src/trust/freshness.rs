//! How old the list is, by the device's clock.

use super::{Provenance, TrustError};
use crate::{moment::Moment, policy::Policy};

/// What the age of the list says, if anything.
///
/// A list stays usable for ever, only less and less: first a note, then amber at best. A clock that
/// stands before the newest signed time is wrong for certain, so nothing it says about ends of
/// validity counts.
pub fn freshness(list: &Provenance, clock: Moment, policy: &Policy) -> Option<TrustError> {
    let signed = list.created?;
    if clock.plus_seconds(policy.clock_tolerance_seconds) < signed {
        return Some(TrustError::ClockBehind { signed });
    }
    let days = clock.days_since(signed);
    let limit = policy.list_limit_days;
    if days > limit {
        return Some(TrustError::ListTooOld { days, limit });
    }
    (days > policy.list_note_days).then_some(TrustError::ListOld { days })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_is_graded() {
        let created = Moment::from_unix_seconds(1_800_000_000);
        let list = Provenance { created: Some(created), ..Provenance::default() };
        let policy = Policy { list_note_days: 30, list_limit_days: 180, ..Policy::default() };
        let day = 86_400;
        let too_old = Some(TrustError::ListTooOld { days: 181, limit: 180 });
        let cases = [
            ("fresh", 0, None),
            ("the last day without a note", 30 * day, None),
            ("the first with one", 31 * day, Some(TrustError::ListOld { days: 31 })),
            ("the last that allows green", 180 * day, Some(TrustError::ListOld { days: 180 })),
            ("too old", 181 * day, too_old),
            ("a clock within the tolerance", -day, None),
            ("a clock behind", -2 * day, Some(TrustError::ClockBehind { signed: created })),
        ];
        for (why, seconds, expected) in cases {
            assert_eq!(freshness(&list, created.plus_seconds(seconds), &policy), expected, "{why}");
        }
        assert_eq!(freshness(&Provenance::default(), created, &policy), None, "no date, no age");
    }
}
