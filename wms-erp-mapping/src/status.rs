//! What the WMS delivered, and how the ERP is told.

use ongoing_client::model::{Order, PickedOrderLine};
use rust_decimal::Decimal;
use twentyfour_client::types::{CompanyId, InvoiceOrder, OrderId, OrderSlipStateType, RowId};

/// What the WMS has picked of an order.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Delivery {
    /// The lines, one for each that was ordered: a kit counts as itself, its parts do not count beside it.
    pub lines: Vec<DeliveredLine>,
}

/// What the WMS has picked of one line.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct DeliveredLine {
    /// The row of the ERP's order. `None` for a line that somebody added in the WMS.
    pub row: Option<RowId>,
    /// The line's code in the WMS, as it stands there.
    pub code: String,
    /// The number that was ordered.
    pub ordered: Decimal,
    /// The number that was picked.
    pub picked: Decimal,
    /// Whether there is anything to pick: freight, fees and services are never short.
    pub do_pick: bool,
}

impl Delivery {
    /// The lines of which less was picked than ordered.
    pub fn short(&self) -> impl Iterator<Item = &DeliveredLine> {
        self.lines.iter().filter(|line| line.missing() > Decimal::ZERO)
    }

    /// Whether everything was picked.
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

    /// The rows of the ERP's order that should be in the WMS and are not: added, say, when the warehouse had begun.
    pub fn absent_rows(&self, original: &InvoiceOrder) -> Vec<RowId> {
        let known = |row: RowId| self.lines.iter().any(|line| line.row == Some(row));
        original
            .invoice_rows
            .iter()
            .filter(|row| crate::order::sent_product(row).is_some())
            .filter_map(|row| row.row_id)
            .filter(|row| !known(*row))
            .collect()
    }
}

impl DeliveredLine {
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
pub fn delivered(order: &Order) -> Delivery {
    let all = &order.picked_order_lines;
    let lines = all
        .iter()
        .filter(|line| !all.iter().any(|other| is_child(line, other)))
        .map(|line| {
            let children: Vec<_> = all.iter().filter(|other| is_child(other, line)).collect();
            delivered_line(line, &children)
        })
        .collect();
    Delivery { lines }
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

/// Whether `line` is a part of the kit `parent`.
fn is_child(line: &PickedOrderLine, parent: &PickedOrderLine) -> bool {
    if std::ptr::eq(line, parent) {
        return false;
    }
    match line.parent_order_line_id {
        Some(id) => parent.order_line_system_id == Some(id) && line.order_line_system_id != Some(id),
        None => {
            let code = line.parent_external_order_line_code.as_deref();
            code.is_some()
                && parent.external_order_line_code.as_deref() == code
                && parent.is_parent_line == Some(true)
        }
    }
}

fn delivered_line(line: &PickedOrderLine, children: &[&PickedOrderLine]) -> DeliveredLine {
    let code = line.external_order_line_code.as_deref().unwrap_or_default().trim();
    let ordered = line.ordered_number_of_items.unwrap_or_default();
    let picked = line.picked_number_of_items.unwrap_or_default();
    let is_picked = |line: &PickedOrderLine| line.do_pick != Some(false);
    DeliveredLine {
        row: code.parse().ok(),
        code: code.to_owned(),
        ordered,
        picked: picked.max(complete_kits(ordered, children)),
        do_pick: is_picked(line) || children.iter().any(|child| is_picked(child)),
    }
}

/// How many whole kits the picked parts make, for a WMS that picks the parts and counts nothing on the kit itself.
fn complete_kits(ordered: Decimal, children: &[&PickedOrderLine]) -> Decimal {
    let share = |child: &&PickedOrderLine| {
        let (ordered, picked) = (child.ordered_number_of_items?, child.picked_number_of_items?);
        if ordered > Decimal::ZERO { picked.checked_div(ordered) } else { None }
    };
    let shares = children.iter().filter(|child| child.do_pick != Some(false)).map(share);
    let least = shares.map(Option::unwrap_or_default).min().unwrap_or_default();
    if least >= Decimal::ONE {
        return ordered;
    }
    let kits = least.checked_mul(ordered).unwrap_or_default();
    // Shares such as 1/3 are cut off at the 28th digit; that must not cost a kit.
    let whole = kits.checked_add(Decimal::new(1, 12)).unwrap_or(kits).floor();
    whole.clamp(Decimal::ZERO, ordered.max(Decimal::ZERO))
}
