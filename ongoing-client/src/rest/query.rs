//! Filters as a query string. Several values of one key repeat the key: separated by commas they match nothing.

use url::form_urlencoded::Serializer;

use super::convert::Left;
use crate::Error;
use crate::model::{GetInventoryQuery, OrderFilters};

/// How long the values of a list may become in one address: ASP.NET refuses query strings of more than 2048 characters.
const LONGEST: usize = 1500;

/// A query string under construction.
#[derive(Debug, Clone, Default)]
pub(super) struct Query(Vec<(&'static str, String)>);

impl Query {
    pub(super) fn of(goods_owner_id: i32) -> Self {
        Self::default().with("goodsOwnerId", Some(goods_owner_id))
    }

    pub(super) fn with(mut self, key: &'static str, value: Option<impl ToString>) -> Self {
        self.0.extend(value.map(|value| (key, value.to_string())));
        self
    }

    pub(super) fn with_all(mut self, key: &'static str, values: &[String]) -> Self {
        self.0.extend(values.iter().map(|value| (key, value.clone())));
        self
    }

    pub(super) fn without(mut self, keys: &[&str]) -> Self {
        self.0.retain(|(key, _)| !keys.contains(key));
        self
    }

    pub(super) fn to_path(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let query = Serializer::new(String::new()).extend_pairs(&self.0).finish();
        format!("{path}?{query}")
    }

    /// One query for each part of a list that is not too long; a single one without the key if the list is empty.
    pub(super) fn for_each(self, key: &'static str, values: &[String]) -> Vec<Self> {
        let mut queries = vec![self.clone()];
        let mut length = 0;
        for value in values {
            let cost = key.len() + 2 + Serializer::new(String::new()).append_key_only(value).finish().len();
            if length > 0 && length + cost > LONGEST {
                queries.push(self.clone());
                length = 0;
            }
            length += cost;
            if let Some(query) = queries.last_mut() {
                query.0.push((key, value.clone()));
            }
        }
        queries
    }
}

/// The queries for orders, one after another. Ids are asked for one by one, and not here.
pub(super) fn orders(
    operation: &'static str,
    owner: i32,
    filters: &OrderFilters,
) -> Result<Vec<Query>, Error> {
    let mut left = Left::default();
    left.over("DeliveryDateFrom", filters.delivery_date_from);
    left.over("DeliveryDateTo", filters.delivery_date_to);
    left.over("LastPickingTimeTo", filters.last_picking_time_to);
    left.over("LastPrintedTimeFrom", filters.last_printed_time_from);
    left.over("LastUpdatedTo", filters.last_updated_to);
    left.over("PickOrderIdFrom", filters.pick_order_id_from);
    left.over("PickOrderIdTo", filters.pick_order_id_to);
    left.over("GoodsOwnerOrderIdToGet", filters.goods_owner_order_id_to_get.first());
    left.nothing(operation)?;
    let special = filters.order_special_filters.as_ref();
    let query = Query::of(owner)
        .with("shippedTimeFrom", filters.shipped_time_from)
        .with("shippedTimeTo", filters.shipped_time_to)
        .with("lastPickingTimeFrom", filters.last_picking_time_from)
        .with("lastReturnedFrom", filters.last_returned_from)
        .with("orderStatusFrom", filters.order_status_from)
        .with("orderStatusTo", filters.order_status_to)
        .with("orderUpdatedTimeFrom", filters.last_updated_from)
        .with("referenceNumbers", filters.reference_number.as_ref())
        .with(
            "onlyOrdersWithOrderLinesToReport",
            special.and_then(|special| special.only_orders_with_order_lines_to_report),
        );
    Ok(query.for_each("orderNumbers", &filters.order_numbers_to_get))
}

/// The queries for stock, one after another.
pub(super) fn articles(
    operation: &'static str,
    owner: i32,
    query: &GetInventoryQuery,
) -> Result<Vec<Query>, Error> {
    let mut left = Left::default();
    left.over("CreatedTimeFrom", query.created_time_from);
    let lists = [
        ("articleNumbers", &query.article_numbers_to_get),
        ("productCodes", &query.product_codes_to_get),
        ("barCodes", &query.bar_codes_to_get),
    ];
    let given: Vec<_> = lists.iter().filter(|(_, values)| !values.is_empty()).collect();
    left.over_if(
        "more than one of ArticleNumbersToGet, ProductCodesToGet and BarCodesToGet",
        given.len() > 1,
    );
    left.nothing(operation)?;
    let special = query.special_filters.as_ref();
    let base = Query::of(owner)
        .with("stockInfoChangedFrom", query.stock_info_changed_from)
        .with("onlyArticlesBelowStockLimit", query.articles_below_stock_limit)
        .with("onlyArticlesInStock", special.and_then(|special| special.only_articles_in_stock));
    Ok(match given.first() {
        Some((key, values)) => base.for_each(key, values),
        None => vec![base],
    })
}
