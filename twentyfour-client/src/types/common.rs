//! Types that several services use.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;

element! {
    /// A pair of texts; each operation says what they are.
    pub struct KeyValuePair in NAMESPACE {
        /// The key, as a rule an id.
        "Key" key: Option<String>,
        /// The value: a name, a price, another id.
        "Value" value: Option<String>,
    }

    /// Why the service refused one item of a request that it otherwise carried out. Shown in one line,
    /// without its stack trace.
    #[non_exhaustive]
    pub struct APIException in NAMESPACE {
        /// The .NET type of the error, such as `Office24Seven.Library.Core.ParameterNotFoundException`.
        "Type" kind: Option<String>,
        /// The reason, for people.
        "Message" message: Option<String>,
        /// Where in the vendor's code it happened: large, and not for logs, so `Debug` does not show it.
        "StackTrace" stack_trace: Option<Secret>,
    }

    /// The addresses of a company or an order. Which of them are filled in differs from tenant to tenant.
    pub struct Addresses in NAMESPACE {
        /// Where letters go.
        "Post" post: Option<Address>,
        /// Where goods go.
        "Delivery" delivery: Option<Address>,
        /// Where visitors go.
        "Visit" visit: Option<Address>,
        /// Where invoices go.
        "Invoice" invoice: Option<Address>,
    }

    /// An address. All of it is free text as people typed it.
    pub struct Address in NAMESPACE {
        /// Street and number, at most 250 characters; may have several lines.
        "Street" street: Option<String>,
        /// State or province, at most 100 characters.
        "State" state: Option<String>,
        /// Postal code, at most 16 characters (50 in the invoice address of an order).
        "PostalCode" postal_code: Option<String>,
        /// The place, at most 100 characters. It is here that 24SevenOffice keeps it as a rule, and not in
        /// `City`.
        "PostalArea" postal_area: Option<String>,
        /// Who is at the address, at most 100 characters. Of an order's delivery address it can only be set.
        "Name" name: Option<String>,
        /// The place, at most 100 characters; mostly empty.
        "City" city: Option<String>,
        /// The country, two letters by the documentation; may be missing.
        "Country" country: Option<String>,
    }
}
