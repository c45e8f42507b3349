//! Shipments, as they are read.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{
    GoodsOwner, Order, ShipmentConsigneeInfo, ShipmentConsignorInfo, ShipmentContainerInfo,
    ShipmentContainerItemInfo, ShipmentId, ShipmentPaymentType, ShipmentSupplierInfo, WsiSystem,
};

element! {
    /// A shipment, as it is read.
    #[non_exhaustive]
    pub struct ShipmentInfo in NAMESPACE {
        /// Whose goods.
        "GoodsOwner" goods_owner: Option<GoodsOwner>,
        /// The head.
        "ShipmentHeader" shipment_header: Option<ShipmentHeaderInfo>,
        /// Containers, counted by type.
        "ShipmentContainers"/"ShipmentContainerInfo" shipment_containers: Vec<ShipmentContainerInfo>,
        /// Single containers and pallets.
        "ShipmentContainerItems"/"ShipmentContainerItemInfo" shipment_container_items: Vec<ShipmentContainerItemInfo>,
        /// Who receives it.
        "Consignee" consignee: Option<ShipmentConsigneeInfo>,
        /// Who sends it.
        "Consignor" consignor: Option<ShipmentConsignorInfo>,
        /// The supplier.
        "Supplier" supplier: Option<ShipmentSupplierInfo>,
        /// The carrier, and who pays it.
        "ShipmentPayment" shipment_payment: Option<ShipmentPaymentInfo>,
        /// The orders on it.
        "Orders"/"Order" orders: Vec<Order>,
        /// The system that it comes from.
        "WsiSystem" wsi_system: Option<WsiSystem>,
    }

    /// The head of a shipment, as it is read.
    #[non_exhaustive]
    pub struct ShipmentHeaderInfo in NAMESPACE {
        /// Ongoing's id of the shipment.
        "ShipmentId" shipment_id: Option<ShipmentId>,
        /// Id of the system that it came from.
        "ExternalSystemId" external_system_id: Option<i32>,
        /// Number of the waybill.
        "WayBill" way_bill: Option<i64>,
        /// The sender's reference.
        "ConsignorReference" consignor_reference: Option<String>,
        /// The receiver's reference.
        "ConsigneeReference" consignee_reference: Option<String>,
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// The carrier's number for it.
        "TransporterOrderNumber" transporter_order_number: Option<String>,
        /// Delivery instructions for the carrier.
        "DeliveryInstruction" delivery_instruction: Option<String>,
        /// Whom to talk to.
        "ContactPerson" contact_person: Option<String>,
        /// Order number of the shipment.
        "ShipmentOrderNumber" shipment_order_number: Option<String>,
        /// Another customer number.
        "OtherCustomerNumber" other_customer_number: Option<String>,
        /// A comment.
        "ShipmentComment" shipment_comment: Option<String>,
        /// Name of the vessel.
        "VesselName" vessel_name: Option<String>,
        /// Registration number of the vehicle.
        "RegistrationNumber" registration_number: Option<String>,
        /// Number of its status.
        "ShipmentStatusId" shipment_status_id: Option<i32>,
        /// Name of its status, in the warehouse's language.
        "ShipmentStatusName" shipment_status_name: Option<String>,
        /// When the goods are expected.
        "InDate" in_date: Option<XsDateTime>,
        /// When to deliver.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// When it left.
        "ShippedTime" shipped_time: Option<XsDateTime>,
        /// When it arrives, as free text.
        "ArrivalTime" arrival_time: Option<String>,
        /// Route, as free text.
        "Route" route: Option<String>,
        /// Code of the trip's route.
        "TripRouteCode" trip_route_code: Option<String>,
        /// Ongoing's id of the trip.
        "TripId" trip_id: Option<i32>,
        /// Earliest arrival, in seconds after midnight by its name.
        "ArrivalTimeFromSeconds" arrival_time_from_seconds: Option<i32>,
        /// Latest arrival, in seconds after midnight by its name.
        "ArrivalTimeToSeconds" arrival_time_to_seconds: Option<i32>,
        /// Route, as an entry of a list.
        "ShipmentRoute" shipment_route: Option<ShipmentRouteInfo>,
        /// Day of arrival.
        "ArrivalDate" arrival_date: Option<XsDateTime>,
        /// Reference for the person who collects it.
        "PickUpReference" pick_up_reference: Option<String>,
        /// Reference for export.
        "ExportReference" export_reference: Option<String>,
        /// Code of the sort of goods.
        "GoodsCategoryCode" goods_category_code: Option<String>,
        /// Price of the freight.
        "FreightPrice" freight_price: Option<Decimal>,
        /// Price of the freight inside the country.
        "DomesticFreightPrice" domestic_freight_price: Option<Decimal>,
        /// Price of what else was done.
        "AdditionalPrice" additional_price: Option<Decimal>,
        /// Gate that it leaves from.
        "GateFromLocation" gate_from_location: Option<String>,
        /// Gate that it goes to.
        "GateToLocation" gate_to_location: Option<String>,
        /// Pallet places that the freight is charged for.
        "NumberOfFreightPalletPlaces" number_of_freight_pallet_places: Option<Decimal>,
    }

    /// A route.
    #[non_exhaustive]
    pub struct ShipmentRouteInfo in NAMESPACE {
        /// Code.
        "Code" code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
    }

    /// The carrier of a shipment, and who pays it, as it is read.
    #[non_exhaustive]
    pub struct ShipmentPaymentInfo in NAMESPACE {
        /// Who pays the carrier.
        "ShipmentPaymentType" shipment_payment_type: Option<ShipmentPaymentType>,
        /// Code of the carrier.
        "TransporterCode" transporter_code: Option<String>,
        /// Code of the carrier's service.
        "TransporterServiceCode" transporter_service_code: Option<String>,
        /// The goods owner's code for electronic messages.
        "GoodsOwnerEdiCode" goods_owner_edi_code: Option<String>,
        /// The carrier's code for electronic messages.
        "TransporterEdiCode" transporter_edi_code: Option<String>,
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// Code of what the carrier charges for.
        "TransporterContractArticleCode" transporter_contract_article_code: Option<String>,
    }
}
