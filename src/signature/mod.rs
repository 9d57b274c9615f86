//! Sealed claims and candidate keys in, authentic claims out.
//!
//! The signature is the only thing that is judged here. Whether the signer may sign this, and
//! whether it is still valid, is for `trust`.

mod algorithm;
mod error;
mod key;
mod named_curve;
mod x509;

pub use algorithm::Algorithm;
pub use error::SignatureError;
pub use key::{KeyError, KeyKind, PublicKey, canonical_spki};
pub use named_curve::with_named_curve;
pub use x509::{X509Signature, X509Signed};

use std::borrow::Cow;

use crate::{
    envelope::AlgorithmIdentifier,
    moment::Moment,
    scheme::{Claims, Scheme, Sealed},
};

/// Who may have signed: what a trust list says about the holder of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The organisation, as its certificate names it.
    pub name: Option<String>,
    /// What the issuer calls itself in its certificates, where the list says: a URL or a DID. Such a
    /// key signs for that issuer alone.
    pub issuer: Option<String>,
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
    /// Whether its authority has withdrawn the signing certificate.
    pub revoked: bool,
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

    /// What either allows.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            recovery: self.recovery || other.recovery,
            test: self.test || other.test,
            vaccination: self.vaccination || other.vaccination,
        }
    }

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

/// A key that may have signed, and whose it is. That is a question and no evidence, however the key
/// came here: with a list, or with the code and an authority's signature on it.
///
/// ```compile_fail,E0308
/// # use vidimus::{moment::Moment, policy::Policy, signature::Candidate, trust};
/// # fn forge(candidate: Candidate<'_>, at: Moment, policy: &Policy) {
/// let forged = trust::accept(candidate, at, policy);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Candidate<'t> {
    /// The key: a DER SubjectPublicKeyInfo.
    pub spki: Cow<'t, [u8]>,
    /// Its holder.
    pub signer: Cow<'t, Signer>,
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
    candidates: &'s [Candidate<'_>],
) -> Result<Authentic<'s>, SignatureError> {
    let algorithms = algorithms(sealed)?;
    if candidates.is_empty() {
        return Err(SignatureError::NoCandidate);
    }
    possible(sealed, algorithms)?;
    let signed = |candidate: &&Candidate<'_>| signed(sealed, algorithms, &candidate.spki);
    let candidate = candidates.iter().find(signed).ok_or(SignatureError::Mismatch)?;
    Ok(Authentic { sealed, signer: &candidate.signer })
}

/// Whether the holder of this key, a DER SubjectPublicKeyInfo, signed `sealed`. That makes it whole
/// and nobody's: for a key that came with the code, and that nobody vouches for.
///
/// # Errors
/// As [`prove`], but for [`SignatureError::NoCandidate`].
pub fn is_whole(sealed: &Sealed, spki: &[u8]) -> Result<(), SignatureError> {
    let algorithms = algorithms(sealed)?;
    possible(sealed, algorithms)?;
    if signed(sealed, algorithms, spki) { Ok(()) } else { Err(SignatureError::Mismatch) }
}

/// Whether the signature could be of one of `algorithms` at all.
fn possible(sealed: &Sealed, algorithms: &[Algorithm]) -> Result<(), SignatureError> {
    let signature = sealed.seal().signature();
    if algorithms.iter().any(|algorithm| algorithm.fits(signature)) {
        Ok(())
    } else {
        Err(SignatureError::Malformed { bytes: signature.len() })
    }
}

fn signed(sealed: &Sealed, algorithms: &[Algorithm], spki: &[u8]) -> bool {
    let seal = sealed.seal();
    PublicKey::from_spki(spki).is_ok_and(|key| {
        // One algorithm, or where none is named the one that goes with this kind of key.
        let mut algorithms = algorithms.iter().filter(|algorithm| algorithm.takes(&key));
        algorithms.any(|algorithm| algorithm.verifies(&key, seal.message(), seal.signature()))
    })
}

/// The algorithms that `sealed` may have been signed with: the one that it names, if its scheme
/// allows it; those of the scheme, if the form has no place for a name.
fn algorithms(sealed: &Sealed) -> Result<&'static [Algorithm], SignatureError> {
    let allowed = allowed(sealed.scheme());
    let named = sealed.seal().algorithm();
    if named == Some(&AlgorithmIdentifier::Implied) {
        return Ok(allowed);
    }
    let algorithm = named.and_then(Algorithm::from_identifier);
    allowed
        .iter()
        .position(|allowed| Some(*allowed) == algorithm)
        .and_then(|at| allowed.get(at..=at))
        .ok_or_else(|| SignatureError::Algorithm { named: named.cloned() })
}

const fn allowed(scheme: Scheme) -> &'static [Algorithm] {
    use Algorithm::{EdDsa, Es256, Es256k, Es384, Es512, Ps256};
    match scheme {
        // hcert-spec §3.3.2: ES256 first, PS256 second, nothing else.
        Scheme::EuDcc
        | Scheme::Exemption
        | Scheme::Hajj
        | Scheme::HealthLink
        | Scheme::Icvp
        | Scheme::NhsDomestic
        | Scheme::RacselDdvc
        | Scheme::SwissLight
        | Scheme::WhoDdcc => &[Es256, Ps256],
        // SMART Health Cards, "Signing Health Cards"; NZ COVID Pass, "Data Model".
        Scheme::Nzcp | Scheme::SmartHealthCard => &[Es256],
        // VDS-NC technical report 1.0 §4.3.
        Scheme::IcaoVdsNc => &[Es256, Es384, Es512],
        // RsaSignature2018 as DIVOC makes it, and Ed25519Signature2018.
        Scheme::Divoc => &[Ps256, EdDsa],
        Scheme::Cred => &[Es256k],
        // 2D-Doc lets the curve of the key choose (up to P-521, and RSA); its health certificates
        // were all signed on P-256.
        Scheme::TwoDDoc => &[Es256],
    }
}
