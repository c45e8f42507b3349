//! `Customer` and the addresses, as they arrive.

use asmx_test_server::{Fault, Node};

use super::fields::{Fields, Reader};
use super::read_part::{read_coded, read_optional};
use crate::world::{
    Address, CodedOperation, CustomerData, CustomerIdentification, CustomerOperation, CustomerRequest,
};

const CUSTOMER: &[&str] = &[
    "CustomerOperation",
    "CustomerIdentification",
    "ExternalCustomerCode",
    "CustomerNumber",
    "CustomerId?",
    "DeliveryAddressId?",
    "InvoiceAddressId?",
    "Coordinates",
    "Name",
    "Address",
    "Address2",
    "Address3",
    "PostCode",
    "City",
    "TelePhone",
    "Remark",
    "Email",
    "MobilePhone",
    "CountryCode",
    "CountryStateCode",
    "DeliveryInstruction",
    "IsVisible",
    "NotifyBySMS",
    "NotifyByEmail",
    "NotifyByTelephone",
    "InvoiceAddress",
    "CustomerGroup",
];

/// `AddressClass` has `IsEuCountry` where `InvoiceAddress` has nothing, and `Coordinates` the other way round.
const ADDRESS: &[&str] = &[
    "Coordinates",
    "Name",
    "Address",
    "Address2",
    "Address3",
    "PostCode",
    "City",
    "TelePhone",
    "Remark",
    "Email",
    "MobilePhone",
    "IsEuCountry?",
    "CountryStateCode",
    "CountryCode",
    "DeliveryInstruction",
    "IsVisible",
    "NotifyBySMS",
    "NotifyByEmail",
    "NotifyByTelephone",
];

pub(super) fn read_customer(reader: Reader<'_>, node: &Node) -> Result<CustomerRequest, Fault> {
    let f = reader.fields(node, CUSTOMER);
    let operations = [
        ("Create", CustomerOperation::Create),
        ("CreateOrUpdate", CustomerOperation::CreateOrUpdate),
        ("CreateNotUpdate", CustomerOperation::CreateNotUpdate),
        ("Find", CustomerOperation::Find),
    ];
    let by = [
        ("ExternalCustomerCode", CustomerIdentification::ExternalCustomerCode),
        ("SystemId", CustomerIdentification::SystemId),
        ("CustomerNumber", CustomerIdentification::CustomerNumber),
        ("FullNameAndAddress", CustomerIdentification::FullNameAndAddress),
    ];
    let group = read_optional(&f, "CustomerGroup", |reader, node| {
        let names = [
            "CustomerGroupOperation",
            "CustomerGroupIdentification",
            "CustomerGroupCode",
            "CustomerGroupName",
        ];
        let by = ["CustomerGroupCode", "CustomerGroupName"];
        read_coded(reader, node, names, &[("Find", CodedOperation::Find)], by)
    })?;
    f.int("DeliveryAddressId")?;
    f.int("InvoiceAddressId")?;
    let invoice_address = read_optional(&f, "InvoiceAddress", read_address)?;
    Ok(CustomerRequest {
        operation: f.choice("CustomerOperation", &operations)?,
        identification: f.choice("CustomerIdentification", &by)?,
        customer_id: f.int("CustomerId")?,
        data: CustomerData {
            external_customer_code: f.text("ExternalCustomerCode"),
            customer_number: f.text("CustomerNumber"),
            address: address(&f)?,
            invoice_address,
        },
        group,
    })
}

pub(super) fn read_address(reader: Reader<'_>, node: &Node) -> Result<Address, Fault> {
    address(&reader.fields(node, ADDRESS))
}

fn address(f: &Fields<'_>) -> Result<Address, Fault> {
    let coordinates = f.node("Coordinates").map(|node| f.reader.fields(node, &["Longitude?", "Latitude?"]));
    let coordinate = |name| coordinates.as_ref().map(|f| f.decimal(name)).transpose().map(Option::flatten);
    // .NET's default for a flag that is not sent.
    let flag = |name| f.bool(name).map(|flag| Some(flag.unwrap_or(false)));
    Ok(Address {
        name: f.text("Name"),
        address: f.text("Address"),
        address2: f.text("Address2"),
        address3: f.text("Address3"),
        post_code: f.text("PostCode"),
        city: f.text("City"),
        telephone: f.text("TelePhone"),
        remark: f.text("Remark"),
        email: f.text("Email"),
        mobile_phone: f.text("MobilePhone"),
        country_code: f.text("CountryCode"),
        country_state_code: f.text("CountryStateCode"),
        delivery_instruction: f.text("DeliveryInstruction"),
        is_visible: flag("IsVisible")?,
        notify_by_sms: flag("NotifyBySMS")?,
        notify_by_email: flag("NotifyByEmail")?,
        notify_by_telephone: flag("NotifyByTelephone")?,
        longitude: coordinate("Longitude")?,
        latitude: coordinate("Latitude")?,
    })
}
