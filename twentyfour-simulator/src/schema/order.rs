//! The types of InvoiceService.

use super::{
    ADDRESSES, API_EXCEPTION, Kind, Literals, Type, decimal, flag, guid, int, maybe, plain, record, records,
    short, text, time, usual,
};

pub(in super::super) static ORDER: Type = Type {
    name: "InvoiceOrder",
    fields: &[
        int("OrderId"),
        int("CustomerId"),
        text("CustomerName").up_to(100),
        plain("CustomerDeliveryName", Kind::Text).up_to(250),
        text("CustomerDeliveryPhone").up_to(25),
        record("Addresses", &ADDRESSES),
        usual("OrderStatus", Kind::OneOf(&ORDER_STATE), "Web"),
        int("InvoiceId"),
        time("DateOrdered"),
        time("DateInvoiced"),
        time("DateChanged"),
        int("PaymentTime"),
        text("CustomerReferenceNo"),
        int("ProjectId"),
        int("OurReference"),
        maybe("IncludeVAT").required(),
        text("YourReference").up_to(50),
        decimal("OrderTotalIncVat"),
        decimal("OrderTotalVat"),
        text("InvoiceTitle").up_to(300),
        text("InvoiceText").up_to(750),
        time("Paid"),
        text("OCR").up_to(32),
        text("CustomerOrgNo"),
        record("Currency", &CURRENCY),
        int("PaymentMethodId"),
        decimal("PaymentAmount"),
        int("ProductionManagerId"),
        int("SalesOpportunityId"),
        int("TypeOfSaleId"),
        usual("Distributor", Kind::OneOf(&DISTRIBUTOR), "Default"),
        usual("DistributionMethod", Kind::OneOf(&DISTRIBUTION_METHOD), "Unchanged"),
        int("DepartmentId"),
        int("ExternalStatus"),
        text("InvoiceEmailAddress").up_to(250),
        records("InvoiceRows", &ROW),
        record("APIException", &API_EXCEPTION),
        text("ProductionNumber").up_to(20),
        time("DeliveryDate"),
        int("ReferenceInvoiceId"),
        int("ReferenceOrderId"),
        text("ReferenceNumber").up_to(50),
        flag("SkipStock"),
        time("AccrualDate"),
        int("AccrualLength"),
        decimal("RoundFactor"),
        guid("InvoiceTemplateId"),
        text("VippsNumber"),
        record("DeliveryMethod", &DELIVERY_METHOD),
        text("DeliveryAlternative").up_to(250),
        maybe("SendToFactoring"),
        decimal("Commission"),
        records("UserDefinedDimensions", &USER_DEFINED_DIMENSION),
        text("GLNNumber"),
        int("CustomerDeliveryId"),
    ],
};

pub(in super::super) static ROW: Type = Type {
    name: "InvoiceRow",
    fields: &[
        int("ProductId"),
        int("RowId"),
        decimal("VatRate"),
        decimal("Price"),
        text("Name").up_to(300),
        decimal("DiscountRate"),
        decimal("Quantity"),
        decimal("QuantityDelivered"),
        decimal("QuantityOrdered"),
        decimal("QuantityRest"),
        decimal("Cost"),
        usual("ChangeState", Kind::OneOf(&CHANGE_STATE), "None"),
        int("TypeGroupId"),
        short("SequenceNumber"),
        flag("Hidden"),
        usual("Type", Kind::OneOf(&ROW_TYPE), "Normal"),
        decimal("InPrice"),
        time("AccrualDate"),
        int("AccrualLength"),
        maybe("AccountProject"),
        int("ProjectId"),
        int("DepartmentId"),
        text("ProductNo"),
        record("TaxSettings", &TAX_SETTINGS),
        records("UserDefinedDimensions", &USER_DEFINED_DIMENSION),
        plain("SerialNumber", Kind::Text),
    ],
};

pub(in super::super) static ORDER_SEARCH: Type = Type {
    name: "InvoiceSearchParameters",
    fields: &[
        plain("CustomerIds", Kind::Ints),
        time("ChangedAfter"),
        plain("OrderStates", Kind::Many(&ORDER_STATE)),
        plain("InvoiceIds", Kind::Ints),
        plain("OrderIds", Kind::Ints),
        plain("ExternalStatus", Kind::Ints),
    ],
};

pub(in super::super) static ORDER_SYNC: Type = Type {
    name: "InvoiceSyncParameters",
    fields: &[time("ChangedAfter"), plain("RegisteredAfter", Kind::Time).required()],
};

pub(in super::super) static DELIVERY_METHOD: Type =
    Type { name: "DeliveryMethod", fields: &[int("Id"), text("Description")] };

pub(in super::super) static PAYMENT_METHOD: Type =
    Type { name: "PaymentMethod", fields: &[int("Id"), text("Name")] };

static CURRENCY: Type = Type {
    name: "Currency",
    fields: &[usual("Rate", Kind::Decimal, "1"), usual("Unit", Kind::Short, "1"), text("Symbol")],
};

static TAX_SETTINGS: Type =
    Type { name: "TaxSettings", fields: &[int("TaxAccount"), int("TaxCode"), decimal("TaxRate")] };

static USER_DEFINED_DIMENSION: Type =
    Type { name: "UserDefinedDimension", fields: &[int("TypeId"), text("Name"), text("Value")] };

static ORDER_STATE: Literals = Literals {
    name: "OrderSlipStateType",
    all: "None Offer Pack Invoiced Web Repeating CollectingOrder Return Distribution Rest ForInvoicing OvertimeRent \
          Confirmed OrderState_Sent Production PaymentReminder OnAccount Lending InvoicedCashAccount InvoicedPack \
          Inactive Hours OrderState_SuperStore Draft",
};

static DISTRIBUTOR: Literals = Literals { name: "Distributor", all: "Default Manual Auto" };

static DISTRIBUTION_METHOD: Literals =
    Literals { name: "DistributionMethod", all: "Unchanged Print EMail ElectronicInvoice" };

static CHANGE_STATE: Literals = Literals { name: "ChangeState", all: "None Add Edit Delete" };

static ROW_TYPE: Literals = Literals { name: "RowType", all: "Normal Text TextBold" };
