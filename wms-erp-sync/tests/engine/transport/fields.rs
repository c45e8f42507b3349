//! What people type into fields, and what the other side says about it, over both transports.

use asmx_test_server::Rule;
use rust_decimal::Decimal;
use twentyfour_simulator::Record;

use super::{Shop, Transport, over_both, product};
use crate::bench::{Bench, TENANT, all_done, customer, order};

over_both! {
    a_refusal_is_said_once_with_its_operation
    numbers_with_signs_in_them_are_found_again
    quantities_go_over_whatever_their_size
    an_order_of_fifteen_hundred_rows_goes_over_whole
    an_order_of_returns_is_held_and_others_go
    post_codes_go_over_as_typed
}

async fn a_refusal_is_said_once_with_its_operation(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.bench.wms.receive(&shop.coffee.to_string(), 10).unwrap();
    shop.bench.wms.pick(&shop.number(), &shop.line(), 3).unwrap();
    shop.bench.books().patch_order(shop.order, |order| order.set("InvoiceTitle", "Ring ikke på"));
    shop.bench.round().await;
    let held = shop.held().await;
    let refused = held.iter().find(|held| held.record == shop.number()).unwrap();
    let operation = match transport {
        Transport::Soap => "ProcessOrder: ",
        Transport::Rest => "/orders: ",
    };
    assert!(refused.what.contains(operation), "{refused:?}");
    for held in held {
        assert_said_once(&held.what);
    }
    let rules = [
        Rule::fault("Object reference not set to an instance of an object."),
        Rule::status(500, "Something went wrong over there."),
        Rule::status(400, "{\"message\":\"Something is wrong with the request.\"}"),
        Rule::html(),
        Rule::drop_before(),
        Rule::too_many_requests(None),
    ];
    for rule in rules {
        shop.bench.books().add_order(order(shop.kari, &[(shop.coffee, 1)]));
        shop.bench.wms.control().misbehave(rule.always());
        for report in shop.bench.round().await {
            for reason in report.reasons {
                assert_said_once(&reason.what);
            }
        }
        for held in shop.held().await {
            assert_said_once(&held.what);
        }
        shop.bench.wms.control().behave();
    }
}

/// No sentence of twelve characters or more stands twice in it.
fn assert_said_once(what: &str) {
    let sentences = what.split(['.', ';', '(', ')']).flat_map(|part| part.split(": ")).map(str::trim);
    for sentence in sentences.filter(|sentence| sentence.chars().count() >= 12) {
        assert_eq!(what.matches(sentence).count(), 1, "{sentence:?} in {what:?}");
    }
}

fn row(product: i32, quantity: &str) -> Record {
    Record::row().with("ProductId", product).with("Quantity", quantity).with("Name", "vare")
}

async fn numbers_with_signs_in_them_are_found_again(transport: Transport) {
    let bench = Bench::over(transport, |tenant| tenant).await;
    let books = bench.books();
    let numbers = ["A/1", "A#1", "A%201", "A+1", "A&1", "A;1", "A\\1", "A?1", "A 1", "  A1", "Å=1,2"];
    let products: Vec<i32> =
        numbers.iter().map(|number| books.add_product(product(number, "Vare", 5))).collect();
    let kari = books.add_company(customer("Kari Nordmann"));
    let rows: Vec<(i32, i32)> = products.iter().map(|product| (*product, 2)).collect();
    let number = books.add_order(order(kari, &rows));
    all_done(&bench.round().await);
    for (product, number) in products.iter().zip(numbers) {
        let article = bench.wms.article_by_product_code(&product.to_string()).unwrap();
        assert_eq!(article.number().trim(), number.trim());
        bench.wms.receive(&product.to_string(), 7).unwrap();
    }
    bench.wms.pick_all(&number.to_string()).unwrap();
    bench.wms.send(&number.to_string()).unwrap();
    all_done(&bench.round().await);
    assert_eq!(bench.erp_status(number), "OrderState_Sent");
    for product in products {
        assert_eq!(bench.erp_stock(product), 5.into());
    }
    assert_eq!(bench.engine.inspect(TENANT).held().await.unwrap(), []);
}

async fn quantities_go_over_whatever_their_size(transport: Transport) {
    let shop = Shop::open(transport).await;
    let quantities = ["0.0001", "0.5", "3", "1000", "999999.9999", "1000000"];
    shop.bench.books().patch_order(shop.order, |order| {
        order.clear("InvoiceRows");
        for (id, quantity) in (901..).zip(quantities.into_iter().chain(["0", "-1"])) {
            order.push("InvoiceRows", row(shop.coffee, quantity).with("RowId", id));
        }
    });
    shop.round().await;
    let sent: Vec<Decimal> = shop.sent().lines.iter().map(|line| line.number_of_items.normalize()).collect();
    let wanted: Vec<Decimal> = quantities.iter().map(|quantity| quantity.parse().unwrap()).collect();
    assert_eq!(sent, wanted);
}

async fn an_order_of_fifteen_hundred_rows_goes_over_whole(transport: Transport) {
    let shop = Shop::open(transport).await;
    let rows: Vec<(i32, i32)> = (1..=1500).map(|quantity| (shop.coffee, quantity)).collect();
    let number = shop.bench.books().add_order(order(shop.kari, &rows));
    shop.round().await;
    let sent = shop.bench.wms.order(&number.to_string()).unwrap();
    let quantities: Vec<Decimal> = sent.lines.iter().map(|line| line.number_of_items.normalize()).collect();
    assert_eq!(quantities, (1..=1500).map(Decimal::from).collect::<Vec<_>>());
}

async fn an_order_of_returns_is_held_and_others_go(transport: Transport) {
    let shop = Shop::open(transport).await;
    let returns = shop.bench.books().add_order(order(shop.kari, &[(shop.coffee, -1), (shop.coffee, -2)]));
    shop.bench.round().await;
    assert!(shop.bench.wms.order(&returns.to_string()).is_none());
    assert_eq!(shop.sent().lines.len(), 2);
    let held: Vec<String> = shop.held().await.into_iter().map(|held| held.record).collect();
    assert_eq!(held, [returns.to_string()]);
}

async fn post_codes_go_over_as_typed(transport: Transport) {
    let shop = Shop::open(transport).await;
    for code in ["0150", "N-0150", "SW1A 1AA", "100 05", "1", "D01 F5P2"] {
        let typed = order(shop.kari, &[(shop.coffee, 1)]).with("Addresses.Delivery.PostalCode", code);
        let number = shop.bench.books().add_order(typed);
        shop.round().await;
        let address = shop.bench.wms.customer_of(&number.to_string()).unwrap().data.address;
        assert_eq!(address.post_code.as_deref(), Some(code));
    }
}
