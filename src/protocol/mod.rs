//! What crosses a boundary: to the page from its worker, to a shell, to other people's programs.
//!
//! The only serializable types of the crate. The report is the public JSON of the command line:
//! fields are added, never renamed. Times are RFC 3339 texts, dates may be partial (`1990-05`).

mod event;
mod link;
mod sample;

pub use event::{Event, Exemption, Pass, Recovery, Test, TestMethod, TestResult, Vaccination};
pub use link::{Errand, Link, Reply};
pub use sample::{Content, Sample, SampleContent, SampleKind, Samples};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the messages between page and worker; the two are always of one build.
pub const VERSION: u32 = 1;

/// What the page asks of the worker. Pixels are transferred beside the message, never serialized.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "ask")]
pub enum Request {
    /// Take this trust pack into use, if it is signed by `update_key` and not older than the one
    /// in use. Without bytes: only say what is in use.
    Load {
        /// The signed pack as it was stored or fetched.
        pack: Option<serde_bytes::ByteBuf>,
        /// The key that may sign updates: base64 of the SubjectPublicKeyInfo, from the page itself.
        update_key: Option<String>,
        /// The device's clock, Unix seconds: for the age of the list.
        clock_unix_seconds: i64,
    },
    /// Read and judge every code in a picture; RGBA pixels are transferred with the message.
    ReadPixels {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
        /// How hard to try.
        effort: Effort,
        /// How to judge.
        judge: Judge,
    },
    /// Judge a text that was pasted or typed.
    ReadText {
        /// The text.
        text: String,
        /// How to judge.
        judge: Judge,
    },
    /// Draw the codes of one scheme's samples.
    DrawSamples {
        /// The scheme, e.g. `eu-dcc`.
        scheme: String,
        /// What the codes are to hold.
        samples: Vec<SampleContent>,
    },
    /// Begin to open the link that was judged last: a person has asked for it.
    OpenLink {
        /// [`Link::opens`] of its report.
        number: u32,
        /// What the person typed.
        passcode: Option<String>,
        /// How to judge.
        judge: Judge,
    },
    /// Go on with what a host answered to an [`Errand`].
    LinkAnswer {
        /// [`Link::opens`] of the link's report.
        number: u32,
        /// The answer.
        reply: Reply,
        /// How to judge.
        judge: Judge,
    },
    /// Forget the link: nobody looks at it any more.
    ForgetLink,
}

/// How a certificate is to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judge {
    /// The device's clock, Unix seconds: the moment to judge at.
    pub clock_unix_seconds: i64,
    /// Demo mode: certificates of demo and test issuers show the three colours.
    pub demo: bool,
}

/// How hard to look for codes in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    /// One quick pass: another frame comes soon.
    Live,
    /// Every pass: there is no other picture.
    Still,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "answer")]
pub enum Response {
    /// To [`Request::Load`]: the list now in use, and why the offered pack was not taken.
    Trust {
        /// The list in use.
        trust: Trust,
        /// When it was made, Unix seconds, where it says so.
        created_unix_seconds: Option<i64>,
        /// Sizes of the list in use.
        keys: KeyCounts,
        /// Why the offered pack was refused, if it was.
        refused: Option<ReasonEntry>,
    },
    /// To [`Request::ReadPixels`] and [`Request::ReadText`]: one reading per code; empty when no
    /// code was found.
    Readings {
        /// In the order found.
        readings: Vec<Reading>,
    },
    /// To [`Request::DrawSamples`].
    Samples {
        /// The scheme that was asked for.
        scheme: String,
        /// In the order to show them.
        samples: Vec<Sample>,
    },
    /// To [`Request::OpenLink`] and [`Request::LinkAnswer`]: this is to be fetched.
    Errand {
        /// What.
        errand: Errand,
    },
    /// To the same: the link is open.
    LinkOpened {
        /// The host of the link.
        host: String,
        /// The verdict on each thing behind it; never empty.
        reports: Vec<Report>,
    },
    /// To [`Request::ForgetLink`].
    Forgotten,
    /// The request could not be done at all.
    Failed {
        /// Why.
        reason: ReasonEntry,
    },
}

/// What one code turned out to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
#[expect(clippy::large_enum_variant, reason = "one is made per code; a box would gain nothing")]
pub enum Reading {
    /// Not a health certificate: no verdict, scanning goes on.
    NotACertificate,
    /// A piece of a certificate that is spread over several codes: scanning goes on.
    Part {
        /// Different pieces that are there.
        have: u32,
        /// How many there are.
        total: u32,
    },
    /// A health certificate and its verdict.
    Certificate {
        /// The verdict.
        report: Report,
    },
}

/// How many keys of the list in use are in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyCounts {
    /// Keys of real issuers.
    pub live: u32,
    /// Keys of test and demo issuers.
    pub specimen: u32,
    /// Countries, organisations and health-card issuers with such a key.
    pub issuers: u32,
}

/// One report: the public JSON of a verification.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The request's own name, in batches.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<String>,
    /// The file that it is about, where files were named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<String>,
    /// `None` when the input is no certificate, or not all of one.
    pub outcome: Option<Outcome>,
    /// The scheme, e.g. `eu-dcc`.
    pub scheme: Option<String>,
    /// Findings, the most telling first.
    pub reasons: Vec<ReasonEntry>,
    /// Every check and how it ended.
    pub checks: Checks,
    /// Signed by a test or demo issuer.
    pub specimen: bool,
    /// Who signed, as the trust list says; as the certificate claims where it is unproven.
    pub issuer: Option<Issuer>,
    /// What it says. `None` unless the signature was proved or the caller asked for the unproven.
    pub credential: Option<Credential>,
    /// Where the certificate leads, if it is a link; it was not opened.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub link: Option<Link>,
    /// Present only where unproven claims were asked for: is the credential proven?
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub proven: Option<bool>,
    /// Match with a booking or passport; not made yet.
    #[serde(rename = "match")]
    pub matched: Option<String>,
    /// The list that was used.
    pub trust: Option<Trust>,
    /// Milliseconds that the verification took, without reading the input.
    pub ms: f64,
}

/// The three outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Green.
    Accept,
    /// Amber.
    Undecided,
    /// Red.
    Reject,
}

/// How one check ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// It holds.
    Pass,
    /// It does not hold, or a person has to decide: the reasons say which.
    Fail,
    /// There was nothing to check against.
    Unknown,
    /// Rules that leave the decision open.
    Open,
    /// No rules were chosen.
    NotApplied,
    /// An earlier check ended the verification.
    #[default]
    NotReached,
}

/// Every check of a verification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checks {
    /// Could it be read?
    pub reading: Check,
    /// Does the signature belong to it?
    pub signature: Check,
    /// Is the signer vouched for?
    pub trust: Check,
    /// Was it withdrawn?
    pub revocation: Check,
    /// Is it in force?
    pub validity: Check,
    /// Does it meet the rules?
    pub rules: Check,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonEntry {
    /// The stable code, e.g. `validity.expired`.
    pub code: String,
    /// The stage, e.g. `validity`.
    pub stage: String,
    /// `app`, `code`, `holder`, `issuer` or `verifier`.
    pub blame: String,
    /// Facts for the sentence, e.g. `since`: an RFC 3339 time. Never personal data.
    pub params: BTreeMap<String, String>,
}

/// Who signed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    /// As the certificate of the signer or the claims name it.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-3 where known, else the list's own code for an organisation.
    pub country: Option<String>,
    /// Key identifier, base64.
    pub kid: Option<String>,
    /// The list that holds the key.
    pub source: Option<String>,
}

/// What a certificate says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Whose it is.
    pub person: Person,
    /// What happened.
    pub events: Vec<Event>,
    /// When it was issued.
    pub issued: Option<String>,
    /// When it ends.
    pub expires: Option<String>,
}

/// A person as the certificate names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Family name, in its own script.
    pub surname: Option<String>,
    /// Given names, in their own script.
    pub given: Option<String>,
    /// Family name in the letters of a passport's machine-readable zone.
    pub surname_latin: Option<String>,
    /// Given names in the letters of a passport's machine-readable zone.
    pub given_latin: Option<String>,
    /// Date of birth, as exact as the certificate is: `1990`, `1990-05`, `1990-05-13`.
    pub dob: Option<String>,
    /// Number of the passport or identity card that the certificate is bound to.
    pub document: Option<String>,
}

/// The list that was used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// Its name, e.g. `embedded`.
    pub source: String,
    /// When its oldest part with a date was signed or published, RFC 3339.
    pub created: Option<String>,
    /// Whole days since then; `None` where the device's clock is not judged.
    pub age_days: Option<i64>,
    /// Its sequence number.
    pub sequence: Option<u64>,
}
