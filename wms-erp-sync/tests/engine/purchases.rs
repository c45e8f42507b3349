//! A source of purchase orders that remembers what it is told.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use rust_decimal::Decimal;
use wms_erp_sync::port::{
    ErrorKind, PortError, PurchaseOrder, PurchaseOrderLine, PurchaseOrderPage, PurchaseOrderSource, Received,
};
use wms_erp_sync::soap::Delivery;

/// So many are listed at once, so that there are several pages.
const PAGE: usize = 2;

#[derive(Debug, Default)]
pub(crate) struct Purchases(Mutex<Inside>);

#[derive(Debug, Default)]
pub(crate) struct Inside {
    /// As they are now, each with when it last changed.
    orders: BTreeMap<String, (u64, PurchaseOrder)>,
    changes: u64,
    /// What cannot be read: its name, and why.
    pub(crate) unreadable: Vec<(String, String)>,
    /// Every report that arrived, in order, repetitions too.
    pub(crate) reports: Vec<Received>,
    /// Why reports are not taken, if they are not.
    pub(crate) refusal: Option<String>,
    /// Every so many calls fail; half of them after they have been done.
    pub(crate) trouble: Option<fastrand::Rng>,
}

impl Purchases {
    pub(crate) fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap()
    }

    /// Adds an order, or changes it.
    pub(crate) fn put(&self, order: PurchaseOrder) {
        let mut inside = self.inside();
        inside.changes += 1;
        let change = inside.changes;
        inside.orders.insert(order.number.clone(), (change, order));
    }

    pub(crate) fn change(&self, number: &str, change: impl FnOnce(&mut PurchaseOrder)) {
        let mut order = self.order(number).unwrap();
        change(&mut order);
        self.put(order);
    }

    pub(crate) fn order(&self, number: &str) -> Option<PurchaseOrder> {
        self.inside().orders.get(number).map(|(_, order)| order.clone())
    }

    pub(crate) fn orders(&self) -> Vec<PurchaseOrder> {
        self.inside().orders.values().map(|(_, order)| order.clone()).collect()
    }

    /// The last report of an order.
    pub(crate) fn last(&self, number: &str) -> Option<Received> {
        self.inside().reports.iter().rfind(|report| report.number == number).cloned()
    }

    /// What the reports of an order say of a line, each once.
    pub(crate) fn totals(&self, number: &str, line: &str) -> Vec<Decimal> {
        let mut seen = std::collections::BTreeSet::new();
        let inside = self.inside();
        let reports = inside.reports.iter().filter(|report| report.number == number);
        let of_line = reports
            .filter(|report| seen.insert(report.id.clone()))
            .filter_map(|report| Some(report.lines.iter().find(|known| known.number == line)?.received));
        of_line.collect()
    }

    /// Whether a call fails, and whether it does so when it is done.
    fn trouble(&self) -> (bool, bool) {
        let mut inside = self.inside();
        let Some(random) = &mut inside.trouble else { return (false, false) };
        (random.u32(..5) == 0, random.bool())
    }
}

#[async_trait]
impl PurchaseOrderSource for Purchases {
    async fn changed(&self, cursor: Option<&str>) -> Result<PurchaseOrderPage, PortError> {
        if self.trouble().0 {
            return Err(unreachable());
        }
        let since: u64 = cursor.map_or(0, |cursor| cursor.parse().unwrap());
        let inside = self.inside();
        let mut found: Vec<&(u64, PurchaseOrder)> =
            inside.orders.values().filter(|(change, _)| *change > since).collect();
        found.sort_by_key(|(change, _)| *change);
        let has_more = found.len() > PAGE;
        found.truncate(PAGE);
        let cursor = found.last().map_or(since, |(change, _)| *change).to_string();
        let mut orders: Vec<_> = found.into_iter().map(|(_, order)| Ok(order.clone())).collect();
        orders.extend(inside.unreadable.iter().map(|(name, why)| {
            let error = PortError::new(ErrorKind::Unreadable, Delivery::Answered, why, "correct it");
            Err(error.of_record(name))
        }));
        Ok(match has_more {
            true => PurchaseOrderPage::with_more(orders, cursor),
            false => PurchaseOrderPage::last(orders, Some(cursor)),
        })
    }

    async fn received(&self, report: &Received) -> Result<(), PortError> {
        let (fails, is_done) = self.trouble();
        if fails && !is_done {
            return Err(unreachable());
        }
        let mut inside = self.inside();
        if let Some(why) = &inside.refusal {
            return Err(PortError::new(ErrorKind::Refused, Delivery::Answered, why, "correct it"));
        }
        // One id, one content.
        if let Some(known) = inside.reports.iter().find(|known| known.id == report.id) {
            assert_eq!(known, report);
        }
        inside.reports.push(report.clone());
        if fails { Err(unreachable()) } else { Ok(()) }
    }
}

fn unreachable() -> PortError {
    PortError::new(ErrorKind::Transient, Delivery::MaybeSent, "the source does not answer", "nothing")
}

/// An order with these lines: number, article and quantity.
pub(crate) fn purchase(number: &str, lines: &[(&str, &str, i32)]) -> PurchaseOrder {
    let line = |(number, article, quantity): &(&str, &str, i32)| {
        PurchaseOrderLine::new(*number, *article, (*quantity).into())
    };
    PurchaseOrder::new(number, lines.iter().map(line).collect())
}
