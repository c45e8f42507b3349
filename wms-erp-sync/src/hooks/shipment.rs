use twentyfour_client::types::{OrderId, OrderSlipStateType};
use wms_erp_mapping::DeliveredOrder;

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
}

/// What would be reported to the ERP.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatusUpdate {
    /// The status that the order would get. One in which orders are imported, or which they get on import, holds the order:
    /// it would come again.
    pub status: OrderSlipStateType,
}
