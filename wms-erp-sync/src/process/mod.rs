//! The five processes. Each reads what may have changed, spools it, decides, acts, commits.

mod article_delivery;
mod article_number;
pub(crate) mod article_writer;
pub(crate) mod articles;
pub(crate) mod became_ours;
mod change_cursor;
pub(crate) mod inventory;
mod mapping;
pub(crate) mod order_head;
pub(crate) mod order_status;
pub(crate) mod orders;
mod rewrite;
pub(crate) mod shelf;
mod status_writer;
pub(crate) mod stock;
pub(crate) mod suppliers;
mod unread;

use crate::context::RunError;
use crate::context::run::Run;
use crate::process_id::Process;
use unread::collect;
pub(crate) use unread::{Reading, Unread, collect_known, collect_whole};

pub(crate) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    match run.process {
        Process::Articles => articles::run(run).await,
        Process::Suppliers => suppliers::run(run).await,
        Process::Orders => orders::run(run).await,
        Process::OrderStatus => order_status::run(run).await,
        Process::Stock => stock::run(run).await,
    }
}
