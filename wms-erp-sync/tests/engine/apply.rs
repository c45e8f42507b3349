//! A plan that is applied while people go on working: what was planned is written, and nothing else.

use wms_erp_sync::{Applied, CancellationToken, Class, OrderEventKind, Process};

use super::bench::{TENANT, order};
use super::orders::{Shop, shop};

async fn apply(shop: &Shop, plan: &wms_erp_sync::Plan) -> Applied {
    shop.clock.advance(std::time::Duration::from_secs(900));
    shop.engine.operator(&plan.tenant).apply(plan, &CancellationToken::new()).await.unwrap()
}

#[tokio::test]
async fn what_moves_between_the_plan_and_the_write_is_not_written() {
    let shop = shop().await;
    let (same, changed) = (shop.order(), shop.order());
    shop.books().patch_product(shop.coffee, |product| product.set("Name", "Kaffe, malt"));
    let plan = shop.engine.inspect(TENANT).plan(&Process::ALL).await.unwrap();
    // The first write of the plan is on its way when somebody edits one order and enters another.
    let (books, row, kari, coffee) = (shop.books(), shop.row(changed, 0), shop.kari, shop.coffee);
    shop.wms.control().after_next("ProcessArticle", move |_| {
        books.patch_row(changed, row, |row| row.set("Quantity", 40));
        books.add_order(order(kari, &[(coffee, 1)]));
    });
    let Applied::Partly { reports, refused } = apply(&shop, &plan).await else { panic!("something moved") };
    let new = changed + 1;
    let records: Vec<&str> = refused.iter().map(|write| write.record.as_str()).collect();
    assert_eq!(records, [changed.to_string(), new.to_string()]);
    let quantity = refused[0].fields.iter().find(|change| change.field.ends_with("NumberOfItems"));
    assert_eq!(quantity.unwrap().new.as_deref(), Some("40"));
    assert_eq!(reports.iter().map(|report| report.written).collect::<Vec<_>>(), [1, 1, 0, 2]);
    assert_eq!([same, changed, new].map(|number| shop.is_in_wms(number)), [true, false, false]);
    let waits = [(changed.to_string(), Class::Waiting), (new.to_string(), Class::Waiting)];
    assert_eq!(shop.held_by(Process::Orders).await, waits);
    // Any later run brings them over; nobody has to do anything.
    shop.orders().await;
    assert_eq!((shop.held().await, shop.quantities(changed)[0]), (Vec::new(), 40.into()));
    assert!(shop.is_in_wms(new));
    assert_eq!(shop.events(same).await, [OrderEventKind::Imported]);
}

#[tokio::test]
async fn a_status_and_a_stock_that_nobody_planned_are_not_written() {
    let shop = shop().await;
    let (first, second) = (shop.order(), shop.order());
    shop.bench.round().await;
    for number in [first, second] {
        shop.wms.pick_all(&number.to_string()).unwrap();
    }
    shop.wms.send(&first.to_string()).unwrap();
    let plan = shop.engine.inspect(TENANT).plan(&[Process::OrderStatus, Process::Stock]).await.unwrap();
    // Sent after the new plan was made, and before the run that carries it out reads.
    shop.wms.send(&second.to_string()).unwrap();
    match apply(&shop, &plan).await {
        Applied::Stale { gone, new } => {
            assert_eq!((gone.len(), new[0].record.as_str()), (0, second.to_string().as_str()));
        }
        applied => panic!("{applied:?}"),
    }
    let plan = shop.engine.inspect(TENANT).plan(&[Process::OrderStatus, Process::Stock]).await.unwrap();
    let (books, coffee) = (shop.books(), shop.coffee);
    shop.erp.control().after_next("SaveInvoices", move |_| {
        books.patch_product(coffee, |product| product.set("Stock", 500));
    });
    let Applied::Partly { refused, .. } = apply(&shop, &plan).await else { panic!("something moved") };
    assert_eq!([first, second].map(|number| shop.erp_status(number)), ["OrderState_Sent", "OrderState_Sent"]);
    assert!(refused.iter().all(|write| write.process == Process::Stock), "{refused:#?}");
    let stock = &refused.iter().find(|write| write.record == coffee.to_string()).unwrap().fields[0];
    assert_eq!(stock.old.as_deref(), Some("497"));
    assert_eq!(shop.erp_stock(coffee), 497.into());
    shop.turn(Process::Stock).await;
    assert_eq!((shop.erp_stock(coffee), shop.held_by(Process::Stock).await), (994.into(), Vec::new()));
}
