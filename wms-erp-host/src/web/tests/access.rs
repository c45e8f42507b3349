//! Who may see and do what: every address there is, for everyone who may not.

use axum::http::{Method, StatusCode};

use super::rig::{As, OTHER, Rig, TENANT};
use crate::sandbox::company::FROM_OLA;
use crate::web::access::{Role, User, Visible};
use crate::web::api::PREFIX;
use crate::web::routes::{Access, ROUTES, Route};
use crate::web::session::MAX_FAILURES;

/// The address of a route for a tenant.
fn path(route: &Route, tenant: &str) -> String {
    let order = FROM_OLA.to_string();
    route.path.replace("{tenant}", tenant).replace("{order}", &order).replace("{job}", "0123")
}

/// What a form of any of these pages might carry.
fn form(cause: &str) -> String {
    format!(
        "cause={cause}&do=dismiss-all&reason=none&process=orders&hours=1&record={FROM_OLA}&token=x&next=/"
    )
}

#[tokio::test]
async fn every_address_is_refused_to_whoever_may_not_and_changes_nothing() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    rig.once(OTHER).await;
    let causes = [rig.cause(TENANT).await, rig.cause(OTHER).await];
    let before = rig.engine.inspect(TENANT).held().await.unwrap();
    assert!(!before.is_empty() && ROUTES.len() > 20, "there is something to decide about");
    for route in ROUTES {
        let ask = async |who, tenant: &str| {
            let cause = &causes[usize::from(tenant == OTHER)];
            rig.send(who, route.method.clone(), &path(route, tenant), &form(cause), &[]).await
        };
        let name = format!("{} {}", route.method, route.path);
        if route.access == Access::Hook {
            // It is for no user, whoever that is.
            for who in [As::Nobody, As::Viewer, As::OperatorOfOne, As::Operator] {
                assert_eq!(ask(who, TENANT).await.status, StatusCode::UNAUTHORIZED, "{name} as {who:?}");
            }
            continue;
        }
        let has_tenant = route.path.contains("{tenant}");
        let nobody = ask(As::Nobody, TENANT).await;
        if route.access == Access::Open {
            assert_ne!(nobody.status, StatusCode::SEE_OTHER, "{name}");
            assert!(!nobody.body.contains(TENANT) && !nobody.body.contains(OTHER), "{name}");
            continue;
        }
        let is_page = route.access != Access::Everything && !route.path.starts_with(PREFIX);
        if route.method == Method::GET && is_page {
            assert_eq!(nobody.status, StatusCode::SEE_OTHER, "{name}");
            assert!(nobody.header("location").starts_with("/login?next=%2F"), "{name}");
        } else {
            assert_eq!(nobody.status, StatusCode::UNAUTHORIZED, "{name}");
        }
        if has_tenant {
            for who in [As::Viewer, As::OperatorOfOne] {
                let wrong = ask(who, OTHER).await;
                assert_eq!(wrong.status, StatusCode::NOT_FOUND, "{name} as {who:?}");
            }
            let unknown = ask(As::Operator, "nowhere").await;
            assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{name}");
        }
        match route.access {
            Access::Operator => {
                assert_eq!(ask(As::Viewer, TENANT).await.status, StatusCode::FORBIDDEN, "{name}");
            }
            Access::Everything => {
                assert_eq!(ask(As::OperatorOfOne, TENANT).await.status, StatusCode::FORBIDDEN, "{name}");
            }
            _ => {}
        }
    }
    assert_eq!(rig.engine.inspect(TENANT).held().await.unwrap(), before);
    for tenant in [TENANT, OTHER] {
        assert!(rig.engine.inspect(tenant).pauses().await.unwrap().is_empty());
        let done = rig.app.operations.activities(tenant, None, 10).await.unwrap();
        assert!(done.is_empty(), "{done:?}");
    }
}

#[tokio::test]
async fn no_page_of_a_viewer_names_a_tenant_that_is_not_theirs() {
    let rig = Rig::start().await;
    rig.once(TENANT).await;
    rig.once(OTHER).await;
    let cause = rig.cause(OTHER).await;
    let dismiss = format!("cause={cause}&do=dismiss-all&reason=closed");
    let done = rig.post(As::Operator, &format!("/tenants/{OTHER}/held"), &dismiss).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{done:?}");
    let seen = |reply: &super::rig::Reply| reply.body.contains(OTHER) || reply.body.contains("closed");
    assert!(seen(&rig.get(As::Operator, "/").await) && seen(&rig.get(As::Operator, "/activity").await));
    for route in ROUTES.iter().filter(|route| route.method == Method::GET && route.access != Access::Open) {
        let reply = rig.get(As::Viewer, &path(route, TENANT)).await;
        assert!(!seen(&reply), "{}: {}", route.path, reply.body);
    }
    for query in ["/?q=sor", "/activity?tenant=sorlys", "/activity.csv?tenant=sorlys", "/orders?q=10004"] {
        let reply = rig.get(As::Viewer, query).await;
        assert!(
            !reply.body.replace("of sorlys", "").contains(&format!("/{OTHER}")),
            "{query}: {}",
            reply.body
        );
        assert!(!reply.body.contains("closed"), "{query}: {}", reply.body);
    }
}

#[tokio::test]
async fn without_users_the_page_is_for_this_machine_only() {
    let rig = Rig::start_with(Vec::new()).await;
    assert_eq!(rig.get(As::Nobody, "/").await.status, StatusCode::OK);
    for headers in [
        &[("host", "evil.example:8642")][..],
        &[("host", "")],
        &[("x-forwarded-for", "203.0.113.9")],
        &[("forwarded", "for=203.0.113.9")],
        &[("via", "1.1 proxy")],
    ] {
        let reply = rig.send(As::Nobody, Method::GET, "/", "", headers).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    for host in ["localhost", "localhost:1", "127.0.0.1:8642", "[::1]:8642"] {
        let reply = rig.send(As::Nobody, Method::GET, "/", "", &[("host", host)]).await;
        assert_eq!(reply.status, StatusCode::OK, "{host}");
    }
}

#[tokio::test]
async fn only_a_form_of_our_own_pages_changes_something() {
    let rig = Rig::start_with(Vec::new()).await;
    let pause = format!("/tenants/{TENANT}/pause");
    let csrf = rig.get(As::Nobody, &format!("/tenants/{TENANT}")).await.hidden("csrf");
    let form = "process=all&hours=1&reason=test";
    for (form, headers) in [
        (form.to_owned(), &[][..]),
        (format!("{form}&csrf="), &[]),
        (format!("{form}&csrf={}", "0".repeat(64)), &[]),
        (format!("{form}&csrf={csrf}"), &[("sec-fetch-site", "cross-site")]),
        (format!("{form}&csrf={csrf}"), &[("sec-fetch-site", "same-site")]),
    ] {
        let reply = rig.send(As::Nobody, Method::POST, &pause, &form, headers).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{form} {headers:?}");
    }
    assert!(rig.engine.inspect(TENANT).pauses().await.unwrap().is_empty());
    let ours = [("sec-fetch-site", "same-origin")];
    let reply = rig.send(As::Nobody, Method::POST, &pause, &format!("{form}&csrf={csrf}"), &ours).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{reply:?}");
    assert_eq!(rig.engine.inspect(TENANT).pauses().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_login_gives_a_strict_cookie_and_a_logout_ends_it() {
    let rig = Rig::start().await;
    let asked = rig.get(As::Nobody, "/tenants/nordlys?x=1").await;
    assert_eq!(asked.header("location"), "/login?next=%2Ftenants%2Fnordlys%3Fx%3D1");
    let csrf = rig.get(As::Nobody, asked.header("location")).await.hidden("csrf");
    let form = format!("csrf={csrf}&token=token+of+a+viewer&next=%2Ftenants%2Fnordlys");
    let reply = rig.post(As::Nobody, "/login", &form).await;
    assert_eq!((reply.status, reply.header("location")), (StatusCode::SEE_OTHER, "/tenants/nordlys"));
    let cookie = reply.header("set-cookie").to_owned();
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "on this machine there is no TLS: {cookie}");
    let public = [("host", "sync.example")];
    let secure = rig.send(As::Nobody, Method::POST, "/login", &form, &public).await;
    assert!(
        secure.header("set-cookie").starts_with("__Host-")
            && secure.header("set-cookie").ends_with("; Secure")
    );

    let pair = cookie.split(';').next().unwrap();
    let with_cookie = async |method, path: &str, form: &str| {
        rig.send(As::Nobody, method, path, form, &[("cookie", pair)]).await
    };
    let page = with_cookie(Method::GET, "/tenants/nordlys", "").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("carl · viewer") && !page.body.contains("token of a viewer"));
    let csrf = page.hidden("csrf");
    let unsigned = with_cookie(Method::POST, "/logout", "").await;
    assert_eq!(unsigned.status, StatusCode::FORBIDDEN);
    let out = with_cookie(Method::POST, "/logout", &format!("csrf={csrf}")).await;
    assert_eq!((out.status, out.header("location")), (StatusCode::SEE_OTHER, "/login"));
    assert_eq!(with_cookie(Method::GET, "/", "").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_guesses_tokens_has_to_wait() {
    let rig = Rig::start().await;
    let csrf = rig.get(As::Nobody, "/login").await.hidden("csrf");
    for _ in 0..MAX_FAILURES {
        let wrong = rig.post(As::Nobody, "/login", &format!("csrf={csrf}&token=guess")).await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
        assert!(wrong.body.contains("is unknown") && !wrong.body.contains("guess"));
    }
    let late = rig.post(As::Nobody, "/login", &format!("csrf={csrf}&token=token+of+a+viewer")).await;
    assert_eq!((late.status, late.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "300"));
    assert_eq!(rig.get(As::Viewer, "/").await.status, StatusCode::TOO_MANY_REQUESTS);
    rig.clock.advance(chrono::TimeDelta::minutes(5));
    assert_eq!(rig.get(As::Viewer, "/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_header_says_who_it_is_only_from_the_named_proxy() {
    let user = |name: &str| User::new(name, Role::Viewer, Visible::All, None);
    for (proxy, header, expected) in [
        ("127.0.0.1", "kari", StatusCode::OK),
        ("127.0.0.1", "kari2", StatusCode::FORBIDDEN),
        ("127.0.0.1", "", StatusCode::FORBIDDEN),
        ("10.0.0.5", "kari", StatusCode::SEE_OTHER),
    ] {
        let rig = Rig::start_proxied(vec![user("kari")], proxy).await;
        let reply = rig.send(As::Nobody, Method::GET, "/", "", &[("x-user", header)]).await;
        assert_eq!(reply.status, expected, "{proxy} {header}");
    }
}
