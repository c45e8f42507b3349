//! Hooks, through which a host changes, holds or skips records.

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
pub use shipment::{SentShipment, StatusUpdate, TrackingText};
pub use variants::Variants;

use crate::process_id::Process;

/// Changes, holds or skips records, after the mapping and before the write.
///
/// Every method but `prepare_…` is synchronous and must be deterministic: the same record gives the same result, or
/// records would be written again and again. By default, all methods accept everything.
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
    /// Changes whenever the hooks may decide differently than before. It is part of the fingerprints: after a change,
    /// everything is processed again once.
    fn version(&self) -> &str {
        ""
    }

    /// The part of the version that concerns one process. Hooks that only change articles need not cause every open
    /// order to be sent again when they change: they return an empty text for [`Process::Orders`].
    fn version_for(&self, process: Process) -> &str {
        let _ = process;
        self.version()
    }

    /// The properties of products, orders and rows that the hooks read: the ERP omits those that are not requested, and
    /// they then read as `None`. By default, these are all properties; [`HookFields`] shows how to name fewer safely.
    /// They are requested wherever the other methods see a record, and a change of them is a change of the record.
    /// Properties that change on their own, or through our own writes, are excluded unless the hooks name them:
    /// `Stock`, `OrderProposal` and `DateChanged` of a product, `OrderStatus` and `DateChanged` of an order. A change
    /// of them alone writes nothing where [`HookFields::all`] asks for them. When the fields change, everything is
    /// processed again once, as when the [`version`](Self::version) changes.
    fn fields(&self) -> HookFields {
        HookFields::all()
    }

    /// Whether an order is synchronised at all. It is called before the mapping, for orders that we have not
    /// transferred. Ignored orders are counted as `ignored` in the report, and neither sent nor held. The hook is asked
    /// again when the order or the [`version`](Self::version) changes. The hook is no longer asked about an order that
    /// we have transferred.
    fn select_order(&self, order: &InvoiceOrder) -> Selection {
        let _ = order;
        Selection::Keep
    }

    /// The same for a product that has no article of ours. An order with an ignored product is held, since no line is
    /// left out: keep the product, or remove it from the order.
    fn select_product(&self, product: &Product) -> Selection {
        let _ = product;
        Selection::Keep
    }

    /// Called with many orders at once before they are mapped, to look up data that the other methods need. An error
    /// loses nothing: see [`HookError`].
    ///
    /// # Errors
    /// The error of a look-up.
    async fn prepare_orders(&self, orders: &[InvoiceOrder]) -> Result<(), HookError> {
        let _ = orders;
        Ok(())
    }

    /// The same for products, before they become articles.
    ///
    /// # Errors
    /// The error of a look-up.
    async fn prepare_articles(&self, products: &[Product]) -> Result<(), HookError> {
        let _ = products;
        Ok(())
    }

    /// The same for the companies that supply those products, if suppliers are transferred.
    ///
    /// # Errors
    /// The error of a look-up.
    async fn prepare_suppliers(&self, companies: &[Company]) -> Result<(), HookError> {
        let _ = companies;
        Ok(())
    }

    /// The same for orders that the WMS has sent, before that is reported to the ERP.
    ///
    /// # Errors
    /// The error of a look-up.
    async fn prepare_shipments(&self, shipments: &[SentShipment]) -> Result<(), HookError> {
        let _ = shipments;
        Ok(())
    }

    /// The same for the quantities that the WMS reports, before [`stock`](Self::stock) is asked about each. Products
    /// that are refused here are kept as the WMS reported them, held, and asked about again in each run.
    ///
    /// # Errors
    /// The error of a look-up.
    async fn prepare_stock(&self, levels: &[(ProductId, Decimal)]) -> Result<(), HookError> {
        let _ = levels;
        Ok(())
    }

    /// A supplier, as it would be transferred with an article. Holding or skipping it holds or skips the article.
    fn supplier(&self, company: &Company, supplier: &mut Supplier) -> Decision {
        let _ = (company, supplier);
        Decision::Accept
    }

    /// An article, as it would be written.
    fn article(&self, product: &Product, article: &mut ArticleDefinition) -> Decision {
        let _ = (product, article);
        Decision::Accept
    }

    /// An order, as it would be written. A line that is removed here is not delivered to the customer.
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
    /// It is not transferred.
    Skip {
        /// Why, for the report.
        why: String,
    },
}

/// Whether a record is synchronised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Selection {
    /// It is synchronised.
    Keep,
    /// It is ignored, and only counted.
    Ignore,
}

/// Accepts everything, and reads no further properties.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoHooks;

impl Hooks for NoHooks {
    fn fields(&self) -> HookFields {
        HookFields::none()
    }
}
