//! Logging in with a token, and out.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use maud::{Markup, html};

use super::layout::{Around, frame};
use crate::web::access::hex;
use crate::web::call::{Answer, Call, Failure, escaped, html as html_response, redirect};
use crate::web::credentials::{by_token, cookie, session_number};
use crate::web::session::LASTS;

pub(crate) async fn show(call: Call) -> Answer {
    Ok(html_response(StatusCode::OK, form(&call, ours(call.query("next")), None)))
}

pub(crate) async fn log_in(call: Call) -> Answer {
    let (app, now) = (&call.app, call.app.operations.now());
    let next = ours(call.field("next"));
    if let Some(wait) = app.attempts.wait(call.peer, now) {
        return Err(Failure::TooMany(wait));
    }
    let Some(user) = by_token(app, call.field("token")) else {
        app.attempts.failed(call.peer, now);
        tracing::warn!(peer = %call.peer, "a wrong token was given at the login of the page");
        let page = form(&call, next, Some(call.texts.unknown_token()));
        return Ok(html_response(StatusCode::UNAUTHORIZED, page));
    };
    let [number, csrf] = [hex(&(app.entropy)()?), hex(&(app.entropy)()?)];
    tracing::info!(user = user.name(), peer = %call.peer, "logged in");
    app.sessions.begin(&number, csrf, user, now);
    let mut response = redirect(next);
    set_cookie(&mut response, &cookie(&call.headers, &number, LASTS.num_seconds()));
    Ok(response)
}

pub(crate) async fn log_out(call: Call) -> Answer {
    if let Some(number) = session_number(&call.headers) {
        call.app.sessions.end(number);
    }
    let mut response = redirect("/login");
    set_cookie(&mut response, &cookie(&call.headers, "", 0));
    Ok(response)
}

fn set_cookie(response: &mut Response<Body>, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}

/// Where to go afterwards: only to a page of ours.
pub(super) fn ours(path: &str) -> &str {
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_ours { path } else { "/" }
}

fn form(call: &Call, next: &str, problem: Option<&str>) -> Markup {
    let texts = call.texts;
    let here = if next == "/" { "/login".to_owned() } else { format!("/login?next={}", escaped(next)) };
    let around = Around { here: &here, ..Around::of(call) };
    let content = html! {
        main #main.login {
            h1 { (texts.log_in_title()) }
            @if let Some(problem) = problem { p.problem role="alert" #problem { (problem) } }
            form method="post" action="/login" {
                input type="hidden" name="csrf" value=(call.app.login_csrf);
                input type="hidden" name="next" value=(next);
                label for="token" { (texts.token()) }
                input #token name="token" type="password" autocomplete="current-password" required
                    aria-describedby=[problem.map(|_| "problem")];
                button.main { (texts.log_in()) }
            }
        }
    };
    frame(&around, texts.log_in(), None, &content)
}

#[cfg(test)]
mod tests {
    use super::ours;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for path in
            ["", "https://evil.example", "//evil.example", "/\\evil.example", "/a b", "/\t/x", "javascript:x"]
        {
            assert_eq!(ours(path), "/", "{path}");
        }
        assert_eq!(ours("/tenants/acme?x=1"), "/tenants/acme?x=1");
    }
}
