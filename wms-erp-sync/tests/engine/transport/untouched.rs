//! Records that no one has touched, with every field filled: a transport that cannot report a field must not make a
//! difference of it.

use rust_decimal::Decimal;
use wms_erp_sync::ongoing::model::{ArticleDefinition, ArticleGroup, CustomerOrder};
use wms_erp_sync::twentyfour::types::{InvoiceOrder, Product};
use wms_erp_sync::{Class, Decision, Hooks, Process, Suppliers};

use super::super::bench::hours;
use super::*;

over_both! {
    untouched_orders_and_articles_show_no_drift
    untouched_orders_and_articles_are_taken_over_as_equal
    a_refusal_names_only_what_differs
}

/// Fills what the mapping leaves to hosts, as far as it can be read again.
#[derive(Debug)]
struct Everything;

impl Hooks for Everything {
    fn article(&self, _: &Product, article: &mut ArticleDefinition) -> Decision {
        let text = |text: &str| Some(text.to_owned());
        let number = |number: &str| number.parse::<Decimal>().ok();
        article.article_unit_code = text("PCS");
        article.supplier_article_number = text("G-1");
        article.country_of_origin_code = text("CO");
        article.statistics_number = text("09012100");
        article.purchase_currency_code = text("NOK");
        article.article_group = Some(ArticleGroup::find_or_create("KAFFE", "Kaffe"));
        article.net_weight = number("0.45");
        article.volume = number("0.002");
        article.length = number("0.2");
        article.width = number("0.1");
        article.height = number("0.1");
        article.price = number("49.5");
        article.customer_price = number("99");
        article.purchase_price = number("49.25");
        Decision::Accept
    }

    fn order(&self, _: &InvoiceOrder, order: &mut CustomerOrder) -> Decision {
        let customer = order.customer.get_or_insert_default();
        customer.country_state_code = Some("03".to_owned());
        Decision::Accept
    }
}

async fn filled(transport: Transport) -> Shop {
    let shop = Shop::with(transport, |tenant| tenant.suppliers(Suppliers::default()).hooks(Everything)).await;
    let books = shop.bench.books();
    let farm = books.add_company(customer("Gården").with("Type", "Supplier"));
    books.patch_product(shop.coffee, |product| {
        product.set("Description", "Mørkbrent");
        product.set("EAN1", "7038010000000");
        product.set("SupplierId", farm);
    });
    shop.round().await;
    let sent = shop.sent();
    assert!(sent.data.way_of_delivery.is_some() && sent.way_of_delivery_type.is_some(), "{sent:#?}");
    assert!(shop.bench.wms.customer_of(&shop.number()).unwrap().data.invoice_address.is_some());
    shop
}

async fn untouched_orders_and_articles_show_no_drift(transport: Transport) {
    let shop = filled(transport).await;
    let drift = shop.bench.engine.inspect(TENANT).drift(Process::ALL).await.unwrap();
    assert!(drift.is_none(), "{drift:#?}");
    let compared: Vec<u64> = drift.processes.iter().map(|process| process.compared).collect();
    assert_eq!(compared, [2, 2, 1, 1, 1], "articles, suppliers, orders, order_status, stock");

    // What a person clears or changes is a difference on both.
    shop.bench.wms.edit_article(&shop.coffee.to_string(), |article| article.net_weight = None).unwrap();
    shop.bench.wms.act(|world| {
        world.edit_order(&shop.number(), |order| order.data.sales_code = None).unwrap();
        world.edit_order(&shop.number(), |order| order.way_of_delivery_type = None).unwrap();
    });
    let drift = shop.bench.engine.inspect(TENANT).drift(&[Process::Articles, Process::Orders]).await.unwrap();
    let what: Vec<&str> = drift
        .processes
        .iter()
        .flat_map(|found| &found.differences)
        .map(|found| found.what.as_str())
        .collect();
    let [article, order] = what[..] else { panic!("{drift:#?}") };
    assert!(article.starts_with("NetWeight: \"\" in the WMS"), "{article}");
    assert!(order.contains("SalesCode") && order.contains("WayOfDeliveryType/Code"), "{order}");
    assert!(!order.contains("OrderInfo/WayOfDelivery:"), "{order}");
}

async fn untouched_orders_and_articles_are_taken_over_as_equal(transport: Transport) {
    let shop = filled(transport).await;
    shop.bench.clock.advance(hours(30));
    let newcomer = shop.newcomer_with(|tenant| tenant.suppliers(Suppliers::default()).hooks(Everything));
    let taken = newcomer.operator(TENANT).takeover().await.unwrap();
    let (articles, orders) = (taken.articles.clone().unwrap(), taken.orders.clone().unwrap());
    assert_eq!((articles.equal, articles.differing), (2, 0), "{taken:#?}");
    assert_eq!((orders.equal, orders.differing), (1, 0), "{taken:#?}");
    shop.bench.erp.clear_requests();
    shop.bench.wms.control().clear_requests();
    all_done(&run(&newcomer).await);
    assert_eq!(shop.writes(), Vec::<String>::new());
}

async fn a_refusal_names_only_what_differs(transport: Transport) {
    let shop = filled(transport).await;
    shop.bench.wms.receive(&shop.coffee.to_string(), 10).unwrap();
    shop.bench.wms.pick(&shop.number(), &shop.line(), 1).unwrap();
    shop.bench.books().patch_order(shop.order, |order| order.set("YourReference", "Per"));
    shop.bench.round().await;
    let held = shop.held().await;
    let refused = held.iter().find(|held| held.record == shop.number()).unwrap();
    assert_eq!(refused.class, Class::Rejected, "{held:#?}");
    assert!(refused.what.ends_with("the WMS has another OrderInfo/SalesCode"), "{}", refused.what);
}
