//! A field of the answers is missing for a while, and then there again: meanwhile nothing false is written to either side, and people are told;
//! afterwards everything is as if nothing had been missing. The fields are those of the answers that the simulated systems give, so that no one
//! has to list them.

mod answers;
mod cells;
mod life;

use self::answers::{Answers, Field, Side};
use self::cells::Cells;
use self::life::{Life, Setting, Told};
use crate::bench::Transport;

/// Fields that were once taken for zero or for nothing, by the last parts of their paths. Every run of the tests leaves these out; all others
/// take minutes, and are left out with `LEFT_OUT=all`.
const ONCE_TAKEN: &[&str] = &[
    // Without its id, an order counted as gone from the ERP.
    "InvoiceOrder/OrderId",
    // Without its rows, or what they are of, an order was reported with what had been ordered, not with what was sent.
    "InvoiceOrder/InvoiceRows",
    "InvoiceRow/ProductId",
    "InvoiceRow/Quantity",
    // Without the lines, nothing was sent: all rows of the ERP became zero.
    "Order/PickedOrderLines",
    "/orderLines",
    // Freight, which is not picked, became zero.
    "PickedOrderLine/DoPick",
    "orderLines/shouldBePicked",
    "PickedOrderLine/PickedNumberOfItems",
    "orderLines/pickedNumberOfItems",
    "OrderInfo/OrderStatusNumber",
    "orderStatus/number",
    // The end of reception was taken back.
    "InOrderInfo/InOrderStatusNumber",
    "purchaseOrderStatus/number",
    // Nothing was reported of a line, or of another one.
    "ReceivedInOrder/ReceivedInOrderLines",
    "/purchaseOrderLines",
    "ReceivedInOrderLine/ExternalOrderLineCode",
    "purchaseOrderLines/rowNumber",
    "ReceivedInOrderLine/ReceivedNumberOfItems",
    "purchaseOrderLines/receivedNumberOfItems",
    // What had come back counted as undone.
    "ReturnOrderInfo/ReturnOrderNumber",
    "returnOrderInfo/returnOrderNumber",
    "ReturnOrderLineInfo/ReturnedNumberOfItems",
    "returnOrderLines/returnedNumberOfItems",
    // The level that was known before was written.
    "InventoryLine/Article",
    "Article/ProductCode",
    "/productCode",
    // The stock became zero.
    "InventoryLine/NumberOfItems",
    "inventoryInfo/numberOfItems",
    "PerWarehouseArticleLine/PerWarehouseStockLines",
    "PerWarehouseStockLine/WarehouseCode",
    "/inventoryPerWarehouse",
    "inventoryPerWarehouse/warehouseId",
];

/// Fields that an answer may lack because they are empty, with the vendor's word for it. A text that is made of one may become empty too;
/// nothing else may.
const MAY_BE_EMPTY: &[(Side, &str, &str)] = &[
    (
        Side::Erp,
        "",
        "members at their default are left out, texts and objects are optional (WSDL: default, minOccurs=\"0\")",
    ),
    (Side::Wms, "OrderPalletItems", "there are no parcels yet (WSDL: minOccurs=\"0\")"),
    (Side::Wms, "/parcels", "there are no parcels yet (OpenAPI: nullable)"),
    (Side::Wms, "WayBill", "nothing is booked yet (WSDL: minOccurs=\"0\")"),
    (Side::Wms, "wayBill", "nothing is booked yet (OpenAPI: nullable)"),
    (Side::Wms, "racking", "nothing is booked yet (optional over both transports)"),
];

fn may_be_empty(field: &Field) -> bool {
    MAY_BE_EMPTY.iter().any(|(side, path, _)| field.side == *side && field.path.contains(path))
}

/// What came of a life.
struct Seen {
    before: Cells,
    during: Cells,
    after: Cells,
    told: Vec<Told>,
}

async fn live(setting: Setting, without: &[&Field], answers: &Answers) -> Seen {
    let mut life = Life::begin(setting, answers).await;
    let before = Cells::of(&life);
    for field in without {
        let control = match field.side {
            Side::Erp => life.bench.erp.control(),
            Side::Wms => life.bench.wms.control(),
        };
        control.misbehave(field.left_out());
    }
    let reports = life.work().await;
    let (during, told) = (Cells::of(&life), life.told(&reports).await);
    life.recover().await;
    Seen { before, during, after: Cells::of(&life), told }
}

impl Seen {
    fn is_like(&self, other: &Self) -> bool {
        (&self.during, &self.after) == (&other.during, &other.after)
    }

    /// What is wrong with it, against a life in which nothing was left out.
    fn problems(&self, right: &Self, field: &Field) -> Vec<String> {
        let mut problems = Vec::new();
        for (cell, told) in self.during.neither(&right.before, &right.during) {
            if Cells::is_of_goods(&cell) || !may_be_empty(field) {
                problems.push(format!("{cell} {told}"));
            }
        }
        if self.told.is_empty() && self.during != right.during && !may_be_empty(field) {
            problems.push("no one is told".to_owned());
        }
        for (cell, told) in self.after.neither(&right.after, &right.after) {
            problems.push(format!("in the end, {cell} {told}"));
        }
        problems
    }
}

/// Lives without fields, many at once: where nothing comes of it, none of them matters; otherwise they are divided.
async fn judge(setting: Setting, fields: &[&Field], right: &Seen) -> Vec<String> {
    let mut problems = Vec::new();
    let mut waiting: Vec<&[&Field]> = vec![fields];
    while let Some(fields) = waiting.pop() {
        let seen = live(setting, fields, &Answers::default()).await;
        match fields {
            _ if seen.is_like(right) => {}
            [field] => {
                let found = seen.problems(right, field);
                if !found.is_empty() {
                    let told: Vec<String> = seen.told.iter().map(|told| format!("    {told:?}")).collect();
                    problems.push(format!(
                        "without {} of {}:\n  {}\n  told:\n{}",
                        field.path,
                        field.request,
                        found.join("\n  "),
                        told.join("\n")
                    ));
                }
            }
            _ => {
                let (first, second) = fields.split_at(fields.len().div_ceil(2));
                waiting.extend([second, first].into_iter().filter(|part| !part.is_empty()));
            }
        }
    }
    problems
}

/// Leaves out each field of one side's answers that a company without `like` does not have.
async fn leave_out_each(setting: Setting, side: Side, like: Option<Setting>) {
    let answers = Answers::default();
    let right = live(setting, &[], &answers).await;
    assert!(right.before != right.during && right.told.is_empty(), "{:#?}", right.told);
    let mut fields = answers.fields();
    if let Some(like) = like {
        let known = Answers::default();
        live(like, &[], &known).await;
        fields.retain(|field| !known.fields().contains(field));
    }
    fields.retain(|field| field.side == side);
    let all = std::env::var("LEFT_OUT").is_ok_and(|which| which == "all");
    let once_taken = |field: &&Field| ONCE_TAKEN.iter().any(|path| field.path.ends_with(path));
    let fields: Vec<&Field> = fields.iter().filter(|field| all || once_taken(field)).collect();
    assert!(!fields.is_empty());
    let mut problems = Vec::new();
    // Of those, hardly one is without consequence.
    for fields in fields.chunks(if all { fields.len() } else { 1 }) {
        problems.extend(judge(setting, fields, &right).await);
    }
    assert!(problems.is_empty(), "{} of {} fields:\n{}", problems.len(), fields.len(), problems.join("\n\n"));
}

#[tokio::test]
async fn no_field_that_the_erp_leaves_out_is_taken_for_zero_or_nothing() {
    leave_out_each(Setting { transport: Transport::Soap, warehouse: false }, Side::Erp, None).await;
}

#[tokio::test]
async fn no_field_that_the_wms_leaves_out_is_taken_for_zero_or_nothing_over_soap() {
    leave_out_each(Setting { transport: Transport::Soap, warehouse: false }, Side::Wms, None).await;
}

#[tokio::test]
async fn no_field_that_the_wms_leaves_out_is_taken_for_zero_or_nothing_over_rest() {
    leave_out_each(Setting { transport: Transport::Rest, warehouse: false }, Side::Wms, None).await;
}

#[tokio::test]
async fn no_field_of_stock_by_warehouse_is_taken_for_zero_or_nothing() {
    for transport in [Transport::Soap, Transport::Rest] {
        let all = Setting { transport, warehouse: false };
        leave_out_each(Setting { warehouse: true, ..all }, Side::Wms, Some(all)).await;
    }
}
