//! Orders, as they are read.

use asmx_soap::{Secret, element};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{
    CommunicationInfo, Consignee, Consignor, Financial, GoodsOwnerInfo, OrderInfoType, PickedArticleItem,
    PickedOrderLine, TransportPayer, TransporterClass,
};

/// A waybill of an order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct WayBillTracking {
    /// Number of the waybill.
    pub way_bill: Option<String>,
    /// Address where it can be tracked.
    pub tracking_url: Option<String>,
}

element! {
    /// An order, as it is read.
    ///
    /// It carries the settings of the API user, with a password ([`WsiSystem`]): do not log what came over
    /// the wire.
    #[non_exhaustive]
    pub struct Order by order_info in NAMESPACE {
        /// Id of the message that it came with.
        "MessageId" message_id: Option<String>,
        /// Who gets it.
        "Consignee" consignee: Option<Consignee>,
        /// Who sends it.
        "Consignor" consignor: Option<Consignor>,
        /// Whose goods.
        "GoodsOwnerInfo" goods_owner_info: Option<GoodsOwnerInfo>,
        /// Who pays the freight.
        "TransportPayer" transport_payer: Option<TransportPayer>,
        /// How the freight is paid.
        "Financial" financial: Option<Financial>,
        /// Sums over its packages.
        "GoodsInfo" goods_info: Option<GoodsInfo>,
        /// The order itself.
        "OrderInfo" order_info: Option<OrderInfoType>,
        /// Which systems talk to each other.
        "CommunicationInfo" communication_info: Option<CommunicationInfo>,
        /// Whether there is such an order, where one is asked for alone.
        "Success" success: Option<bool>,
        /// Its packages.
        "GoodsItems"/"GoodsItem" goods_items: Vec<GoodsItem>,
        /// All of its lines, picked or not.
        "PickedOrderLines"/"PickedOrderLine" picked_order_lines: Vec<PickedOrderLine>,
        /// What was picked, piece by piece or batch by batch.
        "PickedArticleItems"/"PickedArticleItem" picked_article_items: Vec<PickedArticleItem>,
        /// Carrier.
        "Transporter" transporter: Option<TransporterClass>,
        /// The settings of the API user.
        "WsiSystem" wsi_system: Option<WsiSystem>,
        /// Its load carriers: pallets and parcels with their labels.
        "OrderPalletItems"/"OrderPalletItemInfo" order_pallet_items: Vec<OrderPalletItemInfo>,
        /// Id of the external system.
        "ExternalSystemId" external_system_id: Option<i32>,
    } beside {
        /// Its waybills with their addresses for tracking, as REST reports them (`tracking`). The SOAP contract has one waybill
        /// and no addresses: see [`OrderInfoType::way_bill`].
        tracking: Vec<WayBillTracking>,
    }

    /// A status that orders of this warehouse can have. Warehouses add and rename them: 425, 451 and 475
    /// have been seen.
    #[non_exhaustive]
    pub struct OrderStatus in NAMESPACE {
        /// Number. By default 150 error, 200 open, 300 released, 320 allocated, 400 picked, 450 sent, 500
        /// collected, 800 returned, 1000 cancelled.
        "OrderStatusId" order_status_id: Option<i32>,
        /// Name, in the language of the warehouse.
        "OrderStatusName" order_status_name: Option<String>,
    }

    /// Sums over the packages of an order.
    #[non_exhaustive]
    pub struct GoodsInfo in NAMESPACE {
        /// Rows of packages.
        "NumberOfGoodsItems" number_of_goods_items: Option<i32>,
        /// Packages.
        "NumberOfPackages" number_of_packages: Option<i32>,
        /// Parcels.
        "SummedGoodsItemParcels" summed_goods_item_parcels: Option<i32>,
        /// Weight of the packages in kilograms.
        "SummedGoodsItemWeight" summed_goods_item_weight: Option<Decimal>,
        /// Volume of the packages.
        "SummedGoodsItemVolume" summed_goods_item_volume: Option<Decimal>,
        /// Loading metres of the packages.
        "SummedGoodsItemLoadMeters" summed_goods_item_load_meters: Option<Decimal>,
        /// Area of the packages.
        "SummedGoodsItemArea" summed_goods_item_area: Option<Decimal>,
        /// Weight of the articles in kilograms.
        "SummedArticleItemWeight" summed_article_item_weight: Option<Decimal>,
        /// Volume of the articles.
        "SummedArticleItemVolume" summed_article_item_volume: Option<Decimal>,
    }

    /// A row of packages.
    #[non_exhaustive]
    pub struct GoodsItem in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// What is printed on its label.
        "GoodsItemLabelId" goods_item_label_id: Option<String>,
        /// Name of the type of package.
        "PackageTypeName" package_type_name: Option<String>,
        /// Code of the type of package.
        "PackageTypeCode" package_type_code: Option<String>,
        /// Area.
        "Area" area: Option<Decimal>,
        /// Weight in kilograms.
        "Weight" weight: Option<Decimal>,
        /// Volume; the warehouse decides on the unit.
        "Volume" volume: Option<Decimal>,
        /// Height; the warehouse decides on the unit.
        "Height" height: Option<Decimal>,
        /// Length; the warehouse decides on the unit.
        "Length" length: Option<Decimal>,
        /// Width; the warehouse decides on the unit.
        "Width" width: Option<Decimal>,
        /// Loading metres.
        "LoadMeters" load_meters: Option<Decimal>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<i32>,
        /// Packages.
        "NumberOfPackages" number_of_packages: Option<i32>,
        /// Packages that were approved.
        "ApprovedNumberOfPackages" approved_number_of_packages: Option<i32>,
        /// A comment.
        "GoodsComment" goods_comment: Option<String>,
        /// Category of goods.
        "GoodsCategory" goods_category: Option<String>,
    }

    /// A load carrier of an order: a pallet or a parcel.
    #[non_exhaustive]
    pub struct OrderPalletItemInfo in NAMESPACE {
        /// Id.
        "Id" id: Option<i32>,
        /// Id of its type.
        "TypeId" type_id: Option<i32>,
        /// What is printed on its label.
        "LabelId" label_id: Option<String>,
        /// Serial number.
        "Serial" serial: Option<String>,
        /// Code of its type.
        "PalletTypeCode" pallet_type_code: Option<String>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Category of goods.
        "GoodsCategoryTypeName" goods_category_type_name: Option<String>,
        /// Weight in kilograms.
        "Weight" weight: Option<Decimal>,
        /// Volume; the warehouse decides on the unit.
        "Volume" volume: Option<Decimal>,
        /// Name of its type.
        "PalletTypeName" pallet_type_name: Option<String>,
        /// Whether it is meant for a return.
        "IsReturnType" is_return_type: Option<bool>,
        /// Whether it belongs to the transport booking; then its label is the tracking number.
        "IsTaPalletItem" is_ta_pallet_item: Option<bool>,
    } beside {
        /// Address where it can be tracked, as REST reports it (`parcels/tracking/trackingUrl`).
        tracking_url: Option<String>,
    }

    /// The settings of the API user, which each order carries.
    #[non_exhaustive]
    pub struct WsiSystem in NAMESPACE {
        /// Name of an API user.
        "UserName" user_name: Option<String>,
        /// Its password.
        "PassWord" pass_word: Option<Secret>,
        /// Name of the system.
        "SystemName" system_name: Option<String>,
        /// The receiver.
        "ToSystemName" to_system_name: Option<String>,
        /// The sender.
        "FromSystemName" from_system_name: Option<String>,
        /// A path of the exchange.
        "FromWsiPath" from_wsi_path: Option<String>,
        /// A path of the exchange.
        "ToWSiPath" to_w_si_path: Option<String>,
        /// First free setting.
        "Setting1" setting1: Option<String>,
        /// Second free setting.
        "Setting2" setting2: Option<String>,
        /// Address.
        "Url" url: Option<String>,
        /// Id of the report.
        "ReportId" report_id: Option<i32>,
        /// Name of the report.
        "ReportName" report_name: Option<String>,
        /// Format of the report.
        "ReportExportFormat" report_export_format: Option<String>,
        /// Who gets errors by e-mail.
        "OnErrorEmail" on_error_email: Option<String>,
        /// Encoding of texts.
        "Encoding" encoding: Option<String>,
        /// Whether addresses are grouped by customer. (The vendor spells it with one d.)
        "OrderAdressGroupByCustomer" order_adress_group_by_customer: Option<bool>,
        /// By its name the status above which an order cannot be changed any more.
        "MaximumOrderStatusForUpdate" maximum_order_status_for_update: Option<i32>,
    }
}
