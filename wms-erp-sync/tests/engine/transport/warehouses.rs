//! Only the stock of some warehouses counts.

use ongoing_simulator::Rule;
use wms_erp_sync::{Class, Outcome, Process, Rating};

use super::super::bench::hours;
use super::*;

over_both! {
    only_the_stock_of_the_named_warehouses_counts
    a_warehouse_that_does_not_exist_is_an_error_and_empties_nobody
    what_cannot_be_read_by_warehouse_empties_nobody
}

async fn counting(transport: Transport, warehouses: &[&str]) -> Shop {
    let mut settings = Stock::default();
    settings.warehouses = warehouses.iter().map(|code| (*code).to_owned()).collect();
    let shop = Shop::with(transport, |tenant| tenant.stock(settings)).await;
    let wms = &shop.bench.wms;
    wms.act(|world| {
        world.add_warehouse("NORTH", "Northern warehouse");
        world.add_warehouse("RETURNS", "What came back")
    });
    all_done(&[shop.bench.run(Process::Articles).await]);
    wms.receive(&shop.coffee.to_string(), 30).unwrap();
    shop.lay("NORTH", 12);
    shop.lay("RETURNS", 5);
    shop
}

impl Shop {
    fn lay(&self, warehouse: &str, quantity: i32) {
        let coffee = self.coffee.to_string();
        self.bench.wms.act(|world| world.keep_in(warehouse, &coffee, quantity)).unwrap();
    }
}

async fn only_the_stock_of_the_named_warehouses_counts(transport: Transport) {
    let shop = counting(transport, &["main", "NORTH"]).await;
    let stock = || shop.bench.erp_stock(shop.coffee);
    shop.round().await;
    assert_eq!(stock(), 25.into());
    shop.lay("RETURNS", 9);
    shop.round().await;
    assert_eq!(stock(), 21.into());
    assert!(shop.bench.engine.inspect(TENANT).drift(&[Process::Stock]).await.unwrap().is_none());
    // Nothing moves any more: then nobody is asked which warehouse it lies in.
    shop.bench.clock.advance(hours(2));
    shop.round().await;
    shop.round().await;
    let asked = shop.bench.wms.control().requests();
    let by_warehouse =
        asked.iter().filter(|request| request.operation.to_lowercase().contains("perwarehouse"));
    assert_eq!((by_warehouse.count(), shop.writes()), (0, Vec::new()));
}

async fn a_warehouse_that_does_not_exist_is_an_error_and_empties_nobody(transport: Transport) {
    let shop = counting(transport, &["SOUTH"]).await;
    shop.bench.books().patch_product(shop.coffee, |product| product.set("Stock", 30));
    let report = shop.bench.run(Process::Stock).await;
    assert_eq!((report.outcome, report.reasons[0].class), (Outcome::Failed, Some(Class::NeedsPerson)));
    let what = &report.reasons[0].what;
    assert!(what.contains("\"SOUTH\"") && what.contains("MAIN, NORTH, RETURNS"), "{what}");
    assert_eq!(shop.bench.erp_stock(shop.coffee), 30.into());
    let checked = shop.bench.engine.inspect(TENANT).check().await.unwrap();
    let finding = checked.findings.iter().find(|finding| finding.subject == "WMS warehouses").unwrap();
    assert_eq!(finding.rating, Rating::Wrong);
}

async fn what_cannot_be_read_by_warehouse_empties_nobody(transport: Transport) {
    let shop = counting(transport, &["NORTH"]).await;
    shop.round().await;
    assert_eq!(shop.bench.erp_stock(shop.coffee), 12.into());
    shop.lay("NORTH", 3);
    let by_warehouse = |operation: &str| operation.to_lowercase().contains("perwarehouse");
    shop.bench.wms.control().misbehave(Rule::status(503, "").when(move |call| by_warehouse(&call.operation)));
    let report = shop.bench.run(Process::Stock).await;
    assert_eq!((report.outcome, shop.bench.erp_stock(shop.coffee)), (Outcome::Failed, 12.into()));
    shop.round().await;
    assert_eq!(shop.bench.erp_stock(shop.coffee), 3.into());
}
