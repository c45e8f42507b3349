//! Containers and pallets of a shipment, as they are read.

use asmx_soap::element;
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{OrderId, ShipmentId};

element! {
    /// Containers of one type on a shipment, as they are read.
    #[non_exhaustive]
    pub struct ShipmentContainerInfo in NAMESPACE {
        /// Code of the type of container.
        "ContainerTypeCode" container_type_code: Option<String>,
        /// Name of the type of container.
        "ContainerTypeName" container_type_name: Option<String>,
        /// Weight, in kilograms.
        "Weight" weight: Option<Decimal>,
        /// Volume, in cubic metres.
        "Volume" volume: Option<Decimal>,
        /// Load metres.
        "LoadMeters" load_meters: Option<Decimal>,
        /// How many packages.
        "NumberOfPackages" number_of_packages: Option<i32>,
        /// Mark on the goods.
        "GoodsMark" goods_mark: Option<String>,
        /// Sort of goods, as free text.
        "GoodsCategory" goods_category: Option<String>,
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
        /// Order number.
        "OrderNumber" order_number: Option<String>,
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// Ongoing's id of the container.
        "ContainerId" container_id: Option<i32>,
        /// Name of the sort of goods.
        "GoodsCategoryName" goods_category_name: Option<String>,
        /// Code of the sort of goods.
        "GoodsCategoryCode" goods_category_code: Option<String>,
        /// Length, in metres.
        "Length" length: Option<Decimal>,
        /// Width, in metres.
        "Width" width: Option<Decimal>,
        /// Height, in metres.
        "Height" height: Option<Decimal>,
    }

    /// A single container or pallet, as it is read, with those that stand on it.
    #[non_exhaustive]
    pub struct ShipmentContainerItemInfo in NAMESPACE {
        /// Code of the type of container.
        "ContainerTypeCode" container_type_code: Option<String>,
        /// Name of the type of container.
        "ContainerTypeName" container_type_name: Option<String>,
        /// Ongoing's id of the sort of goods.
        "GoodsCategoryTypeId" goods_category_type_id: Option<i32>,
        /// Name of the sort of goods.
        "GoodsCategoryTypeName" goods_category_type_name: Option<String>,
        /// Code of the sort of goods.
        "GoodsCategoryTypeCode" goods_category_type_code: Option<String>,
        /// Whether it was put together from several.
        "IsConsolidated" is_consolidated: Option<bool>,
        /// Quantity.
        "NumberOfItems" number_of_items: Option<Decimal>,
        /// Quantity in a second unit.
        "SecondNumberOfItems" second_number_of_items: Option<Decimal>,
        /// Weight, in kilograms.
        "Weight" weight: Option<Decimal>,
        /// Volume, in cubic metres.
        "Volume" volume: Option<Decimal>,
        /// Ongoing's id of the shipment.
        "ShipmentId" shipment_id: Option<ShipmentId>,
        /// Text of its label.
        "LabelId" label_id: Option<String>,
        /// Its place in the order of pallets.
        "PalletIndex" pallet_index: Option<i32>,
        /// A comment.
        "Comment" comment: Option<String>,
        /// Serial number.
        "Serial" serial: Option<String>,
        /// A comment that belongs to the shipment.
        "ShipmentPalletItemComment" shipment_pallet_item_comment: Option<String>,
        /// Code of the owner of the pallet.
        "PalletOwnerCode" pallet_owner_code: Option<String>,
        /// Name of the owner of the pallet.
        "PalletOwnerName" pallet_owner_name: Option<String>,
        /// A comment on the owner of the pallet.
        "PalletOwnerComment" pallet_owner_comment: Option<String>,
        /// Single containers and pallets.
        "ShipmentContainerItems"/"ShipmentContainerItemInfo" shipment_container_items: Vec<ShipmentContainerItemInfo>,
        /// Order number of the shipment that it arrived with.
        "InboundShipmentOrderNumber" inbound_shipment_order_number: Option<String>,
        /// Customer number of the shipment that it arrived with.
        "InboundShipmentCustomerNumber" inbound_shipment_customer_number: Option<String>,
        /// Ongoing's id of the shipment that it arrived with.
        "InboundShipmentId" inbound_shipment_id: Option<ShipmentId>,
        /// Code of the owner of what is on the pallet.
        "PalletItemOwnerCode" pallet_item_owner_code: Option<String>,
        /// Ongoing's id of the pallet.
        "PalletItemId" pallet_item_id: Option<i32>,
    }
}
