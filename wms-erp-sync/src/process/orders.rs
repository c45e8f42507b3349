//! Orders of the ERP become orders of the WMS.

mod adopt;
pub(crate) mod check;
pub(crate) mod compare;
mod deliver;
mod differences;
pub(crate) mod drift;
mod further;
pub(crate) mod gone;
mod imports;
mod late;
mod leave;
mod lines;
mod lookup;
pub(crate) mod read_back;
mod refused;
mod scan;
mod search;
pub(crate) mod takeover;
mod unsettled;

use twentyfour_client::types::InvoiceOrder;
use wms_erp_mapping::OrderSettings;

use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{Fingerprint, OrderRecord};
use crate::hooks::HookFields;
use crate::process::order_head::change_mark;

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.orders.clone() else { return Ok(()) };
    super::further::check_orders(run.tenant)?;
    super::rewrite::orders(run).await?;
    let mut scan = scan::scan(run, &settings).await?;
    leave::leave(run, &settings, &scan.left).await?;
    late::look(run, &settings).await?;
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
    // What was imported before something failed is reported to the ERP all the same.
    let reported = imports::report(run, &settings).await;
    delivered.and(reported)
}

/// The order as it is compared: without what changes by itself, unless a further field or a hook reads it by name, and
/// without the totals, unless one reads them.
fn source(order: &InvoiceOrder, fields: &HookFields, settings: &OrderSettings) -> String {
    let mut order = order.clone();
    let counts = |name: &str| settings.fields.read(name) || fields.name_of_order(name);
    let reads = |name: &str| settings.fields.read(name) || fields.read_of_order(name);
    order.date_changed = order.date_changed.filter(|_| counts("DateChanged"));
    order.order_status = order.order_status.filter(|_| counts("OrderStatus"));
    order.order_total_inc_vat = order.order_total_inc_vat.filter(|_| reads("OrderTotalIncVat"));
    order.order_total_vat = order.order_total_vat.filter(|_| reads("OrderTotalVat"));
    asmx_soap::keep(&order)
}

/// Whether the ERP has the order as it was when the WMS accepted it last: only our mapping of it is another. A mapping that
/// reads more of an order sees another one; then its change mark tells, once it is old enough to tell all changes, and unless
/// the order is held: what it was last seen with may be what the WMS did not accept.
fn is_remapped(record: &OrderRecord, now: &Fingerprint, order: &InvoiceOrder, is_held: bool) -> bool {
    let accepted = record.imported.as_ref().and_then(|known| known.fingerprint.as_ref());
    accepted.is_some_and(|accepted| {
        let as_seen = || {
            let is_sure = record.unsure_since.is_none() && !is_held;
            is_sure && record.seen.as_deref() == Some(&*change_mark(order))
        };
        accepted.source == now.source || accepted.mapping != now.mapping && as_seen()
    })
}
