//! Stock by warehouse.

use std::collections::HashMap;

use futures::TryStreamExt;

use super::RestClient;
use super::convert::decimal;
use super::exchange::Call;
use super::items::Paging;
use super::pages::List;
use super::query::Query;
use super::wire::list::GetArticleInventoryPerWarehouse;
use crate::model::ArticleSystemId;
use crate::{ArticleStock, Error, WarehouseStock};

const STOCK: List = List {
    call: Call::get("GET /articles/inventoryPerWarehouse"),
    path: "/articles/inventoryPerWarehouse",
    paging: Paging {
        from: "articleSystemIdFrom",
        size: "maxArticlesToGet",
        id: "articleSystemId",
        record: "articleNumber",
    },
};

impl RestClient {
    /// The stock of these articles in each warehouse; of all articles if none is named. Warehouses come as ids, so the
    /// list of warehouses is asked for, too.
    pub(super) async fn warehouse_stock(
        &self,
        article_numbers: &[String],
    ) -> Result<Vec<ArticleStock>, Error> {
        let codes: HashMap<i32, String> =
            self.warehouses().await?.into_iter().filter_map(|known| known.id.zip(known.code)).collect();
        let queries = Query::of(self.goods_owner().id).for_each("articleNumbers", article_numbers);
        let id = |article: &GetArticleInventoryPerWarehouse| article.article_system_id;
        let pages = self.pages(STOCK, queries, id);
        let stock = pages.map_ok(|article| ArticleStock {
            system_id: article.article_system_id.map(ArticleSystemId),
            article_number: article.article_number,
            warehouses: article
                .inventory_per_warehouse
                .unwrap_or_default()
                .into_iter()
                .map(|stock| WarehouseStock {
                    warehouse_id: stock.warehouse_id,
                    warehouse_code: stock.warehouse_id.and_then(|id| codes.get(&id).cloned()),
                    physical: decimal(stock.number_of_items),
                    sellable: decimal(stock.sellable_number_of_items),
                })
                .collect(),
        });
        stock.try_collect().await
    }
}
