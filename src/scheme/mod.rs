//! What is peculiar to each certificate scheme: what was scanned in, unproven claims and their seal
//! out. One file per scheme; [`open`] knows them by how they begin.

mod codes;
mod cred;
mod credential;
mod dcc;
mod ddcc;
mod divoc;
mod error;
mod exemption;
mod hajj;
mod hcert;
mod health_link;
mod icao_vds_nc;
mod icvp;
mod nhs_domestic;
mod nzcp;
mod prequalified;
mod racsel_ddvc;
mod smart_health_card;
mod swiss_light;
mod time;
mod two_d_doc;
mod unverifiable;
mod web_link;

pub use credential::{
    Claims, Credential, Entry, Exemption, Irregularity, PartialDate, Pass, Person, Recovery, Test,
    TestMethod, TestResult, Vaccination,
};
pub use error::SchemeError;
pub use health_link::{Link, Target};
pub use time::Time;
pub use web_link::https_host;

use crate::{envelope::Seal, scan::Scanned};

/// The certificate schemes that can be verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Scheme {
    /// PathCheck CRED, short texts signed on secp256k1.
    Cred,
    /// DIVOC: a W3C credential in an archive (IN, LK, PH, and others).
    Divoc,
    /// EU Digital COVID Certificate, also as WHO's GDHCN carries it on.
    EuDcc,
    /// Exemption from vaccination in the EU's envelope (`AT1:`).
    Exemption,
    /// The card of pilgrims to Mecca, in the EU's envelope without a prefix.
    Hajj,
    /// A signed link to a health document (VHL) in the EU's envelope.
    HealthLink,
    /// ICAO visible digital seal for non-constrained environments.
    IcaoVdsNc,
    /// WHO's International Certificate of Vaccination or Prophylaxis, digital.
    Icvp,
    /// The domestic pass of England's NHS, in the EU's envelope.
    NhsDomestic,
    /// NZ COVID Pass.
    Nzcp,
    /// RACSEL's regional vaccination certificate of the Americas, in the EU's envelope.
    RacselDdvc,
    /// SMART Health Card.
    SmartHealthCard,
    /// The Swiss certificate light (`LT1:`).
    SwissLight,
    /// France's 2D-Doc.
    TwoDDoc,
    /// WHO's Digital Documentation of COVID-19 Certificates.
    WhoDdcc,
}

impl Scheme {
    /// Every scheme, in the order of their names.
    pub const ALL: [Self; 15] = [
        Self::Cred,
        Self::Divoc,
        Self::EuDcc,
        Self::Exemption,
        Self::Hajj,
        Self::HealthLink,
        Self::IcaoVdsNc,
        Self::Icvp,
        Self::NhsDomestic,
        Self::Nzcp,
        Self::RacselDdvc,
        Self::SmartHealthCard,
        Self::SwissLight,
        Self::TwoDDoc,
        Self::WhoDdcc,
    ];

    /// The public name, as in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cred => "cred",
            Self::Divoc => "divoc",
            Self::EuDcc => "eu-dcc",
            Self::Exemption => "exemption",
            Self::Hajj => "hajj",
            Self::HealthLink => "vhl",
            Self::IcaoVdsNc => "icao-vds-nc",
            Self::Icvp => "icvp",
            Self::NhsDomestic => "nhs-domestic",
            Self::Nzcp => "nzcp",
            Self::RacselDdvc => "racsel-ddvc",
            Self::SmartHealthCard => "smart-health-card",
            Self::SwissLight => "swiss-light",
            Self::TwoDDoc => "2d-doc",
            Self::WhoDdcc => "who-ddcc",
        }
    }

    /// Whether a certificate of this scheme must hold an event; the others attest by themselves
    /// that their holder met their issuer's rules.
    pub const fn attests_events(self) -> bool {
        !matches!(self, Self::Cred | Self::Hajj | Self::Nzcp | Self::SwissLight | Self::HealthLink)
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
    let bytes = bare(scanned.bytes());
    if divoc::begins_like(bytes) {
        return divoc::open(bytes);
    }
    // Before it is known to be a text: its names may be in Latin-1.
    if two_d_doc::begins_like(bytes) {
        return two_d_doc::open(bytes);
    }
    let text = core::str::from_utf8(bytes).map_err(|_| SchemeError::Unknown)?.trim();
    // Some links hold the whole certificate.
    let Some(carried) = two_d_doc::carried(text) else { return open_text(text) };
    let carried = bare(&carried);
    if two_d_doc::begins_like(carried) {
        return two_d_doc::open(carried);
    }
    open_text(core::str::from_utf8(carried).map_err(|_| SchemeError::Unknown)?)
}

/// The content without what stands around it: pasted text, and some issuers' codes (CO, FR), come
/// with white space; a text file may begin with a byte order mark. An archive ends as it likes.
fn bare(content: &[u8]) -> &[u8] {
    const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
    let content = content.strip_prefix(BYTE_ORDER_MARK).unwrap_or(content).trim_ascii_start();
    if divoc::is_archive(content) { content } else { content.trim_ascii_end() }
}

/// Opens a text.
fn open_text(text: &str) -> Result<Sealed, SchemeError> {
    match text.split_once(':') {
        Some(("AT1", body)) => return hcert::open(hcert::Prefix::At1, body),
        Some(("HC1", body)) => return hcert::open(hcert::Prefix::Hc1, body),
        Some(("LT1", body)) => return hcert::open(hcert::Prefix::Lt1, body),
        Some(("NZCP", body)) => return nzcp::open(body),
        Some(("CRED", body)) => return cred::open(body),
        _ => {}
    }
    if smart_health_card::begins_like(text) {
        return smart_health_card::open(text);
    }
    if icao_vds_nc::begins_like(text) {
        return icao_vds_nc::open(text);
    }
    if let Some(link) = health_link::find(text) {
        return Err(link);
    }
    if hajj::begins_like(text) {
        return hajj::open(text);
    }
    Err(unverifiable::named(text).unwrap_or(SchemeError::Unknown))
}

/// What several inputs hold together: codes that are pieces of one certificate become one input,
/// and a file of several certificates becomes several. The order of whole certificates is kept.
pub fn gather(inputs: Vec<Scanned>) -> Vec<Scanned> {
    smart_health_card::gather(inputs)
}
