//! What becomes of the alarms of a tenant: which open, are still open, are over, and what is sent about each.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use wms_erp_sync::{TimeZone, moment};

use super::message::{Change, Message};
use super::record::Alarm;
use super::rules::Finding;

/// What is to be written and sent.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// Alarms that are new, or say something else now.
    pub(super) put: Vec<(String, Alarm)>,
    /// Alarms that are over.
    pub(super) remove: Vec<String>,
    /// In the order of the keys.
    pub(super) messages: Vec<Message>,
}

/// From what was open to what is found now.
pub(super) fn step(
    tenant: (&str, TimeZone),
    open: &BTreeMap<String, Alarm>,
    found: &BTreeMap<String, Finding>,
    now: DateTime<Utc>,
    remind_every: TimeDelta,
) -> Step {
    let mut step = Step::default();
    let (name, zone) = tenant;
    let message = |key: &str, change, finding: &Finding| Message {
        id: Message::id(name, key, change, now),
        tenant: name.to_owned(),
        alarm: key.to_owned(),
        change,
        at: now,
        since_text: moment(&finding.since, zone),
        finding: finding.clone(),
    };
    for (key, finding) in found {
        let (change, opened) = match open.get(key) {
            None => (Some(Change::Opened), now),
            // A clock that was set back must not silence it.
            Some(alarm) if (now - alarm.announced).abs() >= remind_every => {
                (Some(Change::Reminder), alarm.opened)
            }
            Some(alarm) => (None, alarm.opened),
        };
        let announced = match (change, open.get(key)) {
            (None, Some(alarm)) => alarm.announced,
            _ => now,
        };
        step.messages.extend(change.map(|change| message(key, change, finding)));
        let alarm = Alarm { version: 1, opened, announced, finding: finding.clone() };
        if open.get(key) != Some(&alarm) {
            step.put.push((key.clone(), alarm));
        }
    }
    for (key, alarm) in open.iter().filter(|(key, _)| !found.contains_key(*key)) {
        step.messages.push(message(key, Change::Closed, &alarm.finding));
        step.remove.push(key.clone());
    }
    step
}
