//! The operations of the contract: their parameters, which of them change something, and which are not simulated.

use super::NAMESPACE;

/// The operation of a SOAP action, when this service has it.
pub(crate) fn known_operation(action: &str) -> Option<&str> {
    let operation = action.strip_prefix(NAMESPACE)?.strip_prefix('/')?;
    (parameters(operation).is_some() || NOT_SIMULATED.contains(&operation)).then_some(operation)
}

/// Whether an operation changes something: those the vendor runs one after another for each goods owner.
pub(crate) fn is_write(operation: &str) -> bool {
    operation.starts_with("Process") || operation.starts_with("Update") || is_void(operation)
}

/// Whether an operation answers nothing: what it refuses is a fault.
pub(super) fn is_void(operation: &str) -> bool {
    matches!(operation, "UploadArticleDefFile" | "UploadOrderFile" | "SetTimeOfLastSync" | "ReportEvent")
}

/// Whether this warehouse has the data of an operation.
pub(super) fn is_simulated(operation: &str) -> bool {
    !NOT_SIMULATED.contains(&operation)
}

/// The operations, each with its parameters in the order of the contract.
const OPERATIONS: &[(&str, &[&str])] = &[
    ("ProcessArticle", &["GoodsOwnerCode", "UserName", "Password", "art"]),
    ("ProcessOrder", &["GoodsOwnerCode", "UserName", "Password", "co"]),
    ("ProcessCustomer", &["GoodsOwnerCode", "UserName", "Password", "Customer"]),
    ("UpdateOrder", &["GoodsOwnerCode", "UserName", "Password", "updateOrder"]),
    ("UpdateOrderLines", &["GoodsOwnerCode", "UserName", "Password", "UpdateOrderLines"]),
    ("GetOrdersByQuery", &["GoodsOwnerCode", "UserName", "Password", "query"]),
    ("GetOrder", &["UserName", "Password", "OrderId"]),
    ("GetOrderByOrderNumber", &["GoodsOwnerCode", "UserName", "Password", "OrderNumber"]),
    ("GetOrderStatuses", &["UserName", "Password", "GoodsOwnerCode"]),
    ("GetInventory", &["GoodsOwnerId", "UserName", "Password"]),
    ("GetInventoryByQuery", &["GoodsOwnerCode", "UserName", "Password", "GetInventoryQuery"]),
    ("GetInventoryItems", &["GoodsOwnerId", "UserName", "Password", "InventoryItemsQuery"]),
    ("GetInventoryPerWarehouse", &["GoodsOwnerCode", "UserName", "Password", "InventoryPerWarehouseQuery"]),
    ("GetInventoryChanges", &["GoodsOwnerCode", "UserName", "Password", "query"]),
    ("GetGoodsStatusInventory", &["GoodsOwnerCode", "UserName", "Password", "query"]),
    ("GetOrderStatusReport", &["GoodsOwnerId", "UserName", "Password", "GoodsOwnerOrderNumber"]),
    ("GetOrderStatusReports", &["GoodsOwnerCode", "UserName", "Password", "query"]),
    ("GetTransporterContracts", &["UserName", "Password", "GoodsOwnerCode"]),
    ("GetFileList", &["UserName", "Password", "FileSearchValues"]),
    ("GetFile", &["UserName", "Password", "FileId"]),
    ("UploadArticleDefFile", &["UserName", "Password", "GoodsOwnerId", "ArticleNo", "BatchNo", "File"]),
    ("UploadOrderFile", &["UserName", "Password", "OrderFile"]),
    ("GetTimeOfLastSync", &["UserName", "Password", "GoodsOwnerId", "IntegrationType"]),
    ("SetTimeOfLastSync", &["UserName", "Password", "GoodsOwnerId", "IntegrationType", "syncTime"]),
    ("ReportEvent", &["GoodsOwnerCode", "UserName", "Password", "logEvent"]),
    ("GetSystemStatus", &[]),
    ("ProcessInOrder", &["GoodsOwnerCode", "UserName", "Password", "co"]),
    ("UpdateInOrder", &["GoodsOwnerCode", "UserName", "Password", "updateInOrder"]),
    ("UpdateInOrderLines", &["GoodsOwnerCode", "UserName", "Password", "UpdateInOrderLines"]),
    ("GetInOrderByOrderNumber", &["GoodsOwnerCode", "UserName", "Password", "OrderNumber"]),
    ("GetInOrdersByQuery", &["GoodsOwnerCode", "UserName", "Password", "query"]),
    ("GetInOrderStatuses", &["UserName", "Password", "GoodsOwnerCode"]),
    ("GetInOrderStatusReports", &["GoodsOwnerCode", "UserName", "Password", "query"]),
    ("ProcessReturnOrder", &["GoodsOwnerCode", "UserName", "Password", "ReturnOrder"]),
    ("ProcessShipment", &["GoodsOwnerCode", "UserName", "Password", "Shipment"]),
    ("UpdateShipment", &["GoodsOwnerCode", "UserName", "Password", "updateShipment"]),
    ("GetShipmentsByQuery", &["GoodsOwnerCode", "UserName", "Password", "query"]),
    ("GetReturnOrdersByQuery", &["GoodsOwnerCode", "UserName", "Password", "ReturnOrdersQuery"]),
];

/// Operations of the contract that this warehouse has no data for: it says so, instead of answering nothing.
const NOT_SIMULATED: &[&str] = &[
    "ProcessTrip",
    "GetInvoices",
    "ProcessInvoice",
    "GetProductionOrdersByQuery",
    "GetWarehouseTransferOrderByQuery",
];

pub(super) fn parameters(operation: &str) -> Option<&'static [&'static str]> {
    OPERATIONS.iter().find(|(name, _)| *name == operation).map(|(_, parameters)| *parameters)
}
