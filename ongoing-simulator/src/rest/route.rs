//! Which method answers which path.

use asmx_test_server::Call;
use serde_json::{Value, json};

use super::query::Query;
use super::{Answered, Desk, Failure, number, write_article, write_list};
use crate::world::{FileOwner, OrderIdentification, OrderStatus, PurchaseOrderKey};

impl Desk<'_> {
    pub(super) fn route(&mut self, call: &Call, resource: &str, query: &Query<'_>) -> Answered {
        let lower = resource.to_ascii_lowercase();
        let parts: Vec<&str> = lower.split('/').skip(1).collect();
        match (call.method.as_str(), parts.as_slice()) {
            (method, parts) if is_not_simulated(method, parts) => Err(Failure::not_simulated(call)),
            ("GET", ["articles"]) => self.get_articles(query),
            ("GET", ["articles", "inventoryperwarehouse"]) => self.get_warehouse_stock(query),
            ("GET", ["articles", id]) => {
                let article =
                    self.world.article(number(id)?).ok_or_else(|| Failure::missing("The article"))?;
                Ok((200, write_article::article(self.world, self.credentials, article)))
            }
            ("PUT", ["articles"]) => self.put_article(call, None),
            ("PUT", ["articles", id]) => self.put_article(call, Some(number(id)?)),
            ("GET", ["orders"]) => self.get_orders(query),
            ("GET", ["orders", "statuses"]) => Ok((200, write_list::order_statuses(self.world))),
            ("GET", ["orders", "wayofdeliverytypes"]) => {
                self.check_goods_owner(query.int("goodsOwnerId")?)?;
                Ok((200, write_list::way_of_delivery_types(self.world)))
            }
            ("GET", ["orders", id]) => Ok((200, self.order_json(self.order(number(id)?)?))),
            ("PUT", ["orders"]) => self.put_order(call, None),
            ("PUT", ["orders", id]) => self.put_order(call, Some(number(id)?)),
            ("DELETE", ["orders"]) => {
                self.check_goods_owner(query.int("goodsOwnerId")?)?;
                let order_number = query.text("orderNumber");
                self.remove(OrderIdentification::GoodsOwnerOrderNumber, None, order_number)
            }
            ("DELETE", ["orders", id]) => {
                let id = self.order(number(id)?)?.order_id;
                self.remove(OrderIdentification::SystemId, Some(id), None)
            }
            ("PATCH", ["orders", id, "lines", line, what @ ("reportednumberofitems" | "comment")]) => {
                self.patch_line(call, number(id)?, number(line)?, what)
            }
            ("GET", ["purchaseorders"]) => self.get_purchase_orders(query),
            ("GET", ["purchaseorders", "statuses"]) => {
                Ok((200, json!({ "orderStatuses": statuses(self.world.purchase_order_statuses()) })))
            }
            ("GET", ["purchaseorders", "types"]) => {
                self.check_goods_owner(query.int("goodsOwnerId")?)?;
                let types = self.world.purchase_order_types().iter();
                let types = types.map(|known| json!({ "code": known.code, "name": known.name }));
                Ok((200, json!({ "purchaseOrderTypes": types.collect::<Vec<_>>() })))
            }
            ("GET", ["purchaseorders", id]) => self.get_purchase_order(number(id)?),
            ("PUT", ["purchaseorders"]) => self.put_purchase_order(call, None),
            ("PUT", ["purchaseorders", id]) => self.put_purchase_order(call, Some(number(id)?)),
            ("DELETE", ["purchaseorders"]) => {
                self.check_goods_owner(query.int("goodsOwnerId")?)?;
                let sought = query.text("purchaseOrderNumber").unwrap_or_default();
                self.delete_purchase_order(PurchaseOrderKey::Number(sought))
            }
            ("DELETE", ["purchaseorders", id]) => {
                self.delete_purchase_order(PurchaseOrderKey::Id(number(id)?))
            }
            ("PATCH", ["purchaseorders", id, what]) => self.patch_purchase_order(call, number(id)?, what),
            ("PATCH", ["purchaseorders", id, "lines", line, "reportednumberofitems"]) => {
                self.patch_purchase_order_line(call, number(id)?, number(line)?)
            }
            ("GET", ["returnorders"]) => self.get_return_orders(query),
            ("GET", ["returnorders", "statuses"]) => {
                Ok((200, json!({ "returnOrderStatuses": statuses(self.world.return_order_statuses()) })))
            }
            ("GET", ["returnorders", "returncauses"]) => {
                self.check_goods_owner(query.int("goodsOwnerId")?)?;
                Ok((200, self.get_return_causes()))
            }
            ("PUT", ["returnorders", "returncauses"]) => self.put_return_cause(call, None),
            ("PUT", ["returnorders", "returncauses", id]) => self.put_return_cause(call, Some(number(id)?)),
            ("GET", ["returnorders", id]) => self.get_return_order(number(id)?),
            ("PUT", ["returnorders"]) => self.put_return_order(call),
            ("DELETE", ["returnorders"]) => {
                self.check_goods_owner(query.int("goodsOwnerId")?)?;
                let sought = query.text("returnOrderNumber").unwrap_or_default();
                self.delete_return_order(self.world.return_order_by_number(&sought).map(|order| order.id))
            }
            ("DELETE", ["returnorders", id]) => self.delete_return_order(Some(number(id)?)),
            ("PATCH", ["returnorders", id, "returnorderstatus"]) => {
                self.patch_return_order_status(call, number(id)?)
            }
            (_, [kind @ ("articles" | "orders"), id, "files", rest @ ..]) => {
                let of = match *kind {
                    "articles" => FileOwner::Article(number(id)?),
                    _ => FileOwner::Order(number(id)?),
                };
                self.route_file(call, query, of, rest)
            }
            ("GET", ["inventoryadjustments"]) => self.get_adjustments(query),
            ("GET", ["warehouses"]) => Ok((200, write_list::warehouses(self.world))),
            ("GET", ["transportercontracts"]) => {
                self.check_goods_owner(query.int("goodsOwnerId")?)?;
                Ok((200, write_list::transporter_contracts(self.world)))
            }
            _ => Err(Failure::new(
                404,
                format!("No HTTP resource was found that matches {} {resource}.", call.method),
            )),
        }
    }

    fn route_file(&mut self, call: &Call, query: &Query<'_>, of: FileOwner, rest: &[&str]) -> Answered {
        match (call.method.as_str(), of, rest) {
            ("GET", _, []) => self.get_files(of),
            ("POST", _, []) => self.put_file(call, of, None, None),
            ("PUT", _, []) => {
                let name = query.text("fileName").ok_or_else(|| Failure::bad("fileName is required."))?;
                self.put_file(call, of, Some(name), None)
            }
            ("PUT", _, [id]) => self.put_file(call, of, None, Some(number(id)?)),
            ("DELETE", FileOwner::Order(_), [id]) => self.delete_file(of, number(id)?),
            _ => {
                Err(Failure::new(404, format!("No HTTP resource was found that matches {}.", call.operation)))
            }
        }
    }
}

fn statuses(list: Vec<OrderStatus>) -> Vec<Value> {
    list.into_iter().map(|status| json!({ "number": status.number, "text": status.name })).collect()
}

fn is_not_simulated(method: &str, parts: &[&str]) -> bool {
    NOT_SIMULATED.iter().any(|(known, path)| {
        let path = path.split('/');
        *known == method
            && path.clone().count() == parts.len()
            && path.zip(parts).all(|(known, part)| known == "*" || known == *part)
    })
}

/// The operations of the document that this warehouse has no data for.
const NOT_SIMULATED: &[(&str, &str)] = &[
    ("DELETE", "articles/classes/*"),
    ("DELETE", "orders/wayofdeliverytypes/*"),
    ("DELETE", "orders/*/classes"),
    ("DELETE", "orders/*/parcels/*"),
    ("DELETE", "orders/*/waybillrows/*"),
    ("GET", "articleitems"),
    ("GET", "articleitems/statuses"),
    ("GET", "articles/classes"),
    ("GET", "articles/dangerousgoods"),
    ("GET", "articles/historicalinventory"),
    ("GET", "articles/structuredefinitions"),
    ("GET", "articles/*/dangerousgoods"),
    ("GET", "articles/*/structuredefinition"),
    ("GET", "inventoryadjustments/*"),
    ("GET", "invoices"),
    ("GET", "invoices/*"),
    ("GET", "orders/classes"),
    ("GET", "orders/pickability"),
    ("GET", "orders/types"),
    ("GET", "orders/*/invoicecharges"),
    ("GET", "orders/*/waybillrows"),
    ("GET", "parceltypes"),
    ("GET", "purchaseorders/*/files"),
    ("GET", "warehouses/locations/types"),
    ("GET", "warehouses/*/zones"),
    ("PATCH", "inventoryadjustments/*/articles/*/setreported"),
    ("PATCH", "orders/*/addorderclasses"),
    ("PATCH", "orders/*/deliverydate"),
    ("PATCH", "orders/*/freetext1"),
    ("PATCH", "orders/*/freetext2"),
    ("PATCH", "orders/*/freetext3"),
    ("PATCH", "orders/*/lines/*/customerlineprice"),
    ("PATCH", "orders/*/lines/*/lineprice"),
    ("PATCH", "orders/*/lines/*/reportedreturnednumberofitems"),
    ("PATCH", "orders/*/ordernumber"),
    ("PATCH", "orders/*/orderremark"),
    ("PATCH", "orders/*/orderstatus"),
    ("PATCH", "orders/*/returnwaybill"),
    ("PATCH", "orders/*/servicepointcode"),
    ("PATCH", "orders/*/setorderclasses"),
    ("PATCH", "orders/*/setreportednumberofitemstopickednumberofitems"),
    ("PATCH", "orders/*/setreportedreturnednumberofitemstoreturnednumberofitems"),
    ("PATCH", "orders/*/transporter"),
    ("PATCH", "orders/*/warehouseinstruction"),
    ("PATCH", "orders/*/waybill"),
    ("PATCH", "orders/*/waybillrows/*"),
    ("PATCH", "purchaseorders/*/adviseddate"),
    ("PATCH", "purchaseorders/*/freebool1"),
    ("PATCH", "purchaseorders/*/lines/*/freetext1"),
    ("PATCH", "purchaseorders/*/lines/*/freetext2"),
    ("POST", "orders/*/waybillrows"),
    ("POST", "purchaseorders/*/files"),
    ("PUT", "articles/classes"),
    ("PUT", "articles/classes/*"),
    ("PUT", "articles/dangerousgoods"),
    ("PUT", "articles/*/classes"),
    ("PUT", "articles/*/dangerousgoods"),
    ("PUT", "orders/wayofdeliverytypes"),
    ("PUT", "orders/wayofdeliverytypes/*"),
    ("PUT", "orders/*/ordertextlines"),
    ("PUT", "orders/*/ordertracking"),
    ("PUT", "orders/*/parcels"),
    ("PUT", "orders/*/parcels/*"),
    ("PUT", "orders/*/parcels/*/parceltracking"),
    ("PUT", "purchaseorders/*/articleitems"),
    ("PUT", "purchaseorders/*/files"),
    ("PUT", "purchaseorders/*/files/*"),
];
