//! A working day.

use wms_erp_sync::Process;

use super::Bench;
use super::bench::{all_done, customer, order, product};

#[tokio::test]
async fn a_day_goes_from_articles_to_stock_and_then_nothing_is_left_to_do() {
    let bench = Bench::start().await;
    let books = bench.books();
    let coffee = books.add_product(product("K-500", "Kaffe 500 g", 10));
    let cup = books.add_product(product("KOPP", "Kopp", 0));
    let kari = books.add_company(customer("Kari Nordmann"));
    let number = books.add_order(order(kari, &[(coffee, 3), (cup, 2)]));

    let reports = bench.round().await;
    all_done(&reports);
    assert_eq!(bench.wms.articles().len(), 2);
    let sent = bench.wms.order(&number.to_string()).expect("the order is in the WMS");
    assert_eq!(sent.lines.len(), 2);
    assert_eq!(bench.wms.skipped_elements(), []);

    bench.wms.receive(&coffee.to_string(), 40).unwrap();
    bench.wms.receive(&cup.to_string(), 1).unwrap();
    bench.wms.pick_all(&number.to_string()).unwrap();
    bench.wms.send(&number.to_string()).unwrap();
    let reports = bench.round().await;
    all_done(&reports);
    assert_eq!(bench.erp_status(number), "OrderState_Sent", "{reports:#?}");
    assert_eq!(bench.erp_stock(coffee), 37.into());
    assert_eq!(bench.erp_stock(cup), 0.into());

    // What we wrote comes back as changes of the ERP; after that all is quiet.
    all_done(&bench.round().await);
    assert_eq!(bench.writes(), Vec::<String>::new());
    let reports = bench.round().await;
    assert_eq!(bench.writes(), Vec::<String>::new());
    let erp: u64 = reports.iter().map(|report| report.requests.erp).sum();
    let wms: u64 = reports.iter().map(|report| report.requests.wms).sum();
    assert!(erp <= 3 && erp + wms <= 5, "{reports:#?}");
    let timeline = bench.engine.inspect("acme").timeline(number).await.unwrap();
    assert!(timeline.iter().any(|event| event.process == Process::OrderStatus), "{timeline:#?}");
}
