//! How the customer of an order can be reached: what people typed, and whom the ERP is asked for what is missing.

use ongoing_simulator::world::Customer;

use super::{Shop, order, shop};
use crate::bench::customer;

fn reached(shop: &Shop, number: i32) -> [Option<String>; 3] {
    let Customer { data, .. } = shop.wms.customer_of(&number.to_string()).unwrap();
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    [data.address.mobile_phone, data.address.telephone, data.address.email].map(filled)
}

fn some(texts: [&str; 3]) -> [Option<String>; 3] {
    texts.map(|text| Some(text.to_owned()))
}

#[tokio::test]
async fn what_the_delivery_company_lacks_is_asked_of_the_customer_in_the_same_request() {
    let shop = shop().await;
    let books = shop.books();
    let payer = books.add_company(
        customer("Betaler AS")
            .with("PhoneNumbers.Mobile.Value", "900 11 111")
            .with("EmailAddresses.Work.Value", "post@betaler.example"),
    );
    let site = |email: &str, phone: &str| {
        let site = customer("Byggeplass 7").with("PhoneNumbers.Mobile.Value", phone);
        books.add_company(site.with("EmailAddresses.Work.Value", email))
    };
    let to = |site: i32, name: &str| {
        let to = order(payer, &[(shop.coffee, 1)]).with("CustomerDeliveryName", name);
        books.add_order(to.with("CustomerDeliveryId", site))
    };
    let no_phone = to(site("plass@byggeplass.example", "-"), "A");
    let no_email = to(site("", "911 22 222"), "B");
    let neither = to(site("", ""), "C");
    let both = to(site("plass@byggeplass.example", "911 22 222"), "D");
    shop.orders().await;
    assert_eq!(shop.erp_count("GetCompanies"), 1);
    assert_eq!(reached(&shop, no_phone), some(["900 11 111", "900 11 111", "plass@byggeplass.example"]));
    assert_eq!(reached(&shop, no_email), some(["911 22 222", "911 22 222", "post@betaler.example"]));
    assert_eq!(reached(&shop, neither), some(["900 11 111", "900 11 111", "post@betaler.example"]));
    assert_eq!(reached(&shop, both), some(["911 22 222", "911 22 222", "plass@byggeplass.example"]));
    let imported = shop.engine.inspect(super::TENANT).timeline(no_phone).await.unwrap().remove(0);
    assert!(imported.detail.contains(&format!("(company {payer})")), "{imported:?}");
}

#[tokio::test]
async fn the_first_of_several_addresses_and_numbers_goes_over_and_a_placeholder_is_none() {
    let shop = shop().await;
    let books = shop.books();
    let firm = books.add_company(customer("Firma").with("EmailAddresses.Work.Value", "post@firma.example"));
    let typed = |phone: &str, email: &str, name: &str| {
        let order = order(firm, &[(shop.coffee, 1)]).with("CustomerDeliveryName", name);
        books.add_order(order.with("CustomerDeliveryPhone", phone).with("InvoiceEmailAddress", email))
    };
    let lists = typed("00 47 22 00 00 00 / 22 00 00 01", "a@example.test; b@example.test", "A");
    let placeholders = typed("+47", "-", "B");
    shop.orders().await;
    assert_eq!(reached(&shop, lists), some(["00 47 22 00 00 00", "00 47 22 00 00 00", "a@example.test"]));
    let kept = shop.wms.customer_of(&placeholders.to_string()).unwrap().data.address;
    assert_eq!(kept.mobile_phone.as_deref(), Some("+47 900 00 000"));
    assert_eq!(kept.email.as_deref(), Some("post@firma.example"));
    let imported = shop.engine.inspect(super::TENANT).timeline(lists).await.unwrap().remove(0);
    assert!(imported.detail.contains("several addresses"), "{imported:?}");
    assert!(!imported.detail.contains("b@example.test"), "{imported:?}");
}
