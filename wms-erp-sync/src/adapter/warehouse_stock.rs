//! The stock of some of the warehouses. Neither transport tells what changed by warehouse and which article that is of in one
//! call, so the articles come from the usual list, and their quantities are replaced.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use asmx_soap::Delivery;
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use ongoing_client::model::InventoryLine;
use ongoing_client::{ArticleStock, Error, WarehouseApi, WarehouseStock};
use rust_decimal::Decimal;

use super::ongoing_error::translate;
use crate::port::{ErrorKind, PortError, Records};

/// Articles that are asked for together.
const TOGETHER: usize = 500;
/// So many further requests the articles among them may cost that cannot be read.
const FURTHER_REQUESTS: u32 = 64;

/// Warehouses that are known to exist, so that a misspelt one is never taken for an empty one.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownWarehouses(Arc<Mutex<BTreeSet<String>>>);

impl KnownWarehouses {
    /// Fails if one of these does not exist. Asks only for what it has not seen yet.
    pub(super) async fn check(&self, api: &dyn WarehouseApi, wanted: &[String]) -> Result<(), PortError> {
        let missing = |known: &BTreeSet<String>| {
            wanted.iter().find(|code| !known.contains(&key(code))).map(|code| code.trim().to_owned())
        };
        if missing(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).is_none() {
            return Ok(());
        }
        let codes = api.warehouse_codes().await.map_err(translate)?;
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.extend(codes.iter().map(|code| key(code)));
        let Some(code) = missing(&known) else { return Ok(()) };
        let what = format!("Ongoing lists no warehouse {code:?}; it has {}", codes.join(", "));
        let remedy = "correct the warehouses whose stock counts (over SOAP, an empty one is not listed)";
        Err(PortError::new(ErrorKind::Access, Delivery::Answered, what, remedy))
    }
}

/// These lines, with the quantities of these warehouses only.
pub(super) fn only_in(
    api: Arc<dyn WarehouseApi>,
    lines: BoxStream<'static, Result<InventoryLine, Error>>,
    warehouses: &[String],
) -> Records<InventoryLine> {
    let wanted: Arc<BTreeSet<String>> = Arc::new(warehouses.iter().map(|code| key(code)).collect());
    let chunks = lines.chunks(TOGETHER).then(move |chunk| {
        let (api, wanted) = (Arc::clone(&api), Arc::clone(&wanted));
        async move { replace(api.as_ref(), chunk, &wanted).await }
    });
    chunks.flat_map(stream::iter).boxed()
}

async fn replace(
    api: &dyn WarehouseApi,
    lines: Vec<Result<InventoryLine, Error>>,
    wanted: &BTreeSet<String>,
) -> Vec<Result<InventoryLine, PortError>> {
    let numbers: Vec<String> =
        lines.iter().flatten().filter(|line| is_stock(line)).filter_map(number).collect();
    // None named means all of them.
    if numbers.is_empty() {
        return lines.into_iter().map(|line| line.map_err(translate)).collect();
    }
    let stock = match stock_of(api, numbers).await {
        Ok(stock) => stock,
        Err(error) => return vec![Err(translate(error))],
    };
    let stock: HashMap<String, ArticleStock> =
        stock.into_iter().filter_map(|stock| Some((key(stock.article_number.as_deref()?), stock))).collect();
    let line = |line: Result<InventoryLine, Error>| {
        let line = line.map_err(translate)?;
        if !is_stock(&line) {
            return Ok(line);
        }
        let found = number(&line).and_then(|number| stock.get(&key(&number)));
        match found {
            Some(found) if is_placed(&line, found) => Ok(in_warehouses(line, found, wanted)),
            // An article without stock may not be listed at all.
            None if line.physical() == Some(Decimal::ZERO) => Ok(line),
            _ => Err(left_out(&line)),
        }
    };
    lines.into_iter().map(line).collect()
}

/// The stock of these articles by warehouse. It comes in one piece, so that an article that cannot be read is looked for in halves,
/// and left out: what is not reported is no stock.
async fn stock_of(api: &dyn WarehouseApi, numbers: Vec<String>) -> Result<Vec<ArticleStock>, Error> {
    let (mut stock, mut further) = (Vec::new(), 0);
    let mut waiting = vec![numbers];
    while let Some(mut numbers) = waiting.pop() {
        match api.stock_by_warehouse(numbers.clone()).await {
            Ok(found) => stock.extend(found),
            Err(error) if error.is_item() && further < FURTHER_REQUESTS => {
                if numbers.len() > 1 {
                    further += 2;
                    let second = numbers.split_off(numbers.len().div_ceil(2));
                    waiting.extend([second, numbers]);
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(stock)
}

/// Whether the answer says where everything is: what is in no warehouse, or in one without a code, may be in one that counts.
fn is_placed(line: &InventoryLine, found: &ArticleStock) -> bool {
    let is_nothing = |stock: &WarehouseStock| {
        [stock.physical, stock.sellable].into_iter().flatten().all(|quantity| quantity.is_zero())
            && stock.physical.is_some()
    };
    let is_told = |stock: &WarehouseStock| stock.warehouse_code.is_some() || is_nothing(stock);
    match &found.warehouses[..] {
        [] => line.physical() == Some(Decimal::ZERO),
        warehouses => warehouses.iter().all(is_told),
    }
}

fn in_warehouses(mut line: InventoryLine, found: &ArticleStock, wanted: &BTreeSet<String>) -> InventoryLine {
    let counts = |code: Option<&str>| code.is_some_and(|code| wanted.contains(&key(code)));
    let there = || found.warehouses.iter().filter(|stock| counts(stock.warehouse_code.as_deref()));
    // One that is not listed is not zero.
    line.number_of_items_decimal = there().map(|stock| stock.physical).sum();
    line.sellable_number_of_items = there().map(|stock| stock.sellable).sum();
    (line.number_of_items, line.number_of_booked_items, line.number_of_booked_items_decimal) =
        (None, None, None);
    line
}

fn left_out(line: &InventoryLine) -> PortError {
    let number = number(line).unwrap_or_default();
    let what = format!("Ongoing does not say in which warehouse the article {number:?} is");
    let remedy = "nothing: it is requested again; if the problem persists, ask the warehouse";
    let code = line.article.as_ref().and_then(|article| article.product_code.clone());
    PortError { record: code, ..PortError::new(ErrorKind::Unreadable, Delivery::Answered, what, remedy) }
}

fn is_stock(line: &InventoryLine) -> bool {
    line.article.as_ref().is_some_and(|article| article.is_stock_article != Some(false))
}

fn number(line: &InventoryLine) -> Option<String> {
    line.article.as_ref()?.article_number.clone()
}

fn key(code: &str) -> String {
    code.trim().to_lowercase()
}
