use twentyfour_client::types::{Company, CompanyId, InvoiceOrder};
use wms_erp_mapping::{
    COMPANY_PROPERTIES, EmailSlot, Mapped, NoteKind, OrderSettings, PhoneSlot, contact_companies,
    lacks_contact,
};

use crate::sample::{company, context, map, notes_on, order, text};

fn silent() -> InvoiceOrder {
    let mut order = order();
    order.customer_delivery_phone = text(" ");
    order.invoice_email_address = None;
    order
}

fn with(order: &InvoiceOrder, company: Option<&Company>) -> Mapped<ongoing_client::model::CustomerOrder> {
    wms_erp_mapping::order(order, &context(company.as_slice()), &OrderSettings::default()).unwrap()
}

/// Mobile phone, phone, e-mail.
fn reached(company: &Company, settings: &OrderSettings) -> [String; 3] {
    let mapped = wms_erp_mapping::order(&silent(), &context(&[company]), settings).unwrap();
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
fn choice_the_companies_asked_are_the_recipient_then_the_customer() {
    const NONE: [CompanyId; 0] = [];
    assert_eq!(contact_companies(&order()), NONE);
    let mut order = silent();
    assert_eq!(contact_companies(&order), [CompanyId(501)]);
    order.customer_delivery_id = Some(CompanyId(502));
    assert_eq!(contact_companies(&order), [CompanyId(502), CompanyId(501)]);
    order.customer_delivery_id = Some(CompanyId(501));
    assert_eq!(contact_companies(&order), [CompanyId(501)]);
    order.customer_delivery_id = Some(CompanyId(0));
    assert_eq!(contact_companies(&order), [CompanyId(501)]);
    order.customer_id = None;
    assert_eq!(contact_companies(&order), NONE);
    let mut half = self::order();
    half.invoice_email_address = text("");
    assert_eq!(contact_companies(&half), [CompanyId(501)]);
    half.invoice_email_address = text("a@x.example");
    half.customer_delivery_phone = text("+47");
    assert_eq!(contact_companies(&half), [CompanyId(501)]);
}

/// An order to another company than the customer, and that company, without contact data.
fn elsewhere() -> (InvoiceOrder, Company) {
    let mut order = silent();
    order.customer_delivery_id = Some(CompanyId(502));
    let mut recipient = company();
    recipient.id = Some(CompanyId(502));
    recipient.phone_numbers = None;
    recipient.email_addresses = None;
    (order, recipient)
}

pub(crate) fn both(order: &InvoiceOrder, companies: &[&Company]) -> ([String; 3], Vec<(NoteKind, String)>) {
    let mapped = wms_erp_mapping::order(order, &context(companies), &OrderSettings::default()).unwrap();
    let customer = mapped.value.customer.unwrap();
    let notes =
        mapped.notes.iter().filter(|note| note.field.contains("hone") || note.field.contains("Email"));
    (
        [customer.mobile_phone, customer.tele_phone, customer.email].map(Option::unwrap),
        notes.map(|note| (note.kind, note.text.clone())).collect(),
    )
}

#[test]
fn choice_the_customer_is_asked_for_what_the_recipient_lacks_phone_and_email_each_by_itself() {
    let (order, mut recipient) = elsewhere();
    let customer = company();
    let (sent, notes) = both(&order, &[&customer, &recipient]);
    assert_eq!(sent, ["mobile", "primary", "invoice@x.example"]);
    let note =
        "the order has none, and company 502 has none; the customer's Mobile is used instead (company 501)";
    assert_eq!(notes[0], (NoteKind::Fallback, note.to_owned()));

    recipient.email_addresses = company().email_addresses;
    recipient.email_addresses.as_mut().unwrap().invoice.as_mut().unwrap().value = text("site@x.example");
    let (sent, notes) = both(&order, &[&recipient, &customer]);
    assert_eq!(sent, ["mobile", "primary", "site@x.example"]);
    assert_eq!(notes[2].1, "the order has none; the recipient's Invoice is used instead (company 502)");

    // One number is enough for both fields: they are not mixed from two companies.
    recipient.phone_numbers = company().phone_numbers;
    let phones = recipient.phone_numbers.as_mut().unwrap();
    (phones.mobile, phones.primary, phones.home) = (None, None, None);
    phones.work.as_mut().unwrap().value = text("site");
    assert_eq!(both(&order, &[&recipient, &customer]).0, ["site", "site", "site@x.example"]);
}

#[test]
fn a_number_of_the_recipient_is_not_mixed_with_one_of_the_customer_by_other_slots_either() {
    let (order, mut recipient) = elsewhere();
    recipient.phone_numbers = company().phone_numbers;
    let phones = recipient.phone_numbers.as_mut().unwrap();
    (phones.mobile, phones.primary, phones.home) = (None, None, None);
    let mut settings = OrderSettings::default();
    settings.contact.mobile_phone = vec![PhoneSlot::Mobile];
    let customer = company();
    let mapped = wms_erp_mapping::order(&order, &context(&[&recipient, &customer]), &settings).unwrap();
    let sent = mapped.value.customer.unwrap();
    assert_eq!((sent.mobile_phone, sent.tele_phone), (text(""), text("work")));
}

#[test]
fn what_the_order_itself_has_stays_whoever_else_has_one() {
    let (mut order, recipient) = elsewhere();
    order.customer_delivery_phone = text("91 23 45 67");
    let customer = company();
    let (sent, _) = both(&order, &[&recipient, &customer]);
    assert_eq!(sent, ["91 23 45 67", "91 23 45 67", "invoice@x.example"]);
}

#[test]
fn a_recipient_that_the_erp_does_not_know_is_noted_beside_the_customer_that_stands_in() {
    let (order, _) = elsewhere();
    let customer = company();
    let (sent, notes) = both(&order, &[&customer]);
    assert_eq!(sent[0], "mobile");
    let note = "the order has none, and the ERP knows no company 502; the customer's Mobile is used instead (company 501)";
    assert_eq!(notes[0], (NoteKind::Fallback, note.to_owned()));
}

#[test]
fn a_company_is_needed_only_for_what_is_still_missing() {
    let settings = OrderSettings::default().contact;
    let (order, mut recipient) = elsewhere();
    assert!(lacks_contact(&order, &[], &settings));
    assert!(lacks_contact(&order, &[&recipient], &settings));
    recipient.phone_numbers = company().phone_numbers;
    assert!(lacks_contact(&order, &[&recipient], &settings));
    recipient.email_addresses = company().email_addresses;
    assert!(!lacks_contact(&order, &[&recipient], &settings));
    assert!(!lacks_contact(&self::order(), &[], &settings));
}

#[test]
fn choice_placeholders_count_as_empty_of_the_order_and_of_companies() {
    for phone in [
        "-",
        "0",
        "+47",
        "0047",
        "00 47",
        "(+47)",
        "+358",
        "--",
        ".",
        "000 00 000",
        "x",
        "XXX",
        "n/a",
        "N/A",
        "/",
    ] {
        let mut order = silent();
        order.customer_delivery_phone = text(phone);
        let (sent, notes) = both(&order, &[&company()]);
        assert_eq!(sent[0], "mobile", "{phone}");
        assert_eq!(
            notes[0].1,
            "the order has only a placeholder; the customer's Mobile is used instead (company 501)"
        );
        let mut company = company();
        company.phone_numbers.as_mut().unwrap().mobile.as_mut().unwrap().value = text(phone);
        assert_eq!(both(&silent(), &[&company]).0[0], "primary", "{phone}");
    }
    for email in ["-", "0", "@", ".", "ingen", "N/A", "x"] {
        let mut order = silent();
        order.invoice_email_address = text(email);
        assert_eq!(both(&order, &[&company()]).0[2], "invoice@x.example", "{email}");
        let mut company = company();
        company.email_addresses.as_mut().unwrap().invoice.as_mut().unwrap().value = text(email);
        assert_eq!(both(&silent(), &[&company]).0[2], "primary@x.example", "{email}");
    }
    for phone in ["112", "02800", "+47 116 117", "+4722000000", "ring Ola", "004722000000", "xyz"] {
        let mut order = silent();
        order.customer_delivery_phone = text(phone);
        assert_eq!(both(&order, &[&company()]).0[0], phone);
    }
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
        [(NoteKind::Fallback, "the order has none; the customer's Mobile is used instead (company 501)")]
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
        [(NoteKind::LeftOut, "the order has none, and company 501 has none")]
    );
    assert_eq!(COMPANY_PROPERTIES, ["Id", "PhoneNumbers", "EmailAddresses"]);
}
