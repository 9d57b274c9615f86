//! zlib streams ([RFC 1950]) and bare deflate streams ([RFC 1951]) with a limit on what comes out.
//!
//! [RFC 1950]: https://www.rfc-editor.org/rfc/rfc1950
//! [RFC 1951]: https://www.rfc-editor.org/rfc/rfc1951

use super::EnvelopeError;
use miniz_oxide::{
    DataFormat, MZError, MZFlush, MZStatus,
    inflate::stream::{InflateState, inflate},
};

/// Inflates the whole of `stream` to at most `limit` bytes. The checksum must fit and nothing may
/// follow the stream.
///
/// # Errors
/// [`EnvelopeError::Compression`], [`EnvelopeError::InflatedTooLarge`] or
/// [`EnvelopeError::TrailingBytes`].
pub fn inflate_all(stream: &[u8], limit: usize) -> Result<Vec<u8>, EnvelopeError> {
    inflate_form(stream, limit, DataFormat::Zlib, "zlib stream")
}

/// The same of a bare deflate stream, which has no checksum of its own.
///
/// # Errors
/// As [`inflate_all`].
pub fn inflate_raw(stream: &[u8], limit: usize) -> Result<Vec<u8>, EnvelopeError> {
    inflate_form(stream, limit, DataFormat::Raw, "deflate stream")
}

fn inflate_form(
    stream: &[u8],
    limit: usize,
    format: DataFormat,
    what: &'static str,
) -> Result<Vec<u8>, EnvelopeError> {
    let mut state = InflateState::new_boxed(format);
    let mut inflated = Vec::new();
    let mut rest = stream;
    let mut chunk = [0; 4096];
    loop {
        let step = inflate(&mut state, rest, &mut chunk, MZFlush::None);
        rest = rest.get(step.bytes_consumed..).unwrap_or_default();
        let written = chunk.get(..step.bytes_written).unwrap_or_default();
        if inflated.len() + written.len() > limit {
            return Err(EnvelopeError::InflatedTooLarge { limit });
        }
        inflated.extend_from_slice(written);
        match step.status {
            Ok(MZStatus::StreamEnd) if rest.is_empty() => return Ok(inflated),
            Ok(MZStatus::StreamEnd) => {
                let bytes = rest.len();
                return Err(EnvelopeError::TrailingBytes { what, bytes });
            }
            // Progress was made, so the loop ends: each turn reads input or writes output.
            Ok(_) if step.bytes_consumed + step.bytes_written > 0 => {}
            Ok(_) | Err(MZError::Buf | MZError::Data | MZError::Stream | MZError::Param) => {
                return Err(EnvelopeError::Compression);
            }
            Err(_) => return Err(EnvelopeError::Compression),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

    #[test]
    fn a_bare_stream_has_the_same_limits() {
        let stream = compress_to_vec(b"some bytes worth keeping", 9);
        assert_eq!(inflate_raw(&stream, 1000), Ok(b"some bytes worth keeping".to_vec()));
        assert_eq!(inflate_raw(&stream, 5), Err(EnvelopeError::InflatedTooLarge { limit: 5 }));
        let longer = [stream.as_slice(), &[0]].concat();
        let trailing = EnvelopeError::TrailingBytes { what: "deflate stream", bytes: 1 };
        assert_eq!(inflate_raw(&longer, 1000), Err(trailing));
        assert_eq!(inflate_raw(&stream[..5], 1000), Err(EnvelopeError::Compression));
    }

    #[test]
    fn inflates_what_was_deflated() {
        for size in [0, 1, 4095, 4096, 4097, 50_000] {
            let bytes: Vec<u8> = (0..size).map(|n: u32| n.to_le_bytes()[0]).collect();
            let stream = compress_to_vec_zlib(&bytes, 9);
            assert_eq!(inflate_all(&stream, 50_000), Ok(bytes), "{size} bytes");
        }
    }

    #[test]
    fn refuses_damage() {
        let stream = compress_to_vec_zlib(b"some bytes worth keeping", 9);
        let mut longer = stream.clone();
        longer.push(0);
        let trailing = EnvelopeError::TrailingBytes { what: "zlib stream", bytes: 1 };
        assert_eq!(inflate_all(&longer, 1000), Err(trailing), "a byte too many");
        for cut in 0..stream.len() {
            let result = inflate_all(&stream[..cut], 1000);
            assert_eq!(result, Err(EnvelopeError::Compression), "cut to {cut}");
        }
        let mut wrong_sum = stream;
        *wrong_sum.last_mut().expect("a stream has bytes") ^= 1;
        assert_eq!(inflate_all(&wrong_sum, 1000), Err(EnvelopeError::Compression), "checksum");
    }

    #[test]
    fn stops_at_the_limit() {
        let bomb = compress_to_vec_zlib(&vec![0; 10_000_000], 9);
        let limit = 64 * 1024;
        assert_eq!(inflate_all(&bomb, limit), Err(EnvelopeError::InflatedTooLarge { limit }));
    }
}
