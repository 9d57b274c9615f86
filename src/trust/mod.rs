//! Authentic in, trusted out: may this signer sign this, here and now?
//!
//! A list is read by [`read`], or unpacked by [`pack`]; both end in a [`TrustStore`], the only
//! thing that a verification looks at.

mod crl;
mod embedded;
mod error;
mod freshness;
pub mod list;
pub mod pack;
mod path;
pub mod read;
mod store;
mod x509;

pub use crl::RevocationList;
pub use embedded::{demo, embedded, store_with_demo};
pub use error::TrustError;
pub use freshness::freshness;
pub use list::{Entry, List, Role};
pub use path::embedded_key;
pub use store::{Provenance, ScopeConflict, TrustStore};

use crate::{
    moment::Moment,
    policy::Policy,
    scheme::{Claims, Entry as Attested},
    signature::{Authentic, Scope, Usage},
};

/// Authentic claims whose signer the store vouches for at the moment asked about. Only [`accept`]
/// makes one:
///
/// ```compile_fail,E0451
/// # fn forge<'s>(authentic: vidimus::signature::Authentic<'s>) {
/// let forged = vidimus::trust::Trusted { authentic };
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Trusted<'s> {
    authentic: Authentic<'s>,
}

impl<'s> Trusted<'s> {
    /// The claims that are vouched for.
    pub const fn claims(&self) -> &'s Claims {
        self.authentic.claims()
    }
}

/// Judges the signer at the moment `at`.
///
/// # Errors
/// Everything that speaks against it, so that a person sees all of it at once.
pub fn accept<'s>(
    authentic: Authentic<'s>,
    at: Moment,
    policy: &Policy,
) -> Result<Trusted<'s>, Vec<TrustError>> {
    let signer = authentic.signer();
    let mut errors = Vec::new();
    // A key that is listed for one issuer signs for that one.
    if let Some(issuer) = &signer.issuer
        && authentic.claims().issuer.as_ref() != Some(issuer)
    {
        errors.push(TrustError::IssuerMismatch);
    }
    let forbidden = authentic.claims().credential.entries.iter().any(|entry| match entry {
        // An exemption is about vaccination (hcert-spec annex A.2 knows no usage of its own).
        Attested::Exemption(_) => !signer.usage.vaccination,
        // A pass says nothing of what happened: a key for one kind of event is no key for it.
        Attested::Pass(_) => signer.usage != Usage::ANY,
        Attested::Recovery(_) => !signer.usage.recovery,
        Attested::Test(_) => !signer.usage.test,
        Attested::Vaccination(_) => !signer.usage.vaccination,
    });
    if forbidden {
        errors.push(TrustError::KeyUsage);
    }
    if signer.revoked {
        errors.push(TrustError::SignerRevoked);
    }
    if let Some(not_after) = signer.not_after
        && at > not_after
    {
        errors.push(TrustError::SignerExpired { since: not_after });
    }
    if let Some(not_before) = signer.not_before
        && at.plus_seconds(policy.skew_seconds) < not_before
    {
        errors.push(TrustError::SignerNotYetValid { until: not_before });
    }
    if signer.scope < Scope::Live && !policy.demo {
        errors.push(TrustError::Specimen);
    }
    if errors.is_empty() { Ok(Trusted { authentic }) } else { Err(errors) }
}
