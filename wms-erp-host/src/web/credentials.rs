//! By what a request says who asks: the token of a program, the cookie of a browser.

use std::sync::Arc;

use axum::http::{HeaderMap, header};

use super::App;
use super::access::{TokenHash, User};

/// The name of the cookie. Over TLS it has a prefix that keeps other hosts of the domain from setting it.
const COOKIE: &str = "wms_erp_session";
const SECURE_COOKIE: &str = "__Host-wms_erp_session";

/// Whether the browser was given a name of this machine itself.
pub(crate) fn has_local_host(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

/// The token of a program.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

/// The user whose token it is; all are compared.
pub(crate) fn by_token(app: &App, token: &str) -> Option<Arc<User>> {
    let hash = TokenHash::of(token);
    app.users
        .iter()
        .fold(None, |found, user| if user.has_token(&hash) { Some(Arc::clone(user)) } else { found })
}

/// The number of the session, from its cookie.
pub(crate) fn session_number(headers: &HeaderMap) -> Option<&str> {
    cookie_value(headers, cookie_name(headers))
}

/// What a cookie says.
pub(crate) fn cookie_value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

fn cookie_name(headers: &HeaderMap) -> &'static str {
    if has_local_host(headers) { COOKIE } else { SECURE_COOKIE }
}

/// The cookie of a session, or of its end. `Secure`, unless the browser is on this machine, where there is no TLS.
pub(crate) fn cookie(headers: &HeaderMap, number: &str, seconds: i64) -> String {
    let secure = if has_local_host(headers) { "" } else { "; Secure" };
    let name = cookie_name(headers);
    format!("{name}={number}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}
