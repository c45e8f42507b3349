use twentyfour_client::types::{Company, CompanyId, InvoiceOrder};
use wms_erp_mapping::{
    COMPANY_PROPERTIES, EmailSlot, Mapped, NoteKind, OrderSettings, PhoneSlot, contact_company,
};

use crate::sample::{company, context, map, notes_on, order, text};

fn silent() -> InvoiceOrder {
    let mut order = order();
    order.customer_delivery_phone = text(" ");
    order.invoice_email_address = None;
    order
}

fn with(order: &InvoiceOrder, company: Option<&Company>) -> Mapped<ongoing_client::model::CustomerOrder> {
    wms_erp_mapping::order(order, &context(company), &OrderSettings::default()).unwrap()
}

/// Mobile phone, phone, e-mail.
fn reached(company: &Company, settings: &OrderSettings) -> [String; 3] {
    let mapped = wms_erp_mapping::order(&silent(), &context(Some(company)), settings).unwrap();
    let customer = mapped.value.customer.unwrap();
    [customer.mobile_phone, customer.tele_phone, customer.email].map(Option::unwrap)
}

#[test]
fn row_mobile_phone_is_the_delivery_phone() {
    assert_eq!(map(&order()).value.customer.unwrap().mobile_phone, text("91 23 45 67"));
}

#[test]
fn row_tele_phone_is_the_delivery_phone() {
    assert_eq!(map(&order()).value.customer.unwrap().tele_phone, text("91 23 45 67"));
}

#[test]
fn row_email_is_the_invoice_email_address() {
    assert_eq!(map(&order()).value.customer.unwrap().email, text("faktura@fjordogfjell.example"));
}

#[test]
fn choice_the_company_asked_is_the_recipient_then_the_customer() {
    assert_eq!(contact_company(&order()), None);
    let mut order = silent();
    assert_eq!(contact_company(&order), Some(CompanyId(501)));
    order.customer_delivery_id = Some(CompanyId(502));
    assert_eq!(contact_company(&order), Some(CompanyId(502)));
    order.customer_delivery_id = Some(CompanyId(0));
    assert_eq!(contact_company(&order), Some(CompanyId(501)));
    order.customer_id = None;
    assert_eq!(contact_company(&order), None);
    let mut half = self::order();
    half.invoice_email_address = text("");
    assert_eq!(contact_company(&half), Some(CompanyId(501)));
}

#[test]
fn choice_fallback_slots_in_order_skipping_empty_and_blank_ones_never_fax() {
    let mut company = company();
    let settings = OrderSettings::default();
    let mut expect = |mobile: &str, phone: &str, email: &str, clear: &dyn Fn(&mut Company)| {
        let email = if email.is_empty() { String::new() } else { format!("{email}@x.example") };
        assert_eq!(reached(&company, &settings), [mobile.to_owned(), phone.to_owned(), email]);
        clear(&mut company);
    };
    expect("mobile", "primary", "invoice", &|company| {
        company.phone_numbers.as_mut().unwrap().mobile = None;
        company.email_addresses.as_mut().unwrap().invoice.as_mut().unwrap().value = text("  ");
    });
    expect("primary", "primary", "primary", &|company| {
        company.phone_numbers.as_mut().unwrap().primary.as_mut().unwrap().value = text(" ");
        company.email_addresses.as_mut().unwrap().primary = None;
    });
    expect("work", "work", "work", &|company| {
        company.phone_numbers.as_mut().unwrap().work.as_mut().unwrap().value = text("");
        company.email_addresses.as_mut().unwrap().work = None;
    });
    expect("home", "home", "home", &|company| {
        company.phone_numbers.as_mut().unwrap().home = None;
        company.email_addresses.as_mut().unwrap().home = None;
    });
    expect("", "", "alternative", &|company| company.email_addresses = None);
    expect("", "", "", &|_| {});
}

#[test]
fn choice_the_phone_falls_back_to_mobile_last() {
    let mut company = company();
    let phones = company.phone_numbers.as_mut().unwrap();
    (phones.primary, phones.work, phones.home) = (None, None, None);
    assert_eq!(reached(&company, &OrderSettings::default())[1], "mobile");
}

#[test]
fn choice_the_order_of_slots() {
    use PhoneSlot::{Home, Mobile, Primary, Work};
    let settings = OrderSettings::default().contact;
    assert_eq!(settings.mobile_phone, [Mobile, Primary, Work, Home]);
    assert_eq!(settings.telephone, [Primary, Work, Home, Mobile]);
    assert_eq!(
        settings.email,
        [EmailSlot::Invoice, EmailSlot::Primary, EmailSlot::Work, EmailSlot::Home, EmailSlot::Alternative]
    );
}

#[test]
fn choice_the_order_of_slots_is_a_setting() {
    let mut settings = OrderSettings::default();
    settings.contact.mobile_phone = vec![PhoneSlot::Home];
    settings.contact.telephone = vec![];
    settings.contact.email = vec![EmailSlot::Work, EmailSlot::Invoice];
    assert_eq!(reached(&company(), &settings), ["home", "", "work@x.example"]);
}

#[test]
fn a_fallback_is_noted_without_the_value() {
    let mapped = with(&silent(), Some(&company()));
    assert_eq!(
        notes_on(&mapped.notes, "Customer.MobilePhone"),
        [(NoteKind::Fallback, "the order has none; the company's Mobile stands in")]
    );
    assert!(mapped.notes.iter().all(|note| !note.text.contains("x.example")));
}

#[test]
fn choice_the_order_itself_comes_first() {
    let mut half = order();
    half.invoice_email_address = None;
    let customer = with(&half, Some(&company())).value.customer.unwrap();
    assert_eq!(customer.mobile_phone, text("91 23 45 67"));
    assert_eq!(customer.email, text("invoice@x.example"));
}

#[test]
fn choice_values_go_over_as_typed() {
    let mut order = order();
    order.customer_delivery_phone = text(" 22 33 44 55 / 91234567 (Ola) ");
    order.invoice_email_address = text("a@x.example; b@x.example");
    let customer = map(&order).value.customer.unwrap();
    assert_eq!(customer.mobile_phone, text(" 22 33 44 55 / 91234567 (Ola) "));
    assert_eq!(customer.email, text("a@x.example; b@x.example"));
}

#[test]
fn choice_an_unknown_company_never_holds_an_order() {
    let mapped = with(&silent(), None);
    let customer = mapped.value.customer.unwrap();
    assert_eq!((customer.mobile_phone, customer.tele_phone, customer.email), (text(""), text(""), text("")));
    assert_eq!(
        notes_on(&mapped.notes, "Customer.Email"),
        [(NoteKind::LeftOut, "the order has none, and the ERP knows no company 501")]
    );
    let mut nobody = silent();
    nobody.customer_id = None;
    let mapped = with(&nobody, None);
    assert_eq!(
        notes_on(&mapped.notes, "Customer.Email"),
        [(NoteKind::LeftOut, "the order has none, and no customer")]
    );
}

#[test]
fn somebody_elses_company_is_not_taken() {
    let mut other = company();
    other.id = Some(CompanyId(999));
    let customer = with(&silent(), Some(&other)).value.customer.unwrap();
    assert_eq!(customer.mobile_phone, text(""));
}

#[test]
fn a_company_without_contact_data_is_noted() {
    let mut empty = Company::default();
    empty.id = Some(CompanyId(501));
    let mapped = with(&silent(), Some(&empty));
    assert_eq!(
        notes_on(&mapped.notes, "Customer.TelePhone"),
        [(NoteKind::LeftOut, "neither the order nor the company has one")]
    );
    assert_eq!(COMPANY_PROPERTIES, ["Id", "PhoneNumbers", "EmailAddresses"]);
}
