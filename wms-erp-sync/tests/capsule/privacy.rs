//! Nothing of people and no secret leaves.

use wms_erp_sync::mapping::TrackingPlace;
use wms_erp_sync::{OrderStatusSettings, Process, Tenant};

use crate::bench::{Bench, TENANT, Transport};
use crate::over_both;
use crate::shop::{Settings, Shop, usual};

over_both! {
    nothing_of_the_people_and_no_secret_is_in_a_capsule
    nothing_of_the_people_is_in_it_where_tracking_is_reported
}

async fn nothing_of_the_people_and_no_secret_is_in_a_capsule(transport: Transport) {
    let shop = Shop::open(transport, usual, |order| order).await;
    shop.round().await;
    let (number, wms) = (shop.order.to_string(), &shop.bench.wms);
    wms.receive(&shop.coffee.to_string(), 7).unwrap();
    wms.pick_all(&number).unwrap();
    wms.set_tracking(&number, "WAYMARK91234567", &["PARMARK1"]).unwrap();
    wms.send(&number).unwrap();
    shop.bench.round().await;
    shop.bench
        .engine
        .operator(TENANT)
        .dismiss(Process::OrderStatus, format!("{number}/short"), "Karimark called")
        .await
        .unwrap();
    let text = shop.pack(shop.order).await.unwrap().to_json().unwrap();
    assert!(text.contains("K-500") && text.contains("Norge") && text.contains("Posten"), "{text}");
    let small = text.to_lowercase();
    let Bench { erp, wms, .. } = &shop.bench;
    let secrets = [
        erp.password(),
        erp.username(),
        erp.application_id(),
        wms.password().to_owned(),
        wms.username().to_owned(),
        wms.goods_owner_code().to_owned(),
        "127.0.0.1".to_owned(),
    ];
    let people = ["karimark", "nordmark", "olamark", "eksempelmark", "åsmark", "1234567", "912 34", "veien"];
    let people =
        people.into_iter().chain(["oslomark", "postmark", "permark", "pomark", "portkode", "kaffemark"]);
    let people = people.chain(["brødmark", "waymark", "parmark"]);
    for word in secrets.iter().map(|secret| secret.to_lowercase()).chain(people.map(str::to_owned)) {
        assert!(!small.contains(&word), "{word}: {text}");
    }
}

/// Then waybills and parcels are remembered, and stand in the ERP.
async fn nothing_of_the_people_is_in_it_where_tracking_is_reported(transport: Transport) {
    for place in [TrackingPlace::InvoiceText, TrackingPlace::DeliveryAlternative] {
        let settings: Settings = match place {
            TrackingPlace::InvoiceText => {
                |tenant, products| tracked(tenant, products, TrackingPlace::InvoiceText)
            }
            _ => |tenant, products| tracked(tenant, products, TrackingPlace::DeliveryAlternative),
        };
        let shop = Shop::open(transport, settings, |order| order).await;
        shop.round().await;
        let (number, wms) = (shop.number(), &shop.bench.wms);
        wms.set_tracking(&number, "WAYMARK91234567", &["PARMARK1"]).unwrap();
        shop.send(10);
        shop.round().await;
        wms.add_parcel(&number, "LATEMARK2", Some("https://postmark.example/1234567"), false).unwrap();
        for _ in 0..2 {
            let capsule = shop.pack(shop.order).await.unwrap();
            assert_eq!(capsule.original, None, "{:#?}", capsule.outcome);
            let text = capsule.to_json().unwrap().to_lowercase();
            assert!(capsule.documents.iter().any(|document| document.key.starts_with("tracking/")));
            for word in ["waymark", "parmark", "latemark", "postmark", "1234567", "karimark", "portkode"] {
                assert!(!text.contains(word), "{word}: {text}");
            }
            shop.round().await;
        }
    }
}

fn tracked(tenant: Tenant, products: [i32; 2], place: TrackingPlace) -> Tenant {
    let mut settings = OrderStatusSettings::default();
    settings.tracking = Some(place);
    usual(tenant, products).order_status(settings)
}
