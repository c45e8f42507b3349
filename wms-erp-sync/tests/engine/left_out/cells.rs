//! What both sides have that is ours to write, cell by cell.

use std::collections::BTreeMap;
use std::fmt::Debug;

use ongoing_simulator::world::ArticleData;

use super::life::Life;

/// Values by their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cells(BTreeMap<String, String>);

/// Cells of which each is wrong, if it is neither as it was nor as it is to be: how often there is what, how much of it, and how far it has
/// come. The others are texts, which may become empty where their sources may.
const GOODS: &str = "goods: ";

impl Cells {
    pub(super) fn of(life: &Life) -> Self {
        let mut cells = Self::default();
        cells.articles(life);
        cells.orders(life);
        cells.purchase_orders(life);
        cells.books(life);
        cells
    }

    /// The cells that are neither as in the one nor as in the other, each with what it has.
    pub(super) fn neither(&self, before: &Self, right: &Self) -> Vec<(String, String)> {
        let keys = self.0.keys().chain(before.0.keys()).chain(right.0.keys());
        let mut keys: Vec<&String> = keys.collect();
        keys.sort();
        keys.dedup();
        let is_wrong = |key: &&String| {
            let has = self.0.get(*key);
            has != before.0.get(*key) && has != right.0.get(*key)
        };
        let told = |key: &String| {
            let all = [before, self, right].map(|cells| cells.0.get(key).map_or("nothing", String::as_str));
            (key.clone(), format!("{} became {}, not {}", all[0], all[1], all[2]))
        };
        keys.into_iter().filter(is_wrong).map(told).collect()
    }

    pub(super) fn is_of_goods(cell: &str) -> bool {
        cell.starts_with(GOODS)
    }

    fn goods(&mut self, place: impl AsRef<str>, value: impl Debug) {
        self.0.insert(format!("{GOODS}{}", place.as_ref()), format!("{value:?}"));
    }

    /// A value of several lines, each of which is a cell.
    fn texts(&mut self, place: impl AsRef<str>, value: impl Debug) {
        let (text, mut around) = (format!("{value:#?}"), Vec::new());
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            let (name, value) = line.split_once(": ").unwrap_or(("", line));
            if value.ends_with(['{', '(', '[']) {
                around.push(if name.is_empty() { value.to_owned() } else { name.to_owned() });
            } else if line.starts_with(['}', ')', ']']) {
                around.pop();
            } else {
                let name =
                    if name.is_empty() && around.is_empty() { number.to_string() } else { name.into() };
                self.0.insert(format!("{} {} {name}", place.as_ref(), around.join(" ")), value.to_owned());
            }
        }
    }

    fn articles(&mut self, life: &Life) {
        let suppliers = life.bench.wms.suppliers();
        for article in life.bench.wms.articles() {
            let code = article.data.product_code.clone().unwrap_or_default();
            // What is not yet said otherwise is no change of it.
            let is_obsolete = article.data.is_obsolete.or(Some(false));
            self.texts(format!("article {code}"), ArticleData { is_obsolete, ..article.data });
            let supplier = article.main_supplier.map(|at| suppliers[at].clone());
            self.texts(format!("supplier of article {code}"), supplier.map(|supplier| supplier.name));
        }
        let codes = life.bench.wms.articles().into_iter().map(|article| article.data.product_code);
        self.goods("articles", codes.collect::<Vec<_>>());
    }

    fn orders(&mut self, life: &Life) {
        let (orders, articles) = (life.bench.wms.orders(), life.bench.wms.articles());
        let mut numbers: Vec<_> = orders.iter().map(|order| order.number().to_owned()).collect();
        numbers.sort();
        numbers.dedup();
        for number in &numbers {
            self.goods(
                format!("WMS orders {number}"),
                orders.iter().filter(|order| order.number() == number).count(),
            );
        }
        for order in orders {
            let place = format!("WMS order {}", order.number());
            self.texts(&place, &order.data);
            self.texts(format!("{place} delivery"), (&order.way_of_delivery_type, &order.transporter));
            self.texts(format!("{place} text lines"), &order.text_lines);
            self.goods(format!("{place} status"), order.status);
            for line in &order.lines {
                let article = articles.iter().find(|article| article.system_id == line.article);
                let code = article.and_then(|article| article.data.product_code.as_deref());
                let quantities = (line.number_of_items.normalize(), line.reported.map(|n| n.normalize()));
                self.goods(format!("{place} line {}", line.code()), (code, quantities));
                self.texts(format!("{place} line {}", line.code()), &line.data);
            }
        }
    }

    fn purchase_orders(&mut self, life: &Life) {
        let orders: Vec<_> = life.bench.wms.look(|world| world.purchase_orders().cloned().collect());
        self.goods("purchase orders", orders.len());
        for order in orders {
            let place = format!("purchase order {}", order.number());
            self.texts(&place, &order.data);
            self.goods(format!("{place} status"), order.status);
            for line in &order.lines {
                let quantities = (line.advised.normalize(), line.reported.map(|n| n.normalize()));
                self.goods(format!("{place} line {}", line.code), quantities);
            }
            if let Some(report) = life.source.last(order.number()) {
                self.goods(format!("{place} finished"), report.finished);
                for line in report.lines {
                    self.goods(format!("{place} reported {}", line.number), line.received.normalize());
                }
            }
        }
    }

    fn books(&mut self, life: &Life) {
        // What is written is what the warehouse has: since people last worked, nothing has moved there.
        for article in life.bench.wms.articles() {
            let product = article.data.product_code.unwrap_or_default();
            let levels = life.levels.lock().unwrap().get(&product).cloned().unwrap_or_default();
            let wrong: Vec<_> = levels.iter().filter(|level| **level != article.stock.physical).collect();
            self.goods(format!("wrong stock {product}"), wrong);
        }
        let orders = life.bench.books().orders();
        for order in &orders {
            let id = order.int("OrderId").unwrap();
            // One that we made is called after the order that it belongs to, and what it is of.
            let place = match life.orders.contains(&id) {
                true => format!("ERP order {id}"),
                false => format!(
                    "ERP order of {:?} {:?}",
                    order.int("ReferenceOrderId"),
                    order.int("ExternalStatus").filter(|status| *status > 0)
                ),
            };
            self.goods(format!("{place} status"), order.text("OrderStatus"));
            self.texts(format!("{place} text"), order.text("InvoiceText"));
            for (number, row) in order.list("InvoiceRows").iter().enumerate() {
                let quantity = |field| row.decimal(field).map(|quantity| quantity.normalize());
                let all = ["Quantity", "QuantityDelivered", "QuantityRest", "Price"].map(quantity);
                self.goods(format!("{place} row {number}"), (row.int("ProductId"), all));
                self.texts(format!("{place} row {number}"), row.text("Name"));
            }
        }
    }
}
