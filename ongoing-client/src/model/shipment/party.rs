//! Who sends and who receives a shipment, as they are written.

use asmx_soap::{element, enumeration};

use crate::NAMESPACE;

element! {
    /// Who receives a shipment.
    pub struct ShipmentConsignee in NAMESPACE {
        /// Which fields it is found by.
        "ShipmentAddressIdentification" shipment_address_identification: ShipmentAddressIdentification,
        /// Whether it may or must exist already.
        "ShipmentAddressOperation" shipment_address_operation: ShipmentAddressOperation,
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// Customer number for pallets.
        "CustomerNumberPallets" customer_number_pallets: Option<String>,
        /// Ongoing's id. Always written.
        "Id" id: i32,
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
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
        /// Whether the country belongs to the European Union. Always written.
        "IsEuCountry" is_eu_country: bool,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// Mobile telephone number.
        "MobilePhone" mobile_phone: Option<String>,
        /// A remark for the staff.
        "Remark" remark: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Whether to send an e-mail about the delivery. Always written.
        "NotifyByEmail" notify_by_email: bool,
        /// Whether to send a text message about the delivery. Always written.
        "NotifyBySms" notify_by_sms: bool,
        /// Whether to call about the delivery.
        "NotifyByTelephone" notify_by_telephone: Option<bool>,
        /// Ongoing's id of the address.
        "AddressId" address_id: Option<i32>,
    }

    /// Who sends a shipment.
    pub struct ShipmentConsignor in NAMESPACE {
        /// Which fields it is found by.
        "ShipmentAddressIdentification" shipment_address_identification: ShipmentAddressIdentification,
        /// Whether it may or must exist already.
        "ShipmentAddressOperation" shipment_address_operation: ShipmentAddressOperation,
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// Customer number for pallets.
        "CustomerNumberPallets" customer_number_pallets: Option<String>,
        /// Ongoing's id. Always written.
        "Id" id: i32,
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
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
        /// Whether the country belongs to the European Union. Always written.
        "IsEuCountry" is_eu_country: bool,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// Mobile telephone number.
        "MobilePhone" mobile_phone: Option<String>,
        /// A remark for the staff.
        "Remark" remark: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Whether to send an e-mail about the delivery. Always written.
        "NotifyByEmail" notify_by_email: bool,
        /// Whether to send a text message about the delivery. Always written.
        "NotifyBySms" notify_by_sms: bool,
        /// Whether to call about the delivery.
        "NotifyByTelephone" notify_by_telephone: Option<bool>,
        /// Ongoing's id of the address.
        "AddressId" address_id: Option<i32>,
    }

    /// Where a shipment goes in the end.
    pub struct ShipmentDestination in NAMESPACE {
        /// Which fields it is found by.
        "ShipmentAddressIdentification" shipment_address_identification: ShipmentAddressIdentification,
        /// Whether it may or must exist already.
        "ShipmentAddressOperation" shipment_address_operation: ShipmentAddressOperation,
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// Customer number for pallets.
        "CustomerNumberPallets" customer_number_pallets: Option<String>,
        /// Ongoing's id. Always written.
        "Id" id: i32,
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
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
        /// Whether the country belongs to the European Union. Always written.
        "IsEuCountry" is_eu_country: bool,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// Mobile telephone number.
        "MobilePhone" mobile_phone: Option<String>,
        /// A remark for the staff.
        "Remark" remark: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Whether to send an e-mail about the delivery. Always written.
        "NotifyByEmail" notify_by_email: bool,
        /// Whether to send a text message about the delivery. Always written.
        "NotifyBySms" notify_by_sms: bool,
        /// Whether to call about the delivery.
        "NotifyByTelephone" notify_by_telephone: Option<bool>,
        /// Ongoing's id of the address.
        "AddressId" address_id: Option<i32>,
    }

    /// An address on a shipment's way.
    pub struct ShipmentAddress in NAMESPACE {
        /// Which fields it is found by.
        "ShipmentAddressIdentification" shipment_address_identification: ShipmentAddressIdentification,
        /// Whether it may or must exist already.
        "ShipmentAddressOperation" shipment_address_operation: ShipmentAddressOperation,
        /// Its place in the order of addresses. Always written.
        "AddressSequenceNumber" address_sequence_number: i32,
        /// Ongoing's id. Always written.
        "Id" id: i32,
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
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
        /// Whether the country belongs to the European Union. Always written.
        "IsEuCountry" is_eu_country: bool,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// Mobile telephone number.
        "MobilePhone" mobile_phone: Option<String>,
        /// A remark for the staff.
        "Remark" remark: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Whether to send an e-mail about the delivery. Always written.
        "NotifyByEmail" notify_by_email: bool,
        /// Whether to send a text message about the delivery. Always written.
        "NotifyBySms" notify_by_sms: bool,
        /// Whether to call about the delivery.
        "NotifyByTelephone" notify_by_telephone: Option<bool>,
        /// Ongoing's id of the address.
        "AddressId" address_id: Option<i32>,
    }
}

enumeration! {
    /// What an address of a shipment is found by.
    pub enum ShipmentAddressIdentification = Nothing {
        /// Nothing.
        Nothing = "None",
        /// Street and postal code.
        AddressPostCode = "Address_PostCode",
        /// The name.
        Name,
        /// The address and its place in the order of addresses.
        AddressAndSequenceNumber,
        /// Name and address, as a whole.
        FullNameAndAddress,
        /// The customer number.
        CustomerNumber,
    }

    /// What to do with an address of a shipment.
    pub enum ShipmentAddressOperation = Create {
        /// Create it, whatever is there.
        Create,
        /// Use what is there untouched, else create it.
        FindOrCreate,
        /// Use what is there; it must be there.
        Find,
    }
}
