//! What articles refer to: groups, categories, VAT codes, colours, sizes, names.

use asmx_soap::{element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;

element! {
    /// The group that an article belongs to.
    pub struct ArticleGroup in NAMESPACE {
        /// Whether to find it, make it, or take the article out of its group.
        "ArticleGroupOperation" article_group_operation: ArticleGroupOperation,
        /// Which field it is found by.
        "ArticleGroupIdentification" article_group_identification: ArticleGroupIdentification,
        /// Code.
        "ArticleGroupCode" article_group_code: Option<String>,
        /// Name.
        "ArticleGroupName" article_group_name: Option<String>,
    }

    /// An entry of a list that the warehouse keeps: an article category, or the terms of delivery.
    pub struct TypeClass in NAMESPACE {
        /// What to do with the entry.
        "TypeOperation" type_operation: TypeOperation,
        /// Which field it is found by.
        "TypeIdentification" type_identification: TypeIdentification,
        /// Code.
        "Code" code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
    }

    /// A VAT code.
    pub struct VatCodeClass in NAMESPACE {
        /// What to do with it.
        "VatCodeOperation" vat_code_operation: VatCodeOperation,
        /// Which field it is found by.
        "VatCodeIdentification" vat_code_identification: VatCodeIdentification,
        /// Code.
        "VatCode" vat_code: Option<String>,
        /// Rate in percent.
        "VatPercent" vat_percent: Option<Decimal>,
    }

    /// Names of an article in other languages.
    pub struct ArticleNames in NAMESPACE {
        /// The names. A repeated element without a wrapper.
        "ArticleName" article_name: Vec<ArticleNameClass>,
    }

    /// The name of an article in one language.
    pub struct ArticleNameClass in NAMESPACE {
        /// The language.
        "Language" language: Option<Language>,
        /// Article name.
        "ArticleName" article_name: Option<String>,
    }

    /// A language.
    pub struct Language in NAMESPACE {
        /// Language, as a code such as `sv`.
        "LanguageCode" language_code: Option<String>,
    }

    /// The colour of an article.
    pub struct ArticleColor in NAMESPACE {
        /// Code.
        "ColorCode" color_code: Option<String>,
        /// Name.
        "ColorName" color_name: Option<String>,
    }

    /// The size of an article.
    pub struct ArticleSize in NAMESPACE {
        /// Code.
        "SizeCode" size_code: Option<String>,
        /// Name.
        "SizeName" size_name: Option<String>,
    }
}

enumeration! {
    /// What to do with the group of an article.
    pub enum ArticleGroupOperation = Find {
        /// Use what is there; it must be there.
        Find,
        /// Use what is there untouched, else create it.
        FindOrCreate,
        /// Drop the reference.
        Clear,
        /// Create it, or update what is there. Newer than the 2017 contract
        /// (developer.ongoingwarehouse.com/process-article).
        CreateOrUpdate,
    }

    /// What a group is found by.
    pub enum ArticleGroupIdentification = ArticleGroupCode {
        /// The code.
        ArticleGroupCode,
        /// The name.
        ArticleGroupName,
    }

    /// What to do with an entry of a list.
    pub enum TypeOperation = CreateOrUpdate {
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Use what is there; it must be there.
        Find,
        /// Use what is there untouched, else create it.
        FindOrCreate,
    }

    /// What an entry of a list is found by.
    pub enum TypeIdentification = Code {
        /// The code.
        Code,
        /// The name.
        Name,
    }

    /// What to do with a VAT code.
    pub enum VatCodeOperation = Find {
        /// Use what is there; it must be there.
        Find,
        /// Use what is there untouched, else create it.
        CreateNotUpdate,
    }

    /// What a VAT code is found by.
    pub enum VatCodeIdentification = VatTypeCode {
        /// The code.
        VatTypeCode,
        /// The rate.
        VatPercent,
    }
}

impl ArticleGroup {
    /// A group that is found by its code, or created.
    pub fn find_or_create(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            article_group_operation: ArticleGroupOperation::FindOrCreate,
            article_group_identification: ArticleGroupIdentification::ArticleGroupCode,
            article_group_code: Some(code.into()),
            article_group_name: Some(name.into()),
        }
    }

    /// No group: the article is taken out of the one that it is in.
    pub fn clear() -> Self {
        Self { article_group_operation: ArticleGroupOperation::Clear, ..Self::default() }
    }
}

impl TypeClass {
    /// An entry that is found by its code, or created; the warehouse's name for it stays.
    pub fn find_or_create(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            type_operation: TypeOperation::FindOrCreate,
            type_identification: TypeIdentification::Code,
            code: Some(code.into()),
            name: Some(name.into()),
        }
    }
}

impl VatCodeClass {
    /// A VAT code that is found by its code, or created with this rate in per cent.
    pub fn find_or_create(code: impl Into<String>, percent: Decimal) -> Self {
        Self {
            vat_code_operation: VatCodeOperation::CreateNotUpdate,
            vat_code_identification: VatCodeIdentification::VatTypeCode,
            vat_code: Some(code.into()),
            vat_percent: Some(percent),
        }
    }

    /// The VAT code with this rate in per cent; it must be there.
    pub fn by_percent(percent: Decimal) -> Self {
        Self {
            vat_code_identification: VatCodeIdentification::VatPercent,
            vat_percent: Some(percent),
            ..Self::default()
        }
    }
}
