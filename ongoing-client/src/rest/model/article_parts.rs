//! Suppliers, TARIC numbers and parts of articles, as they are written.

use asmx_soap::enumeration;
use rust_decimal::Decimal;

use super::field::words;
use super::record::record;
use crate::rest::model::SupplierAddressModel;

record! {
    /// Further suppliers of an article, as they are written.
    pub struct PostArticleModelAlternativeSuppliersInfo {
        /// Further suppliers.
        "alternativeSuppliers" alternative_suppliers: Vec<PostArticleAlternativeSupplier>,
    }

    /// A further supplier of an article, as it is written.
    pub struct PostArticleAlternativeSupplier {
        /// The supplier's number for the article.
        "supplierArticleNumber" supplier_article_number: Option<String>,
        /// Number of the supplier.
        "supplierNumber" supplier_number: Option<String>,
        /// Name of the supplier.
        "supplierName" supplier_name: Option<String>,
        /// How long the supplier needs. The unit is not documented.
        "leadTime" lead_time: Option<i32>,
        /// What is rarely needed.
        "advanced" advanced: Option<PostArticleAlternativeSupplierAdvanced>,
    }

    /// What is rarely needed of a further supplier.
    pub struct PostArticleAlternativeSupplierAdvanced {
        /// Code that identifies the manufacturer for customs.
        "manufacturersIdentificationCode" manufacturers_identification_code: Option<String>,
    }

    /// The parts of a kit, as they are written.
    pub struct PostArticleModelStructureDefinition {
        /// What kind of kit it is. Always written.
        "articleKind" article_kind: PostArticleStructureKind,
        /// The parts.
        "rows" rows: Vec<PostArticleStructureRow>,
    }

    /// A part of a kit, as it is written.
    pub struct PostArticleStructureRow {
        /// Number of the part. Always written.
        "articleNumber" article_number: String,
        /// Quantity of this part in one kit. Always written.
        "numberOfItems" number_of_items: Decimal,
    }

    /// The main supplier of an article, as it is written.
    pub struct PostArticleModelSupplierInfo {
        /// The supplier's number for the article.
        "supplierArticleNumber" supplier_article_number: Option<String>,
        /// Number of the supplier.
        "supplierNumber" supplier_number: Option<String>,
        /// Name of the supplier.
        "supplierName" supplier_name: Option<String>,
        /// What is rarely needed.
        "advanced" advanced: Option<PostArticleSupplierInfoAdvanced>,
    }

    /// What is rarely needed of a supplier.
    pub struct PostArticleSupplierInfoAdvanced {
        /// Address of the supplier.
        "supplierAddress" supplier_address: Option<SupplierAddressModel>,
        /// Code that identifies the manufacturer for customs.
        "manufacturersIdentificationCode" manufacturers_identification_code: Option<String>,
    }

    /// The TARIC numbers of an article, as they are written.
    pub struct PostArticleModelTaricNumbersInfo {
        /// TARIC numbers, by country.
        "taricNumbers" taric_numbers: Vec<PostArticleTaricNumber>,
    }

    /// A TARIC number, as it is written.
    pub struct PostArticleTaricNumber {
        /// Country, as an ISO 3166-1 code of two letters. Always written.
        "countryCode" country_code: String,
        /// TARIC number. Always written.
        "taricNumber" taric_number: String,
    }
}

enumeration! {
    /// What kind of kit it is.
    pub enum PostArticleStructureKind = Structure {
        /// Its parts are picked one by one.
        Structure,
        /// It is put together before it is picked.
        Production,
    }
}

words!(PostArticleStructureKind);
