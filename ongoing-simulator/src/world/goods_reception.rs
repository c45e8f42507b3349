//! What people do with goods that arrive: on purchase orders, and on return orders.

use rust_decimal::Decimal;

use super::purchase_order::ReceivedItem;
use super::{PurchaseOrderKey, Refusal, World, refusal::refuse, status};

impl World {
    /// Receives goods on a line of a purchase order. More than announced can come, as it does.
    ///
    /// # Errors
    /// When the purchase order or its line is unknown, it is cancelled, or the quantity is not positive.
    pub fn receive_on(&mut self, number: &str, line_code: &str, quantity: Decimal) -> Result<(), Refusal> {
        let Some(order) = self.purchase_order(&PurchaseOrderKey::Number(number.to_owned())) else {
            refuse!("The purchase order '{number}' was not found.");
        };
        let Some(line) = order.line(line_code) else {
            refuse!("The purchase order '{number}' has no line '{line_code}'.");
        };
        if order.status == status::IN_CANCELLED || quantity <= Decimal::ZERO {
            refuse!("{quantity} cannot be received on the purchase order '{number}'.");
        }
        let (id, line, article, now) = (order.id, line.id, line.article, self.now());
        self.last_article_item_id += 1;
        let article_item_id = self.last_article_item_id;
        self.change_purchase_order(id, |order| {
            for line in order.lines.iter_mut().filter(|known| known.id == line) {
                line.received += quantity;
            }
            order.received.push(ReceivedItem { article_item_id, line, number_of_items: quantity, time: now });
        });
        self.articles.change_stock(article, |article| {
            article.stock.physical += quantity;
            article.stock.last_in = Some(now);
            article.stock_changed = now;
        });
        Ok(())
    }

    /// Ends goods reception: status 500 if all came as announced, 400 if not.
    ///
    /// # Errors
    /// When the purchase order is unknown, or cancelled.
    pub fn finish_reception(&mut self, number: &str) -> Result<(), Refusal> {
        let known = self.purchase_order(&PurchaseOrderKey::Number(number.to_owned()));
        if known.is_some_and(|order| order.status == status::IN_CANCELLED) {
            refuse!("The purchase order '{number}' is cancelled: no reception of it can be ended.");
        }
        self.edit_purchase_order(&PurchaseOrderKey::Number(number.to_owned()), |order| {
            let whole = order.lines.iter().all(|line| line.received == line.advised);
            order.status = if whole { status::RECEIVED } else { status::DEFLECTION };
        })?;
        Ok(())
    }
}
