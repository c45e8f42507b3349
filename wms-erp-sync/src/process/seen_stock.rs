//! One read of the changed products for two processes: the articles process, which comes first, also asks for the stock of the
//! products, and leaves what it saw to the stock process.
//!
//! A run of the stock process makes use of that only where it loses nothing by it: the read began after the run was due and
//! not long ago nor before its own last one, and goes as far back as its own would. Otherwise it reads the products itself, as it does where the articles
//! process is off, paused, failing, or comes at other times. So neither depends on the other; and what is to be written is
//! compared with a stock that is read right before.

use chrono::{DateTime, TimeDelta, Utc};
use twentyfour_client::Properties;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::STOCK_PROPERTIES;

use super::change_cursor::ChangeCursor;
use crate::context::RunError;
use crate::context::run::{ERP_OVERLAP, Run};
use crate::document::{SeenProduct, SeenStock};
use crate::port::named;
use crate::process_id::Process;
use crate::store::Batch;

/// What was read longer ago is read anew: the ERP gives the times of changes to the minute, and in a round that takes longer than
/// that, one request more is not what it costs.
const FRESH: TimeDelta = TimeDelta::minutes(1);
/// What is left are some kilobytes. A tenant is not quiet if more has changed within hours.
const MOST: usize = 500;

/// Takes down the stock of products that are read for their articles.
pub(super) struct StockNotes {
    seen: SeenStock,
    fits: bool,
    /// Whether the articles process reads the stock for its own sake: its hooks may have asked for it.
    keeps_stock: bool,
}

impl StockNotes {
    /// For a read of what changed since then; none where no one would make use of it.
    ///
    /// # Errors
    /// If a later version of this program has left something: that is not replaced.
    pub(super) async fn of_read(
        run: &Run<'_>,
        cursor: &ChangeCursor,
        asked: &Properties<Product>,
    ) -> Result<Option<Self>, RunError> {
        // Without a due time the clock of this machine may not be one that others can compare theirs with.
        if run.due.is_none() || !run.tenant.is_on(Process::Stock) {
            return Ok(None);
        }
        run.read::<SeenStock>(&()).await?;
        let seen =
            SeenStock { began: cursor.began(), since: cursor.since(ERP_OVERLAP), products: Vec::new() };
        let keeps_stock = asked.names().any(|name| name == "Stock");
        Ok(Some(Self { seen, fits: true, keeps_stock }))
    }

    /// What the read asks for besides.
    pub(super) fn properties() -> Properties<Product> {
        named(STOCK_PROPERTIES)
    }

    /// Takes down what these say. What the articles process did not ask for is taken from them: hooks must not see at one time
    /// what they do not see at another.
    pub(super) fn take_down(&mut self, products: &mut [Product]) {
        self.fits &= self.seen.products.len() + products.len() <= MOST;
        for product in products {
            if let Some(id) = product.id.filter(|_| self.fits) {
                let (stock, controlled) = (product.stock, product.stock_controlled);
                self.seen.products.push(SeenProduct { id: id.0, stock, controlled });
            }
            if !self.keeps_stock {
                product.stock = None;
            }
        }
    }

    /// Leaves it, once all of it was read.
    pub(super) fn leave(self, batch: &mut Batch) {
        match self.fits {
            true => batch.set(&(), &self.seen),
            false => batch.remove::<SeenStock>(&()),
        };
    }
}

/// The changed products as the articles process has read them, with the cursor that follows; none where the run has to read
/// them itself.
pub(super) async fn already_read(
    run: &Run<'_>,
    cursor: &ChangeCursor,
) -> Result<Option<SeenStock>, RunError> {
    let Some(due) = run.due else { return Ok(None) };
    let (needed, now) = (cursor.since(ERP_OVERLAP), cursor.began());
    let seen = run.read::<SeenStock>(&()).await?;
    // What was read before this process's own last read is older than what it knows.
    let is_news = |seen: &SeenStock| cursor.last_began().is_none_or(|last| last <= seen.began);
    Ok(seen.filter(|seen| is_current(seen, due, now) && is_news(seen) && reaches(seen.since, needed)))
}

fn is_current(seen: &SeenStock, due: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    seen.began >= due && seen.began <= now && now - seen.began <= FRESH
}

fn reaches(since: Option<DateTime<Utc>>, needed: Option<DateTime<Utc>>) -> bool {
    since.is_none_or(|since| needed.is_some_and(|needed| since <= needed))
}

/// As a product of which nothing else is known.
pub(super) fn product(seen: &SeenProduct) -> Product {
    let mut product = Product::default();
    product.id = Some(ProductId(seen.id));
    product.stock = seen.stock;
    product.stock_controlled = seen.controlled;
    product
}
