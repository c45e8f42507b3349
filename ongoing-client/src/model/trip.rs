//! Trips.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{GoodsOwner, ShipmentId};

element! {
    /// A trip: a vehicle that drives from stop to stop.
    pub struct Trip in NAMESPACE {
        /// Whose goods; filled in by the client unless it is set.
        "GoodsOwner" goods_owner: Option<GoodsOwner>,
        /// Which fields it is found by; they must be set.
        "TripIdentification" trip_identification: TripIdentificationType,
        /// What to do with it.
        "TripOperation" trip_operation: TripOperationType,
        /// Route.
        "TripRoute" trip_route: Option<TripRoute>,
        /// Name.
        "TripName" trip_name: Option<String>,
        /// Number.
        "TripNumber" trip_number: Option<String>,
        /// When it begins.
        "StartTime" start_time: Option<XsDateTime>,
        /// Where it stops.
        "TripStops"/"TripStop" trip_stops: Vec<TripStop>,
    }

    /// The route of a trip.
    pub struct TripRoute in NAMESPACE {
        /// Code of the route.
        "RouteCode" route_code: Option<String>,
    }

    /// A place where a trip stops.
    pub struct TripStop in NAMESPACE {
        /// What to do with the stop.
        "TripStopOperation" trip_stop_operation: TripStopOperation,
        /// Its place in the order of stops.
        "Sequence" sequence: Option<i32>,
        /// Ongoing's id of the shipment that is loaded or delivered there.
        "ShipmentId" shipment_id: Option<ShipmentId>,
        /// Ongoing's id of the address.
        "AddressId" address_id: Option<i32>,
        /// The place, as free text.
        "LocationInfo" location_info: Option<String>,
        /// How long the way to it takes, in seconds.
        "TravellingSeconds" travelling_seconds: Option<i32>,
        /// How long the stop takes, in seconds.
        "StopSeconds" stop_seconds: Option<i32>,
        /// How long the way to it is. The unit is not documented.
        "TravellingDistance" travelling_distance: Option<Decimal>,
        /// Weight that the freight is charged for. The unit is not documented.
        "FreightWeight" freight_weight: Option<Decimal>,
    }
}

enumeration! {
    /// What a trip is found by.
    pub enum TripIdentificationType = StartTimeAndTripNumber {
        /// When it begins, and its number.
        StartTimeAndTripNumber,
    }

    /// What to do with a trip.
    pub enum TripOperationType = Create {
        /// Create it; it must not be there.
        Create,
        /// Create it, or update what is there.
        CreateOrUpdate,
    }

    /// What to do with a stop.
    pub enum TripStopOperation = CreateOrUpdate {
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Remove it.
        Remove,
    }
}

impl Trip {
    /// A trip that is found by when it begins and by its number, and created or updated.
    pub fn new(
        start_time: impl Into<XsDateTime>,
        number: impl Into<String>,
        trip_stops: Vec<TripStop>,
    ) -> Self {
        Self {
            trip_operation: TripOperationType::CreateOrUpdate,
            trip_number: Some(number.into()),
            start_time: Some(start_time.into()),
            trip_stops,
            ..Self::default()
        }
    }
}
