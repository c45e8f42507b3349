//! Changes of order lines, above all the reported quantities.

use asmx_soap::{element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{OrderId, OrderLineId};

element! {
    /// Changes values of order lines, at any status. [`report`](Self::report) makes one that writes
    /// reported quantities.
    pub struct UpdateOrderLines in NAMESPACE {
        /// Which order.
        "UpdateOrderIdentification" update_order_identification: Option<UpdateOrderIdentification>,
        /// Which lines, and what about them.
        "OrderLines"/"UpdateOrderLine" order_lines: Vec<UpdateOrderLine>,
    }

    /// What the vendor answers to `UpdateOrderLines`.
    #[non_exhaustive]
    pub struct UpdateOrderLinesResult in NAMESPACE {
        /// Whether it was done.
        "Success" success: Option<bool>,
        /// A text for people: HTML line breaks, perhaps localised. Not for decisions.
        "Message" message: Option<String>,
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
    }

    /// Which order the lines belong to.
    pub struct UpdateOrderIdentification in NAMESPACE {
        /// Which field it is found by; that field must be set.
        "OrderIdentificationType" order_identification_type: UpdateOrderIdentificationType,
        /// A second, external id of the order, at most 40 characters.
        "GoodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// Order number, at most 50 characters.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// Reference number, at most 50 characters.
        "ReferenceNumber" reference_number: Option<String>,
        /// Ongoing's id of the order. Always written; 0 unless the order is found by it.
        "OrderId" order_id: OrderId,
    }

    /// What to change on a line. Only the blocks that are set change anything.
    pub struct UpdateOrderLine in NAMESPACE {
        /// Which line.
        "UpdateOrderLineIdentification" update_order_line_identification: Option<UpdateOrderLineIdentification>,
        /// A new reported quantity.
        "UpdateReportedNumberOfItems" update_reported_number_of_items: Option<UpdateOrderLineReportedNumberOfItems>,
        /// A new comment.
        "UpdateComment" update_comment: Option<UpdateOrderLineComment>,
    }

    /// Which line to update.
    pub struct UpdateOrderLineIdentification in NAMESPACE {
        /// Which field it is found by; that field must be set.
        "OrderLineIdentificationType" order_line_identification_type: UpdateOrderLineIdentificationType,
        /// The id that the line has in the system it comes from, at most 40 characters.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// Ongoing's id of the line.
        "OrderLineId" order_line_id: Option<OrderLineId>,
    }

    /// The quantity that an integration has dealt with. An order with a line where it is below the picked
    /// quantity counts as "to report".
    pub struct UpdateOrderLineReportedNumberOfItems in NAMESPACE {
        /// The quantity: all of it, not what is new.
        "ReportedNumberOfItems" reported_number_of_items: Option<Decimal>,
    }

    /// A comment for a line.
    pub struct UpdateOrderLineComment in NAMESPACE {
        /// The comment.
        "OrderLineComment" order_line_comment: Option<String>,
    }
}

enumeration! {
    /// What an order is found by in `UpdateOrderLines`.
    pub enum UpdateOrderIdentificationType = GoodsOwnerOrderNumber {
        /// The order number.
        GoodsOwnerOrderNumber,
        /// The reference number.
        ReferenceNumber,
        /// Ongoing's id.
        SystemId,
        /// The external order id.
        GoodsOwnerOrderId,
    }

    /// What a line is found by in `UpdateOrderLines`.
    pub enum UpdateOrderLineIdentificationType = ExternalOrderLineCode {
        /// The external line code.
        ExternalOrderLineCode,
        /// Ongoing's id of the line.
        OrderLineId,
    }
}

impl UpdateOrderLines {
    /// Writes reported quantities: for each line, by its code, how much of it has been dealt with in all.
    ///
    /// ```
    /// use ongoing_client::model::UpdateOrderLines;
    /// let update = UpdateOrderLines::report("10234", [("1", 8.into()), ("2", 3.into())]);
    /// assert_eq!(update.order_lines.len(), 2);
    /// ```
    pub fn report<C: Into<String>>(
        order_number: impl Into<String>,
        lines: impl IntoIterator<Item = (C, Decimal)>,
    ) -> Self {
        let order = UpdateOrderIdentification {
            order_identification_type: UpdateOrderIdentificationType::GoodsOwnerOrderNumber,
            goods_owner_order_number: Some(order_number.into()),
            ..UpdateOrderIdentification::default()
        };
        let lines = lines.into_iter().map(|(code, reported)| UpdateOrderLine {
            update_order_line_identification: Some(UpdateOrderLineIdentification {
                order_line_identification_type: UpdateOrderLineIdentificationType::ExternalOrderLineCode,
                external_order_line_code: Some(code.into()),
                order_line_id: None,
            }),
            update_reported_number_of_items: Some(UpdateOrderLineReportedNumberOfItems {
                reported_number_of_items: Some(reported),
            }),
            update_comment: None,
        });
        Self { update_order_identification: Some(order), order_lines: lines.collect() }
    }
}
