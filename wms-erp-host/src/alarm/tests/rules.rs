use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use wms_erp_sync::{Process, Status, TimeZone};

use crate::alarm::letter::Letter;
use crate::alarm::message::Change;
use crate::alarm::rules::{Finding, Limits, findings};
use crate::alarm::step::{Step, step};

const NOW: &str = "2026-03-02T12:00:00Z";

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

/// A tenant whose processes are well, with changes in orders.
fn status(orders: &Value, warnings: &Value) -> Status {
    let process = |name: &str| {
        json!({
            "process": name, "on": true, "paused": null, "last": null, "next": null, "cursors": [],
            "spooled": 0, "due": 0, "held": [], "newly_held": 0
        })
    };
    let mut changed = process("orders");
    for (key, value) in orders.as_object().unwrap() {
        changed[key] = value.clone();
    }
    let status = json!({
        "tenant": "acme", "at": NOW, "processes": [process("articles"), changed], "warnings": warnings
    });
    serde_json::from_value(status).unwrap()
}

fn found(orders: &Value, warnings: &Value) -> BTreeMap<String, Finding> {
    let intervals = [(Process::Orders, Duration::from_secs(900))];
    findings(&status(orders, warnings), &Limits::default(), &intervals, DateTime::UNIX_EPOCH)
}

fn keys(orders: &Value) -> Vec<String> {
    found(orders, &json!([])).into_keys().collect()
}

fn report(class: &str) -> Value {
    json!({
        "process": "orders", "trigger": "scheduled", "started": NOW, "ended": NOW, "outcome": "failed", "read": 0, "unchanged": 0, "written": 0,
        "held": 0, "failed": 0, "requests": {"erp": 0, "wms": 0}, "reasons": [{"record": "", "class": class, "what": "refused"}]
    })
}

#[test]
fn nothing_is_wrong_with_a_tenant_that_is_well() {
    assert!(keys(&json!({})).is_empty());
}

#[test]
fn a_process_may_fail_for_half_an_hour_but_not_where_only_a_person_can_mend_it() {
    let failing = |since: &str| json!({"since": since, "runs": 3, "what": "no answer", "remedy": "wait"});
    let since = |since: &str, class: &str| keys(&json!({"failing": failing(since), "last": report(class)}));
    assert!(since("2026-03-02T11:30:01Z", "transient").is_empty());
    assert_eq!(since("2026-03-02T11:30:00Z", "transient"), ["failing"]);
    assert_eq!(since(NOW, "needs_person"), ["refused"], "at once, and as one alarm");
    let off = json!({"on": false, "failing": failing("2026-03-01T00:00:00Z"), "last": report("transient")});
    assert!(keys(&off).is_empty());
}

#[test]
fn a_process_may_be_late_by_three_intervals_since_the_service_began() {
    let overdue = |since: &str| json!({"overdue": {"since": since, "late_seconds": 1, "remedy": "look"}});
    assert!(keys(&overdue("2026-03-02T11:15:01Z")).is_empty());
    assert_eq!(keys(&overdue("2026-03-02T11:15:00Z")), ["late"]);
    let intervals = [(Process::Orders, Duration::from_secs(900))];
    let status = status(&overdue("2026-03-01T00:00:00Z"), &json!([]));
    let began = now() - TimeDelta::minutes(44);
    assert!(findings(&status, &Limits::default(), &intervals, began).is_empty(), "it has just begun");
}

fn held(record: &str, class: &str, remedy: &str, since: &str) -> Value {
    json!({
        "process": "orders", "record": record, "class": class, "what": "w", "remedy": remedy, "since": since, "last_tried": since,
        "attempts": 1, "due": null
    })
}

#[test]
fn held_records_are_one_alarm_for_each_remedy_and_only_where_a_person_is_needed() {
    let early = "2026-03-02T11:00:00Z";
    let records = json!([
        held("1", "needs_person", "country", early),
        held("2", "needs_person", "country", early),
        held("3", "rejected", "ask", early),
        held("4", "waiting", "wait", early),
        held("5", "notice", "read", early),
        held("6", "needs_person", "new", "2026-03-02T11:50:00Z"),
    ]);
    let found = found(&json!({"held": records}), &json!([]));
    let mut counts: Vec<_> = found.values().map(|finding| (finding.count, finding.records.clone())).collect();
    counts.sort();
    assert_eq!(counts, [(1, vec!["3".to_owned()]), (2, vec!["1".to_owned(), "2".to_owned()])]);
    assert!(found.keys().all(|key| key.starts_with("held/orders/")));
}

#[test]
fn many_causes_are_a_few_alarms_that_name_a_few_records() {
    let early = "2026-03-02T11:00:00Z";
    let records: Vec<_> =
        (0..100).map(|id| held(&id.to_string(), "needs_person", &format!("do {id}"), early)).collect();
    let found = found(&json!({"held": records}), &json!([]));
    assert_eq!(found.len(), 21);
    let others = &found["held/orders/others"];
    assert_eq!((others.count, others.records.len()), (80, 10));
}

#[test]
fn the_safety_limit_is_reported_at_once() {
    let found = found(&json!({"held": [held("brake", "needs_person", "release", NOW)]}), &json!([]));
    assert_eq!(found.len(), 1);
    assert!(found.keys().all(|key| key.starts_with("safety_limit/orders/")), "{found:?}");
}

#[test]
fn orders_that_are_stuck_are_one_alarm_for_each_sort() {
    let warning = |record: &str, kind: &str| json!({"process": "order_status", "record": record, "kind": kind, "since": "2026-02-20T00:00:00Z", "what": "w"});
    let warnings = json!([
        warning("1", "unsent"),
        warning("2", "unsent"),
        warning("3", "unreported"),
        warning("4", "held")
    ]);
    let found = found(&json!({}), &warnings);
    let counts: Vec<_> = found.iter().map(|(key, finding)| (key.as_str(), finding.count)).collect();
    assert_eq!(counts, [("unreported", 1), ("unsent", 2)]);
}

#[test]
fn an_alarm_opens_reminds_once_a_day_and_closes() {
    let day = TimeDelta::days(1);
    let wrong = found(&json!({"held": [held("brake", "needs_person", "release", NOW)]}), &json!([]));
    let next = |open: &BTreeMap<_, _>, found: &BTreeMap<String, Finding>, at| {
        step(("acme", TimeZone::OSLO), open, found, at, day)
    };
    let changes = |step: &Step| step.messages.iter().map(|message| message.change).collect::<Vec<_>>();
    let opened = next(&BTreeMap::new(), &wrong, now());
    assert_eq!(changes(&opened), [Change::Opened]);
    let open: BTreeMap<_, _> = opened.put.iter().cloned().collect();

    let later = next(&open, &wrong, now() + day - TimeDelta::seconds(1));
    assert_eq!(later, Step::default(), "nothing is written either");
    let mut more = wrong.clone();
    more.values_mut().for_each(|finding| finding.count = 7);
    let changed = next(&open, &more, now() + TimeDelta::hours(1));
    assert_eq!((changes(&changed).len(), changed.put.len()), (0, 1), "it says something else, quietly");

    let reminded = next(&open, &wrong, now() + day);
    assert_eq!(changes(&reminded), [Change::Reminder]);
    let open: BTreeMap<_, _> = reminded.put.iter().cloned().collect();
    assert_eq!(next(&open, &wrong, now() + day + TimeDelta::hours(23)), Step::default());

    let closed = next(&open, &BTreeMap::new(), now() + day * 2);
    assert_eq!((changes(&closed), closed.remove.len()), (vec![Change::Closed], 1));
    let ids = [&opened, &reminded, &closed].map(|step| step.messages[0].id.clone());
    assert!(ids[0] != ids[1] && ids[1] != ids[2]);
    let names = [&opened, &reminded, &closed].map(|step| step.messages[0].alarm.clone());
    assert!(names[0] == names[1] && names[1] == names[2]);
}

#[test]
fn a_message_shows_no_control_characters_and_slack_formats_nothing() {
    let record = held("<!channel> & \u{202e}", "needs_person", "read\u{1b}[31m", "2026-03-02T11:00:00Z");
    let wrong = found(&json!({"held": [record]}), &json!([]));
    let step = step(("acme", TimeZone::OSLO), &BTreeMap::new(), &wrong, now(), TimeDelta::days(1));
    let text = step.messages[0].text(&crate::language::mail::ENGLISH);
    assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text:?}");
    let slack = Letter::Alarm(step.messages[0].clone()).slack(&crate::language::mail::ENGLISH)["text"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(slack.contains("&lt;!channel&gt; &amp;") && !slack.contains('<'), "{slack}");
}
