//! Finding orders.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::order::Order;
use super::{World, key};

/// Which orders to read; every condition that is given must hold, and an empty query is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderQuery {
    /// Delivery date from, inclusive.
    pub delivery_date_from: Option<NaiveDateTime>,
    /// Delivery date to, inclusive.
    pub delivery_date_to: Option<NaiveDateTime>,
    /// Shipped from.
    pub shipped_time_from: Option<DateTime<Utc>>,
    /// Shipped to.
    pub shipped_time_to: Option<DateTime<Utc>>,
    /// Last picked from.
    pub last_picking_time_from: Option<DateTime<Utc>>,
    /// Last picked to.
    pub last_picking_time_to: Option<DateTime<Utc>>,
    /// Status from, inclusive.
    pub order_status_from: Option<i32>,
    /// Status to, inclusive.
    pub order_status_to: Option<i32>,
    /// Changed from.
    pub last_updated_from: Option<DateTime<Utc>>,
    /// Changed to.
    pub last_updated_to: Option<DateTime<Utc>>,
    /// Only these numbers; empty is any.
    pub order_numbers: Vec<String>,
    /// Only these ids; empty is any.
    pub order_ids: Vec<i32>,
    /// Only these external ids; empty is any.
    pub goods_owner_order_ids: Vec<String>,
    /// Only this reference number.
    pub reference_number: Option<String>,
    /// Only orders of which more has been picked than reported.
    pub only_with_lines_to_report: bool,
    /// Only orders that never come: returned, printed or pick-listed ones, which this warehouse has none of.
    pub none: bool,
}

impl World {
    /// The orders that a query means, by ascending id.
    pub fn find_orders(&self, query: &OrderQuery) -> Vec<&Order> {
        if query.none {
            return Vec::new();
        }
        // The lists are looked up, so that asking for a thousand of many orders stays quick.
        let mut candidates: Vec<&Order> = if !query.order_ids.is_empty() {
            query.order_ids.iter().filter_map(|id| self.orders.get(*id)).collect()
        } else if !query.order_numbers.is_empty() {
            query.order_numbers.iter().flat_map(|number| self.orders.with_number(number)).collect()
        } else if !query.goods_owner_order_ids.is_empty() {
            query.goods_owner_order_ids.iter().flat_map(|id| self.orders.with_external_id(id)).collect()
        } else {
            self.orders.iter().collect()
        };
        candidates.sort_by_key(|order| order.order_id);
        candidates.dedup_by_key(|order| order.order_id);
        candidates.retain(|order| query.means(order));
        candidates
    }
}

impl OrderQuery {
    fn means(&self, order: &Order) -> bool {
        let listed = |list: &[String], text: &Option<String>| {
            let text = key(text.as_deref().unwrap_or_default());
            list.is_empty() || list.iter().any(|wanted| key(wanted) == text)
        };
        within(order.data.delivery_date, self.delivery_date_from, self.delivery_date_to)
            && within(order.shipped_time, self.shipped_time_from, self.shipped_time_to)
            && within(order.last_picking_time(), self.last_picking_time_from, self.last_picking_time_to)
            && within(Some(order.status), self.order_status_from, self.order_status_to)
            && within(Some(order.last_updated), self.last_updated_from, self.last_updated_to)
            && (self.order_ids.is_empty()
                || self.order_numbers.is_empty()
                || listed(&self.order_numbers, &order.data.goods_owner_order_number))
            && (self.goods_owner_order_ids.is_empty()
                || listed(&self.goods_owner_order_ids, &order.data.goods_owner_order_id))
            && self.reference_number.as_deref().is_none_or(|wanted| {
                order.data.reference_number.as_deref().is_some_and(|reference| key(reference) == key(wanted))
            })
            && (!self.only_with_lines_to_report || order.has_lines_to_report())
    }
}

fn within<T: PartialOrd>(value: Option<T>, from: Option<T>, to: Option<T>) -> bool {
    match value {
        Some(value) => from.is_none_or(|from| value >= from) && to.is_none_or(|to| value <= to),
        None => from.is_none() && to.is_none(),
    }
}
