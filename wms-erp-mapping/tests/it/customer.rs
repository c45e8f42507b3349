use ongoing_client::model::{CustomerIdentificationType, CustomerOperation};
use twentyfour_client::types::{Address, Addresses, CompanyId, InvoiceOrder};
use wms_erp_mapping::{Country, CustomerIdentification, HoldCause, MissingCountry, NoteKind, OrderSettings};

use crate::sample::{address, customer, held, map, notes_on, order, text, try_map};

fn with_delivery(change: impl FnOnce(&mut Address)) -> InvoiceOrder {
    let mut order = order();
    change(order.addresses.as_mut().unwrap().delivery.as_mut().unwrap());
    order
}

#[test]
fn row_customer_number_is_the_customer_id() {
    assert_eq!(customer(&order()).customer_number, text("501"));
}

#[test]
fn row_name_is_the_delivery_name() {
    assert_eq!(customer(&order()).name, text("Fjord & Fjell, lager 2"));
}

#[test]
fn row_address_is_the_delivery_address() {
    let customer = customer(&order());
    assert_eq!(customer.address, text("Storgata 1"));
    assert_eq!(customer.post_code, text("0150"));
    assert_eq!(customer.city, text("Oslo"));
    assert_eq!(customer.country_code, text("NO"));
    assert_eq!(customer.country_state_code, text("03"));
}

#[test]
fn row_invoice_address_name_is_the_customer_name() {
    assert_eq!(customer(&order()).invoice_address.unwrap().name, text("Fjord & Fjell AS"));
}

#[test]
fn row_invoice_address_is_the_invoice_address() {
    let address = customer(&order()).invoice_address.unwrap();
    assert_eq!(address.address, text("Postboks 12"));
    assert_eq!(address.post_code, text("5003"));
    assert_eq!(address.city, text("Bergen"));
    assert_eq!(address.country_code, text("NO"));
    assert_eq!(address.country_state_code, text("46"));
}

#[test]
fn choice_found_by_name_and_address_with_the_number_sent_along() {
    let customer = customer(&order());
    assert_eq!(customer.customer_operation, CustomerOperation::CreateOrUpdate);
    assert_eq!(customer.customer_identification, CustomerIdentificationType::FullNameAndAddress);
    assert_eq!(customer.customer_number, text("501"));
}

#[test]
fn choice_found_by_number_is_an_option() {
    let mut settings = OrderSettings::default();
    settings.customer_identification = CustomerIdentification::CustomerNumber;
    let customer = try_map(&order(), &settings).unwrap().value.customer.unwrap();
    assert_eq!(customer.customer_identification, CustomerIdentificationType::CustomerNumber);
    let mut nobody = order();
    nobody.customer_id = None;
    assert_eq!(try_map(&nobody, &settings).unwrap_err().cause, HoldCause::NoCustomerNumber);
}

#[test]
fn a_missing_customer_number_is_left_out() {
    for id in [None, Some(CompanyId(0))] {
        let mut order = order();
        order.customer_id = id;
        let mapped = map(&order);
        assert_eq!(mapped.value.customer.unwrap().customer_number, None);
        assert_eq!(notes_on(&mapped.notes, "Customer.CustomerNumber")[0].0, NoteKind::LeftOut);
    }
}

#[test]
fn choice_nobody_is_notified_because_of_us() {
    let customer = customer(&order());
    assert!(!customer.notify_by_sms && !customer.notify_by_email && !customer.notify_by_telephone);
    let invoice = customer.invoice_address.unwrap();
    assert!(!invoice.notify_by_sms && !invoice.notify_by_email && !invoice.notify_by_telephone);
}

#[test]
fn choice_notification_is_an_option_where_there_is_somebody_to_reach() {
    let mut settings = OrderSettings::default();
    settings.notify.sms = true;
    settings.notify.email = true;
    let customer = try_map(&order(), &settings).unwrap().value.customer.unwrap();
    assert!(customer.notify_by_sms && customer.notify_by_email && !customer.notify_by_telephone);
    let mut silent = order();
    silent.customer_delivery_phone = None;
    silent.invoice_email_address = None;
    let customer = try_map(&silent, &settings).unwrap().value.customer.unwrap();
    assert!(!customer.notify_by_sms && !customer.notify_by_email);
}

#[test]
fn choice_is_visible() {
    let customer = customer(&order());
    assert!(customer.is_visible && customer.invoice_address.unwrap().is_visible);
}

#[test]
fn choice_no_delivery_name_is_the_customer_name() {
    for empty in [None, text(""), text("  ")] {
        let mut order = order();
        order.customer_delivery_name = empty;
        let mapped = map(&order);
        assert_eq!(mapped.value.customer.unwrap().name, text("Fjord & Fjell AS"));
        assert_eq!(notes_on(&mapped.notes, "Customer.Name")[0].0, NoteKind::Fallback);
    }
}

#[test]
fn no_name_at_all_is_held() {
    let mut order = order();
    order.customer_delivery_name = None;
    order.customer_name = text(" ");
    assert_eq!(held(&order).cause, HoldCause::NoName);
}

fn addresses(slots: [Option<Address>; 4]) -> InvoiceOrder {
    let [delivery, visit, post, invoice] = slots;
    let mut addresses = Addresses::default();
    (addresses.delivery, addresses.visit, addresses.post, addresses.invoice) =
        (delivery, visit, post, invoice);
    let mut order = order();
    order.addresses = Some(addresses);
    order
}

#[test]
fn choice_no_delivery_address_takes_another_whole() {
    let visit = address("Besøksveien 2", "", "Moss", "Sverige");
    let post = address("Postboks 3", "1500", "Moss", "NO");
    let invoice = address("Fakturagata 4", "5003", "Bergen", "DK");
    // A country alone is no address.
    let empty = address(" ", "", "", "Finland");
    for (slots, taken) in [
        ([Some(empty.clone()), Some(visit.clone()), Some(post.clone()), Some(invoice.clone())], "Visit"),
        ([None, Some(empty.clone()), Some(post.clone()), Some(invoice.clone())], "Post"),
        ([None, None, Some(empty), Some(invoice.clone())], "Invoice"),
    ] {
        let source = match taken {
            "Visit" => &visit,
            "Post" => &post,
            _ => &invoice,
        };
        let mapped = map(&addresses(slots));
        let customer = mapped.value.customer.unwrap();
        assert_eq!(customer.address, source.street);
        assert_eq!(customer.post_code, source.postal_code, "never mixed from two");
        assert_eq!(customer.city, source.postal_area);
        let code = Country::recognise(source.country.as_deref().unwrap()).unwrap();
        assert_eq!(customer.country_code, text(code.code()));
        assert_eq!(
            notes_on(&mapped.notes, "Customer.Address"),
            [(
                NoteKind::Fallback,
                format!(
                    "the order has no delivery address; the {taken} address is used instead, in \
                    full"
                )
                .as_str()
            )]
        );
    }
}

#[test]
fn choice_a_partial_delivery_address_is_one() {
    let order = addresses([
        Some(address("", "0150", "", "NO")),
        Some(address("Besøksveien 2", "1500", "Moss", "NO")),
        None,
        None,
    ]);
    let customer = customer(&order);
    assert_eq!((customer.address, customer.post_code, customer.city), (text(""), text("0150"), text("")));
}

#[test]
fn no_address_at_all_goes_over_empty() {
    let mut nowhere = order();
    nowhere.addresses = None;
    let customer = customer(&nowhere);
    assert_eq!((customer.address, customer.post_code, customer.city), (text(""), text(""), text("")));
    assert_eq!(customer.country_code, None);
    let only_country = addresses([Some(address("", "", "", "Norge")), None, None, None]);
    let mapped = map(&only_country);
    assert_eq!(mapped.value.customer.unwrap().country_code, text("NO"));
    assert_eq!(
        notes_on(&mapped.notes, "Customer.Address"),
        [(NoteKind::LeftOut, "the order has no address")]
    );
}

#[test]
fn an_empty_postal_area_falls_back_to_the_city() {
    let order = with_delivery(|address| {
        address.postal_area = text(" ");
        address.city = text("Trondheim");
    });
    let mapped = map(&order);
    assert_eq!(mapped.value.customer.unwrap().city, text("Trondheim"));
    assert_eq!(notes_on(&mapped.notes, "Customer.City")[0].0, NoteKind::Fallback);
}

#[test]
fn choice_the_invoice_address_has_no_fallback() {
    let order = addresses([Some(address("Storgata 1", "0150", "Oslo", "NO")), None, None, None]);
    let invoice = customer(&order).invoice_address.unwrap();
    assert_eq!(invoice.name, text("Fjord & Fjell AS"));
    assert_eq!((invoice.address, invoice.post_code, invoice.city), (text(""), text(""), text("")));
    assert_eq!(invoice.country_code, None);
}

#[test]
fn choice_an_empty_country_goes_over_empty() {
    let mapped = map(&with_delivery(|address| address.country = text(" ")));
    assert_eq!(mapped.value.customer.unwrap().country_code, None);
    assert_eq!(notes_on(&mapped.notes, "Customer.CountryCode")[0].0, NoteKind::LeftOut);
}

#[test]
fn choice_an_empty_country_becomes_the_default_country() {
    let mut settings = OrderSettings::default();
    settings.missing_country = MissingCountry::Default("NO".parse().unwrap());
    let mut order = with_delivery(|address| address.country = None);
    order.addresses.as_mut().unwrap().invoice.as_mut().unwrap().country = None;
    let mapped = try_map(&order, &settings).unwrap();
    let customer = mapped.value.customer.unwrap();
    assert_eq!(customer.country_code, text("NO"));
    assert_eq!(customer.invoice_address.unwrap().country_code, text("NO"));
    assert_eq!(notes_on(&mapped.notes, "Customer.CountryCode")[0].0, NoteKind::FilledIn);
    // A country that is there is not overruled, and no address gets none.
    let mut order = with_delivery(|address| address.country = text("SE"));
    order.addresses.as_mut().unwrap().invoice = None;
    let customer = try_map(&order, &settings).unwrap().value.customer.unwrap();
    assert_eq!(customer.country_code, text("SE"));
    assert_eq!(customer.invoice_address.unwrap().country_code, None);
}

#[test]
fn choice_an_empty_country_can_be_held() {
    let mut settings = OrderSettings::default();
    settings.missing_country = MissingCountry::Hold;
    let order = with_delivery(|address| address.country = None);
    assert_eq!(try_map(&order, &settings).unwrap_err().cause, HoldCause::NoCountry);
}

#[test]
fn choice_an_unknown_country_holds_the_order_with_a_clear_reason() {
    let held = held(&with_delivery(|address| address.country = text("Norwayy\u{1}")));
    assert_eq!(held.cause, HoldCause::UnknownCountry { country: "Norwayy".to_owned() });
    assert_eq!(held.to_string(), "the country \"Norwayy\" of the delivery address is not known");
    assert!(held.remedy().contains("two-letter ISO code"));
}

#[test]
fn choice_an_unknown_country_of_the_invoice_address_is_only_noted() {
    let mut order = order();
    order.addresses.as_mut().unwrap().invoice.as_mut().unwrap().country = text("Narnia");
    let mapped = map(&order);
    assert_eq!(mapped.value.customer.unwrap().invoice_address.unwrap().country_code, None);
    assert_eq!(notes_on(&mapped.notes, "Customer.InvoiceAddress.CountryCode")[0].0, NoteKind::LeftOut);
    // Unless it is where the goods go.
    order.addresses.as_mut().unwrap().delivery = None;
    assert!(matches!(held(&order).cause, HoldCause::UnknownCountry { .. }));
}

#[test]
fn choice_codes_are_left_out_when_empty() {
    let customer = customer(&with_delivery(|address| {
        address.country = None;
        address.state = text("");
    }));
    assert_eq!((customer.country_code, customer.country_state_code), (None, None));
}
