//! Goods that come back, in one parcel or several, and are put back by mistake; and what must have been made of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use ongoing_simulator::world::ReturnOrder;
use rust_decimal::Decimal;
use wms_erp_sync::{Process, ReturnAction};

use crate::people::{People, number_of};
use crate::verdict::Court;

impl People {
    /// Now and then, goods of an order that was sent come back.
    pub(crate) fn take_back(&mut self) {
        let Some(mut random) = self.returns.take() else { return };
        if random.u32(..3) > 0 {
            self.returns = Some(random);
            return;
        }
        let wms = Arc::clone(&self.wms);
        let open: Vec<String> = wms.look(|world| {
            let open = world.return_orders().filter(|order| came(order) > Decimal::ZERO);
            open.map(|order| order.number.clone()).collect()
        });
        self.note_levels();
        match random.u32(..5) {
            0 if !open.is_empty() => {
                let number = &open[random.usize(..open.len())];
                let undone = wms.undo_return(number, "1", 1);
                self.say(|| format!("warehouse: one of return {number} did not come back: {undone:?}"));
                if undone.is_ok() {
                    self.experience.note("a return undone");
                }
            }
            1 if !open.is_empty() => {
                let number = &open[random.usize(..open.len())];
                let taken = wms.take_back(number, "1", 1, random.bool());
                self.say(|| format!("warehouse: one more of return {number}: {taken:?}"));
                self.experience.note("a return in several parcels");
            }
            _ => {
                let lines: Vec<(String, String)> = wms.look(|world| {
                    let sent = world.orders().filter(|order| (450..1000).contains(&order.status));
                    let sent = sent.filter(|order| order.back_order_for.is_none());
                    let picked = sent.flat_map(|order| {
                        let lines = order.lines.iter().filter(|line| line.picked > Decimal::ZERO);
                        lines.filter_map(|line| Some((number_of(order)?, line.code().to_owned())))
                    });
                    picked.collect()
                });
                if !lines.is_empty() {
                    let (order, code) = &lines[random.usize(..lines.len())];
                    self.returned += 1;
                    let number = format!("R-{}", self.returned);
                    wms.announce_return(&number, order, &[(code, 2)]).unwrap();
                    let taken = wms.take_back(&number, "1", 1, random.bool());
                    self.say(|| {
                        format!("warehouse: return {number} of line {code} of order {order}: {taken:?}")
                    });
                    self.experience.note("goods that came back");
                }
            }
        }
        self.note_levels();
        self.returns = Some(random);
    }
}

impl Court<'_> {
    /// Each return has the credit that is due to it, once, or somebody is told why not.
    pub(crate) fn returns(&mut self) {
        let Some(action) = self.world.choices.returns else { return };
        let mut credited = BTreeMap::<i32, Decimal>::new();
        for order in self.people.books.orders() {
            if let Some(mark) = order.int("ExternalStatus").filter(|mark| *mark < 0) {
                let rows = order.list("InvoiceRows").iter();
                let sum: Decimal = rows.map(|row| row.decimal("Quantity").unwrap_or_default()).sum();
                *credited.entry(-mark).or_default() -= sum;
            }
        }
        let returns: Vec<ReturnOrder> = self.world.wms.look(|world| world.return_orders().cloned().collect());
        for order in returns {
            let (number, came) = (order.number.clone(), came(&order));
            let credited = credited.remove(&order.id).unwrap_or_default();
            let is_told = self.is_held(Process::Returns, &number);
            let is_undone = self.is_held(Process::Returns, &format!("{number}/undone"));
            match action {
                ReturnAction::Credit => {
                    if credited > Decimal::ZERO {
                        self.experience.note("a credit");
                    }
                    // With the store, what was undone before is forgotten.
                    let is_less = credited > came && (is_undone || self.forgot);
                    self.demand(credited == came || is_told || is_less, || {
                        format!("of return {number} {came} came back, and {credited} is credited")
                    });
                }
                _ => {
                    if is_told {
                        self.experience.note("a notice of a return");
                    }
                    self.demand(credited.is_zero(), || {
                        format!("return {number} is credited, and should not be")
                    });
                    self.demand(is_told || came.is_zero(), || format!("nobody is told of return {number}"));
                }
            }
        }
        self.demand(credited.is_empty(), || format!("credits of no return: {credited:?}"));
    }
}

fn came(order: &ReturnOrder) -> Decimal {
    order.lines.iter().map(|line| line.returned).sum()
}
