//! The digest: once a day, in the morning, each receiver gets one message about all that is open.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use wms_erp_sync::{TimeZone, moment, visible};

use super::message::subject;
use super::rules::Finding;
use crate::language::mail::{ENGLISH, Mail};

/// How many alarms a digest lists.
const MAX_LISTED: usize = 100;

/// When it is sent, as it is configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Morning {
    pub(crate) at: NaiveTime,
    pub(crate) zone: TimeZone,
    /// Also when nothing is wrong.
    pub(crate) when_ok: bool,
}

impl Morning {
    /// The day whose digest is due. One that a service was down for is sent late on the same day; that of an earlier day would say
    /// what is wrong now, as today's does.
    pub(super) fn due(&self, sent: Option<NaiveDate>, now: DateTime<Utc>) -> Option<NaiveDate> {
        let local = now.with_timezone(&self.zone).naive_local();
        (local.time() >= self.at && sent != Some(local.date())).then(|| local.date())
    }
}

/// What is known of a tenant's alarms.
#[derive(Debug, Clone)]
pub(super) struct Known<'a> {
    /// Empty for what is about no tenant.
    pub(super) tenant: &'a str,
    pub(super) zone: TimeZone,
    pub(super) open: BTreeMap<String, Finding>,
    /// Whether that is up to date.
    pub(super) is_certain: bool,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Digest {
    /// The same whenever this message is sent again.
    pub(super) id: String,
    pub(super) at: DateTime<Utc>,
    pub(super) day: NaiveDate,
    /// How many tenants it is about.
    pub(super) tenants: usize,
    /// What is open, tenant by tenant.
    pub(super) open: Vec<Listed>,
    /// How many more alarms are open than are listed.
    pub(super) more: usize,
    /// Tenants of which it is not known what is wrong.
    pub(super) unknown: Vec<String>,
}

/// An alarm in a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Listed {
    pub(super) tenant: String,
    pub(super) alarm: String,
    /// Since when, by the tenant's clocks.
    pub(super) since_text: String,
    pub(super) finding: Finding,
}

impl Digest {
    /// Of what a receiver may see.
    pub(super) fn new(receiver: &str, day: NaiveDate, known: &[&Known<'_>], at: DateTime<Utc>) -> Self {
        let listed = known.iter().flat_map(|known| {
            known.open.iter().map(|(alarm, finding)| Listed {
                tenant: known.tenant.to_owned(),
                alarm: alarm.clone(),
                since_text: moment(&finding.since, known.zone),
                finding: finding.clone(),
            })
        });
        let mut open: Vec<Listed> = listed.collect();
        let more = open.len().saturating_sub(MAX_LISTED);
        open.truncate(MAX_LISTED);
        let unknown = known.iter().filter(|known| !known.is_certain).map(|known| known.tenant.to_owned());
        let text = format!("digest\n{receiver}\n{day}");
        Self {
            id: crate::web::hex(&Sha256::digest(text)[..16]),
            at,
            day,
            tenants: known.iter().filter(|known| !known.tenant.is_empty()).count(),
            open,
            more,
            unknown: unknown.collect(),
        }
    }

    /// Whether nothing is wrong, and that is certain.
    pub(super) fn is_ok(&self) -> bool {
        self.open.is_empty() && self.unknown.is_empty()
    }

    pub(super) fn title(&self, mail: &Mail) -> String {
        let Self { day, tenants, open, more, unknown, .. } = self;
        let open = Some(open.len() + more).filter(|count| *count > 0).map(mail.open);
        let unknown = Some(unknown.len()).filter(|count| *count > 0).map(mail.unknown_count);
        let what: Vec<String> = open.into_iter().chain(unknown).collect();
        let what = if what.is_empty() { mail.nothing_wrong.to_owned() } else { what.join(", ") };
        (mail.digest)(&mail.day(*day), *tenants, &what)
    }

    pub(super) fn text(&self, mail: &Mail) -> String {
        let mut lines = vec![self.title(mail)];
        let mut last = None;
        for Listed { tenant, since_text, finding, .. } in &self.open {
            if last != Some(tenant) {
                lines.extend([String::new(), visible(subject(tenant, mail)).to_string()]);
                last = Some(tenant);
            }
            let title = (mail.open_since)(&visible(&finding.title(mail)), &mail.time(since_text));
            lines.push(format!("- {title}"));
            lines.push(format!("  {}", visible(&finding.what(mail))));
            if !finding.remedy.is_empty() {
                lines.push(format!("  → {}", visible(&finding.remedy(mail))));
            }
        }
        if self.more > 0 {
            lines.extend([String::new(), (mail.more)(self.more)]);
        }
        if !self.unknown.is_empty() {
            let unknown: Vec<&str> = self.unknown.iter().map(|tenant| subject(tenant, mail)).collect();
            lines.extend([String::new(), (mail.unknown)(&visible(&unknown.join(", ")))]);
        }
        lines.join("\n")
    }

    pub(super) fn json(&self) -> Value {
        let Self { id, at, day, tenants, open, more, unknown } = self;
        let open = open.iter().map(|Listed { tenant, alarm, finding, .. }| {
            json!({
                "tenant": tenant,
                "alarm": alarm,
                "rule": finding.rule,
                "processes": finding.processes,
                "since": finding.since,
                "title": finding.title(&ENGLISH),
                "what": finding.what,
                "remedy": finding.remedy,
                "count": finding.count,
                "records": finding.records,
            })
        });
        json!({
            "id": id,
            "change": "digest",
            "at": at,
            "day": day,
            "title": self.title(&ENGLISH),
            "tenants": tenants,
            "open": open.collect::<Vec<_>>(),
            "more": more,
            "unknown": unknown,
        })
    }
}
