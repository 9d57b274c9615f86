//! Another host than the page's own, which a link leads to: TLS under a certificate made at that
//! moment, which the browser under test is told to accept, and no other.

use base64ct::{Base64, Encoding as _};
use rcgen::{CertifiedKey, PublicKeyData as _, generate_simple_self_signed};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    crypto::ring,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

/// A running host; it answers under several names.
pub(crate) struct Host {
    port: u16,
    key_digest: String,
    shared: Arc<Shared>,
}

/// One request, as it came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// `POST health.example/manifest`.
    pub(crate) line: String,
    /// Its header lines, in lower case.
    pub(crate) head: String,
    pub(crate) body: String,
}

#[derive(Default)]
struct Shared {
    asked: Mutex<Vec<Asked>>,
    answers: Mutex<BTreeMap<String, (u16, Vec<u8>)>>,
}

impl Host {
    pub(crate) const NAMES: [&str; 2] = ["health.example", "files.example"];

    pub(crate) fn start() -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(Self::NAMES.map(str::to_owned)).expect("a certificate");
        let digest = Sha256::digest(signing_key.subject_public_key_info());
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|builder| {
                builder.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key)
            });
        let config = Arc::new(config.expect("a configuration"));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::<Shared>::default();
        let mine = Arc::clone(&shared);
        // It ends with the test's process.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, shared) = (Arc::clone(&config), Arc::clone(&mine));
                thread::spawn(move || serve(stream, config, &shared));
            }
        });
        Self { port, key_digest: Base64::encode_string(&digest), shared }
    }

    /// Arguments for a browser that finds this host by its names, and trusts its certificate alone.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let [one, two] = Self::NAMES.map(|name| format!("MAP {name}:443 127.0.0.1:{}", self.port));
        let rules = format!("{one} , {two} , {}", super::browser::NO_NAMES);
        vec![
            format!("--host-resolver-rules={rules}"),
            format!("--ignore-certificate-errors-spki-list={}", self.key_digest),
        ]
    }

    /// Answers `POST health.example/manifest` and the like with this, from now on.
    pub(crate) fn answer(&self, line: &str, status: u16, body: impl Into<Vec<u8>>) {
        lock(&self.shared.answers).insert(line.to_owned(), (status, body.into()));
    }

    /// What was asked for, in order, without the browser's own question whether a page may ask.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        let asked = lock(&self.shared.asked);
        asked.iter().filter(|asked| !asked.line.starts_with("OPTIONS ")).cloned().collect()
    }

    /// The lines of everything that was asked for, that question too.
    pub(crate) fn lines(&self) -> Vec<String> {
        lock(&self.shared.asked).iter().map(|asked| asked.line.clone()).collect()
    }
}

fn serve(stream: TcpStream, config: Arc<ServerConfig>, shared: &Shared) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    let Ok(connection) = ServerConnection::new(config) else { return };
    let mut stream = StreamOwned::new(connection, stream);
    let Some(asked) = read(&mut stream) else { return };
    let answer = lock(&shared.answers).get(&asked.line).cloned();
    let preflight = asked.line.starts_with("OPTIONS ");
    lock(&shared.asked).push(asked);
    let (status, body) = match answer {
        Some(answer) => answer,
        None if preflight => (204, Vec::new()),
        None => (404, Vec::new()),
    };
    if status == SILENCE {
        thread::sleep(Duration::from_secs(60));
        return;
    }
    let head = format!(
        "HTTP/1.1 {status} x\r\naccess-control-allow-origin: *\r\n\
         access-control-allow-headers: content-type\r\nlocation: https://files.example/moved\r\n\
         content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

fn read(stream: &mut StreamOwned<ServerConnection, TcpStream>) -> Option<Asked> {
    let mut bytes = Vec::new();
    let mut part = [0; 2048];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let lower = head.to_lowercase();
            let header = |name: &str| {
                lower.lines().find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned()))
            };
            let length = header("content-length:").and_then(|length| length.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                let mut words = head.split(' ');
                let (method, path) = (words.next()?, words.next()?);
                let line = format!("{method} {}{path}", header("host:")?);
                return Some(Asked { line, head: lower, body: body.to_owned() });
            }
        }
        match stream.read(&mut part) {
            Ok(0) | Err(_) => return None,
            Ok(length) => bytes.extend_from_slice(part.get(..length)?),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A status that stands for no answer at all.
pub(crate) const SILENCE: u16 = 0;
