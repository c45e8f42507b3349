//! The types of what the services list beside products, orders and companies.

use super::{API_EXCEPTION, GUID, Kind, TIME, Type, flag, guid, int, plain, records, text, usual};

pub(in super::super) static PAIR: Type =
    Type { name: "KeyValuePair", fields: &[plain("Key", Kind::Text), plain("Value", Kind::Text)] };

/// An item of an answer that is nothing but what went wrong.
pub(in super::super) static FAILURE: &Type = &API_EXCEPTION;

/// CompanyService has a type of the same name as ProductService, with other members.
pub(in super::super) static COMPANY_CATEGORY: Type =
    Type { name: "Category", fields: &[int("Id"), text("Name"), flag("ShowContact"), flag("ShowCompany")] };

pub(in super::super) static GROUP: Type = Type {
    name: "Group",
    fields: &[
        plain("Id", Kind::Int).required(),
        plain("Name", Kind::Text),
        plain("Type", Kind::Int).nillable(),
        records("Members", &GROUP_MEMBER),
        records("Children", &GROUP),
    ],
};

pub(in super::super) static GROUP_MEMBER: Type = Type {
    name: "GroupMember",
    fields: &[
        plain("Id", Kind::Int).required(),
        plain("RoleName", Kind::Text),
        plain("FirstName", Kind::Text),
        plain("LastName", Kind::Text),
    ],
};

pub(in super::super) static PRICE_LIST: Type = Type {
    name: "ProductPriceList",
    fields: &[
        plain("Id", Kind::Int).required(),
        plain("Name", Kind::Text),
        usual("IncVat", Kind::Bool, "false").required(),
        plain("Currency", Kind::Text),
    ],
};

pub(in super::super) static DISCOUNT: Type = Type {
    name: "Discount",
    fields: &[
        int("PriceGroupId"),
        int("CategoryId"),
        int("CustomerId"),
        usual("Value", Kind::Decimal, "0").required(),
    ],
};

pub(in super::super) static TEMPLATE: Type = Type {
    name: "TemplateModel",
    fields: &[
        plain("FileName", Kind::Text),
        plain("Name", Kind::Text),
        usual("Id", Kind::Guid, GUID).required(),
        plain("Language", Kind::Text),
        plain("Country", Kind::Text),
        usual("IsSystemTemplate", Kind::Bool, "false").required(),
        usual("IsDefault", Kind::Bool, "false").required(),
        usual("Modified", Kind::Time, TIME).required(),
        plain("Customers", Kind::Ints),
    ],
};

pub(in super::super) static DOCUMENT_SEARCH: Type = Type {
    name: "InvoiceDocumentSearchParameters",
    fields: &[plain("InvoiceId", Kind::Int).required(), guid("TemplateId")],
};
