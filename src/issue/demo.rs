//! The demo issuer and its specimens.

use super::{Draft, Entry, Issuer, Layers};
use crate::{moment::Moment, signature::Scope, trust::List};

/// What the demo issuer's key is derived from. Public on purpose.
pub const DEMO_SEED: &str = "vidimus demo issuer 1";

/// The specimens of the "Try it" view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleKind {
    /// Past its end.
    Expired,
    /// In force.
    Good,
    /// Changed after signing.
    Tampered,
    /// By an issuer that no list knows.
    UnknownIssuer,
}

/// The demo issuer, for a country that does not exist (ISO 3166-1 leaves XA to XZ to users).
pub fn demo_issuer() -> Option<Issuer> {
    Issuer::from_seed(DEMO_SEED, "XX")
}

/// An issuer that no list knows.
pub fn stranger() -> Option<Issuer> {
    Issuer::from_seed("vidimus demo stranger 1", "XX")
}

/// The list that vouches for the demo issuer, with the scope `demo`; empty if there is no key.
pub fn demo_list() -> Option<List> {
    Some(called(demo_issuer()?.list("vidimus-demo", Scope::Demo, None)))
}

/// The list with its keys under the name that people are shown.
pub(super) fn called(mut list: List) -> List {
    list.entries.iter_mut().for_each(|entry| entry.name = Some(DEMO_NAME.to_owned()));
    list
}

/// Specimens issued around `now`, by name and text.
pub fn samples(now: Moment) -> Vec<(SampleKind, String)> {
    let (Some(issuer), Some(stranger)) = (demo_issuer(), stranger()) else {
        return Vec::new();
    };
    samples_of(&issuer, &stranger, now)
}

/// The same of another issuer, and of a stranger to whoever knows that one.
pub fn samples_of(issuer: &Issuer, stranger: &Issuer, now: Moment) -> Vec<(SampleKind, String)> {
    let good = draft(Period::current(now));
    let expired = draft(Period::ended(now));
    vec![
        (SampleKind::Good, good.seal(issuer).text),
        (SampleKind::Expired, expired.seal(issuer).text),
        (SampleKind::Tampered, tampered(&good, issuer)),
        (SampleKind::UnknownIssuer, good.seal(stranger).text),
    ]
}

/// The good specimen with another name in it: everything fits but the signature.
fn tampered(good: &Draft, issuer: &Issuer) -> String {
    let honest = good.seal(issuer);
    let mut forged = good.clone();
    forged.given = ("Malte".to_owned(), "MALTE".to_owned());
    // The forger keeps the length, so that the signed bytes can be exchanged in place.
    let forged = crate::envelope::cbor::write(&forged.claims(issuer));
    let envelope = replace(&honest.envelope, &honest.payload, &forged);
    Layers::wrap(envelope).text
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let place = bytes.windows(from.len()).position(|window| window == from);
    let Some((before, rest)) = place.and_then(|at| bytes.split_at_checked(at)) else {
        return bytes.to_vec();
    };
    let after = rest.get(from.len()..).unwrap_or_default();
    [before, to, after].concat()
}

fn draft(Period { issued, expires }: Period) -> Draft {
    let dose = issued.plus_seconds(-14 * DAY).rfc3339().unwrap_or_default();
    Draft {
        surname: ("Specimen".to_owned(), "SPECIMEN".to_owned()),
        given: ("Maria".to_owned(), "MARIA".to_owned()),
        date_of_birth: "1990-05".to_owned(),
        entries: vec![Entry::Vaccination {
            dose: 3,
            doses: 3,
            date: dose.chars().take(10).collect(),
        }],
        issued,
        expires,
    }
}

/// How long a specimen is in force. The page carries them, so they outlast it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Period {
    pub(super) issued: Moment,
    pub(super) expires: Moment,
}

impl Period {
    /// In force at `now` and for twenty years more.
    pub(super) fn current(now: Moment) -> Self {
        Self { issued: now.plus_seconds(-3600), expires: now.plus_seconds(20 * 365 * DAY) }
    }

    /// Over at `now`. Everything in it is as old as it is.
    pub(super) fn ended(now: Moment) -> Self {
        Self { issued: now.plus_seconds(-400 * DAY), expires: now.plus_seconds(-35 * DAY) }
    }
}

/// As the certificates themselves call it.
const DEMO_NAME: &str = "Vidimus demo issuer";
const DAY: i64 = 86_400;
