//! The head of a purchase order, as it is written.

use asmx_soap::{XsDateTime, element, enumeration};

use crate::NAMESPACE;
use crate::model::{InOrderId, WayOfDeliveryType};

element! {
    /// The head of a purchase order, as it is written.
    pub struct InOrderInfoClass in NAMESPACE {
        /// Which field it is found by; that field must be set.
        "InOrderIdentification" in_order_identification: InOrderIdentificationType,
        /// What to do with it.
        "InOrderOperation" in_order_operation: InOrderOperation,
        /// Ongoing's id of the purchase order.
        "InOrderId" in_order_id: Option<InOrderId>,
        /// Number of the purchase order, at most 50 characters, unique for a goods owner. The usual key.
        "GoodsOwnerOrderNumber" goods_owner_order_number: Option<String>,
        /// The supplier's own number for it.
        "SupplierOrderNumber" supplier_order_number: Option<String>,
        /// Batch.
        "BatchNumber" batch_number: Option<String>,
        /// The goods owner's reference.
        "GoodsOwnerReference" goods_owner_reference: Option<String>,
        /// Reference number.
        "ReferenceNumber" reference_number: Option<String>,
        /// Way of delivery, as free text.
        "WayOfDelivery" way_of_delivery: Option<String>,
        /// A remark for the staff.
        "OrderRemark" order_remark: Option<String>,
        /// When the goods are expected.
        "InDate" in_date: Option<XsDateTime>,
        /// When it was ordered.
        "OrderDate" order_date: Option<XsDateTime>,
        /// Date of the batch.
        "BatchDate" batch_date: Option<XsDateTime>,
        /// The container that the goods come in.
        "Container" container: Option<String>,
        /// The status that a new one gets, if not the one of the warehouse.
        "OrderStatusCreated" order_status_created: Option<i32>,
        /// The status that it gets when it is changed.
        "OrderStatusUpdated" order_status_updated: Option<i32>,
        /// Way of delivery, as an entry of a list.
        "WayOfDeliveryType" way_of_delivery_type: Option<WayOfDeliveryType>,
        /// Type of purchase order.
        "InOrderType" in_order_type: Option<InOrderType>,
        /// Whether it announces goods that come back from customers.
        "InOrderIsReturnType" in_order_is_return_type: Option<bool>,
        /// Number of the invoice.
        "InvoiceNumber" invoice_number: Option<String>,
        /// Terms of delivery, as an entry of a list.
        "TermsOfDeliveryType" terms_of_delivery_type: Option<TermsOfDeliveryType>,
        /// First free text.
        "FreeText1" free_text1: Option<String>,
        /// Second free text.
        "FreeText2" free_text2: Option<String>,
        /// Third free text.
        "FreeText3" free_text3: Option<String>,
        /// Fourth free text.
        "FreeText4" free_text4: Option<String>,
        /// Fifth free text.
        "FreeText5" free_text5: Option<String>,
        /// The warehouse that receives it, where there are several.
        "Warehouse" warehouse: Option<InOrderWarehouse>,
    }

    /// A type of purchase order.
    pub struct InOrderType in NAMESPACE {
        /// Whether it must exist already.
        "InOrderTypeOperation" in_order_type_operation: InOrderTypeOperation,
        /// Which field it is found by.
        "InOrderTypeIdentification" in_order_type_identification: InOrderTypeIdentification,
        /// Code of its type.
        "InOrderTypeCode" in_order_type_code: Option<String>,
        /// Name of its type.
        "InOrderTypeName" in_order_type_name: Option<String>,
    }

    /// Terms of delivery, as an entry of the warehouse's list.
    pub struct TermsOfDeliveryType in NAMESPACE {
        /// Whether it must exist already.
        "TermsOfDeliveryTypeOperation" terms_of_delivery_type_operation: TermsOfDeliveryTypeOperation,
        /// Which field it is found by.
        "TermsOfDeliveryTypeIdentification" terms_of_delivery_type_identification: TermsOfDeliveryTypeIdentification,
        /// Code.
        "Code" code: Option<String>,
        /// Name.
        "Name" name: Option<String>,
    }

    /// The warehouse that receives a purchase order.
    pub struct InOrderWarehouse in NAMESPACE {
        /// Which field it is found by.
        "InOrderWarehouseIdentification" in_order_warehouse_identification: InOrderWarehouseIdentificationType,
        /// Whether it must exist already: it must.
        "InOrderWarehouseOperation" in_order_warehouse_operation: InOrderWarehouseOperationType,
        /// Name.
        "WarehouseName" warehouse_name: Option<String>,
    }
}

enumeration! {
    /// What a purchase order is found by.
    pub enum InOrderIdentificationType = ExternalOrderCode {
        /// The external order code.
        ExternalOrderCode,
        /// Its number.
        GoodsOwnerOrderNumber,
        /// Ongoing's id.
        SystemId,
    }

    /// What to do with a purchase order.
    pub enum InOrderOperation = Create {
        /// Create it; it must not be there.
        Create,
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Cancel it, which works only until goods reception begins.
        Remove,
    }

    /// What to do with a type of purchase order.
    pub enum InOrderTypeOperation = Find {
        /// Use what is there; it must be there.
        Find,
        /// Use what is there untouched, else create it.
        CreateOrFind,
    }

    /// What a type of purchase order is found by.
    pub enum InOrderTypeIdentification = InOrderTypeCode {
        /// The code.
        InOrderTypeCode,
        /// The name.
        InOrderTypeName,
    }

    /// What to do with terms of delivery.
    pub enum TermsOfDeliveryTypeOperation = CreateOrUpdate {
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Use what is there; it must be there.
        Find,
    }

    /// What terms of delivery are found by.
    pub enum TermsOfDeliveryTypeIdentification = Code {
        /// The code.
        Code,
        /// The name.
        Name,
    }

    /// What the warehouse of a purchase order is found by.
    pub enum InOrderWarehouseIdentificationType = WarehouseName {
        /// The name.
        WarehouseName,
    }

    /// What to do with the warehouse of a purchase order.
    pub enum InOrderWarehouseOperationType = Find {
        /// Use what is there; it must be there.
        Find,
    }
}

impl InOrderInfoClass {
    /// The head of a purchase order that is found by its number, and created or updated.
    pub fn by_number(order_number: impl Into<String>) -> Self {
        Self {
            in_order_identification: InOrderIdentificationType::GoodsOwnerOrderNumber,
            in_order_operation: InOrderOperation::CreateOrUpdate,
            goods_owner_order_number: Some(order_number.into()),
            ..Self::default()
        }
    }
}

impl InOrderType {
    /// A type of purchase order that is found by its code, or created.
    pub fn create_or_find(code: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            in_order_type_operation: InOrderTypeOperation::CreateOrFind,
            in_order_type_identification: InOrderTypeIdentification::InOrderTypeCode,
            in_order_type_code: Some(code.into()),
            in_order_type_name: Some(name.into()),
        }
    }
}

impl InOrderWarehouse {
    /// The warehouse with this name; the contract knows no other way to say it.
    pub fn by_name(name: impl Into<String>) -> Self {
        Self { warehouse_name: Some(name.into()), ..Self::default() }
    }
}
