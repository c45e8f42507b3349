//! The host over REST: the same day, by the one key that says so.

use chrono::TimeDelta;
use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::{FROM_BERGEN, FROM_KARI, FROM_SATRA, TENT, THERMOS};

use crate::rig::Rig;

async fn over_rest() -> Rig {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let text = rig.configuration();
    rig.configure(&text.replace("[tenant.wms]\n", "[tenant.wms]\ntransport = \"rest\"\n"));
    rig
}

/// Writes to the WMS, by verb and resource, since the start; nothing of it may be SOAP.
fn writes(rig: &Rig) -> Vec<String> {
    let requests = rig.systems.wms.control().requests();
    let operations: Vec<_> = requests.into_iter().map(|request| request.operation).collect();
    assert!(operations.iter().all(|operation| operation.contains(" /nordlager/api/v1/")), "{operations:?}");
    operations.into_iter().filter(|operation| !operation.starts_with("GET ")).collect()
}

#[tokio::test]
async fn the_first_run_does_everything_and_what_follows_writes_nothing() {
    let rig = over_rest().await;
    let check = rig.host(&["check"]).await;
    assert_eq!(check.exit, Exit::Done, "{check:?}");
    let first = rig.host(&["once"]).await;
    assert_eq!(first.exit, Exit::Done, "{first:?}");
    let wms = &rig.systems.wms;
    assert_eq!((wms.articles().len(), wms.orders().len()), (7, 4));
    assert_eq!(rig.erp_stock(THERMOS), 7, "as counted");
    assert_eq!((wms.parallel_writes(), wms.skipped_elements()), (0, vec![]));

    let written = writes(&rig);
    // The orders changed in the very minute in which they were read: when that is over they are read once more.
    for once_more in [1, 0] {
        rig.clock.advance(TimeDelta::minutes(15));
        let before = rig.requests();
        let again = rig.host(&["once"]).await;
        assert_eq!(again.exit, Exit::Done, "{again:?}");
        assert_eq!(writes(&rig), written);
        let (erp, wms) = rig.requests();
        assert_eq!((erp - before.0, wms - before.1), (2 + once_more, 2));
    }
}

#[tokio::test]
async fn what_is_sent_becomes_sent_in_the_erp_and_the_shelves_are_right() {
    let rig = over_rest().await;
    rig.once().await;
    let wms = &rig.systems.wms;
    assert!(wms.pick_all(&FROM_KARI.to_string()).unwrap().is_empty());
    assert_eq!(wms.pick_all(&FROM_BERGEN.to_string()).unwrap().len(), 1, "three flasks are missing");
    for order in [FROM_KARI, FROM_BERGEN] {
        wms.send(&order.to_string()).unwrap();
    }
    rig.clock.advance(TimeDelta::minutes(15));
    let ran = rig.once().await;
    assert_eq!(rig.erp_status(FROM_KARI), "OrderState_Sent");
    assert_eq!(rig.erp_status(FROM_BERGEN), "OrderState_Sent");
    assert_eq!(rig.erp_status(FROM_SATRA), "Confirmed");
    assert!(ran.out.contains("7 of 10 sent, 3 missing"), "{}", ran.out);
    assert_eq!((rig.erp_stock(THERMOS), rig.erp_stock(TENT)), (0, 13), "as on the shelves");

    // A number that changes is the same article, also for a host that has just started.
    rig.systems.erp.books().patch_product(TENT, |product| product.set("No", "TELT-NY"));
    rig.clock.advance(TimeDelta::minutes(15));
    let before = wms.article_by_product_code(&TENT.to_string()).unwrap();
    rig.once().await;
    let after = wms.article_by_product_code(&TENT.to_string()).unwrap();
    assert_eq!((after.system_id, after.number()), (before.system_id, "TELT-NY"));
    let last = writes(&rig).pop().unwrap();
    assert_eq!(last, format!("PUT /nordlager/api/v1/articles/{}", before.system_id));
}
