//! What the head of an order in the ERP says: whether it is to be imported, and whether it has changed.

use asmx_soap::XsDateTime;
use twentyfour_client::Properties;
use twentyfour_client::types::{InvoiceOrder, OrderSlipStateType};
use wms_erp_mapping::TimeZone;

use crate::context::run::Run;
use crate::tenant::{Orders, Since, Tenant};

/// The states whose orders are looked at: the pulled ones, and the one that we give an order ourselves, which is still
/// ours to follow.
pub(crate) fn watched(settings: &Orders) -> Vec<OrderSlipStateType> {
    let mut states = settings.pull_status.clone();
    states
        .extend(settings.import_status.iter().filter(|state| !settings.pull_status.contains(state)).cloned());
    states
}

/// Whether the order is in a state in which new ones are imported.
pub(crate) fn is_pulled(settings: &Orders, order: &InvoiceOrder) -> bool {
    order.order_status.as_ref().is_some_and(|status| settings.pull_status.contains(status))
}

/// Whether an order that we do not know is from before the start. Without a date it cannot be known: it is imported.
pub(crate) fn is_before(run: &Run<'_>, since: Since, head: &InvoiceOrder) -> bool {
    is_older(since, head, run.tenant.erp_zone)
}

pub(crate) fn is_older(since: Since, head: &InvoiceOrder, zone: TimeZone) -> bool {
    let Some(ordered) = head.date_ordered.map(|time| time.instant(&zone)) else { return false };
    match since {
        Since::All => false,
        Since::Date(date) => ordered.with_timezone(&zone).date_naive() < date,
        Since::Time(time) => ordered < time,
    }
}

/// What is asked for of the orders that the mapping and the hooks see.
pub(crate) fn properties(tenant: &Tenant, settings: &Orders) -> Properties<InvoiceOrder> {
    tenant.hooks.fields().asked_of_order(&settings.mapping)
}

/// Changes whenever the order does, to the extent that a head shows it. The total stands beside the change time because that is
/// rounded: an order edited twice in one minute keeps its time.
pub(crate) fn change_mark(head: &InvoiceOrder) -> String {
    let time = head.date_changed.map(|time: XsDateTime| time.to_string()).unwrap_or_default();
    let total = head.order_total_inc_vat.map(|total| total.normalize().to_string()).unwrap_or_default();
    format!("{time} {total}")
}
