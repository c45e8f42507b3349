use std::sync::Arc;

use asmx_soap::Limits;
use asmx_soap::http::HttpService;
#[cfg(feature = "reqwest")]
use asmx_soap::http::{ReqwestService, TimeLimits};
use http::HeaderValue;
use url::Url;

use super::{Client, Shared};
use crate::budget::{Priority, RequestBudget, is_loopback};
use crate::config::Credentials;
use crate::session::{Session, SessionStore};
use asmx_soap::clock::{Clock, SystemClock};
use asmx_soap::retry::RetryPolicy;

/// Makes a [`Client`]. Only [`build`](Self::build) can fail.
#[derive(Debug, Clone)]
#[must_use]
pub struct ClientBuilder {
    credentials: Credentials,
    base_url: String,
    plain_http: bool,
    user_agent: String,
    http: Option<Arc<dyn HttpService>>,
    #[cfg(feature = "reqwest")]
    timeouts: Timeouts,
    limits: Limits,
    retry: RetryPolicy,
    budget: Option<RequestBudget>,
    clock: Arc<dyn Clock>,
    store: Option<Arc<dyn SessionStore>>,
}

/// Why a client cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base address is not one.
    #[error("{base_url:?} is not an address such as https://api.24sevenoffice.com")]
    BaseUrl {
        /// What was given.
        base_url: String,
    },
    /// The base address would send the password in the clear.
    #[error("{base_url} would send the password in the clear; use https")]
    PlainHttp {
        /// What was given.
        base_url: String,
    },
    /// A part of the credentials is empty.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// The user agent holds characters that a header cannot carry.
    #[error("the user agent can hold visible ASCII characters only")]
    UserAgent,
    /// No HTTP stack was given, and the feature `reqwest` is off.
    #[error("no HTTP stack was given")]
    NoHttp,
    /// The HTTP stack could not be set up.
    #[error("the HTTP stack could not be set up")]
    Http(#[source] Box<dyn std::error::Error + Send + Sync>),
}

#[cfg(feature = "reqwest")]
#[derive(Debug, Clone, Copy)]
struct Timeouts {
    connect: std::time::Duration,
    /// Until an answer begins.
    answer: std::time::Duration,
    /// Between two pieces of an answer.
    read: std::time::Duration,
}

impl ClientBuilder {
    pub(super) fn new(credentials: Credentials) -> Self {
        Self {
            credentials,
            base_url: crate::BASE_URL.to_owned(),
            plain_http: false,
            user_agent: concat!(
                "twentyfour-client/",
                env!("CARGO_PKG_VERSION"),
                " (+",
                env!("CARGO_PKG_REPOSITORY"),
                ")"
            )
            .to_owned(),
            http: None,
            #[cfg(feature = "reqwest")]
            timeouts: Timeouts {
                connect: std::time::Duration::from_secs(10),
                answer: TimeLimits::<ReqwestService>::BEGIN,
                read: TimeLimits::<ReqwestService>::STALL,
            },
            limits: Limits::default(),
            retry: RetryPolicy::default(),
            budget: None,
            clock: Arc::new(SystemClock),
            store: None,
        }
    }

    /// Another host than the vendor's, such as a simulator's. Plain http is accepted for the loopback only.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Accepts a base address with plain http on any host: the password and all data then travel in the clear.
    pub fn danger_accept_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// How the client introduces itself. The default names this crate; name your integration and a contact instead, so
    /// that the vendor can reach you before it blocks you: `acme-sync/1.4 (ops@acme.example)`.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Sends through this HTTP stack in place of the ready one; with the feature `reqwest`,
    /// `asmx_soap::http::ReqwestService` makes one of a `reqwest::Client`.
    pub fn http(mut self, http: impl HttpService + 'static) -> Self {
        self.http = Some(Arc::new(http));
        self
    }

    /// How long the ready HTTP stack waits for a connection. Default 10 seconds.
    #[cfg(feature = "reqwest")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn connect_timeout(mut self, timeout: std::time::Duration) -> Self {
        self.timeouts.connect = timeout;
        self
    }

    /// How long the ready HTTP stack waits for an answer to begin. Default 120 seconds: lists are not paged, and a big one
    /// takes the service a minute before its first byte. How long an answer takes as a whole is not limited.
    #[cfg(feature = "reqwest")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn answer_timeout(mut self, timeout: std::time::Duration) -> Self {
        self.timeouts.answer = timeout;
        self
    }

    /// How long the ready HTTP stack waits for the next bytes of an answer that has begun. Default 30 seconds.
    #[cfg(feature = "reqwest")]
    #[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
    pub fn read_timeout(mut self, timeout: std::time::Duration) -> Self {
        self.timeouts.read = timeout;
        self
    }

    /// How much of an answer is believed before it is refused.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How often and after how long a request that failed is repeated; by default up to twice.
    ///
    /// It is repeated only if the failure is transient, and doing it twice is harmless:
    ///
    /// | the operation | nothing was executed | it may have been executed | the service said no |
    /// | --- | --- | --- | --- |
    /// | reads | yes | yes | yes |
    /// | sets what the first one set | yes | yes | yes |
    /// | creates | yes | no | no |
    ///
    /// "Nothing was executed" is a connection that was never made, HTTP 429, and the quota. A save that names the id of
    /// everything in it sets; one that makes something new creates. An answer that does not come in time is awaited once: the
    /// service is still at work on the request, whatever it is.
    ///
    /// How long to wait the service may say: `Retry-After` in both forms, the end of the quarantine, the quota's reset. A
    /// list is repeated only before its first item.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Takes its requests from this budget, and not from the one that all clients for the same host share.
    pub fn budget(mut self, budget: RequestBudget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// Where time comes from, and where it is waited.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Keeps the session in this store, so that a restart need not log in again.
    pub fn session_store(mut self, store: Arc<dyn SessionStore>) -> Self {
        self.store = Some(store);
        self
    }

    /// Makes the client. Nothing is sent; the first call logs in.
    ///
    /// # Errors
    /// A base address that is none or not safe, empty credentials, an HTTP stack that cannot be set up.
    pub fn build(self) -> Result<Client, BuildError> {
        let base_url = self.checked_base_url()?;
        if self.credentials.application_id.is_nil() {
            return Err(BuildError::Empty("the application id"));
        }
        if self.credentials.username.trim().is_empty() {
            return Err(BuildError::Empty("the user name"));
        }
        if self.credentials.password.expose().is_empty() {
            return Err(BuildError::Empty("the password"));
        }
        let user_agent = HeaderValue::from_str(&self.user_agent).map_err(|_| BuildError::UserAgent)?;
        let http = match &self.http {
            Some(http) => Arc::clone(http),
            None => self.ready_http(&base_url)?,
        };
        let session = Session::new(self.credentials, self.store);
        let shared_budget = || RequestBudget::of_host(base_url.authority(), is_loopback(&base_url));
        let budget = self.budget.unwrap_or_else(shared_budget);
        let shared = Shared {
            base_url,
            user_agent,
            limits: self.limits,
            retry: self.retry,
            budget,
            clock: self.clock,
            session,
        };
        Ok(Client { shared: Arc::new(shared), http, observer: None, priority: Priority::default() })
    }

    fn checked_base_url(&self) -> Result<Url, BuildError> {
        // An address with a user or password in it is not repeated.
        let wrong = || BuildError::BaseUrl {
            base_url: self.base_url.rsplit('@').next().unwrap_or_default().to_owned(),
        };
        let url = Url::parse(&self.base_url).map_err(|_| wrong())?;
        let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !plain || url.password().is_some() || !url.has_host() {
            return Err(wrong());
        }
        match url.scheme() {
            "https" => Ok(url),
            "http" if self.plain_http || is_loopback(&url) => Ok(url),
            "http" => Err(BuildError::PlainHttp { base_url: self.base_url.clone() }),
            _ => Err(wrong()),
        }
    }

    #[cfg(feature = "reqwest")]
    fn ready_http(&self, base_url: &Url) -> Result<Arc<dyn HttpService>, BuildError> {
        let mut builder = reqwest::Client::builder()
            .connect_timeout(self.timeouts.connect)
            // A redirect would turn the request into a GET, or carry the session to another host.
            .redirect(reqwest::redirect::Policy::none())
            .gzip(true);
        if is_loopback(base_url) {
            builder = builder.no_proxy();
        }
        if base_url.scheme() == "http" {
            // The system's certificates take a while to read.
            builder = builder.tls_certs_only([]);
        }
        let client = builder.build().map_err(|error| BuildError::Http(error.into()))?;
        let stack = TimeLimits::new(ReqwestService::from(client));
        Ok(Arc::new(stack.begin(self.timeouts.answer).stall(self.timeouts.read)))
    }

    #[cfg(not(feature = "reqwest"))]
    fn ready_http(&self, _: &Url) -> Result<Arc<dyn HttpService>, BuildError> {
        Err(BuildError::NoHttp)
    }
}
