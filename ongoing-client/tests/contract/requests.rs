//! Every request that can be written is valid by the schema inside the contract, as a real validator sees it.

use std::path::PathBuf;

use asmx_soap::to_xml;
use ongoing_client::XsDateTime;
use ongoing_client::model::{
    ArticleDefinition, ArticleGroup, ArticleKey, Customer, CustomerGroup, CustomerOrder, CustomerOrderLine,
    File, GetInventoryQuery, InOrder, InOrderFilters, InOrderInfoClass, InOrderLine, InOrderSupplier,
    InOrderType, InOrderWarehouse, LogEvent, OrderFile, OrderFilters, OrderId, OrderInfoClass, OrderType,
    OutboundWarehouse, ReturnCause, ReturnOrder, ReturnOrderLine, Shipment, ShipmentId, Supplier,
    TransportPaymentType, TransporterContractClass, Trip, TypeClass, UpdateInOrder, UpdateInOrderLines,
    UpdateOrderLines, UpdateShipment, VatCodeClass, WayOfDeliveryType,
};
use ongoing_client::soap::operation;
use proptest::prelude::*;

use crate::contract::{schema_for, validate};
use crate::declared::{Declared, operations};
use crate::sample::{Choices, compare, document, lines, parse, reversed, understood, with_fields};
use crate::wsdl::Wsdl;
use crate::{lenient, the_contract};

struct Validator {
    wsdl: Wsdl,
    schema: PathBuf,
    operations: Vec<Declared>,
}

impl Validator {
    fn new(name: &str) -> Option<Self> {
        let (path, wsdl) = the_contract()?;
        Some(Self { wsdl, schema: schema_for(&lenient(&path, name)).remove(0), operations: operations() })
    }

    fn check(&self, xml: &str) -> Result<(), String> {
        validate(&self.schema, xml)
    }

    /// Makes a request from the contract, reads it, writes it, and looks at what came out.
    fn round(&self, operation: &Declared, mut choices: Choices) -> Result<(), String> {
        let fields = self.wsdl.request(operation.name);
        let sample = with_fields(&self.wsdl, operation.name, fields, &mut choices, 0);
        let written = (operation.rewrite)(&document(&reversed(sample.clone())));
        self.check(&written)?;
        let expected = lines(&understood(&self.wsdl, operation.name, fields, &sample));
        compare(&parse(&written), &expected)
    }
}

#[test]
fn a_request_with_everything_set_is_valid() {
    let Some(validator) = Validator::new("everything") else { return };
    for operation in &validator.operations {
        validator.round(operation, Choices::Everything(0)).unwrap();
    }
}

#[test]
fn a_request_with_nothing_set_but_what_must_be_is_valid() {
    let Some(validator) = Validator::new("least") else { return };
    for operation in &validator.operations {
        validator.check(&(operation.least)()).unwrap();
        validator.round(operation, Choices::Least).unwrap();
    }
}

#[test]
fn a_request_with_anything_set_is_valid() {
    let Some(validator) = Validator::new("anything") else { return };
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let cases = (0..validator.operations.len(), proptest::collection::vec(any::<u8>(), 0..400));
    let run = runner.run(&cases, |(operation, bytes)| {
        let choices = Choices::Chance(bytes.into_iter());
        validator.round(&validator.operations[operation], choices).map_err(TestCaseError::fail)
    });
    run.unwrap();
}

#[test]
fn what_the_constructors_make_is_valid() {
    let Some(validator) = Validator::new("constructors") else { return };
    let art = Some(ArticleDefinition {
        main_supplier: Some(Supplier::by_number("9", "Lys & Lykt")),
        ..ArticleDefinition::by_product_code("17", "LAMP")
    });
    validator.check(&to_xml(&operation::ProcessArticle { art, ..Default::default() }).unwrap()).unwrap();
    let info = OrderInfoClass {
        way_of_delivery_type: Some(WayOfDeliveryType::create_or_find("1", "Post")),
        ..OrderInfoClass::by_number("1001", XsDateTime::default())
    };
    let line = CustomerOrderLine::new("1", ArticleKey::ProductCode("17".to_owned()), 2.into());
    let order = CustomerOrder::new(info, Customer::by_name_and_address("Kari", "Storgata 1"), vec![line]);
    for co in [order, CustomerOrder::remove("1001")] {
        let request = operation::ProcessOrder { co: Some(co), ..Default::default() };
        validator.check(&to_xml(&request).unwrap()).unwrap();
    }
    what_orders_and_articles_refer_to(&validator);
    what_comes_in_and_what_travels(&validator);
    let update_order_lines = Some(UpdateOrderLines::report("1001", [("1", 2.into())]));
    let request = operation::UpdateOrderLines { update_order_lines, ..Default::default() };
    validator.check(&to_xml(&request).unwrap()).unwrap();
    for filters in [
        OrderFilters::to_report(),
        OrderFilters::by_numbers(["1", "2"]),
        OrderFilters::by_ids([OrderId(7)]),
        OrderFilters::in_statuses(400, 500),
        OrderFilters::updated_from(XsDateTime::default()),
    ] {
        let request = operation::GetOrdersByQuery { query: Some(filters), ..Default::default() };
        validator.check(&to_xml(&request).unwrap()).unwrap();
    }
}

fn what_orders_and_articles_refer_to(validator: &Validator) {
    let article = |art| to_xml(&operation::ProcessArticle { art: Some(art), ..Default::default() }).unwrap();
    let created = ArticleDefinition {
        article_group: Some(ArticleGroup::find_or_create("L", "Lamps")),
        article_category: Some(TypeClass::find_or_create("I", "Indoor")),
        vat_code: Some(VatCodeClass::find_or_create("25", 25.into())),
        ..ArticleDefinition::by_article_number("LAMP")
    };
    validator.check(&article(created)).unwrap();
    let cleared = ArticleDefinition {
        article_group: Some(ArticleGroup::clear()),
        vat_code: Some(VatCodeClass::by_percent(25.into())),
        ..ArticleDefinition::by_article_number("LAMP")
    };
    validator.check(&article(cleared)).unwrap();
    for warehouse in [OutboundWarehouse::by_code("MAIN"), OutboundWarehouse::by_id(1)] {
        let info = OrderInfoClass {
            order_type: Some(OrderType::create_or_find("B2B", "To shops")),
            outbound_warehouse: Some(warehouse),
            ..OrderInfoClass::by_number("1001", XsDateTime::default())
        };
        let group = Some(CustomerGroup::by_code("SHOPS"));
        let customer = Customer { customer_group: group, ..Customer::by_number("42", "Kari") };
        let contract = TransporterContractClass::find("BRING", "3584", TransportPaymentType::Prepaid);
        let order = CustomerOrder::new(info, customer, Vec::new());
        let co = Some(CustomerOrder { transporter_contract: Some(contract), ..order });
        validator.check(&to_xml(&operation::ProcessOrder { co, ..Default::default() }).unwrap()).unwrap();
    }
    let log_event = Some(LogEvent::info(XsDateTime::default(), "Orders", "12 were sent"));
    validator.check(&to_xml(&operation::ReportEvent { log_event, ..Default::default() }).unwrap()).unwrap();
    let file = || File::new("a.txt", "text/plain", "x");
    for order_file in [OrderFile::by_order_number("1001", file()), OrderFile::by_order_id(OrderId(7), file())]
    {
        let request = operation::UploadOrderFile { order_file: Some(order_file), ..Default::default() };
        validator.check(&to_xml(&request).unwrap()).unwrap();
    }
}

fn what_comes_in_and_what_travels(validator: &Validator) {
    let line = InOrderLine::new("1", ArticleKey::ArticleNumber("LAMP".to_owned()), 2.into());
    let info = InOrderInfoClass {
        in_order_type: Some(InOrderType::create_or_find("IMP", "Import")),
        warehouse: Some(InOrderWarehouse::by_name("Main")),
        ..InOrderInfoClass::by_number("P-17")
    };
    let supplier = Some(InOrderSupplier::by_number("9", "Lys & Lykt"));
    let written = InOrder { in_order_supplier: supplier, ..InOrder::new(info, vec![line]) };
    for co in [written, InOrder::remove("P-17")] {
        let request = operation::ProcessInOrder { co: Some(co), ..Default::default() };
        validator.check(&to_xml(&request).unwrap()).unwrap();
    }
    let time = XsDateTime::default;
    for filters in [
        InOrderFilters::to_report(),
        InOrderFilters::by_numbers(["1", "2"]),
        InOrderFilters::in_statuses(400, 500),
        InOrderFilters::updated_from(time()),
    ] {
        let request = operation::GetInOrdersByQuery { query: Some(filters), ..Default::default() };
        validator.check(&to_xml(&request).unwrap()).unwrap();
    }
    let update_in_order_lines = Some(UpdateInOrderLines::report("P-17", [("1", 2.into())]));
    let request = operation::UpdateInOrderLines { update_in_order_lines, ..Default::default() };
    validator.check(&to_xml(&request).unwrap()).unwrap();
    let update_in_order = Some(UpdateInOrder::status("P-17", 500));
    let request = operation::UpdateInOrder { update_in_order, ..Default::default() };
    validator.check(&to_xml(&request).unwrap()).unwrap();
    let lines = vec![ReturnOrderLine::by_code("1", 1.into())];
    let cause = Some(ReturnCause::find_or_create("BROKEN", "Broken"));
    let return_order = Some(ReturnOrder { return_cause: cause, ..ReturnOrder::new("1001", "R-1", lines) });
    let request = operation::ProcessReturnOrder { return_order, ..Default::default() };
    validator.check(&to_xml(&request).unwrap()).unwrap();
    for shipment in [Shipment::by_order_number("S-1"), Shipment::remove("S-1")] {
        let request = operation::ProcessShipment { shipment: Some(shipment), ..Default::default() };
        validator.check(&to_xml(&request).unwrap()).unwrap();
    }
    let update_shipment = Some(UpdateShipment::comment(ShipmentId(7), "Late"));
    let request = operation::UpdateShipment { update_shipment, ..Default::default() };
    validator.check(&to_xml(&request).unwrap()).unwrap();
    let trip = Some(Trip::new(time(), "T-1", vec![Default::default()]));
    validator.check(&to_xml(&operation::ProcessTrip { trip, ..Default::default() }).unwrap()).unwrap();
}

#[test]
fn what_is_newer_than_the_contract_is_written_only_when_asked_for() {
    let Some(validator) = Validator::new("newer") else { return };
    let write = |query: GetInventoryQuery| {
        let get_inventory_query = Some(query);
        to_xml(&operation::GetInventoryByQuery { get_inventory_query, ..Default::default() }).unwrap()
    };
    let old = GetInventoryQuery::changed_from(XsDateTime::default());
    validator.check(&write(old.clone())).unwrap();
    validator.check(&write(old.paged(500))).unwrap_err();
}

#[test]
fn the_validator_finds_mistakes() {
    let Some(validator) = Validator::new("mistakes") else { return };
    let article = validator.operations.iter().find(|operation| operation.name == "ProcessArticle").unwrap();
    let written = (article.least)();
    validator.check(&written).unwrap();
    validator.check(&written.replace("UserName", "Username")).unwrap_err();
}
