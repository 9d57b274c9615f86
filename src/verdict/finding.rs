//! A finding: a reason with the facts for its sentence.

use super::{Effect, NoVerdict, Reason, Stage};
use crate::{
    envelope::{EnvelopeError, jwe::JweError},
    moment::Moment,
    opening::{Content, OpeningError},
    rules::ValidityError,
    scheme::{Irregularity, SchemeError},
    signature::SignatureError,
    trust::TrustError,
};

/// One finding. Its facts are never about a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub reason: Reason,
    /// Facts, by their name in the message.
    pub parameters: Vec<(&'static str, Parameter)>,
}

/// A fact in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// A point in time.
    Moment(Moment),
    /// The name of a form, for people: the same in every language.
    Name(&'static str),
    /// A number.
    Number(i64),
}

impl Finding {
    /// A finding without facts.
    pub const fn of(reason: Reason) -> Self {
        Self { reason, parameters: Vec::new() }
    }

    fn at(reason: Reason, name: &'static str, moment: Moment) -> Self {
        Self { reason, parameters: vec![(name, Parameter::Moment(moment))] }
    }

    fn counting(reason: Reason, facts: &[(&'static str, i64)]) -> Self {
        let parameters = facts.iter().map(|&(name, n)| (name, Parameter::Number(n))).collect();
        Self { reason, parameters }
    }

    /// Sorts findings so that the most telling comes first: what rejects before what leaves open
    /// before notes; the certificate's own end before its signer's, which usually follows from it.
    pub fn sort(findings: &mut [Self]) {
        findings.sort_by_key(|finding| {
            let effect = match finding.reason.effect() {
                Effect::Reject => 0,
                Effect::Undecided => 1,
                Effect::Note => 2,
            };
            let stage = match finding.reason.stage() {
                Stage::App | Stage::Scan | Stage::Reading => 0,
                Stage::Signature => 1,
                Stage::Revocation => 2,
                Stage::Validity => 3,
                Stage::Trust => 4,
                Stage::Rules => 5,
            };
            (effect, stage, finding.reason)
        });
    }
}

impl From<&SchemeError> for Finding {
    fn from(error: &SchemeError) -> Self {
        Self::of(match *error {
            SchemeError::Envelope(ref error) => return error.into(),
            SchemeError::Claim { .. } => Reason::Claims,
            SchemeError::NoEntry => Reason::NoEntry,
            SchemeError::Unknown => Reason::SchemeUnknown,
            SchemeError::Unsupported { .. } => Reason::SchemeUnsupported,
            SchemeError::Unverifiable { form } => {
                return Self {
                    reason: Reason::Unverifiable,
                    parameters: vec![("form", Parameter::Name(form))],
                };
            }
            SchemeError::Link { .. } => Reason::LinkNotOpened,
            SchemeError::PartsMissing { have, total } => {
                return (&NoVerdict::PartsMissing { have, total }).into();
            }
        })
    }
}

impl From<&NoVerdict> for Finding {
    fn from(none: &NoVerdict) -> Self {
        match *none {
            NoVerdict::NotACertificate => Self::of(Reason::SchemeUnknown),
            NoVerdict::PartsMissing { have, total } => {
                let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
                let facts = [("have", count(have)), ("total", count(total))];
                Self::counting(Reason::PartsMissing, &facts)
            }
        }
    }
}

impl From<&EnvelopeError> for Finding {
    fn from(error: &EnvelopeError) -> Self {
        Self::of(match error {
            EnvelopeError::Archive { .. } => Reason::Archive,
            EnvelopeError::Base32 => Reason::Base32,
            EnvelopeError::Base45 => Reason::Base45,
            EnvelopeError::Base64 => Reason::Base64,
            EnvelopeError::CanonicalForm { .. } => Reason::CanonicalForm,
            EnvelopeError::Compression => Reason::Compression,
            EnvelopeError::InflatedTooLarge { .. } => Reason::SizeLimit,
            EnvelopeError::Cbor { .. } => Reason::Cbor,
            EnvelopeError::Fields { .. } => Reason::Fields,
            EnvelopeError::Json { .. } => Reason::Json,
            EnvelopeError::Jws { .. } => Reason::Jws,
            EnvelopeError::Numeric => Reason::Numeric,
            EnvelopeError::DuplicateKey => Reason::DuplicateKey,
            EnvelopeError::TrailingBytes { .. } => Reason::TrailingBytes,
            EnvelopeError::Cose { .. } => Reason::Cose,
            EnvelopeError::CriticalHeader => Reason::CriticalHeader,
        })
    }
}

impl From<&Irregularity> for Finding {
    fn from(irregularity: &Irregularity) -> Self {
        match *irregularity {
            Irregularity::Link(_) => Self::of(Reason::LinkNotOpened),
            Irregularity::Ambiguous => Self::of(Reason::Ambiguous),
            Irregularity::SubjectUnsigned => Self::of(Reason::SubjectUnsigned),
            Irregularity::NoKnownEntry => Self::of(Reason::NoKnownEntry),
            Irregularity::SeveralEntries { entries } => {
                let entries = i64::try_from(entries).unwrap_or(i64::MAX);
                Self::counting(Reason::SeveralEntries, &[("entries", entries)])
            }
        }
    }
}

impl From<&OpeningError> for Finding {
    fn from(error: &OpeningError) -> Self {
        let with = |reason: Reason, name: &'static str, number: Option<u32>| {
            let facts: Vec<_> = number.iter().map(|&number| (name, i64::from(number))).collect();
            Self::counting(reason, &facts)
        };
        Self::of(match *error {
            OpeningError::Expired => Reason::LinkExpired,
            OpeningError::Address => Reason::LinkAddress,
            OpeningError::PasscodeNeeded => Reason::LinkPasscodeNeeded,
            OpeningError::PasscodeWrong { remaining } => {
                return with(Reason::LinkPasscodeWrong, "remaining", remaining);
            }
            OpeningError::PasscodeTooLong { .. } => Reason::LinkPasscodeWrong,
            OpeningError::NoLongerActive => Reason::LinkInactive,
            OpeningError::Later { seconds } => return with(Reason::LinkLater, "seconds", seconds),
            OpeningError::Refused { status } => {
                return with(Reason::LinkRefused, "status", Some(u32::from(status)));
            }
            OpeningError::Form { .. } => Reason::LinkForm,
            OpeningError::Empty => Reason::LinkEmpty,
            OpeningError::TooMany { .. }
            | OpeningError::AnswerTooLarge { .. }
            | OpeningError::AllTooLarge { .. }
            | OpeningError::CardTooLarge { .. }
            | OpeningError::File(
                JweError::TooLong { .. }
                | JweError::Envelope(EnvelopeError::InflatedTooLarge { .. }),
            ) => Reason::LinkTooLarge,
            OpeningError::File(JweError::Key) => Reason::LinkKey,
            OpeningError::File(JweError::Form { .. } | JweError::Envelope(_)) => Reason::LinkForm,
        })
    }
}

impl Finding {
    /// What is to be said of something behind a link that cannot be verified; `None` for a card.
    pub const fn on_content(content: &Content) -> Option<Self> {
        Some(Self::of(match content {
            Content::Card(_) => return None,
            Content::Unsigned => Reason::LinkUnsigned,
            Content::Access => Reason::LinkAccess,
            Content::Withdrawn => Reason::LinkInactive,
            Content::Other => Reason::LinkContent,
        }))
    }
}

impl From<&SignatureError> for Finding {
    fn from(error: &SignatureError) -> Self {
        Self::of(match error {
            SignatureError::Algorithm { .. } => Reason::Algorithm,
            SignatureError::Malformed { .. } => Reason::SignatureMalformed,
            SignatureError::Mismatch => Reason::SignatureMismatch,
            SignatureError::NoCandidate => Reason::UnknownIssuer,
        })
    }
}

impl From<&TrustError> for Finding {
    fn from(error: &TrustError) -> Self {
        match *error {
            TrustError::ClockBehind { signed } => Self::at(Reason::ClockBehind, "signed", signed),
            TrustError::KeyUsage => Self::of(Reason::KeyUsage),
            TrustError::ListOld { days } => Self::counting(Reason::ListOld, &[("days", days)]),
            TrustError::ListTooOld { days, limit } => {
                Self::counting(Reason::ListTooOld, &[("days", days), ("limit", limit)])
            }
            TrustError::ListUndated => Self::of(Reason::ListUndated),
            TrustError::AuthorityMismatch => Self::of(Reason::AuthorityMismatch),
            TrustError::AuthorityUnknown => Self::of(Reason::UnknownIssuer),
            TrustError::IssuerMismatch => Self::of(Reason::IssuerMismatch),
            TrustError::SignerRevoked => Self::of(Reason::SignerRevoked),
            TrustError::SignerExpired { since } => Self::at(Reason::SignerExpired, "since", since),
            TrustError::SignerNotYetValid { until } => {
                Self::at(Reason::SignerNotYetValid, "until", until)
            }
            TrustError::Specimen => Self::of(Reason::Specimen),
        }
    }
}

impl From<&ValidityError> for Finding {
    fn from(error: &ValidityError) -> Self {
        match *error {
            ValidityError::Expired { since } => Self::at(Reason::Expired, "since", since),
            ValidityError::NotYetValid { until } => Self::at(Reason::NotYetValid, "until", until),
            ValidityError::Unreadable => Self::of(Reason::TimeUnreadable),
        }
    }
}
