//! The declarations of this crate against the vendor's own contracts, both ways: everything in the contract is
//! declared, everything that can be written is valid, everything that may be answered is read for what it means.
#![cfg(test)]

#[path = "../../../asmx-soap/tests/support/contract.rs"]
mod contract;

mod answers;
mod coverage;
mod declared;
mod requests;
mod sample;
mod wsdl;

use std::path::PathBuf;

use wsdl::Wsdl;

/// The contracts, by the vendor's name of the service.
const SERVICES: [(&str, &str); 4] = [
    ("Authenticate", "24sevenoffice/authService.wsdl"),
    ("ProductService", "24sevenoffice/productService.wsdl"),
    ("InvoiceService", "24sevenoffice/invoiceService.wsdl"),
    ("CompanyService", "24sevenoffice/companyService.wsdl"),
];

/// All contracts, or `None`, said loudly, if they are not here.
fn contracts() -> Option<Vec<(&'static str, PathBuf, Wsdl)>> {
    let found: Option<Vec<_>> = SERVICES
        .iter()
        .map(|(service, name)| {
            contract::contract(name).map(|path| (*service, path.clone(), Wsdl::read(&path)))
        })
        .collect();
    if found.is_none() {
        contract::skipped("the contracts of 24SevenOffice are not in ../shared/contracts (VENDOR_CONTRACTS)");
    }
    found
}
