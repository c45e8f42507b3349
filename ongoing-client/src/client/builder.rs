//! Settings of a client. Nothing is checked before `build`.

use std::net::IpAddr;
use std::sync::Arc;

use asmx_soap::Limits;
use asmx_soap::http::HttpService;
use url::{Host, Url};

use super::{Client, Shared};
use crate::write_queue::WriteQueue;
use crate::{Account, Clock, Credentials, Error, GoodsOwner, RetryPolicy, SystemClock};

/// Builds a [`Client`].
#[derive(Debug)]
pub struct Builder {
    account: Account,
    base_url: Option<String>,
    http: Option<Arc<dyn HttpService>>,
    limits: Limits,
    retry: RetryPolicy,
    clock: Box<dyn Clock>,
    plain_http: bool,
    #[cfg(feature = "reqwest")]
    timeouts: super::ready_made::Timeouts,
}

impl Builder {
    pub(super) fn new(credentials: Credentials, goods_owner: GoodsOwner) -> Self {
        Self {
            account: Account { credentials, goods_owner },
            base_url: None,
            http: None,
            limits: Limits::default(),
            retry: RetryPolicy::default(),
            clock: Box::new(SystemClock),
            plain_http: false,
            #[cfg(feature = "reqwest")]
            timeouts: Default::default(),
        }
    }

    /// The address of the warehouse's system, such as `https://api.ongoingsystems.se/acme`; the client appends
    /// `/service.asmx`. Required. Plain `http` is refused, except to this machine itself.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// An HTTP stack of your own, instead of the ready-made one (feature `reqwest`).
    #[must_use]
    pub fn http(mut self, http: impl HttpService + 'static) -> Self {
        self.http = Some(Arc::new(http));
        self
    }

    /// How much of an answer is believed.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How often and after how long a request that failed is repeated; by default up to twice.
    ///
    /// It is repeated only if the failure is [transient](Error::is_transient), and doing it twice is harmless:
    ///
    /// | the operation | nothing was sent | it may have been done | the server says no (429, 503, 5xx) | a fault |
    /// | --- | --- | --- | --- | --- |
    /// | reads | yes | yes | yes | yes |
    /// | sets what the first one set | yes | yes | yes | no |
    /// | may do it twice, or be refused the second time | yes | no | only 429 | no |
    ///
    /// How long to wait the server may say: `Retry-After`, in seconds or as a date. A list is repeated only before its first
    /// item. Between two attempts of a write other writes may go first. An answer that does not come in time is awaited once: the
    /// warehouse is still at work on the request, whatever it is.
    #[must_use]
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// What tells the time and waits, instead of the machine's clock.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// How long the ready-made HTTP stack waits for a connection (15 s), and for the next bytes of an answer that has begun
    /// (30 s). How long an answer takes as a whole is not limited.
    #[cfg(feature = "reqwest")]
    #[must_use]
    pub fn timeouts(mut self, connect: std::time::Duration, read: std::time::Duration) -> Self {
        self.timeouts = super::ready_made::Timeouts { connect, read, ..self.timeouts };
        self
    }

    /// How long the ready-made HTTP stack waits for an answer to begin; 120 s by default. Long lists have been seen to take
    /// more than a minute before their first byte.
    #[cfg(feature = "reqwest")]
    #[must_use]
    pub fn answer_timeout(mut self, answer: std::time::Duration) -> Self {
        self.timeouts.answer = answer;
        self
    }

    /// Sends the password unprotected to hosts other than this machine, if the base URL says `http`.
    #[must_use]
    pub fn dangerously_allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config), if a setting is missing or cannot be.
    pub fn build(self) -> Result<Client, Error> {
        let Some(base_url) = &self.base_url else { return Err(Error::config("base_url is missing")) };
        let url = checked(base_url, self.plain_http)?;
        let Account { credentials, goods_owner } = &self.account;
        for (name, value) in [
            ("username", &*credentials.username),
            ("password", credentials.password.expose()),
            ("goods_owner.code", &*goods_owner.code),
        ] {
            if value.trim().is_empty() {
                return Err(Error::config(format!("{name} is empty")));
            }
        }
        #[cfg(feature = "reqwest")]
        let ready_made =
            || super::ready_made::stack(self.timeouts, is_loopback(&url), url.scheme() == "http");
        #[cfg(not(feature = "reqwest"))]
        let ready_made =
            || Err(Error::config("http is missing: hand in a stack, or switch on the feature reqwest"));
        let http = self.http.map_or_else(ready_made, Ok)?;
        let base_url = url.as_str().trim_end_matches('/').to_owned();
        let port = url.port_or_known_default().map(|port| format!(":{port}")).unwrap_or_default();
        let shared = Shared {
            address: format!("{}{port}", url.host_str().unwrap_or_default()),
            service_url: format!("{base_url}/service.asmx"),
            // The vendor's server does not tell upper from lower case.
            writes: WriteQueue::of(&base_url.to_ascii_lowercase(), goods_owner.id),
            base_url,
            limits: self.limits,
            retry: self.retry,
            clock: Arc::from(self.clock),
            account: self.account,
        };
        Ok(Client { shared: Arc::new(shared), http, observers: Arc::new([]) })
    }
}

#[cfg(feature = "rest")]
impl Builder {
    /// A client over REST instead of SOAP. The base URL is the same: `/api/v1` is appended.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    pub fn build_rest(self) -> Result<crate::rest::RestClient, Error> {
        self.build().map(crate::rest::RestClient::new)
    }
}

fn checked(text: &str, plain_http: bool) -> Result<Url, Error> {
    let wrong = |what: &str| Err(Error::config(format!("base_url {what}")));
    let url = match Url::parse(text.trim()) {
        Ok(url) => url,
        // The text is not repeated: it may contain a password.
        Err(error) => return Err(Error::config("base_url is not a URL").because(error)),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return wrong("contains a user or password; they belong in the credentials");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return wrong("has a query or fragment");
    }
    if url.path().trim_end_matches('/').to_ascii_lowercase().ends_with(".asmx") {
        return wrong("ends with a service's file; remove /service.asmx");
    }
    if url.path().trim_end_matches('/').to_ascii_lowercase().ends_with("/api/v1") {
        return wrong("ends with the root of the REST interface; remove /api/v1");
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if plain_http || is_loopback(&url) => Ok(url),
        "http" => wrong("is plain http, which would send the password unprotected"),
        _ => wrong("is neither https nor http"),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests;
