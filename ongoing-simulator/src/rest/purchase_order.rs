//! Purchase orders in JSON: `PostPurchaseOrderModel` as it arrives, `GetPurchaseOrderModel` as it goes out.

use asmx_test_server::Call;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::fields::Fields;
use super::query::Query;
use super::read_article::code_name;
use super::value::{Whim, date, number, optional, time};
use super::{Answered, Desk, Failure, body};
use crate::world::{
    ArticleIdentification, LineChange, LineKey, OrderOperation, PurchaseLineData, PurchaseLineRequest,
    PurchaseOrder, PurchaseOrderData, PurchaseOrderKey, PurchaseOrderLine, PurchaseOrderQuery,
    PurchaseOrderRequest, Supplier, SupplierIdentification, SupplierReference,
};

const ORDER: &str = "goodsOwnerId purchaseOrderNumber supplierOrderNumber goodsOwnerReference referenceNumber inDate \
    supplierInfo purchaseOrderType purchaseOrderLines purchaseOrderRemark warehouseId freeValues advanced customsInfo \
    sellerInfo invoiceNumber classes tracking textLines";
const ADVANCED: &str =
    "container orderDate advisedDate purchaseOrderStatusCreated purchaseOrderIsReturnType customer";
const LINE: &str = "rowNumber articleNumber numberOfItems comment rowPrice currencyCode articleItemStatusId batchNumber \
    externalOrderLineId inDate serialNumber expiryDate productionDate lineFreeValues lineType returnCause textLines";
const FREE: &str =
    "freeText1 freeText2 freeText3 freeText4 freeText5 freeDecimal1 freeDecimal2 freeBoolean1 freeBoolean2";

impl Desk<'_> {
    pub(super) fn get_purchase_orders(&self, query: &Query<'_>) -> Answered {
        self.check_goods_owner(query.int("goodsOwnerId")?)?;
        let local = |time: Option<chrono::DateTime<chrono::Utc>>| time.map(|time| self.zone.to_local(time));
        let asked = PurchaseOrderQuery {
            numbers: [query.all("purchaseOrderNumber"), query.all("purchaseOrderNumbers")].concat(),
            article_numbers: query.all("articleNumbers"),
            id_from: query.int("purchaseOrderIdFrom")?,
            status_from: query.int("purchaseOrderStatusFrom")?,
            status_to: query.int("purchaseOrderStatusTo")?,
            in_date_from: local(query.time("inDateFrom")?),
            in_date_to: local(query.time("inDateTo")?),
            received_from: query.time("lastReceiveTimeFrom")?,
            received_to: query.time("lastReceiveTimeTo")?,
            status_changed_from: query.time("purchaseOrderStatusChangedTimeFrom")?,
            only_to_report: query.bool("onlyPurchaseOrdersWithOrderLinesToReport")?.unwrap_or_default(),
            ..PurchaseOrderQuery::default()
        };
        let most = query.int("maxPurchaseOrdersToGet")?.and_then(|most| usize::try_from(most).ok());
        let found = self.world.find_purchase_orders(&asked).into_iter().take(most.unwrap_or(usize::MAX));
        Ok((200, found.map(|order| self.purchase_order_json(order)).collect()))
    }

    pub(super) fn get_purchase_order(&self, id: i32) -> Answered {
        let order = self.world.purchase_order(&PurchaseOrderKey::Id(id));
        let order = order.ok_or_else(|| Failure::missing("The purchase order"))?;
        Ok((200, self.purchase_order_json(order)))
    }

    pub(super) fn put_purchase_order(&mut self, call: &Call, id: Option<i32>) -> Answered {
        let body = body(call)?;
        let f = Fields::of(self.zone, "PostPurchaseOrderModel", ORDER, &body)?;
        self.check_goods_owner(f.int("goodsOwnerId")?)?;
        let number = f.text("purchaseOrderNumber")?;
        let number = f.required("purchaseOrderNumber", number)?;
        let key = id.map_or_else(|| PurchaseOrderKey::Number(number), PurchaseOrderKey::Id);
        let request = read(self, &f, key)?;
        let done = self.world.process_purchase_order(request)?;
        Ok((200, json!({ "purchaseOrderId": done.id, "message": done.message })))
    }

    pub(super) fn delete_purchase_order(&mut self, key: PurchaseOrderKey) -> Answered {
        if self.world.purchase_order(&key).is_none() {
            return Err(Failure::missing("The purchase order"));
        }
        let request = PurchaseOrderRequest {
            operation: OrderOperation::Remove,
            key,
            data: PurchaseOrderData::default(),
            status_created: None,
            status_updated: None,
            purchase_order_type: None,
            supplier: None,
            lines: None,
        };
        let done = self.world.process_purchase_order(request)?;
        Ok((200, json!({ "purchaseOrderId": done.id, "message": done.message })))
    }

    /// `PATCH /purchaseOrders/{id}/…`: single values, also after goods reception began.
    pub(super) fn patch_purchase_order(&mut self, call: &Call, id: i32, what: &str) -> Answered {
        let key = PurchaseOrderKey::Id(id);
        let Some(order) = self.world.purchase_order(&key) else {
            return Err(Failure::missing("The purchase order"));
        };
        if what == "setreportednumberofitemstoreceivednumberofitems" {
            let reported = |line: &PurchaseOrderLine| LineChange {
                line: LineKey::OrderLineId(line.id),
                reported: Some(Some(line.received)),
                comment: None,
            };
            let changes: Vec<_> = order.lines.iter().map(reported).collect();
            self.world.update_purchase_order_lines(&key, &changes)?;
            return Ok((200, Value::Null));
        }
        let body = body(call)?;
        let of = |member: &'static str| Fields::of(self.zone, "PatchPurchaseOrder", member, &body);
        match what {
            "purchaseorderstatus" => {
                let f = of("purchaseOrderStatusNumber")?;
                let status = f.required("purchaseOrderStatusNumber", f.int("purchaseOrderStatusNumber")?)?;
                self.world.set_purchase_order_status(&key, status)?
            }
            "purchaseordernumber" => {
                let f = of("purchaseOrderNumber")?;
                let number = f.required("purchaseOrderNumber", f.text("purchaseOrderNumber")?)?;
                self.world.edit_purchase_order(&key, |order| order.data.number = Some(number))?
            }
            "indate" => {
                let day = of("inDate")?.time("inDate")?;
                self.world.edit_purchase_order(&key, |order| order.data.in_date = day)?
            }
            "freetext1" => {
                let text = of("freeText1")?.text("freeText1")?;
                self.world.edit_purchase_order(&key, |order| order.data.free_text1 = text)?
            }
            "freetext2" => {
                let text = of("freeText2")?.text("freeText2")?;
                self.world.edit_purchase_order(&key, |order| order.data.free_text2 = text)?
            }
            "freetext3" => {
                let text = of("freeText3")?.text("freeText3")?;
                self.world.edit_purchase_order(&key, |order| order.data.free_text3 = text)?
            }
            _ => return Err(Failure::not_simulated(call)),
        };
        Ok((200, json!({ "purchaseOrderId": id, "message": "The purchase order was updated.<br/>" })))
    }

    pub(super) fn patch_purchase_order_line(&mut self, call: &Call, id: i32, line: i32) -> Answered {
        let body = body(call)?;
        let member = "reportedNumberOfItems";
        let f = Fields::of(self.zone, "PatchPurchaseOrderReportedNumberOfItemsModel", member, &body)?;
        let (line, reported) = (LineKey::OrderLineId(line), Some(f.decimal(member)?));
        let change = LineChange { line, reported, comment: None };
        self.world.update_purchase_order_lines(&PurchaseOrderKey::Id(id), &[change])?;
        Ok((200, Value::Null))
    }

    fn purchase_order_json(&self, order: &PurchaseOrder) -> Value {
        let (whim, data) = (Whim::of(order.id), &order.data);
        let text = |text: &Option<String>| whim.text(text);
        let supplier = self.world.supplier_of(order);
        let name =
            self.world.purchase_order_statuses().into_iter().find(|status| status.number == order.status);
        json!({
            "goodsOwner": { "id": self.credentials.goods_owner_id, "name": self.credentials.goods_owner_code },
            "supplierInfo": supplier.map(|known| json!({
                "supplierNumber": text(&known.number), "supplierName": text(&known.name)
            })),
            "purchaseOrderInfo": {
                "purchaseOrderId": order.id,
                "purchaseOrderNumber": order.number(),
                "supplierOrderNumber": text(&data.supplier_order_number),
                "goodsOwnerReference": text(&data.goods_owner_reference),
                "referenceNumber": text(&data.reference_number),
                "purchaseOrderStatus": { "number": order.status, "text": name.map(|status| status.name) },
                "purchaseOrderType": whim.coded(order.purchase_order_type.as_ref()),
                "inDate": date(data.in_date),
                "purchaseOrderRemark": text(&data.remark),
                "createdDate": time(order.created),
                "advanced": {
                    "orderDate": date(data.order_date),
                    "container": text(&data.container),
                    "purchaseOrderIsReturnType": data.is_return_type.unwrap_or_default(),
                },
                "freeValues": {
                    "freeText1": text(&data.free_text1),
                    "freeText2": text(&data.free_text2),
                    "freeText3": text(&data.free_text3),
                },
                "invoiceNumber": text(&data.invoice_number),
            },
            "purchaseOrderLines": order.lines.iter().map(|line| self.line_json(order, line, &whim)).collect::<Vec<_>>(),
            "sellerInfo": null,
            "classes": [],
            "textLines": null,
        })
    }

    fn line_json(&self, order: &PurchaseOrder, line: &PurchaseOrderLine, whim: &Whim) -> Value {
        let items = order.received.iter().filter(|item| item.line == line.id).map(|item| {
            json!({
                "originalArticleItemId": item.article_item_id,
                "numberOfItems": number(item.number_of_items),
                "inDate": time(item.time),
                "batchNumber": whim.text(&line.data.batch),
                "isLocked": false,
                "isLockedForSale": false,
            })
        });
        let article = self.world.article(line.article);
        json!({
            "id": line.id,
            "rowNumber": line.code,
            "article": article.map(|article| json!({
                "articleSystemId": article.system_id,
                "articleNumber": article.number(),
                "articleName": whim.text(&article.data.article_name),
                "productCode": whim.text(&article.data.product_code),
            })),
            "comment": whim.text(&line.data.comment),
            "rowPrice": optional(line.data.row_price),
            "advisedNumberOfItems": number(line.advised),
            "receivedNumberOfItems": number(line.received),
            "reportedNumberOfItems": optional(line.reported),
            "articleItems": items.collect::<Vec<_>>(),
            "subPurchaseOrderLines": null,
            "externalOrderLineId": whim.text(&line.data.external_id),
            "inDate": date(line.data.in_date),
            "textLines": [],
        })
    }
}

fn read(desk: &Desk<'_>, f: &Fields<'_>, key: PurchaseOrderKey) -> Result<PurchaseOrderRequest, Failure> {
    let nothing = Value::Object(serde_json::Map::new());
    let none = || Fields::of(desk.zone, "", "", &nothing);
    let advanced = f.child("advanced", "PostPurchaseOrderModelAdvanced", ADVANCED)?.map_or_else(none, Ok)?;
    let free = f.child("freeValues", "PostPurchaseOrderModelFreeValues", FREE)?.map_or_else(none, Ok)?;
    let supplier = f.child(
        "supplierInfo",
        "PostPurchaseOrderModelSupplierInfo",
        "supplierNumber supplierName supplierAddress remark",
    )?;
    let supplier = supplier.map(|f| -> Result<_, Failure> {
        let (number, name) = (f.text("supplierNumber")?, f.text("supplierName")?);
        let identification = match number.is_some() {
            true => SupplierIdentification::Number,
            false => SupplierIdentification::Name,
        };
        let supplier = Supplier { number, name, ..Supplier::default() };
        Ok(SupplierReference { create_or_update: true, identification, supplier })
    });
    let lines = f.list("purchaseOrderLines", "PostPurchaseOrderLine", LINE)?;
    let lines = lines.map(|lines| lines.iter().map(read_line).collect::<Result<Vec<_>, Failure>>());
    Ok(PurchaseOrderRequest {
        operation: OrderOperation::CreateOrUpdate,
        key,
        data: PurchaseOrderData {
            number: f.text("purchaseOrderNumber")?,
            supplier_order_number: f.text("supplierOrderNumber")?,
            goods_owner_reference: f.text("goodsOwnerReference")?,
            reference_number: f.text("referenceNumber")?,
            remark: f.text("purchaseOrderRemark")?,
            in_date: f.time("inDate")?,
            order_date: advanced.time("orderDate")?,
            container: advanced.text("container")?,
            invoice_number: f.text("invoiceNumber")?,
            is_return_type: advanced.bool("purchaseOrderIsReturnType")?,
            free_text1: free.text("freeText1")?,
            free_text2: free.text("freeText2")?,
            free_text3: free.text("freeText3")?,
            ..PurchaseOrderData::default()
        },
        status_created: advanced.int("purchaseOrderStatusCreated")?,
        status_updated: None,
        purchase_order_type: code_name(f, "purchaseOrderType")?,
        supplier: supplier.transpose()?,
        lines: lines.transpose()?,
    })
}

fn read_line(f: &Fields<'_>) -> Result<PurchaseLineRequest, Failure> {
    Ok(PurchaseLineRequest {
        code: f.required("rowNumber", f.text("rowNumber")?)?,
        article_identification: ArticleIdentification::ArticleNumber,
        article_system_id: None,
        article_number: Some(f.required("articleNumber", f.text("articleNumber")?)?),
        product_code: None,
        number_of_items: f.decimal("numberOfItems")?.unwrap_or(Decimal::ZERO),
        data: PurchaseLineData {
            external_id: f.text("externalOrderLineId")?,
            in_date: f.time("inDate")?,
            comment: f.text("comment")?,
            row_price: f.decimal("rowPrice")?,
            currency_code: f.text("currencyCode")?,
            batch: f.text("batchNumber")?,
        },
    })
}
