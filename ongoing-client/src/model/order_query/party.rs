//! Who takes part in an order, as it is read.

use asmx_soap::element;

use crate::NAMESPACE;
use crate::model::TransportPaymentType;

element! {
    /// Who gets an order, as it is read.
    #[non_exhaustive]
    pub struct Consignee in NAMESPACE {
        /// Ongoing's id of the customer.
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
        /// State or province, as a code.
        "CountryStateCode" country_state_code: Option<String>,
        /// Whether the country is in the European Union.
        "IsEuCountry" is_eu_country: Option<bool>,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// Mobile telephone number, where text messages go.
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
        /// Customer number, at most 50 characters.
        "CustomerNumber" customer_number: Option<String>,
        /// Code of the group.
        "CustomerGroupCode" customer_group_code: Option<String>,
        /// Name of the group.
        "CustomerGroupName" customer_group_name: Option<String>,
        /// Number for the exchange of pallets.
        "CustomerNumberPallets" customer_number_pallets: Option<String>,
        /// Name of the terms of payment.
        "TermsOfPaymentTypeName" terms_of_payment_type_name: Option<String>,
        /// Code of the terms of payment.
        "TermsOfPaymentTypeCode" terms_of_payment_type_code: Option<String>,
        /// Who pays.
        "InvoiceAddress" invoice_address: Option<ConsigneeInvoiceAddress>,
        /// Ongoing's id of the address.
        "AddressId" address_id: Option<i32>,
    }

    /// Who pays an order, as it is read.
    #[non_exhaustive]
    pub struct ConsigneeInvoiceAddress in NAMESPACE {
        /// Ongoing's id of the address.
        "AddressId" address_id: Option<i32>,
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
        /// Name of the country.
        "CountryName" country_name: Option<String>,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// Mobile telephone number, where text messages go.
        "MobilePhone" mobile_phone: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
    }

    /// Who sends an order.
    #[non_exhaustive]
    pub struct Consignor in NAMESPACE {
        /// Id.
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
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// Mobile telephone number, where text messages go.
        "MobilePhone" mobile_phone: Option<String>,
        /// A remark for the staff.
        "Remark" remark: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
    }

    /// Whose goods an order is about, as it is read.
    #[non_exhaustive]
    pub struct GoodsOwnerInfo in NAMESPACE {
        /// Id of the goods owner.
        "Id" id: Option<i32>,
        /// The goods owner's reference.
        "GoodsOwnerReference" goods_owner_reference: Option<String>,
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
        /// Id of the country.
        "CountryId" country_id: Option<i32>,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// Mobile telephone number, where text messages go.
        "MobilePhone" mobile_phone: Option<String>,
        /// E-mail address.
        "Email" email: Option<String>,
        /// Code of the place of the goods.
        "GoodsLocationCode" goods_location_code: Option<String>,
        /// Registration number of the company.
        "OrganizationNumber" organization_number: Option<String>,
        /// VAT number of the company.
        "OrganizationVATNumber" organization_vat_number: Option<String>,
    }

    /// Who pays the freight.
    #[non_exhaustive]
    pub struct TransportPayer in NAMESPACE {
        /// The payer's number at the carrier.
        "CustomerCode" customer_code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// First line of the address, usually the street.
        "Address" address: Option<String>,
        /// Postal code.
        "PostCode" post_code: Option<String>,
        /// Place.
        "City" city: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
    }

    /// How the freight is paid.
    #[non_exhaustive]
    pub struct Financial in NAMESPACE {
        /// By whom.
        "TransportPaymentType" transport_payment_type: Option<TransportPaymentType>,
        /// Article that it is charged with.
        "ArticleCode" article_code: Option<String>,
        /// Price list.
        "PriceListCode" price_list_code: Option<String>,
        /// Id of the agreement with the carrier.
        "TransporterAgreementId" transporter_agreement_id: Option<i32>,
    }

    /// The carrier of an order.
    #[non_exhaustive]
    pub struct TransporterClass in NAMESPACE {
        /// Name.
        "Name" name: Option<String>,
        /// Code.
        "Code" code: Option<String>,
        /// Code of the service.
        "ServiceCode" service_code: Option<String>,
        /// Id.
        "Id" id: Option<i32>,
    }
}
