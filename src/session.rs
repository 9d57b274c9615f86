//! What the worker does with a request: the page's whole verification, without a browser.

use crate::{
    gathered::gathered,
    moment::Moment,
    opening::{self, Answer, Closed, OpeningError, Pending, Step},
    pipeline::{self, World},
    policy::Policy,
    protocol::{
        Content, Effort, Errand, Judge, KeyCounts, Reading, ReasonEntry, Reply, Report, Request,
        Response, Sample, SampleContent,
    },
    report::{self, Disclosure},
    scan::{self, Frame, ScanError, Scanned},
    signature::{PublicKey, Scope, Signer},
    trust::{
        self, List, TrustStore,
        pack::{self, Authority, PackError},
    },
    verdict::{Finding, NoVerdict, Reason, Verdict},
};
use base64ct::{Base64, Encoding};
use qrcode::{Color, EcLevel, QrCode};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The worker's state: the list in use. Nothing that was read is kept but the pieces of a
/// certificate that is spread over several codes, until a frame comes half a minute later, and the
/// link that was judged last, until the page forgets it or another certificate is judged.
#[derive(Debug)]
pub struct Session {
    store: TrustStore,
    /// The digest of the pack in use; `None` is the pack of the build, whose number is compared
    /// with no other.
    pack: Option<[u8; 32]>,
    pieces: Vec<Scanned>,
    /// When the last of them came.
    pieces_at: Moment,
    link: Option<Held>,
    /// Counts the links, so that no other one is opened than the one that was shown.
    links: u32,
}

/// A link that a person may have opened. Its key never leaves this.
#[derive(Debug)]
struct Held {
    number: u32,
    closed: Closed,
    pending: Option<Pending>,
}

impl Default for Session {
    fn default() -> Self {
        let lists: Vec<List> = trust::embedded().into_iter().collect();
        Self {
            store: trust::store_with_demo(lists).0,
            pack: None,
            pieces: Vec::new(),
            pieces_at: Moment::from_unix_seconds(0),
            link: None,
            links: 0,
        }
    }
}

impl Session {
    /// Answers one request; `pixels` are the RGBA bytes transferred with it, else empty.
    pub fn handle(&mut self, request: Request, pixels: &[u8]) -> Response {
        match request {
            Request::Load { pack, update_key, clock_unix_seconds } => {
                let clock = Moment::from_unix_seconds(clock_unix_seconds);
                let refused = pack.and_then(|pack| self.take(&pack, update_key.as_deref()).err());
                self.trust(clock, refused)
            }
            Request::ReadPixels { width, height, effort, judge } => {
                self.read_pixels(width, height, effort, judge, pixels)
            }
            Request::ReadText { text, judge } => match Scanned::new(text) {
                Ok(scanned) => self.judge_all(vec![scanned], judge),
                Err(error) => failed(&error),
            },
            Request::DrawSamples { scheme, samples } => draw_samples(scheme, &samples),
            Request::OpenLink { number, passcode, judge } => {
                self.open_link(number, passcode.as_deref(), judge)
            }
            Request::LinkAnswer { number, reply, judge } => self.go_on(number, reply, judge),
            Request::ForgetLink => {
                self.link = None;
                Response::Forgotten
            }
        }
    }

    fn open_link(&mut self, number: u32, passcode: Option<&str>, judge: Judge) -> Response {
        let Some(held) = self.link.as_mut().filter(|held| held.number == number) else {
            return Response::Failed { reason: reason(Reason::LinkForgotten) };
        };
        // Time went on since the verdict.
        let asked = held.closed.in_force(Moment::from_unix_seconds(judge.clock_unix_seconds));
        match asked.and_then(|closed| closed.ask(passcode)) {
            Ok((errand, pending)) => {
                held.pending = Some(pending);
                Response::Errand { errand: plain(&errand) }
            }
            Err(error) => unopened(&error),
        }
    }

    fn go_on(&mut self, number: u32, reply: Reply, judge: Judge) -> Response {
        let held = self.link.as_mut().filter(|held| held.number == number);
        let Some(pending) = held.and_then(|held| held.pending.take()) else {
            return Response::Failed { reason: reason(Reason::LinkForgotten) };
        };
        let host = pending.host().to_owned();
        let Reply { status, retry_after, body } = reply;
        match pending.answered(&Answer { status, retry_after, body: body.into_vec() }) {
            Ok(Step::Ask(errand, pending)) => {
                if let Some(held) = &mut self.link {
                    held.pending = Some(pending);
                }
                Response::Errand { errand: plain(&errand) }
            }
            Ok(Step::Opened(contents)) => {
                let world = self.world(judge);
                let verdicts = contents.iter().map(|one| pipeline::verify_content(one, &world));
                let reports = verdicts.map(|verdict| self.report(&verdict, &world)).collect();
                Response::LinkOpened { host, reports }
            }
            Err(error) => unopened(&error),
        }
    }

    /// Takes a pack into use. The demo issuer stays: it is part of the program, not of a list.
    fn take(&mut self, pack: &[u8], update_key: Option<&str>) -> Result<(), Reason> {
        let key = update_key.and_then(|text| Base64::decode_vec(text).ok());
        let key = key.and_then(|spki| PublicKey::from_spki(&spki).ok());
        let key = key.ok_or(Reason::UpdateUnsigned)?;
        let list = pack::open(pack, Authority::Key(&key)).map_err(|error| match error {
            PackError::Signature | PackError::PartDigest { .. } => Reason::UpdateUnsigned,
            _ => Reason::UpdateUnreadable,
        })?;
        let held = self.store.provenance();
        let digest = Sha256::digest(pack).into();
        let no_newer = match self.pack {
            // The pack of the build has numbers of its own; against it only time counts.
            None => false,
            // The same again is no step back.
            Some(in_use) if in_use == digest => return Ok(()),
            Some(_) => list.sequence <= held.sequence,
        };
        let earlier = held.newest.zip(list.created).is_some_and(|(held, new)| new < held);
        if no_newer || earlier {
            return Err(Reason::UpdateOlder);
        }
        self.store = trust::store_with_demo(vec![list]).0;
        self.pack = Some(digest);
        Ok(())
    }

    fn trust(&self, clock: Moment, refused: Option<Reason>) -> Response {
        // A list keeps keys that have run out; what they signed is red.
        let in_force = || {
            let ended = |signer: &&Signer| signer.not_after.is_some_and(|end| end < clock);
            self.store.signers().filter(move |signer| !ended(signer))
        };
        let count = |wanted: fn(Scope) -> bool| {
            let signers = in_force().filter(|signer| wanted(signer.scope));
            u32::try_from(signers.count()).unwrap_or(u32::MAX)
        };
        let live = in_force().filter(|signer| signer.scope == Scope::Live);
        // The issuers of health cards are named by their addresses, not by a country.
        let who = |signer: &'_ Signer| signer.country.clone().or_else(|| signer.issuer.clone());
        let issuers: BTreeSet<_> = gathered(live.filter_map(who));
        Response::Trust {
            trust: report::trust(self.store.provenance(), Some(clock)),
            created_unix_seconds: self.store.provenance().newest.map(Moment::unix_seconds),
            keys: KeyCounts {
                live: count(|scope| scope == Scope::Live),
                specimen: count(|scope| scope < Scope::Live),
                issuers: u32::try_from(issuers.len()).unwrap_or(u32::MAX),
            },
            refused: refused.map(reason),
        }
    }

    fn read_pixels(
        &mut self,
        width: u32,
        height: u32,
        effort: Effort,
        judge: Judge,
        pixels: &[u8],
    ) -> Response {
        let size = |side: u32| usize::try_from(side).unwrap_or(usize::MAX);
        let frame = match Frame::from_rgba(pixels, size(width), size(height)) {
            Ok(frame) => frame,
            Err(error) => return failed(&error),
        };
        let effort = match effort {
            Effort::Live => scan::Effort::Live,
            Effort::Still => scan::Effort::Still,
        };
        let contents = scan::read(&frame, effort).into_iter().map(|symbol| symbol.content);
        self.judge_all(contents.collect(), judge)
    }

    /// Judges what was read, together with the pieces from before, and keeps what is still one.
    fn judge_all(&mut self, read: Vec<Scanned>, judge: Judge) -> Response {
        let now = Moment::from_unix_seconds(judge.clock_unix_seconds);
        if now < self.pieces_at || now > self.pieces_at.plus_seconds(PIECES_SECONDS) {
            self.pieces.clear();
        }
        if read.is_empty() {
            return Response::Readings { readings: Vec::new() };
        }
        let kept = std::mem::take(&mut self.pieces);
        let together = pipeline::gather(kept.iter().chain(&read).cloned().collect());
        let mut judged = self.judge_each(together, judge);
        if !kept.is_empty() && judged.iter().any(Judged::is_damaged) {
            // What was kept is of another card, whose holder has gone.
            judged = self.judge_each(pipeline::gather(read), judge);
        }
        let mut readings = Vec::new();
        let mut shown = false;
        for Judged { scanned, mut reading, closed } in judged {
            // The page shows the first.
            if let (Reading::Certificate { report }, false) = (&mut reading, shown) {
                shown = true;
                let opens = self.hold(closed);
                if let Some(link) = &mut report.link {
                    link.opens = opens;
                }
            }
            if matches!(reading, Reading::Part { .. }) && self.pieces.len() < MOST_PIECES {
                self.pieces.push(scanned);
                self.pieces_at = now;
            }
            readings.push(reading);
        }
        if readings.iter().any(|reading| matches!(reading, Reading::Certificate { .. })) {
            self.pieces.clear();
        }
        Response::Readings { readings }
    }

    fn judge_each(&self, inputs: Vec<Scanned>, judge: Judge) -> Vec<Judged> {
        let judged = inputs.into_iter().map(|scanned| {
            let (reading, closed) = self.judge(&scanned, judge);
            Judged { scanned, reading, closed }
        });
        judged.collect()
    }

    /// The reading, and the link in it that a person may have opened.
    fn judge(&self, scanned: &Scanned, judge: Judge) -> (Reading, Option<Closed>) {
        let world = self.world(judge);
        match pipeline::verify(scanned, &world) {
            Err(NoVerdict::NotACertificate) => (Reading::NotACertificate, None),
            Err(NoVerdict::PartsMissing { have, total }) => {
                let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                (Reading::Part { have: count(have), total: count(total) }, None)
            }
            Ok(verdict) => {
                let closed = pipeline::openable(&verdict, world.at);
                (Reading::Certificate { report: self.report(&verdict, &world) }, closed)
            }
        }
    }

    /// Keeps the link that was just judged in place of the one before, and gives its number.
    fn hold(&mut self, closed: Option<Closed>) -> Option<u32> {
        self.links = self.links.wrapping_add(1);
        let number = self.links;
        self.link = closed.map(|closed| Held { number, closed, pending: None });
        self.link.as_ref().map(|held| held.number)
    }

    fn world(&self, judge: Judge) -> World<'_> {
        let now = Moment::from_unix_seconds(judge.clock_unix_seconds);
        World {
            trust: &self.store,
            policy: Policy { demo: judge.demo, ..Policy::default() },
            at: now,
            clock: Some(now),
        }
    }

    fn report(&self, verdict: &Verdict, world: &World<'_>) -> Report {
        let list = self.store.provenance();
        report::report(Ok(verdict), list, world.clock, Disclosure::Screen)
    }
}

/// One input, what is said of it, and the link in it that a person may have opened.
struct Judged {
    scanned: Scanned,
    reading: Reading,
    closed: Option<Closed>,
}

impl Judged {
    /// Whether it begins like a certificate and cannot be opened as one.
    fn is_damaged(&self) -> bool {
        match &self.reading {
            Reading::Certificate { report } => report.scheme.is_none() && report.link.is_none(),
            Reading::NotACertificate | Reading::Part { .. } => false,
        }
    }
}

/// An errand as it leaves the core.
fn plain(errand: &opening::Errand) -> Errand {
    Errand {
        url: errand.url().to_owned(),
        host: errand.host().to_owned(),
        body: errand.body().map(str::to_owned),
        limit: u32::try_from(errand.limit()).unwrap_or(u32::MAX),
    }
}

fn unopened(error: &OpeningError) -> Response {
    Response::Failed { reason: report::entry(&Finding::from(error)) }
}

fn draw_samples(scheme: String, contents: &[SampleContent]) -> Response {
    let drawn: Option<Vec<Sample>> = contents.iter().map(draw_sample).collect();
    let Some(samples) = drawn else {
        return Response::Failed { reason: reason(Reason::SamplesMissing) };
    };
    Response::Samples { scheme, samples }
}

/// `None` if no code can hold it.
fn draw_sample(SampleContent { kind, content }: &SampleContent) -> Option<Sample> {
    let code = match content {
        Content::Text(text) => draw(text.as_bytes())?,
        Content::Base64(bytes) => draw(&Base64::decode_vec(bytes).ok()?)?,
    };
    let size = u32::try_from(code.width()).ok()?;
    let modules = code.into_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some(Sample { kind: *kind, size, modules })
}

/// The code of a content: at the strongest level at which a phone still shows it in squares that
/// another device can tell apart, else at the weakest.
fn draw(content: &[u8]) -> Option<QrCode> {
    let at = |level| QrCode::with_error_correction_level(content, level).ok();
    let strong = [EcLevel::Q, EcLevel::M].into_iter().filter_map(at);
    strong.into_iter().find(|code| code.width() <= MOST_MODULES).or_else(|| at(EcLevel::L))
}

fn failed(error: &ScanError) -> Response {
    let why = match error {
        ScanError::FrameSize { .. } => Reason::PictureUnreadable,
        ScanError::TooLong { .. } => Reason::TextTooLong,
        ScanError::TooManyPixels { .. } => Reason::PictureTooLarge,
    };
    Response::Failed { reason: reason(why) }
}

fn reason(reason: Reason) -> ReasonEntry {
    report::entry(&Finding::of(reason))
}

/// Modules along a side: three points of a phone's screen for each.
const MOST_MODULES: usize = 109;
/// Time to bring the next code before the camera; after it the pieces are forgotten.
const PIECES_SECONDS: i64 = 30;
/// Certificates whose pieces are kept at a time.
const MOST_PIECES: usize = 4;
