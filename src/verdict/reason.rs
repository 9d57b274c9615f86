//! The reason table: every way a check can end that a person or a machine may be told about.
//!
//! One row makes the variant, its public code, its stage, whom it concerns, what it does to the
//! outcome, and its documentation. The words for people are in `static/locales/*.ftl`, one message
//! per code; a code without words in every language does not compile (see `app::words`).

/// Whom a finding concerns; it decides what the person is advised to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// This program: reload, report.
    App,
    /// The code as it was read: hold still, clean, scan again.
    Code,
    /// The person who shows it: ask for a newer or for the original certificate.
    Holder,
    /// The authority that issued it.
    Issuer,
    /// The person who checks: update the lists, set the clock.
    Verifier,
}

impl Blame {
    /// The public name, as in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Code => "code",
            Self::Holder => "holder",
            Self::Issuer => "issuer",
            Self::Verifier => "verifier",
        }
    }
}

/// What a finding does to the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The certificate is at fault: red.
    Reject,
    /// We could not find out, or a person has to decide: amber.
    Undecided,
    /// Worth knowing, changes nothing.
    Note,
}

/// The stage of the verification that made a finding, in the order of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Around the verification: camera, worker, storage.
    App,
    /// From pixels to a text.
    Scan,
    /// From the text to unproven claims.
    Reading,
    /// Does the signature belong to these bytes?
    Signature,
    /// May this signer sign this?
    Trust,
    /// Was it withdrawn?
    Revocation,
    /// Is it in force at the moment asked about?
    Validity,
    /// Does it meet the chosen rules?
    Rules,
}

impl Stage {
    /// The public name, as in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Scan => "scan",
            Self::Reading => "reading",
            Self::Signature => "signature",
            Self::Trust => "trust",
            Self::Revocation => "revocation",
            Self::Validity => "validity",
            Self::Rules => "rules",
        }
    }
}

macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $variant:ident = $code:literal, $stage:ident, $blame:ident, $effect:ident;)*) => {
        /// Why a check did not simply pass. Codes are public API: add freely, never rename or reuse.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Reason { $($(#[doc = $doc])* $variant,)* }

        impl Reason {
            /// Every reason, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable public code, `stage.kebab-slug`.
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code,)* } }

            /// The stage that makes this finding.
            pub const fn stage(self) -> Stage { match self { $(Self::$variant => Stage::$stage,)* } }

            /// Whom it concerns.
            pub const fn blame(self) -> Blame { match self { $(Self::$variant => Blame::$blame,)* } }

            /// What it does to the outcome.
            pub const fn effect(self) -> Effect { match self { $(Self::$variant => Effect::$effect,)* } }

            /// What it means, for the documentation of codes.
            pub const fn meaning(self) -> &'static str { match self { $(Self::$variant => concat!($($doc, "\n",)*),)* } }
        }
    };
}

reasons! {
    /// No code was found in the picture.
    NothingFound = "scan.nothing-found", Scan, Code, Undecided;
    /// More codes of the same certificate are needed.
    PartsMissing = "scan.parts-missing", Scan, Code, Undecided;
    /// The file is no picture that we can read.
    PictureUnreadable = "scan.picture-unreadable", Scan, Code, Undecided;
    /// The picture has more pixels, or the file more bytes, than we look at.
    PictureTooLarge = "scan.picture-too-large", Scan, Code, Undecided;
    /// The decoder did not come to an end with this picture in time.
    PictureTooHard = "scan.picture-too-hard", Scan, App, Undecided;
    /// The text is longer than any certificate.
    TextTooLong = "scan.text-too-long", Scan, Code, Undecided;
    /// The request itself cannot be read or answered (command line only).
    RequestUnreadable = "scan.request-unreadable", Scan, App, Undecided;

    /// The text is not a health certificate of a form that we know.
    SchemeUnknown = "scheme.unknown", Reading, Code, Undecided;
    /// A health certificate of a form that this version names but cannot verify.
    SchemeUnsupported = "scheme.unsupported", Reading, App, Undecided;
    /// A health certificate of a known form that cannot be verified without its issuer's server.
    Unverifiable = "scheme.unverifiable", Reading, Issuer, Undecided;
    /// The certificate is a link to a health document; it was not opened.
    LinkNotOpened = "link.not-opened", Reading, Holder, Undecided;
    /// The link has ended, or the right to sign of whoever made it.
    LinkExpired = "link.expired", Reading, Holder, Note;
    /// The address in a link is not `https`, or names no host.
    LinkAddress = "link.address", Reading, Issuer, Undecided;
    /// The host of a link does not have the document any more.
    LinkInactive = "link.inactive", Reading, Holder, Undecided;
    /// The link asks for a passcode.
    LinkPasscodeNeeded = "link.passcode-needed", Reading, Holder, Undecided;
    /// The passcode was not that of the link.
    LinkPasscodeWrong = "link.passcode-wrong", Reading, Holder, Undecided;
    /// The host of a link wants to be asked later.
    LinkLater = "link.later", Reading, Issuer, Undecided;
    /// The host of a link answered with something else than the document.
    LinkRefused = "link.refused", Reading, Issuer, Undecided;
    /// The answer of the host is not in the form of a health link.
    LinkForm = "link.form", Reading, Issuer, Undecided;
    /// The key in the link does not open the file: another key, or the file was changed.
    LinkKey = "link.key", Reading, Issuer, Undecided;
    /// There is more behind the link than is read.
    LinkTooLarge = "link.too-large", Reading, Issuer, Undecided;
    /// There is nothing behind the link.
    LinkEmpty = "link.empty", Reading, Issuer, Undecided;
    /// Behind the link is health data that nobody signed.
    LinkUnsigned = "link.unsigned", Reading, Issuer, Undecided;
    /// Behind the link is a way into a health record; it was not gone.
    LinkAccess = "link.access", Reading, Issuer, Undecided;
    /// Behind the link is something that is no health certificate.
    LinkContent = "link.content", Reading, Issuer, Undecided;
    /// This device has no network to open a link with.
    LinkOffline = "link.offline", App, Verifier, Undecided;
    /// The host of a link did not answer, or does not let a page read its answer.
    LinkUnreachable = "link.unreachable", App, Issuer, Undecided;
    /// The link is not kept any more: its code has to be read again.
    LinkForgotten = "link.forgotten", App, Verifier, Undecided;
    /// The Base32 text is damaged (RFC 4648).
    Base32 = "envelope.base32", Reading, Code, Reject;
    /// The Base64 text is damaged (RFC 4648).
    Base64 = "envelope.base64", Reading, Code, Reject;
    /// The digits of the code are damaged (SMART Health Cards).
    Numeric = "envelope.numeric", Reading, Code, Reject;
    /// The JSON data is damaged or nested too deeply (RFC 8259).
    Json = "envelope.json", Reading, Code, Reject;
    /// The signed envelope is not a JWS, or not one that this kind of certificate may use (RFC 7515).
    Jws = "envelope.jws", Reading, Code, Reject;
    /// The fields of the code are damaged.
    Fields = "envelope.fields", Reading, Code, Reject;
    /// The archive in the code is damaged.
    Archive = "envelope.archive", Reading, Code, Reject;
    /// The document has no canonical form, so nobody can know what was signed.
    CanonicalForm = "envelope.canonical-form", Reading, Issuer, Reject;
    /// The Base45 text is damaged (RFC 9285).
    Base45 = "envelope.base45", Reading, Code, Reject;
    /// The compressed data is damaged (RFC 1950).
    Compression = "envelope.compression", Reading, Code, Reject;
    /// The data unpacks to more than any certificate holds.
    SizeLimit = "envelope.size-limit", Reading, Code, Reject;
    /// The CBOR data is damaged or nested too deeply (RFC 8949).
    Cbor = "envelope.cbor", Reading, Code, Reject;
    /// A map has the same key twice (RFC 8949 §5.6).
    DuplicateKey = "envelope.duplicate-key", Reading, Code, Reject;
    /// Bytes are left over after the end of the data.
    TrailingBytes = "envelope.trailing-bytes", Reading, Code, Reject;
    /// The signed envelope is not a COSE_Sign1 (RFC 9052 §4.2).
    Cose = "envelope.cose", Reading, Code, Reject;
    /// The envelope demands something that we do not understand (RFC 9052 §3.1, crit).
    CriticalHeader = "envelope.critical-header", Reading, Issuer, Reject;
    /// The claims of the certificate are missing or malformed.
    Claims = "scheme.claims", Reading, Issuer, Reject;
    /// The certificate holds no vaccination, test or recovery.
    NoEntry = "scheme.no-entry", Reading, Issuer, Reject;
    /// The certificate holds something else than a vaccination, test or recovery, as its kind may.
    NoKnownEntry = "scheme.no-known-entry", Reading, Issuer, Note;
    /// The certificate holds more than one entry where one is allowed.
    SeveralEntries = "scheme.several-entries", Reading, Issuer, Undecided;
    /// Values can be exchanged without a mark on the signature, and nothing tells them apart.
    Ambiguous = "scheme.ambiguous", Reading, Issuer, Undecided;
    /// The signature does not cover whose certificate it is.
    SubjectUnsigned = "scheme.subject-unsigned", Reading, Issuer, Undecided;

    /// The signature algorithm is missing, or not one that this kind of certificate may use.
    Algorithm = "signature.algorithm", Signature, Issuer, Reject;
    /// The signature has not the form that its algorithm demands.
    SignatureMalformed = "signature.malformed", Signature, Code, Reject;
    /// The signature does not belong to this content: it was altered or forged.
    SignatureMismatch = "signature.mismatch", Signature, Holder, Reject;

    /// Nobody on our lists vouches for the issuer.
    UnknownIssuer = "trust.unknown-issuer", Trust, Verifier, Undecided;
    /// The signing certificate was not signed by the authority that it names.
    AuthorityMismatch = "trust.authority-mismatch", Trust, Issuer, Reject;
    /// The key that signed is not of the issuer that the certificate names.
    IssuerMismatch = "trust.issuer-mismatch", Trust, Issuer, Reject;
    /// The authority has withdrawn the signing certificate.
    SignerRevoked = "trust.signer-revoked", Trust, Issuer, Reject;
    /// The issuer's key may not sign this kind of certificate.
    KeyUsage = "trust.key-usage", Trust, Issuer, Reject;
    /// The issuer's signing certificate had run out.
    SignerExpired = "trust.signer-expired", Trust, Issuer, Reject;
    /// The issuer's signing certificate was not valid yet.
    SignerNotYetValid = "trust.signer-not-yet-valid", Trust, Issuer, Reject;
    /// Signed by a test or demo issuer: a specimen, not a real certificate.
    Specimen = "trust.specimen", Trust, Issuer, Undecided;
    /// The trust list has not been renewed for a while.
    ListOld = "trust.list-old", Trust, Verifier, Note;
    /// The trust list is too old to rely on.
    ListTooOld = "trust.list-too-old", Trust, Verifier, Undecided;
    /// The trust list carries no date: its age is not known.
    ListUndated = "trust.list-undated", Trust, Verifier, Note;
    /// The device's clock is behind a time that was already signed.
    ClockBehind = "trust.clock-behind", Trust, Verifier, Undecided;
    /// The address for new trust lists could not be reached; the last good list stays.
    UpdateUnreachable = "trust.update-unreachable", App, Verifier, Note;
    /// The new trust list could not be read; the last good list stays.
    UpdateUnreadable = "trust.update-unreadable", App, App, Note;
    /// The new trust list is not signed by the key of this page; the last good list stays.
    UpdateUnsigned = "trust.update-unsigned", App, App, Note;
    /// The new trust list is older than the one held; the last good list stays.
    UpdateOlder = "trust.update-older", App, App, Note;
    /// The browser's storage does not answer, so whether a newer list is kept there is not known;
    /// until it does, no other list is taken.
    StoreSilent = "trust.store-silent", App, App, Note;
    /// The stored trust list was damaged and was replaced by the built-in one.
    StoreDamaged = "trust.store-damaged", App, App, Note;

    /// The certificate is past its end.
    Expired = "validity.expired", Validity, Holder, Reject;
    /// The certificate is not in force yet.
    NotYetValid = "validity.not-yet-valid", Validity, Holder, Reject;
    /// The certificate carries a time that is none.
    TimeUnreadable = "validity.unreadable", Validity, Issuer, Reject;

    /// The person or the browser refused the camera.
    CameraRefused = "app.camera-refused", App, Verifier, Undecided;
    /// There is no camera.
    CameraMissing = "app.camera-missing", App, Verifier, Undecided;
    /// Another program uses the camera, or it did not start.
    CameraBusy = "app.camera-busy", App, Verifier, Undecided;
    /// The camera needs a secure (https) page.
    CameraInsecure = "app.camera-insecure", App, Verifier, Undecided;
    /// The camera stopped while it was in use.
    CameraLost = "app.camera-lost", App, Verifier, Undecided;
    /// The part of the program that reads codes could not be started.
    WorkerLost = "app.worker-lost", App, App, Undecided;
    /// The samples of the "Try it" view could not be loaded.
    SamplesMissing = "app.samples-missing", App, App, Undecided;
    /// The browser lacks something that the program needs.
    BrowserTooOld = "app.browser-too-old", App, Verifier, Undecided;
}
