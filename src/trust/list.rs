//! What every list comes down to, whatever its form.

use super::crl::RevocationList;
use crate::{
    moment::Moment,
    scheme::Scheme,
    signature::{KeyError, KeyKind, Scope, Usage},
};

/// A trust list that was read: what it holds, what of it was refused, and what its proof is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What it is, e.g. `who-gdhcn`.
    pub name: String,
    /// The form that it has, for people.
    pub form: &'static str,
    /// The scope that the list states of itself; bare keys state none.
    pub scope: Option<Scope>,
    /// When it was signed or published.
    pub created: Option<Moment>,
    /// Its number, where lists are numbered.
    pub sequence: Option<u64>,
    /// What vouches for the list itself.
    pub proof: Proof,
    /// What was loaded.
    pub entries: Vec<Entry>,
    /// Authorities' own lists of signers' certificates that they have withdrawn.
    pub revocations: Vec<RevocationList>,
    /// What was not, each with its reason.
    pub refused: Vec<Refused>,
}

impl List {
    /// A list that holds nothing yet and says nothing of itself.
    pub fn empty(name: &str, form: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            form,
            scope: None,
            created: None,
            sequence: None,
            proof: Proof::Absent,
            entries: Vec::new(),
            revocations: Vec::new(),
            refused: Vec::new(),
        }
    }
}

/// What vouches for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It carries none: who chose the file vouches for it.
    Absent,
    /// It carries one that was not checked.
    NotChecked {
        /// Why not.
        because: &'static str,
    },
    /// Its signature was checked with this key.
    Verified {
        /// Whose key, for people.
        by: String,
    },
}

/// One key of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Key identifier; empty where the list names none, and the key is tried in all of its domain.
    pub kid: Vec<u8>,
    /// The key: a DER SubjectPublicKeyInfo.
    pub spki: Vec<u8>,
    /// What kind of key it is.
    pub kind: KeyKind,
    /// What it is for.
    pub role: Role,
    /// The list's own word for what it may be used in, e.g. `DCC`; none means everything.
    pub domain: Option<String>,
    /// Real, test or demo; `None` until who chose the list has said so.
    pub scope: Option<Scope>,
    /// What the holder calls itself in the certificates that it issues, where the list says: a URL
    /// or a DID. Such a key signs for that issuer alone.
    pub issuer: Option<String>,
    /// The holder, as its certificate names it.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-3, or the list's own code for an organisation.
    pub country: Option<String>,
    /// What it may sign.
    pub usage: Usage,
    /// Start of its validity.
    pub not_before: Option<Moment>,
    /// End of its validity.
    pub not_after: Option<Moment>,
    /// The list that vouches for it.
    pub source: String,
    /// An authority's name as its certificate writes it, DER: the issuer that the certificates it
    /// signs have to name. `None` where the list gives no more than a key.
    pub subject: Option<Vec<u8>>,
}

impl Entry {
    /// Whether this is an authority that may vouch for the signers of some scheme that looks for
    /// one. Those of other networks are known and never asked: their lists name every signer.
    pub fn vouches(&self) -> bool {
        self.role == Role::Authority && serves(self.domain.as_deref(), Scheme::IcaoVdsNc)
    }

    /// Whether this key may be tried on certificates of `scheme` at all.
    pub fn serves(&self, scheme: Scheme) -> bool {
        self.role == Role::Signer && serves(self.domain.as_deref(), scheme)
    }
}

/// Whether a key of `domain` may sign in `scheme`: WHO's list keeps its networks apart by it.
pub fn serves(domain: Option<&str>, scheme: Scheme) -> bool {
    match (domain, scheme) {
        (None, _) => true,
        (Some(domain), scheme) => domains(scheme).contains(&domain),
    }
}

/// The domains of keys that may sign in a scheme: those of WHO's GDHCN code system "Domains", of
/// which the live list writes DCC for DDCC, and our own for the lists of other schemes.
const fn domains(scheme: Scheme) -> &'static [&'static str] {
    match scheme {
        Scheme::Cred => &["CRED"],
        Scheme::Divoc => &["DIVOC"],
        Scheme::EuDcc | Scheme::Exemption | Scheme::NhsDomestic | Scheme::SwissLight => &["DCC"],
        Scheme::Hajj | Scheme::HealthLink => &["ICVP", "IPS", "IPS-PILGRIMAGE", "PH4H"],
        Scheme::IcaoVdsNc => &["ICAO"],
        // The development list signs both with keys of PH4H.
        Scheme::Icvp => &["DDCC", "ICVP", "PH4H"],
        Scheme::Nzcp => &["NZCP"],
        Scheme::RacselDdvc => &["RACSEL-DDVC"],
        Scheme::SmartHealthCard => &["SHC"],
        Scheme::TwoDDoc => &["2D-DOC"],
        Scheme::WhoDdcc => &["DCC", "DDCC", "RACSEL-DDVC"],
    }
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Signs signers' certificates (CSCA, SCA).
    Authority,
    /// Something that verifying needs not: encryption, upload, authentication.
    Other,
    /// Signs certificates of persons (DSC).
    Signer,
}

impl Role {
    /// The public name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Other => "other",
            Self::Signer => "signer",
        }
    }
}

/// An entry that was not loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which one, as the list names it.
    pub label: String,
    /// Whose, as the list says.
    pub country: Option<String>,
    /// What it would have been for.
    pub role: Option<Role>,
    /// Why.
    pub reason: EntryError,
}

/// Why an entry of a list cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryError {
    /// A text is not the Base64 that it should be.
    #[error("{field} is not Base64")]
    Base64 {
        /// Which.
        field: &'static str,
    },
    /// Not a revocation list that can be used.
    #[error("the revocation list {because}")]
    RevocationList {
        /// Why not.
        because: &'static str,
    },
    /// The certificate cannot be read.
    #[error("the certificate cannot be read (byte {at})")]
    Certificate {
        /// Where the reader stopped.
        at: u32,
    },
    /// The key cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The list names the certificate's key by another identifier than the certificate does.
    #[error("the label and the certificate name two keys")]
    Label,
    /// The key is not the one that its identifier is the digest of (RFC 7638).
    #[error("the identifier is not the digest of the key")]
    Thumbprint,
    /// The private key is in the list: anybody may sign with it.
    #[error("the private key is in it")]
    Private,
    /// A DID document does not let this key sign credentials (assertionMethod).
    #[error("not a key that signs credentials")]
    NotForAssertion,
    /// Something that every entry needs is missing.
    #[error("{field} is missing")]
    Missing {
        /// What.
        field: &'static str,
    },
    /// A reference to another list; those are never followed.
    #[error("a reference to another list")]
    Reference,
    /// The list itself says that the entry is no longer in use.
    #[error("the list says that it is not in use")]
    Withdrawn,
}
