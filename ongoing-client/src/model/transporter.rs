//! Contracts with carriers that the warehouse has set up.

use asmx_soap::element;

use crate::NAMESPACE;

element! {
    /// A contract with a carrier. Its codes are what an order names it by.
    #[non_exhaustive]
    pub struct TransporterContract in NAMESPACE {
        /// Name of the carrier.
        "TransporterName" transporter_name: Option<String>,
        /// The warehouse's number at the carrier.
        "TransporterCustomerNumber" transporter_customer_number: Option<String>,
        /// Code for electronic messages.
        "EDICustomerCode" edi_customer_code: Option<String>,
        /// Code of the carrier.
        "TransporterCode" transporter_code: Option<String>,
        /// Code of the service.
        "TransporterServiceCode" transporter_service_code: Option<String>,
        /// The services that it covers.
        "TransporterServices"/"TransporterService" transporter_services: Vec<TransporterService>,
    }

    /// A service of a carrier.
    #[non_exhaustive]
    pub struct TransporterService in NAMESPACE {
        /// Name.
        "TransporterServiceName" transporter_service_name: Option<String>,
        /// Code.
        "TransporterServiceCode" transporter_service_code: Option<String>,
    }
}
