//! Changes of single values of purchase orders, and their announced items.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::{InOrderId, InOrderLineId};
use crate::rest::model::IdOrCode;

record! {
    /// Another day that the supplier announced.
    pub struct PatchPurchaseOrderAdvisedDate {
        /// Day that the supplier announced.
        "advisedDate" advised_date: Option<XsDateTime>,
    }

    /// Another first free yes or no.
    pub struct PatchPurchaseOrderFreeBool1 {
        /// First free yes or no. Always written.
        "freeBool1" free_bool1: bool,
    }

    /// Another day that the goods are expected.
    pub struct PatchPurchaseOrderInDate {
        /// When the goods are expected. Always written.
        "inDate" in_date: XsDateTime,
    }

    /// Another number for a purchase order.
    pub struct PatchPurchaseOrderNumber {
        /// Number of the purchase order, unique for a goods owner. The usual key. Always written.
        "purchaseOrderNumber" purchase_order_number: String,
    }

    /// What the service answers to changes of a purchase order.
    #[non_exhaustive]
    pub struct PatchPurchaseOrderResponse {
        /// Ongoing's id of the purchase order.
        "purchaseOrderId" purchase_order_id: Option<InOrderId>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }

    /// Another status for a purchase order.
    pub struct PatchPurchaseOrderStatus {
        /// Number of the status. Always written.
        "purchaseOrderStatusNumber" purchase_order_status_number: i32,
    }

    /// Items that a purchase order announces.
    pub struct PostPurchaseOrderArticleItemsModel {
        /// The items.
        "items" items: Vec<PostPurchaseOrderArticleItemModel>,
    }

    /// An item that a purchase order announces.
    pub struct PostPurchaseOrderArticleItemModel {
        /// Ongoing's id of the purchase order's line. Always written.
        "purchaseOrderLineId" purchase_order_line_id: InOrderLineId,
        /// With this serial number.
        "serial" serial: Option<String>,
        /// Batch.
        "batch" batch: Option<String>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
        /// Length, in metres.
        "length" length: Option<Decimal>,
        /// Width, in metres.
        "width" width: Option<Decimal>,
        /// Height, in metres.
        "height" height: Option<Decimal>,
        /// Volume, in cubic metres.
        "volume" volume: Option<Decimal>,
        /// Price.
        "price" price: Option<Decimal>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Number of the container.
        "container" container: Option<String>,
        /// Number of the case.
        "caseNumber" case_number: Option<String>,
        /// Ongoing's id of the status that the item gets.
        "statusId" status_id: Option<i32>,
        /// When it expires.
        "expiryDate" expiry_date: Option<XsDateTime>,
        /// When it was made.
        "productionDate" production_date: Option<XsDateTime>,
        /// What is rarely needed.
        "advanced" advanced: Option<PostPurchaseOrderArticleItemModelAdvanced>,
    }

    /// What is rarely needed of an announced item.
    pub struct PostPurchaseOrderArticleItemModelAdvanced {
        /// The parcel that it is in.
        "articleItemParcel" article_item_parcel: Option<PostPurchaseOrderArticleItemAdvancedModelArticleItemParcel>,
    }

    /// The parcel that an announced item is in.
    pub struct PostPurchaseOrderArticleItemAdvancedModelArticleItemParcel {
        /// Number of the parcel. Always written.
        "parcelNumber" parcel_number: String,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// Type of parcel.
        "parcelType" parcel_type: Option<IdOrCode>,
        /// Measures.
        "dimensions" dimensions: Option<PostPurchaseOrderArticleItemParcelModelDimensions>,
    }

    /// The measures of a parcel that an announced item is in.
    pub struct PostPurchaseOrderArticleItemParcelModelDimensions {
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
        /// Load metres.
        "loadMeters" load_meters: Option<Decimal>,
        /// Weight when empty, in kilograms.
        "tareWeight" tare_weight: Option<Decimal>,
    }

    /// What the service answers to announced items.
    #[non_exhaustive]
    pub struct PurchaseOrderArticleItemResponse judged success messages {
        /// Whether all of it was done.
        "success" success: Option<bool>,
        /// One for each item.
        "messages" messages: Vec<PurchaseOrderArticleItemResponseMessage>,
    }

    /// What the service answers to one announced item.
    #[non_exhaustive]
    pub struct PurchaseOrderArticleItemResponseMessage judged success message {
        /// Ongoing's id of the purchase order's line.
        "purchaseOrderLineId" purchase_order_line_id: Option<InOrderLineId>,
        /// Ongoing's id of the item in stock.
        "articleItemId" article_item_id: Option<i32>,
        /// Whether it was done.
        "success" success: Option<bool>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }
}
