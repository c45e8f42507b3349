//! What the simulated warehouse takes and answers, beside the vendor's document.

use super::*;

#[tokio::test]
async fn what_it_answers_is_in_the_document() {
    let Some(document) = document() else { return };
    let warehouse = Warehouse::with_articles().await;
    let wms = &warehouse.wms;
    wms.act(|world| {
        world.put_transporter_contract(TransporterContract {
            transporter_code: "POSTNORD".to_owned(),
            service_code: "MYPACK".to_owned(),
            ..Default::default()
        });
    });
    wms.receive("17", 10).unwrap();
    wms.set_stock("17", 7).unwrap();
    warehouse.client.process_order(numbered("1001")).await.unwrap();
    wms.pick("1001", "1", 2).unwrap();
    wms.set_tracking("1001", "WB-1", &["P1"]).unwrap();
    wms.send("1001").unwrap();
    for (path, query) in [
        ("/articles", "?goodsOwnerId=159"),
        ("/orders", "?goodsOwnerId=159"),
        ("/orders/statuses", ""),
        ("/orders/wayOfDeliveryTypes", "?goodsOwnerId=159"),
        ("/inventoryAdjustments", "?goodsOwnerId=159"),
        ("/warehouses", ""),
        ("/transporterContracts", "?goodsOwnerId=159"),
    ] {
        let (status, answer) = warehouse.call("GET", &format!("{path}{query}"), None).await;
        assert_eq!(status, 200, "{path}: {answer}");
        let items = answer.as_array().or_else(|| answer.as_object()?.values().next()?.as_array());
        assert!(items.is_some_and(|items| !items.is_empty()), "{path}: {answer}");
        check(&document, answer_schema(&document, path, "get", "200"), &answer, path);
    }
    let (_, one) = warehouse.call("GET", "/articles/1001", None).await;
    check(
        &document,
        answer_schema(&document, "/articles/{articleSystemId}", "get", "200"),
        &one,
        "an article",
    );
}

/// Of a record with everything filled, the answer has every member that the document has, but for what neither transport
/// can write or the simulated warehouse does not keep.
#[tokio::test]
async fn what_was_filled_is_answered_and_nothing_else() {
    let Some(document) = document() else { return };
    let warehouse = Warehouse::open().await;
    let wms = &warehouse.wms;
    wms.act(|world| {
        world.put_customer_group("x", "x");
        world.put_transporter_contract(TransporterContract {
            transporter_code: "x".to_owned(),
            service_code: "x".to_owned(),
            ..Default::default()
        });
    });
    let mut article = full_article();
    article.country_of_origin_code = Some("NO".to_owned());
    article.article_group.as_mut().unwrap().article_group_name = Some("x".to_owned());
    article.article_category.as_mut().unwrap().name = Some("x".to_owned());
    warehouse.client.process_article(article).await.unwrap();
    wms.receive("17", 10).unwrap();
    let mut order = full_order();
    order.customer_order_lines.truncate(1);
    let info = order.order_info.as_mut().unwrap();
    info.order_remark = Some("x".to_owned());
    info.order_type.as_mut().unwrap().order_type_name = Some("x".to_owned());
    info.terms_of_delivery_type.as_mut().unwrap().name = Some("x".to_owned());
    let customer = order.customer.as_mut().unwrap();
    customer.post_code = Some("x".to_owned());
    customer.city = Some("x".to_owned());
    customer.country_code = Some("NO".to_owned());
    customer.address2 = Some("x".to_owned());
    customer.address3 = Some("x".to_owned());
    customer.country_state_code = Some("x".to_owned());
    let invoice = customer.invoice_address.as_mut().unwrap();
    invoice.country_code = Some("NO".to_owned());
    for field in [
        &mut invoice.address,
        &mut invoice.post_code,
        &mut invoice.city,
        &mut invoice.country_state_code,
        &mut invoice.address2,
        &mut invoice.address3,
        &mut invoice.tele_phone,
        &mut invoice.mobile_phone,
    ] {
        *field = Some("x".to_owned());
    }
    order.customer_order_lines[0].do_pick = Some(true);
    warehouse.client.process_order(order).await.unwrap();
    wms.pick_all("1").unwrap();
    wms.set_tracking("1", "WB-1", &["P1"]).unwrap();
    wms.send("1").unwrap();
    for (path, expected) in [("/articles", NOT_OF_ARTICLES), ("/orders", NOT_OF_ORDERS)] {
        let (_, answer) = warehouse.call("GET", &format!("{path}?goodsOwnerId=159"), None).await;
        let schema = answer_schema(&document, path, "get", "200");
        check(&document, schema, &answer, path);
        let mut empty = Vec::new();
        absent(&document, &schema["items"], &answer[0], "", &mut empty);
        assert_eq!(empty, expected, "{path}: {answer:#}");
    }
}

/// Members that the simulated warehouse keeps nothing for.
const NOT_OF_ARTICLES: &[&str] = &[
    "articleHandlingComments",
    "barCodeInfo.alternativeBarCodes",
    "classes",
    "customsDescription",
    "defaultLocation",
    "defaultLocationMaxNumberOfItems",
    "defaultLocationStockLimit",
    "freeValues.freeBoolean1",
    "freeValues.freeBoolean2",
    "freeValues.freeBoolean3",
    "freeValues.freeDecimal3",
    "freeValues.freeText1",
    "freeValues.freeText2",
    "freeValues.freeText3",
    "freeValues.freeText4",
    "freeValues.freeText5",
    "freeValues.freeText6",
    "freeValues.freeText7",
    "freeValues.freeText8",
    "inventoryInfo.reported",
    "minimumReorderQuantity",
    "storageClass",
    "storageProperties.isExpiryDateArticle",
    "subQuantityPerItem",
    "supplierInfo.alternativeSuppliers",
];
const NOT_OF_ORDERS: &[&str] = &[
    "classes",
    "consignee.doorCode",
    "orderInfo.advanced.backOrderInfo",
    "orderInfo.advanced.transportPaymentType",
    "orderInfo.customsInfo",
    "orderInfo.marketPlace",
    "orderInfo.orderFreeDateTime1",
    "orderInfo.preparedTransportDocumentId",
    "orderInfo.returnWayBill",
    "orderInfo.sortLocation",
    "orderInfo.warehouseInstruction",
    "orderLines.article.articleKind",
    "orderLines.externalId",
    "orderLines.freeValues",
    "orderLines.lineTotalCustomsValue",
    "orderLines.lineType",
    "orderLines.pickOrderInfo",
    "orderLines.pickedArticleItems.articleItemStatus",
    "orderLines.pickedArticleItems.caseNumber",
    "orderLines.pickedArticleItems.comment",
    "orderLines.pickedArticleItems.container",
    "orderLines.pickedArticleItems.expiryDate",
    "orderLines.pickedArticleItems.freeText1",
    "orderLines.pickedArticleItems.handling",
    "orderLines.pickedArticleItems.location",
    "orderLines.pickedArticleItems.locationTypeCode",
    "orderLines.pickedArticleItems.packedTime",
    "orderLines.pickedArticleItems.parcel",
    "orderLines.pickedArticleItems.productionDateDate",
    "orderLines.pickedArticleItems.purchaseOrderInfo",
    "orderLines.pickedArticleItems.returnCause",
    "orderLines.pickedArticleItems.returnDate",
    "orderLines.pickedArticleItems.secondNumberOfItems",
    "orderLines.pickedArticleItems.volume",
    "orderLines.pickedArticleItems.weight",
    "orderLines.pickedArticleItems.zoneName",
    "orderLines.reportedNumberOfItems",
    "orderLines.reportedReturnedNumberOfItems",
    "orderLines.subOrderLines",
    "orderLines.vat",
    "orderLines.warehouseInstruction",
    "parcels.advanced",
    "parcels.tracking",
    "returnTracking",
    "returnTransporter",
    "shipmentInfo",
    "tracking.freightPrice",
    "tracking.trackingUrl",
    "transporter.name",
    "transporter.serviceComment",
    "transporter.transporterContract",
    "transporter.transporterName",
];

#[tokio::test]
async fn it_takes_every_member_of_the_document_and_no_other() {
    let Some(document) = document() else { return };
    let warehouse = Warehouse::with_articles().await;
    for path in ["/articles", "/orders"] {
        let mut full = sample(&document, request_schema(&document, path, "put"), false, 0);
        full["goodsOwnerId"] = json!(159);
        // Countries, groups and articles that are nowhere are refused for what they are, which is not the point here.
        let (_, answer) = warehouse.call("PUT", path, Some(&full)).await;
        let said = answer.to_string();
        assert!(!said.contains("Could not find member"), "{path}: {said}");
        full["orderNumbr"] = json!("1");
        let (status, answer) = warehouse.call("PUT", path, Some(&full)).await;
        assert_eq!(status, 400);
        assert!(answer.to_string().contains("orderNumbr"), "{answer}");
    }
}
