//! One change of one alarm.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wms_erp_sync::visible;

use super::rules::{Finding, Rule};
use crate::language::mail::{ENGLISH, Mail};

/// What has become of an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    Opened,
    /// It is still open.
    Reminder,
    Closed,
}

impl Change {
    fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Reminder => "reminder",
            Self::Closed => "closed",
        }
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
    /// The same whenever this message is sent again.
    pub(super) id: String,
    pub(super) tenant: String,
    /// The key of the alarm: the same from its opening to its end.
    pub(super) alarm: String,
    pub(super) change: Change,
    pub(super) at: DateTime<Utc>,
    /// Since when, by the tenant's clocks.
    pub(super) since_text: String,
    pub(super) finding: Finding,
}

impl Message {
    pub(super) fn id(tenant: &str, alarm: &str, change: Change, at: DateTime<Utc>) -> String {
        let text = format!("{tenant}\n{alarm}\n{}\n{}", change.as_str(), at.timestamp_micros());
        crate::web::hex(&Sha256::digest(text)[..16])
    }

    /// What it is about, in one line without control characters.
    pub(super) fn title(&self, mail: &Mail) -> String {
        let Self { tenant, change, finding, .. } = self;
        let title = format!("{}: {}", subject(tenant, mail), finding.title(mail));
        let title = match change {
            Change::Opened => title,
            Change::Reminder => (mail.still)(&title),
            Change::Closed => (mail.over)(&title),
        };
        visible(&title).to_string()
    }

    /// All of it, a line for each part.
    pub(super) fn text(&self, mail: &Mail) -> String {
        let Self { finding, since_text, .. } = self;
        let since = (mail.since)(&mail.time(since_text));
        let mut lines = vec![self.title(mail), since, visible(&finding.what(mail)).to_string()];
        if !finding.remedy.is_empty() && self.change != Change::Closed {
            lines.push(format!("→ {}", visible(&finding.remedy(mail))));
        }
        if !finding.records.is_empty() {
            let names = visible(&finding.records.join(", ")).to_string();
            let names = match finding.count.saturating_sub(finding.records.len()) {
                0 => names,
                more => (mail.and_more)(&names, more),
            };
            let line = if finding.rule == Rule::Stretched { mail.tenants } else { mail.records };
            lines.push(line(&names));
        }
        lines.join("\n")
    }

    /// For programs. Fields are only ever added.
    pub(super) fn json(&self) -> Value {
        let Self { id, tenant, alarm, change, at, since_text: _, finding } = self;
        json!({
            "id": id,
            "tenant": tenant,
            "alarm": alarm,
            "change": change,
            "rule": finding.rule,
            "processes": finding.processes,
            "since": finding.since,
            "at": at,
            "title": self.title(&ENGLISH),
            "what": finding.what,
            "remedy": finding.remedy,
            "count": finding.count,
            "records": finding.records,
        })
    }
}

impl Finding {
    /// What is wrong, in a few words.
    pub(crate) fn title(&self, mail: &Mail) -> String {
        let Self { rule, processes, count, .. } = self;
        let names: Vec<_> = processes.iter().map(|process| mail.process(*process)).collect();
        let names = names.join(", ");
        match rule {
            Rule::Refused => (mail.refused)(&names),
            Rule::Failing => (mail.failing)(&names),
            Rule::Late => (mail.late)(&names),
            Rule::SafetyLimit => (mail.safety_limit)(&names),
            Rule::Held => (mail.held)(&names, *count),
            Rule::Unsent => (mail.unsent)(*count),
            Rule::Unreported => (mail.unreported)(*count),
            Rule::LeaseFights => (mail.lease_fights)(&names, *count),
            Rule::Stretched => mail.stretched.to_owned(),
        }
    }

    /// What happened. It is kept in English: what it says itself is found again by its English text.
    pub(super) fn what(&self, mail: &Mail) -> String {
        let what = self.what.as_str();
        let lost = || Some(format!("{}{}", mail.leases_lost, what.strip_prefix(ENGLISH.leases_lost)?));
        let too_few = || {
            let ((start, end), (before, behind)) = (ENGLISH.too_few_requests, mail.too_few_requests);
            let factor = what.strip_prefix(start)?.strip_suffix(end)?;
            Some(format!("{before}{}{behind}", mail.decimal(factor)))
        };
        let own = match self.rule {
            Rule::Late if what == ENGLISH.no_run_ended => Some(mail.no_run_ended.to_owned()),
            Rule::LeaseFights => lost(),
            Rule::Stretched => too_few(),
            _ => None,
        };
        own.unwrap_or_else(|| mail.language.reason(what).into_owned())
    }

    /// What to do about it.
    pub(super) fn remedy(&self, mail: &Mail) -> Cow<'_, str> {
        let known = [
            (ENGLISH.see_held, mail.see_held),
            (ENGLISH.ask_warehouse, mail.ask_warehouse),
            (ENGLISH.check_order_status, mail.check_order_status),
            (ENGLISH.check_hanging, mail.check_hanging),
            (ENGLISH.agree_on_more, mail.agree_on_more),
        ];
        match known.into_iter().find(|(english, _)| *english == self.remedy) {
            Some((_, remedy)) => Cow::Borrowed(remedy),
            None => mail.language.remedy(&self.remedy),
        }
    }
}

/// What an alarm is about: a tenant, or none.
pub(super) fn subject<'t>(tenant: &'t str, mail: &Mail) -> &'t str {
    if tenant.is_empty() { mail.service } else { tenant }
}
