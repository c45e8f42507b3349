//! One change of one alarm.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use wms_erp_sync::visible;

use super::rules::{Finding, Rule};

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
    pub(super) fn title(&self) -> String {
        let Self { tenant, change, finding, .. } = self;
        let change = match change {
            Change::Opened => "",
            Change::Reminder => "still: ",
            Change::Closed => "over: ",
        };
        visible(&format!("{change}{}: {}", subject(tenant), finding.title())).to_string()
    }

    /// All of it, a line for each part.
    pub(super) fn text(&self) -> String {
        let Self { finding, since_text, .. } = self;
        let mut lines = vec![self.title(), format!("since {since_text}"), visible(&finding.what).to_string()];
        if !finding.remedy.is_empty() && self.change != Change::Closed {
            lines.push(format!("→ {}", visible(&finding.remedy)));
        }
        if !finding.records.is_empty() {
            let more = finding.count.saturating_sub(finding.records.len());
            let more = if more > 0 { format!(", and {more} more") } else { String::new() };
            let what = if finding.rule == Rule::Stretched { "tenants" } else { "records" };
            lines.push(format!("{what}: {}{more}", visible(&finding.records.join(", "))));
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
            "title": self.title(),
            "what": finding.what,
            "remedy": finding.remedy,
            "count": finding.count,
            "records": finding.records,
        })
    }
}

impl Finding {
    /// What is wrong, in a few words.
    pub(crate) fn title(&self) -> String {
        let Self { rule, processes, count, .. } = self;
        let names: Vec<_> = processes.iter().map(ToString::to_string).collect();
        let names = names.join(", ");
        let (records, orders) = (counted(*count, "record"), counted(*count, "order"));
        match rule {
            Rule::Refused => format!("{names}: refused until a person acts"),
            Rule::Failing => format!("{names}: failing"),
            Rule::Late => format!("{names}: late"),
            Rule::SafetyLimit => format!("{names}: blocked by the safety limit"),
            Rule::Held => format!("{names}: {records} held until a person acts"),
            Rule::Unsent => format!("{orders} in the WMS and not sent"),
            Rule::Unreported => format!("{orders} sent and not reported to the ERP"),
            Rule::LeaseFights => format!("{names}: lost the lease {}", times(*count)),
            Rule::Stretched => {
                "not enough requests: processes run much less often than they should".to_owned()
            }
        }
    }
}

/// What an alarm is about: a tenant, or none.
pub(super) fn subject(tenant: &str) -> &str {
    if tenant.is_empty() { "the service" } else { tenant }
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
