//! The open orders of the ERP: values that the WMS is known to refuse for their length.

use chrono::NaiveDate;
use futures::StreamExt;
use twentyfour_client::types::{InvoiceOrder, OrderId};
use wms_erp_mapping::{OrderContext, ProductFacts, too_long};

use crate::port::PortError;
use crate::process::inspect::{Finding, Rating, unless_item};
use crate::process::order_head::{is_older, properties};
use crate::tenant::{Orders, Tenant};

const SUBJECT: &str = "ERP open orders";
/// So many of the newest are looked at.
const MOST: usize = 1000;
const NAMED: usize = 5;

pub(crate) async fn check(tenant: &Tenant, findings: &mut Vec<Finding>) {
    let Some(settings) = &tenant.orders else { return };
    match look(tenant, settings).await {
        Ok(found) => findings.extend(found),
        Err(error) => findings.push(Finding::failed(SUBJECT, &error)),
    }
}

async fn look(tenant: &Tenant, settings: &Orders) -> Result<Vec<Finding>, PortError> {
    let mut heads = tenant.erp.order_heads_in(&settings.pull_status).await?;
    let (mut open, mut before) = (Vec::new(), 0_usize);
    while let Some(head) = heads.next().await {
        match head {
            Ok(head) if is_older(settings.since, &head, tenant.erp_zone) => before += 1,
            Ok(head) => open.extend(head.order_id),
            Err(error) => unless_item(error)?,
        }
    }
    let detail = format!("to import: {}; dated before the start (since): {before}", open.len());
    let mut findings = vec![Finding::good(SUBJECT, detail)];
    open.sort_unstable();
    let newest: Vec<OrderId> = open.into_iter().rev().take(MOST).collect();
    if newest.is_empty() {
        return Ok(findings);
    }
    let mut long = Vec::new();
    let mut orders = tenant.erp.orders(&newest, &properties(tenant, settings)).await?;
    while let Some(order) = orders.next().await {
        match order {
            Ok(order) => long.extend(long_values(tenant, settings, &order)),
            Err(error) => unless_item(error)?,
        }
    }
    if !long.is_empty() {
        let named = long.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
        let more = long.len().saturating_sub(NAMED);
        let more = if more == 0 { String::new() } else { format!("; and {more} more") };
        let remedy = "shorten them in the ERP: they are not truncated, and the WMS is likely to refuse the \
            order";
        findings.push(Finding::of(Rating::Doubtful, SUBJECT, format!("too long: {named}{more}"), remedy));
    }
    Ok(findings)
}

fn long_values(tenant: &Tenant, settings: &Orders, order: &InvoiceOrder) -> Vec<String> {
    // What the products and the customer are does not matter for the length of what they are called.
    let facts = |_| Some(ProductFacts::new("1", true));
    let context = OrderContext::new(&[], &facts, NaiveDate::default(), tenant.erp_zone);
    // One that is held for something else is reported by its run.
    let Ok(mapped) = wms_erp_mapping::order(order, &context, &settings.mapping) else { return Vec::new() };
    let found = too_long(&mapped.value).unwrap_or_default();
    let id = order.order_id.unwrap_or_default();
    found
        .iter()
        .map(|long| format!("order {id}, {} ({} of {})", long.field, long.length, long.limit))
        .collect()
}
