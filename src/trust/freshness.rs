//! How old a list is, by the device's clock.

use super::{Provenance, TrustError};
use crate::{moment::Moment, policy::Policy, signature::Signer};

/// What the age of the list that vouches for `signer` says, if anything.
///
/// A list stays usable for ever, only less and less: first a note, then amber at best. One without
/// a date gets a note. A clock that stands before the newest signed time of any list is wrong for
/// certain, so nothing it says about ends of validity counts.
pub fn freshness(
    lists: &Provenance,
    signer: &Signer,
    clock: Moment,
    policy: &Policy,
) -> Option<TrustError> {
    if let Some(signed) = lists.newest
        && clock.plus_seconds(policy.clock_tolerance_seconds) < signed
    {
        return Some(TrustError::ClockBehind { signed });
    }
    let Some(listed) = signer.listed else {
        return Some(TrustError::ListUndated);
    };
    let days = clock.days_since(listed);
    let limit = policy.list_limit_days;
    if days > limit {
        return Some(TrustError::ListTooOld { days, limit });
    }
    (days > policy.list_note_days).then_some(TrustError::ListOld { days })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::{Scope, Usage};

    #[test]
    fn age_is_graded() {
        let created = Moment::from_unix_seconds(1_800_000_000);
        let lists = Provenance { newest: Some(created), ..Provenance::default() };
        let signer = signer(Some(created));
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
            assert_eq!(
                freshness(&lists, &signer, created.plus_seconds(seconds), &policy),
                expected,
                "{why}"
            );
        }
    }

    #[test]
    fn each_signer_ages_with_its_own_list() {
        let day = 86_400;
        let (new, old) = (Moment::from_unix_seconds(1_800_000_000), Moment::from_unix_seconds(0));
        let lists = Provenance { oldest: Some(old), newest: Some(new), ..Provenance::default() };
        let policy = Policy { list_note_days: 30, list_limit_days: 180, ..Policy::default() };
        let judge = |listed, clock| freshness(&lists, &signer(listed), clock, &policy);
        assert_eq!(judge(Some(new), new), None);
        let days = 1_800_000_000 / day;
        assert_eq!(judge(Some(old), new), Some(TrustError::ListTooOld { days, limit: 180 }));
        assert_eq!(judge(None, new), Some(TrustError::ListUndated));
        let behind = Some(TrustError::ClockBehind { signed: new });
        assert_eq!(judge(None, new.plus_seconds(-2 * day)), behind, "whoever signed");
    }

    fn signer(listed: Option<Moment>) -> Signer {
        Signer {
            name: None,
            issuer: None,
            country: None,
            kid: Vec::new(),
            source: String::new(),
            listed,
            scope: Scope::Live,
            usage: Usage::ANY,
            not_before: None,
            not_after: None,
            revoked: false,
        }
    }
}
