use twentyfour_client::types::{OrderId, OrderSlipStateType};
use wms_erp_mapping::{DeliveredOrder, Tracking, TrackingPlace};

/// An order that the WMS has sent.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SentShipment {
    /// The order in the ERP.
    pub order: OrderId,
    /// Its status in the ERP, as it was read just now.
    pub erp_status: OrderSlipStateType,
    /// The number of its status in the WMS.
    pub wms_status: i32,
    /// What was picked of it, line by line.
    pub delivery: DeliveredOrder,
    /// Carrier, waybills and parcels, with their addresses where the WMS reports them. Empty unless
    /// [`OrderStatusSettings::tracking`](crate::OrderStatusSettings::tracking) says that tracking is reported.
    pub tracking: Tracking,
}

/// What would be reported to the ERP.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatusUpdate {
    /// The status that the order would get. One in which orders are imported, or which they get on import, holds the order:
    /// it would come again.
    pub status: OrderSlipStateType,
    /// The tracking that the order would get, and where: what the settings say, unless a hook chooses another text or place.
    /// `None` if there is none yet, or if tracking is not reported; a hook that sets it to `None` keeps it from being written.
    /// When a parcel is added later, the hook is asked once more, and only this counts.
    pub tracking: Option<TrackingText>,
}

/// A text that stands between markers in a field of the ERP's order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrackingText {
    /// In which field.
    pub place: TrackingPlace,
    /// What stands between the markers, in one line: line breaks become spaces, brackets parentheses. Nothing is cut.
    pub text: String,
}

impl TrackingText {
    /// This text in this field.
    pub fn new(place: TrackingPlace, text: impl Into<String>) -> Self {
        Self { place, text: text.into() }
    }
}
