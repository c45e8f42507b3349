//! Goods that are ordered from suppliers, and come in part, whole, too much or not at all; and what must have been made of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use fastrand::Rng;
use ongoing_simulator::world::{PurchaseOrder as Stored, PurchaseOrderKey};
use rust_decimal::Decimal;
use wms_erp_sync::Process;
use wms_erp_sync::port::{PurchaseOrder, PurchaseOrderLine};

use crate::people::People;
use crate::purchases::Purchases;
use crate::verdict::Court;

/// Those who order goods, and those who receive them.
pub(crate) struct Buyers {
    source: Arc<Purchases>,
    random: Rng,
}

impl Buyers {
    pub(crate) fn new(source: &Arc<Purchases>, seed: u64) -> Self {
        Self { source: Arc::clone(source), random: Rng::with_seed(seed ^ 0xb07) }
    }
}

impl People {
    /// Now and then, goods are ordered, orders change, and goods come.
    pub(crate) fn order_goods(&mut self) {
        self.take_up_again();
        let Some(mut buyers) = self.buyers.take() else { return };
        let (source, random) = (Arc::clone(&buyers.source), &mut buyers.random);
        let numbers: Vec<String> = source.orders().into_iter().map(|order| order.number).collect();
        let announced: Vec<String> =
            self.wms.look(|world| world.purchase_orders().map(|order| order.number().to_owned()).collect());
        let any = |random: &mut Rng| numbers[random.usize(..numbers.len())].clone();
        self.note_levels();
        match random.u32(..8) {
            0..2 => {
                let number = format!("P-{}", numbers.len() + 1);
                let lines = (1..=random.u32(1..4)).map(|line| {
                    let article = match random.u32(..8) {
                        0 => "UKJENT".to_owned(),
                        _ => self.article(random),
                    };
                    PurchaseOrderLine::new(line.to_string(), article, random.i32(1..9).into())
                });
                source.put(PurchaseOrder::new(&number, lines.collect()));
                self.say(|| format!("buyers: order {number}"));
            }
            2 if !numbers.is_empty() => {
                let number = any(random);
                let quantity: Decimal = random.i32(1..9).into();
                let drops = random.u32(..3) == 0;
                source.change(&number, |order| {
                    if drops && order.lines.len() > 1 {
                        order.lines.pop();
                    }
                    if let Some(line) = order.lines.first_mut() {
                        line.quantity = quantity;
                    }
                });
                self.say(|| format!("buyers: order {number} changes, line 1 is {quantity}"));
            }
            3 if !numbers.is_empty() && random.u32(..3) == 0 => {
                let number = any(random);
                source.change(&number, |order| order.withdrawn = true);
                self.experience.note("a purchase order withdrawn");
                self.say(|| format!("buyers: order {number} is withdrawn"));
            }
            4..8 if !announced.is_empty() => {
                let number = announced[random.usize(..announced.len())].clone();
                let received = self.wms.receive_on(&number, "1", random.i32(1..6));
                if received.is_ok() {
                    self.experience.note("goods that were ordered came");
                }
                self.say(|| format!("warehouse: goods of {number} came: {received:?}"));
                if random.u32(..4) == 0 {
                    drop(self.wms.finish_reception(&number));
                }
            }
            _ => {}
        }
        self.note_levels();
        self.buyers = Some(buyers);
    }

    /// Now and then, somebody in the warehouse takes up again what was cancelled.
    pub(crate) fn take_up_again(&mut self) {
        let Some(buyers) = &mut self.buyers else { return };
        let cancelled: Vec<PurchaseOrderKey> = self.wms.look(|world| {
            let orders = world.purchase_orders().filter(|order| order.status == 900);
            orders.map(|order| PurchaseOrderKey::Id(order.id)).collect()
        });
        if let Some(key) = buyers.random.choice(&cancelled).filter(|_| buyers.random.bool()) {
            self.wms.act(|world| world.edit_purchase_order(key, |order| order.status = 100)).unwrap();
            self.experience.note("a purchase order taken up again");
            self.say(|| format!("warehouse: {key:?} is taken up again"));
        }
    }

    /// The number of a product, as it is now.
    fn article(&self, random: &mut Rng) -> String {
        let products = self.books.products();
        let product = &products[random.usize(..products.len())];
        product.text("No").filter(|number| !number.trim().is_empty()).unwrap_or("UKJENT").to_owned()
    }
}

impl Court<'_> {
    /// Each purchase order is in the warehouse once, as it was ordered, and what came of it was reported; or somebody is told why not.
    pub(crate) fn receipts(&mut self) {
        let Some(source) = self.world.purchases.clone() else { return };
        let mut in_wms = BTreeMap::<String, Vec<Stored>>::new();
        for order in self.world.wms.look(|world| world.purchase_orders().cloned().collect::<Vec<_>>()) {
            in_wms.entry(order.number().to_owned()).or_default().push(order);
        }
        for wanted in source.orders() {
            let number = wanted.number.clone();
            let stored = in_wms.remove(&number).unwrap_or_default();
            let is_held = self.is_held(Process::ExpectedReceipts, &number);
            self.demand(stored.len() <= 1, || {
                format!("purchase order {number} is there {} times", stored.len())
            });
            match stored.first() {
                None => {
                    self.demand(wanted.withdrawn || is_held, || {
                        format!("purchase order {number} is missing")
                    });
                }
                Some(order) if wanted.withdrawn => {
                    // Without goods, one whose reception has ended is as good as cancelled.
                    let is_over = order.status >= 400 && !order.is_received_from();
                    self.demand(order.status == 900 || is_over || is_held || self.forgot, || {
                        format!("purchase order {number} is withdrawn and not cancelled")
                    });
                }
                Some(order) => {
                    self.experience.note("a purchase order in the warehouse");
                    let is_same = wanted.lines.iter().all(|line| {
                        order.line(&line.number).is_some_and(|known| known.advised == line.quantity)
                    });
                    self.demand(is_same || is_held, || {
                        format!("purchase order {number} is not as it was ordered: {:?}", order.lines)
                    });
                }
            }
            let Some(order) = stored.first() else { continue };
            let report = source.last(&number);
            let reported = |code: &str| {
                let line = report.as_ref()?.lines.iter().find(|line| line.number == code)?;
                Some(line.received)
            };
            let is_reported =
                order.lines.iter().all(|line| reported(&line.code).unwrap_or_default() == line.received);
            if report.is_some() {
                self.experience.note("a report of what came");
            }
            // With the store it is forgotten that an order is ours that is not like it any more.
            let is_told = self.is_held(Process::ExpectedReceipts, &format!("{number}/received"))
                || self.forgot && (is_held || wanted.withdrawn);
            self.demand(is_reported || is_told, || {
                format!("of purchase order {number} came {:?}, and {report:?} is reported", order.lines)
            });
        }
        self.demand(in_wms.is_empty(), || format!("purchase orders that nobody ordered: {in_wms:?}"));
    }
}
