//! A link, what is fetched for it, and what came of that.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A link to a health document. What it holds is not fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The host that it leads to.
    pub host: String,
    /// Whether the way there is encrypted, as it has to be.
    pub secure: bool,
    /// What its maker calls it.
    pub label: Option<String>,
    /// A passcode will be asked for.
    pub passcode: bool,
    /// When it says that it stops working.
    pub expires: Option<String>,
    /// In the page only: the number by which the worker opens it when a person asks for it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub opens: Option<u32>,
}

/// Something to be fetched for a link. It holds no key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Errand {
    /// The address, `https`.
    pub url: String,
    /// Its host, which the person must have agreed to.
    pub host: String,
    /// JSON to be sent by POST; `None` for a GET.
    pub body: Option<String>,
    /// Most bytes of an answer.
    pub limit: u32,
}

impl fmt::Debug for Errand {
    /// Neither address nor passcode, which are secrets.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Errand").field("host", &self.host).finish_non_exhaustive()
    }
}

/// What a host answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    /// The header `Retry-After`, if it could be read.
    pub retry_after: Option<String>,
    /// The content.
    pub body: serde_bytes::ByteBuf,
}
