//! The digest, leases that are lost, and what is about no tenant.

use std::sync::Arc;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde_json::Value;
use wiremock::MockServer;
use wms_erp_sync::schedule::RunKey;
use wms_erp_sync::{Event, Observer, Process, TimeZone};

use super::sent::{TENANT, alarms, alarms_with, answers, requests, rig, settings, webhook};
use crate::alarm::watch::Right;
use crate::alarm::{Alarms, Format, Losses, LostLeases, Morning, Receiver, SERVICE, of_tenant};
use crate::web::Visible;
use crate::web::tests::rig::Rig;

#[derive(Debug)]
struct NoOther;

impl Observer for NoOther {
    fn on_event(&self, _: &Event<'_>) {}
}

fn morning(when_ok: bool) -> Morning {
    Morning { at: NaiveTime::from_hms_opt(7, 0, 0).unwrap(), zone: TimeZone::OSLO, when_ok }
}

async fn bodies(server: &MockServer) -> Vec<Value> {
    requests(server).await.into_iter().map(|request| request.body_json().unwrap()).collect()
}

/// What was sent of one sort: for digests `change`, for alarms `rule`.
async fn of(server: &MockServer, key: &str, word: &str) -> Vec<Value> {
    bodies(server).await.into_iter().filter(|body| body[key] == word).collect()
}

fn with_digest(rig: &Rig, server: &MockServer, when_ok: bool) -> Alarms {
    let mut settings = settings(vec![webhook("all", server, Format::Json)]);
    settings.morning = Some(morning(when_ok));
    alarms_with(rig, settings)
}

#[test]
fn a_digest_is_due_from_its_hour_on_by_the_clocks_of_its_zone_and_once_a_day() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let due = |sent: Option<&str>, now: &str| {
        let day = morning(true).due(sent.map(|day| day.parse().unwrap()), at(now));
        day.map(|day| day.to_string())
    };
    assert_eq!(due(None, "2026-03-02T05:59:59Z"), None);
    assert_eq!(due(None, "2026-03-02T06:00:00Z").as_deref(), Some("2026-03-02"), "seven in winter");
    assert_eq!(due(Some("2026-03-02"), "2026-03-02T22:59:59Z"), None);
    assert_eq!(due(Some("2026-03-02"), "2026-03-03T05:00:00Z"), None, "not at night");
    assert_eq!(due(Some("2026-03-01"), "2026-03-02T20:00:00Z").as_deref(), Some("2026-03-02"), "late");
    assert_eq!(due(Some("2026-06-30"), "2026-07-01T04:59:59Z"), None);
    assert_eq!(
        due(Some("2026-06-30"), "2026-07-01T05:00:00Z").as_deref(),
        Some("2026-07-01"),
        "seven in summer"
    );
    assert!(
        due(Some("2027-01-01"), "2026-03-02T06:00:00Z").is_some(),
        "a clock that was ahead silences none"
    );
}

#[tokio::test]
async fn a_digest_says_once_a_day_what_is_open_and_that_nothing_is() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 200).await;
    let alarms = with_digest(&rig, &server, true);
    let mut right: Option<Right> = None;
    for _ in 0..3 {
        alarms.look(&mut right).await;
        rig.clock.advance(TimeDelta::minutes(1));
    }
    let digests = of(&server, "change", "digest").await;
    assert_eq!(digests.len(), 1, "{digests:?}");
    let open = digests[0]["open"].as_array().unwrap();
    assert_eq!((open[0]["tenant"].as_str(), open[0]["rule"].as_str()), (Some(TENANT), Some("held")));
    assert!(open[0]["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty()));
    assert_eq!(digests[0]["tenants"], 1);

    for held in rig.engine.inspect(TENANT).held().await.unwrap() {
        rig.engine.operator(TENANT).dismiss(held.process, &held.record, "seen to").await.unwrap();
    }
    rig.clock.advance(TimeDelta::days(1));
    rig.once(TENANT).await;
    alarms.look(&mut right).await;
    let digests = of(&server, "change", "digest").await;
    assert_eq!(digests.len(), 2);
    let title = digests[1]["title"].as_str().unwrap();
    assert_eq!(title, "digest of 2026-03-03, 1 tenant: nothing is wrong");
    assert_ne!(digests[0]["id"], digests[1]["id"]);
}

#[tokio::test]
async fn a_digest_without_news_is_left_out_where_that_is_wanted_and_a_receiver_can_do_without() {
    let (rig, server) = (Rig::start_many(1).await, MockServer::start().await);
    answers(&server, "/all", 200).await;
    answers(&server, "/pager", 200).await;
    with_digest(&rig, &server, false).look(&mut None).await;
    assert_eq!(bodies(&server).await, Vec::<Value>::new(), "nothing is wrong");
    let known = of_tenant(&*rig.store, SERVICE).await.unwrap();
    assert_eq!(known.digests.len(), 1, "it is not looked at again today");

    rig.once(TENANT).await;
    rig.clock.advance(TimeDelta::days(1));
    let pager = Receiver { digest: false, ..webhook("pager", &server, Format::Json) };
    let mut settings = settings(vec![pager, webhook("all", &server, Format::Json)]);
    settings.morning = Some(morning(false));
    alarms_with(&rig, settings).look(&mut None).await;
    let requests = requests(&server).await;
    let digests =
        requests.iter().filter(|request| request.body_json::<Value>().unwrap()["change"] == "digest");
    let paths: Vec<&str> = digests.map(|request| request.url.path()).collect();
    assert_eq!(paths, ["/all"]);
}

#[tokio::test]
async fn two_services_send_one_digest_and_each_receiver_reads_of_its_own_tenants_only() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 200).await;
    answers(&server, "/other", 200).await;
    let other = Visible::These(["elsewhere".to_owned()].into());
    let other = Receiver { tenants: other, ..webhook("other", &server, Format::Json) };
    let [one, two] = [(); 2].map(|()| {
        let mut settings = settings(vec![webhook("all", &server, Format::Json), other.clone()]);
        settings.morning = Some(morning(true));
        alarms_with(&rig, settings)
    });
    let (mut first, mut second): (Option<Right>, Option<Right>) = (None, None);
    for _ in 0..3 {
        tokio::join!(one.look(&mut first), two.look(&mut second));
        rig.clock.advance(TimeDelta::minutes(1));
    }
    // The lease changes hands.
    rig.clock.advance(TimeDelta::minutes(5));
    tokio::join!(two.look(&mut second), one.look(&mut first));
    let digests = of(&server, "change", "digest").await;
    assert_eq!(digests.len(), 2, "one for each receiver: {digests:?}");
    let of_other = digests.iter().find(|digest| digest["tenants"] == 0).unwrap();
    assert_eq!(of_other["open"], Value::Array(Vec::new()));
    assert!(!of_other.to_string().contains(TENANT), "{of_other}");
}

#[tokio::test]
async fn a_lease_that_is_lost_three_times_an_hour_is_an_alarm_whichever_services_lost_it() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 200).await;
    let service = || {
        let losses = Losses::default();
        let clock = Arc::clone(rig.engine.clock());
        let observer = LostLeases { observer: NoOther, losses: losses.clone(), clock };
        let alarms = alarms(&rig, vec![webhook("all", &server, Format::Json)]).with_losses(losses);
        (observer, alarms)
    };
    let ((one, looking), (other, waiting)) = (service(), service());
    let lose = |observer: &dyn Observer| {
        let (process, run, lease) = (Process::Orders, "1", "orders");
        observer.on_event(&Event::LeaseLost { tenant: TENANT, process, run, lease });
    };
    let (mut first, mut second): (Option<Right>, Option<Right>) = (None, None);
    let mut look = async || {
        looking.look(&mut first).await;
        waiting.look(&mut second).await;
        looking.look(&mut first).await;
    };
    lose(&one);
    rig.clock.advance(TimeDelta::seconds(1));
    lose(&other);
    look().await;
    assert!(of(&server, "rule", "lease_fights").await.is_empty(), "twice is chance");
    rig.clock.advance(TimeDelta::minutes(1));
    lose(&other);
    look().await;
    let opened = of(&server, "rule", "lease_fights").await;
    assert_eq!((opened.len(), opened[0]["count"].as_u64()), (1, Some(3)), "{opened:?}");
    assert_eq!(opened[0]["title"], "t0: orders: lost the lease 3 times");

    rig.clock.advance(TimeDelta::minutes(61));
    rig.once(TENANT).await;
    look().await;
    let changes = of(&server, "rule", "lease_fights").await;
    assert_eq!(changes.iter().map(|body| &body["change"]).collect::<Vec<_>>(), ["opened", "closed"]);
    assert!(of_tenant(&*rig.store, TENANT).await.unwrap().lost.is_empty(), "nothing is left of it");
}

#[tokio::test]
async fn too_few_requests_are_one_alarm_for_all_tenants_to_those_who_get_all() {
    let (rig, server) = (Rig::start_many(3).await, MockServer::start().await);
    answers(&server, "/all", 200).await;
    answers(&server, "/one", 200).await;
    let one = Visible::These([TENANT.to_owned()].into());
    let one = Receiver { tenants: one, ..webhook("one", &server, Format::Json) };
    let alarms = alarms(&rig, vec![webhook("all", &server, Format::Json), one]);
    let stretch = |factor: f64| {
        let keys = ["t0", "t1", "t2"].map(|tenant| (RunKey::new(tenant, Process::Articles), factor));
        rig.scheduler.stretch(keys);
    };
    let mut right: Option<Right> = None;
    stretch(2.0);
    alarms.look(&mut right).await;
    assert!(of(&server, "rule", "stretched").await.is_empty(), "twice as long is allowed");
    stretch(3.5);
    for _ in 0..2 {
        alarms.look(&mut right).await;
        rig.clock.advance(TimeDelta::minutes(1));
    }
    stretch(1.0);
    alarms.look(&mut right).await;
    let sent = of(&server, "rule", "stretched").await;
    assert_eq!(sent.iter().map(|body| &body["change"]).collect::<Vec<_>>(), ["opened", "closed"]);
    assert_eq!(sent[0]["count"], 3);
    assert!(sent[0]["title"].as_str().unwrap().starts_with("the service: "), "{}", sent[0]);
    assert!(sent[0]["what"].as_str().unwrap().contains("3.5 times"), "{}", sent[0]);
    assert_eq!(sent[0]["since"], sent[1]["since"]);
}
