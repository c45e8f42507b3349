//! Back orders: what could not be delivered becomes an order of its own.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::order::{Order, OrderLine};
use super::rules::BackOrderNumber;
use super::{OrderData, Refusal, World, refusal::refuse};

impl World {
    /// Makes a new order of what has not been picked, which points back to the original, and finishes picking of the
    /// original. The original keeps its ordered quantities. Answers the new order's id.
    ///
    /// # Errors
    /// When the order is unknown or cancelled, nothing of it was picked, or nothing is left.
    pub fn split_back_order(&mut self, number: &str) -> Result<i32, Refusal> {
        let order = self.open_order(number)?;
        if !order.is_picked_from() {
            refuse!("Nothing of the order '{number}' has been picked.");
        }
        let (original, mut rest) = (order.order_id, order.clone());
        rest.lines.retain(|line| line.do_pick() && line.remaining() > Decimal::ZERO);
        if rest.lines.is_empty() {
            refuse!("The order '{number}' has been picked completely.");
        }
        let now = self.now();
        let id = self.orders.next_id();
        let mut ids = BTreeMap::new();
        for line in &mut rest.lines {
            let new = self.next_line_id();
            ids.insert(line.id, new);
            *line = OrderLine {
                id: new,
                number_of_items: line.remaining(),
                picked: Decimal::ZERO,
                allocated: Decimal::ZERO,
                reported: None,
                start_picking_time: None,
                last_picking_time: None,
                parent: line.parent.and_then(|parent| ids.get(&parent).copied()),
                ..line.clone()
            };
        }
        let new_number = match self.rules.back_order_number {
            BackOrderNumber::Same => Some(number.to_owned()),
            BackOrderNumber::Empty => None,
            BackOrderNumber::Suffixed => {
                let numbers = (1..).map(|suffix| format!("{number}-{suffix}"));
                numbers.into_iter().find(|number| self.orders.by_number(number).is_none())
            }
        };
        let mut back = Order { lines: Vec::new(), ..Order::new(id, self.rules.new_order_status, now) };
        back.data = OrderData { goods_owner_order_number: new_number, ..rest.data };
        back.customer_id = rest.customer_id;
        back.order_type = rest.order_type;
        back.way_of_delivery_type = rest.way_of_delivery_type;
        back.terms_of_delivery_type = rest.terms_of_delivery_type;
        back.transporter = rest.transporter;
        back.back_order_for = Some(original);
        self.orders.put(back);
        // Put in afterwards, so that the balances see the new demand.
        self.change_order(id, |order, _| order.lines = rest.lines);
        self.finish_picking(original, true);
        Ok(id)
    }
}
