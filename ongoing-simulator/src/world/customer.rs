//! Customers: whom orders go to.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::merge::{Merge, record};
use super::registry::{Coded, CodedReference};
use super::rules::{OmittedField, Rules};
use super::{Processed, Refusal, World, check_length, key, refusal::refuse};

record! {
    /// A name with an address, telephones and what the carrier should know.
    pub struct Address {
        /// The name of the person or company.
        pub name: Option<String>,
        /// Street and number.
        pub address: Option<String>,
        /// A second line.
        pub address2: Option<String>,
        /// A third line.
        pub address3: Option<String>,
        /// The postal code.
        pub post_code: Option<String>,
        /// The place.
        pub city: Option<String>,
        /// The telephone.
        pub telephone: Option<String>,
        /// A remark.
        pub remark: Option<String>,
        /// The e-mail address.
        pub email: Option<String>,
        /// The mobile telephone.
        pub mobile_phone: Option<String>,
        /// The country (ISO 3166 alpha-2).
        pub country_code: Option<String>,
        /// The state or county.
        pub country_state_code: Option<String>,
        /// What the driver should know.
        pub delivery_instruction: Option<String>,
        /// Whether the warehouse shows it in its lists.
        pub is_visible: Option<bool>,
        /// Whether a text message announces the goods.
        pub notify_by_sms: Option<bool>,
        /// Whether an e-mail announces the goods.
        pub notify_by_email: Option<bool>,
        /// Whether a call announces the goods.
        pub notify_by_telephone: Option<bool>,
        /// Where it is: degrees east.
        pub longitude: Option<Decimal>,
        /// Where it is: degrees north.
        pub latitude: Option<Decimal>,
    }
}

impl Address {
    /// The address proper in a form that can be compared.
    pub(crate) fn place(&self) -> String {
        [&self.address, &self.address2, &self.address3, &self.post_code, &self.city, &self.country_code]
            .map(|part| key(part.as_deref().unwrap_or_default()))
            .join("\n")
    }
}

impl Merge for Option<Address> {
    fn merge(&mut self, given: Self, rules: &Rules) {
        match given {
            Some(given) => self.get_or_insert_default().merge(given, rules),
            None if rules.omitted_field == OmittedField::Cleared => *self = None,
            None => {}
        }
    }
}

record! {
    /// What a sender tells about a customer.
    pub struct CustomerData {
        /// The customer's key in another system.
        pub external_customer_code: Option<String>,
        /// The customer number. Several records may carry one number: the same customer at other addresses.
        pub customer_number: Option<String>,
        /// Name, delivery address and telephones.
        pub address: Address,
        /// The address of the invoice.
        pub invoice_address: Option<Address>,
    }
}

/// A customer record. Orders point to it: a change to it changes every order that does.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Customer {
    /// Ongoing's own id.
    pub id: i32,
    /// What was sent about it.
    pub data: CustomerData,
    /// Its group.
    pub group: Option<Coded>,
}

/// What a sender asks for with a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerOperation {
    /// Must not be there.
    Create,
    /// Is changed when there, else made.
    CreateOrUpdate,
    /// Is used untouched when there, else made.
    CreateNotUpdate,
    /// Must be there; is used untouched.
    Find,
}

/// Which field finds the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerIdentification {
    /// The key in another system.
    ExternalCustomerCode,
    /// Ongoing's id.
    SystemId,
    /// The customer number.
    CustomerNumber,
    /// Name and whole address together.
    FullNameAndAddress,
}

/// A customer as it travels inside an order or alone.
#[derive(Debug, Clone, PartialEq)]
pub struct CustomerRequest {
    /// What is wanted.
    pub operation: CustomerOperation,
    /// Which field finds it.
    pub identification: CustomerIdentification,
    /// Ongoing's id.
    pub customer_id: Option<i32>,
    /// Its fields.
    pub data: CustomerData,
    /// Its group, which must be there already.
    pub group: Option<CodedReference>,
}

/// The register of customers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Customers {
    all: Vec<Customer>,
    index: HashMap<String, Vec<i32>>,
    removed: BTreeSet<i32>,
}

const FIRST_ID: i32 = 501;

impl Customers {
    pub(crate) fn all(&self) -> &[Customer] {
        &self.all
    }

    pub(crate) fn get(&self, id: i32) -> Option<&Customer> {
        if self.removed.contains(&id) {
            return None;
        }
        self.all.get(usize::try_from(id - FIRST_ID).ok()?)
    }

    /// The customer that a request means.
    fn find(&self, request: &CustomerRequest) -> Result<Option<&Customer>, Refusal> {
        let data = &request.data;
        let (field, filled, sought) = match request.identification {
            CustomerIdentification::SystemId => {
                let Some(id) = request.customer_id else {
                    refuse!("The customer is identified by CustomerId, which was empty.")
                };
                return match self.get(id) {
                    Some(customer) => Ok(Some(customer)),
                    None => refuse!("The customer with CustomerId {id} was not found."),
                };
            }
            CustomerIdentification::ExternalCustomerCode => {
                ("ExternalCustomerCode", &data.external_customer_code, by_code(data))
            }
            CustomerIdentification::CustomerNumber => {
                ("CustomerNumber", &data.customer_number, by_number(data))
            }
            CustomerIdentification::FullNameAndAddress => ("Name", &data.address.name, by_address(data)),
        };
        if filled.as_deref().unwrap_or_default().trim().is_empty() {
            refuse!("The customer is identified by {field}, which was empty.");
        }
        Ok(self.index.get(&sought).and_then(|ids| self.get(*ids.first()?)))
    }

    fn put(&mut self, customer: Customer) {
        let id = customer.id;
        if let Some(old) = self.get(id).map(|customer| customer.data.clone()) {
            for key in keys(&old) {
                if let Some(ids) = self.index.get_mut(&key) {
                    ids.retain(|known| *known != id);
                }
            }
        }
        for key in keys(&customer.data) {
            self.index.entry(key).or_default().push(id);
        }
        match usize::try_from(id - FIRST_ID).ok().and_then(|at| self.all.get_mut(at)) {
            Some(known) => *known = customer,
            None => self.all.push(customer),
        }
    }

    /// Nothing finds it any more, by key or id.
    pub(crate) fn remove(&mut self, id: i32) {
        for ids in self.index.values_mut() {
            ids.retain(|known| *known != id);
        }
        self.removed.insert(id);
    }

    fn next_id(&self) -> i32 {
        FIRST_ID + i32::try_from(self.all.len()).unwrap_or(i32::MAX - FIRST_ID)
    }
}

impl World {
    /// Creates, updates or finds a customer.
    ///
    /// # Errors
    /// When its key is empty, it is there and must not be, is not there and must be, a country code is not two
    /// letters, or its group is unknown. Then nothing has changed.
    pub fn process_customer(&mut self, request: CustomerRequest) -> Result<Processed, Refusal> {
        self.check_customer(&request)?;
        Ok(self.apply_customer(request))
    }

    pub(super) fn check_customer(&self, request: &CustomerRequest) -> Result<(), Refusal> {
        let data = &request.data;
        check_length("CustomerNumber", data.customer_number.as_deref(), self.rules.limits.customer_number)?;
        check_country(data.address.country_code.as_deref())?;
        check_country(data.invoice_address.as_ref().and_then(|invoice| invoice.country_code.as_deref()))?;
        if let Some(group) = &request.group {
            self.customer_groups.check(group)?;
        }
        let name = data.address.name.as_deref().unwrap_or_default();
        match (request.operation, self.customers.find(request)?) {
            (CustomerOperation::Create, Some(_)) => refuse!("The customer '{name}' is there already."),
            (CustomerOperation::Find, None) => refuse!("The customer '{name}' was not found."),
            (CustomerOperation::Find, Some(_)) | (_, Some(_)) => Ok(()),
            (_, None) if name.trim().is_empty() => refuse!("A new customer needs a Name."),
            (_, None) => Ok(()),
        }
    }

    pub(super) fn apply_customer(&mut self, request: CustomerRequest) -> Processed {
        let known = self.customers.find(&request).ok().flatten().cloned();
        let created = known.is_none();
        let mut customer =
            known.unwrap_or_else(|| Customer { id: self.customers.next_id(), ..Customer::default() });
        let id = customer.id;
        if created || matches!(request.operation, CustomerOperation::CreateOrUpdate) {
            customer.data.merge(request.data, &self.rules);
            if let Some(group) = request.group {
                customer.group = self.customer_groups.apply(&group);
            }
            self.customers.put(customer);
        }
        let verb = if created { "created" } else { "found" };
        Processed { id, created, message: format!("Customer {id} was {verb}.<br/>") }
    }
}

/// Refuses a country code that cannot be one.
pub(crate) fn check_country(code: Option<&str>) -> Result<(), Refusal> {
    let code = code.unwrap_or_default();
    let has_form = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !code.is_empty() && !has_form {
        refuse!("The country code '{code}' was not found.");
    }
    Ok(())
}

fn keys(data: &CustomerData) -> impl Iterator<Item = String> {
    let code = data.external_customer_code.is_some().then(|| by_code(data));
    let number = data.customer_number.is_some().then(|| by_number(data));
    code.into_iter().chain(number).chain([by_address(data)])
}

fn by_code(data: &CustomerData) -> String {
    format!("code\n{}", key(data.external_customer_code.as_deref().unwrap_or_default()))
}

fn by_number(data: &CustomerData) -> String {
    format!("number\n{}", key(data.customer_number.as_deref().unwrap_or_default()))
}

fn by_address(data: &CustomerData) -> String {
    let name = key(data.address.name.as_deref().unwrap_or_default());
    format!("address\n{name}\n{}", data.address.place())
}
