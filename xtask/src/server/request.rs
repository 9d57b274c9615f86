//! Reading a request: its first line matters, the header lines are only passed over.

use std::{io, time::Instant};

use super::Stream;

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// As sent, with its query.
    pub(super) target: String,
    /// Without query, and with `%xx` decoded. Begins with `/`.
    pub(super) path: String,
    /// HEAD instead of GET.
    pub(super) head_only: bool,
}

/// Why there is no request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// To be answered with this status.
    Status(u16),
    /// The client went away or was too slow.
    Gone,
}

/// Reads the head of a request, until `deadline` at the latest (and one read more).
pub(super) fn read(stream: &mut dyn Stream, deadline: Instant) -> Result<Request, Refusal> {
    let mut head = Vec::new();
    let mut part = [0; 2048];
    while !ends_head(&head) {
        if head.len() > MAX_HEAD {
            return Err(Refusal::Status(431));
        }
        if Instant::now() > deadline {
            return Err(Refusal::Status(408));
        }
        match stream.read(&mut part) {
            Ok(0) => return Err(Refusal::Gone),
            Ok(length) => head.extend_from_slice(part.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Err(Refusal::Gone),
        }
    }
    parse(&head)
}

fn parse(head: &[u8]) -> Result<Request, Refusal> {
    const BAD: Refusal = Refusal::Status(400);
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let line = std::str::from_utf8(line).map_err(|_| BAD)?.trim_end_matches('\r');
    // RFC 9112 §3: method SP request-target SP HTTP-version
    let [method, target, version] = line.split(' ').collect::<Vec<_>>()[..] else {
        return Err(BAD);
    };
    if !version.starts_with("HTTP/1.") {
        return Err(Refusal::Status(505));
    }
    let head_only = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Refusal::Status(405)),
    };
    let raw_path = target.split(['?', '#']).next().unwrap_or_default();
    let path = decode_percent(raw_path).filter(|path| path.starts_with('/')).ok_or(BAD)?;
    Ok(Request { target: target.to_owned(), path, head_only })
}

fn ends_head(head: &[u8]) -> bool {
    head.windows(4).any(|four| four == b"\r\n\r\n") || head.windows(2).any(|two| two == b"\n\n")
}

fn decode_percent(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex_digit(rest.next()?)? << 4 | hex_digit(rest.next()?)?,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A browser sends under 2 KB.
const MAX_HEAD: usize = 16 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_lines_are_read_or_refused() {
        for (line, expected) in [
            ("GET / HTTP/1.1", Ok(("/", false))),
            ("HEAD /a.js?b=c HTTP/1.0", Ok(("/a.js", true))),
            ("GET /a%20b/%C3%A4 HTTP/1.1", Ok(("/a b/ä", false))),
            ("GET /%2e%2e/x HTTP/1.1", Ok(("/../x", false))), // refused later, by files::find
            ("POST / HTTP/1.1", Err(405)),
            ("get / HTTP/1.1", Err(405)),
            ("GET / HTTP/2.0", Err(505)),
            ("GET /", Err(400)),
            ("GET  / HTTP/1.1", Err(400)),
            ("GET http://other/ HTTP/1.1", Err(400)),
            ("GET * HTTP/1.1", Err(400)),
            ("GET /%zz HTTP/1.1", Err(400)),
            ("GET /%4 HTTP/1.1", Err(400)),
            ("GET /%ff HTTP/1.1", Err(400)),
            ("", Err(400)),
            ("\u{16}\u{3}\u{1}", Err(400)), // TLS on a plain port
        ] {
            let seen = parse(format!("{line}\r\nHost: x\r\n\r\n").as_bytes());
            let seen = seen.as_ref().map(|request| (request.path.as_str(), request.head_only));
            assert_eq!(seen, expected.map_err(Refusal::Status).as_ref().copied(), "{line:?}");
        }
    }
}
