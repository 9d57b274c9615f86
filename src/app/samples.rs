//! The samples: of which kinds of certificates there are some, and what each is to show.

use super::{facts::scheme_text, texts::Text};
use crate::protocol::SampleKind;

/// Schemes that are offered together, in the order to show them.
#[derive(Debug)]
pub struct Group {
    /// What they have in common.
    pub title: Text,
    /// The public names of the schemes.
    pub schemes: &'static [&'static str],
}

/// Every scheme that there are samples of.
pub const GROUPS: &[Group] = &[
    Group {
        title: Text::TryGroupEurope,
        schemes: &[FIRST, "nhs-domestic", "swiss-light", "exemption", "2d-doc"],
    },
    Group {
        title: Text::TryGroupWorld,
        schemes: &["icvp", "who-ddcc", "icao-vds-nc", "vhl", "hajj"],
    },
    Group {
        title: Text::TryGroupRegions,
        schemes: &["smart-health-card", "divoc", "nzcp", "racsel-ddvc", "cred"],
    },
];

/// The one whose samples are shown first.
pub const FIRST: &str = "eu-dcc";

/// The scheme of this name, if there are samples of it.
pub fn offered(name: &str) -> Option<&'static str> {
    let mut schemes = GROUPS.iter().flat_map(|group| group.schemes);
    schemes.find(|scheme| **scheme == name).copied()
}

/// What a scheme is called, for people.
pub fn title(scheme: &str) -> Text {
    scheme_text(scheme).unwrap_or(Text::TryTitle)
}

/// The samples that there are of a scheme, in the order of the file that holds them. They are known
/// before they are there, so that nothing on the screen moves when they come.
pub const fn kinds(scheme: &str) -> &'static [SampleKind] {
    use SampleKind::{Expired, Good, Tampered, UnknownIssuer};
    // Certificates without an end of their own never expire.
    match scheme.as_bytes() {
        b"2d-doc" | b"cred" | b"divoc" | b"hajj" | b"icao-vds-nc" | b"vhl" => {
            &[Good, Tampered, UnknownIssuer]
        }
        _ => &[Good, Expired, Tampered, UnknownIssuer],
    }
}

/// What a sample is called, and what it is to show.
pub const fn texts(scheme: &str, kind: SampleKind) -> (Text, Text) {
    let link = matches!(scheme.as_bytes(), b"hajj" | b"vhl");
    match kind {
        SampleKind::Good if link => (Text::SampleLink, Text::SampleLinkAbout),
        SampleKind::Good => (Text::SampleGood, Text::SampleGoodAbout),
        SampleKind::Expired => (Text::SampleExpired, Text::SampleExpiredAbout),
        SampleKind::Tampered => (Text::SampleTampered, Text::SampleTamperedAbout),
        SampleKind::UnknownIssuer => (Text::SampleUnknownIssuer, Text::SampleUnknownIssuerAbout),
    }
}
