//! What this crate declares, in a form that a test can walk.

use asmx_soap::{
    DecodeError, Decoder, Element, FieldInfo, Limits, Operation, Reader, Tag, Value, Writer, Xsd, XsdKind,
    from_xml, to_xml,
};
use ongoing_client::soap::{WsiOperation, operation};
use ongoing_client::{Account, Credentials, GoodsOwner, NAMESPACE, model};

/// An operation.
pub(crate) struct Declared {
    pub(crate) name: &'static str,
    pub(crate) soap_action: String,
    pub(crate) fields: &'static [FieldInfo],
    pub(crate) result: &'static [&'static str],
    pub(crate) item: (&'static str, Xsd),
    /// Reads a request and writes it again.
    pub(crate) rewrite: fn(&str) -> String,
    /// Writes a request of which only what must be set is set.
    pub(crate) least: fn() -> String,
    /// Reads an answer, and writes each of its items as `<value>` in the element `Item`.
    pub(crate) answer: fn(&str) -> Result<Vec<String>, DecodeError>,
}

/// A complex type.
pub(crate) struct DeclaredType {
    pub(crate) xsd: Xsd,
    /// Reads an element and writes it again.
    pub(crate) rewrite: fn(&str) -> Result<String, DecodeError>,
}

macro_rules! operations {
    ($($operation:ident)*) => { vec![$( declared::<operation::$operation>() ),*] };
}

pub(crate) fn operations() -> Vec<Declared> {
    operations! {
        ProcessArticle ProcessOrder ProcessCustomer UpdateOrder UpdateOrderLines GetOrdersByQuery GetOrder
        GetOrderByOrderNumber GetOrderStatuses GetInventory GetInventoryByQuery GetInventoryItems
        GetInventoryPerWarehouse GetInventoryChanges GetGoodsStatusInventory GetOrderStatusReport GetOrderStatusReports
        GetTransporterContracts GetFileList GetFile UploadArticleDefFile UploadOrderFile GetTimeOfLastSync
        SetTimeOfLastSync ReportEvent GetSystemStatus ProcessInOrder UpdateInOrder UpdateInOrderLines
        GetInOrderByOrderNumber GetInOrdersByQuery GetInOrderStatuses GetInOrderStatusReports ProcessReturnOrder
        GetReturnOrdersByQuery ProcessShipment UpdateShipment GetShipmentsByQuery ProcessTrip GetInvoices ProcessInvoice
        GetProductionOrdersByQuery GetWarehouseTransferOrderByQuery
    }
}

macro_rules! types {
    ($($type:ident)*) => { vec![$( declared_type::<model::$type>() ),*] };
}

pub(crate) fn types() -> Vec<DeclaredType> {
    types! {
        ArticleDefinition ArticleGroup TypeClass VatCodeClass DangerousGoods ArticleNames ArticleNameClass Language
        ArticleStructureSpecification StructureArticleDefinition Supplier AddressClass TaricNumbers TaricNumberClass
        Country ArticleColor ArticleSize ProperShippingName ArticleClass TaricNumbersInfo TaricNumberInfoClass
        FileResultClass CustomerOrder GoodsOwner CommunicationInfo OrderTransportServices Customer InvoiceAddress
        Coordinates CustomerGroup OrderInfoClass OrderType OrderNotification OutboundWarehouse WayOfDeliveryType
        TransporterContractClass CustomerOrderLine CustomerOrderTextLine SubOrderLine OrderLineArticleItemStatus
        OrderFilters OrderSpecialFilters Order OrderStatus GoodsInfo GoodsItem OrderPalletItemInfo WsiSystem
        OrderInfoType NotifyClass Consignee ConsigneeInvoiceAddress Consignor GoodsOwnerInfo TransportPayer Financial
        TransporterClass PickedOrderLine PickedArticleItem PickedArticleItemPalletItemInfo UpdateOrder
        UpdateOrderResult OrderUpdateIdentification UpdateOrderStatus UpdateOrderDeliveryDate
        UpdateOrderGoodsOwnerOrderNumber UpdateOrderLines UpdateOrderLinesResult UpdateOrderIdentification
        UpdateOrderLine UpdateOrderLineIdentification UpdateOrderLineReportedNumberOfItems UpdateOrderLineComment
        InventoryLine GetInventoryQuery InventoryItemsQuery InventoryItemLine InventoryItem
        GetInventoryPerWarehouseQuery GetInventoryPerWarehouseResult PerWarehouseArticleLine PerWarehouseStockLine
        GetInventoryPerWarehouseError InventoryChangesQuery InventoryChangeLine InventoryTransaction
        GoodsStatusInventoryQuery GoodsStatusInventoryLine GoodsStatusInventoryRow OrderStatusReportsQuery
        OrderStatusReport TransporterContract TransporterService FileSearchValues FileInfo File OrderFile SystemStatus
        LogEvent InOrder InOrderCustomer InOrderSupplier InOrderInfoClass InOrderType TermsOfDeliveryType
        InOrderWarehouse InOrderLine InOrderLineArticleItem InOrderLineArticleItemStatus InOrderFilters
        InOrderSpecialFilters InOrderStatusReportsQuery InOrderStatusReport InOrderStatus ReceivedInOrder
        ReceivedInOrderInfoClass ReceivedInOrderSupplier ReceivedInOrderCustomerInfo ReceivedInOrderLine
        ReceivedArticlItem ArticleItemClassInfo UpdateInOrder InOrderUpdateIdentification UpdateInOrderStatus
        UpdateInOrderResult UpdateInOrderLines UpdateInOrderLinesResult UpdateInOrderIdentification
        UpdateInOrderLine UpdateInOrderLineIdentification UpdateInOrderLineReportedNumberOfItems Shipment
        ShipmentHeader ShipmentFunctions ShipmentPayment ShipmentContainer ShipmentContainerItem ContainerType
        ShipmentContainerItemStatus ShipmentContainerOwner ShipmentConsignee ShipmentConsignor
        ShipmentDestination ShipmentAddress ShipmentInfo ShipmentHeaderInfo ShipmentRouteInfo
        ShipmentPaymentInfo ShipmentContainerInfo ShipmentContainerItemInfo ShipmentConsigneeInfo
        ShipmentConsignorInfo ShipmentSupplierInfo ShipmentFilters UpdateShipment ShipmentUpdateIdentification
        UpdateShipmentComment UpdateShipmentResult ReturnOrder ReturnCause ReturnOrderLine
        ProcessReturnOrderResult ProcessReturnOrderError GetReturnOrdersQuery GetReturnOrdersResult
        ReturnOrderInfo ReturnOrderLineInfo GetReturnOrdersError ProductionOrderFilters ProductionOrderInfo
        ProductionOrderHeaderInfo ProductionOrderLineInfo ProductionOrderLineConsumedInfo
        WarehouseTransferOrderFilters WarehouseTransferOrderInfo WarehouseTransferOrderInfoHeader
        WarehouseTransferOrderLineInfo WarehouseTransferOrderLineArticleInfo TransferArticleItemInfo Trip
        TripRoute TripStop GetInvoicesQuery Invoice InvoiceRow InvoiceArticle GoodsOwnerInvoice
        GoodsOwnerInvoiceRow GoodsOwnerInvoiceArticle
    }
}

fn declared<O: WsiOperation>() -> Declared {
    Declared {
        name: O::NAME,
        soap_action: O::soap_action(),
        fields: O::FIELDS,
        result: O::RESULT,
        item: (O::ITEM, O::Item::XSD),
        rewrite: |xml| to_xml(&from_xml::<O>(xml).unwrap()).unwrap(),
        least: || {
            let mut request = O::default();
            request
                .sign(&Account::new(Credentials::new("WSI-acme", "hunter2"), GoodsOwner::new("ACME", 159)));
            to_xml(&request).unwrap()
        },
        answer: answer::<O>,
    }
}

fn declared_type<E: Element + 'static>() -> DeclaredType {
    DeclaredType { xsd: E::XSD, rewrite: |xml| Ok(to_xml(&from_xml::<E>(xml)?).unwrap()) }
}

fn answer<O: Operation>(xml: &str) -> Result<Vec<String>, DecodeError> {
    let mut decoder = Decoder::<O>::new(Limits::default());
    decoder.push(xml.as_bytes())?;
    decoder.end();
    let mut items = Vec::new();
    while let Some(item) = decoder.next()? {
        items.push(to_xml(&Item(Some(item))).unwrap());
    }
    Ok(items)
}

/// Any value, alone in an element.
struct Item<T>(Option<T>);

impl<T> Default for Item<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Value> Value for Item<T> {
    const XSD: Xsd = Xsd::new("Item", XsdKind::Scalar);

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        T::read(reader, tag).map(|value| Some(Self(value)))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        writer.open(name);
        if let Some(value) = &self.0 {
            value.write(writer, "value");
        }
        writer.close(name);
    }
}

impl<T: Value> Element for Item<T> {
    const NAME: &'static str = "Item";
    const NAMESPACE: &'static str = NAMESPACE;
    const FIELDS: &'static [FieldInfo] = &[];
}
