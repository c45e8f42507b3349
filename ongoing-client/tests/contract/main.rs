//! The declarations of this crate against the vendor's own contract, both ways: what is declared stands there, what can
//! be written is valid, what may be answered is read for what it means.
#![cfg(test)]

#[path = "../../../asmx-soap/tests/support/contract.rs"]
mod contract;

mod answers;
mod coverage;
mod declared;
mod requests;
mod sample;
mod wsdl;

use std::path::{Path, PathBuf};

use wsdl::Wsdl;

/// The contract, or `None`, said loudly, if it or the validator is not here.
fn the_contract() -> Option<(PathBuf, Wsdl)> {
    if !contract::has_validator() {
        contract::skipped("there is no xmllint (Debian: libxml2-utils)");
        return None;
    }
    let Some(path) = contract::contract("ongoing/service.wsdl") else {
        contract::skipped("the contract of Ongoing is not in ../shared/contracts (VENDOR_CONTRACTS)");
        return None;
    };
    let wsdl = Wsdl::read(&path);
    Some((path, wsdl))
}

/// The contract, but an element that may be nil may also be left out: the vendor's own samples leave out more.
fn lenient(wsdl: &Path, name: &str) -> PathBuf {
    let text = std::fs::read_to_string(wsdl).unwrap();
    let lines = text.lines().map(|line| match line.contains("nillable=\"true\"") {
        true => line.replace("minOccurs=\"1\"", "minOccurs=\"0\""),
        false => line.to_owned(),
    });
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("lenient-{name}.wsdl"));
    std::fs::write(&path, lines.collect::<Vec<_>>().join("\n")).unwrap();
    path
}

/// Newer than the contract, which is of 2017: documented by the vendor since, and never written unless asked for.
pub(crate) const ADDITIONS: [(&str, &str); 21] = [
    ("InventoryLine", "SellableNumberOfItems"),
    ("InventoryLine", "NumberOfItemsDecimal"),
    ("InventoryLine", "NumberOfBookedItemsDecimal"),
    ("GetInventoryQuery", "MaxArticlesToGet"),
    ("GetInventoryQuery", "ArticleSystemIdFrom"),
    ("GetInventoryQuery", "SpecialFilters"),
    ("GetInventoryQuery", "ProductCodesToGet"),
    ("GetInventoryQuery", "CreatedTimeFrom"),
    ("GetInventoryQuery", "BarCodesToGet"),
    ("InventoryChangesQuery", "ToTime"),
    ("InventoryChangesQuery", "WarehouseId"),
    ("InventoryChangesQuery", "ExportTimeFrom"),
    ("InventoryChangesQuery", "MaxArticlesToGet"),
    ("InventoryChangesQuery", "ArticleDefIdFrom"),
    ("ArticleDefinition", "IsSerialNumberArticle"),
    ("ArticleDefinition", "IsBatchArticle"),
    ("ArticleDefinition", "ArticleFreeDecimal1"),
    ("ArticleDefinition", "ArticleFreeDecimal2"),
    ("UNTunnelCode", "B1000C"),
    ("UNTunnelCode", "C5000D"),
    ("ArticleGroupOperation", "CreateOrUpdate"),
];

fn is_addition(owner: &str, name: &str) -> bool {
    ADDITIONS.contains(&(owner, name))
}
