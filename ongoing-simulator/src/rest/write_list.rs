//! Lists, and which records a query means.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::query::Query;
use super::value::{Whim, number, time};
use super::{Answered, Desk, Failure, UPDATES_KEPT, write_article};
use crate::world::{AdjustmentQuery, Article, InventoryQuery, Order, OrderQuery, World};

/// Parameters of the document that this warehouse has no data for.
const NOT_HERE: [&str; 8] = [
    "shipmentId",
    "pickable",
    "parcelNumber",
    "serial",
    "marketPlace",
    "orderLineSupplierNumber",
    "onlyIfTransportPrinted",
    "articleClassIds",
];

impl Desk<'_> {
    pub(super) fn get_articles(&self, query: &Query<'_>) -> Answered {
        self.check_goods_owner(query.int("goodsOwnerId")?)?;
        refuse_what_is_not_here(query)?;
        let both = |one: &str, many: &str| [query.all(one), query.all(many)].concat();
        let asked = InventoryQuery {
            article_numbers: both("articleNumber", "articleNumbers"),
            product_codes: both("productCode", "productCodes"),
            stock_info_changed_from: query.time("stockInfoChangedFrom")?,
            below_stock_limit: query.bool("onlyArticlesBelowStockLimit")?.unwrap_or_default(),
            article_system_id_from: query.int("articleSystemIdFrom")?,
            max_articles: None,
        };
        let (bar_codes, names) = (query.all("barCodes"), query.all("articleNameContains"));
        let in_stock = query.bool("onlyArticlesInStock")?.unwrap_or_default();
        let changed = query.time("articleDataLastUpdatedFrom")?;
        let most = most(query.int("maxArticlesToGet")?);
        let wanted = |article: &&Article| {
            let (data, lower) = (&article.data, |text: &String| text.to_lowercase());
            let name = data.article_name.as_ref().map(lower).unwrap_or_default();
            (bar_codes.is_empty() || data.bar_code.as_ref().is_some_and(|code| bar_codes.contains(code)))
                && names.iter().all(|part| name.contains(&lower(part)))
                && (!in_stock || !article.stock.physical.is_zero())
                && changed.is_none_or(|from| article.last_updated >= from)
        };
        let found = self.world.inventory(&asked)?.into_iter().filter(wanted).take(most);
        Ok((
            200,
            found.map(|article| write_article::article(self.world, self.credentials, article)).collect(),
        ))
    }

    pub(super) fn get_warehouse_stock(&self, query: &Query<'_>) -> Answered {
        self.check_goods_owner(query.int("goodsOwnerId")?)?;
        let asked = InventoryQuery {
            article_numbers: query.all("articleNumbers"),
            stock_info_changed_from: query.time("stockInfoChangedFrom")?,
            article_system_id_from: query.int("articleSystemIdFrom")?,
            ..InventoryQuery::default()
        };
        let (warehouses, most) = (query.all("warehouseIds"), most(query.int("maxArticlesToGet")?));
        let in_stock = query.bool("onlyArticlesInStock")?.unwrap_or_default();
        let is_asked = |id: i32| warehouses.is_empty() || warehouses.contains(&id.to_string());
        let found = self.world.inventory(&asked)?.into_iter();
        let found = found.filter(|article| !in_stock || !article.stock.physical.is_zero()).take(most);
        let line = |article: &Article| {
            let stock = self.world.stock_by_building(article).into_iter();
            let stock = stock.filter(|stock| is_asked(stock.warehouse.id)).map(|stock| {
                let sellable = number(stock.physical - stock.locked - stock.booked);
                json!({
                    "warehouseId": stock.warehouse.id,
                    "numberOfItems": number(stock.physical),
                    "numberOfLockedItems": number(stock.locked),
                    "sellableNumberOfItems": sellable,
                    "availableForSaleNumberOfItems": sellable,
                    "allocatedNumberOfItems": number(stock.allocated),
                    "reported": null,
                })
            });
            json!({
                "articleSystemId": article.system_id,
                "articleNumber": article.number(),
                "inventoryPerWarehouse": stock.collect::<Vec<_>>(),
            })
        };
        Ok((200, found.map(line).collect()))
    }

    pub(super) fn get_orders(&self, query: &Query<'_>) -> Answered {
        self.check_goods_owner(query.int("goodsOwnerId")?)?;
        refuse_what_is_not_here(query)?;
        let updated = query.time("orderUpdatedTimeFrom")?;
        if updated.is_some_and(|from| self.world.now() - from > UPDATES_KEPT) {
            return Err(Failure::bad("orderUpdatedTimeFrom must be within 2 days of the current time."));
        }
        let asked = OrderQuery {
            shipped_time_from: query.time("shippedTimeFrom")?,
            shipped_time_to: query.time("shippedTimeTo")?,
            last_picking_time_from: query.time("lastPickingTimeFrom")?,
            order_status_from: query.int("orderStatusFrom")?,
            order_status_to: query.int("orderStatusTo")?,
            last_updated_from: updated,
            order_numbers: [query.all("orderNumber"), query.all("orderNumbers")].concat(),
            only_with_lines_to_report: query.bool("onlyOrdersWithOrderLinesToReport")?.unwrap_or_default(),
            // Nothing comes back to this warehouse.
            none: query.time("lastReturnedFrom")?.is_some()
                || query.bool("onlyOrdersWithOrderLinesToReportReturned")?.unwrap_or_default(),
            ..OrderQuery::default()
        };
        let references = query.all("referenceNumbers");
        let articles = query.all("articleNumbers");
        let status_changed = query.time("orderStatusChangedTimeFrom")?;
        let created = (query.time("orderCreatedTimeFrom")?, query.time("orderCreatedTimeTo")?);
        let back_order_for = query.int("backOrderForOrderId")?;
        let from = query.int("orderIdFrom")?;
        let most = most(query.int("maxOrdersToGet")?);
        let wanted = |order: &&Order| {
            let reference = order.data.reference_number.as_ref();
            let number = |article: i32| Some(self.world.article(article)?.number().to_owned());
            (references.is_empty() || reference.is_some_and(|reference| references.contains(reference)))
                && (articles.is_empty()
                    || order
                        .lines
                        .iter()
                        .filter_map(|line| number(line.article))
                        .any(|n| articles.contains(&n)))
                && status_changed.is_none_or(|from| order.status_changed >= from)
                && within(order.created, created)
                && back_order_for.is_none_or(|original| order.back_order_for == Some(original))
                && from.is_none_or(|from| order.order_id >= from)
        };
        let found = self.world.find_orders(&asked).into_iter().filter(wanted).take(most);
        Ok((200, found.map(|order| self.order_json(order)).collect()))
    }

    /// The adjustments of each article.
    pub(super) fn get_adjustments(&self, query: &Query<'_>) -> Answered {
        self.check_goods_owner(query.int("goodsOwnerId")?)?;
        let to = query.time("toTime")?.or(query.time("to")?);
        let asked = AdjustmentQuery { from: query.time("from")?, to, is_reported: query.bool("isReported")? };
        let mut by_article: BTreeMap<i32, Vec<Value>> = BTreeMap::new();
        let warehouse = self.world.warehouses().first();
        for adjustment in self.world.adjustments(&asked) {
            let whim = Whim::of(adjustment.inventory_id);
            let unset = || whim.text(&None);
            by_article.entry(adjustment.article).or_default().push(json!({
                "inventoryId": adjustment.inventory_id,
                "numberOfItems": number(adjustment.number_of_items),
                "inventoryTime": time(adjustment.time),
                "articleItemComment": unset(), "inventoryItemComment": unset(),
                "inventoryAdjustmentCause": null,
                "location": unset(), "batchNumber": unset(), "serial": unset(),
                "articleItemStatus": null, "expiryDate": null,
                "warehouse": warehouse.map(|w| json!({ "id": w.id, "code": w.code, "name": w.name })),
            }));
        }
        let lines = by_article.into_iter().map(|(id, adjustments)| {
            let article = self.world.article(id).map(write_article::reference);
            json!({ "article": article, "inventoryAdjustments": adjustments })
        });
        Ok((200, lines.collect()))
    }
}

pub(super) fn order_statuses(world: &World) -> Value {
    let statuses = world.order_statuses().into_iter();
    let statuses: Vec<_> = statuses.map(|s| json!({ "number": s.number, "text": s.name })).collect();
    json!({ "orderStatuses": statuses })
}

pub(super) fn way_of_delivery_types(world: &World) -> Value {
    let types = (1..).zip(world.way_of_delivery_types());
    let types: Vec<_> = types.map(|(id, t)| json!({ "id": id, "code": t.code, "name": t.name })).collect();
    json!({ "wayOfDeliveryTypes": types })
}

pub(super) fn warehouses(world: &World) -> Value {
    let warehouses = world.warehouses().iter();
    warehouses.map(|w| json!({ "id": w.id, "code": w.code, "name": w.name, "address": null })).collect()
}

pub(super) fn transporter_contracts(world: &World) -> Value {
    let contracts = world.transporter_contracts().iter().zip(1..);
    let contracts = contracts.map(|(contract, at)| {
        let services =
            json!([{ "transporterServiceName": null, "transporterServiceCode": contract.service_code }]);
        json!({
            "ediCode": Whim::of(at).text(&None),
            "transporterName": contract.transporter_code,
            "transporterCode": contract.transporter_code,
            "transporterServiceCode": contract.service_code,
            "transporterServices": services,
        })
    });
    contracts.collect()
}

fn refuse_what_is_not_here(query: &Query<'_>) -> Result<(), Failure> {
    match NOT_HERE.iter().find(|name| query.text(name).is_some()) {
        Some(name) => Err(Failure::bad(format!("This warehouse knows nothing of {name}."))),
        None => Ok(()),
    }
}

fn most(asked: Option<i32>) -> usize {
    asked.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX)
}

fn within(time: DateTime<Utc>, (from, to): (Option<DateTime<Utc>>, Option<DateTime<Utc>>)) -> bool {
    from.is_none_or(|from| time >= from) && to.is_none_or(|to| time <= to)
}
