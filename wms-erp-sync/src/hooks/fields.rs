use std::collections::BTreeSet;

use twentyfour_client::Properties;
use twentyfour_client::properties::Selectable;
use twentyfour_client::types::{Company, InvoiceOrder, InvoiceRow, Product};
use wms_erp_mapping::{
    ArticleSettings, COMPANY_PROPERTIES, LinePrices, ORDER_PRICE_PROPERTIES, ORDER_PROPERTIES, OrderSettings,
    PRODUCT_PROPERTIES, ROW_PRICE_PROPERTIES, ROW_PROPERTIES, SUPPLIER_PROPERTIES,
};

use crate::port::{named, order_named};

/// The properties that hooks read of products, orders, rows and suppliers' companies, besides those that the mapping asks for itself. The ERP
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
    /// Whether all there is is asked for, besides what is named.
    all: bool,
    product: Properties<Product>,
    order: Properties<InvoiceOrder>,
    company: Properties<Company>,
}

impl HookFields {
    /// All properties that the ERP has: whatever the hooks read was asked for.
    pub fn all() -> Self {
        Self { all: true, ..Self::none() }
    }

    /// Nothing but what the mapping asks for.
    pub fn none() -> Self {
        Self {
            all: false,
            product: Properties::default(),
            order: Properties::default(),
            company: Properties::default(),
        }
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

    /// These, and those of a supplier's company.
    pub fn company(mut self, properties: Properties<Company>) -> Self {
        self.company = self.company.and(properties);
        self
    }

    /// These and those.
    pub fn and(mut self, more: Self) -> Self {
        self.all |= more.all;
        self.product(more.product).order(more.order).company(more.company)
    }

    /// What every read asks for of a product that may become an article: one that was read otherwise would look changed.
    pub(crate) fn asked_of_product(&self, settings: &ArticleSettings) -> Properties<Product> {
        let asked = named(PRODUCT_PROPERTIES).and(named(&settings.fields.properties()));
        asked.and(self.of_product())
    }

    /// What every read asks for of an order that may go to the WMS.
    pub(crate) fn asked_of_order(&self, settings: &OrderSettings) -> Properties<InvoiceOrder> {
        let mut asked = order_named(ORDER_PROPERTIES, ROW_PROPERTIES);
        if settings.line_prices != LinePrices::None {
            asked = asked.and(order_named(ORDER_PRICE_PROPERTIES, ROW_PRICE_PROPERTIES));
        }
        asked = asked.and(order_named(&settings.fields.properties(), &settings.row_fields.properties()));
        asked.and(self.of_order())
    }

    /// What every read asks for of a supplier's company.
    pub(crate) fn asked_of_supplier(&self, settings: &ArticleSettings) -> Properties<Company> {
        let asked = named(SUPPLIER_PROPERTIES).and(named(&settings.supplier_fields.properties()));
        asked.and(self.of_company())
    }

    /// Whether hooks read this of an order.
    pub(crate) fn read_of_order(&self, name: &str) -> bool {
        self.all || self.name_of_order(name)
    }

    /// Whether hooks name this property of an order, rather than read all there is.
    pub(crate) fn name_of_order(&self, name: &str) -> bool {
        self.order.names().any(|asked| asked == name)
    }

    /// Whether hooks name this property of a product, rather than read all there is.
    pub(crate) fn name_of_product(&self, name: &str) -> bool {
        self.product.names().any(|asked| asked == name)
    }

    /// Other properties of products, another mark; none without.
    pub(crate) fn product_mark(&self) -> String {
        further(self.of_product().names(), PRODUCT_PROPERTIES)
    }

    /// Other properties of suppliers' companies, another mark; none without.
    pub(crate) fn company_mark(&self) -> String {
        further(self.of_company().names(), SUPPLIER_PROPERTIES)
    }

    /// Other properties of orders or their rows, another mark; none without.
    pub(crate) fn order_mark(&self) -> String {
        let order = self.of_order();
        let (order, rows) =
            (further(order.names(), ORDER_PROPERTIES), further(order.row_names(), ROW_PROPERTIES));
        match rows.is_empty() {
            true => order,
            false => format!("{order};{rows}"),
        }
    }

    fn of_product(&self) -> Properties<Product> {
        self.or_all(&self.product)
    }

    fn of_order(&self) -> Properties<InvoiceOrder> {
        self.or_all(&self.order)
    }

    fn of_company(&self) -> Properties<Company> {
        self.or_all(&self.company)
    }

    fn or_all<T: Selectable + Clone>(&self, named: &Properties<T>) -> Properties<T> {
        if self.all { Properties::all() } else { named.clone() }
    }
}

/// What every read asks for of the companies of orders.
pub(crate) fn asked_of_customer(settings: &OrderSettings) -> Properties<Company> {
    named(COMPANY_PROPERTIES).and(named(&settings.customer_fields.properties()))
}

/// The names that the mapping does not ask for itself, in an order that does not depend on who asked first.
fn further<'n>(names: impl Iterator<Item = &'n str>, asked_anyway: &[&str]) -> String {
    let further: BTreeSet<&str> = names.filter(|name| !asked_anyway.contains(name)).collect();
    further.into_iter().collect::<Vec<_>>().join(",")
}
