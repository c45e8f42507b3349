//! All orders, found by number or id.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::key;
use super::order::Order;

/// All orders of the goods owner.
#[derive(Debug, Clone, Default)]
pub(crate) struct OrderBook {
    orders: BTreeMap<i32, Order>,
    by_number: HashMap<String, BTreeSet<i32>>,
    by_external_id: HashMap<String, BTreeSet<i32>>,
    last_id: i32,
}

impl OrderBook {
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Order> {
        self.orders.values()
    }

    pub(crate) fn get(&self, id: i32) -> Option<&Order> {
        self.orders.get(&id)
    }

    /// The order with this number; the oldest of several (a number that was changed is not checked).
    pub(crate) fn by_number(&self, number: &str) -> Option<&Order> {
        self.with_number(number).next()
    }

    pub(crate) fn with_number(&self, number: &str) -> impl Iterator<Item = &Order> {
        self.by_number.get(&key(number)).into_iter().flatten().filter_map(|id| self.get(*id))
    }

    pub(crate) fn with_external_id(&self, id: &str) -> impl Iterator<Item = &Order> {
        self.by_external_id.get(&key(id)).into_iter().flatten().filter_map(|id| self.get(*id))
    }

    pub(crate) fn next_id(&self) -> i32 {
        // An id is given once and never again.
        self.last_id.max(2000) + 1
    }

    pub(crate) fn take(&mut self, id: i32) -> Option<Order> {
        let order = self.orders.remove(&id)?;
        for (index, text) in [
            (&mut self.by_number, &order.data.goods_owner_order_number),
            (&mut self.by_external_id, &order.data.goods_owner_order_id),
        ] {
            if let Some(ids) = text.as_deref().and_then(|text| index.get_mut(&key(text))) {
                ids.remove(&id);
            }
        }
        Some(order)
    }

    pub(crate) fn put(&mut self, order: Order) {
        for (index, text) in [
            (&mut self.by_number, &order.data.goods_owner_order_number),
            (&mut self.by_external_id, &order.data.goods_owner_order_id),
        ] {
            if let Some(text) = text.as_deref() {
                index.entry(key(text)).or_default().insert(order.order_id);
            }
        }
        self.last_id = self.last_id.max(order.order_id);
        self.orders.insert(order.order_id, order);
    }
}
