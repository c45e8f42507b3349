//! What carriers do, at any time: waybills, parcels and return parcels; and what the ERP's orders must say of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use ongoing_simulator::world::Order;
use wms_erp_sync::Process;

use crate::people::{People, number_of};
use crate::verdict::Court;

impl People {
    /// Now and then a transport is booked, or a parcel is added, before and after the order is sent.
    pub(crate) fn carry(&mut self) {
        let Some(mut random) = self.carriers.take() else { return };
        if random.u32(..3) == 0 {
            let orders: Vec<(String, i32)> = self.wms.look(|world| {
                let carried = world.orders().filter(|order| (300..1000).contains(&order.status));
                carried.filter_map(|order| Some((number_of(order)?, order.status))).collect()
            });
            if !orders.is_empty() {
                let (number, status) = &orders[random.usize(..orders.len())];
                let (label, wms) = (random.u32(1000..10_000), Arc::clone(&self.wms));
                self.say(|| format!("carrier: order {number} at {status}, {label}"));
                let url = Some("https://t.example");
                let carried = match random.u32(..4) {
                    0 => wms.add_parcel(number, &format!("BACK-{label}"), None, true),
                    1 => wms.book_transport(number, &format!("WB-{label}"), url),
                    _ => wms.add_parcel(number, &format!("P-{label}"), url, false),
                };
                carried.unwrap();
                if *status >= 450 {
                    self.experience.note("a parcel behind Sent");
                }
            }
        }
        self.carriers = Some(random);
    }
}

impl Court<'_> {
    /// An order that is sent says what carries it, each number once, and nothing that comes back.
    pub(crate) fn tracking(&mut self) {
        let Some(place) = self.world.choices.tracking else { return };
        for order in self.people.books.orders() {
            let id = order.int("OrderId").unwrap_or_default();
            let text = order.text(place.field()).unwrap_or_default();
            let name = id.to_string();
            self.demand(text.matches("[Tracking: ").count() <= 1, || {
                format!("order {id} says it twice: {text}")
            });
            self.demand(!text.contains("BACK-"), || format!("order {id} names a return: {text}"));
            let found = self.orders.get(&name).map(Vec::as_slice).unwrap_or_default();
            let [sent] = found else { continue };
            let is_reported =
                order.text("OrderStatus") == Some("OrderState_Sent") && (450..=500).contains(&sent.status);
            // What a lost store knew is not ours any more, or has a text that an old one does not know.
            if !is_reported
                || self.forgot
                || self.people.has_tampered(id)
                || self.is_held(Process::OrderStatus, &format!("{id}/tracking"))
            {
                continue;
            }
            let numbers = numbers(sent, self.world.choices.rest);
            if !numbers.is_empty() {
                self.experience.note("tracking of an order");
            }
            for number in numbers {
                self.demand(text.matches(&*number).count() == 1, || {
                    format!("order {id} should name {number} once in {}: {text:?}", place.field())
                });
            }
        }
    }
}

/// Over SOAP the order's own waybill alone can be read. An update that leaves it out may have cleared it.
fn numbers(order: &Order, rest: bool) -> BTreeSet<String> {
    let parcels = order.parcels.iter().filter(|parcel| !parcel.is_return).map(|parcel| parcel.label.clone());
    let way_bills = order.way_bills.iter().filter(|_| rest).map(|way_bill| way_bill.number.clone());
    order.data.way_bill.clone().into_iter().chain(way_bills).chain(parcels).collect()
}
