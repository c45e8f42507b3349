//! Both systems side by side, as their own people see them.

use rust_decimal::Decimal;
use wms_erp_sync::simulator::ongoing::world;
use wms_erp_sync::simulator::twentyfour::Record;

use crate::sandbox::systems::Systems;
use crate::table::TextTable;

/// Every order of either system.
pub fn orders(systems: &Systems) -> String {
    let mut table = TextTable::new()
        .margin(2)
        .text("order")
        .text("customer")
        .text("24SevenOffice")
        .text("Ongoing")
        .number("ordered")
        .number("picked");
    for order in systems.erp.books().orders() {
        let id = order.text("OrderId").unwrap_or_default().to_owned();
        let wms = systems.wms.order(&id);
        let (ordered, picked) = wms.as_ref().map(quantities).unwrap_or_default();
        table.row([
            id,
            order.text("CustomerName").unwrap_or_default().to_owned(),
            order.text("OrderStatus").unwrap_or("Web").to_owned(),
            wms.as_ref().map_or_else(|| "-".to_owned(), |order| status(systems, order)),
            ordered,
            picked,
        ]);
    }
    table.to_string()
}

/// Every product of the ERP and its article in the WMS.
pub fn stock(systems: &Systems) -> String {
    let mut table = TextTable::new()
        .margin(2)
        .text("product")
        .text("number")
        .text("name")
        .number("24SevenOffice")
        .number("Ongoing")
        .number("booked");
    for product in systems.erp.books().products() {
        let id = product.text("Id").unwrap_or_default().to_owned();
        let article = systems.wms.article_by_product_code(&id);
        let counted = article.as_ref().filter(|article| article.is_stock_article());
        let cell = |quantity: Option<Decimal>| {
            quantity.map_or_else(|| "-".to_owned(), |q| q.normalize().to_string())
        };
        table.row([
            id,
            article.as_ref().map_or("-", |article| article.number()).to_owned(),
            product.text("Name").unwrap_or_default().to_owned(),
            cell(erp_stock(&product)),
            cell(counted.map(|article| article.stock.physical)),
            cell(counted.map(|article| article.stock.booked)),
        ]);
    }
    table.to_string()
}

fn erp_stock(product: &Record) -> Option<Decimal> {
    product.decimal("Stock").filter(|_| product.flag("StockControlled") == Some(true))
}

fn status(systems: &Systems, order: &world::Order) -> String {
    let name = systems.wms.look(|world| world.status_name(order.status).unwrap_or_default().to_owned());
    format!("{} {name}", order.status)
}

/// Pieces ordered and picked, of what is picked at all.
fn quantities(order: &world::Order) -> (String, String) {
    let lines = || order.lines.iter().filter(|line| line.do_pick() && line.parent.is_none());
    let ordered: Decimal = lines().map(|line| line.number_of_items).sum();
    let picked: Decimal = lines().map(|line| line.picked).sum();
    (ordered.normalize().to_string(), picked.normalize().to_string())
}
