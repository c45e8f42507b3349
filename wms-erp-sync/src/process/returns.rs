//! Goods that came back to the WMS become notices, or credits in the ERP.
//!
//! A credit is a new order with negative quantities. The ERP has no key by which it would refuse a second one, so each carries the id of
//! the return, with a minus, as its `ExternalStatus`, and is looked for before and behind the save.

mod credit;
pub(super) mod drift;
mod look;
mod notice;
mod read;
mod sides;
mod sold;
mod work;

use std::collections::BTreeMap;

use ongoing_client::model::ReturnOrderInfo;
use wms_erp_mapping::ReturnedOrder;

use crate::context::RunError;
use crate::context::run::Run;
use crate::document::Quantities;

pub(super) async fn run(run: &Run<'_>) -> Result<(), RunError> {
    let Some(settings) = run.tenant.returns.clone() else { return Ok(()) };
    if let Some(what) = settings.wrong_status(run.tenant) {
        let remedy = "choose a status that is neither imported nor means sent or invoiced, such as Offer";
        return Err(RunError::Stopped { what, remedy: remedy.to_owned() });
    }
    read::read(run, &settings).await?;
    work::work(run, &settings).await
}

/// The number of a return, by which it is known to people, to the store and to the next read.
fn number(order: &ReturnOrderInfo) -> Option<&str> {
    order.return_order_number.as_deref().map(str::trim).filter(|number| !number.is_empty())
}

fn quantities(goods: &ReturnedOrder) -> Quantities {
    let mut quantities = Quantities::new();
    for line in &goods.lines {
        let sum = quantities.entry(line.code.clone()).or_default();
        *sum = sum.saturating_add(line.quantity).normalize();
    }
    quantities
}

/// What a return was when it was held, as one text: so that it is held again once it has changed, and so that what a person has
/// dismissed is known.
fn source(came: &Quantities) -> String {
    serde_json::to_string(came).unwrap_or_default()
}

/// What [`source`] says.
fn of_source(source: Option<&str>) -> Quantities {
    source.and_then(|source| serde_json::from_str(source).ok()).unwrap_or_default()
}

/// Quantities for people: `2 of K-500 (line 31), 1 of T-100 (line 32)`.
fn words(quantities: &Quantities, goods: &ReturnedOrder) -> String {
    let articles: BTreeMap<&str, &str> =
        goods.lines.iter().map(|line| (line.code.as_str(), line.article.as_str())).collect();
    let words = quantities.iter().map(|(code, quantity)| {
        match (articles.get(code.as_str()).filter(|article| !article.is_empty()), code.as_str()) {
            (Some(article), "") => format!("{quantity} of {article}"),
            (Some(article), code) => format!("{quantity} of {article} (line {code})"),
            (None, "") => format!("{quantity} of an unnamed article"),
            (None, code) => format!("{quantity} of line {code}"),
        }
    });
    words.collect::<Vec<_>>().join(", ")
}
