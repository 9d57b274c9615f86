//! The page's side of the worker: started, asked one thing at a time, watched, started anew.
//!
//! A panic in the worker traps its instance for good, and the decoder can run without end. So a
//! worker that reports an error or is silent for too long is ended; the next request gets a new
//! one, which is given the last good trust pack first.

use super::{clock, listener::Listener, messages, pixels::Pixels};
use crate::{
    protocol::{Effort, Request, Response, VERSION},
    verdict::Reason,
};
use futures_channel::{mpsc, oneshot};
use js_sys::Array;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

/// Reads and judges. Clones share one worker, which ends with the last of them.
#[derive(Clone, Debug)]
pub struct Reader {
    jobs: mpsc::UnboundedSender<Job>,
    pictures: Rc<Cell<u32>>,
}

impl Reader {
    /// A reader whose worker starts with the first request.
    pub fn start() -> Self {
        Self::start_at(ADDRESS)
    }

    /// The same with a worker from another address, relative to the document.
    pub fn start_at(address: &str) -> Self {
        let (jobs, waiting) = mpsc::unbounded();
        spawn_local(work(waiting, Post::new(address)));
        Self { jobs, pictures: Rc::default() }
    }

    /// Asks the worker, after whatever it was asked before.
    ///
    /// Fails with [`Reason::PictureTooHard`] when a picture took too long or broke the worker, and
    /// with [`Reason::WorkerLost`] when there is no worker, or anything else broke it.
    pub async fn ask(&self, request: Request, pixels: Option<Pixels>) -> Result<Response, Reason> {
        let (answer, answered) = oneshot::channel();
        let picture =
            matches!(request, Request::ReadPixels { .. }).then(|| Picture::count(&self.pictures));
        let job = Job { request, pixels, picture, answer };
        self.jobs.unbounded_send(job).map_err(|_| Reason::WorkerLost)?;
        answered.await.unwrap_or(Err(Reason::WorkerLost))
    }

    /// Is a picture being read or waiting? Then the next live frame had better be a newer one.
    pub fn busy(&self) -> bool {
        self.pictures.get() > 0
    }
}

impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.pictures, &other.pictures)
    }
}

/// One request on its way.
#[derive(Debug)]
struct Job {
    request: Request,
    pixels: Option<Pixels>,
    picture: Option<Picture>,
    answer: oneshot::Sender<Result<Response, Reason>>,
}

/// Counts one picture until it is dropped.
#[derive(Debug)]
struct Picture(Rc<Cell<u32>>);

impl Picture {
    fn count(pictures: &Rc<Cell<u32>>) -> Self {
        pictures.set(pictures.get().saturating_add(1));
        Self(Rc::clone(pictures))
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

/// Does one job after the other, until the last [`Reader`] is gone.
async fn work(mut jobs: mpsc::UnboundedReceiver<Job>, mut post: Post) {
    while let Ok(Job { request, pixels, picture, answer }) = jobs.recv().await {
        // Scanning was stopped while this picture waited.
        if picture.is_some() && answer.is_canceled() {
            continue;
        }
        let outcome = post.ask(request, pixels).await;
        drop(picture);
        // Nobody may be waiting any more.
        answer.send(outcome).ok();
    }
}

/// The worker's post: at most one worker holds it, and is replaced when it breaks.
struct Post {
    address: String,
    worker: Option<Worker>,
    /// When workers were started in the last minute.
    starts: Vec<f64>,
    /// The last [`Request::Load`] that was accepted.
    loaded: Option<Request>,
}

impl Post {
    fn new(address: &str) -> Self {
        Self { address: address.to_owned(), worker: None, starts: Vec::new(), loaded: None }
    }

    async fn ask(&mut self, request: Request, pixels: Option<Pixels>) -> Result<Response, Reason> {
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => self.start().await?,
        };
        // A worker that does not answer is not put back, and ends here.
        let response = worker.ask(&request, pixels).await.ok_or_else(|| when_broken(&request))?;
        self.worker = Some(worker);
        if is_accepted_pack(&request, &response) {
            self.loaded = Some(request);
        }
        Ok(response)
    }

    async fn start(&mut self) -> Result<Worker, Reason> {
        let now = clock::uptime_milliseconds();
        self.starts.retain(|start| now - start < 60_000.0);
        if self.starts.len() >= MAX_STARTS_PER_MINUTE {
            return Err(Reason::WorkerLost);
        }
        self.starts.push(now);

        let mut worker = Worker::start(&self.address).await.ok_or(Reason::WorkerLost)?;
        if let Some(load) = &mut self.loaded {
            if let Request::Load { clock_unix_seconds, .. } = load {
                *clock_unix_seconds = clock::now_unix_seconds();
            }
            worker.ask(load, None).await.ok_or(Reason::WorkerLost)?;
        }
        Ok(worker)
    }
}

/// One running worker; dropping it ends it.
struct Worker {
    worker: web_sys::Worker,
    reports: mpsc::UnboundedReceiver<Report>,
    asked: u32,
    _listeners: [Listener; 3],
}

/// What a worker tells.
enum Report {
    Message(JsValue),
    Broken,
}

impl Worker {
    /// Starts a worker and waits for its hello. `None` if it says none, or is of another build.
    async fn start(address: &str) -> Option<Self> {
        let worker = web_sys::Worker::new(address).ok()?;
        let (sender, reports) = mpsc::unbounded();
        let reporting = |report: fn(&web_sys::Event) -> Report| {
            let sender = sender.clone();
            move |event| drop(sender.unbounded_send(report(&event)))
        };
        let listeners = [
            Listener::on(&worker, "message", reporting(message)),
            Listener::on(&worker, "messageerror", reporting(|_| Report::Broken)),
            Listener::on(&worker, "error", reporting(|_| Report::Broken)),
        ];
        let mut started = Self { worker, reports, asked: 0, _listeners: listeners };
        let hello = clock::within(START_MILLISECONDS, started.message()).await??;
        (messages::read_hello(&hello)? == VERSION).then_some(started)
    }

    /// `None` when the worker broke or did not answer in time; it is of no more use then.
    async fn ask(&mut self, request: &Request, pixels: Option<Pixels>) -> Option<Response> {
        self.asked = self.asked.wrapping_add(1);
        let id = self.asked;
        let buffer = pixels.as_ref().map(Pixels::buffer);
        let message = messages::ask(id, request, buffer)?;
        let transfer: Array = buffer.into_iter().collect();
        self.worker.post_message_with_transfer(&message, &transfer).ok()?;
        let answer = async {
            loop {
                let message = self.message().await?;
                if let Some(response) = messages::read_answer(&message, id) {
                    return Some(response);
                }
            }
        };
        clock::within(limit(request), answer).await?
    }

    /// The next message; `None` when the worker broke.
    async fn message(&mut self) -> Option<JsValue> {
        match self.reports.recv().await {
            Ok(Report::Message(message)) => Some(message),
            Ok(Report::Broken) | Err(_) => None,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn message(event: &web_sys::Event) -> Report {
    event.dyn_ref::<MessageEvent>().map_or(Report::Broken, |event| Report::Message(event.data()))
}

/// Without bytes a `Load` only asks; a refused pack is not worth repeating.
fn is_accepted_pack(request: &Request, response: &Response) -> bool {
    matches!(request, Request::Load { pack: Some(_), .. })
        && matches!(response, Response::Trust { refused: None, .. })
}

/// What it means for the asker that the worker broke over this request.
fn when_broken(request: &Request) -> Reason {
    match request {
        Request::ReadPixels { .. } => Reason::PictureTooHard,
        // The worker that starts anew does not have the link.
        Request::OpenLink { .. } | Request::LinkAnswer { .. } => Reason::LinkForgotten,
        Request::Load { .. }
        | Request::ReadText { .. }
        | Request::DrawSamples { .. }
        | Request::ForgetLink => Reason::WorkerLost,
    }
}

/// Milliseconds that the worker has for a request.
fn limit(request: &Request) -> u32 {
    match request {
        Request::ReadPixels { effort: Effort::Live, .. } => 2_000,
        Request::ReadPixels { effort: Effort::Still, .. } => 8_000,
        // Much more than any of them takes; so that nobody waits for ever.
        Request::Load { .. }
        | Request::ReadText { .. }
        | Request::DrawSamples { .. }
        | Request::OpenLink { .. }
        | Request::LinkAnswer { .. }
        | Request::ForgetLink => 20_000,
    }
}

const ADDRESS: &str = "./worker_loader.js";

/// A slow phone on a slow network has to fetch and compile it in this time.
const START_MILLISECONDS: u32 = 20_000;

/// Half a minute of pictures that are all too hard; a worker that breaks at once ends sooner.
const MAX_STARTS_PER_MINUTE: usize = 12;
