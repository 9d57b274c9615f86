//! Makes ICAO seals, and the authority, the signer's certificate and the revocation list that they
//! need: sound ones, and ones that are broken where a test wants them to be.

use super::{Issuer, json_text};
use crate::{envelope::jcs, moment::Moment};
use base64ct::{Base64UrlUnpadded, Encoding};
use jiff::Timestamp;
use p256::ecdsa::Signature;
use serde_json::{Value, json};
use sha1::{Digest, Sha1};
use x509_cert::{
    der::{Decode, Encode, asn1::ObjectIdentifier},
    spki::SubjectPublicKeyInfoRef,
};

/// A country's signing authority: its certificates are by the issuer's key.
#[derive(Clone, Debug)]
pub struct SealAuthority {
    /// Whose key it is.
    pub issuer: Issuer,
    /// Two letters.
    pub country: String,
    /// The name that its certificates give it.
    pub name: String,
    /// What its certificate gives as the identifier of its key.
    pub identifier: Vec<u8>,
    /// What its key is for: the first bits of RFC 5280 §4.2.1.3, from the left.
    pub key_usage: u8,
    /// Beginning and end of its certificate.
    pub validity: (Moment, Moment),
}

/// RFC 5280 §4.2.1.3: keyCertSign and cRLSign.
pub const CERTIFIES: u8 = 0b0000_0110;

/// The certificate of one who signs seals, before its authority has signed it.
#[derive(Clone, Debug)]
pub struct SealSigner {
    /// Whose key it is.
    pub issuer: Issuer,
    /// Its number.
    pub serial: u32,
    /// The name of the authority that it names; `None` is that of the one that signs.
    pub issued_by: Option<String>,
    /// The identifier of the authority's key that it names; `None` names none.
    pub authority: Option<Vec<u8>>,
    /// Its extended key usages.
    pub purposes: Vec<&'static str>,
    /// The kinds of seals that it may sign; `None` does not say.
    pub kinds: Option<Vec<&'static str>>,
    /// Identifier of one more extension, which is critical and which nobody knows.
    pub unknown: Option<&'static str>,
    /// Beginning and end.
    pub validity: (Moment, Moment),
}

impl SealAuthority {
    /// The authority of a country, with the identifier that RFC 5280 §4.2.1.2 proposes.
    pub fn new(issuer: Issuer, country: &str, validity: (Moment, Moment)) -> Self {
        let identifier = identifier(&issuer);
        let name = "Seal Signing Authority".to_owned();
        Self {
            issuer,
            country: country.to_owned(),
            name,
            identifier,
            key_usage: CERTIFIES,
            validity,
        }
    }

    /// Its own certificate, DER.
    pub fn certificate(&self) -> Vec<u8> {
        let name = self.subject(&self.name);
        let basic = sequence(&[&tlv(BOOLEAN, &[&[0xff]])]);
        let identifier = tlv(OCTET_STRING, &[&self.identifier]);
        // The first byte of a bit string says how many bits of the last are not used.
        let usage = tlv(BIT_STRING, &[&[0, self.key_usage]]);
        let extensions = [
            extension(SUBJECT_KEY, false, &identifier),
            extension(KEY_USAGE, true, &usage),
            extension(BASIC, true, &basic),
        ]
        .concat();
        let key = self.issuer.spki();
        self.signed(&statement(1, &name, &name, self.validity, key, &extensions))
    }

    /// The signer's certificate, DER.
    pub fn sign(&self, signer: &SealSigner) -> Vec<u8> {
        let issuer = self.subject(signer.issued_by.as_ref().unwrap_or(&self.name));
        let subject = self.subject("Seal Signer");
        let key = signer.issuer.spki();
        self.signed(&statement(
            signer.serial,
            &issuer,
            &subject,
            signer.validity,
            key,
            &signer.extensions(),
        ))
    }

    /// A revocation list of these serial numbers, DER.
    pub fn revoke(&self, serials: &[u32], made: Moment, next: Moment) -> Vec<u8> {
        let revoked: Vec<u8> =
            serials.iter().flat_map(|serial| sequence(&[&integer(*serial), &time(made)])).collect();
        let revoked = if revoked.is_empty() { revoked } else { sequence(&[&revoked]) };
        let name = self.subject(&self.name);
        let key = extension(AUTHORITY_KEY, false, &authority_key(&self.identifier));
        let extensions = tlv(0xa0, &[&sequence(&[&key])]);
        let algorithm = sequence(&[&oid(ECDSA_SHA256)]);
        let parts: [&[u8]; 7] =
            [&integer(1), &algorithm, &name, &time(made), &time(next), &revoked, &extensions];
        self.signed(&sequence(&parts))
    }

    fn subject(&self, name: &str) -> Vec<u8> {
        let attribute = |kind, tag, value: &str| {
            tlv(0x31, &[&sequence(&[&oid(kind), &tlv(tag, &[value.as_bytes()])])])
        };
        let country = attribute(COUNTRY, PRINTABLE_STRING, &self.country);
        sequence(&[&country, &attribute(COMMON_NAME, UTF8_STRING, name)])
    }

    /// RFC 5280 §4.1.1: the statement, the algorithm, the signature as DER.
    fn signed(&self, statement: &[u8]) -> Vec<u8> {
        let raw = self.issuer.sign(statement);
        // A signature of one's own is a signature.
        let signature = Signature::from_slice(&raw).map(|s| s.to_der().as_bytes().to_vec());
        let bits = tlv(BIT_STRING, &[&[0], &signature.unwrap_or_default()]);
        sequence(&[statement, &sequence(&[&oid(ECDSA_SHA256)]), &bits])
    }
}

impl SealSigner {
    /// A signer of every kind of seal, whose certificate will be by `authority`.
    pub fn new(issuer: Issuer, authority: &SealAuthority) -> Self {
        Self {
            issuer,
            serial: 4711,
            issued_by: None,
            authority: Some(authority.identifier.clone()),
            purposes: vec![BARCODE_SIGNER],
            kinds: Some(vec!["NT", "NV"]),
            unknown: None,
            validity: authority.validity,
        }
    }

    /// Doc 9303-12 §7.1.3.
    fn extensions(&self) -> Vec<u8> {
        let mut extensions = Vec::new();
        if let Some(kinds) = &self.kinds {
            let kinds = kinds.iter().map(|kind| tlv(PRINTABLE_STRING, &[kind.as_bytes()]));
            let kinds: Vec<u8> = kinds.flatten().collect();
            let value = sequence(&[&integer(0), &tlv(0x31, &[&kinds])]);
            extensions.extend(extension(DOCUMENT_TYPES, false, &value));
        }
        if !self.purposes.is_empty() {
            let purposes: Vec<u8> = self.purposes.iter().flat_map(|purpose| oid(purpose)).collect();
            extensions.extend(extension(PURPOSES, true, &sequence(&[&purposes])));
        }
        if let Some(identifier) = &self.authority {
            extensions.extend(extension(AUTHORITY_KEY, false, &authority_key(identifier)));
        }
        if let Some(unknown) = self.unknown {
            extensions.extend(extension(unknown, true, &sequence(&[])));
        }
        extensions
    }

    /// The text of a code with `data` and this certificate, signed by this signer.
    pub fn seal(&self, data: &Value, certificate: &[u8]) -> String {
        // What is given here can be written.
        let signature = self.issuer.sign(&jcs::canonical(data).unwrap_or_default());
        let document = json!({
            "data": data,
            "sig": {
                "alg": "ES256",
                "cer": Base64UrlUnpadded::encode_string(certificate),
                "sigvl": Base64UrlUnpadded::encode_string(&signature),
            },
        });
        json_text(&document)
    }
}

/// The data of a proof of vaccination of an invented person.
pub fn vaccination_data(state: &str) -> Value {
    json!({
        "hdr": { "t": "icao.vacc", "v": 1, "is": state },
        "msg": {
            "uvci": "SPECIMEN0001",
            "pid": { "n": "SPECIMEN  MARIA ANNA", "dob": "1990-05-13", "sex": "F", "i": "X0000001" },
            "ve": [{
                "des": "XM8NQ0",
                "nam": "Comirnaty",
                "dis": "RA01.0",
                "vd": [
                    { "dvc": "2026-03-01", "seq": 1, "ctr": state, "lot": "L1", "adm": "Clinic" },
                    { "dvc": "2026-04-01", "seq": 2, "ctr": state, "lot": "L2", "adm": "Clinic" },
                ],
            }],
        },
    })
}

/// The data of a proof of testing of an invented person.
pub fn test_data(state: &str) -> Value {
    json!({
        "hdr": { "t": "icao.test", "v": 1, "is": state },
        "msg": {
            "utci": "SPECIMEN0002",
            "pid": { "n": "SPECIMEN  MARIA", "dob": "1990-05-13", "dt": "P", "dn": "X0000001" },
            "sp": { "spn": "Clinic", "ctr": state, "cd": { "p": "+00" } },
            "dat": { "sc": "2026-12-01T10:00:00+08:00", "ri": "2026-12-01T12:00:00+08:00" },
            "tr": { "tc": "molecular(PCR)", "r": "negative", "m": "saliva" },
        },
    })
}

/// RFC 5280 §4.2.1.2, method (1).
fn identifier(issuer: &Issuer) -> Vec<u8> {
    let key = SubjectPublicKeyInfoRef::from_der(issuer.spki());
    key.map(|key| Sha1::digest(key.subject_public_key.raw_bytes()).to_vec()).unwrap_or_default()
}

/// RFC 5280 §4.1.2.
fn statement(
    serial: u32,
    issuer: &[u8],
    subject: &[u8],
    (begin, end): (Moment, Moment),
    key: &[u8],
    extensions: &[u8],
) -> Vec<u8> {
    let version = tlv(0xa0, &[&integer(2)]);
    let algorithm = sequence(&[&oid(ECDSA_SHA256)]);
    let validity = sequence(&[&time(begin), &time(end)]);
    let extensions = tlv(0xa3, &[&sequence(&[extensions])]);
    let serial = integer(serial);
    sequence(&[&version, &serial, &algorithm, issuer, &validity, subject, key, &extensions])
}

fn authority_key(identifier: &[u8]) -> Vec<u8> {
    sequence(&[&tlv(0x80, &[identifier])])
}

fn extension(identifier: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if critical { tlv(BOOLEAN, &[&[0xff]]) } else { Vec::new() };
    sequence(&[&oid(identifier), &critical, &tlv(OCTET_STRING, &[value])])
}

/// GeneralizedTime, which DER wants from 2050 on and which readers take before.
fn time(moment: Moment) -> Vec<u8> {
    let text = Timestamp::from_second(moment.unix_seconds())
        .map(|time| time.strftime("%Y%m%d%H%M%SZ").to_string())
        .unwrap_or_default();
    tlv(0x18, &[text.as_bytes()])
}

fn oid(text: &str) -> Vec<u8> {
    ObjectIdentifier::new(text).ok().and_then(|oid| oid.to_der().ok()).unwrap_or_default()
}

fn integer(number: u32) -> Vec<u8> {
    number.to_der().unwrap_or_default()
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, parts)
}

/// DER of less than 64 KB.
fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let [high, low] = u16::try_from(content.len()).unwrap_or(u16::MAX).to_be_bytes();
    let head = match (high, low) {
        (0, 0..=127) => vec![tag, low],
        (0, _) => vec![tag, 0x81, low],
        _ => vec![tag, 0x82, high, low],
    };
    [head, content].concat()
}

/// The purpose that makes a certificate that of a barcode signer.
pub const BARCODE_SIGNER: &str = "2.23.136.1.1.14.2";

const ECDSA_SHA256: &str = "1.2.840.10045.4.3.2";
const COUNTRY: &str = "2.5.4.6";
const COMMON_NAME: &str = "2.5.4.3";
const SUBJECT_KEY: &str = "2.5.29.14";
const KEY_USAGE: &str = "2.5.29.15";
const BASIC: &str = "2.5.29.19";
const AUTHORITY_KEY: &str = "2.5.29.35";
const PURPOSES: &str = "2.5.29.37";
const DOCUMENT_TYPES: &str = "2.23.136.1.1.6.2";
const BOOLEAN: u8 = 0x01;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const UTF8_STRING: u8 = 0x0c;
const PRINTABLE_STRING: u8 = 0x13;
