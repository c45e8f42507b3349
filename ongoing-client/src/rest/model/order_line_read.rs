//! The lines of orders, and what was picked, as they are read.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::{ArticleSystemId, InOrderId, InOrderLineId, OrderLineId};
use crate::rest::model::{CodeModel, CodeName, OrderLineFreeValuesModel};

record! {
    /// A line of an order, as it is read, with what was picked.
    #[non_exhaustive]
    pub struct GetOrderLine {
        /// Ongoing's id.
        "id" id: Option<OrderLineId>,
        /// The number that the line has in the system it comes from, unique in the order.
        "rowNumber" row_number: Option<String>,
        /// The article.
        "article" article: Option<GetOrderLineArticle>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Quantity ordered.
        "orderedNumberOfItems" ordered_number_of_items: Option<Decimal>,
        /// Quantity set aside for picking.
        "allocatedNumberOfItems" allocated_number_of_items: Option<Decimal>,
        /// Quantity picked.
        "pickedNumberOfItems" picked_number_of_items: Option<Decimal>,
        /// Quantity packed.
        "packedNumberOfItems" packed_number_of_items: Option<Decimal>,
        /// Quantity that an integration has dealt with: all of it, not what is new.
        "reportedNumberOfItems" reported_number_of_items: Option<Decimal>,
        /// Whether the line is picked; fees are not.
        "shouldBePicked" should_be_picked: Option<bool>,
        /// What was picked, item by item.
        "pickedArticleItems" picked_article_items: Vec<GetOrderPickedArticleItem>,
        /// The lines of the kit's parts. Count those or this one, not both.
        "subOrderLines" sub_order_lines: Vec<GetOrderLine>,
        /// Serial number.
        "serialNumber" serial_number: Option<String>,
        /// Value of the whole line for customs.
        "lineTotalCustomsValue" line_total_customs_value: Option<Decimal>,
        /// Batch.
        "batchNumber" batch_number: Option<String>,
        /// Returned quantity that an integration has dealt with: all of it, not what is new.
        "reportedReturnedNumberOfItems" reported_returned_number_of_items: Option<Decimal>,
        /// Type of line.
        "lineType" line_type: Option<CodeName>,
        /// Prices.
        "prices" prices: Option<GetOrderLinePrices>,
        /// The customer's number for the article.
        "customerArticleNumber" customer_article_number: Option<String>,
        /// A second, external id of the line.
        "externalId" external_id: Option<String>,
        /// Quantity that came back.
        "returnedNumberOfItems" returned_number_of_items: Option<Decimal>,
        /// Values whose meaning the company chooses.
        "freeValues" free_values: Option<OrderLineFreeValuesModel>,
        /// Days until it expires, at least.
        "minDaysToExpiryDate" min_days_to_expiry_date: Option<i32>,
        /// Days until it expires, at most.
        "maxDaysToExpiryDate" max_days_to_expiry_date: Option<i32>,
        /// When to deliver.
        "deliveryDate" delivery_date: Option<XsDateTime>,
        /// An instruction for the warehouse.
        "warehouseInstruction" warehouse_instruction: Option<String>,
        /// Value-added tax.
        "vat" vat: Option<GetOrderLineVat>,
        /// The pick order.
        "pickOrderInfo" pick_order_info: Option<GetOrderLinePickOrderInfo>,
    }

    /// The article of an order's line.
    #[non_exhaustive]
    pub struct GetOrderLineArticle {
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// Name of the article.
        "articleName" article_name: Option<String>,
        /// Product code.
        "productCode" product_code: Option<String>,
        /// What kind of article it is; a word of the service, of which no list is published.
        "articleKind" article_kind: Option<String>,
    }

    /// An item that was picked for a line.
    #[non_exhaustive]
    pub struct GetOrderPickedArticleItem {
        /// Quantity in a second unit.
        "secondNumberOfItems" second_number_of_items: Option<Decimal>,
        /// Ongoing's id of the item in stock.
        "articleItemId" article_item_id: Option<i32>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// When it had arrived.
        "inDate" in_date: Option<XsDateTime>,
        /// With this serial number.
        "serial" serial: Option<String>,
        /// Number of the case.
        "caseNumber" case_number: Option<String>,
        /// Batch.
        "batchNumber" batch_number: Option<String>,
        /// Number of the container.
        "container" container: Option<String>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
        /// Volume, in cubic metres.
        "volume" volume: Option<Decimal>,
        /// Whether it was picked.
        "isPicked" is_picked: Option<bool>,
        /// Whether it came back.
        "isReturned" is_returned: Option<bool>,
        /// When it expires.
        "expiryDate" expiry_date: Option<XsDateTime>,
        /// When it came back.
        "returnDate" return_date: Option<XsDateTime>,
        /// When it was picked.
        "pickedTime" picked_time: Option<XsDateTime>,
        /// Why the goods come back.
        "returnCause" return_cause: Option<CodeName>,
        /// Place in the warehouse.
        "location" location: Option<String>,
        /// Code of the type of place.
        "locationTypeCode" location_type_code: Option<String>,
        /// Status of the item in stock.
        "articleItemStatus" article_item_status: Option<CodeName>,
        /// First free text.
        "freeText1" free_text1: Option<String>,
        /// When it was packed.
        "packedTime" packed_time: Option<XsDateTime>,
        /// Who did it.
        "handling" handling: Option<GetOrderPickedArticleItemHandling>,
        /// The parcel.
        "parcel" parcel: Option<GetOrderPickedArticleItemParcel>,
        /// Name of the zone.
        "zoneName" zone_name: Option<String>,
        /// The purchase order.
        "purchaseOrderInfo" purchase_order_info: Option<GetOrderPickedArticleItemPurchaseOrderInfo>,
        /// Ongoing's id of the item as it was received.
        "originalArticleItemId" original_article_item_id: Option<i32>,
        /// When it was made.
        "productionDateDate" production_date_date: Option<XsDateTime>,
    }

    /// Who picked, packed and took back an item.
    #[non_exhaustive]
    pub struct GetOrderPickedArticleItemHandling {
        /// Ongoing's id of who picked it.
        "pickedByUserId" picked_by_user_id: Option<i32>,
        /// Ongoing's id of who packed it.
        "packedByUserId" packed_by_user_id: Option<i32>,
        /// Ongoing's id of who took it back.
        "returnedByUserId" returned_by_user_id: Option<i32>,
    }

    /// The parcel that a picked item is in.
    #[non_exhaustive]
    pub struct GetOrderPickedArticleItemParcel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Number of the parcel.
        "parcelNumber" parcel_number: Option<String>,
        /// Type of parcel.
        "parcelType" parcel_type: Option<CodeModel>,
        /// What is rarely needed.
        "advanced" advanced: Option<PickedParcelAdvancedModel>,
        /// The parcel that it stands in.
        "parentParcel" parent_parcel: Option<GetPickedArticleItemParcelParentParcel>,
    }

    /// What is rarely needed of the parcel that a picked item is in.
    #[non_exhaustive]
    pub struct PickedParcelAdvancedModel(
        "GetPickedArticleItemParcelAdvanced",
        "GetPickedArticleItemParcelParentAdvanced"
    ) {
        /// Serial number of the parcel.
        "parcelSerialNumber" parcel_serial_number: Option<String>,
        /// A comment on the parcel.
        "parcelComment" parcel_comment: Option<String>,
        /// Weight of the empty parcel, in kilograms.
        "parcelTareWeight" parcel_tare_weight: Option<Decimal>,
    }

    /// The parcel that another one stands in.
    #[non_exhaustive]
    pub struct GetPickedArticleItemParcelParentParcel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Number of the parcel.
        "parcelNumber" parcel_number: Option<String>,
        /// Type of parcel.
        "parcelType" parcel_type: Option<CodeModel>,
        /// What is rarely needed.
        "advanced" advanced: Option<PickedParcelAdvancedModel>,
    }

    /// The purchase order that a picked item came with.
    #[non_exhaustive]
    pub struct GetOrderPickedArticleItemPurchaseOrderInfo {
        /// Ongoing's id of the purchase order.
        "purchaseOrderId" purchase_order_id: Option<InOrderId>,
        /// Ongoing's id of the purchase order's line.
        "purchaseOrderLineId" purchase_order_line_id: Option<InOrderLineId>,
        /// Ongoing's id of the pallet that it came on.
        "purchaseOrderPalletItemId" purchase_order_pallet_item_id: Option<i32>,
    }

    /// The prices of an order's line, as they are read.
    #[non_exhaustive]
    pub struct GetOrderLinePrices {
        /// Price of the line.
        "linePrice" line_price: Option<Decimal>,
        /// Price of the line for the customer.
        "customerLinePrice" customer_line_price: Option<Decimal>,
        /// Currency, as an ISO 4217 code.
        "currencyCode" currency_code: Option<String>,
        /// Discount in per cent.
        "discountPercentage" discount_percentage: Option<Decimal>,
    }

    /// The value-added tax of an order's line, as it is read.
    #[non_exhaustive]
    pub struct GetOrderLineVat {
        /// Code.
        "code" code: Option<String>,
        /// In per cent.
        "percent" percent: Option<Decimal>,
    }

    /// The pick order that a line is on.
    #[non_exhaustive]
    pub struct GetOrderLinePickOrderInfo {
        /// Ongoing's id of the pick order.
        "pickOrderId" pick_order_id: Option<i32>,
        /// Its place in the order of bins.
        "binIndex" bin_index: Option<i32>,
        /// Type of pick order.
        "pickOrderType" pick_order_type: Option<CodeName>,
    }
}
