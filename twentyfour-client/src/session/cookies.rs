//! The cookies that the vendor's host sets besides the session's own, such as a load balancer's: without it the next request
//! may reach a server that does not know the session.
//!
//! They are kept here and not in the HTTP stack: that one is the caller's choice, and the cookies belong to the session, are
//! secrets as it is, and are stored with it. What RFC 6265 says of names, paths, domains and deletion is followed; when a
//! cookie ends by itself is not, since no session lasts that long.

use asmx_soap::Secret;
use chrono::{DateTime, Utc};
use http::HeaderMap;
use http::header::SET_COOKIE;
use url::Url;

use super::COOKIE;

/// So many are kept, each of so many bytes at most.
const MOST: usize = 32;
const LONGEST: usize = 4096;

/// The cookies of one host.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cookies(Vec<Cookie>);

#[derive(Debug, Clone)]
struct Cookie {
    name: String,
    path: String,
    value: Secret,
}

impl Cookies {
    /// Takes over what an answer to a request to `path` sets and deletes.
    pub(crate) fn take(&mut self, headers: &HeaderMap, base_url: &Url, path: &str, now: DateTime<Utc>) {
        for header in headers.get_all(SET_COOKIE) {
            let Some(set) = header.to_str().ok().and_then(|text| Set::read(text, base_url, path, now)) else {
                continue;
            };
            let Set { cookie, deleted } = set;
            self.0.retain(|known| (&known.name, &known.path) != (&cookie.name, &cookie.path));
            if !deleted && self.0.len() < MOST {
                self.0.push(cookie);
            }
        }
    }

    /// What goes along with a request to `path`, behind the session's cookie.
    pub(crate) fn header(&self, session: Option<&Secret>, path: &str) -> Option<Secret> {
        let session = session.map(|session| (COOKIE, session));
        let mut others: Vec<&Cookie> = self.0.iter().filter(|cookie| cookie.is_for(path)).collect();
        others.sort_by_key(|cookie| std::cmp::Reverse(cookie.path.len()));
        let others = others.into_iter().map(|cookie| (cookie.name.as_str(), &cookie.value));
        let pairs = session.into_iter().chain(others);
        let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={}", value.expose())).collect();
        (!pairs.is_empty()).then(|| Secret::new(pairs.join("; ")))
    }

    /// The session id with the cookies, as it is stored: `ID; /path NAME=VALUE`. Without cookies it is the id alone, which
    /// is all that earlier versions stored.
    pub(crate) fn stored(&self, session: &Secret) -> Secret {
        let cookies =
            self.0.iter().map(|Cookie { name, path, value }| format!("; {path} {name}={}", value.expose()));
        Secret::new(std::iter::once(session.expose().to_owned()).chain(cookies).collect::<String>())
    }

    /// The session id and the cookies of what was stored.
    pub(crate) fn restored(stored: &Secret) -> (Secret, Self) {
        let mut parts = stored.expose().split("; ");
        let session = Secret::new(parts.next().unwrap_or_default());
        let cookies = parts.filter_map(|part| {
            let (path, pair) = part.split_once(' ')?;
            let (name, value) = pair.split_once('=')?;
            Some(Cookie { name: name.to_owned(), path: path.to_owned(), value: Secret::new(value) })
        });
        (session, Self(cookies.collect()))
    }
}

impl Cookie {
    fn is_for(&self, path: &str) -> bool {
        path.strip_prefix(self.path.as_str())
            .is_some_and(|rest| rest.is_empty() || self.path.ends_with('/') || rest.starts_with('/'))
    }
}

/// One `Set-Cookie`.
struct Set {
    cookie: Cookie,
    deleted: bool,
}

impl Set {
    /// Reads it, if it is for this host and can be sent back. (The session's own cookie is what the login answers.)
    fn read(text: &str, base_url: &Url, path: &str, now: DateTime<Utc>) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let (name, value) = parts.next()?.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        let is_plain = |text: &str| !text.contains(|c: char| c.is_whitespace() || c.is_control());
        if name.is_empty() || name == COOKIE || text.len() > LONGEST || !is_plain(name) || !is_plain(value) {
            return None;
        }
        let directory = path.rsplit_once('/').map_or("", |(directory, _)| directory);
        let mut of = if directory.is_empty() { "/" } else { directory };
        let (mut expired, mut max_age) = (false, None);
        for attribute in parts {
            let (key, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            match key.trim().to_ascii_lowercase().as_str() {
                "path" if value.starts_with('/') && is_plain(value) => of = value,
                "domain" if !is_domain_of(value, base_url) => return None,
                "secure" if base_url.scheme() != "https" => return None,
                "max-age" => max_age = value.trim().parse::<i64>().ok(),
                "expires" => expired = time(value).is_some_and(|time| time <= now),
                _ => {}
            }
        }
        let cookie = Cookie { name: name.to_owned(), path: of.to_owned(), value: Secret::new(value) };
        Some(Self { cookie, deleted: max_age.map_or(expired, |seconds| seconds <= 0) })
    }
}

/// Whether a cookie for this domain is one for our host.
fn is_domain_of(domain: &str, base_url: &Url) -> bool {
    let domain = domain.trim().trim_start_matches('.').to_ascii_lowercase();
    let host = base_url.host_str().unwrap_or_default().to_ascii_lowercase();
    domain.is_empty() || host.strip_suffix(&domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// A time as HTTP has it, or with hyphens in the date as ASP.NET writes it.
fn time(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(&text.trim().replace('-', " ")).ok().map(|time| time.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "/Client/V001/ClientService.asmx";

    fn host() -> Url {
        "https://api.example.test/".parse().unwrap()
    }

    fn take(cookies: &mut Cookies, set: &[&str]) {
        let mut headers = HeaderMap::new();
        for set in set {
            headers.append(SET_COOKIE, set.parse().unwrap());
        }
        let now = "2026-01-05T08:00:00Z".parse().unwrap();
        cookies.take(&headers, &host(), PATH, now);
    }

    fn sent(set: &[&str], path: &str) -> String {
        let mut cookies = Cookies::default();
        take(&mut cookies, set);
        cookies.header(None, path).map_or_else(String::new, |header| header.expose().to_owned())
    }

    #[test]
    fn all_cookies_for_the_path_are_sent_the_session_first() {
        let mut cookies = Cookies::default();
        take(
            &mut cookies,
            &["a=1; Path=/; HttpOnly", "b=2==;path=/Client", "c=3; Path=/Cli", "ASP.NET_SessionId=x"],
        );
        let header = cookies.header(Some(&Secret::new("id")), PATH).unwrap();
        assert_eq!(header.expose(), "ASP.NET_SessionId=id; b=2==; a=1");
        assert_eq!(sent(&["a=1"], "/Client/V001/Other.asmx"), "a=1", "the folder of what was asked");
        assert_eq!(sent(&["a=1"], "/Authenticate/V001/Authenticate.asmx"), "");
        assert!(Cookies::default().header(None, PATH).is_none());
    }

    #[test]
    fn a_cookie_is_replaced_and_deleted_by_its_name_and_path() {
        let gone = [
            "a=; Path=/; Max-Age=0",
            "a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
            "a=; path=/; expires=Mon, 11-Oct-1999 22:00:00 GMT",
        ];
        assert_eq!(sent(&["a=1; Path=/", "a=2; Path=/"], PATH), "a=2");
        for gone in gone {
            assert_eq!(sent(&["a=1; Path=/", gone], PATH), "", "{gone}");
            assert_eq!(sent(&["a=1; Path=/Client", gone], PATH), "a=1", "{gone}");
        }
        assert_eq!(sent(&["a=1; Path=/; Expires=Fri, 01 Jan 2027 00:00:00 GMT; Max-Age=60"], PATH), "a=1");
    }

    #[test]
    fn what_is_for_another_host_or_cannot_be_sent_is_not_kept() {
        for set in ["a=1; Domain=example.org", "a=1; Domain=i.example.test", "=1", "a", "a b=1", "a=1 2"] {
            assert_eq!(sent(&[set], PATH), "", "{set}");
        }
        for set in ["a=1; Path=/; Domain=.example.test", "a=1; Path=/; Domain=api.example.test; Secure"] {
            assert_eq!(sent(&[set], PATH), "a=1", "{set}");
        }
        let many: Vec<String> = (0..50).map(|n| format!("c{n}=1; Path=/")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(sent(&many, PATH).split("; ").count(), MOST);
    }

    #[test]
    fn they_are_stored_with_the_session_and_never_shown() {
        let mut cookies = Cookies::default();
        let id = Secret::new("24letters");
        assert_eq!(cookies.stored(&id), id, "as earlier versions did");
        take(&mut cookies, &["a=canary; Path=/", "b=2; Path=/Client"]);
        let (restored, again) = Cookies::restored(&cookies.stored(&id));
        assert_eq!(restored, id);
        assert_eq!(again.header(Some(&id), PATH), cookies.header(Some(&id), PATH));
        assert!(!format!("{cookies:?}").contains("canary"));
        assert_eq!(Cookies::restored(&id).0, id);
    }
}
