//! Invoices of the warehouse, as they are read.

use asmx_soap::{XsDateTime, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{GoodsOwner, InvoiceId, OrderId, ShipmentId};

element! {
    /// Which invoices to read: those that all of the filters let through.
    pub struct GetInvoicesQuery in NAMESPACE {
        /// Whether each invoice includes its rows. Always written.
        "GetInvoiceRows" get_invoice_rows: bool,
        /// Of this day or later.
        "InvoiceDateFrom" invoice_date_from: Option<XsDateTime>,
        /// Of this day or earlier.
        "InvoiceDateTo" invoice_date_to: Option<XsDateTime>,
        /// With one of these of Ongoing's ids.
        "GetInvoiceId"/"int" get_invoice_id: Vec<InvoiceId>,
    }

    /// An invoice of the warehouse to a goods owner, for its own services.
    #[non_exhaustive]
    pub struct Invoice in NAMESPACE {
        /// Whose invoice.
        "GoodsOwner" goods_owner: Option<GoodsOwner>,
        /// The rows.
        "InvoiceRows"/"InvoiceRow" invoice_rows: Vec<InvoiceRow>,
        /// Number of the invoice.
        "InvoiceNumber" invoice_number: Option<String>,
        /// Ongoing's id of the invoice.
        "InvoiceId" invoice_id: Option<InvoiceId>,
        /// Title.
        "Title" title: Option<String>,
        /// Date of the invoice.
        "InvoiceDate" invoice_date: Option<XsDateTime>,
        /// First day that it charges for.
        "InvoicePeriodStart" invoice_period_start: Option<XsDateTime>,
        /// Last day that it charges for.
        "InvoicePeriodEnd" invoice_period_end: Option<XsDateTime>,
        /// Amount.
        "InvoiceAmount" invoice_amount: Option<Decimal>,
        /// Whether it was exported to bookkeeping.
        "IsExported" is_exported: Option<bool>,
        /// Ongoing's id of the shipment.
        "ShipmentId" shipment_id: Option<ShipmentId>,
        /// The payer's order number.
        "InvoiceYourOrderNumber" invoice_your_order_number: Option<String>,
        /// The payer's reference.
        "InvoiceYourReference" invoice_your_reference: Option<String>,
        /// Ongoing's id of the payer.
        "PayerOrganisationId" payer_organisation_id: Option<i32>,
    }

    /// A row of an invoice.
    #[non_exhaustive]
    pub struct InvoiceRow in NAMESPACE {
        /// Ongoing's id of the row.
        "InvoiceRowId" invoice_row_id: Option<i32>,
        /// Price of the row.
        "Price" price: Option<Decimal>,
        /// Price of one unit.
        "UnitPrice" unit_price: Option<Decimal>,
        /// Currency.
        "Currency" currency: Option<String>,
        /// Whether it is not final.
        "IsTentative" is_tentative: Option<bool>,
        /// Whether it is for statistics only.
        "IStatistics" is_statistics: Option<bool>,
        /// Whether it was computed by a formula.
        "IsFormula" is_formula: Option<bool>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Batch or container that it is about.
        "ContainerBatch" container_batch: Option<String>,
        /// Day of the work that is charged for.
        "ActionDate" action_date: Option<XsDateTime>,
        /// Reference.
        "RowReference" row_reference: Option<String>,
        /// A comment.
        "RowComment" row_comment: Option<String>,
        /// Title of the profit centre. (The vendor's spelling.)
        "ProiftCenterTitle" profit_center_title: Option<String>,
        /// Code of the profit centre. (The vendor's spelling.)
        "ProiftCenterCode" profit_center_code: Option<String>,
        /// Order number.
        "OrderNumber" order_number: Option<String>,
        /// Name of the order's recipient.
        "OrderConsigneeName" order_consignee_name: Option<String>,
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
        /// Ongoing's id of the order's recipient.
        "OrderConsigneeId" order_consignee_id: Option<i32>,
        /// Delivery date of the order.
        "OrderDeliveryDate" order_delivery_date: Option<XsDateTime>,
        /// Reference number of the order.
        "OrderReferenceNumber" order_reference_number: Option<String>,
        /// Country of the order's recipient.
        "OrderConsigneeCountryName" order_consignee_country_name: Option<String>,
        /// Country code of the order's recipient.
        "OrderConsigneeCountryCode" order_consignee_country_code: Option<String>,
        /// All that the order is charged.
        "TotalOrderCharges" total_order_charges: Option<Decimal>,
        /// Postal code of the order's recipient.
        "OrderConsigneePostCode" order_consignee_post_code: Option<String>,
        /// A remark for the staff.
        "OrderRemark" order_remark: Option<String>,
        /// Waybill of the order.
        "OrderWaybill" order_waybill: Option<String>,
        /// Carrier of the order.
        "OrderTransporterName" order_transporter_name: Option<String>,
        /// The id that the row has in another system.
        "ExternalInvoiceRowId" external_invoice_row_id: Option<String>,
        /// What is charged for.
        "InvoiceArticle" invoice_article: Option<InvoiceArticle>,
        /// Whether it counts as income that was computed.
        "IsCalculatedIncome" is_calculated_income: Option<bool>,
    }

    /// What an invoice charges for.
    #[non_exhaustive]
    pub struct InvoiceArticle in NAMESPACE {
        /// Code.
        "Code" code: Option<String>,
        /// What it is called.
        "Title" title: Option<String>,
        /// Account for bookkeeping.
        "Account" account: Option<String>,
    }
}

impl GetInvoicesQuery {
    /// Invoices of these days, both included, with their rows.
    pub fn between(from: impl Into<XsDateTime>, to: impl Into<XsDateTime>) -> Self {
        Self {
            get_invoice_rows: true,
            invoice_date_from: Some(from.into()),
            invoice_date_to: Some(to.into()),
            ..Self::default()
        }
    }
}
