//! A host's own word in the mapping.

mod chain;
mod variants;

use std::fmt::Debug;

use async_trait::async_trait;
use ongoing_client::model::{ArticleDefinition, CustomerOrder};
use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, Product, ProductId};

pub use chain::HookChain;
pub use variants::Variants;

use crate::process::Process;

/// What a host changes, holds or leaves out, after the mapping and before the write.
///
/// Every method but [`prepare`](Self::prepare) is synchronous and must be deterministic: the same record gives the same
/// result, or records would be written again and again. All of them let everything pass unless a host says otherwise.
///
/// ```
/// use wms_erp_sync::{Hooks, Ruling};
/// use wms_erp_sync::ongoing::model::ArticleDefinition;
/// use wms_erp_sync::twentyfour::types::Product;
///
/// /// Spare parts have a unit of their own.
/// #[derive(Debug)]
/// struct Units;
///
/// impl Hooks for Units {
///     fn version(&self) -> &str {
///         "units 1"
///     }
///
///     fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Ruling {
///         article.article_unit_code = Some(if product.category_id == Some(7) { "set" } else { "pcs" }.to_owned());
///         Ruling::Go
///     }
/// }
/// ```
#[async_trait]
pub trait Hooks: Send + Sync + Debug + 'static {
    /// Changes whenever the hooks may decide differently than before. It is part of the fingerprints: after a change
    /// everything is looked at again once.
    fn version(&self) -> &str {
        ""
    }

    /// The version as far as it concerns one process. Hooks that only change articles need not have every open order sent
    /// again when they change: they say nothing for [`Process::Orders`].
    fn version_for(&self, process: Process) -> &str {
        let _ = process;
        self.version()
    }

    /// Told of orders before they are mapped, many at once, to look things up that the other methods will need. An error
    /// ends the run; it says what to do in words.
    ///
    /// # Errors
    /// Whatever a look-up failed with, in one line.
    async fn prepare(&self, orders: &[InvoiceOrder]) -> Result<(), String> {
        let _ = orders;
        Ok(())
    }

    /// An article, as it would be written.
    fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Ruling {
        let _ = (product, article);
        Ruling::Go
    }

    /// An order, as it would be written. A line that is taken off here is a line that the customer does not get.
    fn order(&self, order: &InvoiceOrder, mapped: &mut CustomerOrder) -> Ruling {
        let _ = (order, mapped);
        Ruling::Go
    }

    /// A quantity, as the ERP would get it. One that is held or skipped is kept as the WMS reported it and asked about
    /// again in each run, without any request: it goes as soon as the hook lets it, and nothing older is written meanwhile.
    fn stock(&self, product: ProductId, quantity: &mut Decimal) -> Ruling {
        let _ = (product, quantity);
        Ruling::Go
    }
}

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ruling {
    /// It goes over, with what was changed.
    Go,
    /// It is held until the record or the hooks change.
    Hold {
        /// What is wrong with it, in one line.
        what: String,
        /// What to do about it.
        remedy: String,
    },
    /// It is not meant to go over.
    Skip {
        /// Why, for the report.
        why: String,
    },
}

/// Lets everything pass.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHooks;

impl Hooks for NoHooks {}
