//! A new order arrives whole.

use ongoing_simulator::world::OrderLine;
use rust_decimal::Decimal;
use twentyfour_simulator::Record;
use wms_erp_sync::{OrderEventKind, Orders, Since};

use super::{Shop, customer, order, shop, shop_with};

/// An order with a value in every field that is mapped.
fn full_order(shop: &Shop) -> Record {
    order(shop.kari, &[(shop.coffee, 3)])
        .with("CustomerName", "Kari Nordmann AS")
        .with("CustomerDeliveryName", "Kari Nordmann, lager")
        .with("CustomerDeliveryPhone", "+47 911 11 111")
        .with("InvoiceEmailAddress", "faktura@kari.example")
        .with("ReferenceNumber", "REF-7")
        .with("YourReference", "Ola")
        .with("InvoiceTitle", "Haster")
        .with("DeliveryDate", "2026-03-05T00:00:00")
        .with("DeliveryMethod.Id", 12)
        .with("DeliveryMethod.Description", "Bring pakke")
        .with("Addresses.Delivery.Country", "Norge")
        .with("Addresses.Delivery.State", "03")
        .with("Addresses.Invoice.Street", "Postboks 1")
        .with("Addresses.Invoice.PostalCode", "0101")
        .with("Addresses.Invoice.PostalArea", "Oslo")
        .with("Addresses.Invoice.Country", "NO")
}

#[tokio::test]
async fn a_new_order_arrives_with_every_field_of_the_mapping() {
    let shop = shop().await;
    let number = shop.books().add_order(full_order(&shop));
    let report = shop.orders().await;
    assert_eq!(report.written, 1);

    let there = shop.in_wms(number);
    assert_eq!(there.data.goods_owner_order_number.as_deref(), Some(number.to_string().as_str()));
    assert_eq!(there.data.delivery_date.unwrap().to_string(), "2026-03-05 00:00:00");
    assert_eq!(there.data.reference_number.as_deref(), Some("REF-7"));
    assert_eq!(there.data.sales_code.as_deref(), Some("Ola"));
    assert_eq!(there.data.order_remark.as_deref(), Some("Haster"));
    assert_eq!(there.data.way_of_delivery.as_deref(), Some("Bring pakke"));
    let way = there.way_of_delivery_type.as_ref().unwrap();
    assert_eq!((way.code.as_str(), way.name.as_str()), ("12", "Bring pakke"));

    let customer = shop.wms.customer_of(&number.to_string()).unwrap().data;
    assert_eq!(customer.customer_number, Some(shop.kari.to_string()));
    let address = customer.address;
    assert_eq!(address.name.as_deref(), Some("Kari Nordmann, lager"));
    assert_eq!(address.address.as_deref(), Some("Storgata 1"));
    assert_eq!(address.post_code.as_deref(), Some("0155"));
    assert_eq!(address.city.as_deref(), Some("Oslo"));
    assert_eq!(address.country_code.as_deref(), Some("NO"));
    assert_eq!(address.country_state_code.as_deref(), Some("03"));
    assert_eq!(address.mobile_phone.as_deref(), Some("+47 911 11 111"));
    assert_eq!(address.telephone.as_deref(), Some("+47 911 11 111"));
    assert_eq!(address.email.as_deref(), Some("faktura@kari.example"));
    assert_eq!(address.notify_by_sms, Some(false));
    let invoice = customer.invoice_address.unwrap();
    assert_eq!(invoice.name.as_deref(), Some("Kari Nordmann AS"));
    assert_eq!(invoice.address.as_deref(), Some("Postboks 1"));

    let line = there.line(&shop.row(number, 0).to_string()).unwrap();
    assert_eq!(line.number_of_items, Decimal::from(3));
    assert_eq!(shop.wms.skipped_elements(), []);
    assert_eq!(shop.erp_count("GetCompanies"), 0, "nothing was missing");
    assert_eq!(shop.events(number).await, [OrderEventKind::Imported]);
}

#[tokio::test]
async fn s23_only_normal_rows_with_products_become_lines_and_freight_is_not_picked() {
    let shop = shop().await;
    let freight = shop.books().add_product(
        Record::product().with("No", "FRAKT").with("Name", "Frakt").with("StockControlled", false),
    );
    let number = shop.books().add_order(
        order(shop.kari, &[(shop.coffee, 1), (freight, 1)])
            .with_row(Record::row().with("Type", "Text").with("Name", "Ring før levering"))
            .with_row(Record::row().with("ProductId", shop.cup).with("Quantity", -1)),
    );
    let report = shop.orders().await;
    let lines: Vec<_> = shop.in_wms(number).lines.iter().map(OrderLine::do_pick).collect();
    assert_eq!(lines, [true, false]);
    let article = shop.wms.article_by_product_code(&freight.to_string()).unwrap();
    assert!(!article.is_stock_article());
    let said = |what: &str| report.reasons.iter().any(|reason| reason.what.contains(what));
    assert!(said("is text") && said("no positive quantity"), "{report:#?}");
}

#[tokio::test]
async fn s18_since_decides_which_orders_are_taken_at_the_first_start() {
    let ordered = [
        "2025-01-01T10:00:00",
        "2026-02-26T23:59:59",
        "2026-02-27T00:00:00",
        "2026-02-27T12:59:59",
        "2026-02-27T13:00:00",
        "2026-03-01T10:00:00",
    ];
    let cases = [
        (Since::All, &ordered[..]),
        (Since::Date("2026-02-27".parse().unwrap()), &ordered[2..]),
        // Noon in UTC is one o'clock in Oslo.
        (Since::Time("2026-02-27T12:00:00Z".parse().unwrap()), &ordered[4..]),
    ];
    for (since, expected) in cases {
        let shop = shop_with(|tenant| tenant.orders(Orders::since(since))).await;
        let mut all = Vec::new();
        for time in ordered {
            let one = order(shop.kari, &[(shop.coffee, 1)]).with("DateOrdered", time);
            all.push((time, shop.books().add_order(one)));
        }
        let report = shop.orders().await;
        let there: Vec<&str> =
            all.iter().filter(|(_, number)| shop.is_in_wms(*number)).map(|(time, _)| *time).collect();
        assert_eq!(there, expected, "{since:?}");
        assert_eq!(report.skipped as usize, ordered.len() - there.len());
        // One that was skipped stays out, and costs nothing.
        let report = shop.orders().await;
        assert_eq!((report.written, shop.erp_count("GetInvoices")), (0, 2));
    }
}

#[tokio::test]
async fn an_order_without_a_delivery_date_gets_the_day_of_its_first_import_for_ever() {
    let shop = shop().await;
    let number = shop.order();
    shop.orders().await;
    let date = |shop: &Shop| shop.in_wms(number).data.delivery_date.unwrap().date().to_string();
    assert_eq!(date(&shop), "2026-03-02");
    for _ in 0..3 {
        shop.clock.advance(super::super::bench::hours(30));
        shop.books().patch_order(number, |order| {
            let title = format!("{}x", order.text("InvoiceTitle").unwrap_or_default());
            order.set("InvoiceTitle", title);
        });
        assert_eq!(shop.orders().await.written, 1);
        assert_eq!(date(&shop), "2026-03-02");
    }
    // Held at first, sent days later: the day of the first attempt counts.
    let other = shop.books().add_order(
        order(shop.kari, &[(shop.coffee, 1)]).with("Addresses.Delivery.Country", "Langtvekkistan"),
    );
    shop.orders().await;
    assert!(!shop.is_in_wms(other));
    let first_try = shop.clock_day();
    shop.clock.advance(super::super::bench::hours(50));
    shop.books().patch_order(other, |order| order.set("Addresses.Delivery.Country", "Sverige"));
    shop.orders().await;
    assert_eq!(shop.in_wms(other).data.delivery_date.unwrap().date(), first_try);
}

#[tokio::test]
async fn the_day_of_the_first_import_is_the_day_in_oslo() {
    let shop = shop().await;
    // Half past eleven in the evening of UTC is the next day in Oslo.
    shop.clock.set("2026-03-02T23:15:00Z".parse().unwrap());
    let number = shop.order();
    shop.orders().await;
    assert_eq!(shop.in_wms(number).data.delivery_date.unwrap().date().to_string(), "2026-03-03");
}

#[tokio::test]
async fn s15_two_and_a_half_thousand_orders_arrive_and_are_looked_up_many_at_a_time() {
    let shop = shop().await;
    let kari = shop.kari;
    let numbers: Vec<i32> =
        (0..2500).map(|_| shop.books().add_order(order(kari, &[(shop.coffee, 1)]))).collect();
    let report = shop.orders().await;
    assert_eq!((report.read, report.written), (2500, 2500));
    assert!(numbers.iter().all(|number| shop.is_in_wms(*number)));
    assert_eq!(shop.wms.orders().len(), 2500);
    assert_eq!(shop.erp_count("GetCompanies"), 3);
    assert_eq!(shop.erp_count("GetInvoices"), 1 + 3);
    assert_eq!(shop.wms_count("GetOrdersByQuery"), 5 + 5 + 3);
    assert_eq!(shop.wms_count("ProcessOrder"), 2500);
}

#[tokio::test]
async fn s22_contact_data_is_asked_for_once_for_all_orders_and_found_in_the_slots() {
    let shop = shop().await;
    let books = shop.books();
    let firm = books.add_company(
        customer("Firma")
            .with("PhoneNumbers.Work.Value", "22 22 22 22")
            .with("EmailAddresses.Work.Value", "post@firma.example"),
    );
    let to = |company, name: &str| {
        books.add_order(order(company, &[(shop.coffee, 1)]).with("CustomerDeliveryName", name))
    };
    // Companies that nobody knows never hold an order. (It is the first: a report has room for so many remarks only.)
    let stranger = books.add_order(order(shop.kari, &[(shop.coffee, 1)]).with("CustomerDeliveryId", 99_999));
    let numbers: Vec<i32> =
        (0..30).map(|n| if n % 2 == 0 { to(firm, "Firma") } else { to(shop.kari, "Kari") }).collect();
    let report = shop.orders().await;
    assert_eq!(report.written, 31, "{report:#?}");
    assert_eq!(shop.erp_count("GetCompanies"), 1);
    let address = shop.wms.customer_of(&numbers[0].to_string()).unwrap().data.address;
    assert_eq!(address.mobile_phone.as_deref(), Some("+47 900 00 000"));
    assert_eq!(address.telephone.as_deref(), Some("22 22 22 22"));
    assert_eq!(address.email.as_deref(), Some("post@firma.example"));
    assert!(shop.is_in_wms(stranger));
    // The report has no room for so many remarks; the timeline has.
    let imported = shop.engine.inspect(super::TENANT).timeline(stranger).await.unwrap().remove(0);
    assert!(imported.detail.contains("knows no company 99999"), "{imported:?}");
    assert_eq!(report.held, 0);
}
