//! The lines of an order and what was picked for them.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{ArticleClass, OrderLineId};

element! {
    /// A line of an order, as it is read.
    ///
    /// Of a kit the line and its parts are both there: count one or the other
    /// ([`is_parent_line`](Self::is_parent_line)).
    #[non_exhaustive]
    pub struct PickedOrderLine in NAMESPACE {
        /// The article, as it is now.
        "Article" article: Option<ArticleClass>,
        /// Ongoing's id of the line.
        "OrderLineSystemId" order_line_system_id: Option<OrderLineId>,
        /// When to deliver this line.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// When it was last picked from.
        "LastPickingTime" last_picking_time: Option<XsDateTime>,
        /// When picking began.
        "StartPickingTime" start_picking_time: Option<XsDateTime>,
        /// A comment on the line.
        "OrderLineComment" order_line_comment: Option<String>,
        /// Quantity ordered.
        "OrderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Quantity picked: what is delivered.
        "PickedNumberOfItems" picked_number_of_items: Option<Decimal>,
        /// The id that the line has in the system it comes from, at most 40 characters.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// For a part of a kit: the code of the line of the kit.
        "ParentExternalOrderLineCode" parent_external_order_line_code: Option<String>,
        /// For a part of a kit: the id of the line of the kit.
        "ParentOrderLineId" parent_order_line_id: Option<OrderLineId>,
        /// Whether it is the line of a kit, whose parts follow.
        "IsParentLine" is_parent_line: Option<bool>,
        /// False for a line that is not picked.
        "DoPick" do_pick: Option<bool>,
        /// Price of the row.
        "RowPrice" row_price: Option<Decimal>,
        /// Price of the line; whether for one piece or for all is not documented.
        "LinePrice" line_price: Option<Decimal>,
        /// Discount; whether in percent or as an amount is not documented.
        "Discount" discount: Option<Decimal>,
        /// Length; the warehouse decides on the unit.
        "Length" length: Option<Decimal>,
        /// Width; the warehouse decides on the unit.
        "Width" width: Option<Decimal>,
        /// Height; the warehouse decides on the unit.
        "Height" height: Option<Decimal>,
        /// Currency of the prices, as an ISO 4217 code.
        "CurrencyCode" currency_code: Option<String>,
        /// Name of that currency.
        "CurrencyName" currency_name: Option<String>,
        /// Quantity that an integration has reported as dealt with; not set before the first time.
        "ReportedNumberOfItems" reported_number_of_items: Option<Decimal>,
        /// The batch that was asked for.
        "Batch" batch: Option<String>,
        /// Quantity set aside and not yet picked.
        "AllocatedNumberOfItems" allocated_number_of_items: Option<Decimal>,
        /// Quantity that a second integration has acknowledged.
        "AcknowledgedNumberOfItems" acknowledged_number_of_items: Option<Decimal>,
        /// Case number that the line asks for.
        "OrderLineCaseNo" order_line_case_no: Option<String>,
        /// The customer's own number for the article.
        "CustomerArticleNumber" customer_article_number: Option<String>,
    }

    /// What was picked for an order: a piece, or a quantity of a batch.
    #[non_exhaustive]
    pub struct PickedArticleItem in NAMESPACE {
        /// The article.
        "Article" article: Option<ArticleClass>,
        /// Id of the item.
        "ArticleItemId" article_item_id: Option<i32>,
        /// When it came into the warehouse.
        "InDate" in_date: Option<XsDateTime>,
        /// Serial number.
        "Serial" serial: Option<String>,
        /// Case number.
        "CaseNo" case_no: Option<String>,
        /// Batch.
        "BatchNo" batch_no: Option<String>,
        /// Container that it came in.
        "Container" container: Option<String>,
        /// The id that the line has in the system it comes from, at most 40 characters.
        "ExternalOrderLineCode" external_order_line_code: Option<String>,
        /// What is printed on its label.
        "LabelId" label_id: Option<String>,
        /// A comment.
        "Comment" comment: Option<String>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Id of its package.
        "GoodsItemId" goods_item_id: Option<i32>,
        /// Whether it has been picked, not only set aside.
        "IsPicked" is_picked: Option<bool>,
        /// Whether it has come back.
        "Returned" returned: Option<bool>,
        /// Id of the shipment.
        "ShipmentId" shipment_id: Option<i32>,
        /// Expiry date.
        "ExpiryDate" expiry_date: Option<XsDateTime>,
        /// When it came back.
        "ReturnDate" return_date: Option<XsDateTime>,
        /// When it was picked.
        "PickedTime" picked_time: Option<XsDateTime>,
        /// Ongoing's id of the line.
        "OrderLineSystemId" order_line_system_id: Option<OrderLineId>,
        /// Weight in kilograms.
        "Weight" weight: Option<Decimal>,
        /// The load carrier that it is on.
        "ArticleItemPalletItemInfo" article_item_pallet_item_info: Option<PickedArticleItemPalletItemInfo>,
        /// Code of why it came back.
        "ReturnCauseCode" return_cause_code: Option<String>,
        /// Why it came back.
        "ReturnCauseName" return_cause_name: Option<String>,
        /// Volume; the warehouse decides on the unit.
        "Volume" volume: Option<Decimal>,
        /// Place in the warehouse.
        "Location" location: Option<String>,
        /// Code of its status.
        "ArticleItemStatusCode" article_item_status_code: Option<String>,
    }

    /// The load carrier that a picked item is on.
    #[non_exhaustive]
    pub struct PickedArticleItemPalletItemInfo in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Code of its type.
        "TypeCode" type_code: Option<String>,
        /// What is printed on its label.
        "LabelId" label_id: Option<String>,
        /// The load carrier that it stands on itself.
        "Parent" parent: Option<Box<PickedArticleItemPalletItemInfo>>,
        /// Serial number.
        "Serial" serial: Option<String>,
        /// Length of the type.
        "TypeLength" type_length: Option<Decimal>,
        /// Width of the type.
        "TypeWidth" type_width: Option<Decimal>,
        /// Height of the type.
        "TypeHeight" type_height: Option<Decimal>,
        /// Weight of the type in kilograms.
        "TypeWeight" type_weight: Option<Decimal>,
    }
}
