//! wms-erp-mapping
