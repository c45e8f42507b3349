//! A host's own word in the mapping.

mod chain;
mod error;
mod fields;
mod shipment;
mod variants;

use std::fmt::Debug;

use async_trait::async_trait;
use ongoing_client::model::{ArticleDefinition, CustomerOrder, Supplier};
use rust_decimal::Decimal;
use twentyfour_client::types::{Company, InvoiceOrder, Product, ProductId};

pub use chain::HookChain;
pub use error::{HookError, HookErrorKind};
pub use fields::HookFields;
pub(crate) use fields::asked_of_customer;
pub use shipment::{SentShipment, StatusUpdate};
pub use variants::Variants;

use crate::process_id::Process;

/// What a host changes, holds or leaves out, after the mapping and before the write.
///
/// Every method but `prepare_…` is synchronous and must be deterministic: the same record gives the same result, or records would be written again and again. All of them let everything pass unless a host says otherwise.
///
/// ```
/// use wms_erp_sync::{HookFields, Hooks, Decision};
/// use wms_erp_sync::ongoing::model::ArticleDefinition;
/// use wms_erp_sync::twentyfour::types::Product;
/// use wms_erp_sync::twentyfour::properties;
///
/// /// Spare parts have a unit of their own, and the warehouse wants to know what things cost.
/// #[derive(Debug)]
/// struct House;
///
/// impl Hooks for House {
///     fn version(&self) -> &str {
///         "house 1"
///     }
///
///     // Without this, everything that the ERP has of a product would be read.
///     fn fields(&self) -> HookFields {
///         HookFields::none().product(properties![Product: category_id, in_price])
///     }
///
///     fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Decision {
///         article.article_unit_code = Some(if product.category_id == Some(7) { "set" } else { "pcs" }.to_owned());
///         article.purchase_price = product.in_price;
///         Decision::Accept
///     }
/// }
///
/// let mut product = Product::default();
/// product.in_price = Some(12.into());
/// let mut article = ArticleDefinition::default();
/// assert_eq!(House.article(&product, &mut article), Decision::Accept);
/// assert_eq!(article.purchase_price, Some(12.into()));
/// ```
#[async_trait]
pub trait Hooks: Send + Sync + Debug + 'static {
    /// Changes whenever the hooks may decide differently than before. It is part of the fingerprints: after a change
    /// everything is looked at again once.
    fn version(&self) -> &str {
        ""
    }

    /// The part of the version that concerns one process. Hooks that only change articles need not have every open order sent
    /// again when they change: they say nothing for [`Process::Orders`].
    fn version_for(&self, process: Process) -> &str {
        let _ = process;
        self.version()
    }

    /// What the hooks read of products, orders and rows: the ERP leaves out what is not asked for, and then it reads as
    /// `None`. All there is, unless hooks say less; [`HookFields`] shows how to do that safely. It is asked for
    /// wherever the other methods see a record, and a change of it is a change of the record. Properties that change on
    /// their own, or through our own writes, are excluded unless the hooks name them: `Stock`, `OrderProposal` and
    /// `DateChanged` of a product, `OrderStatus` and `DateChanged` of an order. A change of them alone writes nothing
    /// where [`HookFields::all`] asks for them. Other fields than before have everything looked at again once, as
    /// another [`version`](Self::version) does.
    fn fields(&self) -> HookFields {
        HookFields::all()
    }

    /// Whether an order is this host's business at all: asked before the mapping, of orders that the WMS did not get
    /// from us. What is ignored is counted as `ignored` in the report, and neither sent nor held. It becomes ours as
    /// soon as it is kept: when it changes, or when [`version`](Self::version) does. The hook is no longer asked about
    /// an order that we have transferred.
    fn select_order(&self, order: &InvoiceOrder) -> Selection {
        let _ = order;
        Selection::Keep
    }

    /// The same of a product that has no article of ours. An order with a product that is ignored is held, since no line is
    /// left out: let the product through, or take it off the order.
    fn select_product(&self, product: &Product) -> Selection {
        let _ = product;
        Selection::Keep
    }

    /// Called with orders before they are mapped, many at once, to look things up that the other methods need. Nothing is
    /// lost by an error: see [`HookError`].
    ///
    /// # Errors
    /// Whatever a look-up failed with.
    async fn prepare_orders(&self, orders: &[InvoiceOrder]) -> Result<(), HookError> {
        let _ = orders;
        Ok(())
    }

    /// The same with products before they become articles.
    ///
    /// # Errors
    /// Whatever a look-up failed with.
    async fn prepare_articles(&self, products: &[Product]) -> Result<(), HookError> {
        let _ = products;
        Ok(())
    }

    /// The same with the companies that supply those products, where suppliers go over.
    ///
    /// # Errors
    /// Whatever a look-up failed with.
    async fn prepare_suppliers(&self, companies: &[Company]) -> Result<(), HookError> {
        let _ = companies;
        Ok(())
    }

    /// The same with orders that the WMS has sent, before that is reported to the ERP.
    ///
    /// # Errors
    /// Whatever a look-up failed with.
    async fn prepare_shipments(&self, shipments: &[SentShipment]) -> Result<(), HookError> {
        let _ = shipments;
        Ok(())
    }

    /// The same with the quantities that the WMS reports, before [`stock`](Self::stock) is asked about each. Products that are
    /// refused here are kept as the WMS reported them, held, and asked about again in each run.
    ///
    /// # Errors
    /// Whatever a look-up failed with.
    async fn prepare_stock(&self, levels: &[(ProductId, Decimal)]) -> Result<(), HookError> {
        let _ = levels;
        Ok(())
    }

    /// A supplier, as it would travel on an article. Holding or skipping it holds or skips the article.
    fn supplier(&self, company: &Company, supplier: &mut Supplier) -> Decision {
        let _ = (company, supplier);
        Decision::Accept
    }

    /// An article, as it would be written.
    fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Decision {
        let _ = (product, article);
        Decision::Accept
    }

    /// An order, as it would be written. A line that is taken off here is a line that the customer does not get.
    fn order(&self, order: &InvoiceOrder, mapped: &mut CustomerOrder) -> Decision {
        let _ = (order, mapped);
        Decision::Accept
    }

    /// An order that the WMS has sent, and the status that the ERP would get. One that is held or skipped is asked
    /// about again in each run; until then, nothing is reported to the ERP.
    fn shipment(&self, shipment: &SentShipment, update: &mut StatusUpdate) -> Decision {
        let _ = (shipment, update);
        Decision::Accept
    }

    /// A quantity, as the ERP would get it. One that is held or skipped is kept as the WMS reported it and asked about
    /// again in each run, without any request: it is written as soon as the hook accepts it, and no older quantity is
    /// written in the meantime.
    fn stock(&self, product: ProductId, quantity: &mut Decimal) -> Decision {
        let _ = (product, quantity);
        Decision::Accept
    }
}

/// What happens to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decision {
    /// It is transferred, with the hook's changes.
    Accept,
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

/// Whether a record is the host's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Selection {
    /// It goes its way.
    Keep,
    /// It is left alone.
    Ignore,
}

/// Lets everything pass.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHooks;

impl Hooks for NoHooks {
    fn fields(&self) -> HookFields {
        HookFields::none()
    }
}
