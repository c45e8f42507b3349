//! Where in the warehouse's buildings the goods lie. What has not been moved lies in the first one, and orders take from
//! there.

use rust_decimal::Decimal;

use super::article::Article;
use super::order::Warehouse;
use super::{Refusal, World, key, refusal::refuse};

/// What of one article lies in one building.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BuildingStock {
    /// The building.
    pub warehouse: Warehouse,
    /// What lies there.
    pub physical: Decimal,
    /// Locked by hand.
    pub locked: Decimal,
    /// What orders need and has not been picked.
    pub booked: Decimal,
    /// Set aside for orders.
    pub allocated: Decimal,
}

impl World {
    /// Opens another building; answers its id.
    pub fn add_warehouse(&mut self, code: impl Into<String>, name: impl Into<String>) -> i32 {
        let id = self.warehouses.iter().map(|warehouse| warehouse.id).max().unwrap_or_default() + 1;
        self.warehouses.push(Warehouse { id, code: code.into(), name: name.into() });
        id
    }

    /// Says how much of an article's physical balance lies in a building that is not the first one.
    ///
    /// # Errors
    /// When no article has the product code, no building but the first has the code, or there is not that much.
    pub fn keep_in(
        &mut self,
        warehouse_code: &str,
        product_code: &str,
        quantity: impl Into<Decimal>,
    ) -> Result<(), Refusal> {
        let (quantity, code) = (quantity.into(), key(warehouse_code));
        let Some(id) = self.warehouses.iter().skip(1).find(|w| key(&w.code) == code).map(|w| w.id) else {
            refuse!("There is no other building '{warehouse_code}'.");
        };
        let now = self.now();
        let Some(article) = self.articles.by_product_code(product_code) else {
            refuse!("No article has the product code '{product_code}'.");
        };
        let others: Decimal =
            article.elsewhere.iter().filter(|(there, _)| **there != id).map(|(_, quantity)| *quantity).sum();
        if quantity.is_sign_negative() || others + quantity > article.stock.physical {
            refuse!("There is not that much of the article '{product_code}'.");
        }
        let article = article.system_id;
        self.articles.change_stock(article, |article| {
            article.elsewhere.insert(id, quantity);
            article.stock_changed = now;
        });
        Ok(())
    }

    /// What of an article lies in each building, in the order in which they were opened.
    pub fn stock_by_building(&self, article: &Article) -> Vec<BuildingStock> {
        let elsewhere: Decimal = article.elsewhere.values().copied().sum();
        let stock = |(at, warehouse): (usize, &Warehouse)| {
            let first = at == 0;
            let only_first = |quantity| if first { quantity } else { Decimal::ZERO };
            let there = article.elsewhere.get(&warehouse.id).copied().unwrap_or_default();
            let rest = (article.stock.physical - elsewhere).max(Decimal::ZERO);
            BuildingStock {
                warehouse: warehouse.clone(),
                physical: if first { rest } else { there.min(article.stock.physical) },
                locked: only_first(article.stock.locked),
                booked: only_first(article.stock.booked),
                allocated: only_first(article.stock.allocated),
            }
        };
        self.warehouses.iter().enumerate().map(stock).collect()
    }
}
