//! Changes of purchase orders that are possible after goods reception began.

use asmx_soap::{element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{InOrderId, InOrderLineId};

element! {
    /// Changes single values of a purchase order, also after goods reception began. Only the blocks that are set change
    /// anything. developer.ongoingwarehouse.com/UpdateInOrder
    pub struct UpdateInOrder in NAMESPACE {
        /// Which purchase order.
        "InOrderUpdateIdentification" in_order_update_identification: Option<InOrderUpdateIdentification>,
        /// A new status.
        "UpdateInOrderStatus" update_in_order_status: Option<UpdateInOrderStatus>,
    }

    /// Which purchase order to update.
    pub struct InOrderUpdateIdentification in NAMESPACE {
        /// Which field it is found by; that field must be set.
        "InOrderIdentificationType" in_order_identification_type: InOrderUpdateIdentificationType,
        /// Number of the purchase order, at most 50 characters, unique for a goods owner. The usual key.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Ongoing's id of the purchase order.
        "InOrderId" in_order_id: Option<InOrderId>,
    }

    /// A new status for a purchase order.
    pub struct UpdateInOrderStatus in NAMESPACE {
        /// Number of the status. Always written.
        "InOrderStatus" in_order_status: i32,
    }

    /// What the vendor answers to `UpdateInOrder`.
    #[non_exhaustive]
    pub struct UpdateInOrderResult in NAMESPACE {
        /// Whether it was done.
        "Success" success: Option<bool>,
        /// A text for people: HTML line breaks, perhaps localised. Not for decisions.
        "Message" message: Option<String>,
        /// Ongoing's id of the purchase order.
        "InOrderId" in_order_id: Option<InOrderId>,
    }

    /// Changes values of a purchase order's lines, also after goods reception began. [`report`](Self::report) makes one
    /// that writes reported quantities.
    pub struct UpdateInOrderLines in NAMESPACE {
        /// Which purchase order.
        "UpdateInOrderIdentification" update_in_order_identification: Option<UpdateInOrderIdentification>,
        /// Which lines, and what about them.
        "InOrderLines"/"UpdateInOrderLine" in_order_lines: Vec<UpdateInOrderLine>,
    }

    /// What the vendor answers to `UpdateInOrderLines`.
    #[non_exhaustive]
    pub struct UpdateInOrderLinesResult in NAMESPACE {
        /// Whether it was done.
        "Success" success: Option<bool>,
        /// A text for people: HTML line breaks, perhaps localised. Not for decisions.
        "Message" message: Option<String>,
        /// Ongoing's id of the purchase order.
        "InOrderId" in_order_id: Option<InOrderId>,
    }

    /// Which purchase order the lines belong to.
    pub struct UpdateInOrderIdentification in NAMESPACE {
        /// Which field it is found by; that field must be set.
        "InOrderIdentificationType" in_order_identification_type: UpdateInOrderIdentificationType,
        /// Number of the purchase order, at most 50 characters, unique for a goods owner. The usual key.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Ongoing's id of the purchase order. Always written.
        "InOrderId" in_order_id: InOrderId,
    }

    /// What to change on a line. Only the blocks that are set change anything.
    pub struct UpdateInOrderLine in NAMESPACE {
        /// Which line.
        "UpdateInOrderLineIdentification" update_in_order_line_identification: Option<UpdateInOrderLineIdentification>,
        /// A new reported quantity.
        "UpdateReportedNumberOfItems" update_reported_number_of_items: Option<UpdateInOrderLineReportedNumberOfItems>,
    }

    /// Which line to update.
    pub struct UpdateInOrderLineIdentification in NAMESPACE {
        /// Which field it is found by; that field must be set.
        "InOrderLineIdentificationType" in_order_line_identification_type: UpdateInOrderLineIdentificationType,
        /// The code that the line has in the system it comes from.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// Ongoing's id of the line.
        "InOrderLineId" in_order_line_id: Option<InOrderLineId>,
    }

    /// The quantity that an integration has dealt with. A purchase order with a line where it differs from the received
    /// quantity counts as "to report".
    pub struct UpdateInOrderLineReportedNumberOfItems in NAMESPACE {
        /// The quantity: all of it, not what is new.
        "ReportedNumberOfItems" reported_number_of_items: Option<Decimal>,
    }
}

enumeration! {
    /// What a purchase order is found by in `UpdateInOrder`.
    pub enum InOrderUpdateIdentificationType = GoodsOwnerOrderNumber {
        /// Its number.
        GoodsOwnerOrderNumber,
        /// Ongoing's id.
        SystemId,
    }

    /// What a purchase order is found by in `UpdateInOrderLines`.
    pub enum UpdateInOrderIdentificationType = GoodsOwnerOrderNumber {
        /// Its number.
        GoodsOwnerOrderNumber,
        /// Ongoing's id.
        SystemId,
    }

    /// What a line is found by in `UpdateInOrderLines`.
    pub enum UpdateInOrderLineIdentificationType = ExternalOrderLineCode {
        /// The external line code.
        ExternalOrderLineCode,
        /// Ongoing's id of the line.
        InOrderLineId,
    }
}

impl UpdateInOrder {
    /// Gives the purchase order with this number another status. Not the way to cancel it.
    pub fn status(order_number: impl Into<String>, status: i32) -> Self {
        let identification = InOrderUpdateIdentification {
            goods_owner_order_number: Some(order_number.into()),
            ..InOrderUpdateIdentification::default()
        };
        Self {
            in_order_update_identification: Some(identification),
            update_in_order_status: Some(UpdateInOrderStatus { in_order_status: status }),
        }
    }
}

impl UpdateInOrderLines {
    /// Writes reported quantities: for each line, by its code, how much of it has been dealt with in all.
    ///
    /// ```
    /// use ongoing_client::model::UpdateInOrderLines;
    /// let update = UpdateInOrderLines::report("P-17", [("1", 8.into()), ("2", 3.into())]);
    /// assert_eq!(update.in_order_lines.len(), 2);
    /// ```
    pub fn report<C: Into<String>>(
        order_number: impl Into<String>,
        lines: impl IntoIterator<Item = (C, Decimal)>,
    ) -> Self {
        let identification = UpdateInOrderIdentification {
            goods_owner_order_number: Some(order_number.into()),
            ..UpdateInOrderIdentification::default()
        };
        let lines = lines.into_iter().map(|(code, reported)| UpdateInOrderLine {
            update_in_order_line_identification: Some(UpdateInOrderLineIdentification {
                external_order_line_code: Some(code.into()),
                ..UpdateInOrderLineIdentification::default()
            }),
            update_reported_number_of_items: Some(UpdateInOrderLineReportedNumberOfItems {
                reported_number_of_items: Some(reported),
            }),
        });
        Self { update_in_order_identification: Some(identification), in_order_lines: lines.collect() }
    }
}
