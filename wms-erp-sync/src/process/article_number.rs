//! Who has which article number, and who wants it.
//!
//! A number belongs to the product whose article was written with it. Any other product that wants it lays a claim when
//! it is read, so that two that want the same number see each other whatever their order: neither gets it, since
//! it cannot be known which one is meant. Between a product that the WMS knows and a newcomer, the newcomer waits.

use std::collections::HashMap;
use std::pin::pin;

use futures::TryStreamExt;
use twentyfour_client::types::ProductId;
use wms_erp_mapping::ArticleIdentification;

use crate::context::RunError;
use crate::context::run::Run;
use crate::document::{
    ArticleRecord, Claimant, ClaimantKey, Held, HeldKey, NumberClaim, NumberOwner, number_waited_for,
};
use crate::process_id::Process;
use crate::store::{Batch, StoreError};

/// More rivals than these are not named.
const NAMED: usize = 20;

/// The number that a product wants.
#[derive(Debug)]
pub(super) struct Claim {
    pub(super) id: ProductId,
    /// As it is compared; none if it wants none, or has what it wants.
    pub(super) number: Option<String>,
    /// Whether the WMS knows the product.
    pub(super) known: bool,
}

/// The owners of these numbers.
pub(super) async fn owners(
    run: &Run<'_>,
    numbers: Vec<String>,
) -> Result<HashMap<String, ProductId>, RunError> {
    let owners = run.read_all::<NumberOwner>(&numbers).await?;
    let owned = numbers.into_iter().zip(owners);
    Ok(owned.filter_map(|(number, owner)| Some((number, ProductId(owner?.0)))).collect())
}

/// The numbers that these products have claims on.
pub(super) async fn claimed(
    run: &Run<'_>,
    ids: &[ProductId],
) -> Result<HashMap<ProductId, String>, RunError> {
    let claimed = run.read_all::<NumberClaim>(ids).await?;
    Ok(ids.iter().copied().zip(claimed).filter_map(|(id, claim)| Some((id, claim?.0))).collect())
}

/// Lays these claims, in place of the ones that the products had.
pub(super) async fn lay(run: &Run<'_>, batch: &mut Batch, claims: &[Claim]) -> Result<(), RunError> {
    let ids: Vec<ProductId> = claims.iter().map(|claim| claim.id).collect();
    let before = claimed(run, &ids).await?;
    for Claim { id, number, known } in claims {
        let old = before.get(id);
        if let Some(old) = old.filter(|old| number.as_ref() != Some(*old)) {
            take_back(batch, *id, old);
        }
        if let Some(number) = number.as_ref().filter(|number| old != Some(*number)) {
            batch.set(id, &NumberClaim(number.clone()));
            batch.set(&ClaimantKey::new(number, *id), &Claimant(*known));
        }
    }
    Ok(())
}

/// Takes a claim back.
pub(super) fn take_back(batch: &mut Batch, id: ProductId, number: &str) {
    batch.remove::<NumberClaim>(&id).remove::<Claimant>(&ClaimantKey::new(number, id));
}

/// The other products that stand in the way of one that wants a number which is not in use.
pub(super) async fn rivals(
    run: &Run<'_>,
    number: &str,
    id: ProductId,
    known: bool,
) -> Result<Vec<i32>, RunError> {
    let mut rivals = Vec::new();
    // All are looked at: the one that counts may stand behind any number of those that do not.
    let mut claimants = pin!(run.documents().stream(Claimant::of(number)));
    while let Some((key, claimant)) = claimants.try_next().await? {
        let counts = match claimant {
            Ok(Claimant(is_known)) => !known || is_known,
            Err(newer @ StoreError::NewerDocument { .. }) => return Err(newer.into()),
            // It is not known whether the WMS has the product: it is taken for a newcomer.
            Err(_) => !known,
        };
        if key.product != id && counts && rivals.len() < NAMED {
            rivals.push(key.product.0);
        }
    }
    Ok(rivals)
}

/// What stands behind a number that a product wants and another one has.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chain {
    /// These products wait for each other's numbers, and the last of them for the number of the first product.
    Ring(Vec<ProductId>),
    /// Somewhere there is a product that does not wait for a number.
    Ends {
        /// Who waits for whose number.
        waiting: Vec<(ProductId, ProductId)>,
        /// What the last one is held by, if it is held.
        last: Option<String>,
    },
}

/// Longer chains are not followed.
const LINKS: usize = 1000;

/// Follows who has the number, what that one waits for, and who has that. Only those are part of a ring that are held
/// for nothing but a number, and that no other known product wants the number of: then each of them goes as soon as the
/// one before it has moved.
pub(super) async fn chain(run: &Run<'_>, id: ProductId, number: &str) -> Result<Chain, RunError> {
    let (mut met, mut waiting) = (Vec::new(), Vec::new());
    let (mut waits, mut number, mut last) = (id, number.to_owned(), None);
    while met.len() < LINKS {
        let Some(owner) = owners(run, vec![number.clone()]).await?.remove(&number) else { break };
        let is_wanted_by_others = !rivals(run, &number, waits, true).await?.is_empty();
        if waits != id {
            waiting.push((waits, owner));
        }
        if owner == id && !is_wanted_by_others {
            return Ok(Chain::Ring(met));
        }
        if is_wanted_by_others || met.contains(&owner) {
            break;
        }
        met.push(owner);
        let held = run.read::<Held>(&HeldKey::of(Process::Articles, owner)).await?;
        let Some(held) = held else { break };
        let claim = claimed(run, &[owner]).await?.remove(&owner);
        let wait = held.waits_for.as_deref().and_then(number_waited_for);
        match claim {
            Some(claim) if wait == Some(claim.as_str()) => (waits, number) = (owner, claim),
            _ => {
                last = Some(held.what);
                break;
            }
        }
    }
    Ok(Chain::Ends { waiting, last })
}

/// Which of these products, held for a number, could have it now, or could make room for each other.
pub(super) async fn freed(
    run: &Run<'_>,
    waiting: Vec<(String, ProductId)>,
) -> Result<Vec<ProductId>, RunError> {
    let makes_room = run
        .tenant
        .articles
        .as_ref()
        .is_none_or(|articles| articles.mapping.identification == ArticleIdentification::ProductCode);
    let owners = owners(run, waiting.iter().map(|(number, _)| number.clone()).collect()).await?;
    let ids: Vec<ProductId> = waiting.iter().map(|(_, id)| *id).collect();
    let known = run.read_all::<ArticleRecord>(&ids).await?;
    let mut freed = Vec::new();
    for ((number, id), known) in waiting.into_iter().zip(known) {
        let is_free = owners.get(&number).is_none_or(|owner| *owner == id);
        let goes = match is_free {
            true => rivals(run, &number, id, known.is_some()).await?.is_empty(),
            false => {
                makes_room && known.is_some() && matches!(chain(run, id, &number).await?, Chain::Ring(_))
            }
        };
        if goes {
            freed.push(id);
        }
    }
    Ok(freed)
}
