//! What the ERP must be asked for: it leaves every property out that the request does not name.

/// Of a product, for [`article`](crate::article) and [`ProductFacts`](crate::ProductFacts). Not `Stock`: our own stock
/// writes would look like changes of the article.
pub const PRODUCT_PROPERTIES: &[&str] = &[
    "Id",
    "No",
    "Name",
    "Description",
    "EAN1",
    "Weight",
    "StatusId",
    "StockControlled",
    "CategoryId",
    "SupplierId",
];

/// Of a product, for the stock balance.
pub const STOCK_PROPERTIES: &[&str] = &["Id", "No", "Stock", "StatusId", "StockControlled", "CategoryId"];

/// Of an order, for [`order`](crate::order).
pub const ORDER_PROPERTIES: &[&str] = &[
    "OrderId",
    "OrderStatus",
    "DateOrdered",
    "DateChanged",
    "CustomerId",
    "CustomerName",
    "CustomerDeliveryId",
    "CustomerDeliveryName",
    "CustomerDeliveryPhone",
    "InvoiceEmailAddress",
    "Addresses",
    "DeliveryDate",
    "DeliveryMethod",
    "ReferenceNumber",
    "YourReference",
    "InvoiceTitle",
    "InvoiceRows",
];

/// Of an order's rows, for [`order`](crate::order).
pub const ROW_PROPERTIES: &[&str] = &["RowId", "Type", "ProductId", "Quantity", "SequenceNumber", "Name"];

/// Of an order, besides, if lines carry prices.
pub const ORDER_PRICE_PROPERTIES: &[&str] = &["Currency"];

/// Of an order's rows, besides, if lines carry prices.
pub const ROW_PRICE_PROPERTIES: &[&str] = &["Price", "DiscountRate"];

/// Of an order, for [`compare_shipment`](crate::compare_shipment).
pub const SHIPMENT_ORDER_PROPERTIES: &[&str] = &["OrderId", "InvoiceRows"];

/// Of an order's rows, for [`compare_shipment`](crate::compare_shipment) and [`delivered_rows`](crate::delivered_rows).
pub const SHIPMENT_ROW_PROPERTIES: &[&str] = &["RowId", "Type", "ProductId", "Quantity", "SequenceNumber"];

/// Of an order's rows besides, for [`delivered_quantities`](crate::delivered_quantities).
pub const DELIVERED_ROW_PROPERTIES: &[&str] = &["QuantityDelivered", "QuantityRest"];

/// Of an order, for [`rest_order`](crate::rest_order).
pub const REST_ORDER_PROPERTIES: &[&str] = &[
    "OrderId",
    "OrderStatus",
    "CustomerId",
    "CustomerDeliveryId",
    "CustomerName",
    "CustomerDeliveryName",
    "CustomerDeliveryPhone",
    "CustomerOrgNo",
    "GLNNumber",
    "InvoiceEmailAddress",
    "Addresses",
    "YourReference",
    "OurReference",
    "ReferenceNumber",
    "InvoiceTitle",
    "InvoiceText",
    "DeliveryDate",
    "DeliveryMethod",
    "DeliveryAlternative",
    "ProjectId",
    "DepartmentId",
    "ProductionManagerId",
    "SalesOpportunityId",
    "TypeOfSaleId",
    "UserDefinedDimensions",
    "PaymentTime",
    "PaymentMethodId",
    "IncludeVAT",
    "Currency",
    "Distributor",
    "DistributionMethod",
    "InvoiceTemplateId",
    "SendToFactoring",
    "SkipStock",
    "InvoiceRows",
];

/// Of an order's rows, for [`rest_order`](crate::rest_order).
pub const REST_ROW_PROPERTIES: &[&str] = &[
    "RowId",
    "Type",
    "ProductId",
    "Quantity",
    "SequenceNumber",
    "Name",
    "Price",
    "DiscountRate",
    "Cost",
    "InPrice",
    "TypeGroupId",
    "TaxSettings",
    "AccountProject",
    "ProjectId",
    "DepartmentId",
    "UserDefinedDimensions",
    "Hidden",
];

/// Of an order that may be a credit, to see what it credits.
pub const CREDIT_ORDER_PROPERTIES: &[&str] =
    &["OrderId", "CustomerId", "OrderStatus", "ExternalStatus", "ReferenceOrderId", "InvoiceRows"];

/// Of its rows.
pub const CREDIT_ROW_PROPERTIES: &[&str] = &["RowId", "ProductId", "Quantity"];

/// Of a company, for the phone numbers and e-mail addresses that an order lacks.
pub const COMPANY_PROPERTIES: &[&str] = &["Id", "PhoneNumbers", "EmailAddresses"];

/// Of a company, for [`supplier`](crate::supplier).
pub const SUPPLIER_PROPERTIES: &[&str] = &["Id", "Type", "Name", "Addresses"];
