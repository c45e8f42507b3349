use std::fmt;
use std::sync::Arc;

use asmx_soap::http::HttpService;
use asmx_soap::{Limits, Secret};
use futures::stream::BoxStream;
use http::HeaderValue;
use url::Url;

use crate::budget::{Priority, RequestBudget};
use crate::config::Credentials;
use crate::error::Error;
use crate::session::Session;
use asmx_soap::clock::Clock;
use asmx_soap::retry::RetryPolicy;

mod builder;
mod event;
mod exchange;

pub use builder::{BuildError, ClientBuilder};
use event::Observer;
pub use event::RequestEvent;

/// The items of a list, as they arrive. An error for which [`Error::is_item`] is true stands for one unreadable item
/// and the rest still comes; any other ends the stream.
pub type Items<T> = BoxStream<'static, Result<T, Error>>;

/// A client for one user of 24SevenOffice, speaking for one company.
///
/// Cheap to clone; clones share one session, which is created at the first call, and again when the service says that
/// it has expired. For another company, create another client: a session belongs to one company only.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    http: Arc<dyn HttpService>,
    observer: Option<Observer>,
    priority: Priority,
}

struct Shared {
    base_url: Url,
    user_agent: HeaderValue,
    limits: Limits,
    retry: RetryPolicy,
    budget: RequestBudget,
    clock: Arc<dyn Clock>,
    session: Session,
}

impl Client {
    /// Begins a client; [`ClientBuilder::build`] makes it.
    pub fn builder(credentials: Credentials) -> ClientBuilder {
        ClientBuilder::new(credentials)
    }

    /// A client on the same session whose requests are reported to `observer`. Requests of other clones are not; a login
    /// is reported to the one whose call began it.
    #[must_use]
    pub fn observed(&self, observer: Arc<dyn Fn(&RequestEvent) + Send + Sync>) -> Self {
        Self { observer: Some(Observer(observer)), ..self.clone() }
    }

    /// A client on the same session whose requests are more or less urgent than others, which counts when the
    /// [budget](RequestBudget) of the hour gets scarce.
    #[must_use]
    pub fn with_priority(&self, priority: Priority) -> Self {
        Self { priority, ..self.clone() }
    }

    /// A client on the same session that sends through another HTTP stack, which is made of this one's: to record what is exchanged,
    /// for example. Headers carry the session, and a login the password: a stack that keeps them keeps secrets.
    #[must_use]
    pub fn wrap_http(&self, wrap: impl FnOnce(Arc<dyn HttpService>) -> Arc<dyn HttpService>) -> Self {
        Self { http: wrap(Arc::clone(&self.http)), ..self.clone() }
    }

    /// The budget that its requests are taken from.
    pub fn budget(&self) -> &RequestBudget {
        &self.shared.budget
    }

    /// How many requests the [budget](Self::budget) has left in this hour; `None` where there is no limit.
    pub fn requests_left(&self) -> Option<u32> {
        self.shared.budget.remaining(self.shared.clock.now())
    }

    /// The host that requests go to.
    pub fn base_url(&self) -> &str {
        self.shared.base_url.as_str()
    }

    /// Host and port that requests go to, such as `api.24sevenoffice.com:443`.
    pub fn address(&self) -> String {
        let url = &self.shared.base_url;
        let port = url.port_or_known_default().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}{port}", url.host_str().unwrap_or_default())
    }

    pub(crate) fn shared_session(&self) -> &Session {
        &self.shared.session
    }

    /// Logs in with other credentials from now on, in all clones: after a change of password, for example. Calls that
    /// are under way keep the old session.
    pub fn set_credentials(&self, credentials: Credentials) {
        self.shared.session.replace_credentials(credentials);
    }

    /// Goes on with a session that was made elsewhere, in all clones: by a token, for example. When it is over, the
    /// client logs in with its own credentials.
    pub fn use_session(&self, session_id: Secret) {
        self.shared.session.adopt(session_id);
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("credentials", &self.shared.session.credentials())
            .finish_non_exhaustive()
    }
}
