//! `once`: everything the first time, then only what changed.

use chrono::TimeDelta;
use wms_erp_host::Exit;
use wms_erp_host::sandbox::company::{
    BEFORE_THE_START, EXPIRED, FROM_BERGEN, FROM_KARI, FROM_OLA, FROM_SATRA, KARI, OFFER, TENT, THERMOS, WOOL,
};

use crate::rig::Rig;

#[tokio::test]
async fn the_first_run_does_everything_and_the_second_writes_nothing() {
    let rig = Rig::start().await;
    rig.correct_the_country();
    let first = rig.host(&["once"]).await;
    assert_eq!(first.exit, Exit::Done, "{first:?}");
    let wms = &rig.systems.wms;
    let articles = wms.articles();
    assert_eq!(articles.len(), 7, "six on the shelves, and freight");
    assert!(articles.iter().all(|article| article.data.article_name.is_some()));
    assert!(wms.article_by_product_code(&EXPIRED.to_string()).is_none());
    for order in [FROM_KARI, FROM_BERGEN, FROM_SATRA, FROM_OLA] {
        assert!(wms.order(&order.to_string()).is_some(), "{order}");
    }
    for order in [BEFORE_THE_START, OFFER] {
        assert!(wms.order(&order.to_string()).is_none(), "{order}");
    }
    assert_eq!(rig.erp_stock(THERMOS), 7, "as counted");
    assert_eq!(wms.parallel_writes(), 0);
    assert!(wms.skipped_elements().is_empty(), "{:?}", wms.skipped_elements());

    let writes = rig.writes();
    for minutes in [0, 15, 15] {
        rig.clock.advance(TimeDelta::minutes(minutes));
        let before = rig.requests();
        let again = rig.host(&["once"]).await;
        assert_eq!(again.exit, Exit::Done, "{again:?}");
        assert_eq!(rig.writes(), writes);
        let (erp, wms) = rig.requests();
        let (erp, wms) = (erp - before.0, wms - before.1);
        // The orders changed in the very minute in which they were read: when that is over they are read once more.
        let once_more = usize::from(rig.systems.erp.count("GetInvoices") == 5);
        assert!(erp <= 2 + once_more && wms <= 2, "{erp} to the ERP and {wms} to the WMS");
    }
    let logins = rig.systems.erp.count("Login") + rig.systems.erp.count("GetIdentity");
    assert!(logins <= 4 * 3, "{logins} calls of Authenticate in four starts");
}

#[tokio::test]
async fn a_sent_order_becomes_sent_in_the_erp_and_a_short_one_too() {
    let rig = Rig::start().await;
    rig.once().await;
    let wms = &rig.systems.wms;
    assert!(wms.pick_all(&FROM_KARI.to_string()).unwrap().is_empty());
    assert_eq!(wms.pick_all(&FROM_BERGEN.to_string()).unwrap().len(), 1, "three flasks are missing");
    wms.send(&FROM_KARI.to_string()).unwrap();
    wms.send(&FROM_BERGEN.to_string()).unwrap();
    rig.clock.advance(TimeDelta::minutes(15));
    let ran = rig.once().await;
    assert_eq!(rig.erp_status(FROM_KARI), "OrderState_Sent");
    assert_eq!(rig.erp_status(FROM_BERGEN), "OrderState_Sent");
    assert_eq!(rig.erp_status(FROM_SATRA), "Confirmed");
    assert!(ran.out.contains("7 of 10 sent, 3 missing"), "{}", ran.out);
    assert_eq!((rig.erp_stock(THERMOS), rig.erp_stock(TENT)), (0, 13), "as on the shelves");
    let other = rig.systems.erp.books().order(FROM_KARI).unwrap();
    assert_eq!(
        other.text("InvoiceTitle"),
        Some("Ring på hos naboen hvis ingen er hjemme"),
        "nothing but the status"
    );

    rig.clock.advance(TimeDelta::minutes(15));
    let writes = rig.writes();
    rig.once().await;
    assert_eq!(rig.writes(), writes, "told once");
}

/// What changed between two runs arrives, and nothing else is written.
#[tokio::test]
async fn a_changed_product_arrives_alone() {
    let rig = Rig::start().await;
    rig.once().await;
    rig.systems
        .erp
        .books()
        .patch_product(TENT, |product| product.set("Name", "Telt Skardet, 3 personer, rødt"));
    assert_eq!(written_by_the_next_run(&rig).await, [("ProcessArticle", 1)]);
    let tent = rig.systems.wms.article_by_product_code(&TENT.to_string()).unwrap();
    assert_eq!(tent.data.article_name.as_deref(), Some("Telt Skardet, 3 personer, rødt"));
}

#[tokio::test]
async fn a_changed_order_arrives_alone() {
    let rig = Rig::start().await;
    rig.once().await;
    let books = rig.systems.erp.books();
    let row = books.order(FROM_SATRA).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
    books.patch_row(FROM_SATRA, row, |row| row.set("Quantity", 21));
    assert_eq!(written_by_the_next_run(&rig).await, [("ProcessOrder", 1)]);
    let order = rig.systems.wms.order(&FROM_SATRA.to_string()).unwrap();
    assert_eq!(order.line(&row.to_string()).unwrap().number_of_items, 21.into());
}

#[tokio::test]
async fn a_new_order_arrives_alone() {
    let rig = Rig::start().await;
    rig.once().await;
    rig.systems.erp.books().set_order_status(OFFER, "Confirmed");
    assert_eq!(written_by_the_next_run(&rig).await, [("ProcessOrder", 1)]);
    assert!(rig.systems.wms.order(&OFFER.to_string()).is_some());
}

#[tokio::test]
async fn a_changed_supplier_arrives_with_its_articles_alone() {
    let rig = Rig::start().await;
    rig.configure(&format!("{}\n[tenant.suppliers]\nenabled = true\n", rig.configuration()));
    rig.once().await;
    let supplier = |rig: &Rig| {
        let wool = rig.systems.wms.article_by_product_code(&WOOL.to_string()).unwrap();
        rig.systems.wms.look(|world| world.main_supplier(&wool).and_then(|supplier| supplier.name.clone()))
    };
    assert_eq!(supplier(&rig).as_deref(), Some("Ullvaren AS"));
    let books = rig.systems.erp.books();
    books.patch_company(wms_erp_host::sandbox::company::ULLVAREN, |company| {
        company.set("Name", "Ullvaren og Sønner AS");
    });
    assert_eq!(written_by_the_next_run(&rig).await, [("ProcessArticle", 1)]);
    assert_eq!(supplier(&rig).as_deref(), Some("Ullvaren og Sønner AS"));
}

/// A company is no record of its own in the WMS: it is looked at when an order needs it.
#[tokio::test]
async fn a_changed_company_arrives_with_its_next_order() {
    let rig = Rig::start().await;
    rig.once().await;
    let books = rig.systems.erp.books();
    books.patch_company(KARI, |company| company.set("PhoneNumbers.Mobile.Value", "+47 990 11 999"));
    assert!(written_by_the_next_run(&rig).await.is_empty());
    let row = books.order(FROM_KARI).unwrap().list("InvoiceRows")[0].int("RowId").unwrap();
    books.patch_row(FROM_KARI, row, |row| row.set("Quantity", 2));
    assert_eq!(written_by_the_next_run(&rig).await, [("ProcessOrder", 1)]);
    let kari = rig.systems.wms.customer_of(&FROM_KARI.to_string()).unwrap();
    assert_eq!(kari.data.address.mobile_phone.as_deref(), Some("+47 990 11 999"));
}

#[tokio::test]
async fn counted_stock_arrives_alone() {
    let rig = Rig::start().await;
    rig.once().await;
    rig.systems.wms.set_stock(&WOOL.to_string(), 58).unwrap();
    assert_eq!(written_by_the_next_run(&rig).await, [("SetStockQuantity", 1)]);
    assert_eq!(rig.erp_stock(WOOL), 58);
}

#[tokio::test]
async fn settings_of_the_configuration_reach_the_orders() {
    let rig = Rig::start().await;
    let books = rig.systems.erp.books();
    books.patch_order(FROM_OLA, |order| order.clear("Addresses.Delivery.Country"));
    let text = rig.configuration()
        + "import_status = \"Pack\"\ndefault_country = \"Norge\"\npull_status = [\"Confirmed\", \"Offer\"]\n";
    rig.configure(&text);
    let ran = rig.host(&["once", "--process", "orders"]).await;
    assert_eq!(ran.exit, Exit::Done, "{ran:?}");
    assert_eq!(rig.erp_status(FROM_OLA), "Pack");
    assert_eq!(rig.erp_status(OFFER), "Pack");
    let ola = rig.systems.wms.customer_of(&FROM_OLA.to_string()).unwrap();
    assert_eq!(ola.data.address.country_code.as_deref(), Some("NO"));
    let writes = rig.writes();
    rig.once().await;
    let orders =
        |writes: Vec<(&'static str, usize)>| writes.into_iter().find(|(name, _)| *name == "ProcessOrder");
    assert_eq!(orders(rig.writes()), orders(writes), "an imported order is not sent again");
}

#[tokio::test]
async fn sellable_stock_is_without_what_is_booked() {
    let rig = Rig::start().await;
    rig.configure(&format!("{}\n[tenant.stock]\nbasis = \"sellable\"\n", rig.configuration()));
    rig.once().await;
    assert_eq!(rig.erp_stock(WOOL), 40, "60 on the shelf, 20 ordered");
    assert_eq!(rig.erp_stock(THERMOS), -3, "7 on the shelf, 10 ordered");
}

/// Which writes the next run makes, and how many of each.
async fn written_by_the_next_run(rig: &Rig) -> Vec<(&'static str, usize)> {
    rig.clock.advance(TimeDelta::minutes(15));
    let before = rig.writes();
    rig.once().await;
    let now = rig.writes();
    let new = now.into_iter().zip(before).map(|((name, now), (_, before))| (name, now - before));
    new.filter(|(_, count)| *count > 0).collect()
}
