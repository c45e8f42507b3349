//! Each return is credited once, whatever happens in between.

use super::*;

over_both! {
    a_second_parcel_is_credited_by_an_order_of_its_own
    what_people_make_of_a_credit_is_theirs
    a_credit_whose_answer_was_lost_is_found_and_not_made_again
    a_lost_store_makes_no_second_credit
    a_credit_that_we_did_not_make_is_held
    a_credit_of_another_engine_is_seen_behind_the_save
    a_credit_that_arrives_after_its_return_was_undone_is_told_of
    what_is_long_over_is_forgotten_and_not_credited_again
}

async fn a_second_parcel_is_credited_by_an_order_of_its_own(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 5);
    shop.come_back("R-1", 2);
    shop.round().await;
    shop.come_back("R-1", 3);
    shop.round().await;
    assert_eq!(shop.quantities(), [-2, -3]);
    shop.announce("R-2", 1);
    shop.come_back("R-2", 1);
    shop.round().await;
    assert_eq!(shop.quantities(), [-2, -3, -1]);
}

async fn what_people_make_of_a_credit_is_theirs(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 5);
    shop.come_back("R-1", 2);
    shop.round().await;
    let (id, _) = shop.credits()[0];
    let row = shop.bench.books().order(id).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
    shop.bench.books().patch_row(id, row, |row| row.set("Quantity", "-1"));
    shop.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    shop.round().await;
    assert_eq!(shop.quantities(), [-1], "one was broken: what a person has decided stays");
    shop.come_back("R-1", 1);
    shop.round().await;
    assert_eq!(shop.quantities(), [-1, -1], "what came later is credited, and nothing of what was decided");
    shop.bench.books().delete_order(id);
    shop.bench.clock.advance(TimeDelta::hours(25).to_std().unwrap());
    shop.round().await;
    assert_eq!(shop.quantities(), [-1], "a credit that was deleted is not made again");
}

async fn a_credit_whose_answer_was_lost_is_found_and_not_made_again(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 2);
    shop.come_back("R-1", 2);
    shop.bench.erp.misbehave(Rule::drop_after().on("SaveInvoices"));
    shop.bench.round().await;
    assert_eq!(shop.quantities(), [-2], "it was made, and we do not know");
    for _ in 0..3 {
        shop.bench.clock.advance(TimeDelta::hours(2).to_std().unwrap());
        shop.bench.round().await;
    }
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-2], vec![]));
    shop.come_back("R-1", 1);
    shop.round().await;
    assert_eq!(shop.quantities(), [-2, -1]);
}

async fn a_credit_that_arrives_after_its_return_was_undone_is_told_of(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 2);
    shop.come_back("R-1", 2);
    shop.bench.erp.misbehave(Rule::late().on("SaveInvoices"));
    assert_eq!(shop.returns().await.outcome, Outcome::Failed);
    shop.bench.wms.undo_return("R-1", "1", 2).unwrap();
    shop.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![], vec![]));
    assert_eq!(shop.bench.erp.control().act_late(|_| true), 1);
    for _ in 0..2 {
        shop.round().await;
        assert_eq!(shop.quantities(), [-2], "the ERP's order is left to people");
        let held = shop.held_returns().await;
        assert_eq!((held.len(), held[0].0.as_str(), held[0].1), (1, "R-1/undone", Class::Notice));
    }
    // What comes back after all is credited already.
    shop.come_back("R-1", 2);
    shop.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-2], vec![]));
}

async fn a_lost_store_makes_no_second_credit(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 4);
    shop.come_back("R-1", 2);
    shop.round().await;
    shop.come_back("R-1", 1);
    shop.round().await;
    let newcomer = shop.newcomer_with(|tenant| credits(in_utc(tenant)));
    all_done(&run(&newcomer).await);
    assert_eq!(shop.quantities(), [-2, -1]);
    shop.come_back("R-1", 1);
    all_done(&run(&newcomer).await);
    assert_eq!(shop.quantities(), [-2, -1, -1]);
    // More came back than was credited, and it is not known what of it is meant: a person looks.
    shop.announce("R-2", 4);
    shop.come_back("R-2", 1);
    all_done(&run(&newcomer).await);
    shop.come_back("R-2", 2);
    let newcomer = shop.newcomer_with(|tenant| credits(in_utc(tenant)));
    run(&newcomer).await;
    assert_eq!(shop.quantities(), [-2, -1, -1, -1]);
    let held = newcomer.inspect(TENANT).held().await.unwrap();
    let held = held.iter().find(|held| held.process == Process::Returns).unwrap();
    assert_eq!((held.record.as_str(), held.class), ("R-2", Class::NeedsPerson));
    newcomer.operator(TENANT).dismiss(Process::Returns, "R-2", "credited by hand").await.unwrap();
    shop.come_back("R-2", 1);
    all_done(&run(&newcomer).await);
    assert_eq!(shop.quantities(), [-2, -1, -1, -1, -1], "what came after it is credited");
}

async fn a_credit_that_we_did_not_make_is_held(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 2);
    shop.come_back("R-1", 2);
    shop.round().await;
    let (first, _) = shop.credits()[0];
    let twin = shop.bench.books().order(first).unwrap();
    let mut twin = twin.clone();
    twin.clear("OrderId");
    shop.come_back_more("R-1");
    // It comes between our look and our save.
    let second = shop.bench.books().add_order(twin);
    shop.returns().await;
    let held = shop.held_returns().await;
    assert_eq!((held[0].0.as_str(), held[0].1), ("R-1", Class::NeedsPerson));
    assert!(held[0].2.contains(&second.to_string()), "{held:?}");
    assert_eq!(shop.quantities(), [-2, -2], "nothing is added to what is not clear");
    shop.bench.books().delete_order(second);
    shop.bench.engine.operator(TENANT).retry(Process::Returns, "R-1").await.unwrap();
    shop.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-2, -1], vec![]));
}

async fn a_credit_of_another_engine_is_seen_behind_the_save(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 2);
    shop.come_back("R-1", 2);
    let id = shop.bench.wms.look(|world| world.return_order_by_number("R-1").unwrap().id);
    let row = Record::row().with("ProductId", shop.coffee).with("Quantity", -2);
    let twin = Record::order()
        .with("CustomerId", shop.kari)
        .with("OrderStatus", "Offer")
        .with("ExternalStatus", -id)
        .with("ReferenceOrderId", shop.order)
        .with_row(row);
    // An engine that does not know of us saves its own between our look and our save.
    let (books, twin) = (shop.bench.books(), std::sync::Mutex::new(Some(twin)));
    shop.bench.erp.control().before("SaveInvoices", move |_| {
        if let Some(twin) = twin.lock().unwrap().take() {
            books.add_order(twin);
        }
    });
    shop.returns().await;
    let held = shop.held_returns().await;
    assert!(
        matches!(&held[..], [(record, Class::NeedsPerson, what)]
        if record == "R-1" && what.contains("credited 2 times")),
        "{held:?}"
    );
    shop.bench.round().await;
    assert_eq!(shop.quantities(), [-2, -2], "a person decides");
    let (ours, _) = shop.credits()[1];
    shop.bench.books().delete_order(ours);
    shop.bench.engine.operator(TENANT).retry(Process::Returns, "R-1").await.unwrap();
    shop.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-2], vec![]));
}

async fn what_is_long_over_is_forgotten_and_not_credited_again(transport: Transport) {
    let shop = sent(transport, credits).await;
    shop.announce("R-1", 5);
    shop.come_back("R-1", 2);
    shop.round().await;
    shop.bench.clock.advance(TimeDelta::days(30).to_std().unwrap());
    let purged = shop.bench.engine.operator(TENANT).purge(TimeDelta::days(20)).await.unwrap();
    assert_eq!(purged.returns, 1, "{purged:?}");
    shop.bench.round().await;
    assert_eq!((shop.quantities(), shop.held_returns().await), (vec![-2], vec![]));
    let purged = shop.bench.engine.operator(TENANT).purge(TimeDelta::days(20)).await.unwrap();
    assert_eq!(purged.returns, 0, "{purged:?}");
}
