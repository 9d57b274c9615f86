//! How old the list is, in three grades.

use crate::protocol::Trust;

/// How far a list can be relied on, by its age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// New enough.
    Fresh,
    /// Usable, better renewed.
    Old,
    /// Allows amber at best.
    TooOld,
    /// Not known, or the clock is wrong.
    Unknown,
}

impl Grade {
    /// The name, for styles.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Old => "old",
            Self::TooOld => "too-old",
            Self::Unknown => "unknown",
        }
    }
}

/// The grade of a list.
pub fn grade(trust: &Trust) -> Grade {
    match trust.age_days {
        None => Grade::Unknown,
        Some(days) if days < 0 => Grade::Unknown,
        Some(days) if days <= NOTE_DAYS => Grade::Fresh,
        Some(days) if days <= LIMIT_DAYS => Grade::Old,
        Some(_) => Grade::TooOld,
    }
}

/// The same days as in the policy that verdicts follow; a test compares them.
pub(super) const NOTE_DAYS: i64 = 30;
pub(super) const LIMIT_DAYS: i64 = 180;
