//! Links to health documents: SMART Health Links and WHO's Verifiable Health Links.
//!
//! Source: HL7 *SMART Health Cards and Links* 1.0.0, "SMART Health Links Specification"
//! (links-specification, "Construct a SHLink Payload"); WHO `smart-trust`, claim 5 of `hcert.fsh`.
//!
//! ```text
//! [viewer URL "#"] shlink:/ Base64url( { url, key, exp?, flag?, label?, v? } )
//! ```
//!
//! A link is recognised and described, and nothing is fetched: what it leads to is not known, so it
//! is no certificate. What a person may see is in the open; what [`opening`](crate::opening) needs is
//! in [`Target`], which shows nobody its key.
//!
//! | tolerated | seen from |
//! | --- | --- |
//! | `shlink://`, `vhlink:/`, `vhlink://` | WHO's pilots |
//! | Base64 with padding, in the link and in the key | WHO's pilots |
//! | `exp` null, or in milliseconds | WHO's pilots |
//! | an address that is not `https` | test set-ups; [`Link::secure`] says so |

use super::{SchemeError, Time};
use crate::{
    envelope::{
        EnvelopeError,
        json::{self},
        jws,
    },
    moment::Moment,
};
use core::fmt;
use serde_json::Value;

/// A link to a health document. It was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads: the host alone, for people.
    pub host: String,
    /// Whether the way there is encrypted, as it has to be.
    pub secure: bool,
    /// The issuer's words for what is behind it.
    pub label: Option<String>,
    /// A passcode will be asked for.
    pub passcode: bool,
    /// When it says that it stops working.
    pub expires: Option<Moment>,
    /// What it takes to open it.
    pub target: Target,
}

/// What it takes to open a link: address and key, which are for no screen.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    url: String,
    key: [u8; KEY_BYTES],
    direct: bool,
}

impl Target {
    /// The address, as the link has it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The key of its files (A256GCM).
    pub const fn key(&self) -> &[u8; KEY_BYTES] {
        &self.key
    }

    /// The address is that of the one file itself, not of a manifest (flag `U`).
    pub const fn is_direct(&self) -> bool {
        self.direct
    }
}

impl fmt::Debug for Target {
    /// Not the key, and not the address, which alone is half of the secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Target").field("direct", &self.direct).finish_non_exhaustive()
    }
}

/// The link in a text, as the error that it is to a verification; `None` when there is none.
pub(super) fn find(text: &str) -> Option<SchemeError> {
    Some(match open(body(text)?) {
        Ok(link) => SchemeError::Link { link: Box::new(link) },
        Err(error) => error.into(),
    })
}

/// The link in a text that an envelope carries; `None` when it is none, or a damaged one.
pub(super) fn read(text: &str) -> Option<Link> {
    open(body(text.trim())?).ok()
}

/// What follows the link's scheme, which stands at the beginning or after the address of a viewer.
fn body(text: &str) -> Option<&str> {
    let web = ["https://", "http://"].iter().any(|scheme| starts_with(text, scheme).is_some());
    let link = if web { text.split_once('#')?.1 } else { text };
    let rest = ["shlink:/", "vhlink:/"].iter().find_map(|scheme| starts_with(link, scheme))?;
    Some(rest.strip_prefix('/').unwrap_or(rest))
}

/// What follows `prefix`, in any case (RFC 3986 §3.1).
fn starts_with<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn open(body: &str) -> Result<Link, EnvelopeError> {
    const ADDRESS: EnvelopeError = EnvelopeError::Fields { expected: "the address of a document" };
    const KEY: EnvelopeError = EnvelopeError::Fields { expected: "a key of 32 bytes" };
    let payload = json::read(&unpadded(body)?)?;
    let text = |member: &str| payload.get(member).and_then(Value::as_str);
    let url = text("url").ok_or(ADDRESS)?;
    let key = text("key").map(unpadded).transpose()?.ok_or(KEY)?;
    let key: [u8; KEY_BYTES] = key.try_into().map_err(|_| KEY)?;
    let flag = |flag: char| text("flag").is_some_and(|flags| flags.contains(flag));
    let label = text("label").map(str::trim).filter(|label| !label.is_empty());
    Ok(Link {
        host: host(url).ok_or(ADDRESS)?,
        secure: starts_with(url, "https://").is_some(),
        label: label.map(|label| label.chars().take(LABEL_CHARACTERS).collect()),
        passcode: flag('P'),
        expires: Time::of_json(payload.get("exp")).mended().moment(),
        // "U … SHALL NOT be used in combination with P": with both, a passcode could not be sent.
        target: Target { url: url.to_owned(), key, direct: flag('U') && !flag('P') },
    })
}

fn unpadded(text: &str) -> Result<Vec<u8>, EnvelopeError> {
    jws::decode(text.trim_end_matches('='))
}

/// The host of an address as a person should see it: never what stands before an `@`.
fn host(url: &str) -> Option<String> {
    let rest = starts_with(url, "https://").or_else(|| starts_with(url, "http://"))?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let place = authority.rsplit('@').next()?;
    let host = match place.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => place,
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-[]:".contains(&byte);
    let sound = (1..=HOST_CHARACTERS).contains(&host.len()) && host.bytes().all(plain);
    sound.then(|| host.to_ascii_lowercase())
}

/// An A256GCM key.
const KEY_BYTES: usize = 32;
/// "label: no longer than 80 characters".
const LABEL_CHARACTERS: usize = 80;
/// RFC 1035 §2.3.4.
const HOST_CHARACTERS: usize = 253;

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    fn encode(payload: &str) -> String {
        jws::encode(payload.as_bytes())
    }

    fn sound() -> String {
        let payload =
            r#"{"url":"https://health.example/x","key":"K","flag":"LP","label":" Card "}"#;
        encode(&payload.replace("\"K\"", &format!("\"{KEY}\"")))
    }

    #[test]
    fn a_link_is_described_in_every_form() {
        let expected = Link {
            host: "health.example".to_owned(),
            secure: true,
            label: Some("Card".to_owned()),
            passcode: true,
            expires: None,
            target: Target {
                url: "https://health.example/x".to_owned(),
                key: [0; KEY_BYTES],
                direct: false,
            },
        };
        let sound = sound();
        for before in [
            "shlink:/",
            "SHLINK:/",
            "shlink://",
            "vhlink:/",
            "vhlink://",
            "https://viewer.example/#shlink:/",
            "https://viewer.example/path?x=y#shlink://",
        ] {
            for after in ["", "=", "=="] {
                let text = format!("{before}{sound}{after}");
                let link = SchemeError::Link { link: Box::new(expected.clone()) };
                assert_eq!(find(&text), Some(link), "{text}");
                assert_eq!(read(&text).as_ref(), Some(&expected), "{text}");
            }
        }
    }

    #[test]
    fn what_opens_it_is_kept_and_not_shown() {
        for (flags, direct) in [("", false), ("L", false), ("U", true), ("LU", true), ("PU", false)]
        {
            let payload = format!(
                r#"{{"url":"https://health.example/secret","key":"{KEY}","flag":"{flags}"}}"#
            );
            let link = read(&format!("shlink:/{}", encode(&payload))).expect("a link");
            assert_eq!(link.target.url(), "https://health.example/secret");
            assert_eq!(link.target.key(), &[0; KEY_BYTES]);
            assert_eq!(link.target.is_direct(), direct, "{flags}");
            let shown = format!("{link:?}");
            assert!(!shown.contains("secret") && !shown.contains("0, 0"), "{shown}");
        }
    }

    #[test]
    fn a_damaged_link_is_damage_and_another_text_is_none() {
        let cases = [
            ("shlink:/*".to_owned(), Some(EnvelopeError::Base64)),
            ("shlink:/".to_owned(), Some(EnvelopeError::Json { depth_limit: 64 })),
            (
                format!("shlink:/{}", encode("{\"url\":")),
                Some(EnvelopeError::Json { depth_limit: 64 }),
            ),
            (
                format!("shlink:/{}", encode("{}")),
                Some(EnvelopeError::Fields { expected: "the address of a document" }),
            ),
            (
                format!("shlink:/{}", encode(r#"{"url":"https://a.example/","key":"AAAA"}"#)),
                Some(EnvelopeError::Fields { expected: "a key of 32 bytes" }),
            ),
            (
                format!(
                    "shlink:/{}",
                    encode(&format!(r#"{{"url":"javascript:x","key":"{KEY}"}}"#))
                ),
                Some(EnvelopeError::Fields { expected: "the address of a document" }),
            ),
            ("https://viewer.example/".to_owned(), None),
            ("https://viewer.example/#x".to_owned(), None),
            ("a shlink:/x".to_owned(), None),
            (String::new(), None),
        ];
        for (text, expected) in cases {
            assert_eq!(find(&text), expected.map(SchemeError::Envelope), "{text}");
            assert_eq!(read(&text), None, "{text}");
        }
    }

    #[test]
    fn the_host_is_what_the_address_leads_to() {
        let cases = [
            ("https://health.example", Some("health.example")),
            ("HTTPS://Health.Example/x", Some("health.example")),
            ("http://localhost:8090/x", Some("localhost")),
            ("https://bank.example@evil.example/", Some("evil.example")),
            ("https://evil.example\\@bank.example/", Some("evil.example")),
            ("https://evil.example?@bank.example/", Some("evil.example")),
            ("https://[2001:db8::1]:443/", Some("[2001:db8::1]")),
            ("https://bänk.example/", None),
            ("https:///x", None),
            ("ftp://health.example/", None),
        ];
        for (url, expected) in cases {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
    }
}
