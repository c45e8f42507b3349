use futures::TryStreamExt;
use twentyfour_client::error::ErrorKind;
use twentyfour_client::operation::product::GetProducts;
use twentyfour_client::types::{Product, ProductSearchParameters};

use crate::answer::{Conclusion, Stopped, chain};
use crate::bench::Bench;
use crate::erp::failed;
use crate::fields::fields;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-empty-properties",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "What does a search return that names no properties?",
    matters: "wms-erp always names them. Hooks of your own that name none should know what they get.",
    settings: &[],
    reads: "the ids of all products, and one of them without naming a property",
    writes: "",
    undone: "",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let all = bench.erp.get_products(ProductSearchParameters::all(), &["Id"]).await.map_err(failed)?;
    let all: Vec<Product> = all.try_collect().await.map_err(failed)?;
    let Some(id) = all.iter().find_map(|product| product.id) else {
        return Ok(Conclusion::not_tried("there is no product: create one in 24SevenOffice"));
    };
    let search = ProductSearchParameters::by_ids([id]);
    bench.sent(format!("24SevenOffice, GetProducts: product {id} without properties"));
    let search = GetProducts { search_params: Some(search), return_properties: Vec::new() };
    let answer = match bench.erp.execute(&search).await {
        Ok(items) => items.try_collect::<Vec<Product>>().await,
        Err(error) => Err(error),
    };
    let found = match answer {
        Ok(found) => found,
        Err(error) if matches!(error.kind(), ErrorKind::Fault(_)) => {
            let refused = chain(&error);
            bench.seen(format!("24SevenOffice refused it: {refused}"));
            return Ok(Conclusion::learned(
                "refused",
                format!("a search without properties is refused: {refused}"),
            ));
        }
        Err(error) => return Err(failed(error)),
    };
    let names: Vec<String> = found.iter().flat_map(fields).map(|(name, _)| name).collect();
    bench.seen(format!("{} products with {} properties: {}", found.len(), names.len(), names.join(", ")));
    Ok(match (found.len(), names.len()) {
        (0, _) => Conclusion::learned("no-records", "a search without properties returns no records"),
        (_, 0) => Conclusion::learned("nothing", "a search without properties returns empty records"),
        (_, 1) => Conclusion::learned(
            "one",
            format!("a search without properties returns records with only {}", names.join("")),
        ),
        _ => Conclusion::learned("all", "a search without properties returns records with many properties"),
    })
}
