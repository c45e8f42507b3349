//! Recipient and carrier of orders, as they are written.

use super::record::record;
use crate::rest::model::{CodeName, ContactModel, NotificationModel, PayerModel};

record! {
    /// The recipient of an order, as it is written. Phone and mail stand in `advanced`.
    pub struct PostOrderConsignee {
        /// Number of the customer.
        "customerNumber" customer_number: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// First line of the address, usually the street.
        "address1" address1: Option<String>,
        /// Second line of the address.
        "address2" address2: Option<String>,
        /// Third line of the address.
        "address3" address3: Option<String>,
        /// Postal code.
        "postCode" post_code: Option<String>,
        /// Place.
        "city" city: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "countryCode" country_code: Option<String>,
        /// State or province, as a code.
        "countryStateCode" country_state_code: Option<String>,
        /// A remark for the staff.
        "remark" remark: Option<String>,
        /// Code that opens the door.
        "doorCode" door_code: Option<String>,
        /// What is rarely needed.
        "advanced" advanced: Option<PostOrderConsigneeAdvanced>,
        /// Who pays.
        "invoiceAddress" invoice_address: Option<PostOrderConsigneeInvoiceAddress>,
        /// Organisation number.
        "organisationNumber" organisation_number: Option<String>,
        /// Number for value-added tax.
        "vatNumber" vat_number: Option<String>,
        /// Group of customers.
        "customerGroup" customer_group: Option<CodeName>,
    }

    /// How to reach the recipient of an order, as it is written.
    pub struct PostOrderConsigneeAdvanced {
        /// Whether and where a call announces the delivery.
        "telephoneNotification" telephone_notification: Option<NotificationModel>,
        /// Whether and where an e-mail announces the delivery.
        "emailNotification" email_notification: Option<NotificationModel>,
        /// Whether and where a text message announces the delivery.
        "smsNotification" sms_notification: Option<NotificationModel>,
        /// The id that the customer has in the system it comes from.
        "externalCustomerCode" external_customer_code: Option<String>,
    }

    /// Who pays an order, as it is written.
    pub struct PostOrderConsigneeInvoiceAddress {
        /// Name.
        "name" name: Option<String>,
        /// First line of the address, usually the street.
        "address1" address1: Option<String>,
        /// Second line of the address.
        "address2" address2: Option<String>,
        /// Third line of the address.
        "address3" address3: Option<String>,
        /// Postal code.
        "postCode" post_code: Option<String>,
        /// Place.
        "city" city: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "countryCode" country_code: Option<String>,
        /// State or province, as a code.
        "countryStateCode" country_state_code: Option<String>,
        /// What is rarely needed.
        "advanced" advanced: Option<PostOrderConsigneeInvoiceAddressAdvanced>,
    }

    /// Contact details of an order's payer, as they are written.
    pub struct PostOrderConsigneeInvoiceAddressAdvanced {
        /// Whether and where a call announces the delivery.
        "telephoneNotification" telephone_notification: Option<ContactModel>,
        /// Whether and where an e-mail announces the delivery.
        "emailNotification" email_notification: Option<ContactModel>,
        /// Whether and where a text message announces the delivery.
        "smsNotification" sms_notification: Option<ContactModel>,
    }

    /// The carrier for what comes back of an order, as it is written.
    pub struct PostOrderModelReturnTransporter {
        /// Code of the carrier.
        "transporterCode" transporter_code: Option<String>,
        /// Code of the carrier's service.
        "transporterServiceCode" transporter_service_code: Option<String>,
    }

    /// The carrier of an order, as it is written.
    pub struct PostOrderModelTransporter {
        /// Code of the carrier.
        "transporterCode" transporter_code: Option<String>,
        /// Code of the carrier's service.
        "transporterServiceCode" transporter_service_code: Option<String>,
        /// Who pays the carrier.
        "paymentAdvanced" payment_advanced: Option<PostOrderTransporterPaymentAdvanced>,
    }

    /// Who pays the carrier of an order, as it is written. One of them at most.
    pub struct PostOrderTransporterPaymentAdvanced {
        /// Whether the recipient fetches it.
        "consigneeCollects" consignee_collects: Option<bool>,
        /// The recipient pays the carrier: under which number.
        "consigneePays" consignee_pays: Option<PayerModel>,
        /// A third party pays the carrier: under which number.
        "thirdPartyPays" third_party_pays: Option<PayerModel>,
        /// The sender pays the carrier.
        "senderPays" sender_pays: Option<PostOrderTransporterPaymentSenderPays>,
    }

    /// Under which contract the sender pays the carrier.
    pub struct PostOrderTransporterPaymentSenderPays {
        /// Code for electronic messages.
        "ediCode" edi_code: Option<String>,
        /// Template of the waybill.
        "waybillTemplate" waybill_template: Option<String>,
        /// Number of the customer.
        "customerNumber" customer_number: Option<String>,
    }
}
