//! The two sides: where they are, and who asks.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use url::{Host, Url};
use uuid::Uuid;
use wms_erp_sync::adapter::Ongoing;
use wms_erp_sync::ongoing::{self, GoodsOwner};
use wms_erp_sync::twentyfour::Secret;
use wms_erp_sync::{TimeZone, twentyfour};

use super::Around;
use super::document::{Located, Place, Section};
use super::near::nearest;
use super::sharing::{self, Claim};
use crate::web::TokenHash;

/// How the services know who calls.
const AGENT: &str = concat!("wms-erp-host/", env!("CARGO_PKG_VERSION"));

/// How long a connection to the warehouse's system may take.
const CONNECT: Duration = Duration::from_secs(15);
/// By what the interval of `order_status` is multiplied while webhooks are reliable, unless the configuration says otherwise.
pub(super) const POLLING_FACTOR: u32 = 4;
const MAX_POLLING_FACTOR: u32 = 24;
/// What limits in time make sense.
const LIMITS: RangeInclusive<Duration> = Duration::from_secs(1)..=Duration::from_secs(3600);

/// Where a password may come from; a tenant's own answer stands for all of them.
const PASSWORD: SecretKeys = SecretKeys {
    literal: "password",
    variable: "password_env",
    file: "password_file",
    command: Some("password_command"),
    what: "password",
};

/// The keys under which a secret may stand, or where it comes from.
#[derive(Debug)]
pub(super) struct SecretKeys {
    pub(super) literal: &'static str,
    pub(super) variable: &'static str,
    pub(super) file: &'static str,
    pub(super) command: Option<&'static str>,
    /// What it is.
    pub(super) what: &'static str,
}

impl SecretKeys {
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.literal, self.variable, self.file].into_iter().chain(self.command)
    }

    /// `give password, password_env = "NAME" or password_file = "path"`.
    fn advice(&self) -> String {
        let Self { literal, variable, file, command, .. } = self;
        match command {
            Some(command) => format!(
                "give {literal}, {variable} = \"NAME\", {file} = \"path\" or {command} = [\"program\", \"argument\"]"
            ),
            None => format!("give {literal}, {variable} = \"NAME\" or {file} = \"path\""),
        }
    }
}

/// A client, and the zone of its times.
pub(super) struct Side<C> {
    pub(super) client: C,
    pub(super) zone: TimeZone,
    /// Whether it is spoken to over REST; only Ongoing can be.
    pub(super) rest: bool,
    /// Whether another tenant may be the same there.
    pub(super) shared: bool,
    /// What the token of webhooks is recognised by; only Ongoing sends some.
    pub(super) hook: Option<TokenHash>,
    /// By what intervals are multiplied while webhooks announce what runs would find.
    pub(super) polling_factor: u32,
}

pub(super) fn erp(
    section: &Section<'_, '_>,
    tenant: &str,
    around: &Around<'_>,
) -> Option<Side<twentyfour::Client>> {
    let base_url = match section.text("base_url") {
        None if !section.has("base_url") => Some(twentyfour::BASE_URL.to_owned()),
        text => address(section, text).map(|url| url.value),
    };
    section.require("application_id");
    let application_id = section.parsed("application_id", |text| match text.parse::<Uuid>() {
        Ok(id) if !id.is_nil() => Ok(id),
        Ok(_) => {
            Err("is all zeros: give the id that 24SevenOffice registered for the integration".to_owned())
        }
        Err(_) => Err("must look like 01234567-89ab-cdef-0123-456789abcdef".to_owned()),
    });
    let identity = section.parsed("identity_id", |text| {
        text.parse::<Uuid>().map_err(|_| "must look like 01234567-89ab-cdef-0123-456789abcdef".to_owned())
    });
    let username = section.required_text("username");
    let password = secret(section, around);
    let zone = zone(section, TimeZone::OSLO);
    let [answer, stall] = time_limits(section);
    let shared = section.flag("shared").unwrap_or_default();
    section.finish();
    if let (Some(base_url), Some(username)) = (&base_url, &username) {
        let identity = identity.as_ref().map(|identity| identity.value.to_string());
        let side = sharing::Side::Company {
            address: sharing::address(base_url),
            username: username.value.trim().to_owned(),
            identity,
        };
        around.claim(Claim { tenant: tenant.to_owned(), side, place: username.place.clone(), shared });
    }
    let mut credentials = twentyfour::Credentials::new(application_id?.value, username?.value, password?);
    if let Some(identity) = identity {
        credentials = credentials.with_identity(identity.value);
    }
    let client = twentyfour::Client::builder(credentials).base_url(base_url?).user_agent(AGENT);
    let client = client.answer_timeout(answer).read_timeout(stall);
    match client.clock(Arc::clone(around.clock)).build() {
        Ok(client) => Some(Side { client, zone: zone?, rest: false, shared, hook: None, polling_factor: 1 }),
        Err(error) => {
            section.add(section.place(), error.to_string());
            None
        }
    }
}

/// The port of a side, over the transport that it names.
pub(super) fn port(side: &Side<ongoing::Client>) -> Ongoing {
    match side.rest {
        true => Ongoing::new(side.client.rest()),
        false => Ongoing::new(side.client.clone()),
    }
}

pub(super) fn wms(
    section: &Section<'_, '_>,
    tenant: &str,
    around: &Around<'_>,
) -> Option<Side<ongoing::Client>> {
    let rest = section.parsed("transport", |text| match text {
        "soap" => Ok(false),
        "rest" => Ok(true),
        _ => Err("must be \"soap\" or \"rest\"".to_owned()),
    });
    let base_url = address(section, section.required_text("base_url"));
    let username = section.required_text("username");
    let password = secret(section, around);
    let code = section.required_text("goods_owner_code");
    section.require("goods_owner_id");
    let id = section.number("goods_owner_id");
    let hook = section.parsed("webhook_token_sha256", |text| {
        TokenHash::parse(text)
            .ok_or_else(|| "must be what `wms-erp token` prints: 64 hexadecimal digits".to_owned())
    });
    let hook = hook.map(|hook| hook.value);
    let polling_factor = polling_factor(section);
    let zone = zone(section, TimeZone::STOCKHOLM);
    let [answer, stall] = time_limits(section);
    let shared = section.flag("shared").unwrap_or_default();
    section.finish();
    if let (Some(base_url), Some(code), Some(id)) = (&base_url, &code, &id) {
        let side = sharing::Side::GoodsOwner {
            address: sharing::address(&base_url.value),
            code: code.value.trim().to_owned(),
            id: id.value,
        };
        around.claim(Claim { tenant: tenant.to_owned(), side, place: id.place.clone(), shared });
    }
    let (base_url, username, password) = (base_url?, username?.value, password?);
    let goods_owner = GoodsOwner::new(code?.value, id?.value);
    let credentials = ongoing::Credentials::new(username, password);
    let builder = ongoing::Client::builder(credentials, goods_owner).base_url(base_url.value);
    let builder = builder.clock(Arc::clone(around.clock)).answer_timeout(answer).timeouts(CONNECT, stall);
    let rest = rest.is_some_and(|rest| rest.value);
    match builder.build() {
        Ok(client) => Some(Side { client, zone: zone?, rest, shared, hook, polling_factor }),
        Err(error) => {
            section.add(&base_url.place, error.message());
            None
        }
    }
}

/// How much more rarely the warehouse is asked while its webhooks are reliable.
fn polling_factor(section: &Section<'_, '_>) -> u32 {
    let Some(factor) = section.number("webhook_polling_factor") else { return POLLING_FACTOR };
    let value = u32::try_from(factor.value).unwrap_or(u32::MAX);
    if value > MAX_POLLING_FACTOR {
        let what = format!("must be from 1, which leaves the interval as it is, to {MAX_POLLING_FACTOR}");
        section.add(&factor.place, what);
    }
    value
}

/// How long an answer may take to begin, and how long it may stall after that.
fn time_limits(section: &Section<'_, '_>) -> [Duration; 2] {
    let limit = |key, usual| {
        let limit = section.parsed(key, |text| match humantime::parse_duration(text) {
            Ok(limit) if LIMITS.contains(&limit) => Ok(limit),
            Ok(_) => Err("must be between a second and an hour".to_owned()),
            Err(_) => Err("must be a length of time such as \"120s\" or \"2m\"".to_owned()),
        });
        limit.map_or(usual, |limit| limit.value)
    };
    [limit("answer_timeout", Duration::from_secs(120)), limit("stall_timeout", Duration::from_secs(30))]
}

/// An address that a password may be sent to.
fn address(section: &Section<'_, '_>, text: Option<Located<String>>) -> Option<Located<String>> {
    let text = text?;
    // What stands there is not repeated: it may contain a password.
    let wrong = match Url::parse(text.value.trim()) {
        Err(_) => Some("must be an address such as https://api.example.com"),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            Some("contains a user or a password: there are separate keys for them")
        }
        Ok(url) if url.query().is_some() || url.fragment().is_some() => {
            Some("must not have a query or fragment")
        }
        Ok(url) => match url.scheme() {
            "https" => None,
            "http" if is_loopback(&url) => None,
            "http" => {
                Some("would send the password in the clear: use https (plain http is for this machine only)")
            }
            _ => Some("must begin with https://"),
        },
    };
    match wrong {
        Some(what) => {
            section.add(&text.place, what);
            None
        }
        None => Some(text),
    }
}

pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The password, from the one place that is named.
fn secret(section: &Section<'_, '_>, around: &Around<'_>) -> Option<Secret> {
    secret_of(section, &PASSWORD, around)
}

/// A secret, from the one place that is named.
pub(super) fn secret_of(section: &Section<'_, '_>, keys: &SecretKeys, around: &Around<'_>) -> Option<Secret> {
    let what = keys.what;
    let names: Vec<&'static str> = keys.names().collect();
    let section = &section.alternatives(&names);
    let given = names.iter().filter(|key| section.has(key)).count();
    let literal = section.text(keys.literal);
    let variable = section.text(keys.variable);
    let file = section.text(keys.file);
    let command = keys.command.and_then(|key| section.texts(key));
    let place = section.place_of(keys.literal);
    match given {
        0 => {
            section.add(&place, format!("is missing: {}", keys.advice()));
            return None;
        }
        1 => {}
        _ => {
            let (last, others) = names.split_last()?;
            section.add(&place, format!("give only one of {} and {last}", others.join(", ")));
            return None;
        }
    }
    let open_to_all = |place: &Place, path: &Path| {
        if around.outside.is_open_to_all(path) {
            let what =
                format!("every user of this machine can read the {what}: chmod 600 {}", path.display());
            around.warn(place.clone(), what);
        }
    };
    let (found, place) = if let Some(literal) = literal {
        open_to_all(&literal.place, &literal.place.file);
        (Ok(literal.value), literal.place)
    } else if let Some(name) = variable {
        let unset = || format!("the environment variable {} is not set", name.value);
        (around.outside.variable(&name.value).ok_or_else(unset), name.place)
    } else if let Some(command) = command {
        let found = match command.value.first().map(String::as_str) {
            None | Some("") => Err("must name a program, and each argument separately".to_owned()),
            Some(_) => around.outside.first_line_of(&command.value),
        };
        (found, command.place)
    } else {
        let file = file?;
        let path = around.folder.join(&file.value);
        open_to_all(&file.place, &path);
        let text = around.outside.text(&path);
        let text = text.map_err(|error| format!("the file {} cannot be read: {error}", file.value));
        (text.and_then(|text| only_line(&text, &file.value)), file.place)
    };
    match found {
        Ok(text) if text.trim().is_empty() => section.add(&place, format!("the {what} is empty")),
        Ok(text) => {
            let secret = Secret::new(text);
            around.secrets.borrow_mut().push(secret.clone());
            return Some(secret);
        }
        Err(what) => section.add(&place, what),
    }
    None
}

/// The one line of a password file. What an editor adds unseen would be sent along, and refused as a wrong password.
pub(super) fn only_line(text: &str, file: &str) -> Result<String, String> {
    if text.starts_with('\u{feff}') {
        return Err(format!("the file {file} begins with a byte-order mark: save it as UTF-8 without one"));
    }
    let line = text.trim_end_matches(['\r', '\n']);
    match line.contains(['\r', '\n']) {
        true => Err(format!("the file {file} has more than one line: it must contain only the password")),
        false => Ok(line.to_owned()),
    }
}

pub(super) fn zone(section: &Section<'_, '_>, default: TimeZone) -> Option<TimeZone> {
    let read = |text: &str| {
        text.parse::<TimeZone>().map_err(|_| {
            let names = nearest(text, TimeZone::names());
            let hint = if names.is_empty() { "Europe/Oslo".to_owned() } else { names.join(", ") };
            format!("is not a time zone; did you mean {hint}?")
        })
    };
    let zone = section.parsed("time_zone", read);
    if section.has("time_zone") { zone.map(|zone| zone.value) } else { Some(default) }
}
