use ongoing_client::model::{Customer, CustomerOrder, CustomerOrderLine};
use serde::Serialize;
use twentyfour_client::types::{Company, InvoiceOrder, InvoiceRow};

use crate::{ArticleIdentification, ContactSettings, Country, FurtherFields, Kits, NonStockTreatment};

/// How orders are mapped. [`Default`] is what the integration documents ask for.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[non_exhaustive]
pub struct OrderSettings {
    /// Put in front of the `OrderId` to make the order's number in the WMS, for goods owners that more than one system
    /// feeds. Empty unless set.
    pub order_number_prefix: String,
    /// How lines name their article. The same as in [`ArticleSettings`](crate::ArticleSettings).
    pub article_identification: ArticleIdentification,
    /// How the WMS finds the customer.
    pub customer_identification: CustomerIdentification,
    /// How phone numbers and e-mail addresses are found.
    pub contact: ContactSettings,
    /// Whom the WMS notifies because of us. No one unless set.
    pub notify: Notify,
    /// What becomes of an order whose delivery address has no country.
    pub missing_country: MissingCountry,
    /// What becomes of an order without a delivery date.
    pub missing_delivery_date: DeliveryDate,
    /// How delivery methods are named in the WMS.
    pub delivery_methods: DeliveryMethods,
    /// The warehouse that orders leave from, for goods owners with several. None unless set.
    pub outbound_warehouse: Option<Warehouse>,
    /// What becomes of rows that are text.
    pub text_rows: TextRows,
    /// What becomes of rows whose product is no goods. The same as in [`ArticleSettings`](crate::ArticleSettings).
    pub non_stock: NonStockTreatment,
    /// Whether an order in which nothing is goods is held instead of sent.
    pub hold_without_stock: bool,
    /// Which prices lines carry.
    pub line_prices: LinePrices,
    /// The kits of the company, and whether their rows go over as their parts. None unless set.
    pub kits: Kits,
    /// Fields that go over besides, from the order. None unless set.
    pub fields: FurtherFields<InvoiceOrder, CustomerOrder>,
    /// Fields that go over besides with each line, from its row. None unless set.
    pub row_fields: FurtherFields<InvoiceRow, CustomerOrderLine>,
    /// Fields that go over besides with the customer, from the company that the order's `CustomerId` names, as
    /// [`customer_company`](crate::customer_company) tells it. None unless set.
    ///
    /// As with contact data, the company is read when the order is sent: a later change of the company alone does not send
    /// an order again.
    pub customer_fields: FurtherFields<Company, Customer>,
}

/// How the WMS finds the customer of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum CustomerIdentification {
    /// By name and address. Another address makes another customer record, and an open order keeps the one it has.
    #[default]
    FullNameAndAddress,
    /// By number. A second order of the same customer to another address may then rewrite the record that an open
    /// order points to.
    CustomerNumber,
}

/// Whom the WMS notifies about an order. A way that the order has no number or address for is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub struct Notify {
    /// `NotifyBySMS`, if there is a mobile number.
    pub sms: bool,
    /// `NotifyByEmail`, if there is an e-mail address.
    pub email: bool,
    /// `NotifyByTelephone`, if there is a phone number.
    pub telephone: bool,
}

/// What becomes of an order whose delivery address has no country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum MissingCountry {
    /// It goes over without one.
    #[default]
    Send,
    /// It gets this one, and so does an invoice address without one.
    Default(Country),
    /// It is held.
    Hold,
}

/// What becomes of an order without a delivery date; the WMS demands one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum DeliveryDate {
    /// It gets the day on which it was first imported.
    #[default]
    FirstImport,
    /// It gets the day on which it was first imported, and this many days more.
    AddDays(u16),
    /// It is held.
    Hold,
}

/// How delivery methods of the ERP are named in the WMS.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct DeliveryMethods {
    /// Names for particular methods; the first that fits counts. Without a table the ERP's id is the code, its
    /// description the name.
    pub table: Vec<(DeliveryMethodKey, WayOfDelivery)>,
    /// What becomes of an order whose method is not in the table, if there is one.
    pub unmapped: DeliveryMethodFallback,
    /// What becomes of an order without a method.
    pub missing: DeliveryMethodFallback,
}

/// A delivery method of the ERP.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum DeliveryMethodKey {
    /// The one with this id.
    Id(i32),
    /// The one with this description, trimmed and without regard to case.
    Description(String),
}

/// A way of delivery of the WMS.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct WayOfDelivery {
    /// Its code, by which it is found, or created.
    pub code: String,
    /// Its name, if it has to be created. A name that is there already stays as it is.
    pub name: String,
}

impl WayOfDelivery {
    /// A way of delivery with its code and its name.
    pub fn new(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self { code: code.into(), name: name.into() }
    }
}

/// What becomes of an order that lacks something.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum DeliveryMethodFallback {
    /// It goes over as it is; noted.
    #[default]
    Send,
    /// This is used; noted.
    Default(WayOfDelivery),
    /// It is held.
    Hold,
}

/// A warehouse of the WMS.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum Warehouse {
    /// By its code.
    Code(String),
    /// By its name.
    Name(String),
    /// By its id.
    Id(i32),
}

/// What becomes of rows that are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum TextRows {
    /// They are left out; noted.
    #[default]
    LeaveOut,
    /// They become text lines.
    AsTextLines,
}

/// Which prices lines carry, with the order's currency.
///
/// Whether the WMS reads `LinePrice` as the price of one or of all is not documented; ask the warehouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub enum LinePrices {
    /// None.
    #[default]
    None,
    /// The price of one, before the discount, which goes over beside it.
    PerUnit,
    /// The price of all, before the discount, which goes over beside it.
    PerLine,
}
