//! The elements that are measured: a product of 30 fields, an order of 55, a row of 26, as an ERP's service has them.

use asmx_soap::{Effect, Operation, XsDateTime, element, enumeration, newtype};
use rust_decimal::Decimal;
use uuid::Uuid;

pub(crate) const NAMESPACE: &str = "http://example.com/webservices";

newtype! {
    pub struct Id(i32);
}

enumeration! {
    pub enum OrderStatus { Web, Draft, Offer, Confirmed, ForInvoicing, Invoiced }
    pub enum RowType { Normal, Text, TextBold }
    pub enum ChangeState { None, Add, Edit, Delete }
    pub enum Distributor { Default, Manual }
    pub enum DistributionMethod { Unchanged, Print, EMail, ElectronicInvoice }
}

element! {
    pub struct Product in NAMESPACE {
        "CashPriceIncTax" cash_price_inc_tax: Option<f64>,
        "WebPrice" web_price: Option<Decimal>,
        "SupplierId" supplier_id: Option<Id>,
        "Id" id: Option<Id>,
        "Name" name: Option<String>,
        "TaxRate" tax_rate: Option<Decimal>,
        "Stock" stock: Option<Decimal>,
        "StatusId" status_id: Option<i32>,
        "CategoryId" category_id: Option<i32>,
        "PriceGroupID" price_group_id: Option<i32>,
        "InPrice" in_price: Option<Decimal>,
        "Description" description: Option<String>,
        "DescriptionLong" description_long: Option<String>,
        "Cost" cost: Option<Decimal>,
        "EAN1" ean1: Option<String>,
        "Price" price: Option<Decimal>,
        "No" no: Option<String>,
        "DateChanged" date_changed: Option<XsDateTime>,
        "APIException" api_exception: Option<ItemError>,
        "Weight" weight: Option<Decimal>,
        "MinimumStock" minimum_stock: Option<Decimal>,
        "OrderProposal" order_proposal: Option<Decimal>,
        "StockLocation" stock_location: Option<String>,
        "SupplierProductCode" supplier_product_code: Option<String>,
        "SupplierProductName" supplier_product_name: Option<String>,
        "Web" web: Option<bool>,
        "ProductCode" product_code: Option<String>,
        "StockControlled" stock_controlled: Option<bool>,
        "NewOffer" new_offer: Option<bool>,
        "NewProduct" new_product: Option<bool>,
    }

    pub struct ItemError in NAMESPACE {
        "Type" kind: Option<String>,
        "Message" message: Option<String>,
        "StackTrace" stack_trace: Option<String>,
    }

    pub struct Order in NAMESPACE {
        "OrderId" order_id: Option<Id>,
        "CustomerId" customer_id: Option<Id>,
        "CustomerName" customer_name: Option<String>,
        "CustomerDeliveryName" customer_delivery_name: Option<String>,
        "CustomerDeliveryPhone" customer_delivery_phone: Option<String>,
        "Addresses" addresses: Option<Addresses>,
        "OrderStatus" order_status: Option<OrderStatus> = OrderStatus::Web,
        "InvoiceId" invoice_id: Option<Id>,
        "DateOrdered" date_ordered: Option<XsDateTime>,
        "DateInvoiced" date_invoiced: Option<XsDateTime>,
        "DateChanged" date_changed: Option<XsDateTime>,
        "PaymentTime" payment_time: Option<i32>,
        "CustomerReferenceNo" customer_reference_no: Option<String>,
        "ProjectId" project_id: Option<i32>,
        "OurReference" our_reference: Option<i32>,
        "IncludeVAT" include_vat: Option<bool>,
        "YourReference" your_reference: Option<String>,
        "OrderTotalIncVat" order_total_inc_vat: Option<Decimal>,
        "OrderTotalVat" order_total_vat: Option<Decimal>,
        "InvoiceTitle" invoice_title: Option<String>,
        "InvoiceText" invoice_text: Option<String>,
        "Paid" paid: Option<XsDateTime>,
        "OCR" ocr: Option<String>,
        "CustomerOrgNo" customer_org_no: Option<String>,
        "Currency" currency: Option<Currency>,
        "PaymentMethodId" payment_method_id: Option<i32>,
        "PaymentAmount" payment_amount: Option<Decimal>,
        "ProductionManagerId" production_manager_id: Option<i32>,
        "SalesOpportunityId" sales_opportunity_id: Option<i32>,
        "TypeOfSaleId" type_of_sale_id: Option<i32>,
        "Distributor" distributor: Option<Distributor> = Distributor::Default,
        "DistributionMethod" distribution_method: Option<DistributionMethod> = DistributionMethod::Unchanged,
        "DepartmentId" department_id: Option<i32>,
        "ExternalStatus" external_status: Option<i32>,
        "InvoiceEmailAddress" invoice_email_address: Option<String>,
        "InvoiceRows"/"InvoiceRow" invoice_rows: Vec<Row>,
        "APIException" api_exception: Option<ItemError>,
        "ProductionNumber" production_number: Option<String>,
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        "ReferenceInvoiceId" reference_invoice_id: Option<Id>,
        "ReferenceOrderId" reference_order_id: Option<Id>,
        "ReferenceNumber" reference_number: Option<String>,
        "SkipStock" skip_stock: Option<bool> = false,
        "AccrualDate" accrual_date: Option<XsDateTime>,
        "AccrualLength" accrual_length: Option<i32>,
        "RoundFactor" round_factor: Option<Decimal>,
        "InvoiceTemplateId" invoice_template_id: Option<Uuid>,
        "VippsNumber" vipps_number: Option<String>,
        "DeliveryMethod" delivery_method: Option<DeliveryMethod>,
        "DeliveryAlternative" delivery_alternative: Option<String>,
        "SendToFactoring" send_to_factoring: Option<bool>,
        "Commission" commission: Option<Decimal>,
        "UserDefinedDimensions"/"UserDefinedDimension" user_defined_dimensions: Vec<UserDefinedDimension>,
        "GLNNumber" gln_number: Option<String>,
        "CustomerDeliveryId" customer_delivery_id: Option<Id>,
    }

    pub struct Row in NAMESPACE {
        "ProductId" product_id: Option<Id>,
        "RowId" row_id: Option<Id>,
        "VatRate" vat_rate: Option<Decimal>,
        "Price" price: Option<Decimal>,
        "Name" name: Option<String>,
        "DiscountRate" discount_rate: Option<Decimal>,
        "Quantity" quantity: Option<Decimal>,
        "QuantityDelivered" quantity_delivered: Option<Decimal>,
        "QuantityOrdered" quantity_ordered: Option<Decimal>,
        "QuantityRest" quantity_rest: Option<Decimal>,
        "Cost" cost: Option<Decimal>,
        "ChangeState" change_state: Option<ChangeState> = ChangeState::None,
        "TypeGroupId" type_group_id: Option<i32>,
        "SequenceNumber" sequence_number: Option<i16>,
        "Hidden" hidden: Option<bool> = false,
        "Type" kind: Option<RowType> = RowType::Normal,
        "InPrice" in_price: Option<Decimal>,
        "AccrualDate" accrual_date: Option<XsDateTime>,
        "AccrualLength" accrual_length: Option<i32>,
        "AccountProject" account_project: Option<bool>,
        "ProjectId" project_id: Option<i32>,
        "DepartmentId" department_id: Option<i32>,
        "ProductNo" product_no: Option<String>,
        "TaxSettings" tax_settings: Option<TaxSettings>,
        "UserDefinedDimensions"/"UserDefinedDimension" user_defined_dimensions: Vec<UserDefinedDimension>,
        "SerialNumber" serial_number: Option<String>,
    }

    pub struct Addresses in NAMESPACE {
        "Post" post: Option<Address>,
        "Delivery" delivery: Option<Address>,
        "Visit" visit: Option<Address>,
        "Invoice" invoice: Option<Address>,
    }

    pub struct Address in NAMESPACE {
        "Street" street: Option<String>,
        "State" state: Option<String>,
        "PostalCode" postal_code: Option<String>,
        "PostalArea" postal_area: Option<String>,
        "Name" name: Option<String>,
        "City" city: Option<String>,
        "Country" country: Option<String>,
    }

    pub struct Currency in NAMESPACE {
        "Rate" rate: Option<Decimal> = Decimal::ONE,
        "Unit" unit: Option<i16> = 1,
        "Symbol" symbol: Option<String>,
    }

    pub struct DeliveryMethod in NAMESPACE {
        "Id" id: Option<i32>,
        "Description" description: Option<String>,
    }

    pub struct TaxSettings in NAMESPACE {
        "TaxAccount" tax_account: Option<i32>,
        "TaxCode" tax_code: Option<i32>,
        "TaxRate" tax_rate: Option<Decimal>,
    }

    pub struct UserDefinedDimension in NAMESPACE {
        "TypeId" type_id: Option<i32>,
        "Name" name: Option<String>,
        "Value" value: Option<String>,
    }

    pub struct GetProducts in NAMESPACE {
        "ChangedAfter" changed_after: Option<XsDateTime>,
    }

    pub struct GetOrders in NAMESPACE {
        "ChangedAfter" changed_after: Option<XsDateTime>,
    }

    pub struct SaveProducts in NAMESPACE {
        "products"/"Product" products: Vec<Product>,
    }
}

impl Operation for GetProducts {
    type Item = Product;
    const RESULT: &'static [&'static str] = &["GetProductsResult"];
    const ITEM: &'static str = "Product";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for GetOrders {
    type Item = Order;
    const RESULT: &'static [&'static str] = &["GetOrdersResult"];
    const ITEM: &'static str = "Order";
    const EFFECT: Effect = Effect::Read;
}

impl Operation for SaveProducts {
    type Item = Product;
    const RESULT: &'static [&'static str] = &["SaveProductsResult"];
    const ITEM: &'static str = "Product";
    const EFFECT: Effect = Effect::Idempotent;
}
