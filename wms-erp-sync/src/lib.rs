//! wms-erp-sync
