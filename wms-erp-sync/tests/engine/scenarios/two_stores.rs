//! Two engines that know nothing of each other: one has lost its store, or works on a restored backup.

use std::fmt;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use futures::future::BoxFuture;
use twentyfour_client::types::{InvoiceOrder, OrderId};
use twentyfour_simulator::Rule;
use wms_erp_sync::port::{ErpLayer, ErpPort, PortError, Records};
use wms_erp_sync::{CancellationToken, Class, Engine, Held, Outcome, Process, Report, Tenant, Trigger};

use super::engines::backup;
use crate::bench::{TENANT, all_done};
use crate::orders::{Shop, restarted, shop_with};

/// Where the other engine gets its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Window {
    /// Once the first look for a rest order is answered.
    AfterLook,
    /// Right before a new order is saved.
    BeforeSave,
    /// Once a new order is saved.
    AfterSave,
}

/// What happens in the window; once.
type Meanwhile = Arc<Mutex<Option<BoxFuture<'static, ()>>>>;

/// A port of the ERP in front of which something else happens.
#[derive(Clone)]
struct Interleaved {
    port: Arc<dyn ErpPort>,
    window: Window,
    meanwhile: Meanwhile,
}

impl fmt::Debug for Interleaved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interleaved").field("window", &self.window).finish_non_exhaustive()
    }
}

impl Interleaved {
    async fn pass(&self, window: Window) {
        let meanwhile = self.meanwhile.lock().unwrap().take_if(|_| window == self.window);
        if let Some(meanwhile) = meanwhile {
            meanwhile.await;
        }
    }
}

#[async_trait]
impl ErpLayer for Interleaved {
    fn inner(&self) -> &Arc<dyn ErpPort> {
        &self.port
    }

    fn around(&self, port: Arc<dyn ErpPort>) -> Arc<dyn ErpPort> {
        Arc::new(Self { port, ..self.clone() })
    }

    async fn orders_for_rest_of(&self, ids: &[OrderId]) -> Result<Records<InvoiceOrder>, PortError> {
        let answer = self.port.orders_for_rest_of(ids).await;
        self.pass(Window::AfterLook).await;
        answer
    }

    async fn save_orders(
        &self,
        orders: Vec<InvoiceOrder>,
    ) -> Result<Vec<Result<InvoiceOrder, PortError>>, PortError> {
        let is_new = orders.iter().any(|order| order.order_id.is_none());
        if is_new {
            self.pass(Window::BeforeSave).await;
        }
        let answer = self.port.save_orders(orders).await;
        if is_new {
            self.pass(Window::AfterSave).await;
        }
        answer
    }
}

fn with_rest_orders(mut tenant: Tenant) -> Tenant {
    tenant.order_status.as_mut().unwrap().rest_orders = true;
    tenant
}

async fn status(engine: &Engine) -> Report {
    engine.run(TENANT, Process::OrderStatus, Trigger::Manual, &CancellationToken::new()).await.unwrap()
}

/// An order that was sent short, an engine that knows it, and another one on yesterday's store that runs in the window.
async fn interleaved(window: Window) -> (Shop, i32, Engine) {
    let shop = shop_with(with_rest_orders).await;
    let number = shop.order();
    shop.orders().await;
    shop.wms.pick(&number.to_string(), &shop.row(number, 0).to_string(), 1).unwrap();
    shop.wms.send(&number.to_string()).unwrap();
    let other = restarted(&shop, backup(&shop.store).await, with_rest_orders);
    let meanwhile: BoxFuture<'static, ()> = Box::pin(async move { all_done(&[status(&other).await]) });
    let meanwhile = Arc::new(Mutex::new(Some(meanwhile)));
    let engine = restarted(&shop, shop.store.clone(), |mut tenant| {
        tenant.erp = Arc::new(Interleaved { port: tenant.erp, window, meanwhile: Arc::clone(&meanwhile) });
        with_rest_orders(tenant)
    });
    (shop, number, engine)
}

fn rests(shop: &Shop, original: i32) -> Vec<i32> {
    let orders = shop.books().orders();
    let rests = orders.iter().filter(|order| order.int("ExternalStatus") == Some(original));
    rests.map(|order| order.int("OrderId").unwrap()).collect()
}

async fn held(engine: &Engine, number: i32) -> Option<Held> {
    let held = engine.inspect(TENANT).held().await.unwrap().into_iter();
    held.filter(|held| held.process == Process::OrderStatus).find(|held| held.record == number.to_string())
}

#[tokio::test]
async fn a_rest_order_that_another_engine_makes_after_the_first_look_is_not_made_again() {
    let (shop, number, engine) = interleaved(Window::AfterLook).await;
    all_done(&[status(&engine).await]);
    assert_eq!(rests(&shop, number).len(), 1);
    assert_eq!((shop.erp_status(number).as_str(), held(&engine, number).await), ("OrderState_Sent", None));
}

#[tokio::test]
async fn a_rest_order_that_exists_twice_is_held_with_both_until_one_is_gone() {
    let (shop, number, engine) = interleaved(Window::BeforeSave).await;
    for round in 0..3 {
        assert_eq!(status(&engine).await.outcome, Outcome::Done);
        let both = rests(&shop, number);
        assert_eq!(both.len(), 2, "round {round}");
        // The other engine, which saw its own only, has set the order to sent: that closes nothing here.
        assert_eq!(shop.erp_status(number), "OrderState_Sent");
        let held = held(&engine, number).await.unwrap_or_else(|| panic!("round {round}: not held"));
        assert_eq!(held.class, Class::NeedsPerson);
        assert!(both.iter().all(|rest| held.what.contains(&rest.to_string())), "{held:?}");
        assert!(held.remedy.contains("delete"), "{held:?}");
    }
    let first = rests(&shop, number)[0];
    assert!(shop.books().delete_order(first));
    all_done(&[status(&engine).await]);
    assert_eq!(held(&engine, number).await, None);
    assert_eq!(rests(&shop, number).len(), 1);
    all_done(&[status(&engine).await]);
    assert_eq!(rests(&shop, number).len(), 1);
}

#[tokio::test]
async fn of_two_engines_the_one_that_saves_last_sees_both() {
    let (shop, number, engine) = interleaved(Window::AfterSave).await;
    all_done(&[status(&engine).await]);
    assert_eq!(rests(&shop, number).len(), 1, "the other engine finds it when it looks");
    assert_eq!(held(&engine, number).await, None);
}

/// The engine is stopped between the save and the look behind it.
#[tokio::test]
async fn a_second_rest_order_is_found_after_a_crash_too_although_the_order_is_sent_by_then() {
    let (shop, number, engine) = interleaved(Window::BeforeSave).await;
    // The other engine's save comes through; the answer to this one's is lost.
    shop.erp.misbehave(Rule::drop_after().on("SaveInvoices").skip(2).times(1));
    let report = status(&engine).await;
    assert!(report.outcome == Outcome::Failed || report.failed > 0, "{report:#?}");
    assert_eq!((rests(&shop, number).len(), shop.erp_status(number).as_str()), (2, "OrderState_Sent"));
    status(&engine).await;
    let held = held(&engine, number).await.unwrap();
    assert!(rests(&shop, number).iter().all(|rest| held.what.contains(&rest.to_string())), "{held:?}");
}
