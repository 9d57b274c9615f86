//! The times that a certificate carries, against the moment asked about.

use crate::{
    moment::Moment,
    policy::Policy,
    scheme::{Claims, Entry, PartialDate, Time},
};

/// Why a certificate is not in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ValidityError {
    /// Past its end.
    #[error("ended at {since}")]
    Expired {
        /// Its end.
        since: Moment,
    },
    /// Not in force yet, or issued after the moment asked about.
    #[error("begins at {until}")]
    NotYetValid {
        /// Its beginning.
        until: Moment,
    },
    /// A time that is none.
    #[error("a time claim is no time")]
    Unreadable,
}

/// Judges the times of proven claims at the moment `at`.
///
/// RFC 8392 §3.1.4 to §3.1.6. A certificate may lack an end (CH, ICVP); a claim that is there and
/// is no time (NaN, seen from UY) is refused. The skew is granted at the beginning only: a phone
/// that runs ahead does not shorten what an issuer promised, and an end is an end. The days that an
/// event itself counts from and until are judged as well.
///
/// # Errors
/// The first of: unreadable, not yet valid, expired.
pub fn validity(claims: &Claims, at: Moment, policy: &Policy) -> Result<(), ValidityError> {
    let times = [claims.issued, claims.not_before, claims.expires];
    if times.contains(&Time::Unreadable) {
        return Err(ValidityError::Unreadable);
    }
    for begin in [claims.not_before, claims.issued].into_iter().filter_map(Time::moment) {
        if at.plus_seconds(policy.skew_seconds) < begin {
            return Err(ValidityError::NotYetValid { until: begin });
        }
    }
    if let Some(end) = claims.expires.moment()
        && at > end
    {
        return Err(ValidityError::Expired { since: end });
    }
    // Of several events one that counts is enough: the others are history.
    let mut events = claims.credential.entries.iter().map(|entry| counts(entry, at));
    match events.next() {
        Some(first @ Err(_)) if events.all(|event| event.is_err()) => first,
        _ => Ok(()),
    }
}

/// What an event says of its own period: an ICVP (IHR Annex 7), an exemption and a pass have no
/// other end. How long a recovery counts is for the destination to say.
fn counts(entry: &Entry, at: Moment) -> Result<(), ValidityError> {
    let (from, until) = match entry {
        Entry::Exemption(exemption) => (exemption.valid_from, exemption.valid_until),
        Entry::Pass(pass) => (pass.valid_from, pass.valid_until),
        Entry::Vaccination(given) => (given.valid_from, given.valid_until),
        Entry::Recovery(_) | Entry::Test(_) => (None, None),
    };
    if let (Some(earliest), Some(begin)) =
        (from.and_then(PartialDate::earliest), from.and_then(PartialDate::begin))
        && at < earliest
    {
        return Err(ValidityError::NotYetValid { until: begin });
    }
    match (until.and_then(PartialDate::latest), until.and_then(PartialDate::end)) {
        (Some(latest), Some(end)) if at > latest => Err(ValidityError::Expired { since: end }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::Credential;

    #[test]
    fn times_are_judged() {
        const NOW: i64 = 1_000_000;
        let at = |seconds| Time::At(Moment::from_unix_seconds(NOW + seconds));
        let not_yet = |seconds| {
            Err(ValidityError::NotYetValid { until: Moment::from_unix_seconds(NOW + seconds) })
        };
        let expired = |seconds| {
            Err(ValidityError::Expired { since: Moment::from_unix_seconds(NOW + seconds) })
        };
        let absent = Time::Absent;
        let cases = [
            ("in force", at(-10), absent, at(10), Ok(())),
            ("its last second", at(-10), absent, at(0), Ok(())),
            ("a second later", at(-10), absent, at(-1), expired(-1)),
            ("no end", at(-10), absent, absent, Ok(())),
            ("no times at all", absent, absent, absent, Ok(())),
            ("issued within the skew", at(300), absent, at(1000), Ok(())),
            ("issued beyond it", at(301), absent, at(1000), not_yet(301)),
            ("not before", at(-10), at(500), at(1000), not_yet(500)),
            (
                "the end is no time",
                at(-10),
                absent,
                Time::Unreadable,
                Err(ValidityError::Unreadable),
            ),
        ];
        for (why, issued, not_before, expires, expected) in cases {
            let claims = Claims {
                issuer: None,
                issued,
                not_before,
                expires,
                credential: Credential::default(),
                irregularities: Vec::new(),
            };
            let moment = Moment::from_unix_seconds(NOW);
            assert_eq!(validity(&claims, moment, &Policy::default()), expected, "{why}");
        }
    }
}
