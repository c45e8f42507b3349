//! Types of the invoice service.

use asmx_soap::{XsDateTime, element, enumeration};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// `InvoiceSyncParameters`.
    pub struct InvoiceSyncParameters in NAMESPACE {
        /// Changed after.
        "ChangedAfter" changed_after: Option<XsDateTime>,
        /// Registered after.
        "RegisteredAfter" registered_after: XsDateTime,
    }

    /// `InvoiceSearchParameters`.
    pub struct InvoiceSearchParameters in NAMESPACE {
        /// Customer ids.
        "CustomerIds"/"int" customer_ids: Vec<CompanyId>,
        /// Changed after.
        "ChangedAfter" changed_after: Option<XsDateTime>,
        /// Order states.
        "OrderStates"/"OrderSlipStateType" order_states: Vec<OrderSlipStateType>,
        /// Invoice ids.
        "InvoiceIds"/"int" invoice_ids: Vec<InvoiceId>,
        /// Order ids.
        "OrderIds"/"int" order_ids: Vec<OrderId>,
        /// External status.
        "ExternalStatus"/"int" external_status: Vec<i32>,
    }

    /// `InvoiceOrder`.
    #[non_exhaustive]
    pub struct InvoiceOrder in NAMESPACE {
        /// Order id.
        "OrderId" order_id: Option<OrderId>,
        /// Customer id.
        "CustomerId" customer_id: Option<CompanyId>,
        /// Customer name.
        "CustomerName" customer_name: Option<String>,
        /// Customer delivery name.
        "CustomerDeliveryName" customer_delivery_name: Option<String>,
        /// Customer delivery phone.
        "CustomerDeliveryPhone" customer_delivery_phone: Option<String>,
        /// Addresses.
        "Addresses" addresses: Option<Addresses>,
        /// Order status.
        "OrderStatus" order_status: Option<OrderSlipStateType> = OrderSlipStateType::Web,
        /// Invoice id.
        "InvoiceId" invoice_id: Option<InvoiceId>,
        /// Date ordered.
        "DateOrdered" date_ordered: Option<XsDateTime>,
        /// Date invoiced.
        "DateInvoiced" date_invoiced: Option<XsDateTime>,
        /// Date changed.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// Payment time.
        "PaymentTime" payment_time: Option<i32>,
        /// Customer reference no.
        "CustomerReferenceNo" customer_reference_no: Option<String>,
        /// Project id.
        "ProjectId" project_id: Option<i32>,
        /// Our reference.
        "OurReference" our_reference: Option<i32>,
        /// Include vat.
        "IncludeVAT" include_vat: Option<bool>,
        /// Your reference.
        "YourReference" your_reference: Option<String>,
        /// Order total inc vat.
        "OrderTotalIncVat" order_total_inc_vat: Option<Decimal>,
        /// Order total vat.
        "OrderTotalVat" order_total_vat: Option<Decimal>,
        /// Invoice title.
        "InvoiceTitle" invoice_title: Option<String>,
        /// Invoice text.
        "InvoiceText" invoice_text: Option<String>,
        /// Paid.
        "Paid" paid: Option<XsDateTime>,
        /// Ocr.
        "OCR" ocr: Option<String>,
        /// Customer org no.
        "CustomerOrgNo" customer_org_no: Option<String>,
        /// Currency.
        "Currency" currency: Option<Currency>,
        /// Payment method id.
        "PaymentMethodId" payment_method_id: Option<i32>,
        /// Payment amount.
        "PaymentAmount" payment_amount: Option<Decimal>,
        /// Production manager id.
        "ProductionManagerId" production_manager_id: Option<i32>,
        /// Sales opportunity id.
        "SalesOpportunityId" sales_opportunity_id: Option<i32>,
        /// Type of sale id.
        "TypeOfSaleId" type_of_sale_id: Option<i32>,
        /// Distributor.
        "Distributor" distributor: Option<Distributor> = Distributor::Default,
        /// Distribution method.
        "DistributionMethod" distribution_method: Option<DistributionMethod> = DistributionMethod::Unchanged,
        /// Department id.
        "DepartmentId" department_id: Option<i32>,
        /// External status.
        "ExternalStatus" external_status: Option<i32>,
        /// Invoice email address.
        "InvoiceEmailAddress" invoice_email_address: Option<String>,
        /// Invoice rows.
        "InvoiceRows"/"InvoiceRow" invoice_rows: Vec<InvoiceRow>,
        /// Api exception.
        "APIException" api_exception: Option<APIException>,
        /// Production number.
        "ProductionNumber" production_number: Option<String>,
        /// Delivery date.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// Reference invoice id.
        "ReferenceInvoiceId" reference_invoice_id: Option<InvoiceId>,
        /// Reference order id.
        "ReferenceOrderId" reference_order_id: Option<OrderId>,
        /// Reference number.
        "ReferenceNumber" reference_number: Option<String>,
        /// Skip stock.
        "SkipStock" skip_stock: Option<bool> = false,
        /// Accrual date.
        "AccrualDate" accrual_date: Option<XsDateTime>,
        /// Accrual length.
        "AccrualLength" accrual_length: Option<i32>,
        /// Round factor.
        "RoundFactor" round_factor: Option<Decimal>,
        /// Invoice template id.
        "InvoiceTemplateId" invoice_template_id: Option<Uuid>,
        /// Vipps number.
        "VippsNumber" vipps_number: Option<String>,
        /// Delivery method.
        "DeliveryMethod" delivery_method: Option<DeliveryMethod>,
        /// Delivery alternative.
        "DeliveryAlternative" delivery_alternative: Option<String>,
        /// Send to factoring.
        "SendToFactoring" send_to_factoring: Option<bool>,
        /// Commission.
        "Commission" commission: Option<Decimal>,
        /// User defined dimensions.
        "UserDefinedDimensions"/"UserDefinedDimension" user_defined_dimensions: Vec<UserDefinedDimension>,
        /// Gln number.
        "GLNNumber" gln_number: Option<String>,
        /// Customer delivery id.
        "CustomerDeliveryId" customer_delivery_id: Option<CompanyId>,
    }

    /// `InvoiceDocumentSearchParameters`.
    pub struct InvoiceDocumentSearchParameters in NAMESPACE {
        /// Invoice id.
        "InvoiceId" invoice_id: InvoiceId,
        /// Template id.
        "TemplateId" template_id: Option<Uuid>,
    }

    /// `DeliveryMethod`.
    pub struct DeliveryMethod in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Description.
        "Description" description: Option<String>,
    }

    /// `TemplateModel`.
    #[non_exhaustive]
    pub struct TemplateModel in NAMESPACE {
        /// File name.
        "FileName" file_name: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// Id.
        "Id" id: Uuid,
        /// Language.
        "Language" language: Option<String>,
        /// Country.
        "Country" country: Option<String>,
        /// Is system template.
        "IsSystemTemplate" is_system_template: bool,
        /// Is default.
        "IsDefault" is_default: bool,
        /// Modified.
        "Modified" modified: XsDateTime,
        /// Customers.
        "Customers"/"int" customers: Vec<i32>,
    }

    /// `PaymentMethod`.
    #[non_exhaustive]
    pub struct PaymentMethod in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Name.
        "Name" name: Option<String>,
    }

    /// `Addresses`.
    pub struct Addresses in NAMESPACE {
        /// Post.
        "Post" post: Option<Address>,
        /// Delivery.
        "Delivery" delivery: Option<Address>,
        /// Visit.
        "Visit" visit: Option<Address>,
        /// Invoice.
        "Invoice" invoice: Option<Address>,
    }

    /// `Currency`.
    pub struct Currency in NAMESPACE {
        /// Rate.
        "Rate" rate: Option<Decimal> = Decimal::ONE,
        /// Unit.
        "Unit" unit: Option<i16> = 1,
        /// Symbol.
        "Symbol" symbol: Option<String>,
    }

    /// `InvoiceRow`.
    #[non_exhaustive]
    pub struct InvoiceRow in NAMESPACE {
        /// Product id.
        "ProductId" product_id: Option<ProductId>,
        /// Row id.
        "RowId" row_id: Option<RowId>,
        /// Vat rate.
        "VatRate" vat_rate: Option<Decimal>,
        /// Price.
        "Price" price: Option<Decimal>,
        /// Name.
        "Name" name: Option<String>,
        /// Discount rate.
        "DiscountRate" discount_rate: Option<Decimal>,
        /// Quantity.
        "Quantity" quantity: Option<Decimal>,
        /// Quantity delivered.
        "QuantityDelivered" quantity_delivered: Option<Decimal>,
        /// Quantity ordered.
        "QuantityOrdered" quantity_ordered: Option<Decimal>,
        /// Quantity rest.
        "QuantityRest" quantity_rest: Option<Decimal>,
        /// Cost.
        "Cost" cost: Option<Decimal>,
        /// Change state.
        "ChangeState" change_state: Option<ChangeState> = ChangeState::None,
        /// Type group id.
        "TypeGroupId" type_group_id: Option<i32>,
        /// Sequence number.
        "SequenceNumber" sequence_number: Option<i16>,
        /// Hidden.
        "Hidden" hidden: Option<bool> = false,
        /// Kind.
        "Type" kind: Option<RowType> = RowType::Normal,
        /// In price.
        "InPrice" in_price: Option<Decimal>,
        /// Accrual date.
        "AccrualDate" accrual_date: Option<XsDateTime>,
        /// Accrual length.
        "AccrualLength" accrual_length: Option<i32>,
        /// Account project.
        "AccountProject" account_project: Option<bool>,
        /// Project id.
        "ProjectId" project_id: Option<i32>,
        /// Department id.
        "DepartmentId" department_id: Option<i32>,
        /// Product no.
        "ProductNo" product_no: Option<String>,
        /// Tax settings.
        "TaxSettings" tax_settings: Option<TaxSettings>,
        /// User defined dimensions.
        "UserDefinedDimensions"/"UserDefinedDimension" user_defined_dimensions: Vec<UserDefinedDimension>,
        /// Serial number.
        "SerialNumber" serial_number: Option<String>,
    }

    /// `UserDefinedDimension`.
    pub struct UserDefinedDimension in NAMESPACE {
        /// Type id.
        "TypeId" type_id: Option<i32>,
        /// Name.
        "Name" name: Option<String>,
        /// Value.
        "Value" value: Option<String>,
    }

    /// `Address`.
    pub struct Address in NAMESPACE {
        /// Street.
        "Street" street: Option<String>,
        /// State.
        "State" state: Option<String>,
        /// Postal code.
        "PostalCode" postal_code: Option<String>,
        /// Postal area.
        "PostalArea" postal_area: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// City.
        "City" city: Option<String>,
        /// Country.
        "Country" country: Option<String>,
    }

    /// `TaxSettings`.
    pub struct TaxSettings in NAMESPACE {
        /// Tax account.
        "TaxAccount" tax_account: Option<i32>,
        /// Tax code.
        "TaxCode" tax_code: Option<i32>,
        /// Tax rate.
        "TaxRate" tax_rate: Option<Decimal>,
    }
}

enumeration! {
    /// `OrderSlipStateType`.
    pub enum OrderSlipStateType {
        /// None.
        None,
        /// Offer.
        Offer,
        /// Pack.
        Pack,
        /// Invoiced.
        Invoiced,
        /// Web.
        Web,
        /// Repeating.
        Repeating,
        /// Collecting order.
        CollectingOrder,
        /// Return.
        Return,
        /// Distribution.
        Distribution,
        /// Rest.
        Rest,
        /// For invoicing.
        ForInvoicing,
        /// Overtime rent.
        OvertimeRent,
        /// Confirmed.
        Confirmed,
        /// Order state sent.
        OrderStateSent = "OrderState_Sent",
        /// Production.
        Production,
        /// Payment reminder.
        PaymentReminder,
        /// On account.
        OnAccount,
        /// Lending.
        Lending,
        /// Invoiced cash account.
        InvoicedCashAccount,
        /// Invoiced pack.
        InvoicedPack,
        /// Inactive.
        Inactive,
        /// Hours.
        Hours,
        /// Order state super store.
        OrderStateSuperStore = "OrderState_SuperStore",
        /// Draft.
        Draft,
    }

    /// `Distributor`.
    pub enum Distributor {
        /// Default.
        Default,
        /// Manual.
        Manual,
        /// Auto.
        Auto,
    }

    /// `DistributionMethod`.
    pub enum DistributionMethod {
        /// Unchanged.
        Unchanged,
        /// Print.
        Print,
        /// Email.
        EMail,
        /// Electronic invoice.
        ElectronicInvoice,
    }

    /// `ChangeState`.
    pub enum ChangeState {
        /// None.
        None,
        /// Add.
        Add,
        /// Edit.
        Edit,
        /// Delete.
        Delete,
    }

    /// `RowType`.
    pub enum RowType {
        /// Normal.
        Normal,
        /// Text.
        Text,
        /// Text bold.
        TextBold,
    }
}
