//! What the WMS has: the purchase orders of some numbers, and the articles of their lines.

use std::collections::{BTreeSet, HashMap, HashSet};

use ongoing_client::model::ReceivedInOrder;
use wms_erp_mapping::number_key;

use super::{ByNumber, number};
use crate::context::RunError;
use crate::context::hold::HoldReason;
use crate::context::run::Run;
use crate::document::{ArticleRecord, Class, NumberOwner, waits_for_article_number};
use crate::port::{ArticleQuery, PurchaseOrder, PurchaseOrderQuery};
use crate::process::{Unread, collect_known};
use twentyfour_client::types::ProductId;

/// The purchase orders of some numbers.
pub(super) struct InWms {
    by_number: ByNumber,
    pub(super) unread: Unread,
}

impl InWms {
    pub(super) async fn read(run: &Run<'_>, numbers: &[String]) -> Result<Self, RunError> {
        let asked = run.wms.purchase_orders(PurchaseOrderQuery::Numbers(numbers.to_vec())).await?;
        let (found, unread) = collect_known(run, asked).await?;
        let (mut by_number, mut ids) = (ByNumber::new(), HashSet::new());
        for order in found {
            // An answer may have one twice.
            let id = order.in_order_info.as_ref().and_then(|info| info.in_order_id);
            if id.is_some_and(|id| !ids.insert(id)) {
                continue;
            }
            let number = number(&order).unwrap_or_default().to_owned();
            by_number.entry(number).or_default().push(order);
        }
        Ok(Self { by_number, unread })
    }

    pub(super) fn of(&self, number: &str) -> &[ReceivedInOrder] {
        self.by_number.get(number).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The numbers of articles as the WMS has them, by the numbers as they are compared.
#[derive(Default)]
pub(super) struct Articles(HashMap<String, String>);

impl Articles {
    /// Those of the lines of these orders: the ones that are ours are known, and the WMS is asked for the others.
    pub(super) async fn of(run: &Run<'_>, orders: &[&PurchaseOrder]) -> Result<Self, RunError> {
        let lines = orders.iter().flat_map(|order| &order.lines);
        let wanted: BTreeSet<String> = lines.map(|line| number_key(&line.article)).collect();
        let wanted: Vec<String> = wanted.into_iter().collect();
        let mut articles = Self::default();
        let owners = run.read_all::<NumberOwner>(&wanted).await?;
        let owned: Vec<(&String, ProductId)> =
            wanted.iter().zip(owners).filter_map(|(key, owner)| Some((key, ProductId(owner?.0)))).collect();
        let ids: Vec<ProductId> = owned.iter().map(|(_, id)| *id).collect();
        let records = run.read_all::<ArticleRecord>(&ids).await?;
        for ((key, _), record) in owned.iter().zip(records) {
            if let Some(record) = record.filter(|record| number_key(&record.number) == **key) {
                articles.0.insert((*key).clone(), record.number);
            }
        }
        let spelt = orders.iter().flat_map(|order| &order.lines).map(|line| line.article.clone());
        let others: BTreeSet<String> =
            spelt.filter(|article| !articles.0.contains_key(&number_key(article))).collect();
        if !others.is_empty() {
            let asked = run.wms.articles(ArticleQuery::Numbers(others.into_iter().collect())).await?;
            for line in collect_known(run, asked).await?.0 {
                let number = line.article.and_then(|article| article.article_number).unwrap_or_default();
                articles.0.insert(number_key(&number), number);
            }
        }
        Ok(articles)
    }

    pub(super) fn number(&self, article: &str) -> Option<&str> {
        self.0.get(&number_key(article)).map(String::as_str)
    }

    /// Fails for an order with a line whose article the WMS does not have: the whole order waits, no line is dropped.
    pub(super) fn check(&self, order: &PurchaseOrder) -> Result<(), HoldReason> {
        let Some(line) = order.lines.iter().find(|line| self.number(&line.article).is_none()) else {
            return Ok(());
        };
        let what = format!("line {}: the WMS has no article with the number {}", line.number, line.article);
        let remedy = "correct the number in the purchase order, or create the article; it goes as soon as the article is there";
        let waits_for = waits_for_article_number(&number_key(&line.article));
        Err(HoldReason::new(Class::Waiting, what, remedy).waiting_for(waits_for))
    }
}
