//! The types of ProductService.

use super::{API_EXCEPTION, DOUBLE, Kind, Type, decimal, int, maybe, plain, record, text, time, usual};

pub(in super::super) static PRODUCT: Type = Type {
    name: "Product",
    fields: &[
        usual("CashPriceIncTax", Kind::Double, DOUBLE),
        decimal("WebPrice"),
        int("SupplierId"),
        int("Id"),
        text("Name").up_to(125),
        decimal("TaxRate"),
        decimal("Stock"),
        int("StatusId"),
        int("CategoryId"),
        int("PriceGroupID"),
        decimal("InPrice"),
        text("Description").up_to(500),
        text("DescriptionLong"),
        decimal("Cost"),
        text("EAN1").up_to(50),
        decimal("Price"),
        text("No").up_to(100),
        time("DateChanged"),
        record("APIException", &API_EXCEPTION),
        decimal("Weight"),
        decimal("MinimumStock"),
        decimal("OrderProposal"),
        text("StockLocation").up_to(100),
        text("SupplierProductCode").up_to(50),
        text("SupplierProductName").up_to(250),
        maybe("Web"),
        text("ProductCode"),
        maybe("StockControlled"),
        maybe("NewOffer"),
        maybe("NewProduct"),
    ],
};

pub(in super::super) static PRODUCT_SEARCH: Type = Type {
    name: "ProductSearchParameters",
    fields: &[
        int("Id"),
        int("CategoryId"),
        text("No"),
        text("EAN1"),
        text("Name"),
        decimal("Price"),
        time("DateChanged"),
        plain("ProductIds", Kind::Ints),
    ],
};

pub(in super::super) static CATEGORY: Type = Type {
    name: "Category",
    fields: &[int("Id"), text("Name"), text("No"), int("ParentId"), record("APIException", &API_EXCEPTION)],
};
