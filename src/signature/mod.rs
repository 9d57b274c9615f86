//! Sealed claims and candidate keys in, authentic claims out.
//!
//! The signature is the only thing that is judged here. Whether the signer may sign this, and
//! whether it is still valid, is for `trust`.

mod algorithm;
mod error;
mod key;

pub use algorithm::Algorithm;
pub use error::SignatureError;
pub use key::{KeyError, KeyKind, PublicKey};

use crate::{
    moment::Moment,
    scheme::{Claims, Scheme, Sealed},
};

/// Who may have signed: what a trust list says about the holder of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The organisation, as its certificate names it.
    pub name: Option<String>,
    /// ISO 3166-1 code, or the list's own for an organisation.
    pub country: Option<String>,
    /// Key identifier.
    pub kid: Vec<u8>,
    /// The list that vouches for it.
    pub source: String,
    /// When that list was signed or published; `None` when it does not say.
    pub listed: Option<Moment>,
    /// Real, test or demo.
    pub scope: Scope,
    /// What it may sign.
    pub usage: Usage,
    /// Start of the signing certificate's validity.
    pub not_before: Option<Moment>,
    /// End of the signing certificate's validity.
    pub not_after: Option<Moment>,
}

/// What kind of issuer a list is about. The order is from least to most trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The demo issuer of this program.
    Demo,
    /// A test environment of a real issuer.
    Test,
    /// A real issuer.
    Live,
}

/// The kinds of certificates that a key may sign (hcert-spec annex A.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Recovery.
    pub recovery: bool,
    /// Test results.
    pub test: bool,
    /// Vaccination.
    pub vaccination: bool,
}

impl Usage {
    /// No restriction.
    pub const ANY: Self = Self { recovery: true, test: true, vaccination: true };

    /// What both allow.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            recovery: self.recovery && other.recovery,
            test: self.test && other.test,
            vaccination: self.vaccination && other.vaccination,
        }
    }
}

/// A key that may have signed, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'t> {
    /// The key: a DER SubjectPublicKeyInfo.
    pub spki: &'t [u8],
    /// Its holder.
    pub signer: &'t Signer,
}

/// Evidence that `signer` signed these claims. Only [`prove`] makes one:
///
/// ```compile_fail,E0451
/// # fn forge<'s>(sealed: &'s vidimus::scheme::Sealed, signer: &'s vidimus::signature::Signer) {
/// let forged = vidimus::signature::Authentic { sealed, signer };
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Authentic<'s> {
    sealed: &'s Sealed,
    signer: &'s Signer,
}

impl<'s> Authentic<'s> {
    /// The proven claims.
    pub const fn claims(&self) -> &'s Claims {
        self.sealed.unproven()
    }

    /// Which scheme they follow.
    pub const fn scheme(&self) -> Scheme {
        self.sealed.scheme()
    }

    /// Who signed them.
    pub const fn signer(&self) -> &'s Signer {
        self.signer
    }
}

/// Finds the candidate that signed `sealed`. A kid is a hint of eight bytes that two keys can
/// share, so every candidate is tried.
///
/// # Errors
/// [`SignatureError::Algorithm`] when the scheme does not allow the algorithm,
/// [`SignatureError::NoCandidate`] without a candidate, [`SignatureError::Malformed`] when the
/// signature cannot be one of this algorithm, [`SignatureError::Mismatch`] when no candidate made it.
pub fn prove<'s>(
    sealed: &'s Sealed,
    candidates: &[Candidate<'s>],
) -> Result<Authentic<'s>, SignatureError> {
    let seal = sealed.seal();
    let algorithm = seal
        .algorithm()
        .and_then(Algorithm::from_identifier)
        .filter(|algorithm| allowed(sealed.scheme()).contains(algorithm))
        .ok_or_else(|| SignatureError::Algorithm { named: seal.algorithm() })?;
    if candidates.is_empty() {
        return Err(SignatureError::NoCandidate);
    }
    if !algorithm.fits(seal.signature()) {
        return Err(SignatureError::Malformed { algorithm, bytes: seal.signature().len() });
    }
    for candidate in candidates {
        // Algorithm and key must be of one kind: an RSA key never verifies ES256.
        let Ok(key) = PublicKey::from_spki(candidate.spki) else {
            continue;
        };
        if algorithm.verify(&key, seal.message(), seal.signature()) {
            return Ok(Authentic { sealed, signer: candidate.signer });
        }
    }
    Err(SignatureError::Mismatch)
}

const fn allowed(scheme: Scheme) -> &'static [Algorithm] {
    match scheme {
        // hcert-spec §3.3.2: ES256 first, PS256 second, nothing else.
        Scheme::EuDcc => &[Algorithm::Es256, Algorithm::Ps256],
    }
}
