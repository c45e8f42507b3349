//! The customer of an order: who gets the goods, where, and who gets the invoice.

use ongoing_client::model::{Customer, CustomerIdentificationType, CustomerOperation, InvoiceAddress};
use twentyfour_client::types::{Address, Addresses, InvoiceOrder};

use super::{CustomerIdentification, MissingCountry, OrderContext, OrderSettings, Outcome};
use crate::address::{is_empty, place};
use crate::note::{NoteKind, Notes};
use crate::text::{filled, without_forbidden};
use crate::{Country, HoldCause, contact};

pub(super) fn customer(
    order: &InvoiceOrder,
    context: &OrderContext<'_>,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<Customer> {
    let mut customer = Customer::default();
    customer.customer_operation = CustomerOperation::CreateOrUpdate;
    customer.customer_identification = match settings.customer_identification {
        CustomerIdentification::FullNameAndAddress => CustomerIdentificationType::FullNameAndAddress,
        CustomerIdentification::CustomerNumber => CustomerIdentificationType::CustomerNumber,
    };
    customer.customer_number = customer_number(order, settings, notes)?;
    customer.name = Some(name(order, notes)?);

    let empty = Address::default();
    let delivery = delivery_address(order.addresses.as_ref(), notes).unwrap_or(&empty);
    customer.address = notes.text("Customer.Address", delivery.street.as_deref());
    customer.post_code = notes.text("Customer.PostCode", delivery.postal_code.as_deref());
    customer.city = city("Customer.City", delivery, notes);
    let country = delivery_country(delivery, settings.missing_country, notes)?;
    customer.country_code = country.map(|country| country.code().to_owned());
    customer.country_state_code = notes.unless_empty("Customer.CountryStateCode", delivery.state.as_deref());

    let code = country.map(Country::code);
    contact::fill(&mut customer, order, context.companies, code, &settings.contact, notes);
    let reachable = |value: &Option<String>| filled(value.as_deref()).is_some();
    customer.notify_by_sms = settings.notify.sms && reachable(&customer.mobile_phone);
    customer.notify_by_email = settings.notify.email && reachable(&customer.email);
    customer.notify_by_telephone = settings.notify.telephone && reachable(&customer.tele_phone);
    customer.is_visible = true;
    customer.invoice_address = Some(invoice_address(order, settings, notes));
    Ok(customer)
}

fn customer_number(
    order: &InvoiceOrder,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> Outcome<Option<String>> {
    let number = order.customer_id.filter(|id| id.0 > 0).map(|id| id.to_string());
    if number.is_none() {
        if settings.customer_identification == CustomerIdentification::CustomerNumber {
            return Err(HoldCause::NoCustomerNumber);
        }
        notes.add(NoteKind::LeftOut, "Customer.CustomerNumber", "the order has no customer");
    }
    Ok(number)
}

/// The delivery name, or the customer's name.
fn name(order: &InvoiceOrder, notes: &mut Notes) -> Outcome<String> {
    const FIELD: &str = "Customer.Name";
    if let Some(name) = notes.unless_empty(FIELD, order.customer_delivery_name.as_deref()) {
        return Ok(name);
    }
    let name = notes.unless_empty(FIELD, order.customer_name.as_deref()).ok_or(HoldCause::NoName)?;
    notes.add(NoteKind::Fallback, FIELD, "the order has no delivery name; the customer name is used instead");
    Ok(name)
}

/// The delivery address, or another one, whole: one mixed from two would send the goods nowhere.
fn delivery_address<'a>(addresses: Option<&'a Addresses>, notes: &mut Notes) -> Option<&'a Address> {
    const FIELD: &str = "Customer.Address";
    type Slot = fn(&Addresses) -> Option<&Address>;
    let usable = |slot: Slot| addresses.and_then(slot).filter(|address| !is_empty(address));
    let delivery: Slot = |all| all.delivery.as_ref();
    if let Some(delivery) = usable(delivery) {
        return Some(delivery);
    }
    let others: [(&str, Slot); 3] = [
        ("Visit", |all| all.visit.as_ref()),
        ("Post", |all| all.post.as_ref()),
        ("Invoice", |all| all.invoice.as_ref()),
    ];
    let other = others.into_iter().find_map(|(name, slot)| Some((name, usable(slot)?)));
    if let Some((name, address)) = other {
        let text = format!("the order has no delivery address; the {name} address is used instead, in full");
        notes.add(NoteKind::Fallback, FIELD, text);
        return Some(address);
    }
    notes.add(NoteKind::LeftOut, FIELD, "the order has no address");
    addresses.and_then(delivery)
}

fn city(field: &'static str, address: &Address, notes: &mut Notes) -> Option<String> {
    place(field, ("PostalArea", &address.postal_area), ("City", &address.city), notes)
}

fn delivery_country(
    address: &Address,
    missing: MissingCountry,
    notes: &mut Notes,
) -> Outcome<Option<Country>> {
    const FIELD: &str = "Customer.CountryCode";
    if let Some(text) = filled(address.country.as_deref()) {
        return Country::recognise(text).map(Some).ok_or_else(|| HoldCause::UnknownCountry {
            country: without_forbidden(text.trim()).chars().take(60).collect(),
        });
    }
    match missing {
        MissingCountry::Hold => Err(HoldCause::NoCountry),
        MissingCountry::Default(country) => Ok(Some(default_country(FIELD, country, notes))),
        MissingCountry::Send => {
            notes.add(NoteKind::LeftOut, FIELD, "the address has no country");
            Ok(None)
        }
    }
}

fn default_country(field: &'static str, country: Country, notes: &mut Notes) -> Country {
    notes.add(NoteKind::FilledIn, field, format!("the address has no country; {country} is used instead"));
    country
}

/// The invoice address is for information: it has no fallback, and its country holds nothing.
fn invoice_address(order: &InvoiceOrder, settings: &OrderSettings, notes: &mut Notes) -> InvoiceAddress {
    const COUNTRY: &str = "Customer.InvoiceAddress.CountryCode";
    let empty = Address::default();
    let source = order.addresses.as_ref().and_then(|all| all.invoice.as_ref()).unwrap_or(&empty);
    let country = match (filled(source.country.as_deref()), settings.missing_country) {
        (Some(text), _) => {
            let country = Country::recognise(text);
            if country.is_none() {
                notes.add(NoteKind::LeftOut, COUNTRY, "the country is not known");
            }
            country
        }
        (None, MissingCountry::Default(country)) if !is_empty(source) => {
            Some(default_country(COUNTRY, country, notes))
        }
        (None, _) => None,
    };
    let mut address = InvoiceAddress::default();
    address.name = notes.text("Customer.InvoiceAddress.Name", order.customer_name.as_deref());
    address.address = notes.text("Customer.InvoiceAddress.Address", source.street.as_deref());
    address.post_code = notes.text("Customer.InvoiceAddress.PostCode", source.postal_code.as_deref());
    address.city = city("Customer.InvoiceAddress.City", source, notes);
    address.country_code = country.map(|country| country.code().to_owned());
    address.country_state_code =
        notes.unless_empty("Customer.InvoiceAddress.CountryStateCode", source.state.as_deref());
    address.is_visible = true;
    address
}
