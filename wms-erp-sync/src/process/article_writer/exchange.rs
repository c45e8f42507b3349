//! Products that exchange their numbers: each waits for the number that another one has, and the last one for the
//! first one's.
//!
//! The WMS takes no number that is in use, so one of them steps aside: its article gets a temporary number, and with that
//! its own number is free for the one that waits for it, and so on around the ring. The one that stepped aside is held
//! as waiting until the number that it wants is free; the articles process sees to that in the same run. What is
//! remembered after each step is what the WMS has, so a run that is cut off between two steps goes on where it stopped.

use ongoing_client::model::ArticleDefinition;
use twentyfour_client::types::{Product, ProductId};
use wms_erp_mapping::{ArticleIdentification, number_key};

use super::ArticleWriter;
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::document::{ArticleRecord, Class, Fingerprint, Held, waits_for_number};
use crate::process::article_number::{self, Chain};
use crate::process_id::Process;
use crate::store::Batch;

impl ArticleWriter<'_, '_> {
    /// Looks why the number that a known product wants is taken. If it is a ring, the product steps aside; the obstacle
    /// that it is held with says who waits for whom.
    pub(super) async fn look_for_ring(
        &mut self,
        product: &Product,
        article: &ArticleDefinition,
        obstacle: HoldReason,
        batch: &mut Batch,
    ) -> Result<HoldReason, RunError> {
        let Some(id) = product.id else { return Ok(obstacle) };
        let (Some(wanted), Some(known)) = (self.wanted_number(id, product).0, self.known.get(&id).cloned())
        else {
            return Ok(obstacle);
        };
        if known.renumbering && self.run.process == Process::Articles {
            self.settle_number(id, &known, article, batch).await?;
        }
        if self.owners.get(&wanted).is_none_or(|owner| *owner == id) {
            return Ok(obstacle);
        }
        match article_number::chain(self.run, id, &wanted).await? {
            Chain::Ring(others) if self.run.process == Process::Articles => {
                match self.settings.identification {
                    ArticleIdentification::ProductCode => {
                        self.step_aside(id, product, &known, article, (&wanted, &others), obstacle, batch)
                            .await
                    }
                    _ => Ok(by_number(id, &others, obstacle)),
                }
            }
            // It is the articles process that holds products, and makes room.
            Chain::Ring(_) => Ok(obstacle),
            Chain::Ends { waiting, last } => Ok(told(obstacle, &waiting, last)),
        }
    }

    /// Gives a product the number again that it is believed to have. A write that gave it another one was not answered, and
    /// by now that number may be wanted by another product, which the WMS would refuse.
    async fn settle_number(
        &mut self,
        id: ProductId,
        known: &ArticleRecord,
        article: &ArticleDefinition,
        batch: &mut Batch,
    ) -> Result<(), RunError> {
        let article = ArticleDefinition { article_number: Some(known.number.clone()), ..article.clone() };
        let step = format!("article {}, again: it is unknown whether it was renumbered", known.number);
        if self.send(id, step, &article).await?.is_ok() {
            self.run.tally().written += 1;
            let settled = ArticleRecord { renumbering: false, ..known.clone() };
            batch.set(&id, &settled);
            self.known.insert(id, settled);
        }
        Ok(())
    }

    /// Forgets what the WMS has accepted last of an article that is about to be changed, perhaps to get another number. Whatever
    /// becomes of the write, it is made again: should the edit be undone before the outcome is known, the product would look
    /// unchanged, and the WMS would keep the edit.
    pub(super) async fn unsettle(&mut self, id: ProductId, renumbering: bool) -> Result<(), RunError> {
        let Some(known) = self.known.get(&id) else { return Ok(()) };
        let renumbering = renumbering || known.renumbering;
        if known.fingerprint == Fingerprint::none() && known.renumbering == renumbering {
            return Ok(());
        }
        let unsettled = ArticleRecord { fingerprint: Fingerprint::none(), renumbering, ..known.clone() };
        let mut intent = Batch::new();
        intent.set(&id, &unsettled);
        self.commit(intent).await?;
        self.known.insert(id, unsettled);
        Ok(())
    }

    /// The number that a product's article has for the time being. Another one at each attempt: one that the WMS refused may
    /// be an article's that is not ours any more, such as one that got it by a write without an answer and then lost its
    /// product code by hand.
    async fn temporary_number(&self, id: ProductId) -> Result<String, RunError> {
        let held = self.run.read::<Held>(&self.run.held_key(id)).await?;
        Ok(match held.map_or(0, |held| held.attempts) {
            0 => format!("renumbering-{id}"),
            attempts => format!("renumbering-{id}-{attempts}"),
        })
    }

    #[expect(clippy::too_many_arguments, reason = "all that is known of the ring and of the product")]
    async fn step_aside(
        &mut self,
        id: ProductId,
        product: &Product,
        known: &ArticleRecord,
        article: &ArticleDefinition,
        (wanted, others): (&str, &[ProductId]),
        obstacle: HoldReason,
        batch: &mut Batch,
    ) -> Result<HoldReason, RunError> {
        let temporary = self.temporary_number(id).await?;
        let owners = article_number::owners(self.run, vec![number_key(&temporary)]).await?;
        if owners.values().any(|owner| *owner != id) {
            return Ok(obstacle);
        }
        self.unsettle(id, true).await?;
        let names = names(id, others);
        let article = ArticleDefinition { article_number: Some(temporary.clone()), ..article.clone() };
        let step = format!(
            "article {temporary}, for the time being: products {names} exchange their numbers, and {:?} is made free",
            known.number
        );
        let waits = waits_for_number(wanted);
        let system_id = match self.send(id, step, &article).await? {
            Ok(system_id) => system_id.or(known.system_id),
            Err(refused) => {
                let what =
                    format!("{}; it was to step aside, as {temporary:?}: {}", obstacle.what, refused.what);
                // It waits for its next attempt, and not for the number.
                return Ok(HoldReason { what, ..refused });
            }
        };
        self.run.tally().written += 1;
        // It still wants what it wanted.
        let claim = self.claims.remove(&id);
        self.remember(batch, id, self.record(product, temporary.clone(), system_id, Fingerprint::none()));
        self.claims.extend(claim.map(|claim| (id, claim)));
        let what = format!(
            "products {names} exchange their numbers: the article of product {id} is called {temporary:?} until its number \
             is free"
        );
        let remedy = "nothing: it gets its number as soon as the other product has released it";
        Ok(HoldReason::new(Class::Waiting, what, remedy).waiting_for(waits))
    }
}

/// Where the number is what an article is known by, an exchange would put the goods of one product under another.
fn by_number(id: ProductId, others: &[ProductId], obstacle: HoldReason) -> HoldReason {
    let names = names(id, others);
    let what = format!(
        "products {names} exchange their numbers, and the WMS knows their articles by their numbers: it is \
         unclear which goods are meant"
    );
    let remedy = "give them numbers that no product has had, or exchange the goods and the names in the WMS";
    HoldReason { what, remedy: remedy.to_owned(), ..obstacle }
}

/// The obstacle, with the products that wait for each other and what the last one is held by.
fn told(obstacle: HoldReason, waiting: &[(ProductId, ProductId)], last: Option<String>) -> HoldReason {
    if waiting.is_empty() && last.is_none() {
        return obstacle;
    }
    let chain = waiting
        .iter()
        .map(|(waits, owner)| format!(", product {waits} waits for the number of product {owner}"));
    let end = last.map(|what| format!(", which is held: {what}")).unwrap_or_default();
    let what = format!("{}{}{end}", obstacle.what, chain.collect::<String>());
    let remedy = match waiting.last() {
        Some((_, owner)) => {
            format!("{}; or resolve product {owner}, for which the others wait", obstacle.remedy)
        }
        None => format!("{}; or resolve the reason why that one is held", obstacle.remedy),
    };
    HoldReason { what, remedy, ..obstacle }
}

fn names(id: ProductId, others: &[ProductId]) -> String {
    let all: Vec<String> = std::iter::once(&id).chain(others).map(ToString::to_string).collect();
    all.join(", ")
}
