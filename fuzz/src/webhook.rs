//! Any body of a webhook.

use ongoing_client::webhook::{OrderEvent, Token};

/// See the top of this file.
pub fn run(data: &[u8]) {
    match OrderEvent::from_json(data) {
        Ok(event) => {
            for known in ["orderId", "orderNumber", "orderStatus", "tracking", "parcels", "timestamp"] {
                assert!(!event.other.contains_key(known), "{known} was passed over");
            }
            let set = [&event.order_number, &event.goods_owner_order_id, &event.webhook_event_id];
            assert!(set.into_iter().flatten().all(|text| !text.is_empty()), "an empty text is none");
            let again = OrderEvent::from_json(data).expect("what was read once");
            assert_eq!(event, again);
        }
        Err(error) => assert_eq!(error.to_string().lines().count(), 1),
    }
    if let Ok(token) = Token::new("the token") {
        assert_eq!(token.matches(data), data == b"the token");
    }
}
