//! The public key whose signature the page demands of an updated trust pack.

use std::path::Path;

use base64ct::{Base64, Encoding as _};

use crate::{failure::Failure, files};

/// A public key as the page keeps it: the Base64 text of its SubjectPublicKeyInfo, or nothing for a
/// page that takes no updates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateKey(String);

impl UpdateKey {
    /// The page takes no updates.
    #[must_use]
    pub fn none() -> Self {
        Self(String::new())
    }

    /// Reads a PEM file.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        Self::from_pem(&files::read_text(file)?).map_err(|failure| {
            Failure::new(format!("{} is no update key: {failure}", file.display())).advise(
                "It must be a public key in PEM form, beginning with -----BEGIN PUBLIC KEY-----.",
            )
        })
    }

    /// Reads the text of a PEM file (RFC 7468 §13).
    pub fn from_pem(pem: &str) -> Result<Self, Failure> {
        // The key becomes part of a public page: better to stop than to publish a secret.
        if pem.contains("PRIVATE KEY-----") {
            return Err(Failure::new("it holds a private key"));
        }
        let body = pem
            .split_once("-----BEGIN PUBLIC KEY-----")
            .and_then(|(_, rest)| rest.split_once("-----END PUBLIC KEY-----"))
            .map(|(body, _)| body.split_whitespace().collect::<String>())
            .ok_or_else(|| Failure::new("it holds no PUBLIC KEY"))?;
        let spki = Base64::decode_vec(&body)
            .map_err(|error| Failure::new(format!("its Base64 is damaged ({error})")))?;
        Self::from_spki(&spki)
    }

    /// Takes the DER bytes of a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
    pub fn from_spki(der: &[u8]) -> Result<Self, Failure> {
        if is_sequence(der) {
            Ok(Self(Base64::encode_string(der)))
        } else {
            Err(Failure::new("it holds no SubjectPublicKeyInfo"))
        }
    }

    /// Whether the page takes no updates.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The text that stands in the page.
    #[must_use]
    pub fn as_base64(&self) -> &str {
        &self.0
    }
}

/// Puts the key into a page that already has one, or none.
pub(super) fn replace(html: &str, key: &UpdateKey) -> Result<String, Failure> {
    let parts = html.split_once(NAME).and_then(|(before, rest)| {
        let (_, after) = rest.split_once('"')?;
        Some(format!("{before}{NAME}{}\"{after}", key.as_base64()))
    });
    parts.ok_or_else(|| {
        Failure::new("index.html has no update key to replace")
            .advise(format!("It must hold the tag {NAME}…\"> in just this form."))
    })
}

/// One DER SEQUENCE and nothing after it (X.690 §8.1.3: short and long form of the length).
fn is_sequence(der: &[u8]) -> bool {
    let (length, body) = match *der {
        [0x30, length @ 0..=0x7f, ref body @ ..] => (usize::from(length), body),
        [0x30, 0x81, length, ref body @ ..] => (usize::from(length), body),
        [0x30, 0x82, high, low, ref body @ ..] => {
            (usize::from(u16::from_be_bytes([high, low])), body)
        }
        _ => return false,
    };
    length > 0 && length == body.len()
}

/// The tag as index.html has it. Trunk keeps it as it is.
const NAME: &str = "<meta name=\"vidimus-update-key\" content=\"";

#[cfg(test)]
mod tests {
    use super::*;

    /// `openssl ecparam -name prime256v1 -genkey -noout | openssl ec -pubout`
    const PEM: &str = "-----BEGIN PUBLIC KEY-----\n\
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYD54V/vp+54P9DXarYqx4MPcm+HK\n\
        RIQzNasYSoRQHQ/6S6Ps8tpMcT+KvIIC8W/e9k0W7Cm72M1P9jU7SLf/vg==\n\
        -----END PUBLIC KEY-----\n";

    #[test]
    fn only_a_whole_public_key_is_taken() {
        let key = UpdateKey::from_pem(PEM).unwrap();
        assert!(key.as_base64().starts_with("MFkwEwYHKoZIzj0C"));
        assert!(key.as_base64().ends_with("vg=="));
        for (wrong, why) in [
            (String::new(), "no PUBLIC KEY"),
            (PEM.replace("PUBLIC", "PRIVATE"), "private key"),
            (format!("{PEM}{}", PEM.replace("PUBLIC", "EC PRIVATE")), "private key"),
            (PEM.replace("MFkw", "M!kw"), "Base64"),
            (PEM.replace("MFkw", "MFow"), "SubjectPublicKeyInfo"),
        ] {
            let failure = UpdateKey::from_pem(&wrong).unwrap_err().to_string();
            assert!(failure.contains(why), "{failure}");
        }
    }

    #[test]
    fn the_key_in_a_page_can_be_replaced() {
        let key = UpdateKey::from_pem(PEM).unwrap();
        let page = |content: &str| format!("<head>{NAME}{content}\"><title>x</title>");
        let with_key = replace(&page(""), &key).unwrap();
        assert_eq!(with_key, page(key.as_base64()));
        assert_eq!(replace(&with_key, &UpdateKey::none()).unwrap(), page(""));
        assert!(replace("<head>", &key).is_err());
    }
}
