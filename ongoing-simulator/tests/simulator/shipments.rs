//! Shipments: made, changed, found, sent off and removed, as the contract has them.

use asmx_test_server::Node;
use ongoing_simulator::world::MissingLines;

use super::*;

const NUMBER: &str = "ShipmentOrderNumber";

/// A `Shipment`, found by its order number.
pub(super) fn shipment(operation: &str, header: &str, parts: &str) -> String {
    shipment_by(NUMBER, operation, header, parts)
}

fn shipment_by(identification: &str, operation: &str, header: &str, parts: &str) -> String {
    format!(
        "<Shipment><ShipmentHeader><ShipmentOperation>{operation}</ShipmentOperation><ShipmentIdentification>{identification}\
         </ShipmentIdentification>{header}</ShipmentHeader>{parts}</Shipment>"
    )
}

pub(super) fn consignee(by: &str, operation: &str, name: &str) -> String {
    format!(
        "<Consignee><ShipmentAddressIdentification>{by}</ShipmentAddressIdentification><ShipmentAddressOperation>{operation}\
         </ShipmentAddressOperation><CustomerNumber>42</CustomerNumber><Id>0</Id><Name>{name}</Name><Address>Kaien 1</Address>\
         <PostCode>5003</PostCode><City>Bergen</City><CountryCode>NO</CountryCode><IsEuCountry>false</IsEuCountry>\
         <NotifyByEmail>false</NotifyByEmail><NotifyBySms>true</NotifyBySms></Consignee>"
    )
}

pub(super) fn container(id: i32, packages: i32, order: Option<i32>) -> String {
    let order = order.map(|order| format!("<OrderId>{order}</OrderId>")).unwrap_or_default();
    format!(
        "<ShipmentContainer><ContainerTypeCode>EUR</ContainerTypeCode><Weight>12.5</Weight><NumberOfPackages>{packages}\
         </NumberOfPackages>{order}<ContainerId>{id}</ContainerId></ShipmentContainer>"
    )
}

fn containers(list: &[String]) -> String {
    format!("<ShipmentContainers>{}</ShipmentContainers>", list.concat())
}

async fn found(bench: &Bench, filters: &str) -> Vec<Node> {
    bench.call("GetShipmentsByQuery", &format!("<query>{filters}</query>")).await.items("Shipments")
}

#[tokio::test]
async fn a_shipment_is_made_once_changed_and_read_back_with_its_orders() {
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.order("1001", &[("1", "17", "2")]).await;
    let order = bench.wms.order("1001").unwrap().order_id;
    let header = "<WayBill>70000000001</WayBill><TransporterOrderNumber>T-1</TransporterOrderNumber>\
        <ShipmentOrderNumber>S-1</ShipmentOrderNumber><DeliveryDate>2026-03-05T00:00:00</DeliveryDate>";
    let parts =
        containers(&[container(0, 3, Some(order))]) + &consignee("CustomerNumber", "FindOrCreate", "Kaia");
    bench.call("ProcessShipment", &shipment("CreateOrUpdate", header, &parts)).await.ok();
    let again = "<ShipmentOrderNumber>S-1</ShipmentOrderNumber><VesselName>Kong Harald</VesselName>";
    bench.call("ProcessShipment", &shipment("CreateOrUpdate", again, "")).await.ok();

    let all = found(&bench, "<GetOrders>true</GetOrders>").await;
    let [read] = all.as_slice() else { panic!("{all:?}") };
    let of_header = |name| text_at(read, &["ShipmentHeader", name]);
    assert_eq!(of_header("ShipmentOrderNumber"), "S-1");
    assert_eq!(of_header("WayBill"), "70000000001");
    assert_eq!(of_header("VesselName"), "Kong Harald");
    assert_eq!(text_at(read, &["Consignee", "Name"]), "Kaia");
    let container = ["ShipmentContainers", "ShipmentContainerInfo"];
    assert_eq!(text_at(read, &[container[0], container[1], "NumberOfPackages"]), "3");
    assert_eq!(text_at(read, &[container[0], container[1], "OrderNumber"]), "1001");
    assert_eq!(text_at(read, &["Orders", "Order", "OrderInfo", "GoodsOwnerOrderNumber"]), "1001");
    let without = &found(&bench, "<GetOrders>false</GetOrders>").await[0];
    assert!(without.child("Orders").unwrap().children.is_empty());
    assert!(bench.wms.skipped_elements().is_empty(), "{:?}", bench.wms.skipped_elements());
}

#[tokio::test]
async fn each_identification_finds_the_shipment_it_names() {
    let bench = Bench::new().await;
    let header = |way_bill: &str, carrier: &str, number: &str, route: &str| {
        format!(
            "<WayBill>{way_bill}</WayBill><TransporterOrderNumber>{carrier}</TransporterOrderNumber><ShipmentOrderNumber>{number}\
             </ShipmentOrderNumber><Route>{route}</Route><DeliveryDate>2026-03-05T00:00:00</DeliveryDate>"
        )
    };
    let full = header("1", "T-1", "S-1", "R");
    bench.call("ProcessShipment", &shipment("Create", &full, "")).await.ok();
    for by in [
        "WayBill",
        "TransporterOrderNumberAndShipmentOrderNumber",
        "TransporterOrderNumberAndRoute",
        "TransporterOrderNumber",
        NUMBER,
        "ShipmentOrderNumberAndDeliveryDate",
    ] {
        let refused = bench.call("ProcessShipment", &shipment_by(by, "Create", &full, "")).await.refused();
        assert!(refused.contains("already"), "{by}: {refused}");
        let other = header("2", "T-2", "S-2", "Q");
        let unknown = bench.call("ProcessShipment", &shipment_by(by, "Remove", &other, "")).await.refused();
        assert!(unknown.contains("not found"), "{by}: {unknown}");
        let empty = bench.call("ProcessShipment", &shipment_by(by, "CreateOrUpdate", "", "")).await.refused();
        assert!(empty.contains("empty"), "{by}: {empty}");
    }
    let unknown = shipment_by("ShipmentId", "CreateOrUpdate", "<ShipmentId>4</ShipmentId>", "");
    assert!(bench.call("ProcessShipment", &unknown).await.refused().contains("not found"));
    assert_eq!(bench.wms.look(|world| world.shipments().count()), 1);
}

#[tokio::test]
async fn what_is_refused_changes_nothing() {
    let bench = Bench::new().await;
    let header = "<ShipmentOrderNumber>S-1</ShipmentOrderNumber>";
    let payment = |code: &str| {
        format!(
            "<ShipmentPayment><ShipmentContractIdentification>TransporterCode</ShipmentContractIdentification>\
             <ShipmentPaymentType>Prepaid</ShipmentPaymentType><TransporterCode>{code}</TransporterCode></ShipmentPayment>"
        )
    };
    let country = consignee("None", "Create", "Kaia").replace(">NO<", ">NOR<");
    let owner = "<GoodsOwner><GoodsOwnerIdentification>SystemId</GoodsOwnerIdentification><GoodsOwnerId>1</GoodsOwnerId></GoodsOwner>";
    let strange = shipment("Create", header, "").replace("<Shipment>", &format!("<Shipment>{owner}"));
    bench.call("ProcessShipment", &strange).await.refused();
    for parts in [
        containers(&[container(7, 1, None)]),
        containers(&[container(0, 1, Some(7))]),
        consignee("CustomerNumber", "Find", "Kaia"),
        country,
        payment("BRING"),
    ] {
        let answer = bench.call("ProcessShipment", &shipment("Create", header, &parts)).await;
        assert!(!answer.refused().is_empty(), "{parts}");
    }
    let status = format!("{header}<ShipmentStatusId>77</ShipmentStatusId>");
    bench.call("ProcessShipment", &shipment("Create", &status, "")).await.refused();
    let nothing = bench.wms.look(|world| (world.shipments().count(), world.shipment_addresses().len()));
    assert_eq!(nothing, (0, 0));

    let contract = "<TransporterContract><TransporterContractIdentification>Code</TransporterContractIdentification>\
        <TransporterContractOperation>CreateOrUpdate</TransporterContractOperation><TransportPayment>Prepaid</TransportPayment>\
        <TransporterCode>BRING</TransporterCode></TransporterContract>";
    bench.article("17").await;
    let lines = order_lines(&[("1", "17", "1")]);
    bench.call("ProcessOrder", &order_with("Create", "1001", "", contract, &lines)).await.ok();
    bench.call("ProcessShipment", &shipment("Create", header, &payment("bring"))).await.ok();
    assert_eq!(text_at(&found(&bench, "").await[0], &["ShipmentPayment", "TransporterCode"]), "bring");
}

#[tokio::test]
async fn containers_keep_their_ids_and_the_rule_for_missing_lines_says_which_go() {
    for (rule, count) in [(MissingLines::Deleted, 1), (MissingLines::Kept, 2)] {
        let bench = Bench::new().await;
        bench.wms.set_rules(|rules| rules.missing_lines = rule);
        let header = "<ShipmentOrderNumber>S-1</ShipmentOrderNumber>";
        let two = containers(&[container(0, 1, None), container(0, 2, None)]);
        bench.call("ProcessShipment", &shipment("Create", header, &two)).await.ok();
        let ids = || {
            bench.wms.look(|world| {
                world
                    .shipment("S-1")
                    .unwrap()
                    .containers
                    .iter()
                    .map(|one| (one.id, one.number_of_packages))
                    .collect::<Vec<_>>()
            })
        };
        let [(first, 1), (_, 2)] = ids()[..] else { panic!("{:?}", ids()) };
        let one = containers(&[container(first, 9, None)]);
        bench.call("ProcessShipment", &shipment("CreateOrUpdate", header, &one)).await.ok();
        assert_eq!((ids().len(), ids()[0]), (count, (first, 9)), "{rule:?}");
    }
}

#[tokio::test]
async fn a_shipment_that_has_left_keeps_all_but_its_comment() {
    let bench = Bench::new().await;
    let header = "<ShipmentOrderNumber>S-1</ShipmentOrderNumber>";
    bench.call("ProcessShipment", &shipment("Create", header, "")).await.ok();
    assert!(found(&bench, "<ShipmentStatusFrom>500</ShipmentStatusFrom>").await.is_empty());
    bench.wms.ship("S-1").unwrap();
    assert!(bench.wms.ship("S-1").is_err() && bench.wms.ship("S-2").is_err());
    for operation in ["CreateOrUpdate", "Remove"] {
        let refused = bench.call("ProcessShipment", &shipment(operation, header, "")).await.refused();
        assert!(refused.contains("has left"), "{refused}");
    }
    let update = |number: &str| {
        format!(
            "<updateShipment><ShipmentUpdateIdentification><ShipmentIdentificationType>ShipmentOrderNumber\
             </ShipmentIdentificationType><ShipmentOrderNumber>{number}</ShipmentOrderNumber></ShipmentUpdateIdentification>\
             <UpdateShipmentComment><ShipmentComment>late</ShipmentComment></UpdateShipmentComment></updateShipment>"
        )
    };
    let result = bench.call("UpdateShipment", &update("S-1")).await.ok();
    let sent = &found(&bench, "<ShipmentStatusFrom>500</ShipmentStatusFrom>").await[0];
    assert_eq!(result.text_of("ShipmentId").unwrap(), text_at(sent, &["ShipmentHeader", "ShipmentId"]));
    assert_eq!(text_at(sent, &["ShipmentHeader", "ShipmentComment"]), "late");
    assert_eq!(text_at(sent, &["ShipmentHeader", "ShippedTime"]), "2026-03-02T08:00:00");
    bench.call("UpdateShipment", &update("S-2")).await.refused();
}

#[tokio::test]
async fn queries_let_through_what_every_filter_lets_through() {
    let bench = Bench::new().await;
    for (number, day) in [("S-1", "04"), ("S-2", "05")] {
        let header = format!(
            "<ShipmentOrderNumber>{number}</ShipmentOrderNumber><InDate>2026-03-{day}T10:00:00</InDate>\
             <DeliveryDate>2026-03-{day}T12:00:00</DeliveryDate>"
        );
        bench.call("ProcessShipment", &shipment("Create", &header, "")).await.ok();
    }
    let ids = bench.wms.look(|world| world.shipments().map(|shipment| shipment.id).collect::<Vec<_>>());
    let by_id = format!("<ShipmentIdsToGet><int>{}</int></ShipmentIdsToGet>", ids[1]);
    for (filters, expected) in [
        ("", 2),
        ("<InDateFrom>2026-03-04T10:00:01</InDateFrom>", 1),
        ("<InDateTo>2026-03-04T10:00:00</InDateTo>", 1),
        ("<DeliveryDateFrom>2026-03-05T23:00:00</DeliveryDateFrom>", 1),
        ("<DeliveryDateTo>2026-03-04T00:00:00</DeliveryDateTo>", 1),
        ("<ShipmentOrderNumber>s-2</ShipmentOrderNumber>", 1),
        ("<ShipmentStatusTo>99</ShipmentStatusTo>", 0),
        (by_id.as_str(), 1),
    ] {
        assert_eq!(found(&bench, filters).await.len(), expected, "{filters}");
    }
}

#[tokio::test]
async fn what_a_shipment_may_have_beyond_this_warehouse_says_so() {
    let bench = Bench::new().await;
    let header = "<ShipmentOrderNumber>S-1</ShipmentOrderNumber>";
    let pallet = "<ShipmentContainerItems><ShipmentContainerItem><NumberOfItems>1</NumberOfItems></ShipmentContainerItem>\
        </ShipmentContainerItems>";
    let destination = "<Destination><Name>Port</Name></Destination>";
    for parts in [pallet, destination] {
        let fault = bench.call("ProcessShipment", &shipment("Create", header, parts)).await.fault();
        assert!(fault.ends_with("of a shipment is not simulated."), "{fault}");
    }
    let by_trip = shipment_by("TripOrderNumberAndConsigneeFullNameAndAddress", "Create", header, "");
    assert!(bench.call("ProcessShipment", &by_trip).await.fault().ends_with("is not simulated."));
    let fault =
        bench.call("GetShipmentsByQuery", "<query><IsCollectType>true</IsCollectType></query>").await.fault();
    assert!(fault.ends_with("is not simulated."), "{fault}");
    assert_eq!(bench.wms.look(|world| world.shipments().count()), 0);
}
