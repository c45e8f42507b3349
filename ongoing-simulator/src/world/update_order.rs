//! Small changes to an order at any status: status, delivery date, number, reported quantities, comments.

use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use super::order::OrderData;
use super::process_order::OrderIdentification;
use super::{Refusal, World, check_length, key, refusal::refuse, status};

/// Which order is meant.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderKey {
    /// Which field finds it.
    pub identification: OrderIdentification,
    /// Ongoing's id.
    pub order_id: Option<i32>,
    /// The order number.
    pub goods_owner_order_number: Option<String>,
    /// The separate external id.
    pub goods_owner_order_id: Option<String>,
    /// The reference number.
    pub reference_number: Option<String>,
}

/// What shall change about an order. `None` leaves it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OrderChange {
    /// The status.
    pub status: Option<i32>,
    /// The delivery date.
    pub delivery_date: Option<NaiveDateTime>,
    /// The order number. That no other order has it is not checked.
    pub goods_owner_order_number: Option<String>,
}

/// What shall change about an order line.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChange {
    /// The line's external code, or Ongoing's id of it.
    pub line: LineKey,
    /// The reported quantity: `Some(None)` makes it unset again.
    pub reported: Option<Option<Decimal>>,
    /// The comment.
    pub comment: Option<String>,
}

/// Which line is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineKey {
    /// By its external code.
    ExternalOrderLineCode(String),
    /// By Ongoing's id.
    OrderLineId(i32),
}

impl World {
    /// Changes an order at any status; answers its id.
    ///
    /// # Errors
    /// When the order or the status is unknown, the status is 1000 (cancelling goes through
    /// [`process_order`](Self::process_order)), or it is above 399 while goods are allocated and not picked.
    pub fn update_order(&mut self, key: &OrderKey, change: OrderChange) -> Result<i32, Refusal> {
        let id = self.order_by_key(key)?;
        if let Some(status) = change.status {
            self.check_status_change(id, status)?;
        }
        let limit = self.rules.limits.order_number;
        check_length("GoodsOwnerOrderNumber", change.goods_owner_order_number.as_deref(), limit)?;
        if change.goods_owner_order_number.as_deref().is_some_and(|number| number.trim().is_empty()) {
            refuse!("The new GoodsOwnerOrderNumber was empty.");
        }
        let shipped = self.rules.shipped_status;
        self.change_order(id, |order, now| {
            if let Some(status) = change.status {
                super::warehouse::enter_status(order, status, shipped, now);
            }
            order.data.delivery_date = change.delivery_date.or(order.data.delivery_date);
            if let Some(number) = change.goods_owner_order_number {
                order.data.goods_owner_order_number = Some(number);
            }
        });
        Ok(id)
    }

    /// Changes lines of an order at any status; answers the order's id.
    ///
    /// # Errors
    /// When the order or one of the lines is unknown, or a reported quantity is negative. Then nothing has changed.
    pub fn update_order_lines(&mut self, order: &OrderKey, changes: Vec<LineChange>) -> Result<i32, Refusal> {
        let id = self.order_by_key(order)?;
        let Some(order) = self.orders.get(id) else { refuse!("The order {id} was not found.") };
        let mut at = Vec::with_capacity(changes.len());
        for change in &changes {
            let found = order.lines.iter().position(|line| match &change.line {
                LineKey::ExternalOrderLineCode(code) => !code.is_empty() && key(line.code()) == key(code),
                LineKey::OrderLineId(id) => line.id == *id,
            });
            match found {
                Some(found) => at.push(found),
                None => refuse!("The order line {:?} was not found.", change.line),
            }
            if change.reported.flatten().is_some_and(|reported| reported.is_sign_negative()) {
                refuse!("The reported quantity of the order line {:?} is negative.", change.line);
            }
        }
        let before = order.last_updated;
        let touches =
            self.rules.reporting_updates_order || changes.iter().any(|change| change.comment.is_some());
        self.change_order(id, |order, _| {
            for (at, change) in at.into_iter().zip(changes) {
                let line = &mut order.lines[at];
                if let Some(reported) = change.reported {
                    line.reported = reported;
                }
                if let Some(comment) = change.comment {
                    line.data.comment = Some(comment);
                }
            }
            if !touches {
                order.last_updated = before;
            }
        });
        Ok(id)
    }

    fn order_by_key(&self, key: &OrderKey) -> Result<i32, Refusal> {
        let data = OrderData {
            goods_owner_order_number: key.goods_owner_order_number.clone(),
            goods_owner_order_id: key.goods_owner_order_id.clone(),
            reference_number: key.reference_number.clone(),
            ..OrderData::default()
        };
        match self.find_order(key.identification, key.order_id, &data)? {
            Some(id) => Ok(id),
            None => refuse!("The order was not found."),
        }
    }

    fn check_status_change(&self, id: i32, number: i32) -> Result<(), Refusal> {
        if self.statuses.name(number).is_none() {
            refuse!("The order status {number} was not found.");
        }
        if number == status::CANCELLED {
            refuse!("An order is not cancelled by its status: use ProcessOrder with the operation Remove.");
        }
        let allocated =
            |id| self.orders.get(id).is_some_and(|order| order.lines.iter().any(|l| !l.allocated.is_zero()));
        if number >= status::PICKED && allocated(id) {
            refuse!("The order has goods that are allocated and not picked; its status cannot be {number}.");
        }
        Ok(())
    }
}
