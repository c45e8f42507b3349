//! Lines of kits' parts become lines of whole kits.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use twentyfour_client::types::{ProductId, RowId};

use super::{ShipmentContext, Surplus};
use crate::kit::PartCode;
use crate::{ArticleIdentification, DeliveredLine, DeliveredOrder, HoldCause, OrderSettings, number_key};

/// How much of a part of a kit was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingPart {
    /// The product of the part; none if the WMS's order has no line of it any more.
    pub part: Option<ProductId>,
    /// How many are missing; of a part without a line, how many such parts there are.
    pub quantity: Decimal,
}

impl std::fmt::Display for MissingPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let quantity = self.quantity.normalize();
        match self.part {
            Some(part) => write!(f, "{quantity} of part {part} missing"),
            None => write!(f, "{quantity} of its parts not in the warehouse's order"),
        }
    }
}

/// The products of the kits' parts that a delivery has lines of, each once: what is known of them is needed to compare it.
pub fn kit_parts(delivery: &DeliveredOrder) -> Vec<ProductId> {
    let codes = delivery.lines.iter().filter_map(|line| PartCode::read(&line.code));
    let mut parts: Vec<ProductId> = codes.map(|code| code.part).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// The whole kits that the lines of a delivery make: one line for each row that went over as parts, in kits. None for a row whose
/// lines have two different lists of parts.
pub fn whole_kits(delivery: &DeliveredOrder) -> Vec<DeliveredLine> {
    let unknown = |_: ProductId| None;
    let mut parts = DeliveredOrder::default();
    parts.lines =
        delivery.lines.iter().filter(|line| PartCode::read(&line.code).is_some()).cloned().collect();
    let kits = KitShipments::of(&parts, &ShipmentContext::new(&unknown, &[]), &OrderSettings::default());
    let lines = kits.map(|kits| kits.lines).unwrap_or_default();
    lines.into_iter().filter(|line| PartCode::read(&line.code).is_none()).collect()
}

/// What was sent of kits, and all that is no part of one.
pub(super) struct KitShipments {
    /// The other lines, and one for each row of a kit.
    pub(super) lines: Vec<DeliveredLine>,
    /// The same of the WMS's back orders.
    pub(super) back_orders: Vec<DeliveredLine>,
    kits: BTreeMap<(RowId, ProductId), KitShipment>,
}

/// What was sent of the kits of one row.
#[derive(Default)]
struct KitShipment {
    /// How many different parts a kit has.
    parts: usize,
    pieces: BTreeMap<ProductId, Pieces>,
}

/// What was sent of one part.
#[derive(Default)]
struct Pieces {
    /// How many are in one kit.
    of_one: Decimal,
    ordered: Decimal,
    picked: Decimal,
    /// What the WMS delivers by a back order of its own.
    to_come: Decimal,
    do_pick: bool,
    article: String,
}

impl KitShipments {
    pub(super) fn of(
        delivery: &DeliveredOrder,
        context: &ShipmentContext<'_>,
        settings: &OrderSettings,
    ) -> Result<Self, HoldCause> {
        let mut found = Self { lines: Vec::new(), back_orders: Vec::new(), kits: BTreeMap::new() };
        for line in &delivery.lines {
            match part_of(line, context, settings) {
                Some(code) => found.put(code, line, false)?,
                None => found.lines.push(line.clone()),
            }
        }
        for line in context.back_orders.iter().flat_map(|delivery| &delivery.lines) {
            match part_of(line, context, settings) {
                Some(code) => found.put(code, line, true)?,
                None => found.back_orders.push(line.clone()),
            }
        }
        let Self { lines, back_orders, kits } = &mut found;
        for ((row, kit), shipment) in kits {
            let sent = shipment.kits(|pieces| pieces.picked);
            let with_rest = shipment.kits(|pieces| pieces.picked.saturating_add(pieces.to_come));
            let mut line = DeliveredLine::default();
            line.row = Some(*row);
            line.code = row.to_string();
            line.product = Some(*kit);
            line.ordered = shipment.ordered();
            line.picked = sent;
            line.do_pick = shipment.is_picked();
            if with_rest > sent {
                back_orders.push(DeliveredLine { picked: with_rest.saturating_sub(sent), ..line.clone() });
            }
            lines.push(line);
        }
        Ok(found)
    }

    fn put(&mut self, code: PartCode, line: &DeliveredLine, is_back_order: bool) -> Result<(), HoldCause> {
        // A line of which nothing is ordered and nothing was picked is none.
        if line.ordered.is_zero() && line.picked.is_zero() {
            return Ok(());
        }
        let mixed = HoldCause::MixedKit { row: code.row, kit: code.kit };
        let kit = self.kits.entry((code.row, code.kit)).or_default();
        if kit.parts != 0 && kit.parts != code.parts {
            return Err(mixed);
        }
        kit.parts = code.parts;
        let pieces = kit.pieces.entry(code.part).or_default();
        if !pieces.of_one.is_zero() && pieces.of_one != code.quantity {
            return Err(mixed);
        }
        pieces.of_one = code.quantity;
        if is_back_order {
            pieces.to_come = pieces.to_come.saturating_add(line.picked);
        } else {
            pieces.ordered = pieces.ordered.saturating_add(line.ordered);
            pieces.picked = pieces.picked.saturating_add(line.picked);
            line.name().clone_into(&mut pieces.article);
        }
        pieces.do_pick |= line.do_pick;
        if kit.pieces.len() > kit.parts { Err(mixed) } else { Ok(()) }
    }

    /// What of the parts was sent beyond whole kits.
    pub(super) fn loose_parts(&self) -> impl Iterator<Item = Surplus> {
        self.kits.iter().flat_map(|((_, kit), shipment)| {
            let kits = shipment.kits(|pieces| pieces.picked);
            let picked = shipment.pieces.iter().filter(|(_, pieces)| pieces.do_pick);
            picked.filter_map(move |(part, pieces)| {
                let quantity = pieces.picked.saturating_sub(kits.saturating_mul(pieces.of_one));
                (quantity > Decimal::ZERO).then(|| Surplus {
                    product: Some(*part),
                    article: pieces.article.clone(),
                    quantity,
                    part_of: Some(*kit),
                })
            })
        })
    }

    /// What is missing of the parts of a row's kits, `ordered` of them; none of a row that did not go over as parts.
    pub(super) fn missing(&self, row: RowId, kit: ProductId, ordered: Decimal) -> Option<Vec<MissingPart>> {
        let shipment = self.kits.get(&(row, kit))?;
        let picked = shipment.pieces.iter().filter(|(_, pieces)| pieces.do_pick);
        let missing = picked.filter_map(|(part, pieces)| {
            let quantity = ordered.saturating_mul(pieces.of_one).saturating_sub(pieces.picked);
            (quantity > Decimal::ZERO).then_some(MissingPart { part: Some(*part), quantity })
        });
        let without_line = shipment.parts.saturating_sub(shipment.pieces.len());
        let without_line =
            (without_line > 0).then(|| MissingPart { part: None, quantity: Decimal::from(without_line) });
        Some(missing.chain(without_line).collect())
    }
}

impl KitShipment {
    fn is_picked(&self) -> bool {
        self.pieces.values().any(|pieces| pieces.do_pick) || self.pieces.len() < self.parts
    }

    /// How many kits the lines were made for.
    fn ordered(&self) -> Decimal {
        self.least(|pieces| pieces.ordered)
    }

    /// How many whole kits `count` of each part makes. Of a row that does not ask for whole kits, also the last piece of one.
    fn kits(&self, count: impl Fn(&Pieces) -> Decimal) -> Decimal {
        if self.pieces.len() < self.parts {
            return Decimal::ZERO;
        }
        let (made, ordered) = (self.least(count), self.ordered());
        let whole = made.floor();
        if made >= ordered { whole.max(ordered) } else { whole }
    }

    /// As many kits as the part makes that makes least. Parts that are not picked make any number.
    fn least(&self, count: impl Fn(&Pieces) -> Decimal) -> Decimal {
        let picked = self.pieces.values().filter(|pieces| pieces.do_pick);
        let made = picked.map(|pieces| count(pieces).checked_div(pieces.of_one).unwrap_or_default());
        made.min().unwrap_or_default().max(Decimal::ZERO)
    }
}

/// Which part a line was made for, if it still has that part's article: the same question as of other lines, and the same
/// answers. A line with another article is no part of the kit any more.
fn part_of(
    line: &DeliveredLine,
    context: &ShipmentContext<'_>,
    settings: &OrderSettings,
) -> Option<PartCode> {
    let code = PartCode::read(&line.code)?;
    let number = Some(number_key(&line.article)).filter(|number| !number.is_empty());
    let of_part = (context.products)(code.part).map(|facts| number_key(&facts.article_number));
    let by_number = (number.is_some() && number == of_part).then_some(code.part);
    let named = match settings.article_identification {
        ArticleIdentification::ArticleNumber => by_number.or(line.product),
        ArticleIdentification::ProductCode => line.product.or(by_number),
    };
    let is_part = match named {
        Some(product) => product == code.part,
        None => number.is_some() && of_part.is_none(),
    };
    is_part.then_some(code)
}
