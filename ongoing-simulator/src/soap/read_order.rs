//! `CustomerOrder` as it arrives.

use asmx_test_server::{Fault, Node};

use super::fields::{Fields, Reader};
use super::read_article::{ARTICLE_IDENTIFICATION, read_type, read_vat};
use super::read_customer::read_customer;
use super::read_part::{read_coded, read_optional};
use crate::world::{
    CodedOperation, LineData, LineIdentification, LineRequest, OrderData, OrderIdentification,
    OrderOperation, OrderRequest, SubLines, TextLine, TransporterContract, WarehouseReference,
};

const ORDER: &[&str] = &[
    "OrderInfo",
    "GoodsOwner",
    "Customer",
    "CommunicationInfo",
    "TransporterContract",
    "CustomerOrderLines",
    "CustomerOrderTextLines",
    "TransportServices",
];

const INFO: &[&str] = &[
    "OrderIdentification",
    "OrderOperation",
    "Communication",
    "OrderId",
    "ReferenceNumber",
    "GoodsOwnerOrderNumber",
    "GoodsOwnerOrderId",
    "SalesCode",
    "OrderRemark",
    "ConsigneeOrderNumber",
    "WayOfDelivery",
    "TermsOfDelivery",
    "TermsOfPayment",
    "ProfitCenter",
    "DeliveryInstruction",
    "TransporterOrderNumber",
    "FreightPrice",
    "DeliveryDate",
    "ArrivalDateFrom",
    "ArrivalDate",
    "WayBill",
    "CustomerPrice",
    "OrderStatusCreated",
    "OrderStatusUpdated",
    "Language",
    "OrderType",
    "WayOfDeliveryType",
    "TermsOfDeliveryType",
    "OrderNotification",
    "InvoiceNumber",
    "InvoiceTypeCode",
    "InvoiceUrl",
    "OutboundWarehouse",
    "ProductionCode",
    "PickingPriority",
    "OrderServicePointCode",
    "FreeText1",
    "FreeText2",
    "FreeText3",
];

const LINE: &[&str] = &[
    "OrderLineIdentification",
    "ArticleIdentification",
    "SubOrderLineSpecification?",
    "OrderLineSystemId",
    "DeliveryDate",
    "ExternalOrderLineCode",
    "OrderLineComment",
    "ArticleSystemId",
    "ArticleNumber",
    "ArticleName",
    "CustomerLinePrice",
    "LinePrice",
    "NumberOfItems",
    "CurrencyCode",
    "Height",
    "Width",
    "Length",
    "DoPick",
    "Batch",
    "SubOrderLines",
    "MinDaysToExpiryDate",
    "MaxDaysToExpiryDate",
    "ProductCode",
    "OrderLineSerial",
    "Discount",
    "VatCode",
    "OrderLineCaseNo",
    "OrderLineArticleItemStatus",
    "OrderLineWeight",
    "CustomerArticleNumber",
];

/// The goods owner that an order or a shipment names inside itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NamedGoodsOwner {
    Id(i32),
    Code(String),
}

/// An order, and the goods owner that it names.
pub(super) fn read_order(
    reader: Reader<'_>,
    node: &Node,
) -> Result<(OrderRequest, Option<NamedGoodsOwner>), Fault> {
    let f = reader.fields(node, ORDER);
    let blank = Node::default();
    let info = reader.fields(f.node("OrderInfo").unwrap_or(&blank), INFO);
    let mut request = read_info(&info)?;
    request.customer = read_optional(&f, "Customer", read_customer)?;
    request.transporter = read_optional(&f, "TransporterContract", read_transporter)?;
    if let Some(node) = f.node("CommunicationInfo") {
        let f = reader.fields(node, &["FromSystemName", "ToSystemName", "MessageId"]);
        request.data.from_system_name = f.text("FromSystemName");
        request.data.message_id = f.text("MessageId");
    }
    if let Some(node) = f.node("TransportServices") {
        let f = reader.fields(node, &["ExactTime", "CraneTruck", "CarryIn"]);
        request.data.exact_time = f.bool("ExactTime")?;
        request.data.crane_truck = f.bool("CraneTruck")?;
        request.data.carry_in = f.bool("CarryIn")?;
    }
    request.lines = read_optional(&f, "CustomerOrderLines", |reader, list| {
        list.all("CustomerOrderLine").filter(|line| !line.nil).map(|line| read_line(reader, line)).collect()
    })?;
    request.text_lines = read_optional(&f, "CustomerOrderTextLines", |reader, list| {
        let lines = list.all("CustomerOrderTextLine").filter(|line| !line.nil);
        lines.map(|line| read_text_line(reader, line)).collect()
    })?;
    Ok((request, read_optional(&f, "GoodsOwner", read_goods_owner)?))
}

/// The goods owner that an order or a shipment names.
pub(super) fn read_goods_owner(reader: Reader<'_>, node: &Node) -> Result<NamedGoodsOwner, Fault> {
    let names =
        ["GoodsOwnerIdentification", "GoodsOwnerCode", "GoodsOwnerId", "FinancialCode", "GoodsLocationCode"];
    let f = reader.fields(node, &names);
    Ok(match f.choice("GoodsOwnerIdentification", &[("SystemId", true), ("GoodsOwnerCode", false)])? {
        true => NamedGoodsOwner::Id(f.int("GoodsOwnerId")?.unwrap_or_default()),
        false => NamedGoodsOwner::Code(f.text("GoodsOwnerCode").unwrap_or_default()),
    })
}

fn read_info(f: &Fields<'_>) -> Result<OrderRequest, Fault> {
    use CodedOperation::{CreateOrUpdate, Find, FindOrCreate};
    let by = [
        ("ExternalOrderCode", OrderIdentification::GoodsOwnerOrderId),
        ("GoodsOwnerOrderNumber", OrderIdentification::GoodsOwnerOrderNumber),
        ("ReferenceNumber", OrderIdentification::ReferenceNumber),
        ("SystemId", OrderIdentification::SystemId),
        ("GoodsOwnerOrderId", OrderIdentification::GoodsOwnerOrderId),
    ];
    let operations = [
        ("Create", OrderOperation::Create),
        ("CreateOrUpdate", OrderOperation::CreateOrUpdate),
        ("Update", OrderOperation::Update),
        ("Remove", OrderOperation::Remove),
    ];
    let mut request =
        OrderRequest::new(f.choice("OrderOperation", &operations)?, f.choice("OrderIdentification", &by)?);
    request.order_id = f.int("OrderId")?;
    request.status_created = f.int("OrderStatusCreated")?;
    request.status_updated = f.int("OrderStatusUpdated")?;
    request.order_type = read_optional(f, "OrderType", |reader, node| {
        let names = ["OrderTypeOperation", "OrderTypeIdentification", "OrderTypeCode", "OrderTypeName"];
        let operations = [("Find", Find), ("CreateOrFind", FindOrCreate)];
        read_coded(reader, node, names, &operations, ["OrderTypeCode", "OrderTypeName"])
    })?;
    request.way_of_delivery_type = read_optional(f, "WayOfDeliveryType", |reader, node| {
        let names = ["WayOfDeliveryTypeOperation", "WayOfDeliveryTypeIdentification", "Code", "Name"];
        let operations = [("CreateOrUpdate", CreateOrUpdate), ("CreateOrFind", FindOrCreate), ("Find", Find)];
        read_coded(reader, node, names, &operations, ["Code", "Name"])
    })?;
    request.terms_of_delivery_type = read_optional(f, "TermsOfDeliveryType", read_type)?;
    request.outbound_warehouse = read_optional(f, "OutboundWarehouse", |reader, node| {
        let names = ["WarehouseIdentification", "WarehouseCode", "WarehouseName", "WarehouseId?"];
        let f = reader.fields(node, &names);
        let by = [("WarehouseCode", 0), ("WarehouseName", 1), ("WarehouseId", 2)];
        Ok(match f.choice("WarehouseIdentification", &by)? {
            0 => WarehouseReference::Code(f.text("WarehouseCode").unwrap_or_default()),
            1 => WarehouseReference::Name(f.text("WarehouseName").unwrap_or_default()),
            _ => WarehouseReference::Id(f.int("WarehouseId")?.unwrap_or_default()),
        })
    })?;
    request.data = read_data(f)?;
    Ok(request)
}

fn read_data(f: &Fields<'_>) -> Result<OrderData, Fault> {
    let blank = Node::default();
    let notification = f.reader.fields(
        f.node("OrderNotification").unwrap_or(&blank),
        &["Telephone", "MobilePhone", "Email", "NotifyByEmail?", "NotifyBySms?", "NotifyByTelephone?"],
    );
    Ok(OrderData {
        communication: f.text("Communication"),
        reference_number: f.text("ReferenceNumber"),
        goods_owner_order_number: f.text("GoodsOwnerOrderNumber"),
        goods_owner_order_id: f.text("GoodsOwnerOrderId"),
        sales_code: f.text("SalesCode"),
        order_remark: f.text("OrderRemark"),
        consignee_order_number: f.text("ConsigneeOrderNumber"),
        way_of_delivery: f.text("WayOfDelivery"),
        terms_of_delivery: f.text("TermsOfDelivery"),
        terms_of_payment: f.text("TermsOfPayment"),
        profit_center: f.text("ProfitCenter"),
        delivery_instruction: f.text("DeliveryInstruction"),
        transporter_order_number: f.text("TransporterOrderNumber"),
        freight_price: f.decimal("FreightPrice")?,
        delivery_date: f.local("DeliveryDate")?,
        arrival_date_from: f.local("ArrivalDateFrom")?,
        arrival_date: f.local("ArrivalDate")?,
        way_bill: f.text("WayBill"),
        customer_price: f.decimal("CustomerPrice")?,
        language: f.text("Language"),
        invoice_number: f.text("InvoiceNumber"),
        invoice_type_code: f.text("InvoiceTypeCode"),
        invoice_url: f.text("InvoiceUrl"),
        production_code: f.text("ProductionCode"),
        picking_priority: f.int("PickingPriority")?,
        order_service_point_code: f.text("OrderServicePointCode"),
        free_text1: f.text("FreeText1"),
        free_text2: f.text("FreeText2"),
        free_text3: f.text("FreeText3"),
        notification_telephone: notification.text("Telephone"),
        notification_mobile_phone: notification.text("MobilePhone"),
        notification_email: notification.text("Email"),
        notify_by_email: notification.bool("NotifyByEmail")?,
        notify_by_sms: notification.bool("NotifyBySms")?,
        notify_by_telephone: notification.bool("NotifyByTelephone")?,
        ..OrderData::default()
    })
}

fn read_line(reader: Reader<'_>, node: &Node) -> Result<LineRequest, Fault> {
    let f = reader.fields(node, LINE);
    let by = [
        ("ExternalOrderLineCode", LineIdentification::ExternalOrderLineCode),
        ("ArticleNumber", LineIdentification::Article),
        ("ArticleName", LineIdentification::Article),
        ("ExternalOrderLineId", LineIdentification::ExternalOrderLineCode),
        ("SystemId", LineIdentification::SystemId),
    ];
    let from = [
        ("ArticleRegisterSpecification", SubLines::ArticleRegister),
        ("RequestSpecification", SubLines::Request),
    ];
    let sub_lines = read_optional(&f, "SubOrderLines", |reader, list| {
        let lines = list.all("SubOrderLine").filter_map(|wrapper| wrapper.child("CustomerOrderLine"));
        lines.map(|line| read_line(reader, line)).collect::<Result<Vec<_>, Fault>>()
    })?;
    Ok(LineRequest {
        identification: f.choice("OrderLineIdentification", &by)?,
        article_identification: f.choice("ArticleIdentification", ARTICLE_IDENTIFICATION)?,
        sub_lines_from: f.choice("SubOrderLineSpecification", &from)?,
        sub_lines: sub_lines.unwrap_or_default(),
        line_id: f.int("OrderLineSystemId")?,
        article_system_id: f.int("ArticleSystemId")?,
        article_number: f.text("ArticleNumber"),
        article_name: f.text("ArticleName"),
        product_code: f.text("ProductCode"),
        number_of_items: f.decimal("NumberOfItems")?.unwrap_or_default(),
        vat: read_optional(&f, "VatCode", read_vat)?,
        data: LineData {
            external_order_line_code: f.text("ExternalOrderLineCode"),
            delivery_date: f.local("DeliveryDate")?,
            comment: f.text("OrderLineComment"),
            customer_line_price: f.decimal("CustomerLinePrice")?,
            line_price: f.decimal("LinePrice")?,
            currency_code: f.text("CurrencyCode"),
            height: f.decimal("Height")?,
            width: f.decimal("Width")?,
            length: f.decimal("Length")?,
            do_pick: f.bool("DoPick")?,
            batch: f.text("Batch"),
            min_days_to_expiry_date: f.int("MinDaysToExpiryDate")?,
            max_days_to_expiry_date: f.int("MaxDaysToExpiryDate")?,
            serial: f.text("OrderLineSerial"),
            discount: f.decimal("Discount")?,
            case_no: f.text("OrderLineCaseNo"),
            weight: f.decimal("OrderLineWeight")?,
            customer_article_number: f.text("CustomerArticleNumber"),
        },
    })
}

fn read_text_line(reader: Reader<'_>, node: &Node) -> Result<TextLine, Fault> {
    let f = reader.fields(node, &["ExternalOrderLineCode", "OrderLineComment", "NumberOfItems?"]);
    Ok(TextLine {
        external_order_line_code: f.text("ExternalOrderLineCode"),
        comment: f.text("OrderLineComment"),
        number_of_items: f.decimal("NumberOfItems")?,
    })
}

fn read_transporter(reader: Reader<'_>, node: &Node) -> Result<(TransporterContract, bool), Fault> {
    let f = reader.fields(
        node,
        &[
            "TransporterContractIdentification",
            "TransporterContractOperation",
            "TransportPayment",
            "TransporterCode",
            "TransporterServiceCode",
            "CustomerNumber",
            "ConsigneePalletCustomerNumber",
        ],
    );
    // Which of the codes decide; the others are not looked at.
    let by = [
        ("CodeAndServiceCodeAndCustomerNumber", [true, true, true]),
        ("CodeAndServiceCode", [true, true, false]),
        ("Code", [true, false, false]),
        ("ServiceCode", [false, true, false]),
    ];
    let [code, service, customer] = f.choice("TransporterContractIdentification", &by)?;
    let payments = ["Collect", "Prepaid", "ThirdParty", "UnKnown"].map(|payment| (payment, payment));
    let text = |used: bool, name| used.then(|| f.text(name)).flatten().unwrap_or_default();
    let contract = TransporterContract {
        transporter_code: text(code, "TransporterCode"),
        service_code: text(service, "TransporterServiceCode"),
        customer_number: text(customer, "CustomerNumber"),
        payment: f.choice("TransportPayment", &payments)?.to_owned(),
    };
    let operations = [("Find", false), ("CreateOrUpdate", true)];
    Ok((contract, f.choice("TransporterContractOperation", &operations)?))
}
