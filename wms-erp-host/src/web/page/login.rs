//! Logging in with a token, and out.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use maud::{DOCTYPE, Markup, html};

use super::style;
use crate::web::access::hex;
use crate::web::call::{Answer, Call, Failure, html as html_response, redirect};
use crate::web::credentials::{by_token, cookie, session_number};
use crate::web::session::LASTS;

pub(crate) async fn show(call: Call) -> Answer {
    Ok(html_response(StatusCode::OK, form(&call.app.login_csrf, ours(call.query("next")), None)))
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
        let problem = "This token is unknown. Use the one that `wms-erp token` printed.";
        return Ok(html_response(StatusCode::UNAUTHORIZED, form(&app.login_csrf, next, Some(problem))));
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
fn ours(path: &str) -> &str {
    let is_ours = path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_ours { path } else { "/" }
}

fn form(csrf: &str, next: &str, problem: Option<&str>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Log in – wms-erp" }
                link rel="stylesheet" href=(style::address());
                link rel="icon" href="/icon.svg" type="image/svg+xml";
            }
            body {
                main #main.login {
                    h1 { "Log in to wms-erp" }
                    @if let Some(problem) = problem { p.problem role="alert" #problem { (problem) } }
                    form method="post" action="/login" {
                        input type="hidden" name="csrf" value=(csrf);
                        input type="hidden" name="next" value=(next);
                        label for="token" { "Token" }
                        input #token name="token" type="password" autocomplete="current-password" required
                            aria-describedby=[problem.map(|_| "problem")];
                        button.main { "Log in" }
                    }
                }
            }
        }
    }
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
