//! A server with a certificate that nobody vouches for.

use std::error::Error as _;
use std::sync::Arc;

use asmx_soap::Delivery;
use asmx_soap::Limits;
use asmx_soap::http::{Call, Error, HttpErrorKind, ReqwestService, send};
use http::HeaderMap;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::shop::GetItems;

#[tokio::test]
async fn a_certificate_that_is_refused_is_told_apart_from_a_network_that_is_down() {
    // Made for this test only; it opens nothing.
    let certificate =
        CertificateDer::from_pem_slice(include_bytes!("self_signed.pem")).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("self_signed_key.pem")).expect("a key");
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key);
    let acceptor = TlsAcceptor::from(Arc::new(config.expect("a configuration")));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("https://{}/service.asmx", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            // The client breaks the handshake off.
            drop(acceptor.accept(connection).await);
        }
    });
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let call = Call { url: &url, headers: HeaderMap::new(), limits: Limits::default() };
    let error = send(&ReqwestService::from(client), call, &GetItems::default()).await.expect_err("refused");
    let Error::Http(http) = &error else { panic!("{error:?}") };
    assert_eq!((http.kind(), error.delivery()), (HttpErrorKind::Certificate, Delivery::NotSent), "{http:?}");
    let mut causes = Vec::new();
    let mut cause = http.source();
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    assert!(
        causes.iter().any(|cause| cause.starts_with("invalid peer certificate: ")),
        "it says why: {causes:?}"
    );
}
