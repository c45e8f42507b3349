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

/// Every purchase order and every return of the WMS, line by line.
pub fn goods(systems: &Systems) -> String {
    let mut table = TextTable::new()
        .margin(2)
        .text("coming in")
        .text("of")
        .text("article")
        .text("Ongoing")
        .number("expected")
        .number("came");
    systems.wms.look(|world| {
        let article = |id| world.article(id).map(|article| article.number().to_owned()).unwrap_or_default();
        let quantity = |quantity: Decimal| quantity.normalize().to_string();
        for order in world.purchase_orders() {
            for line in &order.lines {
                let supplier = world.supplier_of(order).and_then(|supplier| supplier.name.clone());
                let status = order.status.to_string();
                let (article, came) = (article(line.article), quantity(line.received));
                let number = order.number().to_owned();
                table.row([
                    number,
                    supplier.unwrap_or_default(),
                    article,
                    status,
                    quantity(line.advised),
                    came,
                ]);
            }
        }
        for order in world.return_orders() {
            let sold = world.orders().find(|sold| sold.order_id == order.order_id);
            for line in &order.lines {
                let of = sold.map(|sold| sold.number().to_owned()).unwrap_or_default();
                let sent = sold.and_then(|sold| sold.lines.iter().find(|sent| sent.id == line.order_line));
                let article = sent.map(|sent| article(sent.article)).unwrap_or_default();
                let (expected, came) = (quantity(line.to_be_returned), quantity(line.returned));
                table.row([order.number.clone(), of, article, "return".to_owned(), expected, came]);
            }
        }
    });
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
