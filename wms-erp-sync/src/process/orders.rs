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

use twentyfour_client::types::InvoiceOrder;

use crate::context::RunError;
use crate::context::run::Run;
use crate::hooks::HookFields;

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
