//! A small company: Nordlys Friluft AS of Tromsø sells tents and sleeping bags, keeps its books in 24SevenOffice and its
//! goods in a warehouse that runs Ongoing. The people, places and numbers are invented.

mod customers;
mod goods;
mod orders;
mod products;

use wms_erp_sync::simulator::ongoing::Refusal;

use crate::sandbox::systems::Systems;

pub(crate) use goods::{order_goods, send_back};
pub(crate) use orders::SOLD_BEFORE;

pub use crate::sandbox::systems::NAME;
pub use customers::{BERGEN, KARI, OLA, SATRA, ULLVAREN};
pub use orders::{BEFORE_THE_START, FROM_BERGEN, FROM_KARI, FROM_OLA, FROM_SATRA, OFFER};
pub use products::{COOKING_SET, EXPIRED, FREIGHT, MAP, SLEEPING_BAG, TENT, THERMOS, WOOL};

/// Puts customers, products and orders into the ERP, and goods on the shelves of the warehouse.
///
/// # Errors
/// If the warehouse refuses something, as it does when it is not empty.
pub fn move_in(systems: &Systems) -> Result<(), Refusal> {
    let books = systems.erp.books();
    customers::enter(&books);
    products::enter(&books);
    orders::enter(&books);
    products::stock_up(&systems.wms)
}
