//! Articles: one product, one article, whatever its number is called today.

use ongoing_simulator::world::ArticleData;
use wms_erp_sync::{Class, Suppliers};

use super::super::bench::hours;
use super::*;

over_both! {
    a_renamed_product_is_the_same_article_and_orders_carry_the_number_of_now
    a_number_that_people_changed_in_the_warehouse_does_no_harm_to_orders
    an_article_of_somebody_else_is_never_written_over
    a_changed_product_is_one_write_and_a_new_engine_writes_the_same_article
    a_supplier_travels_on_its_article
    an_article_whose_answer_is_lost_is_not_doubled
}

async fn a_renamed_product_is_the_same_article_and_orders_carry_the_number_of_now(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let (wms, code) = (&shop.bench.wms, shop.coffee.to_string());
    let before = wms.article_by_product_code(&code).unwrap();
    shop.bench.books().patch_product(shop.coffee, |product| product.set("No", "KAFFE-500"));
    let next = shop.bench.books().add_order(full(order(shop.kari, &[(shop.coffee, 2)])));
    shop.round().await;
    let after = wms.article_by_product_code(&code).unwrap();
    assert_eq!((after.system_id, after.number()), (before.system_id, "KAFFE-500"));
    assert_eq!((before.number(), wms.articles().len()), ("K-500", 2));
    assert_eq!(wms.order(&next.to_string()).unwrap().lines[0].article, before.system_id);
}

async fn a_number_that_people_changed_in_the_warehouse_does_no_harm_to_orders(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let (wms, code) = (&shop.bench.wms, shop.coffee.to_string());
    wms.edit_article(&code, |article| article.article_number = Some("HYLLE-7".into())).unwrap();
    // Another article takes the number that the ERP's row still shows.
    let other = ArticleData { article_number: Some("K-500".into()), ..Default::default() };
    let other = wms.act(|world| world.add_article(other)).unwrap().id;
    let next = shop.bench.books().add_order(full(order(shop.kari, &[(shop.coffee, 2)])));
    shop.round().await;
    let line = &wms.order(&next.to_string()).unwrap().lines[0];
    assert_eq!(line.article, wms.article_by_product_code(&code).unwrap().system_id);
    assert_ne!(line.article, other);
}

async fn an_article_of_somebody_else_is_never_written_over(transport: Transport) {
    let shop = Shop::open(transport).await;
    let strange = ArticleData {
        article_number: Some("k-500".into()),
        article_name: Some("Kanel".into()),
        product_code: Some("SHOP-1".into()),
        ..Default::default()
    };
    shop.bench.wms.act(|world| world.add_article(strange)).unwrap();
    shop.bench.round().await;
    let held = shop.held().await;
    let refused = held.iter().find(|held| held.class == Class::Rejected).unwrap();
    assert!(refused.what.contains("is already used by another article"), "{held:#?}");
    assert!(held.iter().any(|held| held.record == shop.number()), "its order waits: {held:#?}");
    assert_eq!(
        shop.bench.wms.article_by_number("K-500").unwrap().data.article_name.as_deref(),
        Some("Kanel")
    );
    assert_eq!(shop.bench.wms.orders().len(), 0);

    shop.bench.wms.edit_article("SHOP-1", |article| article.article_number = Some("KANEL".into())).unwrap();
    shop.bench.clock.advance(hours(5));
    shop.bench.round().await;
    shop.round().await;
    assert_eq!(shop.sent().lines.len(), 2);
    assert_eq!(shop.bench.wms.articles().len(), 3);
}

async fn a_changed_product_is_one_write_and_a_new_engine_writes_the_same_article(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.bench.books().patch_product(shop.coffee, |product| product.set("Name", "Kaffe 1 kg"));
    shop.round().await;
    let [write] = &shop.writes()[..] else { panic!("{:?}", shop.writes()) };
    assert!(is_article_write(write), "{write}");
    let code = shop.coffee.to_string();
    let article = shop.bench.wms.article_by_product_code(&code).unwrap();
    assert_eq!(article.data.article_name.as_deref(), Some("Kaffe 1 kg"));

    shop.bench.books().patch_product(shop.coffee, |product| {
        product.set("Name", "Kaffe");
        product.set("No", "K-1");
    });
    all_done(&run(&shop.newcomer()).await);
    let renamed = shop.bench.wms.article_by_product_code(&code).unwrap();
    assert_eq!((renamed.system_id, renamed.number()), (article.system_id, "K-1"));
    assert_eq!(shop.bench.wms.articles().len(), 2);
    shop.check_manners();
}

async fn a_supplier_travels_on_its_article(transport: Transport) {
    let shop = Shop::with(transport, |tenant| tenant.suppliers(Suppliers::default())).await;
    let farm = shop.bench.books().add_company(
        Record::company()
            .with("Name", "Gården")
            .with("Type", "Supplier")
            .with("Addresses.Post.Street", "Veien 1"),
    );
    shop.bench.books().patch_product(shop.coffee, |product| product.set("SupplierId", farm));
    shop.round().await;
    let article = shop.bench.wms.article_by_product_code(&shop.coffee.to_string()).unwrap();
    let supplier = &shop.bench.wms.suppliers()[article.main_supplier.unwrap()];
    assert_eq!((supplier.number.clone(), supplier.name.as_deref()), (Some(farm.to_string()), Some("Gården")));
    assert_eq!(supplier.address.address.as_deref(), Some("Veien 1"));
}

async fn an_article_whose_answer_is_lost_is_not_doubled(transport: Transport) {
    let shop = Shop::open(transport).await;
    let lost = ongoing_simulator::Rule::drop_after().when(|call| is_article_write(&call.operation));
    shop.bench.wms.control().misbehave(lost);
    shop.bench.round().await;
    shop.bench.clock.advance(hours(1));
    shop.bench.round().await;
    shop.round().await;
    assert_eq!(shop.bench.wms.articles().len(), 2);
    assert_eq!(shop.sent().lines.len(), 2);
}
