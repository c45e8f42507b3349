//! `[alarms]`: whom the service calls when something is wrong, and when that is.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{NaiveTime, TimeDelta};
use lettre::message::Mailbox;
use url::Url;
use wms_erp_sync::{Language, TimeZone};

use super::connection::{self, SecretKeys, is_loopback};
use super::document::{Located, Section};
use super::duration::{self, DAY, Limit};
use super::http::{Names, visible};
use super::name::misnamed;
use super::{Around, Place, language};
use crate::alarm::{Channel, Format, Limits, Morning, Receiver, Security, Smtp};

/// A webhook's address is a secret: anyone who knows it may write there.
const WEBHOOK: SecretKeys = SecretKeys {
    literal: "webhook",
    variable: "webhook_env",
    file: "webhook_file",
    command: None,
    what: "webhook",
};
const PASSWORD: SecretKeys = SecretKeys {
    literal: "password",
    variable: "password_env",
    file: "password_file",
    command: None,
    what: "password",
};
const CHANNELS: &str = "webhook = \"https://…\" (or webhook_env, webhook_file), email = [\"ops@acme.example\"] or command = [\"program\", \
                        \"argument\"]";
pub(super) const NO_MAIL_SERVER: &str = "needs a mail server: a table [alarms.smtp] with host and from";
/// What lengths of time make sense for alarms.
const TIMES: (Limit, Limit) = ((Duration::ZERO, "0s"), (Duration::from_secs(90 * 86_400), "90 days"));

/// The alarms, as they are configured.
#[derive(Debug, Clone)]
pub(crate) struct AlarmSettings {
    pub(crate) limits: Limits,
    pub(crate) remind_every: TimeDelta,
    pub(crate) receivers: Vec<Receiver>,
    pub(crate) smtp: Option<Smtp>,
    /// By whose clocks those live who look after the service.
    pub(crate) zone: TimeZone,
    /// When the digest is sent, if it is.
    pub(crate) morning: Option<Morning>,
    /// The language of receivers and tenants of which nothing else is said.
    pub(crate) language: Language,
}

/// Reads the table; none if it is not there. `language`: that of the service.
pub(super) fn read(
    root: &Section<'_, '_>,
    tenants: Names<'_>,
    language: Language,
    around: &Around<'_>,
) -> Option<AlarmSettings> {
    let section = root.section("alarms");
    if !root.has("alarms") {
        return None;
    }
    let usual = Limits::default();
    let time = |key, usual| {
        let read = |text: &str| duration::read(text, TIMES.0, TIMES.1, "\"30m\" or \"3 days\"");
        let time = section.parsed(key, read).and_then(|time| TimeDelta::from_std(time.value).ok());
        time.unwrap_or(usual)
    };
    let limits = Limits {
        late_intervals: section.number("late_intervals").map_or(usual.late_intervals, |number| number.value),
        failing_for: time("failing_for", usual.failing_for),
        held_for: time("held_for", usual.held_for),
        unsent_for: time("unsent_for", usual.unsent_for),
        unreported_for: time("unreported_for", usual.unreported_for),
        stretch: section.number("stretch").map_or(usual.stretch, |number| number.value),
        lease_losses: section
            .number("lease_losses")
            .and_then(|number| usize::try_from(number.value).ok())
            .unwrap_or(usual.lease_losses),
    };
    let zone = connection::zone(&section, TimeZone::OSLO).unwrap_or(TimeZone::OSLO);
    let morning = morning(&section, zone);
    let most = (Duration::from_secs(30 * 86_400), "30 days");
    let hour = (Duration::from_secs(3600), "an hour");
    let remind = section.parsed("remind_every", |text| duration::read(text, hour, most, "\"1 day\""));
    let remind = remind.map_or(DAY, |remind| remind.value);
    let smtp = section.has("smtp").then(|| smtp(&section.section("smtp"), around));
    let receivers = receivers(&section, smtp.is_some(), tenants, around);
    if !section.has("receiver") {
        let what =
            format!("no one receives alarms: add an [[alarms.receiver]] with name, tenants and {CHANNELS}");
        section.add(section.place(), what);
    }
    section.finish();
    let remind_every = TimeDelta::from_std(remind).unwrap_or(TimeDelta::MAX);
    Some(AlarmSettings { limits, remind_every, receivers, smtp: smtp.flatten(), zone, morning, language })
}

/// The digest; none unless the file says when.
fn morning(section: &Section<'_, '_>, zone: TimeZone) -> Option<Morning> {
    let at = time_of_day(section, "digest_at");
    let when_ok = section.flag("digest_when_ok");
    if when_ok.is_some() && !section.has("digest_at") {
        section.add(&section.place_of("digest_at"), "is missing: without it there is no digest");
    }
    at.map(|at| Morning { at, zone, when_ok: when_ok.unwrap_or(true) })
}

/// A time of day, by clocks on the wall.
pub(super) fn time_of_day(section: &Section<'_, '_>, key: &'static str) -> Option<NaiveTime> {
    let read = |text: &str| {
        NaiveTime::parse_from_str(text, "%H:%M")
            .map_err(|_| "must be a time of day such as \"07:00\"".to_owned())
    };
    section.parsed(key, read).map(|time| time.value)
}

fn receivers(
    section: &Section<'_, '_>,
    has_smtp: bool,
    tenants: Names<'_>,
    around: &Around<'_>,
) -> Vec<Receiver> {
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut receivers = Vec::new();
    for receiver in section.sections("receiver") {
        let name = receiver.required_text("name");
        let visible = visible(&receiver, tenants, around);
        let channel = channel(&receiver, has_smtp, around);
        let digest = receiver.flag("digest").unwrap_or(true);
        let language = language::read(&receiver);
        receiver.finish();
        if let Some(Located { value, place }) = &name {
            if let Some(what) = misnamed(value) {
                receiver.add(place, what);
            }
            if let Some(line) = names.insert(value.to_lowercase(), place.line) {
                receiver.add(place, format!("line {line} already has a receiver with this name"));
            }
        }
        if let (Some(name), Some(tenants), Some(channel)) = (name, visible, channel) {
            receivers.push(Receiver { name: name.value, tenants, channel, digest, language });
        }
    }
    receivers
}

/// The one way that is named.
fn channel(section: &Section<'_, '_>, has_smtp: bool, around: &Around<'_>) -> Option<Channel> {
    let has_webhook = WEBHOOK.names().any(|key| section.has(key));
    let format = section.parsed("format", |text| match text {
        "json" => Ok(Format::Json),
        "slack" => Ok(Format::Slack),
        _ => Err("must be \"json\" or \"slack\"".to_owned()),
    });
    if let Some(format) = format.as_ref().filter(|_| !has_webhook) {
        section.add(&format.place, "is for webhooks");
    }
    let email = section.texts("email");
    let command = section.texts("command");
    let named = [has_webhook, section.has("email"), section.has("command")];
    if named.iter().filter(|named| **named).count() != 1 {
        section.add(section.place(), format!("must have one of {CHANNELS}"));
        // What is wrong with its keys is said all the same.
        connection::secret_of(section, &WEBHOOK, around).filter(|_| has_webhook);
        return None;
    }
    if has_webhook {
        let place = WEBHOOK.names().find(|key| section.has(key)).map(|key| section.place_of(key))?;
        let url = connection::secret_of(section, &WEBHOOK, around)?;
        is_address(section, &place, url.expose()).then_some(())?;
        return Some(Channel::Webhook { url, format: format.map_or(Format::Json, |format| format.value) });
    }
    WEBHOOK.names().for_each(|key| section.knows(key));
    if let Some(command) = command {
        return match command.value.first().is_some_and(|program| !program.is_empty()) {
            true => Some(Channel::Command(command.value)),
            false => {
                section.add(&command.place, "must name a program, and each argument separately");
                None
            }
        };
    }
    let email = email?;
    if !has_smtp {
        section.add(&email.place, NO_MAIL_SERVER);
    }
    addresses(section, &email).map(Channel::Email)
}

/// Mail addresses, one or more.
pub(super) fn addresses(section: &Section<'_, '_>, email: &Located<Vec<String>>) -> Option<Vec<Mailbox>> {
    let parsed: Result<Vec<Mailbox>, _> = email.value.iter().map(|text| text.parse()).collect();
    match parsed {
        Ok(to) if !to.is_empty() => Some(to),
        _ => {
            section.add(&email.place, "must be a list of mail addresses, such as [\"ops@acme.example\"]");
            None
        }
    }
}

/// What stands there is not repeated: it is the secret.
fn is_address(section: &Section<'_, '_>, place: &Place, text: &str) -> bool {
    let what = match Url::parse(text.trim()) {
        Ok(url) if url.scheme() == "https" => return true,
        Ok(url) if url.scheme() == "http" && is_loopback(&url) => return true,
        Ok(url) if url.scheme() == "http" => "must be https: plain http is for this machine only",
        _ => "must be an address such as https://hooks.example.com/…",
    };
    section.add(place, what);
    false
}

fn smtp(section: &Section<'_, '_>, around: &Around<'_>) -> Option<Smtp> {
    let host = section.required_text("host");
    let security = section.parsed("security", |text| match text {
        "starttls" => Ok(Security::StartTls),
        "tls" => Ok(Security::Tls),
        "none" => Ok(Security::None),
        _ => Err("must be \"starttls\", \"tls\" or \"none\"".to_owned()),
    });
    let is_wrong = security.is_none() && section.has("security");
    let place = section.place_of("security");
    let security = security.map_or(Security::StartTls, |security| security.value);
    let port = section.number("port");
    let port = match (port, security) {
        (Some(port), _) => u16::try_from(port.value).ok().or_else(|| {
            section.add(&port.place, "must be a port: 65535 at most");
            None
        }),
        (None, Security::StartTls) => Some(587),
        (None, Security::Tls) => Some(465),
        (None, Security::None) => Some(25),
    };
    let username = section.text("username");
    let has_password = PASSWORD.names().any(|key| section.has(key));
    let login = match (&username, has_password) {
        (Some(user), _) => {
            connection::secret_of(section, &PASSWORD, around).map(|password| (user.value.clone(), password))
        }
        (None, true) => {
            section.require("username");
            connection::secret_of(section, &PASSWORD, around).and(None)
        }
        (None, false) => {
            PASSWORD.names().for_each(|key| section.knows(key));
            None
        }
    };
    section.require("from");
    let from = section.parsed("from", |text| {
        text.parse::<Mailbox>().map_err(|_| "must be a mail address such as wms-erp@acme.example".to_owned())
    });
    section.finish();
    if let Some(host) = host.as_ref().filter(|_| security == Security::None)
        && !["localhost", "127.0.0.1", "::1"].contains(&host.value.trim())
    {
        let what = "would send mail, and the password, in the clear: use starttls or tls (none is for this machine only)";
        section.add(&place, what);
    }
    let is_complete = username.is_some() == login.is_some() && !is_wrong;
    is_complete.then_some(Smtp {
        host: host?.value.trim().to_owned(),
        port: port?,
        security,
        login,
        from: from?.value,
    })
}
