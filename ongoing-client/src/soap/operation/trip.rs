//! Trips.

use asmx_soap::{Secret, element};

use crate::NAMESPACE;
use crate::model::{FileResultClass, Trip, TripOperationType, TripStopOperation};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::soap::verdict::message;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Creates or updates a trip.
    pub struct ProcessTrip in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The trip.
        "Trip" trip: Option<Trip>,
    }
}

operation!(ProcessTrip: Idempotent, false, by trip, [] "ProcessTripResult": FileResultClass, judged, once(|request| {
    // Stops are found by their place in the order; a stop that was removed is not there a second time.
    let once = |trip: &Trip| {
        let stops = &trip.trip_stops;
        trip.trip_operation == TripOperationType::Create
            || stops.iter().any(|stop| stop.trip_stop_operation == TripStopOperation::Remove || stop.sequence.is_none())
    };
    request.trip.as_ref().is_some_and(once)
}));

#[cfg(feature = "client")]
impl Client {
    /// `ProcessTrip`: creates or updates a trip. What the warehouse says about it, if anything, is the result: the answer
    /// has no id for it.
    ///
    /// # Errors
    /// A refusal, if the warehouse does not take it; else as [`Client::execute`].
    pub async fn process_trip(&self, trip: Trip) -> Result<Option<String>, Error> {
        let request = ProcessTrip { trip: Some(trip), ..ProcessTrip::default() };
        Ok(message(self.execute(request).await?.message.as_deref()))
    }
}
