use ongoing_client::model::{SupplierIdentificationType, SupplierOperation};
use twentyfour_client::types::{Address, Addresses, Company, CompanyId, CompanyType};
use wms_erp_mapping::{HoldCause, NoteKind, is_supplier, supplier};

use crate::sample::{notes_on, text};

fn address(street: &str, city: &str, postal_area: &str) -> Address {
    let mut address = Address::default();
    address.street = text(street);
    address.postal_code = text("411 01");
    address.city = text(city);
    address.postal_area = text(postal_area);
    address.country = text("Sverige");
    address
}

fn company() -> Company {
    let mut addresses = Addresses::default();
    addresses.post = Some(address("Hamngatan 5", "Göteborg", "elsewhere"));
    let mut company = Company::default();
    company.id = Some(CompanyId(77));
    company.name = text("Ljus AB");
    company.kind = Some(CompanyType::Supplier);
    company.addresses = Some(addresses);
    company
}

#[test]
fn row_supplier_number_is_the_id() {
    assert_eq!(supplier(&company()).unwrap().value.supplier_number, text("77"));
}

#[test]
fn row_supplier_name_is_the_name() {
    assert_eq!(supplier(&company()).unwrap().value.supplier_name, text("Ljus AB"));
}

#[test]
fn row_address_is_the_post_address() {
    let mapped = supplier(&company()).unwrap();
    let address = mapped.value.address.unwrap();
    assert_eq!(address.address, text("Hamngatan 5"));
    assert_eq!(address.post_code, text("411 01"));
    assert_eq!(address.city, text("Göteborg"));
    assert_eq!(address.country_code, text("SE"));
    assert_eq!(mapped.notes, []);
}

#[test]
fn found_by_number_or_created_visible_and_left_in_peace() {
    let supplier = supplier(&company()).unwrap().value;
    assert_eq!(supplier.supplier_identification_type, SupplierIdentificationType::SupplierNumber);
    assert_eq!(supplier.supplier_operation, SupplierOperation::CreateOrUpdate);
    let address = supplier.address.unwrap();
    assert!(address.is_visible);
    assert!(!address.notify_by_email && !address.notify_by_sms && !address.notify_by_telephone);
}

#[test]
fn choice_an_empty_city_falls_back_to_the_postal_area() {
    let mut company = company();
    company.addresses.as_mut().unwrap().post = Some(address("Hamngatan 5", " ", "Göteborg"));
    let mapped = supplier(&company).unwrap();
    assert_eq!(mapped.value.address.unwrap().city, text("Göteborg"));
    assert_eq!(notes_on(&mapped.notes, "MainSupplier.Address.City")[0].0, NoteKind::Fallback);
}

#[test]
fn choice_an_empty_post_address_falls_back_to_visit_invoice_delivery() {
    let mut company = company();
    let addresses = company.addresses.as_mut().unwrap();
    addresses.post = Some(Address::default());
    addresses.visit = Some(address("Visit", "A", ""));
    addresses.invoice = Some(address("Invoice", "B", ""));
    addresses.delivery = Some(address("Delivery", "C", ""));
    for slot in ["Visit", "Invoice", "Delivery"] {
        let mapped = supplier(&company).unwrap();
        assert_eq!(mapped.value.address.unwrap().address, text(slot));
        let note = format!("the supplier has no post address; its {slot} address is used instead");
        assert_eq!(notes_on(&mapped.notes, "MainSupplier.Address"), [(NoteKind::Fallback, note.as_str())]);
        let addresses = company.addresses.as_mut().unwrap();
        match slot {
            "Visit" => addresses.visit = None,
            "Invoice" => addresses.invoice = None,
            _ => addresses.delivery = None,
        }
    }
    let mapped = supplier(&company).unwrap();
    assert_eq!(mapped.value.address, None, "an empty element would be processed, and fail");
    assert_eq!(notes_on(&mapped.notes, "MainSupplier.Address")[0].0, NoteKind::LeftOut);
}

#[test]
fn an_unknown_country_of_a_supplier_is_left_out_and_noted() {
    let mut company = company();
    let post = company.addresses.as_mut().unwrap().post.as_mut().unwrap();
    post.country = text("Narnia");
    let mapped = supplier(&company).unwrap();
    assert_eq!(mapped.value.address.unwrap().country_code, None);
    assert_eq!(notes_on(&mapped.notes, "MainSupplier.Address.CountryCode")[0].0, NoteKind::LeftOut);
    company.addresses.as_mut().unwrap().post.as_mut().unwrap().country = None;
    assert_eq!(supplier(&company).unwrap().notes, []);
}

#[test]
fn choice_a_company_is_a_supplier_if_its_type_says_so() {
    let mut company = company();
    assert!(is_supplier(&company));
    company.kind = Some(CompanyType::Business);
    assert!(!is_supplier(&company));
    // One that a product's SupplierId names is mapped all the same.
    assert_eq!(supplier(&company).unwrap().value.supplier_number, text("77"));
}

#[test]
fn a_supplier_without_an_id_is_held() {
    let mut company = company();
    company.id = None;
    assert_eq!(supplier(&company).unwrap_err().cause, HoldCause::NoSupplierNumber);
}
