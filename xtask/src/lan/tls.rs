//! Connections in TLS.

use std::{io, net::TcpStream, sync::Arc};

use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
};

use super::certificate::Identity;
use crate::{
    failure::Failure,
    server::{Stream, Transport},
};

/// TLS 1.3 with one certificate.
pub(super) struct Tls(Arc<ServerConfig>);

impl Tls {
    pub(super) fn new(identity: &Identity) -> Result<Self, Failure> {
        let certificate = CertificateDer::from(identity.certificate.clone());
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(identity.key.clone()));
        ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|builder| {
                builder.with_no_client_auth().with_single_cert(vec![certificate], key)
            })
            .map(|config| Self(Arc::new(config)))
            .map_err(|error| {
                Failure::new(format!("cannot use the kept certificate: {error}"))
                    .advise("Delete the folder `lan` in the tools folder; it is made anew.")
            })
    }
}

impl Transport for Tls {
    fn scheme(&self) -> &'static str {
        "https"
    }

    fn open(&self, stream: TcpStream) -> io::Result<Box<dyn Stream>> {
        let connection = ServerConnection::new(Arc::clone(&self.0)).map_err(io::Error::other)?;
        Ok(Box::new(StreamOwned::new(connection, stream)))
    }
}
