//! A vendor's object as a record: the fields of its type by their wire names.

use std::fmt;

use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use super::{
    scalar,
    schema::{
        self, Field, Kind, Type,
        company::COMPANY,
        order::{DELIVERY_METHOD, ORDER, PAYMENT_METHOD, ROW},
        product::{CATEGORY, PRODUCT},
        register::{COMPANY_CATEGORY, DISCOUNT, GROUP, GROUP_MEMBER, PAIR, PRICE_LIST, TEMPLATE},
    },
};

/// A product, order, row, company, … with its fields by their names in the contract.
///
/// A field inside of another is reached with dots: `"Addresses.Delivery.Street"`. Dates are UTC.
///
/// ```
/// use twentyfour_simulator::Record;
///
/// let mut order = Record::order().with("CustomerId", 10).with("Addresses.Delivery.PostalArea", "Bergen");
/// order.push("InvoiceRows", Record::row().with("ProductId", 5).with("Quantity", "2.5"));
/// assert_eq!(order.text("Addresses.Delivery.PostalArea"), Some("Bergen"));
/// assert_eq!(order.list("InvoiceRows")[0].int("ProductId"), Some(5));
/// ```
#[derive(Clone)]
pub struct Record {
    pub(super) of: &'static Type,
    /// One per field of the type, in the same order.
    pub(super) values: Vec<Value>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Value {
    #[default]
    Absent,
    /// A scalar in its canonical text.
    Text(String),
    Record(Box<Record>),
    Records(Vec<Record>),
    /// `ArrayOfInt`, `ArrayOfString` or literals.
    Texts(Vec<String>),
}

impl Record {
    /// An empty `Product`.
    pub fn product() -> Self {
        Self::new(&PRODUCT)
    }

    /// An empty `InvoiceOrder`.
    pub fn order() -> Self {
        Self::new(&ORDER)
    }

    /// An empty `InvoiceRow`.
    pub fn row() -> Self {
        Self::new(&ROW)
    }

    /// An empty `Company`.
    pub fn company() -> Self {
        Self::new(&COMPANY)
    }

    /// A product category.
    pub fn category() -> Self {
        Self::new(&CATEGORY)
    }

    /// A category of companies, which has other fields than one of products.
    pub fn company_category() -> Self {
        Self::new(&COMPANY_CATEGORY)
    }

    /// A price list, without its prices.
    pub fn price_list() -> Self {
        Self::new(&PRICE_LIST)
    }

    /// A discount for a price group or a category of products.
    pub fn discount() -> Self {
        Self::new(&DISCOUNT)
    }

    /// A group of the CRM; its `Members` and `Children` are lists.
    pub fn group() -> Self {
        Self::new(&GROUP)
    }

    /// A person in a group.
    pub fn group_member() -> Self {
        Self::new(&GROUP_MEMBER)
    }

    /// A layout of invoices.
    pub fn invoice_template() -> Self {
        Self::new(&TEMPLATE)
    }

    /// A pair of texts, as many lists of the vendor have them.
    pub(super) fn pair(key: impl fmt::Display, value: impl fmt::Display) -> Self {
        Self::new(&PAIR).with("Key", key).with("Value", value)
    }

    /// A delivery method.
    pub fn delivery_method(id: i32, description: &str) -> Self {
        Self::new(&DELIVERY_METHOD).with("Id", id).with("Description", description)
    }

    /// A payment method.
    pub fn payment_method(id: i32, name: &str) -> Self {
        Self::new(&PAYMENT_METHOD).with("Id", id).with("Name", name)
    }

    /// Sets a field.
    ///
    /// # Panics
    /// If the type has no such field, or the field cannot hold the value: a mistake in the text of a test.
    #[track_caller]
    pub fn with(mut self, field: &str, value: impl fmt::Display) -> Self {
        self.set(field, value);
        self
    }

    /// Sets a field.
    ///
    /// # Panics
    /// As [`Record::with`].
    #[track_caller]
    pub fn set(&mut self, field: &str, value: impl fmt::Display) {
        let text = value.to_string();
        let (home, at) = self.home_mut(field);
        match scalar::canonical(&home.of.fields[at], &text) {
            Some(text) => home.values[at] = Value::Text(text),
            None => refuse(format!("{}.{field} cannot hold '{text}'", home.of.name)),
        }
    }

    /// Empties a field.
    ///
    /// # Panics
    /// If the type has no such field.
    #[track_caller]
    pub fn clear(&mut self, field: &str) {
        let (home, at) = self.home_mut(field);
        home.values[at] = Value::Absent;
    }

    /// Appends to a list, for example an order's `InvoiceRows`.
    ///
    /// # Panics
    /// If the field is not a list of such records.
    #[track_caller]
    pub fn push(&mut self, field: &str, item: Self) {
        match self.list_mut(field) {
            Some((of, list)) if of == item.of.name => list.push(item),
            _ => refuse(format!("{field} is not a list of {}", item.of.name)),
        }
    }

    /// Appends a row to an order.
    ///
    /// # Panics
    /// If this is not an order, or the other not a row.
    #[track_caller]
    pub fn with_row(mut self, row: Self) -> Self {
        self.push("InvoiceRows", row);
        self
    }

    /// A scalar as text; `None` if it is not set.
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.value(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number.
    pub fn int(&self, field: &str) -> Option<i32> {
        self.text(field)?.parse().ok()
    }

    /// A decimal number.
    pub fn decimal(&self, field: &str) -> Option<Decimal> {
        self.text(field)?.parse().ok()
    }

    /// A boolean.
    pub fn flag(&self, field: &str) -> Option<bool> {
        self.text(field)?.parse().ok()
    }

    /// A time, in UTC.
    pub fn time(&self, field: &str) -> Option<NaiveDateTime> {
        scalar::parse_time(self.text(field)?)
    }

    /// An inner record, for example `"DeliveryMethod"`.
    pub fn record(&self, field: &str) -> Option<&Self> {
        match self.value(field)? {
            Value::Record(record) => Some(record),
            _ => None,
        }
    }

    /// A list of records; empty if it is not set.
    pub fn list(&self, field: &str) -> &[Self] {
        match self.value(field) {
            Some(Value::Records(list)) => list,
            _ => &[],
        }
    }

    pub(super) fn new(of: &'static Type) -> Self {
        Self { of, values: vec![Value::Absent; of.fields.len()] }
    }

    /// Type and message of the item's failure, if it has one.
    pub(super) fn fail(&mut self, kind: &str, message: &str) {
        let stack = "   at Office24Seven.WebServices.Simulator.Save(Object item)";
        let exception = Self::new(&schema::API_EXCEPTION)
            .with("Type", format!("Office24Seven.Library.{kind}"))
            .with("Message", message)
            .with("StackTrace", stack);
        if let Some(at) = self.of.position("APIException") {
            self.values[at] = Value::Record(Box::new(exception));
        }
    }

    pub(super) fn value(&self, path: &str) -> Option<&Value> {
        let (name, rest) = split(path);
        let value = &self.values[self.of.position(name)?];
        match (rest, value) {
            (None, value) => Some(value),
            (Some(rest), Value::Record(inner)) => inner.value(rest),
            _ => None,
        }
    }

    pub(super) fn is_set(&self, field: &str) -> bool {
        self.value(field).is_some_and(|value| *value != Value::Absent)
    }

    /// The list's item type and the list, created when it is not set.
    pub(super) fn list_mut(&mut self, field: &str) -> Option<(&'static str, &mut Vec<Self>)> {
        let at = self.of.position(field)?;
        let Kind::Records(of) = self.of.fields[at].kind else { return None };
        if self.values[at] == Value::Absent {
            self.values[at] = Value::Records(Vec::new());
        }
        match &mut self.values[at] {
            Value::Records(list) => Some((of.name, list)),
            _ => None,
        }
    }

    pub(super) fn texts(&self, field: &str) -> Option<&[String]> {
        match self.value(field)? {
            Value::Texts(texts) => Some(texts),
            _ => None,
        }
    }

    /// Set fields with their values.
    pub(super) fn present(&self) -> impl Iterator<Item = (&'static Field, &Value)> {
        self.of.fields.iter().zip(&self.values).filter(|(_, value)| **value != Value::Absent)
    }

    /// Takes over what is set in `other`, inner records field by field; lists are replaced whole.
    pub(super) fn merge(&mut self, other: &Self) {
        for (own, new) in self.values.iter_mut().zip(&other.values) {
            match (own, new) {
                (_, Value::Absent) => {}
                (Value::Record(own), Value::Record(new)) => own.merge(new),
                (own, new) => own.clone_from(new),
            }
        }
    }

    #[track_caller]
    fn home_mut(&mut self, path: &str) -> (&mut Self, usize) {
        let (name, rest) = split(path);
        let Some(at) = self.of.position(name) else {
            refuse(format!("{} has no field {name}", self.of.name))
        };
        let Some(rest) = rest else { return (self, at) };
        let Kind::Record(of) = self.of.fields[at].kind else {
            refuse(format!("{}.{name} has no fields", self.of.name))
        };
        if self.values[at] == Value::Absent {
            self.values[at] = Value::Record(Box::new(Self::new(of)));
        }
        match &mut self.values[at] {
            Value::Record(inner) => inner.home_mut(rest),
            _ => refuse(format!("{path} has no fields")),
        }
    }
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.of.name == other.of.name && self.values == other.values
    }
}

/// Only what is set; passwords masked.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct(self.of.name);
        for (field, value) in self.present() {
            match value {
                Value::Text(_) if field.name == "Password" => out.field(field.name, &"***"),
                Value::Text(text) => out.field(field.name, text),
                Value::Texts(texts) => out.field(field.name, texts),
                Value::Record(record) => out.field(field.name, record),
                Value::Records(list) => out.field(field.name, list),
                Value::Absent => &mut out,
            };
        }
        out.finish()
    }
}

fn split(path: &str) -> (&str, Option<&str>) {
    path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)))
}

#[track_caller]
#[expect(clippy::panic, reason = "a misspelt field is a mistake in the text of a test, to be seen at once")]
pub(super) fn refuse(problem: String) -> ! {
    panic!("{problem}")
}
