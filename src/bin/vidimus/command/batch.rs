//! `vidimus verify --batch`: requests in, reports out, in order, on all cores, in bounded memory.

use super::{
    exit::Failure,
    input,
    judge::{self, Settings},
    policy,
    trust_source::{self, Source},
};
use base64ct::{Base64, Encoding};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, VecDeque},
    io::{self, BufRead, Read as _, Write},
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
};
use vidimus::{
    moment::Moment, protocol::Report, report, scan::Scanned, signature::PublicKey,
    trust::TrustStore, verdict::Reason,
};

/// One line of the input. An unknown member is an error: it might have been a condition.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    #[serde(default)]
    id: Option<serde_json::Value>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    texts: Option<Vec<String>>,
    #[serde(default)]
    bytes: Option<String>,
    #[serde(default)]
    file: Option<PathBuf>,
    #[serde(default)]
    files: Option<Vec<PathBuf>>,
    #[serde(default)]
    trust: Option<Vec<TrustMember>>,
    #[serde(default)]
    at: Option<Time>,
    #[serde(default)]
    clock: Option<Time>,
    #[serde(default)]
    policy: Option<PathBuf>,
    /// Whom the certificate should be of. Not compared yet, and the report's `match` says so: null.
    #[serde(default, rename = "expect")]
    _expect: Option<BTreeMap<String, serde_json::Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TrustMember {
    path: PathBuf,
    #[serde(default)]
    scope: Option<String>,
    /// Whose keys a JWK set holds; no other source needs it.
    #[serde(default)]
    issuer: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Time {
    Seconds(i64),
    Text(String),
}

impl Time {
    fn moment(&self) -> Result<Moment, String> {
        match self {
            Self::Seconds(seconds) => Ok(Moment::from_unix_seconds(*seconds)),
            Self::Text(text) => judge::moment(text),
        }
    }
}

/// Answers every line of standard input.
pub(crate) fn run(
    sources: Vec<Source>,
    key: Option<PublicKey>,
    settings: Settings,
) -> Result<ExitCode, Failure> {
    let shared = Shared { sources, key, settings, stores: Mutex::default() };
    // The sources of the command line are read first: a wrong one ends the batch at once.
    shared.store(None)?;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let (jobs, queue) = mpsc::sync_channel::<Job>(workers * QUEUE_PER_WORKER);
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..workers {
            let (queue, shared) = (Arc::clone(&queue), &shared);
            scope.spawn(move || {
                loop {
                    let next = queue.lock().map(|queue| queue.recv());
                    let Ok(Ok(Job { line, answer })) = next else {
                        return;
                    };
                    // The receiver is gone only when writing has failed already.
                    let _ = answer.send(shared.answer_whatever_happens(&line));
                }
            });
        }
        pump(jobs, workers * QUEUE_PER_WORKER)
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The next line without its end; what exceeds the limit is read and dropped, so that such a line
/// is no request, and the next one begins where it should. `None` at the end.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if input.take(MAX_LINE_BYTES).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') && u64::try_from(line.len()) == Ok(MAX_LINE_BYTES) {
        line = b"too long".to_vec();
        let mut rest = Vec::new();
        while input.take(MAX_LINE_BYTES).read_until(b'\n', &mut rest)? > 0
            && rest.last() != Some(&b'\n')
        {
            rest.clear();
        }
    }
    Ok(Some(line))
}

struct Job {
    line: Vec<u8>,
    answer: mpsc::SyncSender<Vec<Report>>,
}

/// Hands out lines and writes answers in the order of the lines; at most `window` are under way.
fn pump(jobs: mpsc::SyncSender<Job>, window: usize) -> Result<(), Failure> {
    let mut waiting = VecDeque::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut write_next = |answer: mpsc::Receiver<Vec<Report>>| -> Result<(), Failure> {
        let reports = answer.recv().map_err(|_| Failure::Software("a worker died".to_owned()))?;
        for report in reports {
            writeln!(out, "{}", judge::to_json(&report)?)?;
        }
        Ok(out.flush()?)
    };
    let mut input = io::stdin().lock();
    while let Some(line) = next_line(&mut input)? {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let (answer, receiver) = mpsc::sync_channel(1);
        if jobs.send(Job { line, answer }).is_err() {
            return Err(Failure::Software("the workers died".to_owned()));
        }
        waiting.push_back(receiver);
        while waiting.len() >= window {
            if let Some(first) = waiting.pop_front() {
                write_next(first)?;
            }
        }
    }
    drop(jobs);
    waiting.into_iter().try_for_each(write_next)
}

/// What all lines share.
struct Shared {
    sources: Vec<Source>,
    key: Option<PublicKey>,
    settings: Settings,
    stores: Mutex<BTreeMap<Vec<Source>, Arc<TrustStore>>>,
}

impl Shared {
    /// A fault of ours in one line must not end the batch.
    fn answer_whatever_happens(&self, line: &[u8]) -> Vec<Report> {
        panic::catch_unwind(AssertUnwindSafe(|| self.answer(line)))
            .unwrap_or_else(|_| vec![failed(None, "a fault of this program")])
    }

    /// The reports on one line; a line that cannot be answered says so in its own report.
    fn answer(&self, line: &[u8]) -> Vec<Report> {
        let request: Request = match serde_json::from_slice(line) {
            Ok(request) => request,
            // Without the parser's own words: they quote the line, and the line is a certificate.
            Err(error) => {
                let place = format!("column {}", error.column());
                return vec![failed(None, &format!("not a request ({place})"))];
            }
        };
        let id = request.id.as_ref().map(|id| match id {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        let mut reports = match self.judge(&request) {
            Ok(reports) => reports,
            Err(message) => vec![failed(id.clone(), &message)],
        };
        for report in &mut reports {
            report.id.clone_from(&id);
        }
        reports
    }

    fn judge(&self, request: &Request) -> Result<Vec<Report>, String> {
        let mut settings = self.settings;
        if let Some(at) = &request.at {
            settings.at = Some(at.moment()?);
        }
        if let Some(clock) = &request.clock {
            settings.clock = Some(clock.moment()?);
        }
        if request.policy.as_ref().is_some_and(|path| path.as_os_str() == "-") {
            return Err("a policy of a request cannot be standard input".to_owned());
        }
        if let Some(path) = &request.policy {
            settings.policy = policy::read(path).map_err(|failure| failure.to_string())?;
        }
        let store = self.store(request.trust.as_deref()).map_err(|failure| failure.to_string())?;
        let (scanned, mut reports) = contents(request)?;
        reports.extend(judge::judge_all(scanned, &store, &settings));
        if reports.is_empty() {
            return Err("nothing to judge: text, texts, bytes, file or files".to_owned());
        }
        // One request, one line: the gravest report speaks for all. No verdict counts as undecided
        // (cli.md), and one that says more comes before it.
        let weight = |report: &Report| match report.outcome {
            Some(outcome) => (gravity(outcome), 1),
            None => (gravity(vidimus::protocol::Outcome::Undecided), 0),
        };
        reports.sort_by_key(|report| std::cmp::Reverse(weight(report)));
        reports.truncate(1);
        Ok(reports)
    }

    fn store(&self, members: Option<&[TrustMember]>) -> Result<Arc<TrustStore>, Failure> {
        let sources: Vec<Source> = match members {
            None => self.sources.clone(),
            Some(members) => members
                .iter()
                .map(|TrustMember { path, scope, issuer }| {
                    if path.as_os_str() == "-" {
                        let message = "a source of a request cannot be standard input";
                        return Err(Failure::Usage(message.to_owned()));
                    }
                    let scope = scope.as_deref().map(trust_source::scope).transpose();
                    let scope = scope.map_err(Failure::Usage)?;
                    Ok(Source { path: path.clone(), scope, issuer: issuer.clone() })
                })
                .collect::<Result<_, Failure>>()?,
        };
        // A line that panicked while it held the lock left the map whole.
        let mut stores = self.stores.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(store) = stores.get(&sources) {
            return Ok(Arc::clone(store));
        }
        let store = Arc::new(trust_source::store(&sources, self.key.as_ref())?);
        if stores.len() >= MAX_STORES {
            stores.clear();
        }
        stores.insert(sources, Arc::clone(&store));
        Ok(store)
    }
}

/// Everything in a request to be judged, and reports on what cannot be.
fn contents(request: &Request) -> Result<(Vec<Scanned>, Vec<Report>), String> {
    let mut scanned = Vec::new();
    let mut reports = Vec::new();
    let texts = request.text.iter().chain(request.texts.iter().flatten());
    let mut contents: Vec<Vec<u8>> = texts.map(|text| text.clone().into_bytes()).collect();
    if let Some(bytes) = &request.bytes {
        contents.push(Base64::decode_vec(bytes).map_err(|_| "bytes: not Base64".to_owned())?);
    }
    for content in contents {
        match Scanned::new(content) {
            Ok(content) => scanned.push(content),
            Err(_) => reports.push(report::no_verdict(Reason::TextTooLong)),
        }
    }
    for path in request.file.iter().chain(request.files.iter().flatten()) {
        // Standard input is where the requests come from.
        if path.as_os_str() == "-" {
            return Err("a file of a request cannot be standard input".to_owned());
        }
        let found = input::read(path).and_then(|bytes| judge::contents(path, &bytes));
        match found.map_err(|failure| failure.to_string())? {
            Ok(found) => scanned.extend(found),
            Err(reason) => reports.push(report::no_verdict(reason)),
        }
    }
    Ok((scanned, reports))
}

const fn gravity(outcome: vidimus::protocol::Outcome) -> u8 {
    match outcome {
        vidimus::protocol::Outcome::Accept => 0,
        vidimus::protocol::Outcome::Undecided => 1,
        vidimus::protocol::Outcome::Reject => 2,
    }
}

/// The answer to a line that could not be judged at all.
fn failed(id: Option<String>, message: &str) -> Report {
    let name = vidimus::display::escaped(id.as_deref().unwrap_or("a line without id"));
    eprintln!("vidimus: {name}: {}", vidimus::display::escaped(message));
    let mut report = report::no_verdict(Reason::RequestUnreadable);
    report.id = id;
    report
}

/// Most bytes of a line: the longest text or bytes that are taken, several times over.
const MAX_LINE_BYTES: u64 = 4 * 1024 * 1024;
/// Lines that may wait for each core.
const QUEUE_PER_WORKER: usize = 16;
/// Different sets of trust sources kept read.
const MAX_STORES: usize = 256;
