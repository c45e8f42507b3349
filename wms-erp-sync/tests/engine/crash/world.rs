//! What both sides look like, in a form that can be compared and read.

use std::fmt::Write;

use ongoing_simulator::Simulator as Wms;
use twentyfour_simulator::Simulator as Erp;

/// Everything that must be the same, whatever happened on the way.
pub(crate) fn picture(erp: &Erp, wms: &Wms) -> String {
    let (mut text, books) = (String::new(), erp.books());
    for order in books.orders() {
        let rows = order.list("InvoiceRows").iter().map(|row| {
            let field = |name| row.text(name).unwrap_or("-").to_owned();
            let delivered = field("QuantityDelivered");
            format!("{}:{}x{} delivered {delivered}", field("RowId"), field("ProductId"), field("Quantity"))
        });
        let rows: Vec<String> = rows.collect();
        let field = |name| order.text(name).unwrap_or("-").to_owned();
        writeln!(
            text,
            "ERP order {} {} of {} {:?} {:?} {}",
            field("OrderId"),
            field("OrderStatus"),
            field("ExternalStatus"),
            field("InvoiceTitle"),
            field("InvoiceText"),
            rows.join(" ")
        )
        .unwrap();
    }
    for product in books.products() {
        let stock = product.decimal("Stock").unwrap_or_default().normalize();
        writeln!(text, "ERP product {} stock {stock}", product.int("Id").unwrap()).unwrap();
    }
    let mut orders = wms.orders();
    orders.sort_by(|a, b| a.number().cmp(b.number()));
    for order in orders {
        let lines = order.lines.iter().map(|line| {
            let (ordered, picked) = (line.number_of_items.normalize(), line.picked.normalize());
            let reported =
                line.reported.map_or_else(|| "-".to_owned(), |reported| reported.normalize().to_string());
            format!("{}:{picked}/{ordered} reported {reported}", line.code())
        });
        let lines: Vec<String> = lines.collect();
        let customer = wms.customer_of(order.number()).and_then(|customer| customer.data.address.name);
        writeln!(
            text,
            "WMS order {} {} due {:?} to {customer:?} {:?} {}",
            order.number(),
            order.status,
            order.data.delivery_date,
            order.data.order_remark,
            lines.join(" ")
        )
        .unwrap();
    }
    let mut articles = wms.articles();
    articles.sort_by(|a, b| a.data.product_code.cmp(&b.data.product_code));
    for article in articles {
        let data = &article.data;
        let physical = article.stock.physical.normalize();
        writeln!(
            text,
            "WMS article {:?} {:?} {:?} stock {physical}",
            data.product_code, data.article_number, data.article_name
        )
        .unwrap();
    }
    writeln!(text, "WMS customers {}, suppliers {}", wms.customers().len(), wms.suppliers().len()).unwrap();
    text
}
