//! The stock of the WMS, over the warehouses that count.

use asmx_soap::XsDateTime;
use ongoing_client::model::InventoryLine;

use crate::context::RunError;
use crate::context::run::Run;
use crate::port::Records;

/// The stock of these warehouses, of all of them if none is named.
pub(crate) async fn inventory(
    run: &Run<'_>,
    warehouses: &[String],
    since: Option<XsDateTime>,
) -> Result<Records<InventoryLine>, RunError> {
    Ok(match warehouses {
        [] => run.wms.inventory(since).await?,
        warehouses => run.wms.inventory_in(warehouses, since).await?,
    })
}
