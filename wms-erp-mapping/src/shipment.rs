//! What was sent, beside the rows of the ERP's order as they are now.
//!
//! The WMS refuses changes once picking has begun, so what it had to pick need not be what the customer ordered; and a
//! save in the ERP may give the rows new ids. What the customer is billed for is what the ERP's rows say: so the shipment
//! is measured against those.

mod allocate;
mod article;
mod kits;

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;
use twentyfour_client::types::{InvoiceOrder, InvoiceRow, ProductId, RowId, RowType};

use self::allocate::{Share, allocate};
use self::article::Articles;
use self::kits::KitShipments;
pub use self::kits::{MissingPart, kit_parts, whole_kits};
use crate::order::{in_document_order, sent_product};
use crate::{DeliveredLine, DeliveredOrder, Hold, HoldCause, NonStockTreatment, OrderSettings, ProductFacts};

/// What comparing a shipment must know beside both orders.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct ShipmentContext<'a> {
    /// What is known of a product. `None` counts as goods.
    pub products: &'a dyn Fn(ProductId) -> Option<ProductFacts>,
    /// What the WMS delivers, or has delivered, by back orders of its own: of each line the quantity to come stands in
    /// [`DeliveredLine::picked`]. Empty if nothing is known of any.
    pub back_orders: &'a [DeliveredOrder],
}

impl<'a> ShipmentContext<'a> {
    /// All that a shipment needs besides itself; each part as its field says.
    pub fn new(
        products: &'a dyn Fn(ProductId) -> Option<ProductFacts>,
        back_orders: &'a [DeliveredOrder],
    ) -> Self {
        Self { products, back_orders }
    }
}

impl std::fmt::Debug for ShipmentContext<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShipmentContext").field("back_orders", &self.back_orders).finish_non_exhaustive()
    }
}

/// What of an order of the ERP has left the warehouse.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ShipmentComparison {
    /// Every row that is to be sent (of type `Normal`, with a product and a positive quantity), in document order.
    pub rows: Vec<ShippedRow>,
    /// What was sent beyond that.
    pub surplus: Vec<Surplus>,
}

/// How much of a row was sent.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ShippedRow {
    /// The row. `None` only for one that was sent whole.
    pub row: Option<RowId>,
    /// Its product.
    pub product: ProductId,
    /// The quantity that the row has in the ERP.
    pub ordered: Decimal,
    /// What was sent of it, at most what was ordered. Freight, fees and services count as sent.
    pub sent: Decimal,
    /// What the WMS delivers of it by a back order of its own, at most what was not sent.
    pub back_ordered: Decimal,
    /// Whether the WMS's order has a line of this row.
    pub in_warehouse: bool,
    /// Of a kit that went over as its parts, what was not sent of each; the quantities above are whole kits. None of another row.
    pub missing_parts: Option<Vec<MissingPart>>,
}

/// Something that was sent, and that no row of the ERP's order asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Surplus {
    /// The product, if the article is one of ours.
    pub product: Option<ProductId>,
    /// The article's number in the WMS, or the code of the line.
    pub article: String,
    /// How much of it, above zero.
    pub quantity: Decimal,
    /// The kit whose part it is, if it was sent beyond the whole kits.
    pub part_of: Option<ProductId>,
}

impl ShipmentComparison {
    /// Whether what was sent is what the ERP's order says, no less and no more.
    pub fn is_complete(&self) -> bool {
        self.surplus.is_empty() && self.short().next().is_none()
    }

    /// The rows of which less was sent than they have.
    pub fn short(&self) -> impl Iterator<Item = &ShippedRow> {
        self.rows.iter().filter(|row| row.missing() > Decimal::ZERO)
    }

    /// Every difference in words, such as `row 31: 5 of 8 sent, 3 missing`; empty if there is none.
    pub fn differences(&self) -> Vec<String> {
        self.short().map(ToString::to_string).chain(self.surplus.iter().map(ToString::to_string)).collect()
    }
}

impl ShippedRow {
    /// How much of the row was not sent; never less than zero.
    pub fn missing(&self) -> Decimal {
        self.ordered.saturating_sub(self.sent)
    }

    /// How much of the row is not delivered any more: what is missing, less what the WMS has back-ordered.
    pub fn rest(&self) -> Decimal {
        self.missing().saturating_sub(self.back_ordered)
    }
}

impl std::fmt::Display for ShippedRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sent, ordered, missing) =
            (self.sent.normalize(), self.ordered.normalize(), self.missing().normalize());
        match self.row {
            Some(row) => write!(f, "row {row}: ")?,
            None => f.write_str("a row without an id: ")?,
        }
        if !self.in_warehouse && sent.is_zero() {
            return write!(f, "not in the warehouse's order, {missing} not sent");
        }
        match &self.missing_parts {
            Some(parts) => {
                write!(f, "{sent} of {ordered} kits sent")?;
                parts.iter().try_for_each(|part| write!(f, "; {part}"))?;
            }
            None => write!(f, "{sent} of {ordered} sent, {missing} missing")?,
        }
        if self.back_ordered > Decimal::ZERO {
            write!(f, ", {} of them back-ordered by the warehouse", self.back_ordered.normalize())?;
        }
        Ok(())
    }
}

impl std::fmt::Display for Surplus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let quantity = self.quantity.normalize();
        if let (Some(part), Some(kit)) = (self.product, self.part_of) {
            return write!(f, "{quantity} of part {part} sent beyond whole kits of product {kit}");
        }
        match self.product {
            Some(product) => write!(f, "{quantity} of product {product} sent that the order does not have"),
            None => write!(f, "{quantity} of article {} sent that the order does not have", self.article),
        }
    }
}

/// Compares what the WMS has sent with the rows of the ERP's order as they are now.
///
/// The lines of a kit's parts count as whole kits: as many as the part makes of which least was sent, by the list of parts with
/// which the order went over. What was sent of a part beyond that is surplus.
///
/// A line of the WMS belongs to the row whose id is its code, if that row still has the line's product. Other lines belong
/// to the row of the same product that has no line. What was sent of a product beyond its own row counts for another row of
/// that product, if only one lacks something. Of several it is not guessed which, unless all were sent whole.
///
/// # Errors
/// If it cannot be said which row was sent short; the cause names what is not clear. Then neither the status nor quantities
/// may be written.
pub fn compare_shipment(
    order: &InvoiceOrder,
    delivery: &DeliveredOrder,
    context: &ShipmentContext<'_>,
    settings: &OrderSettings,
) -> Result<ShipmentComparison, Hold> {
    let rows = rows_to_send(order)?;
    let articles = Articles::of(&rows, context, settings);
    let kits = KitShipments::of(delivery, context, settings)?;
    let mut shipped: Vec<ShippedRow> = rows.into_iter().map(|(row, product)| unsent(row, product)).collect();
    let mut groups: BTreeMap<ProductId, Group<'_>> = BTreeMap::new();
    for row in &mut shipped {
        groups.entry(row.product).or_default().rows.push(row);
    }
    let mut strangers = Vec::new();
    for line in &kits.lines {
        match articles.product(line).and_then(|product| groups.get_mut(&product)) {
            Some(group) => group.lines.push(line),
            None => strangers.push(line),
        }
    }
    for line in &kits.back_orders {
        if let Some(group) = articles.product(line).and_then(|product| groups.get_mut(&product)) {
            group.back_orders.push(line);
        }
    }
    let mut surplus = Vec::new();
    for (product, group) in groups {
        let goods = settings.non_stock == NonStockTreatment::LikeAnyOther
            || (context.products)(product).is_none_or(|facts| facts.is_stock);
        surplus.extend(group.settle(product, goods)?);
    }
    let strangers = strangers.into_iter().filter(|line| line.do_pick && line.picked > Decimal::ZERO);
    surplus.extend(strangers.map(|line| Surplus {
        product: articles.product(line),
        article: line.name().to_owned(),
        quantity: line.picked,
        part_of: None,
    }));
    surplus.extend(kits.loose_parts());
    for row in &mut shipped {
        row.missing_parts = row.row.and_then(|id| kits.missing(id, row.product, row.ordered));
    }
    let comparison = ShipmentComparison { rows: shipped, surplus };
    check(&comparison)?;
    Ok(comparison)
}

/// The rows that are to be sent, with their products. A row of an unknown type may be one of them: that stops
/// everything, as it does on the way to the WMS.
fn rows_to_send(order: &InvoiceOrder) -> Result<Vec<(&InvoiceRow, ProductId)>, Hold> {
    let mut rows = Vec::with_capacity(order.invoice_rows.len());
    for row in in_document_order(order) {
        match (sent_product(row), &row.kind, row.product_id) {
            (Some(product), ..) => rows.push((row, product)),
            (None, None | Some(RowType::Normal | RowType::Text | RowType::TextBold), _) | (.., None) => {}
            (None, Some(kind), Some(product)) => {
                let kind = kind.to_string();
                return Err(HoldCause::UnknownRowType { row: row.row_id, product, kind }.into());
            }
        }
    }
    Ok(rows)
}

fn unsent(row: &InvoiceRow, product: ProductId) -> ShippedRow {
    ShippedRow {
        row: row.row_id,
        product,
        ordered: row.quantity.unwrap_or_default(),
        sent: Decimal::ZERO,
        back_ordered: Decimal::ZERO,
        in_warehouse: false,
        missing_parts: None,
    }
}

/// The rows of one product, and what was sent of it.
#[derive(Default)]
struct Group<'a> {
    rows: Vec<&'a mut ShippedRow>,
    lines: Vec<&'a DeliveredLine>,
    back_orders: Vec<&'a DeliveredLine>,
}

impl Group<'_> {
    /// Gives the rows what was sent of their product; what is left over is surplus. Whether it is `goods` counts only where
    /// the WMS has no line that says whether it is picked.
    fn settle(mut self, product: ProductId, goods: bool) -> Result<Option<Surplus>, Hold> {
        let ids: HashSet<RowId> = self.rows.iter().filter_map(|row| row.row).collect();
        let unmatched = self.lines.iter().any(|line| line.row.is_none_or(|row| !ids.contains(&row)));
        let is_picked =
            if self.lines.is_empty() { goods } else { self.lines.iter().any(|line| line.do_pick) };
        self.rows.retain_mut(|row| {
            let mut own =
                self.lines.iter().filter(|line| line.row.is_some() && line.row == row.row).peekable();
            let has_line = own.peek().is_some();
            row.in_warehouse = has_line || unmatched;
            let open = is_picked && !(has_line && own.all(|line| !line.do_pick));
            if !open {
                row.sent = row.ordered;
            }
            open
        });
        let ambiguous = |rows: &[&mut ShippedRow]| {
            let rows = rows.iter().filter_map(|row| row.row).collect();
            Hold::from(HoldCause::AmbiguousShipment { product, rows })
        };
        let (sent, left) =
            allocate(&needs(&self.rows), &supplies(&self.lines)).ok_or_else(|| ambiguous(&self.rows))?;
        self.rows.iter_mut().zip(sent).for_each(|(row, sent)| row.sent = sent);
        let (back_ordered, _) = allocate(&needs(&self.rows), &supplies(&self.back_orders))
            .ok_or_else(|| ambiguous(&self.rows))?;
        self.rows.iter_mut().zip(back_ordered).for_each(|(row, quantity)| row.back_ordered = quantity);
        let article = self.lines.first().map(|line| line.name().to_owned()).unwrap_or_default();
        Ok((left > Decimal::ZERO).then_some(Surplus {
            product: Some(product),
            article,
            quantity: left,
            part_of: None,
        }))
    }
}

fn needs(rows: &[&mut ShippedRow]) -> Vec<Share> {
    rows.iter().map(|row| Share { row: row.row, quantity: row.missing() }).collect()
}

fn supplies(lines: &[&DeliveredLine]) -> Vec<Share> {
    let picked = lines.iter().filter(|line| line.do_pick && line.picked > Decimal::ZERO);
    picked.map(|line| Share { row: line.row, quantity: line.picked }).collect()
}

/// A difference must be one that can be named, and dealt with: by a row's id, and of nothing that may be the row itself.
fn check(comparison: &ShipmentComparison) -> Result<(), Hold> {
    let mut ids = HashMap::new();
    for id in comparison.rows.iter().filter_map(|row| row.row) {
        *ids.entry(id).or_insert(0_usize) += 1;
    }
    for short in comparison.short() {
        let Some(row) = short.row else { return Err(HoldCause::NoRowId { product: short.product }.into()) };
        if ids.get(&row).is_some_and(|times| *times > 1) {
            return Err(HoldCause::DuplicateRowId { row }.into());
        }
    }
    let unknown = comparison.surplus.iter().find(|surplus| surplus.product.is_none());
    match unknown.filter(|_| comparison.short().next().is_some()) {
        Some(unknown) => Err(HoldCause::UnknownShippedArticle { article: unknown.article.clone() }.into()),
        None => Ok(()),
    }
}
