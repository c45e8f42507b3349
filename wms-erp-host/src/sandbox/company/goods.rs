//! What comes in: goods that are ordered from a supplier, and some that a customer sends back. Only the sandbox has them.

use std::io;
use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use rust_decimal::Decimal;
use wms_erp_sync::simulator::ongoing::Refusal;
use wms_erp_sync::simulator::ongoing::world::{
    LineRequest, OrderIdentification, OrderOperation, OrderRequest,
};

use super::orders::sold_before;
use super::products::TENT;
use super::{SOLD_BEFORE, ULLVAREN};
use crate::sandbox::systems::Systems;

/// The purchase order that is in the folder.
const PURCHASE: &str = "I-2001";
/// The return of a tent that was sent before the day begins.
const RETURN: &str = "R-3001";
/// A file is read once it has not changed for a minute: this one is complete.
const COMPLETE: TimeDelta = TimeDelta::minutes(5);

/// Puts a purchase order into the folder, of which a part comes as soon as the warehouse knows it.
///
/// # Errors
/// If the folder or the file cannot be written.
pub(crate) fn order_goods(systems: &Arc<Systems>, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join("sandbox.csv");
    let text = format!(
        "order;line;article;quantity;supplier;supplier_name;reference\n\
         {PURCHASE};1;ULL-M;40;{ULLVAREN};Ullvaren AS;Vårvarer\n\
         {PURCHASE};2;TERMOS-1;12;;;\n"
    );
    std::fs::write(&path, text)?;
    let file = std::fs::File::options().write(true).open(&path)?;
    let changed = file.metadata()?.modified()?;
    file.set_modified(changed - COMPLETE.to_std().unwrap_or_default())?;
    let warehouse = Arc::clone(systems);
    systems.wms.control().after_next("ProcessInOrder", move |_| {
        // Whoever plays the warehouse may have cancelled it by then.
        let _ = warehouse.wms.receive_on(PURCHASE, "1", Decimal::from(15));
    });
    Ok(())
}

/// A tent that was sent before the day begins has come back.
///
/// # Errors
/// If the warehouse refuses something.
pub(crate) fn send_back(systems: &Systems) -> Result<(), Refusal> {
    let line = sold_before(&systems.erp.books()).to_string();
    let number = SOLD_BEFORE.to_string();
    let by = OrderIdentification::GoodsOwnerOrderNumber;
    let mut request = OrderRequest::new(OrderOperation::Create, by);
    request.data.goods_owner_order_number = Some(number.clone());
    request.lines = Some(vec![LineRequest::new(&line, &TENT.to_string(), Decimal::ONE)]);
    systems.wms.act(|world| world.process_order(request))?;
    systems.wms.pick_all(&number)?;
    systems.wms.send(&number)?;
    systems.wms.announce_return(RETURN, &number, &[(&line, 1)])?;
    systems.wms.take_back(RETURN, "1", Decimal::ONE, true)
}
