//! Is it in force, and does it meet the chosen rules?
//!
//! Destination rules are not chosen anywhere yet; [`evaluate`] is where they will be applied, to
//! trusted claims only.

mod validity;

pub use validity::{ValidityError, validity};

use crate::trust::Trusted;

/// What the rules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// No rules were chosen.
    NotApplied,
}

/// Applies the chosen rules.
pub const fn evaluate(_trusted: &Trusted<'_>) -> Ruling {
    Ruling::NotApplied
}
