use std::{
    env, fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process,
    time::Duration,
};

use super::*;

/// A server over a folder of its own.
struct Site {
    server: Server,
    folder: PathBuf,
}

impl Site {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("vidimus-server-{name}-{}", process::id()));
        fs::create_dir_all(folder.join("page")).unwrap();
        for (file, contents) in [
            ("page/index.html", "<!doctype html>"),
            ("page/sw.js", "// worker"),
            ("page/page-0123456789abcdef_bg.wasm", "\0asm"),
            ("outside.txt", "outside"),
        ] {
            fs::write(folder.join(file), contents).unwrap();
        }
        Self { server: Server::start(folder.join("page"), 0).unwrap(), folder }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.server.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        stream
    }

    fn send(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, target: &str) -> String {
        self.send(format!("GET {target} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn files_come_with_their_headers() {
    let site = Site::new("headers");
    let index = site.get("/");
    assert!(index.starts_with("HTTP/1.1 200 OK\r\n"), "{index}");
    assert!(index.ends_with("\r\n\r\n<!doctype html>"), "{index}");
    for line in [
        "Content-Type: text/html; charset=utf-8",
        "Content-Length: 15",
        "Cache-Control: no-cache",
        "Content-Security-Policy: frame-ancestors 'self'",
        "Permissions-Policy: camera=(self), microphone=(), geolocation=()",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
    ] {
        assert!(index.contains(&format!("\r\n{line}\r\n")), "{line} is missing in {index}");
    }
    let wasm = site.get("/page-0123456789abcdef_bg.wasm");
    assert!(wasm.contains("Content-Type: application/wasm\r\n"), "{wasm}");
    assert!(wasm.contains("immutable"), "{wasm}");
    assert!(site.get("/sw.js?v=1").contains("Cache-Control: no-cache\r\n"));
    assert_eq!(site.server.requested(), ["/", "/page-0123456789abcdef_bg.wasm", "/sw.js?v=1"]);
    site.server.forget_requests();
    assert!(site.server.requested().is_empty());
}

#[test]
fn head_has_no_body() {
    let site = Site::new("head");
    let answer = site.send(b"HEAD / HTTP/1.1\r\n\r\n");
    assert!(answer.contains("Content-Length: 15\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn what_is_no_request_for_a_file_is_refused() {
    let site = Site::new("refused");
    let long = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    for (request, status) in [
        ("GET /../outside.txt HTTP/1.1\r\n\r\n", 404),
        ("GET /%2e%2e/outside.txt HTTP/1.1\r\n\r\n", 404),
        ("GET /..%2foutside.txt HTTP/1.1\r\n\r\n", 404),
        ("GET /missing HTTP/1.1\r\n\r\n", 404),
        ("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", 405),
        ("nonsense\r\n\r\n", 400),
        (&long, 431),
    ] {
        let answer = site.send(request.as_bytes());
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request:.40}: {answer}");
        assert!(!answer.contains("outside\n"), "{answer}");
    }
    // A client that says nothing or goes away does no harm.
    drop(site.connect());
    assert!(site.get("/").contains("200 OK"));
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_outside() {
    let site = Site::new("link");
    let link = site.folder.join("page/link.txt");
    std::os::unix::fs::symlink(site.folder.join("outside.txt"), link).unwrap();
    assert!(site.get("/link.txt").starts_with("HTTP/1.1 404"));
}

#[test]
fn a_test_can_answer_for_the_server() {
    let site = Site::new("answer");
    assert!(site.get("/trust/update.pack").contains("404"));
    site.server.answer("/trust/update.pack", Answer::Bytes(b"pack".to_vec()));
    let answer = site.get("/trust/update.pack?now");
    assert!(answer.contains("application/octet-stream") && answer.ends_with("pack"), "{answer}");
    site.server.answer("/trust/update.pack", Answer::Status(503));
    assert!(site.get("/trust/update.pack").contains("503"));
    site.server.withdraw("/trust/update.pack");
    assert!(site.get("/trust/update.pack").contains("404"));
}

#[test]
fn a_stopped_server_is_gone() {
    let site = Site::new("stopped");
    site.server.answer("/silent", Answer::Silence);
    let mut silent = site.connect();
    silent.write_all(b"GET /silent HTTP/1.1\r\n\r\n").unwrap();
    // Connected before the stop, asking after it, as a browser's spare connection would.
    let mut spare = site.connect();
    assert!(site.get("/").contains("200 OK"));

    site.server.stop();
    assert!(TcpStream::connect(("127.0.0.1", site.server.port())).is_err());
    let _ = spare.write_all(b"GET / HTTP/1.1\r\n\r\n");
    for mut stream in [silent, spare] {
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
    }

    let again = Server::start(site.folder.join("page"), site.server.port()).unwrap();
    assert_eq!(again.url(), site.server.url());
}

#[test]
fn a_folder_that_is_missing_is_an_error() {
    assert!(Server::start(Path::new("no-such-folder-here"), 0).is_err());
}
