//! `[[tenant.orders.kit]]`: what the company's kits are made of.

use rust_decimal::Decimal;
use toml::Value;
use wms_erp_sync::mapping::{Kit, KitError, KitLines, Kits};
use wms_erp_sync::twentyfour::types::ProductId;

use super::document::{Place, Section};

/// The table, whose rows go over in the way that `kits` names.
pub(super) fn read(orders: &Section<'_, '_>, lines: KitLines) -> Kits {
    let mut kits: Vec<(Kit, Place)> = orders.sections("kit").iter().filter_map(kit).collect();
    if kits.is_empty() && lines == KitLines::Parts && !orders.has("kit") {
        orders.add(&orders.place_of("kits"), "needs the kits and their parts: write [[orders.kit]]");
    }
    loop {
        match Kits::new(kits.iter().map(|(kit, _)| kit.clone())) {
            Ok(table) => return table.with_lines(lines),
            Err(error) => {
                // Of two, the second is the one too many.
                let wrong = kits.iter().rposition(|(kit, _)| kit.product == error.kit());
                let Some(wrong) = wrong else { return Kits::default() };
                let (_, place) = kits.remove(wrong);
                orders.add(&place, in_words(&error));
            }
        }
    }
}

fn kit(entry: &Section<'_, '_>) -> Option<(Kit, Place)> {
    entry.require("product");
    let product = entry.number("product");
    let parts = entry.sections("parts");
    entry.finish();
    let parts: Vec<Option<(ProductId, Decimal)>> = parts.iter().map(part).collect();
    let product = ProductId(product?.value);
    let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
    let kit =
        parts.into_iter().fold(Kit::new(product), |kit, (part, quantity)| kit.with_part(part, quantity));
    Some((kit, entry.place().clone()))
}

fn part(entry: &Section<'_, '_>) -> Option<(ProductId, Decimal)> {
    entry.require("product");
    entry.require("quantity");
    let product = entry.number("product");
    let quantity =
        entry.text_or_number("quantity", |text| text.parse().ok(), |whole| Some(Decimal::from(whole)));
    entry.finish();
    let quantity = quantity.and_then(|quantity| {
        if quantity.value.is_none() {
            entry.add(&quantity.place, "must be a number above zero, such as 2 or \"2.5\"");
        }
        quantity.value
    });
    Some((ProductId(product?.value), quantity?))
}

fn in_words(error: &KitError) -> String {
    match error {
        KitError::Empty { .. } => format!("{error}: write parts = [{{ product = 88, quantity = 2 }}]"),
        error => error.to_string(),
    }
}

/// The table, as the configuration has it.
pub(super) fn shown(kits: &Kits) -> Vec<Value> {
    let entry = |pairs: Vec<(&str, Value)>| {
        Value::from(toml::Table::from_iter(pairs.into_iter().map(|(key, value)| (key.to_owned(), value))))
    };
    let kit = |(kit, parts): (ProductId, &[wms_erp_sync::mapping::KitPart])| {
        let part = |part: &wms_erp_sync::mapping::KitPart| {
            let quantity = part.quantity.normalize().to_string();
            entry(vec![("product", part.product.0.into()), ("quantity", quantity.into())])
        };
        let parts: Vec<Value> = parts.iter().map(part).collect();
        entry(vec![("product", kit.0.into()), ("parts", parts.into())])
    };
    kits.iter().map(kit).collect()
}
