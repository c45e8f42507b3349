//! Several services with one store.

use chrono::TimeDelta;
use wiremock::MockServer;

use super::sent::{TENANT, alarms, answers, requests, rig, webhook};
use crate::alarm::watch::Right;
use crate::alarm::{Format, of_tenant};

#[tokio::test]
async fn two_services_send_each_message_once() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 200).await;
    let [one, other] = [(); 2].map(|()| alarms(&rig, vec![webhook("all", &server, Format::Json)]));
    let (mut first, mut second): (Option<Right>, Option<Right>) = (None, None);
    for _ in 0..3 {
        tokio::join!(one.look(&mut first), other.look(&mut second));
        rig.clock.advance(TimeDelta::minutes(1));
    }
    assert!(first.is_some() != second.is_some(), "one of them has the lease");
    let ids: Vec<_> =
        requests(&server).await.iter().map(|request| request.headers["idempotency-key"].clone()).collect();
    let mut once = ids.clone();
    once.sort_by(|one, other| one.as_bytes().cmp(other.as_bytes()));
    once.dedup();
    assert!(!ids.is_empty());
    assert_eq!(once.len(), ids.len(), "{ids:?}");
}

#[tokio::test]
async fn a_service_that_stood_still_writes_and_sends_nothing_more() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 200).await;
    let [one, other] = [(); 2].map(|()| alarms(&rig, vec![webhook("all", &server, Format::Json)]));
    let (mut first, mut second): (Option<Right>, Option<Right>) = (None, None);
    one.look(&mut first).await;
    let sent = requests(&server).await.len();
    // It stands still for longer than its lease; another one follows, and finds what is over.
    rig.clock.advance(TimeDelta::minutes(3));
    for held in rig.engine.inspect(TENANT).held().await.unwrap() {
        rig.engine.operator(TENANT).dismiss(held.process, &held.record, "seen to").await.unwrap();
    }
    other.look(&mut second).await;
    let closed = requests(&server).await.len();
    assert!(closed > sent && second.is_some());
    one.look(&mut first).await;
    assert!(first.is_none(), "it has lost the lease");
    assert_eq!(requests(&server).await.len(), closed);
}

/// The process died after it had sent a message and before it could note that.
#[tokio::test]
async fn a_message_of_which_nothing_is_known_is_sent_again_after_a_minute_as_the_same_one() {
    let (rig, server) = (rig().await, MockServer::start().await);
    answers(&server, "/all", 500).await;
    let mut right: Option<Right> = None;
    let alarms = alarms(&rig, vec![webhook("all", &server, Format::Json)]);
    alarms.look(&mut right).await;
    let failed = requests(&server).await;
    // Its note of the failure is taken back.
    let known = of_tenant(&*rig.store, TENANT).await.unwrap();
    let (key, mut waiting) = known.waiting.into_iter().find(|(_, waiting)| waiting.attempts > 0).unwrap();
    waiting.error = None;
    let mut batch = wms_erp_sync::store::Batch::new();
    crate::alarm::record::put_waiting(&mut batch, &key, &waiting);
    rig.store.commit(TENANT, &[], batch).await.unwrap();
    server.reset().await;
    answers(&server, "/all", 200).await;
    let fresh = super::sent::alarms(&rig, vec![webhook("all", &server, Format::Json)]);
    rig.clock.advance(TimeDelta::seconds(30));
    fresh.look(&mut right).await;
    assert!(requests(&server).await.is_empty(), "it may be on its way");
    rig.clock.advance(TimeDelta::seconds(31));
    fresh.look(&mut right).await;
    let again = requests(&server).await;
    assert_eq!(again[0].headers["idempotency-key"], failed[0].headers["idempotency-key"]);
}
