//! One request as a page sees it, and what it answers.

use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use maud::Markup;
use wms_erp_sync::schedule::{RequestId, RunKey, RunRequest, Trigger};
use wms_erp_sync::store::StoreError;
use wms_erp_sync::{Process, RunError};

use super::App;
use super::access::{Role, User};
use super::activity::Activity;
use super::jobs::{Asked, Work};
use super::operations::Served;
use crate::language::{Said, Texts};

/// Who asks, and how that is known.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) user: Arc<User>,
    /// What its forms must carry; none where nothing speaks for it by itself, as a cookie does.
    pub(crate) csrf: Option<String>,
    /// Whether it has logged in, and can log out.
    pub(crate) has_session: bool,
}

/// A request that may be answered: the guard has looked at role, tenant and form.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) app: Arc<App>,
    /// Stands on all that follows from it.
    pub(crate) id: RequestId,
    /// The tenants that were served when it came.
    pub(crate) served: Arc<[Served]>,
    pub(crate) caller: Option<Caller>,
    /// In the language of the reader.
    pub(crate) texts: &'static Texts,
    /// The page that the browser shows: where it asks for one, the path and the query of that.
    pub(crate) here: String,
    pub(crate) peer: IpAddr,
    pub(crate) headers: HeaderMap,
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    /// As it came, where it is no form.
    pub(crate) body: Vec<u8>,
}

pub(crate) type Answer = Result<Response<Body>, Failure>;

/// Why a request is not answered as it was meant.
#[derive(Debug)]
pub(crate) enum Failure {
    LogIn,
    Forbidden(Said),
    NotFound(Said),
    Method(String),
    Bad(Said),
    Conflict(Said),
    TooMany(i64),
    Flood(i64),
    Slow(Duration),
    TooLong(usize),
    Missing(Said),
    Unknown { what: String, remedy: String },
    Run(Box<RunError>),
    Machine,
}

impl From<std::io::Error> for Failure {
    fn from(_: std::io::Error) -> Self {
        Self::Machine
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        Self::Run(Box::new(error))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        RunError::from(error).into()
    }
}

impl Failure {
    /// Whether there is one that this user does not see is not said.
    pub(crate) fn no_such_tenant(name: &str) -> Self {
        let name = name.to_owned();
        Self::NotFound(Said::new(move |texts| texts.no_such_tenant(&name)))
    }

    pub(crate) fn no_such_button(name: &str) -> Self {
        let name = name.to_owned();
        Self::Bad(Said::new(move |texts| texts.no_such_button(&name)))
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::LogIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Method(_) => StatusCode::METHOD_NOT_ALLOWED,
            Self::Bad(_) => StatusCode::BAD_REQUEST,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany(_) | Self::Flood(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Slow(_) => StatusCode::REQUEST_TIMEOUT,
            Self::TooLong(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Missing(_) | Self::Unknown { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Run(error) => match **error {
                RunError::UnknownTenant(_) | RunError::UnknownRecord { .. } => StatusCode::NOT_FOUND,
                RunError::Stopped { .. } | RunError::NoSafetyLimit(_) => StatusCode::BAD_REQUEST,
                RunError::Busy { .. } => StatusCode::CONFLICT,
                RunError::Port(_) => StatusCode::BAD_GATEWAY,
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            },
            Self::Machine => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened, in one line.
    pub(crate) fn what(&self, texts: &Texts) -> String {
        let count = |number: i64| u64::try_from(number).unwrap_or_default();
        match self {
            Self::LogIn => texts.log_in_first().to_owned(),
            Self::Forbidden(said)
            | Self::NotFound(said)
            | Self::Bad(said)
            | Self::Conflict(said)
            | Self::Missing(said) => said.to(texts),
            Self::Method(methods) => texts.other_method(methods),
            Self::TooMany(seconds) => texts.too_many_tokens(count(*seconds)),
            Self::Flood(seconds) => texts.too_many_hooks(count(*seconds)),
            Self::Slow(limit) => texts.too_slow(limit.as_secs()),
            Self::TooLong(bytes) => texts.too_long(*bytes as u64),
            Self::Unknown { what, .. } => what.clone(),
            Self::Run(error) => texts.language.reason(&error.full_message()).into_owned(),
            Self::Machine => texts.cannot_now().to_owned(),
        }
    }

    /// What to do about it.
    pub(crate) fn remedy(&self, texts: &Texts) -> String {
        match self {
            Self::Run(error) => texts.language.remedy(error.remedy()).into_owned(),
            Self::Unknown { remedy, .. } => texts.language.remedy(remedy).into_owned(),
            Self::LogIn => texts.log_in_remedy().to_owned(),
            Self::Forbidden(_) => texts.ask_someone().to_owned(),
            Self::Slow(_) | Self::Missing(_) => texts.try_again().to_owned(),
            Self::TooLong(_) => texts.fewer_records().to_owned(),
            Self::Machine => texts.check_log().to_owned(),
            _ => String::new(),
        }
    }
}

impl Call {
    /// Who asks. The guard has made sure of it for every route that needs to know.
    pub(crate) fn caller(&self) -> Result<&Caller, Failure> {
        self.caller.as_ref().ok_or(Failure::LogIn)
    }

    pub(crate) fn user(&self) -> Result<&User, Failure> {
        Ok(&self.caller()?.user)
    }

    /// Whether buttons are shown.
    pub(crate) fn is_operator(&self) -> bool {
        self.caller.as_ref().is_some_and(|caller| caller.user.role() == Role::Operator)
    }

    /// A part of the path.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        find(&self.parameters, name).unwrap_or_default()
    }

    /// A part of the query; empty if it is not there.
    pub(crate) fn query(&self, name: &str) -> &str {
        find(&self.query, name).unwrap_or_default().trim()
    }

    /// A field of the form; empty if it is not there.
    pub(crate) fn field(&self, name: &str) -> &str {
        find(&self.form, name).unwrap_or_default().trim()
    }

    /// A field that may be there several times.
    pub(crate) fn fields(&self, name: &str) -> HashSet<&str> {
        self.form.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The tenant of the path.
    pub(crate) fn tenant(&self) -> Result<&Served, Failure> {
        let name = self.parameter("tenant");
        let is_seen = self.user()?.sees(name);
        let found = self.served.iter().find(|served| is_seen && served.name() == name);
        found.ok_or_else(|| Failure::no_such_tenant(name))
    }

    /// The tenants that the user sees.
    pub(crate) fn tenants(&self) -> Result<Vec<&Served>, Failure> {
        let user = self.user()?;
        Ok(self.served.iter().filter(|served| user.sees(served.name())).collect())
    }

    /// The process that a field or a part of the path names.
    pub(crate) fn process(text: &str) -> Result<Process, Failure> {
        Process::built_in(text).map_err(|error| Failure::Bad(error.to_string().into()))
    }

    /// What a person did, to be recorded.
    pub(crate) async fn record(
        &self,
        tenant: &str,
        action: &str,
        target: impl Into<String>,
        detail: impl Into<String>,
        done: bool,
    ) -> Result<(), Failure> {
        let activity = Activity {
            version: 1,
            at: self.app.operations.now(),
            who: self.user()?.name().to_owned(),
            tenant: tenant.to_owned(),
            action: action.to_owned(),
            target: target.into(),
            detail: detail.into(),
            done,
            request_id: Some(self.id.clone()),
        };
        self.app.record(activity).await;
        Ok(())
    }

    /// Makes processes due now, for this request.
    pub(crate) fn wake(&self, tenant: &str, processes: impl IntoIterator<Item = Process>) {
        let now = self.app.operations.now();
        for process in processes {
            let request = RunRequest::new(RunKey::new(tenant, process), Trigger::Scheduled);
            self.app.operations.wake_at(request.request_id(self.id.clone()), now);
        }
    }

    /// Begins some work that goes on when this request has been answered, and gives its number.
    pub(crate) fn begin(&self, served: &Served, work: Work) -> Result<String, Failure> {
        let (tenant, by) = (served.name().to_owned(), self.user()?.name().to_owned());
        Ok(self.app.begin(Asked { tenant, by, request_id: self.id.clone() }, work)?)
    }

    /// Sends the browser on to another page of ours, after a form.
    pub(crate) fn see(&self, path: &str) -> Answer {
        Ok(redirect(path))
    }

    /// The same, and says there what was done.
    pub(crate) fn see_done(&self, path: &str, what: impl Into<String>) -> Answer {
        if let Some(csrf) = self.caller.as_ref().and_then(|caller| caller.csrf.as_ref()) {
            self.app.notes.leave(csrf, what.into());
        }
        self.see(path)
    }
}

pub(crate) fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

pub(crate) fn html(status: StatusCode, markup: Markup) -> Response<Body> {
    with_type(status, "text/html; charset=utf-8", markup.into_string())
}

pub(crate) fn with_type(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A redirect after a form. A path that no header can carry leads to the overview.
pub(crate) fn redirect(path: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let to = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, to);
    response
}

/// A part of a path, with everything but letters, digits, `-`, `_`, `.` and `~` escaped.
pub(crate) fn escaped(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    part.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
