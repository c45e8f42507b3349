//! Orders out, shipments and stock back.

use super::*;

over_both! {
    an_order_arrives_whole_and_nobody_is_notified
    a_change_is_one_write_and_a_text_that_goes_is_gone
    a_partial_pick_is_sent_and_told_and_freight_is_never_short
    what_is_picked_is_acknowledged_where_that_is_wished
    stock_follows_with_its_fractions
    an_idle_round_costs_two_requests_to_either_side
}

async fn an_order_arrives_whole_and_nobody_is_notified(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let (sent, wms) = (shop.sent(), &shop.bench.wms);
    let data = &sent.data;
    assert_eq!(data.delivery_date.unwrap().to_string(), "2026-03-09 00:00:00");
    assert_eq!(data.reference_number.as_deref(), Some("PO-7"));
    assert_eq!(data.sales_code.as_deref(), Some("Kari"));
    assert_eq!(data.order_remark.as_deref(), Some("Ring på"));
    assert_eq!(data.way_of_delivery.as_deref(), Some("Posten"));
    let way = sent.way_of_delivery_type.as_ref().unwrap();
    assert_eq!((way.code.as_str(), way.name.as_str()), ("3", "Posten"));
    let [coffee, freight] = &sent.lines[..] else { panic!("{sent:#?}") };
    assert_eq!((coffee.number_of_items, coffee.do_pick()), (10.into(), true));
    assert_eq!(coffee.article, wms.article_by_product_code(&shop.coffee.to_string()).unwrap().system_id);
    assert!(!freight.do_pick());
    assert!(!wms.article_by_product_code(&shop.freight.to_string()).unwrap().is_stock_article());

    let customer = wms.customer_of(&shop.number()).unwrap().data;
    assert_eq!(customer.customer_number, Some(shop.kari.to_string()));
    let address = &customer.address;
    assert_eq!(address.name.as_deref(), Some("Kari Nordmann"));
    assert_eq!((address.address.as_deref(), address.city.as_deref()), (Some("Storgata 1"), Some("Oslo")));
    assert_eq!(address.country_code.as_deref(), Some("NO"));
    assert_eq!(address.mobile_phone.as_deref(), Some("+47 900 00 000"));
    assert_eq!(address.telephone.as_deref(), Some("+47 900 00 000"));
    assert_eq!(address.email.as_deref(), Some("kari@example.no"));
    assert_eq!(
        [address.notify_by_sms, address.notify_by_email, address.notify_by_telephone],
        [Some(false), Some(false), Some(false)]
    );
    assert_eq!(address.is_visible, Some(true));
    let invoice = customer.invoice_address.unwrap();
    assert_eq!(
        (invoice.address.as_deref(), invoice.post_code.as_deref()),
        (Some("Postboks 1"), Some("0101"))
    );
    assert_eq!(invoice.country_code.as_deref(), Some("NO"));
}

async fn a_change_is_one_write_and_a_text_that_goes_is_gone(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    let id = shop.sent().order_id;
    let row = shop.line().parse().unwrap();
    let books = shop.bench.books();
    books.patch_row(shop.order, row, |row| row.set("Quantity", 12));
    books.patch_order(shop.order, |order| order.set("InvoiceTitle", ""));
    shop.round().await;
    let [write] = &shop.writes()[..] else { panic!("{:?}", shop.writes()) };
    assert!(is_order_write(write), "{write}");
    let sent = shop.sent();
    assert_eq!((sent.order_id, sent.lines[0].number_of_items), (id, 12.into()));
    assert_eq!(sent.data.order_remark, None);
    assert_eq!(shop.bench.wms.orders().len(), 1);
    shop.round().await;
    assert_eq!(shop.writes(), Vec::<String>::new());
}

async fn a_partial_pick_is_sent_and_told_and_freight_is_never_short(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.ship(8).await;
    assert_eq!(shop.bench.erp_status(shop.order), "OrderState_Sent");
    let held = shop.held().await;
    let [short] = &held[..] else { panic!("{held:#?}") };
    assert!(short.what.contains("8 of 10"), "{held:#?}");
    let saves =
        shop.bench.erp.requests().iter().filter(|request| request.operation == "SaveInvoices").count();
    assert_eq!(saves, 1);
    shop.round().await;
    shop.round().await;
    assert_eq!(shop.writes(), Vec::<String>::new());
}

async fn what_is_picked_is_acknowledged_where_that_is_wished(transport: Transport) {
    let mut settings = OrderStatusSettings::default();
    settings.acknowledge = true;
    let shop = Shop::with(transport, |tenant| tenant.order_status(settings)).await;
    shop.round().await;
    shop.ship(8).await;
    shop.round().await;
    assert_eq!(shop.sent().lines[0].reported, Some(8.into()));
    shop.round().await;
    assert_eq!(shop.writes(), Vec::<String>::new());
}

async fn stock_follows_with_its_fractions(transport: Transport) {
    let shop = Shop::open(transport).await;
    shop.round().await;
    shop.ship(12).await;
    assert_eq!(shop.bench.erp_stock(shop.coffee), 2.into());
    shop.bench.wms.set_stock(&shop.coffee.to_string(), 5).unwrap();
    shop.round().await;
    assert_eq!((shop.bench.erp_stock(shop.coffee), shop.bench.erp_stock(shop.freight)), (5.into(), 0.into()));
    if transport == Transport::Rest {
        // The contract of SOAP has whole numbers only.
        let half: rust_decimal::Decimal = "2.5".parse().unwrap();
        shop.bench.wms.set_stock(&shop.coffee.to_string(), half).unwrap();
        shop.round().await;
        assert_eq!(shop.bench.erp_stock(shop.coffee), half);
    }
}

async fn an_idle_round_costs_two_requests_to_either_side(transport: Transport) {
    let shop = Shop::open(transport).await;
    let books = shop.bench.books();
    for at in 0..30 {
        let tea = books.add_product(product(&format!("TE-{at}"), "Te", 0));
        books.add_order(full(order(shop.kari, &[(tea, 1), (shop.coffee, 1)])));
    }
    shop.round().await;
    shop.ship(10).await;
    for _ in 0..3 {
        shop.round().await;
    }
    let reports = shop.round().await;
    assert_eq!(shop.writes(), Vec::<String>::new());
    let erp: u64 = reports.iter().map(|report| report.requests.erp).sum();
    let wms: u64 = reports.iter().map(|report| report.requests.wms).sum();
    assert!(erp <= 2 && wms <= 2, "{erp} to the ERP, {wms} to the WMS");
    let seen = shop.bench.wms.control().requests().len() as u64;
    assert_eq!((erp, wms), (shop.bench.erp.requests().len() as u64, seen), "the reports count every request");
}
