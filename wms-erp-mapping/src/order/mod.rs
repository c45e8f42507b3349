//! Sales orders: `InvoiceOrder` becomes `CustomerOrder`.

mod customer;
mod dates;
mod delivery_method;
mod lines;
mod settings;

use std::sync::LazyLock;

use chrono::NaiveDate;
use ongoing_client::model::{CustomerOrder, OrderInfoClass, OutboundWarehouse, WarehouseIdentificationType};
use twentyfour_client::types::{Company, CompanyId, InvoiceOrder, OrderId, Product, ProductId};

pub(crate) use lines::{in_document_order, sent_product};
pub use settings::{
    CustomerIdentification, DeliveryDate, DeliveryMethodFallback, DeliveryMethodKey, DeliveryMethods,
    LinePrices, MissingCountry, Notify, OrderSettings, TextRows, Warehouse, WayOfDelivery,
};

use crate::held::order_id;
use crate::note::{NoteKind, Notes};
use crate::text::without_forbidden;
use crate::{Hold, HoldCause, Mapped, TimeZone, article_number, is_stock_controlled};

/// What the mapping of an order must know beside the order.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct OrderContext<'a> {
    /// The companies that [`contact_companies`](crate::contact_companies) names, and with
    /// [`customer_fields`](OrderSettings::customer_fields) that of [`customer_company`], where the ERP knows them, in any
    /// order. (A look-up that *failed* is not "no data": then do not map the order, unless
    /// [`lacks_contact`](crate::lacks_contact) says that nothing is missing without it.)
    pub companies: &'a [&'a Company],
    /// What is known of a product. `None` counts as goods.
    pub products: &'a dyn Fn(ProductId) -> Option<ProductFacts>,
    /// The day on which the order was first imported: its delivery date if it has none. The same at every mapping of
    /// the same order.
    pub first_import: NaiveDate,
    /// The zone in which the ERP means its times.
    pub erp_zone: TimeZone,
}

impl<'a> OrderContext<'a> {
    /// All that an order needs besides itself; each part as its field says.
    pub fn new(
        companies: &'a [&'a Company],
        products: &'a dyn Fn(ProductId) -> Option<ProductFacts>,
        first_import: NaiveDate,
        erp_zone: TimeZone,
    ) -> Self {
        Self { companies, products, first_import, erp_zone }
    }
}

impl std::fmt::Debug for OrderContext<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OrderContext")
            .field("first_import", &self.first_import)
            .field("erp_zone", &self.erp_zone)
            .finish_non_exhaustive()
    }
}

/// What an order line must know of its product.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ProductFacts {
    /// The number of its article, as [`article_number`](crate::article_number) gives it.
    pub article_number: String,
    /// Whether it is goods, as [`NonStock::is_stock`](crate::NonStock::is_stock) has it.
    pub is_stock: bool,
}

impl ProductFacts {
    /// A product's number, and whether it is goods.
    pub fn new(article_number: impl Into<String>, is_stock: bool) -> Self {
        Self { article_number: article_number.into(), is_stock }
    }
}

impl From<&Product> for ProductFacts {
    /// The facts as the ERP has them, without rules of the settings.
    fn from(product: &Product) -> Self {
        Self { article_number: article_number(product), is_stock: is_stock_controlled(product) }
    }
}

/// Maps a sales order, whole: created, or updated if it is there already.
///
/// # Errors
/// If the order cannot go over without guessing or losing something; the cause says what, and what to do.
pub fn order(
    order: &InvoiceOrder,
    context: &OrderContext<'_>,
    settings: &OrderSettings,
) -> Result<Mapped<CustomerOrder>, Hold> {
    let id = order_id(order.order_id)?;
    let mut notes = Notes::default();
    let number = order_number(id, &settings.order_number_prefix);
    let date = dates::delivery_date(order, context, settings, &mut notes)?;
    let mut info = OrderInfoClass::by_number(number, date);
    info.reference_number = notes.text("OrderInfo.ReferenceNumber", order.reference_number.as_deref());
    info.sales_code = notes.text("OrderInfo.SalesCode", order.your_reference.as_deref());
    info.order_remark = notes.text("OrderInfo.OrderRemark", order.invoice_title.as_deref());
    delivery_method::fill(&mut info, order, &settings.delivery_methods, &mut notes)?;
    info.outbound_warehouse =
        settings.outbound_warehouse.as_ref().map(|warehouse| outbound_warehouse(warehouse, &mut notes));

    let mut customer = customer::customer(order, context, settings, &mut notes)?;
    if !settings.customer_fields.is_empty() {
        let company = further_company(order, context, settings, &mut notes);
        notes.extend(settings.customer_fields.fill(company, &mut customer)?);
    }
    let lines = lines::lines(order, context, settings, &mut notes)?;
    let mut mapped = CustomerOrder::new(info, customer, lines);
    mapped.customer_order_text_lines = lines::text_lines(order, settings, &mut notes)?;
    notes.extend(settings.fields.fill(order, &mut mapped)?);
    Ok(notes.with(mapped))
}

/// The company whose fields [`customer_fields`](OrderSettings::customer_fields) read: the customer of the order.
pub fn customer_company(order: &InvoiceOrder) -> Option<CompanyId> {
    order.customer_id.filter(|id| id.0 > 0)
}

/// That company; an empty one where the ERP knows none, so that texts go over empty.
fn further_company<'a>(
    order: &InvoiceOrder,
    context: &OrderContext<'a>,
    settings: &OrderSettings,
    notes: &mut Notes,
) -> &'a Company {
    static UNKNOWN: LazyLock<Company> = LazyLock::new(Company::default);
    let id = customer_company(order);
    let company = context.companies.iter().find(|company| id.is_some() && company.id == id).copied();
    company.unwrap_or_else(|| {
        if !settings.customer_fields.properties().is_empty() {
            let text = match id {
                Some(id) => {
                    format!("the ERP knows no company {id}; further fields of the customer are empty")
                }
                None => "the order has no customer; further fields of the customer are empty".to_owned(),
            };
            notes.add(NoteKind::LeftOut, "Customer", text);
        }
        &UNKNOWN
    })
}

/// The order's number in the WMS.
pub fn order_number(id: OrderId, prefix: &str) -> String {
    format!("{}{id}", without_forbidden(prefix))
}

/// The order that a number of the WMS stands for; `None` if the number is not one of ours.
///
/// ```
/// use twentyfour_client::types::OrderId;
/// use wms_erp_mapping::{erp_order, order_number};
/// assert_eq!(erp_order(&order_number(OrderId(7), "A-"), "A-"), Some(OrderId(7)));
/// assert_eq!(erp_order("B-7", "A-"), None);
/// assert_eq!(erp_order("A-07", "A-"), None);
/// ```
pub fn erp_order(number: &str, prefix: &str) -> Option<OrderId> {
    let number = number.trim();
    let id: OrderId = number.strip_prefix(without_forbidden(prefix).trim_start())?.parse().ok()?;
    (id.0 > 0 && order_number(id, prefix).trim_start() == number).then_some(id)
}

/// The products whose articles must be in the WMS before this order can go, each once: with [`Kits`](crate::Kits) that go over
/// as their parts, those of the parts.
pub fn order_articles(order: &InvoiceOrder, settings: &OrderSettings) -> Vec<ProductId> {
    let mut products = Vec::new();
    for product in order_products(order) {
        match settings.kits.parts(product) {
            Some(parts) => products.extend(parts.iter().map(|part| part.product)),
            None => products.push(product),
        }
    }
    products.sort_unstable();
    products.dedup();
    products
}

/// The products of the order's rows that go over, each once.
pub fn order_products(order: &InvoiceOrder) -> Vec<ProductId> {
    let mut products: Vec<ProductId> = order.invoice_rows.iter().filter_map(sent_product).collect();
    products.sort_unstable();
    products.dedup();
    products
}

fn outbound_warehouse(warehouse: &Warehouse, notes: &mut Notes) -> OutboundWarehouse {
    const FIELD: &str = "OrderInfo.OutboundWarehouse";
    let mut outbound = OutboundWarehouse::default();
    match warehouse {
        Warehouse::Code(code) => {
            outbound.warehouse_identification = WarehouseIdentificationType::WarehouseCode;
            outbound.warehouse_code = notes.text(FIELD, Some(code));
        }
        Warehouse::Name(name) => {
            outbound.warehouse_identification = WarehouseIdentificationType::WarehouseName;
            outbound.warehouse_name = notes.text(FIELD, Some(name));
        }
        Warehouse::Id(id) => {
            outbound.warehouse_identification = WarehouseIdentificationType::WarehouseId;
            outbound.warehouse_id = Some(*id);
        }
    }
    outbound
}

/// The rooms of an order name only the cause; whose record it is they do not know.
type Outcome<T> = Result<T, HoldCause>;
