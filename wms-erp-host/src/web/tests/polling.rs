//! While webhooks announce what runs find, the warehouse is asked more rarely; and as soon as one is missing, as often as before.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};
use wms_erp_sync::mapping::TrackingPlace;
use wms_erp_sync::schedule::{RunKey, RunRequest, Trigger};
use wms_erp_sync::{CancellationToken, Outcome, Process};

use super::rig::{As, Rig, TENANT};
use crate::sandbox::company::{FROM_BERGEN, FROM_KARI, FROM_SATRA, OFFER};
use crate::tenants::{PollingState, Standing, of_tenant};
use crate::web::TokenHash;

const TOKEN: &str = "what the warehouse sends";

/// A rig whose tenant takes webhooks and has its orders in the warehouse.
async fn rig() -> Rig {
    let rig = Rig::start().await.with_hook(TENANT, TokenHash::of(TOKEN));
    rig.systems.erp.books().set_order_status(OFFER, "Confirmed");
    rig.once(TENANT).await;
    rig.review();
    rig
}

impl Rig {
    /// What happens once a minute.
    fn review(&self) {
        self.app.watch.polling().review(&self.app.operations.tenants());
    }

    fn ship(&self, order: i32) {
        self.systems.wms.pick_all(&order.to_string()).unwrap();
        self.systems.wms.send(&order.to_string()).unwrap();
    }

    async fn announce(&self, token: &str, order: i32) -> StatusCode {
        let body = json!({
            "webhookEventId": "1", "orderId": 77, "orderNumber": order.to_string(), "orderStatus": {"number": 450}
        });
        let path = format!("/hooks/ongoing/{TENANT}");
        let headers = [("x-auth-token", token)];
        self.send(As::Nobody, Method::POST, &path, &body.to_string(), &headers).await.status
    }

    /// Has tracking written to the ERP.
    fn track(&self) {
        let tenants = self.app.operations.tenants();
        let mut tenant = tenants.iter().find(|served| served.name() == TENANT).unwrap().tenant.clone();
        tenant.order_status.as_mut().unwrap().tracking = Some(TrackingPlace::InvoiceText);
        self.engine.put_tenant(tenant);
    }

    async fn poll(&self) {
        let key = RunKey::new(TENANT, Process::OrderStatus);
        let request = RunRequest::new(key, Trigger::Scheduled);
        let report = self.engine.run_request(&request, &CancellationToken::new()).await.unwrap();
        assert_eq!(report.outcome, Outcome::Done, "{report:?}");
    }

    fn state(&self) -> PollingState {
        self.app.watch.polling().of(TENANT).unwrap()
    }

    fn factor(&self) -> f64 {
        self.scheduler.stretch_of(&RunKey::new(TENANT, Process::OrderStatus))
    }

    /// Three orders that are sent, announced and found.
    async fn prove(&self) {
        for order in [FROM_KARI, FROM_BERGEN, FROM_SATRA] {
            assert_eq!((self.factor(), self.state().factor), (1.0, 1.0), "before {order}");
            self.ship(order);
            assert_eq!(self.announce(TOKEN, order).await, StatusCode::ACCEPTED);
            self.poll().await;
        }
    }
}

#[tokio::test]
async fn webhooks_that_announce_what_runs_find_make_them_rarer_and_one_that_is_missing_ends_that_at_once() {
    let rig = rig().await;
    assert_eq!(rig.state().standing, Standing::NoWebhook);
    rig.prove().await;
    assert_eq!((rig.factor(), rig.state().standing), (4.0, Standing::Reliable));
    // Other processes have no part in it.
    for process in [Process::Orders, Process::Stock, Process::Articles] {
        assert_eq!(rig.scheduler.stretch_of(&RunKey::new(TENANT, process)), 1.0, "{process}");
    }

    rig.clock.advance(TimeDelta::minutes(50));
    rig.ship(OFFER);
    rig.poll().await;
    assert_eq!(rig.factor(), 1.0, "before the run has ended");
    rig.clock.advance(TimeDelta::minutes(2));
    rig.review();
    let state = rig.state();
    assert!(
        matches!(&state.standing, Standing::Missed { order, .. } if *order == OFFER.to_string()),
        "{state:?}"
    );
    assert_eq!(rig.factor(), 1.0);
}

/// Ongoing has no webhook for it.
#[tokio::test]
async fn tracking_that_comes_after_an_order_was_sent_is_no_webhook_missed() {
    let rig = rig().await;
    rig.track();
    rig.prove().await;
    rig.clock.advance(TimeDelta::minutes(50));
    rig.systems.wms.add_parcel(&FROM_KARI.to_string(), "370", None, false).unwrap();
    rig.poll().await;
    let kari = rig.systems.erp.books().order(FROM_KARI).unwrap();
    assert_eq!(kari.text("InvoiceText"), Some("[Tracking: 370]"), "it has been found");
    rig.clock.advance(TimeDelta::minutes(2));
    rig.review();
    assert_eq!((rig.factor(), rig.state().standing), (4.0, Standing::Reliable));
}

#[tokio::test]
async fn silence_ends_it_and_the_next_webhook_begins_it_again() {
    let rig = rig().await;
    rig.prove().await;
    rig.clock.advance(TimeDelta::minutes(121));
    rig.review();
    assert_eq!((rig.factor(), rig.state().standing), (1.0, Standing::Silent));
    rig.announce(TOKEN, OFFER).await;
    assert_eq!((rig.factor(), rig.state().standing), (4.0, Standing::Reliable));
}

#[tokio::test]
async fn webhooks_that_are_forged_doubled_or_too_many_earn_no_trust() {
    let rig = rig().await;
    for order in [FROM_KARI, FROM_BERGEN, FROM_SATRA] {
        rig.ship(order);
        assert_eq!(rig.announce("guess", order).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(rig.state().standing, Standing::NoWebhook, "those without the token are none");
    for _ in 0..700 {
        rig.announce(TOKEN, 77).await;
    }
    // This one is refused: there are too many.
    assert_eq!(rig.announce(TOKEN, FROM_KARI).await, StatusCode::TOO_MANY_REQUESTS);
    rig.poll().await;
    rig.clock.advance(TimeDelta::minutes(2));
    rig.review();
    assert!(matches!(rig.state().standing, Standing::Missed { left: 3, .. }), "{:?}", rig.state());
    assert_eq!(rig.factor(), 1.0);
}

#[tokio::test]
async fn a_service_that_was_started_again_begins_without_trust() {
    let rig = rig().await;
    rig.prove().await;
    let polling = crate::tenants::Polling::new(std::sync::Arc::new(rig.clock.clone()), rig.scheduler.clone());
    polling.review(&rig.app.operations.tenants());
    assert_eq!(polling.of(TENANT).unwrap().standing, Standing::NoWebhook);
}

#[tokio::test]
async fn a_factor_of_one_no_webhooks_and_an_interval_of_an_hour_leave_everything_as_it_is() {
    let rig = Rig::start().await;
    rig.review();
    assert_eq!(rig.app.watch.polling().of(TENANT), None, "no webhooks");
    let rig = rig.with_hook(TENANT, TokenHash::of(TOKEN));
    for (factor, interval, expected) in
        [(1, 900, None), (4, 900, Some(4.0)), (24, 900, Some(4.0)), (2, 900, Some(2.0)), (4, 3_600, None)]
    {
        let served = rig.app.operations.tenants().iter().find(|served| served.name() == TENANT).cloned();
        let mut served = served.unwrap();
        served.polling_factor = factor;
        served.intervals = vec![(Process::OrderStatus, std::time::Duration::from_secs(interval))];
        assert_eq!(crate::tenants::allowed(&served), expected, "{factor} {interval}");
    }
}

#[tokio::test]
async fn whether_it_is_so_and_why_not_is_on_the_page_in_the_api_in_the_metrics_and_in_the_store() {
    let rig = rig().await;
    let page = async || rig.get(As::Viewer, &format!("/tenants/{TENANT}")).await.body;
    let api = async || {
        let reply = rig.get(As::Viewer, &format!("/api/v1/tenants/{TENANT}")).await;
        serde_json::from_str::<Value>(&reply.body).unwrap()["polling"].clone()
    };
    assert!(page().await.contains("no webhook has come since the service was started"));
    assert_eq!((&api().await["state"], &api().await["factor"]), (&json!("no_webhook"), &json!(1.0)));
    rig.prove().await;
    assert!(page().await.contains("4 times less often"), "{}", page().await);
    let polling = api().await;
    assert_eq!((&polling["state"], &polling["factor"]), (&json!("reliable"), &json!(4.0)), "{polling}");
    assert_eq!(polling["process"], "order_status");

    rig.app.watch.polling().keep(&*rig.store).await.unwrap();
    let kept = of_tenant(&*rig.store, TENANT).await.unwrap().unwrap();
    assert_eq!((kept.factor, kept.standing), (4.0, Standing::Reliable));
    let calls = rig.calls();
    rig.app.watch.polling().keep(&*rig.store).await.unwrap();
    assert_eq!(rig.calls(), calls, "what has not changed is not written");
}
