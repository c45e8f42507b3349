use super::*;

fn customer(operation: &str, by: &str, fields: &str) -> String {
    format!(
        "<Customer><CustomerOperation>{operation}</CustomerOperation><CustomerIdentification>{by}\
         </CustomerIdentification>{fields}</Customer>"
    )
}

fn at(street: &str, number: &str) -> String {
    format!(
        "<CustomerNumber>{number}</CustomerNumber><Name>Kari Nordmann</Name><Address>{street}</Address>\
         <PostCode>5003</PostCode><City>Bergen</City><CountryCode>NO</CountryCode>"
    )
}

#[tokio::test]
async fn by_name_and_address_another_address_makes_another_record() {
    let bench = Bench::new().await;
    bench.article("17").await;
    for (order, street) in [("1001", "Kaien 1"), ("1002", "Torget 2"), ("1003", "KAIEN 1 ")] {
        let customer = customer("CreateOrUpdate", "FullNameAndAddress", &at(street, "42"));
        let lines = order_lines(&[("1", "17", "1")]);
        bench.call("ProcessOrder", &order_with("CreateOrUpdate", order, "", &customer, &lines)).await.ok();
    }
    let ids = ["1001", "1002", "1003"].map(|number| bench.wms.customer_of(number).unwrap().id);
    assert_eq!(ids[0], ids[2]);
    assert_ne!(ids[0], ids[1]);
    assert_eq!(bench.wms.customers().len(), 2);
}

#[tokio::test]
async fn by_number_a_second_order_moves_the_first_ones_address() {
    let bench = Bench::new().await;
    for (order, street) in [("1001", "Kaien 1"), ("1002", "Torget 2")] {
        let customer = customer("CreateOrUpdate", "CustomerNumber", &at(street, "42"));
        bench.call("ProcessOrder", &order_with("CreateOrUpdate", order, "", &customer, "")).await.ok();
    }
    let answer = bench.call("GetOrderByOrderNumber", "<OrderNumber>1001</OrderNumber>").await.result();
    assert_eq!(text_at(&answer, &["Consignee", "Address"]), "Torget 2");
}

#[tokio::test]
async fn the_operations_say_what_must_be_there() {
    let bench = Bench::new().await;
    let ask = async |operation: &str, street: &str| {
        let fields = format!(
            "{}<Email>{operation}@x</Email>",
            at(street, "42").replace("<CountryCode>NO</CountryCode>", "")
        );
        bench.call("ProcessCustomer", &customer(operation, "CustomerNumber", &fields)).await
    };
    ask("Find", "Kaien 1").await.refused();
    ask("Create", "Kaien 1").await.ok();
    ask("Create", "Kaien 1").await.refused();
    ask("CreateNotUpdate", "Torget 2").await.ok();
    ask("Find", "Torget 2").await.ok();
    assert_eq!(
        bench.wms.customers()[0].data.address.address.as_deref(),
        Some("Kaien 1"),
        "found, not changed"
    );
    ask("CreateOrUpdate", "Torget 2").await.ok();
    assert_eq!(bench.wms.customers()[0].data.address.address.as_deref(), Some("Torget 2"));
    assert_eq!(bench.wms.customers().len(), 1);
}

#[tokio::test]
async fn keys_must_be_filled_and_country_codes_have_two_letters() {
    let bench = Bench::new().await;
    for by in ["ExternalCustomerCode", "SystemId", "CustomerNumber", "FullNameAndAddress"] {
        let text = bench.call("ProcessCustomer", &customer("CreateOrUpdate", by, "")).await.refused();
        assert!(text.contains("was empty"), "{by}: {text}");
    }
    for country in ["Norge", "N", "47"] {
        let fields = format!("<Name>Kari</Name><CountryCode>{country}</CountryCode>");
        let request = customer("CreateOrUpdate", "FullNameAndAddress", &fields);
        assert!(bench.call("ProcessCustomer", &request).await.refused().contains(country));
    }
    let group = "<Name>Kari</Name><CustomerGroup><CustomerGroupOperation>Find</CustomerGroupOperation>\
                 <CustomerGroupIdentification>CustomerGroupCode</CustomerGroupIdentification><CustomerGroupCode>VIP\
                 </CustomerGroupCode></CustomerGroup>";
    bench.call("ProcessCustomer", &customer("CreateOrUpdate", "FullNameAndAddress", group)).await.refused();
    assert!(bench.wms.customers().is_empty());
    bench.wms.act(|world| world.put_customer_group("VIP", "Very important"));
    bench.call("ProcessCustomer", &customer("CreateOrUpdate", "FullNameAndAddress", group)).await.ok();
}

#[tokio::test]
async fn phones_flags_and_invoice_address_are_stored_and_read_back() {
    let bench = Bench::new().await;
    let fields = "<Name>Kari</Name><TelePhone>55 00 00 00</TelePhone><Email>kari@example.no</Email><MobilePhone>900\
                  </MobilePhone><IsVisible>true</IsVisible><NotifyBySMS>true</NotifyBySMS><NotifyByEmail>false\
                  </NotifyByEmail><NotifyByTelephone>false</NotifyByTelephone><InvoiceAddress><Name>Nordmann AS</Name>\
                  <City>Oslo</City></InvoiceAddress>";
    let customer = customer("CreateOrUpdate", "FullNameAndAddress", fields);
    bench.call("ProcessOrder", &order_with("Create", "1001", "", &customer, "")).await.ok();
    let stored = bench.wms.customer_of("1001").unwrap().data;
    assert_eq!((stored.address.notify_by_sms, stored.address.notify_by_email), (Some(true), Some(false)));
    assert_eq!(stored.address.is_visible, Some(true));
    let read = bench.call("GetOrderByOrderNumber", "<OrderNumber>1001</OrderNumber>").await.result();
    assert_eq!(text_at(&read, &["Consignee", "MobilePhone"]).trim(), "900");
    assert_eq!(text_at(&read, &["Consignee", "NotifyBySms"]), "true");
    assert_eq!(text_at(&read, &["Consignee", "InvoiceAddress", "Name"]), "Nordmann AS");
}
