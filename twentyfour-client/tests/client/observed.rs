use std::sync::{Arc, Mutex};

use futures::TryStreamExt;
use twentyfour_client::RequestEvent;
use twentyfour_client::types::ProductSearchParameters;
use twentyfour_simulator::Rule;

use crate::{client_once, shop};

#[tokio::test]
async fn the_requests_of_an_observed_clone_are_told_and_no_others() {
    let erp = shop().await;
    let client = client_once(&erp);
    let events = Arc::new(Mutex::new(Vec::<RequestEvent>::new()));
    let sink = Arc::clone(&events);
    let observed = client.observed(Arc::new(move |event| sink.lock().unwrap().push(event.clone())));

    observed.get_delivery_methods().await.unwrap();
    client.get_delivery_methods().await.unwrap();
    erp.misbehave(Rule::drop_before().on("GetProducts"));
    assert!(observed.get_products(ProductSearchParameters::default(), &["Id"]).await.is_err());
    erp.misbehave(Rule::status(503, "").on("GetProducts"));
    assert!(observed.get_products(ProductSearchParameters::default(), &["Id"]).await.is_err());
    let items = observed.get_products(ProductSearchParameters::default(), &["Id"]).await.unwrap();
    items.try_collect::<Vec<_>>().await.unwrap();

    let events = events.lock().unwrap();
    let reported: Vec<_> =
        events.iter().map(|event| (event.operation, event.authenticate, event.status)).collect();
    assert_eq!(
        reported,
        [
            ("Login", true, Some(200)),
            ("GetDeliveryMethods", false, Some(200)),
            ("GetProducts", false, None),
            ("GetProducts", false, Some(503)),
            ("GetProducts", false, Some(200)),
        ]
    );
    assert_eq!((events[0].service, events[1].service), ("Authenticate", "InvoiceService"));
    assert_eq!(events[1].quota_remaining, Some(7198));
    assert!(events[1].quota_reset.is_some());
}
