//! The self-made certificate. It is kept, so that a phone has to accept it only once.

use std::{net::IpAddr, path::Path};

use rcgen::{CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair};
use time::{Duration, OffsetDateTime};

use crate::{failure::Failure, files};

/// A certificate and its private key, both DER.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) certificate: Vec<u8>,
    pub(super) key: Vec<u8>,
}

/// The certificate kept in `folder` if it covers all `addresses` and is still valid, else a new one.
pub(super) fn kept_or_new(folder: &Path, addresses: &[IpAddr]) -> Result<Identity, Failure> {
    let now = OffsetDateTime::now_utc();
    let names = names(addresses);
    if let Some(identity) = kept(folder, &names, now) {
        return Ok(identity);
    }
    let end = now + LIFETIME;
    let identity = make(&names, now - Duration::DAY, end)
        .map_err(|error| Failure::new(format!("cannot make a certificate: {error}")))?;
    files::write(&folder.join(CERTIFICATE), &identity.certificate)?;
    write_private(&folder.join(KEY), &identity.key)?;
    // Written last: only with it do the other two count.
    files::write(&folder.join(RECORD), record(&names, end))?;
    Ok(identity)
}

fn kept(folder: &Path, names: &[String], now: OffsetDateTime) -> Option<Identity> {
    let text = files::read_text(&folder.join(RECORD)).ok()?;
    let (end, kept_names) = text.split_once('\n')?;
    let end = OffsetDateTime::from_unix_timestamp(end.parse().ok()?).ok()?;
    let covered = names.iter().all(|name| kept_names.lines().any(|kept| kept == name));
    if !covered || now + Duration::DAY > end {
        return None;
    }
    Some(Identity {
        certificate: files::read(&folder.join(CERTIFICATE)).ok()?,
        key: files::read(&folder.join(KEY)).ok()?,
    })
}

fn make(
    names: &[String],
    start: OffsetDateTime,
    end: OffsetDateTime,
) -> Result<Identity, rcgen::Error> {
    let mut parameters = CertificateParams::new(names)?;
    parameters.not_before = start;
    parameters.not_after = end;
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    parameters.distinguished_name = DistinguishedName::new();
    parameters.distinguished_name.push(DnType::CommonName, "Vidimus on the local network");
    let key = KeyPair::generate()?;
    let certificate = parameters.self_signed(&key)?;
    Ok(Identity { certificate: certificate.der().to_vec(), key: key.serialize_der() })
}

fn names(addresses: &[IpAddr]) -> Vec<String> {
    let own = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    own.into_iter().chain(addresses.iter().map(IpAddr::to_string)).collect()
}

fn record(names: &[String], end: OffsetDateTime) -> String {
    format!("{}\n{}\n", end.unix_timestamp(), names.join("\n"))
}

#[cfg(unix)]
fn write_private(path: &Path, contents: &[u8]) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;

    // Empty first, so that the key is never readable for others.
    files::write(path, [])?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
        .map_err(|error| Failure::new(format!("cannot protect {}: {error}", path.display())))?;
    files::write(path, contents)
}

#[cfg(not(unix))]
fn write_private(path: &Path, contents: &[u8]) -> Result<(), Failure> {
    files::write(path, contents)
}

/// Browsers refuse certificates that live longer than 398 days.
const LIFETIME: Duration = Duration::days(390);

const CERTIFICATE: &str = "certificate.der";
const KEY: &str = "key.der";
/// Says what the other two are: their end in Unix seconds, then a line for each name.
const RECORD: &str = "covers.txt";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_kept_while_it_fits() {
        let folder = std::env::temp_dir().join(format!("vidimus-lan-{}", std::process::id()));
        files::remove_folder(&folder).unwrap();
        let home: IpAddr = "192.168.1.20".parse().unwrap();
        let other: IpAddr = "10.0.0.3".parse().unwrap();

        let both = kept_or_new(&folder, &[home, other]).unwrap();
        assert!(kept_or_new(&folder, &[home, other]).unwrap() == both);
        assert!(kept_or_new(&folder, &[other]).unwrap() == both);
        let now = OffsetDateTime::now_utc();
        assert!(kept(&folder, &names(&[home]), now + LIFETIME).is_none());
        let third: IpAddr = "10.0.0.4".parse().unwrap();
        assert!(kept_or_new(&folder, &[third]).unwrap() != both);
        files::remove_folder(&folder).unwrap();
    }
}
