//! The types of CompanyService.

use super::{
    ADDRESSES, API_EXCEPTION, Kind, Literals, Type, decimal, flag, int, maybe, plain, record, records, short,
    text, time, usual,
};

pub(in super::super) static COMPANY: Type = Type {
    name: "Company",
    fields: &[
        record("APIException", &API_EXCEPTION),
        int("Id"),
        text("ExternalId"),
        text("OrganizationNumber").up_to(20),
        text("Name").up_to(200),
        text("FirstName").up_to(50),
        text("NickName").up_to(200),
        record("Addresses", &ADDRESSES),
        record("PhoneNumbers", &PHONE_NUMBERS),
        record("EmailAddresses", &EMAIL_ADDRESSES),
        text("Url").up_to(255),
        text("Country"),
        text("Note"),
        text("InvoiceLanguage"),
        usual("Type", Kind::OneOf(&COMPANY_TYPE), "None"),
        text("Username"),
        text("Password"),
        time("IncorporationDate"),
        time("DateCreated"),
        int("Status"),
        int("PriceList"),
        int("Owner"),
        text("BankAccountNo"),
        text("BankAccountType"),
        text("BankAccountCountry"),
        text("BankAccountBic"),
        int("TermsOfDeliveryId"),
        usual("AccountDebit", Kind::Short, "0"),
        usual("AccountCredit", Kind::Short, "0"),
        usual("Discount", Kind::Decimal, "0.0"),
        int("TypeGroup"),
        decimal("ShareCapital"),
        int("NumberOfEmployees"),
        decimal("Turnover"),
        decimal("Profit"),
        int("IndustryId"),
        int("MemberNo"),
        time("DateChanged"),
        flag("BlockInvoice"),
        records("Relations", &RELATION),
        records("Maps", &COMPANY_MAP),
        usual("DistributionMethod", Kind::OneOf(&DISTRIBUTION_METHOD), "Unchanged"),
        usual("CurrencyId", Kind::OneOf(&CURRENCY_TYPE), "LOCAL"),
        short("PaymentTime"),
        text("GlnNumber"),
        maybe("Factoring"),
        short("LedgerCustomerAccount"),
        short("LedgerSupplierAccount"),
        text("VatNumber"),
        maybe("Private"),
        maybe("ExplicitlySpecifyNewCompanyId"),
    ],
};

pub(in super::super) static COMPANY_SEARCH: Type = Type {
    name: "CompanySearchParameters",
    fields: &[
        plain("ExternalId", Kind::Text),
        int("CompanyId"),
        plain("CompanyIds", Kind::Ints),
        text("CompanyName"),
        time("ChangedAfter"),
        text("CompanyEmail"),
        text("CompanyPhone"),
        text("OrganizationNumber"),
    ],
};

pub(in super::super) static COMPANY_SYNC: Type = Type {
    name: "SyncSearchParameters",
    fields: &[int("Page"), maybe("Active").required(), time("ChangedAfter"), time("RegisteredAfter")],
};

pub(in super::super) static SYNC_PAGE: Type = Type {
    name: "PageOfSyncCompany",
    fields: &[
        plain("CurrentPage", Kind::Long).required(),
        plain("TotalPages", Kind::Long).required(),
        plain("TotalItems", Kind::Long).required(),
        plain("ItemsPerPage", Kind::Long).required(),
        records("Items", &SYNC_COMPANY),
    ],
};

pub(in super::super) static SYNC_COMPANY: Type = Type {
    name: "SyncCompany",
    fields: &[
        int("CompanyId"),
        text("ExternalId"),
        time("DateChanged"),
        plain("DateRegistered", Kind::Time).required(),
        plain("Active", Kind::Bool).required(),
    ],
};

pub(in super::super) static RELATION: Type = Type {
    name: "Relation",
    fields: &[
        int("ContactId"),
        int("CompanyId"),
        text("FirstName"),
        text("LastName"),
        text("Role"),
        int("RoleId"),
        record("PhoneNumbers", &PHONE_NUMBERS),
        record("EmailAddresses", &EMAIL_ADDRESSES),
        text("Fax"),
    ],
};

pub(in super::super) static COMPANY_MAP: Type = Type {
    name: "CompanyMap",
    fields: &[
        plain("MapType", Kind::Int).required(),
        plain("ExternalId", Kind::Text),
        plain("CompanyId", Kind::Int).required(),
    ],
};

static PHONE_NUMBERS: Type = Type {
    name: "PhoneNumbers",
    fields: &[
        record("Home", &PHONE_NUMBER),
        record("Fax", &PHONE_NUMBER),
        record("Mobile", &PHONE_NUMBER),
        record("Primary", &PHONE_NUMBER),
        record("Work", &PHONE_NUMBER),
    ],
};

static PHONE_NUMBER: Type =
    Type { name: "PhoneNumber", fields: &[plain("Description", Kind::Text), plain("Value", Kind::Text)] };

static EMAIL_ADDRESSES: Type = Type {
    name: "EmailAddresses",
    fields: &[
        record("Home", &EMAIL_ADDRESS),
        record("Invoice", &EMAIL_ADDRESS),
        record("Primary", &EMAIL_ADDRESS),
        record("Work", &EMAIL_ADDRESS),
        record("Alternative", &EMAIL_ADDRESS),
    ],
};

static EMAIL_ADDRESS: Type = Type {
    name: "EmailAddress",
    fields: &[plain("Description", Kind::Text), plain("Name", Kind::Text), plain("Value", Kind::Text)],
};

static COMPANY_TYPE: Literals = Literals { name: "CompanyType", all: "None Lead Consumer Business Supplier" };

static DISTRIBUTION_METHOD: Literals =
    Literals { name: "DistributionMethod", all: "Unchanged Print EMail ElectronicInvoice Default" };

static CURRENCY_TYPE: Literals = Literals {
    name: "CurrencyType",
    all: "LOCAL AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN \
          BYR BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD \
          FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF \
          KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MTL MUR MVR MWK MXN MXV \
          MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD \
          SHP SKK SLL SOS SRD STD SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VEF VND VUV WST XAF \
          XAG XAU XBA XBB XBC XBD XCD XDR XFU XOF XPD XPF XPT XTS XXX YER ZAR ZMK ZWL ZWD",
};
