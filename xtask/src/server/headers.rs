//! Types, caching and security headers: what a host of the page should send.

/// Sent with every answer.
pub const SECURITY_HEADERS: &[(&str, &str)] = &[
    // The rest of the page's policy is in index.html itself; this part works only as a header.
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(self), microphone=(), geolocation=()"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
];

/// What a script may do that runs on its own: a worker takes its policy from its own answer.
pub(super) const WORKER_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
                                        connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The type of a file, by the end of its name.
pub(super) fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "json" => "application/json",
        "txt" | "ftl" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// How long a file may be kept: for ever when its name holds the hash of its content; else it is
/// asked for again each time, or an old worker could meet a new page.
pub(super) fn cache_control(name: &str) -> &'static str {
    if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// Trunk's form: `page-123456789abcdef0.js`, `page-123456789abcdef0_bg.wasm`. The number has up to
/// 16 digits, fewer when it begins with zeros.
fn is_hashed(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    file.split(['.', '_']).next().and_then(|stem| stem.rsplit_once('-')).is_some_and(|(_, hash)| {
        let lower_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (10..=16).contains(&hash.len()) && hash.bytes().all(lower_hex)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_files_are_kept_for_ever() {
        for name in [
            "page-0123456789abcdef.js",
            "page-0123456789abcdef_bg.wasm",
            "page-732ef3791f09241.js",
            "a/b/app-fedcba9876543210.css",
        ] {
            assert!(is_hashed(name), "{name}");
        }
        for name in [
            "index.html",
            "sw.js",
            "worker.js",
            "worker_bg.wasm",
            "worker_loader.js",
            "icon-192.png",
            "page-0123456789ABCDEF.js",
            "page-012345678.js",
            "page-0123456789abcdef0.js",
            "0123456789abcdef.js",
            "page-0123456789abcdef/index.html",
        ] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
