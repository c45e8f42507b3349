//! Every field, order, type and word of the operations that are declared stands in the contract as it is declared.

use std::collections::BTreeSet;

use asmx_soap::{FieldInfo, Presence, Xsd, XsdKind};

use crate::declared::{Declared, operations, types};
use crate::wsdl::{Field, Shape, Wsdl};
use crate::{ADDITIONS, is_addition, the_contract};

#[derive(Default)]
struct Walk {
    differences: Vec<String>,
    seen: BTreeSet<String>,
    added: BTreeSet<(String, String)>,
    operations: usize,
    fields: usize,
    words: usize,
}

#[test]
fn what_is_declared_stands_in_the_contract() {
    let Some((_, wsdl)) = the_contract() else { return };
    let declared = operations();
    let mut walk = Walk::default();
    let mut missing = Vec::new();
    for (name, action) in &wsdl.operations {
        match declared.iter().find(|own| own.name == name) {
            Some(own) => walk.operation(&wsdl, own, action),
            None => missing.push(name.as_str()),
        }
    }
    println!(
        "Ongoing SOAP: {} of {} operations, {} types, {} fields, {} words; {} newer",
        walk.operations,
        wsdl.operations.len(),
        walk.seen.len(),
        walk.fields,
        walk.words,
        walk.added.len(),
    );
    assert!(missing.is_empty(), "operations without a method: {missing:?}");
    assert!(walk.differences.is_empty(), "{:#?}", walk.differences);
    assert_eq!(walk.operations, declared.len(), "an operation is in no contract");
    assert_eq!(walk.added.len(), ADDITIONS.len(), "{:?}", walk.added);
    for listed in types() {
        assert!(walk.seen.remove(listed.xsd.name), "{} belongs to no operation", listed.xsd.name);
    }
    walk.seen.retain(|name| wsdl.types.contains_key(name));
    assert!(walk.seen.is_empty(), "types that the other tests leave out: {:?}", walk.seen);
}

#[test]
fn each_operation_has_a_method_of_its_name() {
    let Some((_, wsdl)) = the_contract() else { return };
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/soap/operation");
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()));
    let source: String = files.map(Result::unwrap).collect();
    let without: Vec<_> = wsdl.operations.iter().filter(|(name, _)| !has_method(&source, name)).collect();
    println!("Ongoing SOAP: {} of {} methods", wsdl.operations.len() - without.len(), wsdl.operations.len());
    assert!(without.is_empty(), "operations without a method: {without:?}");
}

fn has_method(source: &str, operation: &str) -> bool {
    let snake = operation.chars().fold(String::new(), |mut snake, letter| {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
        snake
    });
    source.contains(&format!("pub async fn {snake}(")) || source.contains(&format!("pub fn {snake}("))
}

impl Walk {
    fn differs(&mut self, place: &str, what: impl std::fmt::Display) {
        self.differences.push(format!("{place} {what}"));
    }

    fn operation(&mut self, wsdl: &Wsdl, own: &Declared, action: &str) {
        self.operations += 1;
        if own.soap_action != format!("\"{action}\"") {
            self.differs(own.name, format!("has the action {}", own.soap_action));
        }
        self.fields(wsdl, own.name, own.fields, wsdl.request(own.name));
        let Some((path, item)) = wsdl.answer(own.name) else {
            if !own.result.is_empty() || !own.item.0.is_empty() {
                self.differs(own.name, "has a result, where the contract has none");
            }
            return;
        };
        if path != own.result || item.name != own.item.0 {
            self.differs(own.name, format!("answers in {path:?} / {}", item.name));
        }
        self.shape(wsdl, own.name, own.item.1, &item.xsd);
    }

    fn fields(&mut self, wsdl: &Wsdl, owner: &str, own: &[FieldInfo], contract: &[Field]) {
        let (added, own): (Vec<&FieldInfo>, Vec<&FieldInfo>) =
            own.iter().partition(|field| is_addition(owner, field.name));
        for field in added {
            self.added.insert((owner.to_owned(), field.name.to_owned()));
            if field.presence == Presence::Required {
                self.differs(
                    owner,
                    format!("always writes {}, which is newer than the contract", field.name),
                );
            }
        }
        let names: Vec<_> = own.iter().map(|field| field.name).collect();
        let expected: Vec<_> = contract.iter().map(|field| field.name.as_str()).collect();
        if names != expected {
            return self.differs(owner, format!("has {names:?}, and not {expected:?}"));
        }
        for (own, field) in own.into_iter().zip(contract) {
            self.fields += 1;
            let place = format!("{owner}.{}", own.name);
            let list = wsdl.list(field);
            let must = field.required && !field.nillable;
            let fits = match own.presence {
                Presence::Repeated => list.is_some() || field.unbounded,
                // Answers are read with everything optional: a service that leaves out what it must is no surprise.
                Presence::Optional => list.is_none() && !field.unbounded && (!must || is_answer(owner)),
                _ => must,
            };
            if !fits {
                self.differs(&place, format!("is {:?}", own.presence));
            }
            if own.item != list.map(|item| item.name.as_str()) {
                self.differs(&place, format!("is a list of {:?}", own.item));
            }
            self.shape(wsdl, &place, own.xsd, &list.unwrap_or(field).xsd);
        }
    }

    fn shape(&mut self, wsdl: &Wsdl, place: &str, own: Xsd, xsd: &str) {
        if xsd != own.name {
            return self.differs(place, format!("is a {}, and not a {xsd}", own.name));
        }
        match (wsdl.shape(own.name), own.kind) {
            (Shape::Scalar(_), XsdKind::Scalar) => {}
            (Shape::Enumeration(words), XsdKind::Enumeration(own_words)) => {
                if self.seen.insert(own.name.to_owned()) {
                    let (added, kept): (Vec<&str>, Vec<&str>) =
                        own_words.iter().copied().partition(|word| is_addition(own.name, word));
                    let added = added.into_iter().map(|word| (own.name.to_owned(), word.to_owned()));
                    self.added.extend(added);
                    self.words += words.len();
                    if !words.iter().eq(&kept) {
                        self.differs(own.name, format!("has the words {own_words:?}, and not {words:?}"));
                    }
                }
            }
            (Shape::Complex(contract), XsdKind::Complex(own_fields)) => {
                if self.seen.insert(own.name.to_owned()) {
                    self.fields(wsdl, own.name, own_fields(), contract);
                }
            }
            _ => self.differs(place, format!("is another sort of type than {}", own.name)),
        }
    }
}

/// Types that are only read.
pub(crate) fn is_answer(owner: &str) -> bool {
    const ANSWERS: [&str; 79] = [
        "ArticleClass",
        "TaricNumbersInfo",
        "TaricNumberInfoClass",
        "FileResultClass",
        "Order",
        "OrderStatus",
        "GoodsInfo",
        "GoodsItem",
        "OrderPalletItemInfo",
        "WsiSystem",
        "OrderInfoType",
        "NotifyClass",
        "Consignee",
        "ConsigneeInvoiceAddress",
        "Consignor",
        "GoodsOwnerInfo",
        "TransportPayer",
        "Financial",
        "TransporterClass",
        "PickedOrderLine",
        "PickedArticleItem",
        "PickedArticleItemPalletItemInfo",
        "UpdateOrderResult",
        "UpdateOrderLinesResult",
        "InventoryLine",
        "InventoryItemLine",
        "InventoryItem",
        "GetInventoryPerWarehouseResult",
        "PerWarehouseArticleLine",
        "PerWarehouseStockLine",
        "GetInventoryPerWarehouseError",
        "InventoryChangeLine",
        "InventoryTransaction",
        "GoodsStatusInventoryLine",
        "GoodsStatusInventoryRow",
        "OrderStatusReport",
        "TransporterContract",
        "TransporterService",
        "FileInfo",
        "SystemStatus",
        "InOrderStatusReport",
        "InOrderStatus",
        "ReceivedInOrder",
        "ReceivedInOrderInfoClass",
        "ReceivedInOrderSupplier",
        "ReceivedInOrderCustomerInfo",
        "ReceivedInOrderLine",
        "ReceivedArticlItem",
        "ArticleItemClassInfo",
        "UpdateInOrderResult",
        "UpdateInOrderLinesResult",
        "ShipmentInfo",
        "ShipmentHeaderInfo",
        "ShipmentRouteInfo",
        "ShipmentPaymentInfo",
        "ShipmentContainerInfo",
        "ShipmentContainerItemInfo",
        "ShipmentConsigneeInfo",
        "ShipmentConsignorInfo",
        "ShipmentSupplierInfo",
        "UpdateShipmentResult",
        "ProcessReturnOrderResult",
        "ProcessReturnOrderError",
        "GetReturnOrdersResult",
        "ReturnOrderInfo",
        "ReturnOrderLineInfo",
        "GetReturnOrdersError",
        "ProductionOrderInfo",
        "ProductionOrderHeaderInfo",
        "ProductionOrderLineInfo",
        "ProductionOrderLineConsumedInfo",
        "WarehouseTransferOrderInfo",
        "WarehouseTransferOrderInfoHeader",
        "WarehouseTransferOrderLineInfo",
        "WarehouseTransferOrderLineArticleInfo",
        "TransferArticleItemInfo",
        "Invoice",
        "InvoiceRow",
        "InvoiceArticle",
    ];
    ANSWERS.contains(&owner)
}
