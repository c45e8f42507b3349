//! Later shipments of orders that were sent; and what the ERP's rows must say was delivered.

use std::collections::BTreeMap;
use std::sync::Arc;

use ongoing_simulator::world::Order;
use rust_decimal::Decimal;
use twentyfour_simulator::Record;
use wms_erp_sync::Process;

use crate::kits::quantities;
use crate::people::{People, number_of};
use crate::verdict::Court;

impl People {
    /// Now and then, more of an order that was sent is picked: what the warehouse refuses, it refuses.
    pub(crate) fn deliver_later(&mut self) {
        let Some(mut random) = self.deliveries.take() else { return };
        if random.u32(..3) == 0 {
            let lines: Vec<(String, String)> = self.wms.look(|world| {
                let sent = world.orders().filter(|order| (450..1000).contains(&order.status));
                let short = sent.filter(|order| order.back_order_for.is_none()).flat_map(|order| {
                    let lines = order.lines.iter().filter(|line| line.picked < line.number_of_items);
                    lines.filter_map(|line| Some((number_of(order)?, line.code().to_owned())))
                });
                short.collect()
            });
            if !lines.is_empty() {
                let (number, code) = &lines[random.usize(..lines.len())];
                let picked = Arc::clone(&self.wms).pick(number, code, 1);
                self.say(|| format!("warehouse: one more of line {code} of order {number}: {picked:?}"));
                if picked.is_ok() {
                    self.experience.note("a later shipment");
                }
            }
        }
        self.deliveries = Some(random);
    }
}

impl Court<'_> {
    /// The rows of an order that was sent say what was delivered, or somebody is told why not.
    pub(crate) fn delivered(&mut self, order: &Record, found: &Order) {
        let id = order.int("OrderId").unwrap();
        if self.world.choices.delivered.is_none() || self.forgot || self.people.raced.contains(&id) {
            return;
        }
        let held = ["", "/delivered", "/edited"]
            .iter()
            .any(|about| self.is_held(Process::OrderStatus, &format!("{id}{about}")));
        let picked = found.lines.iter().map(|line| (line, line.picked));
        let sent = quantities(picked, &self.people.made_for).whole;
        let mut rows = BTreeMap::<i32, Vec<&Record>>::new();
        for row in order.list("InvoiceRows") {
            rows.entry(row.int("ProductId").unwrap()).or_default().push(row);
        }
        for (product, rows) in rows {
            // Of several rows of a product it is not always known which was delivered.
            let [row] = rows[..] else { continue };
            let name = product.to_string();
            let kit = self.world.choices.kit.filter(|kit| kit.product == product);
            let is_lost = |(part, _): &(i32, i32)| self.people.lost_articles.contains(&part.to_string());
            if kit.is_some_and(|kit| kit.parts.iter().any(is_lost)) {
                continue;
            }
            if product == self.people.products[0] || self.people.lost_articles.contains(&name) {
                continue;
            }
            let of = |field| row.decimal(field).unwrap_or_default().max(Decimal::ZERO).normalize();
            let expected = sent.get(&name).copied().unwrap_or_default().min(of("Quantity")).normalize();
            if expected > Decimal::ZERO && !held {
                self.experience.note("delivered quantities");
            }
            self.demand(held || of("QuantityDelivered") == expected, || {
                let delivered = of("QuantityDelivered");
                format!("of order {id} {expected} of product {product} was delivered, and its row says {delivered}")
            });
        }
        if held {
            self.experience.note("delivered quantities that the ERP does not take");
        }
    }
}
