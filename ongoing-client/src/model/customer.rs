//! Customers: the recipients of orders.

use asmx_soap::{element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;

element! {
    /// The recipient of an order, who is also the customer in the warehouse's list.
    ///
    /// Found by number, an order to another address changes the one record that earlier orders point to;
    /// found by name and address, each address is a record of its own.
    pub struct Customer in NAMESPACE {
        /// Whether it may or must exist already.
        "CustomerOperation" customer_operation: CustomerOperation,
        /// Which field it is found by; that field must be set.
        "CustomerIdentification" customer_identification: CustomerIdentificationType,
        /// The id that the customer has in the system it comes from.
        "ExternalCustomerCode" external_customer_code: Option<String>,
        /// Customer number, at most 50 characters.
        "CustomerNumber" customer_number: Option<String>,
        /// Ongoing's id of the customer.
        "CustomerId" customer_id: Option<i32>,
        /// Ongoing's id of the address.
        "DeliveryAddressId" delivery_address_id: Option<i32>,
        /// Ongoing's id of the invoice address.
        "InvoiceAddressId" invoice_address_id: Option<i32>,
        /// Where it is on the map.
        "Coordinates" coordinates: Option<Coordinates>,
        /// Name.
        "Name" name: Option<String>,
        /// First line of the address, usually the street.
        "Address" address: Option<String>,
        /// Second line of the address.
        "Address2" address2: Option<String>,
        /// Third line of the address.
        "Address3" address3: Option<String>,
        /// Postal code.
        "PostCode" post_code: Option<String>,
        /// Place.
        "City" city: Option<String>,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// A remark for the staff.
        "Remark" remark: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
        /// Mobile telephone number, where text messages go.
        "MobilePhone" mobile_phone: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
        /// State or province, as a code.
        "CountryStateCode" country_state_code: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Whether the staff can find the record by hand. Always written.
        "IsVisible" is_visible: bool,
        /// Whether to send a text message about the delivery. Always written.
        "NotifyBySMS" notify_by_sms: bool,
        /// Whether to send an e-mail about the delivery. Always written.
        "NotifyByEmail" notify_by_email: bool,
        /// Whether to call about the delivery. Always written.
        "NotifyByTelephone" notify_by_telephone: bool,
        /// Who pays.
        "InvoiceAddress" invoice_address: Option<InvoiceAddress>,
        /// Group.
        "CustomerGroup" customer_group: Option<CustomerGroup>,
    }

    /// Who pays an order.
    pub struct InvoiceAddress in NAMESPACE {
        /// Where it is on the map.
        "Coordinates" coordinates: Option<Coordinates>,
        /// Name.
        "Name" name: Option<String>,
        /// First line of the address, usually the street.
        "Address" address: Option<String>,
        /// Second line of the address.
        "Address2" address2: Option<String>,
        /// Third line of the address.
        "Address3" address3: Option<String>,
        /// Postal code.
        "PostCode" post_code: Option<String>,
        /// Place.
        "City" city: Option<String>,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// A remark for the staff.
        "Remark" remark: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
        /// Mobile telephone number, where text messages go.
        "MobilePhone" mobile_phone: Option<String>,
        /// State or province, as a code.
        "CountryStateCode" country_state_code: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Whether the staff can find the record by hand. Always written.
        "IsVisible" is_visible: bool,
        /// Whether to send a text message about the delivery. Always written.
        "NotifyBySMS" notify_by_sms: bool,
        /// Whether to send an e-mail about the delivery. Always written.
        "NotifyByEmail" notify_by_email: bool,
        /// Whether to call about the delivery. Always written.
        "NotifyByTelephone" notify_by_telephone: bool,
    }

    /// A point on the map.
    pub struct Coordinates in NAMESPACE {
        /// Degrees east.
        "Longitude" longitude: Option<Decimal>,
        /// Degrees north.
        "Latitude" latitude: Option<Decimal>,
    }

    /// A group of customers.
    pub struct CustomerGroup in NAMESPACE {
        /// What to do with it.
        "CustomerGroupOperation" customer_group_operation: CustomerGroupOperation,
        /// Which field it is found by.
        "CustomerGroupIdentification" customer_group_identification: CustomerGroupIdentification,
        /// Code.
        "CustomerGroupCode" customer_group_code: Option<String>,
        /// Name.
        "CustomerGroupName" customer_group_name: Option<String>,
    }
}

enumeration! {
    /// What to do with a customer.
    pub enum CustomerOperation = Create {
        /// Create it; it must not be there.
        Create,
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Use what is there untouched, else create it.
        CreateNotUpdate,
        /// Use what is there; it must be there.
        Find,
    }

    /// What a customer is found by.
    pub enum CustomerIdentificationType = ExternalCustomerCode {
        /// The external customer code.
        ExternalCustomerCode,
        /// Ongoing's id.
        SystemId,
        /// The customer number.
        CustomerNumber,
        /// Name and address together.
        FullNameAndAddress,
    }

    /// What to do with a group of customers.
    pub enum CustomerGroupOperation = Find {
        /// Use what is there; it must be there.
        Find,
    }

    /// What a group of customers is found by.
    pub enum CustomerGroupIdentification = CustomerGroupCode {
        /// The code.
        CustomerGroupCode,
        /// The name.
        CustomerGroupName,
    }
}

impl Customer {
    /// A customer that is found by name and address, and created or updated. The staff can see it, and no one is
    /// notified because of it. The rest of the address is set on what this returns.
    ///
    /// ```
    /// use ongoing_client::model::Customer;
    /// let kari = Customer {
    ///     post_code: Some("0150".to_owned()),
    ///     city: Some("Oslo".to_owned()),
    ///     country_code: Some("NO".to_owned()),
    ///     ..Customer::by_name_and_address("Kari Nordmann", "Storgata 1")
    /// };
    /// assert!(kari.is_visible && !kari.notify_by_sms);
    /// ```
    pub fn by_name_and_address(name: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            customer_operation: CustomerOperation::CreateOrUpdate,
            customer_identification: CustomerIdentificationType::FullNameAndAddress,
            name: Some(name.into()),
            address: Some(address.into()),
            is_visible: true,
            ..Self::default()
        }
    }

    /// A customer that is found by its number, and created or updated; else as
    /// [`by_name_and_address`](Self::by_name_and_address).
    pub fn by_number(customer_number: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            customer_operation: CustomerOperation::CreateOrUpdate,
            customer_identification: CustomerIdentificationType::CustomerNumber,
            customer_number: Some(customer_number.into()),
            name: Some(name.into()),
            is_visible: true,
            ..Self::default()
        }
    }
}

impl CustomerGroup {
    /// The group of customers with this code; it must be there.
    pub fn by_code(code: impl Into<String>) -> Self {
        Self { customer_group_code: Some(code.into()), ..Self::default() }
    }
}
