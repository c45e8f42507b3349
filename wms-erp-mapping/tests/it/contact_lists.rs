//! Several phone numbers or e-mail addresses in one field.

use wms_erp_mapping::{ContactLists, NoteKind, OrderSettings};

use crate::contact::both;
use crate::sample::{context, order, text};

/// The phone number and what is noted about it.
fn phone(typed: &str) -> (String, Option<NoteKind>) {
    let mut order = order();
    order.customer_delivery_phone = text(typed);
    let (sent, notes) = both(&order, &[]);
    (sent[0].clone(), notes.first().map(|(kind, _)| *kind))
}

#[test]
fn choice_of_several_numbers_the_first_goes_over() {
    for (typed, first) in [
        ("00 47 22 00 00 00 / 22 00 00 01", "00 47 22 00 00 00"),
        ("22 00 00 00 / 01", "22 00 00 00"),
        ("22 00 00 00/01/02", "22 00 00 00"),
        ("22 00 00 00; 91 23 45 67", "22 00 00 00"),
        ("22 00 00 00,91 23 45 67", "22 00 00 00"),
        ("22 00 00 00 eller 91 23 45 67", "22 00 00 00"),
        ("22 00 00 00 Or 91 23 45 67 or 5", "22 00 00 00"),
        ("22 00 00 00\n91 23 45 67", "22 00 00 00"),
        ("+47 22 00 00 00 +47 91 23 45 67", "+47 22 00 00 00"),
        ("91234567 (Ola) / 22334455 (Kari)", "91234567 (Ola)"),
        ("Kari, 91234567, 22334455", "91234567"),
        ("0221 1234567/8", "0221 1234567"),
    ] {
        assert_eq!(phone(typed), (first.to_owned(), Some(NoteKind::Changed)), "{typed}");
    }
}

#[test]
fn one_number_is_not_cut_whatever_it_is_written_with() {
    for typed in [
        "00 47 22 00 00 00",
        "+47 22 00 00 00",
        "22,00,00,00",
        "22/00/00/00",
        "030/1234567",
        "033205/12345",
        "022 00 00 00, ext. 12",
        "22 00 00 00 / Ola",
        "22 00 00 00 (+47)",
        "02800 / 116 117",
        " 22 00 00 00 ",
        "Ola og Kari",
    ] {
        assert_eq!(phone(typed), (typed.to_owned(), None), "{typed}");
    }
    let unclear = "22000000 91234567 99887766";
    assert_eq!(phone(unclear), (unclear.to_owned(), Some(NoteKind::Kept)));
}

fn email(typed: &str) -> (String, Option<NoteKind>) {
    let mut order = order();
    order.invoice_email_address = text(typed);
    let (sent, notes) = both(&order, &[]);
    (sent[2].clone(), notes.first().map(|(kind, _)| *kind))
}

#[test]
fn choice_of_several_addresses_the_first_goes_over() {
    for typed in [
        "a@example.test; b@example.test",
        "a@example.test;b@example.test;",
        "a@example.test,b@example.test",
        "a@example.test b@example.test",
        "a@example.test\nb@example.test",
        "a@example.test / b@example.test",
        "a@example.test/b@example.test",
        "a@example.test eller b@example.test",
        "; a@example.test",
        "Ola <a@example.test>",
        "Nordmann, Ola <a@example.test>; Kari <b@example.test>",
        "<a@example.test> <b@example.test>",
        "ola nordmann@example.test; a@example.test",
        "no address; a@example.test",
    ] {
        assert_eq!(email(typed), ("a@example.test".to_owned(), Some(NoteKind::Changed)), "{typed}");
    }
}

#[test]
fn what_cannot_be_an_address_goes_over_as_typed_and_is_noted() {
    for typed in [
        "ring Ola",
        "ola nordmann@example.test",
        "ola@example",
        "ola.example.test",
        "a@b@example.test",
        "@x.test",
    ] {
        assert_eq!(email(typed), (typed.to_owned(), Some(NoteKind::Kept)), "{typed}");
    }
    for typed in ["a@example.test", "ola+faktura@example.test", "kåre@blåbær.example", " a@example.test "]
    {
        assert_eq!(email(typed), (typed.to_owned(), None), "{typed}");
    }
}

#[test]
fn choice_lists_go_over_as_typed_by_a_setting() {
    let mut order = order();
    order.customer_delivery_phone = text(" 22 33 44 55 / 91234567 (Ola) ");
    order.invoice_email_address = text("a@x.example; b@x.example");
    let mut settings = OrderSettings::default();
    settings.contact.email_lists = ContactLists::AsTyped;
    settings.contact.phone_lists = ContactLists::AsTyped;
    let mapped = wms_erp_mapping::order(&order, &context(&[]), &settings).unwrap();
    assert_eq!(mapped.notes, []);
    let customer = mapped.value.customer.unwrap();
    assert_eq!(customer.mobile_phone, text(" 22 33 44 55 / 91234567 (Ola) "));
    assert_eq!(customer.email, text("a@x.example; b@x.example"));
}
