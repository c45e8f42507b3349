//! Invoices of the warehouse to the goods owner.

use asmx_soap::XsDateTime;
use rust_decimal::Decimal;

use super::record::record;
use crate::model::{ArticleSystemId, InOrderId, InvoiceId, OrderId};
use crate::rest::model::{CodeModel, CodeName};

record! {
    /// An invoice of the warehouse to the goods owner.
    #[non_exhaustive]
    pub struct GetInvoiceModel {
        /// Whose goods.
        "goodsOwner" goods_owner: Option<GetInvoiceModelGoodsOwner>,
        /// The head.
        "invoiceInfo" invoice_info: Option<GetInvoiceModelInvoiceInfo>,
        /// What is charged.
        "invoiceCharges" invoice_charges: Vec<GetInvoiceCharge>,
    }

    /// Whom an invoice is for.
    #[non_exhaustive]
    pub struct GetInvoiceModelGoodsOwner {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Name.
        "name" name: Option<String>,
        /// Code for accounting.
        "financialCode" financial_code: Option<String>,
        /// Code of the place of the goods.
        "goodsLocationCode" goods_location_code: Option<String>,
        /// The goods owner's reference.
        "goodsOwnerReference" goods_owner_reference: Option<String>,
        /// Currency of its invoices, as an ISO 4217 code.
        "goodsOwnerInvoiceCurrencyCode" goods_owner_invoice_currency_code: Option<String>,
    }

    /// The head of an invoice.
    #[non_exhaustive]
    pub struct GetInvoiceModelInvoiceInfo {
        /// Number of the invoice.
        "invoiceNumber" invoice_number: Option<String>,
        /// Ongoing's id of the invoice.
        "invoiceId" invoice_id: Option<InvoiceId>,
        /// Title.
        "title" title: Option<String>,
        /// Date of the invoice.
        "invoiceDate" invoice_date: Option<XsDateTime>,
        /// First day that it charges for.
        "invoicePeriodStart" invoice_period_start: Option<XsDateTime>,
        /// Last day that it charges for.
        "invoicePeriodEnd" invoice_period_end: Option<XsDateTime>,
        /// Amount.
        "invoiceAmount" invoice_amount: Option<Decimal>,
        /// Only those that have, or have not, been exported to bookkeeping.
        "isExported" is_exported: Option<bool>,
        /// The payer's order number.
        "invoiceYourOrderNumber" invoice_your_order_number: Option<String>,
        /// The payer's reference.
        "invoiceYourReference" invoice_your_reference: Option<String>,
    }

    /// What an invoice charges, and for what.
    #[non_exhaustive]
    pub struct GetInvoiceCharge {
        /// Ongoing's id of the charge.
        "chargeId" charge_id: Option<i32>,
        /// Price.
        "price" price: Option<Decimal>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// Day of the work that is charged for.
        "actionDate" action_date: Option<XsDateTime>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Code of the profit centre.
        "profitCenterCode" profit_center_code: Option<String>,
        /// Number of the container.
        "container" container: Option<String>,
        /// What is charged for.
        "invoiceArticle" invoice_article: Option<GetInvoiceChargeInvoiceArticle>,
        /// The order that it is about.
        "orderContext" order_context: Option<GetInvoiceChargeOrderContext>,
        /// The purchase order that it is about.
        "purchaseOrderContext" purchase_order_context: Option<GetInvoiceChargePurchaseOrderContext>,
        /// The pallet that it is about.
        "palletItemContext" pallet_item_context: Option<GetInvoiceChargePalletItemContext>,
        /// The item in stock that it is about.
        "articleItemContext" article_item_context: Option<GetInvoiceChargeArticleItemContext>,
        /// The article that it is about.
        "articleContext" article_context: Option<GetInvoiceChargeArticleContext>,
        /// Ongoing's id of the profit centre.
        "profitCenterId" profit_center_id: Option<i32>,
        /// Name of the profit centre.
        "profitCenterName" profit_center_name: Option<String>,
    }

    /// What a charge is called.
    #[non_exhaustive]
    pub struct GetInvoiceChargeInvoiceArticle {
        /// Code.
        "code" code: Option<String>,
        /// Title.
        "title" title: Option<String>,
        /// Account for bookkeeping.
        "account" account: Option<String>,
        /// Ongoing's id.
        "id" id: Option<i32>,
    }

    /// The order that a charge is about.
    #[non_exhaustive]
    pub struct GetInvoiceChargeOrderContext {
        /// The recipient.
        "consignee" consignee: Option<GetInvoiceOrderContextConsignee>,
        /// Ongoing's id of the order.
        "orderId" order_id: Option<OrderId>,
        /// Order number, at most 50 characters, unique for a goods owner. The usual key.
        "orderNumber" order_number: Option<String>,
        /// When to deliver.
        "deliveryDate" delivery_date: Option<XsDateTime>,
        /// Reference number.
        "referenceNumber" reference_number: Option<String>,
        /// A remark for the staff.
        "remark" remark: Option<String>,
        /// Number of the waybill.
        "wayBill" way_bill: Option<String>,
        /// The carrier.
        "transporter" transporter: Option<CodeModel>,
        /// The carrier for goods that come back.
        "returnTransporter" return_transporter: Option<CodeModel>,
    }

    /// The recipient of an order that a charge is about.
    #[non_exhaustive]
    pub struct GetInvoiceOrderContextConsignee {
        /// Ongoing's id of the recipient.
        "consigneeId" consignee_id: Option<i32>,
        /// Name of the recipient.
        "name" name: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "countryCode" country_code: Option<String>,
        /// Postal code.
        "postCode" post_code: Option<String>,
    }

    /// The purchase order that a charge is about.
    #[non_exhaustive]
    pub struct GetInvoiceChargePurchaseOrderContext {
        /// Ongoing's id of the purchase order.
        "purchaseOrderId" purchase_order_id: Option<InOrderId>,
        /// Number of the purchase order, unique for a goods owner. The usual key.
        "purchaseOrderNumber" purchase_order_number: Option<String>,
    }

    /// The pallet that a charge is about.
    #[non_exhaustive]
    pub struct GetInvoiceChargePalletItemContext {
        /// Ongoing's id of the parcel.
        "parcelId" parcel_id: Option<i32>,
    }

    /// The item in stock that a charge is about.
    #[non_exhaustive]
    pub struct GetInvoiceChargeArticleItemContext {
        /// Ongoing's id of the item in stock.
        "articleItemId" article_item_id: Option<i32>,
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// Serial number that was scanned.
        "scannedSerial" scanned_serial: Option<String>,
    }

    /// The article that a charge is about.
    #[non_exhaustive]
    pub struct GetInvoiceChargeArticleContext {
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
    }

    /// What the warehouse charges for an order.
    #[non_exhaustive]
    pub struct GetOrderInvoiceChargeModel {
        /// Ongoing's id of the invoice.
        "invoiceId" invoice_id: Option<InvoiceId>,
        /// Ongoing's id of the charge.
        "chargeId" charge_id: Option<i32>,
        /// Price.
        "price" price: Option<Decimal>,
        /// Quantity.
        "numberOfItems" number_of_items: Option<Decimal>,
        /// Day of the work that is charged for.
        "actionDate" action_date: Option<XsDateTime>,
        /// A comment.
        "comment" comment: Option<String>,
        /// Profit centre.
        "profitCenter" profit_center: Option<CodeName>,
        /// What is charged for.
        "invoiceArticle" invoice_article: Option<GetOrderInvoiceChargeModelInvoiceArticle>,
    }

    /// What a charge for an order is called.
    #[non_exhaustive]
    pub struct GetOrderInvoiceChargeModelInvoiceArticle {
        /// Ongoing's id of it.
        "invoiceArticleId" invoice_article_id: Option<i32>,
        /// Code.
        "code" code: Option<String>,
        /// Title.
        "title" title: Option<String>,
        /// Account for bookkeeping.
        "account" account: Option<String>,
    }
}
