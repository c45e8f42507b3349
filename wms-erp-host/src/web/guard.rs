//! Between a request and its page: who asks, whether they may, and what every answer carries.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, RawPathParams, Request};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use http_body_util::LengthLimitError;
use tokio::time::timeout;
use tracing::Instrument;
use url::form_urlencoded;
use wms_erp_sync::schedule::RequestId;

use super::App;
use super::access::{Role, User, same};
use super::api::{self, PREFIX};
use super::call::{Call, Caller, Failure, escaped, html, redirect};
use super::connections::Place;
use super::credentials::{bearer, by_token, has_local_host, session_number};
use super::hooks;
use super::operations::Served;
use super::page::{layout, links, words};
use super::reading;
use super::request_id;
use super::routes::{Access, ROUTES, Route};
use super::session::Session;
use crate::language::{ENGLISH, Said, Texts};

/// How long a body may be; with it fit some thousands of record names.
const MAX_BODY: usize = 256 * 1024;
/// Nothing from elsewhere, no scripts, no styles inside of pages, no frames around them.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";
/// What a proxy adds.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-forwarded-host", "via"];

/// Answers a request.
pub(crate) async fn answer(app: Arc<App>, route: &'static Route, request: Request) -> Response<Body> {
    let id = app.request_ids.of(request.headers());
    let response = judge(&app, route, &id, request).instrument(request_id::span(&id)).await;
    guarded(response, &id)
}

async fn judge(app: &Arc<App>, route: &'static Route, id: &RequestId, request: Request) -> Response<Body> {
    let asking = Asking::of(app, &request);
    let caller = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let identified = caller.map(|peer| match route.access {
        // It is no user.
        Access::Hook => Ok(None),
        _ => identify(app, request.headers(), peer),
    });
    let shown = match &identified {
        Some(Ok(caller)) => caller.clone(),
        _ => None,
    };
    let result = match identified {
        Some(Ok(caller)) => let_in(app, route, caller, id, request).await,
        // Whether the process lives is no secret.
        Some(Err(_)) if route.access == Access::Open => let_in(app, route, None, id, request).await,
        Some(Err(failure)) => Err(failure),
        None => Err(Failure::Missing(Said::new(Texts::no_address))),
    };
    result.unwrap_or_else(|failure| refuse(app, &Asking { caller: shown, ..asking }, &failure))
}

/// Nothing is there.
pub(crate) fn nothing(app: &Arc<App>, request: &Request) -> Response<Body> {
    let failure = Failure::NotFound(Said::new(Texts::no_such_page));
    let id = app.request_ids.of(request.headers());
    guarded(refuse(app, &Asking::of(app, request), &failure), &id)
}

/// Something is there, which has no such method.
pub(crate) fn other_method(app: &Arc<App>, request: &Request) -> Response<Body> {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let methods = ROUTES.iter().filter(|route| Some(route.path) == path).map(|route| route.method.as_str());
    let methods = methods.collect::<Vec<_>>().join(", ");
    let failure = Failure::Method(methods.clone());
    let mut response = refuse(app, &Asking::of(app, request), &failure);
    if let Ok(methods) = HeaderValue::from_str(&methods) {
        response.headers_mut().insert(header::ALLOW, methods);
    }
    guarded(response, &app.request_ids.of(request.headers()))
}

async fn let_in(
    app: &Arc<App>,
    route: &'static Route,
    caller: Option<Caller>,
    id: &RequestId,
    request: Request,
) -> Result<Response<Body>, Failure> {
    let Asking { texts, method, path, .. } = Asking::of(app, &request);
    let (mut parts, body) = request.into_parts();
    let parameters = RawPathParams::from_request_parts(&mut parts, &()).await;
    let parameters = parameters.map_err(|_| Failure::Bad(Said::new(Texts::address_unreadable)))?;
    let parameters: Vec<(String, String)> =
        parameters.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let served = app.operations.tenants();
    if route.access == Access::Hook {
        hooks::may(&served, &parts.headers, &parameters)?;
    } else if route.access != Access::Open {
        let user = &caller.as_ref().ok_or(Failure::LogIn)?.user;
        may(&served, route, user, &parameters)?;
    }
    let pairs = |text: &[u8]| form_urlencoded::parse(text).into_owned().collect::<Vec<_>>();
    let is_form = !route.path.starts_with(PREFIX) && route.access != Access::Hook;
    let mut body = match route.method {
        Method::POST => {
            let most = if route.access == Access::Hook { hooks::MAX_BODY } else { MAX_BODY };
            read(body, most, app.limits.body).await?
        }
        _ => Vec::new(),
    };
    let form = if is_form { pairs(&std::mem::take(&mut body)) } else { Vec::new() };
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let call = Call {
        app: Arc::clone(app),
        id: id.clone(),
        served,
        texts,
        here: if method == Method::GET { path } else { "/".to_owned() },
        peer: peer.ok_or_else(|| Failure::Missing(Said::new(Texts::no_address)))?,
        query: pairs(parts.uri.query().unwrap_or_default().as_bytes()),
        headers: parts.headers,
        caller,
        parameters,
        form,
        body,
    };
    if route.method == Method::POST && route.access != Access::Hook {
        is_ours(&call, route)?;
    }
    let place = parts.extensions.remove::<Arc<Place>>();
    let crowded = || Failure::Missing(Said::new(Texts::too_many_connections));
    let answering = place.as_ref().map(|place| place.begin().ok_or_else(crowded));
    let _answering = answering.transpose()?;
    (route.handler)(call).await
}

/// The whole body, if it comes in time and is not too long.
async fn read(body: Body, most: usize, limit: Duration) -> Result<Vec<u8>, Failure> {
    let body = timeout(limit, to_bytes(body, most)).await.map_err(|_| Failure::Slow(limit))?;
    let is_too_long = |error: &axum::Error| {
        error.source().and_then(|cause| cause.downcast_ref::<LengthLimitError>()).is_some()
    };
    match body {
        Ok(body) => Ok(body.to_vec()),
        Err(error) if is_too_long(&error) => Err(Failure::TooLong(most)),
        Err(_) => Err(Failure::Bad(Said::new(Texts::body_ended))),
    }
}

/// Whether the user has the role, and sees the tenant.
fn may(
    served: &[Served],
    route: &Route,
    user: &User,
    parameters: &[(String, String)],
) -> Result<(), Failure> {
    if matches!(route.access, Access::Everything | Access::OperatorOfAll) && !user.sees_all() {
        let name = user.name().to_owned();
        return Err(Failure::Forbidden(Said::new(move |texts| texts.not_all_tenants(&name))));
    }
    if let Some((_, tenant)) = parameters.iter().find(|(name, _)| name == "tenant")
        && (!user.sees(tenant) || !served.iter().any(|served| served.name() == tenant))
    {
        return Err(Failure::no_such_tenant(tenant));
    }
    if matches!(route.access, Access::Operator | Access::OperatorOfAll) && user.role() != Role::Operator {
        let (name, role) = (user.name().to_owned(), user.role());
        let said = Said::new(move |texts| texts.operators_only(&name, words::role(texts, role)));
        return Err(Failure::Forbidden(said));
    }
    Ok(())
}

/// A form must come from a page of ours, where the browser says by itself who sends it. A document of the API must say that it
/// is one: no form of another site can. With nothing in it, it need not, where a token says who sends it: no form has one.
fn is_ours(call: &Call, route: &Route) -> Result<(), Failure> {
    let site = call.headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let elsewhere = || Failure::Forbidden(Said::new(Texts::form_from_elsewhere));
    if site.is_some_and(|site| !["same-origin", "none"].contains(&site)) {
        return Err(elsewhere());
    }
    if route.path.starts_with(PREFIX) {
        let kind =
            call.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_json =
            kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        let has_token = call.caller.as_ref().is_some_and(|caller| caller.csrf.is_none());
        return match is_json || call.body.is_empty() && has_token {
            true => Ok(()),
            false => Err(Failure::Bad("send a document with Content-Type: application/json".into())),
        };
    }
    let expected = match (&call.caller, route.access) {
        (_, Access::Open) => Some(&call.app.login_csrf),
        (Some(caller), _) => caller.csrf.as_ref(),
        (None, _) => return Err(Failure::LogIn),
    };
    match expected {
        Some(expected) if !same(expected, call.field("csrf")) => {
            Err(Failure::Forbidden(Said::new(Texts::form_out_of_date)))
        }
        _ => Ok(()),
    }
}

/// Who asks. A request that names no user is no failure: some routes are open.
fn identify(app: &App, headers: &HeaderMap, peer: std::net::IpAddr) -> Result<Option<Caller>, Failure> {
    if app.users.is_empty() {
        return local(app, headers, peer).map(Some);
    }
    if let Some(proxy) = app.proxy.as_ref().filter(|proxy| proxy.addresses.contains(&peer.to_canonical()))
        && let Some(name) = headers.get(proxy.header.as_str())
    {
        let name = name.to_str().unwrap_or_default();
        let user = app.users.iter().find(|user| user.name() == name);
        let unknown = |name: String| Failure::Forbidden(Said::new(move |texts| texts.unknown_user(&name)));
        let user = user.ok_or_else(|| unknown(name.to_owned()))?;
        let csrf = app.csrf_of_user(name)?;
        return Ok(Some(Caller { user: Arc::clone(user), csrf: Some(csrf), has_session: false }));
    }
    let now = app.operations.now();
    if let Some(token) = bearer(headers) {
        if let Some(wait) = app.attempts.wait(peer, now) {
            return Err(Failure::TooMany(wait));
        }
        return match by_token(app, token) {
            Some(user) => Ok(Some(Caller { user, csrf: None, has_session: false })),
            None => {
                app.attempts.failed(peer, now);
                Err(Failure::LogIn)
            }
        };
    }
    let session = session_number(headers).and_then(|number| app.sessions.find(number, now));
    Ok(session.map(|Session { user, csrf, .. }| Caller { user, csrf: Some(csrf), has_session: true }))
}

/// Without users, everyone on this machine is the operator: not a page of another site whose name leads here, and no one
/// behind a proxy.
fn local(app: &App, headers: &HeaderMap, peer: std::net::IpAddr) -> Result<Caller, Failure> {
    let is_here = peer.to_canonical().is_loopback() && has_local_host(headers);
    if !is_here || FORWARDED.iter().any(|name| headers.contains_key(*name)) {
        return Err(Failure::Forbidden(Said::new(Texts::only_on_this_machine)));
    }
    Ok(Caller { user: Arc::clone(&app.local), csrf: Some(app.local_csrf.clone()), has_session: false })
}

/// What a refusal has to know of a request.
struct Asking {
    caller: Option<Caller>,
    texts: &'static Texts,
    method: Method,
    /// With its query.
    path: String,
}

impl Asking {
    fn of(app: &App, request: &Request) -> Self {
        let path = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        let texts = (app.texts)(reading::language(request.headers(), app.language));
        Self { caller: None, texts, method: request.method().clone(), path }
    }
}

/// Says why not: a browser that has to log in is led there.
fn refuse(app: &App, asking: &Asking, failure: &Failure) -> Response<Body> {
    let Asking { caller, texts, method, path } = asking;
    let is_api = path.starts_with(PREFIX);
    if matches!(failure, Failure::LogIn) && !is_api && method == Method::GET && !path.starts_with("/metrics")
    {
        return redirect(&format!("/login?next={}", escaped(path)));
    }
    let mut response = match is_api {
        true => api::problem(failure),
        false => {
            let here = if method == Method::GET { path } else { "/" };
            let around = layout::Around { app, caller: caller.as_ref(), texts, here };
            let tenants = app.operations.tenants();
            let mut seen = tenants
                .iter()
                .filter(|served| caller.as_ref().is_some_and(|caller| caller.user.sees(served.name())));
            let tenant = seen.find(|served| links::is_below(served, path));
            html(failure.status(), layout::failure(&around, failure, tenant))
        }
    };
    let headers = response.headers_mut();
    match failure {
        Failure::LogIn => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        Failure::TooMany(seconds) | Failure::Flood(seconds) => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        _ => {}
    }
    if failure.status() == StatusCode::INTERNAL_SERVER_ERROR {
        tracing::error!("{}", wms_erp_sync::visible(&failure.what(&ENGLISH)));
    }
    response
}

/// What every answer carries.
fn guarded(response: Response<Body>, id: &RequestId) -> Response<Body> {
    let mut response = request_id::answered(response, id);
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
