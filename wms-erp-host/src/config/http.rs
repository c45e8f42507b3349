//! `[http]`: where the operator's page listens, and who may use it.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::http::HeaderName;
use wms_erp_sync::Language;

use super::Around;
use super::document::{Located, Place, Section};
use super::language;
use super::near::nearest;
pub(super) use crate::web::TokenHash;
use crate::web::{Role, User, Visible};

/// Where it listens unless the file says otherwise.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8642);

/// The operator's page, as it is configured.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Http {
    /// The address and port that it listens on.
    pub listen: SocketAddr,
    /// Where that is written.
    pub place: Place,
    /// Who may use it. Without any user, everyone who reaches it over the loopback interface is an operator.
    pub users: Vec<User>,
    /// The proxies that say who a user is.
    pub proxy: Option<Proxy>,
    /// The language of those who have chosen none, and whose browser asks for none that there is.
    pub language: Language,
}

impl Http {
    /// A page without users on the loopback interface, on a port or on any free one (0).
    pub fn local(port: u16) -> Self {
        let listen = SocketAddr::new(LISTEN.ip(), port);
        Self {
            listen,
            place: Place::default(),
            users: Vec::new(),
            proxy: None,
            language: Language::default(),
        }
    }
}

/// Proxies that have authenticated the user, and the header in which they say who it is.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Proxy {
    /// Where their requests come from. The header is ignored in requests from anywhere else.
    pub addresses: Vec<IpAddr>,
    /// The name of the header, in lower case.
    pub header: String,
}

/// The tenants that users may be given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) known: &'a [&'a str],
    /// Whether others may come while the service runs, and these may go.
    pub(super) may_change: bool,
}

/// Reads the table; none if it is not there.
pub(super) fn read(root: &Section<'_, '_>, tenants: Names<'_>, around: &Around<'_>) -> Option<Http> {
    let section = root.section("http");
    if !root.has("http") {
        return None;
    }
    let listen = section.parsed("listen", |text| {
        text.parse::<SocketAddr>().map_err(|_| {
            "must be an address and a port, such as \"127.0.0.1:8642\" or \"[::1]:8642\"".to_owned()
        })
    });
    let listen_is_wrong = listen.is_none() && section.has("listen");
    let place = section.place_of("listen");
    let listen = listen.map_or(LISTEN, |listen| listen.value);
    let proxy = proxy(&section);
    let language = language::read(&section).unwrap_or_default();
    let users = users(&section, proxy.is_some(), tenants, around);
    if !listen_is_wrong && !listen.ip().is_loopback() && users.is_empty() {
        let what = "other machines can reach this address, and without users everyone who does is an operator: add \
                    [[http.user]] tables with a token_sha256, or with proxy and identity_header, or listen on 127.0.0.1";
        section.add(&place, what);
    }
    if proxy.is_some() && users.is_empty() {
        section.add(
            &section.place_of("proxy"),
            "names a proxy and no user: add an [[http.user]] for each one it may name",
        );
    }
    section.finish();
    Some(Http { listen, place, users, proxy, language })
}

fn proxy(section: &Section<'_, '_>) -> Option<Proxy> {
    let addresses = section.texts("proxy").and_then(|Located { value, place }| {
        let parsed: Result<Vec<IpAddr>, _> = value.iter().map(|text| text.trim().parse()).collect();
        match parsed {
            Ok(addresses) if !addresses.is_empty() => Some(addresses),
            _ => {
                section.add(&place, "must be a list of IP addresses, such as [\"10.0.0.5\"]");
                None
            }
        }
    });
    let header = section.parsed("identity_header", |text| match HeaderName::try_from(text.to_lowercase()) {
        Ok(name) if !["authorization", "cookie", "host"].contains(&name.as_str()) => Ok(name.to_string()),
        _ => Err("must be the name of a header of its own, such as \"X-Forwarded-User\"".to_owned()),
    });
    for (has, lacks) in [("proxy", "identity_header"), ("identity_header", "proxy")] {
        if section.has(has) && !section.has(lacks) {
            section.add(&section.place_of(lacks), format!("is missing: {has} has no effect without it"));
        }
    }
    Some(Proxy { addresses: addresses?, header: header?.value })
}

fn users(section: &Section<'_, '_>, has_proxy: bool, tenants: Names<'_>, around: &Around<'_>) -> Vec<User> {
    let (mut names, mut tokens) = (HashMap::new(), HashMap::new());
    let mut users = Vec::new();
    for user in section.sections("user") {
        let name = user.required_text("name");
        let token = user.parsed("token_sha256", |text| {
            TokenHash::parse(text)
                .ok_or_else(|| "must be what `wms-erp token` prints: 64 hexadecimal digits".to_owned())
        });
        user.require("role");
        let role = user.parsed("role", |text| match text {
            "viewer" => Ok(Role::Viewer),
            "operator" => Ok(Role::Operator),
            _ => Err("must be \"viewer\" or \"operator\"".to_owned()),
        });
        let visible = visible(&user, tenants, around);
        if !user.has("token_sha256") && !has_proxy {
            let what = "is missing: without it, and without a proxy, there is no way to log in as this user; `wms-erp token` \
                        makes one";
            user.add(&user.place_of("token_sha256"), what);
        }
        user.finish();
        let doubled = |line: Option<usize>, place: &Place, what: &str| {
            if let Some(line) = line {
                user.add(place, format!("line {line} already has a user with this {what}"));
            }
        };
        if let Some(name) = &name {
            doubled(names.insert(name.value.clone(), name.place.line), &name.place, "name");
        }
        if let Some(token) = &token {
            doubled(tokens.insert(token.value, token.place.line), &token.place, "token");
        }
        if let (Some(name), Some(role), Some(visible)) = (name, role, visible) {
            users.push(User::new(name.value, role.value, visible, token.map(|token| token.value)));
        }
    }
    users
}

/// Whose data the user sees: nothing by absence.
pub(super) fn visible(user: &Section<'_, '_>, tenants: Names<'_>, around: &Around<'_>) -> Option<Visible> {
    let known = tenants.known;
    let all = user.flag("all_tenants").unwrap_or_default();
    let named = user.texts("tenants");
    match (all, named) {
        (true, None) => Some(Visible::All),
        (false, Some(Located { value, place })) if !value.is_empty() => {
            for name in value.iter().filter(|name| !known.contains(&name.as_str())) {
                let hint = match nearest(name, known.iter().copied()).first() {
                    Some(near) => format!("did you mean {near}?"),
                    None => format!("there are {}", known.join(", ")),
                };
                let what = format!("there is no tenant {name:?}: {hint}");
                // Its file may come, or have been moved away: that must not keep the service from starting.
                match tenants.may_change {
                    true => around.warn(place.clone(), what),
                    false => user.add(&place, what),
                }
            }
            Some(Visible::These(value.into_iter().collect()))
        }
        _ => {
            user.add(
                &user.place_of("tenants"),
                "must say which tenants: tenants = [\"acme\"], or all_tenants = true",
            );
            None
        }
    }
}
