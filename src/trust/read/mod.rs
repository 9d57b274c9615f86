//! Readers of trust lists made by others, recognised by content, not by name.
//!
//! Real lists are messy. What is tolerated is said in each reader, with who does it; what is not
//! loaded is kept with its reason, so that every entry is accounted for.

mod certificate;
mod crl;
mod did;
mod did_document;
mod divoc_keys;
mod dsc_list;
mod jwk_set;
mod kid_keys;
mod master_list;
mod pathcheck;
mod vci_snapshot;

pub use jwk_set::FORM as JWK_SET;
pub use vci_snapshot::{FORM as VCI_SNAPSHOT, is_signed as is_vci_signature};

use super::{
    list::{EntryError, List},
    pack,
};
use crate::signature::PublicKey;
use base64ct::{Base64, Base64Unpadded, Base64Url, Base64UrlUnpadded, Encoding};

/// Reads a list of any known form.
///
/// `list_key` is the key that may sign it, where its publisher's is not pinned here.
///
/// # Errors
/// [`ReadError`] when the bytes are no list, or its own signature does not hold.
pub fn read(bytes: &[u8], list_key: Option<&PublicKey>) -> Result<List, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len(), limit: MAX_BYTES });
    }
    if pack::is_pack(bytes) {
        let trust = list_key.map_or(pack::Authority::WhoChoseTheFile, pack::Authority::Key);
        return pack::open(bytes, trust).map_err(ReadError::Pack);
    }
    if bytes.first() == Some(&DER_SEQUENCE) {
        return certificate::der(bytes);
    }
    let text = core::str::from_utf8(bytes).map_err(|_| ReadError::Unknown)?;
    // Some JSON lists have PEM in their texts.
    if text.contains("-----BEGIN ") && !text.trim_start().starts_with('{') {
        return certificate::pem(text);
    }
    if let Some((signature, json)) = text.split_once('\n')
        && json.trim_start().starts_with('{')
        && !signature.trim_start().starts_with('{')
    {
        return dsc_list::read(signature, json, list_key);
    }
    let json: serde_json::Value = serde_json::from_str(text).map_err(|_| ReadError::Unknown)?;
    if json.get("issuerInfo").is_some() {
        return vci_snapshot::read(&json);
    }
    // A kid→keys list may know a key by the name "keys"; its keys have no type.
    if let Some(keys) = json.get("keys").and_then(serde_json::Value::as_array)
        && keys.iter().all(|key| key.get("kty").is_some())
    {
        return jwk_set::read(&json);
    }
    if did_document::is_one(&json) {
        return did_document::read(&json);
    }
    if json.get("verificationMethod").is_some() {
        return did::read(&json);
    }
    if master_list::is_one(&json) {
        return master_list::read(&json);
    }
    if pathcheck::is_registry(&json) {
        return pathcheck::read(&json);
    }
    if divoc_keys::is_map(&json) {
        return divoc_keys::read(&json);
    }
    kid_keys::read(&json)
}

/// Why bytes are not a trust list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The list is signed, and nobody said with which key.
    #[error("signed by a publisher whose key is not known here: name it (--list-key)")]
    KeyNeeded,
    /// A pack that cannot be opened.
    #[error(transparent)]
    Pack(pack::PackError),
    /// The list's own signature does not hold.
    #[error("the signature of the list does not hold")]
    Signature,
    /// More bytes than a list may have.
    #[error("{bytes} bytes are more than the {limit} that a list may have")]
    TooLarge {
        /// Bytes that came.
        bytes: usize,
        /// Most bytes.
        limit: usize,
    },
    /// Nothing that a reader knows.
    #[error("not a trust list of a known form")]
    Unknown,
}

/// Base64 as lists write it: standard or URL alphabet, padded or not, white space around.
fn base64(text: &str, field: &'static str) -> Result<Vec<u8>, EntryError> {
    let text = text.trim();
    Base64::decode_vec(text)
        .or_else(|_| Base64Unpadded::decode_vec(text))
        .or_else(|_| Base64UrlUnpadded::decode_vec(text))
        .or_else(|_| Base64Url::decode_vec(text))
        .map_err(|_| EntryError::Base64 { field })
}

/// The largest list seen has 4 MB (829 certificates, each with its country's signature).
const MAX_BYTES: usize = 64 * 1024 * 1024;
const DER_SEQUENCE: u8 = 0x30;
