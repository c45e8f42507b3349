//! Stock in its other forms: by item, by warehouse, by status, and what counting changed.
//!
//! This warehouse keeps one balance for each article: its goods are one item without batch or place, all in the first of
//! its buildings, and all in order or locked.

use std::collections::BTreeMap;

use asmx_test_server::{Fault, Node, Reply};
use rust_decimal::Decimal;

use super::fields::Fields;
use super::{Beside, Desk, element::Element, respond, write_article::article_class, write_list};
use crate::world::{AdjustmentQuery, Article, InventoryQuery};

impl Desk<'_> {
    pub(super) fn inventory_items(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let blank = Node::default();
        let query = f.node("InventoryItemsQuery").unwrap_or(&blank);
        let query = f.reader.fields(query, &["GetZeroStockArticles", "FilterBySerial"]);
        let zero = query.bool("GetZeroStockArticles")?.unwrap_or_default();
        // No goods here have a serial number.
        let none = !query.strings("FilterBySerial").is_empty();
        let wanted = |article: &&Article| !none && (zero || !article.stock.physical.is_zero());
        let lines = self.world.articles().filter(wanted).map(|article| {
            let e = Element::new("InventoryItemLine", self.zone, article.system_id);
            let items = (!article.stock.physical.is_zero()).then(|| {
                e.element("InventoryItem")
                    .text("Batch", None)
                    .nillable_local("ExpiryDate", None)
                    .value("NumberOfItems", article.stock.physical)
                    .done()
            });
            e.with_all([article_class(self.world, self.zone, article)])
                .with_list("InventoryItems", items)
                .done()
        });
        Ok(write_list(
            operation,
            &["GetInventoryItemsResult", "InventoryItemLines"],
            lines,
            Beside::Before(&self.owner()),
        ))
    }

    pub(super) fn inventory_per_warehouse(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let names = ["ArticleNumbersToGet", "ArticleGroupCodesToGet"];
        let blank = Node::default();
        let query = f.reader.fields(f.node("InventoryPerWarehouseQuery").unwrap_or(&blank), &names);
        let lines: Vec<Node> = self
            .chosen(&query)?
            .into_iter()
            .map(|article| {
                let e = Element::new("PerWarehouseArticleLine", self.zone, article.system_id);
                let balances = |e: Element<'_>, locked: Decimal, physical: Decimal, booked: Decimal| {
                    e.value("NumberOfLockedItems", locked)
                        .value("NumberOfItems", physical)
                        .value("NumberOfBookedItems", booked)
                        .done()
                };
                let stock = self.world.stock_by_building(article).into_iter().map(|there| {
                    let line = e.element("PerWarehouseStockLine").value("WarehouseId", there.warehouse.id);
                    let line = line.text("WarehouseCode", Some(&there.warehouse.code));
                    balances(line, there.locked, there.physical, there.booked)
                });
                let stock = Node::new("PerWarehouseStockLines").with_all(stock);
                let line = e.with_all([article_class(self.world, self.zone, article)]);
                let of = &article.stock;
                balances(line, of.locked, of.physical, of.booked).with(stock)
            })
            .collect();
        let result = Element::new("GetInventoryPerWarehouseResult", self.zone, 0);
        let result = result.value("Success", true).with_list("PerWarehouseArticleLines", lines);
        Ok(respond(operation, Some(result.done())))
    }

    pub(super) fn inventory_changes(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let blank = Node::default();
        // What stands behind the 2017 contract's four is documented for the newer service. Nothing is exported here.
        let names = [
            "FromDate?",
            "ToDate?",
            "InventoryId?",
            "UnReported?",
            "ToTime?",
            "WarehouseId?",
            "MaxArticlesToGet?",
            "ArticleDefIdFrom?",
        ];
        let query = f.reader.fields(f.node("query").unwrap_or(&blank), &names);
        let un_reported = query.bool("UnReported")?.unwrap_or_default();
        let asked = AdjustmentQuery {
            from: query.moment("FromDate")?,
            to: query.moment("ToTime")?.or(query.moment("ToDate")?),
            is_reported: un_reported.then_some(false),
        };
        let only = query.int("InventoryId")?;
        let first = self.world.warehouses().first().map(|warehouse| warehouse.id);
        let is_here = query.int("WarehouseId")?.is_none_or(|id| Some(id) == first);
        let most = query.int("MaxArticlesToGet")?.and_then(|most| usize::try_from(most).ok());
        let from = query.int("ArticleDefIdFrom")?.unwrap_or_default();
        let mut by_article: BTreeMap<i32, Vec<_>> = BTreeMap::new();
        for adjustment in self.world.adjustments(&asked) {
            let is_meant = is_here && adjustment.article >= from;
            if is_meant && only.is_none_or(|id| adjustment.inventory_id == id) {
                by_article.entry(adjustment.article).or_default().push(adjustment);
            }
        }
        let by_article = by_article.into_iter().take(most.unwrap_or(usize::MAX));
        let lines = by_article.filter_map(|(id, adjustments)| {
            let article = self.world.article(id)?;
            let e = Element::new("InventoryChangeLine", self.zone, id);
            let sum: Decimal = adjustments.iter().map(|adjustment| adjustment.number_of_items).sum();
            let transactions = adjustments.iter().map(|adjustment| {
                e.element("InventoryTransaction")
                    .value("InventoryChangesNumberOfItems", adjustment.number_of_items)
                    .time("InventoryTime", Some(adjustment.time))
                    .value("InventoryId", adjustment.inventory_id)
                    .text("Comment", None)
                    .value("LocationIsLocked", false)
                    .done()
            });
            let transactions: Vec<Node> = transactions.collect();
            let line = e.with_all([article_class(self.world, self.zone, article)]);
            let line = line.value("InventoryChangesNumberOfItems", sum);
            Some(line.with_list("InventoryTransactions", transactions).done())
        });
        let list = ["GetInventoryChangesResult", "InventoryChangeLines"];
        Ok(write_list(operation, &list, lines, Beside::Before(&self.owner())))
    }

    pub(super) fn goods_status_inventory(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let blank = Node::default();
        let names = [
            "ArticleNumbersToGet",
            "ArticleGroupCodesToGet",
            "ArticleUpdatedFrom?",
            "ArticleUpdatedTo?",
            "GoodsStatusInventoryType",
        ];
        let query = f.reader.fields(f.node("query").unwrap_or(&blank), &names);
        let (from, to) = (query.moment("ArticleUpdatedFrom")?, query.moment("ArticleUpdatedTo")?);
        // Picked goods have left at once, so that both sorts of goods are the same.
        query.choice("GoodsStatusInventoryType", &[("UnPickedGoods", ()), ("GoodsInWarehouse", ())])?;
        let articles = self.chosen(&query)?.into_iter().filter(|article| {
            from.is_none_or(|from| article.last_updated >= from)
                && to.is_none_or(|to| article.last_updated <= to)
        });
        let lines = articles.map(|article| {
            let stock = &article.stock;
            let e = Element::new("GoodsStatusInventoryLine", self.zone, article.system_id);
            let row = e.element("GoodsStatusInventoryRow").text("GoodsStatusName", None);
            let row =
                row.value("NumberOfItems", stock.physical).value("LockedNumberOfItems", stock.locked).done();
            e.with_all([article_class(self.world, self.zone, article)])
                .value("NumberOfBookedItems", stock.booked)
                .value("NumberOfItems", stock.physical)
                .value("LockedNumberOfItems", stock.locked)
                .value("WarehouseNumberOfItems", stock.physical)
                .value("LockedWarehouseNumberOfItems", stock.locked)
                .with_list("GoodsStatusInventoryRows", [row])
                .done()
        });
        let generated =
            Element::new("Generated", self.zone, 0).time("Generated", Some(self.world.now())).done();
        let mut before = self.owner();
        generated.children.iter().for_each(|node| node.write(&mut before, super::NAMESPACE));
        let list = ["GetGoodsStatusInventoryResult", "GoodsStatusInventoryLines"];
        Ok(write_list(operation, &list, lines, Beside::Before(&before)))
    }

    /// The articles that lists of numbers and group codes mean.
    fn chosen(&self, query: &Fields<'_>) -> Result<Vec<&Article>, Fault> {
        let asked = InventoryQuery {
            article_numbers: query.strings("ArticleNumbersToGet"),
            ..InventoryQuery::default()
        };
        let groups = query.strings("ArticleGroupCodesToGet");
        let articles = self.world.inventory(&asked).map_err(|refusal| Fault::server(refusal.message()))?;
        let in_group = |article: &&Article| {
            groups.is_empty() || article.group.as_ref().is_some_and(|group| groups.contains(&group.code))
        };
        Ok(articles.into_iter().filter(in_group).collect())
    }

    /// Whose stock it is.
    pub(super) fn owner(&self) -> String {
        format!("<GoodsOwnerId>{}</GoodsOwnerId>", self.credentials.goods_owner_id)
    }
}
