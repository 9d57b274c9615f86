//! Archives that hold exactly one file.
//!
//! Source: PKWARE's *.ZIP File Format Specification* (APPNOTE.TXT 6.3.10), by section.
//!
//! Sizes, checksum and method are those of the central directory: who writes an archive in one
//! pass leaves them out of the local header (bit 3 of the flags, §4.4.4). One disk, no ZIP64, no
//! encryption, no comment: a code has no use for them.

use super::{EnvelopeError, zlib};

/// The content of the only file of `archive`, which must be called `name`.
///
/// # Errors
/// [`EnvelopeError::Archive`], also when the file would be larger than `limit` or its checksum is
/// wrong; [`EnvelopeError::InflatedTooLarge`]; [`EnvelopeError::Compression`].
pub fn only_file(archive: &[u8], name: &str, limit: usize) -> Result<Vec<u8>, EnvelopeError> {
    let entry = central_entry(archive).ok_or(wanted("one file in one central directory"))?;
    if entry.name != name.as_bytes() {
        return Err(wanted("a file of this name"));
    }
    if entry.flags & FLAG_ENCRYPTED != 0 {
        return Err(wanted("a file that is not encrypted"));
    }
    if entry.size > limit {
        return Err(EnvelopeError::InflatedTooLarge { limit });
    }
    let packed = packed(archive, &entry).ok_or(wanted("the file where the directory says"))?;
    let content = match entry.method {
        METHOD_STORED => packed.to_vec(),
        METHOD_DEFLATED => zlib::inflate_raw(packed, limit)?,
        _ => return Err(wanted("a stored or deflated file")),
    };
    if content.len() != entry.size || crc32(&content) != entry.checksum {
        return Err(wanted("the size and the checksum of the file"));
    }
    Ok(content)
}

/// What the central directory says of a file.
struct Entry<'a> {
    name: &'a [u8],
    flags: usize,
    method: usize,
    checksum: u32,
    packed_size: usize,
    size: usize,
    /// Where its local header begins.
    at: usize,
    /// Where the central directory begins, which no file may reach into.
    end: usize,
}

/// The only entry of the central directory (§4.3.12), found by the record at the end (§4.3.16).
fn central_entry(archive: &[u8]) -> Option<Entry<'_>> {
    let end_at = archive.len().checked_sub(END_BYTES)?;
    let end = archive.get(end_at..)?.strip_prefix(SIGNATURE_END)?;
    let [disk, first_disk, here, total] = [0, 2, 4, 6].map(|at| u16_at(end, at));
    if (disk?, first_disk?, here?, total?) != (0, 0, 1, 1) || u16_at(end, 16)? != 0 {
        return None;
    }
    let (size, at) = (u32_at(end, 8)?, u32_at(end, 12)?);
    if at.checked_add(size)? != end_at {
        return None;
    }
    let header = archive.get(at..end_at)?.strip_prefix(SIGNATURE_CENTRAL)?;
    let name_length = u16_at(header, 24)?;
    let others = u16_at(header, 26)?.checked_add(u16_at(header, 28)?)?;
    let rest = header.get(CENTRAL_BYTES..)?;
    if rest.len() != name_length.checked_add(others)? {
        return None;
    }
    Some(Entry {
        name: rest.get(..name_length)?,
        flags: u16_at(header, 4)?,
        method: u16_at(header, 6)?,
        checksum: u32::try_from(u32_at(header, 12)?).ok()?,
        packed_size: u32_at(header, 16)?,
        size: u32_at(header, 20)?,
        at: u32_at(header, 38)?,
        end: at,
    })
}

/// The file as it is packed, after its local header (§4.3.7), which must name it the same.
fn packed<'a>(archive: &'a [u8], entry: &Entry<'_>) -> Option<&'a [u8]> {
    let header = archive.get(entry.at..entry.end)?.strip_prefix(SIGNATURE_LOCAL)?;
    let (name_length, extra_length) = (u16_at(header, 22)?, u16_at(header, 24)?);
    let rest = header.get(LOCAL_BYTES..)?;
    if rest.get(..name_length)? != entry.name {
        return None;
    }
    let begin = name_length.checked_add(extra_length)?;
    rest.get(begin..begin.checked_add(entry.packed_size)?)
}

/// CRC-32 (§4.4.7).
pub fn crc32(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let register = bytes.iter().fold(u32::MAX, |register, &byte| {
        (0..8).fold(register ^ u32::from(byte), |register, _| {
            let carry = if register & 1 == 1 { POLYNOMIAL } else { 0 };
            (register >> 1) ^ carry
        })
    });
    !register
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk::<2>()?;
    Some(usize::from(u16::from_le_bytes(*bytes)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

const fn wanted(expected: &'static str) -> EnvelopeError {
    EnvelopeError::Archive { expected }
}

const SIGNATURE_LOCAL: &[u8] = b"PK\x03\x04";
const SIGNATURE_CENTRAL: &[u8] = b"PK\x01\x02";
const SIGNATURE_END: &[u8] = b"PK\x05\x06";
// What follows the signature of each header, without its parts of variable length.
const LOCAL_BYTES: usize = 26;
const CENTRAL_BYTES: usize = 42;
/// The record at the end, with its signature and without a comment.
const END_BYTES: usize = 22;
/// §4.4.4, bit 0.
const FLAG_ENCRYPTED: usize = 1;
// §4.4.5.
const METHOD_STORED: usize = 0;
const METHOD_DEFLATED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use miniz_oxide::deflate::compress_to_vec;

    const NAME: &str = "certificate.json";
    const CONTENT: &[u8] = b"{\"a\": \"content that is worth packing, worth packing\"}";

    /// An archive as JSZip writes it, or as Go's `archive/zip` does: sizes after the file.
    fn archive(method: u16, sizes_after: bool) -> Vec<u8> {
        let packed = match method {
            8 => compress_to_vec(CONTENT, 9),
            _ => CONTENT.to_vec(),
        };
        let number = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
        let sizes =
            [crc32(CONTENT).to_le_bytes(), number(packed.len()), number(CONTENT.len())].concat();
        let flags: u16 = if sizes_after { 8 } else { 0 };
        let head = [[10, 0], flags.to_le_bytes(), method.to_le_bytes(), [0, 0], [0, 0]].concat();
        let name = [[16, 0], [0, 0]].concat();
        let local = match sizes_after {
            true => [
                SIGNATURE_LOCAL,
                &head,
                &[0; 12],
                &name,
                NAME.as_bytes(),
                &packed,
                b"PK\x07\x08",
                &sizes,
            ]
            .concat(),
            false => [SIGNATURE_LOCAL, &head, &sizes, &name, NAME.as_bytes(), &packed].concat(),
        };
        let central =
            [SIGNATURE_CENTRAL, &[10, 0], &head, &sizes, &name, &[0; 14], NAME.as_bytes()].concat();
        let end = [
            SIGNATURE_END,
            &[0, 0, 0, 0, 1, 0, 1, 0],
            &number(central.len()),
            &number(local.len()),
            &[0, 0],
        ]
        .concat();
        [local, central, end].concat()
    }

    #[test]
    fn gives_the_only_file() {
        for (method, sizes_after) in [(0, false), (8, false), (8, true)] {
            let archive = archive(method, sizes_after);
            assert_eq!(only_file(&archive, NAME, 1000), Ok(CONTENT.to_vec()), "{method}");
        }
    }

    #[test]
    fn refuses_what_is_not_exactly_that() {
        let sound = archive(8, false);
        let end = sound.len() - END_BYTES;
        let central = end - 62;
        let changed = |at: usize, byte: u8| {
            let mut archive = sound.clone();
            archive[at] = byte;
            archive
        };
        let refused: &[(&str, Vec<u8>)] = &[
            ("nothing", Vec::new()),
            ("two files", changed(end + 8, 2)),
            ("two files on this disk", changed(end + 10, 2)),
            ("another disk", changed(end + 4, 1)),
            ("a comment", changed(end + 20, 1)),
            ("the directory elsewhere", changed(end + 16, 0)),
            ("encrypted", changed(central + 8, 1)),
            ("another method", changed(central + 10, 12)),
            ("another checksum", changed(central + 16, !sound[central + 16])),
            ("another size", changed(central + 24, 1)),
            ("another packed size", changed(central + 20, 255)),
            ("another name in the directory", changed(central + 46, b'x')),
            ("another name before the file", changed(30, b'x')),
            ("the file elsewhere", changed(central + 42, 1)),
        ];
        for (why, archive) in refused {
            assert!(
                matches!(only_file(archive, NAME, 1000), Err(EnvelopeError::Archive { .. })),
                "{why}"
            );
        }
        for cut in 0..sound.len() {
            assert!(only_file(&sound[..cut], NAME, 1000).is_err(), "cut to {cut}");
        }
        let large = EnvelopeError::InflatedTooLarge { limit: 10 };
        assert_eq!(only_file(&sound, NAME, 10), Err(large.clone()), "larger by its own word");
        let bomb = changed(central + 24, 5);
        assert_eq!(only_file(&bomb, NAME, 10), Err(large), "larger than its own word");
    }
}
