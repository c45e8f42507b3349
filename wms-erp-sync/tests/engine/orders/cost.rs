//! What a run costs when there is nothing to do.

use wms_erp_sync::{CancellationToken, Trigger};

use super::super::bench::{TENANT, all_done};
use super::{order, shop};

#[tokio::test]
async fn a_run_with_nothing_changed_and_a_thousand_open_orders_makes_five_requests_and_no_write() {
    let shop = shop().await;
    for _ in 0..1000 {
        shop.books().add_order(order(shop.kari, &[(shop.coffee, 1)]));
    }
    all_done(&shop.round().await);
    assert_eq!(shop.wms.orders().len(), 1000);
    // The second run settles whether anything changed in the minute of the first reading.
    for _ in 0..2 {
        all_done(&shop.round().await);
        assert_eq!(shop.writes(), Vec::<String>::new());
    }
    shop.clock.advance(std::time::Duration::from_secs(15 * 60));
    for trigger in [Trigger::Scheduled, Trigger::Manual] {
        shop.erp.clear_requests();
        shop.wms.control().clear_requests();
        let reports = shop.engine.run_all(TENANT, trigger, &CancellationToken::new()).await.unwrap();
        all_done(&reports);
        let (erp, wms) = (shop.erp.count(""), shop.wms.control().count(""));
        assert!(erp <= 3 && erp + wms <= 5, "{erp} to the ERP, {wms} to the WMS");
        assert_eq!(shop.writes(), Vec::<String>::new());
        let told: u64 = reports.iter().map(|report| report.requests.erp + report.requests.wms).sum();
        assert_eq!(told, (erp + wms) as u64, "the reports say the same");
        assert_eq!(reports[1].unchanged, 1000);
    }
}

/// Seconds after the first: as somebody does who wants to see that nothing is left to do.
#[tokio::test]
async fn a_second_run_right_after_the_first_writes_nothing_and_costs_no_more() {
    let shop = shop().await;
    for _ in 0..50 {
        shop.order();
    }
    all_done(&shop.round().await);
    shop.clock.advance(std::time::Duration::from_secs(5));
    all_done(&shop.once().await);
    assert_eq!(shop.writes(), Vec::<String>::new());
    let (erp, wms) = (shop.erp.count(""), shop.wms.control().count(""));
    assert!(erp <= 3 && erp + wms <= 5, "{:#?}", shop.erp.requests());
}
