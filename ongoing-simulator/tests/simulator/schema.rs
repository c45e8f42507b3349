//! What the warehouse answers is what the vendor's own schema allows, by the word of an independent validator.

#[path = "../../../asmx-soap/tests/support/contract.rs"]
mod contract;

use std::path::PathBuf;

use super::*;

/// The vendor's schema; without it, or without a validator, the test says that it was skipped.
fn schema() -> Option<PathBuf> {
    let Some(wsdl) = contract::contract("ongoing/service.wsdl") else {
        contract::skipped("simulator/schema: the vendor's contracts are not there (VENDOR_CONTRACTS)");
        return None;
    };
    if !contract::has_validator() {
        contract::skipped("simulator/schema: xmllint is not installed (Debian: libxml2-utils)");
        return None;
    }
    contract::schema_for(&wsdl).into_iter().next()
}

fn body_of(envelope: &str) -> &str {
    let start = envelope.find("<soap:Body>").unwrap() + "<soap:Body>".len();
    &envelope[start..envelope.find("</soap:Body>").unwrap()]
}

const FULL_ARTICLE: &str = "<BarCode>731</BarCode><Weight>1.250</Weight><QuantityPerPallet>40</QuantityPerPallet>\
    <PurchasePrice>12.50</PurchasePrice><VatCode><VatCodeOperation>CreateNotUpdate</VatCodeOperation><VatCodeIdentification>\
    VatTypeCode</VatCodeIdentification><VatCode>25</VatCode><VatPercent>25</VatPercent></VatCode><DangerousGoods><UNNumber>\
    1950</UNNumber><UNPackageType>II</UNPackageType><UNTunnelCodes><UNTunnelCode>D</UNTunnelCode></UNTunnelCodes>\
    <UNProperShippingName><Name>Aerosols</Name></UNProperShippingName></DangerousGoods><MainSupplier>\
    <SupplierIdentificationType>SupplierNumber</SupplierIdentificationType><SupplierOperation>CreateOrUpdate\
    </SupplierOperation><SupplierNumber>9</SupplierNumber><SupplierName>Lys &amp; Lykt</SupplierName></MainSupplier>\
    <TaricNumbers><TaricNumber><Country><CountryCode>NO</CountryCode></Country><TaricNumber>9405</TaricNumber></TaricNumber>\
    </TaricNumbers>";

const FULL_CUSTOMER: &str = "<Customer><CustomerOperation>CreateOrUpdate</CustomerOperation><CustomerIdentification>\
    FullNameAndAddress</CustomerIdentification><CustomerNumber>42</CustomerNumber><Name>Kåre Ås</Name><Address>Kaien 1\
    </Address><PostCode>5003</PostCode><City>Bergen</City><CountryCode>NO</CountryCode><NotifyBySMS>true</NotifyBySMS>\
    <InvoiceAddress><Name>Ås AS</Name></InvoiceAddress></Customer><CommunicationInfo><FromSystemName>ERP</FromSystemName>\
    </CommunicationInfo><TransporterContract><TransporterContractIdentification>Code</TransporterContractIdentification>\
    <TransporterContractOperation>CreateOrUpdate</TransporterContractOperation><TransportPayment>Prepaid</TransportPayment>\
    <TransporterCode>BRING</TransporterCode></TransporterContract>";

#[tokio::test]
async fn every_answer_is_valid() {
    let Some(xsd) = schema() else { return };
    let bench = Bench::new().await;
    let user = "<UserName>WSI-acme</UserName><Password>forklift</Password>";
    let mut checked = 0;
    let mut check = |operation: &str, answer: &Answer| {
        assert_eq!(answer.status, 200, "{operation}: {}", answer.text);
        if let Err(problem) = contract::validate(&xsd, body_of(&answer.text)) {
            panic!("{operation}: {problem}");
        }
        checked += 1;
    };

    check("ProcessArticle", &bench.call("ProcessArticle", &article("17", FULL_ARTICLE)).await);
    check("ProcessArticle, bare", &bench.call("ProcessArticle", &article("18", "")).await);
    check("ProcessArticle, refused", &bench.call("ProcessArticle", &article("19", "<MainSupplier/>")).await);
    for code in ["17", "18"] {
        bench.wms.receive(code, 10).unwrap();
    }
    let info = "<DeliveryDate>2026-03-04</DeliveryDate><FreightPrice>49.00</FreightPrice>";
    let lines = order_lines(&[("1", "17", "2.5"), ("2", "18", "12")]);
    let full = order_with("Create", "1001", info, FULL_CUSTOMER, &lines);
    check("ProcessOrder", &bench.call("ProcessOrder", &full).await);
    check("ProcessOrder, refused", &bench.call("ProcessOrder", &full).await);
    check("ProcessOrder, bare", &bench.call("ProcessOrder", &order("1002", "", &[])).await);
    check("ProcessCustomer", &bench.call("ProcessCustomer", "<Customer/>").await);
    for stage in ["created", "allocated", "picked", "sent", "split"] {
        match stage {
            "allocated" => bench.wms.allocate("1001").unwrap(),
            "picked" => assert_eq!(bench.wms.pick_all("1001").unwrap().len(), 1),
            "sent" => {
                bench.wms.set_tracking("1001", "WB", &["370"]).unwrap();
                bench.wms.send("1001").unwrap();
            }
            "split" => _ = bench.wms.split_back_order("1001").unwrap(),
            _ => {}
        }
        check(stage, &bench.call("GetOrdersByQuery", "<query/>").await);
        check(stage, &bench.call("GetInventoryByQuery", "<GetInventoryQuery/>").await);
        check(stage, &bench.call("GetInventoryPerWarehouse", "<InventoryPerWarehouseQuery/>").await);
    }
    let id = bench.wms.order("1001").unwrap().order_id;
    check("GetOrder", &bench.raw("GetOrder", &format!("{user}<OrderId>{id}</OrderId>")).await);
    check("GetOrder, none", &bench.raw("GetOrder", &format!("{user}<OrderId>1</OrderId>")).await);
    check("by number", &bench.call("GetOrderByOrderNumber", "<OrderNumber>1001</OrderNumber>").await);
    check(
        "statuses",
        &bench.raw("GetOrderStatuses", &format!("{user}<GoodsOwnerCode>ACME</GoodsOwnerCode>")).await,
    );
    check(
        "GetInventory",
        &bench.raw("GetInventory", &format!("<GoodsOwnerId>159</GoodsOwnerId>{user}")).await,
    );
    check("UpdateOrder", &bench.call("UpdateOrder", "<updateOrder/>").await);
    let key = "<OrderIdentificationType>GoodsOwnerOrderNumber</OrderIdentificationType><GoodsOwnerOrderNumber>1002</GoodsOwnerOrderNumber>";
    let update =
        format!("<updateOrder><OrderUpdateIdentification>{key}</OrderUpdateIdentification></updateOrder>");
    check("UpdateOrder", &bench.call("UpdateOrder", &update).await);
    let lines = format!(
        "<UpdateOrderLines><UpdateOrderIdentification>{key}</UpdateOrderIdentification></UpdateOrderLines>"
    );
    check("UpdateOrderLines", &bench.call("UpdateOrderLines", &lines).await);
    check("UpdateOrderLines, refused", &bench.call("UpdateOrderLines", "<UpdateOrderLines/>").await);
    bench.wms.set_stock("18", 3).unwrap();
    let file = "<FileName>a.txt</FileName><FileBytes>aGVpIQ==</FileBytes><MimeType>text/plain</MimeType><FileId>0</FileId>";
    let of_article =
        format!("<GoodsOwnerId>159</GoodsOwnerId><ArticleNo>A-17</ArticleNo><File>{file}</File>");
    let of_order = format!(
        "<OrderFile><File>{file}</File><GoodsOwnerId>159</GoodsOwnerId><OrderFileIdentificationType>GoodsOwnerOrderNumber\
         </OrderFileIdentificationType><GoodsOwnerOrderNumber>1001</GoodsOwnerOrderNumber></OrderFile>"
    );
    let by_user = [
        ("UploadArticleDefFile", of_article.as_str()),
        ("UploadOrderFile", &of_order),
        ("GetFileList", "<FileSearchValues/>"),
        ("GetFile", "<FileId>60001</FileId>"),
        ("GetTransporterContracts", "<GoodsOwnerCode>ACME</GoodsOwnerCode>"),
        ("GetTimeOfLastSync", "<GoodsOwnerId>159</GoodsOwnerId><IntegrationType>Stock</IntegrationType>"),
        (
            "SetTimeOfLastSync",
            "<GoodsOwnerId>159</GoodsOwnerId><IntegrationType>Stock</IntegrationType><syncTime>2026-03-02T07:00:00</syncTime>",
        ),
        ("GetTimeOfLastSync", "<GoodsOwnerId>159</GoodsOwnerId><IntegrationType>Stock</IntegrationType>"),
    ];
    for (operation, content) in by_user {
        check(operation, &bench.raw(operation, &format!("{user}{content}")).await);
    }
    let by_id = [
        (
            "GetInventoryItems",
            "<InventoryItemsQuery><GetZeroStockArticles>true</GetZeroStockArticles></InventoryItemsQuery>",
        ),
        ("GetOrderStatusReport", "<GoodsOwnerOrderNumber>1001</GoodsOwnerOrderNumber>"),
        ("GetOrderStatusReport", "<GoodsOwnerOrderNumber>none</GoodsOwnerOrderNumber>"),
    ];
    for (operation, content) in by_id {
        check(
            operation,
            &bench.raw(operation, &format!("<GoodsOwnerId>159</GoodsOwnerId>{user}{content}")).await,
        );
    }
    for (operation, content) in [
        ("GetInventoryPerWarehouse", "<InventoryPerWarehouseQuery/>"),
        ("GetInventoryChanges", "<query/>"),
        (
            "GetGoodsStatusInventory",
            "<query><GoodsStatusInventoryType>UnPickedGoods</GoodsStatusInventoryType></query>",
        ),
        (
            "GetOrderStatusReports",
            "<query><OrderNumbersToReport><string>1001</string><string>1002</string></OrderNumbersToReport></query>",
        ),
        (
            "ReportEvent",
            "<logEvent><Time>2026-03-02T07:00:00</Time><Success>true</Success><Type>Info</Type><UserId>0</UserId></logEvent>",
        ),
    ] {
        check(operation, &bench.call(operation, content).await);
    }
    check("GetSystemStatus", &bench.raw("GetSystemStatus", "").await);
    assert!(checked > 40);
}

#[tokio::test]
async fn every_answer_about_what_comes_in_and_back_is_valid() {
    let Some(xsd) = schema() else { return };
    let bench = Bench::new().await;
    bench.article("17").await;
    bench.wms.receive("17", 10).unwrap();
    bench.order("1001", &[("1", "17", "4")]).await;
    bench.wms.pick_all("1001").unwrap();
    let mut answers = Vec::new();
    for purchase_order in [PURCHASE_ORDER.to_owned(), PURCHASE_ORDER.replace(">17<", ">18<")] {
        answers.push(bench.call("ProcessInOrder", &purchase_order).await);
    }
    for return_order in [RETURN_ORDER.to_owned(), RETURN_ORDER.replace(">1001<", ">1002<")] {
        answers.push(bench.call("ProcessReturnOrder", &return_order).await);
    }
    bench.wms.receive_on("P-1", "1", 2).unwrap();
    bench.wms.take_back("R-1", "1", 1, true).unwrap();
    let key = "<InOrderIdentificationType>GoodsOwnerOrderNumber</InOrderIdentificationType><GoodsOwnerOrderNumber>P-1\
        </GoodsOwnerOrderNumber>";
    let update = format!(
        "<updateInOrder><InOrderUpdateIdentification>{key}</InOrderUpdateIdentification></updateInOrder>"
    );
    let lines = format!(
        "<UpdateInOrderLines><UpdateInOrderIdentification>{key}</UpdateInOrderIdentification></UpdateInOrderLines>"
    );
    for (operation, content) in [
        ("UpdateInOrder", update.as_str()),
        ("UpdateInOrder", "<updateInOrder/>"),
        ("UpdateInOrderLines", &lines),
        ("GetInOrdersByQuery", "<query/>"),
        ("GetInOrderByOrderNumber", "<OrderNumber>P-1</OrderNumber>"),
        ("GetInOrderByOrderNumber", "<OrderNumber>none</OrderNumber>"),
        (
            "GetInOrderStatusReports",
            "<query><InOrderNumbersToReport><string>P-1</string></InOrderNumbersToReport></query>",
        ),
        ("GetReturnOrdersByQuery", "<ReturnOrdersQuery/>"),
    ] {
        answers.push(bench.call(operation, content).await);
    }
    let user =
        "<UserName>WSI-acme</UserName><Password>forklift</Password><GoodsOwnerCode>ACME</GoodsOwnerCode>";
    answers.push(bench.raw("GetInOrderStatuses", user).await);
    for answer in &answers {
        assert_eq!(answer.status, 200, "{}", answer.text);
        contract::validate(&xsd, body_of(&answer.text)).unwrap();
    }
    assert_eq!(answers.len(), 13);
}

#[tokio::test]
async fn every_answer_about_shipments_is_valid() {
    use super::shipments::{consignee, container, shipment};
    let Some(xsd) = schema() else { return };
    let bench = Bench::new().await;
    bench.article("17").await;
    let contract = "<TransporterContract><TransporterContractIdentification>Code</TransporterContractIdentification>\
        <TransporterContractOperation>CreateOrUpdate</TransporterContractOperation><TransportPayment>Prepaid</TransportPayment>\
        <TransporterCode>BRING</TransporterCode></TransporterContract>";
    let lines = order_lines(&[("1", "17", "1")]);
    bench.call("ProcessOrder", &order_with("Create", "1001", "", contract, &lines)).await.ok();
    let order = bench.wms.order("1001").unwrap().order_id;
    let consignee = consignee("Name", "FindOrCreate", "Kåre");
    let full = format!(
        "<ShipmentContainers>{}{}</ShipmentContainers>{consignee}{}<ShipmentSupplier><SupplierIdentificationType>SupplierNumber\
         </SupplierIdentificationType><SupplierOperation>CreateOrUpdate</SupplierOperation><SupplierNumber>9</SupplierNumber>\
         <SupplierName>Lys &amp; Lykt</SupplierName></ShipmentSupplier><ShipmentPayment><ShipmentContractIdentification>\
         TransporterCode</ShipmentContractIdentification><ShipmentPaymentType>ThirdParty</ShipmentPaymentType><TransporterCode>\
         BRING</TransporterCode></ShipmentPayment>",
        container(0, 1, Some(order)),
        container(0, 2, None),
        consignee.replace("Consignee>", "Consignor>"),
    );
    let header = "<WayBill>1</WayBill><ShipmentOrderNumber>S-1</ShipmentOrderNumber><InDate>2026-03-04T10:00:00</InDate>\
        <ArrivalTimeFromSeconds>60</ArrivalTimeFromSeconds>";
    let update = "<updateShipment><ShipmentUpdateIdentification><ShipmentIdentificationType>WayBill\
        </ShipmentIdentificationType><WayBill>1</WayBill></ShipmentUpdateIdentification></updateShipment>";
    let bare = "<ShipmentOrderNumber>S-2</ShipmentOrderNumber>";
    let mut answers = Vec::new();
    for (operation, content) in [
        ("ProcessShipment", shipment("Create", header, &full).as_str()),
        ("ProcessShipment", &shipment("Create", header, &full)),
        ("ProcessShipment", &shipment("CreateOrUpdate", bare, "")),
        ("ProcessShipment", "<Shipment/>"),
        ("UpdateShipment", update),
        ("UpdateShipment", "<updateShipment/>"),
        ("GetShipmentsByQuery", "<query/>"),
        ("GetShipmentsByQuery", "<query><GetOrders>true</GetOrders></query>"),
        ("GetShipmentsByQuery", "<query><ShipmentStatusFrom>999</ShipmentStatusFrom></query>"),
    ] {
        answers.push(bench.call(operation, content).await);
    }
    for answer in &answers {
        assert_eq!(answer.status, 200, "{}", answer.text);
        contract::validate(&xsd, body_of(&answer.text)).unwrap();
    }
    assert!(
        answers[7].text.contains("Lys &amp; Lykt") && answers[7].text.contains("<Order>"),
        "{}",
        answers[7].text
    );
}

#[tokio::test]
async fn what_is_not_simulated_says_so() {
    let bench = Bench::new().await;
    for operation in [
        "ProcessTrip",
        "GetInvoices",
        "ProcessInvoice",
        "GetProductionOrdersByQuery",
        "GetWarehouseTransferOrderByQuery",
    ] {
        let fault = bench.call(operation, "").await.fault();
        assert!(fault.ends_with(&format!("{operation} is not simulated.")), "{fault}");
    }
}

const PURCHASE_ORDER: &str = "<co><InOrderInfo><InOrderIdentification>GoodsOwnerOrderNumber</InOrderIdentification>\
    <InOrderOperation>CreateOrUpdate</InOrderOperation><GoodsOwnerOrderNumber>P-1</GoodsOwnerOrderNumber><InDate>2026-03-09\
    </InDate><InOrderType><InOrderTypeOperation>CreateOrFind</InOrderTypeOperation><InOrderTypeIdentification>InOrderTypeCode\
    </InOrderTypeIdentification><InOrderTypeCode>IMP</InOrderTypeCode></InOrderType></InOrderInfo><InOrderSupplier>\
    <InOrderSupplierIdentificationType>SupplierNumber</InOrderSupplierIdentificationType><InOrderSupplierOperation>\
    CreateOrUpdate</InOrderSupplierOperation><SupplierNumber>9</SupplierNumber><SupplierName>Lys</SupplierName>\
    </InOrderSupplier><InOrderLines><InOrderLine><OrderLineIdentification>ExternalOrderLineCode</OrderLineIdentification>\
    <ArticleIdentification>ProductCode</ArticleIdentification><ExternalOrderLineCode>1</ExternalOrderLineCode><NumberOfItems>\
    3</NumberOfItems><ProductCode>17</ProductCode></InOrderLine></InOrderLines></co>";

const RETURN_ORDER: &str = "<ReturnOrder><ReturnCustomerOrderIdentification>OrderNumber</ReturnCustomerOrderIdentification>\
    <ReturnOrderIdentification>ReturnOrderNumber</ReturnOrderIdentification><ReturnCause><ReturnCauseOperation>FindOrCreate\
    </ReturnCauseOperation><ReturnCauseCode>BROKEN</ReturnCauseCode></ReturnCause><CustomerOrderNumber>1001\
    </CustomerOrderNumber><ReturnOrderNumber>R-1</ReturnOrderNumber><ReturnOrderLines><ReturnOrderLine>\
    <ReturnOrderLineIdentification>ExternalOrderLineCode</ReturnOrderLineIdentification><ToBeReturnedNumberOfItems>1\
    </ToBeReturnedNumberOfItems><ReturnOrderRowNumber>1</ReturnOrderRowNumber><ExternalOrderLineCode>1</ExternalOrderLineCode>\
    </ReturnOrderLine></ReturnOrderLines></ReturnOrder>";

#[tokio::test]
async fn the_validator_bites() {
    let Some(xsd) = schema() else { return };
    let result = |content: &str| {
        format!(
            "<ProcessArticleResponse xmlns=\"{NAMESPACE}\"><ProcessArticleResult>{content}</ProcessArticleResult></ProcessArticleResponse>"
        )
    };
    let good =
        "<OrderId>0</OrderId><InOrderId>0</InOrderId><ArticleDefId>1</ArticleDefId><Success>true</Success>";
    contract::validate(&xsd, &result(good)).unwrap();
    for bad in [
        good.replace("true", "yes"),
        good.replace("<InOrderId>0</InOrderId>", ""),
        format!("{good}<OrderId>0</OrderId>"),
    ] {
        assert!(contract::validate(&xsd, &result(&bad)).is_err(), "{bad}");
    }
}
