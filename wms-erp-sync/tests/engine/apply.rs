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
    let plan = shop.engine.inspect(TENANT).plan(Process::ALL).await.unwrap();
    // The first write of the plan is on its way when somebody edits one order and enters another.
    let (books, row, kari, coffee) = (shop.books(), shop.row(changed, 0), shop.kari, shop.coffee);
    shop.wms.control().after_next("ProcessArticle", move |_| {
        books.patch_row(changed, row, |row| row.set("Quantity", 40));
        books.add_order(order(kari, &[(coffee, 1)]));
    });
    let Applied::Partly { reports, refused, .. } = apply(&shop, &plan).await else {
        panic!("something moved")
    };
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
        Applied::Stale { gone, new, .. } => {
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

#[tokio::test]
async fn single_records_of_a_plan_are_applied_whatever_became_of_the_others() {
    let shop = shop().await;
    let (chosen, other) = (shop.order(), shop.order());
    let plan = shop.engine.inspect(TENANT).plan(Process::ALL).await.unwrap();
    let part = plan.select(|write| write.record == chosen.to_string());
    assert_eq!((part.writes.len(), part.partial, plan.partial), (1, true, false));
    assert!(!plan.select(|_| true).partial, "all of it is no part");
    let saved: wms_erp_sync::Plan = serde_json::from_str(&serde_json::to_string(&part).unwrap()).unwrap();
    assert_eq!(saved, part);
    // The other one moves: that is no matter of this part, and is not what it writes.
    shop.books().patch_row(other, shop.row(other, 0), |row| row.set("Quantity", 40));
    let Applied::Done(_) = apply(&shop, &saved).await else { panic!("nothing chosen has moved") };
    assert_eq!([chosen, other].map(|number| shop.is_in_wms(number)), [true, false]);
    assert_eq!(shop.held_by(Process::Orders).await, [(other.to_string(), Class::Waiting)]);
    shop.orders().await;
    assert_eq!((shop.held().await, shop.quantities(other)[0]), (Vec::new(), 40.into()));
}

#[tokio::test]
async fn a_chosen_record_that_has_moved_is_named_and_nothing_is_written() {
    let shop = shop().await;
    let (chosen, other) = (shop.order(), shop.order());
    let plan = shop.engine.inspect(TENANT).plan(Process::ALL).await.unwrap();
    let part = plan.select(|write| write.record == chosen.to_string());
    shop.books().patch_row(chosen, shop.row(chosen, 0), |row| row.set("Quantity", 40));
    let Applied::Stale { gone, new, .. } = apply(&shop, &part).await else { panic!("it moved") };
    for moved in [&gone, &new] {
        assert_eq!(moved.iter().map(|write| write.record.as_str()).collect::<Vec<_>>(), [chosen.to_string()]);
    }
    assert_eq!([chosen, other].map(|number| shop.is_in_wms(number)), [false, false]);
}

/// An order whose article nobody chose cannot go, and that is said.
#[tokio::test]
async fn what_a_chosen_record_lacks_is_named() {
    let shop = shop().await;
    let books = shop.books();
    let tea = books.add_product(super::bench::product("TE", "Te", 0));
    let number = books.add_order(order(shop.kari, &[(tea, 1)]));
    let plan = shop.engine.inspect(TENANT).plan(Process::ALL).await.unwrap();
    let part = plan.select(|write| write.record == number.to_string());
    let Applied::Partly { refused, not_made, .. } = apply(&shop, &part).await else { panic!("it lacks tea") };
    assert_eq!(refused.iter().map(|write| write.record.as_str()).collect::<Vec<_>>(), [tea.to_string()]);
    assert_eq!(not_made.iter().map(|write| write.record.as_str()).collect::<Vec<_>>(), [number.to_string()]);
    assert!(!shop.is_in_wms(number));
    shop.bench.round().await;
    assert!(shop.is_in_wms(number));
}
