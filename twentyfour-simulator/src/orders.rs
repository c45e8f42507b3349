//! InvoiceService: orders and invoices, which are one entity.

use asmx_test_server::{Node, Reply};
use chrono::{Datelike, Duration};

use super::{
    ask::{Ask, all, batch, no_filter},
    invoices,
    options::Shown,
    order_book::{save, status, update},
    record::Record,
    world::{Order, World},
};

pub(super) fn answer(world: &mut World, identity: usize, ask: &Ask<'_>) -> Result<Reply, Reply> {
    Ok(match ask.operation {
        "GetInvoices" => return search(world, identity, ask),
        "GetOrderSyncList" => sync_list(world, identity, ask),
        "SaveInvoices" => batch(world, identity, ask, "invoices", save),
        "UpdateInvoices" => batch(world, identity, ask, "invoices", update),
        "GetInvoiceDocument" => return invoices::document(world, identity, ask),
        "GetInvoiceTemplates" => all(world, identity, ask, world.books[identity].registers.templates.clone()),
        "GetDeliveryMethods" => all(world, identity, ask, world.books[identity].delivery_methods.clone()),
        _ => all(world, identity, ask, world.books[identity].payment_methods.clone()),
    })
}

fn search(world: &mut World, identity: usize, ask: &Ask<'_>) -> Result<Reply, Reply> {
    let options = &world.options;
    let ids = |field| ask.ids(field, options);
    let (customers, invoices) = (ids("searchParams.CustomerIds")?, ids("searchParams.InvoiceIds")?);
    let (orders, external) = (ids("searchParams.OrderIds")?, ids("searchParams.ExternalStatus")?);
    let after = ask.request.time("searchParams.ChangedAfter");
    let states = Some(ask.texts("searchParams.OrderStates")).filter(|states| !states.is_empty());
    let lists = [&customers, &invoices, &orders, &external];
    if after.is_none() && states.is_none() && lists.iter().all(|list| list.is_none()) {
        return Err(no_filter());
    }
    let reach = world.options.order_reach.unwrap_or(Duration::MAX);
    if orders.is_none() && after.is_some_and(|after| world.now().naive_utc() - after > reach) {
        let text = "System.Data.SqlClient.SqlException: Timeout expired. The timeout period elapsed prior to completion.";
        return Err(Reply::fault(text));
    }
    let listed = ask.properties("invoiceReturnProperties", Some("rowReturnProperties"), &world.options)?;
    let (shown, by_id) = (world.options.inactive_orders, orders.is_some());
    let matches = |order: &&Order| {
        let order = &order.record;
        let among = |list: &Option<Vec<i32>>, field| {
            list.as_ref()
                .is_none_or(|list| order.int(field).is_some_and(|id| list.binary_search(&id).is_ok()))
        };
        is_shown(order, shown, by_id)
            && among(&customers, "CustomerId")
            && among(&invoices, "InvoiceId")
            && among(&orders, "OrderId")
            && among(&external, "ExternalStatus")
            && states.is_none_or(|states| states.iter().any(|state| state == status(order)))
            && after.is_none_or(|after| order.time("DateChanged").is_some_and(|changed| changed > after))
    };
    let data = std::mem::take(&mut world.books[identity].orders);
    let found = data.values().filter(matches).map(|order| &order.record);
    let answer = world.writing().list(identity, ask.operation, found, listed);
    world.books[identity].orders = data;
    Ok(Reply::written(answer))
}

/// Whether a search, be it by ids or not, finds an order in its status.
fn is_shown(order: &Record, shown: Shown, by_id: bool) -> bool {
    status(order) != "Inactive" || shown == Shown::Everywhere || (shown == Shown::ById && by_id)
}

fn sync_list(world: &World, identity: usize, ask: &Ask<'_>) -> Reply {
    let after = |field: &str| {
        // The year 1, in whatever zone, is how .NET says "not given".
        ask.request.time(field).filter(|time| time.year() > 1)
    };
    let (changed, registered) = (after("syncParams.ChangedAfter"), after("syncParams.RegisteredAfter"));
    let found = world.books[identity].orders.iter().filter(|(_, order)| {
        changed.is_none_or(|after| order.record.time("DateChanged").is_some_and(|at| at > after))
            && registered.is_none_or(|after| order.registered > after)
            && is_shown(&order.record, world.options.inactive_orders, false)
    });
    let ids: Vec<Node> = found.map(|(id, _)| Node::leaf("int", id.to_string())).collect();
    ask.result(|result| result.with_all(ids))
}
