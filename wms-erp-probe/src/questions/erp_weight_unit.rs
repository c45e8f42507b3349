use futures::TryStreamExt;
use rust_decimal::Decimal;
use twentyfour_client::types::{Product, ProductSearchParameters};

use crate::answer::{Conclusion, Setting, Stopped};
use crate::bench::Bench;
use crate::erp::failed;
use crate::question::{Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "erp-weight-unit",
    vendor: Vendor::TwentyFourSevenOffice,
    transports: &[],
    unknown: "In which unit are the weights of products?",
    matters: "Ongoing takes kilograms. Weights in grams make each parcel a thousand times too heavy for the carrier.",
    settings: &["articles.weight_factor"],
    reads: "the products that have a weight; the person says what the weight of one of them means",
    writes: "",
    undone: "",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let products =
        bench.erp.get_products(ProductSearchParameters::all(), &["Id", "Name", "No", "Weight"]).await;
    let products: Vec<Product> = products.map_err(failed)?.try_collect().await.map_err(failed)?;
    let mut weighed: Vec<(&Product, Decimal)> = products
        .iter()
        .filter_map(|product| Some((product, product.weight.filter(|weight| !weight.is_zero())?)))
        .collect();
    bench.seen(format!("{} of {} products have a weight", weighed.len(), products.len()));
    weighed.sort_by_key(|(_, weight)| *weight);
    let Some((product, weight)) = weighed.get(weighed.len() / 2) else {
        return Ok(Conclusion::not_tried(
            "no product has a weight: give one to a product whose weight you know",
        ));
    };
    let name = product.name.as_deref().unwrap_or_default();
    let question = format!("The product {name:?} has the weight {}. What is that?", weight.normalize());
    let one = "the weights of products are in";
    let factor = |factor: &str, why: &str| Setting::new("articles.weight_factor", factor, why);
    Ok(match bench.choose(&question, &["kilograms", "grams", "something else"]).await? {
        Some(0) => Conclusion::learned("kilograms", format!("{one} kilograms"))
            .with(factor("1", "24SevenOffice has kilograms, as Ongoing takes them")),
        Some(1) => Conclusion::learned("grams", format!("{one} grams"))
            .with(factor("0.001", "24SevenOffice has grams, and Ongoing takes kilograms")),
        Some(_) => {
            Conclusion::unclear("the unit is another one: set weight_factor to how many kilograms it has")
        }
        None => Conclusion::unclear("the person does not know: weigh the product"),
    })
}
