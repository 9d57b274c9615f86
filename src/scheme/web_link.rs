//! The parts of an `https` address (RFC 3986 §3, narrower than the WHATWG's URL Standard), to tell
//! whose it is. No address is opened here.
//!
//! What a browser might read in another way is refused: user information (`https://a@b` leads to b),
//! backslashes, host names that are not plain ASCII, empty labels, numbers for hosts.

/// The host that an `https` address leads to, in lower case; `None` for anything else, and for an
/// address that a browser might read in another way.
pub fn https_host(address: &str) -> Option<String> {
    WebLink::parse(address).map(|link| link.host)
}

/// An `https` address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WebLink<'t> {
    /// In lower case.
    host: String,
    port: u16,
    /// Path, query and fragment, as written.
    rest: &'t str,
}

impl<'t> WebLink<'t> {
    /// Reads `text`, which must be one `https` address and nothing else.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let (scheme, after) = text.split_at_checked(PREFIX.len())?;
        let stray = |c: char| c == '\\' || c.is_control() || c.is_whitespace();
        if !scheme.eq_ignore_ascii_case(PREFIX) || after.contains(stray) {
            return None;
        }
        let end = after.find(['/', '?', '#']).unwrap_or(after.len());
        let (authority, rest) = after.split_at_checked(end)?;
        let (host, port) = match authority.split_once(':') {
            None => (authority, HTTPS_PORT),
            Some((host, port)) => (host, number(port)?),
        };
        is_name(host).then(|| Self { host: host.to_ascii_lowercase(), port, rest })
    }

    /// Whether it leads to this host, at this port.
    pub(super) fn is_at(&self, host: &str, port: u16) -> bool {
        self.port == port && self.host == host
    }

    /// Whether it leads to this host or one below it, at this port.
    pub(super) fn is_at_or_below(&self, host: &str, port: u16) -> bool {
        let below = |name: &str| name.strip_suffix(host).is_some_and(|sub| sub.ends_with('.'));
        self.is_at(host, port) || (self.port == port && below(&self.host))
    }

    /// Path, query and fragment, as written.
    pub(super) const fn rest(&self) -> &'t str {
        self.rest
    }
}

/// A domain name of letters, digits and hyphens (RFC 1123 §2.1), with a dot, and no address in
/// digits.
fn is_name(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let named =
        host.rsplit('.').next().is_some_and(|top| !top.starts_with(|c: char| c.is_ascii_digit()));
    host.len() <= 253 && host.contains('.') && named && host.split('.').all(label)
}

fn number(digits: &str) -> Option<u16> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// The bytes behind `%XX` (RFC 3986 §2.1). Anything else stays as it is, a `+` too.
pub(super) fn percent_decoded(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let hex = if byte == b'%' { after.split_at_checked(2) } else { None };
        match hex.and_then(|(pair, behind)| Some((hex_byte(pair)?, behind))) {
            Some((value, behind)) => {
                decoded.push(value);
                rest = behind;
            }
            None => decoded.push(byte),
        }
    }
    decoded
}

fn hex_byte(pair: &[u8]) -> Option<u8> {
    let plain = pair.iter().all(u8::is_ascii_hexdigit);
    let digits = core::str::from_utf8(pair).ok().filter(|_| plain)?;
    u8::from_str_radix(digits, 16).ok()
}

const PREFIX: &str = "https://";
pub(super) const HTTPS_PORT: u16 = 443;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        type Parts = (&'static str, u16, &'static str);
        const CASES: &[(&str, Option<Parts>)] = &[
            ("https://a.example/x?y#z", Some(("a.example", 443, "/x?y#z"))),
            ("HTTPS://A.EXAMPLE", Some(("a.example", 443, ""))),
            ("https://a.example:8081/?a=b", Some(("a.example", 8081, "/?a=b"))),
            ("https://a.example?q", Some(("a.example", 443, "?q"))),
            ("https://a.example#@b.example", Some(("a.example", 443, "#@b.example"))),
            ("http://a.example/", None),
            ("https:/a.example/", None),
            ("https://a.example@b.example/", None),
            ("https://b.example\\@a.example/", None),
            ("https://b.example\\\\@a.example/", None),
            ("https://a.example:x@b.example/", None),
            ("https://a.example:/", None),
            ("https://a.example:443:443/", None),
            ("https://a.example:65536/", None),
            ("https://a.example:+80/", None),
            ("https://a.example./", None),
            ("https://a..example/", None),
            ("https://.example/", None),
            ("https://-a.example/", None),
            ("https://a.example%2eevil.example/", None),
            ("https://\u{430}.example/", None), // a Cyrillic letter
            ("https://a.example\u{3002}evil/", None),
            ("https://a.example\t.evil.example/", None),
            ("https://192.0.2.1/", None),
            ("https://[::1]/", None),
            ("https://localhost/", None),
            ("https:///x", None),
            ("https://", None),
            ("a.example", None),
            ("https://a.example/ https://b.example/", None),
            ("\u{e9}ttps://a.example/", None),
            ("", None),
        ];
        for &(text, expected) in CASES {
            let link = WebLink::parse(text);
            let parts = link.as_ref().map(|link| (link.host.as_str(), link.port, link.rest));
            assert_eq!(parts, expected, "{text:?}");
        }
    }

    #[test]
    fn whose_it_is() {
        const CASES: &[(&str, bool, bool)] = &[
            ("https://good.example/", true, true),
            ("https://www.good.example/", false, true),
            ("https://notgood.example/", false, false),
            ("https://good.example.evil.example/", false, false),
            ("https://good.example:8443/", false, false),
            ("https://www.good.example:8443/", false, false),
            ("https://evil.example/good.example", false, false),
        ];
        for &(text, at, below) in CASES {
            let link = WebLink::parse(text).unwrap();
            assert_eq!(link.is_at("good.example", 443), at, "{text}");
            assert_eq!(link.is_at_or_below("good.example", 443), below, "{text}");
        }
    }

    #[test]
    fn percent_signs() {
        const CASES: &[(&str, &[u8])] = &[
            ("", b""),
            ("a%1Db", b"a\x1db"),
            ("%1d%1F", b"\x1d\x1f"),
            ("A+B", b"A+B"),
            ("%", b"%"),
            ("%4", b"%4"),
            ("%zz%41", b"%zzA"),
            ("%+1", b"%+1"),
            ("%2541", b"%41"),
            ("%E9", b"\xe9"),
        ];
        for &(text, expected) in CASES {
            assert_eq!(percent_decoded(text), expected, "{text}");
        }
    }
}
