use ongoing_client::model::Customer;
use serde::Serialize;
use twentyfour_client::types::{Company, CompanyId, InvoiceOrder};

use crate::note::{NoteKind, Notes};
use crate::phone::PhoneStyle;
use crate::text::filled;

/// How phone numbers and the e-mail address of an order's customer are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ContactSettings {
    /// Where `Customer.MobilePhone` comes from when the order has no phone number: the first slot that is filled.
    pub mobile_phone: Vec<PhoneSlot>,
    /// Where `Customer.TelePhone` comes from when the order has no phone number.
    pub telephone: Vec<PhoneSlot>,
    /// Where `Customer.Email` comes from when the order has no e-mail address.
    pub email: Vec<EmailSlot>,
    /// How phone numbers are written.
    pub phones: PhoneStyle,
}

impl Default for ContactSettings {
    fn default() -> Self {
        use PhoneSlot::{Home, Mobile, Primary, Work};
        Self {
            mobile_phone: vec![Mobile, Primary, Work, Home],
            telephone: vec![Primary, Work, Home, Mobile],
            email: vec![
                EmailSlot::Invoice,
                EmailSlot::Primary,
                EmailSlot::Work,
                EmailSlot::Home,
                EmailSlot::Alternative,
            ],
            phones: PhoneStyle::AsTyped,
        }
    }
}

/// One of a company's phone numbers. (Fax is none of them: nobody answers there.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum PhoneSlot {
    /// `PhoneNumbers.Mobile`.
    Mobile,
    /// `PhoneNumbers.Primary`.
    Primary,
    /// `PhoneNumbers.Work`.
    Work,
    /// `PhoneNumbers.Home`.
    Home,
}

/// One of a company's e-mail addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum EmailSlot {
    /// `EmailAddresses.Invoice`.
    Invoice,
    /// `EmailAddresses.Primary`.
    Primary,
    /// `EmailAddresses.Work`.
    Work,
    /// `EmailAddresses.Home`.
    Home,
    /// `EmailAddresses.Alternative`.
    Alternative,
}

impl PhoneSlot {
    fn of(self, company: &Company) -> Option<&str> {
        let numbers = company.phone_numbers.as_ref()?;
        let number = match self {
            Self::Mobile => &numbers.mobile,
            Self::Primary => &numbers.primary,
            Self::Work => &numbers.work,
            Self::Home => &numbers.home,
        };
        filled(number.as_ref()?.value.as_deref())
    }
}

impl EmailSlot {
    fn of(self, company: &Company) -> Option<&str> {
        let addresses = company.email_addresses.as_ref()?;
        let address = match self {
            Self::Invoice => &addresses.invoice,
            Self::Primary => &addresses.primary,
            Self::Work => &addresses.work,
            Self::Home => &addresses.home,
            Self::Alternative => &addresses.alternative,
        };
        filled(address.as_ref()?.value.as_deref())
    }
}

/// The company to ask for a phone number or an e-mail address that the order itself lacks: the recipient where it is
/// one of its own (`CustomerDeliveryId`), else the customer. `None` if the order has both, or no customer.
pub fn contact_company(order: &InvoiceOrder) -> Option<CompanyId> {
    let complete = filled(order.customer_delivery_phone.as_deref()).is_some()
        && filled(order.invoice_email_address.as_deref()).is_some();
    if complete { None } else { recipient(order) }
}

fn recipient(order: &InvoiceOrder) -> Option<CompanyId> {
    let set = |id: Option<CompanyId>| id.filter(|id| id.0 > 0);
    set(order.customer_delivery_id).or_else(|| set(order.customer_id))
}

/// Fills in how the customer can be reached.
pub(crate) fn fill(
    customer: &mut Customer,
    order: &InvoiceOrder,
    company: Option<&Company>,
    country: Option<&str>,
    settings: &ContactSettings,
    notes: &mut Notes,
) {
    // A company that is not the one to ask is somebody else's data.
    let asked = recipient(order);
    let company = company.filter(|company| company.id.is_none() || company.id == asked);
    let mut find = |field: &'static str, own: &Option<String>, theirs: Option<(String, &str)>| {
        if let Some(own) = filled(own.as_deref()) {
            return notes.text(field, Some(own));
        }
        match (theirs, company, asked) {
            (Some((slot, value)), ..) => {
                notes.add(
                    NoteKind::Fallback,
                    field,
                    format!("the order has none; the company's {slot} stands in"),
                );
                return notes.text(field, Some(value));
            }
            (None, Some(_), _) => {
                notes.add(NoteKind::LeftOut, field, "neither the order nor the company has one");
            }
            (None, None, Some(id)) => {
                notes.add(
                    NoteKind::LeftOut,
                    field,
                    format!("the order has none, and the ERP knows no company {id}"),
                );
            }
            (None, None, None) => notes.add(NoteKind::LeftOut, field, "the order has none, and no customer"),
        }
        Some(String::new())
    };
    let phone = |slots: &[PhoneSlot]| {
        let company = company?;
        slots.iter().find_map(|slot| Some((format!("{slot:?}"), slot.of(company)?)))
    };
    let email = |slots: &[EmailSlot]| {
        let company = company?;
        slots.iter().find_map(|slot| Some((format!("{slot:?}"), slot.of(company)?)))
    };
    let own_phone = &order.customer_delivery_phone;
    customer.mobile_phone = find("Customer.MobilePhone", own_phone, phone(&settings.mobile_phone));
    customer.tele_phone = find("Customer.TelePhone", own_phone, phone(&settings.telephone));
    customer.email = find("Customer.Email", &order.invoice_email_address, email(&settings.email));
    for (field, number) in [
        ("Customer.MobilePhone", &mut customer.mobile_phone),
        ("Customer.TelePhone", &mut customer.tele_phone),
    ] {
        settings.phones.apply(field, number, country, notes);
    }
}
