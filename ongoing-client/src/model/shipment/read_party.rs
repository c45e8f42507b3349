//! Who sends and who receives a shipment, as they are read.

use asmx_soap::element;

use crate::NAMESPACE;

element! {
    /// Who receives a shipment, as it is read.
    #[non_exhaustive]
    pub struct ShipmentConsigneeInfo in NAMESPACE {
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// Customer number for pallets.
        "CustomerNumberPallets" customer_number_pallets: Option<String>,
        /// Ongoing's id.
        "Id" id: Option<i32>,
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
        /// Whether the country belongs to the European Union.
        "IsEuCountry" is_eu_country: Option<bool>,
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
        /// Whether to send an e-mail about the delivery.
        "NotifyByEmail" notify_by_email: Option<bool>,
        /// Whether to send a text message about the delivery.
        "NotifyBySms" notify_by_sms: Option<bool>,
        /// Whether to call about the delivery.
        "NotifyByTelephone" notify_by_telephone: Option<bool>,
        /// Code of the transport zone.
        "TransportZoneCode" transport_zone_code: Option<String>,
        /// Name of the transport zone.
        "TransportZoneName" transport_zone_name: Option<String>,
        /// Name of the customer group.
        "CustomerGroupName" customer_group_name: Option<String>,
        /// Code of the customer group.
        "CustomerGroupCode" customer_group_code: Option<String>,
        /// Ongoing's id of the address.
        "AddressId" address_id: Option<i32>,
    }

    /// Who sends a shipment, as it is read.
    #[non_exhaustive]
    pub struct ShipmentConsignorInfo in NAMESPACE {
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// Customer number for pallets.
        "CustomerNumberPallets" customer_number_pallets: Option<String>,
        /// Ongoing's id.
        "Id" id: Option<i32>,
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
        /// Whether the country belongs to the European Union.
        "IsEuCountry" is_eu_country: Option<bool>,
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
        /// Whether to send an e-mail about the delivery.
        "NotifyByEmail" notify_by_email: Option<bool>,
        /// Whether to send a text message about the delivery.
        "NotifyBySms" notify_by_sms: Option<bool>,
        /// Whether to call about the delivery.
        "NotifyByTelephone" notify_by_telephone: Option<bool>,
    }

    /// The supplier of a shipment, as it is read.
    #[non_exhaustive]
    pub struct ShipmentSupplierInfo in NAMESPACE {
        /// Number of the supplier.
        "SupplierNumber" supplier_number: Option<String>,
        /// Name of the supplier.
        "SupplierName" supplier_name: Option<String>,
        /// First line of the address, usually the street.
        "Address" address: Option<String>,
        /// Place.
        "City" city: Option<String>,
        /// Postal code.
        "ZipCode" zip_code: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
    }
}
