//! What people delete and deactivate in the warehouse, behind an integration's back.
//!
//! That articles can be deleted is public (the vendor has a webhook for it); what exactly the service answers to a request
//! that names something deleted or inactive is not, so the texts are ours and [`Rules`](super::Rules) has both ways.

use rust_decimal::Decimal;

use super::{Refusal, World, key, refusal::refuse, status};

impl World {
    /// Deletes an article from the register. Orders that had it keep their lines.
    ///
    /// # Errors
    /// When no article has the product code, goods of it are in stock, or an open order needs it.
    pub fn delete_article(&mut self, product_code: &str) -> Result<(), Refusal> {
        let Some(article) = self.articles.by_product_code(product_code) else {
            refuse!("No article has the product code '{product_code}'.");
        };
        let id = article.system_id;
        if !article.stock.physical.is_zero()
            || article.elsewhere.values().any(|stock| *stock != Decimal::ZERO)
        {
            refuse!("Goods of the article '{}' are in stock.", article.number());
        }
        let needs = |order: &super::Order| {
            order.status < status::SENT && order.lines.iter().any(|line| line.article == id)
        };
        if let Some(order) = self.orders.iter().find(|order| needs(order)) {
            refuse!("The order '{}' needs the article '{}'.", order.number(), article.number());
        }
        self.articles.remove(id);
        Ok(())
    }

    /// Marks an article as no longer used, or as used again.
    ///
    /// # Errors
    /// When no article has the product code.
    pub fn set_article_active(&mut self, product_code: &str, active: bool) -> Result<(), Refusal> {
        match self.edit_article(product_code, |article| article.is_obsolete = Some(!active)) {
            Some(()) => Ok(()),
            None => refuse!("No article has the product code '{product_code}'."),
        }
    }

    /// Deletes an order, which then is nowhere; what was set aside for it is free again.
    ///
    /// # Errors
    /// When the order is unknown, or picking has begun.
    pub fn delete_order(&mut self, number: &str) -> Result<(), Refusal> {
        let Some(order) = self.order(number) else { refuse!("The order '{number}' was not found.") };
        let is_over = order.status == status::CANCELLED;
        if order.is_picked_from() || order.status >= status::PICKED && !is_over {
            refuse!("Picking of the order '{number}' has begun.");
        }
        let id = order.order_id;
        self.change_order(id, |order, _| order.lines.clear());
        self.orders.take(id);
        Ok(())
    }

    /// Deletes the customer record of an order; orders that pointed to it are left without one.
    ///
    /// # Errors
    /// When the order is unknown or has no customer.
    pub fn delete_customer_of(&mut self, number: &str) -> Result<(), Refusal> {
        let Some(id) = self.order(number).and_then(|order| order.customer_id) else {
            refuse!("The order '{number}' has no customer.");
        };
        self.customers.remove(id);
        let pointing: Vec<i32> = self
            .orders
            .iter()
            .filter(|order| order.customer_id == Some(id))
            .map(|order| order.order_id)
            .collect();
        for order in pointing {
            self.change_order(order, |order, _| order.customer_id = None);
        }
        Ok(())
    }

    /// Deletes a way of delivery from the warehouse's list; orders that have it keep it.
    ///
    /// # Errors
    /// When no way of delivery has the code.
    pub fn delete_way_of_delivery_type(&mut self, code: &str) -> Result<(), Refusal> {
        if !self.way_of_delivery_types.remove(code) {
            refuse!("The way of delivery with code '{}' was not found.", key(code));
        }
        Ok(())
    }
}
