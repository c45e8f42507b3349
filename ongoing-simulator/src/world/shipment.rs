//! Shipments: transports that carry goods of one or more orders.

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::Decimal;

use super::merge::record;
use super::{Address, OrderOperation, SupplierReference};

record! {
    /// What a sender says about a shipment itself.
    pub struct ShipmentData {
        /// The number of its waybill.
        pub way_bill: Option<i64>,
        /// The sender's reference.
        pub consignor_reference: Option<String>,
        /// The receiver's reference.
        pub consignee_reference: Option<String>,
        /// The sender's number at the carrier.
        pub consignor_customer_number: Option<String>,
        /// The receiver's number at the carrier.
        pub consignee_customer_number: Option<String>,
        /// Another payer's number at the carrier.
        pub other_customer_number: Option<String>,
        /// The carrier's order number.
        pub transporter_order_number: Option<String>,
        /// The shipment's own order number.
        pub shipment_order_number: Option<String>,
        /// The name of the ship.
        pub vessel_name: Option<String>,
        /// A comment.
        pub comment: Option<String>,
        /// When it arrives, as text.
        pub arrival_time: Option<String>,
        /// The registration number of the vehicle.
        pub registration_number: Option<String>,
        /// The code of the route.
        pub route: Option<String>,
        /// What the driver should know.
        pub delivery_instruction: Option<String>,
        /// A comment of the warehouse.
        pub warehouse_comment: Option<String>,
        /// A comment about the destination.
        pub destination_comment: Option<String>,
        /// The code of the sort of goods.
        pub goods_category_code: Option<String>,
        /// The code of its type.
        pub type_code: Option<String>,
        /// When it is expected in the warehouse: local time.
        pub in_date: Option<NaiveDateTime>,
        /// When it is delivered: local time.
        pub delivery_date: Option<NaiveDateTime>,
        /// The day on which it arrives: local time.
        pub arrival_date: Option<NaiveDateTime>,
        /// The earliest arrival, in seconds after midnight.
        pub arrival_time_from_seconds: Option<i32>,
        /// The latest arrival, in seconds after midnight.
        pub arrival_time_to_seconds: Option<i32>,
        /// When it left, by its sender: local time.
        pub shipped_time: Option<NaiveDateTime>,
        /// Whom to ask about it.
        pub contact_person: Option<String>,
        /// When it is fetched: local time.
        pub pick_up_date: Option<NaiveDateTime>,
        /// The reference for fetching it.
        pub pick_up_reference: Option<String>,
        /// The reference for exporting it.
        pub export_reference: Option<String>,
    }
}

record! {
    /// Who sends or receives a shipment.
    pub struct ShipmentParty {
        /// Name, address, and how to be reached.
        pub address: Address,
        /// The customer number.
        pub customer_number: Option<String>,
        /// The customer number for pallets.
        pub customer_number_pallets: Option<String>,
        /// Whether the country belongs to the European Union.
        pub is_eu_country: Option<bool>,
    }
}

/// An address in the warehouse's register of those who send and receive shipments.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ShipmentAddress {
    /// Ongoing's own id.
    pub id: i32,
    /// What it is.
    pub party: ShipmentParty,
}

/// Containers of one type on a shipment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ShipmentContainer {
    /// Ongoing's own id. In a request, 0: a new one.
    pub id: i32,
    /// The code of the type of container.
    pub type_code: Option<String>,
    /// Weight, in kilograms.
    pub weight: Option<Decimal>,
    /// Volume, in cubic metres.
    pub volume: Option<Decimal>,
    /// Load metres.
    pub load_meters: Option<Decimal>,
    /// How many packages.
    pub number_of_packages: i32,
    /// The mark on the goods.
    pub goods_mark: Option<String>,
    /// The sort of goods.
    pub goods_category: Option<String>,
    /// The id of the order whose goods it holds.
    pub order_id: Option<i32>,
}

/// Who pays which carrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShipmentPayment {
    /// `Collect`, `Prepaid`, `ThirdParty` or `UnKnown`.
    pub payment: String,
    /// The carrier's code.
    pub transporter_code: String,
    /// The code of the carrier's service; it takes part in finding the contract if the request says so.
    pub service_code: Option<String>,
    /// The customer number at the carrier.
    pub customer_number: Option<String>,
}

/// A shipment.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Shipment {
    /// Ongoing's own id.
    pub id: i32,
    /// The status number.
    pub status: i32,
    /// What its sender says about it.
    pub data: ShipmentData,
    /// The id of the receiver's address in the register.
    pub consignee: Option<i32>,
    /// The id of the sender's address in the register.
    pub consignor: Option<i32>,
    /// Its supplier, by its place in the register.
    pub supplier: Option<usize>,
    /// Who pays.
    pub payment: Option<ShipmentPayment>,
    /// Its containers.
    pub containers: Vec<ShipmentContainer>,
    /// When the carrier left with it.
    pub left: Option<DateTime<Utc>>,
}

/// What finds a shipment. Where it names two fields, both must agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShipmentKey {
    /// The number of its waybill.
    WayBill(Option<i64>),
    /// The carrier's order number and its own.
    TransporterAndShipmentOrderNumber(String, String),
    /// The carrier's order number and the route.
    TransporterOrderNumberAndRoute(String, String),
    /// The carrier's order number.
    TransporterOrderNumber(String),
    /// Its own order number.
    ShipmentOrderNumber(String),
    /// Ongoing's id.
    Id(Option<i32>),
    /// Its own order number and the day of delivery.
    ShipmentOrderNumberAndDeliveryDate(String, Option<NaiveDateTime>),
}

/// What a request does with an address of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShipmentAddressOperation {
    /// Makes it, whatever is there.
    Create,
    /// Uses what is there untouched, else makes it.
    FindOrCreate,
    /// Uses what is there; it must be there.
    Find,
}

/// Which fields find an address of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShipmentAddressIdentification {
    /// None: it is never found.
    Nothing,
    /// Street and postal code.
    AddressAndPostCode,
    /// The name.
    Name,
    /// Name and address, as a whole.
    FullNameAndAddress,
    /// The customer number.
    CustomerNumber,
}

/// A request's reference to an address of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct ShipmentPartyReference {
    /// What is wanted.
    pub operation: ShipmentAddressOperation,
    /// Which fields find it.
    pub identification: ShipmentAddressIdentification,
    /// What is known about it.
    pub party: ShipmentParty,
}

/// A shipment as a sender gives it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ShipmentRequest {
    /// What is wanted.
    pub operation: OrderOperation,
    /// What finds it.
    pub key: ShipmentKey,
    /// The fields of the shipment itself.
    pub data: ShipmentData,
    /// The status that it should have.
    pub status: Option<i32>,
    /// Who receives it.
    pub consignee: Option<ShipmentPartyReference>,
    /// Who sends it.
    pub consignor: Option<ShipmentPartyReference>,
    /// Its supplier.
    pub supplier: Option<SupplierReference>,
    /// Who pays.
    pub payment: Option<ShipmentPayment>,
    /// Its containers.
    pub containers: Vec<ShipmentContainer>,
}

/// Which shipments to read; every condition that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShipmentQuery {
    /// Expected then or later: local time.
    pub in_date_from: Option<NaiveDateTime>,
    /// Expected then or earlier.
    pub in_date_to: Option<NaiveDateTime>,
    /// Delivered on this day or later.
    pub delivery_date_from: Option<NaiveDateTime>,
    /// Delivered on this day or earlier.
    pub delivery_date_to: Option<NaiveDateTime>,
    /// Status this or higher.
    pub status_from: Option<i32>,
    /// Status this or lower.
    pub status_to: Option<i32>,
    /// With this order number.
    pub shipment_order_number: Option<String>,
    /// With one of these ids; empty: any.
    pub ids: Vec<i32>,
}
