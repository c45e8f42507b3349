//! A small Norwegian shop.

use asmx_soap::XsDateTime;
use chrono::NaiveDate;
use ongoing_client::model::{Customer, CustomerOrder, OrderInfoClass};
use rust_decimal::Decimal;
use twentyfour_client::types::{
    Address, Addresses, Company, CompanyId, DeliveryMethod, EmailAddress, EmailAddresses, InvoiceOrder,
    InvoiceRow, OrderId, PhoneNumber, PhoneNumbers, Product, ProductId, RowId, RowType,
};
use wms_erp_mapping::{Hold, Mapped, Note, NoteKind, OrderContext, OrderSettings, ProductFacts, TimeZone};

pub(crate) const FREIGHT: ProductId = ProductId(900);

pub(crate) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(crate) fn number(number: &str) -> Decimal {
    number.parse().unwrap()
}

pub(crate) fn day(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

pub(crate) fn time(time: &str) -> Option<XsDateTime> {
    Some(time.parse().unwrap())
}

pub(crate) fn product() -> Product {
    let mut product = Product::default();
    product.id = Some(ProductId(4711));
    product.no = text("LAMP-1");
    product.name = text("Desk lamp");
    product.description = text("A lamp for desks");
    product.ean1 = text("7038010000001");
    product.weight = Some(number("1.250"));
    product.status_id = Some(1);
    product.stock_controlled = Some(true);
    product.supplier_id = Some(CompanyId(77));
    product
}

pub(crate) fn address(street: &str, postal_code: &str, place: &str, country: &str) -> Address {
    let mut address = Address::default();
    address.street = text(street);
    address.postal_code = text(postal_code);
    address.postal_area = text(place);
    address.country = text(country);
    address
}

pub(crate) fn row(id: i32, product: i32, quantity: &str) -> InvoiceRow {
    let mut row = InvoiceRow::default();
    row.row_id = Some(RowId(id));
    row.product_id = Some(ProductId(product));
    row.quantity = Some(number(quantity));
    row.kind = Some(RowType::Normal);
    row
}

pub(crate) fn text_row(id: i32, comment: &str) -> InvoiceRow {
    let mut row = InvoiceRow::default();
    row.row_id = Some(RowId(id));
    row.name = text(comment);
    row.kind = Some(RowType::Text);
    row
}

/// An order with every mapped field filled.
pub(crate) fn order() -> InvoiceOrder {
    let mut order = InvoiceOrder::default();
    order.order_id = Some(OrderId(10_234));
    order.customer_id = Some(CompanyId(501));
    order.customer_name = text("Fjord & Fjell AS");
    order.customer_delivery_name = text("Fjord & Fjell, lager 2");
    order.customer_delivery_phone = text("91 23 45 67");
    order.invoice_email_address = text("faktura@fjordogfjell.example");
    order.reference_number = text("PO-88");
    order.your_reference = text("Kari Nordmann");
    order.invoice_title = text("Leave at the gate");
    order.delivery_date = time("2026-11-24T00:00:00");
    let mut method = DeliveryMethod::default();
    method.id = Some(3);
    method.description = text("Home delivery");
    order.delivery_method = Some(method);
    let mut delivery = address("Storgata 1", "0150", "Oslo", "Norge");
    delivery.state = text("03");
    let mut invoice = address("Postboks 12", "5003", "Bergen", "NO");
    invoice.state = text("46");
    let mut addresses = Addresses::default();
    addresses.delivery = Some(delivery);
    addresses.invoice = Some(invoice);
    order.addresses = Some(addresses);
    order.invoice_rows = vec![row(1, 4711, "2"), row(2, 4712, "0.5")];
    order
}

/// The customer's company, with a different value in every slot.
pub(crate) fn company() -> Company {
    fn phone(number: &str) -> Option<PhoneNumber> {
        let mut phone = PhoneNumber::default();
        phone.value = text(number);
        Some(phone)
    }
    fn email(value: &str) -> Option<EmailAddress> {
        let mut email = EmailAddress::default();
        email.value = text(value);
        Some(email)
    }
    let mut phones = PhoneNumbers::default();
    phones.mobile = phone("mobile");
    phones.primary = phone("primary");
    phones.work = phone("work");
    phones.home = phone("home");
    phones.fax = phone("fax");
    let mut emails = EmailAddresses::default();
    emails.invoice = email("invoice@x.example");
    emails.primary = email("primary@x.example");
    emails.work = email("work@x.example");
    emails.home = email("home@x.example");
    emails.alternative = email("alternative@x.example");
    let mut company = Company::default();
    company.id = Some(CompanyId(501));
    company.name = text("Fjord & Fjell AS");
    company.phone_numbers = Some(phones);
    company.email_addresses = Some(emails);
    company
}

pub(crate) fn facts(product: ProductId) -> Option<ProductFacts> {
    Some(ProductFacts::new(format!("NO-{product}"), product != FREIGHT))
}

pub(crate) fn context<'a>(companies: &'a [&'a Company]) -> OrderContext<'a> {
    OrderContext::new(companies, &facts, day("2026-11-21"), TimeZone::OSLO)
}

pub(crate) fn try_map(order: &InvoiceOrder, settings: &OrderSettings) -> Result<Mapped<CustomerOrder>, Hold> {
    wms_erp_mapping::order(order, &context(&[]), settings)
}

pub(crate) fn map(order: &InvoiceOrder) -> Mapped<CustomerOrder> {
    try_map(order, &OrderSettings::default()).unwrap()
}

pub(crate) fn info(order: &InvoiceOrder) -> OrderInfoClass {
    map(order).value.order_info.unwrap()
}

pub(crate) fn customer(order: &InvoiceOrder) -> Customer {
    map(order).value.customer.unwrap()
}

pub(crate) fn held(order: &InvoiceOrder) -> Hold {
    try_map(order, &OrderSettings::default()).unwrap_err()
}

/// The notes on one field.
pub(crate) fn notes_on<'a>(notes: &'a [Note], field: &str) -> Vec<(NoteKind, &'a str)> {
    notes.iter().filter(|note| note.field == field).map(|note| (note.kind, note.text.as_str())).collect()
}

/// What would be written, a field a line.
pub(crate) fn written<E: asmx_soap::Element>(value: &E) -> String {
    let fields = wms_erp_mapping::fields(value).unwrap();
    fields.iter().map(|(field, text)| format!("{field} = {text:?}")).collect::<Vec<_>>().join("\n")
}
