//! Entries of the warehouse's lists, and what else many records share.

use rust_decimal::Decimal;

use super::record::record;
use crate::model::ArticleSystemId;

record! {
    /// An entry of one of the warehouse's lists: by its code, with a name.
    pub struct CodeName(
        "GetArticleItemInfoStatus",
        "GetOrderClass",
        "GetOrderTypeModel",
        "GetPurchaseOrderClass",
        "GetPurchaseOrderTypeModel"
    ) {
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
    }

    /// An entry of one of the warehouse's lists: by its code, with a name and a comment.
    pub struct CodeNameComment("GetOrderClassModel", "PostPurchaseOrderClass") {
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// A comment.
        "comment" comment: Option<String>,
    }

    /// An entry of one of the warehouse's lists, as it is read.
    #[non_exhaustive]
    pub struct IdCodeName(
        "GetArticleClass",
        "GetArticleItemInfoWarehouse",
        "GetInventoryAdjustmentWarehouse",
        "GetOrderInfoWarehouse",
        "GetPurchaseOrderInfoWarehouse",
        "GetReturnOrderInfoWarehouse",
        "GetWayOfDeliveryTypeModel"
    ) {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
    }

    /// An entry of one of the warehouse's lists, by its id or its code.
    pub struct IdOrCode(
        "PostParcelAdvancedParcelStatus",
        "PostParcelAdvancedParcelType",
        "PostPurchaseOrderArticleItemParcelModelParcelType",
        "PostWaybillParcelParcelType"
    ) {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Code.
        "code" code: Option<String>,
    }

    /// An entry of one of the warehouse's lists, by its code.
    #[non_exhaustive]
    pub struct CodeModel(
        "GetInvoiceOrderContextReturnTransporter",
        "GetInvoiceOrderContextTransporter",
        "GetPickedArticleItemParcelParcelType",
        "GetPickedArticleItemParcelParentParcelType"
    ) {
        /// Code.
        "code" code: Option<String>,
    }

    /// An entry of one of the warehouse's lists, by its name.
    #[non_exhaustive]
    pub struct NameModel("GetArticleModelDefaultLocation", "GetArticleModelStorageClass") {
        /// Name.
        "name" name: Option<String>,
    }

    /// A status: each warehouse numbers and names its own.
    #[non_exhaustive]
    pub struct NumberedStatus(
        "GetArticleItemPurchaseOrderInfoPurchaseOrderStatus",
        "GetOrderInfoOrderStatus",
        "GetOrderPickabilityOrderInfoOrderStatus",
        "GetOrderStatusModel",
        "GetPurchaseOrderInfoPurchaseOrderStatus",
        "GetPurchaseOrderStatusModel",
        "GetReturnOrderInfoReturnOrderStatus",
        "GetReturnOrderStatusModel"
    ) {
        /// Number. Each warehouse numbers its statuses itself.
        "number" number: Option<i32>,
        /// Name, in the warehouse's language.
        "text" text: Option<String>,
    }

    /// Whose goods it is about.
    #[non_exhaustive]
    pub struct GoodsOwnerModel(
        "GetArticleItemsModelGoodsOwner",
        "GetArticleModelGoodsOwner",
        "GetOrderModelGoodsOwner",
        "GetPurchaseOrderModelGoodsOwner"
    ) {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Name.
        "name" name: Option<String>,
    }

    /// The article of a line.
    #[non_exhaustive]
    pub struct LineArticleModel("GetInventoryAdjustmentsLineArticle", "GetPurchaseOrderLineArticle") {
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// Name of the article.
        "articleName" article_name: Option<String>,
        /// Product code.
        "productCode" product_code: Option<String>,
    }

    /// Whether and where a delivery is announced.
    pub struct NotificationModel(
        "GetOrderConsigneeAddressAdvancedTelephoneNotification",
        "GetOrderInfoEmailNotification",
        "PostOrderConsigneeAddressAdvancedTelephoneNotification",
        "PostOrderModelEmailNotification",
        "WarehouseAddressModelTelephoneNotification"
    ) {
        /// Whether to announce it. Always written.
        "toBeNotified" to_be_notified: bool,
        /// Address or number to use.
        "value" value: Option<String>,
    }

    /// Contact details of the payer.
    pub struct ContactModel(
        "GetOrderConsigneeInvoiceAddressAdvancedTelephoneNotification",
        "PostOrderConsigneeInvoiceAddressAdvancedTelephoneNotification"
    ) {
        /// Address or number to use.
        "value" value: Option<String>,
    }

    /// The address of a supplier or a seller, as it is written.
    pub struct SupplierAddressModel(
        "PostArticleSupplierInfoAdvancedSupplierAddress",
        "PostPurchaseOrderSellerInfoSellerAddress",
        "PostPurchaseOrderSupplierInfoSupplierAddress"
    ) {
        /// Name.
        "name" name: Option<String>,
        /// First line of the address, usually the street.
        "address" address: Option<String>,
        /// Second line of the address.
        "address2" address2: Option<String>,
        /// Third line of the address.
        "address3" address3: Option<String>,
        /// Postal code.
        "postCode" post_code: Option<String>,
        /// Place.
        "city" city: Option<String>,
        /// Telephone number. (The vendor writes it with two capitals.)
        "telePhone" tele_phone: Option<String>,
        /// A remark for the staff.
        "remark" remark: Option<String>,
        /// E-mail address.
        "email" email: Option<String>,
        /// Mobile telephone number.
        "mobilePhone" mobile_phone: Option<String>,
        /// State or province, as a code.
        "countryStateCode" country_state_code: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "countryCode" country_code: Option<String>,
        /// Delivery instructions for the carrier.
        "deliveryInstruction" delivery_instruction: Option<String>,
        /// Whether the staff can find the record by hand.
        "isVisible" is_visible: Option<bool>,
        /// Whether to send a text message about the delivery.
        "notifyBySMS" notify_by_sms: Option<bool>,
        /// Whether to send an e-mail about the delivery.
        "notifyByEmail" notify_by_email: Option<bool>,
        /// Whether to call about the delivery.
        "notifyByTelephone" notify_by_telephone: Option<bool>,
    }

    /// Who pays a carrier.
    pub struct PayerModel(
        "PatchOrderTransporterPaymentConsigneePays",
        "PatchOrderTransporterPaymentThirdPartyPays",
        "PostOrderTransporterPaymentConsigneePays",
        "PostOrderTransporterPaymentThirdPartyPays"
    ) {
        /// Number of the customer. Always written.
        "customerNumber" customer_number: String,
    }

    /// A price of freight.
    #[non_exhaustive]
    pub struct FreightPriceModel("GetOrderParcelTrackingFreightPrice", "GetOrderTrackingFreightPrice") {
        /// Price.
        "price" price: Option<Decimal>,
        /// Currency.
        "currency" currency: Option<CodeName>,
    }

    /// Tracking of an order or a parcel, as it is written.
    pub struct PostTrackingModel("PostOrderTrackingModel", "PostParcelTrackingModel") {
        /// Number of the waybill. Always written.
        "waybill" waybill: String,
        /// Address where it can be tracked. Always written.
        "trackingUrl" tracking_url: String,
        /// Whether it tracks goods that come back. Always written.
        "isReturnTracking" is_return_tracking: bool,
    }

    /// Tracking of goods that arrive, as it is written.
    pub struct TrackingModel("PostPurchaseOrderTracking", "PostReturnOrderTracking") {
        /// Number of the waybill.
        "waybill" waybill: Option<String>,
        /// Address where it can be tracked.
        "trackingUrl" tracking_url: Option<String>,
    }

    /// A line that is only text.
    pub struct TextLineModel("GetOrderTextLine", "GetPurchaseOrderTextLine", "PostPurchaseOrderTextLine") {
        /// The number that the line has in the system it comes from, unique in the order.
        "rowNumber" row_number: Option<String>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
    }

    /// How much of a line an integration has dealt with.
    pub struct PatchReportedNumberOfItems(
        "PatchOrderReportedNumberOfItemsModel",
        "PatchPurchaseOrderReportedNumberOfItemsModel"
    ) {
        /// Quantity that an integration has dealt with: all of it, not what is new. Always written.
        "reportedNumberOfItems" reported_number_of_items: Decimal,
    }

    /// Another first free text.
    pub struct PatchFreeText1(
        "PatchOrderFreeText1Model",
        "PatchPurchaseOrderFreeText1",
        "PatchPurchaseOrderLineFreeText1"
    ) {
        /// First free text. Always written.
        "freeText1" free_text1: String,
    }

    /// Another second free text.
    pub struct PatchFreeText2(
        "PatchOrderFreeText2Model",
        "PatchPurchaseOrderFreeText2",
        "PatchPurchaseOrderLineFreeText2"
    ) {
        /// Second free text. Always written.
        "freeText2" free_text2: String,
    }

    /// Another third free text.
    pub struct PatchFreeText3("PatchOrderFreeText3Model", "PatchPurchaseOrderFreeText3") {
        /// Third free text. Always written.
        "freeText3" free_text3: String,
    }
}
