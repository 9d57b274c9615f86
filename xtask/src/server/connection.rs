//! One connection: one request, one answer.

use std::{
    io::Read as _,
    net::{Shutdown, TcpStream},
    thread,
    time::{Duration, Instant},
};

use super::{
    Answer, Shared, Stream, files, lock,
    request::{self, Refusal, Request},
    response::Response,
};

pub(super) fn serve(connection: TcpStream, shared: &Shared) {
    let prepared = connection
        .set_read_timeout(Some(PATIENCE))
        .and_then(|()| connection.set_write_timeout(Some(PATIENCE)))
        .and_then(|()| connection.set_nodelay(true))
        .and_then(|()| connection.try_clone());
    let Ok(raw) = prepared else { return };
    let Ok(mut stream) = shared.transport.open(connection) else {
        return;
    };

    let (response, with_body) = match request::read(&mut *stream, Instant::now() + PATIENCE) {
        Ok(request) => {
            lock(&shared.requested).push(request.target.clone());
            (respond(&request, shared), !request.head_only)
        }
        Err(Refusal::Status(status)) => (Some(Response::status(status)), true),
        Err(Refusal::Gone) => (None, false),
    };
    let Some(response) = response else { return };
    // A client that connected before the server was stopped must not be served afterwards.
    if shared.is_stopping() || response.write(&mut *stream, with_body).is_err() {
        return;
    }
    close(&mut *stream, &raw);
}

fn respond(request: &Request, shared: &Shared) -> Option<Response> {
    let answer = lock(&shared.answers).get(&request.path).cloned();
    Some(match answer {
        Some(Answer::Bytes(bytes)) => Response::file(&request.path, bytes),
        Some(Answer::Status(status)) => Response::status(status),
        Some(Answer::Silence) => {
            while !shared.is_stopping() {
                thread::sleep(Duration::from_millis(20));
            }
            return None;
        }
        None => files::find(&shared.root, &request.path)
            .and_then(|(name, file)| Some(Response::file(&name, std::fs::read(file).ok()?)))
            .unwrap_or_else(|| Response::status(404)),
    })
}

/// Closes so that the answer arrives: with bytes of the client still unread, the system would throw
/// away what was not delivered yet.
fn close(stream: &mut dyn Stream, raw: &TcpStream) {
    let _ = stream.flush();
    let _ = raw.shutdown(Shutdown::Write);
    let _ = raw.set_read_timeout(Some(Duration::from_millis(200)));
    let mut unread = [0; 4096];
    for _ in 0..16 {
        if !matches!((&*raw).read(&mut unread), Ok(1..)) {
            return;
        }
    }
}

/// How long a client may take to send its request, and to take in a part of the answer.
const PATIENCE: Duration = Duration::from_secs(10);
