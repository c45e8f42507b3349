//! Cleaning up in Ongoing.

use futures::TryStreamExt;
use ongoing_client::ErrorKind;
use ongoing_client::model::{ArticleDefinition, GetInventoryQuery, InventoryLine, Order};

use super::End;
use crate::answer::{Stopped, chain};
use crate::bench::Bench;
use crate::journal::Made;
use crate::wms::failed;

/// The status of a cancelled order, where a warehouse has not given it another number.
const CANCELLED: i32 = 1000;

impl Bench<'_> {
    /// An article cannot be deleted: it is marked as out of use.
    pub(super) async fn retire_article(&mut self, made: &Made) -> Result<End, Stopped> {
        let query =
            GetInventoryQuery { article_numbers_to_get: vec![made.name.clone()], ..Default::default() };
        let lines: Vec<InventoryLine> = self.wms().inventory(query).try_collect().await.map_err(failed)?;
        let is_it = |line: &InventoryLine| {
            line.article.as_ref().and_then(|article| article.article_number.as_deref()) == Some(&made.name)
        };
        if !lines.iter().any(is_it) {
            return Ok(End::Gone);
        }
        let mut article = ArticleDefinition::by_article_number(made.name.as_str());
        article.article_name = Some(made.name.clone());
        article.is_stock_article = Some(true);
        article.is_obsolete = Some(true);
        match self.wms().process_article(article).await {
            Ok(_) => Ok(End::OutOfUse(
                "it is marked as out of use; Ongoing has no call that deletes an article".to_owned(),
            )),
            Err(error) => Err(failed(error)),
        }
    }

    /// The order is cancelled. Its customer stays in the warehouse's register.
    pub(super) async fn cancel_order(&mut self, made: &Made) -> Result<End, Stopped> {
        let Some(order) = self.find_warehouse_order(&made.name).await? else { return Ok(End::Gone) };
        let cancelled = || {
            End::OutOfUse(
                "it is cancelled; Ongoing keeps cancelled orders, and has no call that deletes their customers"
                    .to_owned(),
            )
        };
        if is_cancelled(&order) {
            return Ok(cancelled());
        }
        match self.wms().remove_order(&made.name).await {
            Ok(_) => Ok(cancelled()),
            Err(error) if error.kind() == ErrorKind::Refused => {
                Err(Stopped::Failed(format!("Ongoing refused to cancel it: {}", chain(&error))))
            }
            Err(error) => Err(failed(error)),
        }
    }
}

fn is_cancelled(order: &Order) -> bool {
    order
        .order_info
        .as_ref()
        .and_then(|info| info.order_status_number)
        .is_some_and(|number| number >= CANCELLED)
}
