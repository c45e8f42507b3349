//! What the WMS delivered, and how it is reported to the ERP.

use std::collections::HashMap;

use ongoing_client::model::{Order, OrderLineId, PickedOrderLine};
use rust_decimal::Decimal;
use twentyfour_client::types::{CompanyId, InvoiceOrder, OrderId, OrderSlipStateType, ProductId, RowId};

use crate::product_of;

/// What the WMS has picked of an order.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DeliveredOrder {
    /// The lines, one for each that was ordered: a kit counts as itself, its parts do not count beside it.
    pub lines: Vec<DeliveredLine>,
}

/// What the WMS has picked of one line.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DeliveredLine {
    /// The row of the ERP's order. `None` for a line that was added in the WMS, and for a part of a kit, which is only a part of what
    /// the row asks for: [`row_of_code`](crate::row_of_code) knows its row.
    pub row: Option<RowId>,
    /// The line's code in the WMS, as it stands there.
    pub code: String,
    /// The product of the article, if its product code is one.
    pub product: Option<ProductId>,
    /// The article's number in the WMS; empty if it says none.
    pub article: String,
    /// The number that was ordered.
    pub ordered: Decimal,
    /// The number that was picked.
    pub picked: Decimal,
    /// Whether there is anything to pick: freight, fees and services are never short.
    pub do_pick: bool,
}

impl DeliveredOrder {
    /// The lines of which less was picked than the WMS had to. What the customer lacks is another question:
    /// [`compare_shipment`](crate::compare_shipment).
    pub fn short(&self) -> impl Iterator<Item = &DeliveredLine> {
        self.lines.iter().filter(|line| line.missing() > Decimal::ZERO)
    }

    /// Whether everything was picked that the WMS had to.
    pub fn is_complete(&self) -> bool {
        self.short().next().is_none()
    }

    /// The number that was picked for a row, over all its lines; `None` if the WMS has no line of the row, or none
    /// that is picked.
    pub fn picked(&self, row: RowId) -> Option<Decimal> {
        self.lines
            .iter()
            .filter(|line| line.do_pick && line.row == Some(row))
            .map(|line| line.picked)
            .reduce(Decimal::saturating_add)
    }
}

impl DeliveredLine {
    /// What people call the line by: its article's number, or its code.
    pub(crate) fn name(&self) -> &str {
        if self.article.is_empty() { &self.code } else { &self.article }
    }

    /// How many of those ordered were not picked; never less than zero.
    pub fn missing(&self) -> Decimal {
        if self.do_pick {
            (self.ordered.saturating_sub(self.picked)).max(Decimal::ZERO)
        } else {
            Decimal::ZERO
        }
    }
}

/// What the WMS delivered of an order: parents of kits or their children, never both.
pub fn delivered(order: &Order) -> DeliveredOrder {
    let kits = Kits::of(&order.picked_order_lines);
    DeliveredOrder { lines: kits.roots().map(|root| kits.delivered_line(root)).collect() }
}

/// What sets an order's status, and nothing else.
pub fn status_write(
    order: OrderId,
    customer: Option<CompanyId>,
    status: &OrderSlipStateType,
) -> InvoiceOrder {
    let mut write = InvoiceOrder::default();
    write.order_id = Some(order);
    write.customer_id = customer;
    write.order_status = Some(status.clone());
    write
}

fn is_part(line: &PickedOrderLine) -> bool {
    line.parent_order_line_id.is_some_and(|id| id.0 != 0)
        || line.parent_external_order_line_code.as_deref().is_some_and(|code| !code.trim().is_empty())
}

/// The lines of an order, and which of them are parts of which.
struct Kits<'a> {
    lines: &'a [PickedOrderLine],
    children: Vec<Vec<usize>>,
    /// Lines that are no part of another line: each is one delivered line.
    roots: Vec<usize>,
}

/// Kits within kits beyond this depth are taken at their own word.
const DEEPEST: usize = 16;

impl<'a> Kits<'a> {
    fn of(lines: &'a [PickedOrderLine]) -> Self {
        let ids: HashMap<OrderLineId, usize> = lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| Some((line.order_line_system_id?, at)))
            .collect();
        let codes: HashMap<&str, usize> = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.is_parent_line == Some(true))
            .filter_map(|(at, line)| Some((line.external_order_line_code.as_deref()?, at)))
            .collect();
        let parent = |at: usize| {
            let line = &lines[at];
            let by_id = line.parent_order_line_id.and_then(|id| ids.get(&id));
            let by_code = || codes.get(line.parent_external_order_line_code.as_deref()?);
            by_id.or_else(by_code).copied().filter(|parent| *parent != at)
        };
        let mut children = vec![Vec::new(); lines.len()];
        let mut roots = Vec::new();
        for at in 0..lines.len() {
            match parent(at) {
                // Lines that are each other's parts would all belong to no delivery; they count for themselves.
                Some(above)
                    if std::iter::successors(Some(above), |at| parent(*at)).nth(DEEPEST).is_none() =>
                {
                    children[above].push(at);
                }
                _ => roots.push(at),
            }
        }
        Self { lines, children, roots }
    }

    fn roots(&self) -> impl Iterator<Item = usize> {
        self.roots.iter().copied()
    }

    fn delivered_line(&self, at: usize) -> DeliveredLine {
        let line = &self.lines[at];
        let code = line.external_order_line_code.as_deref().unwrap_or_default().trim();
        let article = line.article.as_ref();
        DeliveredLine {
            row: code.parse().ok(),
            code: code.to_owned(),
            // Of a kit that is not there, it cannot be said how many its part makes.
            product: article.filter(|_| !is_part(line)).and_then(product_of),
            article: article
                .and_then(|article| article.article_number.as_deref())
                .unwrap_or_default()
                .trim()
                .to_owned(),
            ordered: line.ordered_number_of_items.unwrap_or_default(),
            picked: self.picked(at),
            do_pick: self.do_pick(at),
        }
    }

    /// Whether the line, or a part of it, is picked: on a kit itself the WMS may pick nothing.
    fn do_pick(&self, at: usize) -> bool {
        self.lines[at].do_pick != Some(false) || self.children[at].iter().any(|child| self.do_pick(*child))
    }

    /// What was picked of the line; of a kit, at least as many as its picked parts make.
    fn picked(&self, at: usize) -> Decimal {
        let own = self.lines[at].picked_number_of_items.unwrap_or_default();
        own.max(self.complete_kits(at))
    }

    fn complete_kits(&self, at: usize) -> Decimal {
        let ordered = self.lines[at].ordered_number_of_items.unwrap_or_default();
        let share = |child: usize| {
            let of_one = self.lines[child].ordered_number_of_items.unwrap_or_default();
            if of_one > Decimal::ZERO {
                self.picked(child).checked_div(of_one).unwrap_or_default()
            } else {
                Decimal::ZERO
            }
        };
        let parts = self.children[at].iter().filter(|child| self.do_pick(**child));
        let Some(least) = parts.map(|child| share(*child)).min() else { return Decimal::ZERO };
        if least >= Decimal::ONE {
            return ordered;
        }
        // Shares such as 1/3 are cut off at the 28th digit; that must not cost a kit.
        let kits = least.checked_mul(ordered).unwrap_or_default().saturating_add(Decimal::new(1, 12)).floor();
        kits.max(Decimal::ZERO).min(ordered)
    }
}
