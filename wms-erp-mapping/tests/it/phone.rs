use wms_erp_mapping::{NoteKind, OrderSettings, PhoneStyle};

use crate::sample::{notes_on, order, text, try_map};

/// The mobile phone as it goes over, and what is noted of it.
fn normalised(typed: &str, country: &str) -> (String, Option<NoteKind>) {
    let mut settings = OrderSettings::default();
    settings.contact.phones = PhoneStyle::International;
    let mut order = order();
    order.customer_delivery_phone = text(typed);
    order.addresses.as_mut().unwrap().delivery.as_mut().unwrap().country = text(country);
    let mapped = try_map(&order, &settings).unwrap();
    let note = notes_on(&mapped.notes, "Customer.MobilePhone").first().map(|(kind, _)| *kind);
    (mapped.value.customer.unwrap().mobile_phone.unwrap(), note)
}

#[test]
fn choice_normalising_phone_numbers_is_an_option() {
    for (typed, country, number) in [
        ("+47 912 34 567", "NO", "+4791234567"),
        ("0047 912 34 567", "NO", "+4791234567"),
        ("912 34 567", "NO", "+4791234567"),
        ("91.23.45.67", "Norge", "+4791234567"),
        ("(+47) 22 33 44 55", "NO", "+4722334455"),
        ("47 912 34 567", "NO", "+4791234567"),
        ("+46 (0)70-123 45 67", "NO", "+46701234567"),
        ("070-123 45 67", "SE", "+46701234567"),
        ("040 123 4567", "FI", "+358401234567"),
        ("32 12 34 56", "DK", "+4532123456"),
        ("030/1234567", "DE", "030/1234567"),
        ("581 2345", "IS", "+3545812345"),
        ("+1 (212) 555-0100", "US", "+12125550100"),
    ] {
        assert_eq!(normalised(typed, country).0, number, "{typed} in {country}");
    }
    assert_eq!(normalised("+4791234567", "NO"), ("+4791234567".to_owned(), None));
    assert_eq!(normalised("91234567", "NO").1, Some(NoteKind::Changed));
}

#[test]
fn of_two_numbers_the_first_is_taken_and_noted() {
    for typed in [
        "91234567 / 22334455",
        "91234567, 22334455",
        "91234567 eller 22334455",
        "91234567; Kontor 22334455",
        "+4791234567/+4722334455",
    ] {
        assert_eq!(normalised(typed, "NO"), ("+4791234567".to_owned(), Some(NoteKind::Changed)), "{typed}");
    }
}

#[test]
fn what_is_not_understood_goes_over_as_typed_and_is_noted() {
    for (typed, country) in [
        ("ring Ola", "NO"),
        ("12 34 56 78", "DK"),
        ("9123456", "NO"),
        ("91234567", "US"),
        ("91234567 (Ola)", "NO"),
    ] {
        assert_eq!(normalised(typed, country), (typed.to_owned(), Some(NoteKind::Kept)), "{typed}");
    }
}
