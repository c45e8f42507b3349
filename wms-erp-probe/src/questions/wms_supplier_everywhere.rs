use ongoing_client::model::{ArticleDefinition, Supplier};

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::journal::Kind;
use crate::question::{BOTH, Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "wms-supplier-everywhere",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "Does a main supplier that is written with one article also change for other articles?",
    matters: "There is no call for a supplier alone. wms-erp writes all articles of a supplier that has changed, whichever it is.",
    settings: &["suppliers.enabled"],
    reads: "the name of the supplier of both articles",
    writes: "two articles with the same new supplier; then the first one with another name of that supplier",
    undone: "the articles are marked as out of use; Ongoing has no call that removes a supplier",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let supplier = bench.book.next().1;
    let named = |name: &str| Some(Supplier::by_number(supplier.as_str(), format!("{supplier} {name}")));
    let noted = bench.book.plan(Kind::Supplier, None).map_err(Stopped::Broken)?;
    let made = bench.new_article(|article| article.main_supplier = named("before")).await;
    // Then no supplier was written, either.
    if matches!(made, Err(Stopped::Refused | Stopped::Ended | Stopped::NoAccess(_))) {
        bench.book.gone(noted).map_err(Stopped::Broken)?;
    }
    let first = made?;
    let second = bench.new_article(|article| article.main_supplier = named("before")).await?;
    let mut article = ArticleDefinition::by_article_number(first.as_str());
    article.article_name = Some(first.clone());
    article.is_stock_article = Some(true);
    article.main_supplier = named("after");
    let what = "write the first article with another name of the supplier";
    if let Err(refused) = bench.write_article(what, article).await? {
        let says = format!("a supplier that exists cannot be changed with an article: {refused}");
        return Ok(Conclusion::learned("refused", says));
    }
    let mut is_changed = Vec::new();
    for number in [&first, &second] {
        let name = bench.read_article(number).await?.article.unwrap_or_default().main_supplier_name;
        bench.seen(format!("the supplier of article {number} has the name {name:?}"));
        let Some(name) = name else {
            return Ok(Conclusion::unclear("the article is read without the name of its supplier"));
        };
        is_changed.push(name.ends_with("after"));
    }
    Ok(match is_changed[..] {
        [true, true] => {
            Conclusion::learned("everywhere", "the supplier is changed for all articles that have it")
        }
        [true, false] => Conclusion::learned("that-article", "the supplier is changed for that article only"),
        [false, false] => Conclusion::learned(
            "kept",
            "a supplier that exists is not changed: a new name or address does not reach the warehouse",
        ),
        _ => Conclusion::unclear(
            "the supplier is changed for the other article, and not for the one that was written",
        ),
    })
}
