//! Warehouses, their zones and places, and contracts with carriers.

use rust_decimal::Decimal;

use super::record::record;
use crate::rest::model::NotificationModel;

record! {
    /// A contract with a carrier. Its codes are what orders name it by.
    #[non_exhaustive]
    pub struct GetTransporterContract {
        /// Code for electronic messages.
        "ediCode" edi_code: Option<String>,
        /// Name of the carrier.
        "transporterName" transporter_name: Option<String>,
        /// Code of the carrier.
        "transporterCode" transporter_code: Option<String>,
        /// Code of the carrier's service.
        "transporterServiceCode" transporter_service_code: Option<String>,
        /// The services that it covers.
        "transporterServices" transporter_services: Vec<GetTransporterService>,
    }

    /// A service of a carrier.
    #[non_exhaustive]
    pub struct GetTransporterService {
        /// Name of the service.
        "transporterServiceName" transporter_service_name: Option<String>,
        /// Code of the carrier's service.
        "transporterServiceCode" transporter_service_code: Option<String>,
    }

    /// A type that places can have.
    #[non_exhaustive]
    pub struct LocationTypeModel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Name.
        "name" name: Option<String>,
        /// Code.
        "code" code: Option<String>,
    }

    /// A building that goods leave from.
    #[non_exhaustive]
    pub struct WarehouseModel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// First line of the address, usually the street.
        "address" address: Option<WarehouseModelAddress>,
    }

    /// The address of a building.
    #[non_exhaustive]
    pub struct WarehouseModelAddress {
        /// Name.
        "name" name: Option<String>,
        /// First line of the address, usually the street.
        "address1" address1: Option<String>,
        /// Second line of the address.
        "address2" address2: Option<String>,
        /// Third line of the address.
        "address3" address3: Option<String>,
        /// Postal code.
        "postCode" post_code: Option<String>,
        /// Place.
        "city" city: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "countryCode" country_code: Option<String>,
        /// State or province, as a code.
        "countryStateCode" country_state_code: Option<String>,
        /// Delivery instructions for the carrier.
        "deliveryInstruction" delivery_instruction: Option<String>,
        /// First free text of the address.
        "addressFreeText1" address_free_text1: Option<String>,
        /// Whether and where a call announces the delivery.
        "telephoneNotification" telephone_notification: Option<NotificationModel>,
        /// Whether and where an e-mail announces the delivery.
        "emailNotification" email_notification: Option<NotificationModel>,
        /// Whether and where a text message announces the delivery.
        "smsNotification" sms_notification: Option<NotificationModel>,
        /// Second free text of the address.
        "addressFreeText2" address_free_text2: Option<String>,
    }

    /// A zone of a warehouse.
    #[non_exhaustive]
    pub struct ZoneModel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Name.
        "name" name: Option<String>,
        /// Where it is on the map.
        "position" position: Option<ZoneModelPosition>,
        /// Its aisles.
        "aisles" aisles: Vec<AisleModel>,
        /// Ongoing's id of the warehouse.
        "warehouseId" warehouse_id: Option<i32>,
        /// Code of the warehouse.
        "warehouseCode" warehouse_code: Option<String>,
        /// Name.
        "warehouseName" warehouse_name: Option<String>,
    }

    /// Where a zone or an aisle is on the map.
    #[non_exhaustive]
    pub struct ZoneModelPosition {
        /// From left to right.
        "x" x: Option<i32>,
        /// From front to back.
        "y" y: Option<i32>,
    }

    /// An aisle of a zone.
    #[non_exhaustive]
    pub struct AisleModel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Name.
        "name" name: Option<String>,
        /// Where it is on the map.
        "position" position: Option<ZoneModelPosition>,
        /// Its places.
        "locations" locations: Vec<LocationModel>,
    }

    /// A place of an aisle.
    #[non_exhaustive]
    pub struct LocationModel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Name.
        "name" name: Option<String>,
        /// Bar code.
        "barcode" barcode: Option<String>,
        /// Where it is on the map.
        "position" position: Option<LocationModelPosition>,
        /// Ongoing's id of the type of place.
        "locationTypeId" location_type_id: Option<i32>,
        /// Priority when picking.
        "pickingPriority" picking_priority: Option<i32>,
        /// Whether goods are picked there.
        "isPickingLocation" is_picking_location: Option<bool>,
        /// Whether it may not be picked.
        "isLocked" is_locked: Option<bool>,
        /// Whether it may not be sold.
        "isLockedForSale" is_locked_for_sale: Option<bool>,
        /// Measures.
        "dimensions" dimensions: Option<LocationModelDimensions>,
    }

    /// Where a place is on the map.
    #[non_exhaustive]
    pub struct LocationModelPosition {
        /// From left to right.
        "x" x: Option<i32>,
        /// From front to back.
        "y" y: Option<i32>,
        /// From bottom to top.
        "z" z: Option<i32>,
    }

    /// The measures of a place.
    #[non_exhaustive]
    pub struct LocationModelDimensions {
        /// Length, in metres.
        "length" length: Option<Decimal>,
        /// Width, in metres.
        "width" width: Option<Decimal>,
        /// Height, in metres.
        "height" height: Option<Decimal>,
    }
}
