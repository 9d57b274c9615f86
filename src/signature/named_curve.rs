//! Keys whose curve is spelled out instead of named.
//!
//! RFC 5480 §2.1.1 forbids that, and passport authorities do it (Japan's, and 57 more of the 255 in
//! one registry): their certificates follow an older ICAO profile. Such a key is rewritten with the
//! curve's name, if *every* parameter is that curve's. To compare fewer is to let a forger choose
//! the base point (CVE-2020-0601).

use super::key::{OID_EC, OID_P256, OID_P384, OID_P521};
use data_encoding::HEXLOWER;
use rsa::pkcs8::{
    AlgorithmIdentifierRef, ObjectIdentifier, SubjectPublicKeyInfoRef,
    der::{
        Decode, Encode, Reader, SliceReader, Tag, Tagged,
        asn1::{AnyRef, UintRef},
    },
};
use std::borrow::Cow;

/// The same DER SubjectPublicKeyInfo with its curve named, if its parameters are spelled out and
/// are those of P-256, P-384 or P-521; anything else as it is.
pub fn with_named_curve(spki: &[u8]) -> Cow<'_, [u8]> {
    renamed(spki).map_or(Cow::Borrowed(spki), Cow::Owned)
}

fn renamed(spki: &[u8]) -> Option<Vec<u8>> {
    let key = SubjectPublicKeyInfoRef::from_der(spki).ok()?;
    let parameters = key.algorithm.parameters.filter(|any| any.tag() == Tag::Sequence)?;
    if key.algorithm.oid != OID_EC {
        return None;
    }
    let spelled = Spelled::read(parameters)?;
    let oid = CURVES.iter().find(|curve| spelled.is(curve))?.oid;
    let algorithm = AlgorithmIdentifierRef { oid: OID_EC, parameters: Some(AnyRef::from(&oid)) };
    SubjectPublicKeyInfoRef { algorithm, ..key }.to_der().ok()
}

/// SpecifiedECDomain (SEC 1 §C.2), numbers as hexadecimal digits without leading zeros.
struct Spelled {
    p: String,
    a: String,
    b: String,
    base: String,
    n: String,
}

impl Spelled {
    fn read(parameters: AnyRef<'_>) -> Option<Self> {
        let mut members = SliceReader::new(parameters.value()).ok()?;
        members.decode::<UintRef<'_>>().ok()?;
        let mut field = sequence(&mut members)?;
        if field.decode::<ObjectIdentifier>().ok()? != OID_PRIME_FIELD {
            return None;
        }
        let p = field.decode::<UintRef<'_>>().ok()?;
        let mut curve = sequence(&mut members)?;
        let (a, b) = (octets(&mut curve)?, octets(&mut curve)?);
        let base = octets(&mut members)?;
        let n = members.decode::<UintRef<'_>>().ok()?;
        // The cofactor, where it is there, is 1; nothing follows it but, in later versions, a hash.
        if !members.is_finished() && members.decode::<UintRef<'_>>().ok()?.as_bytes() != [1] {
            return None;
        }
        Some(Self {
            p: digits(p.as_bytes()),
            a: digits(a),
            b: digits(b),
            base: HEXLOWER.encode(base),
            n: digits(n.as_bytes()),
        })
    }

    fn is(&self, curve: &Curve) -> bool {
        let Curve { oid: _, p, a, b, x, y, n } = curve;
        // SEC 1 §2.3.3: the point as it is, or one coordinate and the other's parity.
        let odd = y.ends_with(['1', '3', '5', '7', '9', 'b', 'd', 'f']);
        let base = match self.base.split_at_checked(2) {
            Some(("04", point)) => point.strip_prefix(x) == Some(*y),
            Some(("02", point)) => point == *x && !odd,
            Some(("03", point)) => point == *x && odd,
            _ => false,
        };
        base && self.p == *p && self.a == *a && self.b == *b && self.n == *n
    }
}

fn sequence<'d>(reader: &mut SliceReader<'d>) -> Option<SliceReader<'d>> {
    let any = reader.decode::<AnyRef<'d>>().ok().filter(|any| any.tag() == Tag::Sequence)?;
    SliceReader::new(any.value()).ok()
}

fn octets<'d>(reader: &mut SliceReader<'d>) -> Option<&'d [u8]> {
    let any = reader.decode::<AnyRef<'d>>().ok().filter(|any| any.tag() == Tag::OctetString)?;
    Some(any.value())
}

/// One authority (AE) writes a and b with a byte too many in front.
fn digits(number: &[u8]) -> String {
    HEXLOWER.encode(number).trim_start_matches('0').to_owned()
}

/// One curve over a prime field (SEC 2 §2).
struct Curve {
    oid: ObjectIdentifier,
    p: &'static str,
    a: &'static str,
    b: &'static str,
    /// The base point's coordinates, in full length.
    x: &'static str,
    y: &'static str,
    n: &'static str,
}

const CURVES: [Curve; 3] = [
    Curve {
        oid: OID_P256,
        p: "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        a: "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
        b: "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        x: "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        y: "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        n: "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
    },
    Curve {
        oid: OID_P384,
        p: "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
        a: "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc",
        b: "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
        x: "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
        y: "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
        n: "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
    },
    Curve {
        oid: OID_P521,
        p: "1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        a: "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc",
        b: "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
        x: "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
        y: "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650",
        n: "1fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
    },
];

/// RFC 3279 §2.3.5.
const OID_PRIME_FIELD: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.1.1");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signature::KeyKind;
    use p256::pkcs8::EncodePublicKey;
    use sha2::{Digest, Sha256};

    fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = content.len();
        let [high, low] = u16::try_from(length).unwrap().to_be_bytes();
        let head = if length < 128 { vec![tag, low] } else { vec![tag, 0x82, high, low] };
        // DER wants the shortest form of a length.
        let head = if (128..256).contains(&length) { vec![tag, 0x81, low] } else { head };
        [head, content.to_vec()].concat()
    }

    fn number(hex: &str) -> Vec<u8> {
        let even = if hex.len().is_multiple_of(2) { hex.to_owned() } else { format!("0{hex}") };
        HEXLOWER.decode(even.as_bytes()).unwrap()
    }

    fn integer(hex: &str) -> Vec<u8> {
        let bytes = number(hex);
        let sign = if bytes[0] > 127 { vec![0] } else { vec![] };
        tlv(2, &[sign, bytes].concat())
    }

    /// The parameters of the first curve with one of them changed.
    fn spelled(change: Option<&str>, base: &[u8], cofactor: &[u8]) -> Vec<u8> {
        let curve = &CURVES[0];
        let but = |name: &str, hex: &str| {
            if change == Some(name) {
                format!("{}2", &hex[..hex.len() - 1])
            } else {
                hex.to_owned()
            }
        };
        let prime = ObjectIdentifier::new_unwrap("1.2.840.10045.1.1").to_der().unwrap();
        let field = tlv(0x30, &[prime, integer(&but("p", curve.p))].concat());
        let octets = |hex: &str| tlv(4, &number(hex));
        let ab = [octets(&but("a", curve.a)), octets(&but("b", curve.b))].concat();
        let order = integer(&but("n", curve.n));
        let members = [integer("1"), field, tlv(0x30, &ab), tlv(4, base), order, cofactor.to_vec()];
        tlv(0x30, &members.concat())
    }

    fn named_key() -> Vec<u8> {
        let key = p256::ecdsa::SigningKey::from_slice(&Sha256::digest("explicit")).unwrap();
        key.verifying_key().to_public_key_der().unwrap().into_vec()
    }

    fn with_parameters(parameters: &[u8]) -> Vec<u8> {
        let named = named_key();
        let key = SubjectPublicKeyInfoRef::from_der(&named).unwrap();
        let algorithm =
            AlgorithmIdentifierRef { oid: OID_EC, parameters: AnyRef::from_der(parameters).ok() };
        SubjectPublicKeyInfoRef { algorithm, ..key }.to_der().unwrap()
    }

    #[test]
    fn a_curve_is_named_if_every_parameter_is_its_own() {
        let curve = &CURVES[0];
        let full = number(&format!("04{}{}", curve.x, curve.y));
        let short = number(&format!("03{}", curve.x));
        let one = integer("1");
        for (why, parameters) in [
            ("in full", spelled(None, &full, &one)),
            ("the point compressed", spelled(None, &short, &one)),
            ("no cofactor", spelled(None, &full, &[])),
        ] {
            assert_eq!(with_named_curve(&with_parameters(&parameters)), named_key(), "{why}");
        }
        let other_point = number(&format!("04{}{}", curve.y, curve.x));
        let wrong_parity = number(&format!("02{}", curve.x));
        for (why, parameters) in [
            ("another p", spelled(Some("p"), &full, &one)),
            ("another a", spelled(Some("a"), &full, &one)),
            ("another b", spelled(Some("b"), &full, &one)),
            ("another n", spelled(Some("n"), &full, &one)),
            ("another base point", spelled(None, &other_point, &one)),
            ("its negative", spelled(None, &wrong_parity, &one)),
            ("another cofactor", spelled(None, &full, &integer("2"))),
        ] {
            let spki = with_parameters(&parameters);
            assert_eq!(with_named_curve(&spki), spki, "{why}");
            assert_eq!(KeyKind::of_spki(&spki), Ok(KeyKind::OtherCurve), "{why}");
        }
    }

    #[test]
    fn other_keys_stay_as_they_are() {
        assert_eq!(with_named_curve(&named_key()), named_key());
        assert_eq!(with_named_curve(b"no key"), b"no key".as_slice());
    }
}
