mod email_list;
mod phone_list;
mod placeholder;

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
    /// What goes over of a field that contains several e-mail addresses.
    pub email_lists: ContactLists,
    /// What goes over of a field that contains several phone numbers.
    /// ([`PhoneStyle::International`] always takes the first.)
    pub phone_lists: ContactLists,
}

/// What goes over of a field that holds several phone numbers or e-mail addresses: `a@example.test; b@example.test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum ContactLists {
    /// The first of them; that there are others is noted.
    #[default]
    First,
    /// The whole field.
    AsTyped,
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
            email_lists: ContactLists::First,
            phone_lists: ContactLists::First,
        }
    }
}

/// One of a company's phone numbers. (Fax is none of them: no one answers there.)
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
        placeholder::phone(number.as_ref()?.value.as_deref())
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
        placeholder::email(address.as_ref()?.value.as_deref())
    }
}

/// The companies to ask for a phone number or an e-mail address that the order itself lacks: the recipient where it is
/// one of its own (`CustomerDeliveryId`), and then, for what that one lacks, the customer (`CustomerId`). None if the
/// order has both, or no customer. What people type instead of nothing (`-`, `0`, a lone `+47`) counts as lacking.
pub fn contact_companies(order: &InvoiceOrder) -> Vec<CompanyId> {
    let complete = own_phone(order).is_some() && own_email(order).is_some();
    if complete { Vec::new() } else { Asked::of(order, &[]).into_iter().map(|asked| asked.id).collect() }
}

/// Whether the order still lacks a phone number or an e-mail address when these companies have been asked: then the
/// next one of [`contact_companies`] must be known before the order can be mapped.
pub fn lacks_contact(order: &InvoiceOrder, companies: &[&Company], settings: &ContactSettings) -> bool {
    let asked = Asked::of(order, companies);
    let has_phone = own_phone(order).is_some() || asked.iter().any(|asked| asked.has_phone(settings));
    let has_email = own_email(order).is_some() || asked.iter().any(|asked| asked.email(settings).is_some());
    !(has_phone && has_email)
}

fn own_phone(order: &InvoiceOrder) -> Option<&str> {
    placeholder::phone(order.customer_delivery_phone.as_deref())
}

fn own_email(order: &InvoiceOrder) -> Option<&str> {
    placeholder::email(order.invoice_email_address.as_deref())
}

/// A company that is asked for what the order lacks.
struct Asked<'a> {
    role: &'static str,
    id: CompanyId,
    /// `None` if the ERP does not know it.
    company: Option<&'a Company>,
}

impl<'a> Asked<'a> {
    /// Those of an order, in the order in which they are asked. A company that is neither is another's data.
    fn of(order: &InvoiceOrder, known: &[&'a Company]) -> Vec<Self> {
        let set = |id: Option<CompanyId>| id.filter(|id| id.0 > 0);
        let customer = set(order.customer_id);
        let recipient = set(order.customer_delivery_id).filter(|id| Some(*id) != customer);
        let roles = [("recipient", recipient), ("customer", customer)];
        let asked = roles.into_iter().filter_map(|(role, id)| Some((role, id?)));
        let company = |id| known.iter().copied().find(|company| company.id == Some(id));
        asked.map(|(role, id)| Self { role, id, company: company(id) }).collect()
    }

    fn phone(&self, slots: &[PhoneSlot]) -> Option<(String, &'a str)> {
        let company = self.company?;
        slots.iter().find_map(|slot| Some((format!("{slot:?}"), slot.of(company)?)))
    }

    fn email(&self, settings: &ContactSettings) -> Option<(String, &'a str)> {
        let company = self.company?;
        settings.email.iter().find_map(|slot| Some((format!("{slot:?}"), slot.of(company)?)))
    }

    /// A recipient with one phone number keeps it: the other is not filled with the number of the customer.
    fn has_phone(&self, settings: &ContactSettings) -> bool {
        self.phone(&settings.mobile_phone).or_else(|| self.phone(&settings.telephone)).is_some()
    }
}

/// Fills in how the customer can be reached.
pub(crate) fn fill(
    customer: &mut Customer,
    order: &InvoiceOrder,
    companies: &[&Company],
    country: Option<&str>,
    settings: &ContactSettings,
    notes: &mut Notes,
) {
    let asked = Asked::of(order, companies);
    let phones = Source {
        own: own_phone(order),
        typed: order.customer_delivery_phone.as_deref(),
        from: asked.iter().position(|asked| asked.has_phone(settings)),
        asked: &asked,
    };
    let emails = Source {
        own: own_email(order),
        typed: order.invoice_email_address.as_deref(),
        from: asked.iter().position(|asked| asked.email(settings).is_some()),
        asked: &asked,
    };
    for (field, slots, number) in [
        ("Customer.MobilePhone", &settings.mobile_phone, &mut customer.mobile_phone),
        ("Customer.TelePhone", &settings.telephone, &mut customer.tele_phone),
    ] {
        let found = phones.find(field, |asked| asked.phone(slots), notes);
        *number = reduced(field, found.map(|found| phone_list::read(found, settings.phone_lists)), notes);
        settings.phones.apply(field, number, country, notes);
    }
    let email = emails.find("Customer.Email", |asked| asked.email(settings), notes);
    let email = email.map(|found| email_list::read(found, settings.email_lists));
    customer.email = reduced("Customer.Email", email, notes);
}

/// The part of a field that goes over; nothing empties the field on the other side.
fn reduced(
    field: &'static str,
    read: Option<(&str, Option<(NoteKind, &'static str)>)>,
    notes: &mut Notes,
) -> Option<String> {
    let Some((text, note)) = read else { return Some(String::new()) };
    if let Some((kind, note)) = note {
        notes.add(kind, field, note);
    }
    notes.text(field, Some(text))
}

/// Where a phone number or an e-mail address may come from.
struct Source<'a> {
    /// What the order itself has.
    own: Option<&'a str>,
    /// The same, with what counts as nothing.
    typed: Option<&'a str>,
    asked: &'a [Asked<'a>],
    /// Which of those asked has it.
    from: Option<usize>,
}

impl<'a> Source<'a> {
    fn find(
        &self,
        field: &'static str,
        slot: impl Fn(&Asked<'a>) -> Option<(String, &'a str)>,
        notes: &mut Notes,
    ) -> Option<&'a str> {
        if self.own.is_some() {
            return self.own;
        }
        let mut text = match filled(self.typed) {
            Some(_) => "the order has only a placeholder".to_owned(),
            None => "the order has none".to_owned(),
        };
        if self.asked.is_empty() {
            notes.add(NoteKind::LeftOut, field, text + ", and no customer");
            return None;
        }
        for asked in self.asked.iter().take(self.from.map_or(self.asked.len(), |from| from + 1)) {
            let Asked { role, id, company } = asked;
            match slot(asked) {
                Some((slot, value)) => {
                    text.push_str(&format!("; the {role}'s {slot} is used instead (company {id})"));
                    notes.add(NoteKind::Fallback, field, text);
                    return Some(value);
                }
                None if company.is_none() => text.push_str(&format!(", and the ERP knows no company {id}")),
                None => text.push_str(&format!(", and company {id} has none")),
            }
        }
        notes.add(NoteKind::LeftOut, field, text);
        None
    }
}
