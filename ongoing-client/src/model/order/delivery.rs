//! How an order is delivered: ways of delivery, and contracts with carriers.

use asmx_soap::{element, enumeration};

use crate::NAMESPACE;

element! {
    /// A way of delivery, as an entry of the list that the warehouse chooses carriers by.
    pub struct WayOfDeliveryType in NAMESPACE {
        /// Whether it must exist already, and whether to rename it.
        "WayOfDeliveryTypeOperation" way_of_delivery_type_operation: WayOfDeliveryTypeOperation,
        /// Which field it is found by.
        "WayOfDeliveryTypeIdentification" way_of_delivery_type_identification: WayOfDeliveryTypeIdentification,
        /// Code.
        "Code" code: Option<String>,
        /// Name, at most 200 characters.
        "Name" name: Option<String>,
    }

    /// A contract with a carrier, which the warehouse has set up.
    pub struct TransporterContractClass in NAMESPACE {
        /// Which fields it is found by.
        "TransporterContractIdentification" transporter_contract_identification: TransporterContractIdentificationType,
        /// Whether it must exist already.
        "TransporterContractOperation" transporter_contract_operation: TransporterContractOperation,
        /// Who pays the freight.
        "TransportPayment" transport_payment: TransportPaymentType,
        /// Code of the carrier.
        "TransporterCode" transporter_code: Option<String>,
        /// Code of the service.
        "TransporterServiceCode" transporter_service_code: Option<String>,
        /// The payer's number at the carrier.
        "CustomerNumber" customer_number: Option<String>,
        /// The recipient's number for the exchange of pallets.
        "ConsigneePalletCustomerNumber" consignee_pallet_customer_number: Option<String>,
    }
}

enumeration! {
    /// What to do with a way of delivery.
    pub enum WayOfDeliveryTypeOperation = CreateOrUpdate {
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Use what is there untouched, else create it.
        CreateOrFind,
        /// Use what is there; it must be there.
        Find,
    }

    /// What a way of delivery is found by.
    pub enum WayOfDeliveryTypeIdentification = Code {
        /// The code.
        Code,
        /// The name.
        Name,
    }

    /// What a contract with a carrier is found by.
    pub enum TransporterContractIdentificationType = CodeAndServiceCodeAndCustomerNumber {
        /// The codes of carrier and service and the payer's number.
        CodeAndServiceCodeAndCustomerNumber,
        /// The codes of carrier and service.
        CodeAndServiceCode,
        /// The code.
        Code,
        /// The code of the service.
        ServiceCode,
    }

    /// What to do with a contract with a carrier.
    pub enum TransporterContractOperation = Find {
        /// Use what is there; it must be there.
        Find,
        /// Create it, or update what is there.
        CreateOrUpdate,
    }

    /// Who pays the freight.
    pub enum TransportPaymentType = Collect {
        /// The recipient.
        Collect,
        /// The sender.
        Prepaid,
        /// Another person.
        ThirdParty,
        /// It is not known. (The vendor spells it with a capital K.)
        UnKnown,
    }
}

impl WayOfDeliveryType {
    /// A way of delivery that is found by its code, or created; the warehouse's name for it stays.
    pub fn create_or_find(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            way_of_delivery_type_operation: WayOfDeliveryTypeOperation::CreateOrFind,
            way_of_delivery_type_identification: WayOfDeliveryTypeIdentification::Code,
            code: Some(code.into()),
            name: Some(name.into()),
        }
    }
}

impl TransporterContractClass {
    /// A contract that the warehouse has set up, found by the codes of carrier and service.
    /// [`get_transporter_contracts`](crate::Client::get_transporter_contracts) lists them.
    pub fn find(
        transporter_code: impl Into<String>,
        service_code: impl Into<String>,
        payment: TransportPaymentType,
    ) -> Self {
        Self {
            transporter_contract_identification: TransporterContractIdentificationType::CodeAndServiceCode,
            transporter_contract_operation: TransporterContractOperation::Find,
            transport_payment: payment,
            transporter_code: Some(transporter_code.into()),
            transporter_service_code: Some(service_code.into()),
            ..Self::default()
        }
    }
}
