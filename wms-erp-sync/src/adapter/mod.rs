//! The vendors' clients behind the engine's ports.

mod filtered;
mod halves;
mod incomplete;
mod ledger;
mod ongoing;
mod ongoing_error;
mod twentyfour;
mod twentyfour_error;
mod warehouse_stock;

pub use ledger::{BudgetState, StoreLedger};
pub use ongoing::Ongoing;
pub use twentyfour::TwentyFour;
