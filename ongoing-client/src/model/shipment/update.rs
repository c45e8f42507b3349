//! Changes of shipments, whatever their status.

use asmx_soap::{element, enumeration};

use crate::NAMESPACE;
use crate::model::ShipmentId;

element! {
    /// Changes single values of a shipment, whatever its status. Only the blocks that are set change anything.
    pub struct UpdateShipment in NAMESPACE {
        /// Which shipment.
        "ShipmentUpdateIdentification" shipment_update_identification: Option<ShipmentUpdateIdentification>,
        /// A new comment.
        "UpdateShipmentComment" update_shipment_comment: Option<UpdateShipmentComment>,
    }

    /// Which shipment to update.
    pub struct ShipmentUpdateIdentification in NAMESPACE {
        /// Which field it is found by; that field must be set.
        "ShipmentIdentificationType" shipment_identification_type: ShipmentUpdateIdentificationType,
        /// Number of the waybill.
        "WayBill" way_bill: Option<i64>,
        /// Order number of the shipment.
        "ShipmentOrderNumber" shipment_order_number: Option<String>,
        /// Ongoing's id of the shipment.
        "ShipmentId" shipment_id: Option<ShipmentId>,
    }

    /// A comment for a shipment.
    pub struct UpdateShipmentComment in NAMESPACE {
        /// The comment.
        "ShipmentComment" shipment_comment: Option<String>,
    }

    /// What the vendor answers to `UpdateShipment`.
    #[non_exhaustive]
    pub struct UpdateShipmentResult in NAMESPACE {
        /// Whether it was done.
        "Success" success: Option<bool>,
        /// A text for people: HTML line breaks, perhaps localised. Not for decisions.
        "Message" message: Option<String>,
        /// Ongoing's id of the shipment.
        "ShipmentId" shipment_id: Option<ShipmentId>,
    }
}

enumeration! {
    /// What a shipment is found by in `UpdateShipment`.
    pub enum ShipmentUpdateIdentificationType = WayBill {
        /// The number of its waybill.
        WayBill,
        /// Its order number.
        ShipmentOrderNumber,
        /// Ongoing's id.
        ShipmentId,
    }
}

impl UpdateShipment {
    /// Gives the shipment with this id another comment.
    pub fn comment(id: ShipmentId, comment: impl Into<String>) -> Self {
        Self {
            shipment_update_identification: Some(ShipmentUpdateIdentification {
                shipment_identification_type: ShipmentUpdateIdentificationType::ShipmentId,
                shipment_id: Some(id),
                ..ShipmentUpdateIdentification::default()
            }),
            update_shipment_comment: Some(UpdateShipmentComment { shipment_comment: Some(comment.into()) }),
        }
    }
}
