//! Settings that contradict each other, or do less than one may think.

use wms_erp_mapping::DeliveredFields;

use crate::document::Shipment;
use crate::process::inspect::{Finding, Rating};
use crate::tenant::{FieldWithoutPlace, Tenant};

const SUBJECT: &str = "settings";

/// What is odd about a tenant's settings; one good finding if nothing is.
pub(super) fn check(tenant: &Tenant) -> Vec<Finding> {
    let findings: Vec<Finding> = contradictions(tenant).chain(doubts(tenant)).collect();
    if findings.is_empty() {
        return vec![Finding::good(SUBJECT, "they are consistent")];
    }
    findings
}

fn contradictions(tenant: &Tenant) -> impl Iterator<Item = Finding> {
    let mut found: Vec<(String, &str)> = Vec::new();
    if let Some(orders) = &tenant.orders {
        if orders.pull_status.is_empty() {
            found.push(("no order status is pulled".to_owned(), "name one, such as Confirmed"));
        }
        if let Some(import) =
            orders.import_status.as_ref().filter(|status| orders.pull_status.contains(status))
        {
            let what = format!(
                "the import status {import} is also a pulled status: orders would be imported again and again"
            );
            found.push((what, "choose another import status, or none"));
        }
        if let Some(articles) = &tenant.articles
            && articles.mapping.identification != orders.mapping.article_identification
        {
            let what = "articles and the lines of orders are identified by different fields".to_owned();
            found.push((what, "give both the same identification"));
        }
    }
    if let Some(status) = &tenant.order_status {
        if status.sent_statuses.is_empty() {
            found.push(("no status of the WMS counts as sent".to_owned(), "name one, such as 450"));
        }
        if status.sent_statuses.contains(&Shipment::CANCELLED) {
            found.push(("1000 counts as sent, and means cancelled".to_owned(), "remove it"));
        }
        if status.rest_orders && status.delivered_quantities == Some(DeliveredFields::DeliveredAndRest) {
            let what = "rest orders are on, and QuantityRest, of which the ERP makes rest orders itself, is to be written";
            found.push((what.to_owned(), "write QuantityDelivered alone; until then that is what is done"));
        }
        if let Some(orders) = &tenant.orders {
            let sent = &status.sent_status;
            if orders.pull_status.contains(sent) {
                let what = format!("{sent} is pulled, too: an order that was sent would be imported again");
                found.push((what, "choose another status for sent orders"));
            }
            if orders.import_status.as_ref() == Some(sent) {
                let what = format!("{sent} is the import status, too: the two could not be distinguished");
                found.push((what, "choose another import status, or none"));
            }
        }
    }
    if let Some(what) = tenant.returns.as_ref().and_then(|returns| returns.wrong_status(tenant)) {
        found.push((
            what,
            "choose a status that is neither imported nor means sent or invoiced, such as Offer",
        ));
    }
    let lost = tenant.fields_without_place().into_iter();
    found.extend(lost.map(|field| (field.to_string(), FieldWithoutPlace::REMEDY)));
    found.into_iter().map(|(what, remedy)| Finding::of(Rating::Wrong, SUBJECT, what, remedy))
}

fn doubts(tenant: &Tenant) -> impl Iterator<Item = Finding> {
    let orders = tenant.orders.is_some();
    let found = [
        (
            tenant.suppliers.is_some() && tenant.articles.is_none(),
            "suppliers are on and articles are off: suppliers reach only the articles that orders need",
            "switch articles on, or suppliers off",
        ),
        (
            tenant.order_status.is_some() && !orders,
            "order_status is on and orders are off: only orders that were imported before are reported",
            "switch orders on, unless this is intended",
        ),
        (
            orders && tenant.order_status.is_none(),
            "orders are on and order_status is off: shipments are never reported to the ERP",
            "switch order_status on, unless this is intended",
        ),
        (
            tenant.articles.as_ref().zip(tenant.orders.as_ref()).is_some_and(|(articles, orders)| {
                articles.mapping.non_stock.treatment != orders.mapping.non_stock
            }),
            "articles and orders treat products that are not physical goods differently",
            "give both the same treatment",
        ),
    ];
    let found = found.into_iter().filter(|(is_odd, ..)| *is_odd);
    found.map(|(_, what, remedy)| Finding::of(Rating::Doubtful, SUBJECT, what, remedy))
}
