//! Requests are read as .NET reads them.

use chrono::{Datelike, Duration, NaiveDateTime};
use twentyfour_simulator::Zone;

use super::erp::{AUTHENTICATE, INVOICE, PRODUCT, names, order_query, shop};

#[tokio::test]
async fn what_stands_in_the_wrong_place_is_skipped() {
    let erp = shop().await;
    // Price stands before Name in the message, after it in the contract.
    erp.save_product("<Id>1000</Id><Price>5</Price><Name>Ny</Name><Naame>x</Naame><No>N</No>").await;
    let product = erp.books().product(1000).unwrap();
    assert_eq!(
        (product.text("Name"), product.text("Price"), product.text("No")),
        (Some("Kaffe 500 g"), Some("5"), Some("N"))
    );
    erp.save_product("<Id>1000</Id><Name xmlns=\"urn:other\">Ny</Name>").await;
    assert_eq!(erp.books().product(1000).unwrap().text("Name"), Some("Kaffe 500 g"));
    let wrong = "<SaveProducts><products><Product/></products></SaveProducts>";
    assert_eq!(erp.ask(PRODUCT, "SaveProducts", wrong).await.items().len(), 0);
}

#[tokio::test]
async fn sentinels_and_empty_texts_mean_not_given() {
    let erp = shop().await;
    erp.save_product(
        "<Id>1000</Id><Name></Name><StatusId>-2147483648</StatusId><Price>-79228162514264337593543950335</Price>\
         <No/><Web xsi:nil=\"true\"/>",
    )
    .await;
    let product = erp.books().product(1000).unwrap();
    assert_eq!((product.text("Name"), product.text("StatusId")), (Some("Kaffe 500 g"), Some("1")));
    assert_eq!((product.text("Price"), product.text("No")), (Some("79.90"), Some("K-500")));
    erp.save_order(
        "<OrderId>10001</OrderId><CustomerDeliveryName>A</CustomerDeliveryName><GLNNumber>7</GLNNumber>",
    )
    .await;
    erp.save_order("<OrderId>10001</OrderId><CustomerDeliveryName/><GLNNumber>NULL</GLNNumber>").await;
    let order = erp.books().order(10001).unwrap();
    assert_eq!(
        order.text("CustomerDeliveryName"),
        Some(""),
        "a text without a declared default can be emptied"
    );
    assert_eq!(order.text("GLNNumber"), None);
}

#[tokio::test]
async fn bad_literals_and_numbers_are_faults() {
    let erp = shop().await;
    for (content, value) in [
        ("<OrderStatus>Sent</OrderStatus>", "'Sent' is not a valid value for OrderSlipStateType"),
        ("<OrderId>1e3</OrderId>", "'1e3' is not a valid value for int"),
        ("<OrderTotalVat>1E+06</OrderTotalVat>", "'1E+06' is not a valid value for decimal"),
        ("<OrderTotalVat>1,5</OrderTotalVat>", "'1,5' is not a valid value for decimal"),
        ("<SkipStock>yes</SkipStock>", "'yes' is not a valid value for boolean"),
        ("<DeliveryDate>05.01.2026</DeliveryDate>", "'05.01.2026' is not a valid value for dateTime"),
        ("<OrderId></OrderId>", "'' is not a valid value for int"),
    ] {
        let content = format!("<invoices><InvoiceOrder>{content}</InvoiceOrder></invoices>");
        let fault = erp.ask(INVOICE, "SaveInvoices", &content).await.fault();
        assert!(
            fault.to_lowercase().contains("instance validation error") && fault.contains(value),
            "{fault}"
        );
    }
    let states = "<OrderStates><OrderSlipStateType>12</OrderSlipStateType></OrderStates>";
    let fault = erp.ask(INVOICE, "GetInvoices", &order_query(states, &[], &[])).await.fault();
    assert!(fault.contains("'12' is not a valid value"), "{fault}");
    assert!(
        erp.ask(AUTHENTICATE, "SetIdentityById", "<identityId>me</identityId>")
            .await
            .fault()
            .contains("guid")
    );
}

#[tokio::test]
async fn times_come_in_all_shapes_and_go_out_in_one() {
    let erp = shop().await;
    for (sent, answered) in [
        ("2026-02-01", "2026-02-01T00:00:00"),
        ("2026-02-01T10:30:00", "2026-02-01T10:30:00"),
        ("2026-02-01T10:30:00Z", "2026-02-01T10:30:00"),
        ("2026-02-01T10:30:00.250+01:00", "2026-02-01T09:30:00.250"),
    ] {
        erp.save_order(&format!("<OrderId>10001</OrderId><DeliveryDate>{sent}</DeliveryDate>")).await;
        let order = &erp.orders("<OrderIds><int>10001</int></OrderIds>", &["DeliveryDate"], &[]).await[0];
        assert_eq!(order.text_of("DeliveryDate"), Some(answered));
    }
}

/// Norway, near enough: an hour ahead, two from the end of March to the end of October.
fn oslo(utc: NaiveDateTime) -> Duration {
    let summer = "2026-03-29T01:00:00".parse().unwrap()..="2026-10-25T00:59:59".parse().unwrap();
    Duration::hours(if utc.year() == 2026 && summer.contains(&utc) { 2 } else { 1 })
}

#[tokio::test]
async fn the_zone_of_bare_times_is_a_switch() {
    let erp = shop().await;
    erp.sim.change(|options| options.zone = Zone::new(oslo));
    for (sent, utc) in [
        ("2026-02-01T00:00:00", "2026-01-31T23:00:00"),
        ("2026-07-01T00:00:00", "2026-06-30T22:00:00"),
        ("2026-07-01T00:00:00Z", "2026-07-01T00:00:00"),
    ] {
        erp.save_order(&format!("<OrderId>10001</OrderId><DeliveryDate>{sent}</DeliveryDate>")).await;
        assert_eq!(erp.books().order(10001).unwrap().text("DeliveryDate"), Some(utc));
    }
    let order =
        &erp.orders("<OrderIds><int>10001</int></OrderIds>", &["DeliveryDate", "DateChanged"], &[]).await[0];
    assert_eq!(order.text_of("DeliveryDate"), Some("2026-07-01T02:00:00"));
    assert_eq!(order.text_of("DateChanged"), Some("2026-01-05T09:00:00"));
    let gap = "<invoices><InvoiceOrder><OrderId>10001</OrderId><DeliveryDate>2026-03-29T02:30:00</DeliveryDate></InvoiceOrder></invoices>";
    assert!(
        erp.ask(INVOICE, "SaveInvoices", gap).await.fault().contains("dateTime"),
        "a time that the zone skips"
    );
}

#[tokio::test]
async fn paths_ignore_case_and_unknown_ones_are_not_found() {
    let erp = shop().await;
    let content = names("returnProperties", &["Id"]);
    assert_eq!(
        erp.ask(&PRODUCT.to_uppercase().replace("ASMX", "asmx"), "GetProducts", &content).await.items().len(),
        2
    );
    assert_eq!(erp.ask("/Economy/Nothing.asmx", "GetProducts", &content).await.status, 404);
    let fault = erp.ask(INVOICE, "GetProducts", &content).await.fault();
    assert!(fault.contains("did not recognize the value of HTTP Header SOAPAction"), "{fault}");
}
