//! Targets that only the mapping itself may fill: by them records are found again.

use asmx_soap::{Element, FieldPath};
use ongoing_client::model::{ArticleDefinition, Customer, CustomerOrder, CustomerOrderLine, Supplier};

/// A record of the WMS that can have further fields.
pub trait FurtherTarget: Element + Clone {
    #[doc(hidden)]
    const RESERVED: &'static [(&'static str, &'static str)];
}

const FOUND: &str = "records are identified by it";
const OPERATION: &str = "it decides what is done with the record";
const QUANTITY: &str = "it decides what is picked and sent";

impl FurtherTarget for CustomerOrder {
    const RESERVED: &'static [(&'static str, &'static str)] = &[
        ("OrderInfo.OrderIdentification", OPERATION),
        ("OrderInfo.OrderOperation", OPERATION),
        ("OrderInfo.OrderId", FOUND),
        ("OrderInfo.GoodsOwnerOrderNumber", FOUND),
        ("GoodsOwner", "the goods owner is set for the tenant"),
        ("Customer.CustomerOperation", OPERATION),
        ("Customer.CustomerIdentification", OPERATION),
        ("Customer.CustomerId", FOUND),
        ("CustomerOrderLines", "lines have further fields of their own"),
    ];
}

impl FurtherTarget for CustomerOrderLine {
    const RESERVED: &'static [(&'static str, &'static str)] = &[
        ("OrderLineIdentification", OPERATION),
        ("ArticleIdentification", OPERATION),
        ("OrderLineSystemId", FOUND),
        ("ExternalOrderLineCode", FOUND),
        ("ArticleSystemId", FOUND),
        ("ArticleNumber", FOUND),
        ("ProductCode", FOUND),
        ("NumberOfItems", QUANTITY),
        ("DoPick", QUANTITY),
    ];
}

impl FurtherTarget for Customer {
    const RESERVED: &'static [(&'static str, &'static str)] =
        &[("CustomerOperation", OPERATION), ("CustomerIdentification", OPERATION), ("CustomerId", FOUND)];
}

impl FurtherTarget for ArticleDefinition {
    const RESERVED: &'static [(&'static str, &'static str)] = &[
        ("ArticleOperation", OPERATION),
        ("ArticleIdentification", OPERATION),
        ("ArticleSystemId", FOUND),
        ("ArticleNumber", FOUND),
        ("ProductCode", FOUND),
        ("IsStockArticle", "it decides whether the article is picked"),
        ("MainSupplier.SupplierOperation", OPERATION),
        ("MainSupplier.SupplierIdentificationType", OPERATION),
        ("MainSupplier.SupplierNumber", FOUND),
    ];
}

impl FurtherTarget for Supplier {
    const RESERVED: &'static [(&'static str, &'static str)] = &[
        ("SupplierOperation", OPERATION),
        ("SupplierIdentificationType", OPERATION),
        ("SupplierNumber", FOUND),
    ];
}

/// Why a target is reserved; none if it is not.
pub(super) fn reason<T: FurtherTarget>(target: &FieldPath<T>) -> Option<&'static str> {
    let steps = target.steps();
    let covers = |reserved: &str| {
        let mut parts = reserved.split('.');
        let count = reserved.split('.').count();
        count <= steps.len() && steps.iter().all(|step| parts.next().is_none_or(|part| part == *step))
    };
    T::RESERVED.iter().find(|(reserved, _)| covers(reserved)).map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reserved name that the contract does not have would reserve nothing.
    fn every_name_exists<T: FurtherTarget>() {
        for (reserved, _) in T::RESERVED {
            if let Err(error) = FieldPath::<T>::find(reserved) {
                assert!(error.part().is_empty(), "{}: {reserved}: {error}", T::NAME);
            }
        }
    }

    #[test]
    fn reserved_names_are_the_contracts() {
        every_name_exists::<CustomerOrder>();
        every_name_exists::<CustomerOrderLine>();
        every_name_exists::<Customer>();
        every_name_exists::<ArticleDefinition>();
        every_name_exists::<Supplier>();
    }

    #[test]
    fn what_is_inside_of_a_reserved_part_is_reserved_too() {
        let path = |path| FieldPath::<CustomerOrder>::find(path).unwrap();
        assert_eq!(reason(&path("OrderInfo.GoodsOwnerOrderNumber")), Some(FOUND));
        assert!(reason(&path("GoodsOwner.GoodsOwnerCode")).is_some());
        assert!(reason(&path("CustomerOrderLines.CustomerOrderLine.Batch")).is_some());
        assert_eq!(reason(&path("OrderInfo.FreeText1")), None);
        assert_eq!(reason(&path("Customer.CustomerNumber")), None);
    }
}
