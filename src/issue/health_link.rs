//! Makes SMART Health Links and what lies behind them, sound or broken in one chosen layer.

use super::json_text;
use crate::{envelope::jws, moment::Moment};
use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use miniz_oxide::deflate::compress_to_vec;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A link to be made.
#[derive(Clone, Debug)]
pub struct LinkDraft {
    /// Where it leads.
    pub url: String,
    /// The key of its files is derived from this: the same seed is the same key.
    pub seed: String,
    /// Its flags, such as `LP`.
    pub flags: String,
    /// What it calls itself.
    pub label: String,
    /// When it ends.
    pub expires: Option<Moment>,
}

impl LinkDraft {
    /// A link without flags and without an end.
    pub fn new(url: &str, seed: &str) -> Self {
        Self {
            url: url.to_owned(),
            seed: seed.to_owned(),
            flags: String::new(),
            label: "Specimen".to_owned(),
            expires: None,
        }
    }

    fn key(&self) -> [u8; 32] {
        Sha256::digest(&self.seed).into()
    }

    /// The link, as it stands in a code.
    pub fn text(&self) -> String {
        let mut payload = json!({ "url": self.url, "key": jws::encode(&self.key()), "v": 1 });
        if let Some(payload) = payload.as_object_mut() {
            let mut put = |name: &str, value: Value| payload.insert(name.to_owned(), value);
            put("label", self.label.as_str().into());
            if !self.flags.is_empty() {
                put("flag", self.flags.as_str().into());
            }
            if let Some(expires) = self.expires {
                put("exp", expires.unix_seconds().into());
            }
        }
        format!("shlink:/{}", jws::encode(json_text(&payload).as_bytes()))
    }

    /// A file of this link with this type in its header, as a compact JWE. `None` where the cipher
    /// refuses, which it does for no content that fits into memory.
    pub fn file(&self, content_type: Option<&str>, content: &[u8]) -> Option<String> {
        let mut header = json!({ "alg": "dir", "enc": "A256GCM", "zip": "DEF" });
        if let (Some(content_type), Some(header)) = (content_type, header.as_object_mut()) {
            header.insert("cty".to_owned(), content_type.into());
        }
        self.jwe(&header, &compress_to_vec(content, 9))
    }

    /// Any JWE with the key of this link, sound or not.
    pub fn jwe(&self, header: &Value, content: &[u8]) -> Option<String> {
        let header = jws::encode(json_text(header).as_bytes());
        let payload = Payload { msg: content, aad: header.as_bytes() };
        // Never the same for two contents, which is all that a nonce needs here.
        let digest: [u8; 32] = Sha256::digest(content).into();
        let nonce: [u8; 12] = digest.first_chunk().copied()?;
        let cipher = Aes256Gcm::new(&self.key().into());
        let sealed = cipher.encrypt(&Nonce::from(nonce), payload).ok()?;
        let (ciphertext, tag) = sealed.split_at_checked(sealed.len().checked_sub(16)?)?;
        let [nonce, ciphertext, tag] = [&nonce, ciphertext, tag].map(jws::encode);
        Some(format!("{header}..{nonce}.{ciphertext}.{tag}"))
    }
}

/// The content of a file of cards.
pub fn card_file(cards: &[String]) -> Vec<u8> {
    json!({ "verifiableCredential": cards }).to_string().into_bytes()
}

/// A list of files: each with its type, and what holds it (`embedded` or `location`).
pub fn manifest(files: &[(&str, &str, &str)]) -> Vec<u8> {
    let file = |(content_type, place, value): &(&str, &str, &str)| {
        let mut file = json!({ "contentType": content_type });
        if let Some(file) = file.as_object_mut() {
            file.insert((*place).to_owned(), (*value).into());
        }
        file
    };
    let files: Vec<Value> = files.iter().map(file).collect();
    json!({ "status": "finalized", "files": files }).to_string().into_bytes()
}
