//! What is written is allowed by the vendor's OpenAPI document, and what it describes can be read.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use ongoing_client::WarehouseApi;
use ongoing_client::model::{
    AddressClass, ArticleColor, ArticleDefinition, ArticleGroup, ArticleNameClass, ArticleNames, ArticleSize,
    Country, CustomerGroup, CustomerOrderTextLine, GetInventoryQuery, Language, OrderFilters,
    OrderNotification, OrderType, OutboundWarehouse, Supplier, TaricNumberClass, TaricNumbers,
    TransportPaymentType, TransporterContractClass, TypeClass, UpdateOrderLineComment, UpdateOrderLines,
    WarehouseIdentificationType,
};
use serde_json::{Map, Value, json};

use super::contract;
use super::{Bench, order};

/// The document, or `None`, said loudly, if it is not here.
pub(super) fn document() -> Option<Value> {
    let Some(path) = contract::contract("ongoing/rest-v1.openapi.json") else {
        contract::skipped("the OpenAPI document of Ongoing is not in ../shared/contracts (VENDOR_CONTRACTS)");
        return None;
    };
    Some(serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
}

fn resolve<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema.get("$ref").or_else(|| schema.get("allOf")?.get(0)?.get("$ref"));
    match reference.and_then(Value::as_str) {
        Some(at) => resolve(document, document.pointer(at.trim_start_matches('#')).unwrap()),
        None => schema,
    }
}

/// Checks a value: no unknown members, nothing missing that is required, and the right types.
pub(super) fn check(document: &Value, schema: &Value, value: &Value, place: &str) {
    let nullable = schema.get("nullable") == Some(&Value::Bool(true));
    let schema = resolve(document, schema);
    if value.is_null() && (nullable || schema.get("nullable") == Some(&Value::Bool(true))) {
        return;
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let members = value.as_object().unwrap_or_else(|| panic!("{place} is no object: {value}"));
        for required in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            assert!(members.contains_key(required.as_str().unwrap()), "{place} has no {required}");
        }
        for (name, member) in members {
            let property = properties.get(name).unwrap_or_else(|| panic!("{place}.{name} is not known"));
            check(document, property, member, &format!("{place}.{name}"));
        }
        return;
    }
    let fits = match schema["type"].as_str() {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("array") => {
            let items = value.as_array().unwrap_or_else(|| panic!("{place} is no array"));
            items.iter().for_each(|item| check(document, &schema["items"], item, place));
            true
        }
        other => panic!("{place}: the document has the type {other:?}"),
    };
    assert!(fits, "{place}: {value}");
}

/// The members of a schema that a value does not have, or has empty; of one that is absent as a whole only its own path.
pub(super) fn absent(document: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let schema = resolve(document, schema);
    if value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty) {
        return found.push(place.to_owned());
    }
    if let Some(items) = value.as_array() {
        return absent(document, &schema["items"], &items[0], place, found);
    }
    for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let place = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
        absent(document, property, value.get(name).unwrap_or(&Value::Null), &place, found);
    }
}

pub(super) fn request_schema<'a>(document: &'a Value, path: &str, verb: &str) -> &'a Value {
    &document["paths"][format!("/api/v1{path}")][verb]["requestBody"]["content"]["application/json"]["schema"]
}

pub(super) fn answer_schema<'a>(document: &'a Value, path: &str, verb: &str, status: &str) -> &'a Value {
    &document["paths"][format!("/api/v1{path}")][verb]["responses"][status]["content"]["application/json"]["schema"]
}

/// Every query key of a request is one that the document knows for this path.
fn check_query(document: &Value, path: &str, verb: &str, address: &str) {
    let known = document["paths"][format!("/api/v1{path}")][verb]["parameters"].as_array().unwrap();
    let query = address.split_once('?').map_or("", |(_, query)| query);
    for key in query.split('&').filter(|part| !part.is_empty()).map(|part| part.split('=').next().unwrap()) {
        assert!(known.iter().any(|parameter| parameter["name"] == key), "{verb} {path}: {key}");
    }
}

#[tokio::test]
async fn every_body_and_query_that_is_written_is_known_to_the_document() {
    let Some(document) = document() else { return };
    let bench = Bench::new().await;
    bench
        .answers(
            "GET",
            "/articles",
            &[],
            json!([
                {"articleSystemId": 1, "articleNumber": "a", "productCode": "17"},
                {"articleSystemId": 2, "articleNumber": "b", "productCode": "18"}
            ]),
        )
        .await;
    bench.answers("GET", "/orders", &[], json!([{"orderInfo": {"orderId": 7, "orderNumber": "1"}, "orderLines": [{"id": 8, "rowNumber": "1"}]}])).await;
    bench.answers("PUT", "/articles/1", &[], json!({"articleSystemId": 1})).await;
    bench.answers("PUT", "/orders", &[], json!({"orderId": 7})).await;
    bench.answers("DELETE", "/orders", &[], json!({"orderId": 7})).await;
    bench.answers("PATCH", "/orders/7/lines/8/reportedNumberOfItems", &[], json!({})).await;
    bench.answers("PATCH", "/orders/7/lines/8/comment", &[], json!({})).await;

    bench.client.process_article(full_article()).await.unwrap();
    bench.client.process_order(full_order()).await.unwrap();
    bench.client.remove_order("1").await.unwrap();
    let mut update = UpdateOrderLines::report("1", [("1", "1.5".parse().unwrap())]);
    update.order_lines[0].update_comment =
        Some(UpdateOrderLineComment { order_line_comment: Some("x".into()) });
    bench.client.update_order_lines(update).await.unwrap();
    let _: Vec<_> = bench.client.inventory(full_query()).try_collect().await.unwrap();
    let _: Vec<_> = bench.client.orders(full_filters()).try_collect().await.unwrap();

    let mut checked = 0;
    for (verb, address, body) in bench.requests().await {
        let path = address.split('?').next().unwrap();
        let path = path
            .replace("/articles/1", "/articles/{articleSystemId}")
            .replace("/7/", "/{orderId}/")
            .replace("/8/", "/{orderLineId}/");
        let verb = verb.to_lowercase();
        match body.is_null() {
            true => check_query(&document, &path, &verb, &address),
            false => {
                check(&document, request_schema(&document, &path, &verb), &body, &format!("{verb} {path}"));
            }
        }
        checked += 1;
    }
    assert_eq!(checked, 10);
}

/// A value of a schema with every member set, or with every member that may be null being null.
pub(super) fn sample(document: &Value, schema: &Value, nulls: bool, depth: usize) -> Value {
    let nullable = schema.get("nullable") == Some(&Value::Bool(true));
    let schema = resolve(document, schema);
    if schema["type"] == "array" && depth > 6 {
        return json!([]);
    }
    if nulls && depth > 0 && (nullable || schema.get("nullable") == Some(&Value::Bool(true))) || depth > 8 {
        return Value::Null;
    }
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let members = properties
            .iter()
            .map(|(name, property)| (name.clone(), sample(document, property, nulls, depth + 1)));
        return Value::Object(members.collect::<Map<_, _>>());
    }
    if let Some(word) = schema.get("enum").and_then(|words| words.get(0)) {
        return word.clone();
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("string"), Some("date-time")) => json!("2026-11-21T12:30:00.437Z"),
        (Some("string"), _) => json!("text"),
        (Some("integer"), _) => json!(7),
        (Some("number"), _) => json!(525.125),
        (Some("boolean"), _) => json!(true),
        (Some("array"), _) => json!([sample(document, &schema["items"], nulls, depth + 1)]),
        other => panic!("the document has the type {other:?}"),
    }
}

#[tokio::test]
async fn everything_that_the_document_describes_can_be_read() {
    let Some(document) = document() else { return };
    for nulls in [false, true] {
        let bench = Bench::new().await;
        for path in [
            "/articles",
            "/orders",
            "/orders/statuses",
            "/orders/wayOfDeliveryTypes",
            "/inventoryAdjustments",
            "/warehouses",
            "/transporterContracts",
        ] {
            let schema = answer_schema(&document, path, "get", "200");
            bench.answers("GET", path, &[], sample(&document, schema, nulls, 0)).await;
        }
        let adjusted = bench.client.get_inventory_adjustments(Default::default()).await.unwrap();
        assert_eq!(
            adjusted[0].inventory_adjustments.first().is_some_and(|one| one.expiry_date.is_some()),
            !nulls
        );
        assert_eq!(bench.client.warehouses().await.unwrap()[0].code.is_some(), !nulls);
        let contracts = bench.client.transporter_contracts().await.unwrap();
        assert_eq!(contracts[0].transporter_services.is_empty(), nulls);
        assert_eq!(bench.client.way_of_delivery_types().await.is_ok(), !nulls, "a wrapper without a list");
        let stock: Vec<_> = bench.client.inventory(GetInventoryQuery::default()).try_collect().await.unwrap();
        assert_eq!(stock[0].physical().is_some(), !nulls);
        assert_eq!(stock[0].article.as_ref().unwrap().product_code.is_some(), !nulls);
        let orders: Vec<_> = bench.client.orders(OrderFilters::default()).try_collect().await.unwrap();
        assert_eq!(orders[0].order_info.is_some(), !nulls);
        if !nulls {
            assert_eq!(
                orders[0].picked_order_lines[0].picked_number_of_items.unwrap().to_string(),
                "525.125"
            );
            assert_eq!(bench.client.order_statuses().await.unwrap()[0].order_status_id, Some(7));
        }
    }
}

#[tokio::test]
async fn what_answers_have_is_known_to_whoever_compares() {
    let Some(document) = document() else { return };
    let bench = Bench::new().await;
    for path in ["/articles", "/orders"] {
        let schema = answer_schema(&document, path, "get", "200");
        bench.answers("GET", path, &[], sample(&document, schema, false, 0)).await;
    }
    let orders: Vec<_> = bench.client.orders(OrderFilters::default()).try_collect().await.unwrap();
    let stock: Vec<_> = bench.client.inventory(GetInventoryQuery::default()).try_collect().await.unwrap();
    let filled =
        [paths(&asmx_soap::to_xml(&orders[0]).unwrap()), paths(&asmx_soap::to_xml(&stock[0]).unwrap())];
    let every: BTreeSet<&str> = filled.iter().flatten().map(String::as_str).collect();
    let answered = bench.client.answered_fields();
    let unknown: Vec<_> = filled[0].iter().filter(|path| !answered.order(path)).collect();
    assert!(unknown.is_empty(), "answers have more of an order: {unknown:#?}");
    let unknown: Vec<_> = filled[1].iter().filter(|path| !answered.inventory_line(path)).collect();
    assert!(unknown.is_empty(), "answers have more of an article: {unknown:#?}");
    let text = format!("{answered:?}");
    let listed: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
    let missing: Vec<_> = listed.iter().filter(|path| !every.contains(**path)).collect();
    assert!(missing.is_empty(), "no answer has {missing:#?}");
}

/// The paths of the elements that hold a text, below the root.
fn paths(xml: &str) -> BTreeSet<String> {
    let (mut open, mut paths) = (Vec::new(), BTreeSet::new());
    for part in xml.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap();
        let name = tag.split(' ').next().unwrap();
        if name.starts_with('/') {
            open.pop();
        } else if !name.starts_with('?') {
            open.push(name);
            if !text.is_empty() {
                paths.insert(open[1..].join("/"));
            }
        }
    }
    paths
}

pub(super) fn full_article() -> ArticleDefinition {
    let text = || Some("x".to_owned());
    let decimal = || "12345678.125".parse().ok();
    ArticleDefinition {
        article_name: text(),
        bar_code: text(),
        supplier_article_number: text(),
        article_description: text(),
        article_unit_code: text(),
        country_of_origin_code: text(),
        statistics_number: text(),
        purchase_currency_code: text(),
        weight: decimal(),
        net_weight: decimal(),
        volume: decimal(),
        length: decimal(),
        width: decimal(),
        height: decimal(),
        quantity_per_pallet: Some(1),
        quantity_per_package: Some(1),
        order_point: Some(1),
        price: decimal(),
        customer_price: decimal(),
        purchase_price: decimal(),
        is_stock_article: Some(true),
        article_group: Some(ArticleGroup { article_group_code: text(), ..Default::default() }),
        article_category: Some(TypeClass { code: text(), ..Default::default() }),
        article_names: Some(ArticleNames {
            article_name: vec![ArticleNameClass {
                language: Some(Language { language_code: text() }),
                article_name: text(),
            }],
        }),
        main_supplier: Some(Supplier {
            address: Some(AddressClass {
                name: text(),
                tele_phone: text(),
                city: text(),
                ..Default::default()
            }),
            ..Supplier::by_number("9", "Lys")
        }),
        bar_code_package: text(),
        link_to_picture: text(),
        bar_code_pallet: text(),
        quantity_per_layer: Some(1),
        taric_numbers: Some(TaricNumbers {
            taric_number: vec![TaricNumberClass {
                country: Country { country_code: text() },
                taric_number: text(),
            }],
        }),
        is_obsolete: Some(false),
        min_days_to_expiry_date: Some(1),
        additional_statistics_number: text(),
        customs_export_conditions: text(),
        article_color: Some(ArticleColor { color_code: text(), color_name: text() }),
        article_size: Some(ArticleSize { size_code: text(), size_name: text() }),
        is_serial_number_article: Some(true),
        is_batch_article: Some(true),
        article_free_decimal1: decimal(),
        article_free_decimal2: decimal(),
        ..ArticleDefinition::by_product_code("17", "L17")
    }
}

pub(super) fn full_order() -> ongoing_client::model::CustomerOrder {
    let text = || Some("x".to_owned());
    let mut full = order("1");
    let info = full.order_info.as_mut().unwrap();
    let day = info.delivery_date;
    for field in [
        &mut info.reference_number,
        &mut info.goods_owner_order_id,
        &mut info.sales_code,
        &mut info.delivery_instruction,
        &mut info.consignee_order_number,
        &mut info.terms_of_delivery,
        &mut info.terms_of_payment,
        &mut info.transporter_order_number,
        &mut info.communication,
        &mut info.invoice_number,
        &mut info.invoice_url,
        &mut info.language,
        &mut info.production_code,
        &mut info.order_service_point_code,
        &mut info.free_text1,
        &mut info.free_text2,
        &mut info.free_text3,
    ] {
        *field = text();
    }
    info.arrival_date = Some(day);
    info.arrival_date_from = Some(day);
    info.freight_price = Some(49.into());
    info.customer_price = Some(490.into());
    info.picking_priority = Some(1);
    info.order_type = Some(OrderType { order_type_code: text(), ..Default::default() });
    info.terms_of_delivery_type = Some(TypeClass { code: text(), ..Default::default() });
    info.order_notification = Some(OrderNotification {
        telephone: text(),
        mobile_phone: text(),
        email: text(),
        ..Default::default()
    });
    info.outbound_warehouse = Some(OutboundWarehouse {
        warehouse_identification: WarehouseIdentificationType::WarehouseId,
        warehouse_id: Some(1),
        ..Default::default()
    });
    let customer = full.customer.as_mut().unwrap();
    customer.customer_number = text();
    customer.external_customer_code = text();
    customer.tele_phone = text();
    customer.remark = text();
    customer.customer_group = Some(CustomerGroup { customer_group_code: text(), ..Default::default() });
    customer.invoice_address.as_mut().unwrap().email = text();
    full.transporter_contract = Some(TransporterContractClass {
        transport_payment: TransportPaymentType::Prepaid,
        transporter_code: text(),
        transporter_service_code: text(),
        ..Default::default()
    });
    full.customer_order_text_lines = vec![CustomerOrderTextLine {
        external_order_line_code: text(),
        order_line_comment: text(),
        number_of_items: Some(1.into()),
    }];
    let line = &mut full.customer_order_lines[0];
    line.delivery_date = Some(day);
    line.order_line_comment = text();
    line.line_price = Some(1.into());
    line.customer_line_price = Some(1.into());
    line.currency_code = text();
    line.do_pick = Some(false);
    line.batch = text();
    line.order_line_serial = text();
    line.min_days_to_expiry_date = Some(1);
    line.max_days_to_expiry_date = Some(1);
    line.discount = Some(1.into());
    line.order_line_weight = Some(1.into());
    line.customer_article_number = text();
    full
}

fn full_query() -> GetInventoryQuery {
    GetInventoryQuery {
        article_numbers_to_get: vec!["x".to_owned()],
        articles_below_stock_limit: Some(true),
        special_filters: Some(ongoing_client::model::InventorySpecialFilters {
            only_articles_in_stock: Some(true),
        }),
        ..GetInventoryQuery::changed_from(chrono::DateTime::UNIX_EPOCH)
    }
}

fn full_filters() -> OrderFilters {
    let time = Some(chrono::DateTime::UNIX_EPOCH.into());
    OrderFilters {
        shipped_time_from: time,
        shipped_time_to: time,
        last_picking_time_from: time,
        last_returned_from: time,
        order_status_from: Some(1),
        order_status_to: Some(2),
        last_updated_from: time,
        order_numbers_to_get: vec!["x".to_owned()],
        reference_number: Some("x".to_owned()),
        ..OrderFilters::to_report()
    }
}
