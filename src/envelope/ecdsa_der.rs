//! ECDSA signatures in DER (RFC 3279 §2.2.3), made into the r‖s that verifying takes.
//!
//! ```asn1
//! Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }
//! ```
//!
//! Strict: the shortest length, the shortest integers, positive ones, and nothing after them
//! (X.690 §8.3.2, §10.1), so that one signature has one form.

/// The signature as r‖s of `width` bytes each; `None` when `der` is anything else.
pub fn to_fixed(der: &[u8], width: usize) -> Option<Vec<u8>> {
    let (integers, after) = element(der, TAG_SEQUENCE)?;
    let (r, rest) = element(integers, TAG_INTEGER)?;
    let (s, inside) = element(rest, TAG_INTEGER)?;
    if !after.is_empty() || !inside.is_empty() {
        return None;
    }
    Some([padded(r, width)?, padded(s, width)?].concat())
}

/// The content of the element that `der` begins with, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&[found, first], rest) = der.split_first_chunk::<2>()?;
    if found != tag {
        return None;
    }
    match first {
        0..=0x7f => rest.split_at_checked(first.into()),
        // P-521 needs one byte of length; nothing here needs two.
        0x81 => {
            let (&length, rest) = rest.split_first().filter(|(length, _)| **length >= 0x80)?;
            rest.split_at_checked(length.into())
        }
        _ => None,
    }
}

/// A positive INTEGER in its shortest form, as a number of `width` bytes.
fn padded(integer: &[u8], width: usize) -> Option<Vec<u8>> {
    let digits = match integer {
        [0, second, ..] if *second >= 0x80 => integer.get(1..)?,
        [1..=0x7f, ..] => integer,
        _ => return None,
    };
    let zeros = width.checked_sub(digits.len())?;
    Some([vec![0; zeros].as_slice(), digits].concat())
}

const TAG_INTEGER: u8 = 0x02;
const TAG_SEQUENCE: u8 = 0x30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_signature_has_one_form() {
        type Case = (&'static str, &'static [u8], Option<&'static [u8]>);
        const CASES: &[Case] = &[
            ("small", &[0x30, 6, 2, 1, 1, 2, 1, 2], Some(&[0, 1, 0, 2])),
            ("a high bit", &[0x30, 8, 2, 2, 0, 0x80, 2, 2, 1, 2], Some(&[0, 0x80, 1, 2])),
            ("nothing", &[], None),
            ("no sequence", &[0x31, 6, 2, 1, 1, 2, 1, 2], None),
            ("a byte after", &[0x30, 6, 2, 1, 1, 2, 1, 2, 0], None),
            ("a byte after, inside", &[0x30, 7, 2, 1, 1, 2, 1, 2, 0], None),
            ("cut short", &[0x30, 6, 2, 1, 1, 2, 1], None),
            ("one integer", &[0x30, 3, 2, 1, 1], None),
            ("a long length", &[0x30, 0x81, 6, 2, 1, 1, 2, 1, 2], None),
            ("a zero too many", &[0x30, 7, 2, 2, 0, 1, 2, 1, 2], None),
            ("negative", &[0x30, 6, 2, 1, 0x80, 2, 1, 2], None),
            ("zero", &[0x30, 6, 2, 1, 0, 2, 1, 2], None),
            ("an empty integer", &[0x30, 5, 2, 0, 2, 1, 2], None),
            ("too wide", &[0x30, 8, 2, 3, 1, 1, 1, 2, 1, 2], None),
        ];
        for &(why, der, expected) in CASES {
            assert_eq!(to_fixed(der, 2).as_deref(), expected, "{why}");
        }
        let long = [&[0x30, 0x81, 136, 2, 0x42][..], &[1; 66], &[2, 0x42], &[1; 66]].concat();

        assert_eq!(to_fixed(&long, 66), Some(vec![1; 132]), "P-521");
    }
}
