//! wms-erp-sync

pub mod clock;
pub mod process;
pub mod schedule;
pub mod store;
