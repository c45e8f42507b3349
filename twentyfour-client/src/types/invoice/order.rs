//! An order, which later becomes the invoice.

use asmx_soap::{XsDateTime, enumeration};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::NAMESPACE;
use crate::properties::selectable;
use crate::types::{
    APIException, Addresses, CompanyId, Currency, DeliveryMethod, InvoiceId, InvoiceRow, OrderId,
    UserDefinedDimension,
};

selectable! {
    /// An order, which later becomes the invoice: one record. Only the properties that were asked for are
    /// filled in.
    #[non_exhaustive]
    pub struct InvoiceOrder by order_id in NAMESPACE {
        /// Identifies the order. Not set creates one; set changes it.
        "OrderId" order_id: Option<OrderId>,
        /// The customer, who must exist. Needed to create an order, and sent with each change.
        "CustomerId" customer_id: Option<CompanyId>,
        /// The customer's name, at most 100 characters.
        "CustomerName" customer_name: Option<String>,
        /// Who gets the goods, at most 250 characters. Read the name here: `Addresses.Delivery.Name` can only
        /// be set.
        "CustomerDeliveryName" customer_delivery_name: Option<String>,
        /// The phone of who gets the goods, at most 25 characters.
        "CustomerDeliveryPhone" customer_delivery_phone: Option<String>,
        /// Where the goods and the invoice go.
        "Addresses" addresses: Option<Addresses>,
        /// The state of the order. Set it with each change: the service may take a missing one for `Web`, its
        /// default.
        "OrderStatus" order_status: Option<OrderSlipStateType> = OrderSlipStateType::Web,
        /// The number of the invoice, once there is one. Read only.
        "InvoiceId" invoice_id: Option<InvoiceId>,
        /// When it was ordered.
        "DateOrdered" date_ordered: Option<XsDateTime>,
        /// When it was invoiced.
        "DateInvoiced" date_invoiced: Option<XsDateTime>,
        /// When it was last changed, rounded to about a minute. What counts as a change is not documented.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// Days to pay: 0 at once, -1 to -5 forms of end of month, below -5 a code of the customer's own
        /// (10000 plus the value).
        "PaymentTime" payment_time: Option<i32>,
        /// Not in use any more, by the vendor's word.
        "CustomerReferenceNo" customer_reference_no: Option<String>,
        /// The project that it is booked on.
        "ProjectId" project_id: Option<i32>,
        /// Who handles it: the id of an employee.
        "OurReference" our_reference: Option<i32>,
        /// Whether the prices of its rows are with VAT.
        "IncludeVAT" include_vat: Option<bool>,
        /// The customer's contact, at most 50 characters.
        "YourReference" your_reference: Option<String>,
        /// The sum with VAT. Read only.
        "OrderTotalIncVat" order_total_inc_vat: Option<Decimal>,
        /// The VAT in it. Read only.
        "OrderTotalVat" order_total_vat: Option<Decimal>,
        /// The remark on the order, at most 300 characters, despite its name.
        "InvoiceTitle" invoice_title: Option<String>,
        /// A text on the invoice, at most 750 characters.
        "InvoiceText" invoice_text: Option<String>,
        /// When it was paid.
        "Paid" paid: Option<XsDateTime>,
        /// The payment's reference number, at most 32 characters.
        "OCR" ocr: Option<String>,
        /// The customer's organisation number.
        "CustomerOrgNo" customer_org_no: Option<String>,
        /// The currency of its prices.
        "Currency" currency: Option<Currency>,
        /// How it is paid, one of [`get_payment_methods`](crate::Client::get_payment_methods).
        "PaymentMethodId" payment_method_id: Option<i32>,
        /// What was paid already. Write only.
        "PaymentAmount" payment_amount: Option<Decimal>,
        /// Who is responsible for its production.
        "ProductionManagerId" production_manager_id: Option<i32>,
        /// The sales opportunity that it came from.
        "SalesOpportunityId" sales_opportunity_id: Option<i32>,
        /// What sort of sale it is.
        "TypeOfSaleId" type_of_sale_id: Option<i32>,
        /// Whether its invoice is sent by the vendor's automatics; `Manual` leaves it to people.
        "Distributor" distributor: Option<Distributor> = Distributor::Default,
        /// How its invoice is sent.
        "DistributionMethod" distribution_method: Option<DistributionMethod> = DistributionMethod::Unchanged,
        /// The department that it is booked on. Some customers demand one.
        "DepartmentId" department_id: Option<i32>,
        /// A number free for integrations, which can be searched for.
        "ExternalStatus" external_status: Option<i32>,
        /// Where the invoice is mailed to, at most 250 characters.
        "InvoiceEmailAddress" invoice_email_address: Option<String>,
        /// The rows. Of an order that is changed, only those that change, each with its `ChangeState`.
        "InvoiceRows"/"InvoiceRow" invoice_rows: Vec<InvoiceRow>,
        /// Why a save of it was refused.
        "APIException" api_exception: Option<APIException>,
        /// The number of its production, at most 20 characters.
        "ProductionNumber" production_number: Option<String>,
        /// The day on which the goods shall be delivered.
        "DeliveryDate" delivery_date: Option<XsDateTime>,
        /// Of a credit note: the invoice that it credits.
        "ReferenceInvoiceId" reference_invoice_id: Option<InvoiceId>,
        /// Of a credit note: the order that it credits.
        "ReferenceOrderId" reference_order_id: Option<OrderId>,
        /// The customer's reference, at most 50 characters. Can be changed after the invoice, too.
        "ReferenceNumber" reference_number: Option<String>,
        /// Whether stock is left alone for this order.
        "SkipStock" skip_stock: Option<bool> = false,
        /// From when on the income is spread.
        "AccrualDate" accrual_date: Option<XsDateTime>,
        /// Over how many months the income is spread.
        "AccrualLength" accrual_length: Option<i32>,
        /// What the sum is rounded to.
        "RoundFactor" round_factor: Option<Decimal>,
        /// The layout of the invoice, one of [`get_invoice_templates`](crate::Client::get_invoice_templates).
        "InvoiceTemplateId" invoice_template_id: Option<Uuid>,
        /// The phone number that a Vipps invoice goes to.
        "VippsNumber" vipps_number: Option<String>,
        /// How the goods are sent, one of [`get_delivery_methods`](crate::Client::get_delivery_methods).
        "DeliveryMethod" delivery_method: Option<DeliveryMethod>,
        /// Terms of delivery as free text, at most 250 characters.
        "DeliveryAlternative" delivery_alternative: Option<String>,
        /// Whether the invoice goes to the factoring company; yes, if it is not said.
        "SendToFactoring" send_to_factoring: Option<bool>,
        /// The commission.
        "Commission" commission: Option<Decimal>,
        /// Dimensions of the customer's own that it is booked on.
        "UserDefinedDimensions"/"UserDefinedDimension" user_defined_dimensions: Vec<UserDefinedDimension>,
        /// The location number of who gets it; the text `NULL` clears it.
        "GLNNumber" gln_number: Option<String>,
        /// The company that gets the goods, where it is another than the customer.
        "CustomerDeliveryId" customer_delivery_id: Option<CompanyId>,
    }
}

enumeration! {
    /// The state of an order. Which may follow which is not documented; `Invoiced` is final.
    pub enum OrderSlipStateType = None {
        /// No state.
        None,
        /// An offer.
        Offer,
        /// Has reached the warehouse and is to be packed.
        Pack,
        /// Invoiced: it cannot be changed any more, but for `InvoiceTitle` and `ReferenceNumber`.
        Invoiced,
        /// Came from a web shop; also what an order without a state is taken for.
        Web,
        /// A subscription.
        Repeating,
        /// Orders of one customer, merged.
        CollectingOrder,
        /// A return; not described further.
        Return,
        /// Not described by the vendor.
        Distribution,
        /// The remainder of an order that could not be delivered whole.
        Rest,
        /// Ready to be invoiced by another person.
        ForInvoicing,
        /// Not described by the vendor.
        OvertimeRent,
        /// Confirmed: what a warehouse usually takes over.
        Confirmed,
        /// The goods have left the warehouse. Evidently takes them out of stock.
        OrderStateSent = "OrderState_Sent",
        /// In production.
        Production,
        /// Not described by the vendor.
        PaymentReminder,
        /// Not described by the vendor.
        OnAccount,
        /// Lent: the stock is worth the same, but less of it is available.
        Lending,
        /// A cash sale that is not booked.
        InvoicedCashAccount,
        /// Was merged into a collecting order that is invoiced.
        InvoicedPack,
        /// Not active; not described further.
        Inactive,
        /// Hours; not described further.
        Hours,
        /// Not described by the vendor.
        OrderStateSuperStore = "OrderState_SuperStore",
        /// A draft.
        Draft,
    }

    /// Who sends an invoice.
    pub enum Distributor = Default {
        /// As the customer's settings say.
        Default,
        /// People send it.
        Manual,
        /// It is sent by itself.
        Auto,
    }

    /// How an invoice is sent; companies have a type of the same name with one word more
    /// ([`CompanyDistributionMethod`]).
    pub enum DistributionMethod = Unchanged {
        /// Leave it as it is.
        Unchanged,
        /// On paper.
        Print,
        /// By e-mail.
        EMail,
        /// As an electronic invoice.
        ElectronicInvoice,
    }
}
