//! Which fields the answers of a transport have: what is absent from a record means "empty" only where it can be reported.

/// The fields that a transport's answers can hold.
///
/// Both transports fill one model, and neither can fill all of it. A field that a transport cannot report is absent from
/// every record, which says nothing about the record. Code that compares records therefore asks here first.
///
/// Fields are named by their path in the model, below [`Order`](crate::model::Order),
/// [`InventoryLine`](crate::model::InventoryLine) or [`ReceivedInOrder`](crate::model::ReceivedInOrder):
/// `OrderInfo/WayOfDelivery`, `Article/NetWeight`, `InOrderInfo/InDate`.
///
/// ```
/// use ongoing_client::AnsweredFields;
///
/// assert!(AnsweredFields::SOAP.order("OrderInfo/WayOfDelivery"));
/// assert!(!AnsweredFields::REST.order("OrderInfo/WayOfDelivery"));
/// assert!(!AnsweredFields::NONE.inventory_line("Article/NetWeight"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnsweredFields {
    order: Fields,
    inventory_line: Fields,
    purchase_order: Fields,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fields {
    AllBut(&'static [&'static str]),
    Only(&'static [&'static str]),
}

impl AnsweredFields {
    /// Nothing is known of the transport: an absent field means nothing.
    pub const NONE: Self = Self {
        order: Fields::Only(&[]),
        inventory_line: Fields::Only(&[]),
        purchase_order: Fields::Only(&[]),
    };

    /// SOAP: the model is that of its contract (WSDL of April 2017). What is newer than the contract may be missing from
    /// an older service's answers.
    pub const SOAP: Self = Self {
        order: Fields::AllBut(&[]),
        inventory_line: Fields::AllBut(NEWER_THAN_THE_CONTRACT),
        purchase_order: Fields::AllBut(&[]),
    };

    /// REST: what `GetOrderModel`, `GetArticleModel` and `GetPurchaseOrderModel` of the vendor's OpenAPI document have a
    /// place for, where it is read.
    pub const REST: Self = Self {
        order: Fields::Only(REST_ORDER),
        inventory_line: Fields::Only(REST_ARTICLE),
        purchase_order: Fields::Only(REST_PURCHASE_ORDER),
    };

    /// Whether answers have this field of an order.
    pub fn order(&self, path: &str) -> bool {
        self.order.contain(path)
    }

    /// Whether answers have this field of an article or its stock.
    pub fn inventory_line(&self, path: &str) -> bool {
        self.inventory_line.contain(path)
    }

    /// Whether answers have this field of a purchase order.
    pub fn purchase_order(&self, path: &str) -> bool {
        self.purchase_order.contain(path)
    }
}

impl Default for AnsweredFields {
    fn default() -> Self {
        Self::NONE
    }
}

impl Fields {
    fn contain(self, path: &str) -> bool {
        match self {
            Self::AllBut(fields) => !fields.contains(&path),
            Self::Only(fields) => fields.contains(&path),
        }
    }
}

const NEWER_THAN_THE_CONTRACT: &[&str] =
    &["SellableNumberOfItems", "NumberOfItemsDecimal", "NumberOfBookedItemsDecimal"];

const REST_ORDER: &[&str] = &[
    "Consignee/Address",
    "Consignee/Address2",
    "Consignee/Address3",
    "Consignee/City",
    "Consignee/CountryCode",
    "Consignee/CountryStateCode",
    "Consignee/CustomerNumber",
    "Consignee/Email",
    "Consignee/Id",
    "Consignee/InvoiceAddress/Address",
    "Consignee/InvoiceAddress/Address2",
    "Consignee/InvoiceAddress/Address3",
    "Consignee/InvoiceAddress/City",
    "Consignee/InvoiceAddress/CountryCode",
    "Consignee/InvoiceAddress/Email",
    "Consignee/InvoiceAddress/MobilePhone",
    "Consignee/InvoiceAddress/Name",
    "Consignee/InvoiceAddress/PostCode",
    "Consignee/InvoiceAddress/TelePhone",
    "Consignee/MobilePhone",
    "Consignee/Name",
    "Consignee/NotifyByEmail",
    "Consignee/NotifyBySms",
    "Consignee/NotifyByTelephone",
    "Consignee/PostCode",
    "Consignee/Remark",
    "Consignee/TelePhone",
    "OrderInfo/ArrivalDate",
    "OrderInfo/BackOrderForOrderId",
    "OrderInfo/ConsigneeOrderNumber",
    "OrderInfo/CreatedDate",
    "OrderInfo/CustomerPrice",
    "OrderInfo/DeliveryDate",
    "OrderInfo/DeliveryInstruction",
    "OrderInfo/EmailNotification/ToBeNotified",
    "OrderInfo/EmailNotification/Value",
    "OrderInfo/FreeText1",
    "OrderInfo/FreeText2",
    "OrderInfo/FreeText3",
    "OrderInfo/FreightPrice",
    "OrderInfo/GoodsOwnerOrderId",
    "OrderInfo/GoodsOwnerOrderNumber",
    "OrderInfo/InvoiceNumber",
    "OrderInfo/InvoiceUrl",
    "OrderInfo/OrderId",
    "OrderInfo/OrderRemark",
    "OrderInfo/OrderServicePointCode",
    "OrderInfo/OrderStatusNumber",
    "OrderInfo/OrderStatusText",
    "OrderInfo/OrderTypeCode",
    "OrderInfo/OrderTypeName",
    "OrderInfo/OrderedNumberOfItems",
    "OrderInfo/PickedNumberOfItems",
    "OrderInfo/PickingPriority",
    "OrderInfo/ProductionCode",
    "OrderInfo/ReferenceNumber",
    "OrderInfo/SMSNotification/ToBeNotified",
    "OrderInfo/SMSNotification/Value",
    "OrderInfo/SalesCode",
    "OrderInfo/ShippedTime",
    "OrderInfo/TelephoneNotification/ToBeNotified",
    "OrderInfo/TelephoneNotification/Value",
    "OrderInfo/WayBill",
    "OrderInfo/WayOfDeliveryTypeCode",
    "OrderInfo/WayOfDeliveryTypeName",
    "OrderPalletItems/OrderPalletItemInfo/Id",
    "OrderPalletItems/OrderPalletItemInfo/IsReturnType",
    "OrderPalletItems/OrderPalletItemInfo/LabelId",
    "PickedOrderLines/PickedOrderLine/AllocatedNumberOfItems",
    "PickedOrderLines/PickedOrderLine/Article/ArticleNumber",
    "PickedOrderLines/PickedOrderLine/Article/Name",
    "PickedOrderLines/PickedOrderLine/Article/ProductCode",
    "PickedOrderLines/PickedOrderLine/Article/SystemId",
    "PickedOrderLines/PickedOrderLine/Batch",
    "PickedOrderLines/PickedOrderLine/CurrencyCode",
    "PickedOrderLines/PickedOrderLine/CustomerArticleNumber",
    "PickedOrderLines/PickedOrderLine/DeliveryDate",
    "PickedOrderLines/PickedOrderLine/Discount",
    "PickedOrderLines/PickedOrderLine/DoPick",
    "PickedOrderLines/PickedOrderLine/ExternalOrderLineCode",
    "PickedOrderLines/PickedOrderLine/IsParentLine",
    "PickedOrderLines/PickedOrderLine/LinePrice",
    "PickedOrderLines/PickedOrderLine/OrderLineComment",
    "PickedOrderLines/PickedOrderLine/OrderLineSystemId",
    "PickedOrderLines/PickedOrderLine/OrderedNumberOfItems",
    "PickedOrderLines/PickedOrderLine/ParentExternalOrderLineCode",
    "PickedOrderLines/PickedOrderLine/ParentOrderLineId",
    "PickedOrderLines/PickedOrderLine/PickedNumberOfItems",
    "PickedOrderLines/PickedOrderLine/ReportedNumberOfItems",
    "Success",
    "Transporter/Code",
    "Transporter/Name",
    "Transporter/ServiceCode",
];

const REST_ARTICLE: &[&str] = &[
    "AllocatedNumberOfItems",
    "Article/ArticleCategoryCode",
    "Article/ArticleCategoryName",
    "Article/ArticleGroupCode",
    "Article/ArticleGroupName",
    "Article/ArticleNumber",
    "Article/ArticleUnitCode",
    "Article/BarCode",
    "Article/CountryOfOriginCode",
    "Article/CustomerPrice",
    "Article/Description",
    "Article/Height",
    "Article/IsStockArticle",
    "Article/Length",
    "Article/MainSupplierName",
    "Article/MainSupplierNumber",
    "Article/Name",
    "Article/NetWeight",
    "Article/Price",
    "Article/ProductCode",
    "Article/PurchaseCurrencyCode",
    "Article/PurchasePrice",
    "Article/QuantityPerPackage",
    "Article/QuantityPerPallet",
    "Article/StatisticsNumber",
    "Article/SupplierArticleNumber",
    "Article/SystemId",
    "Article/Volume",
    "Article/Weight",
    "Article/Width",
    "LastInDate",
    "NumberOfBookedItemsDecimal",
    "NumberOfItemsDecimal",
    "NumberOfLockedItems",
    "SellableNumberOfItems",
    "ToReceiveNumberOfItems",
];

const REST_PURCHASE_ORDER: &[&str] = &[
    "InOrderInfo/Comment",
    "InOrderInfo/Container",
    "InOrderInfo/FreeText1",
    "InOrderInfo/FreeText2",
    "InOrderInfo/FreeText3",
    "InOrderInfo/FreeText4",
    "InOrderInfo/FreeText5",
    "InOrderInfo/GoodsOwnerOrderNumber",
    "InOrderInfo/GoodsOwnerReference",
    "InOrderInfo/InDate",
    "InOrderInfo/InOrderId",
    "InOrderInfo/InOrderIsReturnType",
    "InOrderInfo/InOrderStatusNumber",
    "InOrderInfo/InOrderStatusText",
    "InOrderInfo/InOrderTypeCode",
    "InOrderInfo/InOrderTypeName",
    "InOrderInfo/InvoiceNumber",
    "InOrderInfo/OrderDate",
    "InOrderInfo/ReferenceNumber",
    "InOrderInfo/SupplierOrderNumber",
    "InOrderSupplier/SupplierName",
    "InOrderSupplier/SupplierNumber",
    "ReceivedArticleItems/ReceivedArticlItem/Article/ArticleNumber",
    "ReceivedArticleItems/ReceivedArticlItem/Article/Name",
    "ReceivedArticleItems/ReceivedArticlItem/Article/ProductCode",
    "ReceivedArticleItems/ReceivedArticlItem/Article/SystemId",
    "ReceivedArticleItems/ReceivedArticlItem/Batch",
    "ReceivedArticleItems/ReceivedArticlItem/Comment",
    "ReceivedArticleItems/ReceivedArticlItem/ExpiryDate",
    "ReceivedArticleItems/ReceivedArticlItem/ExternalOrderLineCode",
    "ReceivedArticleItems/ReceivedArticlItem/InDate",
    "ReceivedArticleItems/ReceivedArticlItem/InOrderLineId",
    "ReceivedArticleItems/ReceivedArticlItem/NumberOfItems",
    "ReceivedArticleItems/ReceivedArticlItem/OriginalArticleItemId",
    "ReceivedArticleItems/ReceivedArticlItem/Serial",
    "ReceivedInOrderLines/ReceivedInOrderLine/AdvisedNumberOfItems",
    "ReceivedInOrderLines/ReceivedInOrderLine/Article/ArticleNumber",
    "ReceivedInOrderLines/ReceivedInOrderLine/Article/Name",
    "ReceivedInOrderLines/ReceivedInOrderLine/Article/ProductCode",
    "ReceivedInOrderLines/ReceivedInOrderLine/Article/SystemId",
    "ReceivedInOrderLines/ReceivedInOrderLine/Comment",
    "ReceivedInOrderLines/ReceivedInOrderLine/ExternalOrderLineCode",
    "ReceivedInOrderLines/ReceivedInOrderLine/ExternalOrderLineId",
    "ReceivedInOrderLines/ReceivedInOrderLine/InDate",
    "ReceivedInOrderLines/ReceivedInOrderLine/InOrderLineId",
    "ReceivedInOrderLines/ReceivedInOrderLine/ParentInOrderLineId",
    "ReceivedInOrderLines/ReceivedInOrderLine/ReceivedNumberOfItems",
    "ReceivedInOrderLines/ReceivedInOrderLine/ReportedNumberOfItems",
    "ReceivedInOrderLines/ReceivedInOrderLine/RowPrice",
];
