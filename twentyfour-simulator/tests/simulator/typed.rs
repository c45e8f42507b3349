use rust_decimal::Decimal;
use twentyfour_client::types::{Company, InvoiceOrder, InvoiceRow, Product};
use twentyfour_simulator::Record;

use super::erp::Erp;

#[tokio::test]
async fn typed_objects_go_in_and_come_out() {
    let erp = Erp::new().await;
    let books = erp.books();
    let mut coffee = Product::default();
    coffee.name = Some("Kaffe & kaker".into());
    coffee.stock = Some(Decimal::new(405, 1));
    coffee.stock_controlled = Some(true);
    let id = books.add_product(&coffee);
    assert_eq!(books.product(id).unwrap().text("Stock"), Some("40.5"));
    let back: Product = books.product(id).unwrap().typed().unwrap();
    assert_eq!((back.name, back.stock, back.stock_controlled), (coffee.name, coffee.stock, Some(true)));
    assert_eq!(back.weight, None);

    let mut company = Company::default();
    company.name = Some("Kari".into());
    let customer = books.add_company(&company);
    let row: InvoiceRow = Record::row().with("ProductId", id).with("Quantity", 3).typed().unwrap();
    let mut order: InvoiceOrder =
        Record::order().with("CustomerId", customer).with_row((&row).into()).typed().unwrap();
    order.invoice_title = Some("Hei".into());
    let number = books.add_order(&order);
    let back: InvoiceOrder = books.order(number).unwrap().typed().unwrap();
    assert_eq!(back.invoice_title.as_deref(), Some("Hei"));
    assert_eq!(back.invoice_rows.len(), 1);
    assert_eq!(back.invoice_rows[0].quantity, Some(Decimal::from(3)));
    assert_eq!(back.customer_name.as_deref(), Some("Kari"));
    assert!(Record::product().typed::<Company>().is_err(), "a product is no company");
}
