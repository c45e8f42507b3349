//! Shipments as they are answered.

use asmx_test_server::{Fault, Node, Reply};
use rust_decimal::Decimal;

use super::fields::Fields;
use super::write_order::OrderWriter;
use super::{Beside, Desk, element::Element, outcome, read_shipment, write_list};
use crate::world::{Order, Refusal, Shipment, ShipmentAddress, ShipmentContainer};

impl Desk<'_> {
    pub(super) fn shipments(&self, operation: &str, f: &Fields<'_>) -> Result<Reply, Fault> {
        let blank = Node::default();
        let query = f.node("query").unwrap_or(&blank);
        let (query, with_orders) = read_shipment::read_query(f.reader, query)?;
        let shipments = self.world.find_shipments(&query).into_iter();
        let shipments = shipments.map(|shipment| self.shipment(shipment, with_orders));
        let list = ["GetShipmentsByQueryResult", "Shipments"];
        Ok(write_list(operation, &list, shipments, Beside::Nothing))
    }

    pub(super) fn shipment_update_result(&self, done: Result<i32, Refusal>) -> Node {
        let (error, message, id) = outcome(&done.map(|id| (id, "The shipment was updated.<br/>".to_owned())));
        Element::new("UpdateShipmentResult", self.zone, 0)
            .value("Success", id.is_some())
            .text("Message", message.or(error).as_deref())
            .nillable("ShipmentId", id)
            .done()
    }

    fn shipment(&self, shipment: &Shipment, with_orders: bool) -> Node {
        let e = Element::new("ShipmentInfo", self.zone, shipment.id);
        let owner = e
            .element("GoodsOwner")
            .value("GoodsOwnerIdentification", "SystemId")
            .text("GoodsOwnerCode", Some(&self.credentials.goods_owner_code))
            .value("GoodsOwnerId", self.credentials.goods_owner_id);
        let containers: Vec<Node> =
            shipment.containers.iter().map(|container| self.container(&e, container)).collect();
        let consignee = self.world.shipment_address(shipment.consignee);
        let consignor = self.world.shipment_address(shipment.consignor);
        let consignee = consignee.map(|known| {
            let group = ["TransportZoneCode", "TransportZoneName", "CustomerGroupName", "CustomerGroupCode"];
            let party = party(e.element("Consignee"), known);
            let party = group.into_iter().fold(party, |party, name| party.text(name, None));
            party.nillable("AddressId", Some(known.id)).done()
        });
        let consignor = consignor.map(|known| party(e.element("Consignor"), known).done());
        let supplier = shipment.supplier.and_then(|at| self.world.suppliers().get(at)).map(|known| {
            e.element("Supplier")
                .text("SupplierNumber", known.number.as_deref())
                .text("SupplierName", known.name.as_deref())
                .text("Address", known.address.address.as_deref())
                .text("City", known.address.city.as_deref())
                .text("ZipCode", known.address.post_code.as_deref())
                .text("CountryCode", known.address.country_code.as_deref())
                .done()
        });
        let payment = shipment.payment.as_ref().map(|payment| {
            e.element("ShipmentPayment")
                .value("ShipmentPaymentType", &payment.payment)
                .text("TransporterCode", Some(&payment.transporter_code))
                .text("TransporterServiceCode", payment.service_code.as_deref())
                .text("GoodsOwnerEdiCode", None)
                .text("TransporterEdiCode", None)
                .text("CustomerNumber", payment.customer_number.as_deref())
                .text("TransporterContractArticleCode", None)
                .done()
        });
        let orders = with_orders.then(|| self.orders_of(shipment));
        let writer = self.writer();
        let (header, system) = (self.shipment_header(&e, shipment), writer.system(&e));
        e.with(owner)
            .with(header)
            .with_list("ShipmentContainers", containers)
            .with_list("ShipmentContainerItems", [])
            .with_all(consignee)
            .with_all(consignor)
            .with_all(supplier)
            .with_all(payment)
            .with_list("Orders", orders.unwrap_or_default())
            .with(system)
            .done()
    }

    fn writer(&self) -> OrderWriter<'_> {
        OrderWriter { world: self.world, zone: self.zone, credentials: self.credentials }
    }

    /// The orders whose goods a shipment carries, once each.
    fn orders_of(&self, shipment: &Shipment) -> Vec<Node> {
        let mut ids: Vec<i32> = shipment.containers.iter().filter_map(|one| one.order_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let orders = ids.into_iter().filter_map(|id| self.world.order_by_id(id));
        orders.map(|order| self.writer().order("Order", order)).collect()
    }

    fn shipment_header<'a>(&'a self, e: &Element<'a>, shipment: &Shipment) -> Element<'a> {
        let data = &shipment.data;
        let left = shipment.left.map(|moment| self.zone.to_local(moment));
        e.element("ShipmentHeader")
            .value("ShipmentId", shipment.id)
            .nillable("ExternalSystemId", None::<i32>)
            .nillable("WayBill", data.way_bill)
            .text("ConsignorReference", data.consignor_reference.as_deref())
            .text("ConsigneeReference", data.consignee_reference.as_deref())
            .text("CustomerNumber", data.consignee_customer_number.as_deref())
            .text("TransporterOrderNumber", data.transporter_order_number.as_deref())
            .text("DeliveryInstruction", data.delivery_instruction.as_deref())
            .text("ContactPerson", data.contact_person.as_deref())
            .text("ShipmentOrderNumber", data.shipment_order_number.as_deref())
            .text("OtherCustomerNumber", data.other_customer_number.as_deref())
            .text("ShipmentComment", data.comment.as_deref())
            .text("VesselName", data.vessel_name.as_deref())
            .text("RegistrationNumber", data.registration_number.as_deref())
            .value("ShipmentStatusId", shipment.status)
            .text("ShipmentStatusName", self.world.shipment_status_name(shipment.status))
            .nillable_local("InDate", data.in_date)
            .nillable_local("DeliveryDate", data.delivery_date)
            .nillable_local("ShippedTime", left.or(data.shipped_time))
            .text("ArrivalTime", data.arrival_time.as_deref())
            .text("Route", data.route.as_deref())
            .text("TripRouteCode", None)
            .nillable("TripId", None::<i32>)
            .nillable("ArrivalTimeFromSeconds", data.arrival_time_from_seconds)
            .nillable("ArrivalTimeToSeconds", data.arrival_time_to_seconds)
            .nillable_local("ArrivalDate", data.arrival_date)
            .text("PickUpReference", data.pick_up_reference.as_deref())
            .text("ExportReference", data.export_reference.as_deref())
            .text("GoodsCategoryCode", data.goods_category_code.as_deref())
            .nillables(["FreightPrice", "DomesticFreightPrice", "AdditionalPrice"].map(|name| (name, None)))
            .text("GateFromLocation", None)
            .text("GateToLocation", None)
            .nillable("NumberOfFreightPalletPlaces", None::<Decimal>)
    }

    fn container<'a>(&'a self, e: &Element<'a>, container: &ShipmentContainer) -> Node {
        let order = container.order_id.and_then(|id| self.world.order_by_id(id));
        e.element("ShipmentContainerInfo")
            .text("ContainerTypeCode", container.type_code.as_deref())
            .text("ContainerTypeName", None)
            .nillables([
                ("Weight", container.weight),
                ("Volume", container.volume),
                ("LoadMeters", container.load_meters),
            ])
            .value("NumberOfPackages", container.number_of_packages)
            .text("GoodsMark", container.goods_mark.as_deref())
            .text("GoodsCategory", container.goods_category.as_deref())
            .nillable("OrderId", container.order_id)
            .text("OrderNumber", order.map(Order::number))
            .text("CustomerNumber", None)
            .value("ContainerId", container.id)
            .text("GoodsCategoryName", None)
            .text("GoodsCategoryCode", None)
            .nillables(["Length", "Width", "Height"].map(|name| (name, None)))
            .done()
    }
}

fn party<'a>(e: Element<'a>, known: &ShipmentAddress) -> Element<'a> {
    let (party, address) = (&known.party, &known.party.address);
    e.text("CustomerNumber", party.customer_number.as_deref())
        .text("CustomerNumberPallets", party.customer_number_pallets.as_deref())
        .value("Id", known.id)
        .text("Name", address.name.as_deref())
        .text("Address", address.address.as_deref())
        .text("Address2", address.address2.as_deref())
        .text("Address3", address.address3.as_deref())
        .text("PostCode", address.post_code.as_deref())
        .text("City", address.city.as_deref())
        .text("CountryCode", address.country_code.as_deref())
        .value("IsEuCountry", party.is_eu_country.unwrap_or_default())
        .text("TelePhone", address.telephone.as_deref())
        .text("MobilePhone", address.mobile_phone.as_deref())
        .text("Remark", address.remark.as_deref())
        .text("Email", address.email.as_deref())
        .text("DeliveryInstruction", address.delivery_instruction.as_deref())
        .value("NotifyByEmail", address.notify_by_email.unwrap_or_default())
        .value("NotifyBySms", address.notify_by_sms.unwrap_or_default())
        .nillable("NotifyByTelephone", address.notify_by_telephone)
}
