//! A server with a self-signed certificate.

use std::error::Error as _;

use asmx_soap::Delivery;
use asmx_soap::http::{Endpoint, Error, HttpErrorKind, ReqwestService, send};

use crate::self_signed;
use crate::shop::GetItems;

#[tokio::test]
async fn a_certificate_that_is_refused_is_told_apart_from_a_network_that_is_down() {
    let url = format!("{}/service.asmx", self_signed::server().await);
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let endpoint = Endpoint::new(&url);
    let error =
        send(&ReqwestService::from(client), endpoint, &GetItems::default()).await.expect_err("refused");
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
