//! Contracts with carriers, as they are read.

use super::text;
use crate::model::{TransporterContract, TransporterService};
use crate::rest::wire::list::GetContract;

pub(in crate::rest) fn transporter_contract(contract: GetContract) -> TransporterContract {
    let services = contract.transporter_services.unwrap_or_default().into_iter();
    TransporterContract {
        transporter_name: text(contract.transporter_name),
        edi_customer_code: text(contract.edi_code),
        transporter_code: text(contract.transporter_code),
        transporter_service_code: text(contract.transporter_service_code),
        transporter_services: services
            .map(|service| TransporterService {
                transporter_service_name: text(service.transporter_service_name),
                transporter_service_code: text(service.transporter_service_code),
            })
            .collect(),
        ..TransporterContract::default()
    }
}
