use super::{OrderEvent, Token, WebhookError};

const WHOLE: &str = r#"{
    "webhookOrdersId": 4711, "webhookEventId": "e-1", "system": "acme", "timestamp": "2026-11-21T12:30:00.1234567",
    "orderId": 77, "orderNumber": "10234", "goodsOwnerId": 159, "goodsOwnerName": "Acme", "goodsOwnerOrderId": "",
    "consigneeOrderNumber": null, "path": "/api/v1/orders/77", "byUser": "kari", "orderStatus": {"number": 450},
    "tracking": [{"trackingUrl": "https://t.example/1", "waybill": "WB", "isReturn": false}],
    "parcels": [{"id": 3, "parcelNumber": "P1", "isReturnParcel": true, "tracking": {"trackingUrl": null}}]
}"#;

#[test]
fn a_whole_event_is_read() {
    let event = OrderEvent::from_json(format!("\u{feff}{WHOLE}").as_bytes()).unwrap();
    assert_eq!((event.order_id.0, event.order_status), (77, Some(450)));
    assert_eq!(event.webhook_orders_id.as_deref(), Some("4711"));
    assert_eq!((event.goods_owner_order_id, event.consignee_order_number), (None, None));
    assert_eq!(event.timestamp.unwrap().naive().to_string(), "2026-11-21 12:30:00.123456700");
    assert_eq!(event.tracking[0].waybill.as_deref(), Some("WB"));
    assert!(event.parcels[0].is_return_parcel && event.parcels[0].tracking.is_some());
    assert_eq!(event.other["byUser"], "\"kari\"");
}

#[test]
fn every_part_but_the_order_may_be_missing_or_null() {
    let whole: serde_json::Map<_, _> = serde_json::from_str(WHOLE).unwrap();
    let nulls = whole
        .keys()
        .map(|key| if key == "orderId" { "\"orderId\": 1".into() } else { format!("{key:?}: null") });
    let nulls = format!("{{{}}}", nulls.collect::<Vec<_>>().join(","));
    for body in ["{\"orderId\": 1}", &nulls] {
        let event = OrderEvent::from_json(body.as_bytes()).unwrap();
        assert!(event.order_status.is_none() && event.tracking.is_empty() && event.timestamp.is_none());
    }
}

#[test]
fn what_names_no_order_is_no_event() {
    for body in
        ["", "null", "[]", "{}", "{\"orderId\": null}", "{\"orderId\": \"x\"}", "<html>", "{\"orderId\": 1"]
    {
        assert!(matches!(OrderEvent::from_json(body.as_bytes()), Err(WebhookError::Json(_))), "{body}");
    }
    let deep = format!("{{\"orderId\": 1, \"x\": {}", "[".repeat(100_000));
    assert!(OrderEvent::from_json(deep.as_bytes()).is_err());
    let large = vec![b' '; super::MAX_BYTES + 1];
    assert!(matches!(OrderEvent::from_json(&large), Err(WebhookError::TooLarge(_))));
}

#[test]
fn only_the_token_matches() {
    let token = Token::new("s3cret").unwrap();
    assert!(token.matches("s3cret"));
    for wrong in ["", "s3cre", "s3crets", "S3cret", "s3crets3cret", "x"] {
        assert!(!token.matches(wrong), "{wrong}");
    }
    assert!(Token::new("").is_err());
    assert!(!format!("{token:?}").contains("s3cret"));
}
