//! A kit of two goods, on rows of orders; and how many whole kits lines make.

use std::collections::BTreeMap;

use fastrand::Rng;
use ongoing_simulator::world::OrderLine;
use rust_decimal::Decimal;
use twentyfour_simulator::Record;
use wms_erp_sync::mapping::{self, KitLines, Kits};

use crate::people::{People, product};

/// The products of a kit and of its parts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kit {
    pub(crate) product: i32,
    /// With how many of them are in one kit.
    pub(crate) parts: [(i32, i32); 2],
}

impl Kit {
    pub(crate) fn table(self) -> Kits {
        let kit = mapping::Kit::new(self.product.into());
        let kit = self.parts.iter().fold(kit, |kit, (part, n)| kit.with_part((*part).into(), (*n).into()));
        Kits::new([kit]).unwrap().with_lines(KitLines::Parts)
    }

    /// The lines of a row: code, product and quantity.
    pub(crate) fn lines(self, row: &str, quantity: Decimal) -> [(String, (String, Decimal)); 2] {
        self.parts.map(|(part, n)| {
            let code = format!("{row}:{}:{part}:{n}:2", self.product);
            (code, (part.to_string(), (quantity * Decimal::from(n)).normalize()))
        })
    }
}

impl People {
    /// The company sells a kit of its first two goods.
    pub(crate) fn sell_a_kit(&mut self, seed: u64) -> Kit {
        let new = self.books.add_product(product("SETT", "Sett", 3));
        let kit = Kit { product: new, parts: [(self.products[1], 2), (self.products[2], 1)] };
        self.kits = Some((kit, Rng::with_seed(seed ^ 0x51c)));
        kit
    }

    /// Now and then, a row is of the kit.
    pub(crate) fn perhaps_of_a_kit(&mut self, row: Record) -> Record {
        let Some((kit, random)) = &mut self.kits else { return row };
        if random.bool() {
            return row;
        }
        // Without all its parts there is no kit. What the WMS does not know yet is not received.
        for (part, _) in kit.parts {
            drop(self.wms.receive(&part.to_string(), 10));
        }
        row.with("ProductId", kit.product)
    }
}

/// What lines have of each product, as the ERP counts it: whole kits, and what is not part of one. By the products that the
/// articles were made for: people may have taken the product code off since.
pub(crate) fn quantities<'a>(
    lines: impl Iterator<Item = (&'a OrderLine, Decimal)>,
    made_for: &BTreeMap<i32, String>,
) -> Quantities {
    let mut found = Quantities::default();
    let mut kits: BTreeMap<(String, String), Parts> = BTreeMap::new();
    for (line, quantity) in lines.filter(|(line, quantity)| line.do_pick() && *quantity > Decimal::ZERO) {
        let product = made_for[&line.article].clone();
        let code: Vec<&str> = line.code().split(':').collect();
        let [row, kit, _, of_one, "2"] = code[..] else {
            *found.whole.entry(product).or_default() += quantity;
            continue;
        };
        let parts = kits.entry((row.to_owned(), kit.to_owned())).or_default();
        match parts.iter_mut().find(|(part, ..)| *part == product) {
            Some((_, _, sum)) => *sum += quantity,
            None => parts.push((product, of_one.parse().unwrap(), quantity)),
        }
    }
    for ((_, kit), parts) in kits {
        let made = parts.iter().map(|(_, of_one, quantity)| (quantity / of_one).floor()).min();
        let made = made.filter(|_| parts.len() == 2).unwrap_or_default();
        if made > Decimal::ZERO {
            *found.whole.entry(kit).or_default() += made;
        }
        for (part, of_one, quantity) in parts {
            let loose = quantity - made * of_one;
            if loose > Decimal::ZERO {
                *found.loose.entry(part).or_default() += loose;
            }
        }
    }
    found
}

/// Each part, with how many are in one kit and how many there are.
type Parts = Vec<(String, Decimal, Decimal)>;

#[derive(Debug, Default)]
pub(crate) struct Quantities {
    /// Whole kits, and what is no part of one.
    pub(crate) whole: BTreeMap<String, Decimal>,
    /// Parts beyond whole kits.
    pub(crate) loose: BTreeMap<String, Decimal>,
}
