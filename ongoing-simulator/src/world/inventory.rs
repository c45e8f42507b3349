//! Reading the stock.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use rust_decimal::Decimal;

use super::article::Article;
use super::rules::Fractions;
use super::{Refusal, World, refusal::refuse};

/// Which articles to read the stock of; an empty query is all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InventoryQuery {
    /// Only these article numbers.
    pub article_numbers: Vec<String>,
    /// Only these product codes (newer than the 2017 contract).
    pub product_codes: Vec<String>,
    /// Only articles of which a balance has changed since. At most 24 hours back.
    pub stock_info_changed_from: Option<DateTime<Utc>>,
    /// Only articles below their order point.
    pub below_stock_limit: bool,
    /// Only system ids from this one on (newer than the 2017 contract).
    pub article_system_id_from: Option<i32>,
    /// At most so many, by ascending system id (newer than the 2017 contract).
    pub max_articles: Option<usize>,
}

/// How far back changes of the stock can be asked for.
const CHANGES_KEPT: Duration = Duration::hours(24);

impl World {
    /// The articles that a query means, by ascending system id; zero balances and non-stock articles among them.
    ///
    /// # Errors
    /// When the changes of more than 24 hours are asked for.
    pub fn inventory(&self, query: &InventoryQuery) -> Result<Vec<&Article>, Refusal> {
        let is_old = query.stock_info_changed_from.is_some_and(|from| self.now() - from > CHANGES_KEPT);
        if is_old && !self.rules.old_stock_changes {
            refuse!("StockInfoChangedFrom must be within 24 hours of the current time.");
        }
        let below = |article: &Article| {
            article.data.order_point.is_some_and(|limit| article.stock.physical < Decimal::from(limit))
        };
        // Named articles are looked up: a sweep through a big register for each question would be slow.
        let numbers = query.article_numbers.iter().filter_map(|number| self.articles.by_number(number));
        let codes = query.product_codes.iter().flat_map(|code| self.articles.with_product_code(code));
        let by_id = |article: &'_ Article| article.system_id;
        let numbers: BTreeMap<i32, _> = numbers.map(|article| (by_id(article), article)).collect();
        let codes: BTreeMap<i32, _> = codes.map(|article| (by_id(article), article)).collect();
        let candidates: Vec<&Article> =
            match (query.article_numbers.is_empty(), query.product_codes.is_empty()) {
                (true, true) => self.articles.iter().collect(),
                (true, false) => codes.into_values().collect(),
                (false, true) => numbers.into_values().collect(),
                (false, false) => {
                    numbers.into_iter().filter(|(id, _)| codes.contains_key(id)).map(|(_, a)| a).collect()
                }
            };
        let wanted = candidates.into_iter().filter(|article| {
            query.stock_info_changed_from.is_none_or(|from| article.stock_changed >= from)
                && query.article_system_id_from.is_none_or(|from| article.system_id >= from)
                && (!query.below_stock_limit || below(article))
        });
        Ok(wanted.take(query.max_articles.unwrap_or(usize::MAX)).collect())
    }

    /// A balance as the whole number of the 2017 contract.
    pub(crate) fn whole(&self, balance: Decimal) -> i32 {
        let whole = match self.rules.fractions {
            Fractions::RoundedDown => balance.trunc(),
            Fractions::RoundedToNearest => balance.round(),
        };
        i32::try_from(whole).unwrap_or(i32::MAX)
    }
}
