//! What the tests of orders share with those of status and crashes.

use wms_erp_sync::{Articles, OrderStatusSettings, Orders, Since, Stock, Tenant};

use super::super::Bench;
use super::super::bench::tenant;

/// The tenant as a bench has it: all default processes, all orders.
pub(crate) fn default_tenant(bench: &Bench) -> Tenant {
    tenant(&bench.erp, &bench.wms)
        .articles(Articles::default())
        .orders(Orders::since(Since::All))
        .order_status(OrderStatusSettings::default())
        .stock(Stock::default())
}
