//! What people delete and deactivate in the warehouse.

use crate::people::{People, number_of};

impl People {
    /// Somebody deletes or deactivates in the warehouse what looks superfluous: what it refuses, it refuses.
    pub(crate) fn tidy_up_the_wms(&mut self) {
        self.note_levels();
        let numbers: Vec<String> = self.wms.look(|world| {
            world.orders().filter(|order| order.back_order_for.is_none()).filter_map(number_of).collect()
        });
        let order = numbers.get(self.random.usize(..numbers.len().max(1))).cloned().unwrap_or_default();
        let Some(product) = self.one(&self.products.clone()).map(|id| id.to_string()) else { return };
        let what = match self.random.u32(..8) {
            0..3 if self.wms.delete_order(&order).is_ok() => {
                self.deleted_there.insert(order);
                "an order deleted by hand"
            }
            3 if self.wms.delete_customer_of(&order).is_ok() => "a customer deleted by hand",
            4 if self.wms.set_article_active(&product, false).is_ok() => "an article deactivated by hand",
            5 if self.wms.edit_article(&product, |article| article.product_code = None).is_some() => {
                self.lost_articles.insert(product);
                "a product code taken off by hand"
            }
            _ if self.wms.delete_article(&product).is_ok() => {
                self.lost_articles.insert(product);
                "an article deleted by hand"
            }
            _ => return,
        };
        self.say(|| what.to_owned());
        self.experience.note(what);
    }

    /// Whether something happened in the warehouse that only a whole comparison can find.
    pub(crate) fn were_silent(&self) -> bool {
        !self.deleted_there.is_empty() || !self.lost_articles.is_empty()
    }
}
