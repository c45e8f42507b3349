//! From a record that is held to what its receivers get.

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::Value;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::twentyfour::Secret;
use wms_erp_sync::{Language, TimeZone};

use crate::alarm::watch::Right;
use crate::alarm::{Alarms, Channel, Format, Limits, Receiver, of_tenant};
use crate::config::AlarmSettings;
use crate::tenants::Served;
use crate::web::Visible;
use crate::web::tests::rig::Rig;

/// The tenant of a rig with one.
pub(super) const TENANT: &str = "t0";

pub(super) fn webhook(name: &str, server: &MockServer, format: Format) -> Receiver {
    let url = Secret::new(format!("{}/{name}?key=hemmelig", server.uri()));
    let channel = Channel::Webhook { url, format };
    Receiver { name: name.to_owned(), tenants: Visible::All, channel, digest: true, language: None }
}

/// Alarms of what a rig serves.
pub(super) fn alarms(rig: &Rig, receivers: Vec<Receiver>) -> Alarms {
    alarms_with(rig, settings(receivers))
}

pub(super) fn settings(receivers: Vec<Receiver>) -> AlarmSettings {
    let (limits, remind_every) = (Limits::default(), TimeDelta::days(1));
    let (zone, language) = (TimeZone::OSLO, Language::English);
    AlarmSettings { limits, remind_every, receivers, smtp: None, zone, morning: None, language }
}

pub(super) fn alarms_with(rig: &Rig, settings: AlarmSettings) -> Alarms {
    alarms_of(rig, settings, rig.app.operations.tenants().to_vec())
}

pub(super) fn alarms_of(rig: &Rig, settings: AlarmSettings, tenants: Vec<Served>) -> Alarms {
    let (engine, scheduler) = (rig.engine.clone(), rig.scheduler.clone());
    Alarms::new(settings, "test", engine, scheduler, Arc::clone(&rig.store), tenants.into()).unwrap()
}

/// With a record that has been held for twenty minutes.
pub(super) async fn rig() -> Rig {
    let rig = Rig::start_many(1).await;
    rig.once(TENANT).await;
    rig.clock.advance(TimeDelta::minutes(20));
    rig
}

pub(super) async fn answers(server: &MockServer, at: &str, status: u16) {
    let answer = ResponseTemplate::new(status);
    Mock::given(method("POST")).and(path(at)).respond_with(answer).mount(server).await;
}

pub(super) async fn requests(server: &MockServer) -> Vec<Request> {
    server.received_requests().await.unwrap()
}

/// What was sent about held records: change and alarm.
async fn changes(server: &MockServer) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let bodies = requests(server).await.into_iter().map(|request| request.body_json::<Value>().unwrap());
    let held = bodies.filter(|body| body["rule"] == "held");
    held.map(|body| (text(&body["change"]), text(&body["alarm"]))).collect()
}

#[tokio::test]
async fn an_alarm_is_sent_when_it_opens_once_a_day_and_when_it_is_over() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 204).await;
    let alarms = alarms(&rig, vec![webhook("all", &server, Format::Json)]);
    let mut right: Option<Right> = None;
    alarms.look(&mut right).await;
    let opened = changes(&server).await;
    assert_eq!(opened.len(), 1, "{opened:?}");
    assert_eq!(opened[0].0, "opened");
    for _ in 0..3 {
        rig.clock.advance(TimeDelta::minutes(1));
        alarms.look(&mut right).await;
    }
    assert_eq!(changes(&server).await.len(), 1);

    rig.clock.advance(TimeDelta::days(1));
    rig.once(TENANT).await;
    alarms.look(&mut right).await;
    let reminded = changes(&server).await;
    assert_eq!(reminded[1..], [("reminder".to_owned(), opened[0].1.clone())]);

    for held in rig.engine.inspect(TENANT).held().await.unwrap() {
        rig.engine.operator(TENANT).dismiss(held.process, &held.record, "seen to").await.unwrap();
    }
    rig.clock.advance(TimeDelta::minutes(1));
    alarms.look(&mut right).await;
    alarms.look(&mut right).await;
    let closed = changes(&server).await;
    assert_eq!(closed[2..], [("closed".to_owned(), opened[0].1.clone())]);
    let known = of_tenant(&*rig.store, TENANT).await.unwrap();
    assert_eq!(known, crate::alarm::TenantAlarms::default(), "nothing is left of it");
}

#[tokio::test]
async fn each_receiver_gets_the_alarms_of_its_tenants() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/mine", 200).await;
    answers(&server, "/other", 200).await;
    let of = |name: &str, tenant: &str| {
        let tenants = Visible::These([tenant.to_owned()].into());
        Receiver { tenants, ..webhook(name, &server, Format::Slack) }
    };
    let alarms = alarms(&rig, vec![of("mine", TENANT), of("other", "elsewhere")]);
    alarms.look(&mut None).await;
    let requests = requests(&server).await;
    assert!(!requests.is_empty() && requests.iter().all(|request| request.url.path() == "/mine"));
    let body: Value = requests[0].body_json().unwrap();
    assert!(body["text"].as_str().unwrap().starts_with("t0: "), "{body}");
}

#[tokio::test]
async fn a_channel_that_fails_is_tried_again_with_the_same_message_and_seen() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 500).await;
    let alarms = alarms(&rig, vec![webhook("all", &server, Format::Json)]);
    let mut right: Option<Right> = None;
    alarms.look(&mut right).await;
    let failed = requests(&server).await;
    assert_eq!(failed.len(), 1, "the others wait behind it");
    let known = of_tenant(&*rig.store, TENANT).await.unwrap();
    let unsent = known.unsent(rig.app.operations.now());
    let error = unsent[0].error.clone().unwrap();
    assert_eq!((unsent.len(), unsent[0].receiver.as_str()), (1, "all"));
    assert_eq!(error, "the webhook answered 500 Internal Server Error");
    alarms.look(&mut right).await;
    assert_eq!(requests(&server).await.len(), 1, "it rests for a minute");

    server.reset().await;
    answers(&server, "/all", 200).await;
    rig.clock.advance(TimeDelta::minutes(2));
    alarms.look(&mut right).await;
    let sent = requests(&server).await;
    assert_eq!(sent[0].body, failed[0].body);
    assert_eq!(sent[0].headers["idempotency-key"], failed[0].headers["idempotency-key"]);
    assert!(of_tenant(&*rig.store, TENANT).await.unwrap().waiting.is_empty());
}

#[tokio::test]
async fn a_receiver_that_does_not_answer_keeps_no_other_one_waiting() {
    let (rig, server) = (rig().await, MockServer::start().await);
    let never = ResponseTemplate::new(200).set_delay(std::time::Duration::from_secs(3600));
    Mock::given(method("POST")).and(path("/hangs")).respond_with(never).mount(&server).await;
    answers(&server, "/good", 200).await;
    let receivers = vec![webhook("hangs", &server, Format::Json), webhook("good", &server, Format::Json)];
    let alarms = alarms(&rig, receivers);
    let opened = async {
        while !requests(&server).await.iter().any(|request| request.url.path() == "/good") {
            tokio::task::yield_now().await;
        }
    };
    let mut right = None;
    tokio::select! {
        () = alarms.look(&mut right) => panic!("one of them hangs"),
        () = opened => {}
    }
}

#[tokio::test]
async fn what_a_removed_receiver_or_three_days_have_left_is_forgotten() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 500).await;
    let mut right: Option<Right> = None;
    let before = alarms(&rig, vec![webhook("all", &server, Format::Json)]);
    before.look(&mut right).await;
    assert!(!of_tenant(&*rig.store, TENANT).await.unwrap().waiting.is_empty());
    let after = alarms(&rig, vec![webhook("new", &server, Format::Json)]);
    after.look(&mut right).await;
    assert!(of_tenant(&*rig.store, TENANT).await.unwrap().waiting.is_empty());
}

/// Where the requests do not suffice for all, intervals are stretched: what keeps its longer interval is not late.
#[tokio::test]
async fn a_process_is_late_by_the_intervals_that_it_runs_at_now() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 200).await;
    let alarms = alarms(&rig, vec![webhook("all", &server, Format::Json)]);
    let served = rig.app.operations.tenants();
    let keys = served
        .iter()
        .flat_map(|served| served.intervals.iter().map(|(process, _)| RunKey::new(served.name(), *process)));
    let keys: Vec<RunKey> = keys.collect();
    let longest = served[0].intervals.iter().map(|(_, interval)| *interval).max().unwrap();
    rig.scheduler.stretch(keys.iter().map(|key| (key.clone(), 8.0)));
    rig.clock.advance(TimeDelta::from_std(longest * 6).unwrap());
    let rules = async || -> Vec<Value> {
        let requests = requests(&server).await;
        requests.iter().map(|request| request.body_json::<Value>().unwrap()["rule"].clone()).collect()
    };
    let mut right: Option<Right> = None;
    alarms.look(&mut right).await;
    assert!(!rules().await.contains(&"late".into()), "{:?}", rules().await);
    rig.scheduler.stretch(keys.iter().map(|key| (key.clone(), 1.0)));
    alarms.look(&mut right).await;
    assert!(rules().await.contains(&"late".into()), "{:?}", rules().await);
}
