//! Orders of the ERP become orders of the WMS.

mod adopt;
pub(crate) mod check;
pub(crate) mod compare;
mod deliver;
pub(crate) mod drift;
pub(crate) mod gone;
mod imports;
mod leave;
mod lines;
mod lookup;
pub(crate) mod read_back;
mod refused;
mod scan;
pub(crate) mod takeover;
mod unsettled;

use asmx_soap::XsDateTime;
use twentyfour_client::types::{InvoiceOrder, OrderId};

use crate::context::RunError;
use crate::context::run::Run;
use crate::document::id_key;
use crate::hooks::HookFields;

const SPOOL: &str = "orders/";
pub(crate) const OPEN: &str = "open/";

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.orders.clone() else { return Ok(()) };
    super::rewrite::orders(run).await?;
    let mut scan = scan::scan(run, &settings).await?;
    leave::leave(run, &settings, &scan.left).await?;
    scan::fetch(run, &settings, &mut scan).await?;
    let mut delivered = deliver::work(run, &settings).await;
    if delivered.is_ok() {
        delivered = read_back::work(run, &settings).await;
    }
    if delivered.is_ok()
        && let Some(began) = scan.whole()
    {
        delivered = Box::pin(gone::look(run, &settings, began)).await;
    }
    if matches!(delivered, Err(RunError::Cancelled)) {
        return delivered;
    }
    // What was imported before something failed is told to the ERP all the same.
    let reported = imports::report(run, &settings).await;
    delivered.and(reported)
}

pub(crate) fn order_key(id: OrderId) -> String {
    format!("order/{}", id_key(id.0))
}

pub(crate) fn open_key(id: OrderId) -> String {
    format!("{OPEN}{}", id_key(id.0))
}

fn spool_key(id: OrderId) -> String {
    format!("{SPOOL}{}", id_key(id.0))
}

/// Marks an order as wanted although it is from before the start.
pub(crate) fn due_key(id: OrderId) -> String {
    spool_key(id)
}

/// Changes whenever the order does, as far as a head can tell. The total stands beside the change time because that is
/// rounded: an order edited twice in one minute keeps its time.
pub(crate) fn change_mark(head: &InvoiceOrder) -> String {
    let time = head.date_changed.map(|time: XsDateTime| time.to_string()).unwrap_or_default();
    let total = head.order_total_inc_vat.map(|total| total.normalize().to_string()).unwrap_or_default();
    format!("{time} {total}")
}

/// The order as it is compared: without what changes by itself, and without the totals, unless hooks read them.
fn source(order: &InvoiceOrder, fields: &HookFields) -> String {
    let mut order = order.clone();
    order.date_changed = None;
    order.order_status = None;
    order.order_total_inc_vat =
        order.order_total_inc_vat.filter(|_| fields.read_of_order("OrderTotalIncVat"));
    order.order_total_vat = order.order_total_vat.filter(|_| fields.read_of_order("OrderTotalVat"));
    asmx_soap::keep(&order)
}
