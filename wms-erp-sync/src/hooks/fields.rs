use std::collections::BTreeSet;

use twentyfour_client::Properties;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, Product};
use wms_erp_mapping::{
    LinePrices, ORDER_PRICE_PROPERTIES, ORDER_PROPERTIES, OrderSettings, PRODUCT_PROPERTIES,
    ROW_PRICE_PROPERTIES, ROW_PROPERTIES,
};

use crate::port::{named, order_named};

/// The properties that hooks read of products, orders and rows, besides those that the mapping asks for itself. The ERP
/// leaves out what no request names, and a property that was left out reads as `None`.
///
/// [`all`](Self::all) can leave nothing out. Hooks that read little ask for less: then answers are smaller, and a record
/// of which only other properties changed is not written again. What is asked for and what is read belong together, which
/// [`projection!`](twentyfour_client::projection) keeps together:
///
/// ```
/// use wms_erp_sync::HookFields;
/// use wms_erp_sync::twentyfour::properties::Projection;
/// use wms_erp_sync::twentyfour::types::{InvoiceOrder, InvoiceRow, Product};
/// use wms_erp_sync::twentyfour::{projection, properties};
///
/// projection! {
///     /// What a product costs: nothing can be read of it that is not asked for.
///     pub struct Costs of Product {
///         /// The purchase price.
///         pub in_price: Option<rust_decimal::Decimal>,
///     }
/// }
///
/// let costs = HookFields::none().product(Costs::properties());
/// // Or by the names of the fields, checked by the compiler, for those who look after it themselves.
/// let texts = HookFields::none()
///     .order(properties![InvoiceOrder: invoice_text])
///     .row(properties![InvoiceRow: cost]);
/// assert_ne!(costs.and(texts), HookFields::all());
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct HookFields {
    product: Properties<Product>,
    order: Properties<InvoiceOrder>,
}

impl HookFields {
    /// All properties that the ERP has: whatever the hooks read was asked for.
    pub fn all() -> Self {
        Self { product: Properties::all(), order: Properties::all() }
    }

    /// Nothing but what the mapping asks for.
    pub fn none() -> Self {
        Self { product: Properties::default(), order: Properties::default() }
    }

    /// These, and those of a product.
    pub fn product(mut self, properties: Properties<Product>) -> Self {
        self.product = self.product.and(properties);
        self
    }

    /// These, and those of an order; its rows' are part of it, if it names any.
    pub fn order(mut self, properties: Properties<InvoiceOrder>) -> Self {
        self.order = self.order.and(properties);
        self
    }

    /// These, and those of an order's rows.
    pub fn row(mut self, properties: Properties<InvoiceRow>) -> Self {
        self.order = self.order.rows(properties);
        self
    }

    /// These and those.
    pub fn and(self, more: Self) -> Self {
        self.product(more.product).order(more.order)
    }

    /// What every read asks for of a product that may become an article: one that was read otherwise would look changed.
    pub(crate) fn asked_of_product(&self) -> Properties<Product> {
        named(PRODUCT_PROPERTIES).and(self.product.clone())
    }

    /// What every read asks for of an order that may go to the WMS.
    pub(crate) fn asked_of_order(&self, settings: &OrderSettings) -> Properties<InvoiceOrder> {
        let mut asked = order_named(ORDER_PROPERTIES, ROW_PROPERTIES);
        if settings.line_prices != LinePrices::None {
            asked = asked.and(order_named(ORDER_PRICE_PROPERTIES, ROW_PRICE_PROPERTIES));
        }
        asked.and(self.order.clone())
    }

    /// Whether hooks read this of an order.
    pub(crate) fn read_of_order(&self, name: &str) -> bool {
        self.order.names().any(|asked| asked == name)
    }

    /// Other properties of products, another mark; none without.
    pub(crate) fn product_mark(&self) -> String {
        further(self.product.names(), PRODUCT_PROPERTIES)
    }

    /// Other properties of orders or their rows, another mark; none without.
    pub(crate) fn order_mark(&self) -> String {
        let (order, rows) = (further(self.order.names(), ORDER_PROPERTIES), self.order.row_names());
        match further(rows, ROW_PROPERTIES) {
            rows if rows.is_empty() => order,
            rows => format!("{order};{rows}"),
        }
    }
}

/// The names that the mapping does not ask for itself, in an order that does not depend on who asked first.
fn further<'n>(names: impl Iterator<Item = &'n str>, asked_anyway: &[&str]) -> String {
    let further: BTreeSet<&str> = names.filter(|name| !asked_anyway.contains(name)).collect();
    further.into_iter().collect::<Vec<_>>().join(",")
}
