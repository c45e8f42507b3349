//! A server with a self-signed certificate, shared by the tests of the clients and the adapters through
//! `#[path]`.

use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Starts it, and gives its base address.
pub(crate) async fn server() -> String {
    // Made for these tests only; it opens nothing.
    let certificate =
        CertificateDer::from_pem_slice(include_bytes!("self_signed.pem")).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("self_signed_key.pem")).expect("a key");
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key);
    let acceptor = TlsAcceptor::from(Arc::new(config.expect("a configuration")));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            // The client breaks the handshake off.
            drop(acceptor.accept(connection).await);
        }
    });
    url
}
