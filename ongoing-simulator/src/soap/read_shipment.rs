//! Shipments as they arrive. What the contract has for pallets, further addresses and trips is refused: it is not simulated.

use asmx_test_server::{Fault, Node};

use super::fields::{Fields, Reader};
use super::read_article::read_supplier_as;
use super::read_order::{NamedGoodsOwner, read_goods_owner};
use super::read_part::read_optional;
use crate::world::{
    Address, OrderOperation, ShipmentAddressIdentification, ShipmentAddressOperation, ShipmentContainer,
    ShipmentData, ShipmentKey, ShipmentParty, ShipmentPartyReference, ShipmentPayment, ShipmentQuery,
    ShipmentRequest,
};

const SHIPMENT: &[&str] = &[
    "GoodsOwner",
    "ShipmentHeader",
    "ShipmentContainers",
    "ShipmentContainerItems",
    "Consignee",
    "Consignor",
    "Destination",
    "ShipmentAddresses",
    "ShipmentSupplier",
    "ShipmentPayment",
];

const HEADER: &[&str] = &[
    "ShipmentOperation",
    "ShipmentIdentification",
    "ShipmentFunctions",
    "WayBill?",
    "ConsignorReference",
    "ConsigneeReference",
    "ConsignorCustomerNumber",
    "ConsigneeCustomerNumber",
    "OtherCustomerNumber",
    "TransporterOrderNumber",
    "ShipmentOrderNumber",
    "VesselName",
    "ShipmentComment",
    "ArrivalTime",
    "RegistrationNumber",
    "Route",
    "DeliveryInstruction",
    "WarehouseComment",
    "DestinationComment",
    "GoodsCategoryCode",
    "ShipmentTypeCode",
    "ShipmentId?",
    "ShipmentStatusId?",
    "InDate?",
    "DeliveryDate?",
    "ArrivalDate?",
    "ArrivalTimeFromSeconds?",
    "ArrivalTimeToSeconds?",
    "ShippedTime?",
    "ContactPerson",
    "ShipmentContainerOwner",
    "PickUpDate?",
    "PickUpReference",
    "ExportReference",
    "TripOrderNumber",
];

const PARTY: &[&str] = &[
    "ShipmentAddressIdentification",
    "ShipmentAddressOperation",
    "CustomerNumber",
    "CustomerNumberPallets",
    "Id",
    "Name",
    "Address",
    "Address2",
    "Address3",
    "PostCode",
    "City",
    "CountryCode",
    "IsEuCountry",
    "TelePhone",
    "MobilePhone",
    "Remark",
    "Email",
    "DeliveryInstruction",
    "NotifyByEmail",
    "NotifyBySms",
    "NotifyByTelephone?",
    "AddressId?",
];

/// The parts of the contract's types that a request may name, but that this warehouse has no data for.
const NOT_SIMULATED: [&str; 3] = ["ShipmentContainerItems", "Destination", "ShipmentAddresses"];

/// What stands in a `Shipment`, and the goods owner that it names.
pub(super) fn read(
    reader: Reader<'_>,
    node: &Node,
) -> Result<(ShipmentRequest, Option<NamedGoodsOwner>), Fault> {
    let (shipment, blank) = (reader.fields(node, SHIPMENT), Node::default());
    let header = reader.fields(shipment.node("ShipmentHeader").unwrap_or(&blank), HEADER);
    let nodes = NOT_SIMULATED.map(|name| (name, shipment.node(name)));
    let of_header = ["ShipmentFunctions", "ShipmentContainerOwner"].map(|name| (name, header.node(name)));
    for (name, node) in nodes.into_iter().chain(of_header) {
        if node.is_some_and(|node| !node.children.is_empty()) {
            return Err(not_simulated(name));
        }
    }
    let operations = [
        ("Create", OrderOperation::Create),
        ("CreateOrUpdate", OrderOperation::CreateOrUpdate),
        ("Remove", OrderOperation::Remove),
    ];
    let containers = shipment.node("ShipmentContainers").into_iter();
    let containers = containers.flat_map(|list| list.all("ShipmentContainer")).filter(|one| !one.nil);
    let request = ShipmentRequest {
        operation: header.choice("ShipmentOperation", &operations)?,
        key: read_key(&header)?,
        data: read_data(&header)?,
        status: header.int("ShipmentStatusId")?,
        consignee: read_optional(&shipment, "Consignee", read_party)?,
        consignor: read_optional(&shipment, "Consignor", read_party)?,
        supplier: read_optional(&shipment, "ShipmentSupplier", |reader, node| {
            read_supplier_as(reader, node, ["SupplierIdentificationType", "SupplierOperation"])
        })?,
        payment: read_optional(&shipment, "ShipmentPayment", read_payment)?,
        containers: containers.map(|one| read_container(reader, one)).collect::<Result<_, Fault>>()?,
    };
    Ok((request, read_optional(&shipment, "GoodsOwner", read_goods_owner)?))
}

fn not_simulated(what: &str) -> Fault {
    Fault::server(format!("{what} of a shipment is not simulated."))
}

fn read_key(f: &Fields<'_>) -> Result<ShipmentKey, Fault> {
    let text = |name| f.text(name).unwrap_or_default();
    let (carrier, number) = ("TransporterOrderNumber", "ShipmentOrderNumber");
    let by = [
        ("WayBill", 0),
        ("TransporterOrderNumberAndShipmentOrderNumber", 1),
        ("TransporterOrderNumberAndRoute", 2),
        ("TransporterOrderNumber", 3),
        ("ShipmentOrderNumber", 4),
        ("ShipmentId", 5),
        ("ShipmentOrderNumberAndDeliveryDate", 6),
        ("TripOrderNumberAndConsigneeFullNameAndAddress", 7),
    ];
    Ok(match f.choice("ShipmentIdentification", &by)? {
        0 => ShipmentKey::WayBill(f.long("WayBill")?),
        1 => ShipmentKey::TransporterAndShipmentOrderNumber(text(carrier), text(number)),
        2 => ShipmentKey::TransporterOrderNumberAndRoute(text(carrier), text("Route")),
        3 => ShipmentKey::TransporterOrderNumber(text(carrier)),
        4 => ShipmentKey::ShipmentOrderNumber(text(number)),
        5 => ShipmentKey::Id(f.int("ShipmentId")?),
        6 => ShipmentKey::ShipmentOrderNumberAndDeliveryDate(text(number), f.local("DeliveryDate")?),
        _ => return Err(not_simulated("The identification by the trip")),
    })
}

fn read_data(f: &Fields<'_>) -> Result<ShipmentData, Fault> {
    Ok(ShipmentData {
        way_bill: f.long("WayBill")?,
        consignor_reference: f.text("ConsignorReference"),
        consignee_reference: f.text("ConsigneeReference"),
        consignor_customer_number: f.text("ConsignorCustomerNumber"),
        consignee_customer_number: f.text("ConsigneeCustomerNumber"),
        other_customer_number: f.text("OtherCustomerNumber"),
        transporter_order_number: f.text("TransporterOrderNumber"),
        shipment_order_number: f.text("ShipmentOrderNumber"),
        vessel_name: f.text("VesselName"),
        comment: f.text("ShipmentComment"),
        arrival_time: f.text("ArrivalTime"),
        registration_number: f.text("RegistrationNumber"),
        route: f.text("Route"),
        delivery_instruction: f.text("DeliveryInstruction"),
        warehouse_comment: f.text("WarehouseComment"),
        destination_comment: f.text("DestinationComment"),
        goods_category_code: f.text("GoodsCategoryCode"),
        type_code: f.text("ShipmentTypeCode"),
        in_date: f.local("InDate")?,
        delivery_date: f.local("DeliveryDate")?,
        arrival_date: f.local("ArrivalDate")?,
        arrival_time_from_seconds: f.int("ArrivalTimeFromSeconds")?,
        arrival_time_to_seconds: f.int("ArrivalTimeToSeconds")?,
        shipped_time: f.local("ShippedTime")?,
        contact_person: f.text("ContactPerson"),
        pick_up_date: f.local("PickUpDate")?,
        pick_up_reference: f.text("PickUpReference"),
        export_reference: f.text("ExportReference"),
    })
}

fn read_party(reader: Reader<'_>, node: &Node) -> Result<ShipmentPartyReference, Fault> {
    use ShipmentAddressIdentification as By;
    let f = reader.fields(node, PARTY);
    let by = [
        ("None", Some(By::Nothing)),
        ("Address_PostCode", Some(By::AddressAndPostCode)),
        ("Name", Some(By::Name)),
        ("AddressAndSequenceNumber", None),
        ("FullNameAndAddress", Some(By::FullNameAndAddress)),
        ("CustomerNumber", Some(By::CustomerNumber)),
    ];
    let operations = [
        ("Create", ShipmentAddressOperation::Create),
        ("FindOrCreate", ShipmentAddressOperation::FindOrCreate),
        ("Find", ShipmentAddressOperation::Find),
    ];
    let Some(identification) = f.choice("ShipmentAddressIdentification", &by)? else {
        return Err(not_simulated("The identification AddressAndSequenceNumber"));
    };
    let address = Address {
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
        delivery_instruction: f.text("DeliveryInstruction"),
        notify_by_sms: f.bool("NotifyBySms")?,
        notify_by_email: f.bool("NotifyByEmail")?,
        notify_by_telephone: f.bool("NotifyByTelephone")?,
        ..Address::default()
    };
    Ok(ShipmentPartyReference {
        operation: f.choice("ShipmentAddressOperation", &operations)?,
        identification,
        party: ShipmentParty {
            address,
            customer_number: f.text("CustomerNumber"),
            customer_number_pallets: f.text("CustomerNumberPallets"),
            is_eu_country: f.bool("IsEuCountry")?,
        },
    })
}

fn read_payment(reader: Reader<'_>, node: &Node) -> Result<ShipmentPayment, Fault> {
    let names = [
        "ShipmentContractIdentification",
        "ShipmentPaymentType",
        "TransporterCode",
        "TransporterServiceCode",
        "TransporterContractComment",
        "CustomerNumber",
    ];
    let f = reader.fields(node, &names);
    let by = [("TransporterCode", false), ("TransporterCodeAndTransporterServiceCode", true)];
    let by_service = f.choice("ShipmentContractIdentification", &by)?;
    let kinds = ["Collect", "Prepaid", "ThirdParty", "UnKnown"].map(|kind| (kind, kind));
    Ok(ShipmentPayment {
        payment: f.choice("ShipmentPaymentType", &kinds)?.to_owned(),
        transporter_code: f.text("TransporterCode").unwrap_or_default(),
        service_code: f.text("TransporterServiceCode").filter(|_| by_service),
        customer_number: f.text("CustomerNumber"),
    })
}

fn read_container(reader: Reader<'_>, node: &Node) -> Result<ShipmentContainer, Fault> {
    let names = [
        "ContainerTypeCode",
        "Weight?",
        "Volume?",
        "LoadMeters?",
        "NumberOfPackages",
        "GoodsMark",
        "GoodsCategory",
        "OrderId?",
        "ContainerId",
    ];
    let f = reader.fields(node, &names);
    Ok(ShipmentContainer {
        id: f.int("ContainerId")?.unwrap_or_default(),
        type_code: f.text("ContainerTypeCode"),
        weight: f.decimal("Weight")?,
        volume: f.decimal("Volume")?,
        load_meters: f.decimal("LoadMeters")?,
        number_of_packages: f.int("NumberOfPackages")?.unwrap_or_default(),
        goods_mark: f.text("GoodsMark"),
        goods_category: f.text("GoodsCategory"),
        order_id: f.int("OrderId")?,
    })
}

/// The key of an `UpdateShipment`, and the comment that it gives.
pub(super) fn read_update(reader: Reader<'_>, node: &Node) -> Result<(ShipmentKey, Option<String>), Fault> {
    let (f, blank) =
        (reader.fields(node, &["ShipmentUpdateIdentification", "UpdateShipmentComment"]), Node::default());
    let names = ["ShipmentIdentificationType", "WayBill?", "ShipmentOrderNumber", "ShipmentId?"];
    let found_by = reader.fields(f.node("ShipmentUpdateIdentification").unwrap_or(&blank), &names);
    let by = [("WayBill", 0), ("ShipmentOrderNumber", 1), ("ShipmentId", 2)];
    let key = match found_by.choice("ShipmentIdentificationType", &by)? {
        0 => ShipmentKey::WayBill(found_by.long("WayBill")?),
        1 => ShipmentKey::ShipmentOrderNumber(found_by.text("ShipmentOrderNumber").unwrap_or_default()),
        _ => ShipmentKey::Id(found_by.int("ShipmentId")?),
    };
    let comment = read_optional(&f, "UpdateShipmentComment", |reader, node| {
        Ok(reader.fields(node, &["ShipmentComment"]).text("ShipmentComment").unwrap_or_default())
    })?;
    Ok((key, comment))
}

/// Which shipments `ShipmentFilters` mean, and whether their orders are wanted too.
pub(super) fn read_query(reader: Reader<'_>, node: &Node) -> Result<(ShipmentQuery, bool), Fault> {
    let names = [
        "InDateFrom?",
        "InDateTo?",
        "DeliveryDateFrom?",
        "DeliveryDateTo?",
        "ShipmentStatusFrom?",
        "ShipmentStatusTo?",
        "IsCollectType?",
        "IsDeliveryType?",
        "ShipmentOrderNumber",
        "GetOrders",
        "ShipmentIdsToGet",
    ];
    let f = reader.fields(node, &names);
    for name in ["IsCollectType", "IsDeliveryType"] {
        if f.bool(name)?.is_some() {
            return Err(not_simulated(name));
        }
    }
    let ids = f.node("ShipmentIdsToGet").into_iter().flat_map(|list| list.all("int"));
    let ids = ids
        .map(|id| id.text.trim().parse().map_err(|_| Fault::unreadable("ShipmentIdsToGet: not a number.")));
    let query = ShipmentQuery {
        in_date_from: f.local("InDateFrom")?,
        in_date_to: f.local("InDateTo")?,
        delivery_date_from: f.local("DeliveryDateFrom")?,
        delivery_date_to: f.local("DeliveryDateTo")?,
        status_from: f.int("ShipmentStatusFrom")?,
        status_to: f.int("ShipmentStatusTo")?,
        shipment_order_number: f.text("ShipmentOrderNumber").filter(|number| !number.is_empty()),
        ids: ids.collect::<Result<_, Fault>>()?,
    };
    Ok((query, f.bool("GetOrders")?.unwrap_or_default()))
}
