//! Shipments, as they are written.

use asmx_soap::{XsDateTime, element, enumeration};

use crate::NAMESPACE;
use crate::model::{
    GoodsOwner, ShipmentAddress, ShipmentConsignee, ShipmentConsignor, ShipmentContainer,
    ShipmentContainerItem, ShipmentContainerOwner, ShipmentDestination, ShipmentId, Supplier,
};

element! {
    /// A shipment, as it is written: containers and pallets that travel together.
    pub struct Shipment in NAMESPACE {
        /// Whose goods. The request names the goods owner already.
        "GoodsOwner" goods_owner: Option<GoodsOwner>,
        /// The head.
        "ShipmentHeader" shipment_header: Option<ShipmentHeader>,
        /// Containers, counted by type.
        "ShipmentContainers"/"ShipmentContainer" shipment_containers: Vec<ShipmentContainer>,
        /// Single containers and pallets.
        "ShipmentContainerItems"/"ShipmentContainerItem" shipment_container_items: Vec<ShipmentContainerItem>,
        /// Who receives it.
        "Consignee" consignee: Option<ShipmentConsignee>,
        /// Who sends it.
        "Consignor" consignor: Option<ShipmentConsignor>,
        /// Where it goes in the end.
        "Destination" destination: Option<ShipmentDestination>,
        /// Further addresses on the way, in order.
        "ShipmentAddresses"/"ShipmentAddress" shipment_addresses: Vec<ShipmentAddress>,
        /// The supplier.
        "ShipmentSupplier" shipment_supplier: Option<Supplier>,
        /// The carrier, and who pays it.
        "ShipmentPayment" shipment_payment: Option<ShipmentPayment>,
    }

    /// The head of a shipment, as it is written.
    pub struct ShipmentHeader in NAMESPACE {
        /// What to do with it.
        "ShipmentOperation" shipment_operation: ShipmentOperation,
        /// Which field it is found by; that field must be set.
        "ShipmentIdentification" shipment_identification: ShipmentIdentification,
        /// What the warehouse is to look up in its delivery plan.
        "ShipmentFunctions" shipment_functions: Option<ShipmentFunctions>,
        /// Number of the waybill.
        "WayBill" way_bill: Option<i64>,
        /// The sender's reference.
        "ConsignorReference" consignor_reference: Option<String>,
        /// The receiver's reference.
        "ConsigneeReference" consignee_reference: Option<String>,
        /// The sender's customer number.
        "ConsignorCustomerNumber" consignor_customer_number: Option<String>,
        /// The receiver's customer number.
        "ConsigneeCustomerNumber" consignee_customer_number: Option<String>,
        /// Another customer number.
        "OtherCustomerNumber" other_customer_number: Option<String>,
        /// The carrier's number for it.
        "TransporterOrderNumber" transporter_order_number: Option<String>,
        /// Order number of the shipment.
        "ShipmentOrderNumber" shipment_order_number: Option<String>,
        /// Name of the vessel.
        "VesselName" vessel_name: Option<String>,
        /// A comment.
        "ShipmentComment" shipment_comment: Option<String>,
        /// When it arrives, as free text.
        "ArrivalTime" arrival_time: Option<String>,
        /// Registration number of the vehicle.
        "RegistrationNumber" registration_number: Option<String>,
        /// Route, as free text.
        "Route" route: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// A comment for the warehouse.
        "WarehouseComment" warehouse_comment: Option<String>,
        /// A comment for where it goes.
        "DestinationComment" destination_comment: Option<String>,
        /// Code of the sort of goods.
        "GoodsCategoryCode" goods_category_code: Option<String>,
        /// Code of its type.
        "ShipmentTypeCode" shipment_type_code: Option<String>,
        /// Ongoing's id of the shipment.
        "ShipmentId" shipment_id: Option<ShipmentId>,
        /// Number of its status.
        "ShipmentStatusId" shipment_status_id: Option<i32>,
        /// When the goods are expected.
        "InDate" in_date: Option<XsDateTime>,
        /// When to deliver.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// Day of arrival.
        "ArrivalDate" arrival_date: Option<XsDateTime>,
        /// Earliest arrival, in seconds after midnight by its name.
        "ArrivalTimeFromSeconds" arrival_time_from_seconds: Option<i32>,
        /// Latest arrival, in seconds after midnight by its name.
        "ArrivalTimeToSeconds" arrival_time_to_seconds: Option<i32>,
        /// When it left.
        "ShippedTime" shipped_time: Option<XsDateTime>,
        /// Whom to talk to.
        "ContactPerson" contact_person: Option<String>,
        /// Who owns the containers.
        "ShipmentContainerOwner" shipment_container_owner: Option<ShipmentContainerOwner>,
        /// When it is fetched.
        "PickUpDate" pick_up_date: Option<XsDateTime>,
        /// Reference for the person who collects it.
        "PickUpReference" pick_up_reference: Option<String>,
        /// Reference for export.
        "ExportReference" export_reference: Option<String>,
        /// Order number of the trip.
        "TripOrderNumber" trip_order_number: Option<String>,
    }

    /// What the warehouse is to look up in its delivery plan instead of being given it.
    pub struct ShipmentFunctions in NAMESPACE {
        /// Whether to take the route from it.
        "PickUpRouteFromDeliveryPlan" pick_up_route_from_delivery_plan: Option<bool>,
        /// Whether to take the times of arrival from it.
        "PickUpTimeWindowFromDeliveryPlan" pick_up_time_window_from_delivery_plan: Option<bool>,
        /// Whether to take the day of delivery from it.
        "PickUpDeliveryDateFromDeliveryPlan" pick_up_delivery_date_from_delivery_plan: Option<bool>,
        /// Whether to take the place of departure from it.
        "PickUpFromLocationFromDeliveryPlan" pick_up_from_location_from_delivery_plan: Option<bool>,
        /// Whether to leave out days without work. (The vendor's spelling.)
        "ExcludNonWorkDaysFromDeliveryPlan" exclude_non_work_days_from_delivery_plan: Option<bool>,
        /// Whether to take the instruction from it.
        "PickUpDeliveryInstruction" pick_up_delivery_instruction: Option<bool>,
    }

    /// The carrier of a shipment, and who pays it.
    pub struct ShipmentPayment in NAMESPACE {
        /// Which fields the contract with the carrier is found by.
        "ShipmentContractIdentification" shipment_contract_identification: ShipmentContractIdentification,
        /// Who pays the carrier.
        "ShipmentPaymentType" shipment_payment_type: ShipmentPaymentType,
        /// Code of the carrier.
        "TransporterCode" transporter_code: Option<String>,
        /// Code of the carrier's service.
        "TransporterServiceCode" transporter_service_code: Option<String>,
        /// A comment on the contract with the carrier.
        "TransporterContractComment" transporter_contract_comment: Option<String>,
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
    }
}

enumeration! {
    /// What to do with a shipment.
    pub enum ShipmentOperation = Create {
        /// Create it; it must not be there.
        Create,
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Remove it.
        Remove,
    }

    /// What a shipment is found by.
    pub enum ShipmentIdentification = WayBill {
        /// The number of its waybill.
        WayBill,
        /// The carrier's number and its order number together.
        TransporterOrderNumberAndShipmentOrderNumber,
        /// The carrier's number and its route together.
        TransporterOrderNumberAndRoute,
        /// The carrier's number.
        TransporterOrderNumber,
        /// Its order number.
        ShipmentOrderNumber,
        /// Ongoing's id.
        ShipmentId,
        /// Its order number and the day of delivery together.
        ShipmentOrderNumberAndDeliveryDate,
        /// The trip's order number, and name and address of the receiver.
        TripOrderNumberAndConsigneeFullNameAndAddress,
    }

    /// Who pays the carrier of a shipment.
    pub enum ShipmentPaymentType = Collect {
        /// The recipient.
        Collect,
        /// The sender.
        Prepaid,
        /// A third party.
        ThirdParty,
        /// It is not known. (The vendor spells it with a capital K.)
        UnKnown,
    }

    /// What the contract with a carrier is found by.
    pub enum ShipmentContractIdentification = TransporterCode {
        /// The carrier's code.
        TransporterCode,
        /// The carrier's code and that of its service together.
        TransporterCodeAndTransporterServiceCode,
    }
}

impl Shipment {
    /// A shipment that is found by its order number, and created or updated.
    pub fn by_order_number(number: impl Into<String>) -> Self {
        let shipment_header = ShipmentHeader {
            shipment_operation: ShipmentOperation::CreateOrUpdate,
            shipment_identification: ShipmentIdentification::ShipmentOrderNumber,
            shipment_order_number: Some(number.into()),
            ..ShipmentHeader::default()
        };
        Self { shipment_header: Some(shipment_header), ..Self::default() }
    }

    /// Removes the shipment with this order number.
    pub fn remove(number: impl Into<String>) -> Self {
        let mut shipment = Self::by_order_number(number);
        if let Some(header) = &mut shipment.shipment_header {
            header.shipment_operation = ShipmentOperation::Remove;
        }
        shipment
    }
}
