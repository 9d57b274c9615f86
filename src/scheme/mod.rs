//! What is peculiar to each certificate scheme: a scanned text in, unproven claims and their seal out.

mod codes;
mod credential;
mod dcc;
mod error;

pub use credential::{
    Claims, Credential, Entry, Irregularity, PartialDate, Person, Recovery, Test, TestMethod,
    TestResult, Time, Vaccination,
};
pub use error::SchemeError;

use crate::{envelope::Seal, scan::Scanned};

/// The certificate schemes that can be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Scheme {
    /// EU Digital COVID Certificate, also as WHO's GDHCN carries it on.
    EuDcc,
}

impl Scheme {
    /// The public name, as in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EuDcc => "eu-dcc",
        }
    }
}

/// What a code says. Nobody has vouched for it yet.
#[derive(Clone, Debug)]
pub struct Sealed {
    scheme: Scheme,
    claims: Claims,
    seal: Seal,
}

impl Sealed {
    /// Which scheme it follows.
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The claims, *unproven*: for display under a warning, never for a decision.
    pub const fn unproven(&self) -> &Claims {
        &self.claims
    }

    /// What has to be verified.
    pub const fn seal(&self) -> &Seal {
        &self.seal
    }
}

/// Opens what was scanned, one layer after the other.
///
/// # Errors
/// [`SchemeError::Unknown`] when it is no health certificate: that is no verdict on anything.
/// Anything else says which layer is damaged.
pub fn open(scanned: &Scanned) -> Result<Sealed, SchemeError> {
    let text = scanned.text().ok_or(SchemeError::Unknown)?;
    // Pasted text, and some issuers' codes (CO, FR), come with white space around; a text file may
    // begin with a byte order mark, and mail breaks lines. No code has a line break of its own.
    let text = text.trim_start_matches('\u{feff}').trim();
    match text.split_once(':') {
        Some(("HC1", body)) => dcc::open(&body.replace(['\r', '\n'], "")),
        _ => Err(SchemeError::Unknown),
    }
}
