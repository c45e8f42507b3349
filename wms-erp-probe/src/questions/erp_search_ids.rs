use futures::TryStreamExt;
use twentyfour_client::Error;
use twentyfour_client::error::ErrorKind;
use twentyfour_client::types::{Product, ProductId, ProductSearchParameters};

use crate::answer::{Conclusion, Stopped, chain};
use crate::bench::Bench;
use crate::erp::failed;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-search-ids",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "How many ids does a search take?",
    matters: "wms-erp asks for 1000 records at once. If the service silently took fewer, records would look deleted.",
    settings: &[],
    reads: "the ids of all products; then one of them behind up to 999 ids that no product has",
    writes: "",
    undone: "",
    ask: |bench| Box::pin(ask(bench)),
};

/// What wms-erp uses, and what is tried if that is too much.
const SIZES: [usize; 6] = [1000, 500, 250, 100, 50, 10];

/// What became of a search.
enum Tried {
    Found,
    Lost,
    Refused(String),
}

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let all = bench.erp.get_products(ProductSearchParameters::all(), &["Id"]).await.map_err(failed)?;
    let all: Vec<Product> = all.try_collect().await.map_err(failed)?;
    let mut ids: Vec<ProductId> = all.iter().filter_map(|product| product.id).collect();
    ids.sort_unstable();
    let Some(last) = ids.last().copied() else {
        return Ok(Conclusion::not_tried("there is no product: create one in 24SevenOffice"));
    };
    let mut first: Option<(&'static str, String)> = None;
    for size in SIZES {
        let tried = search(bench, size, &ids, last).await?;
        match (tried, &first) {
            (Tried::Found, None) => {
                return Ok(Conclusion::learned(
                    "thousand",
                    "a search takes 1000 ids and finds the product of the last one",
                ));
            }
            (Tried::Found, Some((answer, how))) => {
                return Ok(Conclusion::learned(
                    answer,
                    format!(
                        "a search with 1000 ids {how}; one with {size} works: report it to the developers"
                    ),
                ));
            }
            (Tried::Lost, None) => first = Some(("cut-off", "loses the last one without a word".to_owned())),
            (Tried::Refused(why), None) => first = Some(("refused", format!("is refused ({why})"))),
            (_, Some(_)) => {}
        }
    }
    Ok(Conclusion::unclear("not even a search with ten ids finds the product of the last one"))
}

/// Searches for so many ids, the last of which a product has.
async fn search(
    bench: &mut Bench<'_>,
    size: usize,
    known: &[ProductId],
    last: ProductId,
) -> Result<Tried, Stopped> {
    let free = (1..).map(ProductId).filter(|id| known.binary_search(id).is_err());
    let ids = free.take(size - 1).chain([last]);
    bench.sent(format!(
        "24SevenOffice, GetProducts: {size} ids, of which the last one is that of product {last}"
    ));
    let answer: Result<Vec<Product>, Error> =
        match bench.erp.get_products(ProductSearchParameters::by_ids(ids), &["Id"]).await {
            Ok(items) => items.try_collect().await,
            Err(error) => Err(error),
        };
    match answer {
        Ok(found) => {
            let is_found = found.iter().any(|product| product.id == Some(last));
            bench.seen(if is_found { "the product is found" } else { "the product is not found" });
            Ok(if is_found { Tried::Found } else { Tried::Lost })
        }
        Err(error) if matches!(error.kind(), ErrorKind::Fault(_) | ErrorKind::Status { .. }) => {
            let refused = chain(&error);
            bench.seen(format!("24SevenOffice refused it: {refused}"));
            Ok(Tried::Refused(refused))
        }
        Err(error) => Err(failed(error)),
    }
}
