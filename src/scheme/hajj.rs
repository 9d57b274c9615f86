//! The card of pilgrims (Malaysia's MySejahtera, WHO's IPS Pilgrimage): an EU envelope in Base64,
//! with neither prefix nor compression.
//!
//! Source: `WorldHealthOrganization/smart-ips-pilgrimage`, "issue verifiable SHL", and its sample.
//! The content is that of an [`hcert`](super::hcert), so far always a link (-260/5).

use super::{
    Scheme, SchemeError, Sealed,
    hcert::{self, Prefix},
};
use crate::envelope::{EnvelopeError, cose};
use data_encoding::{BASE64, BASE64_NOPAD};

/// Whether the text begins like one: a COSE_Sign1 of CBOR tag 61, or tag 18, in Base64. An array
/// without a tag could be anything.
pub(super) fn begins_like(text: &str) -> bool {
    text.starts_with(TAG_61) || text.starts_with(TAG_18)
}

/// Opens it.
///
/// # Errors
/// [`SchemeError::Unknown`] for a text that begins with tag 18 alone and does not hold one: three
/// letters are too few to call a text a damaged certificate.
pub(super) fn open(text: &str) -> Result<Sealed, SchemeError> {
    decode(text)
        .map_err(|error| if text.starts_with(TAG_61) { error } else { SchemeError::Unknown })
}

fn decode(text: &str) -> Result<Sealed, SchemeError> {
    let compact = text.replace(['\r', '\n'], "");
    let bytes = BASE64
        .decode(compact.as_bytes())
        .or_else(|_| BASE64_NOPAD.decode(compact.as_bytes()))
        .map_err(|_| EnvelopeError::Base64)?;
    let (seal, payload) = cose::open(&bytes)?;
    let sealed = hcert::unwrap(Prefix::Hc1, seal, &payload)?;
    // Anything else in this wrapping stays what it is: whose keys count depends on it.
    let scheme = match sealed.scheme {
        Scheme::HealthLink => Scheme::Hajj,
        other => other,
    };
    Ok(Sealed { scheme, ..sealed })
}

/// `d8 3d d2 84` and the first bits of a byte string.
const TAG_61: &str = "2D3ShE";
/// `d2 84`.
const TAG_18: &str = "0oR";
