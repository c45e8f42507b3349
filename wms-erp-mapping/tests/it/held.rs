use chrono::NaiveDate;
use twentyfour_client::types::{ProductId, RowId};
use wms_erp_mapping::HoldCause;

fn every_cause() -> Vec<HoldCause> {
    let product = ProductId(4711);
    vec![
        HoldCause::NoOrderId,
        HoldCause::NoProductId,
        HoldCause::NoSupplierNumber,
        HoldCause::NoName,
        HoldCause::NoCustomerNumber,
        HoldCause::NoCountry,
        HoldCause::UnknownCountry { country: "Narnia".to_owned() },
        HoldCause::NoDeliveryDate,
        HoldCause::DeliveryDateOutOfRange { date: NaiveDate::MAX },
        HoldCause::NoDeliveryMethod,
        HoldCause::UnmappedDeliveryMethod { method: "3 Bike".to_owned() },
        HoldCause::NothingToPick,
        HoldCause::NothingInStock,
        HoldCause::DuplicateRowId { row: RowId(1) },
        HoldCause::NoRowId { product },
        HoldCause::UnknownRowType { row: Some(RowId(1)), product, kind: "Gift".to_owned() },
        HoldCause::UnknownRowType { row: None, product, kind: "Gift".to_owned() },
        HoldCause::UnknownProduct { product },
        HoldCause::PriceOutOfRange { row: Some(RowId(1)) },
        HoldCause::FurtherField { from: "Cost".to_owned(), to: "CustomerLinePrice".to_owned() },
    ]
}

#[test]
fn every_cause_says_what_is_wrong_and_what_to_do() {
    let table: Vec<_> = every_cause()
        .iter()
        .map(|cause| format!("{}: {cause}\n    {}", cause.as_str(), cause.remedy()))
        .collect();
    insta::assert_snapshot!(table.join("\n"));
}
