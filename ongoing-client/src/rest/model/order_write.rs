//! Orders, as they are written.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::OrderId;
use crate::rest::model::{
    CodeName, NotificationModel, PostOrderConsignee, PostOrderModelReturnTransporter,
    PostOrderModelTransporter,
};

record! {
    /// An order, as it is written. What becomes of values that a second one leaves out is not documented: write all
    /// of it, every time.
    pub struct PostOrderModel signs goods_owner_id {
        /// Ongoing's id of the goods owner; filled in by the client where it is 0.
        "goodsOwnerId" goods_owner_id: i32,
        /// Order number, at most 50 characters, unique for a goods owner. The usual key. Always written.
        "orderNumber" order_number: String,
        /// When to deliver. Always written.
        "deliveryDate" delivery_date: XsDateTime,
        /// Reference number.
        "referenceNumber" reference_number: Option<String>,
        /// A second, external id of the order, at most 40 characters.
        "goodsOwnerOrderId" goods_owner_order_id: Option<String>,
        /// The contact person at the customer, or a sales code.
        "salesCode" sales_code: Option<String>,
        /// A remark for the staff.
        "orderRemark" order_remark: Option<String>,
        /// Delivery instructions for the carrier.
        "deliveryInstruction" delivery_instruction: Option<String>,
        /// Code of the service point where the recipient fetches it.
        "servicePointCode" service_point_code: Option<String>,
        /// First free text.
        "freeText1" free_text1: Option<String>,
        /// Second free text.
        "freeText2" free_text2: Option<String>,
        /// Third free text.
        "freeText3" free_text3: Option<String>,
        /// First free time.
        "orderFreeDateTime1" order_free_date_time1: Option<XsDateTime>,
        /// Type of order.
        "orderType" order_type: Option<CodeName>,
        /// Way of delivery, as an entry of a list. The warehouse chooses carriers by it.
        "wayOfDelivery" way_of_delivery: Option<CodeName>,
        /// The recipient. Always written.
        "consignee" consignee: PostOrderConsignee,
        /// Whether and where an e-mail announces the delivery.
        "emailNotification" email_notification: Option<NotificationModel>,
        /// Whether and where a text message announces the delivery.
        "smsNotification" sms_notification: Option<NotificationModel>,
        /// Whether and where a call announces the delivery.
        "telephoneNotification" telephone_notification: Option<NotificationModel>,
        /// The carrier.
        "transporter" transporter: Option<PostOrderModelTransporter>,
        /// The carrier for goods that come back.
        "returnTransporter" return_transporter: Option<PostOrderModelReturnTransporter>,
        /// The lines.
        "orderLines" order_lines: Vec<PostOrderLine>,
        /// What customs asks for.
        "customsInfo" customs_info: Option<OrderCustomsInfoModel>,
        /// Id of a transport document that was prepared beforehand.
        "preparedTransportDocumentId" prepared_transport_document_id: Option<String>,
        /// Price of the freight.
        "freightPrice" freight_price: Option<Decimal>,
        /// Ongoing's id of the warehouse.
        "warehouseId" warehouse_id: Option<i32>,
        /// Classes.
        "classes" classes: Vec<PostOrderClass>,
        /// Terms of delivery, as an entry of a list.
        "termsOfDeliveryType" terms_of_delivery_type: Option<CodeName>,
        /// Price for the customer.
        "customerPrice" customer_price: Option<Decimal>,
        /// What is rarely needed.
        "advanced" advanced: Option<PostOrderModelAdvanced>,
        /// The recipient's own number for the order.
        "consigneeOrderNumber" consignee_order_number: Option<String>,
        /// An instruction for the warehouse.
        "warehouseInstruction" warehouse_instruction: Option<String>,
        /// The market place that it was sold on.
        "marketPlace" market_place: Option<MarketPlaceModel>,
        /// Priority when picking.
        "pickingPriority" picking_priority: Option<i32>,
        /// Code for production.
        "productionCode" production_code: Option<String>,
        /// Id of a bulk shipment at the carrier.
        "transporterBulkId" transporter_bulk_id: Option<String>,
        /// Address of the invoice.
        "invoiceUrl" invoice_url: Option<String>,
        /// Language, as a code.
        "languageCode" language_code: Option<String>,
    }

    /// A line of an order, as it is written.
    pub struct PostOrderLine {
        /// The number that the line has in the system it comes from, unique in the order. Always written.
        "rowNumber" row_number: String,
        /// With this number. Always written.
        "articleNumber" article_number: String,
        /// Quantity. Always written.
        "numberOfItems" number_of_items: Decimal,
        /// A comment.
        "comment" comment: Option<String>,
        /// Whether the line is picked; fees are not.
        "shouldBePicked" should_be_picked: Option<bool>,
        /// Serial number.
        "serialNumber" serial_number: Option<String>,
        /// Value of the whole line for customs.
        "lineTotalCustomsValue" line_total_customs_value: Option<Decimal>,
        /// Batch.
        "batchNumber" batch_number: Option<String>,
        /// Type of line.
        "lineType" line_type: Option<CodeName>,
        /// Prices.
        "prices" prices: Option<PostOrderLinePrices>,
        /// The customer's number for the article.
        "customerArticleNumber" customer_article_number: Option<String>,
        /// An instruction for the warehouse.
        "warehouseInstruction" warehouse_instruction: Option<String>,
        /// A second, external id of the line.
        "externalId" external_id: Option<String>,
        /// Status of the item in stock.
        "articleItemStatus" article_item_status: Option<CodeName>,
        /// Values whose meaning the company chooses.
        "lineFreeValues" line_free_values: Option<OrderLineFreeValuesModel>,
        /// Days until it expires, at least.
        "minDaysToExpiryDate" min_days_to_expiry_date: Option<i32>,
        /// Days until it expires, at most.
        "maxDaysToExpiryDate" max_days_to_expiry_date: Option<i32>,
        /// When to deliver.
        "deliveryDate" delivery_date: Option<XsDateTime>,
        /// Value-added tax.
        "vat" vat: Option<PostOrderLineVat>,
        /// Weight, in kilograms.
        "weight" weight: Option<Decimal>,
        /// Weight at least, in kilograms.
        "minWeight" min_weight: Option<Decimal>,
        /// Weight at most, in kilograms.
        "maxWeight" max_weight: Option<Decimal>,
    }

    /// The prices of an order's line, as they are written.
    pub struct PostOrderLinePrices {
        /// Price of the line.
        "linePrice" line_price: Option<Decimal>,
        /// Price of the line for the customer.
        "customerLinePrice" customer_line_price: Option<Decimal>,
        /// Currency, as an ISO 4217 code.
        "currencyCode" currency_code: Option<String>,
        /// Discount in per cent.
        "discountPercentage" discount_percentage: Option<Decimal>,
        /// Value-added tax of the line.
        "totalVat" total_vat: Option<Decimal>,
    }

    /// Values of an order's line whose meaning the company chooses.
    pub struct OrderLineFreeValuesModel("GetOrderLineFreeValues", "PostOrderLineLineFreeValues") {
        /// First free text.
        "freeText1" free_text1: Option<String>,
        /// First free number.
        "freeDecimal1" free_decimal1: Option<Decimal>,
    }

    /// The value-added tax of an order's line, as it is written.
    pub struct PostOrderLineVat {
        /// Code. Always written.
        "code" code: String,
        /// In per cent. Always written.
        "percent" percent: Decimal,
    }

    /// What customs asks for about an order.
    pub struct OrderCustomsInfoModel("GetOrderInfoCustomsInfo", "PostOrderModelCustomsInfo") {
        /// Currency of the values for customs, as an ISO 4217 code.
        "customsValueCurrencyCode" customs_value_currency_code: Option<String>,
    }

    /// A class of an order, as it is written.
    pub struct PostOrderClass {
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Whether it proposes a type of parcel.
        "isParcelTypeSuggestion" is_parcel_type_suggestion: Option<bool>,
    }

    /// What is rarely needed of an order, as it is written.
    pub struct PostOrderModelAdvanced {
        /// Lines that are only text.
        "orderTextLines" order_text_lines: Vec<PostOrderTextLine>,
        /// Latest arrival at the recipient.
        "arrivalDate" arrival_date: Option<XsDateTime>,
        /// Way of delivery, as free text.
        "wayOfDeliveryString" way_of_delivery_string: Option<String>,
        /// The carrier's number for it.
        "transporterOrderNumber" transporter_order_number: Option<String>,
        /// Number of the invoice.
        "invoiceNumber" invoice_number: Option<String>,
        /// Earliest arrival at the recipient.
        "arrivalDateFrom" arrival_date_from: Option<XsDateTime>,
        /// Terms of payment, as free text.
        "termsOfPaymentString" terms_of_payment_string: Option<String>,
        /// Terms of delivery, as free text.
        "termsOfDeliveryString" terms_of_delivery_string: Option<String>,
        /// A free text on the communication.
        "communication" communication: Option<String>,
    }

    /// A line of an order that is only text, as it is written.
    pub struct PostOrderTextLine {
        /// The number that the line has in the system it comes from, unique in the order. Always written.
        "rowNumber" row_number: String,
        /// A comment.
        "comment" comment: Option<String>,
        /// Quantity. Always written.
        "numberOfItems" number_of_items: Decimal,
    }

    /// The market place that an order was sold on.
    pub struct MarketPlaceModel("GetOrderInfoMarketPlace", "PostOrderModelMarketPlace") {
        /// The market place that it was sold on.
        "marketPlace" market_place: Option<String>,
        /// The market place's number for the order.
        "marketPlaceOrderNumber" market_place_order_number: Option<String>,
    }

    /// What the service answers to orders.
    #[non_exhaustive]
    pub struct PostOrderResponse {
        /// Ongoing's id of the order.
        "orderId" order_id: Option<OrderId>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }
}
