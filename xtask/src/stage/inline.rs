//! Hashes of inline scripts, for a Content-Security-Policy that allows exactly those.

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;

/// One `'sha256-…'` source ([CSP 3] §2.3.1) for each inline script of the page, in order.
///
/// [CSP 3]: https://www.w3.org/TR/CSP3/
pub(super) fn script_hashes(html: &str) -> Result<String, Failure> {
    let sources = inline_scripts(html)?;
    let hashes = sources.iter().map(|source| {
        // The HTML parser turns line ends into \n before the browser hashes the text.
        let text = source.replace("\r\n", "\n").replace('\r', "\n");
        format!("'sha256-{}'", Base64::encode_string(&Sha256::digest(text.as_bytes())))
    });
    Ok(hashes.collect::<Vec<_>>().join(" "))
}

/// The text of every script element that has no `src`.
fn inline_scripts(html: &str) -> Result<Vec<&str>, Failure> {
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some((opening, after)) = next_opening(rest) {
        match opening {
            Opening::Comment => rest = after.split_once("-->").map_or("", |(_, rest)| rest),
            Opening::Script => {
                let (inline, content) = end_of_tag(after).ok_or_else(unclosed)?;
                let end = find_ignoring_case(content, "</script").ok_or_else(unclosed)?;
                let (text, after) = content.split_at(end);
                if inline {
                    scripts.push(text);
                }
                rest = after;
            }
        }
    }
    Ok(scripts)
}

enum Opening {
    Comment,
    Script,
}

/// The next comment or script, and what follows its first characters.
fn next_opening(html: &str) -> Option<(Opening, &str)> {
    let script = find_ignoring_case(html, SCRIPT);
    let comment = html.find(COMMENT);
    match (script, comment) {
        (Some(script), comment) if comment.is_none_or(|comment| script < comment) => {
            Some((Opening::Script, html.get(script + SCRIPT.len()..)?))
        }
        (_, Some(comment)) => Some((Opening::Comment, html.get(comment + COMMENT.len()..)?)),
        _ => None,
    }
}

/// Reads the attributes of a tag: whether there is no `src` among them, and what follows the tag.
fn end_of_tag(attributes: &str) -> Option<(bool, &str)> {
    let mut quote = None;
    let mut names = String::new();
    for (at, letter) in attributes.char_indices() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '>') => {
                let is_source = |word: &str| word == "src" || word.starts_with("src=");
                let inline = !names.to_ascii_lowercase().split_whitespace().any(is_source);
                return Some((inline, attributes.get(at + 1..)?));
            }
            (None, _) => names.push(letter),
        }
    }
    None
}

fn find_ignoring_case(text: &str, lower_case: &str) -> Option<usize> {
    // ASCII lower case keeps every byte where it is.
    text.to_ascii_lowercase().find(lower_case)
}

fn unclosed() -> Failure {
    Failure::new("index.html has a script element that does not end")
}

const SCRIPT: &str = "<script";
const COMMENT: &str = "<!--";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_inline_scripts_are_found() {
        const CASES: &[(&str, &[&str])] = &[
            ("<p>none</p>", &[]),
            ("<script>a</script><SCRIPT type=module>b</SCRIPT>", &["a", "b"]),
            ("<script src=\"x.js\"></script><script\n defer\n src=x></script>", &[]),
            ("<script data-src=\"x\" title='a src=\">'>c < d</script>", &["c < d"]),
            ("<!-- <script>no</script> --><script></script>", &[""]),
            ("<script>\"<!-- yes\"</script><script>e</script>", &["\"<!-- yes\"", "e"]),
        ];
        for &(html, expected) in CASES {
            assert_eq!(inline_scripts(html).unwrap(), expected, "{html}");
        }
        assert!(inline_scripts("<script>a").is_err());
        assert!(inline_scripts("<script").is_err());
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // CSP 3 §8.4 gives this script and its hash.
        assert_eq!(
            script_hashes("<script>alert('Hello, world.');</script>").unwrap(),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
        assert_eq!(
            script_hashes("<script>a\r\nb</script>").unwrap(),
            script_hashes("<script>a\nb</script>").unwrap()
        );
    }
}
