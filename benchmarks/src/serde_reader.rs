//! The same records read by quick-xml's serde layer, as one would write it down by hand. It checks less: no namespaces,
//! no sizes, no depth, and a sentinel stays the number that it looks like.

use std::fmt;
use std::marker::PhantomData;

use chrono::NaiveDateTime;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, SeqAccess, Visitor};
use uuid::Uuid;

/// An answer of either operation.
#[derive(Debug, Deserialize)]
pub struct Answer<T> {
    #[serde(rename = "Body")]
    body: Body<T>,
}

#[derive(Debug, Deserialize)]
struct Body<T> {
    #[serde(rename = "GetProductsResponse", alias = "GetInvoicesResponse")]
    response: Response<T>,
}

#[derive(Debug, Deserialize)]
struct Response<T> {
    #[serde(rename = "GetProductsResult", alias = "GetInvoicesResult")]
    result: List<T>,
}

#[derive(Debug, Deserialize)]
struct List<T> {
    #[serde(rename = "Product", alias = "InvoiceOrder")]
    items: T,
}

impl<T: Items> Answer<T> {
    /// What was read.
    pub fn into_items(self) -> T {
        self.body.response.result.items
    }
}

/// Records that were read.
pub trait Items: DeserializeOwned {
    /// How many.
    fn count(&self) -> usize;
}

impl<T: DeserializeOwned> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }
}

/// Records of which each is dropped when it was read: the nearest to a stream that serde has.
pub struct Dropped<T> {
    count: usize,
    of: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Dropped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Dropped").field(&self.count).finish()
    }
}

impl<T: DeserializeOwned> Items for Dropped<T> {
    fn count(&self) -> usize {
        self.count
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Dropped<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each<T>(PhantomData<fn() -> T>);

        impl<'de, T: DeserializeOwned> Visitor<'de> for Each<T> {
            type Value = Dropped<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("records")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<Dropped<T>, A::Error> {
                let mut count = 0;
                while let Some(record) = records.next_element::<T>()? {
                    drop(std::hint::black_box(record));
                    count += 1;
                }
                Ok(Dropped { count, of: PhantomData })
            }
        }

        from.deserialize_seq(Each(PhantomData))
    }
}

macro_rules! words {
    ($($name:ident { $($word:ident),* $(,)? })*) => { $(
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
        #[expect(missing_docs, reason = "the vendor's words, documented in twentyfour-client")]
        pub enum $name { $($word),* }
    )* };
}

words! {
    OrderSlipStateType { Web, Draft, Offer, Confirmed, ForInvoicing, Invoiced }
    RowType { Normal, Text, TextBold }
    ChangeState { None, Add, Edit, Delete }
    Distributor { Default, Manual, Auto }
    DistributionMethod { Unchanged, Print, EMail, ElectronicInvoice }
}

macro_rules! records {
    ($($name:ident { $($element:literal $field:ident: $type:ty,)* })*) => { $(
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        #[expect(missing_docs, reason = "the vendor's elements, documented in twentyfour-client")]
        pub struct $name { $(
            #[serde(rename = $element)]
            pub $field: Option<$type>,
        )* }
    )* };
}

macro_rules! lists {
    ($($name:ident of $element:literal $type:ty,)*) => { $(
        /// A list in a wrapper.
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        pub struct $name {
            /// What is in it.
            #[serde(rename = $element, default)]
            pub items: Vec<$type>,
        }
    )* };
}

lists! {
    InvoiceRows of "InvoiceRow" InvoiceRow,
    UserDefinedDimensions of "UserDefinedDimension" UserDefinedDimension,
}

records! {
    Product {
        "CashPriceIncTax" cash_price_inc_tax: f64,
        "WebPrice" web_price: Decimal,
        "SupplierId" supplier_id: i32,
        "Id" id: i32,
        "Name" name: String,
        "TaxRate" tax_rate: Decimal,
        "Stock" stock: Decimal,
        "StatusId" status_id: i32,
        "CategoryId" category_id: i32,
        "PriceGroupID" price_group_id: i32,
        "InPrice" in_price: Decimal,
        "Description" description: String,
        "DescriptionLong" description_long: String,
        "Cost" cost: Decimal,
        "EAN1" ean1: String,
        "Price" price: Decimal,
        "No" no: String,
        "DateChanged" date_changed: NaiveDateTime,
        "APIException" api_exception: APIException,
        "Weight" weight: Decimal,
        "MinimumStock" minimum_stock: Decimal,
        "OrderProposal" order_proposal: Decimal,
        "StockLocation" stock_location: String,
        "SupplierProductCode" supplier_product_code: String,
        "SupplierProductName" supplier_product_name: String,
        "Web" web: bool,
        "ProductCode" product_code: String,
        "StockControlled" stock_controlled: bool,
        "NewOffer" new_offer: bool,
        "NewProduct" new_product: bool,
    }

    APIException {
        "Type" kind: String,
        "Message" message: String,
        "StackTrace" stack_trace: String,
    }

    InvoiceOrder {
        "OrderId" order_id: i32,
        "CustomerId" customer_id: i32,
        "CustomerName" customer_name: String,
        "CustomerDeliveryName" customer_delivery_name: String,
        "CustomerDeliveryPhone" customer_delivery_phone: String,
        "Addresses" addresses: Addresses,
        "OrderStatus" order_status: OrderSlipStateType,
        "InvoiceId" invoice_id: i32,
        "DateOrdered" date_ordered: NaiveDateTime,
        "DateInvoiced" date_invoiced: NaiveDateTime,
        "DateChanged" date_changed: NaiveDateTime,
        "PaymentTime" payment_time: i32,
        "CustomerReferenceNo" customer_reference_no: String,
        "ProjectId" project_id: i32,
        "OurReference" our_reference: i32,
        "IncludeVAT" include_vat: bool,
        "YourReference" your_reference: String,
        "OrderTotalIncVat" order_total_inc_vat: Decimal,
        "OrderTotalVat" order_total_vat: Decimal,
        "InvoiceTitle" invoice_title: String,
        "InvoiceText" invoice_text: String,
        "Paid" paid: NaiveDateTime,
        "OCR" ocr: String,
        "CustomerOrgNo" customer_org_no: String,
        "Currency" currency: Currency,
        "PaymentMethodId" payment_method_id: i32,
        "PaymentAmount" payment_amount: Decimal,
        "ProductionManagerId" production_manager_id: i32,
        "SalesOpportunityId" sales_opportunity_id: i32,
        "TypeOfSaleId" type_of_sale_id: i32,
        "Distributor" distributor: Distributor,
        "DistributionMethod" distribution_method: DistributionMethod,
        "DepartmentId" department_id: i32,
        "ExternalStatus" external_status: i32,
        "InvoiceEmailAddress" invoice_email_address: String,
        "InvoiceRows" invoice_rows: InvoiceRows,
        "APIException" api_exception: APIException,
        "ProductionNumber" production_number: String,
        "DeliveryDate" delivery_date: NaiveDateTime,
        "ReferenceInvoiceId" reference_invoice_id: i32,
        "ReferenceOrderId" reference_order_id: i32,
        "ReferenceNumber" reference_number: String,
        "SkipStock" skip_stock: bool,
        "AccrualDate" accrual_date: NaiveDateTime,
        "AccrualLength" accrual_length: i32,
        "RoundFactor" round_factor: Decimal,
        "InvoiceTemplateId" invoice_template_id: Uuid,
        "VippsNumber" vipps_number: String,
        "DeliveryMethod" delivery_method: DeliveryMethod,
        "DeliveryAlternative" delivery_alternative: String,
        "SendToFactoring" send_to_factoring: bool,
        "Commission" commission: Decimal,
        "UserDefinedDimensions" user_defined_dimensions: UserDefinedDimensions,
        "GLNNumber" gln_number: String,
        "CustomerDeliveryId" customer_delivery_id: i32,
    }

    InvoiceRow {
        "ProductId" product_id: i32,
        "RowId" row_id: i32,
        "VatRate" vat_rate: Decimal,
        "Price" price: Decimal,
        "Name" name: String,
        "DiscountRate" discount_rate: Decimal,
        "Quantity" quantity: Decimal,
        "QuantityDelivered" quantity_delivered: Decimal,
        "QuantityOrdered" quantity_ordered: Decimal,
        "QuantityRest" quantity_rest: Decimal,
        "Cost" cost: Decimal,
        "ChangeState" change_state: ChangeState,
        "TypeGroupId" type_group_id: i32,
        "SequenceNumber" sequence_number: i16,
        "Hidden" hidden: bool,
        "Type" kind: RowType,
        "InPrice" in_price: Decimal,
        "AccrualDate" accrual_date: NaiveDateTime,
        "AccrualLength" accrual_length: i32,
        "AccountProject" account_project: bool,
        "ProjectId" project_id: i32,
        "DepartmentId" department_id: i32,
        "ProductNo" product_no: String,
        "TaxSettings" tax_settings: TaxSettings,
        "UserDefinedDimensions" user_defined_dimensions: UserDefinedDimensions,
        "SerialNumber" serial_number: String,
    }

    Addresses {
        "Post" post: Address,
        "Delivery" delivery: Address,
        "Visit" visit: Address,
        "Invoice" invoice: Address,
    }

    Address {
        "Street" street: String,
        "State" state: String,
        "PostalCode" postal_code: String,
        "PostalArea" postal_area: String,
        "Name" name: String,
        "City" city: String,
        "Country" country: String,
    }

    Currency {
        "Rate" rate: Decimal,
        "Unit" unit: i16,
        "Symbol" symbol: String,
    }

    DeliveryMethod {
        "Id" id: i32,
        "Description" description: String,
    }

    TaxSettings {
        "TaxAccount" tax_account: i32,
        "TaxCode" tax_code: i32,
        "TaxRate" tax_rate: Decimal,
    }

    UserDefinedDimension {
        "TypeId" type_id: i32,
        "Name" name: String,
        "Value" value: String,
    }
}
