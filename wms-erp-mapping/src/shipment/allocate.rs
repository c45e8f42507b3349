//! Which row of a product gets which part of what there is of it.

use rust_decimal::Decimal;
use twentyfour_client::types::RowId;

/// What a row lacks, or what there is under a row's id. Never negative.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) row: Option<RowId>,
    pub(super) quantity: Decimal,
}

/// What each of the `needs` gets of the `supplies`, and what is left over. `None` if it is not clear which one gets it.
pub(super) fn allocate(needs: &[Share], supplies: &[Share]) -> Option<(Vec<Decimal>, Decimal)> {
    let (needed, mut pool) = (total(needs), total(supplies));
    if pool >= needed {
        // Enough for all: then it is no matter which is which.
        return Some((needs.iter().map(|need| need.quantity).collect(), pool.saturating_sub(needed)));
    }
    let is_unique = |id: RowId| needs.iter().filter(|need| need.row == Some(id)).count() == 1;
    let own = |need: &Share| need.row.filter(|id| is_unique(*id));
    let of = |id: RowId| supplies.iter().filter(move |supply| supply.row == Some(id));
    let mut given = vec![Decimal::ZERO; needs.len()];
    let give = |given: &mut Decimal, need: &Share, available: Decimal| {
        let part = available.min(need.quantity.saturating_sub(*given));
        *given = given.saturating_add(part);
        part
    };
    // By id.
    for (given, need) in given.iter_mut().zip(needs) {
        if let Some(id) = own(need) {
            let available = of(id).map(|supply| supply.quantity).fold(Decimal::ZERO, Decimal::saturating_add);
            pool = pool.saturating_sub(give(given, need, available));
        }
    }
    // What stands under no row's id belongs to the one row under whose id nothing stands.
    let is_known =
        |supply: &Share| supply.row.is_some_and(|id| needs.iter().any(|need| own(need) == Some(id)));
    let unknown = supplies.iter().filter(|supply| !is_known(supply)).map(|supply| supply.quantity);
    let unknown = unknown.fold(Decimal::ZERO, Decimal::saturating_add);
    let mut without =
        needs.iter().enumerate().filter(|(_, need)| own(need).is_none_or(|id| of(id).next().is_none()));
    if let (Some((at, need)), None) = (without.next(), without.next()) {
        pool = pool.saturating_sub(give(&mut given[at], need, unknown));
    }
    // What is left over belongs to the one row that still lacks something.
    if pool > Decimal::ZERO {
        let mut open =
            needs.iter().enumerate().filter(|(at, need)| given[*at] < need.quantity).map(|(at, _)| at);
        let (Some(at), None) = (open.next(), open.next()) else { return None };
        pool = pool.saturating_sub(give(&mut given[at], &needs[at], pool));
    }
    Some((given, pool))
}

fn total(shares: &[Share]) -> Decimal {
    shares.iter().map(|share| share.quantity).fold(Decimal::ZERO, Decimal::saturating_add)
}
