use serde::{Deserialize, Serialize};
use twentyfour_client::types::{Company, CompanyId, ProductId};

use super::{Document, Range};
use crate::store::Table;

/// A company that supplies products, as the vendor's XML, without its change time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct SupplierCompany(String);

impl SupplierCompany {
    pub(crate) fn new(company: &Company) -> Self {
        Self(asmx_soap::keep(company))
    }

    /// The company. Another version of this program may have written what this one cannot read.
    pub(crate) fn company(&self) -> Result<Company, asmx_soap::DecodeError> {
        asmx_soap::from_xml(&self.0)
    }
}

impl Document for SupplierCompany {
    const TABLE: Table = Table::Supplier;
    const PREFIX: &'static str = "company/";
    type Key = CompanyId;
}

/// What was asked for of the companies that are kept, beside what the mapping reads. Without one nothing was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct CompaniesAsked {
    /// The names of the properties, sorted, with commas between them.
    pub(crate) properties: String,
}

impl Document for CompaniesAsked {
    const TABLE: Table = Table::Supplier;
    const PREFIX: &'static str = "asked";
    type Key = ();
}

super::kind::marks! {
    /// That a company supplies the product of an article of ours.
    SuppliedArticle: Supplier "article/" by (CompanyId, ProductId);
}

impl SuppliedArticle {
    /// All that a company supplies.
    pub(crate) fn of(company: CompanyId) -> Range<Self> {
        Range::of_first(&company)
    }
}
