//! Parcels and waybill rows of orders.

use rust_decimal::Decimal;

use super::record::record;
use crate::rest::model::{FreightPriceModel, IdOrCode};

record! {
    /// A parcel of an order.
    #[non_exhaustive]
    pub struct GetOrderParcel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Number of the parcel.
        "parcelNumber" parcel_number: Option<String>,
        /// Whether it comes back from the recipient.
        "isReturnParcel" is_return_parcel: Option<bool>,
        /// Tracking.
        "tracking" tracking: Option<GetOrderParcelTracking>,
        /// What is rarely needed.
        "advanced" advanced: Option<GetOrderParcelAdvanced>,
    }

    /// Tracking of a parcel.
    #[non_exhaustive]
    pub struct GetOrderParcelTracking {
        /// Price of the freight.
        "freightPrice" freight_price: Option<FreightPriceModel>,
        /// Address where it can be tracked.
        "trackingUrl" tracking_url: Option<String>,
    }

    /// Measures and serial number of a parcel.
    #[non_exhaustive]
    pub struct GetOrderParcelAdvanced {
        /// Serial number of the parcel.
        "parcelSerialNumber" parcel_serial_number: Option<String>,
        /// Length, in metres.
        "length" length: Option<Decimal>,
        /// Width, in metres.
        "width" width: Option<Decimal>,
        /// Height, in metres.
        "height" height: Option<Decimal>,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
    }

    /// A parcel of a shipment.
    #[non_exhaustive]
    pub struct GetOrderShipmentParcel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Number of the parcel.
        "parcelNumber" parcel_number: Option<String>,
        /// Whether it comes back from the recipient.
        "isReturnParcel" is_return_parcel: Option<bool>,
    }

    /// A row of an order's waybill, as it is read.
    #[non_exhaustive]
    pub struct GetWayBillRowModel {
        /// Ongoing's id of the row.
        "wayBillRowId" way_bill_row_id: Option<i32>,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
        /// Volume, in cubic metres.
        "volume" volume: Option<Decimal>,
        /// Length, in metres.
        "length" length: Option<Decimal>,
        /// Width, in metres.
        "width" width: Option<Decimal>,
        /// Height, in metres.
        "height" height: Option<Decimal>,
        /// How many packages.
        "numberOfPackages" number_of_packages: Option<i32>,
        /// How many packages were approved.
        "approvedNumberOfPackages" approved_number_of_packages: Option<i32>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Category.
        "category" category: Option<String>,
        /// Type of parcel.
        "parcelType" parcel_type: Option<GetWayBillRowModelParcelType>,
    }

    /// The type of the parcels in a row of a waybill.
    #[non_exhaustive]
    pub struct GetWayBillRowModelParcelType {
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// Weight when empty, in kilograms.
        "weight" weight: Option<Decimal>,
        /// Length, in metres.
        "length" length: Option<Decimal>,
        /// Width, in metres.
        "width" width: Option<Decimal>,
        /// Height, in metres.
        "height" height: Option<Decimal>,
        /// Load metres.
        "loadMeters" load_meters: Option<Decimal>,
        /// Bar code of one item.
        "barCode" bar_code: Option<String>,
    }

    /// A type that parcels can have.
    #[non_exhaustive]
    pub struct ParcelTypeModel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// Weight when empty, in kilograms.
        "weight" weight: Option<Decimal>,
        /// Length, in metres.
        "length" length: Option<Decimal>,
        /// Width, in metres.
        "width" width: Option<Decimal>,
        /// Height, in metres.
        "height" height: Option<Decimal>,
        /// Load metres.
        "loadMeters" load_meters: Option<Decimal>,
        /// Area, in square metres.
        "area" area: Option<Decimal>,
        /// Bar code of one item.
        "barCode" bar_code: Option<String>,
    }

    /// What the service answers to parcels.
    #[non_exhaustive]
    pub struct PostParcelResponse judged success message {
        /// Ongoing's id of the parcel.
        "parcelId" parcel_id: Option<i32>,
        /// Whether it was done.
        "success" success: Option<bool>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }

    /// A parcel, as it is written.
    pub struct PostParcelTypeModel {
        /// Number of the parcel. Always written.
        "parcelNumber" parcel_number: String,
        /// Who administers the transport; a word of the service, of which no list is published. Always written.
        "transportAdministrationType" transport_administration_type: String,
        /// What is rarely needed.
        "advanced" advanced: Option<PostParcelTypeModelAdvanced>,
        /// Tracking.
        "tracking" tracking: Option<PostParcelTypeModelTracking>,
    }

    /// Type, status and measures of a parcel, as they are written.
    pub struct PostParcelTypeModelAdvanced {
        /// Type of parcel.
        "parcelType" parcel_type: Option<IdOrCode>,
        /// Status of the parcel.
        "parcelStatus" parcel_status: Option<IdOrCode>,
        /// Length, in metres.
        "length" length: Option<Decimal>,
        /// Width, in metres.
        "width" width: Option<Decimal>,
        /// Height, in metres.
        "height" height: Option<Decimal>,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
    }

    /// Tracking of a parcel, as it is written with it.
    pub struct PostParcelTypeModelTracking {
        /// Number of the waybill. Always written.
        "waybill" waybill: String,
        /// Address where it can be tracked. Always written.
        "trackingUrl" tracking_url: String,
    }

    /// A parcel, as it is written where the address has its id.
    pub struct PostParcelUsingIdTypeModel {
        /// Number of the parcel.
        "parcelNumber" parcel_number: Option<String>,
        /// Who administers the transport; a word of the service, of which no list is published.
        "transportAdministrationType" transport_administration_type: Option<String>,
        /// What is rarely needed.
        "advanced" advanced: Option<PostParcelTypeModelAdvanced>,
        /// Tracking.
        "tracking" tracking: Option<PostParcelTypeModelTracking>,
    }

    /// A row of an order's waybill, as it is written.
    pub struct PostWayBillRowModel {
        /// How many packages. Always written.
        "numberOfPackages" number_of_packages: i32,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
        /// Volume, in cubic metres.
        "volume" volume: Option<Decimal>,
        /// Length, in metres.
        "length" length: Option<Decimal>,
        /// Width, in metres.
        "width" width: Option<Decimal>,
        /// Height, in metres.
        "height" height: Option<Decimal>,
        /// How many packages were approved.
        "approvedNumberOfPackages" approved_number_of_packages: Option<i32>,
        /// Load metres.
        "loadMeters" load_meters: Option<Decimal>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Category.
        "category" category: Option<String>,
        /// Type of parcel. Always written.
        "parcelType" parcel_type: IdOrCode,
    }

    /// What the service answers to rows of waybills.
    #[non_exhaustive]
    pub struct PostWaybillRowResponse judged success message {
        /// Ongoing's id of the row.
        "wayBillRowId" way_bill_row_id: Option<i32>,
        /// Whether it was done.
        "success" success: Option<bool>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }
}
