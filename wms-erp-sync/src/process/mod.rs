//! The trait of a process, and the seven that come with the engine. Each reads what may have changed, spools it, decides, acts, commits.

mod article_delivery;
mod article_number;
mod article_writer;
mod articles;
mod became_ours;
mod built_in;
mod change_cursor;
mod current;
mod expected_receipts;
mod further;
pub(crate) mod inspect;
mod inventory;
mod mapping;
pub(crate) mod order_head;
mod order_status;
mod orders;
mod returns;
mod rewrite;
mod seen_stock;
mod status_write;
mod status_writer;
mod stock;
mod supplier_memory;
mod suppliers;
mod sync_process;
mod unread;
mod wms_articles;
mod worked_off;

pub(crate) use built_in::{built_in, take_over};
pub use sync_process::SyncProcess;
use unread::collect;
pub(crate) use unread::{READABLE, Reading, Unread, collect_known, collect_whole, release_readable};
