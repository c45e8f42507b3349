//! Containers and pallets of a shipment, as they are written.

use asmx_soap::{element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::model::{InOrderId, OrderId};

element! {
    /// Containers of one type on a shipment.
    pub struct ShipmentContainer in NAMESPACE {
        /// Code of the type of container.
        "ContainerTypeCode" container_type_code: Option<String>,
        /// Weight, in kilograms.
        "Weight" weight: Option<Decimal>,
        /// Volume, in cubic metres.
        "Volume" volume: Option<Decimal>,
        /// Load metres.
        "LoadMeters" load_meters: Option<Decimal>,
        /// How many packages. Always written.
        "NumberOfPackages" number_of_packages: i32,
        /// Mark on the goods.
        "GoodsMark" goods_mark: Option<String>,
        /// Sort of goods, as free text.
        "GoodsCategory" goods_category: Option<String>,
        /// Ongoing's id of the order.
        "OrderId" order_id: Option<OrderId>,
        /// Ongoing's id of the container. Always written.
        "ContainerId" container_id: i32,
    }

    /// A single container or pallet, with those that stand on it.
    pub struct ShipmentContainerItem in NAMESPACE {
        /// Type of container.
        "ContainerType" container_type: Option<ContainerType>,
        /// Its status.
        "ShipmentContainerItemStatus" shipment_container_item_status: Option<ShipmentContainerItemStatus>,
        /// Single containers and pallets.
        "ShipmentContainerItems"/"ShipmentContainerItem" shipment_container_items: Vec<ShipmentContainerItem>,
        /// Ongoing's id of it.
        "ShipmentContainerItemId" shipment_container_item_id: Option<i32>,
        /// Text of its label.
        "LabelId" label_id: Option<String>,
        /// A comment.
        "Comment" comment: Option<String>,
        /// Code of the owner.
        "OwnerCode" owner_code: Option<String>,
        /// Code of the sort of goods.
        "GoodsCategoryCode" goods_category_code: Option<String>,
        /// A comment that belongs to the shipment.
        "ShipmentPalletItemComment" shipment_pallet_item_comment: Option<String>,
        /// Ongoing's id of the purchase order.
        "InOrderId" in_order_id: Option<InOrderId>,
        /// Who owns the containers.
        "ShipmentContainerOwner" shipment_container_owner: Option<ShipmentContainerOwner>,
        /// Weight, in kilograms.
        "Weight" weight: Option<Decimal>,
        /// Volume, in cubic metres.
        "Volume" volume: Option<Decimal>,
        /// Quantity. Always written.
        "NumberOfItems" number_of_items: Decimal,
        /// Quantity in a second unit.
        "SecondNumberOfItems" second_number_of_items: Option<Decimal>,
        /// Serial number of the pallet.
        "PalletItemSerial" pallet_item_serial: Option<String>,
        /// Its place in the order of pallets.
        "PalletIndex" pallet_index: Option<i32>,
    }

    /// A type of container.
    pub struct ContainerType in NAMESPACE {
        /// Code.
        "Code" code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// Whether it is a container. Always written.
        "IsContainer" is_container: bool,
        /// Whether it is a trailer. Always written.
        "IsTrailer" is_trailer: bool,
    }

    /// The status of a container.
    pub struct ShipmentContainerItemStatus in NAMESPACE {
        /// Code.
        "Code" code: Option<String>,
    }

    /// Who owns a container.
    pub struct ShipmentContainerOwner in NAMESPACE {
        /// Whether it must exist already.
        "ShipmentContainerOwnerOperation" shipment_container_owner_operation: ShipmentContainerOwnerOperation,
        /// Code.
        "Code" code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// A comment.
        "Comment" comment: Option<String>,
    }
}

enumeration! {
    /// What to do with the owner of a container.
    pub enum ShipmentContainerOwnerOperation = Find {
        /// Use what is there; it must be there.
        Find,
        /// Create it, or update what is there.
        CreateOrUpdate,
    }
}
