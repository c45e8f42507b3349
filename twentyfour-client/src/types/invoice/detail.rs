//! What orders refer to: delivery, payment, currency, dimensions, layouts.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::NAMESPACE;

element! {
    /// A way to send goods.
    pub struct DeliveryMethod in NAMESPACE {
        /// Identifies the way.
        "Id" id: Option<i32>,
        /// Its name.
        "Description" description: Option<String>,
    }

    /// A way to pay.
    #[non_exhaustive]
    pub struct PaymentMethod in NAMESPACE {
        /// Identifies the way.
        "Id" id: Option<i32>,
        /// Its name.
        "Name" name: Option<String>,
    }

    /// A currency, and what it was worth.
    pub struct Currency in NAMESPACE {
        /// How much of the company's own currency the units are worth.
        "Rate" rate: Option<Decimal> = Decimal::ONE,
        /// For how many units the rate is.
        "Unit" unit: Option<i16> = 1,
        /// The code of the currency.
        "Symbol" symbol: Option<String>,
    }

    /// A dimension of the customer's own by which bookings are distinguished.
    pub struct UserDefinedDimension in NAMESPACE {
        /// Which dimension; those from 100 on are the customer's own.
        "TypeId" type_id: Option<i32>,
        /// The dimension's name.
        "Name" name: Option<String>,
        /// Its value for this booking.
        "Value" value: Option<String>,
    }

    /// A layout of invoices.
    #[non_exhaustive]
    pub struct TemplateModel in NAMESPACE {
        /// The file that it is in.
        "FileName" file_name: Option<String>,
        /// Its name.
        "Name" name: Option<String>,
        /// Identifies the layout.
        "Id" id: Uuid,
        /// Its language.
        "Language" language: Option<String>,
        /// The country that it is made for.
        "Country" country: Option<String>,
        /// Whether it comes with 24SevenOffice.
        "IsSystemTemplate" is_system_template: bool,
        /// Whether it is used when none is named.
        "IsDefault" is_default: bool,
        /// When it was last changed.
        "Modified" modified: XsDateTime,
        /// The customers that it is used for.
        "Customers"/"int" customers: Vec<i32>,
    }
}
