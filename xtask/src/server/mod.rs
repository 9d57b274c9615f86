//! A small web server for the built page: `cargo xtask run`, and the end-to-end tests.
//!
//! It serves one folder the way a good host would: right types, security headers, long caching for
//! hashed files only. It answers GET and HEAD, one request per connection, and nothing outside its
//! folder. Tests can read which paths were asked for, answer paths of their own, and stop it for
//! good.
//!
//! ```no_run
//! # use xtask::server::{Answer, Server};
//! let server = Server::start("dist", 0)?;
//! server.answer("/trust/update.pack", Answer::Bytes(vec![1, 2, 3]));
//! println!("{}", server.url());
//! assert!(server.requested().is_empty());
//! server.stop();
//! # Ok::<(), std::io::Error>(())
//! ```

mod connection;
mod files;
mod headers;
mod request;
mod response;

pub use headers::SECURITY_HEADERS;

use std::{
    collections::BTreeMap,
    io::{self, Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream},
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// A running server. Dropping it stops it.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Mutex<Option<JoinHandle<()>>>,
}

/// What a test lets the server say for a path, in place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// These bytes.
    Bytes(Vec<u8>),
    /// No content, only this status, such as 404 or 503.
    Status(u16),
    /// Nothing: the connection stays open until the client gives up or the server is stopped.
    Silence,
}

impl Server {
    /// Serves `root` on 127.0.0.1. Port 0 takes any free one.
    pub fn start(root: impl Into<PathBuf>, port: u16) -> io::Result<Self> {
        Self::start_on(root, (Ipv4Addr::LOCALHOST, port).into(), Arc::new(Plain))
    }

    /// Serves `root` on `address`, each connection in `transport`.
    pub fn start_on(
        root: impl Into<PathBuf>,
        address: SocketAddr,
        transport: Arc<dyn Transport>,
    ) -> io::Result<Self> {
        let root = root.into().canonicalize()?;
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            root,
            transport,
            stopping: AtomicBool::new(false),
            requested: Mutex::default(),
            answers: Mutex::default(),
            open: Mutex::default(),
        });
        let worker = Arc::clone(&shared);
        let accepting = Some(thread::spawn(move || accept(&listener, &worker))).into();
        Ok(Self { address, shared, accepting })
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The address of the page, with `/` at its end.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = self.shared.transport.scheme();
        format!("{scheme}://{}/", reachable(self.address))
    }

    /// Every target asked for so far, as sent, in order: `/`, `/worker.js?x=1`.
    #[must_use]
    pub fn requested(&self) -> Vec<String> {
        lock(&self.shared.requested).clone()
    }

    /// Forgets what was asked for so far.
    pub fn forget_requests(&self) {
        lock(&self.shared.requested).clear();
    }

    /// Answers `path` (without query) with this instead of a file, from now on.
    pub fn answer(&self, path: &str, answer: Answer) {
        lock(&self.shared.answers).insert(path.to_owned(), answer);
    }

    /// Answers `path` with the file again, or with 404 if there is none.
    pub fn withdraw(&self, path: &str) {
        lock(&self.shared.answers).remove(path);
    }

    /// Stops it: afterwards the port refuses connections, and those that were open are closed.
    pub fn stop(&self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        if let Some(thread) = lock(&self.accepting).take() {
            // Accepting waits for a connection, so give it one.
            let _ = TcpStream::connect_timeout(&reachable(self.address), Duration::from_secs(1));
            let _ = thread.join();
        }
        for stream in lock(&self.shared.open).values() {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }

    /// Serves until the process ends.
    pub fn serve_for_ever(&self) {
        if let Some(thread) = lock(&self.accepting).take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// How bytes travel: plain here, in TLS for the local network.
pub trait Transport: Send + Sync {
    /// The scheme of addresses.
    fn scheme(&self) -> &'static str;
    /// Takes a fresh connection into use.
    fn open(&self, stream: TcpStream) -> io::Result<Box<dyn Stream>>;
}

/// Both directions of a connection.
pub trait Stream: Read + Write + Send {}

impl<T: Read + Write + Send> Stream for T {}

struct Plain;

impl Transport for Plain {
    fn scheme(&self) -> &'static str {
        "http"
    }

    fn open(&self, stream: TcpStream) -> io::Result<Box<dyn Stream>> {
        Ok(Box::new(stream))
    }
}

/// What all connections know.
struct Shared {
    root: PathBuf,
    transport: Arc<dyn Transport>,
    stopping: AtomicBool,
    requested: Mutex<Vec<String>>,
    answers: Mutex<BTreeMap<String, Answer>>,
    open: Mutex<BTreeMap<u64, TcpStream>>,
}

impl Shared {
    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for (number, connection) in (0_u64..).zip(listener.incoming()) {
        if shared.is_stopping() {
            return;
        }
        let Ok(connection) = connection else {
            // Out of file handles, perhaps: wait for some to be closed.
            thread::sleep(Duration::from_millis(20));
            continue;
        };
        let Ok(handle) = connection.try_clone() else {
            continue;
        };
        let full = {
            let mut open = lock(&shared.open);
            let full = open.len() >= MAX_CONNECTIONS;
            if !full {
                open.insert(number, handle);
            }
            full
        };
        if full {
            continue;
        }
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            connection::serve(connection, &shared);
            lock(&shared.open).remove(&number);
        });
    }
}

/// An address that a client on this machine can connect to.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        IpAddr::V4(_) | IpAddr::V6(_) => {}
    }
    address
}

/// A thread that panicked leaves its lists whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A browser opens about six to one host; a few phones at once are plenty.
const MAX_CONNECTIONS: usize = 128;

#[cfg(test)]
mod tests;
