//! What is written is allowed by the vendor's OpenAPI document, and what it describes can be read.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use ongoing_client::WarehouseApi;
use ongoing_client::model::{
    GetInventoryQuery, InOrderFilters, OrderFilters, UpdateOrderLineComment, UpdateOrderLines,
};
use serde_json::{Map, Value, json};

use super::Bench;
use super::contract;
use super::full::{full_article, full_filters, full_order, full_query};

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
    for path in ["/articles", "/orders", "/purchaseOrders"] {
        let schema = answer_schema(&document, path, "get", "200");
        bench.answers("GET", path, &[], sample(&document, schema, false, 0)).await;
    }
    let orders: Vec<_> = bench.client.orders(OrderFilters::default()).try_collect().await.unwrap();
    let stock: Vec<_> = bench.client.inventory(GetInventoryQuery::default()).try_collect().await.unwrap();
    let purchases: Vec<_> =
        bench.client.purchase_orders(InOrderFilters::default()).try_collect().await.unwrap();
    let filled = [
        paths(&asmx_soap::to_xml(&orders[0]).unwrap()),
        paths(&asmx_soap::to_xml(&stock[0]).unwrap()),
        paths(&asmx_soap::to_xml(&purchases[0]).unwrap()),
    ];
    let every: BTreeSet<&str> = filled.iter().flatten().map(String::as_str).collect();
    let answered = bench.client.answered_fields();
    let unknown: Vec<_> = filled[0].iter().filter(|path| !answered.order(path)).collect();
    assert!(unknown.is_empty(), "answers have more of an order: {unknown:#?}");
    let unknown: Vec<_> = filled[1].iter().filter(|path| !answered.inventory_line(path)).collect();
    assert!(unknown.is_empty(), "answers have more of an article: {unknown:#?}");
    let unknown: Vec<_> = filled[2].iter().filter(|path| !answered.purchase_order(path)).collect();
    assert!(unknown.is_empty(), "answers have more of a purchase order: {unknown:#?}");
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
