//! Suppliers, which travel on their articles.

use asmx_soap::{element, enumeration};

use crate::NAMESPACE;

element! {
    /// The supplier of an article. It travels on the article: there is no operation for suppliers alone.
    pub struct Supplier in NAMESPACE {
        /// Which field it is found by.
        "SupplierIdentificationType" supplier_identification_type: SupplierIdentificationType,
        /// Whether it must exist already.
        "SupplierOperation" supplier_operation: SupplierOperation,
        /// Supplier number.
        "SupplierNumber" supplier_number: Option<String>,
        /// Name.
        "SupplierName" supplier_name: Option<String>,
        /// Address.
        "Address" address: Option<AddressClass>,
    }

    /// The address of a supplier.
    pub struct AddressClass in NAMESPACE {
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
        /// Whether the country is in the European Union.
        "IsEuCountry" is_eu_country: Option<bool>,
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
}

enumeration! {
    /// What a supplier is found by.
    pub enum SupplierIdentificationType = SupplierNumber {
        /// The supplier number.
        SupplierNumber,
        /// The name.
        SupplierName,
        /// Name and address together. (The vendor spells it with one d.)
        FullNameAndAdress,
    }

    /// What to do with a supplier.
    pub enum SupplierOperation = CreateOrUpdate {
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Use what is there; it must be there.
        Find,
    }
}

impl Supplier {
    /// A supplier that is found by its number, and created or updated with its article.
    pub fn by_number(supplier_number: impl Into<String>, supplier_name: impl Into<String>) -> Self {
        Self {
            supplier_identification_type: SupplierIdentificationType::SupplierNumber,
            supplier_operation: SupplierOperation::CreateOrUpdate,
            supplier_number: Some(supplier_number.into()),
            supplier_name: Some(supplier_name.into()),
            ..Self::default()
        }
    }
}
