//! The ready-made HTTP stack.

use std::sync::Arc;
use std::time::Duration;

use asmx_soap::http::{HttpService, ReqwestService, TimeLimits};
use reqwest::redirect::Policy;

use crate::Error;

#[derive(Debug, Clone, Copy)]
pub(super) struct Timeouts {
    pub(super) connect: Duration,
    /// Until an answer begins.
    pub(super) answer: Duration,
    /// Between two pieces of an answer.
    pub(super) read: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            answer: TimeLimits::<ReqwestService>::BEGIN,
            read: TimeLimits::<ReqwestService>::STALL,
        }
    }
}

/// TLS by rustls; no redirects, which would turn a request into another one or send the password elsewhere; no
/// compression: a client of this API was seen to get nothing but errors for the headers that its stack added, so ours
/// sends as few as possible.
pub(super) fn stack(timeouts: Timeouts, loopback: bool, plain: bool) -> Result<Arc<dyn HttpService>, Error> {
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("ongoing-client/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .connect_timeout(timeouts.connect)
        .gzip(false);
    if loopback {
        builder = builder.no_proxy();
    }
    if plain {
        // The system's certificates take a while to read.
        builder = builder.tls_certs_only([]);
    }
    match builder.build() {
        Ok(client) => {
            let stack = TimeLimits::new(ReqwestService::from(client));
            Ok(Arc::new(stack.begin(timeouts.answer).stall(timeouts.read)))
        }
        Err(error) => Err(Error::config("the HTTP stack cannot be set up").because(error)),
    }
}
