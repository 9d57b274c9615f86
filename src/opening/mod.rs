//! Opening a link, step by step and without a network: what is to be asked, what was answered, and
//! at the end what lies behind it.
//!
//! Source: HL7 *SMART Health Cards and Links* 1.0.0, "SMART Health Links Specification".
//!
//! ```text
//! Link ─of→ Closed ─ask→ (Errand, Pending) ─answered→ Step::Ask (Errand, Pending) … Step::Opened
//! ```
//!
//! Each state can be left in its own ways only, so nothing is asked before the link is known to be
//! in force, and nothing is opened without an answer. Who carries out an [`Errand`] learns an
//! address and what to send there; the key stays in [`Pending`]. What comes out is unproven: cards
//! go through [`pipeline::verify`](crate::pipeline::verify) as any other.
//!
//! | tolerated | because |
//! | --- | --- |
//! | a file without a type | nobody writes `cty`, as is demanded; with flag `U` nothing else tells |
//! | `status` of a file | drafts had it there; the specification has it on the list |
//! | any status of 200 to 299 | it has to be 200 |

mod content;
mod error;
mod manifest;

pub use content::Content;
pub use error::OpeningError;

use crate::{
    envelope::json,
    moment::Moment,
    scheme::{Link, https_host},
};
use content::Kind;
use manifest::{Listed, Place};
use serde_json::{Value, json as object};
use std::collections::VecDeque;

/// A link that may be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    link: Link,
    host: String,
}

impl Closed {
    /// The link, if it is in force at `at` and its address can be asked.
    ///
    /// # Errors
    /// [`OpeningError::Expired`], [`OpeningError::Address`].
    pub fn of(link: &Link, at: Moment) -> Result<Self, OpeningError> {
        let host = https_host(link.target.url()).ok_or(OpeningError::Address)?;
        let closed = Self { link: link.clone(), host };
        closed.in_force(at)?;
        Ok(closed)
    }

    /// The same link, if it is still in force at `at`: a person may take long to decide.
    ///
    /// # Errors
    /// [`OpeningError::Expired`].
    pub fn in_force(&self, at: Moment) -> Result<&Self, OpeningError> {
        match self.link.expires {
            Some(end) if end < at => Err(OpeningError::Expired),
            Some(_) | None => Ok(self),
        }
    }

    /// The host that would be asked.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The first request.
    ///
    /// # Errors
    /// [`OpeningError::PasscodeNeeded`] for a link that says that it has one,
    /// [`OpeningError::PasscodeTooLong`].
    pub fn ask(&self, passcode: Option<&str>) -> Result<(Errand, Pending), OpeningError> {
        let passcode = passcode.map(str::trim).filter(|passcode| !passcode.is_empty());
        if self.link.passcode && passcode.is_none() {
            return Err(OpeningError::PasscodeNeeded);
        }
        if passcode.is_some_and(|passcode| passcode.len() > MAX_PASSCODE_BYTES) {
            return Err(OpeningError::PasscodeTooLong { limit: MAX_PASSCODE_BYTES });
        }
        let target = &self.link.target;
        let (stage, url, body) = if target.is_direct() {
            (Stage::Direct, direct(target.url()), None)
        } else {
            let body = manifest_request(passcode).to_string();
            (Stage::Manifest { passcode: passcode.is_some() }, target.url().to_owned(), Some(body))
        };
        let host = self.host.clone();
        let limit = stage.limit();
        let pending = Pending { closed: Box::new(self.clone()), stage, left: MAX_BYTES_IN_ALL };
        Ok((Errand { url, host, body, limit }, pending))
    }
}

/// Something to be fetched: all that whoever fetches it needs to know.
#[derive(Clone, PartialEq, Eq)]
pub struct Errand {
    url: String,
    host: String,
    body: Option<String>,
    limit: usize,
}

impl Errand {
    /// The address, `https`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The host of the address: where it is not the link's own, a person has to agree to it too.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// JSON to be sent by POST; `None` for a GET.
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// Most bytes of an answer.
    pub const fn limit(&self) -> usize {
        self.limit
    }
}

impl core::fmt::Debug for Errand {
    /// Neither address nor passcode, which are secrets.
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.debug_struct("Errand").field("host", &self.host).finish_non_exhaustive()
    }
}

/// What was answered to an [`Errand`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The header `Retry-After`, if it could be read.
    pub retry_after: Option<String>,
    /// The content.
    pub body: Vec<u8>,
}

/// A link that waits for an answer.
#[derive(Debug)]
pub struct Pending {
    closed: Box<Closed>,
    stage: Stage,
    /// Bytes that may still come.
    left: usize,
}

#[derive(Debug)]
enum Stage {
    Direct,
    Manifest { passcode: bool },
    File { kind: Option<Kind>, files: VecDeque<Listed>, contents: Vec<Content> },
}

impl Stage {
    const fn limit(&self) -> usize {
        match self {
            Self::Manifest { .. } => MAX_MANIFEST_BYTES,
            Self::Direct | Self::File { .. } => MAX_FILE_BYTES,
        }
    }
}

/// What comes after an answer.
#[derive(Debug)]
pub enum Step {
    /// Something else is to be fetched.
    Ask(Errand, Pending),
    /// This lies behind the link, in the order of its list; never empty.
    Opened(Vec<Content>),
}

impl Pending {
    /// The host of the link.
    pub fn host(&self) -> &str {
        &self.closed.host
    }

    /// Goes on with an answer. After an error there is no going on: the link can be asked anew.
    ///
    /// # Errors
    /// [`OpeningError`] says why not.
    pub fn answered(self, answer: &Answer) -> Result<Step, OpeningError> {
        let Self { closed, stage, left } = self;
        let limit = stage.limit();
        if answer.body.len() > limit {
            return Err(OpeningError::AnswerTooLarge { limit });
        }
        let left = left
            .checked_sub(answer.body.len())
            .ok_or(OpeningError::AllTooLarge { limit: MAX_BYTES_IN_ALL })?;
        let passcode = match stage {
            Stage::Manifest { passcode } => Some(passcode),
            Stage::Direct | Stage::File { .. } => None,
        };
        judge_status(answer, passcode)?;
        let (files, contents) = match stage {
            Stage::Manifest { .. } => (manifest::read(&answer.body)?, Vec::new()),
            Stage::Direct => (VecDeque::new(), closed.file(&answer.body, None)?),
            Stage::File { kind, files, mut contents } => {
                contents.extend(closed.file(&answer.body, kind)?);
                (files, contents)
            }
        };
        closed.go_on(files, contents, left)
    }
}

impl Closed {
    fn file(&self, body: &[u8], kind: Option<Kind>) -> Result<Vec<Content>, OpeningError> {
        let text = core::str::from_utf8(body)
            .map_err(|_| OpeningError::Form { expected: "an encrypted file" })?;
        content::read(text, kind, &self.link.target)
    }

    /// Opens the files that are there, up to the first that has to be fetched.
    fn go_on(
        self: Box<Self>,
        mut files: VecDeque<Listed>,
        mut contents: Vec<Content>,
        left: usize,
    ) -> Result<Step, OpeningError> {
        while let Some(Listed { kind, place }) = files.pop_front() {
            match place {
                Place::Withdrawn => contents.push(Content::Withdrawn),
                Place::Here(file) => contents.extend(self.file(file.as_bytes(), kind)?),
                Place::At { url, host } => {
                    let stage = Stage::File { kind, files, contents };
                    let limit = stage.limit();
                    let errand = Errand { url, host, body: None, limit };
                    return Ok(Step::Ask(errand, Pending { closed: self, stage, left }));
                }
            }
        }
        match contents.len() {
            0 => Err(OpeningError::Empty),
            1..=MAX_CONTENTS => Ok(Step::Opened(contents)),
            _ => Err(OpeningError::TooMany { limit: MAX_CONTENTS }),
        }
    }
}

/// A passcode can be sent with a request for the list alone; `passcode` says whether one was.
fn judge_status(answer: &Answer, passcode: Option<bool>) -> Result<(), OpeningError> {
    match answer.status {
        200..=299 => Ok(()),
        401 if passcode == Some(false) => Err(OpeningError::PasscodeNeeded),
        401 if passcode == Some(true) => {
            Err(OpeningError::PasscodeWrong { remaining: remaining(&answer.body) })
        }
        404 | 410 => Err(OpeningError::NoLongerActive),
        429 | 503 => {
            // RFC 9110 §10.2.3: seconds, or a date, which is not worth a calendar.
            let seconds = answer.retry_after.as_deref().and_then(|text| text.trim().parse().ok());
            Err(OpeningError::Later { seconds })
        }
        status => Err(OpeningError::Refused { status }),
    }
}

/// "the response body SHALL be a JSON payload with remainingAttempts".
fn remaining(body: &[u8]) -> Option<u32> {
    let answer = json::read(body).ok()?;
    u32::try_from(answer.get("remainingAttempts")?.as_u64()?).ok()
}

/// The body of a manifest request.
fn manifest_request(passcode: Option<&str>) -> Value {
    let mut request = object!({ "recipient": RECIPIENT, "embeddedLengthMax": MAX_EMBEDDED });
    if let (Some(passcode), Some(request)) = (passcode, request.as_object_mut()) {
        request.insert("passcode".to_owned(), passcode.into());
    }
    request
}

/// The address of a direct file with who asks, which is demanded.
fn direct(url: &str) -> String {
    let url = url.split('#').next().unwrap_or(url);
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}recipient={RECIPIENT}")
}

/// Who asks. The specification demands a name; this one is everybody's.
const RECIPIENT: &str = "Vidimus";
/// Most files on a list.
const MAX_FILES: usize = 16;
/// Most things in them.
const MAX_CONTENTS: usize = 32;
/// A passcode is read out or typed.
const MAX_PASSCODE_BYTES: usize = 128;
/// Characters of a file that the host may put into the list; sixteen such fit into a list.
const MAX_EMBEDDED: usize = 60_000;
const MAX_MANIFEST_BYTES: usize = 1024 * 1024;
/// The longest file seen has 81 KB.
const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;
const MAX_BYTES_IN_ALL: usize = 8 * 1024 * 1024;
