use ongoing_client::model::ArticleDefinition;

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{BOTH, Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "wms-omitted-field",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "Does a field that is left out keep or clear the stored value?",
    matters: "wms-erp always sends the texts that it maps. Fields that it leaves out would be emptied if the warehouse has filled them in.",
    settings: &["wms.transport"],
    reads: "the description and the bar code of the article",
    writes: "one article with a description and a bar code; then the article without them",
    undone: "the article is marked as out of use",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let number = bench
        .new_article(|article| {
            article.article_description = Some("A description".to_owned());
            article.bar_code = Some("7038010000000".to_owned());
        })
        .await?;
    let mut article = ArticleDefinition::by_article_number(number.as_str());
    article.article_name = Some(number.clone());
    article.is_stock_article = Some(true);
    if let Err(refused) =
        bench.write_article("write the article without description and bar code", article).await?
    {
        return Ok(Conclusion::unclear(format!("an article without them is refused: {refused}")));
    }
    let read = bench.read_article(&number).await?.article.unwrap_or_default();
    bench.seen(format!("description: {:?}, bar code: {:?}", read.description, read.bar_code));
    let is_kept = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    Ok(match (is_kept(&read.description), is_kept(&read.bar_code)) {
        (true, true) => Conclusion::learned("kept", "fields that are left out keep their values"),
        (false, false) => Conclusion::learned("cleared", "fields that are left out are cleared"),
        _ => Conclusion::unclear(
            "one field was kept and the other was cleared: the answer depends on the field",
        ),
    })
}
