//! Writing an answer.

use std::io;

use super::{
    Stream,
    headers::{SECURITY_HEADERS, WORKER_POLICY, cache_control, content_type},
};

pub(super) struct Response {
    status: u16,
    content_type: &'static str,
    cache_control: &'static str,
    body: Vec<u8>,
}

impl Response {
    /// A file of this name.
    pub(super) fn file(name: &str, body: Vec<u8>) -> Self {
        Self {
            status: 200,
            content_type: content_type(name),
            cache_control: cache_control(name),
            body,
        }
    }

    /// Only a status, said in a line of text.
    pub(super) fn status(status: u16) -> Self {
        Self {
            status,
            content_type: "text/plain; charset=utf-8",
            cache_control: "no-store",
            body: format!("{status} {}\n", phrase(status)).into_bytes(),
        }
    }

    pub(super) fn write(&self, stream: &mut dyn Stream, with_body: bool) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, phrase(self.status));
        let length = self.body.len().to_string();
        let own = [
            ("Content-Type", self.content_type),
            ("Content-Length", &length),
            ("Cache-Control", self.cache_control),
            ("Connection", "close"),
        ];
        for (name, value) in own.iter().chain(SECURITY_HEADERS) {
            head += &format!("{name}: {value}\r\n");
        }
        if self.content_type == content_type("worker.js") {
            head += &format!("Content-Security-Policy: {WORKER_POLICY}\r\n");
        }
        if self.status == 405 {
            head += "Allow: GET, HEAD\r\n";
        }
        head += "\r\n";
        stream.write_all(head.as_bytes())?;
        if with_body {
            stream.write_all(&self.body)?;
        }
        stream.flush()
    }
}

fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Status",
    }
}
