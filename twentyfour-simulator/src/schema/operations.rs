//! What the operations are asked with, per service.

use super::{
    Field, Kind, Type,
    company::{COMPANY, COMPANY_MAP, COMPANY_SEARCH, COMPANY_SYNC, RELATION},
    identity::{CREDENTIAL, IDENTITY, TOKEN},
    order::{ORDER, ORDER_SEARCH, ORDER_SYNC},
    plain,
    product::{CATEGORY, PRODUCT, PRODUCT_SEARCH},
    record, records,
    register::{COMPANY_CATEGORY, DOCUMENT_SEARCH, PAIR},
};

/// A service at its path (in lower case) with its operations' request elements.
pub(in super::super) struct Service {
    pub(in super::super) path: &'static str,
    pub(in super::super) operations: &'static [Type],
}

/// All that is served.
pub(in super::super) static SERVICES: [Service; 4] = [
    Service {
        path: "/authenticate/v001/authenticate.asmx",
        operations: &[
            op("Login", &[record("credential", &CREDENTIAL)]),
            op("AuthenticateByToken", &[record("token", &TOKEN)]),
            op("HasSession", &[]),
            op("GetIdentity", &[]),
            op("GetIdentities", &[]),
            op("SetIdentity", &[record("identity", &IDENTITY)]),
            op("SetIdentityById", &[plain("identityId", Kind::Guid).required()]),
            op("GetIdentitiesWithCredential", &[record("credential", &CREDENTIAL)]),
            op(
                "GetIdentitiesWithCredentialByService",
                &[record("credential", &CREDENTIAL), plain("serviceId", Kind::Int).required()],
            ),
        ],
    },
    Service {
        path: "/logistics/product/v001/productservice.asmx",
        operations: &[
            op(
                "GetProducts",
                &[record("searchParams", &PRODUCT_SEARCH), plain("returnProperties", Kind::Texts)],
            ),
            op("SaveProducts", &[records("products", &PRODUCT)]),
            op("DeleteProducts", &[records("products", &PRODUCT)]),
            op(
                "SetStockQuantity",
                &[plain("productId", Kind::Int).required(), plain("stockQuantity", Kind::Decimal).required()],
            ),
            op("GetCategories", &[plain("returnProperties", Kind::Texts)]),
            op("SaveCategories", &[records("categories", &CATEGORY)]),
            op("GetAllPriceLists", &[]),
            op("GetPriceList", &[plain("priceListId", Kind::Int).required()]),
            op("GetDiscountMatrixPriceGroup", &[]),
            op("GetDiscountMatrixCategory", &[]),
        ],
    },
    Service {
        path: "/economy/invoiceorder/v001/invoiceservice.asmx",
        operations: &[
            op(
                "GetInvoices",
                &[
                    record("searchParams", &ORDER_SEARCH),
                    plain("invoiceReturnProperties", Kind::Texts),
                    plain("rowReturnProperties", Kind::Texts),
                ],
            ),
            op("GetOrderSyncList", &[record("syncParams", &ORDER_SYNC)]),
            op("SaveInvoices", &[records("invoices", &ORDER)]),
            op("UpdateInvoices", &[records("invoices", &ORDER)]),
            op("GetDeliveryMethods", &[]),
            op("GetPaymentMethods", &[]),
            op("GetInvoiceTemplates", &[]),
            op("GetInvoiceDocument", &[record("Parameters", &DOCUMENT_SEARCH)]),
        ],
    },
    Service {
        path: "/crm/company/v001/companyservice.asmx",
        operations: &[
            op(
                "GetCompanies",
                &[record("searchParams", &COMPANY_SEARCH), plain("returnProperties", Kind::Texts)],
            ),
            op("GetCompanySyncList", &[record("syncSearchParameters", &COMPANY_SYNC)]),
            op("SaveCompanies", &[records("companies", &COMPANY)]),
            op("DeleteCompanies", &[records("companies", &COMPANY)]),
            op("SaveRelations", &[records("relations", &RELATION)]),
            op("DeleteRelations", &[records("relations", &RELATION)]),
            op("SaveMaps", &[records("maps", &COMPANY_MAP)]),
            op("DeleteMaps", &[records("maps", &COMPANY_MAP)]),
            op("GetCategories", &[]),
            op("SaveCategories", &[records("categories", &COMPANY_CATEGORY)]),
            op("GetCustomerCategories", &[plain("customerId", Kind::Int).required()]),
            op("SaveCustomerCategories", &[records("customerCategories", &PAIR)]),
            op("DeleteCustomerCategories", &[records("customerCategories", &PAIR)]),
            op("GetCustomerCategoryTree", &[]),
            op("GetIndustries", &[]),
            op("GetStatuses", &[]),
            op("GetCRMGroups", &[]),
        ],
    },
];

const fn op(name: &'static str, fields: &'static [Field]) -> Type {
    Type { name, fields }
}
