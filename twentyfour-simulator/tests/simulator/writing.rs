//! Answers are written as .NET writes them.

use asmx_test_server::Node;
use twentyfour_simulator::Sentinels;

use super::erp::{Erp, shop, stocked};

fn members(node: &Node) -> Vec<&str> {
    node.children.iter().map(|child| &*child.name).collect()
}

#[tokio::test]
async fn only_what_was_asked_for_in_contract_order() {
    let erp = shop().await;
    let product = &erp.products("<Id>1000</Id>", &["Price", "Nonsense", "No", "Id", "APIException"]).await[0];
    assert_eq!(members(product), ["Id", "Price", "No"]);
    let bare = &erp.products("<Id>1000</Id>", &[]).await[0];
    assert!(bare.children.is_empty());
    let order = &erp.orders("<OrderIds><int>10001</int></OrderIds>", &[], &[]).await[0];
    assert_eq!(members(order), ["IncludeVAT"], "required and nillable: always there");
    assert!(order.children[0].nil);
}

#[tokio::test]
async fn keys_can_come_unasked() {
    let erp = shop().await;
    erp.sim.change(|options| options.ids_always = true);
    assert_eq!(members(&erp.products("<Id>1000</Id>", &["Name"]).await[0]), ["Id", "Name"]);
    let order =
        &erp.orders("<OrderIds><int>10001</int></OrderIds>", &["InvoiceRows"], &["Quantity"]).await[0];
    assert_eq!(members(order), ["OrderId", "IncludeVAT", "InvoiceRows"]);
    assert_eq!(members(&order.child("InvoiceRows").unwrap().children[0]), ["RowId", "Quantity"]);
}

#[tokio::test]
async fn what_equals_its_default_vanishes_and_null_is_nil() {
    let erp = shop().await;
    erp.books().patch_product(1000, |product| product.set("Web", false));
    let asked = ["Name", "Description", "Weight", "Web", "NewOffer", "SupplierId"];
    let product = &erp.products("<Id>1000</Id>", &asked).await[0];
    assert_eq!(members(product), ["Name", "Web", "NewOffer"]);
    assert_eq!(product.text_of("Web"), Some("false"));
    assert!(product.child("NewOffer").unwrap().nil);

    erp.books().patch_order(10001, |order| {
        order.set("Currency.Symbol", "NOK");
        order.set("Currency.Rate", "1.00");
        order.set("OrderStatus", "Web");
        order.set("SkipStock", false);
        order.set("SendToFactoring", true);
    });
    let asked = ["Currency", "OrderStatus", "SkipStock", "SendToFactoring", "Distributor"];
    let order = &erp.orders("<OrderIds><int>10001</int></OrderIds>", &asked, &[]).await[0];
    assert_eq!(members(order), ["IncludeVAT", "Currency", "SendToFactoring"]);
    assert_eq!(members(order.child("Currency").unwrap()), ["Symbol"]);
}

#[tokio::test]
async fn sentinels_can_be_spelt_out_or_mixed() {
    let erp = shop().await;
    erp.sim.change(|options| options.sentinels = Sentinels::Explicit);
    let asked = ["Description", "Weight", "DateChanged", "SupplierId", "CashPriceIncTax", "Web"];
    let product = &erp.products("<Id>1001</Id>", &asked).await[0];
    assert_eq!(
        members(product),
        ["CashPriceIncTax", "SupplierId", "Description", "DateChanged", "Weight", "Web"]
    );
    assert_eq!(product.text_of("SupplierId"), Some("-2147483648"));
    assert_eq!(product.text_of("Weight"), Some("-79228162514264337593543950335"));
    assert_eq!(product.text_of("Description"), Some(""));
    let order =
        &erp.orders("<OrderIds><int>10001</int></OrderIds>", &["DeliveryDate", "Distributor"], &[]).await[0];
    assert_eq!(order.text_of("DeliveryDate"), Some("0001-01-01T00:00:00"));
    assert_eq!(order.text_of("Distributor"), Some("Default"));

    let mut runs = Vec::new();
    for _ in 0..2 {
        let erp = stocked(Erp::with(|options| options.sentinels = Sentinels::Mixed).await);
        let mut seen = Vec::new();
        for _ in 0..8 {
            let product = &erp.products("<Id>1001</Id>", &["SupplierId", "Name"]).await[0];
            assert_eq!(product.text_of("Name"), Some("Frakt"));
            seen.push(product.child("SupplierId").is_some());
        }
        runs.push(seen);
    }
    assert!(runs[0].contains(&true) && runs[0].contains(&false));
    assert_eq!(runs[0], runs[1], "by the seed");
}
